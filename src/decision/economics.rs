//! Economics from the user's own prices. No market price is built in.

use crate::decision::situation::Situation;
use crate::decision::{Economics, ExpectedLoss, Inputs, SeatEconomics};
use crate::questionnaire::decision_model::{DecisionModel, SeatModel};

/// Prices compared; `None` when none were given.
pub(super) fn economics(
    inputs: &Inputs<'_>,
    model: &DecisionModel,
    situation: &Situation,
) -> Option<Economics> {
    let seats: std::collections::BTreeMap<_, _> = model
        .seat
        .iter()
        .zip(&situation.seats)
        .map(|(model, seat)| (seat.role.clone(), of_seat(inputs, model)))
        .filter(|(_, seat)| {
            seat.full_time_year.or(seat.outsourced_year).or(seat.budget_year).is_some()
        })
        .collect();
    let expected_loss = expected_loss(inputs, model);
    (!seats.is_empty() || expected_loss.is_some()).then(|| Economics {
        currency: inputs.currency.map(str::to_owned),
        seats,
        expected_loss,
    })
}

fn of_seat(inputs: &Inputs<'_>, model: &SeatModel) -> SeatEconomics {
    let full_time_year = inputs.number(model.full_time_cost.as_deref());
    let outsourced_year = inputs.number(model.retainer_month.as_deref()).map(|fee| fee * 12.0);
    let budget_year = inputs.number(model.budget.as_deref());
    let missing = [&model.budget, &model.full_time_cost, &model.retainer_month]
        .into_iter()
        .flatten()
        .filter(|id| inputs.number(Some(id.as_str())).is_none())
        .cloned()
        .collect();
    SeatEconomics {
        full_time_year,
        outsourced_year,
        budget_year,
        break_even_month: full_time_year.map(|cost| cost / 12.0),
        cost_ratio: ratio(full_time_year, outsourced_year),
        full_time_of_budget: ratio(full_time_year, budget_year),
        outsourced_of_budget: ratio(outsourced_year, budget_year),
        missing,
    }
}

fn ratio(part: Option<f64>, whole: Option<f64>) -> Option<f64> {
    part.zip(whole).filter(|(_, whole)| *whole > 0.0).map(|(part, whole)| part / whole)
}

/// The worst case that the user named, times the stated range of its yearly probability.
fn expected_loss(inputs: &Inputs<'_>, model: &DecisionModel) -> Option<ExpectedLoss> {
    let worst_case = inputs.number(model.facts.worst_case_cost.as_deref())?;
    let probability = model.parameters.loss_probability.range;
    Some(ExpectedLoss {
        worst_case,
        downtime_days: inputs.number(model.facts.worst_case_days.as_deref()),
        probability,
        per_year: probability.map(|one| one * worst_case),
    })
}
