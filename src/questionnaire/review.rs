//! What a questionnaire could do better, although it loads.

use super::{Competency, Questionnaire, RoleKind};
use crate::diagnostic::Diagnostic;

/// Warnings and notes about a questionnaire that is formally right, in the order of its parts.
/// They have no places, as they speak of what is not there.
pub fn review(questionnaire: &Questionnaire) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    review_model(questionnaire, &mut found);
    for competency in &questionnaire.competencies {
        review_competency(competency, questionnaire, &mut found);
    }
    if !questionnaire.context.is_empty() && questionnaire.decision.is_none() {
        let message = "there are context questions but no [decision]";
        found.push(
            Diagnostic::note("no-decision", message).with_hint("scores alone will be reported"),
        );
    }
    found
}

fn review_model(questionnaire: &Questionnaire, found: &mut Vec<Diagnostic>) {
    let model = &questionnaire.model;
    if model.licence.is_none() {
        let problem = Diagnostic::note("no-licence", "[model] names no licence");
        found.push(problem.with_hint("others need it to know what they may do with the items"));
    }
    if model.draft {
        let message = "[model] is marked as a draft";
        found.push(Diagnostic::note("draft", message).with_hint("reports will say so"));
    }
    if questionnaire.scale.labels.is_empty() {
        let message = "the points of [scale] have no labels";
        found.push(
            Diagnostic::note("no-labels", message).with_hint("answers can then be numbers alone"),
        );
    }
    for role in &questionnaire.roles {
        if questionnaire.competencies_of(&role.id).next().is_none() {
            let message = format!("the role \"{}\" has no competency", role.id);
            found.push(Diagnostic::warning("empty-role", message));
        }
    }
}

fn review_competency(
    competency: &Competency,
    questionnaire: &Questionnaire,
    found: &mut Vec<Diagnostic>,
) {
    let Competency { id, items, .. } = competency;
    if items.len() < 3 {
        let message = format!("\"{id}\" has {} item(s)", items.len());
        let hint = "three or more make a score that reliability can be computed for";
        found.push(Diagnostic::note("few-items", message).with_hint(hint));
    }
    if items.iter().all(|item| item.reverse) && !items.is_empty() {
        let message = format!("all items of \"{id}\" are reversed");
        found.push(Diagnostic::warning("all-reversed", message));
    }
    let seat = questionnaire.role(&competency.role).is_some_and(|role| role.kind == RoleKind::Seat);
    if seat && competency.target.is_none() {
        let message = format!("\"{id}\" has no target");
        let hint = "without one no gap and no readiness is computed";
        found.push(Diagnostic::warning("no-target", message).with_hint(hint));
    }
    if competency.target.is_some() && competency.actions.days_30.is_empty() {
        let message = format!("\"{id}\" has a target but no actions");
        found.push(Diagnostic::note("no-actions", message));
    }
}
