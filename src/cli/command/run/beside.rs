//! What scores are set beside: norms, and the results of an earlier run.

use super::plan::Plan;
use crate::cli::exit_code::Stop;
use crate::cli::files;
use crate::cli::norms::NormsFile;
use crate::cli::problems;
use crate::cli::reading::Reading;
use crate::cli::terminal::Terminal;
use crate::diagnostic::Diagnostic;
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
            beside.read_previous(path, reading).map_err(Stop::Refused)?;
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

    fn read_previous(&mut self, path: &Path, reading: &Reading) -> Result<(), Vec<Diagnostic>> {
        let inside = path.join("results.jsonl");
        let path = if inside.is_file() { &inside } else { path };
        let input = files::read(path).map_err(|problem| vec![problem])?;
        self.previous_file = Some(input.identity());
        let source = files::text(input).map_err(|problem| vec![problem])?;
        let id = &reading.questionnaire.model.id;
        for wave in waves(&source.name, &source.text)? {
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
