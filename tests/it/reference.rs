//! Scores against values that other programs computed. `tests/data/reference/README.md` says where
//! the data comes from.

use crate::sample::{organisation, questionnaire, row, row_about};
use assess::questionnaire::{MissingRule, OthersRule, Questionnaire};
use assess::responses::{Organisation, RaterGroup};
use assess::scoring::{CompetencyScore, RoleScore, score};
use assess::statistics::agreement::{PointCounts, rwg_j};
use assess::statistics::discrepancy::{Pair, mean_weighted_discrepancy};
use assess::statistics::{moments, quantile::quantile};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn shipped() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference")
}

/// The folder with data that is not shipped; says so when there is none.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn elsewhere(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ASSESS_REFERENCE").map(PathBuf::from);
    let found = folder.filter(|folder| folder.join(format!("{name}.json")).exists());
    if found.is_none() {
        eprintln!("skipped: {name} is not in the folder named by ASSESS_REFERENCE");
    }
    found
}

fn expected(folder: &std::path::Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("reads");
    serde_json::from_str(&text).expect("is JSON")
}

/// Rows of a CSV file by column name.
fn table(folder: &std::path::Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(format!("{name}.csv"))).expect("opens");
    reader.deserialize().map(|row| row.expect("is a row")).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

fn near(found: f64, expected: &Value, tolerance: f64, what: &str) {
    let expected = number(expected);
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
        competency.weight = number(&reference["importance"][&competency.id]);
        competency.target = Some(number(&reference["required"][&competency.id]));
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
    assert_eq!(found.n_raters as f64, number(&expected["others_n"]), "{what}");
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
            assert_eq!(found.group_sizes[&group] as f64, number(&expected["n"]));
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
fn needs_are_weighted_as_in_the_reference() {
    let reference = expected(&shipped(), "borich");
    let rows = table(&shipped(), "borich");
    for number in 1..=6 {
        let value = |row: &BTreeMap<String, String>, name: &str| {
            row[&format!("{name}_{number}")].parse::<f64>().ok()
        };
        let pairs: Vec<Pair> = rows
            .iter()
            .filter_map(|row| {
                Some(Pair { importance: value(row, "imp")?, score: value(row, "cur")? })
            })
            .collect();
        let expected = &reference["competencies"][format!("c{number}")];
        near(mean_weighted_discrepancy(&pairs).unwrap(), &expected["mwds"], 1e-12, "mwds");
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

fn bfi_questionnaire(reference: &Value, missing: MissingRule) -> Questionnaire {
    let scales = reference["scales"].as_object().unwrap();
    let ids: Vec<(&str, usize)> = scales.keys().map(|id| (id.as_str(), 5)).collect();
    let mut model = questionnaire(&ids, (1, 6));
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

fn bfi_organisation(folder: &std::path::Path, model: &Questionnaire) -> Organisation {
    let rows = table(folder, "bfi_a");
    let rows = rows.iter().map(|cells| {
        let answers: Vec<i64> =
            model.items().map(|(_, item)| cells[&item.id].parse().unwrap_or(0)).collect();
        row(RaterGroup::Other, &answers)
    });
    organisation(rows.collect())
}

#[test]
fn scales_with_reversed_and_missing_items_score_as_in_the_reference() {
    let Some(folder) = elsewhere("bfi_a_scores") else { return };
    let reference = expected(&folder, "bfi_a_scores");
    let rules = [
        (MissingRule::Half, "half_rule"),
        (MissingRule::EightyPercent, "eighty_pct_rule"),
        (MissingRule::Complete, "complete_only"),
    ];
    for (missing, name) in rules {
        let model = bfi_questionnaire(&reference, missing);
        let scores = score(&bfi_organisation(&folder, &model), &model);
        for found in &scores.roles[0].headline.as_ref().unwrap().competencies {
            let expected = &reference["scales"][&found.competency][name];
            let what = format!("{} {name}", found.competency);
            assert_eq!(found.n_raters as f64, number(&expected["n"]), "{what}");
            near(found.score.unwrap(), &expected["mean"], 1e-12, &what);
            near(found.standard_deviation.unwrap(), &expected["sd"], 1e-12, &what);
            let [low, high] = found.interval.unwrap();
            near(low, &expected["t_ci95"][0], 1e-12, &what);
            near(high, &expected["t_ci95"][1], 1e-12, &what);
        }
    }
}

#[test]
fn quantiles_of_rater_scores_are_those_of_the_reference() {
    let Some(folder) = elsewhere("bfi_a_scores") else { return };
    let reference = expected(&folder, "bfi_a_scores");
    let model = bfi_questionnaire(&reference, MissingRule::Half);
    let organisation = bfi_organisation(&folder, &model);
    let agree: Vec<f64> = organisation
        .responses
        .iter()
        .filter_map(|row| {
            let one = assess::responses::Organisation {
                responses: vec![row.clone()],
                ..Organisation::default()
            };
            score(&one, &model).roles.first()?.headline.as_ref()?.competencies[0].score
        })
        .collect();
    let expected = &reference["scales"]["agree"]["half_rule"];
    for (index, probability) in [0.1, 0.25, 0.75, 0.9].into_iter().enumerate() {
        near(quantile(&agree, probability).unwrap(), &expected["q_type7"][index], 1e-12, "q");
    }
    near(quantile(&agree, 0.5).unwrap(), &expected["median"], 1e-12, "median");
    let first = reference["scales"]["agree"]["first10_scores_half_rule"].as_array().unwrap();
    for (found, expected) in agree.iter().zip(first) {
        near(*found, expected, 1e-12, "rater score");
    }
}

/// One of the reference's items is a mean with nine decimals, so all are counted in units of 1e-9.
const UNIT: f64 = 1e9;

#[test]
fn agreement_within_groups_is_that_of_the_reference() {
    let Some(folder) = elsewhere("rwg_lq2002_lead_a") else { return };
    let reference = expected(&folder, "rwg_lq2002_lead_a");
    let rows = table(&folder, "rwg_lq2002_lead_a");
    let tolerance = number(&reference["tolerance_rel"]);
    for expected in reference["groups"].as_array().unwrap() {
        let ratee = expected["ratee"].as_str().unwrap();
        let items: Vec<PointCounts> = reference["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| {
                let of_ratee = rows.iter().filter(|row| row["ratee"] == ratee);
                let answers = of_ratee.map(|row| row[item.as_str().unwrap()].parse::<f64>());
                answers
                    .filter_map(Result::ok)
                    .map(|answer| (answer * UNIT).round() as i64)
                    .collect()
            })
            .collect();
        let variances: Vec<f64> =
            items.iter().filter_map(PointCounts::variance).map(|v| v / UNIT / UNIT).collect();
        near(rwg_j(&variances, 5).unwrap(), &expected["rwg_j"], tolerance, ratee);
        let deviations: Vec<f64> =
            items.iter().filter_map(PointCounts::average_deviation).map(|d| d / UNIT).collect();
        near(moments::mean(&deviations).unwrap(), &expected["ad_mean"], tolerance, ratee);
    }
}
