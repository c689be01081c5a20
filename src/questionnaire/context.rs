//! Context questions: facts about an organisation.

use serde::{Deserialize, Serialize};

/// A fact about the organisation, read and checked against its question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// `number`, `percent`, `money` (in the organisation's currency) and `scale5` (1 to 5).
    Number(f64),
    /// `choice` (an option id) and `text`.
    Text(String),
    /// `multi`: option ids in the questionnaire's order.
    Many(Vec<String>),
}

/// What kind of answer a context question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContextKind {
    /// One of the options.
    Choice,
    /// Any of the options, joined by `;`.
    Multi,
    /// A whole number from 1 to 5.
    Scale5,
    /// A number, zero or above.
    Number,
    /// A percentage, 0 to 100.
    Percent,
    /// An amount of money in the organisation's currency.
    Money,
    /// Free text.
    Text,
}

/// A question about the organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct ContextQuestion {
    /// Id, for example `org.headcount`.
    pub id: String,
    /// The question as a noun phrase, for example "Number of employees".
    pub name: String,
    /// Kind of answer.
    pub kind: ContextKind,
    /// Options in their natural order (`choice`, `multi`).
    pub options: Vec<ContextOption>,
    /// Whether the options are in order of magnitude, so that one step is the next option.
    pub ordered: bool,
    /// Range from which a missing number is drawn: `[low, high]`, in the question's unit.
    pub plausible: Option<[f64; 2]>,
    /// What a blank answer says, for example "no deadline"; a question with such a meaning is never
    /// drawn when it is missing. Empty: a blank answer is a missing fact.
    pub blank_means: String,
    /// Unit, for example "months".
    pub unit: String,
    /// What the answer does.
    pub effect: String,
    /// Seed statements it rests on.
    pub seeds: Vec<String>,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextOption {
    /// Id as it stands in answers, for example `250-999`.
    pub id: String,
    /// Words for people, for example "250 to 999 employees".
    pub label: String,
    /// Says nothing (`unknown`, `not_applicable`): treated as a missing fact when facts are drawn.
    pub silent: bool,
}

impl ContextQuestion {
    /// The options that say something, in order.
    pub fn telling(&self) -> impl Iterator<Item = &ContextOption> {
        self.options.iter().filter(|option| !option.silent)
    }

    /// The words for an option id; the id itself when it has none.
    pub fn label<'a>(&'a self, option: &'a str) -> &'a str {
        self.options.iter().find(|known| known.id == option).map_or(option, |known| &known.label)
    }
}
