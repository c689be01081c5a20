//! What a report says, in order, without positions: headings, paragraphs, lists, tables, charts.

use crate::report::scene::{Ink, Scene};

/// Width in points that charts are drawn for outside [`Block::Columns`]. A4 and Letter pages with
/// margins of 56 points leave it free; the painter never scales a chart whose width fits.
pub const MEASURE: f32 = 483.0;

/// Gap in points between neighbours in [`Block::Columns`]; a chart in one of `n` columns is drawn
/// `(MEASURE - (n - 1) * COLUMN_GAP) / n` wide.
pub const COLUMN_GAP: f32 = 24.0;

/// A whole report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Title, for metadata and the running head.
    pub title: String,
    /// Organisation or person that it is about.
    pub subject: String,
    /// BCP 47 language tag.
    pub language: String,
    /// ISO 8601 date.
    pub date: String,
    /// Date in words, for the running head.
    pub date_text: String,
    /// Confidentiality mark, in the running head.
    pub confidentiality: String,
    /// Left part of the foot of each page, for example "Indicative results from four raters".
    pub foot: String,
    /// The words that an output adds of its own.
    pub labels: Labels,
    /// The mark of the firm that hands the report on.
    pub logo: Option<Logo>,
    /// The content.
    pub blocks: Vec<Block>,
}

/// Words that outputs need beside the content, in the report's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Page number, with `{n}` and `{total}`.
    pub page_of: String,
    /// Heading of a list of sections.
    pub contents: String,
    /// Link past the head of a page.
    pub skip: String,
    /// Button that sorts a table by a column, with `{column}`.
    pub sort: String,
    /// What stands before the alternative text of a chart where it cannot be drawn.
    pub chart: String,
    /// What opens the alternative text of a chart on a narrow screen.
    pub words: String,
}

impl Default for Labels {
    fn default() -> Self {
        Self {
            page_of: "{n} of {total}".to_owned(),
            contents: "Contents".to_owned(),
            skip: "Skip to the content".to_owned(),
            sort: "Sort by {column}".to_owned(),
            chart: "Chart".to_owned(),
            words: "The chart in words".to_owned(),
        }
    }
}

/// A firm's mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// What it says, for readers who cannot see it: mostly the firm's name.
    pub alt: String,
    /// Pixels as a PNG file.
    pub png: Vec<u8>,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The drawing it was made from, where it was an SVG file.
    pub svg: Option<String>,
}

/// A piece of text with one emphasis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The text, without line breaks.
    pub text: String,
    /// Heavier weight.
    pub strong: bool,
    /// Muted colour (secondary text).
    pub muted: bool,
    /// Colour of a shortfall; never the only carrier of meaning.
    pub alert: bool,
}

/// Text with emphasis.
pub type Inline = Vec<Span>;

/// One block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The small line above a page's title that names the section ("The decision").
    Kicker(Inline),
    /// A heading; level 1 is a page's message, 2 a section in it, 3 a caption above a table.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Its text.
        text: Inline,
        /// Text of the bookmark when it differs from the heading (level 1: the section's name).
        bookmark: Option<String>,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Inline,
        /// Body, lead (under a title) or note (small, muted).
        style: TextStyle,
    },
    /// A list.
    List {
        /// Numbered or bulleted.
        ordered: bool,
        /// Items.
        items: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A chart with its message.
    Chart(Chart),
    /// A box with a rule at its left: a warning or a condition.
    Callout(Vec<Block>),
    /// Two to four columns side by side, each kept together.
    Columns(Vec<Vec<Block>>),
    /// Start a new page.
    PageBreak,
}

/// Size and colour of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextStyle {
    /// Body text.
    #[default]
    Body,
    /// The lead under a title.
    Lead,
    /// Small and muted.
    Note,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Text.
    #[default]
    Left,
    /// Numbers (all cells of a column show the same number of decimals).
    Right,
}

/// A table with a head row. Rows are never split over pages; the head repeats.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it shows, for the structure tree (its summary) and HTML caption.
    pub summary: String,
    /// Column heads.
    pub head: Vec<Inline>,
    /// Alignment per column.
    pub align: Vec<Align>,
    /// Share of the width per column; they sum to 1. Empty: by content.
    pub widths: Vec<f32>,
    /// Cells by row; a cell is one or more lines (paragraphs).
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Whether the first cell of each row heads it.
    pub row_heads: bool,
    /// Backgrounds by row and cell, beside the text and never instead of it; may be shorter than
    /// the rows.
    pub tints: Vec<Vec<Option<Ink>>>,
}

/// A chart: one figure with a message, an alternative text and a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The message, set as a heading-like line above; empty when the heading before it says it.
    pub title: Inline,
    /// What it shows in words with its numbers, for readers who cannot see it.
    pub alt: String,
    /// The drawing.
    pub scene: Scene,
}
