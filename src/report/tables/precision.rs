//! How far scores can be trusted, in numbers.

use super::grid::{cell, number, optional, strong, table, text};
use crate::report::blocks::Block;
use crate::report::context::{CompetencyView, RoleView};
use crate::report::wording::Wording;

/// Spread, agreement and reliability of every area.
pub fn precision(roles: &[&RoleView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.26, wording),
        number("raters", 0.08, wording),
        number("score", 0.08, wording),
        number("standard_deviation", 0.08, wording),
        number("rwg_j", 0.09, wording),
        number("average_deviation", 0.08, wording),
        number("alpha", 0.17, wording),
        number("omega", 0.09, wording),
        number("error_of_measurement", 0.09, wording),
        number("without_flagged", 0.1, wording),
    ];
    let row = |one: &CompetencyView| {
        let precision = &one.precision;
        vec![
            strong(&one.short),
            cell(&one.n_raters.to_string()),
            optional(one.score.as_ref()),
            optional(precision.standard_deviation.as_ref()),
            optional(precision.rwg_j.as_ref()),
            optional(precision.average_deviation.as_ref()),
            optional(precision.alpha.as_ref()),
            optional(precision.omega.as_ref()),
            optional(precision.error_of_measurement.as_ref()),
            optional(precision.without_flagged.as_ref()),
        ]
    };
    let rated = roles.iter().flat_map(|role| &role.competencies);
    table("precision", columns, rated.map(row).collect(), wording)
}

/// Where scores lie among the norms.
pub fn norms(roles: &[&RoleView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.34, wording),
        number("score", 0.09, wording),
        number("norm_mean", 0.12, wording),
        number("percentile", 0.13, wording),
        text("percentile_range", 0.14, wording),
        number("t_score", 0.06, wording),
        number("norm_n", 0.12, wording),
    ];
    let mut rows = Vec::new();
    for role in roles {
        let all = std::iter::once((&role.short, &role.score, &role.norm))
            .chain(role.competencies.iter().map(|one| (&one.short, &one.score, &one.norm)));
        for (short, score, norm) in all {
            let Some(norm) = norm else { continue };
            rows.push(vec![
                strong(short),
                optional(score.as_ref()),
                optional(norm.mean.as_ref()),
                cell(&norm.percentile),
                optional(norm.interval.as_ref()),
                cell(&norm.t_score),
                cell(&norm.n.to_string()),
            ]);
        }
    }
    table("norms", columns, rows, wording)
}
