//! The PDF: same bytes always, readable text in reading order, never a panic.

use crate::demo_document::{demo, document, inline, paragraph, stress, table};
use crate::report::fixture::{halden, questionnaire};
use assess::layout::{PaperSize, Theme};
use assess::render::{Pdf, pdf};
use assess::report::blocks::{Block, Document};
use assess::report::template::Template;
use assess::report::{ReportOptions, leadership};
use proptest::prelude::*;
use std::io::Write as _;
use std::process::{Command, Stdio};

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
    let report = real_report();
    std::fs::write(folder.join("report.pdf"), written(&report).bytes).expect("written");
    let start = std::time::Instant::now();
    let pages = (0..20).map(|_| written(&report).pages).max();
    eprintln!("{:?} for {pages:?} pages", start.elapsed() / 20);
    for (name, document) in stress() {
        let file = folder.join(format!("stress-{name}.pdf"));
        std::fs::write(file, written(&document).bytes).expect("written");
    }
}

fn real_report() -> Document {
    let template = Template::builtin("leadership").expect("the template");
    leadership(&halden(), &questionnaire(), &template, &ReportOptions::default()).expect("a report")
}

#[test]
fn bytes_are_the_same_on_all_threads_and_again() {
    let first = written(&demo()).bytes;
    let work = || std::thread::spawn(|| written(&demo()).bytes);
    let threads: Vec<_> = (0..8).map(|_| work()).collect();
    for thread in threads {
        assert!(thread.join().expect("no panic") == first);
    }
    assert!(written(&demo()).bytes == first);
}

#[test]
fn different_reports_have_different_identifiers() {
    let id = |document: &Document| {
        let file = lopdf::Document::load_mem(&written(document).bytes).expect("a PDF");
        format!("{:?}", file.trailer.get(b"ID").expect("an identifier"))
    };
    assert_ne!(id(&document(vec![paragraph("one")])), id(&document(vec![paragraph("two")])));
}

#[test]
fn missing_characters_are_reported_and_spelled_out() {
    let odd = written(&document(vec![paragraph("株式会社")]));
    assert_eq!(odd.warnings.len(), 1);
    assert!(odd.warnings[0].contains("U+682A"));
    assert!(written(&demo()).pages == 3);
}

#[test]
fn every_odd_document_is_written() {
    for (name, document) in stress() {
        let result = written(&document);
        assert!(result.pages > 0 && result.bytes.starts_with(b"%PDF-1.7"), "{name}");
    }
}

#[test]
fn text_reads_in_order_with_its_spaces() {
    let Some(text) = extracted(&written(&demo()).bytes) else {
        eprintln!("skipped: pdftotext is missing (Debian package poppler-utils)");
        return;
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    // A soft hyphen says that the word goes on in the next line.
    let text = words.join(" ").replace("\u{ad} ", "");
    let places: Vec<usize> = [
        "The decision Give security its own seat: appoint a part-time outside CISO",
        "Security goes unheard. Raters put independent escalation",
        "Where the two roles stand",
        "What leadership is asked to decide Decision Owner By",
        "Chief information security officer Incident leadership",
        "Names keep their letters: Łódź Müller & Søn <Ltd>, Ελλάδα, Київ; [U+682A U+5F0F U+4F1A U+793E]",
    ]
    .iter()
    .map(|part| text.find(part).unwrap_or_else(|| panic!("{part:?} is not in: {text}")))
    .collect();
    assert!(places.is_sorted(), "{places:?}");
}

/// The text of a PDF in the order of its content.
pub(crate) fn extracted(bytes: &[u8]) -> Option<String> {
    pdftotext(bytes, &["-raw", "-", "-"])
}

/// The text of a PDF as a reader would copy it: also from right to left, without the marks that
/// pdftotext adds where the direction changes.
pub(crate) fn copied(bytes: &[u8]) -> Option<String> {
    let text = pdftotext(bytes, &["-", "-"])?;
    Some(text.replace(|letter| matches!(letter, '\u{202a}'..='\u{202e}'), ""))
}

fn pdftotext(bytes: &[u8], options: &[&str]) -> Option<String> {
    let mut child = Command::new("pdftotext")
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(bytes).ok()?;
    String::from_utf8(child.wait_with_output().ok()?.stdout).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text at all, in every place that takes text.
    #[test]
    fn any_text_makes_a_pdf(text in "\\PC{0,60}|(\\p{Any}{0,40})|[a-z\u{300}-\u{36f}\u{a0} -]{0,80}") {
        let cells: &[&str] = &[&text, "1", &text];
        let report = Document {
            title: text.clone(),
            subject: text.clone(),
            language: text.clone(),
            date: text.clone(),
            date_text: text.clone(),
            foot: text.clone(),
            ..document(vec![
                Block::Heading { level: 1, text: inline(&text), bookmark: Some(text.clone()) },
                paragraph(&text),
                Block::Table(table(&[&text, &text], &[], &[cells])),
                Block::List { ordered: false, items: vec![inline(&text)] },
            ])
        };
        prop_assert!(written(&report).pages > 0);
    }
}
