//! The answer to one case, in ids: run for today's facts and for every what-if.

use crate::decision::analysis::{Analysis, Case};
use crate::decision::draw::{PerCriterion, Quantities};
use crate::decision::further::{self, Arrangement, FurtherAnalysis};
use crate::decision::gates::{self, GateState};
use crate::decision::plan::{self, PlanSpec};
use crate::decision::samples::Samples;
use crate::decision::situation::Situation;
use crate::decision::smaa::Tally;
use crate::decision::streams::Streams;
use crate::decision::{Confidence, Inputs};
use crate::questionnaire::Questionnaire;
use crate::questionnaire::condition::Truth;
use crate::questionnaire::decision_model::phrases::NumberWords;
use crate::questionnaire::decision_model::{DecisionModel, Words};
use std::collections::BTreeMap;

/// What every evaluation shares.
#[derive(Clone, Copy)]
pub struct Engine<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Its decision data.
    pub model: &'a DecisionModel,
    /// Random numbers.
    pub streams: &'a Streams,
    /// Parameters and weights drawn from them.
    pub samples: &'a Samples,
}

/// How much an evaluation is to tell, and from how many draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The answer alone; shares are nought.
    Answer(usize),
    /// The answer and who is first how often.
    Shares(usize),
}

/// One evaluation.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Plans left.
    pub plans: Vec<PlanSpec>,
    /// Values and shares.
    pub analysis: Analysis,
    /// Index of the chosen plan; `None`: no plan left.
    pub best: Option<usize>,
    /// The further seat.
    pub further: Option<FurtherAnalysis>,
}

/// The parts of an answer in ids: structure, seats, further seat.
pub type AnswerIds = BTreeMap<String, String>;

/// Acceptability by part, then option.
pub type Shares = BTreeMap<String, BTreeMap<String, f64>>;

/// Which weights a share is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// The model's ranges, with context.
    Model,
    /// Uniform on the simplex.
    Any,
}

/// Key of the structure in [`AnswerIds`].
pub const STRUCTURE: &str = "structure";

impl<'a> Engine<'a> {
    /// How numbers are written.
    pub fn numbers(&self) -> &'a NumberWords {
        &self.model.phrases.numbers
    }

    /// Evaluates a situation with the first draws; `assumed` names a gate to apply although its
    /// facts are missing.
    pub fn outcome(
        &self,
        inputs: &Inputs<'_>,
        situation: &Situation,
        extent: Extent,
        assumed: Option<&str>,
    ) -> Outcome {
        let gates = gates::gates(inputs, self.questionnaire, self.model, situation);
        let plans = self.plans_left(situation, &gates, assumed);
        let quantities = self.quantities(inputs, situation);
        let case = self.case(inputs, situation, &quantities, plans.clone());
        let (analysis, draws) = match extent {
            Extent::Answer(draws) => (case.means(draws), draws),
            Extent::Shares(draws) => (case.run(draws, |_, _| {}), draws),
        };
        let further = self.further(inputs, &quantities, &plans, &analysis, draws);
        Outcome { best: analysis.best(), plans, analysis, further }
    }

    /// Evaluates today's situation with all draws, with ranks.
    pub fn outcome_with_ranks(
        &self,
        inputs: &Inputs<'_>,
        situation: &Situation,
        gates: &[GateState<'_>],
    ) -> (Outcome, Tally) {
        let plans = self.plans_left(situation, gates, None);
        let quantities = self.quantities(inputs, situation);
        let case = self.case(inputs, situation, &quantities, plans.clone());
        let draws = self.model.draws;
        let (analysis, tally) = case.tally(draws);
        let further = self.further(inputs, &quantities, &plans, &analysis, draws);
        (Outcome { best: analysis.best(), plans, analysis, further }, tally)
    }

    /// Confidence factors of the plans with these central weights.
    pub fn confidence_factors(
        &self,
        inputs: &Inputs<'_>,
        situation: &Situation,
        plans: &[PlanSpec],
        weights: &BTreeMap<usize, PerCriterion>,
    ) -> BTreeMap<usize, f64> {
        let quantities = self.quantities(inputs, situation);
        let case = self.case(inputs, situation, &quantities, plans.to_vec());
        case.confidence_factors(weights, self.model.flip_draws)
    }

    /// Quantities of a situation.
    pub fn quantities<'b>(
        &'b self,
        inputs: &'b Inputs<'b>,
        situation: &'b Situation,
    ) -> Quantities<'b> {
        Quantities::new(
            inputs,
            self.questionnaire,
            self.model,
            situation,
            self.streams,
            self.samples,
        )
    }

    fn plans_left(
        &self,
        situation: &Situation,
        gates: &[GateState<'_>],
        assumed: Option<&str>,
    ) -> Vec<PlanSpec> {
        let plans = plan::offered(situation);
        let alive = gates::alive(&plans, gates, self.model, situation, assumed);
        plans.into_iter().zip(alive).filter_map(|(plan, alive)| alive.then_some(plan)).collect()
    }

    fn case<'b>(
        &self,
        inputs: &Inputs<'_>,
        situation: &'b Situation,
        quantities: &'b Quantities<'b>,
        plans: Vec<PlanSpec>,
    ) -> Case<'b> {
        let overseer = self.model.facts.overseer.as_ref();
        let no_overseer =
            overseer.is_some_and(|one| inputs.truth(one, self.questionnaire) == Truth::False);
        Case::new(situation, quantities, plans, no_overseer)
    }

    /// Judges the further seat given how the chosen plan fills the first.
    fn further(
        &self,
        inputs: &Inputs<'_>,
        quantities: &Quantities<'_>,
        plans: &[PlanSpec],
        analysis: &Analysis,
        draws: usize,
    ) -> Option<FurtherAnalysis> {
        let first = plans.get(analysis.best()?)?.seats[0];
        further::is_open(quantities.situation(), self.need_is_lowest(inputs))
            .then(|| further::analyse(quantities, first, draws))
            .flatten()
    }

    fn need_is_lowest(&self, inputs: &Inputs<'_>) -> bool {
        let Some(further) = &self.model.further_seat else { return true };
        let lowest = self
            .questionnaire
            .question(&further.need)
            .and_then(|question| question.telling().next().map(|option| option.id.clone()));
        matches!(
            (inputs.facts.get(&further.need), lowest),
            (Some(crate::responses::Fact::Text(option)), Some(lowest)) if *option == lowest
        )
    }

    /// The ids of an arrangement of the further seat.
    pub fn arrangement_id(&self, arrangement: Arrangement) -> String {
        match arrangement {
            Arrangement::NotNeeded => "not_needed".to_owned(),
            Arrangement::WithFirst => {
                self.model.further_seat.as_ref().map_or(String::new(), |one| one.with_first.clone())
            }
            Arrangement::Separate(_) => "separate".to_owned(),
        }
    }

    /// Acceptability by part and option.
    pub fn shares(&self, outcome: &Outcome, situation: &Situation, weights: Weighting) -> Shares {
        let mut shares = Shares::new();
        let first = match weights {
            Weighting::Model => &outcome.analysis.first,
            Weighting::Any => &outcome.analysis.first_any_weights,
        };
        for (plan, &share) in outcome.plans.iter().zip(first) {
            add(&mut shares, STRUCTURE, plan.structure_id(self.model), share);
            for (role, how) in plan.by_role(situation) {
                add(&mut shares, role, how.name(), share);
            }
        }
        if let (Some(seat), Some(_)) = (&situation.further, outcome.best) {
            let options = match &outcome.further {
                Some(further) => {
                    further.shares(|one| Some(self.arrangement_id(one)), further.first_by(weights))
                }
                None => BTreeMap::from([(self.arrangement_id(Arrangement::NotNeeded), 1.0)]),
            };
            shares.insert(seat.role.clone(), options);
        }
        shares
    }

    /// The answer's parts in ids; empty when no plan is left.
    pub fn ids(&self, outcome: &Outcome, situation: &Situation) -> AnswerIds {
        let Some(best) = outcome.best else { return AnswerIds::new() };
        let plan = outcome.plans[best];
        let mut ids = AnswerIds::new();
        ids.insert(STRUCTURE.to_owned(), plan.structure_id(self.model).to_owned());
        for (role, how) in plan.by_role(situation) {
            ids.insert(role.to_owned(), how.name().to_owned());
        }
        if let (Some(further), Some(seat)) = (&outcome.further, &situation.further) {
            if let Some(choice) = further.choice() {
                ids.insert(seat.role.clone(), self.arrangement_id(choice));
            }
        } else if let Some(seat) = &situation.further {
            ids.insert(seat.role.clone(), self.arrangement_id(Arrangement::NotNeeded));
        }
        ids
    }

    /// The word of every part of an outcome's own answer.
    pub fn words(&self, outcome: &Outcome, situation: &Situation) -> BTreeMap<String, Confidence> {
        let first = self.shares(outcome, situation, Weighting::Model);
        let any = self.shares(outcome, situation, Weighting::Any);
        let ids = self.ids(outcome, situation);
        let none = BTreeMap::new();
        ids.iter()
            .map(|(part, choice)| {
                let word = word(
                    choice,
                    first.get(part).unwrap_or(&none),
                    any.get(part).unwrap_or(&none),
                    &self.model.words,
                );
                (part.clone(), word)
            })
            .collect()
    }
}

fn add(shares: &mut Shares, part: &str, option: &str, share: f64) {
    *shares.entry(part.to_owned()).or_default().entry(option.to_owned()).or_insert(0.0) += share;
}

/// The word for a choice: by its share, and lower where another option has the larger share.
pub fn word(
    choice: &str,
    first: &BTreeMap<String, f64>,
    any: &BTreeMap<String, f64>,
    words: &Words,
) -> Confidence {
    let share = first.get(choice).copied().unwrap_or(0.0);
    let disagree = first.values().any(|other| *other > share);
    if disagree || share < words.lean {
        Confidence::FinelyBalanced
    } else if share >= words.clear
        && any.get(choice).copied().unwrap_or(0.0) >= words.clear_any_weights
    {
        Confidence::Clear
    } else {
        Confidence::Lean
    }
}
