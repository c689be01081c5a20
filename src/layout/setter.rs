//! Sets blocks: each becomes slabs, and nodes of the structure tree in reading order.

use super::colour::Colour;
use super::direction;
use super::flow::{self, Frame};
use super::fonts::{Fonts, Weight};
use super::hyphens;
use super::lines::{Fit, Hyphens, Line};
use super::pages::{Bookmark, Item, Kid, Marker, Node, NodeId, Role, Sequence, Tag};
use super::shaping::{Figures, Shaper};
use super::slab::{Joint, Slab, below_each_other, beside, stack};
use super::theme::{PaperSize, Theme, TypeStyle};
use crate::report::blocks::{Block, COLUMN_GAP, Document, MEASURE, Span, TextStyle};
use crate::report::scene::Ink;
use std::collections::BTreeSet;
use unicode_bidi::Level;

/// Sets the blocks of one document.
pub(super) struct Setter<'a> {
    pub(super) theme: &'a Theme,
    /// The same with smaller type, from little to much.
    pub(super) smaller: &'a [Theme],
    pub(super) fonts: &'a Fonts<'a>,
    pub(super) shaper: Shaper<'a>,
    pub(super) paper: PaperSize,
    pub(super) nodes: Vec<Node>,
    /// Characters that had to be spelled out.
    pub(super) missing: BTreeSet<char>,
    /// Direction of the document.
    pub(super) base: Level,
    /// How words are divided in its language, where that is known.
    pub(super) hyphens: Option<hypher::Lang>,
    /// Level of the last heading, so that levels leave no gap.
    level: u8,
}

/// How text looks before emphasis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) style: TypeStyle,
    pub(super) ink: Ink,
    pub(super) weight: Weight,
    pub(super) figures: Figures,
    pub(super) hyphens: Hyphens,
}

impl Look {
    pub(super) fn new(style: TypeStyle, ink: Ink, weight: Weight) -> Self {
        Self { style, ink, weight, figures: Figures::Proportional, hyphens: Hyphens::ToFit }
    }

    /// The same for running text, which divides words to fill its lines.
    pub(super) fn running(self) -> Self {
        Self { hyphens: Hyphens::ToFill, ..self }
    }
}

/// Where a block's nodes and marks go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Node that the block is part of.
    pub(super) parent: NodeId,
    /// Width in points.
    pub(super) width: f32,
}

/// Distances of a block from its neighbours, and whether it stays with what follows.
#[derive(Debug, Clone, Copy)]
struct Setting {
    before: f32,
    after: f32,
    fit: Fit,
    end: Joint,
}

const ROOT: NodeId = NodeId(0);
const TOP: f32 = 92.0;
const BOTTOM: f32 = 74.0;
/// Share of a page's height from which columns flow over pages.
const TALL_COLUMNS: f32 = 0.4;
/// Lines of text longer than this are tiring to read.
const LONGEST_LINE: f32 = 440.0;

impl<'a> Setter<'a> {
    pub(super) fn new(
        theme: &'a Theme,
        paper: PaperSize,
        fonts: &'a Fonts<'a>,
        language: &str,
    ) -> Self {
        let root = Node { role: Role::Document, kids: Vec::new(), alt: None, heads: Vec::new() };
        Self {
            theme,
            fonts,
            shaper: Shaper::new(fonts, language),
            paper,
            nodes: vec![root],
            missing: BTreeSet::new(),
            base: direction::base(language),
            hyphens: hyphens::rules(language),
            level: 0,
            smaller: &[],
        }
    }

    /// The part of the page that blocks fill.
    pub(super) fn frame(&self) -> Frame {
        Frame { left: self.paper.margin(), top: TOP, bottom: self.paper.points().1 - BOTTOM }
    }

    /// The slabs of a document.
    pub(super) fn document(&mut self, document: &Document) -> Vec<Slab> {
        let mut slabs = Vec::new();
        for section in document.blocks.split_inclusive(|block| *block == Block::PageBreak) {
            slabs.extend(self.section(section));
        }
        slabs
    }

    /// The slabs of a section, in smaller type where that saves a page that would hold little.
    fn section(&mut self, blocks: &[Block]) -> Vec<Slab> {
        let place = Place { parent: ROOT, width: MEASURE };
        let (theme, before) = (self.theme, self.mark());
        let slabs = self.blocks(blocks, place);
        let Some(pages) = flow::spills(&slabs, self.frame()) else { return slabs };
        if flow::fits_in(&slabs, pages, self.frame()) {
            return slabs;
        }
        for smaller in self.smaller {
            self.reset(&before);
            self.theme = smaller;
            let tried = self.blocks(blocks, place);
            if flow::fits_in(&tried, pages, self.frame()) {
                self.theme = theme;
                return tried;
            }
        }
        self.reset(&before);
        self.theme = theme;
        self.blocks(blocks, place)
    }

    /// How far the structure tree has grown.
    fn mark(&self) -> (usize, usize, u8) {
        (self.nodes.len(), self.nodes.first().map_or(0, |root| root.kids.len()), self.level)
    }

    /// Takes back what was set since a mark, between sections.
    fn reset(&mut self, (nodes, kids, level): &(usize, usize, u8)) {
        self.nodes.truncate(*nodes);
        if let Some(root) = self.nodes.first_mut() {
            root.kids.truncate(*kids);
        }
        self.level = *level;
    }

    /// The colour of an ink in this theme.
    pub(super) fn colour(&self, ink: Ink) -> Colour {
        self.theme.ink.colour(ink)
    }

    /// A new node at the end of a parent's parts.
    pub(super) fn node(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { role, kids: Vec::new(), alt: None, heads: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(parent.0) {
            parent.kids.push(Kid::Node(id));
        }
        id
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) -> Vec<Slab> {
        let mut slabs: Vec<Slab> = Vec::new();
        let mut after_kicker = false;
        for block in blocks {
            if let Some(last) = slabs.last_mut() {
                join(last, block);
            }
            let mut set = self.block(block, place);
            if let (true, Some(first)) = (after_kicker, set.first_mut()) {
                // The kicker belongs to its heading and brings the distance above both.
                first.before = 0.0;
            }
            after_kicker = matches!(block, Block::Kicker(_));
            slabs.extend(set);
        }
        slabs
    }

    fn block(&mut self, block: &Block, place: Place) -> Vec<Slab> {
        match block {
            Block::Kicker(text) => self.kicker(text, place),
            Block::Heading { level, text, bookmark } => {
                let name = bookmark.clone().unwrap_or_else(|| plain(text));
                self.heading(*level, text, name, place)
            }
            Block::Paragraph { text, style } => self.paragraph(text, *style, place),
            Block::List { ordered, items } => {
                let marker = if *ordered { Marker::Number } else { Marker::Bullet };
                self.list(items, marker, place)
            }
            Block::Table(table) => self.table(table, place),
            Block::Chart(chart) => self.chart(chart, place),
            Block::Callout(blocks) => self.callout(blocks, place),
            Block::Columns(columns) => self.columns(columns, place),
            Block::PageBreak => Vec::new(),
        }
    }

    fn kicker(&mut self, text: &[Span], place: Place) -> Vec<Slab> {
        let look = Look::new(self.theme.sizes.small, Ink::Accent, Weight::Strong);
        let node = self.node(place.parent, Role::Paragraph);
        let setting = Setting { before: 30.0, after: 6.0, fit: Fit::Ragged, end: Joint::Keep };
        self.spaced(node, text, look, (place.width, setting))
    }

    fn heading(&mut self, level: u8, text: &[Span], name: String, place: Place) -> Vec<Slab> {
        let sizes = &self.theme.sizes;
        let (style, before, after) = match level {
            0 | 1 if self.is_long(text, place) => (shorter(sizes.title), 30.0, 10.0),
            0 | 1 => (sizes.title, 30.0, 10.0),
            2 => (sizes.section, 26.0, 8.0),
            _ => (sizes.body, 18.0, 4.0),
        };
        self.level = level.clamp(1, 3).min(self.level + 1);
        let node = self.node(place.parent, Role::Heading(self.level));
        let look = Look::new(style, Ink::Text, Weight::Strong);
        let setting = Setting { before, after, fit: Fit::Balanced, end: Joint::Keep };
        let mut slabs = self.spaced(node, text, look, (place.width, setting));
        if let (Some(first), 1 | 2) = (slabs.first_mut(), self.level) {
            first.bookmarks.push(Bookmark { level: self.level, title: name, page: 0, y: 0.0 });
        }
        slabs
    }

    /// Whether a title would take more than three lines.
    fn is_long(&mut self, text: &[Span], place: Place) -> bool {
        let look = Look::new(self.theme.sizes.title, Ink::Text, Weight::Strong);
        self.lines(text, look, place.width, Fit::Balanced).len() > 3
    }

    fn paragraph(&mut self, text: &[Span], style: TextStyle, place: Place) -> Vec<Slab> {
        let sizes = &self.theme.sizes;
        let (look, before, after) = match style {
            TextStyle::Body => (Look::new(sizes.body, Ink::Text, Weight::Regular), 0.0, 8.0),
            TextStyle::Lead => (Look::new(sizes.body, Ink::Muted, Weight::Regular), 0.0, 16.0),
            TextStyle::Note => (Look::new(sizes.small, Ink::Muted, Weight::Regular), 4.0, 10.0),
        };
        let node = self.node(place.parent, Role::Paragraph);
        let setting = Setting { before, after, fit: Fit::Ragged, end: Joint::Free };
        self.spaced(node, text, look.running(), (place.width.min(LONGEST_LINE), setting))
    }

    fn spaced(
        &mut self,
        node: NodeId,
        text: &[Span],
        look: Look,
        (width, setting): (f32, Setting),
    ) -> Vec<Slab> {
        let lines = self.lines(text, look, width, setting.fit);
        let mut slabs = text_slabs(node, lines, 0.0);
        if setting.end == Joint::Keep {
            for slab in &mut slabs {
                slab.joint = Joint::Keep;
            }
        }
        space_out(&mut slabs, setting.before, setting.after);
        slabs
    }

    /// A pale box with a rule at its left; kept in one piece unless it would fill most of a page.
    fn callout(&mut self, blocks: &[Block], place: Place) -> Vec<Slab> {
        let node = self.node(place.parent, Role::Division);
        let inner = self.blocks(blocks, Place { parent: node, width: place.width - 32.0 });
        if inner.is_empty() {
            return Vec::new();
        }
        let whole = stack(inner.clone());
        let mut slabs = if whole.height < self.frame().height() * 0.7 {
            vec![whole]
        } else {
            below_each_other(inner)
        };
        let last = slabs.len().saturating_sub(1);
        for (index, slab) in slabs.iter_mut().enumerate() {
            let above = if index == 0 { 12.0 } else { slab.before };
            let below = if index == last { 12.0 } else { slab.after };
            *slab = self.framed(std::mem::take(slab), (above, below), place.width);
        }
        space_out(&mut slabs, 12.0, 18.0);
        slabs
    }

    fn framed(&self, slab: Slab, (above, below): (f32, f32), width: f32) -> Slab {
        let height = above + slab.height + below;
        let rect = |width, ink| Item::Rect {
            at: (0.0, 0.0),
            size: (width, height),
            colour: self.colour(ink),
        };
        let items = vec![rect(width, Ink::Track), rect(2.5, Ink::Accent)];
        let mut framed = Slab { joint: slab.joint, ..Slab::of(height, Tag::Artifact, items) };
        framed.absorb(slab, (18.0, above));
        framed
    }

    /// Columns side by side: in one piece, or flowing over pages where they are tall.
    fn columns(&mut self, columns: &[Vec<Block>], place: Place) -> Vec<Slab> {
        let count = columns.len().max(1) as f32;
        let width = (place.width - (count - 1.0) * COLUMN_GAP) / count;
        let inner = Place { parent: place.parent, width: width.max(40.0) };
        let mut set = Vec::new();
        for (index, blocks) in columns.iter().enumerate() {
            set.push((index as f32 * (width + COLUMN_GAP), self.blocks(blocks, inner)));
        }
        let mut slab = beside(set.clone());
        if slab.height > self.frame().height() * TALL_COLUMNS {
            slab = Slab { height: slab.height, columns: set, ..Slab::default() };
        }
        let mut slabs = vec![slab];
        space_out(&mut slabs, 4.0, 16.0);
        slabs
    }
}

/// Ties the slab above to a block below it: a page break ends the page, and a note stays close to
/// what it explains.
fn join(last: &mut Slab, block: &Block) {
    match block {
        Block::PageBreak => last.joint = Joint::Break,
        Block::Paragraph { style: TextStyle::Note, .. } if last.joint == Joint::Free => {
            last.joint = Joint::Keep;
            last.after = last.after.min(8.0);
        }
        _ => {}
    }
}

/// Slabs of the lines of one text, marked as content of a node. A paragraph's first two and
/// last two lines stay together.
pub(super) fn text_slabs(node: NodeId, lines: Vec<Line>, x: f32) -> Vec<Slab> {
    let count = lines.len();
    let set = |(index, line): (usize, Line)| {
        let joint =
            if index == 0 && count > 1 || index + 2 == count { Joint::Keep } else { Joint::Free };
        let height = line.leading;
        Slab { joint, ..Slab::of(height, Tag::Content(node), line.items(x, 0.0)) }
    };
    lines.into_iter().enumerate().map(set).collect()
}

/// Distances above the first slab and below the last one, where they ask for less.
pub(super) fn space_out(slabs: &mut [Slab], before: f32, after: f32) {
    if let Some(first) = slabs.first_mut() {
        first.before = first.before.max(before);
    }
    if let Some(last) = slabs.last_mut() {
        last.after = last.after.max(after);
    }
}

/// Text without emphasis.
pub(super) fn plain(text: &[Span]) -> String {
    text.iter().map(|span| span.text.as_str()).collect()
}

/// Marks that no reader hears of.
pub(super) fn artifact(items: Vec<Item>) -> Sequence {
    Sequence { tag: Tag::Artifact, items }
}

/// A title of many lines is set smaller, so that it leaves room for what it heads.
fn shorter(title: TypeStyle) -> TypeStyle {
    TypeStyle { size: title.size * 0.75, leading: title.leading * 0.75, ..title }
}
