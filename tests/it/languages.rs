//! Every language says everything: questionnaires, words and templates have no untranslated text.
#![expect(clippy::expect_used, reason = "tests stop where a text is missing")]

use assess::questionnaire::{
    Competency, Questionnaire, builtin, builtin_in, builtin_languages, builtin_names,
};
use assess::report::template::Template;
use assess::report::wording::Wording;
use serde_json::Value;
use std::collections::BTreeMap;

/// Texts that are the same in every language: abbreviations, and patterns of placeholders alone.
fn may_stay(text: &str) -> bool {
    let outside: String = text.split(['{', '}']).step_by(2).collect();
    outside.chars().all(|letter| !letter.is_alphabetic() || letter.is_uppercase())
}

/// The texts of a competency and its items.
fn competency_texts(one: &Competency, add: &mut impl FnMut(String, &str)) {
    let fields = [
        ("name", &one.name),
        ("short", &one.short),
        ("definition", &one.definition),
        ("rationale", &one.rationale),
        ("anchor_1", &one.anchor_1),
        ("anchor_3", &one.anchor_3),
        ("anchor_5", &one.anchor_5),
        ("days_30", &one.actions.days_30),
        ("days_90", &one.actions.days_90),
        ("days_180", &one.actions.days_180),
    ];
    for (field, text) in fields {
        add(format!("{}.{field}", one.id), text);
    }
    for (index, shift) in one.target_shifts.iter().enumerate() {
        add(format!("{}.shift.{index}", one.id), &shift.why);
    }
    for item in &one.items {
        add(item.id.clone(), &item.text);
    }
}

/// All texts of a questionnaire that a reader may see, by a path that says where each stands.
fn texts(questionnaire: &Questionnaire) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut add = |path: String, text: &str| {
        if !text.is_empty() {
            all.insert(path, text.to_owned());
        }
    };
    let model = &questionnaire.model;
    add("model.title".into(), &model.title);
    add("model.purpose".into(), model.purpose.as_deref().unwrap_or_default());
    add("model.retention".into(), model.retention.as_deref().unwrap_or_default());
    add("model.provenance".into(), model.provenance.as_deref().unwrap_or_default());
    add("scale.question".into(), questionnaire.scale.question.as_deref().unwrap_or_default());
    for (index, label) in questionnaire.scale.labels.iter().enumerate() {
        add(format!("scale.labels.{index}"), label);
    }
    for role in &questionnaire.roles {
        add(format!("role.{}.name", role.id), &role.name);
        add(format!("role.{}.short", role.id), &role.short);
    }
    for one in &questionnaire.competencies {
        competency_texts(one, &mut add);
    }
    for question in &questionnaire.context {
        add(format!("{}.name", question.id), &question.name);
        add(format!("{}.effect", question.id), &question.effect);
        add(format!("{}.unit", question.id), &question.unit);
        for option in &question.options {
            add(format!("{}.{}", question.id, option.id), &option.label);
        }
    }
    let decision = questionnaire.decision.as_ref().expect("decision data");
    for structure in &decision.structure {
        add(format!("structure.{}", structure.id), &structure.name);
    }
    for gate in &decision.gate {
        add(format!("gate.{}.name", gate.id), &gate.name);
        add(format!("gate.{}.text", gate.id), &gate.text);
        add(format!("gate.{}.condition", gate.id), gate.condition.as_deref().unwrap_or_default());
        add(format!("gate.{}.warning", gate.id), gate.warning.as_deref().unwrap_or_default());
    }
    for (id, criterion) in &decision.criteria {
        add(format!("criterion.{}.name", id.name()), &criterion.name);
        add(format!("criterion.{}.structure", id.name()), &criterion.for_structure);
        add(format!("criterion.{}.seat", id.name()), &criterion.for_seat);
    }
    let json = |value: serde_json::Result<Value>| value.expect("plain data");
    flatten("phrases", &json(serde_json::to_value(&decision.phrases)), &mut all);
    flatten("follow_ups", &json(serde_json::to_value(&questionnaire.follow_ups)), &mut all);
    all
}

/// The strings of a JSON value by path; ids are no texts.
fn flatten(path: &str, value: &Value, all: &mut BTreeMap<String, String>) {
    const IDS: [&str; 6] = ["id", "competency", "structure", "when", "kind", "seats"];
    match value {
        Value::String(text) if !text.is_empty() => {
            all.insert(path.to_owned(), text.clone());
        }
        Value::Array(values) => {
            for (index, one) in values.iter().enumerate() {
                flatten(&format!("{path}.{index}"), one, all);
            }
        }
        Value::Object(fields) => {
            for (key, one) in fields.iter().filter(|(key, _)| !IDS.contains(&key.as_str())) {
                flatten(&format!("{path}.{key}"), one, all);
            }
        }
        _ => {}
    }
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
    names.sort_unstable();
    names
}

#[test]
fn every_text_of_a_questionnaire_is_translated() {
    for name in builtin_names() {
        let original = builtin(name).expect("is built in").expect("is free of problems");
        let english = texts(&original);
        for language in builtin_languages(name) {
            let spoken = builtin_in(name, language).expect("is spoken").expect("no problems");
            assert_eq!(spoken.sha256, original.sha256, "a language changes no result");
            let other = texts(&spoken);
            assert_eq!(other.len(), english.len());
            let left: Vec<&String> = english
                .iter()
                .filter(|(path, text)| other.get(*path) == Some(text) && !may_stay(text))
                .map(|(path, _)| path)
                .collect();
            assert!(left.is_empty(), "not translated into {language}: {left:#?}");
            for (path, text) in &english {
                let translated = other.get(path).expect("the same paths");
                assert_eq!(placeholders(translated), placeholders(text), "{path}: {translated}");
            }
        }
    }
}

#[test]
fn numbers_and_rules_are_those_of_the_original() {
    for name in builtin_names() {
        let original = builtin(name).expect("is built in").expect("is free of problems");
        for language in builtin_languages(name) {
            let spoken = builtin_in(name, language).expect("is spoken").expect("no problems");
            assert_eq!(spoken.scoring, original.scoring);
            assert_eq!(spoken.bands, original.bands);
            for (one, other) in original.competencies.iter().zip(&spoken.competencies) {
                let numbers = |c: &Competency| {
                    (c.id.clone(), c.role.clone(), c.weight, c.target, c.cut, c.floor, c.critical)
                };
                assert_eq!(numbers(one), numbers(other));
                let items = |c: &Competency| -> Vec<(String, bool)> {
                    c.items.iter().map(|item| (item.id.clone(), item.reverse)).collect()
                };
                assert_eq!(items(one), items(other));
            }
            let parameters = |q: &Questionnaire| q.decision.as_ref().map(|d| d.parameters.clone());
            assert_eq!(parameters(&original), parameters(&spoken));
        }
    }
}

#[test]
fn every_language_has_every_word() {
    let english: BTreeMap<String, String> = words("en");
    for language in Wording::languages() {
        let other = words(language);
        let missing: Vec<&String> =
            english.keys().filter(|key| !other.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:#?}");
        let unknown: Vec<&String> =
            other.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(unknown.is_empty(), "{language} has words that nothing reads: {unknown:#?}");
        for (key, text) in &english {
            // A form for one may spell its number.
            if key.rsplit('.').next() != Some("one") {
                assert_eq!(placeholders(&other[key]), placeholders(text), "{language}, {key}");
            }
        }
    }
}

fn words(language: &str) -> BTreeMap<String, String> {
    let wording = Wording::builtin_in(language).expect("words");
    wording.iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}

/// The blocks that a template calls for with their parameters, and its tags that stand alone: what
/// must not differ between languages.
fn calls(text: &str) -> Vec<String> {
    let mut calls = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let fence = line.starts_with("```");
        let prose = ["title:", "lead:", "section:"].iter().any(|key| line.starts_with(key));
        if fence || (open && !prose && !line.starts_with("{%")) {
            calls.push(line.trim().to_owned());
        }
        if fence {
            open = ["```page", "```chart", "```table"].iter().any(|call| line.starts_with(call));
        }
    }
    calls
}

#[test]
fn templates_of_all_languages_have_the_same_blocks() {
    for name in Template::names() {
        let english = Template::sources(name, "en");
        for language in Wording::languages() {
            let other = Template::sources(name, language);
            let files = |sources: &[(&'static str, &str)]| -> Vec<&'static str> {
                sources.iter().map(|(file, _)| *file).collect()
            };
            assert_eq!(files(&other), files(&english), "{name} in {language}");
            for ((file, text), (_, original)) in other.iter().zip(&english) {
                assert_eq!(calls(text), calls(original), "{name}/{file} in {language}");
            }
        }
    }
}
