//! Economics from the user's own prices.

use super::{question_name, role_name};
use crate::decision::{Economics, SeatEconomics};
use crate::report::context::Sources;
use serde::Serialize;

/// Economics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EconomicsView {
    /// Seats with at least one price.
    pub seats: Vec<PriceView>,
    /// Prices that were not given, in words.
    pub missing: Vec<String>,
    /// A sentence on the expected loss, where the user named a worst case.
    pub expected_loss: Option<String>,
}

/// Prices of a seat; money in whole units of the user's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PriceView {
    /// Short name of the seat.
    pub seat: String,
    /// Full-time officer, a year.
    pub full_time: Option<String>,
    /// Outside officer, a year.
    pub outsourced: Option<String>,
    /// Budget, a year.
    pub budget: Option<String>,
    /// Monthly fee at which both cost the same.
    pub break_even: Option<String>,
    /// Full-time over outsourced, for example "3.9".
    pub ratio: Option<String>,
    /// Full-time cost as a share of the budget.
    pub full_time_of_budget: Option<String>,
    /// Outside officer's cost as a share of the budget.
    pub outsourced_of_budget: Option<String>,
}

pub(super) fn view(sources: Sources<'_>, economics: &Economics) -> EconomicsView {
    let currency = economics.currency.as_deref();
    let mut missing: Vec<String> = Vec::new();
    for id in economics.seats.values().flat_map(|seat| &seat.missing) {
        let name = question_name(sources, id);
        if !missing.contains(&name) {
            missing.push(name);
        }
    }
    EconomicsView {
        seats: economics
            .seats
            .iter()
            .map(|(id, seat)| price_view(sources, role_name(sources, id), seat, currency))
            .filter(|price| {
                price.full_time.is_some() || price.outsourced.is_some() || price.budget.is_some()
            })
            .collect(),
        missing,
        expected_loss: expected_loss(sources, economics),
    }
}

fn price_view(
    sources: Sources<'_>,
    seat: String,
    prices: &SeatEconomics,
    currency: Option<&str>,
) -> PriceView {
    let wording = sources.wording;
    let money = |amount: Option<f64>| {
        amount.filter(|a| a.is_finite()).map(|amount| wording.money(amount, currency))
    };
    let percent =
        |share: Option<f64>| share.filter(|s| s.is_finite()).map(|share| wording.percent(share));
    PriceView {
        seat,
        full_time: money(prices.full_time_year),
        outsourced: money(prices.outsourced_year),
        budget: money(prices.budget_year),
        break_even: money(prices.break_even_month),
        ratio: prices.cost_ratio.and_then(|ratio| wording.decimal(ratio)),
        full_time_of_budget: percent(prices.full_time_of_budget),
        outsourced_of_budget: percent(prices.outsourced_of_budget),
    }
}

fn expected_loss(sources: Sources<'_>, economics: &Economics) -> Option<String> {
    let wording = sources.wording;
    let loss = economics.expected_loss.as_ref()?;
    let numbers = [loss.worst_case, loss.per_year[0], loss.per_year[1]];
    if !numbers.iter().chain(&loss.probability).all(|number| number.is_finite()) {
        return None;
    }
    let [worst, low, high] = numbers.map(|n| wording.money(n, economics.currency.as_deref()));
    let [least, most] = loss.probability.map(|share| wording.percent(share));
    let values = [("worst", worst), ("low", low), ("high", high), ("least", least), ("most", most)];
    let pairs: Vec<_> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Some(wording.fill("phrase.expected_loss", &pairs))
}
