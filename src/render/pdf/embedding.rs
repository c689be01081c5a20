//! Fonts reduced to the glyphs in use, under names that depend on nothing else.

use super::spoken::{Words, words};
use crate::layout::{FaceId, FontSet, Item, Pages, Run};
use crate::render::RenderError;
use printpdf::{FontId, ParsedFont, PdfFont, PdfFontHandle};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// The embedded fonts of a document.
pub(super) struct Embedded {
    /// Those in use.
    pub(super) fonts: BTreeMap<FaceId, EmbeddedFont>,
}

/// A font with the glyphs in use.
pub(super) struct EmbeddedFont {
    id: FontId,
    glyphs: GlyphRemapper,
    parsed: ParsedFont,
    /// What each glyph says to who copies it.
    pub(super) words: Words,
}

/// Reduces each font in use to its glyphs in use.
pub(super) fn embed(pages: &Pages) -> Result<Embedded, RenderError> {
    let mut runs: BTreeMap<FaceId, Vec<&Run>> = BTreeMap::new();
    let items = pages.pages.iter().flat_map(|page| &page.sequences).flat_map(|part| &part.items);
    for item in items {
        if let Item::Text(text) = item {
            runs.entry(text.face).or_default().push(&text.run);
        }
    }
    let mut fonts = BTreeMap::new();
    for (face, runs) in runs {
        let mut glyphs = GlyphRemapper::new();
        for glyph in runs.iter().flat_map(|run| &run.glyphs) {
            glyphs.remap(glyph.id);
        }
        if glyphs.num_gids() > 1 {
            let words = words(&runs);
            fonts.insert(face, EmbeddedFont::new(&pages.fonts, face, glyphs, words)?);
        }
    }
    Ok(Embedded { fonts })
}

impl EmbeddedFont {
    fn new(
        set: &FontSet,
        face: FaceId,
        glyphs: GlyphRemapper,
        words: Words,
    ) -> Result<Self, RenderError> {
        let name = set.name(face);
        let failed = || RenderError::Font(name.to_owned());
        let bytes = subsetter::subset(set.data(face), set.index(face), &glyphs);
        let bytes = bytes.map_err(|_| failed())?;
        let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or_else(failed)?;
        parsed.font_name = Some(format!("{}+{name}", tag(&glyphs)));
        Ok(Self { id: id(face), glyphs, parsed, words })
    }

    /// Name under which pages refer to the font.
    pub(super) fn id(&self) -> FontId {
        self.id.clone()
    }

    pub(super) fn handle(&self) -> PdfFontHandle {
        PdfFontHandle::External(self.id())
    }

    pub(super) fn pdf_font(&self) -> PdfFont {
        PdfFont::new(self.parsed.clone())
    }

    /// A glyph's number in the embedded font, and its width there in thousandths of an em as the
    /// file will state it: printpdf cuts off the fraction.
    pub(super) fn glyph(&self, id: u16) -> (u16, f32) {
        let number = self.glyphs.get(id).unwrap_or(0);
        let em = f32::from(self.parsed.pdf_font_metrics.units_per_em.max(1));
        let units = f32::from(self.parsed.get_glyph_width(number).unwrap_or(0));
        (number, (units * 1000.0 / em).trunc())
    }
}

/// A fixed name, so that files do not differ between runs.
fn id(face: FaceId) -> FontId {
    FontId(match face {
        FaceId::REGULAR => "FREGULAR".to_owned(),
        FaceId::STRONG => "FSTRONG".to_owned(),
        other => format!("FEXTRA{}", other.number()),
    })
}

/// Six letters that tell subsets apart, made from the glyphs.
fn tag(glyphs: &GlyphRemapper) -> String {
    let mut hash = Sha256::new();
    glyphs.remapped_gids().for_each(|glyph| hash.update(glyph.to_be_bytes()));
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
