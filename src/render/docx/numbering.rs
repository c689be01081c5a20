//! Bullets and numbers of lists.

use super::measure::twips;
use super::palette::text_colour;
use super::paragraph::style;
use super::xml::{Element, element, value};
use crate::layout::Theme;
use crate::report::scene::Ink;

/// The list of all bullets.
pub(super) const BULLETS: usize = 1;
/// The list that the style of numbered items refers to.
pub(super) const NUMBERS: usize = 2;
/// How far the text of an item is indented, in points.
pub(super) const BULLET_INDENT: f32 = 14.0;
/// The same for numbers.
pub(super) const NUMBER_INDENT: f32 = 18.0;

/// `word/numbering.xml`. Each numbered list counts from one; `numbered` says how many there are.
pub(super) fn numbering(numbered: usize, theme: &Theme) -> Element {
    let bullets = level("bullet", "•", BULLET_INDENT, theme).with_style(style::BULLET);
    let numbers = level("decimal", "%1.", NUMBER_INDENT, theme).with_style(style::NUMBER);
    let lists = (0..numbered).map(|index| {
        let start = element("w:lvlOverride").set("w:ilvl", 0).with(value("w:startOverride", 1));
        list(numbered_list(index), NUMBERS).with(start)
    });
    element("w:numbering")
        .set("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
        .with(definition(BULLETS, bullets))
        .with(definition(NUMBERS, numbers))
        .with(list(BULLETS, BULLETS))
        .with(list(NUMBERS, NUMBERS))
        .with_all(lists)
}

/// Number of the numbered list of an index.
pub(super) fn numbered_list(index: usize) -> usize {
    NUMBERS + 1 + index
}

fn definition(id: usize, level: Element) -> Element {
    element("w:abstractNum")
        .set("w:abstractNumId", id)
        .with(value("w:multiLevelType", "singleLevel"))
        .with(level)
}

fn list(id: usize, definition: usize) -> Element {
    element("w:num").set("w:numId", id).with(value("w:abstractNumId", definition))
}

/// A level of a list before it is tied to a style.
struct Level {
    format: &'static str,
    text: &'static str,
    indent: f32,
    colour: Element,
}

fn level(format: &'static str, text: &'static str, indent: f32, theme: &Theme) -> Level {
    Level { format, text, indent, colour: text_colour(Ink::Accent, theme) }
}

impl Level {
    fn with_style(self, style: &str) -> Element {
        let indent = twips(self.indent);
        let paragraph =
            element("w:pPr").with(element("w:ind").set("w:left", indent).set("w:hanging", indent));
        element("w:lvl")
            .set("w:ilvl", 0)
            .with(value("w:start", 1))
            .with(value("w:numFmt", self.format))
            .with(value("w:pStyle", style))
            .with(value("w:lvlText", self.text))
            .with(value("w:lvlJc", "left"))
            .with(paragraph)
            .with(element("w:rPr").with(self.colour))
    }
}
