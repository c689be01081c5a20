//! `assess check`: the same reading as `run`, without reports.

use crate::cli::args::{CheckArgs, CheckFormat};
use crate::cli::exit_code::{Status, Stop};
use crate::cli::questionnaires;
use crate::cli::reading::{self, Extras};
use crate::cli::terminal::write_data;
use crate::cli::{files, output};
use crate::diagnostic::Diagnostic;
use crate::ingest::{self, Table};
use crate::responses::check::{CheckReport, Understood, check as describe};
use crate::responses::written_map;

/// Writes what was recognised and every problem to standard output.
pub(crate) fn check(args: &CheckArgs) -> Result<Status, Stop> {
    let inputs = files::read_inputs(&args.inputs, None).map_err(Stop::Refused)?;
    let mut tables = Vec::new();
    let mut unread = Vec::new();
    for input in &inputs {
        match ingest::table(&input.name, &input.bytes, &args.reading.file_options()) {
            Ok(table) => tables.push(table),
            Err(problems) => unread.extend(problems),
        }
    }
    let report = report(args, &tables, &unread)?;
    write_data(&written(&report, args.format)?)?;
    let clean = report.errors == 0 && report.warnings == 0;
    Ok(if clean { Status::Done } else { Status::Refused })
}

fn report(args: &CheckArgs, tables: &[Table], unread: &[Diagnostic]) -> Result<CheckReport, Stop> {
    let extras = Extras::read(&args.reading)?;
    let name = args.reading.questionnaire.as_deref();
    let Some((questionnaire, name)) =
        questionnaires::choose(name, tables).map_err(Stop::Refused)?
    else {
        return Ok(describe(tables, unread, None));
    };
    let questionnaire = extras.adapted(questionnaire).map_err(Stop::Refused)?;
    let options = extras.read_options(&name, &args.reading).map_err(Stop::Refused)?;
    let set = reading::understand(tables, &extras, &questionnaire, &options)?;
    if let Some(path) = &args.write_map {
        output::write_new(path, written_map(tables, &questionnaire, &options).as_bytes())
            .map_err(Stop::refused)?;
    }
    let (questionnaire, options, set) = (&questionnaire, &options, &set);
    Ok(describe(tables, unread, Some(Understood { questionnaire, options, set })))
}

fn written(report: &CheckReport, format: CheckFormat) -> Result<Vec<u8>, Stop> {
    match format {
        CheckFormat::Text => Ok(report.to_text().into_bytes()),
        CheckFormat::Json => {
            let mut text = serde_json::to_vec_pretty(report).map_err(std::io::Error::from)?;
            text.push(b'\n');
            Ok(text)
        }
    }
}
