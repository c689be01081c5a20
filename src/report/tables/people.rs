//! Self and others, rater groups, candidates.

use super::grid::{cell, number, optional, strong, strong_over, table, text};
use super::scores::rated;
use crate::report::blocks::Block;
use crate::report::context::{CompetencyView, RoleView, SubjectView};
use crate::report::wording::Wording;

/// Where self-ratings and the others' ratings are far apart, over the roles given.
pub fn self_others(roles: &[&RoleView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.46, wording),
        number("self", 0.1, wording),
        number("others", 0.1, wording),
        number("difference", 0.12, wording),
        text("reading", 0.22, wording),
    ];
    let row = |one: &CompetencyView, key: &str| {
        vec![
            strong_over(&one.short, &one.role_short),
            optional(one.own.as_ref()),
            optional(one.score.as_ref()),
            optional(one.own_difference.as_ref()),
            cell(&wording.text(key)),
        ]
    };
    let blind = roles.iter().flat_map(|role| &role.blind_spots);
    let hidden = roles.iter().flat_map(|role| &role.hidden_strengths);
    let rows = blind
        .map(|one| row(one, "reading.blind_spot"))
        .chain(hidden.map(|one| row(one, "reading.hidden_strength")))
        .collect();
    table("self_others", columns, rows, wording)
}

/// The groups' means per role; a group withheld says so.
pub fn groups(roles: &[&RoleView], survey: bool, wording: &Wording) -> Vec<Block> {
    let roles: Vec<&&RoleView> = roles.iter().filter(|role| !role.groups.is_empty()).collect();
    let mut ids: Vec<(&str, &str)> = Vec::new();
    for group in roles.iter().flat_map(|role| &role.groups) {
        if !ids.iter().any(|(id, _)| *id == group.id) {
            ids.push((&group.id, &group.name));
        }
    }
    let mut names: Vec<&str> = ids.iter().map(|(_, name)| *name).collect();
    for name in roles.iter().flat_map(|role| &role.withheld) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    let share = 0.7 / names.len() as f32;
    let mut columns = vec![text(rated(survey), 0.3, wording)];
    columns.extend(names.iter().map(|name| super::grid::headed(*name, share)));
    let row = |role: &&&RoleView| {
        let mut cells = vec![strong(&role.short)];
        cells.extend(names.iter().map(|name| {
            match role.groups.iter().find(|group| group.name == **name) {
                Some(group) => cell(&group.score),
                None if role.withheld.iter().any(|one| one == name) => {
                    cell(&wording.text("format.withheld"))
                }
                None => cell("–"),
            }
        }));
        cells
    };
    table("groups", columns, roles.iter().map(row).collect(), wording)
}

/// Assessed people side by side.
pub fn candidates(people: &[SubjectView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("person", 0.26, wording),
        text("seat", 0.1, wording),
        text("standing", 0.17, wording),
        number("score", 0.08, wording),
        text("interval", 0.12, wording),
        number("target", 0.08, wording),
        text("readiness", 0.19, wording),
    ];
    let row = |one: &SubjectView| {
        vec![
            strong(&one.name),
            cell(&one.role),
            cell(&one.standing),
            optional(one.score.as_ref()),
            optional(one.interval.as_ref()),
            optional(one.target.as_ref()),
            cell(&one.readiness),
        ]
    };
    table("candidates", columns, people.iter().map(row).collect(), wording)
}

/// Scores of assessed people by competency of a role: a column per person.
pub fn candidate_scores(role: &RoleView, people: &[&SubjectView], wording: &Wording) -> Vec<Block> {
    let share = 0.56 / people.len().max(1) as f32;
    let mut columns = vec![text("competency", 0.34, wording), number("target", 0.1, wording)];
    columns.extend(people.iter().map(|person| super::grid::headed(person.name.clone(), share)));
    let row = |one: &CompetencyView| {
        let mut cells = vec![strong(&one.short), optional(one.target.as_ref())];
        cells.extend(people.iter().map(|person| {
            person.competencies.get(&one.id).map_or_else(|| cell("–"), |score| cell(score))
        }));
        cells
    };
    let rated = role
        .competencies
        .iter()
        .filter(|one| people.iter().any(|person| person.competencies.contains_key(&one.id)));
    table("candidate_scores", columns, rated.map(row).collect(), wording)
}
