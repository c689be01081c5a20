//! The faces of one report, parsed: those built in once per process, others when first used.

use super::LayoutError;
use super::font_set::{FaceId, FontSet, inter};
use std::cell::OnceCell;
use std::sync::OnceLock;

/// How heavy text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Running text.
    Regular,
    /// Headings and emphasis.
    Strong,
}

/// The parsed faces of a set.
pub(super) struct Fonts<'a> {
    set: &'a FontSet,
    regular: &'static rustybuzz::Face<'static>,
    strong: &'static rustybuzz::Face<'static>,
    extra: Vec<OnceCell<Option<rustybuzz::Face<'a>>>>,
}

type BuiltIn = [rustybuzz::Face<'static>; 2];

fn built_in() -> Result<&'static BuiltIn, LayoutError> {
    static FONTS: OnceLock<Result<BuiltIn, LayoutError>> = OnceLock::new();
    let parse = |face: FaceId, name| {
        rustybuzz::Face::from_slice(inter(face), 0).ok_or(LayoutError::Font(name))
    };
    let read = || {
        let regular = parse(FaceId::REGULAR, "Inter-Regular")?;
        Ok([regular, parse(FaceId::STRONG, "Inter-SemiBold")?])
    };
    FONTS.get_or_init(read).as_ref().map_err(Clone::clone)
}

/// The built-in face of a weight.
pub(super) fn inter_face(weight: Weight) -> FaceId {
    match weight {
        Weight::Regular => FaceId::REGULAR,
        Weight::Strong => FaceId::STRONG,
    }
}

impl<'a> Fonts<'a> {
    /// The faces of a set.
    pub(super) fn new(set: &'a FontSet) -> Result<Self, LayoutError> {
        let [regular, strong] = built_in()?;
        let extra = (0..set.extra_faces()).map(|_| OnceCell::new()).collect();
        Ok(Self { set, regular, strong, extra })
    }

    /// The set that the faces belong to.
    pub(super) fn set(&self) -> &'a FontSet {
        self.set
    }

    /// A parsed face.
    pub(super) fn face(&self, id: FaceId) -> &rustybuzz::Face<'a> {
        let parse = || rustybuzz::Face::from_slice(self.set.data(id), self.set.index(id));
        let extra = id.extra().and_then(|index| self.extra.get(index));
        match extra.and_then(|cell| cell.get_or_init(parse).as_ref()) {
            Some(face) => face,
            None if id == FaceId::STRONG => self.strong,
            None => self.regular,
        }
    }

    /// Whether Inter has the characters, in both weights.
    pub(super) fn inter_covers(&self, characters: &str) -> bool {
        let covers = |character| {
            self.regular.glyph_index(character).is_some()
                && self.strong.glyph_index(character).is_some()
        };
        // A space that forbids a break is set as a space.
        characters.chars().all(|character| character == '\u{a0}' || covers(character))
    }

    /// Whether any face has the character.
    pub(super) fn covers(&self, character: char) -> bool {
        let text = character.encode_utf8(&mut [0; 4]).to_owned();
        self.inter_covers(&text) || self.set.extra_face(&text, Weight::Regular).is_some()
    }

    /// The face for characters that stay together, if one has them all.
    pub(super) fn choose(&self, characters: &str, weight: Weight) -> Option<FaceId> {
        if self.extra.is_empty() || self.inter_covers(characters) {
            return Some(inter_face(weight));
        }
        self.set.extra_face(characters, weight)
    }

    /// Distance from the top of a line to its baseline, which centres the ascent and descent.
    /// Inter's, whatever else stands in the line: lines do not jump.
    pub(super) fn baseline(&self, size: f32, leading: f32) -> f32 {
        let em = self.regular.units_per_em().max(1) as f32;
        let ascent = f32::from(self.regular.ascender()) / em * size;
        let descent = -f32::from(self.regular.descender()) / em * size;
        (leading - ascent - descent) / 2.0 + ascent
    }
}
