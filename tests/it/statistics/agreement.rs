//! Agreement within groups: rwg, average deviation, `a_wg`.

use super::ledger::{Ledger, table};
use super::{Row, each};
use assess::statistics::agreement::{
    PointCounts, a_wg, average_deviation, average_deviation_about_median, rwg_j as rwg_j_uniform,
};
use assess::statistics::moments::mean;
use assess::statistics::quantile::quantile;
use assess::statistics::rwg::{
    NullDistribution, null_variance, rwg, rwg_j, rwg_j_untruncated, rwg_star,
};
use serde_json::Value;

const NAMES: [&str; 2] = ["rwg_lq2002_lead_a", "teams_agreement"];

/// One of the items is a mean with nine decimals, so all are counted in units of 1e-9.
const UNIT: f64 = 1e9;

#[test]
fn agreement_within_groups_is_that_of_multilevel() {
    super::run(check);
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, name, reference) in each(&NAMES) {
        check_groups(ledger, &reference, &table(&folder, name));
    }
}

fn check_groups(ledger: &mut Ledger, reference: &Value, rows: &[Row]) {
    let points = reference["response_options"].as_u64().unwrap() as usize;
    let null = null_variance(NullDistribution::Uniform, points).unwrap();
    let skewed = null_variance(NullDistribution::SlightSkew, points);
    ledger.near("rwg null variance", null, &reference["ranvar_uniform"], 1e-15, "uniform");
    ledger.maybe("rwg null variance", skewed, &reference["skewed_null_variance"], 1e-15, "skewed");
    let mut all = Vec::new();
    for expected in reference["groups"].as_array().unwrap() {
        let ratee = expected["ratee"].as_str().unwrap();
        let rows: Vec<&Row> = rows.iter().filter(|row| row["ratee"] == ratee).collect();
        assert_eq!(rows.len() as u64, expected["n"], "{ratee}");
        let items: Vec<PointCounts> = reference["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| counts(&rows, item.as_str().unwrap()))
            .collect();
        all.push(check_group(ledger, &items, null, expected));
    }
    let [found, middle] = [mean(&all).unwrap(), quantile(&all, 0.5).unwrap()];
    ledger.near("rwg(j)", found, &reference["mean_rwg_j"], 1e-9, "mean");
    ledger.near("rwg(j)", middle, &reference["median_rwg_j"], 1e-9, "median");
}

fn check_group(ledger: &mut Ledger, items: &[PointCounts], null: f64, expected: &Value) -> f64 {
    let ratee = expected["ratee"].as_str().unwrap();
    let variances: Vec<f64> =
        items.iter().filter_map(PointCounts::variance).map(|v| v / UNIT / UNIT).collect();
    let whole = rwg_j(&variances, null);
    assert_eq!(rwg_j_uniform(&variances, 5), whole.ok(), "{ratee}");
    let ends = [1, 5].map(|end| end * UNIT as i64);
    let unscaled = |deviation: f64| deviation / UNIT;
    let values = [
        ("rwg", rwg(variances[0], null), "rwg_first_item"),
        ("rwg(j)", whole, "rwg_j"),
        ("rwg(j) untruncated", rwg_j_untruncated(&variances, null), "rwg_j_untruncated"),
        ("r*wg", rwg_star(&variances, null), "rwg_star_lindell"),
        ("AD about the mean", average_deviation(items).map(unscaled), "ad_mean"),
        ("AD about the median", average_deviation_about_median(items).map(unscaled), "ad_median"),
        ("a_wg", a_wg(items, ends), "awg"),
    ];
    for (statistic, value, key) in values {
        ledger.maybe(statistic, value, &expected[key], 1e-9, ratee);
    }
    whole.unwrap()
}

fn counts(rows: &[&Row], item: &str) -> PointCounts {
    let answers = rows.iter().filter_map(|row| row[item].parse::<f64>().ok());
    answers.map(|answer| (answer * UNIT).round() as i64).collect()
}
