//! One organisation: answers to scores, decision, results, and its report.

use crate::change::course;
use crate::cli::evaluation::evaluate;
use crate::cli::norms::NormsFile;
use crate::cli::press::{Press, Written};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;
use crate::responses::Organisation;
use crate::results::{Results, Run, ScoreRow, score_rows};
use crate::wave::Wave;
use std::collections::BTreeMap;

/// What all organisations of a run share.
pub(crate) struct Shared<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Provenance that every result carries.
    pub run: &'a Run,
    /// Norms that scores are set beside.
    pub norms: Option<&'a NormsFile>,
    /// Results of an earlier run by organisation.
    pub previous: &'a BTreeMap<String, Wave>,
    /// The way to reports; `None`: data files alone.
    pub press: Option<&'a Press<'a>>,
}

/// An organisation that is done.
pub(crate) struct Finished {
    /// Its results.
    pub results: Results,
    /// Its rows of `scores.csv`.
    pub rows: Vec<ScoreRow>,
    /// Its reports, where any were asked for.
    pub reports: Vec<Written>,
}

/// Scores an organisation, decides, and writes its report under the name `slug`.
pub(crate) fn finish(
    organisation: &Organisation,
    slug: &str,
    shared: &Shared<'_>,
) -> Result<Finished, Vec<Diagnostic>> {
    let (scores, mut results) = evaluate(organisation, shared.questionnaire, shared.run)?;
    let rows = score_rows(&organisation.name, &scores, shared.questionnaire);
    if let Some(NormsFile { norms, file }) = shared.norms {
        results.place(norms, file);
    }
    if let (Some(before), Some(now)) = (shared.previous.get(&results.organisation), results.wave())
    {
        let norms = shared.norms.map(|one| &one.norms);
        results.change = course(&[before, &now], shared.questionnaire, norms);
    }
    let reports = match shared.press {
        Some(press) => press.organisation(&results, slug).map_err(|problem| vec![problem])?,
        None => Vec::new(),
    };
    Ok(Finished { results, rows, reports })
}
