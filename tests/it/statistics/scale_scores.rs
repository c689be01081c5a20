//! Percent of maximum possible of means over respondents.

use super::ledger::{Ledger, table};
use super::{answers, each};
use assess::statistics::interval::Spread;
use assess::statistics::moments::{mean, standard_deviation};
use assess::statistics::pomp::{interval_in_percent, percent_of_maximum, spread_in_percent};
use serde_json::{Value, json};

const NAMES: [&str; 2] = ["bfi_a_scores", "survey_scores"];

const TOLERANCE: f64 = 1e-12;

/// Whether so many answers to so many items make a score.
type Rule = fn(usize, usize) -> bool;

#[test]
fn percent_of_maximum_is_that_of_the_rule() {
    super::run(check);
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, name, reference) in each(&NAMES) {
        let input = reference["input"].as_str().unwrap().trim_end_matches(".csv");
        let rows = table(&folder, input);
        for (scale, plan) in reference["scales"].as_object().unwrap() {
            let mut whole = plan.clone();
            whole["min"] = reference["min"].clone();
            whole["max"] = reference["max"].clone();
            let rows = answers(&rows, &whole);
            check_scale(ledger, &rows, &whole, &format!("{name} {scale}"));
        }
    }
}

fn check_scale(ledger: &mut Ledger, rows: &[Vec<Option<f64>>], plan: &Value, what: &str) {
    let range = [plan["min"].as_f64().unwrap(), plan["max"].as_f64().unwrap()];
    let rules: [(&str, Rule); 4] = [
        ("available", |answered, _| answered > 0),
        ("half_rule", |answered, items| 2 * answered >= items),
        ("eighty_pct_rule", |answered, items| 5 * answered >= 4 * items),
        ("complete_only", |answered, items| answered == items),
    ];
    for (key, counts) in rules {
        let expected = &plan[key];
        let scores: Vec<f64> = rows
            .iter()
            .map(|row| (row.iter().flatten().copied().collect::<Vec<f64>>(), row.len()))
            .filter(|(given, items)| counts(given.len(), *items))
            .filter_map(|(given, _)| mean(&given))
            .collect();
        assert_eq!(scores.len() as u64, expected["n"], "{what} {key}");
        let score = mean(&scores).unwrap();
        let found = percent_of_maximum(score, range).unwrap();
        ledger.near("percent of maximum possible", found, &expected["pomp_mean"], TOLERANCE, what);
        let factor = 100.0 / (range[1] - range[0]);
        let deviation = standard_deviation(&scores).unwrap();
        let found = spread_in_percent(deviation, range).unwrap();
        let wanted = json!(expected["sd"].as_f64().unwrap() * factor);
        ledger.near(
            "percent of maximum possible, standard deviation",
            found,
            &wanted,
            TOLERANCE,
            what,
        );
        let limits = Spread::of_mean(&scores).unwrap().interval(score, 0.95, range).unwrap();
        for (side, found) in interval_in_percent(limits, range).unwrap().into_iter().enumerate() {
            let wanted = expected["t_ci95"][side].as_f64().unwrap();
            let wanted = json!((wanted - range[0]) * factor);
            ledger.near("percent of maximum possible, interval", found, &wanted, TOLERANCE, what);
        }
    }
}
