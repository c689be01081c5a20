//! From the files that the user names to answers with their meaning, for every command that reads.

use crate::cli::args::ReadingArgs;
use crate::cli::exit_code::Stop;
use crate::cli::files::{self, Input};
use crate::cli::questionnaires;
use crate::diagnostic::Diagnostic;
use crate::ingest::{self, Table};
use crate::questionnaire::{Questionnaire, apply_profile};
use crate::responses::{self, Period, ReadOptions, ResponseSet, context_source};
use crate::results::InputFile;
use std::path::{Path, PathBuf};

/// What was read, and from what.
pub(crate) struct Reading {
    /// Answer files in the order given.
    pub inputs: Vec<InputFile>,
    /// The file of facts.
    pub context: Option<InputFile>,
    /// The file of overrides.
    pub profile: Option<InputFile>,
    /// The map of columns and words.
    pub map: Option<InputFile>,
    /// What the user said about files.
    pub files: ingest::Options,
    /// `--organisation`.
    pub organisation: Option<String>,
    /// The questionnaire, with the profile's changes.
    pub questionnaire: Questionnaire,
    /// Answers and facts.
    pub set: ResponseSet,
    /// The name by which the questionnaire was loaded.
    pub name: String,
    extras: Extras,
}

impl Reading {
    /// Changes the language of what is written; the answers stay as they were read.
    pub(crate) fn speak(&mut self, language: &str) -> Result<(), Vec<Diagnostic>> {
        let spoken = questionnaires::load_in(&self.name, language)?;
        self.questionnaire = self.extras.adapted(spoken)?;
        Ok(())
    }
}

/// Reads everything. A file, column or questionnaire that is broken refuses the run.
pub(crate) fn read(
    paths: &[PathBuf],
    args: &ReadingArgs,
    out: Option<&Path>,
) -> Result<Reading, Stop> {
    read_period(paths, args, out, None)
}

/// The same, of the answers of a period alone.
pub(crate) fn read_period(
    paths: &[PathBuf],
    args: &ReadingArgs,
    out: Option<&Path>,
    period: Option<Period>,
) -> Result<Reading, Stop> {
    let inputs = files::read_inputs(paths, out).map_err(Stop::Refused)?;
    let tables = tables(&inputs, &args.file_options()).map_err(Stop::Refused)?;
    let extras = Extras::read(args)?;
    let (chosen, name) = questionnaires::choose(args.questionnaire.as_deref(), &tables)
        .map_err(Stop::Refused)?
        .ok_or_else(|| Stop::refused(questionnaires::unrecognised()))?;
    let questionnaire = extras.adapted(chosen).map_err(Stop::Refused)?;
    let mut options = extras.read_options(&name, args).map_err(Stop::Refused)?;
    options.period = period;
    let set = understand(&tables, &extras, &questionnaire, &options)?;
    if set.problems.iter().any(Diagnostic::is_error) || set.organisations.is_empty() {
        let nothing = Diagnostic::error("no-answers", "there is no row of answers");
        let nobody = set.organisations.is_empty().then_some(nothing);
        return Err(Stop::Refused(set.problems.into_iter().chain(nobody).collect()));
    }
    Ok(Reading {
        inputs: inputs.iter().map(Input::identity).collect(),
        context: extras.context.as_ref().map(Input::identity),
        profile: extras.profile.as_ref().map(Input::identity),
        map: extras.map.as_ref().map(Input::identity),
        files: args.file_options(),
        organisation: args.organisation.clone(),
        questionnaire,
        set,
        name,
        extras,
    })
}

/// Files beside the answers.
pub(crate) struct Extras {
    profile: Option<Input>,
    context: Option<Input>,
    map: Option<Input>,
}

impl Extras {
    /// Reads the files that the options name.
    pub(crate) fn read(args: &ReadingArgs) -> Result<Self, Stop> {
        let read = |path: &Option<PathBuf>| {
            path.as_deref().map(files::read).transpose().map_err(Stop::refused)
        };
        Ok(Self {
            profile: read(&args.profile)?,
            context: read(&args.context)?,
            map: read(&args.map)?,
        })
    }

    /// What the user said about reading answers to the questionnaire of this name.
    pub(crate) fn read_options(
        &self,
        name: &str,
        args: &ReadingArgs,
    ) -> Result<ReadOptions, Vec<Diagnostic>> {
        let mapping = match &self.map {
            None => None,
            Some(map) => {
                let source = files::text(map.clone()).map_err(|problem| vec![problem])?;
                Some(responses::mapping(&source.name, &source.text)?)
            }
        };
        let translations = questionnaires::translations(name)?;
        let organisation = args.organisation.clone();
        Ok(ReadOptions { organisation, period: None, mapping, translations })
    }

    /// The questionnaire with the changes of the profile.
    pub(crate) fn adapted(
        &self,
        mut questionnaire: Questionnaire,
    ) -> Result<Questionnaire, Vec<Diagnostic>> {
        if let Some(profile) = &self.profile {
            let source = files::text(profile.clone()).map_err(|problem| vec![problem])?;
            apply_profile(&mut questionnaire, &source)?;
        }
        Ok(questionnaire)
    }
}

/// Answers and facts with their meaning.
pub(crate) fn understand(
    tables: &[Table],
    extras: &Extras,
    questionnaire: &Questionnaire,
    options: &ReadOptions,
) -> Result<ResponseSet, Stop> {
    let context = extras.context.as_ref();
    let source = context
        .map(|file| context_source(&file.name, &file.bytes))
        .transpose()
        .map_err(Stop::Refused)?;
    Ok(responses::read(tables, source.as_ref(), questionnaire, options))
}

/// All files as tables, or the problems of all of them.
fn tables(inputs: &[Input], options: &ingest::Options) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut tables = Vec::new();
    let mut problems = Vec::new();
    for input in inputs {
        match ingest::table(&input.name, &input.bytes, options) {
            Ok(table) => tables.push(table),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}
