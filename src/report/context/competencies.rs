//! Competencies as the reader sees them.

use super::Sources;
use super::roles::{Values, finite, finite_interval, gap_words, short_name};
use crate::questionnaire::{Competency, ExternalFit, Role};
use crate::report::escape::one_line;
use crate::report::number::{Shown, tenths};
use crate::report::wording::Wording;
use crate::report::wording::ids::fit_id;
use crate::results::CompetencyResult;
use serde::Serialize;
use std::cmp::Ordering;

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

pub(super) fn competency_view(
    sources: Sources<'_>,
    role: &Role,
    result: &CompetencyResult,
) -> CompetencyView {
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
pub(super) fn by_priority(a: &CompetencyView, b: &CompetencyView) -> Ordering {
    let number = |value: Option<f64>| value.unwrap_or(f64::NEG_INFINITY);
    number(b.values.priority)
        .total_cmp(&number(a.values.priority))
        .then(b.values.shown.gap.cmp(&a.values.shown.gap))
        .then(number(a.values.score).total_cmp(&number(b.values.score)))
        .then(a.id.cmp(&b.id))
}
