//! Roles against targets, and the gaps with what closes them.

use super::grid::{Cell, alert, cell, number, optional, strong, strong_over, table, text};
use crate::report::blocks::{Block, Span};
use crate::report::context::{CompetencyView, RoleView};
use crate::report::wording::{Wording, upper_first};

/// Role, score, target, gap, range, band, readiness, raters; `survey`: of a questionnaire without
/// roles.
pub fn roles(roles: &[RoleView], survey: bool, wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text(rated(survey), 0.17, wording),
        number("score", 0.08, wording),
        number("target", 0.08, wording),
        number("gap", 0.07, wording),
        text("interval", 0.12, wording),
        text("band", 0.12, wording),
        text("readiness", 0.27, wording),
        number("raters", 0.08, wording),
    ];
    let row = |role: &RoleView| {
        let readiness = if role.seat { cell(&role.readiness) } else { Vec::new() };
        vec![
            strong(&upper_first(&role.short)),
            optional(role.score.as_ref()),
            optional(role.target.as_ref()),
            gap(role.gap.as_ref(), role.values.shown.gap),
            optional(role.interval.as_ref()),
            optional(role.band.as_ref()),
            readiness,
            cell(&role.n_raters.to_string()),
        ]
    };
    table("roles", columns, roles.iter().map(row).collect(), wording)
}

/// Key of the head above what was rated.
pub(super) fn rated(survey: bool) -> &'static str {
    if survey { "questionnaire" } else { "role" }
}

/// Gap with who can close it, first actions within 30, 90 and 180 days.
pub fn gaps(gaps: &[CompetencyView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("gap_closed_by", 0.22, wording),
        text("days_30", 0.26, wording),
        text("days_90", 0.26, wording),
        text("days_180", 0.26, wording),
    ];
    let row = |one: &CompetencyView| {
        let mut named = strong_over(&one.short, one.gap_words.as_deref().unwrap_or_default());
        named.push(vec![Span { text: one.closed_by.clone(), muted: true, ..Span::default() }]);
        vec![
            named,
            optional(one.days_30.as_ref()),
            optional(one.days_90.as_ref()),
            optional(one.days_180.as_ref()),
        ]
    };
    table("gaps", columns, gaps.iter().map(row).collect(), wording)
}

/// What to do within 30, 90 and 180 days.
pub fn actions(gaps: &[CompetencyView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.22, wording),
        text("days_30", 0.26, wording),
        text("days_90", 0.26, wording),
        text("days_180", 0.26, wording),
    ];
    let row = |one: &CompetencyView| {
        vec![
            strong(&one.short),
            optional(one.days_30.as_ref()),
            optional(one.days_90.as_ref()),
            optional(one.days_180.as_ref()),
        ]
    };
    table("actions", columns, gaps.iter().map(row).collect(), wording)
}

/// A gap: a shortfall stands out, anything else does not.
pub(super) fn gap(text: Option<&String>, tenths: Option<i64>) -> Cell {
    match text {
        Some(text) if tenths.is_some_and(|gap| gap > 0) => alert(text),
        other => optional(other),
    }
}
