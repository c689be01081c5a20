//! Conditions on facts, evaluated with unknowns (Kleene's three-valued logic).

use crate::responses::Fact;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A condition on the facts of an organisation, as written in a questionnaire:
///
/// ```toml
/// when = { question = "org.it_provider", is = ["partly", "mostly"] }
/// when = { any = [ { question = "org.independence_required", is = ["yes"] },
///                  { question = "org.regimes", has = ["dora"] } ] }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// At least one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Condition>,
    /// All of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Condition>,
    /// Id of the context question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The choice is one of these options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// The multiple choice has one of these options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub has: Vec<String>,
    /// The number is at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// The number is at most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
}

/// The value of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// A fact that it needs is missing.
    Unknown,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl Condition {
    /// Whether the condition holds for these facts. A missing fact, or a fact among `silent`
    /// options (such as `unknown`) that the condition does not name, makes it unknown.
    pub fn holds(
        &self,
        facts: &BTreeMap<String, Fact>,
        silent: &dyn Fn(&str, &str) -> bool,
    ) -> Truth {
        if !self.any.is_empty() {
            return kleene(&self.any, facts, silent, Truth::True);
        }
        if !self.all.is_empty() {
            return kleene(&self.all, facts, silent, Truth::False);
        }
        let Some(question) = &self.question else { return Truth::True };
        match facts.get(question) {
            None => Truth::Unknown,
            Some(Fact::Text(option)) if self.is.contains(option) => Truth::True,
            Some(Fact::Text(option)) if silent(question, option) => Truth::Unknown,
            Some(Fact::Text(_)) => Truth::False,
            Some(Fact::Many(options)) => options.iter().any(|one| self.has.contains(one)).into(),
            Some(Fact::Number(number)) => (self.at_least.is_none_or(|least| *number >= least)
                && self.at_most.is_none_or(|most| *number <= most))
            .into(),
        }
    }

    /// The questions that the condition reads.
    pub fn questions(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self.question.iter().map(String::as_str).collect();
        for part in self.any.iter().chain(&self.all) {
            for question in part.questions() {
                if !found.contains(&question) {
                    found.push(question);
                }
            }
        }
        found
    }
}

/// `any` (deciding value true) or `all` (deciding value false) over the parts.
fn kleene(
    parts: &[Condition],
    facts: &BTreeMap<String, Fact>,
    silent: &dyn Fn(&str, &str) -> bool,
    deciding: Truth,
) -> Truth {
    let values: Vec<Truth> = parts.iter().map(|part| part.holds(facts, silent)).collect();
    if values.contains(&deciding) {
        deciding
    } else if values.contains(&Truth::Unknown) {
        Truth::Unknown
    } else if deciding == Truth::True {
        Truth::False
    } else {
        Truth::True
    }
}
