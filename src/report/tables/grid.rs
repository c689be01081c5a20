//! A table under construction.

use crate::report::blocks::{Align, Block, Inline, Span, Table};
use crate::report::scene::Ink;
use crate::report::wording::Wording;

/// A cell: its lines.
pub(super) type Cell = Vec<Inline>;

/// A column: key of its head in the wording, share of the width, alignment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    head: String,
    width: f32,
    align: Align,
}

/// A column of text.
pub(super) fn text(key: &str, width: f32, wording: &Wording) -> Column {
    Column { head: wording.text(&format!("head.{key}")), width, align: Align::Left }
}

/// A column of numbers.
pub(super) fn number(key: &str, width: f32, wording: &Wording) -> Column {
    Column { align: Align::Right, ..text(key, width, wording) }
}

/// A column of numbers with a head of its own.
pub(super) fn headed(head: impl Into<String>, width: f32) -> Column {
    Column { head: head.into(), width, align: Align::Right }
}

/// A column of text with a head of its own.
pub(super) fn left(head: impl Into<String>, width: f32) -> Column {
    Column { head: head.into(), width, align: Align::Left }
}

/// The table, or nothing when it has no rows. Blank cells show a dash. `key` names its summary in the wording.
pub(super) fn table(
    key: &str,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    wording: &Wording,
) -> Vec<Block> {
    if rows.is_empty() || columns.is_empty() {
        return Vec::new();
    }
    let (columns, mut rows) = without_empty_columns(columns, rows);
    for blank in rows.iter_mut().flatten().filter(|cell| cell.is_empty()) {
        *blank = cell("–");
    }
    let total: f32 = columns.iter().map(|column| column.width).sum();
    vec![Block::Table(Table {
        summary: wording.text(&format!("table.{key}")),
        head: columns.iter().map(|column| plain(&column.head)).collect(),
        align: columns.iter().map(|column| column.align).collect(),
        widths: columns.iter().map(|column| column.width / total).collect(),
        rows,
        row_heads: true,
        tints: Vec::new(),
    })]
}

/// A table whose first cells are sentences, which do not head their rows.
pub(super) fn list(
    key: &str,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    wording: &Wording,
) -> Vec<Block> {
    let mut blocks = table(key, columns, rows, wording);
    for block in &mut blocks {
        if let Block::Table(table) = block {
            table.row_heads = false;
        }
    }
    blocks
}

/// A table with backgrounds by row and cell; all of its columns have to be shown.
pub(super) fn tinted(mut blocks: Vec<Block>, tints: Vec<Vec<Option<Ink>>>) -> Vec<Block> {
    if let [Block::Table(table)] = blocks.as_mut_slice() {
        table.tints = tints;
    }
    blocks
}

/// Columns after the first in which no row has anything are left out.
fn without_empty_columns(
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let kept: Vec<usize> = (0..columns.len())
        .filter(|index| {
            *index == 0 || rows.iter().any(|row| row.get(*index).is_some_and(|c| !c.is_empty()))
        })
        .collect();
    let pick = |row: Vec<Cell>| {
        row.into_iter()
            .enumerate()
            .filter(|(index, _)| kept.contains(index))
            .map(|(_, cell)| cell)
            .collect()
    };
    let columns = columns.into_iter().enumerate();
    let columns = columns.filter(|(index, _)| kept.contains(index)).map(|(_, c)| c).collect();
    (columns, rows.into_iter().map(pick).collect())
}

/// Plain text.
pub(super) fn plain(text: &str) -> Inline {
    vec![Span { text: text.to_owned(), ..Span::default() }]
}

/// A cell of one line; nothing for an empty text.
pub(super) fn cell(text: &str) -> Cell {
    if text.is_empty() { Vec::new() } else { vec![plain(text)] }
}

/// A cell of one heavier line.
pub(super) fn strong(text: &str) -> Cell {
    vec![vec![Span { text: text.to_owned(), strong: true, ..Span::default() }]]
}

/// A heavier line with a muted one under it.
pub(super) fn strong_over(text: &str, under: &str) -> Cell {
    over(strong(text), under)
}

/// A line with a muted one under it.
pub(super) fn plain_over(text: &str, under: &str) -> Cell {
    over(cell(text), under)
}

fn over(mut lines: Cell, under: &str) -> Cell {
    if !under.is_empty() {
        lines.push(vec![Span { text: under.to_owned(), muted: true, ..Span::default() }]);
    }
    lines
}

/// A heavier text followed by a muted one on the same line.
pub(super) fn strong_then(text: &str, then: &str) -> Cell {
    let strong = Span { text: format!("{text} "), strong: true, ..Span::default() };
    vec![vec![strong, Span { text: then.to_owned(), muted: true, ..Span::default() }]]
}

/// A value, or nothing.
pub(super) fn optional(value: Option<&String>) -> Cell {
    value.map(|text| cell(text)).unwrap_or_default()
}

/// A shortfall.
pub(super) fn alert(text: &str) -> Cell {
    vec![vec![Span { text: text.to_owned(), strong: true, alert: true, ..Span::default() }]]
}
