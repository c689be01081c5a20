//! The ranked plans, and why the advised one beats the next.

use super::option_name;
use crate::decision::{Decision, Plan};
use crate::report::context::Sources;
use crate::report::escape::one_line;
use crate::report::number::largest_remainder;
use crate::report::wording::upper_first;
use serde::Serialize;
use std::cmp::Reverse;

/// A ranked plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanView {
    /// In words.
    pub label: String,
    /// How often it comes first, of 100.
    pub first: String,
    /// The share of draws in which it comes first.
    #[serde(skip)]
    pub raw_first: f64,
}

/// The advised plan against the next, criterion by criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContributionView {
    /// The advised plan.
    pub winner: String,
    /// The next plan.
    pub runner_up: String,
    /// "+8.7".
    pub lead: String,
    /// Criterion and difference, in tenths of points of 100, falling; they sum to the lead.
    /// Criteria without a difference are left out.
    #[serde(skip)]
    pub parts: Vec<(String, i64)>,
    /// The lead in tenths of points of 100.
    #[serde(skip)]
    pub raw_lead: i64,
}

/// Plans that come first less often than this are counted, not shown.
pub(super) const RARE: f64 = 0.005;

/// The advised plan, then the others by how often they come first; equals stay in the order of
/// their mean value. A plan that another always beats says little beside the advised one.
pub(super) fn ranked(decision: &Decision) -> Vec<&Plan> {
    let mut plans: Vec<&Plan> = decision.plans.iter().collect();
    if let Some(others) = plans.get_mut(1..) {
        others.sort_by(|a, b| first_share(b).total_cmp(&first_share(a)));
    }
    plans
}

pub(super) fn first_share(plan: &Plan) -> f64 {
    plan.rank_acceptability.first().copied().filter(|share| share.is_finite()).unwrap_or(0.0)
}

pub(super) fn plan_view(sources: Sources<'_>, plan: &Plan) -> PlanView {
    let first = first_share(plan);
    let label = one_line(&plan.label);
    PlanView {
        label: if label.is_empty() {
            upper_first(&option_name(sources, &plan.structure))
        } else {
            label
        },
        first: sources.wording.hundredths(first),
        raw_first: first.clamp(0.0, 1.0),
    }
}

pub(super) fn contributions(sources: Sources<'_>, ranked: &[&Plan]) -> Option<ContributionView> {
    let [winner, runner_up, ..] = ranked else { return None };
    let mut names: Vec<&String> = winner.contributions.keys().collect();
    names.extend(
        runner_up.contributions.keys().filter(|id| !winner.contributions.contains_key(*id)),
    );
    let of = |plan: &Plan, id: &str| plan.contributions.get(id).copied().unwrap_or(0.0);
    let differences: Vec<f64> =
        names.iter().map(|id| (of(winner, id) - of(runner_up, id)) * 1000.0).collect();
    let (tenths, raw_lead) = largest_remainder(&differences);
    let mut parts: Vec<(String, i64)> =
        names.iter().map(|id| criterion_name(sources, id)).zip(tenths).collect();
    parts.retain(|(_, tenths)| *tenths != 0);
    parts.sort_by_key(|(_, tenths)| Reverse(*tenths));
    (!parts.is_empty()).then(|| ContributionView {
        winner: plan_view(sources, winner).label,
        runner_up: plan_view(sources, runner_up).label,
        lead: sources.wording.signed_tenths(raw_lead),
        parts,
        raw_lead,
    })
}

/// The name of a criterion.
pub(super) fn criterion_name(sources: Sources<'_>, id: &str) -> String {
    let model = sources.questionnaire.decision.as_ref();
    let named = model
        .and_then(|model| model.criteria.iter().find(|(criterion, _)| criterion.name() == id))
        .map(|(_, criterion)| one_line(&criterion.name));
    upper_first(&named.unwrap_or_else(|| sources.wording.word("criterion", id)))
}
