//! What is known of each survey tool: how its exports are recognised and what its own columns are.
//!
//! All of it is data (`tools.toml`); what the words in it mean is said there.

use crate::ingest::folding::fold;
use serde::Deserialize;
use std::sync::LazyLock;

/// A survey tool, as its exports show it.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Name for people.
    pub name: String,
    /// Why the shape is not sure; `None`: it was seen in a real file.
    pub unverified: Option<String>,
    /// Why the tab-separated shape is not sure.
    pub unverified_tabs: Option<String>,
    #[serde(default)]
    pub(super) first: Names,
    #[serde(default)]
    pub(super) last: Names,
    #[serde(default)]
    pub(super) signature: Vec<Names>,
    /// Groups of names that are enough without the first column.
    #[serde(default)]
    pub(super) sure: Vec<Names>,
    /// Its exports are JSON.
    #[serde(default)]
    pub(super) json: bool,
    /// A moment stands in the first cell of data; the first column's name alone is no sign.
    #[serde(default)]
    pub(super) timed: bool,
    /// Two headings such as `Q1[SQ001]` are a signature as well.
    #[serde(default)]
    pub(super) codes_in_brackets: bool,
    #[serde(default)]
    pub(super) header: Header,
    #[serde(default)]
    pub(super) text: Vec<Split>,
    #[serde(default)]
    pub(super) submitted: Names,
    /// How long an answer took.
    #[serde(default)]
    pub(super) seconds: Names,
    #[serde(default)]
    pub(super) started: Names,
    /// Where there are none, the best of `submitted`.
    #[serde(default)]
    pub(super) ended: Names,
    #[serde(default)]
    pub(super) person: Names,
    #[serde(default)]
    pub(super) response: Names,
    #[serde(default)]
    pub(super) personal: Names,
    #[serde(default)]
    pub(super) own: Names,
    /// Codes that the tool writes where nothing was rated.
    #[serde(default)]
    pub codes: Codes,
    #[serde(default)]
    pub(super) left_out: Vec<LeftOut>,
    #[serde(default)]
    pub(super) counted: Vec<Counted>,
}

/// Codes that a tool writes in the place of answers.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Codes {
    /// "No opinion", "not applicable" and the like.
    pub not_observed: Vec<String>,
    /// Seen and left blank.
    pub missing: Vec<String>,
    /// Answers are letters and a number, such as `A3`.
    pub letters: bool,
}

/// How many rows stand above the data, and what they say.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Header {
    /// One row of names.
    #[default]
    One,
    /// Tags, then questions, then import ids; the last two may be absent.
    Qualtrics,
    /// Questions over the first of their columns, then rows or options.
    SurveyMonkey,
}

/// How a question and its row stand in one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::ingest) enum Split {
    /// `Question [Row]`
    Bracket,
    /// `Question - Row`
    Dash,
    /// `Question.Row`
    Dot,
    /// `Row:Question`
    RowFirst,
    /// `Question >> Row`
    Arrow,
    /// `group/name`
    Path,
    /// `group-name`
    Group,
    /// `outer.inner`
    Member,
    /// `Label (choice=Option)` and `name___option`
    Choice,
    /// `Q1[SQ001]`, with or without a text after it
    Code,
}

/// Rows that are no answers.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeftOut {
    pub(super) reason: Reason,
    pub(super) column: Names,
    #[serde(default)]
    pub(super) values: Names,
    /// Numbers below this.
    pub(super) below: Option<f64>,
    /// Of several columns, the one that ends the most columns counts; else the first.
    #[serde(default)]
    pub(super) of_longest_block: bool,
}

/// Values of a column that say that a row is an answer.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counted {
    pub(super) column: Names,
    pub(super) values: Names,
}

/// Why a tool's row is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Reason {
    /// Made by whoever wrote the survey.
    Preview,
    /// Generated to try the survey.
    Test,
    /// Marked by the tool.
    Spam,
    /// Begun and not handed in.
    Partial,
    /// Sent away by the survey's own rules.
    Disqualified,
    /// Refused in review.
    Rejected,
}

impl Reason {
    /// The stable word for it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Test => "test",
            Self::Spam => "spam",
            Self::Partial => "partial",
            Self::Disqualified => "disqualified",
            Self::Rejected => "rejected",
        }
    }
}

/// Names of columns or values, compared folded; `*` at an end stands for any text.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Names(Vec<Pattern>);

#[derive(Debug, PartialEq, Eq)]
struct Pattern {
    text: String,
    open_start: bool,
    open_end: bool,
}

impl From<Vec<String>> for Names {
    fn from(names: Vec<String>) -> Self {
        Self(names.iter().map(|name| Pattern::new(name)).collect())
    }
}

impl Pattern {
    fn new(name: &str) -> Self {
        let (text, open_start) = name.strip_prefix('*').map_or((name, false), |rest| (rest, true));
        let (text, open_end) = text.strip_suffix('*').map_or((text, false), |rest| (rest, true));
        Self { text: fold(text), open_start, open_end }
    }

    fn fits(&self, name: &str) -> bool {
        match (self.open_start, self.open_end) {
            (false, false) => name == self.text,
            (false, true) => name.starts_with(&self.text),
            (true, false) => name.ends_with(&self.text),
            (true, true) => name.contains(&self.text),
        }
    }
}

impl Names {
    /// Whether a folded name is one of these.
    pub(super) fn have(&self, name: &str) -> bool {
        self.rank(name).is_some()
    }

    /// The place of a folded name among these.
    pub(super) fn rank(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|pattern| pattern.fits(name))
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    tool: Vec<Tool>,
}

static TOOLS: LazyLock<Vec<Tool>> = LazyLock::new(|| {
    // A test reads the file, so it is never broken here.
    toml::from_str::<File>(include_str!("tools.toml")).map_or_else(|_| Vec::new(), |file| file.tool)
});

/// All tools, in the order in which they are tried.
pub fn tools() -> &'static [Tool] {
    &TOOLS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let file: File = toml::from_str(include_str!("tools.toml")).expect("sound");
        assert!(file.tool.len() >= 11);
        for tool in &file.tool {
            let signed = !tool.first.is_empty() || !tool.signature.is_empty() || tool.json;
            assert!(signed, "{}", tool.name);
            let ends = !tool.ended.is_empty() || !tool.submitted.is_empty();
            assert!(tool.started.is_empty() || ends, "{}", tool.name);
        }
    }

    #[test]
    fn a_star_stands_for_any_text() {
        let names = Names::from(vec!["Q_*".to_owned(), "*_complete".to_owned(), "ID".to_owned()]);
        assert_eq!(names.rank("q_recaptchascore"), Some(0));
        assert_eq!(names.rank("form_complete"), Some(1));
        assert_eq!(names.rank("id"), Some(2));
        assert!(!names.have("ids"));
    }
}
