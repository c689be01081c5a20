//! From blocks, pages and results to files: PDF, HTML, Markdown, PNG, CSV.

pub mod csv;
mod error;
pub mod html;
pub mod logo;
pub mod markdown;
pub mod pdf;
pub mod picture;

pub use error::RenderError;
pub use html::html;
pub use markdown::markdown;
pub use pdf::{Pdf, pdf, pdf_with};
pub use picture::{chart_png, chart_png_with, page_png};
