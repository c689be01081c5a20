//! The same answers in the export of every tool: each file must say what `plain.csv` says.
//!
//! `tests/data/exports` holds invented answers in the shapes that tools write, with their quirks,
//! and in `expected.toml` what reading each must find.

mod durations;
mod real;
mod traps;

use crate::reading::expect_file;
use assess::diagnostic::{Diagnostic, Severity};
use assess::ingest::{self, Format, Table};
use assess::questionnaire::{Questionnaire, Source, parse, translated};
use assess::responses::check::{Understood, check};
use assess::responses::{
    Answer, Fact, Organisation, ReadOptions, ResponseSet, mapping, read, written_map,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports")
}

fn source(name: &str) -> Source {
    Source::new(name, fs::read_to_string(folder().join(name)).expect("must exist"))
}

fn lighthouse() -> Questionnaire {
    parse(&[source("questionnaire.toml")]).expect("must load")
}

fn german() -> Questionnaire {
    let (own, texts) = (source("questionnaire.toml"), source("questionnaire.de.toml"));
    translated(&[own], &[texts], "de").expect("must load")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    file: Vec<ExpectedFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFile {
    file: String,
    map: Option<String>,
    tool: String,
    encoding: Option<String>,
    delimiter: Option<String>,
    header_rows: usize,
    rows: usize,
    same_as_plain: bool,
    #[serde(default)]
    lacks: Vec<String>,
    #[serde(default)]
    seconds: Vec<f64>,
    #[serde(default)]
    left_out: BTreeMap<String, Vec<usize>>,
}

fn expected() -> Vec<ExpectedFile> {
    toml::from_str::<Expected>(&source("expected.toml").text).expect("must parse").file
}

fn table(file: &str, options: &ingest::Options) -> Table {
    let bytes = fs::read(folder().join(file)).expect("must exist");
    ingest::table(file, &bytes, options).unwrap_or_else(|problems| panic!("{file}: {problems:#?}"))
}

fn options(map: Option<&String>) -> ReadOptions {
    let mapping = map.map(|name| mapping(name, &source(name).text).expect("a map"));
    ReadOptions { mapping, translations: vec![german()], ..ReadOptions::default() }
}

fn understood(table: Table, options: &ReadOptions) -> ResponseSet {
    read(&[table], None, &lighthouse(), options)
}

/// What a response says, without where it stood.
type Said = (Option<String>, Option<String>, String, String, Option<String>, Vec<Answer>);

/// What an organisation says, without what a shape cannot carry.
fn said(one: &Organisation, lacks: &[String]) -> (String, Vec<Said>, BTreeMap<String, Fact>) {
    let lacks = |what: &str| lacks.iter().any(|one| one == what);
    let moment = |at: &Option<String>| match at {
        _ if lacks("submitted_at") => None,
        Some(at) if lacks("seconds") => at.get(..16).map(str::to_owned),
        at => at.as_ref().and_then(|at| at.get(..19)).map(str::to_owned),
    };
    let mut responses: Vec<Said> = one
        .responses
        .iter()
        .map(|one| {
            (
                one.subject.clone(),
                one.role.clone(),
                one.standing.name().to_owned(),
                one.rater.name().to_owned(),
                moment(&one.submitted_at),
                one.answers.clone(),
            )
        })
        .collect();
    responses.sort_by_key(|said| format!("{said:?}"));
    let facts = one.facts.clone().into_iter().filter(|(id, _)| !lacks(id)).collect();
    (one.name.clone(), responses, facts)
}

#[test]
fn every_export_says_what_the_plain_layout_says() {
    let plain = understood(table("plain.csv", &ingest::Options::default()), &options(None));
    let mut wrong = Vec::new();
    for one in expected() {
        let table = table(&one.file, &ingest::Options::default());
        let set = understood(table, &options(one.map.as_ref()));
        let errors: Vec<&Diagnostic> = set
            .problems
            .iter()
            .chain(set.organisations.iter().flat_map(|one| &one.problems))
            .filter(|problem| problem.is_error())
            .collect();
        let compare = |set: &ResponseSet| -> Vec<_> {
            set.organisations.iter().map(|organisation| said(organisation, &one.lacks)).collect()
        };
        if !errors.is_empty() || compare(&set) != compare(&plain) {
            let (found, plain) = (compare(&set), compare(&plain));
            wrong.push(format!("{}: {errors:#?}\nfound {found:#?}\nplain {plain:#?}", one.file));
        }
        assert_eq!(one.same_as_plain, one.lacks.is_empty(), "{}", one.file);
    }
    assert!(wrong.is_empty(), "{} files differ\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn every_export_is_recognised_and_says_what_was_left_out() {
    let questionnaire = lighthouse();
    let mut wrong = Vec::new();
    for one in expected() {
        let tables = [table(&one.file, &ingest::Options::default())];
        let options = &options(one.map.as_ref());
        let set = &read(&tables, None, &questionnaire, options);
        let understood = Understood { questionnaire: &questionnaire, options, set };
        let report = check(&tables, &[], Some(understood));
        let file = &report.files[0];
        let excluded: BTreeMap<String, Vec<usize>> = file
            .excluded
            .iter()
            .map(|(reason, rows)| ((*reason).to_owned(), rows.clone()))
            .collect();
        let found = (
            file.layout,
            file.encoding.map(str::to_owned),
            file.delimiter.map(str::to_owned),
            file.header_rows,
            file.rows,
            excluded,
        );
        let meant = (
            one.tool.as_str(),
            one.encoding.clone(),
            one.delimiter.clone(),
            one.header_rows,
            one.rows,
            one.left_out.clone(),
        );
        if found != meant {
            wrong.push(format!("{}\n  found {found:?}\n  meant {meant:?}", one.file));
        }
    }
    assert!(wrong.is_empty(), "{} files differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn shapes_not_seen_in_a_file_are_called_unverified() {
    let unverified = |file: &str| {
        let report = check(&[table(file, &ingest::Options::default())], &[], None);
        let said = report.to_text().contains("unverified: ");
        assert_eq!(said, report.files[0].unverified.is_some());
        said
    };
    assert!(["jotform.csv", "redcap-raw.csv", "qualtrics.tsv"].into_iter().all(unverified));
    assert!(!["qualtrics.csv", "typeform.csv", "plain.csv"].into_iter().any(unverified));
}

#[test]
fn nothing_personal_is_told() {
    let questionnaire = lighthouse();
    let all = ingest::Options { include_tests: true, keep_partial: true, encoding: None };
    let mut seen = 0;
    for one in expected() {
        let tables = [table(&one.file, &all)];
        let cells = tables[0].rows.iter().flat_map(assess::ingest::Row::cells);
        let is_personal = |cell: &str| {
            let lower = cell.to_lowercase();
            ["personal.", "personalname", "192.0.2.", "12.3456"]
                .iter()
                .any(|one| lower.contains(one))
                || cell.contains("PERSONAL")
        };
        seen += usize::from(cells.into_iter().any(is_personal));
        // Without the map most is unknown, and so most likely to be shown.
        for options in [options(one.map.as_ref()), options(None)] {
            let set = &read(&tables, None, &questionnaire, &options);
            let understood = Understood { questionnaire: &questionnaire, options: &options, set };
            let report = check(&tables, &[], Some(understood));
            let json = serde_json::to_string(&report).expect("must serialise");
            let map = written_map(&tables, &questionnaire, &options);
            for (kind, text) in [("text", report.to_text()), ("json", json), ("map", map)] {
                let line = text.split(['\n', '{']).find(|line| is_personal(line));
                assert_eq!(line, None, "{}: {kind}", one.file);
            }
        }
    }
    assert!(seen >= 20, "only {seen} files hold anything personal");
}

#[test]
fn a_map_that_was_written_reads_the_same() {
    let questionnaire = lighthouse();
    for one in expected() {
        let tables = [table(&one.file, &ingest::Options::default())];
        let told = options(one.map.as_ref());
        let text = written_map(&tables, &questionnaire, &told);
        let again = ReadOptions {
            mapping: Some(
                mapping("map.toml", &text).unwrap_or_else(|why| panic!("{why:#?}\n{text}")),
            ),
            ..told.clone()
        };
        let (first, second) = (
            read(&tables, None, &questionnaire, &told),
            read(&tables, None, &questionnaire, &again),
        );
        // Words of raters and roles that a map gave are not repeated in one that is written anew.
        if source_has_words(one.map.as_ref()) {
            continue;
        }
        let errors = |set: &ResponseSet| -> Vec<Diagnostic> {
            let all = set.problems.iter().filter(|one| one.severity == Severity::Error);
            all.cloned().collect()
        };
        assert_eq!(errors(&first), errors(&second), "{}\n{text}", one.file);
        assert_eq!(first.organisations.len(), second.organisations.len(), "{}", one.file);
        for (one, other) in first.organisations.iter().zip(&second.organisations) {
            assert_eq!(said(one, &[]), said(other, &[]));
        }
    }
}

fn source_has_words(map: Option<&String>) -> bool {
    map.is_some_and(|name| {
        let text = source(name).text;
        ["[raters]", "[roles]", "[answers]"].iter().any(|table| text.contains(table))
    })
}

#[test]
fn tests_and_partial_answers_are_taken_in_when_asked() {
    let rows = |options: ingest::Options| table("qualtrics.csv", &options).rows.len();
    let none = rows(ingest::Options::default());
    let tests = rows(ingest::Options { include_tests: true, ..ingest::Options::default() });
    let partial = rows(ingest::Options { keep_partial: true, ..ingest::Options::default() });
    assert!(tests > none && partial > none, "{none} {tests} {partial}");
}

#[test]
fn what_holds_no_answers_is_told_what_it_is() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join("wrong"))
        .expect("must exist")
        .map(|one| one.expect("must list").path())
        .collect();
    files.sort();
    assert!(files.len() >= 10);
    let problems: Vec<Diagnostic> = files.iter().flat_map(|path| problems_of(path)).collect();
    assert!(problems.iter().all(Diagnostic::is_error), "{problems:#?}");
    let lines: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
    expect_file(&folder().join("wrong.expected"), &lines.concat());
}

/// What is said of a file that holds no answers.
pub(crate) fn problems_of(path: &Path) -> Vec<Diagnostic> {
    let name = path.file_name().and_then(|name| name.to_str()).expect("must be UTF-8");
    let bytes = fs::read(path).expect("must be readable");
    match ingest::table(name, &bytes, &ingest::Options::default()) {
        Err(problems) => problems,
        Ok(table) => {
            let set = understood(table, &options(None));
            assert!(!set.problems.is_empty(), "{name} was read");
            set.problems.into_iter().filter(Diagnostic::is_error).collect()
        }
    }
}

#[test]
fn a_file_is_known_by_its_bytes_whatever_it_is_called() {
    for file in ["plain.xlsx", "plain.xls", "plain.ods", "google-forms.zip", "surveyjs.json"] {
        let bytes = fs::read(folder().join(file)).expect("must exist");
        let found = ingest::table("answers.csv", &bytes, &ingest::Options::default());
        let format = found.expect("a table").format;
        match file.rsplit('.').next() {
            Some("zip") => assert_eq!(format.name(), "CSV"),
            Some("json") => assert_eq!(format, Format::Json),
            Some(end) => assert_eq!(format.name(), end.to_uppercase()),
            None => unreachable!(),
        }
    }
}

#[test]
fn a_wrong_map_is_told_by_file_line_and_remedy() {
    let told = |text: &str| -> Vec<String> {
        let found = match mapping("map.toml", text) {
            Err(problems) => problems,
            Ok(mapping) => {
                let tables = [table("google-forms-sheet.csv", &ingest::Options::default())];
                let options = ReadOptions { mapping: Some(mapping), ..ReadOptions::default() };
                let set = read(&tables, None, &lighthouse(), &options);
                set.problems.into_iter().filter(|one| one.code == "bad-map").collect()
            }
        };
        found.iter().map(ToString::to_string).collect()
    };
    let column = |lines: &str| format!("[[column]]\n{lines}\n");
    let cases = [
        ("[[column]\n", "line 1"),
        (&column("heading = \"Whom?\"\nmeans = \"subjekt\""), "did you mean \"subject\"?"),
        (&column("heading = \"Timestam\"\nmeans = \"ignore\""), "did you mean \"Timestamp\"?"),
        (
            &column(
                "heading = \"Which organisation are you answering about?\"\nmeans = \"ignore\"",
            ),
            "the columns 3, 17 are all called",
        ),
        ("[answers]\n\"Often\" = 6\n", "6, for \"often\", is not on the scale"),
        ("[answers]\n\"Often\" = \"much\"\n", "line 2, column 11: \"much\" is no answer"),
        ("[raters]\n\"Chef\" = \"boss\"\n", "use one of: self, manager"),
        ("[answers]\n\"Yes\" = 5\nyes = 1\n", "has two meanings"),
        ("[roles]\n\"Wart\" = \"kepper\"\n", "did you mean \"keeper\"?"),
    ];
    for (text, expected) in cases {
        let found = told(text);
        assert!(found.iter().any(|line| line.contains(expected)), "{text}: {found:#?}");
        assert!(found.iter().all(|line| line.contains("map.toml")), "{found:#?}");
    }
    assert!(told("[answers]\n\"Often\" = \"\"\n").is_empty());
}

#[test]
fn facts_may_stand_in_a_file_of_their_own_among_the_answers() {
    let answers = "organisation,keeper.lamp.1\nGull Rock Light,4\n";
    let facts = "organisation,org.size,org.invited\nGull Rock Light,5-20,9\n";
    let tables: Vec<Table> = [("answers.csv", answers), ("facts.csv", facts)]
        .map(|(file, text)| ingest::table(file, text.as_bytes(), &ingest::Options::default()))
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("tables");
    let set = read(&tables, None, &lighthouse(), &ReadOptions::default());
    assert!(set.problems.is_empty(), "{:#?}", set.problems);
    let [one] = set.organisations.as_slice() else { panic!("one organisation") };
    assert_eq!((one.responses.len(), one.invited, one.facts.len()), (1, Some(9), 1));
    assert_eq!((one.excluded.len(), one.problems.len()), (0, 0), "{:#?}", one.problems);
    let alone = read(&tables[1..], None, &lighthouse(), &ReadOptions::default());
    assert!(alone.problems.iter().any(|one| one.code == "no-items"));
}
