//! The data files of a comparison: `changes.jsonl`, `changes.csv`, `index.csv`.

use crate::change::Change;
use crate::change::difference::Difference;
use crate::cli::index::{IndexRow, WrittenFile, index};
use crate::cli::output::OutputFolder;
use crate::diagnostic::Diagnostic;
use crate::render::csv::{Cell, CsvText};
use serde::Serialize;

/// Name of the file with one object per comparison.
const CHANGES: &str = "changes.jsonl";

/// The columns of `changes.csv`.
const COLUMNS: [&str; 21] = [
    "organisation",
    "before",
    "after",
    "role",
    "competency",
    "n_before",
    "n_after",
    "score_before",
    "score_after",
    "target",
    "change",
    "lower",
    "upper",
    "standard_error",
    "freedom",
    "reliable_change_index",
    "smallest_reliable_change",
    "p",
    "p_holm",
    "verdict",
    "reason",
];

/// Writes one object per comparison.
pub(crate) fn write_changes(
    output: &OutputFolder,
    changes: &[&Change],
) -> Result<WrittenFile, Diagnostic> {
    let mut lines = Vec::new();
    for change in changes {
        serde_json::to_writer(&mut lines, change).map_err(|error| {
            let message = format!("changes cannot be written as JSON: {error}");
            Diagnostic::error("internal-error", message)
        })?;
        lines.push(b'\n');
    }
    let sha256 = output.write(CHANGES, &lines)?;
    Ok(WrittenFile { name: CHANGES.to_owned(), sha256, pages: None, message: String::new() })
}

/// Writes one row per score that changed or did not.
pub(crate) fn write_table(output: &OutputFolder, changes: &[&Change]) -> Result<(), Diagnostic> {
    let mut table = CsvText::with_header(&COLUMNS);
    for change in changes {
        for (id, role) in &change.roles {
            table.push(&cells(change, id, None, &role.score));
            for one in &role.competencies {
                table.push(&cells(change, id, Some(&one.id), &one.score));
            }
        }
    }
    output.write("changes.csv", &table.take()).map(|_| ())
}

/// Writes the index.
pub(crate) fn write_index(output: &OutputFolder, rows: &[IndexRow]) -> Result<(), Diagnostic> {
    output.write("index.csv", &index(rows)).map(|_| ())
}

fn cells<'a>(
    change: &'a Change,
    role: &'a str,
    competency: Option<&'a str>,
    score: &Difference,
) -> [Cell<'a>; 21] {
    let [lower, upper] = [score.interval.map(|ends| ends[0]), score.interval.map(|ends| ends[1])];
    [
        Cell::from(change.organisation.as_str()),
        Cell::from(change.before.date.as_str()),
        Cell::from(change.after.date.as_str()),
        Cell::from(role),
        Cell::from(competency),
        Cell::Count(score.n_before),
        Cell::Count(score.n_after),
        Cell::from(score.before),
        Cell::from(score.after),
        Cell::from(score.target),
        Cell::from(score.change),
        Cell::from(lower),
        Cell::from(upper),
        Cell::from(score.standard_error),
        Cell::from(score.freedom),
        Cell::from(score.reliable_change_index),
        Cell::from(score.smallest_reliable_change),
        Cell::from(score.p),
        Cell::from(score.p_holm),
        word(&score.verdict),
        score.reason.as_ref().map_or(Cell::Blank, word),
    ]
}

/// The name that JSON has for a value.
fn word<'a>(value: &impl Serialize) -> Cell<'a> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Cell::Text(word.into()),
        _ => Cell::Blank,
    }
}
