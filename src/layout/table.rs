//! Tables: rows that are never cut, a head that repeats, hairlines between rows and no boxes.

use super::LayoutError;
use super::column_widths::{Need, by_content, by_share};
use super::font_set::FontSet;
use super::fonts::{Fonts, Weight};
use super::lines::{Fit, Line};
use super::pages::{Item, NodeId, Role, Scope, Sequence, Tag};
use super::setter::{Look, Place, Setter, artifact, space_out};
use super::shaping::Figures;
use super::slab::{Joint, RepeatedHead, Slab};
use super::theme::{PaperSize, Theme};
use crate::report::blocks::{Align, Inline, Span, Table};
use crate::report::scene::Ink;
use std::rc::Rc;

const GUTTER: f32 = 14.0;
const PADDING: f32 = 5.0;
/// What a column's longest word may claim, as a multiple of an even share; longer ones are divided.
const LONGEST_WORD: f32 = 1.5;
/// Width in points that every word may claim.
const SHORT_WORD: f32 = 90.0;
/// A table of up to this share of a page's height is not cut.
const KEPT_WHOLE: f32 = 0.35;

/// Where the columns stand.
struct Grid {
    /// Left edge and width of each column.
    columns: Vec<(f32, f32)>,
    aligns: Vec<Align>,
    gutter: f32,
    width: f32,
}

/// A cell's lines.
type Cell = Vec<Line>;

/// Widths of a table's columns in points, each with the space between columns shared out to its
/// two sides: their sum is `width` and one such space. Empty for a table without columns.
///
/// # Errors
///
/// [`LayoutError::Font`] when a built-in font cannot be read.
pub fn column_widths(
    table: &Table,
    width: f32,
    theme: &Theme,
    fonts: &FontSet,
    language: &str,
) -> Result<Vec<f32>, LayoutError> {
    let count = columns(table);
    if count == 0 {
        return Ok(Vec::new());
    }
    let faces = Fonts::new(fonts)?;
    let mut setter = Setter::new(theme, PaperSize::default(), &faces, language);
    let grid = setter.grid(table, count, width);
    Ok(grid.columns.iter().map(|(_, width)| width + grid.gutter).collect())
}

fn columns(table: &Table) -> usize {
    table.rows.iter().map(Vec::len).max().unwrap_or(0).max(table.head.len())
}

impl Setter<'_> {
    /// The slabs of a table.
    pub(super) fn table(&mut self, table: &Table, place: Place) -> Vec<Slab> {
        let count = columns(table);
        if count == 0 {
            return Vec::new();
        }
        let node = self.node(place.parent, Role::Table);
        self.nodes[node.0].alt = Some(table.summary.clone()).filter(|text| !text.is_empty());
        let grid = self.grid(table, count, place.width);
        let (mut slabs, heads) = self.table_head(table, &grid, node);
        let repeat = slabs.first().map(repeated);
        let body = self.node(node, Role::TableBody);
        for (index, row) in table.rows.iter().enumerate() {
            let tints = table.tints.get(index).map_or(&[][..], Vec::as_slice);
            slabs.extend(self.row((row, tints), table, &grid, (body, &heads)));
        }
        if table.rows.is_empty() {
            // A table without a row is no table to a screen reader.
            let row = self.node(body, Role::Row);
            self.cell_nodes(row, table, count, &heads);
        }
        let whole: f32 = slabs.iter().map(|slab| slab.height).sum();
        keep(&mut slabs, whole < self.frame().height() * KEPT_WHOLE);
        for slab in slabs.iter_mut().skip(1) {
            slab.repeat.clone_from(&repeat);
        }
        space_out(&mut slabs, 4.0, 18.0);
        slabs
    }

    fn grid(&mut self, table: &Table, count: usize, width: f32) -> Grid {
        let aligns: Vec<Align> =
            (0..count).map(|index| table.align.get(index).copied().unwrap_or_default()).collect();
        let gutter = GUTTER.min(width / count as f32 / 4.0);
        let space = width - gutter * (count as f32 - 1.0);
        let claim = (space / count as f32 * LONGEST_WORD).max(SHORT_WORD);
        let needs: Vec<Need> = (0..count)
            .map(|index| self.need(table, index))
            .map(|need| Need { least: need.least.min(claim), ..need })
            .collect();
        let widths = if table.widths.is_empty() {
            let grows: Vec<bool> = aligns.iter().map(|align| *align == Align::Left).collect();
            by_content(&needs, &grows, space)
        } else {
            by_share(&needs, &table.widths, space)
        };
        // The page will be mirrored, and numbers stay at the right.
        let aligns = if self.base.is_rtl() { vec![Align::Left; count] } else { aligns };
        let mut columns = Vec::with_capacity(count);
        let mut left = 0.0;
        for width in widths {
            columns.push((left, width));
            left += width + gutter;
        }
        Grid { columns, aligns, gutter, width }
    }

    /// What a column needs.
    fn need(&mut self, table: &Table, index: usize) -> Need {
        let mut need = Need::default();
        let mut widen = |(least, most): (f32, f32)| {
            need.least = need.least.max(least + 0.5);
            // Rounding must not break a line that just fits.
            need.most = need.most.max(most + 0.5);
        };
        if let Some(head) = table.head.get(index) {
            widen(self.extent(head, self.head_look()));
        }
        let look = self.cell_look(table, index);
        for paragraph in table.rows.iter().filter_map(|row| row.get(index)).flatten() {
            widen(self.extent(paragraph, look));
        }
        need
    }

    fn head_look(&self) -> Look {
        Look::new(self.theme.sizes.small, Ink::Muted, Weight::Strong)
    }

    fn cell_look(&self, table: &Table, index: usize) -> Look {
        let small = self.theme.sizes.small;
        let mut look = if index == 0 && table.row_heads {
            Look::new(small, Ink::Text, Weight::Strong)
        } else {
            Look::new(small, Ink::Text, Weight::Regular).running()
        };
        if table.align.get(index) == Some(&Align::Right) {
            look.figures = Figures::Tabular;
        }
        look
    }

    fn table_head(&mut self, table: &Table, grid: &Grid, node: NodeId) -> (Vec<Slab>, Vec<NodeId>) {
        if table.head.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let look = self.head_look();
        let empty = Inline::new();
        let mut cells: Vec<Cell> = Vec::new();
        for (index, (_, width)) in grid.columns.iter().enumerate() {
            let text = table.head.get(index).unwrap_or(&empty);
            cells.push(self.lines(text, look, *width, Fit::Balanced));
        }
        let section = self.node(node, Role::TableHead);
        let row = self.node(section, Role::Row);
        let heads: Vec<NodeId> =
            cells.iter().map(|_| self.node(row, Role::HeadCell(Scope::Column))).collect();
        let tallest = cells.iter().map(|cell| height(cell)).fold(0.0, f32::max);
        let tops: Vec<f32> = cells.iter().map(|cell| tallest - height(cell)).collect();
        let mut slab = Slab { height: tallest + PADDING, ..Slab::default() };
        slab.pieces.push(artifact(vec![self.row_rule(grid, slab.height, (0.8, Ink::Text))]));
        for (index, cell) in cells.into_iter().enumerate() {
            slab.pieces.push(grid.set(index, cell, (tops[index], heads[index])));
        }
        (vec![slab], heads)
    }

    fn row_rule(&self, grid: &Grid, y: f32, (width, ink): (f32, Ink)) -> Item {
        // All of it within the slab, so that no background of the next one covers it.
        let y = y - width / 2.0;
        Item::Line { from: (0.0, y), to: (grid.width, y), width, colour: self.colour(ink) }
    }

    /// The slab of a row; several where a single cell is taller than half a page.
    fn row(
        &mut self,
        (row, tints): (&[Vec<Inline>], &[Option<Ink>]),
        table: &Table,
        grid: &Grid,
        (body, heads): (NodeId, &[NodeId]),
    ) -> Vec<Slab> {
        let node = self.node(body, Role::Row);
        let cells: Vec<Cell> = (0..grid.columns.len())
            .map(|index| self.cell(row.get(index).map_or(&[], Vec::as_slice), table, grid, index))
            .collect();
        let nodes = self.cell_nodes(node, table, cells.len(), heads);
        let rule = |setter: &Self, y| setter.row_rule(grid, y, (0.5, Ink::Rule));
        let limit = self.frame().height() * 0.5;
        let mut slabs: Vec<Slab> = Vec::new();
        for part in parts(cells, limit) {
            let tallest = part.iter().map(|cell| height(cell)).fold(0.0, f32::max);
            let tallest = tallest.max(self.theme.sizes.small.leading);
            let mut slab = Slab { height: tallest + 2.0 * PADDING, ..Slab::default() };
            let mut behind = self.backgrounds(tints, grid, slab.height);
            behind.push(rule(self, slab.height));
            slab.pieces.push(artifact(behind));
            for (index, cell) in part.into_iter().enumerate() {
                slab.pieces.push(grid.set(index, cell, (PADDING, nodes[index])));
            }
            slabs.push(slab);
        }
        slabs
    }

    /// The backgrounds of a row's cells, half a gutter wider than their text at either side.
    fn backgrounds(&self, tints: &[Option<Ink>], grid: &Grid, height: f32) -> Vec<Item> {
        let column = |(ink, (left, width)): (&Option<Ink>, &(f32, f32))| {
            let margin = grid.gutter / 2.0 - 1.0;
            Some(Item::Rect {
                at: (left - margin, 1.0),
                size: (width + 2.0 * margin, height - 2.0),
                colour: self.colour((*ink)?),
            })
        };
        tints.iter().zip(&grid.columns).filter_map(column).collect()
    }

    fn cell(&mut self, cell: &[Inline], table: &Table, grid: &Grid, index: usize) -> Cell {
        let look = self.cell_look(table, index);
        let width = grid.columns[index].1;
        let mut lines = Vec::new();
        for paragraph in cell {
            // In a cell that heads its row, secondary text stays light.
            let light = paragraph.iter().all(|span: &Span| span.muted && !span.strong);
            let weight = if light { Weight::Regular } else { look.weight };
            lines.extend(self.lines(paragraph, Look { weight, ..look }, width, Fit::Ragged));
        }
        lines
    }

    fn cell_nodes(
        &mut self,
        row: NodeId,
        table: &Table,
        count: usize,
        heads: &[NodeId],
    ) -> Vec<NodeId> {
        let mut row_head = None;
        let mut nodes = Vec::with_capacity(count);
        for index in 0..count {
            let is_head = index == 0 && table.row_heads;
            let role = if is_head { Role::HeadCell(Scope::Row) } else { Role::Cell };
            let node = self.node(row, role);
            if is_head {
                row_head = Some(node);
            } else {
                self.nodes[node.0].heads =
                    heads.get(index).copied().into_iter().chain(row_head).collect();
            }
            nodes.push(node);
        }
        nodes
    }
}

impl Grid {
    /// A cell's marks.
    fn set(&self, index: usize, cell: Cell, (top, node): (f32, NodeId)) -> Sequence {
        let (left, width) = self.columns[index];
        let mut items = Vec::new();
        let mut y = top;
        for line in cell {
            let x = match self.aligns[index] {
                Align::Left => left,
                Align::Right => left + width - line.width,
            };
            let next = y + line.leading;
            items.extend(line.items(x, std::mem::replace(&mut y, next)));
        }
        Sequence { tag: Tag::Content(node), items }
    }
}

fn height(cell: &[Line]) -> f32 {
    cell.iter().map(|line| line.leading).sum()
}

/// A row's lines in portions of at most `limit` points; nearly always one.
fn parts(mut cells: Vec<Cell>, limit: f32) -> Vec<Vec<Cell>> {
    let mut parts = Vec::new();
    loop {
        let mut rest = Vec::with_capacity(cells.len());
        for cell in &mut cells {
            let leading = cell.first().map_or(1.0, |line| line.leading).max(1.0);
            let lines = ((limit / leading) as usize).max(1).min(cell.len());
            rest.push(cell.split_off(lines));
        }
        parts.push(std::mem::replace(&mut cells, rest));
        if cells.iter().all(Vec::is_empty) {
            return parts;
        }
    }
}

/// A short table stays whole; of a long one the head and two rows, and the last two rows.
fn keep(slabs: &mut [Slab], whole: bool) {
    let count = slabs.len();
    for (index, slab) in slabs.iter_mut().enumerate() {
        if index + 1 < count && (whole || index < 2 || index + 2 == count) {
            slab.joint = Joint::Keep;
        }
    }
}

fn repeated(head: &Slab) -> Rc<RepeatedHead> {
    let items = head.pieces.iter().flat_map(|piece| piece.items.clone()).collect();
    Rc::new(RepeatedHead { height: head.height, items })
}
