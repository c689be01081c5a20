//! The band of a score.

use crate::questionnaire::Questionnaire;

/// Scores this close below a limit reach it: weighted means carry rounding that people would not
/// accept as the reason for a lower band.
pub(super) const TOLERANCE: f64 = 1e-9;

/// The id of the highest band whose lower bound the score reaches. `None` below the lowest band or
/// when the questionnaire has none.
pub fn band(score: f64, questionnaire: &Questionnaire) -> Option<String> {
    let reached = questionnaire.bands.iter().filter(|band| score + TOLERANCE >= band.from);
    reached.max_by(|a, b| a.from.total_cmp(&b.from)).map(|band| band.id.clone())
}
