//! Gates applied to plans, before any trade-off.

use crate::decision::Inputs;
use crate::decision::plan::PlanSpec;
use crate::decision::situation::Situation;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::condition::Truth;
use crate::questionnaire::decision_model::{DecisionModel, Gate};

/// A gate with its value for one organisation.
#[derive(Debug, Clone, Copy)]
pub struct GateState<'a> {
    /// The gate.
    pub gate: &'a Gate,
    /// Whether it applies; unknown where a fact is missing.
    pub truth: Truth,
}

impl GateState<'_> {
    /// Whether it would remove this plan.
    pub fn removes(&self, plan: PlanSpec, model: &DecisionModel, situation: &Situation) -> bool {
        let seats = plan.by_role(situation);
        self.gate.removes.iter().any(|filter| filter.matches(plan.structure_id(model), &seats))
    }

    /// Whether its condition or warning concerns this plan.
    pub fn concerns(&self, plan: PlanSpec, model: &DecisionModel, situation: &Situation) -> bool {
        let seats = plan.by_role(situation);
        self.gate.concerns.is_empty()
            || self
                .gate
                .concerns
                .iter()
                .any(|filter| filter.matches(plan.structure_id(model), &seats))
    }
}

/// The gates that apply or might apply, in the order of the data.
pub fn gates<'a>(
    inputs: &Inputs<'_>,
    questionnaire: &Questionnaire,
    model: &'a DecisionModel,
    situation: &Situation,
) -> Vec<GateState<'a>> {
    let self_rated =
        situation.seats.iter().any(|seat| seat.self_rated && (seat.held || seat.keeps_outside()));
    model
        .gate
        .iter()
        .map(|gate| {
            let truth = if gate.self_rated_holder {
                self_rated.into()
            } else {
                inputs.truth(&gate.when, questionnaire)
            };
            GateState { gate, truth }
        })
        .filter(|state| state.truth != Truth::False)
        .collect()
}

/// Which plans survive the gates that apply, and also this one.
pub fn alive(
    plans: &[PlanSpec],
    gates: &[GateState<'_>],
    model: &DecisionModel,
    situation: &Situation,
    assumed: Option<&str>,
) -> Vec<bool> {
    let applies = |state: &&GateState<'_>| {
        state.truth == Truth::True || assumed.is_some_and(|id| id == state.gate.id)
    };
    plans
        .iter()
        .map(|&plan| {
            !gates.iter().filter(applies).any(|state| state.removes(plan, model, situation))
        })
        .collect()
}
