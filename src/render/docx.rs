//! The report as a Word document to be edited: styles, real tables and lists, charts as pictures.
//!
//! The same blocks as in the PDF; where a page ends between its sections, Word decides. The format
//! is ECMA-376 (Office Open XML); the order of elements follows its schema, which Word insists on.

mod body;
mod furniture;
mod measure;
mod numbering;
mod package;
mod palette;
mod paragraph;
mod picture;
mod properties;
mod styles;
mod table;
mod xml;

use super::RenderError;
use crate::layout::{FontSet, PaperSize, Theme, is_right_to_left};
use crate::report::blocks::{Document, Logo, MEASURE};
use body::{Body, picture_name};
use furniture::LOGO_NAME;
use package::Package;
use xml::{Element, element};

/// What a file is made from.
#[derive(Clone, Copy)]
struct Source<'a> {
    document: &'a Document,
    theme: &'a Theme,
    /// For measuring, and for the letters in charts.
    fonts: &'a FontSet,
}

impl Source<'_> {
    /// Whether the document runs from right to left.
    fn right_to_left(self) -> bool {
        is_right_to_left(&self.document.language)
    }
}

/// Writes a document as a DOCX file, with the built-in fonts in charts.
///
/// # Errors
///
/// As [`docx_with`].
pub fn docx(document: &Document, theme: &Theme, paper: PaperSize) -> Result<Vec<u8>, RenderError> {
    docx_with(document, theme, paper, &FontSet::builtin())
}

/// Writes a document as a DOCX file.
///
/// Nothing that a document says makes this fail: characters that XML forbids are left out.
///
/// # Errors
///
/// [`RenderError`] when a font or the writer of a part fails.
pub fn docx_with(
    document: &Document,
    theme: &Theme,
    paper: PaperSize,
    fonts: &FontSet,
) -> Result<Vec<u8>, RenderError> {
    let source = Source { document, theme, fonts };
    let mut body = Body::new(source, paper);
    let elements = body.elements()?;
    let logo = document.logo.as_ref().filter(|logo| is_shown(logo));
    let section = furniture::section(source, paper, logo.is_some());
    let root =
        names(element("w:document")).with(element("w:body").with_all(elements).with(section));

    let mut package = Package::default();
    package.add("styles", "styles", &styles::styles(source, MEASURE))?;
    package.add("numbering", "numbering", &numbering::numbering(body.numbered, theme))?;
    package.add("settings", "settings", &properties::settings(document))?;
    package.add("fontTable", "fontTable", &properties::fonts())?;
    package.add_theme(&palette::palette(theme, styles::FONT))?;
    package.add("header1", "header", &furniture::header(source, None))?;
    package.add("footer1", "footer", &furniture::footer(document, theme))?;
    if let Some(logo) = logo {
        let number = body.pictures.len() + 1;
        let header = furniture::header(source, Some((logo, number)));
        package.add("header2", "header", &header)?;
        package.add("footer2", "footer", &furniture::footer(document, theme))?;
        package.add_picture_of("header2", LOGO_NAME, logo.png.clone())?;
    }
    for (index, picture) in body.pictures.into_iter().enumerate() {
        package.add_picture(&picture_name(index + 1), picture);
    }
    package.file(&root, &properties::core(document), &properties::application())
}

/// A logo that is not a picture would make Word call the file broken.
fn is_shown(logo: &Logo) -> bool {
    logo.size.0 > 0 && logo.size.1 > 0 && logo.png.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// A root element with the names that text and pictures use.
fn names(root: Element) -> Element {
    root.set("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
        .set("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        .set("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
}
