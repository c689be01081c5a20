//! The data files of a run: `scores.csv`, `results.jsonl`, `index.csv`, `run.json`.

use super::record::RunRecord;
use crate::cli::index::{IndexRow, WrittenFile, index};
use crate::cli::output::OutputFolder;
use crate::diagnostic::Diagnostic;
use crate::render::csv::{CsvText, SCORE_COLUMNS, score_cells};
use crate::render::xlsx;
use crate::results::{Results, ScoreRow};
use serde::Serialize;

/// Name of the file with one object per organisation.
const RESULTS: &str = "results.jsonl";

/// Writes the scores of all organisations, in order of name.
pub(crate) fn write_scores(output: &OutputFolder, rows: &[ScoreRow]) -> Result<(), Diagnostic> {
    let mut table = CsvText::with_header(&SCORE_COLUMNS);
    for row in rows {
        table.push(&score_cells(row));
    }
    output.write("scores.csv", &table.take()).map(|_| ())
}

/// Writes the same scores as a workbook, with what they came from.
pub(crate) fn write_workbook(
    output: &OutputFolder,
    rows: &[ScoreRow],
    results: &[Results],
) -> Result<(), Diagnostic> {
    let Some(first) = results.first() else { return Ok(()) };
    let bytes = xlsx(rows, &first.provenance)
        .map_err(|error| Diagnostic::error("internal-error", error.to_string()))?;
    output.write("scores.xlsx", &bytes).map(|_| ())
}

/// Writes one object per organisation, in order of name.
pub(crate) fn write_results(
    output: &OutputFolder,
    results: &[Results],
) -> Result<WrittenFile, Diagnostic> {
    let mut lines = Vec::new();
    for one in results {
        lines.extend(json(one)?);
        lines.push(b'\n');
    }
    let sha256 = output.write(RESULTS, &lines)?;
    Ok(WrittenFile { name: RESULTS.to_owned(), sha256, pages: None, message: String::new() })
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
