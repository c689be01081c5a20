//! Which rows of an export are no answers.

use super::Dialect;
use super::tools::{Counted, LeftOut, Reason, Tool};
use crate::diagnostic::Diagnostic;
use crate::ingest::folding::fold;
use crate::ingest::{Heading, Options, Row, Skipped};
use std::collections::BTreeMap;

/// The rows that count, and those that the tool itself marks as previews, tests, spam, partial,
/// disqualified or rejected.
pub(in crate::ingest) fn judge(
    dialect: Dialect,
    headings: &[Heading],
    rows: Vec<Row>,
    options: &Options,
) -> (Vec<Row>, Vec<Skipped>) {
    let rules: Vec<(&LeftOut, usize)> = dialect
        .tool()
        .map_or(&[][..], |tool| &tool.left_out)
        .iter()
        .filter(|rule| !kept(rule.reason, options))
        .filter_map(|rule| Some((rule, column(rule, headings)?)))
        .collect();
    let mut skipped = Vec::new();
    let mut counted = Vec::with_capacity(rows.len());
    for row in rows {
        match rules.iter().find(|(rule, at)| rule.applies(row.cell(*at))) {
            Some((rule, _)) => {
                skipped.push(Skipped { row: row.number, reason: rule.reason.name() });
            }
            None => counted.push(row),
        }
    }
    (counted, skipped)
}

/// Values of a tool's status that it is not known to write, one warning for each: their rows count.
pub(in crate::ingest) fn strange_values(
    dialect: Dialect,
    headings: &[Heading],
    rows: &[Row],
) -> Vec<Diagnostic> {
    let Some(tool) = dialect.tool() else { return Vec::new() };
    tool.counted.iter().flat_map(|counted| strange_in(tool, counted, headings, rows)).collect()
}

/// Strange values of one column.
fn strange_in(
    tool: &Tool,
    counted: &Counted,
    headings: &[Heading],
    rows: &[Row],
) -> Vec<Diagnostic> {
    let named = |heading: &Heading| counted.column.have(&fold(&heading.name));
    let Some(at) = headings.iter().position(named) else { return Vec::new() };
    let rules = || tool.left_out.iter().filter(|rule| rule.column.have(&fold(&headings[at].name)));
    let mut strange: BTreeMap<String, (usize, usize, &str)> = BTreeMap::new();
    for row in rows {
        let (cell, value) = (row.cell(at), fold(row.cell(at)));
        if !counted.values.have(&value) && !rules().any(|rule| rule.applies(cell)) {
            strange.entry(value).or_insert((row.number, 0, cell)).1 += 1;
        }
    }
    let warning = |(row, count, value): (usize, usize, &str)| {
        let tool = &tool.name;
        let message = format!("{tool} is not known to write this; the row counts ({count} in all)");
        Diagnostic::warning("unknown-status", message)
            .at_row(row)
            .at_column(&headings[at].name)
            .with_value(value)
            .with_hint("remove the rows if they are no answers")
    };
    strange.into_values().map(warning).collect()
}

impl LeftOut {
    /// Whether a cell of the rule's column says that the row is no answer.
    fn applies(&self, cell: &str) -> bool {
        let below = |most: f64| cell.trim().parse().is_ok_and(|number: f64| number < most);
        self.values.have(&fold(cell)) || self.below.is_some_and(below)
    }
}

/// Whether the user keeps such rows.
fn kept(reason: Reason, options: &Options) -> bool {
    match reason {
        Reason::Preview | Reason::Test | Reason::Spam => options.include_tests,
        Reason::Partial => options.keep_partial,
        Reason::Disqualified | Reason::Rejected => false,
    }
}

/// The column that a rule looks at. The tool's own columns come first, so a question of the same
/// name does not count; where every part of a survey has such a column, the one that ends the most
/// columns is that of the questionnaire.
fn column(rule: &LeftOut, headings: &[Heading]) -> Option<usize> {
    let fits = |(_, heading): &(usize, &Heading)| rule.column.have(&fold(&heading.name));
    let mut all = headings.iter().enumerate().filter(fits).map(|(at, _)| at);
    if !rule.of_longest_block {
        return all.next();
    }
    let mut before = 0;
    let lengths = all.map(|at| (at - std::mem::replace(&mut before, at), at));
    lengths.max_by_key(|(length, _)| *length).map(|(_, at)| at)
}
