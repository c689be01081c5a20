//! Which rows of an export are no answers.

use super::Dialect;
use super::tools::{LeftOut, Reason};
use crate::diagnostic::Diagnostic;
use crate::ingest::folding::fold;
use crate::ingest::{Heading, Options, Row, Skipped};
use std::collections::BTreeMap;

/// The rows that count, and those that the tool itself marks as previews, tests, spam, partial,
/// disqualified or rejected. A reason that several columns give needs all of them.
pub(in crate::ingest) fn judge(
    dialect: Dialect,
    headings: &[Heading],
    rows: Vec<Row>,
    options: &Options,
) -> (Vec<Row>, Vec<Skipped>) {
    let rules: Vec<(&LeftOut, Vec<usize>)> = dialect
        .tool()
        .map_or(&[][..], |tool| &tool.left_out)
        .iter()
        .filter(|rule| !kept(rule.reason, options))
        .map(|rule| (rule, columns(rule, headings)))
        .filter(|(_, columns)| !columns.is_empty())
        .collect();
    let mut skipped = Vec::new();
    let mut counted = Vec::with_capacity(rows.len());
    for row in rows {
        let applies = |(rule, columns): &&(&LeftOut, Vec<usize>)| {
            columns.iter().all(|at| rule.values.have(&fold(row.cell(*at))))
        };
        match rules.iter().find(applies) {
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
    let Some(counted) = &tool.counted else { return Vec::new() };
    let named = |heading: &Heading| counted.column.have(&fold(&heading.name));
    let Some(at) = headings.iter().position(named) else { return Vec::new() };
    let listed = |value: &str| {
        let rules = tool.left_out.iter().filter(|rule| rule.column.have(&fold(&headings[at].name)));
        counted.values.have(value) || rules.into_iter().any(|rule| rule.values.have(value))
    };
    let mut strange: BTreeMap<String, (usize, usize, &str)> = BTreeMap::new();
    for row in rows {
        let value = fold(row.cell(at));
        if !listed(&value) {
            strange.entry(value).or_insert((row.number, 0, row.cell(at))).1 += 1;
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

/// Whether the user keeps such rows.
fn kept(reason: Reason, options: &Options) -> bool {
    match reason {
        Reason::Preview | Reason::Test | Reason::Spam => options.include_tests,
        Reason::Partial => options.keep_partial,
        Reason::Disqualified | Reason::Rejected => false,
    }
}

/// The columns that a rule looks at. The tool's own names come first, so a question of the same
/// name does not count.
fn columns(rule: &LeftOut, headings: &[Heading]) -> Vec<usize> {
    let fits = |(_, heading): &(usize, &Heading)| rule.column.have(&fold(&heading.name));
    headings.iter().enumerate().filter(fits).map(|(at, _)| at).collect()
}
