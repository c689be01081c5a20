//! Facts as quantities: known, or drawn over their options or plausible range.

use crate::decision::Inputs;
use crate::decision::streams::Streams;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::condition::{Condition, Truth};
use crate::questionnaire::context::{ContextKind, ContextQuestion};
use crate::questionnaire::decision_model::Driver;
use crate::responses::Fact;
use std::rc::Rc;

/// A quantity of one organisation over the draws.
#[derive(Debug, Clone)]
pub enum Quantity {
    /// The same in every draw.
    Known(f64),
    /// Uniform over `steps` equal steps from `low` to `high`; 0 steps: continuous.
    Drawn {
        /// Uniform numbers.
        stream: Rc<[f64]>,
        /// Lowest value.
        low: f64,
        /// Highest value.
        high: f64,
        /// Number of equally likely values.
        steps: usize,
    },
}

impl Quantity {
    /// The value in a draw.
    pub fn at(&self, draw: usize) -> f64 {
        match self {
            Self::Known(value) => *value,
            Self::Drawn { stream, low, high, steps } => {
                let u = stream.get(draw).copied().unwrap_or(0.5);
                match steps {
                    0 => low + (high - low) * u,
                    1 => *low,
                    n => low + (high - low) * (u * *n as f64).floor() / (*n - 1) as f64,
                }
            }
        }
    }
}

/// What facts are read from.
#[derive(Clone, Copy)]
pub struct FactReader<'a> {
    /// Facts and scores.
    pub inputs: &'a Inputs<'a>,
    /// The questions.
    pub questionnaire: &'a Questionnaire,
    /// Streams for missing facts.
    pub streams: &'a Streams,
}

impl FactReader<'_> {
    /// A driver: 0 to 1.
    pub fn driver(&self, driver: &Driver) -> Quantity {
        let Some(question) = self.questionnaire.question(&driver.question) else {
            return Quantity::Known(0.5);
        };
        let fact = self.inputs.facts.get(&driver.question);
        let full = driver.full_at.unwrap_or(1.0);
        let known = match (question.kind, fact) {
            (ContextKind::Choice, Some(Fact::Text(option))) => position(question, option),
            (ContextKind::Scale5, Some(Fact::Number(number))) => Some((number - 1.0) / 4.0),
            (ContextKind::Percent, Some(Fact::Number(number))) => Some(number / 100.0),
            (ContextKind::Number | ContextKind::Money, Some(Fact::Number(number))) => {
                Some(number / full)
            }
            (ContextKind::Multi, Some(Fact::Many(options))) => {
                let counted = options.iter().filter(|option| !driver.ignore.contains(option));
                Some(counted.count() as f64 / full)
            }
            _ => None,
        };
        let quantity = match known {
            Some(value) => Quantity::Known(value.clamp(0.0, 1.0)),
            None => self.missing_share(question, full),
        };
        if driver.invert { inverted(quantity) } else { quantity }
    }

    /// The position of a choice among its telling options, from 0 to their number minus one.
    pub fn band(&self, id: &str, bands: usize) -> Quantity {
        let last = bands.saturating_sub(1) as f64;
        let known = self.questionnaire.question(id).zip(self.inputs.facts.get(id)).and_then(
            |(question, fact)| match fact {
                Fact::Text(option) => position(question, option),
                _ => None,
            },
        );
        match known {
            Some(share) => Quantity::Known((share * last).round()),
            None => self.drawn(id, 0.0, last, bands),
        }
    }

    /// A number; a missing one is drawn from the question's plausible range, else `None`.
    pub fn number(&self, id: Option<&str>) -> Option<Quantity> {
        let id = id?;
        if let Some(number) = self.inputs.number(Some(id)) {
            return Some(Quantity::Known(number));
        }
        let [low, high] = self.questionnaire.question(id)?.plausible?;
        Some(self.drawn(id, low, high, 0))
    }

    /// 1 where a condition holds, 0 where it does not, drawn evenly where it is not known.
    pub fn indicator(&self, condition: Option<&Condition>) -> Quantity {
        let Some(condition) = condition else { return Quantity::Known(0.0) };
        match self.inputs.truth(condition, self.questionnaire) {
            Truth::True => Quantity::Known(1.0),
            Truth::False => Quantity::Known(0.0),
            Truth::Unknown => {
                let name = condition.questions().first().copied().unwrap_or("condition");
                self.drawn(name, 0.0, 1.0, 2)
            }
        }
    }

    fn missing_share(&self, question: &ContextQuestion, full: f64) -> Quantity {
        let id = &question.id;
        match question.kind {
            ContextKind::Choice => self.drawn(id, 0.0, 1.0, question.telling().count()),
            ContextKind::Scale5 => self.drawn(id, 0.0, 1.0, 5),
            ContextKind::Multi => self.drawn(id, 0.0, 1.0, full.max(1.0) as usize + 1),
            ContextKind::Number | ContextKind::Money | ContextKind::Percent => {
                let [low, high] = question.plausible.unwrap_or([0.0, full]);
                self.drawn(id, (low / full).min(1.0), (high / full).min(1.0), 0)
            }
            ContextKind::Text => Quantity::Known(0.5),
        }
    }

    fn drawn(&self, id: &str, low: f64, high: f64, steps: usize) -> Quantity {
        Quantity::Drawn { stream: self.streams.uniform(&format!("fact.{id}")), low, high, steps }
    }
}

/// Position of an option among the telling ones: 0 for the first, 1 for the last.
fn position(question: &ContextQuestion, option: &str) -> Option<f64> {
    let last = question.telling().count().checked_sub(1).filter(|last| *last > 0)?;
    let index = question.telling().position(|known| known.id == option)?;
    Some(index as f64 / last as f64)
}

fn inverted(quantity: Quantity) -> Quantity {
    match quantity {
        Quantity::Known(value) => Quantity::Known(1.0 - value),
        Quantity::Drawn { stream, low, high, steps } => {
            Quantity::Drawn { stream, low: 1.0 - low, high: 1.0 - high, steps }
        }
    }
}
