//! Makes a table rectangular, or says why it is not.

use super::reader::Record;
use super::{Heading, Row, Skipped};
use crate::diagnostic::Diagnostic;

/// How many rows of the wrong length are shown one by one.
const SHOWN: usize = 20;

/// The headings without the nameless ones at the end that stand above blanks alone: stray
/// delimiters leave them behind.
pub(super) fn headings(
    mut headings: Vec<Heading>,
    records: &[Record],
    header_rows: usize,
) -> Result<Vec<Heading>, Vec<Diagnostic>> {
    let is_nameless = |heading: &Heading| heading.name.is_empty();
    while headings.last().is_some_and(is_nameless) {
        let last = headings.len() - 1;
        let is_blank =
            |record: &Record| record.cells.get(last).unwrap_or_default().trim().is_empty();
        if !records.iter().skip(header_rows).all(is_blank) {
            break;
        }
        headings.pop();
    }
    if headings.iter().all(is_nameless) {
        let problem = Diagnostic::error("no-header", "the first row names no column").at_row(1);
        return Err(vec![problem.with_hint("put the column names into the first row")]);
    }
    Ok(headings)
}

/// The rows of data, and the rows left out because they are blank.
///
/// # Errors
///
/// No rows of data; rows with fewer cells than the header, or with text beyond it.
pub(super) fn rectangular(
    records: Vec<Record>,
    header_rows: usize,
    headings: &[Heading],
) -> Result<(Vec<Row>, Vec<Skipped>), Vec<Diagnostic>> {
    let (mut rows, mut skipped, mut ragged) = (Vec::new(), Vec::new(), Vec::new());
    for record in records.into_iter().skip(header_rows) {
        if record.blank_from(0) {
            skipped.push(Skipped { row: record.number, reason: "blank" });
        } else if record.fits(headings.len()) {
            let mut cells = record.cells;
            cells.truncate(headings.len());
            rows.push(Row { number: record.number, cells, numbers: Vec::new() });
        } else {
            ragged.push(record);
        }
    }
    if !ragged.is_empty() {
        return Err(ragged_rows(&ragged, headings.len()));
    }
    if rows.is_empty() {
        let problem = Diagnostic::error("no-rows", "the file has a header and no rows of data");
        return Err(vec![problem.with_hint("export the responses, not only the form")]);
    }
    Ok((rows, skipped))
}

fn ragged_rows(ragged: &[Record], width: usize) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> =
        ragged.iter().take(SHOWN).map(|record| ragged_row(record, width)).collect();
    if let Some(first) = ragged.get(SHOWN) {
        let message = format!("{} more rows have the wrong number of cells", ragged.len() - SHOWN);
        problems.push(Diagnostic::error("ragged-row", message).at_row(first.number));
    }
    problems
}

fn ragged_row(record: &Record, width: usize) -> Diagnostic {
    let cells = record.cells.len();
    let noun = if cells == 1 { "cell" } else { "cells" };
    let message = format!("the row has {cells} {noun} where the header has {width}");
    let hint = if record.cells.iter().any(|cell| cell.contains('\n')) {
        "look for a quotation mark that is not closed"
    } else if cells > width {
        "put a value that contains the delimiter between quotation marks"
    } else {
        "write an empty cell for every blank answer, or mend the line break"
    };
    Diagnostic::error("ragged-row", message).at_row(record.number).with_hint(hint)
}
