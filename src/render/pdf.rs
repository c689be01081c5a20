//! The PDF of a report: tagged, archivable, and the same bytes for the same input.
//!
//! One file is PDF/A-2a and PDF/UA-1 at once. printpdf writes pages, fonts and marked content;
//! a finishing pass over the objects it returns adds what it lacks: the structure tree, language,
//! metadata, output intent, nested bookmarks and an identifier made from the content.

mod catalogue;
mod colour_profile;
mod content;
mod embedding;
pub(super) mod metadata;
mod outline;
mod picture;
mod spoken;
mod structure;

use super::RenderError;
use crate::layout::{FontSet, Pages, PaperSize, Theme, lay_out_with};
use crate::report::blocks::Document;
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Sentences about what could not be shown as written.
    pub warnings: Vec<String>,
}

/// Lays out a document and writes it as PDF, with the built-in fonts.
///
/// # Errors
///
/// As [`pdf_with`].
pub fn pdf(document: &Document, theme: &Theme, paper: PaperSize) -> Result<Pdf, RenderError> {
    pdf_with(document, theme, paper, &FontSet::builtin())
}

/// Lays out a document and writes it as PDF.
///
/// Characters that the fonts lack are spelled out and named in [`Pdf::warnings`]; nothing that a
/// document says makes this fail.
///
/// # Errors
///
/// [`RenderError`] when a font or the PDF writer fails.
pub fn pdf_with(
    document: &Document,
    theme: &Theme,
    paper: PaperSize,
    fonts: &FontSet,
) -> Result<Pdf, RenderError> {
    let pages = lay_out_with(document, theme, paper, fonts)?;
    let bytes = write(&pages, document)?;
    Ok(Pdf { bytes, pages: pages.pages.len(), warnings: pages.warnings })
}

fn write(pages: &Pages, document: &Document) -> Result<Vec<u8>, RenderError> {
    let fonts = embedding::embed(pages)?;
    let mut draft = PdfDocument::new(&document.title);
    for font in fonts.fonts.values() {
        draft.resources.fonts.map.insert(font.id(), font.pdf_font());
    }
    if let Some(picture) = picture::embedded(pages)? {
        draft.resources.xobjects.map.insert(picture::id(), picture);
    }
    let (width, height) = pages.size;
    let millimetres = |points: f32| Mm(points * 25.4 / 72.0);
    for page in &pages.pages {
        let operations = content::operations(page, height, &pages.nodes, &fonts);
        draft.pages.push(PdfPage::new(millimetres(width), millimetres(height), operations));
    }
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: true,
        secure: true,
        image_optimization: None,
    };
    // Its warnings concern operations of kinds that are not used here.
    let mut file = draft.to_lopdf_document(&options, &mut Vec::new());
    catalogue::finish(&mut file, pages, document)?;
    let mut bytes = Vec::new();
    file.save_modern(&mut bytes)?;
    Ok(bytes)
}
