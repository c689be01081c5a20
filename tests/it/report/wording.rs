//! The wording table: every word that the program asks for exists.

use assess::decision::{Confidence, FlipKind, GateEffect, Sourcing};
use assess::questionnaire::{ExternalFit, MissingRule, OthersRule};
use assess::report::wording::{Wording, ids};
use assess::responses::{RaterGroup, Standing};
use assess::scoring::Readiness;
use std::path::Path;

fn english() -> Wording {
    Wording::builtin().expect("the built-in wording")
}

fn has(section: &str, id: &str) {
    assert!(english().get(&format!("{section}.{id}")).is_some(), "{section}.{id} is missing");
}

#[test]
fn every_kind_of_result_has_a_word() {
    for one in [
        Readiness::Ready,
        Readiness::ReadyWithDevelopment,
        Readiness::NotReady,
        Readiness::NotAssessed,
    ] {
        has("readiness", ids::readiness_id(one));
    }
    for one in [Confidence::Clear, Confidence::Lean, Confidence::FinelyBalanced] {
        has("confidence", ids::confidence_id(one));
    }
    for one in [GateEffect::Forbid, GateEffect::Condition, GateEffect::Warn] {
        has("gate", ids::effect_id(one));
    }
    for one in [FlipKind::Fact, FlipKind::Score, FlipKind::Weight] {
        has("flip", ids::flip_id(one));
    }
    for one in [Standing::Incumbent, Standing::Candidate, Standing::External] {
        has("standing", ids::standing_id(one));
    }
    for one in
        [ExternalFit::High, ExternalFit::Medium, ExternalFit::Low, ExternalFit::NotApplicable]
    {
        has("closed_by", ids::fit_id(one));
    }
    for one in [MissingRule::Half, MissingRule::EightyPercent, MissingRule::Complete] {
        has("missing_rule", ids::missing_id(one));
    }
    for one in [OthersRule::Pooled, OthersRule::ByGroup] {
        has("others_rule", ids::others_id(one));
    }
    for one in RaterGroup::ALL {
        has("group", one.name());
        has("group_count", &format!("{}.one", one.name()));
        has("group_count", &format!("{}.other", one.name()));
    }
    for one in [
        Sourcing::Develop,
        Sourcing::Appoint,
        Sourcing::Hire,
        Sourcing::Outsource,
        Sourcing::InterimThenHire,
    ] {
        has("option", one.name());
        has("ask.seat", &format!("{}.text", one.name()));
    }
    for word in ["high", "moderate", "low"] {
        has("agreement", word);
    }
}

#[test]
fn the_bands_of_the_built_in_questionnaire_have_words() {
    for band in super::fixture::questionnaire().bands {
        has("band", &band.id);
    }
}

#[test]
fn months_and_small_numbers_are_complete() {
    for month in 1..=12 {
        has("month", &month.to_string());
        has("month_short", &month.to_string());
        has("number", &month.to_string());
    }
}

/// Keys stand in the program as texts such as "phrase.next" in calls that look them up.
#[test]
fn every_key_that_the_program_names_exists() {
    let words = english();
    let keys: Vec<&str> = words.iter().map(|(key, _)| key).collect();
    let mut missing = Vec::new();
    for text in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/report"))) {
        for call in [".text(\"", ".fill(\"", ".count(\"", "text_key(\""] {
            for (start, _) in text.match_indices(call) {
                let key = text[start + call.len()..].split('"').next().unwrap_or_default();
                let found = keys.iter().any(|known| {
                    *known == key || known.strip_prefix(key).is_some_and(|end| end.starts_with('.'))
                });
                if !found && !key.contains('{') && !key.contains(' ') {
                    missing.push(key.to_owned());
                }
            }
        }
    }
    assert!(missing.is_empty(), "not in the wording: {missing:?}");
}

#[test]
fn every_table_has_its_heads_and_its_summary() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/tables");
    for text in sources(Path::new(folder)) {
        for (call, section) in [
            (" text(\"", "head"),
            ("number(\"", "head"),
            ("table(\"", "table"),
            ("list(\"", "table"),
        ] {
            for (start, _) in text.match_indices(call) {
                let key = text[start + call.len()..].split('"').next().unwrap_or_default();
                has(section, key);
            }
        }
    }
}

fn sources(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts.extend(sources(&path));
        } else {
            texts.push(std::fs::read_to_string(&path).expect("a text"));
        }
    }
    texts
}
