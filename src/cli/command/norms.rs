//! `assess norms make`: norms from the answers about many organisations.

use crate::cli::args::NormsArgs;
use crate::cli::evaluation::SEED;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::looks::day;
use crate::cli::output::write_new;
use crate::cli::problems;
use crate::cli::terminal::{Terminal, write_data};
use crate::cli::waves::{self, Scored, Source};
use crate::diagnostic::Diagnostic;
use crate::norms::{FEWEST, make as norms_of};
use crate::wave::Wave;
use std::collections::BTreeSet;
use std::path::Path;

/// Writes the norms; what was left out is told.
pub(crate) fn make(terminal: Terminal, args: &NormsArgs) -> Result<Status, Stop> {
    let date = day(args.date)?.to_string();
    let mut sources = Vec::new();
    let mut answers = Vec::new();
    for path in &args.inputs {
        match Source::of(path).map_err(Stop::refused)? {
            // Answers are read together, so that one organisation may stand in several files.
            Source::Answers(paths, _) => answers.extend(paths),
            results @ Source::Results(_) => sources.push(results),
        }
    }
    if !answers.is_empty() {
        sources.push(Source::Answers(answers, None));
    }
    let scored = Scored { date: &date, seed: SEED, language: None };
    let read = waves::read(&sources, &args.reading, scored)?;
    problems::show_some(terminal, &read.problems);
    let failed = read.inputs.iter().flat_map(|input| &input.failed);
    for (name, reasons) in failed {
        let why = reasons.first().map(ToString::to_string).unwrap_or_default();
        let message = format!("{name} is left out: {why}");
        terminal.problem(&Diagnostic::warning("left-out", message));
    }
    let batch = batch(&read.inputs).map_err(Stop::Refused)?;
    let norms = norms_of(&batch, &read.questionnaire, &date, args.sample.as_deref());
    if norms.role.is_empty() && norms.competency.is_empty() {
        let message = format!(
            "norms need {FEWEST} organisations or more that somebody else rated; there are {}",
            norms.organisations
        );
        return Err(Stop::refused(Diagnostic::error("few-organisations", message)));
    }
    let text = toml::to_string(&norms).map_err(|error| {
        let message = format!("the norms cannot be written: {error}");
        Stop::refused(Diagnostic::error("internal-error", message))
    })?;
    match args.out.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => write_new(path, text.as_bytes()).map_err(Stop::refused)?,
        None => write_data(text.as_bytes())?,
    }
    Ok(Status::Done)
}

/// The organisations of all inputs, each once.
fn batch(inputs: &[waves::WaveInput]) -> Result<Vec<Wave>, Vec<Diagnostic>> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    let mut batch = Vec::new();
    for input in inputs {
        for (name, wave) in &input.organisations {
            if seen.insert(name) {
                batch.push(wave.clone());
            } else {
                let message = format!("{name} stands in another input as well");
                let problem = Diagnostic::error("organisation-twice", message).at_file(&input.name);
                problems.push(problem.with_hint("give every organisation once"));
            }
        }
    }
    if problems.is_empty() { Ok(batch) } else { Err(problems) }
}
