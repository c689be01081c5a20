//! `assess score`: scores alone, to standard output.

use crate::cli::args::{ScoreArgs, ScoreFormat};
use crate::cli::exit_code::{Status, Stop};
use crate::cli::terminal::{Terminal, write_data};
use crate::cli::{problems, reading};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;
use crate::render::csv::{CsvText, SCORE_COLUMNS, score_cells};
use crate::responses::Organisation;
use crate::results::{ScoreRow, score_rows};
use crate::scoring;
use rayon::prelude::*;
use std::io;

/// Organisations scored at a time, so that output flows and memory stays small.
const AT_A_TIME: usize = 256;

/// Writes the scores of one organisation after the other; problems go to standard error.
pub(crate) fn score(terminal: Terminal, args: &ScoreArgs) -> Result<Status, Stop> {
    let reading = reading::read(std::slice::from_ref(&args.input), &args.reading, None)?;
    let organisations = &reading.set.organisations;
    let of_organisations = organisations.iter().flat_map(|organisation| &organisation.problems);
    let found: Vec<Diagnostic> =
        reading.set.problems.iter().chain(of_organisations).cloned().collect();
    problems::show_some(terminal, &found);
    let mut table = match args.format {
        ScoreFormat::Csv => CsvText::with_header(&SCORE_COLUMNS),
        ScoreFormat::Jsonl => CsvText::default(),
    };
    let usable: Vec<&Organisation> = organisations.iter().filter(|one| !one.failed()).collect();
    for some in usable.chunks(AT_A_TIME) {
        let scored: Vec<Vec<ScoreRow>> =
            some.par_iter().map(|one| rows(one, &reading.questionnaire)).collect();
        write_data(&written(&scored.concat(), args.format, &mut table)?)?;
    }
    Ok(Status::of_batch(usable.len(), organisations.len() - usable.len()))
}

fn rows(organisation: &Organisation, questionnaire: &Questionnaire) -> Vec<ScoreRow> {
    let scores = scoring::score(organisation, questionnaire);
    score_rows(&organisation.name, &scores, questionnaire)
}

fn written(rows: &[ScoreRow], format: ScoreFormat, table: &mut CsvText) -> io::Result<Vec<u8>> {
    match format {
        ScoreFormat::Csv => {
            for row in rows {
                table.push(&score_cells(row));
            }
            Ok(table.take())
        }
        ScoreFormat::Jsonl => {
            let mut lines = Vec::new();
            for row in rows {
                serde_json::to_writer(&mut lines, row)?;
                lines.push(b'\n');
            }
            Ok(lines)
        }
    }
}
