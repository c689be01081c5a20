//! What every page carries: running head, foot and page number; and the last assembly.

use super::flow::Filled;
use super::fonts::Weight;
use super::pages::{Item, Kid, Page, Pages, Sequence, Tag};
use super::setter::{Look, Setter, artifact};
use super::shaping::Figures;
use super::spelling::code_point;
use crate::report::blocks::{Document, Logo, MEASURE};
use crate::report::scene::Ink;
use std::sync::Arc;

const HEAD: f32 = 40.0;
const FOOT: f32 = 48.0;

/// Adds running heads and feet, and ties the marks to the structure tree.
pub(super) fn finish(mut setter: Setter<'_>, filled: Filled, document: &Document) -> Pages {
    let mut pages = filled.pages;
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let mut head = setter.running_head(document);
        if index == 0 {
            head.items.extend(document.logo.as_ref().map(|logo| setter.logo(logo)));
        }
        page.sequences.insert(0, head);
        page.sequences.push(setter.foot(document, index + 1, count));
    }
    let right_to_left = setter.base.is_rtl();
    if right_to_left {
        mirror(&mut pages, setter.paper.points().0);
    }
    let mut nodes = setter.nodes;
    for (page, sequences) in pages.iter().map(|page| &page.sequences).enumerate() {
        for (sequence, marks) in sequences.iter().enumerate() {
            if let Tag::Content(id) = marks.tag {
                nodes[id.0].kids.push(Kid::Content { page, sequence });
            }
        }
    }
    let warnings = missing_warning(&setter.missing.into_iter().collect::<Vec<_>>());
    Pages {
        size: setter.paper.points(),
        pages,
        nodes,
        outline: filled.bookmarks,
        fonts: setter.fonts.set().clone(),
        right_to_left,
        warnings,
    }
}

/// Everything that stands at the left stands at the right: margins, columns, bullets, charts.
fn mirror(pages: &mut [Page], width: f32) {
    let sequences = pages.iter_mut().flat_map(|page| &mut page.sequences);
    sequences.flat_map(|part| &mut part.items).for_each(|item| item.mirror(width));
}

/// What is said about characters that the fonts lack.
pub(super) fn missing_warning(missing: &[char]) -> Vec<String> {
    if missing.is_empty() {
        return Vec::new();
    }
    let shown: Vec<String> = missing.iter().take(8).map(|known| code_point(*known)).collect();
    let more = if missing.len() > 8 { ", ..." } else { "" };
    vec![format!(
        "the report's font lacks {} of the characters used, which are spelled out as code points: {}{more}",
        missing.len(),
        shown.join(", ")
    )]
}

/// Room for the logo: above the running head of the first page, at the right.
const LOGO: (f32, f32) = (150.0, 22.0);

impl Setter<'_> {
    /// The logo as large as its room allows.
    fn logo(&self, logo: &Logo) -> Item {
        let (width, height) = (logo.size.0.max(1) as f32, logo.size.1.max(1) as f32);
        let scale = (LOGO.0 / width).min(LOGO.1 / height);
        let size = (width * scale, height * scale);
        let at = (self.paper.margin() + MEASURE - size.0, HEAD - 6.0 - size.1);
        Item::Picture { at, size, png: Arc::new(logo.png.clone()) }
    }

    fn running_head(&mut self, document: &Document) -> Sequence {
        let left = joined(&[&document.subject, &document.title]);
        let right = joined(&[&document.date_text, &document.confidentiality]);
        let mut items = self.opposed(&left, &right, HEAD);
        let y = HEAD + self.theme.sizes.small.leading + 7.0;
        let x = self.paper.margin();
        let colour = self.colour(Ink::Rule);
        items.push(Item::Line { from: (x, y), to: (x + MEASURE, y), width: 0.5, colour });
        artifact(items)
    }

    fn foot(&mut self, document: &Document, number: usize, count: usize) -> Sequence {
        let y = self.paper.points().1 - FOOT;
        let [number, count] = [number, count].map(|figure| figure.to_string());
        let place = document.labels.page_of.replace("{n}", &number).replace("{total}", &count);
        artifact(self.opposed(&document.foot, &place, y))
    }

    /// Two texts at the ends of one line; the left one is shortened where they would meet.
    fn opposed(&mut self, left: &str, right: &str, y: f32) -> Vec<Item> {
        let mut look = Look::new(self.theme.sizes.small, Ink::Muted, Weight::Regular);
        look.figures = Figures::Tabular;
        let margin = self.paper.margin();
        let right = self.shortened(right, look, MEASURE / 2.0);
        let space = MEASURE - right.width - 20.0;
        let x = margin + MEASURE - right.width;
        let mut items = self.shortened(left, look, space).items(margin, y);
        items.extend(right.items(x, y));
        items
    }

    fn shortened(&mut self, text: &str, look: Look, space: f32) -> super::lines::Line {
        let line = self.one_line(text, look);
        if line.width <= space {
            return line;
        }
        let characters: Vec<char> = text.chars().take(200).collect();
        let (mut fits, mut too_long) = (0, characters.len());
        let cut = |count: usize| {
            let head: String = characters[..count].iter().collect();
            format!("{}…", head.trim_end())
        };
        while fits + 1 < too_long {
            let middle = usize::midpoint(fits, too_long);
            if self.one_line(&cut(middle), look).width <= space {
                fits = middle;
            } else {
                too_long = middle;
            }
        }
        self.one_line(&cut(fits), look)
    }
}

fn joined(parts: &[&str]) -> String {
    let shown: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
    shown.join(" · ")
}
