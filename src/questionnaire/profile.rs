//! Profiles: a user's own weights, targets, limits and decision parameters over a questionnaire.
//!
//! ```toml
//! [competency."data.quality"]
//! weight = 2.0
//! target = 4.5
//! critical = true
//! cut = 3.0
//! floor = 2.0
//!
//! [scoring]
//! small_gap = 0.25
//! [scoring.bands]
//! low = 1.0
//! high = 3.5
//!
//! [decision.parameters.share_hire]
//! range = [0.5, 0.7]
//! ```

mod competency;
mod decision;
mod scoring;

use super::Questionnaire;
use super::reader::{Fields, Node};
use super::source::{Problems, Source, Spot};
use crate::diagnostic::Diagnostic;
use toml::de::DeTable;

/// Applies a profile. Every change stands in [`Questionnaire::overrides`] afterwards, one plain
/// line each in a fixed order; the questionnaire's `sha256` stays that of its own files.
///
/// # Errors
///
/// All problems at once: wrong TOML, unknown ids and keys, values out of range, each with place
/// and hint. The questionnaire is then unchanged.
pub fn apply_profile(
    questionnaire: &mut Questionnaire,
    profile: &Source,
) -> Result<(), Vec<Diagnostic>> {
    let sources = std::slice::from_ref(profile);
    let mut problems = Problems::new(sources);
    let mut changed = questionnaire.clone();
    let (document, errors) = DeTable::parse_recoverable(&profile.text);
    for error in &errors {
        let offset = error.span().map_or(0, |span| span.start);
        problems.error(Spot { source: 0, offset }, "toml-syntax", error.message());
    }
    if errors.is_empty() {
        let node = Node { table: document.get_ref(), at: Spot::default() };
        apply(&mut changed, node, &mut problems);
    }
    if problems.is_empty() {
        *questionnaire = changed;
        Ok(())
    } else {
        Err(problems.into_diagnostics())
    }
}

fn apply(questionnaire: &mut Questionnaire, node: Node<'_>, problems: &mut Problems<'_>) {
    let mut fields = Fields::new(node, "a profile", problems);
    if let Some(table) = fields.table("competency") {
        competency::apply(questionnaire, table, fields.problems);
    }
    if let Some(table) = fields.table("scoring") {
        scoring::apply(questionnaire, table, fields.problems);
    }
    if let Some(table) = fields.table("decision") {
        decision::apply(questionnaire, table, fields.problems);
    }
    fields.finish(());
}

/// Notes a change, where there is one.
fn note<T: PartialEq + std::fmt::Display>(lines: &mut Vec<String>, what: &str, old: &T, new: &T) {
    if old != new {
        lines.push(format!("{what}: {old} -> {new}"));
    }
}

/// A number as a profile writes it: `4.0`.
fn plain(value: f64) -> String {
    format!("{value:?}")
}

/// A number that may be absent.
fn or_none(value: Option<f64>) -> String {
    value.map_or_else(|| "none".to_owned(), plain)
}
