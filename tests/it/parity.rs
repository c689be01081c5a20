//! The same report in every text format says the same: each number and sentence of the blocks stands
//! in PDF, HTML, DOCX and Markdown, for every kind of report and language.

use crate::docx::{Said, part};
use crate::html::{unescaped, without_kept};
use crate::pdf::extracted;
use crate::report::pages::{every_report, results_of, with_change_and_norms};
use crate::text_formats::texts;
use assess::layout::{PaperSize, Theme};
use assess::render::{docx, html, markdown, pdf};
use assess::report::blocks::Document;

/// Letters and digits alone: formats break lines, pad cells and escape marks in their own ways.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What the document says, without the words of drawings, which HTML and PDF show and the others
/// tell in their alternative texts.
fn sentences(document: &Document) -> Vec<String> {
    let mut all = texts(&document.blocks, false);
    all.extend([document.date_text.clone(), document.subject.clone()]);
    all.iter().map(|text| bare(text)).filter(|text| !text.is_empty()).collect()
}

fn missing(sentences: &[String], said: &str) -> Vec<String> {
    sentences.iter().filter(|one| !said.contains(one.as_str())).cloned().collect()
}

#[test]
fn every_sentence_stands_in_every_format() {
    let answers = include_bytes!("../../examples/group.csv");
    let mut results = results_of("group.csv", answers);
    results.push(with_change_and_norms());
    let mut checked = 0;
    for (name, document) in every_report(&results) {
        let sentences = sentences(&document);
        let theme = Theme::default();
        let none: Vec<String> = Vec::new();
        let said = bare(&unescaped(&without_kept(&html(&document, &theme))));
        assert_eq!(missing(&sentences, &said), none, "{name}, HTML");
        let said = bare(&unescaped(&markdown(&document).replace('\\', "")));
        assert_eq!(missing(&sentences, &said), none, "{name}, Markdown");
        let file = docx(&document, &theme, PaperSize::A4).expect("a DOCX");
        let xml = Said::of(&part(&file, "word/document.xml"));
        let alts: String =
            xml.attributes.iter().map(|(_, _, value)| bare(value)).collect::<Vec<_>>().concat();
        let said = bare(&xml.text) + &alts + &bare(&document.date_text) + &bare(&document.subject);
        assert_eq!(missing(&sentences, &said), none, "{name}, DOCX");
        checked += sentences.len();
    }
    assert!(checked > 2000, "{checked} sentences");
}

/// Alternative texts stand in the PDF's structure, its other texts on its pages.
#[test]
fn every_sentence_stands_in_the_pdf() {
    let answers = include_bytes!("../../examples/answers.csv");
    let mut results = results_of("answers.csv", answers);
    results.push(with_change_and_norms());
    for (name, mut document) in every_report(&results) {
        for block in &mut document.blocks {
            without_alternatives(block);
        }
        let written = pdf(&document, &Theme::default(), PaperSize::A4).expect("a PDF");
        let Some(text) = extracted(&written.bytes) else {
            eprintln!("skipped: pdftotext is missing (Debian package poppler-utils)");
            return;
        };
        let lost = missing(&sentences(&document), &bare(&text));
        assert!(lost.is_empty(), "{name}: {lost:#?} in {text}");
    }
}

fn without_alternatives(block: &mut assess::report::blocks::Block) {
    use assess::report::blocks::Block;
    match block {
        Block::Chart(chart) => chart.alt.clear(),
        Block::Callout(inner) => inner.iter_mut().for_each(without_alternatives),
        Block::Columns(columns) => {
            columns.iter_mut().flatten().for_each(without_alternatives);
        }
        _ => {}
    }
}
