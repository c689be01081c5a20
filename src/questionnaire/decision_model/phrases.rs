//! The reader's words for structures, sourcings and changes.
//!
//! Placeholders in braces: `{seat}` the seat's short name, `{first}` and `{second}` the short
//! names of the two linked seats, `{name}` a candidate, `{choice}` and `{other}` the phrases of
//! the choice and of the best plan that differs, `{gap}`, `{score}`, `{target}` numbers with one
//! decimal, `{demand}` full-time equivalents with one decimal, `{value}` a fact's words.

use serde::{Deserialize, Serialize};

/// The reader's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// When nothing changes at all.
    pub change_nothing: String,
    /// When gates removed every plan.
    pub no_plan: String,
    /// What speaks against the choice: `{criterion}`.
    pub against: String,
    /// One person holds both.
    pub combined: StructurePhrases,
    /// Two people, inside the line.
    pub inside: StructurePhrases,
    /// Two people, outside the line.
    pub outside: StructurePhrases,
    /// Seats.
    pub seat: SeatPhrases,
    /// Both seats with one officer.
    pub both: BothPhrases,
    /// The further seat.
    #[serde(default)]
    pub further: Option<FurtherPhrases>,
    /// Sourcings in short, for table cells: `{seat} developed`.
    pub short: ShortPhrases,
    /// Halves of the sentence "if ..., then".
    pub change: ChangePhrases,
    /// Warnings of the engine.
    pub warning: WarningPhrases,
    /// How numbers are written in these phrases.
    #[serde(default)]
    pub numbers: NumberWords,
}

/// How numbers are written in phrases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NumberWords {
    /// Between whole and fraction.
    pub decimal: String,
    /// Between thousands.
    pub thousands: String,
    /// A point of a scale from 1 to 5: `{value}`.
    pub of_five: String,
    /// No option of a multiple choice.
    pub none: String,
}

impl Default for NumberWords {
    fn default() -> Self {
        Self {
            decimal: ".".to_owned(),
            thousands: ",".to_owned(),
            of_five: "{value} of 5".to_owned(),
            none: "none".to_owned(),
        }
    }
}

impl NumberWords {
    /// A number with one decimal.
    pub fn tenths(&self, value: f64) -> String {
        format!("{value:.1}").replace('.', &self.decimal)
    }

    /// A number with thousands apart, and one decimal unless it is whole.
    pub fn grouped(&self, value: f64) -> String {
        let digits = usize::from(value.fract() != 0.0);
        let plain = format!("{value:.digits$}");
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut grouped = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push_str(&self.thousands);
            }
            grouped.push(digit);
        }
        if fraction.is_empty() { grouped } else { format!("{grouped}{}{fraction}", self.decimal) }
    }
}

/// Words for a structure, by what stands today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StructurePhrases {
    /// It stands today.
    pub keep: String,
    /// From one person with both duties.
    pub from_combined: String,
    /// From the other of the two split structures.
    pub from_split: String,
    /// The second seat is vacant, or nothing is known.
    pub new: String,
}

/// Words for a seat's sourcing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatPhrases {
    /// Keep a holder who is near target.
    pub keep: String,
    /// Keep and develop the holder.
    pub develop: String,
    /// Appoint a candidate.
    pub appoint: String,
    /// Hire full time.
    pub hire: String,
    /// Keep the outside officer.
    pub keep_outside: String,
    /// An outside officer.
    pub outsource: String,
    /// A bridge, then a hire.
    pub interim_then_hire: String,
}

/// Words for one officer in both seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BothPhrases {
    /// Keep a holder who is near target in both.
    pub keep: String,
    /// Keep and develop the holder of both.
    pub develop: String,
    /// Hire one officer for both.
    pub hire: String,
    /// Keep the outside officer for both.
    pub keep_outside: String,
    /// One outside officer for both.
    pub outsource: String,
    /// One bridge for both, then a hire.
    pub interim_then_hire: String,
}

/// Words for the further seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurtherPhrases {
    /// No such seat is needed.
    pub not_needed: String,
    /// The first seat carries the duty.
    pub with_first: String,
    /// A seat of its own; followed by the seat's sourcing.
    pub separate: String,
    /// Both in one sentence: `{further}`, `{seat_phrase}`.
    #[serde(default = "joined")]
    pub joined: String,
}

fn joined() -> String {
    "{further} and {seat_phrase}".to_owned()
}

/// Short words for table cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortPhrases {
    /// Develop.
    pub develop: String,
    /// Appoint.
    pub appoint: String,
    /// Hire.
    pub hire: String,
    /// Keep outside.
    pub keep_outside: String,
    /// Outsource.
    pub outsource: String,
    /// Bridge, then hire.
    pub interim_then_hire: String,
}

/// Halves of "if ..., then".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePhrases {
    /// A fact had another value: `{question}`, `{value}`.
    pub fact: String,
    /// A number reached a value from below.
    pub rises_to: String,
    /// A number fell to a value.
    pub falls_to: String,
    /// A role's score were `{score}`.
    pub score: String,
    /// The score that says who is heard were `{value}`: `{question}`.
    pub heard: String,
    /// A criterion, `{question}`, counted `{value}` times as much.
    pub weight: String,
}

/// Warnings of the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarningPhrases {
    /// Who holds `{seat}` was not said; taken as held, since raters rated a holder.
    pub holder_assumed_held: String,
    /// Who holds `{seat}` was not said; taken as vacant.
    pub holder_assumed_vacant: String,
    /// Whether one person holds both was not said; taken as `{value}`.
    pub same_person_assumed: String,
    /// Whom `{second}` reports to was not said.
    pub line_unknown: String,
    /// `{seat}` was rated by nobody.
    pub unrated: String,
    /// `{seat}` was rated by the holder alone.
    pub self_rated: String,
    /// `{seat}` lacks a price; affordability is left out.
    pub unpriced: String,
    /// A bridge is advised though nobody can oversee it.
    pub bridge_without_overseer: String,
    /// Words were lowered because a gate's facts are missing: `{gate}`.
    pub gate_unknown: String,
    /// Words were lowered because `{question}` is missing and could change the answer.
    pub missing_moves: String,
    /// Words were lowered because only the holder rated `{seat}`.
    pub self_rated_alone: String,
    /// Words were lowered because nobody rated `{seat}`.
    pub rated_by_nobody: String,
    /// Words were lowered because the mean value and the share of first ranks disagree.
    pub measures_disagree: String,
}
