//! One organisation: answers to scores, decision, results, and its report.

use super::reports::{Press, Written};
use crate::decision::{self, Inputs};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;
use crate::responses::Organisation;
use crate::results::{Results, Run, ScoreRow, assemble, score_rows};
use crate::scoring;

/// What all organisations of a run share.
pub(crate) struct Shared<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Provenance that every result carries.
    pub run: &'a Run,
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
    if organisation.failed() {
        let errors = organisation.problems.iter().filter(|problem| problem.is_error());
        return Err(errors.cloned().collect());
    }
    let scores = scoring::score(organisation, shared.questionnaire);
    if scores.roles.is_empty() {
        return Err(vec![Diagnostic::error("no-answers", "no item was answered")]);
    }
    let inputs = Inputs {
        facts: &organisation.facts,
        currency: organisation.currency.as_deref(),
        scores: &scores,
    };
    let decision = decision::decide(&inputs, shared.questionnaire, shared.run.seed);
    let rows = score_rows(&organisation.name, &scores, shared.questionnaire);
    let results = assemble(organisation, shared.questionnaire, &scores, decision, shared.run);
    let reports = match shared.press {
        Some(press) => press.organisation(&results, slug).map_err(|problem| vec![problem])?,
        None => Vec::new(),
    };
    Ok(Finished { results, rows, reports })
}
