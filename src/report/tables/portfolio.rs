//! Organisations side by side.

use super::grid::{cell, headed, left, optional, strong_over, strong_then, table, text, tinted};
use super::scores::gap;
use super::tint;
use crate::report::blocks::Block;
use crate::report::context::{HeatRow, OrganisationView};
use crate::report::wording::Wording;

/// Organisation, a column per role with score and band, structure and seats with confidence.
pub fn ranking(
    organisations: &[OrganisationView],
    roles: &[String],
    wording: &Wording,
) -> Vec<Block> {
    let advised = organisations.iter().any(|one| !one.answers.is_empty());
    let share = if advised { 0.3 } else { 0.78 } / roles.len().max(1) as f32;
    let mut columns = vec![text("organisation", 0.22, wording)];
    columns.extend(roles.iter().map(|role| left(role, share)));
    if advised {
        columns.push(text("advice", 0.48, wording));
    }
    let row = |one: &OrganisationView| {
        let mut cells = vec![strong_over(&one.name, &one.people)];
        for score in &one.roles {
            cells.push(match score {
                Some(score) => strong_over(&score.score, score.band.as_deref().unwrap_or_default()),
                None => cell("–"),
            });
        }
        if advised {
            let answers = one.answers.iter();
            cells.push(answers.flat_map(|one| strong_then(&one.phrase, &one.sure)).collect());
        }
        cells
    };
    let name = if advised { "ranking" } else { "by_area" };
    table(name, columns, organisations.iter().map(row).collect(), wording)
}

/// Gaps: a row per competency, a column per organisation, tinted by size. `limits` are the small and
/// the large gap in tenths.
pub fn heat(names: &[String], rows: &[HeatRow], limits: [i64; 2], wording: &Wording) -> Vec<Block> {
    let share = 0.62 / names.len().max(1) as f32;
    let mut columns = vec![text("competency", 0.3, wording)];
    columns.extend(names.iter().map(|name| headed(name.clone(), share)));
    columns.push(headed(wording.text("head.mean"), 0.08));
    let row = |one: &HeatRow| {
        let mut cells = vec![strong_then(&one.short, &one.role)];
        cells.extend(one.cells.iter().map(|value| match value {
            Some((text, tenths)) => gap(Some(text), Some(*tenths)),
            None => cell("–"),
        }));
        cells.push(optional(one.mean.as_ref()));
        cells
    };
    let tints = rows.iter().map(|row| {
        let gaps = row
            .cells
            .iter()
            .map(|cell| cell.as_ref().and_then(|(_, gap)| tint(*gap, limits[0], limits[1])));
        std::iter::once(None).chain(gaps).collect()
    });
    tinted(table("heat", columns, rows.iter().map(row).collect(), wording), tints.collect())
}
