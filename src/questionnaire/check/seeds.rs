//! Checks of the record of statements: every id resolves, in both directions.

use super::super::Seed;
use super::super::load::Draft;
use super::super::reader::Located;
use super::super::source::{Problems, Spot};
use super::Ids;
use std::collections::BTreeMap;

/// Compares the statements with the competencies and context questions that rest on them.
pub(super) fn check(draft: &Draft, problems: &mut Problems<'_>) {
    if draft.seeds.is_empty() {
        return;
    }
    let mut statements = Ids::default();
    for seed in &draft.seeds {
        statements.add(&seed.value.id, "a statement", seed.spot("id"), problems);
    }
    let elements = elements(draft);
    for (id, (spot, seeds)) in &elements {
        for seed in *seeds {
            match draft.seeds.iter().find(|known| known.value.id == *seed) {
                None => statements.unknown(seed, "statement", *spot, problems),
                Some(known) if !known.value.carried_by.iter().any(|carrier| carrier == id) => {
                    let message = format!("\"{id}\" rests on {seed}, which does not name it");
                    problems.error(*spot, "one-way-seed", message);
                }
                Some(_) => {}
            }
        }
    }
    for seed in &draft.seeds {
        check_seed(seed, &elements, problems);
    }
}

type Elements<'d> = BTreeMap<&'d str, (Spot, &'d [String])>;

/// The competencies and context questions with the statements that they name.
fn elements(draft: &Draft) -> Elements<'_> {
    let competencies = draft.competencies.iter().map(|entry| {
        let competency = &entry.competency;
        let seeds = competency.value.seeds.as_slice();
        (competency.value.id.as_str(), (competency.spot("seeds"), seeds))
    });
    let questions = draft.context.iter().map(|question| {
        let seeds = question.value.seeds.as_slice();
        (question.value.id.as_str(), (question.spot("seeds"), seeds))
    });
    competencies.chain(questions).collect()
}

fn check_seed(seed: &Located<Seed>, elements: &Elements<'_>, problems: &mut Problems<'_>) {
    let Seed { id, carried_by, not_carried, .. } = &seed.value;
    if carried_by.is_empty() == not_carried.is_none() {
        let message = format!("{id} needs either `carried_by` or `not_carried` with the reason");
        problems.error(seed.at, "seed-carrier", message);
    }
    for carrier in carried_by {
        let spot = seed.spot("carried_by");
        match elements.get(carrier.as_str()) {
            None => {
                let message = format!("there is no competency or context question \"{carrier}\"");
                problems.error(spot, "unknown-id", message);
            }
            Some((_, seeds)) if !seeds.contains(id) => {
                let message = format!("{id} names \"{carrier}\", which does not rest on it");
                problems.error(spot, "one-way-seed", message);
            }
            Some(_) => {}
        }
    }
}
