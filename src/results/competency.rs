//! A competency's results.

use super::{
    AgreementResult, CompetencyResult, ItemResult, ReliabilityResult, count_names, group_names,
    group_values,
};
use crate::scoring::{Agreement, CompetencyScore, ItemScore, Reliability};

/// A competency's scores as results.
pub(super) fn competency_result(score: &CompetencyScore) -> CompetencyResult {
    CompetencyResult {
        id: score.competency.clone(),
        score: score.score,
        interval: score.interval,
        standard_deviation: score.standard_deviation,
        standard_error: score.standard_error,
        freedom: score.freedom,
        target: score.target,
        gap: score.gap,
        weight: score.weight,
        importance: score.importance,
        importance_interval: score.importance_interval,
        mean_weighted_discrepancy: score.mean_weighted_discrepancy,
        priority: score.priority,
        band: score.band.clone(),
        norm: None,
        n_raters: score.n_raters,
        own: score.own,
        own_raters: score.own_raters,
        groups: group_values(&score.groups),
        group_sizes: count_names(&score.group_sizes),
        agreement: agreement_result(score.agreement),
        reliability: score.reliability.as_ref().map(|one| reliability_result(one, &score.items)),
        withheld: group_names(&score.withheld),
        prorated: score.prorated,
        without_flagged: score.without_flagged,
        items: score.items.iter().map(item_result).collect(),
    }
}

fn item_result(item: &ItemScore) -> ItemResult {
    ItemResult {
        id: item.item.clone(),
        n: item.n,
        mean: item.mean,
        distribution: item.distribution.clone(),
    }
}

fn reliability_result(reliability: &Reliability, items: &[ItemScore]) -> ReliabilityResult {
    let against = reliability.against.iter().filter_map(|index| items.get(*index));
    ReliabilityResult {
        n: reliability.raters,
        alpha: reliability.alpha,
        alpha_interval: reliability.alpha_interval,
        omega: reliability.omega,
        standard_error_of_measurement: reliability.standard_error_of_measurement,
        against: against.map(|item| item.item.clone()).collect(),
    }
}

fn agreement_result(agreement: Agreement) -> AgreementResult {
    AgreementResult {
        rwg_j: agreement.rwg_j,
        ad: agreement.ad,
        ad_cutoff: agreement.ad_cutoff,
        word: agreement.ad.map(|deviation| agreement_word(deviation, agreement.ad_cutoff)),
    }
}

/// The word for an average deviation: above the published cut-off agreement is low. That it is high
/// from half the cut-off down is our convention; rwg(j) gets no word, for it grows with the number
/// of items.
fn agreement_word(deviation: f64, cutoff: f64) -> &'static str {
    if deviation > cutoff {
        "low"
    } else if deviation > cutoff / 2.0 {
        "moderate"
    } else {
        "high"
    }
}
