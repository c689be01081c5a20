//! Rows of `assess statistics`.

use super::Cell;
use crate::analysis::Statistic;
use crate::analysis::response::ResponseIndices;
use crate::responses::Standing;
use std::borrow::Cow;

/// The columns of a statistic, in the order of its fields.
pub const STATISTIC_COLUMNS: [&str; 23] = [
    "organisation",
    "subject",
    "standing",
    "role",
    "competency",
    "item",
    "group",
    "versus",
    "family",
    "statistic",
    "method",
    "missing",
    "n",
    "k",
    "value",
    "label",
    "lower",
    "upper",
    "level",
    "p",
    "p_holm",
    "p_bh",
    "reason",
];

/// The cells of a statistic, in the order of [`STATISTIC_COLUMNS`].
pub fn statistic_cells(row: &Statistic) -> [Cell<'_>; 23] {
    [
        row.organisation.as_deref().into(),
        row.subject.as_deref().into(),
        row.standing.map(Standing::name).into(),
        row.role.as_deref().into(),
        row.competency.as_deref().into(),
        row.item.as_deref().into(),
        row.group.into(),
        row.versus.into(),
        row.family.name().into(),
        row.statistic.into(),
        row.method.as_ref().into(),
        row.missing_name().into(),
        row.n.into(),
        row.k.into(),
        row.value.into(),
        row.label.into(),
        row.lower.into(),
        row.upper.into(),
        row.level.into(),
        row.p.into(),
        row.p_holm.into(),
        row.p_bh.into(),
        row.reason.as_deref().into(),
    ]
}

/// The columns of a response's indices, in the order of its fields.
pub const RESPONSE_COLUMNS: [&str; 12] = [
    "file",
    "row",
    "answered",
    "longstring",
    "average_string",
    "response_variability",
    "even_odd",
    "mahalanobis_d2",
    "mahalanobis_limit",
    "seconds_per_item",
    "flags",
    "reason",
];

/// The cells of a response's indices, in the order of [`RESPONSE_COLUMNS`]; flags are joined by
/// `;`.
pub fn response_cells(row: &ResponseIndices) -> [Cell<'_>; 12] {
    [
        row.file.as_str().into(),
        Cell::Count(row.row),
        row.answered.into(),
        row.longstring.into(),
        row.average_string.into(),
        row.response_variability.into(),
        row.even_odd.into(),
        row.mahalanobis_d2.into(),
        row.mahalanobis_limit.into(),
        row.seconds_per_item.into(),
        Cell::Text(Cow::Owned(row.flags.join(";"))),
        row.reason.into(),
    ]
}
