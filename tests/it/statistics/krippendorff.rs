//! Krippendorff's alpha with four metrics.

use super::each;
use super::ledger::{Ledger, table};
use assess::statistics::krippendorff::{Coincidences, Metric};

const NAMES: [&str; 3] = ["kripp_canonical_4x12", "kripp_anxiety", "nominal_holes"];

#[test]
fn alpha_with_holes_is_that_of_exact_fractions() {
    super::run(check);
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, name, reference) in each(&NAMES) {
        let ratings: Vec<Vec<Option<f64>>> = table(&folder, name)
            .iter()
            .map(|row| {
                let units = (1..row.len()).map(|unit| row[&format!("u{unit}")].parse().ok());
                units.collect()
            })
            .collect();
        let found = Coincidences::of(&ratings).unwrap();
        assert_eq!(found.pairable() as u64, reference["n_pairable_values"]);
        let metrics = [
            ("Krippendorff's alpha, nominal", Metric::Nominal, "nominal"),
            ("Krippendorff's alpha, ordinal", Metric::Ordinal, "ordinal"),
            ("Krippendorff's alpha, interval", Metric::Interval, "interval"),
            ("Krippendorff's alpha, ratio", Metric::Ratio, "ratio"),
        ];
        for (statistic, metric, key) in metrics {
            let expected = &reference["alpha"][key];
            ledger.maybe(statistic, found.alpha(metric), expected, 1e-9, name);
        }
    }
}
