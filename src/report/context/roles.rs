//! Roles, competencies and people as the reader sees them.

use super::Sources;
use super::competencies::{CompetencyView, by_priority, competency_view, largest_gaps};
use super::precision::{FlaggedView, NormView, flagged, norm};
use crate::questionnaire::{Role, RoleKind};
use crate::report::escape::one_line;
use crate::report::number::Shown;
use crate::report::wording::Wording;
use crate::report::wording::ids::readiness_id;
use crate::responses::Standing;
use crate::results::RoleResult;
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
    /// Mean importance, 1 to 5.
    pub importance: Option<f64>,
    /// Its interval.
    pub importance_interval: Option<[f64; 2]>,
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
    /// Competencies with data by falling priority; in the questionnaire's order without targets.
    pub competencies: Vec<CompetencyView>,
    /// Those that fall short, by falling priority.
    pub gaps: Vec<CompetencyView>,
    /// Those whose gap is above the questionnaire's limit of a small gap, by falling priority.
    pub notable: Vec<CompetencyView>,
    /// How many competencies with a target reach it.
    pub on_target: usize,
    /// How many have score and target.
    pub comparable: usize,
    /// Raters whose answers look careless.
    pub flagged: Option<FlaggedView>,
    /// Where the score lies among the norms.
    pub norm: Option<NormView>,
    /// Names of competencies whose items hang together loosely.
    pub loose: Vec<String>,
    /// Statements that run against the others of their competency.
    pub against: Vec<String>,
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

pub(super) fn role_view(sources: Sources<'_>, role: &Role, result: &RoleResult) -> RoleView {
    let wording = sources.wording;
    let shown = Shown::new(result.score, result.target);
    let mut competencies = competency_views(sources, role, result);
    let unrated = competencies
        .iter()
        .filter(|one| one.score.is_none())
        .map(|one| one.short.clone())
        .collect();
    competencies.retain(|one| one.score.is_some());
    if competencies.iter().any(|one| one.target.is_some()) {
        competencies.sort_by(by_priority);
    }
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
        on_target: on_target(&competencies),
        comparable: competencies.iter().filter(|one| one.gap.is_some()).count(),
        flagged: flagged(wording, result),
        norm: norm(wording, result.norm),
        loose: loose(&competencies),
        against: competencies.iter().flat_map(|one| one.precision.against.clone()).collect(),
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
            shown,
            ..Values::default()
        },
    }
}

/// A role's competencies in the questionnaire's order, those without data as well.
fn competency_views(sources: Sources<'_>, role: &Role, result: &RoleResult) -> Vec<CompetencyView> {
    let mut competencies: Vec<_> =
        result.competencies.iter().map(|one| competency_view(sources, role, one)).collect();
    if result.self_rated && sources.questionnaire.is_whole(role) {
        // Everybody speaks of themselves: there is no other view to set it against.
        for one in &mut competencies {
            (one.own, one.own_difference, one.values.own) = (None, None, None);
        }
    }
    competencies
}

/// "1.6 short of target", "on target", "0.2 above target".
pub(super) fn gap_words(gap: i64, wording: &Wording) -> String {
    let size = wording.tenths(gap.abs());
    match gap.cmp(&0) {
        Ordering::Greater => wording.fill("gap.short", &[("size", &size)]),
        Ordering::Equal => wording.text("gap.none"),
        Ordering::Less => wording.fill("gap.above", &[("size", &size)]),
    }
}

/// How many reach their target.
fn on_target(competencies: &[CompetencyView]) -> usize {
    let reaches = |one: &&CompetencyView| one.values.shown.gap.is_some_and(|gap| gap <= 0);
    competencies.iter().filter(reaches).count()
}

/// Names of those whose items hang together loosely.
fn loose(competencies: &[CompetencyView]) -> Vec<String> {
    let loose = competencies.iter().filter(|one| one.precision.loose);
    loose.map(|one| one.short.clone()).collect()
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

/// The short name of a role beside that of its competency; empty where it is the questionnaire.
pub(super) fn name_beside(sources: Sources<'_>, role: &Role) -> String {
    if sources.questionnaire.is_whole(role) { String::new() } else { short_name(role) }
}

pub(super) fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|number| number.is_finite())
}

pub(super) fn finite_interval(interval: Option<[f64; 2]>) -> Option<[f64; 2]> {
    interval.filter(|ends| ends.iter().all(|end| end.is_finite()))
}
