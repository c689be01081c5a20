//! Turns words into glyphs with kerning, and remembers them.

use super::fonts::{Face, Fonts};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Feature, GlyphBuffer, GlyphInfo, ShapePlan, UnicodeBuffer, script};
use std::collections::BTreeMap;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// One glyph of a run; all measures in em.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Number in the font file.
    pub id: u16,
    /// How far the pen moves.
    pub advance: f32,
    /// Shift of the drawing from the pen: right, up.
    pub offset: (f32, f32),
    /// The characters that it stands for, never empty.
    pub text: String,
}

/// Glyphs of a piece of text in one weight.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// From left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances in em, without letterspacing.
    pub advance: f32,
}

impl Run {
    /// Width in points, with letterspacing given in em.
    pub fn width(&self, size: f32, tracking: f32) -> f32 {
        (self.advance + self.glyphs.len() as f32 * tracking) * size
    }

    /// The text of the run.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    /// Appends a run of the same weight.
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

/// Shapes text and keeps what it has shaped: words repeat.
pub(super) struct Shaper {
    fonts: &'static Fonts,
    plans: BTreeMap<(Face, Figures, Tag), ShapePlan>,
    known: BTreeMap<(Face, Figures), BTreeMap<String, Rc<Run>>>,
}

impl Shaper {
    pub(super) fn new(fonts: &'static Fonts) -> Self {
        Self { fonts, plans: BTreeMap::new(), known: BTreeMap::new() }
    }

    /// The glyphs of a text that holds only characters the fonts cover.
    pub(super) fn shape(&mut self, face: Face, figures: Figures, text: &str) -> Rc<Run> {
        if let Some(run) = self.known.get(&(face, figures)).and_then(|known| known.get(text)) {
            return Rc::clone(run);
        }
        let run = Rc::new(self.shape_new(face, figures, text));
        self.known.entry((face, figures)).or_default().insert(text.to_owned(), Rc::clone(&run));
        run
    }

    fn shape_new(&mut self, face: Face, figures: Figures, text: &str) -> Run {
        let font = self.fonts.face(face);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // The fonts hold no script that runs from right to left, and figures alone have no script.
        buffer.set_direction(Direction::LeftToRight);
        let script = Some(buffer.script()).filter(|known| *known != script::UNKNOWN);
        let script = script.unwrap_or(script::LATIN);
        buffer.set_script(script);
        let plan = self.plans.entry((face, figures, script.tag())).or_insert_with(|| {
            let language = buffer.language();
            ShapePlan::new(
                font,
                Direction::LeftToRight,
                Some(script),
                language.as_ref(),
                &features(figures),
            )
        });
        let shaped = rustybuzz::shape_with_plan(font, plan, buffer);
        to_run(&shaped, text, font.units_per_em().max(1) as f32)
    }
}

/// Contextual forms are off: they draw "->" as an arrow and the x of "2x3" as a multiplication
/// sign, so that text copied from the page would not be the text that was written.
fn features(figures: Figures) -> Vec<Feature> {
    let on = |tag: &[u8; 4], value| Feature::new(Tag::from_bytes(tag), value, ..);
    let tabular = u32::from(figures == Figures::Tabular);
    vec![on(b"calt", 0), on(b"ccmp", 1), on(b"tnum", tabular)]
}

fn to_run(shaped: &GlyphBuffer, text: &str, em: f32) -> Run {
    let infos = shaped.glyph_infos();
    let texts = glyph_texts(infos, text);
    let mut run = Run::default();
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

/// The characters of each glyph. A cluster of several glyphs (a letter and its accents) shares its
/// decomposed characters out, because PDF/A wants a character for each glyph.
fn glyph_texts(infos: &[GlyphInfo], text: &str) -> Vec<String> {
    let mut texts = Vec::with_capacity(infos.len());
    let mut start = 0;
    while start < infos.len() {
        let cluster = infos[start].cluster;
        let count = infos[start..].iter().take_while(|info| info.cluster == cluster).count();
        let next = infos.get(start + count).map_or(text.len(), |info| info.cluster as usize);
        let characters = text.get(cluster as usize..next).unwrap_or(" ");
        if count == 1 {
            texts.push(characters.to_owned());
        } else {
            texts.extend(share_out(characters, count));
        }
        start += count;
    }
    texts
}

fn share_out(characters: &str, count: usize) -> Vec<String> {
    let mut parts: Vec<String> = characters.nfd().take(count).map(String::from).collect();
    let rest: String = characters.nfd().skip(count).collect();
    if let Some(last) = parts.last_mut() {
        last.push_str(&rest);
    }
    parts.resize(count, "\u{200b}".to_owned());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabular_figures_are_equally_wide() {
        let mut shaper = Shaper::new(Fonts::get().expect("fonts"));
        let one = shaper.shape(Face::Regular, Figures::Tabular, "1111");
        let eight = shaper.shape(Face::Regular, Figures::Tabular, "8888");
        assert!((one.advance - eight.advance).abs() < 1e-6);
        let narrow = shaper.shape(Face::Regular, Figures::Proportional, "1111");
        assert!(narrow.advance < one.advance);
    }

    #[test]
    fn text_survives_shaping() {
        let mut shaper = Shaper::new(Fonts::get().expect("fonts"));
        for text in ["Møller & Søn", "a -> b, 2x3 − 1", "ế q\u{308}", "Ελληνικά", "Юлия"]
        {
            assert_eq!(shaper.shape(Face::Strong, Figures::Proportional, text).text(), text);
        }
    }
}
