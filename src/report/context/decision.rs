//! The recommendation as the reader sees it.

mod asks;
mod economics;
mod parts;
mod plans;

pub use asks::AskView;
pub use economics::{EconomicsView, PriceView};
pub use parts::PartView;
pub use plans::{ContributionView, PlanView};

use plans::{RARE, contributions, criterion_name, first_share, plan_view, ranked};

use super::roles::short_name;
use super::{RoleView, Sources};
use crate::decision::{
    Confidence, Decision, Flip, GateEffect, GateResult, Influence, Part, Plan, Reason,
};
use crate::report::escape::one_line;
use crate::report::wording::ids::{effect_id, flip_id};
use crate::report::wording::upper_first;
use serde::Serialize;

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
    let parts = parts::parts(sources, decision, roles);
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
        flips: decision
            .flips
            .iter()
            .filter(|flip| !defines_plans(sources, &flip.input))
            .map(|flip| flip_view(sources, flip))
            .collect(),
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

/// Whether a fact says what stands today: that another holder would mean another answer is no news.
fn defines_plans(sources: Sources<'_>, question: &str) -> bool {
    let Some(model) = &sources.questionnaire.decision else { return false };
    let further = model.further_seat.as_ref().map(|further| &further.seat);
    model.seat.iter().chain(further).any(|seat| seat.holder == question)
        || model.facts.line.as_deref() == Some(question)
        || model.facts.holds_both.questions().contains(&question)
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

fn headline(sources: Sources<'_>, decision: &Decision) -> String {
    let headline = one_line(&decision.headline);
    match headline.is_empty() {
        false => headline,
        true if decision.no_plan_left => sources.wording.text("phrase.no_plan_left"),
        true => sources.wording.text("phrase.no_headline"),
    }
}

/// The words for an option: a structure by its name in the questionnaire, a sourcing by the
/// wording.
pub(super) fn option_name(sources: Sources<'_>, id: &str) -> String {
    let model = sources.questionnaire.decision.as_ref();
    let structure =
        model.and_then(|model| model.structure.iter().find(|structure| structure.id == id));
    match structure {
        Some(structure) => sources.wording.inside(&one_line(&structure.name)),
        None if model.and_then(|m| m.further_seat.as_ref()).is_some_and(|s| s.with_first == id) => {
            sources.wording.text("option.with_first")
        }
        None => sources.wording.word("option", id),
    }
}

/// The strongest reasons for what changes, then for what stays; each criterion once, and every part
/// heard before one is heard twice.
fn reasons(sources: Sources<'_>, decision: &Decision) -> Vec<ReasonView> {
    let mut sorted: Vec<&Reason> = decision
        .reasons
        .iter()
        .filter(|reason| reason.difference > 0.0 && !reason.text.trim().is_empty())
        .collect();
    let stays = |part: &str| match part {
        STRUCTURE => !decision.structure.changes,
        role => decision.seats.get(role).is_none_or(|seat| !seat.changes),
    };
    sorted.sort_by(|a, b| b.difference.total_cmp(&a.difference).then(a.text.cmp(&b.text)));
    let strongest: Vec<&Reason> = sorted.clone();
    let first = |reason: &Reason| {
        strongest.iter().find(|one| one.part == reason.part).is_some_and(|one| *one == reason)
    };
    sorted.sort_by_key(|reason| (stays(&reason.part), !first(reason)));
    let mut chosen: Vec<&Reason> = Vec::new();
    for reason in sorted {
        if chosen.len() < 3 && chosen.iter().all(|one| one.criterion != reason.criterion) {
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
pub(super) fn inner_phrase(sources: Sources<'_>, part: &Part) -> String {
    sources.wording.inside(&one_line(&part.phrase))
}

/// The seats' parts in the questionnaire's order; for a seat that stands apart its sourcing.
pub(super) fn seat_parts<'a>(
    sources: Sources<'_>,
    decision: &'a Decision,
) -> Vec<(String, &'a Part)> {
    let parts = all_parts(sources, decision).into_iter().filter(|(id, _)| id != STRUCTURE);
    parts.map(|(id, part)| (id, part.sourcing.as_deref().unwrap_or(part))).collect()
}
