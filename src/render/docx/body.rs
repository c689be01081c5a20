//! Blocks as paragraphs and tables, in reading order.

use super::Source;
use super::measure::twips;
use super::numbering::{BULLET_INDENT, BULLETS, NUMBER_INDENT, numbered_list};
use super::paragraph::{BOX_LEFT, BOX_RIGHT, Paragraph, style};
use super::picture::{Picture, scale_to_fit};
use super::table::tables;
use super::xml::{Element, element};
use crate::layout::PaperSize;
use crate::render::{RenderError, chart_png_with};
use crate::report::blocks::{Block, COLUMN_GAP, Chart, Inline, MEASURE, Span, TextStyle};

/// Rows of a table that may stand beside something else.
const LONGEST_BESIDE: usize = 12;
/// Resolution of charts.
const PIXELS_PER_POINT: f32 = 3.0;

/// Writes the blocks of one document.
pub(super) struct Body<'a> {
    source: Source<'a>,
    /// Height that a picture may have, in points.
    tallest: f32,
    /// The charts' pictures, in order.
    pub(super) pictures: Vec<Vec<u8>>,
    /// How many numbered lists there are.
    pub(super) numbered: usize,
}

/// Where blocks stand.
#[derive(Clone, Copy)]
struct Place {
    /// Distance from the left edge of the page's text or the cell, in points.
    left: f32,
    /// Width in points.
    width: f32,
    /// In a box.
    boxed: bool,
    /// A page may be broken here.
    flows: bool,
}

enum Part {
    Paragraph(Box<Paragraph>),
    Table(Element),
}

impl<'a> Body<'a> {
    pub(super) fn new(source: Source<'a>, paper: PaperSize) -> Self {
        let frame = paper.points().1 - super::furniture::TOP - super::furniture::BOTTOM;
        // The last points of a page leave room for the chart's title.
        let tallest = frame - 60.0;
        Self { source, tallest, pictures: Vec::new(), numbered: 0 }
    }

    /// The paragraphs and tables of the document.
    pub(super) fn elements(&mut self) -> Result<Vec<Element>, RenderError> {
        let place = Place { left: 0.0, width: MEASURE, boxed: false, flows: true };
        let parts = self.blocks(&self.source.document.blocks, place)?;
        Ok(self.written(parts))
    }

    /// Word wants a paragraph at the end of a cell, and one in an empty document.
    fn written(&self, mut parts: Vec<Part>) -> Vec<Element> {
        if parts.is_empty() {
            parts.push(Part::from(Paragraph::new(style::BODY, &[])));
        }
        let element = |part| match part {
            Part::Paragraph(paragraph) => Paragraph::element(*paragraph, self.source.theme),
            Part::Table(table) => table,
        };
        parts.into_iter().map(element).collect()
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) -> Result<Vec<Part>, RenderError> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut new_page, mut after_kicker) = (false, false);
        for block in one_after_the_other(blocks) {
            let mut set = self.block(block, place)?;
            if matches!(block, Block::PageBreak) {
                new_page = place.flows && !parts.is_empty();
            }
            if set.is_empty() {
                continue;
            }
            let at_top = new_page || parts.is_empty();
            space_above(&mut set, at_top, after_kicker);
            if new_page {
                start_page(&mut set);
            }
            if is_note(block) {
                keep_last(&mut parts);
            }
            (new_page, after_kicker) = (false, matches!(block, Block::Kicker(_)));
            parts.extend(set);
        }
        Ok(parts)
    }

    fn block(&mut self, block: &Block, place: Place) -> Result<Vec<Part>, RenderError> {
        match block {
            Block::Kicker(text) => Ok(text_part(style::KICKER, text)),
            Block::Heading { level, text, .. } => {
                let index = usize::from(*level).clamp(1, 3) - 1;
                let style = style::HEADINGS.get(index).copied().unwrap_or(style::BODY);
                Ok(text_part(style, text))
            }
            Block::Paragraph { text, style } => Ok(text_part(
                match style {
                    TextStyle::Body => style::BODY,
                    TextStyle::Lead => style::LEAD,
                    TextStyle::Note => style::NOTE,
                },
                text,
            )),
            Block::List { ordered, items } => Ok(self.list(*ordered, items)),
            Block::Table(table) => {
                let tables = tables(table, self.source, (place.left, place.width))?;
                Ok(tables.into_iter().flat_map(spaced_table).collect())
            }
            Block::Chart(chart) => self.chart(chart, place),
            Block::Callout(blocks) => self.callout(blocks, place),
            Block::Columns(columns) => self.columns(columns, place),
            Block::PageBreak => Ok(Vec::new()),
        }
    }

    fn list(&mut self, ordered: bool, items: &[Inline]) -> Vec<Part> {
        let (style, number, indent) = if ordered {
            let number = numbered_list(self.numbered);
            self.numbered += usize::from(!items.is_empty());
            (style::NUMBER, number, NUMBER_INDENT)
        } else {
            (style::BULLET, BULLETS, BULLET_INDENT)
        };
        let last = items.len().saturating_sub(1);
        let item = |(index, text): (usize, &Inline)| {
            let after = (index == last).then_some(12.0);
            let list = Some((number, indent));
            Part::from(Paragraph { list, after, ..Paragraph::new(style, text) })
        };
        items.iter().enumerate().map(item).collect()
    }

    /// The message as a paragraph of its own, then the picture; words where nothing can be drawn.
    fn chart(&mut self, chart: &Chart, place: Place) -> Result<Vec<Part>, RenderError> {
        let mut parts = text_part(style::CHART_TITLE, &chart.title);
        let title = plain(&chart.title);
        let label = self.source.document.labels.chart.clone();
        let alt = [&chart.alt, &title, &label].into_iter().find(|text| !text.trim().is_empty());
        let alt = alt.cloned().unwrap_or_default();
        let size = (chart.scene.width, chart.scene.height);
        if !(size.0 > 0.0 && size.1 > 0.0 && size.0.is_finite() && size.1.is_finite()) {
            let words = Span { text: format!("{label}: {alt}"), ..Span::default() };
            parts.extend((alt != label).then(|| Part::from(Paragraph::new(style::NOTE, &[words]))));
            return Ok(parts);
        }
        let Source { document, theme, fonts } = self.source;
        let shown = (fonts, document.language.as_str());
        self.pictures.push(chart_png_with(chart, theme, PIXELS_PER_POINT, shown)?);
        let number = self.pictures.len();
        let scale = scale_to_fit(size, (place.width, self.tallest));
        let picture = Picture {
            number,
            reference: &picture_name(number),
            name: &format!("{label} {number}"),
            alt: &alt,
            size: (size.0 * scale, size.1 * scale),
        };
        let runs = vec![picture.run()];
        parts.push(Part::from(Paragraph { runs, ..Paragraph::new(style::FIGURE, &[]) }));
        Ok(parts)
    }

    /// Paragraphs with a rule at their left on a pale background.
    fn callout(&mut self, blocks: &[Block], place: Place) -> Result<Vec<Part>, RenderError> {
        let inner = Place {
            left: place.left + BOX_LEFT,
            width: place.width - BOX_LEFT - BOX_RIGHT,
            boxed: true,
            flows: false,
        };
        let mut parts = self.blocks(blocks, if place.boxed { place } else { inner })?;
        if place.boxed {
            return Ok(parts);
        }
        for part in &mut parts {
            if let Part::Paragraph(paragraph) = part {
                paragraph.boxed = true;
                if paragraph.style == style::BODY {
                    paragraph.style = style::CALLOUT;
                }
            }
        }
        if let Some(Part::Paragraph(first)) = parts.first_mut() {
            first.before = Some(12.0);
        }
        if let Some(Part::Paragraph(last)) = parts.last_mut() {
            last.after = Some(20.0);
        }
        Ok(parts)
    }

    /// Columns side by side.
    fn columns(&mut self, columns: &[Vec<Block>], place: Place) -> Result<Vec<Part>, RenderError> {
        let count = columns.len() as f32;
        let width = ((place.width - (count - 1.0) * COLUMN_GAP) / count).max(40.0);
        let inner = Place { left: 0.0, width, boxed: false, flows: false };
        let mut cells = Vec::new();
        for blocks in columns {
            let parts = self.blocks(blocks, inner)?;
            cells.push(self.written(parts));
        }
        let set = side_by_side(cells, width, place.left, self.source.right_to_left());
        Ok(spaced_table(set).into())
    }
}

impl From<Paragraph> for Part {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }
}

/// Name of a chart's picture.
pub(super) fn picture_name(number: usize) -> String {
    format!("chart{number}")
}

/// Blocks with those of columns in their place, which is easier to edit than columns; those stay
/// side by side whose pages would end up half empty: nearly all, as a report's columns are short.
fn one_after_the_other(blocks: &[Block]) -> Vec<&Block> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Columns(columns)
                if columns.len() < 2 || columns.iter().flatten().any(is_long) =>
            {
                all.extend(columns.iter().flat_map(|column| one_after_the_other(column)));
            }
            other => all.push(other),
        }
    }
    all
}

fn is_long(block: &Block) -> bool {
    match block {
        Block::Table(table) => table.rows.len() > LONGEST_BESIDE,
        Block::Columns(_) => true,
        _ => false,
    }
}

/// A table without rules, with a gap between its columns.
fn side_by_side(cells: Vec<Vec<Element>>, width: f32, left: f32, leftwards: bool) -> Element {
    let last = cells.len().saturating_sub(1);
    let outer = |index| twips(if index == last { width } else { width + COLUMN_GAP });
    let whole: i32 = (0..cells.len()).map(outer).sum();
    let measure = |name, width| element(name).set("w:w", width).set("w:type", "dxa");
    // Word and others have margins of their own where none are named.
    let sides = element("w:tblCellMar").with(measure("w:left", 0)).with(measure("w:right", 0));
    let properties = element("w:tblPr")
        .with_all(leftwards.then(|| element("w:bidiVisual")))
        .with(measure("w:tblW", whole))
        .with(measure("w:tblInd", twips(left)))
        .with(element("w:tblLayout").set("w:type", "fixed"))
        .with(sides);
    let grid = (0..cells.len()).map(|index| element("w:gridCol").set("w:w", outer(index)));
    let grid = element("w:tblGrid").with_all(grid);
    let set = |(index, cell): (usize, Vec<Element>)| {
        let gap = if index == last { 0.0 } else { COLUMN_GAP };
        let margin = element("w:tcMar").with(measure("w:right", twips(gap)));
        let properties = element("w:tcPr").with(measure("w:tcW", outer(index))).with(margin);
        element("w:tc").with(properties).with_all(cell)
    };
    let row = element("w:tr").with_all(cells.into_iter().enumerate().map(set));
    element("w:tbl").with(properties).with(grid).with(row)
}

/// Tables that meet would become one.
fn spaced_table(table: Element) -> [Part; 2] {
    [Part::Table(table), Part::from(Paragraph::new(style::GAP, &[]))]
}

fn text_part(style: &'static str, text: &[Span]) -> Vec<Part> {
    let shown = !plain(text).trim().is_empty();
    shown.then(|| Part::from(Paragraph::new(style, text))).into_iter().collect()
}

/// Nothing stands above the first of a page; the first of a section has its distance from the one
/// before.
fn space_above(set: &mut [Part], at_top: bool, after_kicker: bool) {
    let Some(Part::Paragraph(first)) = set.first_mut() else { return };
    let [title, section, caption] = style::HEADINGS;
    let starts = [style::KICKER, title].contains(&first.style);
    let spaced = [section, caption, style::CHART_TITLE].contains(&first.style);
    if at_top && spaced {
        first.before = Some(0.0);
    } else if !at_top && starts && !after_kicker {
        first.before = Some(22.0);
    }
}

fn start_page(set: &mut Vec<Part>) {
    if let Some(Part::Paragraph(first)) = set.first_mut() {
        first.new_page = true;
    } else {
        let gap = Paragraph { new_page: true, ..Paragraph::new(style::GAP, &[]) };
        set.insert(0, Part::from(gap));
    }
}

fn is_note(block: &Block) -> bool {
    matches!(block, Block::Paragraph { style: TextStyle::Note, .. })
}

/// A note stays with what it explains.
fn keep_last(parts: &mut [Part]) {
    if let Some(Part::Paragraph(last)) = parts.last_mut() {
        last.keep_next = true;
    }
}

fn plain(text: &[Span]) -> String {
    text.iter().map(|span| span.text.as_str()).collect()
}
