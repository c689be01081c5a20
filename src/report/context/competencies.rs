//! Competencies as the reader sees them.

use super::Sources;
use super::precision::{NormView, PrecisionView, norm, precision};
use super::roles::{Values, finite, finite_interval, gap_words, name_beside};
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
    /// Short name of its role; empty where the questionnaire names no roles.
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
    /// Why it is critical.
    pub rationale: Option<String>,
    /// What it is, in one sentence.
    pub definition: Option<String>,
    /// What weak looks like.
    pub weak: Option<String>,
    /// What middling looks like.
    pub fair: Option<String>,
    /// Mean importance, one decimal.
    pub importance: Option<String>,
    /// Where the score lies among the norms.
    pub norm: Option<NormView>,
    /// How far the score can be trusted.
    pub precision: PrecisionView,
    /// Its items with their answers.
    pub items: Vec<ItemView>,
    /// Identifiers of related sections of public frameworks.
    pub references: Vec<String>,
    /// What follows from a gap in it.
    pub follow: FollowView,
    /// Unrounded numbers.
    #[serde(skip)]
    pub values: Values,
}

/// An item with the answers to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemView {
    /// The statement.
    pub text: String,
    /// Whether agreement speaks against the competency.
    pub reverse: bool,
    /// Answers given.
    pub n: usize,
    /// Mean after reversing, one decimal; `None` without answers or where withheld.
    pub mean: Option<String>,
    /// Whether the answers are withheld.
    pub withheld: bool,
    /// Answers per scale point as given, lowest first; empty where withheld.
    pub counts: Vec<usize>,
    /// The mean, unrounded.
    #[serde(skip)]
    pub raw_mean: Option<f64>,
}

/// What follows from a gap: texts of the questionnaire; `None` where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FollowView {
    /// Line of a role profile.
    pub duty: Option<String>,
    /// What a good first year shows.
    pub first_year: Option<String>,
    /// Interview question.
    pub question: Option<String>,
    /// Further question.
    pub probe: Option<String>,
    /// A weak answer.
    pub answer_weak: Option<String>,
    /// A middling answer.
    pub answer_fair: Option<String>,
    /// A strong answer.
    pub answer_strong: Option<String>,
    /// How a holder learns it.
    pub practice: Option<String>,
    /// Line of a scope of services.
    pub service: Option<String>,
    /// How the service is measured.
    pub service_level: Option<String>,
    /// What stays inside.
    pub retained: Option<String>,
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

/// The area with the highest printed score and the one with the lowest; none where either is not
/// alone. Whether a high score is a good one is for targets to say.
pub(super) fn extremes<'a>(
    competencies: impl Iterator<Item = &'a CompetencyView>,
) -> Vec<CompetencyView> {
    let mut rated: Vec<&CompetencyView> =
        competencies.filter(|one| one.values.shown.score.is_some()).collect();
    rated.sort_by_key(|one| one.values.shown.score);
    let alone = |one: &CompetencyView| {
        rated.iter().filter(|other| other.values.shown.score == one.values.shown.score).count() == 1
    };
    match rated.as_slice() {
        [low, .., high] if alone(low) && alone(high) => vec![(*high).clone(), (*low).clone()],
        _ => Vec::new(),
    }
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
    let fit = known.map_or(ExternalFit::NotApplicable, |known| known.external_fit);
    let notable = |gap: i64| gap as f64 > sources.questionnaire.scoring.small_gap * 10.0 + 1e-9;
    CompetencyView {
        id: result.id.clone(),
        role: role.id.clone(),
        role_short: name_beside(sources, role),
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
        closed_by: wording.word("closed_by", fit_id(fit)),
        notable: shown.gap.is_some_and(notable),
        critical: known.is_some_and(|one| one.critical),
        rationale: text(|one| &one.rationale),
        definition: text(|one| &one.definition),
        weak: text(|one| &one.anchor_1),
        fair: text(|one| &one.anchor_3),
        importance: result.importance.and_then(|value| wording.decimal(value)),
        norm: norm(wording, result.norm),
        precision: precision(sources, known, result),
        items: items(sources, known, result),
        references: known.map(|one| one.refs.clone()).unwrap_or_default(),
        follow: follow(sources, &result.id),
        values: values(result, shown),
    }
}

/// The unrounded numbers of a competency.
fn values(result: &CompetencyResult, shown: Shown) -> Values {
    Values {
        score: finite(result.score),
        interval: finite_interval(result.interval),
        target: finite(result.target),
        own: finite(result.own),
        priority: finite(result.priority),
        importance: finite(result.importance),
        importance_interval: finite_interval(result.importance_interval),
        shown,
    }
}

/// The items of a competency in the questionnaire's order, as far as there are results.
fn items(
    sources: Sources<'_>,
    known: Option<&Competency>,
    result: &CompetencyResult,
) -> Vec<ItemView> {
    let asked = known.iter().flat_map(|one| &one.items);
    let views = asked.filter_map(|item| {
        let found = result.items.iter().find(|one| one.id == item.id)?;
        Some(ItemView {
            text: one_line(&item.text),
            reverse: item.reverse,
            n: found.n,
            mean: found.mean.and_then(|mean| sources.wording.decimal(mean)),
            withheld: found.distribution.is_empty() && found.n > 0,
            counts: found.distribution.clone(),
            raw_mean: finite(found.mean),
        })
    });
    views.collect()
}

/// The questionnaire's texts on what follows from a gap.
fn follow(sources: Sources<'_>, id: &str) -> FollowView {
    let Some(known) = sources.questionnaire.follow_ups.competency(id) else {
        return FollowView::default();
    };
    let text = |text: &str| Some(one_line(text)).filter(|text| !text.is_empty());
    FollowView {
        duty: text(&known.duty),
        first_year: text(&known.first_year),
        question: text(&known.question),
        probe: text(&known.probe),
        answer_weak: text(&known.answer_weak),
        answer_fair: text(&known.answer_fair),
        answer_strong: text(&known.answer_strong),
        practice: text(&known.practice),
        service: text(&known.service),
        service_level: text(&known.service_level),
        retained: text(&known.retained),
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
