//! What scores are set beside: norms, and the results of an earlier run.

use super::plan::Plan;
use crate::cli::exit_code::Stop;
use crate::cli::files::{self, base_name};
use crate::cli::norms::NormsFile;
use crate::cli::problems;
use crate::cli::reading::Reading;
use crate::cli::redact::redact_wave;
use crate::cli::terminal::Terminal;
use crate::cli::waves::{RESULTS, inside_output};
use crate::diagnostic::Diagnostic;
use crate::responses::Organisation;
use crate::results::InputFile;
use crate::wave::{Wave, waves};
use std::collections::BTreeMap;
use std::path::Path;

/// Norms and earlier results, as far as they were given.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// `--norms`.
    pub norms: Option<NormsFile>,
    /// `--previous`, by organisation.
    pub previous: BTreeMap<String, Wave>,
    /// The file of it.
    pub previous_file: Option<InputFile>,
}

impl Beside {
    /// Reads the files that the plan names. What does not fit is refused, what is doubtful told.
    pub(crate) fn load(terminal: Terminal, plan: &Plan, reading: &Reading) -> Result<Self, Stop> {
        let mut beside = Self::default();
        let mut doubts = Vec::new();
        if let Some(path) = &plan.norms {
            let (norms, doubt) =
                NormsFile::load(path, &reading.questionnaire).map_err(Stop::refused)?;
            beside.norms = Some(norms);
            doubts.extend(doubt);
        }
        if let Some(path) = &plan.previous {
            beside.read_previous(path, plan, reading).map_err(Stop::Refused)?;
            doubts.extend(beside.newer(reading));
            doubts.extend(beside.newcomers(reading));
        }
        if plan.strict && !doubts.is_empty() {
            let reason = Diagnostic::error("strict", "warnings refuse the run under --strict");
            return Err(Stop::Refused(doubts.into_iter().chain([reason]).collect()));
        }
        if !plan.quiet {
            problems::show_some(terminal, &doubts);
        }
        Ok(beside)
    }

    fn read_previous(
        &mut self,
        path: &Path,
        plan: &Plan,
        reading: &Reading,
    ) -> Result<(), Vec<Diagnostic>> {
        let inside = path.join(RESULTS);
        if path.is_dir() && !inside.is_file() {
            let message = "the folder holds no results.jsonl";
            let problem = Diagnostic::error("no-results", message).at_file(base_name(path));
            return Err(vec![problem.with_hint("name the folder of an earlier run")]);
        }
        let path = if inside.is_file() { &inside } else { path };
        if let Some(problem) = inside_output(path, &plan.out) {
            return Err(vec![problem]);
        }
        let input = files::read(path).map_err(|problem| vec![problem])?;
        self.previous_file = Some(input.identity());
        let source = files::text(input).map_err(|problem| vec![problem])?;
        let id = &reading.questionnaire.model.id;
        for mut wave in waves(&source.name, &source.text)? {
            if plan.redact && wave.provenance.redacted != Some(true) {
                redact_wave(&mut wave);
            }
            let theirs = &wave.provenance.questionnaire;
            if theirs != id {
                let message =
                    format!("the results are of the questionnaire \"{theirs}\", not of \"{id}\"");
                return Err(vec![
                    Diagnostic::error("other-questionnaire", message).at_file(&source.name),
                ]);
            }
            self.previous.insert(wave.organisation.clone(), wave);
        }
        Ok(())
    }

    /// Earlier results that are newer than the answers.
    fn newer(&self, reading: &Reading) -> Option<Diagnostic> {
        let answered = |organisation: &Organisation| -> Option<String> {
            let moments = organisation.responses.iter().filter_map(|row| row.submitted_at.clone());
            moments.max()
        };
        let newer = reading.set.organisations.iter().find(|organisation| {
            let before = self.previous.get(&organisation.name);
            before.zip(answered(organisation)).is_some_and(|(wave, now)| *wave.day() > *now)
        })?;
        let message = format!("the earlier results of {} are newer than its answers", newer.name);
        let file = self.previous_file.as_ref().map(|file| file.name.clone()).unwrap_or_default();
        Some(Diagnostic::warning("waves-out-of-order", message).at_file(file))
    }

    /// Organisations that the earlier results do not have.
    fn newcomers(&self, reading: &Reading) -> Option<Diagnostic> {
        let organisations = reading.set.organisations.iter().map(|one| &one.name);
        let new: Vec<&String> =
            organisations.filter(|name| !self.previous.contains_key(*name)).collect();
        let first = new.first()?;
        let message = match new.len() {
            1 => format!("{first} does not stand in the earlier results"),
            several => {
                format!("{first} and {} more do not stand in the earlier results", several - 1)
            }
        };
        let file = self.previous_file.as_ref().map(|file| file.name.clone()).unwrap_or_default();
        let problem = Diagnostic::warning("no-previous", message).at_file(file);
        Some(problem.with_hint("write its name as it stood then"))
    }
}
