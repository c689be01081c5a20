//! The report as one HTML file: no network, no font, nothing outside of it.
//!
//! All that a document says is escaped, and a content security policy lets run nothing but the
//! script written here: it sorts tables, and without it they are plain. Charts are painted from
//! their scenes as SVG whose colours follow the screen, light or dark.

mod chart;
mod escape;
mod flow;
mod frame;
mod narrow;
mod style;
mod table;

use crate::layout::Theme;
use crate::report::blocks::Document;

/// Writes a document as a complete HTML file.
///
/// The same document and theme give the same text, and nothing that a document says makes it fail.
pub fn html(document: &Document, theme: &Theme) -> String {
    let content = flow::Writer::new(&document.labels).document(&document.blocks);
    frame::page(document, theme, &content)
}
