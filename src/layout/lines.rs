//! Breaks text into lines by the Unicode line breaking algorithm (UAX #14).

use super::fonts::Face;
use super::pages::{Item, SetText};
use super::setter::{Look, Setter};
use super::shaping::Run;
use super::spelling::spell;
use crate::report::blocks::Span;
use crate::report::scene::Ink;
use std::ops::Range;

/// How lines fill their width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Each as full as it can be; the last is not left with a scrap of a word.
    Ragged,
    /// All about equally long: titles.
    Balanced,
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

/// A piece of text between two places where a line may end, with the space after it.
struct Segment {
    parts: Vec<Part>,
    /// Width without the space.
    width: f32,
    space: Option<Part>,
}

/// Glyphs of one emphasis.
#[derive(Clone)]
struct Part {
    face: Face,
    ink: Ink,
    run: Run,
}

impl Part {
    fn width(&self, look: Look) -> f32 {
        self.run.width(look.style.size, look.style.tracking)
    }
}

impl Segment {
    fn full_width(&self, look: Look) -> f32 {
        self.width + self.space.as_ref().map_or(0.0, |space| space.width(look))
    }
}

impl Setter<'_> {
    /// Text over as many lines as the width asks for; none for empty text.
    pub(super) fn lines(&mut self, text: &[Span], look: Look, width: f32, fit: Fit) -> Vec<Line> {
        let mut segments = self.segments(text, look);
        if fit == Fit::Balanced {
            segments = whole_words(segments, width);
        }
        let segments = cut_long(segments, look, width);
        let ranges = match fit {
            Fit::Ragged => without_scrap(&segments, look, width),
            Fit::Balanced => balanced(&segments, look, width),
        };
        ranges.into_iter().map(|range| self.line(&segments[range], look)).collect()
    }

    /// Width of the longest unbreakable piece, and of the whole text on one line.
    pub(super) fn extent(&mut self, text: &[Span], look: Look) -> (f32, f32) {
        let segments = self.segments(text, look);
        let least = segments.iter().map(|segment| segment.width).fold(0.0, f32::max);
        (least, line_width(&segments, look))
    }

    /// One line of text, however long.
    pub(super) fn one_line(&mut self, text: &str, look: Look) -> Line {
        let span = Span { text: text.to_owned(), ..Span::default() };
        let segments = self.segments(&[span], look);
        self.line(&segments, look)
    }

    fn segments(&mut self, text: &[Span], look: Look) -> Vec<Segment> {
        let (whole, spans) = self.joined(text, look);
        let mut segments = Vec::new();
        let mut start = 0;
        for (end, _) in unicode_linebreak::linebreaks(&whole) {
            segments.push(self.segment(&whole, start..end, &spans, look));
            start = end;
        }
        segments
    }

    /// The spelled text of all spans with single spaces, and each span's end, weight and colour.
    fn joined(&mut self, text: &[Span], look: Look) -> (String, Vec<(usize, Face, Ink)>) {
        let mut whole = String::new();
        let mut spans = Vec::with_capacity(text.len());
        for span in text {
            for character in spell(&span.text, self.fonts, &mut self.missing).chars() {
                if character != ' ' || !(whole.is_empty() || whole.ends_with(' ')) {
                    whole.push(character);
                }
            }
            let face = if span.strong { Face::Strong } else { look.face };
            let ink = match (span.alert, span.muted) {
                (true, _) => Ink::Alert,
                (false, true) => Ink::Muted,
                (false, false) => look.ink,
            };
            spans.push((whole.len(), face, ink));
        }
        (whole, spans)
    }

    fn segment(
        &mut self,
        whole: &str,
        range: Range<usize>,
        spans: &[(usize, Face, Ink)],
        look: Look,
    ) -> Segment {
        let text = &whole[range.clone()];
        let trimmed = range.start + text.trim_end_matches(' ').len();
        let mut parts = Vec::new();
        let mut start = range.start;
        for &(end, face, ink) in spans {
            let end = end.min(trimmed);
            if end > start {
                parts.push(self.part(&whole[start..end], face, ink, look));
                start = end;
            }
        }
        let last = spans.iter().find(|(end, ..)| *end >= range.end);
        let space = (trimmed < range.end)
            .then(|| self.part(" ", last.map_or(look.face, |span| span.1), look.ink, look));
        let width = parts.iter().map(|part| part.width(look)).sum();
        Segment { parts, width, space }
    }

    fn part(&mut self, text: &str, face: Face, ink: Ink, look: Look) -> Part {
        // Lines are already decided, so that a space that forbids a break is a space.
        let run = if text.contains('\u{a0}') {
            self.shaper.shape(face, look.figures, &text.replace('\u{a0}', " "))
        } else {
            self.shaper.shape(face, look.figures, text)
        };
        Part { face, ink, run: Run::clone(&run) }
    }

    fn line(&self, segments: &[Segment], look: Look) -> Line {
        let style = look.style;
        let baseline = self.fonts.baseline(style.size, style.leading);
        let mut line =
            Line { width: line_width(segments, look), leading: style.leading, parts: Vec::new() };
        let mut x = 0.0;
        let parts = segments.iter().flat_map(|segment| segment.parts.iter().chain(&segment.space));
        for part in parts {
            let colour = self.colour(part.ink);
            let width = part.width(look);
            match line.parts.last_mut() {
                Some(last) if (last.face, last.colour) == (part.face, colour) => {
                    last.run.append(&part.run);
                }
                _ => line.parts.push(SetText {
                    at: (x, baseline),
                    size: style.size,
                    tracking: style.tracking,
                    face: part.face,
                    colour,
                    run: part.run.clone(),
                }),
            }
            x += width;
        }
        line
    }
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
            }
            _ => words.push(segment),
        }
    }
    words
}

/// Cuts segments that are wider than a line (names without spaces) between glyphs.
fn cut_long(segments: Vec<Segment>, look: Look, width: f32) -> Vec<Segment> {
    if segments.iter().all(|segment| segment.width <= width) {
        return segments;
    }
    let mut out = Vec::new();
    for segment in segments {
        if segment.width <= width {
            out.push(segment);
        } else {
            cut(segment, look, width, &mut out);
        }
    }
    out
}

fn cut(segment: Segment, look: Look, width: f32, out: &mut Vec<Segment>) {
    let mut current = Segment { parts: Vec::new(), width: 0.0, space: None };
    for part in segment.parts {
        let empty = Part { run: Run::default(), ..part };
        let mut piece = empty.clone();
        for glyph in part.run.glyphs {
            let advance = (glyph.advance + look.style.tracking) * look.style.size;
            let full = current.width + advance > width && current.width > 0.0;
            // An accent stays with its letter.
            if full && glyph.advance > 0.0 {
                current.parts.push(std::mem::replace(&mut piece, empty.clone()));
                let next = Segment { parts: Vec::new(), width: 0.0, space: None };
                out.push(std::mem::replace(&mut current, next));
            }
            current.width += advance;
            piece.run.advance += glyph.advance;
            piece.run.glyphs.push(glyph);
        }
        current.parts.push(piece);
    }
    out.push(Segment { space: segment.space, ..current });
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

/// First fit, a little narrower where that saves the last line from holding one short word.
fn without_scrap(segments: &[Segment], look: Look, width: f32) -> Vec<Range<usize>> {
    let lines = greedy(segments, look, width);
    let last_width = |lines: &[Range<usize>]| {
        lines.last().map_or(0.0, |range| line_width(&segments[range.clone()], look))
    };
    let is_scrap = |lines: &[Range<usize>]| {
        let single = lines.last().is_some_and(|range| range.len() == 1);
        last_width(lines) < width * if single { 0.3 } else { 0.15 }
    };
    if lines.len() < 2 || !is_scrap(&lines) {
        return lines;
    }
    let narrower =
        [0.97, 0.94, 0.91, 0.88, 0.85].map(|share| greedy(segments, look, width * share));
    let better = narrower.into_iter().find(|other| other.len() == lines.len() && !is_scrap(other));
    better.unwrap_or(lines)
}

/// The narrowest lines that are no more in number than first fit needs.
fn balanced(segments: &[Segment], look: Look, width: f32) -> Vec<Range<usize>> {
    let mut best = greedy(segments, look, width);
    let longest = segments.iter().map(|segment| segment.width).fold(0.0, f32::max);
    let (mut low, mut high) = (longest, width);
    while best.len() > 1 && high - low > 4.0 {
        let middle = f32::midpoint(low, high);
        let tried = greedy(segments, look, middle);
        if tried.len() == best.len() {
            (best, high) = (tried, middle);
        } else {
            low = middle;
        }
    }
    best
}
