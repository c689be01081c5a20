//! The parts of the answer: the structure and each seat, with how sure it is.

use super::plans::RARE;
use super::{STRUCTURE, all_parts, option_name, part_name};
use crate::decision::{Confidence, Decision, Part};
use crate::report::context::{RoleView, Sources};
use crate::report::escape::one_line;
use crate::report::wording::ids::confidence_id;
use crate::report::wording::upper_first;
use serde::Serialize;

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

pub(super) fn parts(
    sources: Sources<'_>,
    decision: &Decision,
    roles: &[RoleView],
) -> Vec<PartView> {
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
