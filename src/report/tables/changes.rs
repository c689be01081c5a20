//! Scores and answers then and now.

use super::grid::{
    cell, headed, left, number, optional, plain_over, strong, strong_over, table, text,
};
use crate::report::blocks::Block;
use crate::report::context::{
    ChangeView, FactChangeView, PartChangeView, RoleChangeView, ScoreChangeView,
};
use crate::report::wording::Wording;

/// Areas then and now.
pub fn changes(areas: &[ScoreChangeView], wording: &Wording) -> Vec<Block> {
    scores("competency", areas.iter(), wording)
}

/// Roles then and now.
pub fn role_changes(roles: &[RoleChangeView], wording: &Wording) -> Vec<Block> {
    scores("role", roles.iter().map(|role| &role.score), wording)
}

fn scores<'v>(
    first: &str,
    scores: impl Iterator<Item = &'v ScoreChangeView>,
    wording: &Wording,
) -> Vec<Block> {
    let columns = vec![
        text(first, 0.29, wording),
        number("change_then", 0.09, wording),
        number("change_now", 0.09, wording),
        number("change", 0.1, wording),
        text("change_range", 0.16, wording),
        number("raters_of_waves", 0.09, wording),
        text("verdict", 0.2, wording),
    ];
    let row = |one: &ScoreChangeView| {
        vec![
            strong(&one.short),
            optional(one.before.as_ref()),
            optional(one.after.as_ref()),
            optional(one.change.as_ref()),
            optional(one.interval.as_ref()),
            cell(&one.raters),
            cell(&one.verdict),
        ]
    };
    table("changes", columns, scores.map(row).collect(), wording)
}

/// Scores of a role and its areas at every wave.
pub fn change_course(role: &RoleChangeView, view: &ChangeView, wording: &Wording) -> Vec<Block> {
    let share = 0.44 / view.waves.len().max(1) as f32;
    let mut columns = vec![text("competency", 0.32, wording)];
    columns.extend(view.waves.iter().map(|day| headed(day.clone(), share)));
    columns.push(text("verdict", 0.24, wording));
    let row = |one: &ScoreChangeView| {
        let mut cells = vec![strong(&one.short)];
        cells.extend(one.course.iter().map(|score| cell(score)));
        cells.push(cell(&one.verdict));
        cells
    };
    let rows = std::iter::once(&role.score).chain(&role.competencies).map(row);
    table("change_course", columns, rows.collect(), wording)
}

/// The answer then and now, part by part.
pub fn change_decision(
    parts: &[PartChangeView],
    view: &ChangeView,
    wording: &Wording,
) -> Vec<Block> {
    let columns = vec![
        text("part", 0.16, wording),
        left(view.before.clone(), 0.42),
        left(view.after.clone(), 0.42),
    ];
    let row = |one: &PartChangeView| {
        vec![
            strong(&one.name),
            plain_over(&one.before, &one.sure_before),
            if one.changed {
                strong_over(&one.after, &one.sure_after)
            } else {
                plain_over(&one.after, &one.sure_after)
            },
        ]
    };
    table("change_decision", columns, parts.iter().map(row).collect(), wording)
}

/// Facts that differ.
pub fn change_facts(facts: &[FactChangeView], view: &ChangeView, wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("fact", 0.4, wording),
        left(view.before.clone(), 0.2),
        left(view.after.clone(), 0.2),
        text("moves_answer", 0.2, wording),
    ];
    let row = |one: &FactChangeView| {
        let moves = if one.decisive { "change.decisive" } else { "change.not_decisive" };
        vec![strong(&one.name), cell(&one.before), cell(&one.after), cell(&wording.text(moves))]
    };
    table("change_facts", columns, facts.iter().map(row).collect(), wording)
}
