//! Decides where everything stands: blocks become pages of positioned text, shapes and tags.
//!
//! The stage works in two steps. Each block is first set into slabs: strips of the
//! page's full width that are never cut, such as a line of a paragraph or a row of a table. The
//! slabs then fill the pages, which is where widows, orphans and headings at a page's foot are
//! avoided. The result says where glyphs and shapes go and what they mean (the structure tree),
//! and knows nothing of PDF.

mod breaking;
mod chart;
mod colour;
mod column_widths;
mod dark;
mod direction;
mod flow;
mod font_set;
mod fonts;
mod furniture;
mod hyphens;
mod lines;
mod list;
mod pages;
mod segments;
mod setter;
mod shaping;
mod slab;
mod spelling;
mod table;
mod theme;

pub use chart::draw;
pub use colour::Colour;
pub use direction::is_right_to_left;
pub use font_set::{FaceId, FontError, FontFile, FontSet};
pub use pages::{
    Bookmark, Item, Kid, Marker, Node, NodeId, Page, Pages, Role, Scope, Sequence, SetText, Tag,
};
pub use shaping::{Glyph, Run};
pub use table::column_widths;
pub use theme::{Palette, PaperSize, Theme, ThemeError, TypeSizes, TypeStyle};

use crate::report::blocks::Document;

/// Why a document could not be laid out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// A built-in font file is damaged: a fault of the build, not of the user's data.
    #[error("the built-in font {0} cannot be read")]
    Font(&'static str),
}

/// Lays out a document on pages of the given paper, with the built-in faces.
///
/// # Errors
///
/// As [`lay_out_with`].
pub fn lay_out(document: &Document, theme: &Theme, paper: PaperSize) -> Result<Pages, LayoutError> {
    lay_out_with(document, theme, paper, &FontSet::builtin())
}

/// Lays out a document on pages of the given paper.
///
/// Never fails for what a document says: characters that the fonts lack are spelled out as code
/// points and named in [`Pages::warnings`].
///
/// # Errors
///
/// [`LayoutError::Font`] when a built-in font cannot be read.
pub fn lay_out_with(
    document: &Document,
    theme: &Theme,
    paper: PaperSize,
    fonts: &FontSet,
) -> Result<Pages, LayoutError> {
    let fonts = fonts::Fonts::new(fonts)?;
    let themes = theme.smaller();
    let mut setter = setter::Setter::new(theme, paper, &fonts, &document.language);
    setter.smaller = &themes;
    let slabs = setter.document(document);
    let filled = flow::fill(slabs, setter.frame());
    Ok(furniture::finish(setter, filled, document))
}
