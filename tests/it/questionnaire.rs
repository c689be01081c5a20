//! Questionnaires: the built-in one, loading, and every way in which a file can be wrong.

#![cfg(test)]

use assess::diagnostic::Diagnostic;
use assess::questionnaire::{
    Questionnaire, Source, apply_profile, builtin, builtin_names, listing, parse, recognise,
    review, show, starter,
};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn technology_leadership() -> Questionnaire {
    match builtin("technology-leadership") {
        Some(Ok(questionnaire)) => questionnaire,
        Some(Err(problems)) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"))
        }
        None => panic!("no such questionnaire"),
    }
}

#[test]
fn every_built_in_questionnaire_loads() {
    for name in builtin_names() {
        assert!(matches!(builtin(name), Some(Ok(_))), "{name}");
    }
    assert!(builtin("no-such").is_none());
}

#[test]
fn the_leadership_questionnaire_is_complete() {
    let questionnaire = technology_leadership();
    assert_eq!(questionnaire.competencies.len(), 28);
    assert_eq!(questionnaire.item_count(), 116);
    assert_eq!(questionnaire.items().filter(|(_, item)| item.reverse).count(), 13);
    assert_eq!(questionnaire.context.len(), 42);
    assert_eq!(questionnaire.roles.len(), 4);
}

#[test]
fn the_smallest_questionnaire_loads() {
    let text = r#"
[model]
id = "agreeableness"
version = "1"
title = "Agreeableness"
language = "en"
[scale]
min = 1
max = 6
[[competency]]
id = "agree"
name = "Agreeableness"
  [[competency.item]]
  id = "A1"
  text = "Am indifferent to the feelings of others."
  reverse = true
"#;
    let questionnaire = parse(&[Source::new("agree.toml", text)]).expect("loads");
    assert_eq!(questionnaire.roles.len(), 1);
    assert_eq!(questionnaire.competencies[0].role, "agreeableness");
    assert_eq!(questionnaire.competencies[0].weight, 1.0);
    assert_eq!(questionnaire.scoring.large_gap, 1.25);
}

#[test]
fn the_starter_passes_its_own_check() {
    let questionnaire = parse(&[Source::new("starter.toml", starter())]).expect("loads");
    assert_eq!(questionnaire.item_count(), 3);
    // With every option switched on it has to load too.
    let on: Vec<String> = starter()
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(option) if option.starts_with('[') || option.contains(" = ") => option.to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    let all = parse(&[Source::new("all.toml", on.join("\n"))]).map_err(|found| lines(&found));
    let all = all.expect("loads with every option");
    assert_eq!(all.context.len(), 1);
    assert_eq!(all.competencies[0].target_shifts.len(), 1);
}

#[test]
fn show_tells_every_item_and_question() {
    let questionnaire = technology_leadership();
    let text = show(&questionnaire);
    for (_, item) in questionnaire.items() {
        assert!(text.contains(&item.text), "{}", item.id);
    }
    for question in &questionnaire.context {
        assert!(text.contains(&question.name), "{}", question.id);
    }
    assert!(listing().contains("28 competencies, 116 items, 42 context questions"));
}

#[test]
fn columns_tell_the_questionnaire() {
    let leadership = technology_leadership();
    let starter = parse(&[Source::new("starter.toml", starter())]).expect("loads");
    let both = [&starter, &leadership];
    let columns = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let ids: Vec<String> = leadership.items().map(|(_, item)| item.id.clone()).collect();
    let best = &recognise(&ids, &both)[0];
    assert_eq!((best.index, best.found, best.items), (1, 116, 116));
    let texts: Vec<String> =
        leadership.items().map(|(_, item)| format!("How often? [{}]", item.text)).collect();
    assert_eq!(recognise(&texts, &both)[0].found, 116);
    let squeezed: Vec<String> = ids.iter().map(|id| id.replace('.', "")).collect();
    assert_eq!(recognise(&squeezed, &both)[0].found, 116);
    let few = recognise(&columns(&["name", "cio.data.1", "cio.data.2"]), &both);
    assert!(!few[0].is_enough(), "two items of 116 are too few to go on");
    assert!(recognise(&columns(&["planning.1", "planning.2", "planning.3"]), &both)[0].is_enough());
    assert!(recognise(&columns(&["name", "age"]), &both).is_empty());
}

#[test]
fn a_profile_changes_what_it_names_and_says_so() {
    let mut questionnaire = technology_leadership();
    let text = r#"
[competency."cio.strategy"]
target = 3.5
[competency.cio.value]
weight = 2
[scoring]
large_gap = 1.5
[scoring.bands]
low = 1.0
high = 3.0
"#;
    apply_profile(&mut questionnaire, &Source::new("profile.toml", text)).expect("applies");
    assert_eq!(
        questionnaire.overrides,
        [
            "target of cio.strategy: 4.0 -> 3.5",
            "weight of cio.value: 1.0 -> 2.0",
            "large gap: 1.0 -> 1.5",
            "bands: critical from 1, developing from 2.5, adequate from 3.25, strong from 4 \
             -> low from 1, high from 3",
        ]
    );
    assert_eq!(questionnaire.bands.len(), 2);
}

#[test]
fn a_wrong_profile_changes_nothing() {
    let mut questionnaire = technology_leadership();
    let before = questionnaire.clone();
    let text = "[competency.\"cio.stratgy\"]\ntarget = 3\n\
                [competency.\"cio.value\"]\nwieght = 2\n\
                [competency.\"cio.data\"]\ntarget = 9\n\
                [scorin]\n";
    let found = apply_profile(&mut questionnaire, &Source::new("profile.toml", text));
    let found = lines(&found.expect_err("is refused"));
    assert_eq!(questionnaire, before);
    assert_eq!(
        found,
        "error[unknown-id]: profile.toml, line 1, column 13: the questionnaire has no competency \
         \"cio.stratgy\"; did you mean \"cio.strategy\"?\n\
         error[unknown-key]: profile.toml, line 4, column 1: a competency of a profile has no key \
         `wieght`; did you mean \"weight\"?\n\
         error[off-scale]: profile.toml, line 6, column 10: the target 9 of \"cio.data\" is not on \
         the scale; the scale goes from 1 to 5\n\
         error[unknown-key]: profile.toml, line 7, column 2: a profile has no key `scorin`; did you \
         mean \"scoring\"?"
    );
}

/// The files and folders of `tests/data/bad-questionnaires` with what is wrong with each.
pub(crate) fn problems_of_bad_questionnaires() -> Vec<(PathBuf, Vec<Diagnostic>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad-questionnaires");
    let mut cases = paths(&folder);
    cases.retain(|path| path.is_dir() || path.extension().is_some_and(|end| end == "toml"));
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let problems = |case: &PathBuf| {
        let files = if case.is_dir() { paths(case) } else { vec![case.clone()] };
        let sources: Vec<Source> = files.iter().map(|file| source(file)).collect();
        match parse(&sources) {
            Ok(_) => panic!("{} loads", case.display()),
            Err(found) => found,
        }
    };
    cases.into_iter().map(|case| (case.clone(), problems(&case))).collect()
}

/// Every one is refused with the messages in the `.txt` beside it. Run with `UPDATE_EXPECTED=1` to
/// write them anew, then read the difference.
#[test]
fn bad_questionnaires_are_refused_with_all_their_problems() {
    for (case, problems) in problems_of_bad_questionnaires() {
        compare(&case.with_extension("txt"), &format!("{}\n", lines(&problems)));
    }
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    paths
}

fn source(file: &Path) -> Source {
    let name = file.file_name().expect("a name").to_string_lossy();
    Source::new(name, fs::read_to_string(file).expect("a text"))
}

fn lines(problems: &[Diagnostic]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Compares with an expected file, or writes it where that is asked for.
fn compare(expected: &Path, found: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(expected, found).expect("can be written");
    }
    let known = fs::read_to_string(expected).unwrap_or_default();
    assert_eq!(found, known, "{}", expected.display());
}

#[test]
fn review_finds_what_is_thin() {
    let questionnaire = technology_leadership();
    let codes: Vec<&str> = review(&questionnaire).iter().map(|found| found.code).collect();
    let allowed = ["draft", "no-decision"];
    assert!(codes.iter().all(|code| allowed.contains(code)), "{codes:?}");
    let text = "[model]\nid = \"m\"\nversion = \"1\"\ntitle = \"M\"\n[scale]\nmin = 1\nmax = 3\n\
                [[role]]\nid = \"r\"\nname = \"R\"\n[[role]]\nid = \"s\"\nname = \"S\"\n\
                [[competency]]\nid = \"a\"\nrole = \"r\"\nname = \"A\"\n\
                [[competency.item]]\nid = \"a.1\"\ntext = \"First.\"\nreverse = true\n";
    let questionnaire = parse(&[Source::new("m.toml", text)]).expect("loads");
    let codes: Vec<&str> = review(&questionnaire).iter().map(|found| found.code).collect();
    let expected =
        ["no-licence", "no-labels", "empty-role", "few-items", "all-reversed", "no-target"];
    assert_eq!(codes, expected);
}

#[test]
fn every_statement_is_carried_or_says_why_not() {
    let questionnaire = technology_leadership();
    assert_eq!(questionnaire.seeds.len(), 161);
    for (text, statements) in [("S0", 24), ("S1", 31), ("S2", 30), ("S3", 19), ("S4", 57)] {
        for number in 1..=statements {
            let id = format!("{text}.{number}");
            assert!(questionnaire.seeds.iter().any(|seed| seed.id == id), "{id}");
        }
    }
    // Loading checks that the statements and what carries them name each other; here it is shown
    // that the check is not idle.
    for competency in &questionnaire.competencies {
        assert!(!competency.seeds.is_empty(), "{}", competency.id);
    }
}

/// `docs/seeds.md` is made from the data. Run with `UPDATE_EXPECTED=1` to write it anew.
#[test]
fn the_page_of_statements_is_in_step_with_the_data() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/seeds.md");
    compare(&page, &page_of_statements(&technology_leadership()));
}

fn page_of_statements(questionnaire: &Questionnaire) -> String {
    let mut page = String::from(
        "# What the leadership questionnaire rests on\n\n\
         The built-in questionnaire was made from 161 statements in five public texts by service \
         providers. They are listed here in our own words, below each competency and each context \
         question that carries them. That a text makes a statement does not make it true: all five \
         sell something. What has no statement below it was added from public frameworks, laws and \
         studies.\n\n\
         The test `questionnaire` makes this page from \
         `questionnaires/technology-leadership/`; edit the data, not the page.\n\n\
         ## Competencies\n",
    );
    for competency in &questionnaire.competencies {
        section(&mut page, &competency.name, &competency.id, questionnaire);
    }
    page.push_str("\n## Context questions\n");
    for question in &questionnaire.context {
        section(&mut page, &question.name, &question.id, questionnaire);
    }
    let dropped: Vec<String> = questionnaire
        .seeds
        .iter()
        .filter_map(|seed| {
            let reason = seed.not_carried.as_ref()?;
            Some(format!("- {}: {} Reason: {reason}\n", seed.id, seed.text))
        })
        .collect();
    page.push_str("\n## Not carried\n\n");
    page.push_str(if dropped.is_empty() { "None.\n" } else { "" });
    page.extend(dropped);
    page
}

fn section(page: &mut String, name: &str, id: &str, questionnaire: &Questionnaire) {
    let _ = write!(page, "\n### {name} (`{id}`)\n\n");
    let carried = questionnaire.seeds.iter().filter(|seed| seed.carried_by.iter().any(|c| c == id));
    let rows: Vec<String> = carried.map(|seed| format!("- {}: {}\n", seed.id, seed.text)).collect();
    if rows.is_empty() {
        page.push_str("Added from other evidence.\n");
    }
    page.extend(rows);
}

#[test]
fn the_texts_fit_where_they_are_shown() {
    let questionnaire = technology_leadership();
    for competency in &questionnaire.competencies {
        let actions = &competency.actions;
        for action in [&actions.days_30, &actions.days_90, &actions.days_180] {
            assert!((20..=90).contains(&action.chars().count()), "{action}");
            assert!(!action.ends_with('.'), "{action}");
        }
        for text in [&competency.anchor_1, &competency.anchor_3, &competency.anchor_5] {
            assert!(text.ends_with('.'), "{text}");
        }
        assert!(competency.items.iter().any(|item| item.short_form), "{}", competency.id);
        assert_eq!(competency.critical, !competency.rationale.is_empty(), "{}", competency.id);
    }
    for question in &questionnaire.context {
        assert!(question.effect.ends_with('.'), "{}", question.id);
        for option in &question.options {
            assert!(!option.label.contains(['_', '<', '>']), "{}", option.label);
        }
    }
}

#[test]
fn a_profile_reaches_into_the_decision_data() {
    let mut questionnaire = technology_leadership();
    let text = "[decision.parameters.share_hire]\nrange = [0.5, 0.6]\n";
    apply_profile(&mut questionnaire, &Source::new("p.toml", text)).expect("applies");
    assert_eq!(questionnaire.overrides.len(), 1, "{:?}", questionnaire.overrides);
    assert!(questionnaire.overrides[0].starts_with("decision.parameters.share_hire.range: "));
    let text = "[decision.parameters.share_hier]\nrange = [0.5, 0.6]\n";
    let found = apply_profile(&mut questionnaire, &Source::new("p.toml", text));
    let found = lines(&found.expect_err("is refused"));
    assert!(found.contains("line 1") && found.contains("share_hire"), "{found}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Damaged files are refused or load; they never stop the program.
    #[test]
    fn damaged_files_never_panic(
        start in 0_usize..1200,
        length in 0_usize..200,
        noise in "[\\[\\]={}\",.#a-z0-9é\n ]{0,12}",
    ) {
        let text: Vec<char> = starter().chars().collect();
        let start = start.min(text.len());
        let end = (start + length).min(text.len());
        let damaged: String =
            text[..start].iter().copied().chain(noise.chars()).chain(text[end..].iter().copied())
                .collect();
        let _ = parse(&[Source::new("damaged.toml", damaged.as_str())]);
        let mut questionnaire = parse(&[Source::new("s.toml", starter())]).expect("loads");
        let _ = apply_profile(&mut questionnaire, &Source::new("damaged.toml", damaged));
    }
}
