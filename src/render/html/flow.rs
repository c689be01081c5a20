//! Blocks to elements, in reading order.

use super::escape::{heading, inline, is_blank, plain, text};
use crate::report::blocks::{Block, Inline, Labels, TextStyle};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What stands in the middle of the page.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The elements.
    pub(super) html: String,
    /// Anchor and name of each section.
    pub(super) sections: Vec<(String, String)>,
}

/// Writes blocks, and keeps what they have in common: heading levels, names, numbers.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    pub(super) labels: &'a Labels,
    pub(super) out: String,
    sections: Vec<(String, String)>,
    /// Level of the last heading, so that levels leave no gap.
    level: u8,
    /// Text of the last heading, which names a chart that has no message of its own.
    pub(super) heading: String,
    /// How often each name of a region was taken.
    names: BTreeMap<String, usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(labels: &'a Labels) -> Self {
        Self {
            labels,
            out: String::new(),
            sections: Vec::new(),
            level: 0,
            heading: String::new(),
            names: BTreeMap::new(),
        }
    }

    /// All sections; a page break starts a new one.
    pub(super) fn document(mut self, blocks: &[Block]) -> Content {
        for page in blocks.split(|block| *block == Block::PageBreak) {
            if !page.is_empty() {
                self.section(page);
            }
        }
        Content { html: self.out, sections: self.sections }
    }

    fn section(&mut self, blocks: &[Block]) {
        let is_title = |block: &Block| matches!(block, Block::Heading { level: 0 | 1, text, .. } if !is_blank(text));
        if let Some(place) = blocks.iter().position(is_title) {
            let id = self.next_section();
            // Titles may say the same of two roles; the names above them tell the sections apart.
            let before = place.checked_sub(1).and_then(|before| blocks.get(before));
            let named = matches!(before, Some(Block::Kicker(text)) if !is_blank(text));
            let name = if named { format!("{id}-name ") } else { String::new() };
            let _ = writeln!(self.out, "<section class=\"page\" aria-labelledby=\"{name}{id}\">");
            self.blocks(blocks);
            self.out.push_str("</section>\n");
        } else {
            self.out.push_str("<div class=\"page\">\n");
            self.blocks(blocks);
            self.out.push_str("</div>\n");
        }
    }

    /// The anchor of the next heading of level 1.
    fn next_section(&self) -> String {
        format!("section-{}", self.sections.len() + 1)
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks.iter();
        while let Some(block) = rest.next() {
            match (block, rest.as_slice().first()) {
                (Block::Kicker(kicker), Some(Block::Heading { text, .. }))
                    if !is_blank(kicker) && !is_blank(text) =>
                {
                    let id = self.next_section();
                    let text = inline(kicker);
                    self.out.push_str("<hgroup>\n");
                    let _ = writeln!(self.out, "<p class=\"kicker\" id=\"{id}-name\">{text}</p>");
                    rest.next().into_iter().for_each(|heading| self.block(heading));
                    self.out.push_str("</hgroup>\n");
                }
                _ => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Kicker(text) => self.paragraph("kicker", text),
            Block::Heading { level, text, bookmark } => {
                self.heading(*level, text, bookmark.as_deref());
            }
            Block::Paragraph { text, style } => {
                let class = match style {
                    TextStyle::Body => "",
                    TextStyle::Lead => "lead",
                    TextStyle::Note => "note",
                };
                self.paragraph(class, text);
            }
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Callout(inner) => self.callout(inner),
            Block::Columns(columns) => self.columns(columns),
            Block::PageBreak => {}
        }
    }

    fn paragraph(&mut self, class: &str, text: &Inline) {
        if is_blank(text) {
            return;
        }
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = writeln!(self.out, "<p{class}>{}</p>", inline(text));
    }

    /// A heading. The document's title is the only one of the first level, so all others stand one
    /// level lower than in the blocks.
    fn heading(&mut self, level: u8, words: &Inline, bookmark: Option<&str>) {
        if is_blank(words) {
            return;
        }
        let wanted = level.clamp(1, 3);
        self.level = wanted.min(self.level + 1);
        self.heading = plain(words);
        let tag = self.level + 1;
        let mut id = String::new();
        if wanted == 1 {
            let anchor = self.next_section();
            id = format!(" id=\"{anchor}\"");
            let name = bookmark.filter(|name| !name.trim().is_empty());
            let _ = self.unique(&plain(words));
            self.sections.push((anchor, name.map_or_else(|| plain(words), ToOwned::to_owned)));
        }
        let _ = writeln!(self.out, "<h{tag}{id}>{}</h{tag}>", heading(words));
    }

    fn list(&mut self, ordered: bool, items: &[Inline]) {
        if items.is_empty() {
            return;
        }
        let tag = if ordered { "ol" } else { "ul" };
        let _ = writeln!(self.out, "<{tag}>");
        for item in items {
            let _ = writeln!(self.out, "<li>{}</li>", inline(item));
        }
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn callout(&mut self, inner: &[Block]) {
        if !inner.is_empty() {
            self.out.push_str("<div class=\"callout\" role=\"note\">\n");
            self.blocks(inner);
            self.out.push_str("</div>\n");
        }
    }

    fn columns(&mut self, columns: &[Vec<Block>]) {
        if columns.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "<div class=\"columns\" style=\"--count:{}\">", columns.len());
        for column in columns {
            self.out.push_str("<div>\n");
            self.blocks(column);
            self.out.push_str("</div>\n");
        }
        self.out.push_str("</div>\n");
    }

    /// Starts a region that scrolls sideways where the screen is narrow; the keyboard reaches it.
    pub(super) fn start_scroll(&mut self, name: &str) {
        let name = if name.trim().is_empty() { self.heading.clone() } else { name.to_owned() };
        let name = if name.trim().is_empty() { self.labels.contents.clone() } else { name };
        let name = text(&self.unique(&name));
        let _ = writeln!(
            self.out,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">"
        );
    }

    /// The name of a section or region, with a number where another has the same.
    fn unique(&mut self, name: &str) -> String {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let taken = self.names.entry(name.clone()).or_default();
        *taken += 1;
        if *taken > 1 { format!("{name} ({taken})") } else { name }
    }

    /// Ends the region.
    pub(super) fn end_scroll(&mut self) {
        self.out.push_str("</div>\n");
    }
}
