//! The parts of an answer: choice, words, shares and how sure each is.

use super::Recommendation;
use crate::decision::criteria::kept;
use crate::decision::further::{Arrangement, FurtherAnalysis};
use crate::decision::outcome::{Outcome, STRUCTURE, Shares, Weighting, word};
use crate::decision::phrasing::Phrasing;
use crate::decision::sensitivity::Sensitivity;
use crate::decision::wording::fill;
use crate::decision::{Confidence, Part};
use crate::questionnaire::condition::Truth;
use std::collections::BTreeMap;

impl Recommendation<'_> {
    /// Structure, linked seats, further seat: choice, phrase, shares and word of each.
    pub(super) fn parts(
        &self,
        outcome: &Outcome,
        sensitivity: &Sensitivity,
    ) -> BTreeMap<String, Part> {
        let engine = &self.engine;
        let first = engine.shares(outcome, self.situation, Weighting::Model);
        let any = engine.shares(outcome, self.situation, Weighting::Any);
        let ids = engine.ids(outcome, self.situation);
        ids.into_iter()
            .map(|(id, choice)| {
                let mut part = self.part(&id, choice, [&first, &any]);
                part.phrase = phrase(&self.phrasing, outcome, &id);
                part.changes = self.changes(outcome, &id);
                self.cap(&mut part, &id, sensitivity);
                part.sourcing = self.further_sourcing(outcome, &id);
                (id, part)
            })
            .collect()
    }

    fn part(&self, id: &str, choice: String, [first, any]: [&Shares; 2]) -> Part {
        let acceptability = first.get(id).cloned().unwrap_or_default();
        let acceptability_any_weights = any.get(id).cloned().unwrap_or_default();
        let words = &self.engine.model.words;
        let confidence = word(&choice, &acceptability, &acceptability_any_weights, words);
        let share = acceptability.get(&choice).copied().unwrap_or(0.0);
        let disagree = acceptability.values().any(|other| *other > share);
        let phrases = &self.engine.model.phrases.warning;
        Part {
            capped_because: disagree.then(|| phrases.measures_disagree.clone()),
            choice,
            phrase: String::new(),
            changes: false,
            acceptability,
            acceptability_any_weights,
            confidence,
            sourcing: None,
        }
    }

    /// Lowers the word where nobody else rated a seat, and where a missing fact decides over a gate
    /// or could move the answer.
    fn cap(&self, part: &mut Part, id: &str, sensitivity: &Sensitivity) {
        let words = &self.engine.model.phrases.warning;
        if let Some((lowest, question)) = sensitivity.lowest_word.get(id)
            && *lowest < part.confidence
        {
            part.confidence = *lowest;
            part.capped_because = Some(fill(&words.missing_moves, &[("question", question)]));
        }
        let blind = self
            .situation
            .seats
            .iter()
            .find(|seat| !seat.rated && (id == STRUCTURE || id == seat.role));
        if let Some(seat) = blind
            && part.confidence == Confidence::Clear
        {
            let phrase =
                if seat.self_rated { &words.self_rated_alone } else { &words.rated_by_nobody };
            part.confidence = Confidence::Lean;
            part.capped_because = Some(fill(phrase, &[("seat", &seat.short)]));
        }
        let open = self
            .gates
            .iter()
            .find(|state| state.truth == Truth::Unknown && !state.gate.removes.is_empty());
        if let Some(state) = open
            && part.confidence == Confidence::Clear
            && self.situation.further.as_ref().is_none_or(|seat| seat.role != id)
        {
            part.confidence = Confidence::Lean;
            part.capped_because = Some(fill(&words.gate_unknown, &[("gate", &state.gate.name)]));
        }
    }

    /// Whether a part of the answer differs from what stands today.
    fn changes(&self, outcome: &Outcome, id: &str) -> bool {
        let Some(plan) = outcome.best.map(|best| outcome.plans[best]) else { return false };
        if id == STRUCTURE {
            return self.situation.today != Some(plan.structure);
        }
        let seats = &self.situation.seats;
        if let Some(index) = seats.iter().position(|seat| seat.role == id) {
            return !kept(&seats[index], plan.seats[index]);
        }
        let held =
            self.situation.further.as_ref().is_some_and(|one| one.held || one.keeps_outside());
        match outcome.further.as_ref().and_then(FurtherAnalysis::choice) {
            Some(Arrangement::Separate(how)) => {
                self.situation.further.as_ref().is_some_and(|seat| !kept(seat, how))
            }
            Some(Arrangement::WithFirst) => true,
            Some(Arrangement::NotNeeded) | None => held,
        }
    }

    /// The sourcing of a further seat of its own, given that it is one.
    fn further_sourcing(&self, outcome: &Outcome, id: &str) -> Option<Box<Part>> {
        let seat = self.situation.further.as_ref().filter(|seat| seat.role == id)?;
        let further = outcome.further.as_ref()?;
        let Some(Arrangement::Separate(how)) = further.choice() else { return None };
        let sourcing = |option| match option {
            Arrangement::Separate(how) => Some(how.name().to_owned()),
            Arrangement::NotNeeded | Arrangement::WithFirst => None,
        };
        let shares = [Weighting::Model, Weighting::Any].map(|weights| {
            let mut shares = further.shares(sourcing, further.first_by(weights));
            let sum: f64 = shares.values().sum();
            for share in shares.values_mut() {
                *share /= sum.max(f64::EPSILON);
            }
            Shares::from([(id.to_owned(), shares)])
        });
        let mut part = self.part(id, how.name().to_owned(), [&shares[0], &shares[1]]);
        part.phrase = self.phrasing.seat_phrase(seat, how);
        Some(Box::new(part))
    }
}

/// The chosen option of a part in words.
pub(super) fn phrase(phrasing: &Phrasing<'_>, outcome: &Outcome, id: &str) -> String {
    let Some(plan) = outcome.best.map(|best| outcome.plans[best]) else {
        return String::new();
    };
    if id == STRUCTURE {
        return phrasing.structure(plan.structure);
    }
    if let Some(index) = phrasing.situation.seats.iter().position(|seat| seat.role == id) {
        return phrasing.seat(plan, index);
    }
    let choice = outcome.further.as_ref().and_then(FurtherAnalysis::choice);
    phrasing.further(choice.unwrap_or(Arrangement::NotNeeded)).unwrap_or_default()
}

/// The structure apart from the seats.
pub(super) fn split(mut parts: BTreeMap<String, Part>) -> (Part, BTreeMap<String, Part>) {
    let structure = parts.remove(STRUCTURE).unwrap_or_else(|| Part {
        choice: "none".to_owned(),
        phrase: String::new(),
        changes: false,
        acceptability: BTreeMap::new(),
        acceptability_any_weights: BTreeMap::new(),
        confidence: Confidence::FinelyBalanced,
        capped_because: None,
        sourcing: None,
    });
    (structure, parts)
}
