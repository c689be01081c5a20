//! A profile's weights, targets, cut scores and floors.

use super::super::check::check_numbers;
use super::super::reader::{Fields, Node};
use super::super::source::{Problems, Spot, did_you_mean};
use super::super::{Competency, Questionnaire};
use super::{note, or_none, plain};

/// Applies `[competency]`: one table per competency, its id quoted or as dotted keys.
pub(super) fn apply(
    questionnaire: &mut Questionnaire,
    table: Node<'_>,
    problems: &mut Problems<'_>,
) {
    let mut tables = competency_tables(questionnaire, "", table, problems);
    // The order of the questionnaire, so that the list of changes does not depend on the profile's.
    tables.sort_by_key(|(id, _)| questionnaire.competencies.iter().position(|one| one.id == *id));
    for (id, node) in tables {
        apply_to(questionnaire, &id, node, problems);
    }
}

/// The tables below `[competency]` that name a competency; others are reported.
fn competency_tables<'a>(
    questionnaire: &Questionnaire,
    prefix: &str,
    node: Node<'a>,
    problems: &mut Problems<'_>,
) -> Vec<(String, Node<'a>)> {
    let mut found = Vec::new();
    for (key, value) in node.table {
        let id = format!("{prefix}{}", key.get_ref());
        let at = Spot { offset: key.span().start, ..node.at };
        let below = value.get_ref().as_table().map(|table| Node { table, at });
        let dotted = format!("{id}.");
        match below {
            Some(below) if questionnaire.competency(&id).is_some() => found.push((id, below)),
            Some(below)
                if questionnaire.competencies.iter().any(|one| one.id.starts_with(&dotted)) =>
            {
                found.extend(competency_tables(questionnaire, &dotted, below, problems));
            }
            _ => report(questionnaire, &id, at, problems),
        }
    }
    found
}

fn report(questionnaire: &Questionnaire, id: &str, at: Spot, problems: &mut Problems<'_>) {
    let ids = questionnaire.competencies.iter().map(|one| one.id.as_str());
    let hint = did_you_mean(id, ids)
        .unwrap_or_else(|| "write [competency.\"ID\"] with an id of the questionnaire".to_owned());
    let message = format!("the questionnaire has no competency \"{id}\"");
    problems.error_with_hint(at, "unknown-id", message, hint);
}

/// Reads one competency's table over what the questionnaire says.
fn apply_to(
    questionnaire: &mut Questionnaire,
    id: &str,
    node: Node<'_>,
    problems: &mut Problems<'_>,
) {
    let Some(index) = questionnaire.competencies.iter().position(|one| one.id == id) else {
        return;
    };
    let Some(old) = questionnaire.competencies.get(index).cloned() else { return };
    let mut fields = Fields::new(node, "a competency of a profile", problems);
    let mut new = old.clone();
    new.weight = fields.number("weight").unwrap_or(old.weight);
    new.target = fields.number("target").or(old.target);
    new.cut = fields.number("cut").or(old.cut);
    new.floor = fields.number("floor").or(old.floor);
    new.critical = fields.flag("critical").unwrap_or(old.critical);
    let located = fields.finish(new);
    check_numbers(&located, Some(&questionnaire.scale), problems);
    note_changes(&mut questionnaire.overrides, &old, &located.value);
    if let Some(competency) = questionnaire.competencies.get_mut(index) {
        *competency = located.value;
    }
}

fn note_changes(lines: &mut Vec<String>, old: &Competency, new: &Competency) {
    let id = &old.id;
    note(lines, &format!("weight of {id}"), &plain(old.weight), &plain(new.weight));
    note(lines, &format!("target of {id}"), &or_none(old.target), &or_none(new.target));
    note(lines, &format!("cut score of {id}"), &or_none(old.cut), &or_none(new.cut));
    note(lines, &format!("floor of {id}"), &or_none(old.floor), &or_none(new.floor));
    let words = |critical| if critical { "critical" } else { "not critical" };
    note(lines, &format!("importance of {id}"), &words(old.critical), &words(new.critical));
}
