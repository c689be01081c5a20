//! The file that `--norms` names.

use crate::cli::files::{self, Input};
use crate::diagnostic::Diagnostic;
use crate::norms::Norms;
use crate::questionnaire::Questionnaire;
use crate::results::InputFile;
use std::path::Path;

/// Norms with the file that they were read from.
#[derive(Debug, Clone)]
pub(crate) struct NormsFile {
    /// The norms.
    pub norms: Norms,
    /// The file.
    pub file: InputFile,
}

impl NormsFile {
    /// Reads the norms for a questionnaire. Those of another questionnaire or scale are refused; a
    /// warning comes with those of another version.
    pub(crate) fn load(
        path: &Path,
        questionnaire: &Questionnaire,
    ) -> Result<(Self, Option<Diagnostic>), Diagnostic> {
        let input: Input = files::read(path)?;
        let file = input.identity();
        let source = files::text(input)?;
        let norms = Norms::parse(&source.name, &source.text)?;
        let model = &questionnaire.model;
        let scale = [questionnaire.scale.min, questionnaire.scale.max];
        match norms.mismatch((&model.id, &model.version), scale, &source.name) {
            Some(problem) if problem.is_error() => Err(problem),
            warning => Ok((Self { norms, file }, warning)),
        }
    }
}
