//! `index.csv`: one row per report, written or failed.

use crate::render::csv::{Cell, CsvText};
use crate::report::context::DocumentKind;

/// The columns of `index.csv`.
const COLUMNS: [&str; 8] =
    ["organisation", "subject", "kind", "file", "sha256", "pages", "status", "message"];

/// What a row of the index is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The report of one organisation.
    Leadership,
    /// The comparison of all organisations.
    Portfolio,
    /// A document that follows from the answer.
    Document(DocumentKind),
    /// The report for one assessed person.
    Individual,
    /// What changed since an earlier wave.
    Change,
    /// The data of one organisation, where no report was asked for.
    Results,
}

/// One row of `index.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IndexRow {
    /// Name of the organisation; blank for the portfolio.
    pub organisation: String,
    /// The person that it is about, where there is one.
    pub subject: Option<String>,
    /// What the row is about.
    pub kind: Kind,
    /// The file, or why there is none.
    pub file: Result<WrittenFile, String>,
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenFile {
    /// Its name in the output folder.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Pages of a report.
    pub pages: Option<usize>,
    /// What to know about it; mostly blank.
    pub message: String,
}

/// The index as CSV text.
pub(crate) fn index(rows: &[IndexRow]) -> Vec<u8> {
    let mut table = CsvText::with_header(&COLUMNS);
    for row in rows {
        table.push(&cells(row));
    }
    table.take()
}

fn cells(row: &IndexRow) -> [Cell<'_>; 8] {
    let (file, status, message) = match &row.file {
        Ok(file) => (Some(file), "ok", file.message.as_str()),
        Err(message) => (None, "failed", message.as_str()),
    };
    [
        Cell::from(row.organisation.as_str()),
        Cell::from(row.subject.as_deref()),
        Cell::from(row.kind.name()),
        Cell::from(file.map(|file| file.name.as_str())),
        Cell::from(file.map(|file| file.sha256.as_str())),
        Cell::from(file.and_then(|file| file.pages)),
        Cell::from(status),
        Cell::from(message),
    ]
}
