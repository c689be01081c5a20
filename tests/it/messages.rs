//! Messages in German: every one that a run can tell has a pattern, and no pattern is idle.
//!
//! The texts are taken from the sources by a simple scanner: all string literals of the files that
//! read, check and write (comments, tests and `reason = "..."` left out) that are more than one
//! word. That is more than what goes into problems, so that a message cannot slip through because
//! it is made in two steps; the few literals that are no messages are listed in [`NO_MESSAGES`].
//! The scanner does not see messages of one word, texts that are put together by `+`, and what
//! libraries say (TOML, templates, the operating system), which stays English.

use crate::cli::answers::Answers;
use crate::cli::sandbox::Sandbox;
use crate::questionnaire::problems_of_bad_questionnaires;
use crate::reading::{expect_file, problems_of_files};
use assess::messages::Messages;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders whose texts a run may tell.
const TOLD: [&str; 33] = [
    "src/ingest",
    "src/ingest.rs",
    "src/questionnaire",
    "src/responses",
    "src/responses.rs",
    "src/norms.rs",
    "src/norms",
    "src/results/assemble.rs",
    "src/wave.rs",
    "src/layout/dark.rs",
    "src/layout/font_set.rs",
    "src/layout/furniture.rs",
    "src/layout/theme.rs",
    "src/render/error.rs",
    "src/render/logo.rs",
    "src/report.rs",
    "src/cli/batch.rs",
    "src/cli/norms.rs",
    "src/cli/press.rs",
    "src/cli/waves.rs",
    "src/cli/brand.rs",
    "src/cli/command/compare",
    "src/cli/command/compare.rs",
    "src/cli/command/run",
    "src/cli/command/run.rs",
    "src/cli/files.rs",
    "src/cli/fonts.rs",
    "src/cli/nearest.rs",
    "src/cli/output.rs",
    "src/cli/problems.rs",
    "src/cli/questionnaires.rs",
    "src/cli/reading.rs",
    "src/cli/templates.rs",
];

/// Files in those folders that only `check` and `questionnaire` show, which speak English.
const ENGLISH: [&str; 4] = [
    "src/questionnaire/review.rs",
    "src/questionnaire/show.rs",
    "src/responses/check/text.rs",
    "src/responses/mapping/written.rs",
];

/// Literals in those files that are no messages, and what is told before the language is known.
const NO_MESSAGES: [&str; 16] = [
    "{EPOCH} is \"{epoch}\", not a number of seconds",
    "unset it or give --date",
    "open-ended response",
    "offene antwort",
    " at line",
    "item id",
    "question id",
    "respondent id",
    "response id",
    "not observed",
    "UTF-8 with BOM",
    "SQLite format 3",
    "<!doctype html",
    "\nu{1}end of fileu{1}",
    "{value} of 5",
    "{further} and {seat_phrase}",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// The string literals of all sources, with their files.
fn literals() -> Vec<(String, String)> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let name = file.strip_prefix(root()).expect("inside").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).expect("a text");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        found.extend(strings(code).into_iter().map(|literal| (name.clone(), literal)));
    }
    found
}

/// The string literals of Rust code, escapes resolved.
fn strings(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, here) = rest.split_at(at);
        rest = if here.starts_with("//") {
            here.split_once('\n').map_or("", |(_, after)| after)
        } else if let Some(inside) = here.strip_prefix('"') {
            let (literal, after) = string(inside);
            if !before.trim_end().ends_with("reason =") {
                found.push(literal);
            }
            after
        } else if ["'\"'", "'/'", "'\\"].iter().any(|letter| here.starts_with(letter)) {
            here.get(3..).unwrap_or_default()
        } else {
            &here[1..]
        };
    }
    found
}

/// A literal after its opening mark, and what follows it.
fn string(code: &str) -> (String, &str) {
    let mut text = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => match letters.next() {
                Some('n') => text.push('\n'),
                Some('\n') => letters = letters.as_str().trim_start().chars(),
                Some(other) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    (text, letters.as_str())
}

/// A text with what stands in its gaps left out: `{name}`, `{}` and `{}{more}` are the same gap.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for (index, part) in text.split(['{', '}']).enumerate() {
        shape.push_str(if index % 2 == 0 { part } else { "{}" });
    }
    shape.replace("{}{}", "{}")
}

/// More than one word outside of its gaps, at least one of letters.
fn is_prose(text: &str) -> bool {
    let outside: String = text.split(['{', '}']).step_by(2).collect();
    text.trim().contains(' ')
        && outside
            .split_whitespace()
            .any(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
}

/// The German table: English text to German text, of one section.
fn section(name: &str) -> BTreeMap<String, String> {
    let path = root().join("templates/messages.de.toml");
    let table: toml::Table =
        fs::read_to_string(path).expect("a text").parse().expect("a table of messages");
    let section = table.get(name).and_then(toml::Value::as_table).expect("a section");
    let text = |value: &toml::Value| value.as_str().expect("a text").to_owned();
    section.iter().map(|(english, german)| (english.clone(), text(german))).collect()
}

fn patterns() -> BTreeMap<String, String> {
    section("parts").into_iter().chain(section("messages")).collect()
}

fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split('}').next())
        .map(|name| name.trim_start_matches('~'))
        .collect()
}

#[test]
fn every_message_of_a_run_has_a_german_pattern() {
    let known: BTreeSet<String> = patterns().keys().map(|english| shape(english)).collect();
    let inside = |file: &str, place: &str| {
        file.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let told =
        |file: &str| TOLD.iter().any(|place| inside(file, place)) && !ENGLISH.contains(&file);
    let missing: Vec<String> = literals()
        .into_iter()
        .filter(|(file, text)| told(file.as_str()) && is_prose(text))
        .filter(|(_, text)| !NO_MESSAGES.contains(&text.as_str()))
        .filter(|(_, text)| !known.contains(&shape(text)))
        .map(|(file, text)| format!("{file}: {text}"))
        .collect();
    for text in NO_MESSAGES {
        assert!(literals().iter().any(|(_, literal)| literal == text), "gone: {text}");
    }
    assert!(missing.is_empty(), "without a German pattern:\n{}", missing.join("\n"));
}

#[test]
fn every_pattern_belongs_to_a_message() {
    let texts: BTreeSet<String> = literals().iter().map(|(_, text)| shape(text)).collect();
    let known = patterns();
    let idle: Vec<&String> =
        known.keys().filter(|english| !texts.contains(&shape(english))).collect();
    assert!(idle.is_empty(), "patterns that no message fits: {idle:#?}");
}

#[test]
fn both_languages_have_the_same_gaps() {
    for (english, german) in patterns() {
        assert_eq!(gaps(&german), gaps(&english), "{english}");
        assert!(!english.contains("{~"), "only the German text marks gaps: {english}");
        assert!(!english.contains("}{"), "gaps need text between them: {english}");
    }
}

/// A text that a pattern fits is said by that pattern, whatever other patterns fit it too.
#[test]
fn no_pattern_hides_another() {
    let messages = Messages::builtin_in("de");
    for (english, german) in section("messages") {
        assert_eq!(messages.sentence(&filled(&english)), filled(&german), "{english}");
    }
}

/// A text with "x1", "x2" ... in its gaps, by the order of their names.
fn filled(text: &str) -> String {
    gaps(text).into_iter().enumerate().fold(text.to_owned(), |text, (index, name)| {
        let value = format!("x{index}");
        text.replace(&format!("{{{name}}}"), &value).replace(&format!("{{~{name}}}"), &value)
    })
}

/// What the TOML library says, in English.
const LIBRARY: [&str; 1] = ["toml-syntax"];

/// All problems of the wrong files and questionnaires of `tests/data`, as a German run tells them.
/// Run with `UPDATE_EXPECTED=1` to write them anew, then read the difference.
#[test]
fn all_known_problems_are_told_in_german() {
    let messages = Messages::builtin_in("de");
    let (mut told, mut english) = (String::new(), Vec::new());
    for (_, problems) in problems_of_files().into_iter().chain(problems_of_bad_questionnaires()) {
        for problem in problems {
            let german = messages.translated(&problem);
            let same = german.message == problem.message
                || german.hint.is_some() && german.hint == problem.hint;
            if same && !LIBRARY.contains(&problem.code) {
                english.push(problem.to_string());
            }
            told.push_str(&messages.text(&problem));
            told.push('\n');
        }
    }
    assert!(english.is_empty(), "told in English: {english:#?}");
    expect_file(&root().join("tests/data/messages.de.txt"), &told);
}

#[test]
fn a_wrong_file_is_told_in_german() {
    let sandbox = Sandbox::new();
    let mut answers = Answers::of(&["Acme", "Bolt"]);
    let item = answers.header.iter().position(|name| name.ends_with(".1")).expect("an item");
    let name = answers.header[item].clone();
    answers.set("Acme", &name, "Usualy");
    answers.add_column("shoe size", "43");
    sandbox.write("wrong.csv", &answers.text());
    let done = sandbox.run(["run", "wrong.csv", "--lang", "de", "--documents=false"]);
    assert_eq!(done.status, 3, "{}", done.stderr);
    let warning = "Warnung[unknown-column]: wrong.csv, Zeile 1, Spalte \"shoe size\": die Spalte ist \
                   unbekannt und bleibt ungenutzt";
    assert!(done.stderr.contains(warning), "{}", done.stderr);
    let place =
        format!("wrong.csv, Zeile 2, Spalte \"{name}\": \"Usualy\" liegt nicht auf der Skala");
    let failed = format!("gescheitert: Acme: {place}; gemeint ist vielleicht \"Usually\"");
    assert!(done.stderr.contains(&failed), "{}", done.stderr);
    let index = sandbox.read("reports/index.csv");
    assert!(index.contains("liegt nicht auf der Skala; gemeint ist vielleicht"), "{index}");
}

#[test]
fn what_refuses_a_run_is_told_in_german() {
    let sandbox = Sandbox::with_few();
    let refused = |arguments: &[&str]| {
        let done = sandbox.run(["run", "few.csv", "--lang", "de"].iter().chain(arguments));
        assert_eq!(done.status, 1, "{}", done.stderr);
        done.stderr
    };
    let template = refused(&["--template", "leadershipp"]);
    let expected = "Fehler[unknown-template]: es gibt weder eine Vorlage noch einen Ordner \
                    \"leadershipp\"; gemeint ist vielleicht \"leadership\"\n";
    assert_eq!(template, expected);
    sandbox.write("profile.toml", "[scoring]\nsmall_gap = \"wide\"\n");
    let profile = refused(&["--profile", "profile.toml"]);
    let expected = "Fehler[wrong-kind]: profile.toml, Zeile 2, Spalte 13: [scoring]: `small_gap` \
                    muss eine endliche Zahl sein, gefunden: string\n";
    assert_eq!(profile, expected);
    sandbox.write("brand.toml", "[ink]\ntext = \"#eeeeee\"\n");
    let brand = refused(&["--brand", "brand.toml"]);
    assert!(brand.starts_with("Fehler[bad-brand]: brand.toml: die Farbe ink.text hat"), "{brand}");
    let missing = sandbox.run(["run", "none.csv", "--lang", "de"]).stderr;
    assert_eq!(missing, "Fehler[missing-file]: none.csv: Datei oder Ordner nicht vorhanden\n");
}

#[test]
fn german_reports_warn_in_german_and_english_ones_in_english() {
    let sandbox = Sandbox::new();
    let mut answers = Answers::of(&["Acme"]);
    let fact = answers.header.iter().position(|name| name == "org.invited");
    if fact.is_none() {
        answers.add_column("org.invited", "");
    }
    answers.set("Acme", "org.invited", "2");
    sandbox.write("answers.csv", &answers.text());
    sandbox.write("profile.toml", "[scoring]\nsmall_gap = 0.25\n");
    let report = |language: &str| {
        let out = format!("out-{language}");
        let options = ["--documents=false", "--profile", "profile.toml", "--format", "md"];
        let start = ["run", "answers.csv", "--lang", language, "--out", &out];
        let done = sandbox.run(start.iter().chain(&options));
        assert_eq!(done.status, 0, "{}", done.stderr);
        sandbox.read(&format!("{out}/acme.md"))
    };
    let german = report("de");
    assert!(
        german.contains("Personen haben geantwortet, befragt wurden laut Angabe aber nur 2"),
        "{german}"
    );
    assert!(german.contains("kleine Lücke: "), "{german}");
    assert!(!german.contains("Warnung["), "codes are for the terminal");
    assert!(!german.contains("people answered") && !german.contains("small gap"), "{german}");
    let english = report("en");
    assert!(english.contains("people answered, but only 2"), "{english}");
    assert!(english.contains("small gap: "), "{english}");
}
