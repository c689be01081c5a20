//! Breaks text into lines.

use super::direction;
use super::hyphens;
use super::pages::{Item, SetText};
use super::segments::{Part, Segment, Text};
use super::setter::{Look, Setter};
use super::shaping::Run;
use crate::report::blocks::Span;
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;
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
    /// Also when the line before it would be left with [`HOLE`] of its width empty.
    ToFill,
}

/// Share of a line that may stay empty before a word is divided to fill it.
const HOLE: f32 = 0.25;

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

/// Pieces of text and which of them share a line.
struct Broken {
    segments: Vec<Segment>,
    lines: Vec<Range<usize>>,
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
            Fit::Ragged => self.without_scrap(&text, segments, look, width),
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

    /// Divides pieces that are wider than a line: by the rules of the language, else between
    /// letters (names without spaces).
    fn fitting(
        &mut self,
        text: &Text,
        segments: Vec<Segment>,
        look: Look,
        width: f32,
    ) -> Vec<Segment> {
        if segments.iter().all(|segment| segment.width <= width) {
            return segments;
        }
        let mut out = Vec::new();
        for mut segment in segments {
            while segment.width > width {
                let Some((head, tail)) = self.divided(text, &segment, look, width) else { break };
                out.push(head);
                segment = tail;
            }
            if segment.width <= width {
                out.push(segment);
            } else {
                cut(segment, look, width, &mut out);
            }
        }
        out
    }

    /// First fit, with words divided where a line would have a hole at its end.
    fn filled(&mut self, text: &Text, segments: &[Segment], look: Look, width: f32) -> Broken {
        let lines = greedy(segments, look, width);
        let mut broken = Broken { segments: segments.to_vec(), lines };
        let hole = |line: &Range<usize>| {
            line_width(segments.get(line.clone()).unwrap_or_default(), look) < width * (1.0 - HOLE)
        };
        let last = broken.lines.len().saturating_sub(1);
        if look.hyphens == Hyphens::ToFill
            && self.hyphens.is_some()
            && broken.lines.iter().take(last).any(hole)
        {
            broken.segments = self.without_holes(text, segments, look, width);
            broken.lines = greedy(&broken.segments, look, width);
        }
        broken
    }

    /// Never the last word of a paragraph, nor at the ends of two lines in a row.
    fn without_holes(
        &mut self,
        text: &Text,
        segments: &[Segment],
        look: Look,
        width: f32,
    ) -> Vec<Segment> {
        let mut rest: VecDeque<Segment> = segments.iter().cloned().collect();
        let mut out: Vec<Segment> = Vec::new();
        let mut x = 0.0;
        let mut just_divided = false;
        while let Some(segment) = rest.pop_front() {
            let full = x > 0.0 && x + segment.width > width + 0.01;
            let room = width - x;
            if full && room > width * HOLE && !just_divided && !rest.is_empty() {
                let parts = self.divided_to_fill(text, &segment, look, room);
                if let Some((head, tail)) = parts {
                    out.push(head);
                    rest.push_front(tail);
                    (x, just_divided) = (0.0, true);
                    continue;
                }
            }
            if full {
                (x, just_divided) = (0.0, out.last().is_some_and(|last| last.divided));
            }
            x += segment.full_width(look);
            out.push(segment);
        }
        out
    }

    fn divided_to_fill(
        &mut self,
        text: &Text,
        segment: &Segment,
        look: Look,
        room: f32,
    ) -> Option<(Segment, Segment)> {
        let word = text.whole.get(segment.range.clone())?;
        let name = hyphens::may_be_name(word, self.hyphens?);
        if name { None } else { self.divided(text, segment, look, room) }
    }

    /// A piece divided so that as much of it as can be, and a hyphen, fit the room.
    fn divided(
        &mut self,
        text: &Text,
        segment: &Segment,
        look: Look,
        room: f32,
    ) -> Option<(Segment, Segment)> {
        let Range { start, end } = segment.range;
        let word = text.whole.get(start..end)?;
        for place in hyphens::places(word, self.hyphens?).into_iter().rev() {
            let head = self.segment(text, start..start + place, look);
            let head = self.hyphenated(head, look);
            if head.width <= room + 0.01 {
                let mut tail = self.segment(text, start + place..end, look);
                if segment.divided {
                    tail = self.hyphenated(tail, look);
                }
                return Some((head, tail));
            }
        }
        None
    }

    /// The piece with a hyphen that is not part of its text: a soft one to who copies it.
    fn hyphenated(&mut self, mut segment: Segment, look: Look) -> Segment {
        let Some(last) = segment.parts.last() else { return segment };
        let mut hyphen = self.part("-", last.face, (last.ink, last.level, look));
        let mut run = Run::clone(&hyphen.run);
        // Inter draws the soft hyphen like the other, as a glyph of its own.
        let soft = self.fonts.face(hyphen.face).glyph_index('\u{ad}');
        for glyph in &mut run.glyphs {
            glyph.id = soft.map_or(glyph.id, |soft| soft.0);
            "\u{ad}".clone_into(&mut glyph.text);
        }
        hyphen.run = Rc::new(run);
        segment.width += hyphen.width(look);
        segment.parts.push(hyphen);
        segment.divided = true;
        segment
    }

    /// First fit, a little narrower where that saves the last line from holding one short word.
    fn without_scrap(
        &mut self,
        text: &Text,
        segments: Vec<Segment>,
        look: Look,
        width: f32,
    ) -> Broken {
        let first = self.filled(text, &segments, look, width);
        let last_width = |broken: &Broken| {
            let last = broken.lines.last().and_then(|range| broken.segments.get(range.clone()));
            line_width(last.unwrap_or_default(), look)
        };
        let is_scrap = |broken: &Broken| {
            let single = broken.lines.last().is_some_and(|range| range.len() == 1);
            last_width(broken) < width * if single { 0.3 } else { 0.15 }
        };
        if first.lines.len() < 2 || !is_scrap(&first) {
            return first;
        }
        for share in [0.97, 0.94, 0.91, 0.88, 0.85] {
            let other = self.filled(text, &segments, look, width * share);
            if other.lines.len() == first.lines.len() && !is_scrap(&other) {
                return other;
            }
        }
        first
    }
}

fn ends_in_space(segments: &[Segment]) -> bool {
    segments.last().is_some_and(|last| last.space.is_some())
}

fn line_width(segments: &[Segment], look: Look) -> f32 {
    let full: f32 = segments.iter().map(|segment| segment.full_width(look)).sum();
    let space = segments.last().and_then(|segment| segment.space.as_ref());
    full - space.map_or(0.0, |space| space.width(look))
}

/// Rejoins what may be parted at a hyphen: titles keep "part-time" on one line.
fn whole_words(segments: Vec<Segment>, width: f32) -> Vec<Segment> {
    let mut words: Vec<Segment> = Vec::new();
    for segment in segments {
        match words.last_mut() {
            Some(word) if word.space.is_none() && word.width + segment.width <= width => {
                word.parts.extend(segment.parts);
                word.width += segment.width;
                word.space = segment.space;
                word.range.end = segment.range.end;
            }
            _ => words.push(segment),
        }
    }
    words
}

/// Cuts a piece that is wider than a line between letters; an accent stays with its letter.
fn cut(segment: Segment, look: Look, width: f32, out: &mut Vec<Segment>) {
    let mut current = Segment::default();
    for part in segment.parts {
        let empty = Run { right_to_left: part.run.right_to_left, ..Run::default() };
        let tracking = part.tracking(look);
        let mut clusters: Vec<_> = part.run.clusters().collect();
        if part.run.right_to_left {
            clusters.reverse();
        }
        let mut run = empty.clone();
        for cluster in clusters {
            let em: f32 = cluster.iter().map(|glyph| glyph.advance).sum();
            let advance = (em + cluster.len() as f32 * tracking) * look.style.size;
            if current.width + advance > width && current.width > 0.0 && em > 0.0 {
                let run = Rc::new(std::mem::replace(&mut run, empty.clone()));
                current.parts.push(Part { run, ..part });
                out.push(std::mem::take(&mut current));
            }
            current.width += advance;
            run.advance += em;
            // Clusters come in the order in which they are read.
            let at = if run.right_to_left { 0 } else { run.glyphs.len() };
            run.glyphs.splice(at..at, cluster.iter().cloned());
        }
        current.parts.push(Part { run: Rc::new(run), ..part });
    }
    out.push(Segment { space: segment.space, divided: segment.divided, ..current });
}

/// First fit: each line takes what it can.
fn greedy(segments: &[Segment], look: Look, width: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut x) = (0, 0.0);
    for (index, segment) in segments.iter().enumerate() {
        // Sums of rounded widths may differ in the last place.
        if index > start && x + segment.width > width + 0.01 {
            lines.push(start..index);
            (start, x) = (index, 0.0);
        }
        x += segment.full_width(look);
    }
    if start < segments.len() {
        lines.push(start..segments.len());
    }
    lines
}

/// The narrowest lines that are no more in number than first fit needs.
fn balanced(segments: Vec<Segment>, look: Look, width: f32) -> Broken {
    let mut best = greedy(&segments, look, width);
    let longest = segments.iter().map(|segment| segment.width).fold(0.0, f32::max);
    let (mut low, mut high) = (longest, width);
    while best.len() > 1 && high - low > 4.0 {
        let middle = f32::midpoint(low, high);
        let tried = greedy(&segments, look, middle);
        if tried.len() == best.len() {
            (best, high) = (tried, middle);
        } else {
            low = middle;
        }
    }
    Broken { segments, lines: best }
}
