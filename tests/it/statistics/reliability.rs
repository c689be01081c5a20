//! Internal consistency: alpha, item statistics, halves, omega.

use super::ledger::{Ledger, table};
use super::{answers, each};
use assess::statistics::covariance::{Covariance, Missing};
use assess::statistics::moments::{mean, standard_deviation};
use assess::statistics::omega::OneFactor;
use assess::statistics::reliability::{
    alpha, alpha_if_deleted, alpha_interval, corrected_item_total, mean_correlation,
    standard_error_of_measurement, standardised_alpha, standardised_alpha_if_deleted,
    standardised_alpha_of_pairs,
};
use assess::statistics::split_half::{SplitHalf, spearman_brown};
use serde_json::Value;

const NAMES: [&str; 3] =
    ["bfi_a_reliability", "holzinger_pasteur_reliability", "survey_reliability"];

const TOLERANCE: f64 = 1e-9;

#[test]
fn reliability_is_that_of_psych_and_lavaan() {
    super::run(check);
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, name, reference) in each(&NAMES) {
        let input = reference["input"].as_str().unwrap().trim_end_matches(".csv");
        let rows = table(&folder, input);
        let omega_tolerance = reference["tolerance_rel_omega_lavaan"].as_f64().unwrap();
        for (scale, plan) in reference["scales"].as_object().unwrap() {
            let rows = answers(&rows, plan);
            for (key, missing) in [("pairwise", Missing::Pairwise), ("listwise", Missing::Listwise)]
            {
                if !plan[key].is_null() {
                    let what = format!("{name} {scale} {key}");
                    let covariance = Covariance::of(&rows, missing).unwrap();
                    check_consistency(ledger, &covariance, &plan[key], &what);
                    check_items(ledger, &covariance, &plan[key], &what);
                }
            }
            check_sums(ledger, &rows, &plan["listwise"], scale);
            check_omega(ledger, &rows, &plan["omega"], omega_tolerance, scale);
        }
    }
    for (_, _, reference) in each(&["edge_alpha"]) {
        check_edges(ledger, &reference);
    }
}

fn check_consistency(ledger: &mut Ledger, found: &Covariance, expected: &Value, what: &str) {
    assert_eq!(found.rows() as u64, expected["n_rows"], "{what}");
    assert_eq!(found.complete() as u64, expected["n_complete"], "{what}");
    assert_eq!(found.respondents() as u64, expected["n_used_for_ci"], "{what}");
    assert_eq!(found.items() as u64, expected["k"], "{what}");
    let values = [
        ("alpha", alpha(found), "alpha_raw"),
        ("standardised alpha", standardised_alpha(found), "alpha_std"),
        (
            "standardised alpha, pairwise correlations",
            standardised_alpha_of_pairs(found),
            "alpha_std_pairwise_cor",
        ),
        ("mean inter-item correlation", mean_correlation(found), "mean_interitem_r"),
    ];
    for (statistic, value, key) in values {
        ledger.maybe(statistic, value, &expected[key], TOLERANCE, what);
    }
    for (level, key) in [(0.95, "feldt_ci95"), (0.9, "feldt_ci90")] {
        let interval = alpha_interval(found, level).unwrap();
        for (side, limit) in interval.limits.into_iter().enumerate() {
            ledger.near("Feldt interval of alpha", limit, &expected[key][side], TOLERANCE, what);
        }
        assert_eq!(interval.respondents as u64, expected["n_used_for_ci"], "{what}");
    }
}

fn check_items(ledger: &mut Ledger, found: &Covariance, expected: &Value, what: &str) {
    for item in 0..found.items() {
        assert_eq!(found.n(item) as u64, expected["item_n"][item], "{what}");
        let deviation = found.variance(item).map(f64::sqrt);
        let deleted = standardised_alpha_if_deleted(found, item);
        let values = [
            ("item mean", found.mean(item), "item_mean"),
            ("item standard deviation", deviation, "item_sd"),
            (
                "corrected item-total correlation",
                corrected_item_total(found, item),
                "corrected_item_total_r",
            ),
            ("alpha if item deleted", alpha_if_deleted(found, item), "alpha_if_deleted"),
            ("standardised alpha if item deleted", deleted, "std_alpha_if_deleted"),
        ];
        for (statistic, value, key) in values {
            ledger.maybe(statistic, value, &expected[key][item], TOLERANCE, what);
        }
    }
}

/// What concerns the sums of complete rows.
fn check_sums(ledger: &mut Ledger, rows: &[Vec<Option<f64>>], expected: &Value, what: &str) {
    let covariance = Covariance::of(rows, Missing::Listwise).unwrap();
    let alpha = alpha(&covariance).unwrap();
    let sum_deviation = covariance.total_variance().unwrap().sqrt();
    let items = covariance.items() as f64;
    let scores: Vec<f64> = rows
        .iter()
        .filter_map(|row| mean(&row.iter().copied().collect::<Option<Vec<f64>>>()?))
        .collect();
    let deviation = standard_deviation(&scores).unwrap();
    let values = [
        ("scale mean", mean(&scores).unwrap(), "scale_mean"),
        ("scale standard deviation", deviation, "scale_sd"),
        ("scale standard deviation", sum_deviation, "sum_score_sd"),
        ("scale standard deviation", sum_deviation / items, "scale_sd"),
        (
            "standard error of measurement",
            standard_error_of_measurement(deviation, alpha).unwrap(),
            "sem",
        ),
        (
            "standard error of measurement",
            standard_error_of_measurement(sum_deviation, alpha).unwrap(),
            "sem_sum",
        ),
    ];
    for (statistic, value, key) in values {
        ledger.near(statistic, value, &expected[key], TOLERANCE, what);
    }
    let expected = &expected["split_half"];
    let halves = SplitHalf::odd_even(&covariance).unwrap();
    let lengths = ["odd_items", "even_items"].map(|key| expected[key].as_array().unwrap().len());
    assert_eq!(halves.items, lengths, "{what}");
    let values = [
        ("split-half correlation", halves.correlation, "r"),
        ("Spearman-Brown", halves.spearman_brown, "spearman_brown"),
        ("Horst split-half", halves.horst, "horst_unequal"),
        ("Guttman's lambda 4", halves.lambda_4, "guttman_lambda4"),
    ];
    for (statistic, value, key) in values {
        ledger.maybe(statistic, value, &expected[key], TOLERANCE, what);
    }
}

fn check_omega(
    ledger: &mut Ledger,
    rows: &[Vec<Option<f64>>],
    expected: &Value,
    tolerance: f64,
    what: &str,
) {
    let covariance = Covariance::of(rows, Missing::Listwise).unwrap();
    let fit = OneFactor::of(&covariance).unwrap();
    assert_eq!(fit.respondents as u64, expected["n"], "{what}");
    assert!(!fit.is_heywood_case(), "{what}");
    ledger.near("omega total", fit.omega(), &expected["omega_lavaan_ml"], tolerance, what);
    for (item, loading) in fit.loadings.iter().enumerate() {
        let expected = &expected["lavaan_ml_loadings"][item];
        ledger.near("factor loading", *loading, expected, tolerance, what);
    }
    for (item, variance) in fit.residual_variances.iter().enumerate() {
        let expected = &expected["lavaan_ml_residual_var"][item];
        ledger.near("residual variance", *variance, expected, tolerance, what);
    }
}

fn check_edges(ledger: &mut Ledger, reference: &Value) {
    for (case, expected) in reference.as_object().unwrap() {
        let rows: Vec<Vec<Option<f64>>> = expected["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row.as_array().unwrap().iter().map(Value::as_f64).collect())
            .collect();
        let covariance = Covariance::of(&rows, Missing::Listwise).unwrap();
        let interval = alpha_interval(&covariance, 0.95);
        ledger.maybe("alpha", alpha(&covariance), &expected["alpha_raw"], TOLERANCE, case);
        let standardised = standardised_alpha(&covariance);
        let expected_value = &expected["alpha_std"];
        ledger.maybe("standardised alpha", standardised, expected_value, TOLERANCE, case);
        for side in 0..2 {
            let limit = interval.map(|interval| interval.limits[side]);
            let expected = &expected["feldt_ci95"][side];
            ledger.maybe("Feldt interval of alpha", limit, expected, TOLERANCE, case);
        }
        if !expected["spearman_brown"].is_null() {
            let stepped = spearman_brown(covariance.correlation(0, 1).unwrap(), 2.0);
            ledger.maybe("Spearman-Brown", stepped, &expected["spearman_brown"], TOLERANCE, case);
        }
        let without = &expected["alpha_raw_without_constant"];
        if !without.is_null() {
            let found = alpha_if_deleted(&covariance, 0);
            ledger.maybe("alpha if item deleted", found, without, TOLERANCE, case);
        }
    }
}
