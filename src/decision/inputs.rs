//! Which facts the decision reads, criterion by criterion.

use crate::questionnaire::Questionnaire;
use crate::questionnaire::decision_model::{CriterionId, DecisionModel, Driver};

/// Ids of the questions, roles and competencies behind a criterion, for one seat or the structure.
pub(super) fn inputs_of(
    model: &DecisionModel,
    criterion: CriterionId,
    seat: Option<usize>,
) -> Vec<String> {
    let mut found = Vec::new();
    let seats = seat.map_or(0..2, |seat| seat..seat + 1);
    let facts = &model.facts;
    for seat in model.seat.get(seats).unwrap_or_default() {
        match criterion {
            CriterionId::Capability => found.push(seat.role.clone()),
            CriterionId::Capacity | CriterionId::Coordination => {
                found.extend(model.size.iter().map(|size| size.question.clone()));
                found.extend(questions(&seat.drivers));
                found.push(seat.holder.clone());
            }
            CriterionId::Affordability => found.extend(prices(seat)),
            CriterionId::Disruption => found.extend([seat.role.clone(), seat.holder.clone()]),
            CriterionId::Speed | CriterionId::Independence | CriterionId::Continuity => {}
        }
    }
    match criterion {
        CriterionId::Speed => {
            found.extend(facts.time_to_fill.iter().chain(&facts.deadline).cloned());
        }
        CriterionId::Independence => {
            found.extend(facts.line.iter().cloned());
            found.extend(questions(&facts.heard));
            found.extend(facts.heard_competency.iter().cloned());
            found.extend(questions(&facts.stakes));
        }
        CriterionId::Continuity => found.extend(questions(&facts.presence)),
        _ => {}
    }
    deduplicated(found)
}

/// All questions that the decision reads, in the questionnaire's order.
pub(super) fn questions_read(questionnaire: &Questionnaire, model: &DecisionModel) -> Vec<String> {
    let mut read: Vec<String> =
        CriterionId::ALL.iter().flat_map(|&criterion| inputs_of(model, criterion, None)).collect();
    let facts = &model.facts;
    let conditions = std::iter::once(&facts.holds_both)
        .chain(&facts.deputy)
        .chain(&facts.overseer)
        .chain(model.gate.iter().map(|gate| &gate.when));
    read.extend(conditions.flat_map(|one| one.questions()).map(str::to_owned));
    if let Some(further) = &model.further_seat {
        read.push(further.need.clone());
        read.push(further.seat.holder.clone());
        read.extend(questions(&further.seat.drivers));
    }
    let in_order = questionnaire.context.iter().map(|question| question.id.clone());
    in_order.filter(|id| read.contains(id)).collect()
}

fn prices(seat: &crate::questionnaire::decision_model::SeatModel) -> impl Iterator<Item = String> {
    seat.budget.iter().chain(&seat.full_time_cost).chain(&seat.retainer_month).cloned()
}

fn questions(drivers: &[Driver]) -> impl Iterator<Item = String> + '_ {
    drivers.iter().map(|driver| driver.question.clone())
}

fn deduplicated(ids: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for id in ids {
        if !kept.contains(&id) {
            kept.push(id);
        }
    }
    kept
}
