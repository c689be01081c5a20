//! The recommendation of one organisation, put together.

mod parts;

use crate::decision::draw::{PerCriterion, Quantities};
use crate::decision::economics::economics;
use crate::decision::gates::{self, GateState};
use crate::decision::outcome::{Engine, Extent, Outcome};
use crate::decision::phrasing::Phrasing;
use crate::decision::plan;
use crate::decision::reasons::reasons;
use crate::decision::samples::Samples;
use crate::decision::sensitivity::{self, Sensitivity};
use crate::decision::situation::Situation;
use crate::decision::smaa::{Tally, monte_carlo_error};
use crate::decision::streams::Streams;
use crate::decision::wording::fill;
use crate::decision::{Answer, Decision, Demand, GateEffect, GateResult, Inputs, Plan, Sourcing};
use crate::questionnaire::Questionnaire;
use crate::questionnaire::condition::Truth;
use crate::questionnaire::decision_model::CriterionId;
use std::collections::BTreeMap;

/// Decides for one organisation. `None` when the questionnaire has no decision data, or when
/// neither linked seat was rated or described.
pub fn decide(inputs: &Inputs<'_>, questionnaire: &Questionnaire, seed: u64) -> Option<Decision> {
    let model = questionnaire.decision.as_ref()?;
    let described = model.seat.iter().any(|seat| inputs.facts.contains_key(&seat.holder));
    let rated = |role: &str| inputs.scores.roles.iter().any(|scores| scores.role == role);
    if !described && !model.seat.iter().any(|seat| rated(&seat.role)) {
        return None;
    }
    let streams = Streams::new(seed, model.draws);
    let samples = Samples::new(model, &streams);
    let engine = Engine { questionnaire, model, streams: &streams, samples: &samples };
    let situation = Situation::of(inputs, questionnaire, model);
    let phrasing = Phrasing { model, questionnaire, situation: &situation };
    let gates = gates::gates(inputs, questionnaire, model, &situation);
    Some(Recommendation { inputs, engine, situation: &situation, phrasing, gates }.decision())
}

/// The answer alone, in ids by part (`structure` and role ids), from the first `draws` draws.
/// `None` as [`decide`]; empty when no plan is left.
pub fn answer_ids(
    inputs: &Inputs<'_>,
    questionnaire: &Questionnaire,
    streams: &Streams,
    draws: usize,
) -> Option<BTreeMap<String, String>> {
    asked(inputs, questionnaire, (streams, draws), |engine, situation, outcome| {
        engine.ids(outcome, situation)
    })
}

/// An answer in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerWords {
    /// The answer as one or two sentences.
    pub headline: String,
    /// Choice and phrase of each part, by `structure` and role ids.
    pub parts: BTreeMap<String, [String; 2]>,
}

/// The answer alone, as [`answer_ids`], in the questionnaire's language.
pub fn answer_words(
    inputs: &Inputs<'_>,
    questionnaire: &Questionnaire,
    streams: &Streams,
    draws: usize,
) -> Option<AnswerWords> {
    asked(inputs, questionnaire, (streams, draws), |engine, situation, outcome| {
        let phrasing = Phrasing { model: engine.model, questionnaire, situation };
        let worded = |(id, choice): (String, String)| {
            let phrase = parts::phrase(&phrasing, outcome, &id);
            (id, [choice, phrase])
        };
        let parts = engine.ids(outcome, situation).into_iter().map(worded).collect();
        AnswerWords { headline: phrasing.headline(outcome), parts }
    })
}

/// What `read` takes from the answer of the first draws.
fn asked<T>(
    inputs: &Inputs<'_>,
    questionnaire: &Questionnaire,
    (streams, draws): (&Streams, usize),
    read: impl FnOnce(&Engine<'_>, &Situation, &Outcome) -> T,
) -> Option<T> {
    let model = questionnaire.decision.as_ref()?;
    let samples = Samples::new(model, streams);
    let engine = Engine { questionnaire, model, streams, samples: &samples };
    let situation = Situation::of(inputs, questionnaire, model);
    let extent = Extent::Answer(draws.min(streams.draws()));
    let outcome = engine.outcome(inputs, &situation, extent, None);
    Some(read(&engine, &situation, &outcome))
}

/// What all parts of a recommendation are made from.
struct Recommendation<'a> {
    inputs: &'a Inputs<'a>,
    engine: Engine<'a>,
    situation: &'a Situation,
    phrasing: Phrasing<'a>,
    gates: Vec<GateState<'a>>,
}

impl Recommendation<'_> {
    fn decision(&self) -> Decision {
        let model = self.engine.model;
        let (outcome, tally) =
            self.engine.outcome_with_ranks(self.inputs, self.situation, &self.gates);
        let gates = self.gate_results(&outcome);
        let sensitivity = sensitivity::analyse(self.inputs, &self.engine, self.situation);
        let parts = self.parts(&outcome, &sensitivity);
        let demand = self.demand(&outcome);
        let missing = self.missing_inputs(&sensitivity);
        let (structure, seats) = parts::split(parts);
        Decision {
            headline: self.phrasing.headline(&outcome),
            no_plan_left: outcome.best.is_none(),
            structure,
            seats,
            plans: self.plans(&outcome, &tally),
            reasons: reasons(&self.phrasing, &outcome, &demand),
            flips: sensitivity.flips,
            warnings: self.warnings(&outcome),
            conditions: self.conditions(&outcome),
            economics: economics(self.inputs, model, self.situation),
            missing_inputs: missing,
            missing_influence: sensitivity.influence,
            demand,
            gates,
            draws: model.draws,
            flip_draws: model.flip_draws,
            monte_carlo_error: monte_carlo_error(model.draws),
        }
    }

    /// The plans left, by falling mean value.
    fn plans(&self, outcome: &Outcome, tally: &Tally) -> Vec<Plan> {
        let Some(best) = outcome.best else { return Vec::new() };
        let central: BTreeMap<usize, PerCriterion> = (0..outcome.plans.len())
            .filter(|&plan| tally.first(plan) >= 0.01)
            .filter_map(|plan| Some((plan, tally.central_weights(plan)?.try_into().ok()?)))
            .collect();
        let factors =
            self.engine.confidence_factors(self.inputs, self.situation, &outcome.plans, &central);
        let mean = &outcome.analysis.mean;
        let mut order: Vec<usize> = (0..outcome.plans.len()).collect();
        order.sort_by(|&a, &b| mean[b].total_cmp(&mean[a]).then(a.cmp(&b)));
        order
            .into_iter()
            .map(|index| Plan {
                confidence_factor: factors.get(&index).copied(),
                beaten_by_choice: (index != best).then(|| tally.winning(best, index)),
                ..self.plan(outcome, tally, index)
            })
            .collect()
    }

    fn plan(&self, outcome: &Outcome, tally: &Tally, index: usize) -> Plan {
        let spec = outcome.plans[index];
        let seats = spec.by_role(self.situation);
        Plan {
            structure: spec.structure_id(self.engine.model).to_owned(),
            seats: seats.into_iter().map(|(role, how)| (role.to_owned(), how)).collect(),
            label: self.phrasing.label(spec),
            value: outcome.analysis.mean[index],
            rank_acceptability: tally.rank_acceptability(index),
            central_weights: tally
                .central_weights(index)
                .map(|weights| by_criterion(&weights))
                .unwrap_or_default(),
            confidence_factor: None,
            beaten_by_choice: None,
            contributions: by_criterion(&outcome.analysis.contributions[index]),
        }
    }

    fn gate_results(&self, outcome: &Outcome) -> Vec<GateResult> {
        self.gates.iter().map(|state| self.gate_result(state, outcome)).collect()
    }

    fn gate_result(&self, state: &GateState<'_>, outcome: &Outcome) -> GateResult {
        let gate = state.gate;
        let offered = plan::offered(self.situation);
        let model = self.engine.model;
        let removed =
            offered.iter().filter(|&&plan| state.removes(plan, model, self.situation)).count();
        let open = state.truth == Truth::Unknown;
        let moves = outcome.plans.iter().any(|&plan| state.removes(plan, model, self.situation));
        GateResult {
            id: gate.id.clone(),
            name: gate.name.clone(),
            effect: if !gate.removes.is_empty() || gate.self_rated_holder {
                GateEffect::Forbid
            } else if gate.condition.is_some() {
                GateEffect::Condition
            } else {
                GateEffect::Warn
            },
            applies: !open,
            removed_plans: removed,
            text: gate.text.clone(),
            source: gate.source.clone(),
            inputs: gate.when.questions().into_iter().map(str::to_owned).collect(),
            if_applies: (open && moves).then(|| self.answer_if(&gate.id)),
        }
    }

    fn answer_if(&self, gate: &str) -> Answer {
        let extent = Extent::Answer(self.engine.model.flip_draws);
        let outcome = self.engine.outcome(self.inputs, self.situation, extent, Some(gate));
        sensitivity::answer(&self.engine, &self.phrasing, &outcome)
    }

    fn conditions(&self, outcome: &Outcome) -> Vec<String> {
        self.gate_texts(outcome, |state| state.gate.condition.clone())
    }

    fn warnings(&self, outcome: &Outcome) -> Vec<String> {
        let mut warnings = self.situation.warnings.clone();
        warnings.extend(self.gate_texts(outcome, |state| state.gate.warning.clone()));
        let model = self.engine.model;
        let no_overseer =
            model.facts.overseer.as_ref().is_some_and(|one| {
                self.inputs.truth(one, self.engine.questionnaire) == Truth::False
            });
        if let Some(plan) = outcome.best.map(|best| outcome.plans[best])
            && no_overseer
        {
            let bridges = self.situation.seats.iter().zip(plan.seats);
            for (seat, _) in bridges.filter(|(_, how)| *how == Sourcing::InterimThenHire) {
                let words = &model.phrases.warning.bridge_without_overseer;
                warnings.push(fill(words, &[("seat", &seat.short)]));
            }
        }
        warnings
    }

    fn gate_texts(
        &self,
        outcome: &Outcome,
        text: impl Fn(&GateState<'_>) -> Option<String>,
    ) -> Vec<String> {
        let Some(plan) = outcome.best.map(|best| outcome.plans[best]) else { return Vec::new() };
        self.gates
            .iter()
            .filter(|state| state.truth == Truth::True)
            .filter(|state| state.concerns(plan, self.engine.model, self.situation))
            .filter_map(text)
            .collect()
    }

    /// Demand and supply per linked seat over the first draws.
    fn demand(&self, outcome: &Outcome) -> BTreeMap<String, Demand> {
        let quantities = self.engine.quantities(self.inputs, self.situation);
        let plan = outcome.best.map(|best| outcome.plans[best]);
        self.situation
            .seats
            .iter()
            .enumerate()
            .map(|(index, seat)| {
                let how = plan.map_or(Sourcing::Develop, |plan| plan.seats[index]);
                (seat.role.clone(), self.demand_of(&quantities, index, how))
            })
            .collect()
    }

    fn demand_of(&self, quantities: &Quantities<'_>, index: usize, how: Sourcing) -> Demand {
        let draws = self.engine.model.flip_draws;
        let mut demands = Vec::with_capacity(draws);
        let mut supply = 0.0;
        for draw in (0..draws).map(|one| quantities.draw(one)) {
            demands.push(draw.demand[index]);
            let scene = crate::decision::criteria::Scene {
                situation: self.situation,
                draw: &draw,
                no_overseer: false,
            };
            supply += scene.supply(index, how);
        }
        demands.sort_by(f64::total_cmp);
        let at = |share: f64| demands[((draws - 1) as f64 * share).round() as usize];
        Demand {
            demand: demands.iter().sum::<f64>() / draws as f64,
            demand_range: [at(0.05), at(0.95)],
            supply: supply / draws as f64,
        }
    }

    /// Facts of open gates first, then by how far each could move the answer.
    fn missing_inputs(&self, sensitivity: &Sensitivity) -> Vec<String> {
        let mut missing: Vec<String> = self
            .gates
            .iter()
            .filter(|state| state.truth == Truth::Unknown)
            .flat_map(|state| state.gate.when.questions())
            .filter(|question| sensitivity.missing.iter().any(|one| one == question))
            .map(str::to_owned)
            .collect();
        missing.extend(sensitivity.influence.iter().map(|one| one.input.clone()));
        missing.extend(sensitivity.missing.iter().cloned());
        let mut kept: Vec<String> = Vec::new();
        for id in missing {
            if !kept.contains(&id) {
                kept.push(id);
            }
        }
        kept
    }
}

/// One number per criterion, under the criteria's ids.
fn by_criterion(values: &[f64]) -> BTreeMap<String, f64> {
    CriterionId::ALL.iter().map(|one| one.name().to_owned()).zip(values.iter().copied()).collect()
}
