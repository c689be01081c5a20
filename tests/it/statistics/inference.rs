//! Tests and intervals against R and scipy.

use super::ledger::{Ledger, table};
use super::{each, group, numbers, pairs};
use assess::statistics::bootstrap::{BiasConvention, Bootstrap};
use assess::statistics::interval::Spread;
use assess::statistics::mean_comparison::{one_sample, paired, student, welch};
use assess::statistics::moments::{mean, standard_deviation};
use assess::statistics::multiplicity::{benjamini_hochberg, holm};
use assess::statistics::quantile::quantile;
use assess::statistics::rank_comparison::{Continuity, MannWhitney, SignedRank, Zeros};
use assess::statistics::undefined::{Estimate, Undefined};
use serde_json::Value;
use std::collections::BTreeMap;

const TOLERANCE: f64 = 1e-9;

/// Whether so many answers of so many items are enough.
type Enough = fn(usize, usize) -> bool;

type Rows = Vec<BTreeMap<String, String>>;

fn limits(
    ledger: &mut Ledger,
    statistic: &'static str,
    found: Result<[f64; 2], Undefined>,
    expected: &Value,
    what: &str,
) {
    for side in [0, 1] {
        let found = found.map(|limits| limits[side]);
        ledger.maybe(statistic, found, &expected[side], TOLERANCE, what);
    }
}

fn check_paired_means(
    ledger: &mut Ledger,
    pairs: &[[f64; 2]],
    item: &Value,
    what: &str,
) -> Estimate {
    let found = paired(pairs, 0.95);
    assert_eq!(pairs.len() as u64, item["n"], "{what}");
    if let Ok(found) = found {
        ledger.near(
            "paired t test, difference",
            found.difference,
            &item["mean_diff"],
            TOLERANCE,
            what,
        );
        ledger.near("paired t test, df", found.freedom, &item["df"], TOLERANCE, what);
    }
    ledger.maybe("paired t test, t", found.map(|found| found.t), &item["t"], TOLERANCE, what);
    let p = found.map(|found| found.p);
    ledger.maybe("paired t test, p", p, &item["p_t"], TOLERANCE, what);
    limits(
        ledger,
        "paired t test, interval",
        found.map(|found| found.interval),
        &item["ci95"],
        what,
    );
    p
}

fn check_signed_rank(
    ledger: &mut Ledger,
    pairs: &[[f64; 2]],
    item: &Value,
    what: &str,
) -> Estimate {
    let found = SignedRank::of_pairs(pairs, Zeros::Dropped);
    if let Ok(found) = &found {
        assert_eq!(found.differing as u64, item["n_nonzero"], "{what}");
    }
    let mut near = |statistic, of: &dyn Fn(&SignedRank) -> f64, name: &str| {
        let found = found.as_ref().map(of).map_err(|reason| *reason);
        ledger.maybe(statistic, found, &item[name], TOLERANCE, what);
        found
    };
    let _ = near("signed-rank W", &|found| found.positive, "W_plus");
    let exact = |found: &SignedRank| found.exact_p().expect("is few");
    let _ = near("signed-rank p, exact", &exact, "p_wilcoxon_exact_ties");
    let plain = |found: &SignedRank| found.normal_p(Continuity::Plain);
    let _ = near("signed-rank p, normal", &plain, "p_wilcoxon_uncorrected");
    let corrected = |found: &SignedRank| found.normal_p(Continuity::Corrected);
    near("signed-rank p, continuity-corrected", &corrected, "p_wilcoxon_corrected")
}

fn check_families(ledger: &mut Ledger, items: &[Value], t: &[Estimate], w: &[Estimate]) {
    let adjusted = [
        ("Holm adjusted p", "p_t_holm", holm(t)),
        ("Benjamini-Hochberg adjusted p", "p_t_bh", benjamini_hochberg(t)),
        ("Holm adjusted p", "p_w_holm", holm(w)),
        ("Benjamini-Hochberg adjusted p", "p_w_bh", benjamini_hochberg(w)),
    ];
    for (statistic, name, found) in adjusted {
        assert_eq!(found.len(), items.len());
        for (item, found) in items.iter().zip(found) {
            ledger.maybe(statistic, found, &item[name], TOLERANCE, name);
        }
    }
}

fn check_paired(ledger: &mut Ledger, reference: &Value, rows: &Rows) {
    let items = reference["items"].as_array().unwrap();
    let (mut t, mut w) = (Vec::new(), Vec::new());
    for item in items {
        let name = item["item"].as_str().unwrap();
        let pairs = pairs(rows, &format!("{name}_t1"), &format!("{name}_t2"));
        t.push(check_paired_means(ledger, &pairs, item, name));
        w.push(check_signed_rank(ledger, &pairs, item, name));
    }
    check_families(ledger, items, &t, &w);
}

fn check_groups(ledger: &mut Ledger, reference: &Value, rows: &Rows, what: &str) {
    let first = group(rows, &reference["group_a"]);
    let second = group(rows, &reference["group_b"]);
    let found = welch(&first, &second, 0.95).unwrap();
    let expected = &reference["welch"];
    ledger.near("Welch t test, t", found.t, &expected["t"], TOLERANCE, what);
    ledger.near("Welch t test, df", found.freedom, &expected["df"], TOLERANCE, what);
    ledger.near("Welch t test, p", found.p, &expected["p"], TOLERANCE, what);
    limits(ledger, "Welch t test, interval", Ok(found.interval), &expected["ci95"], what);
    let found = student(&first, &second, 0.95).unwrap();
    let expected = &reference["student"];
    ledger.near("Student t test, t", found.t, &expected["t"], TOLERANCE, what);
    ledger.near("Student t test, df", found.freedom, &expected["df"], TOLERANCE, what);
    ledger.near("Student t test, p", found.p, &expected["p"], TOLERANCE, what);
    let found = MannWhitney::of(&first, &second).unwrap();
    let expected = &reference["mann_whitney"];
    ledger.near("Mann-Whitney U", found.u, &expected["U"], TOLERANCE, what);
    let p = found.normal_p(Continuity::Corrected);
    ledger.near("Mann-Whitney p, continuity-corrected", p, &expected["p_cc"], TOLERANCE, what);
}

fn check_ranks(ledger: &mut Ledger, reference: &Value) {
    for row in reference["signed_rank"].as_array().unwrap() {
        for (name, zeros) in [("dropped", Zeros::Dropped), ("ranked", Zeros::Ranked)] {
            let found = SignedRank::of(&numbers(&row["differences"]), zeros).unwrap();
            let what = format!("{name} {}", row["differences"]);
            let expected = &row[name];
            ledger.near("signed-rank W", found.positive, &expected["positive"], TOLERANCE, &what);
            ledger.near("signed-rank W", found.negative, &expected["negative"], TOLERANCE, &what);
            let exact = found.exact_p().unwrap();
            ledger.near("signed-rank p, exact", exact, &expected["exact"], TOLERANCE, &what);
            let plain = found.normal_p(Continuity::Plain);
            ledger.near("signed-rank p, normal", plain, &expected["plain"], TOLERANCE, &what);
            let corrected = found.normal_p(Continuity::Corrected);
            let name = "signed-rank p, continuity-corrected";
            ledger.near(name, corrected, &expected["corrected"], TOLERANCE, &what);
        }
    }
    for row in reference["mann_whitney"].as_array().unwrap() {
        let found = MannWhitney::of(&numbers(&row["first"]), &numbers(&row["second"])).unwrap();
        let what = row.to_string();
        ledger.near("Mann-Whitney U", found.u, &row["u"], TOLERANCE, &what);
        let exact = found.exact_p().unwrap();
        ledger.near("Mann-Whitney p, exact", exact, &row["exact"], TOLERANCE, &what);
        let plain = found.normal_p(Continuity::Plain);
        ledger.near("Mann-Whitney p, normal", plain, &row["plain"], TOLERANCE, &what);
        let corrected = found.normal_p(Continuity::Corrected);
        ledger.near(
            "Mann-Whitney p, continuity-corrected",
            corrected,
            &row["corrected"],
            TOLERANCE,
            &what,
        );
    }
}

fn check_exhaustive(ledger: &mut Ledger, case: &Value) {
    let values = numbers(&case["values"]);
    let what = case["values"].to_string();
    let found = Bootstrap::of_mean(&values, 0, 0).unwrap();
    assert_eq!(found.resamples(), case["B_exhaustive"], "{what}");
    limits(
        ledger,
        "bootstrap percentile interval",
        found.percentile(0.95),
        &case["percentile_type7"],
        &what,
    );
    let conventions =
        [("strict_less", BiasConvention::StrictlyLess), ("midpoint", BiasConvention::Midpoint)];
    for (name, convention) in conventions {
        let bca = found.bca(0.95, convention).unwrap();
        let expected = &case[name];
        ledger.near("BCa z0", bca.bias, &expected["z0"], TOLERANCE, &what);
        ledger.near("BCa acceleration", bca.acceleration, &case["acceleration"], TOLERANCE, &what);
        limits(ledger, "BCa probabilities", Ok(bca.probabilities), &expected["alpha_adj"], &what);
        limits(
            ledger,
            "BCa interval, all resamples",
            Ok(bca.interval),
            &expected["ci_type7"],
            &what,
        );
    }
    let against = one_sample(&values, 0.0, 0.95).unwrap();
    limits(ledger, "one-sample t test, interval", Ok(against.interval), &case["t_ci95"], &what);
}

fn check_drawn(ledger: &mut Ledger, reference: &Value, rows: &Rows, what: &str) {
    let values: Vec<f64> = rows.iter().map(|row| row["score"].parse().unwrap()).collect();
    let tolerance = reference["tolerance_abs"].as_f64().unwrap();
    let found = Bootstrap::of_mean(&values, 20_000, 1).unwrap();
    let bca = found.bca(0.95, BiasConvention::StrictlyLess).unwrap();
    let expected = &reference["acceleration_jackknife"];
    ledger.near("BCa acceleration", bca.acceleration, expected, TOLERANCE, what);
    let sides = ["bca_lower_mean", "bca_upper_mean"];
    for (limit, name) in bca.interval.into_iter().zip(sides) {
        ledger.within("BCa interval, drawn (absolute)", limit, &reference[name], tolerance, what);
    }
}

/// The mean of a row's answers to the items of a scale, and how many there are.
fn scale_mean(row: &BTreeMap<String, String>, scale: &Value, ends: f64) -> (usize, f64) {
    let reversed = scale["reversed"].as_array().unwrap();
    let items = scale["items"].as_array().unwrap().iter();
    let answers: Vec<f64> = items
        .filter_map(|item| {
            let answer: f64 = row[item.as_str().unwrap()].parse().ok()?;
            Some(if reversed.contains(item) { ends - answer } else { answer })
        })
        .collect();
    (answers.len(), answers.iter().sum::<f64>() / answers.len() as f64)
}

fn check_scores(ledger: &mut Ledger, values: &[f64], expected: &Value, what: &str) {
    assert_eq!(values.len() as u64, expected["n"], "{what}");
    let found = mean(values).unwrap();
    ledger.near("mean", found, &expected["mean"], TOLERANCE, what);
    let deviation = standard_deviation(values).unwrap();
    ledger.near("standard deviation", deviation, &expected["sd"], TOLERANCE, what);
    let spread = Spread::of_mean(values).unwrap();
    ledger.near(
        "standard error of the mean",
        spread.standard_error,
        &expected["se"],
        TOLERANCE,
        what,
    );
    let interval = spread.interval(found, 0.95, [f64::MIN, f64::MAX]).ok_or(Undefined::Unknown);
    limits(ledger, "t interval of the mean", interval, &expected["t_ci95"], what);
    let median = quantile(values, 0.5).unwrap();
    ledger.near("median", median, &expected["median"], TOLERANCE, what);
    let quantiles = expected["q_type7"].as_array().unwrap();
    for (probability, expected) in [0.1, 0.25, 0.75, 0.9].into_iter().zip(quantiles) {
        let found = quantile(values, probability).unwrap();
        ledger.near("quantile, type 7", found, expected, TOLERANCE, what);
    }
}

fn check_scales(ledger: &mut Ledger, reference: &Value, rows: &Rows) {
    let ends = reference["min"].as_f64().unwrap() + reference["max"].as_f64().unwrap();
    for (name, scale) in reference["scales"].as_object().unwrap() {
        let k = scale["items"].as_array().unwrap().len();
        let rules: [(&str, Enough); 4] = [
            ("available", |answered, _| answered > 0),
            ("half_rule", |answered, k| 2 * answered >= k),
            ("eighty_pct_rule", |answered, k| 5 * answered >= 4 * k),
            ("complete_only", |answered, k| answered == k),
        ];
        for (rule, enough) in rules {
            let scores = rows.iter().map(|row| scale_mean(row, scale, ends));
            let scores = scores.filter(|(answered, _)| *answered > 0 && enough(*answered, k));
            let scores: Vec<f64> = scores.map(|(_, score)| score).collect();
            check_scores(ledger, &scores, &scale[rule], &format!("{name} {rule}"));
        }
    }
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, name, reference) in each(&["paired_sai_FAST", "two_waves"]) {
        check_paired(ledger, &reference, &table(&folder, name));
    }
    for (folder, name, reference) in each(&["indep_satact_act_gender", "two_groups"]) {
        check_groups(ledger, &reference, &table(&folder, name), name);
    }
    for (_, _, reference) in each(&["ranks"]) {
        check_ranks(ledger, &reference);
    }
    for (_, _, reference) in each(&["bca_exhaustive"]) {
        for case in reference["cases"].as_array().unwrap() {
            check_exhaustive(ledger, case);
        }
    }
    for (folder, name, reference) in each(&["bca_bfi_agree40", "bca_forty"]) {
        check_drawn(ledger, &reference, &table(&folder, name), name);
    }
    for (folder, _, reference) in each(&["bfi_a_scores", "survey_scores"]) {
        let input = reference["input"].as_str().unwrap().trim_end_matches(".csv");
        check_scales(ledger, &reference, &table(&folder, input));
    }
}

#[test]
fn tests_and_intervals_are_those_of_r() {
    super::run(check);
}
