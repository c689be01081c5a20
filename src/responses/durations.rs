//! How long an answer took, by a column of seconds or by when it began and ended.

use super::amounts::{ThreeDigits, number};
use super::columns::ColumnMap;
use super::dates::{DayOrder, seconds_between};
use super::spelling::fold;
use crate::diagnostic::Diagnostic;
use crate::ingest::{Row, Table, Timing};

/// More is no time of answering: whoever begins in the evening and ends in the morning slept.
const LONGEST: f64 = 12.0 * 3600.0;

/// Where a table says how long its answers took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// The column of the tool's seconds. It counts alone: of a form that was put aside, start and
    /// end say something else.
    Seconds(usize),
    /// The columns of start and end, and how they write dates.
    Between(usize, usize, DayOrder),
}

impl Clock {
    /// The columns of the tool that say it, without those for which a map says something else.
    pub(super) fn of(table: &Table, columns: &ColumnMap) -> Option<Self> {
        let place = |timing: Timing| {
            table.headings.iter().position(|heading| heading.timing == Some(timing))
        };
        let of_tool = |at: &usize| columns.meanings.get(*at).is_some_and(|one| one.is_of_tool());
        if let Some(at) = place(Timing::Seconds) {
            return of_tool(&at).then_some(Self::Seconds(at));
        }
        let start = place(Timing::Started).filter(of_tool)?;
        let end = place(Timing::Ended).filter(of_tool)?;
        let cells = table.rows.iter().flat_map(|row| [row.cell(start), row.cell(end)]);
        Some(Self::Between(start, end, DayOrder::of(cells)))
    }

    /// The seconds of one row.
    pub(super) fn seconds(self, row: &Row) -> Option<f64> {
        match self {
            Self::Seconds(at) => seconds(row.cell(at)),
            Self::Between(start, end, order) => between(row.cell(start), row.cell(end), order),
        }
    }
}

/// The seconds in a cell, when they can be those of an answer.
pub(super) fn seconds(cell: &str) -> Option<f64> {
    stated(cell).and_then(telling)
}

/// The number in a cell. Programs write `431.512`, spreadsheets `431,5`.
fn stated(cell: &str) -> Option<f64> {
    let plain = cell.trim().parse().ok().filter(|found: &f64| found.is_finite());
    plain.or_else(|| number(cell, ThreeDigits::Refused).ok())
}

/// The seconds between two cells. Where nothing says which number is the day, one of the two ways
/// to read both dates puts them further apart than counts, unless both are of one day.
fn between(start: &str, end: &str, order: DayOrder) -> Option<f64> {
    let orders: &[DayOrder] = match order {
        DayOrder::Unknown => &[DayOrder::DayFirst, DayOrder::MonthFirst],
        DayOrder::DayFirst => &[DayOrder::DayFirst],
        DayOrder::MonthFirst => &[DayOrder::MonthFirst],
    };
    orders.iter().find_map(|order| seconds_between(start, end, *order).and_then(telling))
}

/// Seconds that say something, to a thousandth.
fn telling(seconds: f64) -> Option<f64> {
    let rounded = (seconds * 1000.0).round() / 1000.0;
    (rounded > 0.0 && rounded <= LONGEST).then_some(rounded)
}

/// Cells of the plain layout's column that are no numbers, in one warning.
pub(super) fn unread(table: &Table, column: usize) -> Option<Diagnostic> {
    let is_unread =
        |cell: &str| !matches!(fold(cell).as_str(), "" | "na") && stated(cell).is_none();
    let message = match table.rows.iter().filter(|row| is_unread(row.cell(column))).count() {
        0 => return None,
        1 => "1 cell is not read as seconds and is not used".to_owned(),
        count => format!("{count} cells are not read as seconds and are not used"),
    };
    let name = table.headings.get(column).map_or("", |heading| &heading.name);
    let problem = Diagnostic::warning("unreadable-seconds", message).at_file(&table.file);
    Some(problem.at_column(name).with_hint("write a number, such as 412 or 412.5"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_numbers_that_an_answer_may_take() {
        for (cell, meant) in [
            ("432", Some(432.0)),
            (" 431.512 ", Some(431.512)),
            ("432,17", Some(432.17)),
            ("43200", Some(LONGEST)),
            ("43200.1", None),
            ("0", None),
            ("0.0001", None),
            ("-5", None),
            ("NaN", None),
            ("inf", None),
            ("1,234", None),
            ("0:07:12", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(seconds(cell), meant, "{cell}");
        }
    }

    #[test]
    fn start_and_end_are_some_seconds_apart() {
        for (start, end, meant) in [
            ("2026-03-02 08:08:09", "2026-03-02 08:15:21", Some(432.0)),
            ("2026-03-02T08:08:09.250Z", "2026-03-02T10:15:21+02:00", Some(431.75)),
            ("3/4/2026 11:58 PM", "3/5/2026 12:06 AM", Some(480.0)),
            ("3/4/2026 23:58", "4/4/2026 0:06", Some(480.0)),
            ("2026-03-02 08:08", "2026-03-02 20:08", Some(LONGEST)),
            ("2026-03-02 08:08", "2026-03-02 20:09", None),
            ("2026-03-02 08:08:09", "2026-03-02 08:08:09", None),
            ("2026-03-02 08:15:21", "2026-03-02 08:08:09", None),
            // Without a time of day, a date says nothing.
            ("2026-03-02", "2026-03-02 08:08", None),
            ("yesterday", "2026-03-02 08:08", None),
            ("", "", None),
        ] {
            assert_eq!(between(start, end, DayOrder::Unknown), meant, "{start} {end}");
        }
        let (start, end) = ("3/4/2026 23:58", "4/4/2026 0:06");
        assert_eq!(between(start, end, DayOrder::MonthFirst), None);
    }
}
