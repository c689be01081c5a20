//! Sizes of effects and of change against R.

use super::ledger::{Ledger, table};
use super::{each, group, pairs};
use assess::statistics::dominance::{CliffsDelta, cliffs_delta};
use assess::statistics::effect_size::{
    StandardizedDifference, cohens_d, cohens_dav, cohens_dz, hedges_correction, one_sample_d,
};
use assess::statistics::moments::{mean, standard_deviation};
use assess::statistics::rank_comparison::{SignedRank, Zeros};
use assess::statistics::reliable_change::{
    Verdict, detectable_change, error_from_reliability, reliable_change,
};
use assess::statistics::undefined::Undefined;
use serde_json::Value;
use std::collections::BTreeMap;

const TOLERANCE: f64 = 1e-9;

type Rows = Vec<BTreeMap<String, String>>;

/// Limits within an absolute tolerance, or undefined on both sides.
fn limits(
    ledger: &mut Ledger,
    statistic: &'static str,
    found: Result<[f64; 2], Undefined>,
    expected: &Value,
    tolerance: f64,
    what: &str,
) {
    match found {
        Ok(found) => {
            for (found, expected) in found.into_iter().zip(expected.as_array().unwrap()) {
                ledger.within(statistic, found, expected, tolerance, what);
            }
        }
        Err(_) => assert!(expected[0].is_null() && expected[1].is_null(), "{statistic} {what}"),
    }
}

fn check_standardized(ledger: &mut Ledger, pairs: &[[f64; 2]], item: &Value, loose: f64) {
    let what = item["item"].as_str().unwrap();
    let dz = cohens_dz(pairs, 0.95);
    ledger.maybe("Cohen's dz", dz.map(|dz| dz.value), &item["cohen_dz"], TOLERANCE, what);
    let interval = dz.and_then(|dz| dz.interval);
    limits(ledger, "Cohen's dz interval (absolute)", interval, &item["dz_ci95_nct"], loose, what);
    let j = hedges_correction(pairs.len() as f64 - 1.0);
    ledger.maybe("Hedges' correction J", j, &item["J_exact"], TOLERANCE, what);
    let gz = dz.and_then(StandardizedDifference::hedges);
    ledger.maybe("Hedges' gz", gz.map(|gz| gz.value), &item["hedges_gz"], TOLERANCE, what);
    let interval = gz.and_then(|gz| gz.interval);
    limits(
        ledger,
        "Hedges' gz interval (absolute)",
        interval,
        &item["hedges_gz_ci95_nct"],
        loose,
        what,
    );
    ledger.maybe("Cohen's d_av", cohens_dav(pairs), &item["cohen_dav"], TOLERANCE, what);
    let differences: Vec<f64> = pairs.iter().map(|pair| pair[1] - pair[0]).collect();
    let same = one_sample_d(&differences, 0.0, 0.95).map(|found| found.value);
    ledger.maybe("Cohen's d, one sample", same, &item["cohen_dz"], TOLERANCE, what);
}

fn check_cliff(ledger: &mut Ledger, found: CliffsDelta, expected: [&Value; 3], what: &str) {
    let [delta, interval, variance] = expected;
    ledger.near("Cliff's delta", found.delta, delta, TOLERANCE, what);
    if !variance.is_null() {
        let name = "Cliff's delta variance";
        ledger.near(name, found.variance.unwrap(), variance, TOLERANCE, what);
    }
    let name = "Cliff's delta interval";
    for (limit, expected) in found.interval.unwrap().iter().zip(interval.as_array().unwrap()) {
        ledger.near(name, *limit, expected, TOLERANCE, what);
    }
}

fn check_dominance(ledger: &mut Ledger, pairs: &[[f64; 2]], item: &Value) {
    let what = item["item"].as_str().unwrap();
    let [first, second] =
        [0, 1].map(|side| pairs.iter().map(|pair| pair[side]).collect::<Vec<_>>());
    let found = cliffs_delta(&second, &first, 0.95).unwrap();
    let expected = ["cliff_delta", "cliff_delta_ci95", "cliff_delta_var"].map(|name| &item[name]);
    check_cliff(ledger, found, expected, what);
    let ranks = SignedRank::of_pairs(pairs, Zeros::Dropped);
    let found = ranks.map(|ranks| ranks.rank_biserial());
    ledger.maybe(
        "matched-pairs rank-biserial correlation",
        found,
        &item["rank_biserial"],
        TOLERANCE,
        what,
    );
}

fn check_groups(ledger: &mut Ledger, reference: &Value, rows: &Rows, what: &str) {
    let first = group(rows, &reference["group_a"]);
    let second = group(rows, &reference["group_b"]);
    let d = cohens_d(&first, &second, 0.95).unwrap();
    ledger.near("Cohen's d", d.value, &reference["d"], TOLERANCE, what);
    let j = hedges_correction(d.freedom).unwrap();
    ledger.near("Hedges' correction J", j, &reference["J_exact"], TOLERANCE, what);
    let g = d.hedges().unwrap();
    ledger.near("Hedges' g", g.value, &reference["g_exactJ"], TOLERANCE, what);
    let loose = reference["tolerance_abs_nct_ci"].as_f64().unwrap();
    let name = "Hedges' g interval (absolute)";
    limits(ledger, name, g.interval, &reference["g_ci95_nct"], loose, what);
    let found = cliffs_delta(&first, &second, 0.95).unwrap();
    let expected = [&reference["cliff_delta"], &reference["cliff_ci95"], &Value::Null];
    check_cliff(ledger, found, expected, what);
}

/// Scores at both times of people who answered everything, each the mean of its items.
fn scale_scores(reference: &Value, rows: &Rows) -> Vec<[f64; 2]> {
    let items = reference["items"].as_array().unwrap();
    let reversed = reference["scale"]["reversed"].as_array().unwrap();
    let score = |row: &BTreeMap<String, String>, time: &str| -> Option<f64> {
        let answers = items.iter().map(|item| {
            let name = item["item"].as_str().unwrap();
            let answer: f64 = row[&format!("{name}_{time}")].parse().ok()?;
            Some(if reversed.contains(&item["item"]) { 5.0 - answer } else { answer })
        });
        Some(answers.sum::<Option<f64>>()? / items.len() as f64)
    };
    rows.iter().filter_map(|row| Some([score(row, "t1")?, score(row, "t2")?])).collect()
}

fn check_change(ledger: &mut Ledger, reference: &Value, rows: &Rows, what: &str) {
    let scale = &reference["scale"];
    let scores = scale_scores(reference, rows);
    assert_eq!(scores.len() as u64, scale["n"], "{what}");
    let [first, second] =
        [0, 1].map(|side| scores.iter().map(|pair| pair[side]).collect::<Vec<_>>());
    ledger.near("scale mean", mean(&first).unwrap(), &scale["mean_t1"], TOLERANCE, what);
    ledger.near("scale mean", mean(&second).unwrap(), &scale["mean_t2"], TOLERANCE, what);
    let deviation = standard_deviation(&first).unwrap();
    let error = error_from_reliability(deviation, scale["alpha_t1"].as_f64().unwrap()).unwrap();
    ledger.near("standard error of a difference", error, &scale["S_diff"], TOLERANCE, what);
    let detectable = detectable_change(error, 0.95).unwrap();
    ledger.near("minimal detectable change", detectable, &scale["mdc95"], TOLERANCE, what);
    let changes: Vec<_> = scores
        .iter()
        .map(|[before, after]| reliable_change(*before, *after, error, 0.95).unwrap())
        .collect();
    for (found, expected) in changes.iter().zip(scale["rci_first10"].as_array().unwrap()) {
        ledger.within("reliable change index", found.index, expected, TOLERANCE, what);
    }
    // A lower score is better here.
    let count = |verdict| changes.iter().filter(|found| found.verdict == verdict).count() as u64;
    assert_eq!(count(Verdict::Fallen), scale["n_improved"], "{what}");
    assert_eq!(count(Verdict::Risen), scale["n_worse"], "{what}");
    assert_eq!(count(Verdict::WithinNoise), scale["n_no_change"], "{what}");
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, name, reference) in each(&["paired_sai_FAST", "two_waves"]) {
        let rows = table(&folder, name);
        let loose = reference["tolerance_abs_nct_ci"].as_f64().unwrap();
        for item in reference["items"].as_array().unwrap() {
            let of = item["item"].as_str().unwrap();
            let pairs = pairs(&rows, &format!("{of}_t1"), &format!("{of}_t2"));
            check_standardized(ledger, &pairs, item, loose);
            check_dominance(ledger, &pairs, item);
        }
        check_change(ledger, &reference, &rows, name);
    }
    for (folder, name, reference) in each(&["indep_satact_act_gender", "two_groups"]) {
        check_groups(ledger, &reference, &table(&folder, name), name);
    }
}

#[test]
fn effects_and_changes_are_those_of_r() {
    super::run(check);
}
