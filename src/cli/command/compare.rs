//! `assess compare`: what changed between waves.

mod files;

use crate::change::{Change, Course, course};
use crate::cli::args::{CompareArgs, RunFormat};
use crate::cli::brand::Brand;
use crate::cli::evaluation::SEED;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::index::{IndexRow, Kind};
use crate::cli::looks::Looks;
use crate::cli::norms::NormsFile;
use crate::cli::output::OutputFolder;
use crate::cli::press::{Outfit, Press};
use crate::cli::problems;
use crate::cli::redact::redact_wave;
use crate::cli::slug::slugs;
use crate::cli::terminal::{Terminal, printable};
use crate::cli::waves::{self, Scored, Source, WaveInput, Waves, inside_output};
use crate::diagnostic::{Diagnostic, Severity};
use crate::messages::Messages;
use crate::responses::Period;
use crate::wave::Wave;
use std::collections::BTreeSet;
use std::path::PathBuf;
use time::Date;

/// What became of one organisation: its waves compared, or why they were not.
struct Outcome {
    organisation: String,
    course: Result<Course, Vec<Diagnostic>>,
}

/// Reads the waves, compares them and writes the reports.
pub(crate) fn compare(terminal: Terminal, args: &CompareArgs) -> Result<Status, Stop> {
    let looks = Looks::new(&args.looks)?;
    let brand = looks.brand.as_deref().map(Brand::load).transpose().map_err(Stop::Refused)?;
    if looks.formats.contains(&RunFormat::Xlsx) {
        let message = "compare writes no workbook";
        let problem = Diagnostic::error("no-workbook", message);
        return Err(Stop::usage(problem.with_hint("changes.csv holds the numbers")));
    }
    let sources = sources(&args.inputs, &args.split)?;
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from("changes"));
    let replaced = sources.iter().find_map(|source| match source {
        Source::Results(path) => inside_output(path, &out),
        Source::Answers(..) => None,
    });
    if let Some(problem) = replaced {
        return Err(Stop::refused(problem));
    }
    let seed = args.seed.unwrap_or(SEED);
    let scored = Scored { date: &looks.date, seed, language: looks.lang.as_deref() };
    let mut read = waves::read(&sources, &args.reading, scored)?;
    if let Some(lang) = &looks.lang {
        read.speak(lang).map_err(Stop::Refused)?;
    }
    let language = read.questionnaire.model.language.clone();
    let terminal = terminal.speaking(&language);
    let norms = args.norms.as_deref().map(|path| NormsFile::load(path, &read.questionnaire));
    let (norms, warning) = norms.transpose().map_err(Stop::refused)?.unzip();
    read.problems.extend(warning.flatten());
    read.problems.extend(wrong_order(&read.inputs));
    tell(terminal, &mut read, args.quiet.unwrap_or(false));

    redact_all(&mut read.inputs);
    let outcomes = outcomes(&read, norms.as_ref());
    let output = OutputFolder::new(out).map_err(Stop::refused)?;
    let outfit = Outfit::load(&looks, &language, brand).map_err(Stop::refused)?;
    let press = outfit.press(&read.questionnaire, &looks, &output);
    finish(terminal, &outcomes, &press, &output)
}

/// Writes everything and says what failed.
fn finish(
    terminal: Terminal,
    outcomes: &[Outcome],
    press: &Press<'_>,
    output: &OutputFolder,
) -> Result<Status, Stop> {
    let done: Vec<&Course> = outcomes.iter().filter_map(|one| one.course.as_ref().ok()).collect();
    let failed = outcomes.len() - done.len();
    let messages = terminal.messages;
    for outcome in outcomes {
        if let Err(reasons) = &outcome.course {
            let name = printable(&outcome.organisation);
            let why: Vec<String> = reasons.iter().map(|one| messages.in_short(one)).collect();
            terminal.say(&format!(
                "{}: {name}: {}",
                messages.sentence("failed"),
                printable(&why.join("; "))
            ));
        }
    }
    if !done.is_empty() {
        let changes: Vec<&Change> = done.iter().flat_map(|course| course.all()).collect();
        let data = files::write_changes(output, &changes).map_err(Stop::refused)?;
        files::write_table(output, &changes).map_err(Stop::refused)?;
        let mut rows = Vec::new();
        let slugs = slugs(outcomes.iter().map(|one| one.organisation.as_str()));
        for outcome in outcomes {
            let name = &outcome.organisation;
            let row = |file| IndexRow {
                organisation: name.clone(),
                subject: None,
                kind: Kind::Change,
                file,
            };
            match &outcome.course {
                Err(reasons) => rows.push(row(Err(in_short(reasons, messages)))),
                Ok(course) => {
                    let slug = slugs.get(name.as_str()).map_or("organisation", String::as_str);
                    let written = press.change(course, slug).map_err(Stop::refused)?;
                    if written.is_empty() {
                        rows.push(row(Ok(data.clone())));
                    }
                    rows.extend(written.into_iter().map(|one| row(Ok(one.file))));
                }
            }
        }
        files::write_index(output, &rows).map_err(Stop::refused)?;
        if terminal.watched {
            let folder = output.path().display().to_string();
            let wording = &press.wardrobe.wording;
            terminal.say(&wording.fill("summary.place", &[("folder", &folder)]));
        }
    }
    Ok(Status::of_batch(done.len(), failed))
}

fn in_short(reasons: &[Diagnostic], messages: &Messages) -> String {
    reasons.iter().map(|one| messages.in_short(one)).collect::<Vec<_>>().join("; ")
}

/// One source per wave: the inputs, or the periods of all of them together.
fn sources(inputs: &[PathBuf], split: &[Date]) -> Result<Vec<Source>, Stop> {
    let few = |message: &str| {
        let hint = "name two inputs, the earlier first, or divide one by --split YYYY-MM-DD";
        Stop::usage(Diagnostic::error("one-wave", message).with_hint(hint))
    };
    if split.is_empty() {
        if inputs.len() < 2 {
            return Err(few("a comparison needs two waves"));
        }
        return inputs.iter().map(|path| Source::of(path).map_err(Stop::refused)).collect();
    }
    for path in inputs {
        if matches!(Source::of(path).map_err(Stop::refused)?, Source::Results(_)) {
            return Err(few("results cannot be divided by days; answers can"));
        }
    }
    let days: BTreeSet<String> = split.iter().map(ToString::to_string).collect();
    let starts = std::iter::once(None).chain(days.iter().cloned().map(Some));
    let ends = days.iter().cloned().map(Some).chain(std::iter::once(None));
    let periods = starts.zip(ends).map(|(from, until)| Period { from, until });
    Ok(periods.map(|period| Source::Answers(inputs.to_vec(), Some(period))).collect())
}

/// Warnings and notes of reading.
fn tell(terminal: Terminal, read: &mut Waves, quiet: bool) {
    read.problems.sort();
    read.problems.dedup();
    read.problems.retain(|problem| problem.severity != Severity::Error);
    if !quiet {
        problems::show_some(terminal, &read.problems);
    }
}

/// A wave that is older than the one given before it.
fn wrong_order(inputs: &[WaveInput]) -> Option<Diagnostic> {
    let last =
        |input: &WaveInput| input.organisations.values().map(|wave| wave.day().to_owned()).max();
    let filled: Vec<&WaveInput> =
        inputs.iter().filter(|input| !input.organisations.is_empty()).collect();
    let pair = filled.windows(2).find(|pair| match pair {
        [before, after] => last(before) > last(after),
        _ => false,
    })?;
    let name = pair.last().map(|input| input.name.as_str()).unwrap_or_default();
    let message = "this wave is older than the one before it";
    let problem = Diagnostic::warning("waves-out-of-order", message).at_file(name);
    Some(problem.with_hint("give the earliest wave first"))
}

/// Every organisation of any wave, in order of name.
fn outcomes(read: &Waves, norms: Option<&NormsFile>) -> Vec<Outcome> {
    let names = |input: &WaveInput| -> Vec<String> {
        input.organisations.keys().chain(input.failed.keys()).cloned().collect()
    };
    let names: BTreeSet<String> = read.inputs.iter().flat_map(names).collect();
    let norms = norms.map(|file| &file.norms);
    let outcome = |organisation: String| {
        let failed = failed(&organisation, &read.inputs);
        if !failed.is_empty() {
            return Outcome { organisation, course: Err(failed) };
        }
        let waves: Vec<&Wave> =
            read.inputs.iter().filter_map(|one| one.organisations.get(&organisation)).collect();
        let course = course(&waves, &read.questionnaire, norms)
            .ok_or_else(|| why_not(&organisation, &read.inputs));
        Outcome { organisation, course }
    };
    names.into_iter().map(outcome).collect()
}

/// What is wrong with an organisation's answers in any wave: a wave that cannot be scored is not
/// passed over.
fn failed(organisation: &str, inputs: &[WaveInput]) -> Vec<Diagnostic> {
    inputs.iter().filter_map(|input| input.failed.get(organisation)).flatten().cloned().collect()
}

/// Where one wave has labels in place of names, the others get them too.
fn redact_all(inputs: &mut [WaveInput]) {
    let redacted = |wave: &Wave| wave.provenance.redacted == Some(true);
    if inputs.iter().flat_map(|input| input.organisations.values()).any(redacted) {
        let waves = inputs.iter_mut().flat_map(|input| input.organisations.values_mut());
        waves.filter(|wave| !redacted(wave)).for_each(redact_wave);
    }
}

/// Why an organisation's waves cannot be compared.
fn why_not(organisation: &str, inputs: &[WaveInput]) -> Vec<Diagnostic> {
    let only = inputs.iter().find(|input| input.organisations.contains_key(organisation));
    let place = only.map(|input| input.name.as_str()).unwrap_or_default();
    let problem = Diagnostic::error("one-wave", "the organisation stands in one wave alone");
    vec![problem.at_file(place).with_hint("write its name alike in all waves")]
}
