//! Krippendorff's alpha with four metrics.

use super::ledger::{Ledger, expected, folders, table};
use assess::statistics::krippendorff::{Coincidences, Metric};

const NAMES: [&str; 3] = ["kripp_canonical_4x12", "kripp_anxiety", "nominal_holes"];

#[test]
fn alpha_with_holes_is_that_of_exact_fractions() {
    check(&mut Ledger::default());
}

pub(super) fn check(ledger: &mut Ledger) {
    let mut checked = 0;
    for name in NAMES {
        for folder in folders(name) {
            let reference = expected(&folder, name);
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
                ("Krippendorff nominal", Metric::Nominal, "nominal"),
                ("Krippendorff ordinal", Metric::Ordinal, "ordinal"),
                ("Krippendorff interval", Metric::Interval, "interval"),
                ("Krippendorff ratio", Metric::Ratio, "ratio"),
            ];
            for (statistic, metric, key) in metrics {
                let expected = &reference["alpha"][key];
                ledger.maybe(statistic, found.alpha(metric), expected, 1e-9, name);
            }
            checked += 1;
        }
    }
    assert!(checked > 0);
}
