//! What layout hands on: pages of positioned marks, the structure tree and the bookmarks.

use super::colour::Colour;
use super::font_set::{FaceId, FontSet};
use super::shaping::Run;
use std::fmt::Write as _;
use std::sync::Arc;

/// A document, laid out. Units are points; x grows to the right, y downwards from the top left.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    /// Width and height of every page.
    pub size: (f32, f32),
    /// The pages.
    pub pages: Vec<Page>,
    /// The structure tree in reading order; the first node is the document.
    pub nodes: Vec<Node>,
    /// Bookmarks in reading order.
    pub outline: Vec<Bookmark>,
    /// The faces that texts are set in.
    pub fonts: FontSet,
    /// Whether the document is in a language that is written from right to left.
    pub right_to_left: bool,
    /// Sentences about what could not be shown as written.
    pub warnings: Vec<String>,
}

/// One page: sequences in painting order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What is painted.
    pub sequences: Vec<Sequence>,
}

/// Marks that belong to one node of the structure tree, or to none.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// Whose content it is.
    pub tag: Tag,
    /// The marks.
    pub items: Vec<Item>,
}

/// Whose content a sequence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Nobody's: rules, running heads, repeated table heads.
    Artifact,
    /// A node's.
    Content(NodeId),
}

/// Index into [`Pages::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// A node of the structure tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its parts in reading order.
    pub kids: Vec<Kid>,
    /// Text for those who cannot see it (figures), or a summary (tables).
    pub alt: Option<String>,
    /// Head cells that a table's cell belongs to.
    pub heads: Vec<NodeId>,
}

/// A part of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// Another node.
    Node(NodeId),
    /// Marks: the sequence of this index on the page of this index.
    Content {
        /// Index into [`Pages::pages`].
        page: usize,
        /// Index into [`Page::sequences`].
        sequence: usize,
    },
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The root.
    Document,
    /// A heading of level 1 to 3; levels leave no gap.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A group without a meaning of its own.
    Division,
    /// A list.
    List(Marker),
    /// An item of a list.
    ListItem,
    /// Its bullet or number.
    Label,
    /// Its text.
    ItemBody,
    /// A table.
    Table,
    /// Its head.
    TableHead,
    /// Its body.
    TableBody,
    /// A row.
    Row,
    /// A cell that heads a column or a row.
    HeadCell(Scope),
    /// Another cell.
    Cell,
    /// A drawing with an alternative text.
    Figure,
}

/// What stands before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A dot.
    Bullet,
    /// 1., 2., 3.
    Number,
}

/// What a head cell heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// Depth from 1; levels leave no gap.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// Index of the page.
    pub page: usize,
    /// Distance from the top of the page.
    pub y: f32,
}

/// One mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A line of text in one face.
    Text(SetText),
    /// A straight line.
    Line {
        /// Start.
        from: (f32, f32),
        /// End.
        to: (f32, f32),
        /// Width.
        width: f32,
        /// Colour.
        colour: Colour,
    },
    /// A filled rectangle.
    Rect {
        /// Top left corner.
        at: (f32, f32),
        /// Width and height.
        size: (f32, f32),
        /// Colour.
        colour: Colour,
    },
    /// A filled circle.
    Circle {
        /// Centre.
        centre: (f32, f32),
        /// Radius.
        radius: f32,
        /// Colour.
        colour: Colour,
    },
    /// A filled polygon.
    Polygon {
        /// Corners.
        points: Vec<(f32, f32)>,
        /// Colour.
        colour: Colour,
    },
    /// A picture: the logo. There is one at most in a document.
    Picture {
        /// Top left corner.
        at: (f32, f32),
        /// Width and height.
        size: (f32, f32),
        /// A PNG file.
        png: Arc<Vec<u8>>,
    },
}

/// Glyphs at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct SetText {
    /// Start of the baseline.
    pub at: (f32, f32),
    /// Size in points.
    pub size: f32,
    /// Letterspacing in em.
    pub tracking: f32,
    /// Face, of [`Pages::fonts`].
    pub face: FaceId,
    /// Colour.
    pub colour: Colour,
    /// The glyphs.
    pub run: Run,
}

impl Item {
    /// Moves the mark.
    pub(super) fn shift(&mut self, dx: f32, dy: f32) {
        let add = |point: &mut (f32, f32)| *point = (point.0 + dx, point.1 + dy);
        match self {
            Self::Text(text) => add(&mut text.at),
            Self::Line { from, to, .. } => {
                add(from);
                add(to);
            }
            Self::Rect { at, .. } | Self::Picture { at, .. } => add(at),
            Self::Circle { centre, .. } => add(centre),
            Self::Polygon { points, .. } => points.iter_mut().for_each(add),
        }
    }
}

impl Item {
    /// Puts the mark where it stands in a mirror across a page of this width; letters stay as they
    /// are.
    pub(super) fn mirror(&mut self, width: f32) {
        let across = |point: &mut (f32, f32)| point.0 = width - point.0;
        match self {
            Self::Text(text) => {
                text.at.0 = width - text.at.0 - text.run.width(text.size, text.tracking);
            }
            Self::Line { from, to, .. } => {
                across(from);
                across(to);
            }
            Self::Rect { at, size, .. } | Self::Picture { at, size, .. } => {
                at.0 = width - at.0 - size.0;
            }
            Self::Circle { centre, .. } => across(centre),
            Self::Polygon { points, .. } => points.iter_mut().for_each(across),
        }
    }
}

impl Pages {
    /// The pages as lines of text (what, where, which words), for tests and for comparing layouts.
    pub fn dump(&self) -> String {
        let mut out = String::new();
        for (number, page) in self.pages.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "page {}", number + 1);
            for sequence in &page.sequences {
                let role = match sequence.tag {
                    Tag::Artifact => "artifact".to_owned(),
                    Tag::Content(id) => {
                        self.nodes.get(id.0).map_or_else(String::new, |node| role_word(node.role))
                    }
                };
                sequence.items.iter().for_each(|item| dump_item(&mut out, &role, item));
            }
        }
        out
    }
}

fn role_word(role: Role) -> String {
    match role {
        Role::Heading(level) => format!("heading{level}"),
        Role::HeadCell(scope) => format!("{scope:?}head").to_lowercase(),
        Role::List(_) => "list".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn dump_item(out: &mut String, role: &str, item: &Item) {
    let (kind, (x, y), detail) = match item {
        Item::Text(text) => ("text", text.at, format!("{:?}", text.run.text())),
        Item::Line { from, to, .. } => ("line", *from, format!("to {:.1} {:.1}", to.0, to.1)),
        Item::Rect { at, size, .. } => ("rect", *at, format!("{:.1} x {:.1}", size.0, size.1)),
        Item::Circle { centre, radius, .. } => ("circle", *centre, format!("r {radius:.1}")),
        Item::Polygon { points, .. } => {
            let first = points.first().copied().unwrap_or_default();
            ("polygon", first, format!("{} points", points.len()))
        }
        Item::Picture { at, size, .. } => {
            ("picture", *at, format!("{:.1} x {:.1}", size.0, size.1))
        }
    };
    let _ = writeln!(out, "  {role} {kind} {x:.1} {y:.1} {detail}");
}
