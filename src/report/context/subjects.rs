//! Assessed people as the reader sees them.

use super::Sources;
use super::roles::{Values, finite, finite_interval, short_name};
use crate::questionnaire::{Role, RoleKind};
use crate::report::escape::one_line;
use crate::report::number::Shown;
use crate::report::wording::ids::{readiness_id, standing_id};
use crate::responses::Standing;
use crate::results::SubjectResult;
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// Id of the seat.
    pub role_id: String,
    /// Scores by competency, one decimal.
    pub competencies: BTreeMap<String, String>,
    /// Unrounded numbers.
    #[serde(skip)]
    pub values: Values,
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

/// What may be said about who is ahead, a sentence per seat with two assessed people or more. The
/// likely ranges decide: where those of the two best overlap, nobody is called ahead. Two ranges of
/// 95 % that do not overlap differ by more than a test at 5 % asks for, so the rule is a cautious one.
pub(super) fn verdicts(sources: Sources<'_>, people: &[SubjectView]) -> Vec<String> {
    let seats = sources.questionnaire.roles.iter().filter(|role| role.kind == RoleKind::Seat);
    seats.filter_map(|role| verdict(sources, role, people)).collect()
}

fn verdict(sources: Sources<'_>, role: &Role, people: &[SubjectView]) -> Option<String> {
    let mut rated: Vec<&SubjectView> =
        people.iter().filter(|one| one.role_id == role.id && one.values.score.is_some()).collect();
    rated.sort_by(|a, b| b.values.shown.score.cmp(&a.values.shown.score).then(a.name.cmp(&b.name)));
    let [first, second, ..] = rated.as_slice() else { return None };
    let apart = first
        .values
        .interval
        .zip(second.values.interval)
        .is_some_and(|([low, _], [_, high])| low > high);
    let key = if apart { "phrase.candidate_ahead" } else { "phrase.candidates_alike" };
    let values = [
        ("seat", short_name(role)),
        ("first", first.name.clone()),
        ("second", second.name.clone()),
        ("first_score", first.score.clone().unwrap_or_default()),
        ("second_score", second.score.clone().unwrap_or_default()),
    ];
    let pairs: Vec<_> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Some(sources.wording.fill(key, &pairs))
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
        role_id: role.id.clone(),
        competencies: subject
            .competencies
            .iter()
            .filter_map(|(id, score)| Some((id.clone(), wording.decimal(*score)?)))
            .collect(),
        values: Values {
            score: finite(subject.score),
            interval: finite_interval(subject.interval),
            target: finite(subject.target),
            own: finite(subject.own),
            shown,
            ..Values::default()
        },
    }
}
