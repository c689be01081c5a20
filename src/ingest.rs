//! From bytes to a table of text cells: container, encoding, delimiter, header rows, dialect.
//!
//! ```text
//! bytes -> container -> encoding -> delimiter -> reader -> dialect -> shape -> Table
//!          workbook,    text        , ; tab |    records   headings,  rows of
//!          zip, JSON                                       rows that  equal
//!                                                          count      length
//! ```
//!
//! Nothing here knows a questionnaire: what a column means is decided by
//! [`responses`](crate::responses).

mod archive;
mod container;
pub mod delimiter;
pub mod dialect;
pub mod encoding;
pub(crate) mod folding;
mod json;
mod long;
pub(crate) mod question_text;
mod reader;
mod shape;
mod workbook;

use crate::diagnostic::Diagnostic;
pub use container::Format;
use dialect::Dialect;
use encoding::Encoding;
use folding::fold;
use serde::Serialize;
pub use workbook::WorkbookKind;

/// What the user may say about files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The encoding of text files that say nothing themselves; `None`: found out.
    pub encoding: Option<Encoding>,
    /// Previews, tests and spam count.
    pub include_tests: bool,
    /// Answers that were begun and not handed in count.
    pub keep_partial: bool,
}

/// A file as text cells. Every row has exactly one cell per heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Base name of the file as given by the user.
    pub file: String,
    /// The tool or layout that wrote it.
    pub dialect: Dialect,
    /// What it stood in: text with its encoding and delimiter, a workbook, JSON.
    pub format: Format,
    /// Number of rows above the first row of data; 0 where every value carries its name.
    pub header_rows: usize,
    /// What stands above each column.
    pub headings: Vec<Heading>,
    /// Rows of data in the file, without blank ones.
    pub read: usize,
    /// Rows that count, in the order of the file; those of the long layout are put together.
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
    /// Further ids: import id, code of the row, last part of a path.
    pub ids: Vec<String>,
    /// The question's text without markup.
    pub texts: Vec<String>,
    /// The ways in which the heading falls into a question and its row.
    pub splits: Vec<(String, String)>,
    /// What the column is to the tool that wrote it.
    pub field: Field,
    /// What it says of how long an answer took, when it is the tool's own.
    pub timing: Option<Timing>,
}

/// What a column of the tool says of how long an answer took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// The seconds themselves.
    Seconds,
    /// When the form was opened.
    Started,
    /// When it was finished.
    Ended,
}

/// What a column is to the tool that wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Field {
    /// A question, or anything else that people put there.
    #[default]
    Question,
    /// When the answer was handed in.
    Submitted,
    /// Who answered; the best such column has the lowest number. It serves to find repeated
    /// answers and goes nowhere else.
    Person(usize),
    /// The tool's number of the answer.
    Response,
    /// About a named person: address, coordinates. Never used.
    Personal,
    /// The tool's own, and no question.
    Own,
}

/// A row of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number as a spreadsheet shows it: the header is row 1, blank lines count, and a line break
    /// inside quotation marks starts no new row.
    pub number: usize,
    cells: csv::StringRecord,
    /// The row of every cell, where a row was put together from several; else empty.
    numbers: Vec<usize>,
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

    /// The row of the file in which a cell stands.
    pub fn number_at(&self, column: usize) -> usize {
        self.numbers.get(column).copied().unwrap_or(self.number)
    }
}

/// A row that the file's shape or dialect leaves out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Skipped {
    /// Row, counted from 1.
    pub row: usize,
    /// Stable reason: `blank`, `preview`, `test`, `spam`, `partial`, `disqualified`, `rejected`, or
    /// `duplicate` for an answer in the long layout.
    pub reason: &'static str,
}

/// Reads one file. `file` is its base name, used in messages alone.
///
/// # Errors
///
/// All problems that keep the file from being read: what it seems to be when it holds no table,
/// damaged workbooks, text that does not fit its encoding, no header, no rows, an open quotation
/// mark, rows of the wrong length.
pub fn table(file: &str, bytes: &[u8], options: &Options) -> Result<Table, Vec<Diagnostic>> {
    let at_file = |problems: Vec<Diagnostic>| -> Vec<Diagnostic> {
        problems.into_iter().map(|one| one.at_file(file)).collect()
    };
    let mut table = read_table(bytes, options).map_err(at_file)?;
    file.clone_into(&mut table.file);
    table.problems = at_file(table.problems);
    Ok(table)
}

fn read_table(bytes: &[u8], options: &Options) -> Result<Table, Vec<Diagnostic>> {
    let content = container::content(bytes, options).map_err(|problem| vec![*problem])?;
    let (format, records) = (content.format, content.records);
    let dialect = Dialect::recognise(&records, format == Format::Json);
    let header_rows = dialect.header_rows(&records);
    let headings = shape::headings(dialect.headings(&records, header_rows), &records, header_rows)?;
    let (rows, mut skipped) = shape::rectangular(records, header_rows, &headings)?;
    let read = rows.len();
    let mut problems = content.problems;
    problems.extend(dialect::strange_values(dialect, &headings, &rows));
    let (rows, left_out) = dialect::judge(dialect, &headings, rows, options);
    skipped.extend(left_out);
    let names: Vec<String> = headings.iter().map(|heading| fold(&heading.name)).collect();
    let (headings, rows) = match long::columns(&names).filter(|_| dialect == Dialect::Long) {
        Some(columns) => {
            let wide = long::widen(&headings, &rows, columns)?;
            skipped.extend(wide.skipped);
            problems.extend(wide.problems);
            (wide.headings, wide.rows)
        }
        None => (headings, rows),
    };
    skipped.sort();
    Ok(Table {
        file: String::new(),
        dialect,
        header_rows: if format == Format::Json { 0 } else { header_rows },
        format,
        headings,
        read,
        rows,
        skipped,
        problems,
    })
}
