//! Conditions on facts, evaluated with unknowns (Kleene's three-valued logic).

use super::context::{ContextKind, ContextQuestion, Fact};
use super::source::did_you_mean;
use crate::diagnostic::Diagnostic;
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

    /// What is wrong with the condition for these questions, without places: unknown questions and
    /// options, comparisons that do not fit the kind of question, or nothing to compare.
    pub fn problems(&self, questions: &[&ContextQuestion]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let forms = [!self.any.is_empty(), !self.all.is_empty(), self.question.is_some()];
        if forms.iter().filter(|form| **form).count() != 1 {
            let message = "a condition needs exactly one of `any`, `all` and `question`";
            found.push(Diagnostic::error("condition-form", message));
        }
        for part in self.any.iter().chain(&self.all) {
            found.extend(part.problems(questions));
        }
        if let Some(id) = &self.question {
            if let Some(question) = questions.iter().find(|question| question.id == *id) {
                found.extend(self.mismatches(question));
            } else {
                let message = format!("there is no context question \"{id}\"");
                let ids = questions.iter().map(|question| question.id.as_str());
                found.push(hinted("unknown-id", message, did_you_mean(id, ids)));
            }
        }
        found
    }

    /// Comparisons that the question cannot answer.
    fn mismatches(&self, question: &ContextQuestion) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let id = &question.id;
        let numeric = self.at_least.is_some() || self.at_most.is_some();
        let (fits, expected) = match question.kind {
            ContextKind::Choice | ContextKind::Text => {
                (!self.is.is_empty() && self.has.is_empty() && !numeric, "is")
            }
            ContextKind::Multi => (!self.has.is_empty() && self.is.is_empty() && !numeric, "has"),
            _ => (numeric && self.is.is_empty() && self.has.is_empty(), "at_least` or `at_most"),
        };
        if !fits {
            let message = format!("a condition on \"{id}\" compares with `{expected}` alone");
            found.push(Diagnostic::error("condition-form", message));
        }
        if question.options.is_empty() {
            return found;
        }
        for option in self.is.iter().chain(&self.has) {
            if !question.options.iter().any(|known| known.id == *option) {
                let message = format!("\"{id}\" has no option \"{option}\"");
                let ids = question.options.iter().map(|known| known.id.as_str());
                found.push(hinted("unknown-option", message, did_you_mean(option, ids)));
            }
        }
        found
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

fn hinted(code: &'static str, message: String, hint: Option<String>) -> Diagnostic {
    let problem = Diagnostic::error(code, message);
    match hint {
        Some(hint) => problem.with_hint(hint),
        None => problem,
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
