//! Which tool wrote a file, and what that means for its header rows.
//!
//! A dialect is recognised by what stands in the header, never by the file's name. It answers
//! three questions: how many rows stand above the data, what each column's name and text are, and
//! which rows are no responses. Today there is the plain layout alone; the exports of survey tools
//! join here as further variants.

use super::Heading;
use super::reader::Record;
use serde::Serialize;

/// The tool or layout that wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// One header row, one row per response.
    Plain,
}

impl Dialect {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain layout",
        }
    }

    /// Rows above the first row of data.
    pub fn header_rows(self) -> usize {
        match self {
            Self::Plain => 1,
        }
    }

    /// The dialect whose signature the first records carry.
    pub(super) fn recognise(_records: &[Record]) -> Self {
        Self::Plain
    }

    /// Name and text of every column, from the header rows.
    pub(super) fn headings(self, records: &[Record]) -> Vec<Heading> {
        match self {
            Self::Plain => records.first().map_or_else(Vec::new, |header| {
                let name =
                    |cell: &str| Heading { name: cell.trim().to_owned(), text: String::new() };
                header.cells.iter().map(name).collect()
            }),
        }
    }
}
