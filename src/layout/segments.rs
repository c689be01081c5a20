//! Cuts text into pieces between places where a line may end (UAX #14), and shapes them.

use super::direction;
use super::font_set::FaceId;
use super::fonts::{Weight, inter_face};
use super::setter::{Look, Setter};
use super::shaping::{Run, Style};
use super::spelling::{clusters, spell};
use crate::report::blocks::Span;
use crate::report::scene::Ink;
use std::ops::Range;
use std::rc::Rc;
use unicode_bidi::Level;

/// A paragraph, ready to be cut.
pub(super) struct Text {
    /// What is shown, with single spaces.
    pub(super) whole: String,
    /// End, weight and colour of each span.
    spans: Vec<(usize, Weight, Ink)>,
    /// Level of each byte; empty where all runs from left to right.
    levels: Vec<Level>,
    /// Level of the document.
    base: Level,
}

/// A piece of text between two places where a line may end, with the space after it.
#[derive(Clone, Default)]
pub(super) struct Segment {
    pub(super) parts: Vec<Part>,
    /// Width without the space.
    pub(super) width: f32,
    pub(super) space: Option<Part>,
    /// Where it stands in the text; empty where it was cut between letters.
    pub(super) range: Range<usize>,
    /// Whether it ends in a hyphen that is not in the text.
    pub(super) divided: bool,
}

/// Glyphs of one emphasis, face and direction.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) face: FaceId,
    pub(super) ink: Ink,
    pub(super) level: Level,
    pub(super) run: Rc<Run>,
}

impl Part {
    pub(super) fn width(&self, look: Look) -> f32 {
        self.run.width(look.style.size, self.tracking(look))
    }

    /// Letterspacing is made for Inter; letters of other scripts join or have widths of their own.
    pub(super) fn tracking(&self, look: Look) -> f32 {
        if self.face.is_built_in() { look.style.tracking } else { 0.0 }
    }
}

impl Segment {
    pub(super) fn full_width(&self, look: Look) -> f32 {
        self.width + self.space.as_ref().map_or(0.0, |space| space.width(look))
    }
}

impl Text {
    fn level(&self, byte: usize) -> Level {
        self.levels.get(byte).copied().unwrap_or(self.base)
    }

    /// The range in pieces of one level.
    fn level_runs(&self, range: Range<usize>) -> Vec<(Range<usize>, Level)> {
        if self.levels.is_empty() {
            return vec![(range, self.base)];
        }
        let mut runs: Vec<(Range<usize>, Level)> = Vec::new();
        for byte in range {
            let level = self.level(byte);
            match runs.last_mut() {
                Some((run, known)) if *known == level => run.end = byte + 1,
                _ => runs.push((byte..byte + 1, level)),
            }
        }
        runs
    }
}

impl Setter<'_> {
    /// The spelled text of all spans with single spaces.
    pub(super) fn text(&mut self, text: &[Span], look: Look) -> Text {
        let mut whole = String::new();
        let mut spans = Vec::with_capacity(text.len());
        for span in text {
            for character in spell(&span.text, self.fonts, &mut self.missing).chars() {
                if character != ' ' || !(whole.is_empty() || whole.ends_with(' ')) {
                    whole.push(character);
                }
            }
            let weight = if span.strong { Weight::Strong } else { look.weight };
            let ink = match (span.alert, span.muted) {
                (true, _) => Ink::Alert,
                (false, true) => Ink::Muted,
                (false, false) => look.ink,
            };
            spans.push((whole.len(), weight, ink));
        }
        let levels = direction::levels(&whole, self.base);
        Text { whole, spans, levels, base: self.base }
    }

    /// All pieces of a text.
    pub(super) fn segments(&mut self, text: &Text, look: Look) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut start = 0;
        for (end, _) in unicode_linebreak::linebreaks(&text.whole) {
            segments.push(self.segment(text, start..end, look));
            start = end;
        }
        segments
    }

    /// The piece of a text in a range.
    pub(super) fn segment(&mut self, text: &Text, range: Range<usize>, look: Look) -> Segment {
        let shown = text.whole.get(range.clone()).unwrap_or_default();
        let trimmed = range.start + shown.trim_end_matches(' ').len();
        let mut parts = Vec::new();
        let mut start = range.start;
        for &(end, weight, ink) in &text.spans {
            let end = end.min(trimmed);
            if end > start {
                for (run, level) in text.level_runs(start..end) {
                    self.parts(text, run, (weight, ink, level, look), &mut parts);
                }
                start = end;
            }
        }
        let last = text.spans.iter().find(|(end, ..)| *end >= range.end);
        let weight = last.map_or(look.weight, |span| span.1);
        let space = (trimmed < range.end).then(|| {
            let level = text.level(trimmed);
            self.part(" ", inter_face(weight), (look.ink, level, look))
        });
        let width = parts.iter().map(|part| part.width(look)).sum();
        Segment { parts, width, space, range, divided: false }
    }

    /// The parts of a range, one for each face that it needs.
    fn parts(
        &mut self,
        text: &Text,
        range: Range<usize>,
        (weight, ink, level, look): (Weight, Ink, Level, Look),
        out: &mut Vec<Part>,
    ) {
        let shown = text.whole.get(range).unwrap_or_default();
        let mut start = 0;
        for (end, face) in self.faces(shown, weight) {
            let piece = shown.get(start..end).unwrap_or_default();
            out.push(self.part(piece, face, (ink, level, look)));
            start = end;
        }
    }

    /// The face of each piece of a text, with the piece's end. Marks stay with their letter where
    /// a face has both.
    fn faces(&self, text: &str, weight: Weight) -> Vec<(usize, FaceId)> {
        if text.is_ascii() {
            return vec![(text.len(), inter_face(weight))];
        }
        let mut pieces: Vec<(usize, FaceId)> = Vec::new();
        let mut add = |end, face| match pieces.last_mut() {
            Some(last) if last.1 == face => last.0 = end,
            _ => pieces.push((end, face)),
        };
        for cluster in clusters(text) {
            let characters = text.get(cluster.clone()).unwrap_or_default();
            if let Some(face) = self.fonts.choose(characters, weight) {
                add(cluster.end, face);
                continue;
            }
            for (start, character) in characters.char_indices() {
                let end = start + character.len_utf8();
                let alone = characters.get(start..end).unwrap_or_default();
                let face = self.fonts.choose(alone, weight).unwrap_or(inter_face(weight));
                add(cluster.start + end, face);
            }
        }
        pieces
    }

    /// Shaped text of one face.
    pub(super) fn part(
        &mut self,
        text: &str,
        face: FaceId,
        (ink, level, look): (Ink, Level, Look),
    ) -> Part {
        let style = Style { face, figures: look.figures, right_to_left: level.is_rtl() };
        // Lines are already decided, so that a space that forbids a break is a space.
        let run = if text.contains('\u{a0}') {
            self.shaper.shape(style, &text.replace('\u{a0}', " "))
        } else {
            self.shaper.shape(style, text)
        };
        Part { face, ink, level, run }
    }
}
