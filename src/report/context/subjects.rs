//! Assessed people as the reader sees them.

use super::Sources;
use super::roles::short_name;
use crate::questionnaire::{Role, RoleKind};
use crate::report::escape::one_line;
use crate::report::number::Shown;
use crate::report::wording::ids::{readiness_id, standing_id};
use crate::responses::Standing;
use crate::results::SubjectResult;
use serde::Serialize;

/// An assessed person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SubjectView {
    /// Name.
    pub name: String,
    /// Short name of the seat.
    pub role: String,
    /// Holder, inside or outside candidate, in words.
    pub standing: String,
    /// Score.
    pub score: Option<String>,
    /// Interval.
    pub interval: Option<String>,
    /// Target.
    pub target: Option<String>,
    /// Printed target minus printed score.
    pub gap: Option<String>,
    /// Readiness word.
    pub readiness: String,
    /// How many raters.
    pub n_raters: usize,
}

/// Assessed candidates by role, in the order of the results.
pub(super) fn candidates(sources: Sources<'_>) -> Vec<SubjectView> {
    let mut people = Vec::new();
    let seats = sources.questionnaire.roles.iter().filter(|role| role.kind == RoleKind::Seat);
    for role in seats {
        let result = sources.results.roles.get(&role.id);
        for subject in result.iter().flat_map(|result| &result.subjects) {
            people.push((subject.standing, subject_view(sources, role, subject)));
        }
    }
    if people.iter().all(|(standing, _)| *standing == Standing::Incumbent) {
        return Vec::new();
    }
    people.into_iter().map(|(_, view)| view).collect()
}

fn subject_view(sources: Sources<'_>, role: &Role, subject: &SubjectResult) -> SubjectView {
    let wording = sources.wording;
    let shown = Shown::new(subject.score, subject.target);
    SubjectView {
        name: one_line(&subject.subject),
        role: short_name(role),
        standing: wording.word("standing", standing_id(subject.standing)),
        score: shown.score.map(|value| wording.tenths(value)),
        interval: wording.interval(subject.interval),
        target: shown.target.map(|value| wording.tenths(value)),
        gap: shown.gap.map(|value| wording.tenths(value)),
        readiness: wording.word("readiness", readiness_id(subject.readiness)),
        n_raters: subject.n_raters,
    }
}
