//! `assess run`: answers to reports and data files.

mod beside;
mod data_files;
mod one;
mod plan;
mod record;
mod summary;

use crate::cli::args::{RunArgs, RunFormat};
use crate::cli::batch;
use crate::cli::brand::Brand;
use crate::cli::evaluation::TOOL;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::index::{IndexRow, Kind, WrittenFile};
use crate::cli::output::OutputFolder;
use crate::cli::press::{Outfit, Press, Written};
use crate::cli::reading::{self, Reading};
use crate::cli::redact::redact;
use crate::cli::slug::slugs;
use crate::cli::terminal::Terminal;
use crate::cli::{problems, progress};
use crate::diagnostic::{Diagnostic, Severity};
use crate::messages::Messages;
use crate::results::{Results, Run, ScoreRow};
use beside::Beside;
use one::{Finished, Shared};
use plan::Plan;
use record::RunRecord;

/// What became of one organisation: its reports, if any were asked for, or why it failed.
type Outcome = Result<Vec<Written>, Vec<Diagnostic>>;

/// What a batch brought in, in order of the organisations' names.
struct Harvest {
    /// One per organisation.
    outcomes: Vec<Outcome>,
    /// Results of those that succeeded.
    results: Vec<Results>,
    /// Their rows of `scores.csv`.
    rows: Vec<ScoreRow>,
}

impl Harvest {
    fn gather(finished: Vec<Result<Finished, Vec<Diagnostic>>>) -> Self {
        let mut harvest = Self { outcomes: Vec::new(), results: Vec::new(), rows: Vec::new() };
        for outcome in finished {
            harvest.outcomes.push(outcome.map(|done| {
                harvest.results.push(done.results);
                harvest.rows.extend(done.rows);
                done.reports
            }));
        }
        harvest
    }

    fn failed(&self) -> usize {
        self.outcomes.len() - self.results.len()
    }
}

/// Reads, scores, decides and writes; nothing is written when nothing can be. What refuses the run
/// is told here, in the language of the reports as far as that is known by then.
pub(crate) fn run(mut terminal: Terminal, args: &RunArgs) -> Result<Status, Stop> {
    let plan = Plan::new(args)?;
    if let Some(language) = &plan.looks.lang {
        terminal = terminal.speaking(language);
    }
    match produce(&mut terminal, &plan, args) {
        Err(Stop::Refused(reasons)) => {
            problems::show_some(terminal, &reasons);
            Ok(Status::Refused)
        }
        other => other,
    }
}

/// The run itself; the terminal speaks the language of the reports from where it is known.
fn produce(terminal: &mut Terminal, plan: &Plan, args: &RunArgs) -> Result<Status, Stop> {
    let brand = plan.looks.brand.as_deref().map(Brand::load).transpose().map_err(Stop::Refused)?;
    let mut reading = reading::read(&args.inputs, &args.reading, Some(&plan.out))?;
    let asked = plan.looks.lang.as_deref().unwrap_or(&reading.questionnaire.model.language);
    *terminal = terminal.speaking(asked);
    let terminal = *terminal;
    if plan.redact {
        reading.set.organisations.iter_mut().for_each(redact);
    }
    tell_warnings(terminal, plan, &reading)?;
    if let Some(lang) = &plan.looks.lang {
        reading.speak(lang).map_err(Stop::Refused)?;
    }
    let language = reading.questionnaire.model.language.clone();
    let beside = Beside::load(terminal, plan, &reading)?;
    let outfit = Outfit::load(&plan.looks, &language, brand).map_err(Stop::refused)?;
    let output = OutputFolder::new(plan.out.clone()).map_err(Stop::refused)?;
    let press = Press {
        documents: plan.documents,
        individual: plan.individual,
        ..outfit.press(&reading.questionnaire, &plan.looks, &output)
    };
    let press = plan.looks.writes_reports().then_some(&press);
    let harvest = harvest(terminal, plan, (&reading, &beside), press).map_err(Stop::refused)?;
    if !harvest.results.is_empty() {
        write_files(plan, (&reading, &beside), &harvest, &output, press).map_err(Stop::refused)?;
    }
    summary::failures(terminal, &reading.set.organisations, &harvest.outcomes);
    if !plan.quiet && !harvest.results.is_empty() {
        let wording = &outfit.wardrobe.wording;
        summary::results(terminal, &reading.questionnaire, wording, &harvest);
        summary::place(terminal, &output, wording, &harvest);
    }
    Ok(Status::of_batch(harvest.results.len(), harvest.failed()))
}

/// What was recognised, and warnings of reading; under `--strict` warnings refuse the run.
fn tell_warnings(terminal: Terminal, plan: &Plan, reading: &Reading) -> Result<(), Stop> {
    let of_organisations = reading.set.organisations.iter().flat_map(|one| &one.problems);
    let all = reading.set.problems.iter().chain(of_organisations).cloned();
    let (notes, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        all.partition(|problem| problem.severity == Severity::Note);
    let warnings: Vec<Diagnostic> =
        others.into_iter().filter(|problem| problem.severity == Severity::Warning).collect();
    if plan.strict && !warnings.is_empty() {
        let reason = Diagnostic::error("strict", "warnings refuse the run under --strict");
        return Err(Stop::Refused(warnings.into_iter().chain([reason]).collect()));
    }
    if !plan.quiet {
        problems::show_some(terminal, &notes);
        problems::show_some(terminal, &warnings);
    }
    Ok(())
}

/// Works on all organisations; what became of each, in order of name.
fn harvest(
    terminal: Terminal,
    plan: &Plan,
    (reading, beside): (&Reading, &Beside),
    press: Option<&Press<'_>>,
) -> Result<Harvest, Diagnostic> {
    let organisations = &reading.set.organisations;
    let slugs = slugs(organisations.iter().map(|organisation| organisation.name.as_str()));
    let run = Run {
        tool: TOOL.to_owned(),
        date: plan.looks.date.clone(),
        redacted: plan.redact,
        seed: plan.seed,
        inputs: reading.inputs.clone(),
    };
    let shared = Shared {
        questionnaire: &reading.questionnaire,
        run: &run,
        norms: beside.norms.as_ref(),
        previous: &beside.previous,
        press,
    };
    let bar = progress::bar(terminal, organisations.len());
    let finished = batch::each(organisations, plan.jobs, &bar, |organisation| {
        let slug = slugs.get(organisation.name.as_str()).map_or("organisation", String::as_str);
        one::finish(organisation, slug, &shared)
    })?;
    Ok(Harvest::gather(finished))
}

/// Writes the portfolio and the data files; the index after the files that it names.
fn write_files(
    plan: &Plan,
    (reading, beside): (&Reading, &Beside),
    harvest: &Harvest,
    output: &OutputFolder,
    press: Option<&Press<'_>>,
) -> Result<(), Diagnostic> {
    data_files::write_scores(output, &harvest.rows)?;
    if plan.looks.formats.contains(&RunFormat::Xlsx) {
        data_files::write_workbook(output, &harvest.rows, &harvest.results)?;
    }
    let data = data_files::write_results(output, &harvest.results)?;
    let mut rows = index_rows(reading, &harvest.outcomes, &data);
    if let Some(press) = press.filter(|_| harvest.results.len() > 1) {
        rows.extend(press.portfolio(&harvest.results)?.into_iter().map(|one| row_of("", one)));
    }
    data_files::write_index(output, &rows)?;
    data_files::write_record(output, &RunRecord::new(plan, (reading, beside), harvest, press))
}

fn index_rows(reading: &Reading, outcomes: &[Outcome], data: &WrittenFile) -> Vec<IndexRow> {
    let messages = Messages::builtin_in(&reading.questionnaire.model.language);
    let mut rows = Vec::new();
    for (organisation, outcome) in reading.set.organisations.iter().zip(outcomes) {
        let name = &organisation.name;
        let row = |kind, file| IndexRow { organisation: name.clone(), subject: None, kind, file };
        match outcome {
            Ok(written) if written.is_empty() => rows.push(row(Kind::Results, Ok(data.clone()))),
            Ok(written) => rows.extend(written.iter().map(|one| row_of(name, one.clone()))),
            Err(reasons) => {
                rows.push(row(Kind::Leadership, Err(summary::in_short(reasons, messages))));
            }
        }
    }
    rows
}

fn row_of(organisation: &str, written: Written) -> IndexRow {
    IndexRow {
        organisation: organisation.to_owned(),
        subject: written.subject,
        kind: written.kind,
        file: Ok(written.file),
    }
}
