//! `assess statistics` from a file of answers to numbers, against other programs; what moves nothing;
//! what is withheld.

mod withheld;

use crate::cli::sandbox::{Sandbox, root};
use serde_json::Value;
use std::fmt::Write;
use std::fs;

/// A questionnaire of scales: id, items, and which of them are reversed.
pub(crate) fn toml(scales: &[(&str, Vec<String>, Vec<String>)], ends: (i64, i64)) -> String {
    let (min, max) = ends;
    let mut text = format!(
        "[model]\nid = \"survey\"\nversion = \"1\"\ntitle = \"Survey\"\nlanguage = \"en\"\n\
         [scale]\nmin = {min}\nmax = {max}\n"
    );
    for (id, items, reversed) in scales {
        write!(text, "[[competency]]\nid = \"{id}\"\nname = \"{id}\"\n").unwrap();
        for item in items {
            let reverse = reversed.contains(item);
            write!(
                text,
                "[[competency.item]]\nid = \"{item}\"\ntext = \"Item {item}\"\nreverse = {reverse}\n"
            )
            .unwrap();
        }
    }
    text
}

fn scale(id: &str, items: &[&str]) -> (String, Vec<String>) {
    (id.to_owned(), items.iter().map(|item| (*item).to_owned()).collect())
}

/// The statistics of these answers.
fn statistics(questionnaire: &str, answers: &str) -> Rows {
    let sandbox = Sandbox::new();
    sandbox.write("survey.toml", questionnaire);
    sandbox.write("answers.csv", answers);
    let done = sandbox.run(["statistics", "answers.csv", "-q", "survey.toml", "--format", "json"]);
    assert_eq!(done.status, 0, "{}", done.stderr);
    Rows(serde_json::from_str(&done.stdout).expect("an array"))
}

struct Rows(Vec<Value>);

impl Rows {
    /// The one row with these fields; a field that is not named is not looked at, except item,
    /// organisation and subject, which are null then.
    fn row(&self, wanted: &[(&str, &str)]) -> &Value {
        let asked = |name: &str| wanted.iter().any(|(field, _)| *field == name);
        let matches = |row: &&Value| {
            wanted.iter().all(|(field, value)| row[*field].as_str() == Some(value))
                && ["item", "organisation", "subject"]
                    .iter()
                    .all(|field| asked(field) || row[*field].is_null())
        };
        let found: Vec<&Value> = self.0.iter().filter(matches).collect();
        assert_eq!(found.len(), 1, "{wanted:?}: {found:#?}");
        found[0]
    }

    fn value(&self, wanted: &[(&str, &str)]) -> f64 {
        let row = self.row(wanted);
        row["value"].as_f64().unwrap_or_else(|| panic!("{row}"))
    }
}

fn reference(name: &str) -> Value {
    let path = root().join(format!("tests/data/reference/{name}.json"));
    serde_json::from_str(&fs::read_to_string(path).expect(name)).expect(name)
}

fn answers(name: &str) -> Vec<Vec<String>> {
    let path = root().join(format!("tests/data/reference/{name}.csv"));
    let text = fs::read_to_string(path).expect(name);
    let cell = |cell: &str| cell.trim_matches('"').to_owned();
    text.lines().map(|line| line.split(',').map(cell).collect()).collect()
}

#[track_caller]
fn near(found: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().expect("a number");
    let limit = tolerance * expected.abs().max(1e-3);
    assert!((found - expected).abs() <= limit, "{found} is not {expected}");
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

fn survey() -> (String, String, Value) {
    let expected = reference("survey_reliability");
    let scales = expected["scales"].as_object().unwrap();
    let scales: Vec<(&str, Vec<String>, Vec<String>)> = scales
        .iter()
        .map(|(id, one)| (id.as_str(), strings(&one["items"]), strings(&one["reversed"])))
        .collect();
    let path = root().join("tests/data/reference/survey_reliability.csv");
    (toml(&scales, (1, 6)), fs::read_to_string(path).unwrap(), expected)
}

#[test]
fn reliability_and_items_are_those_of_psych_and_lavaan() {
    let (questionnaire, answers, expected) = survey();
    let rows = statistics(&questionnaire, &answers);
    for (id, expected) in expected["scales"].as_object().unwrap() {
        for missing in ["pairwise", "listwise"] {
            let expected = &expected[missing];
            let of = |statistic| {
                [("competency", id.as_str()), ("statistic", statistic), ("missing", missing)]
            };
            for (statistic, name) in [
                ("alpha", "alpha_raw"),
                ("alpha_standardised", "alpha_std"),
                ("mean_interitem_r", "mean_interitem_r"),
            ] {
                near(rows.value(&of(statistic)), &expected[name], 1e-9);
            }
            for (statistic, name) in [
                ("corrected_item_total", "corrected_item_total_r"),
                ("alpha_if_deleted", "alpha_if_deleted"),
                ("alpha_standardised_if_deleted", "std_alpha_if_deleted"),
            ] {
                let items = strings(&reference("survey_reliability")["scales"][id]["items"]);
                for (place, item) in items.iter().enumerate() {
                    let wanted = [&of(statistic)[..], &[("item", item.as_str())]].concat();
                    near(rows.value(&wanted), &expected[name][place], 1e-9);
                }
            }
        }
        of_complete_raters(&rows, id, expected);
        let items = strings(&expected["items"]);
        for (place, item) in items.iter().enumerate() {
            for (statistic, name) in [("item_mean", "item_mean"), ("item_sd", "item_sd")] {
                let wanted =
                    [("competency", id.as_str()), ("statistic", statistic), ("item", item)];
                near(rows.value(&wanted), &expected["pairwise"][name][place], 1e-9);
                let n = rows.row(&wanted)["n"].as_u64();
                assert_eq!(n, expected["pairwise"]["item_n"][place].as_u64());
            }
        }
    }
}

/// What the reference has for raters without holes alone.
fn of_complete_raters(rows: &Rows, id: &str, expected: &Value) {
    let listwise = &expected["listwise"];
    let of = |statistic| [("competency", id), ("statistic", statistic), ("missing", "listwise")];
    let alpha = rows.row(&of("alpha"));
    assert_eq!(alpha["n"].as_u64(), listwise["n_complete"].as_u64());
    near(alpha["lower"].as_f64().unwrap(), &listwise["feldt_ci95"][0], 1e-9);
    near(alpha["upper"].as_f64().unwrap(), &listwise["feldt_ci95"][1], 1e-9);
    let halves = &listwise["split_half"];
    for (statistic, expected) in [
        ("mean", &listwise["scale_mean"]),
        ("standard_deviation", &listwise["scale_sd"]),
        ("standard_error_of_measurement", &listwise["sem"]),
        ("split_half", &halves["r"]),
        ("spearman_brown", &halves["spearman_brown"]),
        ("horst", &halves["horst_unequal"]),
        ("guttman_lambda_4", &halves["guttman_lambda4"]),
        ("omega_total", &expected["omega"]["omega_lavaan_ml"]),
    ] {
        near(rows.value(&of(statistic)), expected, 1e-9);
    }
}

#[test]
fn agreement_is_that_of_multilevel() {
    let expected = reference("teams_agreement");
    let items = ["T1", "T2", "T3", "T4", "T5", "T6"];
    let (id, items) = scale("scale", &items);
    let questionnaire = toml(&[(&id, items, Vec::new())], (1, 5));
    let mut text = String::new();
    for (row, cells) in answers("teams_agreement").iter().enumerate() {
        let first = if row == 0 { "organisation" } else { &cells[0] };
        writeln!(text, "{first},{}", cells[1..].join(",")).unwrap();
    }
    let rows = statistics(&questionnaire, &text);
    for team in expected["groups"].as_array().unwrap() {
        let organisation = team["ratee"].as_str().unwrap();
        for (statistic, name) in [
            ("rwg_j", "rwg_j"),
            ("rwg_j_untruncated", "rwg_j_untruncated"),
            ("r_wg_star", "rwg_star_lindell"),
            ("ad_mean", "ad_mean"),
            ("ad_median", "ad_median"),
            ("a_wg", "awg"),
        ] {
            let wanted = [("organisation", organisation), ("statistic", statistic)];
            near(rows.value(&wanted), &team[name], 1e-9);
        }
        let wanted = [("organisation", organisation), ("statistic", "rwg"), ("item", "T1")];
        near(rows.value(&wanted), &team["rwg_first_item"], 1e-9);
    }
}

#[test]
fn raters_crossed_with_targets_are_those_of_shrout_and_fleiss() {
    let expected = reference("icc_shrout_fleiss");
    let (id, items) = scale("scale", &["q1"]);
    let questionnaire = toml(&[(&id, items, Vec::new())], (1, 10));
    let mut text = "organisation,subject,respondent,rater,q1\n".to_owned();
    for cells in answers("icc_shrout_fleiss").iter().skip(1) {
        for (judge, rating) in cells[1..].iter().enumerate() {
            writeln!(text, "All,Target {},judge {judge},peer,{rating}", cells[0]).unwrap();
        }
    }
    let rows = statistics(&questionnaire, &text);
    for (statistic, name) in [
        ("icc_1_1", "ICC(1,1)"),
        ("icc_1_k", "ICC(1,k)"),
        ("icc_2_1", "ICC(2,1)"),
        ("icc_2_k", "ICC(2,k)"),
        ("icc_3_1", "ICC(3,1)"),
        ("icc_3_k", "ICC(3,k)"),
        ("icc_1", "ICC(1,1)"),
        ("icc_1_means", "ICC(1,k)"),
    ] {
        let row = rows.row(&[("statistic", statistic)]);
        let expected = &expected["psych"][name];
        near(row["value"].as_f64().unwrap(), &expected["icc"], 1e-9);
        near(row["p"].as_f64().unwrap(), &expected["p"], 1e-8);
        near(row["lower"].as_f64().unwrap(), &expected["ci95_lower"], 1e-8);
        near(row["upper"].as_f64().unwrap(), &expected["ci95_upper"], 1e-8);
    }
}

#[test]
fn krippendorffs_table_comes_out() {
    let expected = reference("kripp_canonical_4x12");
    let (id, items) = scale("scale", &["q1"]);
    let questionnaire = toml(&[(&id, items, Vec::new())], (0, 5));
    let mut text = "organisation,respondent,q1\n".to_owned();
    for cells in answers("kripp_canonical_4x12").iter().skip(1) {
        for (unit, rating) in cells[1..].iter().enumerate() {
            if !rating.is_empty() {
                writeln!(text, "Unit {unit},rater {},{rating}", cells[0]).unwrap();
            }
        }
    }
    let rows = statistics(&questionnaire, &text);
    for metric in ["nominal", "ordinal", "interval", "ratio"] {
        let name = format!("krippendorff_alpha_{metric}");
        let row = rows.row(&[("statistic", &name)]);
        near(row["value"].as_f64().unwrap(), &expected["alpha"][metric], 1e-9);
        assert_eq!(row["n"], expected["n_pairable_values"]);
    }
}

#[test]
fn needs_follow_the_published_rules() {
    let expected = reference("borich");
    let ids: Vec<String> = (1..=6).map(|place| format!("c{place}")).collect();
    let scales: Vec<(&str, Vec<String>, Vec<String>)> =
        ids.iter().map(|id| (id.as_str(), vec![format!("{id}.1")], Vec::new())).collect();
    let mut text = String::new();
    for (row, cells) in answers("borich").iter().enumerate() {
        if row == 0 {
            let importance: Vec<String> = ids.iter().map(|id| format!("importance.{id}")).collect();
            let items: Vec<String> = ids.iter().map(|id| format!("{id}.1")).collect();
            writeln!(text, "respondent,{},{}", importance.join(","), items.join(",")).unwrap();
        } else {
            writeln!(text, "{}", cells.join(",")).unwrap();
        }
    }
    let rows = statistics(&toml(&scales, (1, 5)), &text);
    for id in &ids {
        let of = |statistic| [("competency", id.as_str()), ("statistic", statistic)];
        let expected = &expected["competencies"][id];
        near(rows.value(&of("borich_mwds")), &expected["mwds"], 1e-9);
        near(rows.value(&of("ranked_discrepancy")), &expected["rds"], 1e-9);
        near(rows.value(&of("importance")), &expected["mean_importance"], 1e-9);
        assert_eq!(rows.row(&of("borich_mwds"))["n"], expected["n"]);
        let holm = rows.row(&of("paired_t"));
        assert!(holm["p_holm"].as_f64() >= holm["p"].as_f64(), "{holm}");
        assert!(holm["method"].as_str().unwrap().ends_with("Holm and BH over 6 competencies"));
        assert!(rows.row(&of("quadrant_at_means"))["label"].is_string());
    }
}

#[test]
fn groups_compare_as_in_r() {
    let expected = reference("two_groups");
    let (id, items) = scale("scale", &["q1"]);
    let questionnaire = toml(&[(&id, items, Vec::new())], (0, 60));
    let mut text = "rater,q1\n".to_owned();
    for cells in answers("two_groups").iter().skip(1) {
        let group = if cells[0] == "1" { "peer" } else { "report" };
        writeln!(text, "{group},{}", cells[1]).unwrap();
    }
    let rows = statistics(&questionnaire, &text);
    let of =
        |statistic| rows.row(&[("statistic", statistic), ("group", "peer"), ("versus", "report")]);
    let value = |statistic| of(statistic)["value"].as_f64().unwrap();
    let welch = &expected["welch"];
    near(value("welch_t"), &welch["t"], 1e-9);
    near(of("welch_t")["p"].as_f64().unwrap(), &welch["p"], 1e-8);
    near(of("mean_difference")["lower"].as_f64().unwrap(), &welch["ci95"][0], 1e-8);
    near(value("mann_whitney_u"), &expected["mann_whitney"]["U"], 1e-12);
    near(of("mann_whitney_u")["p"].as_f64().unwrap(), &expected["mann_whitney"]["p_cc"], 1e-8);
    near(value("cohens_d"), &expected["d"], 1e-9);
    near(value("hedges_g"), &expected["g_exactJ"], 1e-9);
    near(value("cliffs_delta"), &expected["cliff_delta"], 1e-9);
    near(of("cliffs_delta")["upper"].as_f64().unwrap(), &expected["cliff_ci95"][1], 1e-8);
}

#[test]
fn several_raters_of_persons_follow_the_roll_up_rules() {
    let expected = reference("multirater_long");
    let ids = ["C1", "C2", "C3", "C4", "C5", "C6"];
    let scales: Vec<(&str, Vec<String>, Vec<String>)> =
        ids.iter().map(|id| (*id, vec![format!("{id}.1")], Vec::new())).collect();
    let mut text =
        "organisation,subject,rater,respondent,C1.1,C2.1,C3.1,C4.1,C5.1,C6.1\n".to_owned();
    let long = answers("multirater_long");
    for rows in long[1..].chunk_by(|one, other| one[..3] == other[..3]) {
        let score =
            |id: &str| rows.iter().find(|row| row[3] == id).map_or("", |row| row[4].as_str());
        let scores: Vec<&str> = ids.iter().map(|id| score(id)).collect();
        writeln!(text, "All,{},{}", rows[0][..3].join(","), scores.join(",")).unwrap();
    }
    let found = statistics(&toml(&scales, (1, 5)), &text);
    for (subject, ratee) in expected["ratees"].as_object().unwrap() {
        for (id, expected) in ratee["competencies"].as_object().unwrap() {
            let target = [("organisation", "All"), ("subject", subject), ("competency", id)];
            let of = |statistic| [&target[..], &[("statistic", statistic)]].concat();
            let mean = found.row(&of("mean"));
            if expected["others_mean"].is_null() {
                assert_eq!(
                    (&mean["value"], mean["reason"].as_str()),
                    (&Value::Null, Some("withheld"))
                );
                continue;
            }
            near(mean["value"].as_f64().unwrap(), &expected["others_mean"], 1e-9);
            assert_eq!(mean["n"], expected["others_n"]);
            if let Some(own) = expected["self"]["mean"].as_f64() {
                let difference = own - expected["others_mean"].as_f64().unwrap();
                near(found.value(&of("self_other_difference")), &difference.into(), 1e-9);
                assert!(found.row(&of("self_other_in_group"))["label"].is_string());
            }
        }
    }
}

#[test]
fn signs_of_careless_answers_are_those_of_careless() {
    let expected = reference("careless_careless_dataset");
    let csv = answers("careless_careless_dataset");
    let ids: Vec<String> = ('A'..='J').map(|letter| letter.to_string()).collect();
    let scales: Vec<(&str, Vec<String>, Vec<String>)> = ids
        .iter()
        .map(|id| (id.as_str(), (1..=5).map(|item| format!("scale{id}{item}")).collect(), vec![]))
        .collect();
    let sandbox = Sandbox::new();
    sandbox.write("survey.toml", &toml(&scales, (1, 5)));
    let lines: Vec<String> = csv.iter().map(|cells| cells.join(",")).collect();
    sandbox.write("answers.csv", &lines.join("\n"));
    let arguments =
        ["statistics", "answers.csv", "-q", "survey.toml", "--responses", "--format", "json"];
    let done = sandbox.run(arguments);
    let rows: Vec<Value> = serde_json::from_str(&done.stdout).expect("an array");
    assert_eq!(rows.len(), 200);
    for (row, found) in rows.iter().take(20).enumerate() {
        assert_eq!(found["row"], row + 2);
        assert_eq!(found["longstring"], expected["longstring_first20"][row]);
        let value = |name: &str| found[name].as_f64().unwrap();
        near(value("average_string"), &expected["avgstr_first20"][row], 1e-9);
        near(value("response_variability"), &expected["irv_first20"][row], 1e-9);
        near(value("mahalanobis_d2"), &expected["mahad_first20"][row], 1e-8);
        near(-value("even_odd"), &expected["evenodd_first20"][row], 1e-8);
    }
}

#[test]
fn the_order_of_rows_and_columns_changes_nothing() {
    let (questionnaire, text, _) = survey();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let turned: Vec<String> = lines
        .iter()
        .take(1)
        .chain(lines.iter().skip(1).rev())
        .map(|cells| cells.iter().rev().copied().collect::<Vec<_>>().join(","))
        .collect();
    let sandbox = Sandbox::new();
    sandbox.write("survey.toml", &questionnaire);
    for folder in ["a", "b"] {
        fs::create_dir(sandbox.path(folder)).unwrap();
    }
    sandbox.write("a/answers.csv", &text);
    sandbox.write("b/answers.csv", &turned.join("\n"));
    for format in ["json", "csv", "table"] {
        let run = |file| {
            sandbox.run(["statistics", file, "-q", "survey.toml", "--format", format]).stdout
        };
        let first = run("a/answers.csv");
        assert!(first.len() > 1000);
        assert_eq!(first, run("b/answers.csv"));
    }
}

#[test]
fn an_organisation_that_failed_is_left_out_and_told() {
    let sandbox = Sandbox::new();
    let (id, items) = scale("scale", &["q1", "q2"]);
    sandbox.write("survey.toml", &toml(&[(&id, items, Vec::new())], (1, 5)));
    sandbox.write("answers.csv", "organisation,q1,q2\nA,1,2\nA,=2,3\nB,4,5\nB,3,3\n");
    let done = sandbox.run(["statistics", "answers.csv", "-q", "survey.toml", "--format", "csv"]);
    assert_eq!(done.status, 3, "{}", done.stderr);
    assert!(done.stderr.contains("error") && !done.stdout.contains("\nA,"));
    assert!(done.stdout.starts_with("organisation,subject,standing,role,"));
    let broken = sandbox.run(["statistics", "none.csv"]);
    assert_eq!((broken.status, broken.stdout.as_str()), (1, ""));
}
