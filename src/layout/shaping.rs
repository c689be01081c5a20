//! Turns words into glyphs with kerning, and remembers them.

use super::font_set::FaceId;
use super::fonts::Fonts;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{
    BufferClusterLevel, BufferFlags, Direction, Feature, GlyphBuffer, GlyphInfo, Language,
    ShapePlan, UnicodeBuffer, script,
};
use std::collections::BTreeMap;
use std::rc::Rc;

/// One glyph of a run; all measures in em.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Number in the font file.
    pub id: u16,
    /// How far the pen moves.
    pub advance: f32,
    /// Shift of the drawing from the pen: right, up.
    pub offset: (f32, f32),
    /// The characters that it stands for, together with the glyphs to its right whose text is
    /// empty (a letter and its accents).
    pub text: String,
}

/// Glyphs of a piece of text in one face.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// From left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances in em, without letterspacing.
    pub advance: f32,
    /// Whether the text is read from right to left.
    pub right_to_left: bool,
}

impl Run {
    /// Width in points, with letterspacing given in em.
    pub fn width(&self, size: f32, tracking: f32) -> f32 {
        (self.advance + self.glyphs.len() as f32 * tracking) * size
    }

    /// The text of the run as it is read.
    pub fn text(&self) -> String {
        let texts = self.glyphs.iter().map(|glyph| glyph.text.as_str());
        if self.right_to_left { texts.rev().collect() } else { texts.collect() }
    }

    /// The glyphs that stand for characters together, from left to right.
    pub fn clusters(&self) -> impl Iterator<Item = &[Glyph]> {
        self.glyphs.chunk_by(|_, next| next.text.is_empty())
    }

    /// Whether it is the space between two words.
    pub(super) fn is_space(&self) -> bool {
        self.glyphs.iter().all(|glyph| glyph.text == " ")
    }

    /// Puts a run of the same face and direction at the left.
    pub(super) fn prepend(&mut self, other: &Self) {
        self.glyphs.splice(0..0, other.glyphs.iter().cloned());
        self.advance += other.advance;
    }

    /// Appends a run of the same face and direction at the right.
    pub(super) fn append(&mut self, other: &Self) {
        self.glyphs.extend_from_slice(&other.glyphs);
        self.advance += other.advance;
    }
}

/// Shape of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Figures {
    /// Each as wide as its form.
    Proportional,
    /// All equally wide, so that numbers below each other line up.
    Tabular,
}

/// How a text is shaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Style {
    pub(super) face: FaceId,
    pub(super) figures: Figures,
    pub(super) right_to_left: bool,
}

/// Shapes text and keeps what it has shaped: words repeat.
pub(super) struct Shaper<'a> {
    fonts: &'a Fonts<'a>,
    /// Chooses among the forms that peoples write one Chinese character in.
    language: Option<Language>,
    plans: BTreeMap<(Style, Tag), ShapePlan>,
    known: BTreeMap<Style, BTreeMap<String, Rc<Run>>>,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(fonts: &'a Fonts<'a>, language: &str) -> Self {
        let language = language.parse().ok();
        Self { fonts, language, plans: BTreeMap::new(), known: BTreeMap::new() }
    }

    /// The glyphs of a text that holds only characters the face covers.
    pub(super) fn shape(&mut self, style: Style, text: &str) -> Rc<Run> {
        if let Some(run) = self.known.get(&style).and_then(|known| known.get(text)) {
            return Rc::clone(run);
        }
        let run = Rc::new(self.shape_new(style, text));
        self.known.entry(style).or_default().insert(text.to_owned(), Rc::clone(&run));
        run
    }

    fn shape_new(&mut self, style: Style, text: &str) -> Run {
        let font = self.fonts.face(style.face);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        if !style.face.is_built_in()
            && let Some(language) = &self.language
        {
            buffer.set_language(language.clone());
        }
        // Joiners shape their neighbours and are no glyphs themselves.
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let direction =
            if style.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        if style.right_to_left {
            // Each accent with its own character.
            buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        }
        // Figures alone have no script.
        let script = Some(buffer.script()).filter(|known| *known != script::UNKNOWN);
        let script = script.unwrap_or(script::LATIN);
        buffer.set_script(script);
        let plan = self.plans.entry((style, script.tag())).or_insert_with(|| {
            let language = buffer.language();
            ShapePlan::new(font, direction, Some(script), language.as_ref(), &features(style))
        });
        let shaped = rustybuzz::shape_with_plan(font, plan, buffer);
        let mut run = to_run(&shaped, text, font.units_per_em().max(1) as f32, style.right_to_left);
        if style.right_to_left {
            let space = font.glyph_index(' ').map_or(0, |space| space.0);
            run.glyphs = one_by_one(run.glyphs, space);
        }
        run
    }
}

/// Contextual forms of Inter are off: they draw "->" as an arrow and the x of "2x3" as a
/// multiplication sign, so that text copied from the page would not be the text that was written.
fn features(style: Style) -> Vec<Feature> {
    let on = |tag: &[u8; 4], value| Feature::new(Tag::from_bytes(tag), value, ..);
    if !style.face.is_built_in() {
        return Vec::new();
    }
    let tabular = u32::from(style.figures == Figures::Tabular);
    vec![on(b"calt", 0), on(b"ccmp", 1), on(b"tnum", tabular)]
}

fn to_run(shaped: &GlyphBuffer, text: &str, em: f32, right_to_left: bool) -> Run {
    let infos = shaped.glyph_infos();
    let texts = glyph_texts(infos, text);
    let mut run = Run { right_to_left, ..Run::default() };
    for ((info, position), text) in infos.iter().zip(shaped.glyph_positions()).zip(texts) {
        let advance = position.x_advance as f32 / em;
        run.advance += advance;
        run.glyphs.push(Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance,
            offset: (position.x_offset as f32 / em, position.y_offset as f32 / em),
            text,
        });
    }
    run
}

/// Readers turn text that runs from right to left around letter by letter. The letters of one glyph
/// (lam and alef) they would not turn, so that each but the last gets a glyph without ink or width.
fn one_by_one(glyphs: Vec<Glyph>, space: u16) -> Vec<Glyph> {
    let mut out = Vec::with_capacity(glyphs.len());
    let mut rest = glyphs.into_iter().peekable();
    while let Some(mut glyph) = rest.next() {
        let alone = rest.peek().is_none_or(|next| !next.text.is_empty());
        let last = glyph.text.chars().next_back().filter(|_| alone && space != 0);
        let Some(last) = last else {
            out.push(glyph);
            continue;
        };
        let characters = std::mem::replace(&mut glyph.text, last.to_string());
        out.push(glyph);
        let before = characters.chars().rev().skip(1);
        out.extend(before.map(|character| Glyph {
            id: space,
            advance: 0.0,
            offset: (0.0, 0.0),
            text: character.to_string(),
        }));
    }
    out
}

/// The characters of each glyph; of glyphs that stand for them together, the first has them all.
fn glyph_texts(infos: &[GlyphInfo], text: &str) -> Vec<String> {
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let characters = |start: usize| {
        let after = starts.partition_point(|other| *other <= start);
        let end = starts.get(after).copied().unwrap_or(text.len());
        // What comes before the first glyph (a joiner) belongs to it.
        let start = if after == 1 { 0 } else { start };
        text.get(start..end).filter(|part| !part.is_empty()).unwrap_or(" ").to_owned()
    };
    let mut texts = Vec::with_capacity(infos.len());
    let mut last = None;
    for info in infos {
        let again = last.replace(info.cluster) == Some(info.cluster);
        texts.push(if again { String::new() } else { characters(info.cluster as usize) });
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::font_set::FontSet;

    fn shaped(style: Style, text: &str) -> Run {
        let set = FontSet::builtin();
        let fonts = Fonts::new(&set).expect("fonts");
        Run::clone(&Shaper::new(&fonts, "en").shape(style, text))
    }

    fn inter(figures: Figures) -> Style {
        Style { face: FaceId::STRONG, figures, right_to_left: false }
    }

    #[test]
    fn tabular_figures_are_equally_wide() {
        let one = shaped(inter(Figures::Tabular), "1111");
        let eight = shaped(inter(Figures::Tabular), "8888");
        assert!((one.advance - eight.advance).abs() < 1e-6);
        assert!(shaped(inter(Figures::Proportional), "1111").advance < one.advance);
    }

    #[test]
    fn text_survives_shaping() {
        for text in ["Møller & Søn", "a -> b, 2x3 − 1", "ế q\u{308}", "Ελληνικά", "Юлия"]
        {
            assert_eq!(shaped(inter(Figures::Proportional), text).text(), text);
            let mirrored = Style { right_to_left: true, ..inter(Figures::Proportional) };
            assert_eq!(shaped(mirrored, text).text(), text);
        }
    }
}
