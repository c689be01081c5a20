//! `assess statistics`: reliability, agreement and other statistics, to standard output.

use crate::analysis::response::{ResponseIndices, responses};
use crate::analysis::{self, Statistic};
use crate::cli::args::{StatisticsArgs, StatisticsFormat};
use crate::cli::exit_code::{Status, Stop};
use crate::cli::terminal::{Terminal, write_data};
use crate::cli::{problems, reading};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;
use crate::render::csv::{
    Cell, CsvText, RESPONSE_COLUMNS, STATISTIC_COLUMNS, response_cells, statistic_cells,
};
use crate::responses::Organisation;
use serde::Serialize;
use std::io;

/// Writes the statistics of all organisations that can be read; problems go to standard error.
pub(crate) fn statistics(terminal: Terminal, args: &StatisticsArgs) -> Result<Status, Stop> {
    let reading = reading::read(&args.inputs, &args.reading, None)?;
    let organisations = &reading.set.organisations;
    let of_organisations = organisations.iter().flat_map(|organisation| &organisation.problems);
    let found: Vec<Diagnostic> =
        reading.set.problems.iter().chain(of_organisations).cloned().collect();
    problems::show_some(terminal, &found);
    let usable: Vec<&Organisation> = organisations.iter().filter(|one| !one.failed()).collect();
    let status = Status::of_batch(usable.len(), organisations.len() - usable.len());
    if usable.is_empty() {
        return Ok(status);
    }
    let questionnaire = &reading.questionnaire;
    let written = if args.responses {
        of_responses(&responses(&usable, questionnaire), args.format)?
    } else {
        let rows = analysis::statistics(&usable, questionnaire, args.seed);
        of_statistics(&rows, questionnaire, args.format)?
    };
    write_data(&written)?;
    Ok(status)
}

fn of_statistics(
    rows: &[Statistic],
    questionnaire: &Questionnaire,
    format: StatisticsFormat,
) -> io::Result<Vec<u8>> {
    match format {
        StatisticsFormat::Table => Ok(analysis::table(rows, questionnaire).into_bytes()),
        StatisticsFormat::Csv => Ok(csv(&STATISTIC_COLUMNS, rows, |row| statistic_cells(row))),
        StatisticsFormat::Json => json(rows),
    }
}

fn of_responses(rows: &[ResponseIndices], format: StatisticsFormat) -> io::Result<Vec<u8>> {
    match format {
        StatisticsFormat::Table => Ok(analysis::response_table(rows).into_bytes()),
        StatisticsFormat::Csv => Ok(csv(&RESPONSE_COLUMNS, rows, |row| response_cells(row))),
        StatisticsFormat::Json => json(rows),
    }
}

fn csv<'r, T, const N: usize>(
    columns: &[&str; N],
    rows: &'r [T],
    cells: impl Fn(&'r T) -> [Cell<'r>; N],
) -> Vec<u8> {
    let mut table = CsvText::with_header(columns);
    for row in rows {
        table.push(&cells(row));
    }
    table.take()
}

/// An array with one row on a line, so that lines can be compared.
fn json<T: Serialize>(rows: &[T]) -> io::Result<Vec<u8>> {
    let mut text = vec![b'['];
    for (place, row) in rows.iter().enumerate() {
        text.extend_from_slice(if place == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut text, row)?;
    }
    text.extend_from_slice(b"\n]\n");
    Ok(text)
}
