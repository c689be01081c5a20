//! The faces that a report may use: Inter, built in, and faces from font files for scripts that
//! Inter lacks.

use super::fonts::Weight;
use rustybuzz::ttf_parser::{self, Tag, name_id};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A face of a [`FontSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(u16);

impl FaceId {
    /// Inter Regular: running text.
    pub const REGULAR: Self = Self(0);
    /// Inter `SemiBold`: headings and emphasis.
    pub const STRONG: Self = Self(1);
    /// Number of built-in faces.
    const BUILT_IN: u16 = 2;

    /// Whether the face is part of the program.
    pub fn is_built_in(self) -> bool {
        self.0 < Self::BUILT_IN
    }

    /// A number that tells the faces of one set apart.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The place of a face from a file among those of its set.
    pub(super) fn extra(self) -> Option<usize> {
        self.0.checked_sub(Self::BUILT_IN).map(usize::from)
    }

    fn of_extra(index: usize) -> Self {
        Self(u16::try_from(index).unwrap_or(u16::MAX).saturating_add(Self::BUILT_IN))
    }
}

/// A font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// Name for messages; files are used in the order of their names.
    pub name: String,
    /// TrueType, OpenType or a collection of them.
    pub bytes: Vec<u8>,
}

/// Why a font file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// Not a font, or damaged.
    #[error(
        "{0} cannot be read as a font; use a TrueType or OpenType file (.ttf, .otf, .ttc), or take it out of the folder"
    )]
    Unreadable(String),
    /// Its maker does not allow it in documents.
    #[error(
        "{0} says that it must not be embedded in documents (OS/2 fsType); use a font whose licence allows that, for example from the Noto family"
    )]
    Forbidden(String),
    /// Only pictures of letters, or outlines of a kind that PDF/A-2 does not know.
    #[error(
        "{0} has no outlines that a PDF can hold (it is a bitmap, colour or CFF2 font); use its static TrueType or OpenType form"
    )]
    Outlines(String),
    /// More faces than can be told apart.
    #[error("{0} is one font too many: {max} faces are the most", max = u16::MAX - FaceId::BUILT_IN)]
    TooMany(String),
}

/// Faces that a report may use. Cheap to clone.
#[derive(Clone, Default, PartialEq)]
pub struct FontSet {
    extra: Arc<Extra>,
}

#[derive(Default, PartialEq)]
struct Extra {
    faces: Vec<ExtraFace>,
    families: Vec<Family>,
}

/// A face from a file.
#[derive(PartialEq)]
struct ExtraFace {
    bytes: Arc<Vec<u8>>,
    index: u32,
    name: String,
    family: String,
    weight: u16,
    /// Neither slanted nor narrowed or widened.
    plain: bool,
    coverage: Arc<Coverage>,
}

/// Faces of one family, best first.
#[derive(PartialEq)]
struct Family {
    regular: Vec<usize>,
    strong: Vec<usize>,
}

/// Code points in ascending ranges.
#[derive(Debug, PartialEq)]
struct Coverage(Vec<(u32, u32)>);

impl fmt::Debug for FontSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.extra.faces.iter().map(|face| &face.name)).finish()
    }
}

impl FontSet {
    /// Inter in two weights: Latin, Greek and Cyrillic.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// Inter, and faces for what it lacks. Where several have a character, the file whose name
    /// comes first wins; a collection offers all its faces. A variable font is used as it is
    /// without variation.
    ///
    /// # Errors
    ///
    /// [`FontError`] for the first file that cannot be used.
    pub fn with_files(mut files: Vec<FontFile>) -> Result<Self, FontError> {
        files.sort_by(|one, two| one.name.cmp(&two.name));
        let mut faces = Vec::new();
        for file in files {
            read(file, &mut faces)?;
        }
        let families = families(&faces);
        Ok(Self { extra: Arc::new(Extra { faces, families }) })
    }

    /// The font file of a face.
    pub fn data(&self, face: FaceId) -> &[u8] {
        match face.extra() {
            None => inter(face),
            Some(index) => self.extra.faces.get(index).map_or(&[], |face| face.bytes.as_slice()),
        }
    }

    /// Place of a face in its font file; 0 but in collections.
    pub fn index(&self, face: FaceId) -> u32 {
        let face = face.extra().and_then(|index| self.extra.faces.get(index));
        face.map_or(0, |face| face.index)
    }

    /// PostScript name of a face.
    pub fn name(&self, face: FaceId) -> &str {
        match face.extra() {
            None if face == FaceId::STRONG => "Inter-SemiBold",
            None => "Inter-Regular",
            Some(index) => self.extra.faces.get(index).map_or("", |face| face.name.as_str()),
        }
    }

    /// Number of faces from files.
    pub(super) fn extra_faces(&self) -> usize {
        self.extra.faces.len()
    }

    /// The face from a file for characters that stay together.
    pub(super) fn extra_face(&self, characters: &str, weight: Weight) -> Option<FaceId> {
        let covers = |index: &&usize| {
            self.extra.faces.get(**index).is_some_and(|face| face.coverage.holds_all(characters))
        };
        let of_family = |family: &Family| {
            let order = if weight == Weight::Strong { &family.strong } else { &family.regular };
            order.iter().find(covers).copied()
        };
        self.extra.families.iter().find_map(of_family).map(FaceId::of_extra)
    }
}

/// The font file of a built-in face: OpenType with CFF outlines.
pub(super) fn inter(face: FaceId) -> &'static [u8] {
    if face == FaceId::STRONG {
        include_bytes!("../../templates/fonts/Inter-SemiBold.otf")
    } else {
        include_bytes!("../../templates/fonts/Inter-Regular.otf")
    }
}

fn read(file: FontFile, faces: &mut Vec<ExtraFace>) -> Result<(), FontError> {
    let FontFile { name, bytes } = file;
    let bytes = Arc::new(bytes);
    let mut coverages = BTreeMap::new();
    for index in 0..ttf_parser::fonts_in_collection(&bytes).unwrap_or(1) {
        let Ok(face) = ttf_parser::Face::parse(&bytes, index) else {
            return Err(FontError::Unreadable(name));
        };
        check(&face, &name)?;
        // Faces of a collection mostly share one table of characters.
        let place = face.raw_face().table(Tag::from_bytes(b"cmap")).map(<[u8]>::as_ptr);
        let coverage = coverages.entry(place).or_insert_with(|| Arc::new(Coverage::of(&face)));
        let unnamed = || format!("Face{}", faces.len() + 1);
        faces.push(ExtraFace {
            name: postscript_name(&face).unwrap_or_else(unnamed),
            family: family_name(&face).unwrap_or_else(|| name.clone()),
            weight: face.weight().to_number(),
            plain: face.style() == ttf_parser::Style::Normal
                && face.width() == ttf_parser::Width::Normal,
            coverage: Arc::clone(coverage),
            bytes: Arc::clone(&bytes),
            index,
        });
    }
    if faces.len() > usize::from(u16::MAX - FaceId::BUILT_IN) {
        return Err(FontError::TooMany(name));
    }
    Ok(())
}

fn check(face: &ttf_parser::Face<'_>, name: &str) -> Result<(), FontError> {
    let restricted = face.permissions() == Some(ttf_parser::Permissions::Restricted);
    // What is embedded is always an outline and always a subset. Fonts without the table (none
    // of the calls answers for them) say nothing against it.
    let says = face.tables().os2.is_some();
    if says && (restricted || !face.is_subsetting_allowed() || !face.is_outline_embedding_allowed())
    {
        return Err(FontError::Forbidden(name.to_owned()));
    }
    if face.tables().glyf.is_none() && face.tables().cff.is_none() {
        return Err(FontError::Outlines(name.to_owned()));
    }
    Ok(())
}

fn english(face: &ttf_parser::Face<'_>, id: u16) -> Option<String> {
    let names = face.names().into_iter().filter(|name| name.name_id == id);
    let mut texts = names.filter_map(|name| name.to_string());
    texts.find(|text| !text.is_empty())
}

fn family_name(face: &ttf_parser::Face<'_>) -> Option<String> {
    english(face, name_id::TYPOGRAPHIC_FAMILY).or_else(|| english(face, name_id::FAMILY))
}

/// The name with only what a PDF name holds without escapes.
fn postscript_name(face: &ttf_parser::Face<'_>) -> Option<String> {
    let plain = |letter: &char| letter.is_ascii_alphanumeric() || "-_.".contains(*letter);
    let name = english(face, name_id::POST_SCRIPT_NAME)?;
    Some(name.chars().filter(plain).collect::<String>()).filter(|name| !name.is_empty())
}

/// The families in the order of their first faces.
fn families(faces: &[ExtraFace]) -> Vec<Family> {
    let mut grouped: Vec<Vec<usize>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, face) in faces.iter().enumerate() {
        let next = grouped.len();
        let place = *places.entry(face.family.as_str()).or_insert(next);
        if place == next {
            grouped.push(Vec::new());
        }
        if let Some(group) = grouped.get_mut(place) {
            group.push(index);
        }
    }
    let best = |group: &[usize], wanted: u16| {
        let mut order = group.to_vec();
        order.sort_by_key(|index| {
            faces.get(*index).map(|face| (!face.plain, face.weight.abs_diff(wanted)))
        });
        order
    };
    let family =
        |group: &Vec<usize>| Family { regular: best(group, 400), strong: best(group, 650) };
    grouped.iter().map(family).collect()
}

impl Coverage {
    fn of(face: &ttf_parser::Face<'_>) -> Self {
        let mut points = Vec::new();
        let tables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
        for table in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
            table.codepoints(|point| {
                if table.glyph_index(point).is_some_and(|glyph| glyph.0 != 0) {
                    points.push(point);
                }
            });
        }
        points.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for point in points {
            match ranges.last_mut() {
                Some((_, end)) if point <= end.saturating_add(1) => *end = point,
                _ => ranges.push((point, point)),
            }
        }
        Self(ranges)
    }

    fn holds_all(&self, characters: &str) -> bool {
        // Joiners leave no mark of their own.
        let mut marks = characters.chars().filter(|one| !matches!(one, '\u{200c}' | '\u{200d}'));
        marks.all(|character| self.holds(u32::from(character)))
    }

    fn holds(&self, point: u32) -> bool {
        let after = self.0.partition_point(|(start, _)| *start <= point);
        let range = after.checked_sub(1).and_then(|index| self.0.get(index));
        range.is_some_and(|(_, end)| point <= *end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, face: FaceId) -> FontFile {
        FontFile { name: name.to_owned(), bytes: inter(face).to_vec() }
    }

    #[test]
    fn faces_are_found_by_what_they_cover() {
        let files = vec![file("b", FaceId::REGULAR), file("a", FaceId::STRONG)];
        let set = FontSet::with_files(files).expect("fonts");
        let regular = set.extra_face("aé", Weight::Regular).expect("covered");
        let strong = set.extra_face("aé", Weight::Strong).expect("covered");
        assert_eq!((set.name(regular), set.name(strong)), ("Inter-Regular", "Inter-SemiBold"));
        assert!(set.extra_face("株", Weight::Regular).is_none());
        assert!(!regular.is_built_in() && set.index(regular) == 0);
    }

    #[test]
    fn files_that_are_no_fonts_are_named() {
        let junk = FontFile { name: "notes.txt".into(), bytes: b"no font at all".to_vec() };
        let error =
            FontSet::with_files(vec![file("a.otf", FaceId::REGULAR), junk]).expect_err("refused");
        assert!(error.to_string().starts_with("notes.txt cannot be read"), "{error}");
    }

    #[test]
    fn what_must_not_be_embedded_is_refused() {
        let mut file = file("secret.otf", FaceId::REGULAR);
        let records = file.bytes.windows(4).position(|four| four == b"OS/2").expect("a table");
        let offset = &file.bytes[records + 8..records + 12];
        let offset = u32::from_be_bytes(offset.try_into().expect("four bytes")) as usize;
        file.bytes[offset + 8..offset + 10].copy_from_slice(&2_u16.to_be_bytes());
        let error = FontSet::with_files(vec![file]).expect_err("refused");
        assert_eq!(error, FontError::Forbidden("secret.otf".into()));
    }
}
