//! Paragraphs: a style, what differs from it, and runs of text.

use super::measure::{eighths, hex, twips};
use super::xml::{Element, element, value};
use crate::layout::Theme;
use crate::report::blocks::{Align, Span};
use crate::report::scene::Ink;

/// Distance of a box's text from the left edge of the page's text, in points.
pub(super) const BOX_LEFT: f32 = 18.0;
/// Distance of a box's text from its right edge, in points.
pub(super) const BOX_RIGHT: f32 = 14.0;

/// Names of the styles of paragraphs, as the file refers to them.
pub(super) mod style {
    pub(in super::super) const BODY: &str = "BodyText";
    pub(in super::super) const HEADINGS: [&str; 3] = ["Heading1", "Heading2", "Heading3"];
    pub(in super::super) const TITLE: &str = "Title";
    pub(in super::super) const KICKER: &str = "Kicker";
    pub(in super::super) const LEAD: &str = "Lead";
    pub(in super::super) const NOTE: &str = "Note";
    pub(in super::super) const BULLET: &str = "ListBullet";
    pub(in super::super) const NUMBER: &str = "ListNumber";
    pub(in super::super) const CALLOUT: &str = "Callout";
    pub(in super::super) const CHART_TITLE: &str = "ChartTitle";
    pub(in super::super) const FIGURE: &str = "Figure";
    pub(in super::super) const CELL: &str = "TableText";
    pub(in super::super) const CELL_NUMBER: &str = "TableNumber";
    pub(in super::super) const CELL_HEAD: &str = "TableHead";
    pub(in super::super) const ROW_HEAD: &str = "TableRowHead";
    pub(in super::super) const GAP: &str = "Gap";
    pub(in super::super) const HEADER: &str = "Header";
    pub(in super::super) const FOOTER: &str = "Footer";
    pub(in super::super) const MUTED: &str = "Muted";
    pub(in super::super) const SHORTFALL: &str = "Shortfall";
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Its style.
    pub(super) style: &'static str,
    /// Stays on the page of what follows.
    pub(super) keep_next: bool,
    /// Starts a page.
    pub(super) new_page: bool,
    /// The list it is an item of, and how far its text is indented.
    pub(super) list: Option<(usize, f32)>,
    /// Stands in a box.
    pub(super) boxed: bool,
    /// Space above where it is not the style's.
    pub(super) before: Option<f32>,
    /// Space below where it is not the style's.
    pub(super) after: Option<f32>,
    /// On which side its lines end, where that is not the style's.
    pub(super) align: Align,
    /// Its runs.
    pub(super) runs: Vec<Element>,
}

impl Paragraph {
    /// A paragraph with text.
    pub(super) fn new(style: &'static str, text: &[Span]) -> Self {
        Self { style, runs: runs(text), ..Self::default() }
    }

    /// The element. Word wants the parts of its properties in this order.
    pub(super) fn element(self, theme: &Theme) -> Element {
        let flag = |set: bool, name| set.then(|| element(name));
        let boxed = self.boxed && self.style != style::CALLOUT;
        let mut properties = element("w:pPr")
            .with(value("w:pStyle", self.style))
            .with_all(flag(self.keep_next, "w:keepNext"))
            .with_all(flag(self.new_page, "w:pageBreakBefore"))
            .with_all(self.list.map(|(number, _)| numbering(number)));
        if boxed {
            properties = properties.with_all(box_frame(theme));
        }
        let right = (self.align == Align::Right).then(|| value("w:jc", "right"));
        properties = properties.with_all(self.spacing()).with_all(self.indent(boxed));
        properties = properties.with_all(right);
        element("w:p").with(properties).with_all(self.runs)
    }

    fn spacing(&self) -> Option<Element> {
        let mut spacing = element("w:spacing");
        if let Some(before) = self.before {
            spacing = spacing.set("w:before", twips(before));
        }
        if let Some(after) = self.after {
            spacing = spacing.set("w:after", twips(after));
        }
        spacing.unless_empty()
    }

    fn indent(&self, boxed: bool) -> Option<Element> {
        match (self.list, boxed) {
            (Some((_, hanging)), true) => {
                let indent = box_indent(BOX_LEFT + hanging);
                Some(indent.set("w:hanging", twips(hanging)))
            }
            (None, true) => Some(box_indent(BOX_LEFT)),
            (_, false) => None,
        }
    }
}

fn numbering(number: usize) -> Element {
    element("w:numPr").with(value("w:ilvl", 0)).with(value("w:numId", number))
}

/// Rule and background of a box; paragraphs with the same ones join.
pub(super) fn box_frame(theme: &Theme) -> [Element; 2] {
    let (track, accent) = (hex(theme.ink.colour(Ink::Track)), hex(theme.ink.colour(Ink::Accent)));
    let side = |name, width: f32, space: f32, colour: &str| {
        value(name, "single")
            .set("w:sz", eighths(width))
            .set("w:space", space as i32)
            .set("w:color", colour)
    };
    let borders = element("w:pBdr")
        .with(side("w:top", 0.5, 8.0, &track))
        .with(side("w:left", 2.5, 14.0, &accent))
        .with(side("w:bottom", 0.5, 8.0, &track))
        .with(side("w:right", 0.5, 12.0, &track));
    let shade = value("w:shd", "clear").set("w:color", "auto").set("w:fill", track);
    [borders, shade]
}

pub(super) fn box_indent(left: f32) -> Element {
    element("w:ind").set("w:left", twips(left)).set("w:right", twips(BOX_RIGHT))
}

/// Text as runs, one for each emphasis.
pub(super) fn runs(text: &[Span]) -> Vec<Element> {
    text.iter().filter(|span| !span.text.is_empty()).map(run).collect()
}

/// Text without emphasis as a run.
pub(super) fn plain_run(text: &str) -> Element {
    run(&Span { text: text.to_owned(), ..Span::default() })
}

fn run(span: &Span) -> Element {
    let style = match (span.alert, span.muted) {
        (true, _) => Some(style::SHORTFALL),
        (false, true) => Some(style::MUTED),
        (false, false) => None,
    };
    // Bold in a style would switch off the bold of a heading's own style; bold set here does not.
    let bold = span.strong.then(|| [element("w:b"), element("w:bCs")]);
    let properties = element("w:rPr")
        .with_all(style.map(|style| value("w:rStyle", style)))
        .with_all(bold.into_iter().flatten());
    let mut run = element("w:r").with_all(properties.unless_empty());
    // Word prints a soft hyphen that stands in the text.
    for (index, part) in span.text.split('\u{ad}').enumerate() {
        if index > 0 {
            run = run.with(element("w:softHyphen"));
        }
        if !part.is_empty() {
            run = run.with(element("w:t").set("xml:space", "preserve").text(part));
        }
    }
    run
}
