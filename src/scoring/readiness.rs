//! Whether a person or function is ready for a role.

use super::band::TOLERANCE;
use super::{CompetencyScore, Readiness, RoleScore};
use crate::questionnaire::{Questionnaire, Scoring};

/// Readiness from the role's gap interval and its critical competencies.
///
/// - `not_assessed`: self-ratings alone, no score, or no target for a competency that counts.
/// - `not_ready`: even the small end of the gap lies above the large-gap limit, or a critical
///   competency scores below its floor.
/// - `ready`: even the large end of the gap lies at or below the small-gap limit, and every
///   critical competency with a cut score reaches it. One that was not scored has not been shown
///   to reach it.
/// - `ready_with_development`: everything else.
///
/// Without an interval (one rater, or full agreement) the gap itself stands for both ends; the mark
/// `indicative` then says how little it rests on. The limits are data, conventions of the model.
pub(super) fn readiness(role: &RoleScore, questionnaire: &Questionnaire) -> Readiness {
    let Some([small_end, large_end]) = gap_ends(role) else { return Readiness::NotAssessed };
    if role.self_rated {
        return Readiness::NotAssessed;
    }
    let Scoring { small_gap, large_gap, .. } = questionnaire.scoring;
    let competencies = || role.competencies.iter();
    if small_end > large_gap + TOLERANCE
        || competencies().any(|score| below_floor(score, questionnaire))
    {
        Readiness::NotReady
    } else if large_end <= small_gap + TOLERANCE
        && competencies().all(|score| reaches_cut(score, questionnaire))
    {
        Readiness::Ready
    } else {
        Readiness::ReadyWithDevelopment
    }
}

/// The gap at the upper and at the lower end of the score's interval.
fn gap_ends(role: &RoleScore) -> Option<[f64; 2]> {
    let (score, target) = (role.score?, role.target?);
    let [low, high] = role.interval.unwrap_or([score, score]);
    Some([target - high, target - low])
}

fn below_floor(score: &CompetencyScore, questionnaire: &Questionnaire) -> bool {
    let competency = questionnaire.competency(&score.competency).filter(|known| known.critical);
    let floor = competency.and_then(|known| known.floor);
    matches!((score.score, floor), (Some(score), Some(floor)) if score + TOLERANCE < floor)
}

fn reaches_cut(score: &CompetencyScore, questionnaire: &Questionnaire) -> bool {
    let competency = questionnaire.competency(&score.competency).filter(|known| known.critical);
    let Some(cut) = competency.and_then(|known| known.cut) else { return true };
    score.score.is_some_and(|score| score + TOLERANCE >= cut)
}
