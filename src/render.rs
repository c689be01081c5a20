//! From pages and results to bytes: PDF, CSV, JSON.

pub mod csv;
pub mod logo;
pub mod pdf;

pub use pdf::{Pdf, RenderError, pdf};
