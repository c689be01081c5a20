//! The answer in the reader's words.

use crate::decision::Sourcing;
use crate::decision::criteria::kept;
use crate::decision::further::Arrangement;
use crate::decision::outcome::Outcome;
use crate::decision::plan::PlanSpec;
use crate::decision::seat::Seat;
use crate::decision::situation::Situation;
use crate::decision::wording::{capitalised, fill};
use crate::questionnaire::Questionnaire;
use crate::questionnaire::decision_model::phrases::{SeatPhrases, StructurePhrases};
use crate::questionnaire::decision_model::{DecisionModel, StructureKind};

/// Words for one organisation.
#[derive(Clone, Copy)]
pub struct Phrasing<'a> {
    /// The data.
    pub model: &'a DecisionModel,
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// What stands today.
    pub situation: &'a Situation,
}

impl Phrasing<'_> {
    /// The whole answer as one sentence: what changes first, then what stays.
    pub fn headline(&self, outcome: &Outcome) -> String {
        let Some(best) = outcome.best else { return self.model.phrases.no_plan.clone() + "." };
        let plan = outcome.plans[best];
        let mut parts = vec![self.structure(plan.structure)];
        parts.extend(self.seats_in_order(plan));
        if let Some(phrase) = self.further_in_headline(outcome) {
            parts.push(phrase);
        }
        let sentence = format!("{}.", capitalised(&parts.join("; ")));
        if self.nothing_changes(plan) {
            format!("{}. {sentence}", self.model.phrases.change_nothing)
        } else {
            sentence
        }
    }

    /// The structure, by what stands today.
    pub fn structure(&self, kind: StructureKind) -> String {
        let phrases = &self.model.phrases;
        let words = match kind {
            StructureKind::Combined => &phrases.combined,
            StructureKind::Inside => &phrases.inside,
            StructureKind::Outside => &phrases.outside,
        };
        let phrase = by_today(words, self.situation.today, kind);
        let [first, second] = &self.situation.seats;
        fill(phrase, &[("first", &first.short), ("second", &second.short)])
    }

    /// How a linked seat is filled under a plan.
    pub fn seat(&self, plan: PlanSpec, index: usize) -> String {
        if plan.structure == StructureKind::Combined {
            return self.both(plan.seats[index]);
        }
        self.seat_phrase(&self.situation.seats[index], plan.seats[index])
    }

    /// How any seat is filled.
    pub fn seat_phrase(&self, seat: &Seat, how: Sourcing) -> String {
        let words = &self.model.phrases.seat;
        let phrase = match how {
            Sourcing::Develop if self.near_target(seat) => &words.keep,
            _ => seat_words(words, seat, how),
        };
        let name = seat.candidate.as_ref().map_or("", |candidate| &candidate.name);
        fill(phrase, &[("seat", &seat.short), ("name", name)])
    }

    /// The further seat's arrangement.
    pub fn further(&self, arrangement: Arrangement) -> Option<String> {
        let seat = self.situation.further.as_ref()?;
        let words = self.model.phrases.further.as_ref()?;
        let first = &self.situation.seats[0].short;
        let phrase = match arrangement {
            Arrangement::NotNeeded => &words.not_needed,
            Arrangement::WithFirst => &words.with_first,
            Arrangement::Separate(_) => &words.separate,
        };
        Some(fill(phrase, &[("seat", &seat.short), ("first", first)]))
    }

    /// A plan in a table cell.
    pub fn label(&self, plan: PlanSpec) -> String {
        let name = self.model.structure_of(plan.structure).map_or("", |one| &one.name);
        if plan.structure == StructureKind::Combined {
            return format!("{name} \u{b7} {}", self.both(plan.seats[0]));
        }
        let [first, second] =
            [0, 1].map(|index| self.short(&self.situation.seats[index], plan.seats[index]));
        format!("{name} \u{b7} {first} \u{b7} {second}")
    }

    /// A seat's sourcing in a table cell.
    pub fn short(&self, seat: &Seat, how: Sourcing) -> String {
        let words = &self.model.phrases.short;
        let phrase = match how {
            Sourcing::Develop => &words.develop,
            Sourcing::Appoint => &words.appoint,
            Sourcing::Hire => &words.hire,
            Sourcing::Outsource if seat.keeps_outside() => &words.keep_outside,
            Sourcing::Outsource => &words.outsource,
            Sourcing::InterimThenHire => &words.interim_then_hire,
        };
        fill(phrase, &[("seat", &seat.short)])
    }

    fn both(&self, how: Sourcing) -> String {
        let words = &self.model.phrases.both;
        let seats = &self.situation.seats;
        let keeps = seats.iter().all(Seat::keeps_outside);
        match how {
            Sourcing::Develop if seats.iter().all(|seat| self.near_target(seat)) => &words.keep,
            Sourcing::Develop | Sourcing::Appoint => &words.develop,
            Sourcing::Hire => &words.hire,
            Sourcing::Outsource if keeps => &words.keep_outside,
            Sourcing::Outsource => &words.outsource,
            Sourcing::InterimThenHire => &words.interim_then_hire,
        }
        .clone()
    }

    /// Seats that change come before seats that stay.
    fn seats_in_order(&self, plan: PlanSpec) -> Vec<String> {
        if plan.structure == StructureKind::Combined {
            return vec![self.both(plan.seats[0])];
        }
        let mut order = [0, 1];
        order.sort_by_key(|&index| kept(&self.situation.seats[index], plan.seats[index]));
        order.iter().map(|&index| self.seat(plan, index)).collect()
    }

    fn further_in_headline(&self, outcome: &Outcome) -> Option<String> {
        let choice = outcome.further.as_ref()?.choice()?;
        let seat = self.situation.further.as_ref()?;
        match choice {
            Arrangement::NotNeeded if !seat.rated && !seat.held => None,
            Arrangement::Separate(how) if seat.held || seat.keeps_outside() => {
                Some(self.seat_phrase(seat, how))
            }
            Arrangement::Separate(how) => {
                let joined = &self.model.phrases.further.as_ref()?.joined;
                let (further, filled) = (self.further(choice)?, self.seat_phrase(seat, how));
                Some(fill(joined, &[("further", &further), ("seat_phrase", &filled)]))
            }
            Arrangement::NotNeeded | Arrangement::WithFirst => self.further(choice),
        }
    }

    fn nothing_changes(&self, plan: PlanSpec) -> bool {
        let seats = &self.situation.seats;
        self.situation.today == Some(plan.structure)
            && (0..2).all(|index| {
                let seat = &seats[index];
                kept(seat, plan.seats[index]) && self.near_target(seat)
            })
    }

    /// Raters see the seat within the small-gap limit of its target.
    fn near_target(&self, seat: &Seat) -> bool {
        seat.score
            .zip(seat.target)
            .is_some_and(|(score, target)| target - score <= self.questionnaire.scoring.small_gap)
    }
}

fn by_today(words: &StructurePhrases, today: Option<StructureKind>, kind: StructureKind) -> &str {
    match today {
        None => &words.new,
        Some(today) if today == kind => &words.keep,
        Some(StructureKind::Combined) => &words.from_combined,
        Some(_) => &words.from_split,
    }
}

fn seat_words<'a>(words: &'a SeatPhrases, seat: &Seat, how: Sourcing) -> &'a str {
    match how {
        Sourcing::Develop => &words.develop,
        Sourcing::Appoint => &words.appoint,
        Sourcing::Hire => &words.hire,
        Sourcing::Outsource if seat.keeps_outside() => &words.keep_outside,
        Sourcing::Outsource => &words.outsource,
        Sourcing::InterimThenHire => &words.interim_then_hire,
    }
}
