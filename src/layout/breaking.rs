//! Decides where lines end and which words are divided.

use super::hyphens;
use super::lines::{Hyphens, line_width};
use super::segments::{Part, Segment, Text};
use super::setter::{Look, Setter};
use super::shaping::Run;
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

/// Share of a line that may stay empty before a word is divided to fill it.
const HOLE: f32 = 0.25;

/// Pieces of text and which of them share a line.
pub(super) struct Broken {
    pub(super) segments: Vec<Segment>,
    pub(super) lines: Vec<Range<usize>>,
}

impl Setter<'_> {
    /// Divides pieces that are wider than a line: by the rules of the language, else between
    /// letters (names without spaces).
    pub(super) fn fitting(
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
                    let whole = self.rejoined(text, tail, &mut rest, look);
                    for piece in self.fitting(text, vec![whole], look, width).into_iter().rev() {
                        rest.push_front(piece);
                    }
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

    /// A piece with those that follow it in the same word, which were made for other lines.
    fn rejoined(
        &mut self,
        text: &Text,
        piece: Segment,
        rest: &mut VecDeque<Segment>,
        look: Look,
    ) -> Segment {
        let mut range = piece.range.clone();
        let mut divided = piece.divided;
        while divided
            && let Some(next) = rest.front()
            && next.range.start == range.end
        {
            (range.end, divided) = (next.range.end, next.divided);
            rest.pop_front();
        }
        if range == piece.range {
            return piece;
        }
        let whole = self.segment(text, range, look);
        if divided { self.hyphenated(whole, look) } else { whole }
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
    pub(super) fn without_scrap(
        &mut self,
        text: &Text,
        segments: &[Segment],
        look: Look,
        width: f32,
    ) -> Broken {
        let first = self.filled(text, segments, look, width);
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
            let other = self.filled(text, segments, look, width * share);
            if other.lines.len() == first.lines.len() && !is_scrap(&other) {
                return other;
            }
        }
        first
    }
}

/// Rejoins what may be parted at a hyphen: titles keep "part-time" on one line.
pub(super) fn whole_words(segments: Vec<Segment>, width: f32) -> Vec<Segment> {
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
pub(super) fn balanced(segments: Vec<Segment>, look: Look, width: f32) -> Broken {
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
