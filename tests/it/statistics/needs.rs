//! Needs, self-other agreement and importance-performance analysis against their written rules.

use super::ledger::{Ledger, table};
use super::{each, pairs};
use assess::statistics::discrepancy::{
    Pair, mean_importance, mean_weighted_discrepancy, ranked_discrepancy,
};
use assess::statistics::importance_performance::{
    Cuts, Measured, OnLine, Placement, Quadrant, placement,
};
use assess::statistics::self_other::{Category, Rule, SelfAndOthers, in_group};
use serde_json::Value;
use std::collections::BTreeMap;

const TOLERANCE: f64 = 1e-12;

fn check_borich(ledger: &mut Ledger, reference: &Value, rows: &[BTreeMap<String, String>]) {
    for (name, expected) in reference["competencies"].as_object().unwrap() {
        let number = name.trim_start_matches('c');
        let answers = pairs(rows, &format!("imp_{number}"), &format!("cur_{number}"));
        let pairs = answers
            .iter()
            .map(|[importance, score]| Pair { importance: *importance, score: *score });
        let pairs: Vec<Pair> = pairs.collect();
        assert_eq!(pairs.len() as u64, expected["n"], "{name}");
        let importance = mean_importance(&pairs).unwrap();
        ledger.near("mean importance", importance, &expected["mean_importance"], TOLERANCE, name);
        let weighted = mean_weighted_discrepancy(&pairs).unwrap();
        ledger.near(
            "mean weighted discrepancy score",
            weighted,
            &expected["mwds"],
            TOLERANCE,
            name,
        );
        let found = ranked_discrepancy(&pairs).unwrap();
        ledger.near("ranked discrepancy score", found.score, &expected["rds"], TOLERANCE, name);
        let parts = [
            (found.below, "pct_current_below"),
            (found.above, "pct_current_above"),
            (found.tied, "pct_tie"),
        ];
        for (count, part) in parts {
            let share = 100.0 * count as f64 / pairs.len() as f64;
            ledger.near("ranked discrepancy, shares", share, &expected[part], TOLERANCE, name);
        }
    }
}

fn category_name(category: Category) -> &'static str {
    match category {
        Category::Over => "over",
        Category::Under => "under",
        Category::InAgreementGood => "in_agreement_good",
        Category::InAgreementPoor => "in_agreement_poor",
    }
}

fn check_self_other(ledger: &mut Ledger, reference: &Value) {
    let ratees = reference["ratees"].as_object().unwrap();
    let number = |ratee: &Value, name: &str| ratee[name].as_f64().unwrap();
    let people: Vec<SelfAndOthers> = ratees
        .values()
        .map(|ratee| SelfAndOthers {
            own: number(ratee, "self_overall"),
            others: number(ratee, "others_overall"),
        })
        .collect();
    for ((name, ratee), found) in ratees.iter().zip(in_group(&people).unwrap()) {
        let expected = &ratee["self_minus_others"];
        ledger.near("self-other difference", found.difference, expected, TOLERANCE, name);
        assert_eq!(category_name(found.category), ratee["self_other_category"], "{name}");
        let Rule::HalfDeviation { mean, deviation } = found.rule else { panic!("another rule") };
        let expected = &reference["self_other"];
        ledger.near(
            "self-other difference, group mean",
            mean,
            &expected["mean_d"],
            TOLERANCE,
            name,
        );
        ledger.near(
            "self-other difference, group standard deviation",
            deviation,
            &expected["sd_d"],
            TOLERANCE,
            name,
        );
    }
}

fn quadrant_name(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::Concentrate => "concentrate",
        Quadrant::KeepUp => "keep_up",
        Quadrant::LowPriority => "low_priority",
        Quadrant::Overkill => "overkill",
    }
}

/// The mean over ratees of what others gave in a competency.
fn performance(reference: &Value, competency: &str) -> f64 {
    let ratees = reference["ratees"].as_object().unwrap().values();
    let means: Vec<f64> = ratees
        .filter_map(|ratee| ratee["competencies"][competency]["others_mean"].as_f64())
        .collect();
    means.iter().sum::<f64>() / means.len() as f64
}

fn check_quadrants(ledger: &mut Ledger, reference: &Value) {
    let expected = reference["ipa"].as_object().unwrap();
    let at = |value: f64| Measured { value, interval: None };
    let points: Vec<(Measured, Measured)> = expected
        .keys()
        .map(|name| {
            let importance = reference["importance"][name].as_f64().unwrap();
            (at(importance), at(performance(reference, name)))
        })
        .collect();
    let cuts = Cuts::at_means(&points).unwrap();
    for ((name, expected), (importance, performance)) in expected.iter().zip(&points) {
        let mean = &expected["performance"];
        ledger.near(
            "importance-performance, performance",
            performance.value,
            mean,
            TOLERANCE,
            name,
        );
        let found = placement(*importance, *performance, cuts, OnLine::High).unwrap();
        let Placement::In(quadrant) = found else { panic!("{name} has no place") };
        assert_eq!(quadrant_name(quadrant), expected["quadrant"], "{name}");
    }
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, name, reference) in each(&["borich"]) {
        check_borich(ledger, &reference, &table(&folder, name));
    }
    for (_, _, reference) in each(&["multirater_long"]) {
        check_self_other(ledger, &reference);
        check_quadrants(ledger, &reference);
    }
}

#[test]
fn needs_agreement_and_quadrants_follow_their_rules() {
    super::run(check);
}
