//! Tables: a head that repeats, rows that are not split, backgrounds beside the numbers.

use super::Source;
use super::measure::{hex, twips};
use super::paragraph::{Paragraph, style};
use super::styles::{CELL_SIDE, TABLE};
use super::xml::{Element, element, value};
use crate::layout::column_widths;
use crate::render::RenderError;
use crate::report::blocks::{Align, Inline, Table};
use crate::report::scene::Ink;
use std::borrow::Cow;

/// Most columns that Word allows.
const MOST_COLUMNS: usize = 63;
/// Rows of a table that stays on one page.
const KEPT_WHOLE: usize = 8;

/// The tables that a table becomes: nearly always one, none where it has no column.
pub(super) fn tables(
    table: &Table,
    source: Source<'_>,
    (left, width): (f32, f32),
) -> Result<Vec<Element>, RenderError> {
    let mut elements = Vec::new();
    for table in narrow_enough(table) {
        let language = &source.document.language;
        let columns = column_widths(&table, width, source.theme, source.fonts, language)?;
        if !columns.is_empty() {
            elements.push(Grid { table: &table, source, columns }.element(left));
        }
    }
    Ok(elements)
}

struct Grid<'a> {
    table: &'a Table,
    source: Source<'a>,
    columns: Vec<f32>,
}

/// A cell before it is written.
struct Cell<'a> {
    lines: &'a [Inline],
    style: &'static str,
    align: Align,
    keep_next: bool,
    tint: Option<Ink>,
}

impl Grid<'_> {
    /// The text of the first column is flush with the text around the table.
    fn element(&self, left: f32) -> Element {
        let width = self.columns.iter().map(|width| twips(*width)).sum::<i32>();
        let properties = element("w:tblPr")
            .with(value("w:tblStyle", TABLE))
            .with_all(self.source.right_to_left().then(|| element("w:bidiVisual")))
            .with(element("w:tblW").set("w:w", width).set("w:type", "dxa"))
            .with(element("w:tblInd").set("w:w", twips(left - CELL_SIDE)).set("w:type", "dxa"))
            .with(element("w:tblLayout").set("w:type", "fixed"))
            .with(self.look())
            .with_all(described(&self.table.summary));
        let grid = self.columns.iter().map(|width| element("w:gridCol").set("w:w", twips(*width)));
        let count = self.table.rows.len();
        element("w:tbl")
            .with(properties)
            .with(element("w:tblGrid").with_all(grid))
            .with_all(self.head())
            .with_all((0..count).map(|index| self.row(index)))
    }

    fn look(&self) -> Element {
        let head = !self.table.head.is_empty();
        let (first_row, first_column) = (u16::from(head), u16::from(self.table.row_heads));
        let bits = 0x0600 + 0x0020 * first_row + 0x0080 * first_column;
        value("w:tblLook", format!("{bits:04X}"))
            .set("w:firstRow", first_row)
            .set("w:lastRow", 0)
            .set("w:firstColumn", first_column)
            .set("w:lastColumn", 0)
            .set("w:noHBand", 1)
            .set("w:noVBand", 1)
    }

    fn head(&self) -> Option<Element> {
        if self.table.head.is_empty() {
            return None;
        }
        let cells = self.columns.iter().enumerate().map(|(index, width)| {
            let text = self.table.head.get(index).map_or(&[][..], std::slice::from_ref);
            let cell = Cell {
                lines: text,
                style: style::CELL_HEAD,
                align: self.align(index),
                keep_next: !self.table.rows.is_empty(),
                tint: None,
            };
            self.cell(&cell, *width)
        });
        let properties =
            element("w:trPr").with(element("w:cantSplit")).with(element("w:tblHeader"));
        Some(element("w:tr").with(properties).with_all(cells))
    }

    fn row(&self, row: usize) -> Element {
        let count = self.table.rows.len();
        let keep_next = row + 1 < count && (count <= KEPT_WHOLE || row < 2 || row + 2 == count);
        let cells = self.columns.iter().enumerate().map(|(index, width)| {
            let lines = self.table.rows.get(row).and_then(|cells| cells.get(index));
            let tints = self.table.tints.get(row).and_then(|tints| tints.get(index));
            let style = match index {
                0 if self.table.row_heads => style::ROW_HEAD,
                _ if self.align(index) == Align::Right => style::CELL_NUMBER,
                _ => style::CELL,
            };
            let cell = Cell {
                lines: lines.map_or(&[][..], Vec::as_slice),
                style,
                // The style of numbers is set to the right.
                align: if style == style::ROW_HEAD { self.align(index) } else { Align::Left },
                keep_next,
                tint: tints.copied().flatten(),
            };
            self.cell(&cell, *width)
        });
        let properties = element("w:trPr").with(element("w:cantSplit"));
        element("w:tr").with(properties).with_all(cells)
    }

    fn cell(&self, cell: &Cell<'_>, width: f32) -> Element {
        let tint = cell.tint.map(|ink| {
            let colour = hex(self.source.theme.ink.colour(ink));
            value("w:shd", "clear").set("w:color", "auto").set("w:fill", colour)
        });
        let properties = element("w:tcPr")
            .with(element("w:tcW").set("w:w", twips(width)).set("w:type", "dxa"))
            .with_all(tint);
        let empty = Inline::new();
        let lines = if cell.lines.is_empty() { std::slice::from_ref(&empty) } else { cell.lines };
        let paragraphs = lines.iter().map(|line| {
            // In a cell that heads its row, secondary text stays light.
            let light = !line.is_empty() && line.iter().all(|span| span.muted && !span.strong);
            let style =
                if light && cell.style == style::ROW_HEAD { style::CELL } else { cell.style };
            let paragraph = Paragraph::new(style, line);
            let (keep_next, align) = (cell.keep_next, cell.align);
            Paragraph { keep_next, align, ..paragraph }.element(self.source.theme)
        });
        element("w:tc").with(properties).with_all(paragraphs)
    }

    fn align(&self, column: usize) -> Align {
        self.table.align.get(column).copied().unwrap_or_default()
    }
}

fn described(summary: &str) -> Option<Element> {
    (!summary.trim().is_empty()).then(|| value("w:tblDescription", summary))
}

/// A table with more columns than Word allows becomes several, each with the first column.
fn narrow_enough(table: &Table) -> Vec<Cow<'_, Table>> {
    let longest = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let count = longest.max(table.head.len());
    if count <= MOST_COLUMNS {
        return vec![Cow::Borrowed(table)];
    }
    let step = MOST_COLUMNS - 1;
    (1..count)
        .step_by(step)
        .map(|start| Cow::Owned(part(table, start, count.min(start + step))))
        .collect()
}

fn part(table: &Table, start: usize, end: usize) -> Table {
    Table {
        summary: table.summary.clone(),
        head: chosen(&table.head, start, end),
        align: chosen(&table.align, start, end),
        widths: Vec::new(),
        rows: table.rows.iter().map(|row| chosen(row, start, end)).collect(),
        row_heads: table.row_heads,
        tints: table.tints.iter().map(|row| chosen(row, start, end)).collect(),
    }
}

/// The first of a row and those of a range.
fn chosen<T: Clone>(row: &[T], start: usize, end: usize) -> Vec<T> {
    let range = row.get(start..end.min(row.len())).unwrap_or_default();
    row.iter().take(1).chain(range).cloned().collect()
}
