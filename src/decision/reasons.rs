//! Why the choice beats the best plan that differs, part by part.

use crate::decision::analysis::Analysis;
use crate::decision::inputs::inputs_of;
use crate::decision::outcome::{Outcome, STRUCTURE};
use crate::decision::phrasing::Phrasing;
use crate::decision::plan::PlanSpec;
use crate::decision::wording::{capitalised, fill};
use crate::decision::{Demand, Reason};
use crate::questionnaire::decision_model::CriterionId;
use std::collections::BTreeMap;

/// Reasons for every part, each part's strongest first. Per part the differences over all criteria
/// sum exactly to the lead in mean value over the best plan that differs in that part.
pub(super) fn reasons(
    phrasing: &Phrasing<'_>,
    outcome: &Outcome,
    demand: &BTreeMap<String, Demand>,
) -> Vec<Reason> {
    let Some(best) = outcome.best else { return Vec::new() };
    let chosen = outcome.plans[best];
    let mut reasons = Vec::new();
    for part in 0..3 {
        let differs = |plan: &PlanSpec| match part {
            0 => plan.structure != chosen.structure,
            seat => plan.seats[seat - 1] != chosen.seats[seat - 1],
        };
        if let Some(other) = best_other(outcome, differs) {
            reasons.extend(of_part(phrasing, outcome, [best, other], part, demand));
        }
    }
    reasons
}

/// The plan with the highest mean value among those that differ.
fn best_other(outcome: &Outcome, differs: impl Fn(&PlanSpec) -> bool) -> Option<usize> {
    let mean = &outcome.analysis.mean;
    (0..outcome.plans.len())
        .filter(|&index| differs(&outcome.plans[index]))
        .reduce(|a, b| if mean[b] > mean[a] { b } else { a })
}

fn of_part(
    phrasing: &Phrasing<'_>,
    outcome: &Outcome,
    [best, other]: [usize; 2],
    part: usize,
    demand: &BTreeMap<String, Demand>,
) -> Vec<Reason> {
    let (chosen, rival) = (outcome.plans[best], outcome.plans[other]);
    let mut reasons: Vec<Reason> = differences(&outcome.analysis, best, other)
        .into_iter()
        .filter(|(_, difference)| *difference != 0.0)
        .map(|(criterion, difference)| {
            let text = if difference > 0.0 {
                text_for(phrasing, criterion, [chosen, rival], part, demand)
            } else {
                text_against(phrasing, criterion)
            };
            Reason {
                option: option_id(phrasing, chosen, part),
                part: part_id(phrasing, part),
                criterion: criterion.name().to_owned(),
                text,
                difference,
                inputs: inputs_of(phrasing.model, criterion, part.checked_sub(1)),
            }
        })
        .collect();
    reasons.sort_by(|a, b| b.difference.total_cmp(&a.difference));
    reasons
}

fn differences(analysis: &Analysis, best: usize, other: usize) -> Vec<(CriterionId, f64)> {
    CriterionId::ALL
        .iter()
        .enumerate()
        .map(|(index, &criterion)| {
            let [a, b] = [best, other].map(|plan| analysis.contributions[plan][index]);
            (criterion, a - b)
        })
        .collect()
}

fn text_for(
    phrasing: &Phrasing<'_>,
    criterion: CriterionId,
    [chosen, rival]: [PlanSpec; 2],
    part: usize,
    demand: &BTreeMap<String, Demand>,
) -> String {
    let Some(words) = phrasing.model.criteria.get(&criterion) else { return String::new() };
    let Some(index) = part.checked_sub(1) else { return words.for_structure.clone() };
    let seat = &phrasing.situation.seats[index];
    let gap = seat.score.zip(seat.target).map(|(score, target)| (target - score).max(0.0));
    let numbers = &phrasing.model.phrases.numbers;
    let number =
        |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |one| numbers.tenths(one));
    let text = fill(
        &words.for_seat,
        &[
            ("seat", &seat.short),
            ("choice", &phrasing.seat(chosen, index)),
            ("other", &phrasing.seat(rival, index)),
            ("gap", &number(gap)),
            ("demand", &number(demand.get(&seat.role).map(|one| one.demand))),
        ],
    );
    capitalised(&text)
}

fn text_against(phrasing: &Phrasing<'_>, criterion: CriterionId) -> String {
    let name = phrasing.model.criteria.get(&criterion).map_or("", |words| &words.name);
    fill(&phrasing.model.phrases.against, &[("criterion", name)])
}

fn part_id(phrasing: &Phrasing<'_>, part: usize) -> String {
    part.checked_sub(1)
        .map_or_else(|| STRUCTURE.to_owned(), |index| phrasing.situation.seats[index].role.clone())
}

fn option_id(phrasing: &Phrasing<'_>, plan: PlanSpec, part: usize) -> String {
    part.checked_sub(1).map_or_else(
        || plan.structure_id(phrasing.model).to_owned(),
        |index| plan.seats[index].name().to_owned(),
    )
}
