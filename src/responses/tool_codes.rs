//! What survey tools put in the place of answers.

use super::Answer;
use crate::ingest::dialect::Dialect;
use crate::ingest::dialect::tools::Codes;

/// What the tool that wrote a file puts in the place of answers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ToolCodes {
    /// Name of the tool and its codes.
    tool: Option<(&'static str, &'static Codes)>,
}

impl ToolCodes {
    pub(super) fn of(dialect: Dialect) -> Self {
        Self { tool: dialect.tool().map(|tool| (tool.name.as_str(), &tool.codes)) }
    }

    /// What a folded cell says when it is one of the tool's codes.
    pub(super) fn answer(self, folded: &str) -> Option<Answer> {
        let (_, codes) = self.tool?;
        let is = |list: &[String]| list.iter().any(|code| code == folded);
        if is(&codes.not_observed) {
            Some(Answer::NotObserved)
        } else {
            is(&codes.missing).then_some(Answer::Missing)
        }
    }

    /// Whether the tool has any.
    pub(super) fn are_known(self) -> bool {
        self.tool.is_some_and(|(_, codes)| codes.letters || !codes.not_observed.is_empty())
    }

    /// The tool's name.
    pub(super) fn tool(self) -> &'static str {
        self.tool.map_or("", |(name, _)| name)
    }

    /// The number of an answer such as `A3`.
    pub(super) fn lettered(self, folded: &str) -> Option<i64> {
        let (_, codes) = self.tool?;
        let number = folded.trim_start_matches(|sign: char| sign.is_ascii_lowercase());
        let letters = folded.len() - number.len();
        let digits = !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit());
        (codes.letters && matches!(letters, 1 | 2) && digits).then(|| number.parse().ok())?
    }
}
