//! Sets text in lines.

use super::breaking::{balanced, whole_words};
use super::direction;
use super::pages::{Item, SetText};
use super::segments::{Part, Segment};
use super::setter::{Look, Setter};
use super::shaping::Run;
use crate::report::blocks::Span;
use std::ops::Range;
use unicode_bidi::Level;

/// How lines fill their width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Each as full as it can be; the last is not left with a scrap of a word.
    Ragged,
    /// All about equally long: titles.
    Balanced,
}

/// When a word is divided at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphens {
    /// When the line has no room for it alone: titles, names.
    ToFit,
    /// Also when the line before it would be left with a quarter of its width empty.
    ToFill,
}

/// A set line; its parts stand relative to its top left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Width without the space at its end.
    pub(super) width: f32,
    /// Height that it takes.
    pub(super) leading: f32,
    parts: Vec<SetText>,
}

impl Line {
    /// The line's marks at a place.
    pub(super) fn items(self, x: f32, y: f32) -> Vec<Item> {
        let mut items: Vec<Item> = self.parts.into_iter().map(Item::Text).collect();
        for item in &mut items {
            item.shift(x, y);
        }
        items
    }
}

impl Setter<'_> {
    /// Text over as many lines as the width asks for; none for empty text.
    pub(super) fn lines(&mut self, text: &[Span], look: Look, width: f32, fit: Fit) -> Vec<Line> {
        let text = self.text(text, look);
        let mut segments = self.segments(&text, look);
        if fit == Fit::Balanced {
            segments = whole_words(segments, width);
        }
        let segments = self.fitting(&text, segments, look, width);
        let broken = match fit {
            Fit::Ragged => self.without_scrap(&text, &segments, look, width),
            Fit::Balanced => balanced(segments, look, width),
        };
        let set = |range: Range<usize>| broken.segments.get(range).unwrap_or_default();
        broken.lines.into_iter().map(|range| self.line(set(range), look)).collect()
    }

    /// Width of the longest unbreakable piece, and of the whole text on one line.
    pub(super) fn extent(&mut self, text: &[Span], look: Look) -> (f32, f32) {
        let text = self.text(text, look);
        let segments = self.segments(&text, look);
        let least = segments.iter().map(|segment| segment.width).fold(0.0, f32::max);
        (least, line_width(&segments, look))
    }

    /// One line of text, however long.
    pub(super) fn one_line(&mut self, text: &str, look: Look) -> Line {
        let span = Span { text: text.to_owned(), ..Span::default() };
        let text = self.text(&[span], look);
        let segments = self.segments(&text, look);
        self.line(&segments, look)
    }

    /// The same, shaped as one piece: labels of drawings.
    pub(super) fn unbroken(&mut self, text: &str, look: Look) -> Line {
        let span = Span { text: text.to_owned(), ..Span::default() };
        let text = self.text(&[span], look);
        let segment = self.segment(&text, 0..text.whole.len(), look);
        self.line(&[segment], look)
    }

    /// Sets pieces on a line, from left to right as they stand.
    pub(super) fn line(&self, segments: &[Segment], look: Look) -> Line {
        let style = look.style;
        let baseline = self.fonts.baseline(style.size, style.leading);
        let parts: Vec<&Part> = segments
            .iter()
            .flat_map(|segment| segment.parts.iter().chain(&segment.space))
            .collect();
        let mut levels: Vec<Level> = parts.iter().map(|part| part.level).collect();
        if let (Some(level), true) = (levels.last_mut(), ends_in_space(segments)) {
            *level = self.base;
        }
        let mut x = 0.0;
        let mut places = vec![0.0; parts.len()];
        for index in direction::visual_order(&levels) {
            if let (Some(place), Some(part)) = (places.get_mut(index), parts.get(index)) {
                *place = x;
                x += part.width(look);
            }
        }
        let mut line =
            Line { width: line_width(segments, look), leading: style.leading, parts: Vec::new() };
        let mut before = None;
        // Marks come in the order in which they are read, wherever they stand.
        for ((part, place), level) in parts.into_iter().zip(places).zip(levels) {
            let same = before.replace((part.face, part.ink, level));
            let joins = same == Some((part.face, part.ink, level));
            match line.parts.last_mut() {
                Some(last) if joins && level.is_ltr() => last.run.append(&part.run),
                Some(last) if joins && part.run.is_space() => {
                    last.run.prepend(&part.run);
                    last.at.0 = place;
                }
                _ if part.run.glyphs.is_empty() => {}
                _ => line.parts.push(SetText {
                    at: (place, baseline),
                    size: style.size,
                    tracking: part.tracking(look),
                    face: part.face,
                    colour: self.colour(part.ink),
                    run: Run::clone(&part.run),
                }),
            }
        }
        if self.base.is_rtl() {
            // The page will be mirrored, and words must not be.
            line.parts.iter_mut().for_each(|part| {
                part.at.0 = x - part.at.0 - part.run.width(part.size, part.tracking);
            });
        }
        line
    }
}

fn ends_in_space(segments: &[Segment]) -> bool {
    segments.last().is_some_and(|last| last.space.is_some())
}

/// Width of pieces on a line, without the space at its end.
pub(super) fn line_width(segments: &[Segment], look: Look) -> f32 {
    let full: f32 = segments.iter().map(|segment| segment.full_width(look)).sum();
    let space = segments.last().and_then(|segment| segment.space.as_ref());
    full - space.map_or(0.0, |space| space.width(look))
}
