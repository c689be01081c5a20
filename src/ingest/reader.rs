//! CSV syntax: from text to records, each with the row number that a spreadsheet shows.

use super::delimiter::Delimiter;
use crate::diagnostic::Diagnostic;
use csv::{ReaderBuilder, StringRecord};
use std::io::Read;

/// A record with its row number.
#[derive(Debug, Clone)]
pub(super) struct Record {
    /// Row, counted from 1; blank lines count, line breaks inside quotation marks do not.
    pub(super) number: usize,
    /// Cells as they stand in the file, without their quotation marks.
    pub(super) cells: StringRecord,
}

impl Record {
    /// Whether nothing but blanks stands from this column on.
    pub(super) fn blank_from(&self, column: usize) -> bool {
        self.cells.iter().skip(column).all(|cell| cell.trim().is_empty())
    }

    /// Whether the record has this many cells; blank cells beyond do not count.
    pub(super) fn fits(&self, width: usize) -> bool {
        let cells = self.cells.len();
        cells == width || (cells > width && self.blank_from(width))
    }
}

/// A last record that no file has: it is swallowed when a quotation mark stays open before it.
const END: &str = "\n\u{1}end of file\u{1}";

/// All records of a file.
///
/// # Errors
///
/// A quotation mark that is opened and never closed, with its row.
pub(super) fn records(text: &str, delimiter: Delimiter) -> Result<Vec<Record>, Box<Diagnostic>> {
    let mut records = parse(text, delimiter);
    let last = records.pop();
    match last {
        Some(end) if end.cells.len() == 1 && end.cells.get(0) == Some(&END[1..]) => Ok(records),
        Some(open) => Err(Box::new(unclosed(&open))),
        None => Ok(records),
    }
}

/// The records of the start of a file, which may stop anywhere.
pub(super) fn records_of_start(text: &str, delimiter: Delimiter) -> Vec<Record> {
    let mut records = parse(text, delimiter);
    if records.last().is_some_and(|end| end.cells.get(0) == Some(&END[1..])) {
        records.pop();
    }
    records
}

fn unclosed(record: &Record) -> Diagnostic {
    let message = "a quotation mark that opens in this row is never closed";
    Diagnostic::error("open-quote", message)
        .at_row(record.number)
        .with_hint("close it, or write a quotation mark inside a quoted cell twice")
}

fn parse(text: &str, delimiter: Delimiter) -> Vec<Record> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes().chain(END.as_bytes()));
    let mut records = Vec::new();
    let mut cells = StringRecord::new();
    let mut blank_lines = 0;
    // The text is UTF-8 and records may have any length, so reading from memory cannot fail.
    while reader.read_record(&mut cells).unwrap_or(false) {
        let start = cells.position().map_or(0, csv::Position::byte) as usize;
        blank_lines += leading_line_breaks(text.as_bytes(), start);
        // `clone` gives every record buffers of its own size.
        records.push(Record { number: records.len() + 1 + blank_lines, cells: cells.clone() });
    }
    records
}

/// Line breaks between the end of the record before and the first byte of this one: blank lines,
/// which the CSV reader passes over.
fn leading_line_breaks(bytes: &[u8], start: usize) -> usize {
    let mut found = 0;
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        let after_return = at > 0 && bytes[at - 1] == b'\r';
        match byte {
            // The second half of CR LF belongs to the break that is counted already.
            b'\n' if after_return => {}
            b'\r' | b'\n' => found += 1,
            _ => break,
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<usize> {
        let records = records(text, Delimiter::Comma).expect("must read");
        records.iter().map(|record| record.number).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        assert_eq!(numbers("a,b\n1,2\n3,4\n"), [1, 2, 3]);
        assert_eq!(numbers("a,b\r\n1,2\r\n3,4"), [1, 2, 3]);
        assert_eq!(numbers("a,b\n\n1,2\n\n\n3,4\n"), [1, 3, 6]);
        assert_eq!(numbers("a,b\r\n\r\n1,2\r\n\r\n\r\n3,4\r\n"), [1, 3, 6]);
        assert_eq!(numbers("a,b\n1,\"x\n\ny\"\n3,4\n"), [1, 2, 3]);
        assert_eq!(numbers("a,b\r1,2\r\r3,4\r"), [1, 2, 4]);
        assert_eq!(numbers("\n\na,b\n1,2\n"), [3, 4]);
    }

    #[test]
    fn an_open_quotation_mark_is_found_in_every_column() {
        for text in ["a,b\n1,2\n3,\"4\n5,6\n", "a,b\n1,2\n\"3,4\n5,6\n"] {
            let problem = records(text, Delimiter::Comma).expect_err("must refuse");
            assert_eq!((problem.code, problem.place.row), ("open-quote", Some(3)));
        }
    }
}
