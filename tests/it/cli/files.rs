//! What a run writes: complete, safe, the same every time.

use super::answers::Answers;
use super::sandbox::Sandbox;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const DATED: [&str; 2] = ["--date", "2026-03-31"];

fn run(sandbox: &Sandbox, input: &str, options: &[&str]) {
    let done = sandbox.run(["run", input].iter().chain(&DATED).chain(options));
    assert_eq!(done.status, 0, "{}", done.stderr);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string");
        hex
    })
}

/// Scores and decision of each organisation.
fn answers_of(sandbox: &Sandbox, folder: &str) -> BTreeMap<String, (Value, Value)> {
    let results = sandbox.results(folder).into_iter();
    results
        .map(|one| {
            let name = one["organisation"].as_str().expect("a name").to_owned();
            (name, (one["roles"].clone(), one["decision"].clone()))
        })
        .collect()
}

#[test]
fn the_index_names_every_report_with_its_checksum() {
    let sandbox = Sandbox::with_examples();
    run(&sandbox, "examples/group.csv", &[]);
    let mut reader = csv::Reader::from_path(sandbox.path("reports/index.csv")).expect("an index");
    let rows: Vec<BTreeMap<String, String>> =
        reader.deserialize().map(|row| row.expect("a row")).collect();
    let of = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).count();
    assert_eq!((of("leadership"), of("portfolio")), (12, 1));
    assert!(of("split") > 0 && of("hire") > 0 && of("candidates") == 1, "{rows:?}");
    let mut listed: BTreeSet<String> = BTreeSet::new();
    for row in &rows {
        let bytes = std::fs::read(sandbox.path("reports").join(&row["file"])).expect("a report");
        assert_eq!(hex(&Sha256::digest(&bytes)), row["sha256"]);
        assert_eq!(row["status"], "ok");
        assert!(row["pages"].parse::<usize>().is_ok_and(|pages| pages > 0));
        listed.insert(row["file"].clone());
    }
    let data = ["index.csv", "results.jsonl", "run.json", "scores.csv"];
    let there: BTreeSet<String> = sandbox
        .names("reports")
        .into_iter()
        .filter(|name| !data.contains(&name.as_str()))
        .collect();
    assert_eq!(there, listed, "no report is left out, and no half-written file is left behind");
    let names: Vec<Value> =
        sandbox.results("reports").into_iter().map(|one| one["organisation"].clone()).collect();
    assert!(names.is_sorted_by_key(|name| name.as_str().map(str::to_owned)), "{names:?}");
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    let sandbox = Sandbox::with_few();
    run(&sandbox, "few.csv", &["--jobs", "1", "--out", "one"]);
    run(&sandbox, "few.csv", &["--jobs", "4", "--out", "deep/in/two"]);
    let (one, two) = (sandbox.bytes("one"), sandbox.bytes("deep/in/two"));
    assert_eq!(one.len(), two.len());
    for ((name, one), (other, two)) in one.iter().zip(&two) {
        assert_eq!(name, other);
        assert!(one == two, "{name} differs");
    }
}

#[test]
fn the_order_of_rows_and_columns_changes_no_score_and_no_decision() {
    let sandbox = Sandbox::with_few();
    let mut turned = Answers::few();
    turned.rows.reverse();
    turned.header.reverse();
    turned.rows.iter_mut().for_each(|row| row.reverse());
    sandbox.write("turned.csv", &turned.text());
    run(&sandbox, "few.csv", &["--format", "json", "--out", "straight"]);
    run(&sandbox, "turned.csv", &["--format", "json", "--out", "turned"]);
    assert_eq!(answers_of(&sandbox, "straight"), answers_of(&sandbox, "turned"));
    assert_eq!(sandbox.read("straight/scores.csv"), sandbox.read("turned/scores.csv"));
}

#[test]
fn the_name_changes_no_decision_and_the_seed_no_score() {
    let sandbox = Sandbox::new();
    let mut answers = Answers::of(&["Acme"]);
    sandbox.write("a.csv", &answers.text());
    answers.rename("Acme", "Zebra & Sons");
    sandbox.write("z.csv", &answers.text());
    run(&sandbox, "a.csv", &["--format", "json", "--out", "a"]);
    run(&sandbox, "z.csv", &["--format", "json", "--out", "z"]);
    run(&sandbox, "a.csv", &["--format", "json", "--out", "seed", "--seed", "2"]);
    let only = |folder: &str| answers_of(&sandbox, folder).into_values().next().expect("one");
    assert_eq!(only("a"), only("z"));
    assert_eq!(only("a").0, only("seed").0);
    assert_ne!(only("a").1, only("seed").1, "another seed draws other numbers");
}

#[test]
fn no_name_leaves_the_folder_or_takes_a_file() {
    let long = "x".repeat(300);
    let names =
        ["../../etc/passwd", "CON", "..", "index", "Acme, Ltd.", "Acme Ltd", "株式会社", &long];
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", &Answers::of(&names).text());
    run(&sandbox, "a.csv", &["--out", "deep/reports"]);
    assert!(
        sandbox.names(".").iter().all(|name| name == "a.csv" || name.starts_with("deep/reports/"))
    );
    let all = sandbox.names("deep/reports");
    let written: Vec<&String> = all.iter().filter(|name| !name.contains('/')).collect();
    assert_eq!(written.len(), names.len() + 5, "{written:?}");
    let folder = |name: &String| name.split_once('/').map(|(folder, _)| format!("{folder}.pdf"));
    assert!(all.iter().filter_map(folder).all(|report| all.contains(&report)), "{all:?}");
    for name in ["etc-passwd.pdf", "portfolio.pdf"] {
        assert!(written.iter().any(|known| *known == name), "{name}: {written:?}");
    }
    for name in ["con.pdf", "index.pdf", "acme-ltd.pdf"] {
        assert!(!written.iter().any(|known| *known == name), "{name}: {written:?}");
    }
}

#[test]
fn an_organisation_without_a_name_has_the_files() {
    let sandbox = Sandbox::new();
    sandbox.write("Spring survey.csv", &Answers::of(&[""]).text());
    run(&sandbox, "Spring survey.csv", &[]);
    assert!(sandbox.path("reports/spring-survey.pdf").exists());
    run(&sandbox, "Spring survey.csv", &["--organisation", "Acme", "--out", "named"]);
    assert!(sandbox.path("named/acme.pdf").exists());
}

#[test]
fn no_cell_is_a_formula() {
    let sandbox = Sandbox::new();
    let name = "=cmd|' /C calc'!A0";
    sandbox.write("a.csv", &Answers::of(&[name]).text());
    run(&sandbox, "a.csv", &["--format", "json"]);
    for file in ["index.csv", "scores.csv"] {
        let text = sandbox.read(&format!("reports/{file}"));
        assert!(text.contains("'=cmd"), "{file}: {text}");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for cell in reader
            .records()
            .flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let harmless = cell.parse::<f64>().is_ok() || !cell.starts_with(['=', '+', '-', '@']);
            assert!(harmless, "{file}: {cell}");
        }
    }
}

#[test]
fn redaction_leaves_no_name_of_a_person() {
    let sandbox = Sandbox::with_few();
    run(&sandbox, "few.csv", &["--format", "json", "--redact"]);
    for (file, bytes) in sandbox.bytes("reports") {
        let text = String::from_utf8_lossy(&bytes);
        for name in ["Imre", "Fable", "Oona", "Marsh", "Pell", "Sandor"] {
            assert!(!text.contains(name), "{file} names {name}");
        }
    }
    assert!(sandbox.read("reports/results.jsonl").contains("Candidate A"));
}

#[test]
fn a_folder_stands_for_its_files_and_never_for_its_own_output() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path("answers")).expect("a folder");
    sandbox.write("answers/a.csv", &Answers::of(&["Acme"]).text());
    sandbox.write("answers/b.tsv", &Answers::of(&["Beta"]).text().replace(',', "\t"));
    sandbox.write("answers/notes.md", "not answers");
    for _ in 0..2 {
        run(&sandbox, "answers", &["--format", "json", "--out", "answers"]);
        assert_eq!(sandbox.results("answers").len(), 2);
    }
}

#[test]
fn the_record_says_what_it_came_from_and_nothing_about_the_machine() {
    let sandbox = Sandbox::with_examples();
    sandbox.write("ours.toml", "[competency.\"cio.strategy\"]\ntarget = 3.5\n");
    run(&sandbox, "examples/answers.csv", &["--format", "json", "--profile", "ours.toml"]);
    let record: Value = serde_json::from_str(&sandbox.read("reports/run.json")).expect("JSON");
    assert_eq!(record["inputs"][0]["name"], "answers.csv");
    assert_eq!(record["inputs"][0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(record["rows"]["read"], 9);
    assert_eq!(record["seed"], 1);
    assert_eq!(record["profile"]["name"], "ours.toml");
    assert_eq!(record["overrides"].as_array().map(Vec::len), Some(1));
    let text = record.to_string();
    let folder = sandbox.path("").display().to_string();
    assert!(!text.contains(folder.trim_end_matches('/')), "{text}");
}

#[test]
fn reports_of_an_earlier_run_are_told_and_kept() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", &Answers::of(&["Acme"]).text());
    sandbox.write("b.csv", &Answers::of(&["Beta"]).text());
    run(&sandbox, "a.csv", &[]);
    let done = sandbox.run(["run", "b.csv"]);
    assert!(done.stderr.contains("acme.pdf and"), "{}", done.stderr);
    assert!(sandbox.path("reports/acme.pdf").exists());
    let done = sandbox.run(["run", "b.csv", "--out", "a.csv"]);
    assert_eq!(done.status, 1);
    assert!(done.stderr.contains("this is a file"), "{}", done.stderr);
}
