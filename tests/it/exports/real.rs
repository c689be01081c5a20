//! Real exports, from the folder that `ASSESS_EXPORTS` names: they are not part of the project.
//!
//! Questionnaires for three of them, and the means that pandas 3.1 finds, stand in
//! `tests/data/exports-real`.

use assess::ingest::{self, Table};
use assess::questionnaire::{Source, parse};
use assess::responses::{Answer, ReadOptions, read};
use assess::scoring::score;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// File, tool, encoding, header rows, rows of data, rows left out.
const FILES: [(&str, &str, &str, usize, usize, usize); 11] = [
    ("alchemer-1.csv", "Alchemer", "UTF-8", 1, 1706, 927),
    ("googleforms-3-german-dupheaders.csv", "Google Forms", "UTF-8", 1, 19, 0),
    ("kobo-1a-formpack-xml.csv", "KoBoToolbox", "UTF-8 with BOM", 1, 3, 0),
    ("kobo-1b-formpack-labels.csv", "KoBoToolbox", "UTF-8 with BOM", 1, 3, 0),
    ("limesurvey-2.xlsx", "LimeSurvey", "", 1, 22, 15),
    ("limesurvey-3.csv", "LimeSurvey", "UTF-8", 1, 70, 0),
    ("limesurvey-5-tworow.csv", "two header rows", "UTF-8 with BOM", 2, 45, 0),
    ("qualtrics-5-na-recode.csv", "Qualtrics", "UTF-8", 3, 15, 15),
    ("surveymonkey-2.csv", "SurveyMonkey", "UTF-8", 2, 550, 0),
    ("surveymonkey-3-synthetic.csv", "SurveyMonkey", "UTF-8", 2, 100, 0),
    ("typeform-1.csv", "Typeform", "UTF-8", 1, 69, 0),
];

/// The folder of real exports; says so when it is not there.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("ASSESS_EXPORTS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: ASSESS_EXPORTS names no folder of real exports");
    }
    folder
}

fn table(folder: &Path, file: &str, options: &ingest::Options) -> Table {
    let bytes = fs::read(folder.join(file)).expect("must exist");
    ingest::table(file, &bytes, options).expect("must be a table")
}

#[test]
fn real_files_are_recognised() {
    let Some(folder) = folder() else { return };
    for (file, tool, encoding, header_rows, rows, left_out) in FILES {
        let table = table(&folder, file, &ingest::Options::default());
        let found = match &table.format {
            ingest::Format::Text { encoding, .. } => encoding.name(),
            _ => "",
        };
        let out = table.skipped.len();
        assert_eq!(
            (table.dialect.name(), found, table.header_rows, table.rows.len() + out, out),
            (tool, encoding, header_rows, rows, left_out),
            "{file}"
        );
    }
}

#[derive(Deserialize)]
struct Expected {
    file: String,
    questionnaire: String,
    all: Variant,
}

#[derive(Deserialize)]
struct Variant {
    item: BTreeMap<String, Mean>,
    competency: BTreeMap<String, Mean>,
}

#[derive(Deserialize)]
struct Mean {
    n: usize,
    mean: f64,
}

#[test]
fn means_are_those_of_pandas() {
    let Some(folder) = folder() else { return };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports-real");
    let text = |name: &str| fs::read_to_string(own.join(name)).expect("must exist");
    let expected: BTreeMap<String, Expected> =
        toml::from_str(&text("expected.toml")).expect("must parse");
    assert_eq!(expected.len(), 3);
    for one in expected.values() {
        let name = &one.questionnaire;
        let model = parse(&[Source::new(name, text(name))]).expect("must load");
        let options = ingest::Options { include_tests: true, ..ingest::Options::default() };
        let tables = [table(&folder, &one.file, &options)];
        let set = read(&tables, None, &model, &ReadOptions::default());
        let [organisation] = set.organisations.as_slice() else { panic!("one organisation") };
        assert!(!organisation.failed(), "{:#?}", organisation.problems);
        for (at, (_, item)) in model.items().enumerate() {
            let points: Vec<i64> = organisation
                .responses
                .iter()
                .filter_map(|response| Answer::value(response.answers[at]))
                .collect();
            let mean = points.iter().sum::<i64>() as f64 / points.len() as f64;
            let meant = &one.all.item[&item.id];
            assert_eq!(points.len(), meant.n, "{}: {}", one.file, item.id);
            assert!((mean - meant.mean).abs() < 1e-12, "{}: {}", one.file, item.id);
        }
        let scores = score(organisation, &model);
        let found: BTreeMap<&str, (usize, f64)> = scores
            .roles
            .iter()
            .filter_map(|role| role.headline.as_ref())
            .flat_map(|role| &role.competencies)
            .filter_map(|one| Some((one.competency.as_str(), (one.n_raters, one.score?))))
            .collect();
        for (id, meant) in &one.all.competency {
            let (n, mean) = found[id.as_str()];
            assert_eq!(n, meant.n, "{}: {id}", one.file);
            assert!((mean - meant.mean).abs() < 1e-12, "{}: {id}: {mean}", one.file);
        }
    }
}
