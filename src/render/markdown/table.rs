//! Tables as GFM knows them.

use super::inline::line;
use crate::report::blocks::{Align, Inline, Table};

/// A table; empty heads where it has none, since GFM knows no table without.
pub(super) fn table(table: &Table) -> String {
    let longest = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let count = longest.max(table.head.len());
    if count == 0 {
        return String::new();
    }
    let heads = (0..count).map(|index| table.head.get(index).map(|head| line(head)));
    let mut rows = vec![row(heads.map(Option::unwrap_or_default).collect())];
    let rule = |index: usize| match table.align.get(index) {
        Some(Align::Right) => "---:".to_owned(),
        _ => "---".to_owned(),
    };
    rows.push(row((0..count).map(rule).collect()));
    for cells in &table.rows {
        rows.push(row((0..count).map(|index| cell(cells.get(index))).collect()));
    }
    rows.join("\n")
}

fn cell(lines: Option<&Vec<Inline>>) -> String {
    let lines = lines.map_or(&[][..], Vec::as_slice);
    lines.iter().map(|one| line(one)).filter(|one| !one.is_empty()).collect::<Vec<_>>().join("<br>")
}

fn row(cells: Vec<String>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| format!(" {cell} ")).collect();
    format!("|{}|", cells.join("|"))
}
