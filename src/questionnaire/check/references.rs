//! Checks of ids: unique, well formed, and known where they are referred to.

use super::super::load::Draft;
use super::super::reader::Located;
use super::super::source::{Problems, Spot};
use super::super::{Role, RoleKind};
use super::Ids;

/// Columns of the plain layout that carry something else than an answer.
const RESERVED: [&str; 10] = [
    "organisation",
    "respondent",
    "subject",
    "role",
    "standing",
    "rater",
    "submitted_at",
    "seconds",
    "org.currency",
    "org.invited",
];

/// Beginnings of such columns.
const RESERVED_PREFIXES: [&str; 2] = ["importance.", "comment."];

/// Roles are known; a questionnaire that names none has one, the model itself.
pub(super) fn check_roles(draft: &mut Draft, problems: &mut Problems<'_>) {
    let mut ids = Ids::default();
    for role in &draft.roles {
        ids.add(&role.value.id, "a role", role.spot("id"), problems);
    }
    let implicit = draft.roles.is_empty();
    if implicit && let Some(model) = &draft.model {
        draft.roles.push(Located::at(whole_model(&model.value.id, &model.value.title), model.at));
    }
    let only = match draft.roles.as_slice() {
        [role] => Some(role.value.id.clone()),
        _ => None,
    };
    for entry in &mut draft.competencies {
        let competency = &mut entry.competency;
        if implicit || !competency.gives("role") {
            match &only {
                Some(role)
                    if competency.value.role.is_empty() || *role == competency.value.role =>
                {
                    competency.value.role.clone_from(role);
                }
                None if draft.roles.is_empty() => {}
                Some(_) => {
                    let message = format!("there is no role \"{}\"", competency.value.role);
                    let hint = "declare it in a [[role]] table with `id` and `name`";
                    let spot = competency.spot("role");
                    problems.error_with_hint(spot, "unknown-id", message, hint);
                }
                None => {
                    let message =
                        format!("the competency \"{}\" names no role", competency.value.id);
                    problems.error(competency.at, "missing-key", message);
                }
            }
        } else if !ids.has(&competency.value.role) {
            ids.unknown(&competency.value.role, "role", competency.spot("role"), problems);
        }
    }
}

/// The role of a questionnaire without roles. Nobody can hold it, so no seat is decided on.
fn whole_model(id: &str, title: &str) -> Role {
    Role {
        id: id.to_owned(),
        name: title.to_owned(),
        short: title.to_owned(),
        kind: RoleKind::Relationship,
    }
}

/// Ids of competencies, items and context questions. Items and context questions share the
/// columns of an answers file, with the plain layout's own; competencies and declared roles share
/// the `comment.` columns.
pub(super) fn check_ids(draft: &Draft, problems: &mut Problems<'_>) {
    let mut commented = Ids::default();
    for role in draft.roles.iter().filter(|role| role.gives("id")) {
        commented.known.insert(role.value.id.clone(), role.at);
    }
    let mut columns = Ids::default();
    for entry in &draft.competencies {
        let competency = &entry.competency;
        commented.add(&competency.value.id, "a competency", competency.spot("id"), problems);
        for item in &entry.items {
            add_column(&mut columns, &item.value.id, "an item", item.spot("id"), problems);
        }
    }
    for question in &draft.context {
        let spot = question.spot("id");
        add_column(&mut columns, &question.value.id, "a context question", spot, problems);
    }
}

fn add_column(columns: &mut Ids, id: &str, what: &str, spot: Spot, problems: &mut Problems<'_>) {
    let reserved =
        RESERVED.contains(&id) || RESERVED_PREFIXES.iter().any(|prefix| id.starts_with(prefix));
    if reserved {
        let message = format!("\"{id}\" cannot be the id of {what}");
        let hint = "the plain layout has a column of that name; choose another id";
        problems.error_with_hint(spot, "reserved-id", message, hint);
    }
    columns.add(id, what, spot, problems);
}
