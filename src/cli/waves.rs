//! Files and folders as waves: results of earlier runs, or answers that are scored here.

use crate::cli::args::ReadingArgs;
use crate::cli::evaluation::{TOOL, evaluate};
use crate::cli::exit_code::Stop;
use crate::cli::files::{self, base_name};
use crate::cli::questionnaires;
use crate::cli::reading::{self, Extras, Reading};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::{Questionnaire, builtin_names};
use crate::responses::{Organisation, Period};
use crate::results::Run;
use crate::wave::{Wave, is_results, waves};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Name of the file with one object per organisation in the folder of a run.
pub(crate) const RESULTS: &str = "results.jsonl";

/// One wave: the organisations by name.
#[derive(Debug, Default)]
pub(crate) struct WaveInput {
    /// What it was read from, for people.
    pub name: String,
    /// Those with results.
    pub organisations: BTreeMap<String, Wave>,
    /// Those without, with the reasons.
    pub failed: BTreeMap<String, Vec<Diagnostic>>,
}

/// Waves with the questionnaire that they answer.
pub(crate) struct Waves {
    /// In the order given.
    pub inputs: Vec<WaveInput>,
    /// The questionnaire, with the profile's changes.
    pub questionnaire: Questionnaire,
    /// The name by which it can be loaded again.
    pub name: String,
    /// What to know about the reading of answers.
    pub problems: Vec<Diagnostic>,
    extras: Extras,
}

impl Waves {
    /// Changes the language of what is written.
    pub(crate) fn speak(&mut self, language: &str) -> Result<(), Vec<Diagnostic>> {
        let spoken = questionnaires::load_in(&self.name, language)?;
        self.questionnaire = self.extras.adapted(spoken)?;
        Ok(())
    }
}

/// Why a file of results must not lie in the output folder: it would be replaced.
pub(crate) fn inside_output(path: &Path, out: &Path) -> Option<Diagnostic> {
    let file = path.canonicalize().ok()?;
    let same = out.canonicalize().is_ok_and(|out| file.parent() == Some(out.as_path()));
    let message = "the earlier results lie in the output folder and would be replaced";
    let problem = Diagnostic::error("results-in-output", message).at_file(base_name(path));
    same.then(|| problem.with_hint("name another folder with --out"))
}

/// What a wave is read from.
#[derive(Debug)]
pub(crate) enum Source {
    /// Results of a run.
    Results(PathBuf),
    /// Answers, those of a period or all.
    Answers(Vec<PathBuf>, Option<Period>),
}

impl Source {
    /// What a path stands for: results when it is `results.jsonl` or a folder that holds it.
    pub(crate) fn of(path: &Path) -> Result<Self, Diagnostic> {
        let inside = path.join(RESULTS);
        if path.is_dir() && inside.is_file() {
            return Ok(Self::Results(inside));
        }
        let ends = ["jsonl", "json", "ndjson"];
        let lines = path.extension().is_some_and(|end| ends.iter().any(|one| end == *one));
        if lines && path.is_file() && files::starts_as(path, is_results)? {
            return Ok(Self::Results(path.to_owned()));
        }
        Ok(Self::Answers(vec![path.to_owned()], None))
    }

    fn name(&self) -> String {
        match self {
            Self::Results(path) => {
                let folder = path.parent().map(base_name).filter(|name| !name.is_empty());
                folder.into_iter().chain([base_name(path)]).collect::<Vec<_>>().join("/")
            }
            Self::Answers(paths, None) => {
                paths.first().map(|path| base_name(path)).unwrap_or_default()
            }
            Self::Answers(_, Some(period)) => match (&period.from, &period.until) {
                (Some(from), _) => from.clone(),
                (None, Some(until)) => format!("..{until}"),
                (None, None) => String::new(),
            },
        }
    }
}

/// Reads results of a run.
pub(crate) fn read_results(path: &Path) -> Result<Vec<Wave>, Vec<Diagnostic>> {
    let source = files::read_text(path).map_err(|problem| vec![problem])?;
    waves(&source.name, &source.text)
}

/// How answers are scored on the way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scored<'a> {
    /// Date of the results, ISO 8601.
    pub date: &'a str,
    /// Seed of the random streams.
    pub seed: u64,
    /// Language of the sentences; that of the questionnaire where none was asked for. Results that
    /// are read keep theirs.
    pub language: Option<&'a str>,
}

/// Reads all waves. They must answer the same questionnaire, in whatever version.
pub(crate) fn read(
    sources: &[Source],
    args: &ReadingArgs,
    scored: Scored<'_>,
) -> Result<Waves, Stop> {
    let mut inputs = Vec::new();
    let mut chosen: Option<(Questionnaire, String)> = None;
    let mut problems = Vec::new();
    for source in sources {
        let mut input = WaveInput { name: source.name(), ..WaveInput::default() };
        match source {
            Source::Results(path) => {
                for wave in read_results(path).map_err(Stop::Refused)? {
                    input.organisations.insert(wave.organisation.clone(), wave);
                }
            }
            Source::Answers(paths, period) => {
                let mut read = reading::read_period(paths, args, None, period.clone())?;
                if let Some(language) = scored.language {
                    read.speak(language).map_err(Stop::Refused)?;
                }
                score_all(&read, &mut input, scored);
                let of_organisations = read.set.organisations.iter().flat_map(|one| &one.problems);
                problems.extend(read.set.problems.iter().chain(of_organisations).cloned());
                chosen.get_or_insert((read.questionnaire, read.name));
            }
        }
        inputs.push(input);
    }
    let extras = Extras::read(args)?;
    let (questionnaire, name) = match chosen {
        Some(chosen) => chosen,
        None => named(args, &inputs, &extras).map_err(Stop::Refused)?,
    };
    let strangers = inputs.iter().filter_map(|input| stranger(input, &questionnaire));
    let strangers: Vec<Diagnostic> = strangers.collect();
    if !strangers.is_empty() {
        return Err(Stop::Refused(strangers));
    }
    Ok(Waves { inputs, questionnaire, name, problems, extras })
}

/// Scores all organisations of an input.
fn score_all(read: &Reading, input: &mut WaveInput, scored: Scored<'_>) {
    let run = Run {
        tool: TOOL.to_owned(),
        redacted: false,
        date: scored.date.to_owned(),
        seed: scored.seed,
        inputs: read.inputs.clone(),
    };
    let score = |organisation: &Organisation| {
        evaluate(organisation, &read.questionnaire, &run).map(|(_, results)| results.wave())
    };
    let organisations = &read.set.organisations;
    let scored: Vec<_> = organisations.par_iter().map(score).collect();
    for (organisation, wave) in organisations.iter().zip(scored) {
        let name = organisation.name.clone();
        match wave {
            Ok(Some(wave)) => drop(input.organisations.insert(name, wave)),
            Ok(None) => {}
            // Who answered nothing in this wave is not in it.
            Err(problems) if problems.iter().all(|one| one.code == "no-answers") => {}
            Err(problems) => drop(input.failed.insert(name, problems)),
        }
    }
}

/// The questionnaire that was named, else the built-in one that the results name.
fn named(
    args: &ReadingArgs,
    inputs: &[WaveInput],
    extras: &Extras,
) -> Result<(Questionnaire, String), Vec<Diagnostic>> {
    if let Some(name) = &args.questionnaire {
        return Ok((extras.adapted(questionnaires::load(name)?)?, name.clone()));
    }
    let first = inputs.iter().flat_map(|input| input.organisations.values()).next();
    let id = first.map(|wave| wave.provenance.questionnaire.clone()).unwrap_or_default();
    for name in builtin_names() {
        let known = questionnaires::load(name)?;
        if known.model.id == id {
            return Ok((extras.adapted(known)?, (*name).to_owned()));
        }
    }
    let message = format!("the results are of the questionnaire \"{id}\", which is not built in");
    let problem = Diagnostic::error("no-questionnaire", message);
    Err(vec![problem.with_hint("name its file with --questionnaire FILE")])
}

/// An input that answers another questionnaire.
fn stranger(input: &WaveInput, questionnaire: &Questionnaire) -> Option<Diagnostic> {
    let id = &questionnaire.model.id;
    let other = input.organisations.values().find(|wave| wave.provenance.questionnaire != *id)?;
    let theirs = &other.provenance.questionnaire;
    let message = format!("the results are of the questionnaire \"{theirs}\", not of \"{id}\"");
    let problem = Diagnostic::error("other-questionnaire", message).at_file(&input.name);
    Some(problem.with_hint("compare waves of one questionnaire"))
}
