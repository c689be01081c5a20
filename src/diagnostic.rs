//! A problem with the user's data or files: what, where, and what to do about it.
//!
//! Every stage that reads something reports problems as [`Diagnostic`]s. They are collected, so
//! that one run shows all of them, and each carries its place (file, row, column, value) and a
//! remedy. `code` is stable and documented, so that scripts may rely on it.

use serde::Serialize;
use std::fmt;

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
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
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

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            separator = ", ";
        }
        if let Some(row) = self.row {
            let word = if self.position.is_some() { "line" } else { "row" };
            write!(f, "{separator}{word} {row}")?;
            separator = ", ";
        }
        if let Some(position) = self.position {
            write!(f, "{separator}column {position}")?;
            separator = ", ";
        }
        if let Some(column) = &self.column {
            write!(f, "{separator}column \"{column}\"")?;
        }
        Ok(())
    }
}

/// `error[unknown-answer]: answers.csv, row 14, column "cio.data.2": "Usualy" is not on the scale; did you mean "Usually"?`
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: ", self.severity, self.code)?;
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}
