//! Why a file could not be made.

use crate::layout::LayoutError;

/// Why a file could not be made. Each is a fault of the build or of a font file, not of the user's
/// data.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The pages could not be laid out.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// A font could not be read, or reduced to the glyphs in use.
    #[error("the font {0} cannot be embedded; if it is one of your own, take its file away")]
    Font(String),
    /// The logo is no PNG file.
    #[error("the logo cannot be embedded")]
    Picture,
    /// The PDF's objects are not as expected.
    #[error("the PDF cannot be finished: {0}")]
    Structure(#[from] lopdf::Error),
    /// A file's bytes could not be put together.
    #[error("the file cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// There is nothing to paint: no such page, or a drawing without a size.
    #[error("there is no picture to paint: {0}")]
    Nothing(String),
    /// The pixels could not be packed.
    #[error("the picture cannot be written: {0}")]
    Pixels(#[from] png::EncodingError),
    /// The parts of a document could not be packed.
    #[error("the document cannot be packed: {0}")]
    Package(#[from] zip::result::ZipError),
    /// A spreadsheet could not be made.
    #[error("the spreadsheet cannot be written: {0}")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
}
