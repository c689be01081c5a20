//! Answers with their meaning: who answered about whom, and what, item by item.
//!
//! [`ResponseSet`] is what reading leaves behind. Wrong cells have been reported by then and stand
//! in [`Organisation::problems`]; nothing later looks at text again.

use crate::diagnostic::Diagnostic;
pub use crate::questionnaire::context::Fact;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One item's answer by one rater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answer {
    /// A point of the scale, as given (before reversing).
    Value(i64),
    /// The rater declared that the behaviour could not be observed.
    NotObserved,
    /// Blank.
    #[default]
    Missing,
}

impl Answer {
    /// The scale point, when there is one.
    pub fn value(self) -> Option<i64> {
        match self {
            Self::Value(point) => Some(point),
            Self::NotObserved | Self::Missing => None,
        }
    }
}

/// How the rater stands to the person or function assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RaterGroup {
    /// The assessed person.
    #[serde(rename = "self")]
    Own,
    /// Superior of the assessed person.
    Manager,
    /// Colleague at the same level.
    Peer,
    /// Someone who reports to the assessed person.
    Report,
    /// Member of the board.
    Board,
    /// Anyone else; also where nothing is said.
    #[default]
    Other,
}

impl RaterGroup {
    /// All groups in the order in which reports show them.
    pub const ALL: [Self; 6] =
        [Self::Own, Self::Manager, Self::Peer, Self::Report, Self::Board, Self::Other];

    /// The name used in files: `self`, `manager`, `peer`, `report`, `board`, `other`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Manager => "manager",
            Self::Peer => "peer",
            Self::Report => "report",
            Self::Board => "board",
            Self::Other => "other",
        }
    }
}

/// Why a subject is assessed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Holds the seat.
    #[default]
    Incumbent,
    /// Candidate from inside.
    Candidate,
    /// Candidate from outside.
    External,
}

impl Standing {
    /// The name used in files: `incumbent`, `candidate`, `external`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Incumbent => "incumbent",
            Self::Candidate => "candidate",
            Self::External => "external",
        }
    }
}

/// One row of answers: one rater about one subject, or about the function as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// Base name of the file it was read from.
    pub file: String,
    /// Row in that file, counted from 1 with the header as row 1.
    pub row: usize,
    /// Id of the rater, when given.
    pub respondent: Option<String>,
    /// The person assessed; `None`: the function as a whole.
    pub subject: Option<String>,
    /// The role that the subject holds or applies for; `None`: every role whose items are filled.
    pub role: Option<String>,
    /// Why the subject is assessed.
    pub standing: Standing,
    /// The rater's group.
    pub rater: RaterGroup,
    /// When it was submitted, as ISO 8601 text that sorts in order of time.
    pub submitted_at: Option<String>,
    /// One answer per item, in [`Questionnaire::items`](crate::questionnaire::Questionnaire::items) order.
    pub answers: Vec<Answer>,
    /// Importance ratings, 1 to 5, by competency id.
    pub importance: BTreeMap<String, i64>,
    /// Free text by competency or role id.
    pub comments: BTreeMap<String, String>,
}

/// A row that was read and left out, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Excluded {
    /// Base name of the file.
    pub file: String,
    /// Row, counted from 1.
    pub row: usize,
    /// Stable reason: `duplicate`, `empty`, ...
    pub reason: &'static str,
}

/// Everything said about one organisation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Organisation {
    /// Name as given.
    pub name: String,
    /// The answers that count, in a fixed order that does not depend on the order of rows.
    pub responses: Vec<Response>,
    /// Facts by context question id. A question that was not answered is absent.
    pub facts: BTreeMap<String, Fact>,
    /// Currency of the money facts (`org.currency`), when given.
    pub currency: Option<String>,
    /// How many were asked (`org.invited`), for the response rate.
    pub invited: Option<u64>,
    /// Warnings and errors that concern this organisation alone. Any error fails it.
    pub problems: Vec<Diagnostic>,
    /// Rows left out.
    pub excluded: Vec<Excluded>,
}

impl Organisation {
    /// Whether a problem keeps this organisation from being scored.
    pub fn failed(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }
}

/// All organisations of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResponseSet {
    /// Sorted by name.
    pub organisations: Vec<Organisation>,
    /// Problems of files and columns. An error refuses the run.
    pub problems: Vec<Diagnostic>,
}
