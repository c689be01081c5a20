//! What stands today: who holds the seats, who reports to whom, what raters see.
//!
//! Facts that define the plans are never drawn. Where they are missing they are taken from the
//! rated incumbents, with a warning.

use crate::decision::Inputs;
use crate::decision::seat::{Holder, Seat};
use crate::decision::wording::fill;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::condition::Truth;
use crate::questionnaire::decision_model::{DecisionModel, StructureKind};
use crate::responses::{Fact, Standing};
use crate::scoring::CompetencyScore;
use std::collections::BTreeSet;

/// What stands today.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// The two linked seats.
    pub seats: [Seat; 2],
    /// The further seat, where the questionnaire has one.
    pub further: Option<Seat>,
    /// One person holds both linked seats.
    pub same_person: bool,
    /// Today's structure; `None`: the second seat is vacant or its line is not known.
    pub today: Option<StructureKind>,
    /// The seat in which raters see the holder of both clearly further from target than in the other
    /// (by more than the small-gap limit): nobody is moved there.
    pub weaker_seat: Option<usize>,
    /// Clarity of decision rights, 0 to 1; `None`: not rated.
    pub heard_score: Option<f64>,
    /// Ends of that score's interval, 0 to 1.
    pub heard_interval: Option<[f64; 2]>,
    /// Assumptions made, in plain sentences.
    pub warnings: Vec<String>,
}

impl Situation {
    /// Reads the situation from facts and scores.
    pub fn of(inputs: &Inputs<'_>, questionnaire: &Questionnaire, model: &DecisionModel) -> Self {
        let mut warnings = Vec::new();
        let mut seats = [0, 1].map(|index| Seat::of(inputs, questionnaire, &model.seat[index]));
        for seat in &mut seats {
            assume_holder(seat, inputs, model, &mut warnings);
        }
        let same_person = same_person(inputs, questionnaire, model, &seats, &mut warnings);
        if same_person {
            let held = seats.iter().any(|seat| seat.held);
            for seat in &mut seats {
                seat.held = held;
            }
        }
        let today = today(inputs, model, &seats, same_person, &mut warnings);
        warn_of_scores(&seats, model, &mut warnings);
        let heard = heard(inputs, model);
        let share = |score: f64| share_of_scale(score, questionnaire);
        Self {
            further: model
                .further_seat
                .as_ref()
                .map(|further| Seat::of(inputs, questionnaire, &further.seat)),
            heard_score: heard.and_then(|one| one.score).map(share),
            heard_interval: heard.and_then(|one| one.interval).map(|ends| ends.map(share)),
            weaker_seat: weaker_seat(&seats, questionnaire.scoring.small_gap),
            seats,
            same_person,
            today,
            warnings,
        }
    }

    /// Neither seat has anybody employed here.
    pub fn neither_in_house(&self) -> bool {
        !self.seats[0].held && !self.seats[1].held
    }

    /// Full-time equivalents known to be worked by one person in both seats: a full-time post in
    /// either makes one full-time person.
    pub fn one_full_time(&self) -> bool {
        self.seats.iter().any(|seat| seat.holder == Holder::FullTime)
    }
}

/// A holder who was not named is taken from the ratings: somebody rated is somebody there.
fn assume_holder(
    seat: &mut Seat,
    inputs: &Inputs<'_>,
    model: &DecisionModel,
    warnings: &mut Vec<String>,
) {
    if seat.holder != Holder::Unknown {
        return;
    }
    let incumbent = inputs.scores.roles.iter().any(|scores| {
        scores.role == seat.role
            && scores.subjects.iter().any(|subject| subject.standing == Standing::Incumbent)
    });
    let words = &model.phrases.warning;
    let held = incumbent || seat.rated || seat.self_rated;
    let phrase = if held { &words.holder_assumed_held } else { &words.holder_assumed_vacant };
    seat.holder = if held { Holder::HoursUnknown } else { Holder::Nobody };
    seat.held = held;
    warnings.push(fill(phrase, &[("seat", &seat.short)]));
}

/// Whether one person holds both seats: as said, else when one name is the incumbent of both.
fn same_person(
    inputs: &Inputs<'_>,
    questionnaire: &Questionnaire,
    model: &DecisionModel,
    seats: &[Seat; 2],
    warnings: &mut Vec<String>,
) -> bool {
    let holds = inputs.truth(&model.facts.holds_both, questionnaire);
    if holds != Truth::Unknown {
        return holds == Truth::True;
    }
    if !seats.iter().all(|seat| seat.held) {
        return false;
    }
    let names = |role: &str| -> BTreeSet<&str> {
        inputs
            .scores
            .roles
            .iter()
            .filter(|scores| scores.role == role)
            .flat_map(|scores| &scores.subjects)
            .filter(|subject| subject.standing == Standing::Incumbent)
            .map(|subject| subject.subject.as_str())
            .collect()
    };
    let first = names(&seats[0].role);
    let same = !first.is_empty() && first == names(&seats[1].role);
    let value = if same { "yes" } else { "no" };
    let words = model.facts.holds_both.questions().first().copied().unwrap_or_default();
    let label = questionnaire.question(words).map_or(value, |question| question.label(value));
    warnings.push(fill(&model.phrases.warning.same_person_assumed, &[("value", label)]));
    same
}

/// Today's structure.
fn today(
    inputs: &Inputs<'_>,
    model: &DecisionModel,
    seats: &[Seat; 2],
    same_person: bool,
    warnings: &mut Vec<String>,
) -> Option<StructureKind> {
    if same_person {
        return Some(StructureKind::Combined);
    }
    if seats[1].holder == Holder::Nobody {
        return None;
    }
    let line = model.facts.line.as_ref().and_then(|line| inputs.facts.get(line));
    if let Some(Fact::Text(option)) = line {
        if model.facts.line_inside.contains(option) {
            return Some(StructureKind::Inside);
        }
        if model.facts.line_outside.contains(option) {
            return Some(StructureKind::Outside);
        }
        return None;
    }
    if model.facts.line.is_some() {
        let words = &model.phrases.warning.line_unknown;
        warnings.push(fill(words, &[("second", &seats[1].short)]));
    }
    None
}

fn warn_of_scores(seats: &[Seat; 2], model: &DecisionModel, warnings: &mut Vec<String>) {
    let words = &model.phrases.warning;
    for (seat, asked) in seats.iter().zip(&model.seat) {
        if seat.self_rated {
            warnings.push(fill(&words.self_rated, &[("seat", &seat.short)]));
        } else if !seat.rated {
            warnings.push(fill(&words.unrated, &[("seat", &seat.short)]));
        }
        if seat.prices.is_none() && asked.asks_for_prices() {
            warnings.push(fill(&words.unpriced, &[("seat", &seat.short)]));
        }
    }
}

/// The seat whose gap exceeds the other's by more than the limit; `None` where either is unrated.
fn weaker_seat(seats: &[Seat; 2], limit: f64) -> Option<usize> {
    let gap = |seat: &Seat| seat.target.zip(seat.score).map(|(target, score)| target - score);
    let (first, second) = (gap(&seats[0])?, gap(&seats[1])?);
    if first - second > limit {
        Some(0)
    } else if second - first > limit {
        Some(1)
    } else {
        None
    }
}

/// The competency that says whether the second seat is heard, as others rated it.
fn heard<'a>(inputs: &Inputs<'a>, model: &DecisionModel) -> Option<&'a CompetencyScore> {
    let id = model.facts.heard_competency.as_ref()?;
    inputs
        .scores
        .roles
        .iter()
        .filter_map(|scores| scores.headline.as_ref())
        .filter(|headline| !headline.self_rated)
        .flat_map(|headline| &headline.competencies)
        .find(|competency| competency.competency == *id)
}

/// 0 at the lowest point of the scale, 1 at the highest.
fn share_of_scale(score: f64, questionnaire: &Questionnaire) -> f64 {
    let scale = &questionnaire.scale;
    (score - scale.min as f64) / (scale.max - scale.min) as f64
}
