//! A problem with the user's data or files: what, where, and what to do about it.
//!
//! Every stage that reads something reports problems as [`Diagnostic`]s. They are collected, so
//! that one run shows all of them, and each carries its place (file, row, column, value) and a
//! remedy. `code` is stable and documented, so that scripts may rely on it.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// The words around a message: its severity and its place. English unless read from a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// "error".
    pub error: Cow<'static, str>,
    /// "warning".
    pub warning: Cow<'static, str>,
    /// "note".
    pub note: Cow<'static, str>,
    /// "row", of a table.
    pub row: Cow<'static, str>,
    /// "line", of a text.
    pub line: Cow<'static, str>,
    /// "column", of a table or in a line.
    pub column: Cow<'static, str>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            error: "error".into(),
            warning: "warning".into(),
            note: "note".into(),
            row: "row".into(),
            line: "line".into(),
            column: "column".into(),
        }
    }
}

impl Words {
    /// The word for a severity.
    pub fn severity(&self, severity: Severity) -> &str {
        match severity {
            Severity::Note => &self.note,
            Severity::Warning => &self.warning,
            Severity::Error => &self.error,
        }
    }
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is lost or refused.
    Note,
    /// Harmless for the result, but probably not what was meant; refused under `--strict`.
    Warning,
    /// The organisation (or the run) cannot be used until it is mended.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Words::default().severity(*self))
    }
}

/// Where a problem is. All parts are optional; rows and lines count from 1 as a spreadsheet or
/// editor shows them (the header row is row 1).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Base name of the file as given by the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Row of a table, or line of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Name of the column (tables).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Character position in the line, from 1 (text files such as TOML).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
}

/// One problem: stable code, severity, place, the offending value, message and remedy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Diagnostic {
    /// Where.
    pub place: Place,
    /// How bad.
    pub severity: Severity,
    /// Stable kebab-case identifier, for example `unknown-answer`.
    pub code: &'static str,
    /// What is wrong, as a sentence fragment without a full stop.
    pub message: String,
    /// The value that was read, as it stands in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What to do, for example `did you mean "Usually"?`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The organisation that the problem fails, where it concerns one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}

impl Diagnostic {
    /// A problem without a place; add parts with the `at_*` and `with_*` methods.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            place: Place::default(),
            severity,
            code,
            message: message.into(),
            value: None,
            hint: None,
            organisation: None,
        }
    }

    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Names the file.
    #[must_use]
    pub fn at_file(mut self, file: impl Into<String>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// Names the row or line, counted from 1.
    #[must_use]
    pub fn at_row(mut self, row: usize) -> Self {
        self.place.row = Some(row);
        self
    }

    /// Names the column of a table.
    #[must_use]
    pub fn at_column(mut self, column: impl Into<String>) -> Self {
        self.place.column = Some(column.into());
        self
    }

    /// Names the character position in a line, counted from 1.
    #[must_use]
    pub fn at_position(mut self, position: usize) -> Self {
        self.place.position = Some(position);
        self
    }

    /// Shows the value that was read.
    #[must_use]
    pub fn with_value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says which organisation the problem fails.
    #[must_use]
    pub fn for_organisation(mut self, name: impl Into<String>) -> Self {
        self.organisation = Some(name.into());
        self
    }

    /// Whether this is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Place {
    /// The place in words; blank when nothing is known.
    pub fn told(&self, words: &Words) -> String {
        let mut parts: Vec<String> = self.file.iter().cloned().collect();
        if let Some(row) = self.row {
            let word = if self.position.is_some() { &words.line } else { &words.row };
            parts.push(format!("{word} {row}"));
        }
        if let Some(position) = self.position {
            parts.push(format!("{} {position}", words.column));
        }
        if let Some(column) = &self.column {
            parts.push(format!("{} \"{column}\"", words.column));
        }
        parts.join(", ")
    }
}

impl Diagnostic {
    /// Place, message and remedy on one line, without severity and code.
    pub fn in_short(&self, words: &Words) -> String {
        let mut text = self.place.told(words);
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&self.message);
        if let Some(hint) = &self.hint {
            let _ = write!(text, "; {hint}");
        }
        text
    }

    /// The whole line; the message and the remedy stay as they are.
    pub fn told(&self, words: &Words) -> String {
        format!("{}[{}]: {}", words.severity(self.severity), self.code, self.in_short(words))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(&Words::default()))
    }
}

/// `error[unknown-answer]: answers.csv, row 14, column "cio.data.2": "Usualy" is not on the scale; did you mean "Usually"?`
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(&Words::default()))
    }
}
