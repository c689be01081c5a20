//! Reading `[decision]`: its own type says what it holds, its errors keep their place.

use super::super::Questionnaire;
use super::super::decision_model::DecisionModel;
use super::super::reader::{Located, Node};
use super::super::source::{Problems, Spot};
use serde::Deserialize;
use toml::Spanned;

/// Reads `[decision]`; `None` inside when it is wrong, which has then been reported.
pub(super) fn read(table: Node<'_>, problems: &mut Problems<'_>) -> Located<Option<DecisionModel>> {
    let spanned = Spanned::new(table.at.offset..table.at.offset, table.table.clone());
    match DecisionModel::deserialize(toml::Deserializer::from(spanned)) {
        Ok(model) => Located::at(Some(model), table.at),
        Err(error) => {
            let offset = error.span().map_or(table.at.offset, |span| span.start);
            let spot = Spot { offset, ..table.at };
            problems.error(spot, "decision-data", error.message());
            Located::at(None, table.at)
        }
    }
}

/// Checks decision data against the questionnaire that carries it; `at` is the place of its table.
pub(in super::super) fn check(
    questionnaire: &Questionnaire,
    at: Spot,
    problems: &mut Problems<'_>,
) {
    let Some(model) = &questionnaire.decision else { return };
    for problem in model.check(questionnaire) {
        problems.add(at, problem);
    }
}
