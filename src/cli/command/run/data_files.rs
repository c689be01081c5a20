//! The data files of a run: `scores.csv`, `results.jsonl`, `index.csv`, `run.json`.

use super::index::{IndexRow, index};
use super::one::Finished;
use super::record::RunRecord;
use crate::cli::output::OutputFolder;
use crate::diagnostic::Diagnostic;
use crate::render::csv::{CsvText, SCORE_COLUMNS, score_cells};
use serde::Serialize;

/// Name of the file with one object per organisation.
pub(crate) const RESULTS: &str = "results.jsonl";

/// Writes the scores of all organisations, in order of name.
pub(crate) fn write_scores(
    output: &OutputFolder,
    finished: &[&Finished],
) -> Result<(), Diagnostic> {
    let mut table = CsvText::with_header(&SCORE_COLUMNS);
    for row in finished.iter().flat_map(|done| &done.rows) {
        table.push(&score_cells(row));
    }
    output.write("scores.csv", &table.take()).map(|_| ())
}

/// Writes one object per organisation, in order of name, and returns the file's SHA-256.
pub(crate) fn write_results(
    output: &OutputFolder,
    finished: &[&Finished],
) -> Result<String, Diagnostic> {
    let mut lines = Vec::new();
    for done in finished {
        lines.extend(json(&done.results)?);
        lines.push(b'\n');
    }
    output.write(RESULTS, &lines)
}

/// Writes the index.
pub(crate) fn write_index(output: &OutputFolder, rows: &[IndexRow]) -> Result<(), Diagnostic> {
    output.write("index.csv", &index(rows)).map(|_| ())
}

/// Writes what the run came from.
pub(crate) fn write_record(output: &OutputFolder, record: &RunRecord) -> Result<(), Diagnostic> {
    let mut text = serde_json::to_vec_pretty(record).map_err(|error| unwritten(&error))?;
    text.push(b'\n');
    output.write("run.json", &text).map(|_| ())
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Diagnostic> {
    serde_json::to_vec(value).map_err(|error| unwritten(&error))
}

fn unwritten(error: &serde_json::Error) -> Diagnostic {
    Diagnostic::error("internal-error", format!("results cannot be written as JSON: {error}"))
}
