//! From bytes to a table of text cells: encoding, delimiter, header rows, dialect.
//!
//! ```text
//! bytes -> encoding -> delimiter -> reader -> dialect -> Table
//!          text        , ; or tab   records   header rows, headings, skipped rows
//! ```
//!
//! Nothing here knows a questionnaire: what a column means is decided by
//! [`responses`](crate::responses).

pub mod delimiter;
pub mod dialect;
pub mod encoding;
mod reader;
mod shape;

use crate::diagnostic::Diagnostic;
use delimiter::Delimiter;
use dialect::Dialect;
use encoding::Encoding;
use serde::Serialize;

/// A file as text cells. Every row has exactly one cell per heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Base name of the file as given by the user.
    pub file: String,
    /// The tool or layout that wrote it.
    pub dialect: Dialect,
    /// How its bytes stand for text.
    pub encoding: Encoding,
    /// What separates its cells.
    pub delimiter: Delimiter,
    /// Number of rows above the first row of data.
    pub header_rows: usize,
    /// What stands above each column.
    pub headings: Vec<Heading>,
    /// Rows of data in the order of the file.
    pub rows: Vec<Row>,
    /// Rows that were read and left out here.
    pub skipped: Vec<Skipped>,
    /// Harmless problems of the file.
    pub problems: Vec<Diagnostic>,
}

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// Name or id, trimmed; empty when the header cell is blank.
    pub name: String,
    /// The question's text where a dialect keeps it apart from the name; else empty.
    pub text: String,
}

/// A row of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number as a spreadsheet shows it: the header is row 1, blank lines count, and a line break
    /// inside quotation marks starts no new row.
    pub number: usize,
    cells: csv::StringRecord,
}

impl Row {
    /// The text of a cell as it stands in the file; empty when there is no such column.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// All cells of the row, in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

/// A row that the file's shape or dialect leaves out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Skipped {
    /// Row, counted from 1.
    pub row: usize,
    /// Stable reason: `blank`.
    pub reason: &'static str,
}

/// Reads one file. `file` is its base name, used in messages alone.
///
/// # Errors
///
/// All problems that keep the file from being read: what it seems to be when it is not text,
/// broken UTF-8, no header, no rows, an open quotation mark, rows of the wrong length.
pub fn table(file: &str, bytes: &[u8]) -> Result<Table, Vec<Diagnostic>> {
    read_table(file, bytes)
        .map_err(|problems| problems.into_iter().map(|one| one.at_file(file)).collect())
}

fn read_table(file: &str, bytes: &[u8]) -> Result<Table, Vec<Diagnostic>> {
    let (encoding, text) = encoding::decode(bytes).map_err(|problem| vec![*problem])?;
    let (declared, text) = delimiter::declared(text);
    let delimiter = declared.unwrap_or_else(|| delimiter::choose(text));
    let records = reader::records(text, delimiter).map_err(|problem| vec![*problem])?;
    let dialect = Dialect::recognise(&records);
    let header_rows = dialect.header_rows();
    let headings = shape::headings(dialect.headings(&records), &records)?;
    let (rows, skipped) = shape::rectangular(records, header_rows, &headings)?;
    Ok(Table {
        file: file.to_owned(),
        dialect,
        encoding,
        delimiter,
        header_rows,
        headings,
        rows,
        skipped,
        problems: Vec::new(),
    })
}
