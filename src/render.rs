//! From blocks, pages and results to files: PDF, HTML, DOCX, Markdown, PNG, XLSX, CSV.

pub mod csv;
pub mod docx;
mod error;
pub mod html;
pub mod logo;
pub mod markdown;
pub mod pdf;
pub mod picture;
pub mod xlsx;
mod xml_text;

pub use docx::{docx, docx_with};
pub use error::RenderError;
pub use html::html;
pub use markdown::markdown;
pub use pdf::{Pdf, pdf, pdf_with};
pub use picture::{chart_png, chart_png_with, page_png};
pub use xlsx::xlsx;
