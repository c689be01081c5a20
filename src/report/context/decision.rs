//! The recommendation as the reader sees it.

mod asks;
mod economics;

pub use asks::AskView;
pub use economics::{EconomicsView, PriceView};

use super::roles::short_name;
use super::{RoleView, Sources};
use crate::decision::{
    Confidence, Decision, Flip, GateEffect, GateResult, Influence, Part, Plan, Reason,
};
use crate::report::escape::one_line;
use crate::report::number::largest_remainder;
use crate::report::wording::ids::{confidence_id, effect_id, flip_id};
use crate::report::wording::{lower_first, upper_first};
use serde::Serialize;
use std::cmp::Reverse;

/// The recommendation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionView {
    /// The answer in one or two sentences.
    pub headline: String,
    /// Gates removed every plan.
    pub no_plan_left: bool,
    /// The structure, then the seats in the questionnaire's order. Seats with the same answer are
    /// one part; a seat that nobody rated and about which there is no doubt is left out.
    pub parts: Vec<PartView>,
    /// Names of the parts whose answer is clear.
    pub clear: Vec<String>,
    /// Names of the parts where one answer leads.
    pub leaning: Vec<String>,
    /// Names of the parts where answers are about as good.
    pub balanced: Vec<String>,
    /// The advised plan, then the others by how often they come first.
    pub plans: Vec<PlanView>,
    /// How many further plans come first in fewer than one of 200 draws.
    pub rare_plans: usize,
    /// The advised plan against the one that comes first next often.
    pub contributions: Option<ContributionView>,
    /// The strongest reasons over all parts, at most three.
    pub reasons: Vec<ReasonView>,
    /// Gates that apply.
    pub gates: Vec<GateView>,
    /// Gates that depend on a missing fact.
    pub open_gates: Vec<GateView>,
    /// What would change the answer.
    pub flips: Vec<FlipView>,
    /// Missing facts, most influential first.
    pub missing: Vec<MissingView>,
    /// Warnings.
    pub warnings: Vec<String>,
    /// Conditions that go with the answer.
    pub conditions: Vec<String>,
    /// From the user's prices.
    pub economics: Option<EconomicsView>,
    /// What leadership is asked to decide.
    pub asks: Vec<AskView>,
    /// "10,000".
    pub draws: String,
    /// "2,000".
    pub flip_draws: String,
    /// How far a share may be off because draws are finite, in hundredths, for example "1.0".
    pub share_error: String,
}

/// One part of the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartView {
    /// `structure` or the role id.
    pub id: String,
    /// "the structure", "the CISO seat".
    pub name: String,
    /// The answer in words, with a capital.
    pub phrase: String,
    /// What stands behind it, in a few words.
    pub note: String,
    /// Confidence word.
    pub confidence: String,
    /// The next best option with its share, where it has one.
    pub next: Option<String>,
    /// Why the word is lower than the share says.
    pub because: Option<String>,
    /// "93 of 100".
    pub share: String,
    /// The same under any weights.
    pub share_any_weights: Option<String>,
    /// The share, 0 to 1.
    #[serde(skip)]
    pub raw_share: f64,
    /// The word's rank.
    #[serde(skip)]
    pub word: Confidence,
}

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

/// A reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReasonView {
    /// The criterion's name.
    pub criterion: String,
    /// The sentence.
    pub text: String,
    /// Name of the part that it speaks for.
    pub part: String,
}

/// A gate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateView {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub text: String,
    /// What it does here, in words.
    pub effect: String,
    /// Whether it removes plans.
    pub forbids: bool,
    /// Its source.
    pub source: String,
    /// When it depends on a missing fact: the answer if it applies.
    pub if_applies: Option<String>,
    /// Names of the questions that it reads.
    pub inputs: Vec<String>,
}

/// Something that would change the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlipView {
    /// "the company had 1,000 people or more".
    pub if_text: String,
    /// The answer then.
    pub then: String,
    /// What kind of change it is, in words.
    pub kind: String,
}

/// A missing fact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MissingView {
    /// The question.
    pub name: String,
    /// How far it could move the answer, in words.
    pub influence: String,
    /// Whether some answer changes the recommendation.
    pub changes_answer: bool,
}

/// Words the decision; `None` when there is none.
pub(super) fn view(sources: Sources<'_>, roles: &[RoleView]) -> Option<DecisionView> {
    let decision = sources.results.decision.as_ref()?;
    let wording = sources.wording;
    let parts = parts(sources, decision, roles);
    let named = |word: Confidence| {
        parts.iter().filter(|part| part.word == word).map(|part| part.name.clone()).collect()
    };
    let ranked = ranked(decision);
    let frequent = |plan: &&Plan| first_share(plan) >= RARE;
    let shown = ranked.iter().skip(1).copied().filter(frequent);
    let gates = |applies| {
        let chosen = decision.gates.iter().filter(move |gate| gate.applies == applies);
        chosen.map(|gate| gate_view(sources, gate)).collect()
    };
    Some(DecisionView {
        headline: headline(sources, decision),
        no_plan_left: decision.no_plan_left,
        clear: named(Confidence::Clear),
        leaning: named(Confidence::Lean),
        balanced: named(Confidence::FinelyBalanced),
        plans: ranked
            .first()
            .copied()
            .into_iter()
            .chain(shown)
            .map(|plan| plan_view(sources, plan))
            .collect(),
        rare_plans: ranked.iter().skip(1).filter(|plan| !frequent(plan)).count(),
        contributions: contributions(sources, &ranked),
        reasons: reasons(sources, decision),
        gates: gates(true),
        open_gates: gates(false),
        flips: decision.flips.iter().map(|flip| flip_view(sources, flip)).collect(),
        missing: missing(sources, decision),
        warnings: sentences(&decision.warnings),
        conditions: sentences(&decision.conditions),
        economics: decision.economics.as_ref().map(|found| economics::view(sources, found)),
        asks: asks::view(sources, decision, roles),
        draws: wording.thousands(decision.draws as u64),
        flip_draws: wording.thousands(decision.flip_draws as u64),
        share_error: wording
            .decimal(decision.monte_carlo_error * 100.0)
            .unwrap_or_else(|| wording.text("format.absent")),
        parts,
    })
}

/// "the structure" or "the CISO seat".
pub(super) fn part_name(sources: Sources<'_>, id: &str) -> String {
    if id == STRUCTURE {
        return sources.wording.text("part.structure");
    }
    sources.wording.fill("part.seat", &[("seat", &role_name(sources, id))])
}

/// The short name of a role, or the words of its id.
pub(super) fn role_name(sources: Sources<'_>, id: &str) -> String {
    sources.questionnaire.role(id).map_or_else(|| sources.wording.word("role", id), short_name)
}

/// The id under which reasons name the structure.
pub(super) const STRUCTURE: &str = "structure";

/// The structure, then the seats in the questionnaire's order, then seats that it does not know.
fn all_parts<'a>(sources: Sources<'_>, decision: &'a Decision) -> Vec<(String, &'a Part)> {
    if decision.no_plan_left {
        return Vec::new();
    }
    let position = |id: &str| sources.questionnaire.roles.iter().position(|role| role.id == id);
    let mut seats: Vec<_> = decision.seats.iter().collect();
    seats.sort_by_key(|(id, _)| (position(id).unwrap_or(usize::MAX), (*id).clone()));
    let structure = (!decision.structure.choice.is_empty())
        .then(|| (STRUCTURE.to_owned(), &decision.structure));
    structure.into_iter().chain(seats.into_iter().map(|(id, part)| (id.clone(), part))).collect()
}

fn parts(sources: Sources<'_>, decision: &Decision, roles: &[RoleView]) -> Vec<PartView> {
    let mut views: Vec<PartView> = Vec::new();
    for (id, part) in all_parts(sources, decision) {
        let view = part_view(sources, decision, roles, (&id, part));
        let rated = id == STRUCTURE || roles.iter().any(|role| role.id == id);
        let beyond_doubt = view.raw_share > 1.0 - RARE;
        match views.iter_mut().find(|one| one.id != STRUCTURE && one.phrase == view.phrase) {
            Some(same) => {
                let names = [same.name.clone(), view.name.clone()];
                let surer = if view.raw_share < same.raw_share { view } else { same.clone() };
                *same = PartView { name: sources.wording.list(&names), ..surer };
            }
            None if rated || !beyond_doubt => views.push(view),
            None => {}
        }
    }
    views
}

fn part_view(
    sources: Sources<'_>,
    decision: &Decision,
    roles: &[RoleView],
    (id, part): (&str, &Part),
) -> PartView {
    let share = part.acceptability.get(&part.choice).copied().unwrap_or(0.0);
    PartView {
        id: id.to_owned(),
        name: part_name(sources, id),
        phrase: phrase(sources, part),
        note: note(sources, decision, roles, id),
        confidence: sources.wording.word("confidence", confidence_id(part.confidence)),
        next: next_option(sources, part),
        because: part.capped_because.as_deref().map(one_line).filter(|text| !text.is_empty()),
        share: sources.wording.of_hundred(share),
        share_any_weights: part
            .acceptability_any_weights
            .get(&part.choice)
            .map(|share| sources.wording.of_hundred(*share)),
        raw_share: if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 },
        word: part.confidence,
    }
}

fn phrase(sources: Sources<'_>, part: &Part) -> String {
    let phrase = one_line(&part.phrase);
    let words = if phrase.is_empty() { option_name(sources, &part.choice) } else { phrase };
    upper_first(&words)
}

/// What stands behind a part: how a seat's score compares, and how much work it holds.
fn note(sources: Sources<'_>, decision: &Decision, roles: &[RoleView], id: &str) -> String {
    let wording = sources.wording;
    let role = roles.iter().find(|role| role.id == id);
    let standing = role.and_then(|role| {
        let (score, target) = (role.score.as_deref()?, role.target.as_deref()?);
        Some(wording.fill("phrase.score_against_target", &[("score", score), ("target", target)]))
    });
    let demand = decision.demand.get(id).and_then(|found| {
        let amount = wording.decimal(found.demand)?;
        Some(wording.fill("phrase.demand", &[("amount", &amount)]))
    });
    let notes: Vec<String> = standing.into_iter().chain(demand).collect();
    upper_first(&notes.join(&wording.text("format.between_notes")))
}

/// The best other option of a part, when it has any share.
fn next_option(sources: Sources<'_>, part: &Part) -> Option<String> {
    let (option, share) = part
        .acceptability
        .iter()
        .filter(|(option, share)| **option != part.choice && share.is_finite())
        .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
    if *share < 0.005 {
        return None;
    }
    let option = option_name(sources, option);
    let share = sources.wording.of_hundred(*share);
    Some(sources.wording.fill("phrase.next", &[("option", &option), ("share", &share)]))
}

fn headline(sources: Sources<'_>, decision: &Decision) -> String {
    let headline = one_line(&decision.headline);
    match headline.is_empty() {
        false => headline,
        true if decision.no_plan_left => sources.wording.text("phrase.no_plan_left"),
        true => sources.wording.text("phrase.no_headline"),
    }
}

/// Plans that come first less often than this are counted, not shown.
const RARE: f64 = 0.005;

/// The advised plan, then the others by how often they come first; equals stay in the order of
/// their mean value. A plan that another always beats says little beside the advised one.
fn ranked(decision: &Decision) -> Vec<&Plan> {
    let mut plans: Vec<&Plan> = decision.plans.iter().collect();
    if let Some(others) = plans.get_mut(1..) {
        others.sort_by(|a, b| first_share(b).total_cmp(&first_share(a)));
    }
    plans
}

fn first_share(plan: &Plan) -> f64 {
    plan.rank_acceptability.first().copied().filter(|share| share.is_finite()).unwrap_or(0.0)
}

fn plan_view(sources: Sources<'_>, plan: &Plan) -> PlanView {
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

fn contributions(sources: Sources<'_>, ranked: &[&Plan]) -> Option<ContributionView> {
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

/// The words for an option: a structure by its name in the questionnaire, a sourcing by the
/// wording.
pub(super) fn option_name(sources: Sources<'_>, id: &str) -> String {
    let model = sources.questionnaire.decision.as_ref();
    let structure =
        model.and_then(|model| model.structure.iter().find(|structure| structure.id == id));
    match structure {
        Some(structure) => lower_first(&one_line(&structure.name)),
        None if model.and_then(|m| m.further_seat.as_ref()).is_some_and(|s| s.with_first == id) => {
            sources.wording.text("option.with_first")
        }
        None => sources.wording.word("option", id),
    }
}

/// The name of a criterion.
fn criterion_name(sources: Sources<'_>, id: &str) -> String {
    let model = sources.questionnaire.decision.as_ref();
    let named = model
        .and_then(|model| model.criteria.iter().find(|(criterion, _)| criterion.name() == id))
        .map(|(_, criterion)| one_line(&criterion.name));
    upper_first(&named.unwrap_or_else(|| sources.wording.word("criterion", id)))
}

/// The strongest reasons, each text and each criterion of a part once.
fn reasons(sources: Sources<'_>, decision: &Decision) -> Vec<ReasonView> {
    let mut sorted: Vec<&Reason> = decision
        .reasons
        .iter()
        .filter(|reason| reason.difference > 0.0 && !reason.text.trim().is_empty())
        .collect();
    sorted.sort_by(|a, b| b.difference.total_cmp(&a.difference).then(a.text.cmp(&b.text)));
    let mut chosen: Vec<&Reason> = Vec::new();
    for reason in sorted {
        if chosen.len() < 3 && chosen.iter().all(|one| one.text != reason.text) {
            chosen.push(reason);
        }
    }
    let worded = |reason: &Reason| ReasonView {
        criterion: criterion_name(sources, &reason.criterion),
        text: upper_first(&one_line(&reason.text)),
        part: part_name(sources, &reason.part),
    };
    chosen.into_iter().map(worded).collect()
}

fn gate_view(sources: Sources<'_>, gate: &GateResult) -> GateView {
    let wording = sources.wording;
    let effect = wording.text(&format!("gate.{}", effect_id(gate.effect)));
    GateView {
        name: upper_first(&one_line(&gate.name)),
        text: one_line(&gate.text),
        effect: if gate.effect == GateEffect::Forbid && gate.removed_plans > 0 {
            wording.count("gate.removes", gate.removed_plans)
        } else {
            effect
        },
        forbids: gate.effect == GateEffect::Forbid,
        source: one_line(&gate.source),
        if_applies: gate.if_applies.as_ref().map(|answer| upper_first(&one_line(&answer.phrase))),
        inputs: gate.inputs.iter().map(|id| question_name(sources, id)).collect(),
    }
}

fn flip_view(sources: Sources<'_>, flip: &Flip) -> FlipView {
    FlipView {
        if_text: upper_first(&one_line(&flip.if_text)),
        then: upper_first(&one_line(&flip.then.phrase)),
        kind: sources.wording.word("flip", flip_id(flip.kind)),
    }
}

/// The missing facts in order; without their influence, the plain list.
fn missing(sources: Sources<'_>, decision: &Decision) -> Vec<MissingView> {
    let wording = sources.wording;
    let worded = |one: &Influence| MissingView {
        name: upper_first(&one_line(&one.name)),
        influence: if one.changes_answer {
            wording.text("missing.changes_answer")
        } else {
            wording.fill("missing.moves", &[("points", &wording.hundredths(one.swing))])
        },
        changes_answer: one.changes_answer,
    };
    let mut found: Vec<_> = decision.missing_influence.iter().map(worded).collect();
    for id in &decision.missing_inputs {
        if decision.missing_influence.iter().all(|one| one.input != *id) {
            found.push(MissingView {
                name: question_name(sources, id),
                influence: wording.text("missing.unknown"),
                changes_answer: false,
            });
        }
    }
    found
}

/// A question as a noun phrase; the id when the questionnaire does not know it.
pub(super) fn question_name(sources: Sources<'_>, id: &str) -> String {
    sources.questionnaire.question(id).map_or_else(|| id.to_owned(), |known| one_line(&known.name))
}

fn sentences(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| upper_first(&one_line(text))).filter(|text| !text.is_empty()).collect()
}

/// A phrase in the middle of a sentence.
pub(super) fn inner_phrase(part: &Part) -> String {
    lower_first(&one_line(&part.phrase))
}
