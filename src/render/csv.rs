//! CSV text: quoting, and cells that no spreadsheet takes for a formula.

mod statistics;

pub use statistics::{RESPONSE_COLUMNS, STATISTIC_COLUMNS, response_cells, statistic_cells};

use crate::results::ScoreRow;
use std::borrow::Cow;
use std::fmt::Write;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Text from the user's files or the questionnaire; made harmless when written.
    Text(Cow<'a, str>),
    /// A number, written so that it reads back unchanged.
    Number(f64),
    /// A count.
    Count(usize),
    /// `true` or `false`.
    Flag(bool),
    /// Nothing known.
    Blank,
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Blank, Self::Number)
    }
}

impl From<Option<usize>> for Cell<'_> {
    fn from(count: Option<usize>) -> Self {
        count.map_or(Self::Blank, Self::Count)
    }
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Blank, Self::from)
    }
}

/// CSV text that grows by rows (RFC 4180 quoting, line feeds, UTF-8). It can be taken piece by
/// piece, so that a stream of any length needs little memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CsvText {
    text: String,
}

impl CsvText {
    /// A table that starts with the names of its columns.
    pub fn with_header(columns: &[&str]) -> Self {
        let mut table = Self::default();
        let names: Vec<Cell<'_>> = columns.iter().map(|name| Cell::from(*name)).collect();
        table.push(&names);
        table
    }

    /// Adds a row.
    pub fn push(&mut self, cells: &[Cell<'_>]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.push_cell(cell);
        }
        self.text.push('\n');
    }

    /// The bytes so far; what is pushed afterwards starts anew, without a header.
    #[must_use]
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }

    fn push_cell(&mut self, cell: &Cell<'_>) {
        let written = match cell {
            Cell::Text(text) => {
                self.push_quoted(&harmless(text));
                Ok(())
            }
            Cell::Number(number) => write!(self.text, "{number}"),
            Cell::Count(count) => write!(self.text, "{count}"),
            Cell::Flag(flag) => write!(self.text, "{flag}"),
            Cell::Blank => Ok(()),
        };
        debug_assert!(written.is_ok(), "writing to a string does not fail");
    }

    fn push_quoted(&mut self, text: &str) {
        if text.contains(['"', ',', '\n', '\r']) {
            self.text.push('"');
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
    }
}

/// Text that a spreadsheet shows instead of computing: a leading `=`, `+`, `-`, `@`, tab or line
/// break gets an apostrophe before it.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The columns of `scores.csv`.
pub const SCORE_COLUMNS: [&str; 15] = [
    "organisation",
    "subject",
    "standing",
    "role",
    "competency",
    "rater_group",
    "n",
    "score",
    "lower",
    "upper",
    "target",
    "gap",
    "weight",
    "band",
    "withheld",
];

/// The cells of one row of `scores.csv`, in the order of [`SCORE_COLUMNS`].
pub fn score_cells(row: &ScoreRow) -> [Cell<'_>; 15] {
    [
        row.organisation.as_str().into(),
        row.subject.as_deref().into(),
        row.standing.map(crate::responses::Standing::name).into(),
        row.role.as_str().into(),
        row.competency.as_deref().into(),
        row.rater_group.into(),
        row.n.into(),
        row.score.into(),
        row.lower.into(),
        row.upper.into(),
        row.target.into(),
        row.gap.into(),
        row.weight.into(),
        row.band.as_deref().into(),
        Cell::Flag(row.withheld),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        let mut table = CsvText::with_header(&["a", "b", "c"]);
        table.push(&["=1+1".into(), Cell::Number(-0.5), Cell::Blank]);
        table.push(&["\tx".into(), "say \"no\", twice".into(), Cell::Flag(true)]);
        let text = String::from_utf8(table.take()).unwrap();
        assert_eq!(text, "a,b,c\n'=1+1,-0.5,\n'\tx,\"say \"\"no\"\", twice\",true\n");
    }

    #[test]
    fn a_stream_is_taken_piece_by_piece() {
        let mut table = CsvText::with_header(&["a"]);
        assert_eq!(table.take(), b"a\n");
        table.push(&[Cell::Count(2)]);
        assert_eq!(table.take(), b"2\n");
        assert!(table.take().is_empty());
    }
}
