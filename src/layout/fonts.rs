//! The typeface: Inter in two weights, built in and parsed once per process.

use super::LayoutError;
use std::sync::OnceLock;

/// A weight of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// Running text.
    Regular,
    /// Headings and emphasis.
    Strong,
}

impl Face {
    /// All weights.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Strong];

    /// PostScript name of the font.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "Inter-Regular",
            Self::Strong => "Inter-SemiBold",
        }
    }
}

/// The font file of a weight: OpenType with CFF outlines.
pub fn font_data(face: Face) -> &'static [u8] {
    match face {
        Face::Regular => include_bytes!("../../templates/fonts/Inter-Regular.otf"),
        Face::Strong => include_bytes!("../../templates/fonts/Inter-SemiBold.otf"),
    }
}

/// The parsed weights.
pub(super) struct Fonts {
    regular: rustybuzz::Face<'static>,
    strong: rustybuzz::Face<'static>,
}

impl Fonts {
    /// The fonts of this process.
    pub(super) fn get() -> Result<&'static Self, LayoutError> {
        static FONTS: OnceLock<Result<Fonts, LayoutError>> = OnceLock::new();
        FONTS.get_or_init(Self::read).as_ref().map_err(Clone::clone)
    }

    fn read() -> Result<Self, LayoutError> {
        let parse = |face: Face| {
            rustybuzz::Face::from_slice(font_data(face), 0).ok_or(LayoutError::Font(face.name()))
        };
        Ok(Self { regular: parse(Face::Regular)?, strong: parse(Face::Strong)? })
    }

    /// The parsed font of a weight.
    pub(super) fn face(&self, face: Face) -> &rustybuzz::Face<'static> {
        match face {
            Face::Regular => &self.regular,
            Face::Strong => &self.strong,
        }
    }

    /// Whether both weights have a glyph for the character.
    pub(super) fn covers(&self, character: char) -> bool {
        self.regular.glyph_index(character).is_some()
            && self.strong.glyph_index(character).is_some()
    }

    /// Distance from the top of a line to its baseline, which centres the ascent and descent.
    pub(super) fn baseline(&self, size: f32, leading: f32) -> f32 {
        let em = self.regular.units_per_em().max(1) as f32;
        let ascent = f32::from(self.regular.ascender()) / em * size;
        let descent = -f32::from(self.regular.descender()) / em * size;
        (leading - ascent - descent) / 2.0 + ascent
    }
}
