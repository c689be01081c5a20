//! Hire, outsource, split: from scores and facts to a recommendation with its reasons.
//!
//! [`decide`] reads today's [`situation`], lists the [`plan`]s, applies the [`gates`], draws
//! everything uncertain ([`draw`], [`quantity`], [`streams`]), values each plan by additive
//! [`criteria`], counts who is first how often ([`analysis`], [`smaa`]) and says what would change
//! the answer ([`sensitivity`]). All numbers come from the questionnaire's
//! [`DecisionModel`](crate::questionnaire::decision_model::DecisionModel).

pub mod analysis;
pub mod criteria;
pub mod draw;
mod economics;
pub mod further;
pub mod gates;
mod inputs;
pub mod outcome;
mod phrasing;
pub mod plan;
pub mod quantity;
mod reasons;
mod recommend;
pub mod samples;
pub mod seat;
pub mod sensitivity;
pub mod situation;
pub mod smaa;
pub mod streams;
mod variation;
mod wording;

pub use recommend::{AnswerWords, answer_ids, answer_words, decide};

use crate::questionnaire::Questionnaire;
use crate::questionnaire::condition::{Condition, Truth};
pub use crate::questionnaire::decision_model::Sourcing;
use crate::responses::Fact;
use crate::scoring::Scores;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a decision is made from. Neither the organisation's name nor an order of rows is in it.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Facts by question id.
    pub facts: &'a BTreeMap<String, Fact>,
    /// Currency of the money facts.
    pub currency: Option<&'a str>,
    /// Scores.
    pub scores: &'a Scores,
}

impl Inputs<'_> {
    /// A number, when the question is asked and was answered.
    pub fn number(&self, id: Option<&str>) -> Option<f64> {
        match self.facts.get(id?) {
            Some(Fact::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether a condition holds for the facts.
    pub fn truth(&self, condition: &Condition, questionnaire: &Questionnaire) -> Truth {
        condition.holds(self.facts, &|question, option| {
            questionnaire
                .question(question)
                .is_some_and(|known| known.options.iter().any(|one| one.id == option && one.silent))
        })
    }
}

/// How sure a part of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Two or more answers are about as good.
    FinelyBalanced,
    /// One answer leads.
    Lean,
    /// One answer wins in nearly every plausible reading.
    Clear,
}

/// The recommendation for one organisation; the `decision` object of `results.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decision {
    /// The answer as one or two sentences in the reader's words.
    pub headline: String,
    /// `true` when gates removed every plan; `gates` then says which collide.
    pub no_plan_left: bool,
    /// Who holds the duties.
    pub structure: Part,
    /// How each seat is filled, by role id.
    pub seats: BTreeMap<String, Part>,
    /// Plans by falling mean value (all that no gate removed).
    pub plans: Vec<Plan>,
    /// Gates that apply or might apply.
    pub gates: Vec<GateResult>,
    /// Reasons for each part of the answer, strongest first.
    pub reasons: Vec<Reason>,
    /// What would change the answer.
    pub flips: Vec<Flip>,
    /// Warnings in plain sentences.
    pub warnings: Vec<String>,
    /// From the user's own prices; `None` when none were given.
    pub economics: Option<Economics>,
    /// Missing facts, most influential first.
    pub missing_inputs: Vec<String>,
    /// The same with how far each could move the answer.
    pub missing_influence: Vec<Influence>,
    /// Conditions that go with the answer, in plain sentences.
    pub conditions: Vec<String>,
    /// Demand and supply of leadership per seat.
    pub demand: BTreeMap<String, Demand>,
    /// Draws of the main analysis.
    pub draws: usize,
    /// Draws used for flips.
    pub flip_draws: usize,
    /// Half-width of the 95 % interval of a share, at its widest: what the number of draws leaves open.
    pub monte_carlo_error: f64,
}

/// One part of the answer: the structure, or a seat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// The id of the chosen option.
    pub choice: String,
    /// The option in the reader's words, for example "keep the outside CISO".
    pub phrase: String,
    /// Whether it differs from what stands today.
    pub changes: bool,
    /// Share of draws in which each option is part of the best plan; sums to 1.
    pub acceptability: BTreeMap<String, f64>,
    /// The same under any weights (uniform on the simplex).
    pub acceptability_any_weights: BTreeMap<String, f64>,
    /// The word.
    pub confidence: Confidence,
    /// Why the word is lower than the share says, or `None`.
    pub capped_because: Option<String>,
    /// For a seat that stands apart: the sourcing of that seat.
    pub sourcing: Option<Box<Part>>,
}

/// A plan: who holds the duties, and how each seat is filled.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Id of the structure.
    pub structure: String,
    /// Sourcing by role id (written as fields of their own, such as `"cio": "develop"`).
    #[serde(flatten)]
    pub seats: BTreeMap<String, Sourcing>,
    /// The plan in words, for tables: "Separate, reports outside IT · CIO developed · CISO hired".
    pub label: String,
    /// Mean value over the draws, in 0 to 1 (weights normalised).
    pub value: f64,
    /// Share of draws in which the plan has rank 1, 2, ...
    pub rank_acceptability: Vec<f64>,
    /// Mean normalised weights of the draws in which the plan is first, by criterion; empty when
    /// it never is.
    pub central_weights: BTreeMap<String, f64>,
    /// Share of draws in which the plan is first when its own central weights hold.
    pub confidence_factor: Option<f64>,
    /// Share of draws in which the chosen plan beats this one.
    pub beaten_by_choice: Option<f64>,
    /// Mean contribution of each criterion to `value`; they sum to it.
    pub contributions: BTreeMap<String, f64>,
}

/// What a gate does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GateEffect {
    /// Removes plans.
    Forbid,
    /// Prints a condition.
    Condition,
    /// Prints a warning.
    Warn,
}

/// A gate that applies, or that might.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateResult {
    /// Id.
    pub id: String,
    /// What it is, in a few words.
    pub name: String,
    /// What it does.
    pub effect: GateEffect,
    /// `true` applies, `false` depends on a missing fact.
    pub applies: bool,
    /// Plans that it removes (or would remove).
    pub removed_plans: usize,
    /// What it asks, in one plain sentence.
    pub text: String,
    /// Law, standard or practice that it rests on.
    pub source: String,
    /// Context questions that it reads.
    pub inputs: Vec<String>,
    /// When it depends on a missing fact: the answer if it applies.
    pub if_applies: Option<Answer>,
}

/// The choice in short: structure and sourcing of each seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Id of the structure.
    pub structure: String,
    /// Sourcing (or CTO arrangement) by role id.
    #[serde(flatten)]
    pub seats: BTreeMap<String, String>,
    /// In words.
    pub phrase: String,
}

/// A reason: one criterion in which the choice beats the best plan that differs in that part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// Id of the option that it speaks for.
    #[serde(rename = "for")]
    pub option: String,
    /// `structure` or a role id.
    pub part: String,
    /// Criterion id.
    pub criterion: String,
    /// The sentence.
    pub text: String,
    /// Difference in contribution to value; over all criteria of a part they sum to the lead.
    pub difference: f64,
    /// Facts and scores behind it.
    pub inputs: Vec<String>,
}

/// Something that would change the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flip {
    /// `fact`, `score` or `weight`.
    pub kind: FlipKind,
    /// Id of the question, role or criterion.
    pub input: String,
    /// Today's value.
    pub from: Option<String>,
    /// The value that changes the answer.
    pub to: String,
    /// The sentence's first half: "the company had 1,000 people or more".
    pub if_text: String,
    /// The answer then.
    #[serde(flatten)]
    pub then: Answer,
}

/// Kind of a flip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlipKind {
    /// A fact, one step away.
    Fact,
    /// A role score at an end of its interval.
    Score,
    /// A criterion's weight.
    Weight,
}

/// A missing fact and how far it could move the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Influence {
    /// Question id.
    pub input: String,
    /// Question in words.
    pub name: String,
    /// Largest move of the chosen plan's acceptability over the fact's possible values, 0 to 1.
    pub swing: f64,
    /// Whether some value changes the answer.
    pub changes_answer: bool,
}

/// Demand for and supply of leadership in a seat, in full-time equivalents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Demand {
    /// Mean demand over the draws.
    pub demand: f64,
    /// 5 % and 95 % points of the demand over the draws.
    pub demand_range: [f64; 2],
    /// Mean supply under the chosen plan.
    pub supply: f64,
}

/// Economics from the user's own prices. Money in the organisation's currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Economics {
    /// Currency code, when given.
    pub currency: Option<String>,
    /// By role id.
    pub seats: BTreeMap<String, SeatEconomics>,
    /// The worst case that the user named, times the stated range of its yearly probability.
    pub expected_loss: Option<ExpectedLoss>,
}

/// Prices of one seat compared.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SeatEconomics {
    /// Yearly cost of a full-time officer.
    pub full_time_year: Option<f64>,
    /// Yearly cost of a provider's officer.
    pub outsourced_year: Option<f64>,
    /// Yearly budget.
    pub budget_year: Option<f64>,
    /// Monthly fee at which both cost the same: full-time year / 12.
    pub break_even_month: Option<f64>,
    /// Full-time cost over outsourced cost.
    pub cost_ratio: Option<f64>,
    /// Full-time cost over budget.
    pub full_time_of_budget: Option<f64>,
    /// Outsourced cost over budget.
    pub outsourced_of_budget: Option<f64>,
    /// Prices that were not given, by question id.
    pub missing: Vec<String>,
}

/// Range of the expected loss per year from the worst case that the user named.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExpectedLoss {
    /// The user's worst case.
    pub worst_case: f64,
    /// Days of standstill named.
    pub downtime_days: Option<f64>,
    /// Yearly probability range assumed (printed as such).
    pub probability: [f64; 2],
    /// Expected loss per year.
    pub per_year: [f64; 2],
}
