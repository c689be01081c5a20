//! The PDF: same bytes always, readable text in reading order, never a panic.

use crate::demo_document::{demo, document, paragraph};
use assess::layout::{PaperSize, Theme};
use assess::render::{Pdf, pdf};
use assess::report::blocks::Document;

fn written(document: &Document) -> Pdf {
    pdf(document, &Theme::default(), PaperSize::A4).expect("a PDF")
}

/// `ASSESS_DEMO_OUT=DIR cargo test --test it demonstration` writes pages to look at.
#[test]
fn demonstration_is_written_where_asked() {
    let Some(folder) = std::env::var_os("ASSESS_DEMO_OUT").map(std::path::PathBuf::from) else {
        return;
    };
    let letter = pdf(&demo(), &Theme::default(), PaperSize::Letter).expect("a PDF");
    std::fs::write(folder.join("demo-letter.pdf"), letter.bytes).expect("written");
    std::fs::write(folder.join("demo.pdf"), written(&demo()).bytes).expect("written");
    std::fs::write(folder.join("empty.pdf"), written(&document(Vec::new())).bytes)
        .expect("written");
    let one = document(vec![paragraph("One paragraph.")]);
    std::fs::write(folder.join("paragraph.pdf"), written(&one).bytes).expect("written");
}
