//! Ids as the tools take them, and what would be called alike by them.

use super::form::{Choice, Form, Kind, Question};
use super::{Target, redcap};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::codes::short_code;
use std::collections::BTreeMap;

/// Two questions that the target would call the same, two choices that people could not tell apart,
/// or codes that it does not take.
pub(super) fn clash(form: &Form, target: Target) -> Option<Diagnostic> {
    equal_names(form, target)
        .or_else(|| form.questions().find_map(|question| equal_labels(question, &form.scale)))
        .or_else(|| negative_codes(form, target))
}

fn equal_names(form: &Form, target: Target) -> Option<Diagnostic> {
    let name: fn(&str) -> String = match target {
        Target::XlsForm | Target::SurveyJs | Target::Qualtrics => underscored,
        Target::LimeSurvey => |id| short_code(id, 20),
        Target::RedCap => redcap::name,
        Target::GoogleForms | Target::Html | Target::Docx | Target::Csv => return None,
    };
    // Names that forms have besides their questions.
    let mut known: BTreeMap<String, &str> = match target {
        Target::XlsForm => BTreeMap::from([("purpose".to_owned(), "purpose")]),
        Target::RedCap => ["purpose", "record_id"].map(|name| (name.to_owned(), name)).into(),
        _ => BTreeMap::new(),
    };
    let mut again = |name: String, id| match known.insert(name.to_lowercase(), id) {
        Some(other) if other != id => Some(equal_name(other, id, &name)),
        Some(_) => Some(equal_name(id, id, &name)),
        None => None,
    };
    let sections = form.sections.iter().filter(|_| target == Target::XlsForm);
    let sections =
        sections.map(|section| (format!("section_{}", name(&section.id)), section.id.as_str()));
    for (name, id) in sections {
        if let Some(problem) = again(name, id) {
            return Some(problem);
        }
    }
    for question in form.questions() {
        if let Some(problem) = again(name(&question.id), &question.id) {
            return Some(problem);
        }
        // Rows of a matrix have names of their own, except where they belong to their question.
        let Kind::Matrix(statements) = &question.kind else { continue };
        if target == Target::SurveyJs {
            continue;
        }
        if let Some(problem) = statements.iter().find_map(|one| again(name(&one.id), &one.id)) {
            return Some(problem);
        }
    }
    None
}

fn equal_name(one: &str, other: &str, name: &str) -> Diagnostic {
    let message = format!("\"{one}\" and \"{other}\" would both be called {name} in this tool");
    Diagnostic::error("equal-names", message).with_hint("give one of them another id")
}

/// Two choices with one label: the answers could not be told apart.
fn equal_labels(question: &Question, scale: &[Choice]) -> Option<Diagnostic> {
    let choices = match &question.kind {
        Kind::Matrix(_) => scale,
        Kind::One(choices) | Kind::Many(choices) => choices,
        Kind::Text | Kind::Long | Kind::Number => return None,
    };
    let label = |one: &Choice| one.label.own().to_lowercase();
    let repeats = |(at, one): &(usize, &Choice)| {
        choices.iter().take(*at).any(|other| label(other) == label(one))
    };
    let (_, found) = choices.iter().enumerate().find(repeats)?;
    let message =
        format!("two choices of \"{}\" are called \"{}\"", question.id, found.label.own());
    Some(Diagnostic::error("equal-labels", message).with_hint("give one of them another label"))
}

/// LimeSurvey's codes have letters and digits alone.
fn negative_codes(form: &Form, target: Target) -> Option<Diagnostic> {
    let negative = form.scale.iter().find(|one| !one.not_observed && one.code.starts_with('-'))?;
    let bad = match target {
        Target::LimeSurvey => true,
        // -1 stands for "not observed" there.
        Target::Qualtrics => form.scale.iter().any(|one| one.not_observed),
        _ => false,
    };
    let message = format!("this tool takes no answer called {}", negative.code);
    let hint = "start the scale at 0 or 1, or publish to another target";
    bad.then(|| Diagnostic::error("negative-point", message).with_hint(hint))
}

/// Letters, digits and underscores alone: `cio.strategy.1` to `cio_strategy_1`.
pub(super) fn underscored(id: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '_' };
    let name: String = id.chars().map(sign).collect();
    if name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        name
    } else {
        format!("q{name}")
    }
}

/// A text on one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
