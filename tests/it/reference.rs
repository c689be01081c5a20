//! Scores against values that other programs computed. `tests/data/reference/README.md` says where
//! the data comes from; `statistics` compares the formulas alone.

use crate::sample::{organisation, questionnaire, row, row_about};
use crate::statistics::ledger::{expected, number, table};
use crate::statistics::{Row, each};
use assess::questionnaire::{MissingRule, OthersRule, Questionnaire};
use assess::responses::{Organisation, RaterGroup};
use assess::scoring::{CompetencyScore, RoleScore, score};
use assess::statistics::quantile::quantile;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn shipped() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference")
}

fn near(found: f64, expected: &Value, tolerance: f64, what: &str) {
    let expected = number(expected, what);
    let allowed = tolerance * expected.abs().max(1.0);
    assert!((found - expected).abs() <= allowed, "{what}: {found} is not {expected}");
}

const COMPETENCIES: [&str; 6] = ["C1", "C2", "C3", "C4", "C5", "C6"];

/// One item per competency: the data are competency scores.
fn multirater_questionnaire(reference: &Value, others: OthersRule) -> Questionnaire {
    let mut model = questionnaire(&COMPETENCIES.map(|id| (id, 1)), (1, 5));
    model.scoring.others = others;
    model.scoring.min_group = 3;
    for competency in &mut model.competencies {
        competency.weight = number(&reference["importance"][&competency.id], &competency.id);
        competency.target = Some(number(&reference["required"][&competency.id], &competency.id));
    }
    model
}

fn multirater_organisation(ratee: &str) -> Organisation {
    let mut answers: BTreeMap<(String, String), [i64; 6]> = BTreeMap::new();
    for row in table(&shipped(), "multirater_long") {
        let competency = COMPETENCIES.iter().position(|id| *id == row["competency"]).unwrap();
        if row["ratee"] == ratee {
            let rater = (row["group"].clone(), row["rater"].clone());
            answers.entry(rater).or_default()[competency] = row["score"].parse().unwrap_or(0);
        }
    }
    let rows = answers.iter().map(|((group, _), answers)| {
        let group = RaterGroup::ALL.into_iter().find(|known| known.name() == group).unwrap();
        row_about(ratee, group, answers)
    });
    organisation(rows.collect())
}

fn multirater_score(reference: &Value, ratee: &str, others: OthersRule) -> RoleScore {
    let model = multirater_questionnaire(reference, others);
    let scores = score(&multirater_organisation(ratee), &model);
    scores.roles[0].subjects[0].score.clone()
}

fn check_multirater_competency(found: &CompetencyScore, expected: &Value) {
    let what = &found.competency;
    near(found.score.unwrap(), &expected["others_mean"], 1e-12, what);
    near(found.gap.unwrap(), &expected["gap"], 1e-12, what);
    assert_eq!(found.n_raters as u64, expected["others_n"], "{what}");
    assert_eq!(found.own, expected["self"]["mean"].as_f64(), "{what}");
    for group in [RaterGroup::Manager, RaterGroup::Peer, RaterGroup::Report] {
        let expected = &expected[group.name()];
        if expected["suppressed"] == true {
            assert!(found.withheld.contains(&group) && !found.groups.contains_key(&group));
            assert!(!found.group_sizes.contains_key(&group));
        } else if expected["mean"].is_null() {
            assert!(!found.groups.contains_key(&group) && !found.withheld.contains(&group));
        } else {
            near(found.groups[&group], &expected["mean"], 1e-12, what);
            assert_eq!(found.group_sizes[&group] as u64, expected["n"]);
        }
    }
}

#[test]
fn rater_groups_are_rolled_up_and_withheld_as_in_the_reference() {
    let reference = expected(&shipped(), "multirater_long");
    for (ratee, expected) in reference["ratees"].as_object().unwrap() {
        let pooled = multirater_score(&reference, ratee, OthersRule::Pooled);
        for found in &pooled.competencies {
            check_multirater_competency(found, &expected["competencies"][&found.competency]);
        }
        near(pooled.score.unwrap(), &expected["weighted_score"], 1e-12, ratee);
        let weights: f64 = pooled.competencies.iter().map(|found| found.weight).sum();
        let priorities: f64 = pooled.competencies.iter().filter_map(|found| found.priority).sum();
        near(priorities / weights, &expected["weighted_gap_total"], 1e-12, ratee);
        let by_group = multirater_score(&reference, ratee, OthersRule::ByGroup);
        for found in &by_group.competencies {
            let expected = &expected["competencies"][&found.competency];
            near(found.score.unwrap(), &expected["others_equal_groups"], 1e-12, ratee);
        }
    }
}

#[test]
fn needs_of_scored_answers_are_those_of_the_pairs() {
    let reference = expected(&shipped(), "borich");
    let ids = ["c1", "c2", "c3", "c4", "c5", "c6"];
    let rows = table(&shipped(), "borich");
    let rows = rows.iter().map(|cells| {
        let point = |name: String| cells[&name].parse().unwrap_or(0);
        let answers: Vec<i64> = (1..=6).map(|number| point(format!("cur_{number}"))).collect();
        let mut row = row(RaterGroup::Other, &answers);
        for number in 1..=6 {
            if let Ok(importance) = cells[&format!("imp_{number}")].parse() {
                row.importance.insert(format!("c{number}"), importance);
            }
        }
        row
    });
    let scores =
        score(&organisation(rows.collect()), &questionnaire(&ids.map(|id| (id, 1)), (1, 5)));
    for found in &scores.roles[0].headline.as_ref().unwrap().competencies {
        let expected = &reference["competencies"][&found.competency];
        near(found.mean_weighted_discrepancy.unwrap(), &expected["mwds"], 1e-12, "mwds");
        near(found.importance.unwrap(), &expected["mean_importance"], 1e-12, "importance");
    }
}

/// Scales of items, some reversed, some unanswered.
const SCALES: [&str; 2] = ["bfi_a_scores", "survey_scores"];

fn scale_questionnaire(reference: &Value, missing: MissingRule) -> Questionnaire {
    let scales = reference["scales"].as_object().unwrap();
    let size = |scale: &Value| scale["items"].as_array().unwrap().len();
    let ids: Vec<(&str, usize)> =
        scales.iter().map(|(id, scale)| (id.as_str(), size(scale))).collect();
    let end = |name: &str| reference[name].as_i64().unwrap();
    let mut model = questionnaire(&ids, (end("min"), end("max")));
    model.scoring.missing = missing;
    for competency in &mut model.competencies {
        let expected = &scales[&competency.id];
        for (item, id) in competency.items.iter_mut().zip(expected["items"].as_array().unwrap()) {
            item.id = id.as_str().unwrap().into();
            item.reverse = expected["reversed"].as_array().unwrap().contains(id);
        }
    }
    model
}

fn scale_organisation(rows: &[Row], model: &Questionnaire) -> Organisation {
    let rows = rows.iter().map(|cells| {
        let answers: Vec<i64> =
            model.items().map(|(_, item)| cells[&item.id].parse().unwrap_or(0)).collect();
        row(RaterGroup::Other, &answers)
    });
    organisation(rows.collect())
}

fn input(folder: &std::path::Path, reference: &Value) -> Vec<Row> {
    table(folder, reference["input"].as_str().unwrap().trim_end_matches(".csv"))
}

#[test]
fn scales_with_reversed_and_missing_items_score_as_in_the_reference() {
    let rules = [
        (MissingRule::Half, "half_rule"),
        (MissingRule::EightyPercent, "eighty_pct_rule"),
        (MissingRule::Complete, "complete_only"),
    ];
    for (folder, _, reference) in each(&SCALES) {
        let rows = input(&folder, &reference);
        for (missing, name) in rules {
            let model = scale_questionnaire(&reference, missing);
            let scores = score(&scale_organisation(&rows, &model), &model);
            for found in &scores.roles[0].headline.as_ref().unwrap().competencies {
                check_scale(found, &reference["scales"][&found.competency][name], name);
            }
        }
    }
}

fn check_scale(found: &CompetencyScore, expected: &Value, rule: &str) {
    let what = format!("{} {rule}", found.competency);
    assert_eq!(found.n_raters as u64, expected["n"], "{what}");
    near(found.score.unwrap(), &expected["mean"], 1e-12, &what);
    near(found.standard_deviation.unwrap(), &expected["sd"], 1e-12, &what);
    let [low, high] = found.interval.unwrap();
    near(low, &expected["t_ci95"][0], 1e-12, &what);
    near(high, &expected["t_ci95"][1], 1e-12, &what);
}

/// The score of each row in the first competency, where it has one.
fn first_scores(organisation: &Organisation, model: &Questionnaire) -> Vec<f64> {
    let scores = organisation.responses.iter().filter_map(|row| {
        let one = Organisation { responses: vec![row.clone()], ..Organisation::default() };
        score(&one, model).roles.first()?.headline.as_ref()?.competencies[0].score
    });
    scores.collect()
}

#[test]
fn quantiles_of_rater_scores_are_those_of_the_reference() {
    for (folder, name, reference) in each(&SCALES) {
        let model = scale_questionnaire(&reference, MissingRule::Half);
        let organisation = scale_organisation(&input(&folder, &reference), &model);
        let found = first_scores(&organisation, &model);
        let scale = &reference["scales"][&model.competencies[0].id];
        let expected = &scale["half_rule"];
        for (index, probability) in [0.1, 0.25, 0.75, 0.9].into_iter().enumerate() {
            let found = quantile(&found, probability).unwrap();
            near(found, &expected["q_type7"][index], 1e-12, name);
        }
        near(quantile(&found, 0.5).unwrap(), &expected["median"], 1e-12, name);
        let first = scale["first10_scores_half_rule"].as_array().unwrap();
        for (found, expected) in found.iter().zip(first.iter().filter(|one| !one.is_null())) {
            near(*found, expected, 1e-12, name);
        }
    }
}
