//! Intraclass correlations: six forms of complete data, and raters nested in targets.

use super::ledger::{Ledger, table};
use super::{Row, each};
use assess::statistics::icc::OneWay;
use assess::statistics::shrout_fleiss::{Model, ShroutFleiss};
use assess::statistics::undefined::Undefined;
use serde_json::Value;

const COMPLETE: [&str; 3] = ["icc_shrout_fleiss", "icc_irr_anxiety", "teams_icc"];

const NESTED: [&str; 2] = ["unbalanced_bh1996_hrs", "unequal_teams"];

const MODELS: [(Model, &str, &str); 3] = [
    (Model::OneWay, "ICC(1,", "oneway"),
    (Model::Agreement, "ICC(2,", "twoway_agreement"),
    (Model::Consistency, "ICC(3,", "twoway_consistency"),
];

const TOLERANCE: f64 = 1e-9;

#[test]
fn intraclass_correlations_are_those_of_psych_and_multilevel() {
    super::run(check);
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, name, reference) in each(&COMPLETE) {
        check_complete(ledger, &table(&folder, name), &reference, name);
    }
    for (folder, name, reference) in each(&NESTED) {
        check_nested(ledger, &table(&folder, name), &reference, name);
    }
}

fn check_complete(ledger: &mut Ledger, rows: &[Row], expected: &Value, what: &str) {
    let ratings: Vec<Vec<Option<f64>>> = rows
        .iter()
        .map(|row| {
            let raters = row.iter().filter(|(column, _)| *column != "target");
            raters.map(|(_, rating)| rating.parse().ok()).collect()
        })
        .collect();
    let found = ShroutFleiss::of(&ratings).unwrap();
    assert_eq!(found.targets as u64, expected["n"]);
    assert_eq!(found.raters as u64, expected["k"]);
    let squares = [
        (found.between_targets, "MSR"),
        (found.between_raters, "MSC"),
        (found.within_targets, "MSW"),
        (found.error, "MSE"),
    ];
    for (square, key) in squares {
        ledger.near("mean squares", square, &expected[key], TOLERANCE, what);
    }
    for (model, psych, irr) in MODELS {
        check_model(ledger, &found, (model, psych, irr), expected);
    }
    let targets: Vec<Vec<f64>> =
        ratings.iter().map(|row| row.iter().flatten().copied().collect()).collect();
    check_balanced(ledger, &OneWay::of(&targets).unwrap(), &expected["psych"]);
}

fn check_model(
    ledger: &mut Ledger,
    found: &ShroutFleiss,
    (model, psych, irr): (Model, &str, &str),
    expected: &Value,
) {
    let sides = [
        (
            "ICC single measures",
            found.single(model),
            found.interval_of_single(model, 0.95),
            "1)",
            "single",
        ),
        (
            "ICC average measures",
            found.average(model),
            found.interval_of_average(model, 0.95),
            "k)",
            "average",
        ),
    ];
    for (statistic, value, interval, form, word) in sides {
        let name = format!("{psych}{form}");
        let wanted = &expected["psych"][&name];
        ledger.maybe(statistic, value, &wanted["icc"], TOLERANCE, &name);
        check_interval(ledger, interval, [&wanted["ci95_lower"], &wanted["ci95_upper"]], &name);
        let test = found.f_test(model).unwrap();
        ledger.near("ICC F test, F", test.f, &wanted["F"], TOLERANCE, &name);
        ledger.near("ICC F test, df", test.freedom[0], &wanted["df1"], TOLERANCE, &name);
        ledger.near("ICC F test, df", test.freedom[1], &wanted["df2"], TOLERANCE, &name);
        ledger.near("ICC F test, p", test.p, &wanted["p"], TOLERANCE, &name);
        let other = &expected["irr"][format!("{irr}_{word}")];
        ledger.maybe(statistic, value, &other["value"], TOLERANCE, &name);
        // irr 0.84.1 steps the limits of this form up twice.
        if (model, form) != (Model::Agreement, "k)") {
            check_interval(ledger, interval, [&other["lbound"], &other["ubound"]], &name);
        }
    }
}

fn check_interval(
    ledger: &mut Ledger,
    interval: Result<[f64; 2], Undefined>,
    expected: [&Value; 2],
    what: &str,
) {
    for (side, expected) in expected.into_iter().enumerate() {
        let limit = interval.map(|limits| limits[side]);
        ledger.maybe("ICC interval", limit, expected, TOLERANCE, what);
    }
}

/// Targets with one number of raters: the nested analysis is the one-way form.
fn check_balanced(ledger: &mut Ledger, found: &OneWay, psych: &Value) {
    let [single, average] = [&psych["ICC(1,1)"], &psych["ICC(1,k)"]];
    ledger.near("ICC(1)", found.icc_1(), &single["icc"], TOLERANCE, "balanced");
    let size = found.icc_1_of_mean_size();
    ledger.near("ICC(1) with the mean group size", size, &single["icc"], TOLERANCE, "balanced");
    ledger.maybe("ICC(1,k)", found.icc_1_of_means(), &average["icc"], TOLERANCE, "balanced");
    let stepped = found.icc_1_of(found.mean_ratings());
    ledger.maybe("ICC(1,k)", stepped, &average["icc"], TOLERANCE, "balanced");
    let intervals = [(found.interval(0.95), single), (found.interval_of_means(0.95), average)];
    for (interval, wanted) in intervals {
        let limits = [&wanted["ci95_lower"], &wanted["ci95_upper"]];
        check_interval(ledger, interval, limits, "balanced");
    }
}

fn check_nested(ledger: &mut Ledger, rows: &[Row], expected: &Value, what: &str) {
    let mut groups = std::collections::BTreeMap::<&str, Vec<f64>>::new();
    for row in rows {
        groups.entry(&row["ratee"]).or_default().push(row["score"].parse().unwrap());
    }
    let groups: Vec<Vec<f64>> = groups.into_values().collect();
    let found = OneWay::of(&groups).unwrap();
    assert_eq!(found.targets as u64, expected["G"]);
    assert_eq!(found.ratings as u64, expected["N"]);
    let test = found.f_test().unwrap();
    let values = [
        ("mean squares", found.between, "MSB"),
        ("mean squares", found.within, "MSW"),
        ("average group size n0", found.average_ratings, "n0"),
        ("mean group size", found.mean_ratings(), "n_mean"),
        ("ICC F test, F", test.f, "F"),
        ("ICC F test, df", test.freedom[0], "df1"),
        ("ICC F test, df", test.freedom[1], "df2"),
        ("ICC(1)", found.icc_1(), "icc1_n0"),
        ("ICC(1) with the mean group size", found.icc_1_of_mean_size(), "icc1_multilevel_mean_n"),
        ("ICC(1,k)", found.icc_1_of_means().unwrap(), "icc2_multilevel"),
        ("ICC(1,k)", found.icc_1_of(found.average_ratings).unwrap(), "icc2_multilevel"),
    ];
    for (statistic, value, key) in values {
        ledger.near(statistic, value, &expected[key], TOLERANCE, what);
    }
}
