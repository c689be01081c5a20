//! Checks of context questions: options, ranges and what a decision needs.

use super::super::context::{ContextKind, ContextQuestion};
use super::super::load::Draft;
use super::super::reader::Located;
use super::super::source::Problems;

/// Reports options and ranges that do not fit the kind of question.
pub(super) fn check(draft: &Draft, problems: &mut Problems<'_>) {
    for question in &draft.context {
        check_options(question, problems);
        check_plausible(question, problems);
        if draft.decision.is_some() {
            check_drawable(question, problems);
        }
    }
}

fn check_options(question: &Located<ContextQuestion>, problems: &mut Problems<'_>) {
    let ContextQuestion { id, kind, options, ordered, .. } = &question.value;
    let spot = question.spot("options");
    let takes_options = matches!(kind, ContextKind::Choice | ContextKind::Multi);
    if takes_options && question.value.telling().count() < 2 {
        let message = format!("\"{id}\" needs at least two options that say something");
        problems.error(spot, "option-count", message);
    }
    if !takes_options && (!options.is_empty() || *ordered) {
        let message = format!("\"{id}\" takes no options");
        let hint = "only `choice` and `multi` do";
        problems.error_with_hint(spot, "option-count", message, hint);
    }
    for (index, option) in options.iter().enumerate() {
        if options.iter().take(index).any(|earlier| earlier.id == option.id) {
            let message = format!("\"{id}\" has the option \"{}\" twice", option.id);
            problems.error(spot, "duplicate-option", message);
        }
        if option.id.contains(';') || option.id.trim() != option.id {
            let message = format!("\"{}\" cannot be an option of \"{id}\"", option.id);
            let hint = "option ids have no \";\" and no blanks around them";
            problems.error_with_hint(spot, "bad-id", message, hint);
        }
    }
}

fn check_plausible(question: &Located<ContextQuestion>, problems: &mut Problems<'_>) {
    let Some([low, high]) = question.value.plausible else { return };
    let id = &question.value.id;
    let spot = question.spot("plausible");
    if !is_number(question.value.kind) {
        let message = format!("\"{id}\" is no number, so it has no plausible range");
        problems.error(spot, "plausible-range", message);
    }
    if low >= high {
        let message = format!("the plausible range of \"{id}\" goes from {low} down to {high}");
        problems.error_with_hint(spot, "plausible-range", message, "put the lower number first");
    }
    if low < 0.0 || (question.value.kind == ContextKind::Percent && high > 100.0) {
        let message = format!("the plausible range of \"{id}\" holds impossible values");
        problems.error(spot, "plausible-range", message);
    }
}

/// A decision draws missing facts, so a number needs a range, or a meaning for a blank.
fn check_drawable(question: &Located<ContextQuestion>, problems: &mut Problems<'_>) {
    let ContextQuestion { id, kind, plausible, blank_means, .. } = &question.value;
    if is_number(*kind) && plausible.is_none() && blank_means.is_empty() {
        let message = format!("\"{id}\" has no plausible range to draw a missing number from");
        let hint = "add `plausible = [low, high]`, or `blank_means` where a blank says something";
        problems.error_with_hint(question.at, "missing-plausible", message, hint);
    }
}

fn is_number(kind: ContextKind) -> bool {
    matches!(kind, ContextKind::Number | ContextKind::Money | ContextKind::Percent)
}
