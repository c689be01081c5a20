//! Plans: who holds the duties, times how each seat is filled.

use crate::decision::Sourcing;
use crate::decision::seat::{Holder, Seat};
use crate::decision::situation::Situation;
use crate::questionnaire::decision_model::{DecisionModel, StructureKind};

/// A plan before any trade-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanSpec {
    /// Who holds the duties.
    pub structure: StructureKind,
    /// Sourcing of the first and of the second seat; the same in a combined plan.
    pub seats: [Sourcing; 2],
}

impl PlanSpec {
    /// The id of its structure.
    pub fn structure_id(self, model: &DecisionModel) -> &str {
        model.structure_of(self.structure).map_or("", |structure| &structure.id)
    }

    /// Sourcing by role.
    pub fn by_role<'a>(&self, situation: &'a Situation) -> [(&'a str, Sourcing); 2] {
        [0, 1].map(|index| (situation.seats[index].role.as_str(), self.seats[index]))
    }
}

/// All plans that the situation offers, in a fixed order.
pub fn offered(situation: &Situation) -> Vec<PlanSpec> {
    let mut plans: Vec<PlanSpec> = combined(situation)
        .into_iter()
        .map(|how| PlanSpec { structure: StructureKind::Combined, seats: [how, how] })
        .collect();
    let [first, second] = [0, 1].map(|index| linked_sourcings(situation, index));
    for structure in [StructureKind::Inside, StructureKind::Outside] {
        for &a in &first {
            for &b in &second {
                if keeps_people(situation, [a, b]) {
                    plans.push(PlanSpec { structure, seats: [a, b] });
                }
            }
        }
    }
    plans
}

/// One person with both seats keeps one at most; and where nobody else rated that person, one at
/// least, because nobody is replaced on a self-rating. Nobody is left with the seat in which raters
/// see the person clearly further from target.
fn keeps_people(situation: &Situation, seats: [Sourcing; 2]) -> bool {
    if !situation.same_person {
        return true;
    }
    let kept = seats.iter().filter(|how| **how == Sourcing::Develop).count();
    let self_rated = situation.seats.iter().any(|seat| seat.self_rated && seat.held);
    let moved_to_weaker =
        situation.weaker_seat.is_some_and(|weaker| seats[weaker] == Sourcing::Develop);
    kept < 2 && (kept == 1 || !self_rated) && !moved_to_weaker
}

/// The sourcings of a linked seat. Who holds both seats may hand one of them over.
fn linked_sourcings(situation: &Situation, index: usize) -> Vec<Sourcing> {
    let seat = &situation.seats[index];
    if situation.same_person && seat.self_rated {
        let mut offered = vec![Sourcing::Develop];
        offered.extend(seat.candidate.as_ref().map(|_| Sourcing::Appoint));
        offered.extend([Sourcing::Hire, Sourcing::Outsource, Sourcing::InterimThenHire]);
        return offered;
    }
    sourcings(seat)
}

/// The sourcings that a seat offers. A holder rated by nobody but self is never replaced.
pub fn sourcings(seat: &Seat) -> Vec<Sourcing> {
    let mut offered = Vec::new();
    if seat.held {
        offered.push(Sourcing::Develop);
    }
    if seat.candidate.is_some() {
        offered.push(Sourcing::Appoint);
    }
    let holder_there = seat.held || seat.holder == Holder::Outsourced;
    if !(seat.self_rated && holder_there) {
        offered.extend([Sourcing::Hire, Sourcing::Outsource, Sourcing::InterimThenHire]);
    } else if !seat.held {
        offered.push(Sourcing::Outsource);
    }
    offered
}

/// How one person could hold both seats: as today; the holder of one takes the vacant other; or
/// one new officer where neither is held in the house. Not where two people hold the seats.
fn combined(situation: &Situation) -> Vec<Sourcing> {
    let replace = [Sourcing::Hire, Sourcing::Outsource, Sourcing::InterimThenHire];
    let [first, second] = &situation.seats;
    let self_rated = first.self_rated || second.self_rated;
    if situation.same_person && first.held {
        let mut offered = vec![Sourcing::Develop];
        if !self_rated {
            offered.extend(replace);
        }
        return offered;
    }
    if situation.neither_in_house() {
        return replace.to_vec();
    }
    let vacant = |seat: &Seat| matches!(seat.holder, Holder::Nobody | Holder::NotNeeded);
    if (first.held && vacant(second)) || (second.held && vacant(first)) {
        return vec![Sourcing::Develop];
    }
    Vec::new()
}
