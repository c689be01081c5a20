//! From blocks, pages and results to files: PDF, HTML, Markdown, CSV.

pub mod csv;
pub mod logo;
pub mod html;
pub mod markdown;
pub mod pdf;

pub use html::html;
pub use markdown::markdown;
pub use pdf::{Pdf, RenderError, pdf, pdf_with};
