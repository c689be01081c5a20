//! The shape of the source: stages import earlier stages alone, files stay short, and no code
//! names what is data.

#![cfg(test)]

use assess::questionnaire::{builtin, builtin_names};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order in which data flows. A stage may import those before it.
const STAGES: [&str; 18] = [
    "diagnostic",
    "messages",
    "questionnaire",
    "ingest",
    "responses",
    "statistics",
    "scoring",
    "analysis",
    "decision",
    "wave",
    "norms",
    "change",
    "results",
    "report",
    "layout",
    "render",
    "publish",
    "cli",
];

/// Lines of a file above its tests.
const LONGEST_FILE: usize = 400;

/// Files over that limit that wait to be split.
const LONGER: [&str; 2] = ["src/report/context/decision.rs", "src/report/context/roles.rs"];

/// Columns that the plain layout of answers names, whatever the questionnaire.
const PLAIN_LAYOUT: [&str; 2] = ["org.currency", "org.invited"];

/// The built-in questionnaires' list of files, which are called after roles.
const LIST_OF_FILES: &str = "src/questionnaire/builtin.rs";

#[test]
fn stages_import_earlier_stages_alone() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let Some(own) = stage_of(&file) else { continue };
        for (index, line) in code.lines().enumerate() {
            for name in imports(line) {
                let imported = STAGES.iter().position(|stage| *stage == name);
                if imported.is_some_and(|imported| imported > own) {
                    wrong.push(format!(
                        "{file}, line {}: {} imports {name}",
                        index + 1,
                        STAGES[own]
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_crate_is_a_stage() {
    let files = sources();
    let modules: BTreeSet<&str> = files
        .iter()
        .filter(|(file, _)| file != "src/lib.rs" && file != "src/main.rs")
        .filter_map(|(file, _)| Some(STAGES[stage_of(file)?]))
        .collect();
    assert_eq!(modules.len(), STAGES.len(), "{modules:?}");
    let strangers: Vec<&str> = files
        .iter()
        .map(|(file, _)| file.as_str())
        .filter(|file| stage_of(file).is_none() && !["src/lib.rs", "src/main.rs"].contains(file))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    for vague in ["utils", "helpers", "common", "misc", "mod"] {
        let name = format!("/{vague}.rs");
        assert!(files.iter().all(|(file, _)| !file.ends_with(&name)), "{vague}");
    }
}

#[test]
fn files_stay_short() {
    let mut long = Vec::new();
    for (file, code) in sources() {
        let lines = code.lines().count();
        if lines > LONGEST_FILE && !LONGER.contains(&file.as_str()) {
            long.push(format!("{file} has {lines} lines"));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_code_names_a_competency_a_role_or_a_regulation() {
    let words = words_of_the_data();
    let mut found = Vec::new();
    for (file, code) in sources() {
        if file == LIST_OF_FILES {
            continue;
        }
        for (index, line) in code.lines().enumerate() {
            let line = line.to_lowercase();
            for word in words.iter().filter(|word| contains_word(&line, word)) {
                if !PLAIN_LAYOUT.contains(&word.as_str()) {
                    found.push(format!("{file}, line {}: {word}", index + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Ids of roles, competencies and context questions, and words that stand for regulations.
fn words_of_the_data() -> BTreeSet<String> {
    let regulations = [
        "dora", "nis2", "nydfs", "nydfs500", "hipaa", "pci", "glba", "ffiec", "rbi", "ftc", "gdpr",
    ];
    let mut words: BTreeSet<String> = regulations.iter().map(|word| (*word).to_owned()).collect();
    for name in builtin_names() {
        let questionnaire = builtin(name).expect("listed").expect("loads");
        words.extend(questionnaire.roles.iter().map(|role| role.id.to_lowercase()));
        words.extend(questionnaire.competencies.iter().map(|one| one.id.to_lowercase()));
        words.extend(questionnaire.context.iter().map(|one| one.id.to_lowercase()));
    }
    words
}

/// Whether a word stands in a line with no letter, digit or underscore beside it.
fn contains_word(line: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

/// The crate's modules that a line names by path.
fn imports(line: &str) -> Vec<&str> {
    line.match_indices("crate::")
        .map(|(start, marker)| {
            let rest = &line[start + marker.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

/// Index of the stage that a file belongs to.
fn stage_of(file: &str) -> Option<usize> {
    let path = file.strip_prefix("src/")?;
    let name = path.split('/').next()?.trim_end_matches(".rs");
    STAGES.iter().position(|stage| *stage == name)
}

/// Every file under `src/` with its code: comments blanked, tests cut off.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    files.sort();
    files
        .iter()
        .map(|file| {
            let name =
                file.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            (name, code_of(&fs::read_to_string(file).expect("a text")))
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

fn code_of(text: &str) -> String {
    text.lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .map(|line| if line.trim_start().starts_with("//") { "" } else { line })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn words_are_found_as_words() {
    assert!(contains_word("role == \"cio\"", "cio"));
    assert!(contains_word("the ciso.", "ciso"));
    assert!(!contains_word("precious", "cio"));
    assert!(!contains_word("director", "cto"));
    assert_eq!(imports("use crate::scoring::{A}; crate::cli::run()"), ["scoring", "cli"]);
}
