//! `assess run`: answers to reports and data files.

mod data_files;
mod index;
mod one;
mod plan;
mod record;
mod reports;
mod summary;

use crate::cli::args::RunArgs;
use crate::cli::batch;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::output::OutputFolder;
use crate::cli::reading::{self, Reading};
use crate::cli::redact::redact;
use crate::cli::slug::slugs;
use crate::cli::templates::{self, Dress};
use crate::cli::terminal::Terminal;
use crate::cli::{problems, progress};
use crate::diagnostic::{Diagnostic, Severity};
use crate::results::{Results, Run};
use index::{IndexRow, Kind, WrittenFile};
use one::{Finished, Shared};
use plan::{Plan, Reports};
use record::RunRecord;
use reports::Press;

/// What became of one organisation.
type Outcome = Result<Finished, Vec<Diagnostic>>;

/// Name and version of the program, as results carry it.
const TOOL: &str = concat!("assess ", env!("CARGO_PKG_VERSION"));

/// The templates of a run.
struct Wardrobe {
    leadership: Dress,
    portfolio: Dress,
}

/// Reads, scores, decides and writes; nothing is written when nothing can be.
pub(crate) fn run(terminal: Terminal, args: &RunArgs) -> Result<Status, Stop> {
    let plan = Plan::new(args)?;
    let wardrobe = Wardrobe {
        leadership: templates::load(&plan.template).map_err(Stop::refused)?,
        portfolio: templates::load("portfolio").map_err(Stop::refused)?,
    };
    let mut reading = reading::read(&args.inputs, &args.reading, Some(&plan.out))?;
    tell_warnings(terminal, &plan, &reading)?;
    if plan.redact {
        reading.set.organisations.iter_mut().for_each(redact);
    }
    let output = OutputFolder::new(plan.out.clone());
    let press = Press {
        dress: &wardrobe.leadership,
        portfolio: &wardrobe.portfolio,
        questionnaire: &reading.questionnaire,
        paper: plan.paper,
        output: &output,
    };
    let press = (plan.reports == Reports::Pdf).then_some(&press);
    let outcomes = outcomes(terminal, &plan, &reading, press).map_err(Stop::refused)?;
    let succeeded = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    if succeeded > 0 {
        write_files(&plan, &reading, &outcomes, &output, press).map_err(Stop::refused)?;
    }
    summary::failures(terminal, &reading.set.organisations, &outcomes);
    if !plan.quiet && succeeded > 0 {
        let wording = &wardrobe.leadership.template.wording;
        summary::results(terminal, &reading.questionnaire, wording, &outcomes);
        summary::place(terminal, &output);
    }
    Ok(Status::of_batch(succeeded, outcomes.len() - succeeded))
}

/// Warnings of reading; under `--strict` they refuse the run.
fn tell_warnings(terminal: Terminal, plan: &Plan, reading: &Reading) -> Result<(), Stop> {
    let of_organisations = reading.set.organisations.iter().flat_map(|one| &one.problems);
    let warnings: Vec<Diagnostic> = reading
        .set
        .problems
        .iter()
        .chain(of_organisations)
        .filter(|problem| problem.severity == Severity::Warning)
        .cloned()
        .collect();
    if plan.strict && !warnings.is_empty() {
        let reason = Diagnostic::error("strict", "warnings refuse the run under --strict");
        return Err(Stop::Refused(warnings.into_iter().chain([reason]).collect()));
    }
    if !plan.quiet {
        problems::show_some(terminal, &warnings);
    }
    Ok(())
}

/// Works on all organisations; what became of each, in order of name.
fn outcomes(
    terminal: Terminal,
    plan: &Plan,
    reading: &Reading,
    press: Option<&Press<'_>>,
) -> Result<Vec<Outcome>, Diagnostic> {
    let organisations = &reading.set.organisations;
    let slugs = slugs(organisations.iter().map(|organisation| organisation.name.as_str()));
    let run = Run {
        tool: TOOL.to_owned(),
        date: plan.date.clone(),
        seed: plan.seed,
        inputs: reading.inputs.clone(),
    };
    let shared = Shared { questionnaire: &reading.questionnaire, run: &run, press };
    let bar = progress::bar(terminal, organisations.len());
    batch::each(organisations, plan.jobs, &bar, |organisation| {
        let slug = slugs.get(organisation.name.as_str()).map_or("organisation", String::as_str);
        one::finish(organisation, slug, &shared)
    })
}

/// Writes the portfolio and the data files; the index after the files that it names.
fn write_files(
    plan: &Plan,
    reading: &Reading,
    outcomes: &[Outcome],
    output: &OutputFolder,
    press: Option<&Press<'_>>,
) -> Result<(), Diagnostic> {
    let finished: Vec<&Finished> =
        outcomes.iter().filter_map(|outcome| outcome.as_ref().ok()).collect();
    data_files::write_scores(output, &finished)?;
    let data = WrittenFile {
        name: data_files::RESULTS.to_owned(),
        sha256: data_files::write_results(output, &finished)?,
        pages: None,
        message: String::new(),
    };
    let mut rows = index_rows(reading, outcomes, &data);
    if let Some(press) = press.filter(|_| finished.len() > 1) {
        let results: Vec<Results> = finished.iter().map(|done| done.results.clone()).collect();
        let file = press.portfolio(&results)?;
        rows.push(IndexRow { organisation: String::new(), kind: Kind::Portfolio, file: Ok(file) });
    }
    data_files::write_index(output, &rows)?;
    data_files::write_record(output, &RunRecord::new(plan, reading, outcomes, press))
}

fn index_rows(reading: &Reading, outcomes: &[Outcome], data: &WrittenFile) -> Vec<IndexRow> {
    let organisations = reading.set.organisations.iter();
    organisations
        .zip(outcomes)
        .map(|(organisation, outcome)| {
            let (kind, file) = match outcome {
                Ok(Finished { report: None, .. }) => (Kind::Results, Ok(data.clone())),
                Ok(Finished { report: Some(report), .. }) => (Kind::Leadership, Ok(report.clone())),
                Err(reasons) => (Kind::Leadership, Err(summary::in_short(reasons))),
            };
            IndexRow { organisation: organisation.name.clone(), kind, file }
        })
        .collect()
}
