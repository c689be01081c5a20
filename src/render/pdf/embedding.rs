//! Fonts reduced to the glyphs in use, under names that depend on nothing else.

use super::RenderError;
use crate::layout::{Face, Item, Pages, font_data};
use printpdf::{FontId, ParsedFont, PdfFont, PdfFontHandle};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

/// The embedded fonts of a document.
pub(super) struct Embedded {
    /// Those in use.
    pub(super) fonts: Vec<EmbeddedFont>,
}

/// A font with the glyphs in use.
pub(super) struct EmbeddedFont {
    face: Face,
    glyphs: GlyphRemapper,
    parsed: ParsedFont,
}

/// Reduces each font in use to its glyphs in use.
pub(super) fn embed(pages: &Pages) -> Result<Embedded, RenderError> {
    let mut fonts = Vec::new();
    for face in Face::ALL {
        let glyphs = glyphs_in_use(pages, face);
        if glyphs.num_gids() > 1 {
            fonts.push(EmbeddedFont::new(face, glyphs)?);
        }
    }
    Ok(Embedded { fonts })
}

fn glyphs_in_use(pages: &Pages, face: Face) -> GlyphRemapper {
    let mut glyphs = GlyphRemapper::new();
    let items = pages.pages.iter().flat_map(|page| &page.sequences).flat_map(|part| &part.items);
    for item in items {
        if let Item::Text(text) = item
            && text.face == face
        {
            text.run.glyphs.iter().for_each(|glyph| {
                glyphs.remap(glyph.id);
            });
        }
    }
    glyphs
}

impl Embedded {
    /// The embedded font of a weight that is in use.
    pub(super) fn get(&self, face: Face) -> Option<&EmbeddedFont> {
        self.fonts.iter().find(|font| font.face == face)
    }
}

impl EmbeddedFont {
    fn new(face: Face, glyphs: GlyphRemapper) -> Result<Self, RenderError> {
        let bytes = subsetter::subset(font_data(face), 0, &glyphs)
            .map_err(|_| RenderError::Font(face.name()))?;
        let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
            .ok_or(RenderError::Font(face.name()))?;
        parsed.font_name = Some(format!("{}+{}", tag(&glyphs), face.name()));
        Ok(Self { face, glyphs, parsed })
    }

    /// Name under which pages refer to the font: fixed, so that files do not differ between runs.
    pub(super) fn id(&self) -> FontId {
        FontId(match self.face {
            Face::Regular => "FREGULAR".to_owned(),
            Face::Strong => "FSTRONG".to_owned(),
        })
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

/// Six letters that tell subsets apart, made from the glyphs.
fn tag(glyphs: &GlyphRemapper) -> String {
    let mut hash = Sha256::new();
    glyphs.remapped_gids().for_each(|glyph| hash.update(glyph.to_be_bytes()));
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
