//! Targets, moved by facts about the organisation.

use crate::questionnaire::condition::Truth;
use crate::questionnaire::{Competency, Questionnaire};
use crate::responses::Organisation;

/// The target of a competency for this organisation, on the scale. A shift applies only when its
/// condition holds; unknown facts never move a target. `None` when the questionnaire sets none: a
/// target is never made up from the score.
pub(super) fn target(
    competency: &Competency,
    organisation: &Organisation,
    questionnaire: &Questionnaire,
) -> Option<f64> {
    let silent = |question: &str, option: &str| {
        questionnaire.question(question).is_some_and(|question| {
            question.options.iter().any(|known| known.id == option && known.silent)
        })
    };
    let shifts = competency
        .target_shifts
        .iter()
        .filter(|shift| shift.when.holds(&organisation.facts, &silent) == Truth::True);
    let moved = competency.target? + shifts.map(|shift| shift.by).sum::<f64>();
    let scale = &questionnaire.scale;
    Some(moved.min(scale.max as f64).max(scale.min as f64))
}
