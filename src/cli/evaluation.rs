//! One organisation's answers to scores, decision and results.

use crate::decision::{self, Inputs};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;
use crate::responses::Organisation;
use crate::results::{Results, Run, assemble};
use crate::scoring::{self, Scores};

/// Name and version of the program, as results carry it.
pub(crate) const TOOL: &str = concat!("assess ", env!("CARGO_PKG_VERSION"));

/// Seed of the random streams where none is given. A fixed one: the same answers give the same
/// decision on everybody's machine.
pub(crate) const SEED: u64 = 1;

/// Scores an organisation and decides, or says why it failed.
pub(crate) fn evaluate(
    organisation: &Organisation,
    questionnaire: &Questionnaire,
    run: &Run,
) -> Result<(Scores, Results), Vec<Diagnostic>> {
    if organisation.failed() {
        let errors = organisation.problems.iter().filter(|problem| problem.is_error());
        return Err(errors.cloned().collect());
    }
    let scores = scoring::score(organisation, questionnaire);
    if scores.roles.is_empty() {
        return Err(vec![Diagnostic::error("no-answers", "no item was answered")]);
    }
    let inputs = Inputs {
        facts: &organisation.facts,
        currency: organisation.currency.as_deref(),
        scores: &scores,
    };
    let decision = decision::decide(&inputs, questionnaire, run.seed);
    let results = assemble(organisation, questionnaire, &scores, decision, run);
    Ok((scores, results))
}
