//! Roles, competencies and people as the reader sees them.

use super::Sources;
use crate::questionnaire::{Competency, ExternalFit, Role, RoleKind};
use crate::report::escape::one_line;
use crate::report::number::{Shown, tenths};
use crate::report::wording::Wording;
use crate::report::wording::ids::{fit_id, readiness_id, standing_id};
use crate::responses::Standing;
use crate::results::{CompetencyResult, RoleResult, SubjectResult};
use serde::Serialize;
use std::cmp::Ordering;

/// Unrounded numbers for charts and for sorting, on the questionnaire's scale.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Values {
    /// Score.
    pub score: Option<f64>,
    /// Interval.
    pub interval: Option<[f64; 2]>,
    /// Target.
    pub target: Option<f64>,
    /// Self-rating.
    pub own: Option<f64>,
    /// Priority.
    pub priority: Option<f64>,
    /// The printed numbers in tenths.
    pub shown: Shown,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleView {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Whether a person can hold it.
    pub seat: bool,
    /// Score, one decimal.
    pub score: Option<String>,
    /// Target, one decimal.
    pub target: Option<String>,
    /// Printed target minus printed score.
    pub gap: Option<String>,
    /// "1.6 short of target", "on target", "0.2 above target".
    pub gap_words: Option<String>,
    /// "2.0 to 2.8".
    pub interval: Option<String>,
    /// Self-rating.
    pub own: Option<String>,
    /// Band word.
    pub band: Option<String>,
    /// Readiness word.
    pub readiness: String,
    /// `ready`, `ready_with_development`, `not_ready`, `not_assessed`.
    pub readiness_id: &'static str,
    /// "seven raters" ("one self-rating" when only those exist).
    pub raters: String,
    /// How many raters.
    pub n_raters: usize,
    /// Fewer raters than the questionnaire's limit.
    pub indicative: bool,
    /// Only self-ratings exist.
    pub self_rated: bool,
    /// Competencies with data by falling priority.
    pub competencies: Vec<CompetencyView>,
    /// Those that fall short, by falling priority.
    pub gaps: Vec<CompetencyView>,
    /// Those whose gap is above the questionnaire's limit of a small gap, by falling priority.
    pub notable: Vec<CompetencyView>,
    /// How many competencies with a target reach it.
    pub on_target: usize,
    /// How many have score and target.
    pub comparable: usize,
    /// Names of competencies on which raters agree little.
    pub low_agreement: Vec<String>,
    /// Competencies where the self-rating is well above the others'.
    pub blind_spots: Vec<CompetencyView>,
    /// Competencies where the self-rating is well below the others'.
    pub hidden_strengths: Vec<CompetencyView>,
    /// Group means of the role that may be shown.
    pub groups: Vec<GroupView>,
    /// Words of the groups withheld.
    pub withheld: Vec<String>,
    /// Names of competencies without data.
    pub unrated: Vec<String>,
    /// Names of the people who hold the seat, where they were assessed by name.
    pub holders: Vec<String>,
    /// Unrounded numbers.
    #[serde(skip)]
    pub values: Values,
}

/// A competency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompetencyView {
    /// Id.
    pub id: String,
    /// Id of its role.
    pub role: String,
    /// Short name of its role.
    pub role_short: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Score, one decimal.
    pub score: Option<String>,
    /// Target, one decimal.
    pub target: Option<String>,
    /// Printed target minus printed score.
    pub gap: Option<String>,
    /// "1.6 short of target", "on target", "0.2 above target".
    pub gap_words: Option<String>,
    /// "2.0 to 2.8".
    pub interval: Option<String>,
    /// Self-rating.
    pub own: Option<String>,
    /// Printed self-rating minus printed score, signed.
    pub own_difference: Option<String>,
    /// Band word.
    pub band: Option<String>,
    /// How many raters.
    pub n_raters: usize,
    /// Agreement word.
    pub agreement: Option<String>,
    /// What strong looks like; `None` when the questionnaire does not say.
    pub strong: Option<String>,
    /// The first action, at the earliest date for which there is one.
    pub first_step: Option<String>,
    /// The action within 30 days.
    pub days_30: Option<String>,
    /// The action within 90 days.
    pub days_90: Option<String>,
    /// The action within 180 days.
    pub days_180: Option<String>,
    /// Who can close the gap.
    pub closed_by: String,
    /// Whether the gap is above the questionnaire's limit of a small gap.
    pub notable: bool,
    /// Whether its cut score decides readiness.
    pub critical: bool,
    /// Unrounded numbers.
    #[serde(skip)]
    pub values: Values,
}

/// A rater group's mean of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupView {
    /// `manager`, `peer`, ...
    pub id: String,
    /// Its word.
    pub name: String,
    /// Mean, one decimal.
    pub score: String,
}

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

/// The roles of a kind that have data, in the questionnaire's order.
pub(super) fn views(sources: Sources<'_>, kind: RoleKind) -> Vec<RoleView> {
    sources
        .questionnaire
        .roles
        .iter()
        .filter(|role| role.kind == kind)
        .filter_map(|role| Some((role, sources.results.roles.get(&role.id)?)))
        .map(|(role, result)| role_view(sources, role, result))
        .collect()
}

/// The largest shortfalls by falling priority.
pub(super) fn largest_gaps<'a>(
    competencies: impl Iterator<Item = &'a CompetencyView>,
    limit: usize,
) -> Vec<CompetencyView> {
    let mut short: Vec<_> = competencies.filter(|one| falls_short(one)).cloned().collect();
    short.sort_by(by_priority);
    short.truncate(limit);
    short
}

/// The best results against target (against the scale where there are no targets); only those that
/// reach their target or stand in the upper half of the scale.
pub(super) fn strengths<'a>(
    competencies: impl Iterator<Item = &'a CompetencyView>,
    limit: usize,
) -> Vec<CompetencyView> {
    let mut good: Vec<_> = competencies
        .filter(|one| one.values.shown.score.is_some() && !falls_short(one))
        .cloned()
        .collect();
    good.sort_by(|a, b| {
        let rank = |one: &CompetencyView| {
            (one.values.shown.gap.unwrap_or(0), -one.values.shown.score.unwrap_or(0))
        };
        rank(a).cmp(&rank(b))
    });
    good.truncate(limit);
    good
}

/// Assessed candidates by role, in the order of the results.
pub(super) fn candidates(sources: Sources<'_>) -> Vec<SubjectView> {
    let mut people = Vec::new();
    for role in &sources.questionnaire.roles {
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

fn role_view(sources: Sources<'_>, role: &Role, result: &RoleResult) -> RoleView {
    let wording = sources.wording;
    let shown = Shown::new(result.score, result.target);
    let mut competencies: Vec<_> =
        result.competencies.iter().map(|one| competency_view(sources, role, one)).collect();
    let unrated = competencies
        .iter()
        .filter(|one| one.score.is_none())
        .map(|one| one.short.clone())
        .collect();
    competencies.retain(|one| one.score.is_some());
    competencies.sort_by(by_priority);
    let scoring = &sources.questionnaire.scoring;
    let noun = if result.self_rated { "noun.self_rating" } else { "noun.rater" };
    RoleView {
        id: role.id.clone(),
        name: one_line(&role.name),
        short: short_name(role),
        seat: role.kind == RoleKind::Seat,
        score: shown.score.map(|value| wording.tenths(value)),
        target: shown.target.map(|value| wording.tenths(value)),
        gap: shown.gap.map(|value| wording.tenths(value)),
        gap_words: shown.gap.map(|value| gap_words(value, wording)),
        interval: wording.interval(result.interval),
        own: result.own.and_then(|value| wording.decimal(value)),
        band: result.band.as_ref().map(|band| wording.word("band", band)),
        readiness: wording.word("readiness", readiness_id(result.readiness)),
        readiness_id: readiness_id(result.readiness),
        raters: wording.count(noun, result.n_raters),
        n_raters: result.n_raters,
        indicative: result.indicative,
        self_rated: result.self_rated,
        notable: largest_gaps(competencies.iter().filter(|one| one.notable), usize::MAX),
        gaps: largest_gaps(competencies.iter(), usize::MAX),
        on_target: competencies
            .iter()
            .filter(|one| one.values.shown.gap.is_some_and(|gap| gap <= 0))
            .count(),
        comparable: competencies.iter().filter(|one| one.gap.is_some()).count(),
        low_agreement: low_agreement(result, &competencies),
        blind_spots: self_beyond(&competencies, |d| d >= scoring.blind_spot),
        hidden_strengths: self_beyond(&competencies, |d| d <= scoring.hidden_strength),
        groups: groups(result, wording),
        withheld: result.withheld.iter().map(|group| wording.word("group", group)).collect(),
        unrated,
        holders: holders(result),
        competencies,
        values: Values {
            score: finite(result.score),
            interval: finite_interval(result.interval),
            target: finite(result.target),
            own: finite(result.own),
            priority: None,
            shown,
        },
    }
}

fn competency_view(sources: Sources<'_>, role: &Role, result: &CompetencyResult) -> CompetencyView {
    let wording = sources.wording;
    let shown = Shown::new(result.score, result.target);
    let known = sources.questionnaire.competency(&result.id);
    let text = |pick: fn(&Competency) -> &str| {
        known.map(|one| one_line(pick(one))).filter(|text| !text.is_empty())
    };
    let [days_30, days_90, days_180] = [
        text(|one| &one.actions.days_30),
        text(|one| &one.actions.days_90),
        text(|one| &one.actions.days_180),
    ];
    let own = result.own.and_then(tenths);
    CompetencyView {
        id: result.id.clone(),
        role: role.id.clone(),
        role_short: short_name(role),
        name: text(|one| &one.name).unwrap_or_else(|| result.id.clone()),
        short: text(|one| &one.short)
            .or_else(|| text(|one| &one.name))
            .unwrap_or_else(|| result.id.clone()),
        score: shown.score.map(|value| wording.tenths(value)),
        target: shown.target.map(|value| wording.tenths(value)),
        gap: shown.gap.map(|value| wording.tenths(value)),
        gap_words: shown.gap.map(|value| gap_words(value, wording)),
        interval: wording.interval(result.interval),
        own: own.map(|value| wording.tenths(value)),
        own_difference: own.zip(shown.score).map(|(own, score)| wording.signed_tenths(own - score)),
        band: result.band.as_ref().map(|band| wording.word("band", band)),
        n_raters: result.n_raters,
        agreement: result.agreement.word.map(|word| wording.word("agreement", word)),
        strong: text(|one| &one.anchor_5),
        first_step: first_step([&days_30, &days_90, &days_180], wording),
        days_30,
        days_90,
        days_180,
        closed_by: wording.word(
            "closed_by",
            fit_id(known.map_or(ExternalFit::NotApplicable, |k| k.external_fit)),
        ),
        notable: shown
            .gap
            .is_some_and(|gap| gap as f64 > sources.questionnaire.scoring.small_gap * 10.0 + 1e-9),
        critical: known.is_some_and(|one| one.critical),
        values: Values {
            score: finite(result.score),
            interval: finite_interval(result.interval),
            target: finite(result.target),
            own: finite(result.own),
            priority: finite(result.priority),
            shown,
        },
    }
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

/// "1.6 short of target", "on target", "0.2 above target".
fn gap_words(gap: i64, wording: &Wording) -> String {
    let size = wording.tenths(gap.abs());
    match gap.cmp(&0) {
        Ordering::Greater => wording.fill("gap.short", &[("size", &size)]),
        Ordering::Equal => wording.text("gap.none"),
        Ordering::Less => wording.fill("gap.above", &[("size", &size)]),
    }
}

fn first_step(days: [&Option<String>; 3], wording: &Wording) -> Option<String> {
    if let Some(action) = days[0] {
        return Some(action.clone());
    }
    days.into_iter()
        .zip(["30", "90", "180"])
        .find_map(|(action, day)| Some((action.as_ref()?, day)))
        .map(|(action, day)| {
            wording.fill("phrase.first_step", &[("action", action), ("days", day)])
        })
}

fn falls_short(one: &CompetencyView) -> bool {
    one.values.shown.gap.is_some_and(|gap| gap > 0)
}

/// Falling priority, then falling gap, then rising score, then id.
fn by_priority(a: &CompetencyView, b: &CompetencyView) -> Ordering {
    let number = |value: Option<f64>| value.unwrap_or(f64::NEG_INFINITY);
    number(b.values.priority)
        .total_cmp(&number(a.values.priority))
        .then(b.values.shown.gap.cmp(&a.values.shown.gap))
        .then(number(a.values.score).total_cmp(&number(b.values.score)))
        .then(a.id.cmp(&b.id))
}

fn low_agreement(result: &RoleResult, competencies: &[CompetencyView]) -> Vec<String> {
    let low = |id: &str| {
        result.competencies.iter().any(|one| one.id == id && one.agreement.word == Some("low"))
    };
    competencies.iter().filter(|one| low(&one.id)).map(|one| one.short.clone()).collect()
}

fn self_beyond(competencies: &[CompetencyView], far: impl Fn(f64) -> bool) -> Vec<CompetencyView> {
    competencies
        .iter()
        .filter(|one| one.values.own.zip(one.values.score).is_some_and(|(own, s)| far(own - s)))
        .cloned()
        .collect()
}

fn groups(result: &RoleResult, wording: &Wording) -> Vec<GroupView> {
    result
        .groups
        .iter()
        .filter_map(|(group, mean)| {
            Some(GroupView {
                id: (*group).to_owned(),
                name: wording.word("group", group),
                score: wording.decimal(*mean)?,
            })
        })
        .collect()
}

fn holders(result: &RoleResult) -> Vec<String> {
    result
        .subjects
        .iter()
        .filter(|subject| subject.standing == Standing::Incumbent)
        .map(|subject| one_line(&subject.subject))
        .filter(|name| !name.is_empty())
        .collect()
}

/// The short name of a role; the full name or the id where it has none.
pub(super) fn short_name(role: &Role) -> String {
    [&role.short, &role.name, &role.id]
        .into_iter()
        .map(|name| one_line(name))
        .find(|name| !name.is_empty())
        .unwrap_or_default()
}

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|number| number.is_finite())
}

fn finite_interval(interval: Option<[f64; 2]>) -> Option<[f64; 2]> {
    interval.filter(|ends| ends.iter().all(|end| end.is_finite()))
}
