//! The DOCX: every text of the document in it, sound XML, the same bytes always, never a panic.

use crate::demo_document::{demo, document, inline, paragraph, stress, table};
use crate::report::fixture::halden;
use crate::report::pages::report_of;
use assess::layout::{PaperSize, Theme};
use assess::render::docx;
use assess::report::blocks::{Block, Document, Inline, Labels, Logo, Table};
use assess::report::scene::Ink;
use proptest::prelude::*;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

fn written(document: &Document) -> Vec<u8> {
    docx(document, &Theme::default(), PaperSize::A4).expect("a DOCX")
}

/// The parts of a file by name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("readable");
            (part.name().expect("a name").into_owned(), content)
        })
        .collect()
}

pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let (_, content) = parts(bytes).into_iter().find(|(one, _)| one == name).expect("the part");
    String::from_utf8(content).expect("UTF-8")
}

/// What an XML part says: its text, and the values of its attributes by element.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) attributes: Vec<(String, String, String)>,
}

impl Said {
    pub(crate) fn of(xml: &str) -> Self {
        let mut said = Self::default();
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut open = Vec::new();
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) => {
                    said.note(&start);
                    open.push(start.name().as_ref().to_owned());
                }
                Event::Empty(start) => said.note(&start),
                Event::End(end) => {
                    assert_eq!(open.pop().as_deref(), Some(end.name().as_ref()));
                    if end.name().as_ref() == "w:p" {
                        said.text.push('\n');
                    }
                }
                Event::Text(text) => said.text.push_str(&text),
                Event::GeneralRef(name) => {
                    let entity = format!("&{};", &*name);
                    said.text.push_str(&quick_xml::escape::unescape(&entity).expect("known"));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty());
        said
    }

    fn note(&mut self, start: &quick_xml::events::BytesStart<'_>) {
        let element = start.name().as_ref().to_owned();
        if element == "w:softHyphen" {
            self.text.push('\u{ad}');
        }
        for attribute in start.attributes() {
            let attribute = attribute.expect("well-formed");
            let value = quick_xml::escape::unescape(&attribute.value).expect("known").into_owned();
            self.attributes.push((element.clone(), attribute.key.as_ref().to_owned(), value));
        }
    }

    fn values<'a>(&'a self, element: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.attributes
            .iter()
            .filter(move |(one, key, _)| one == element && key == name)
            .map(|(_, _, value)| value.as_str())
    }
}

/// Every text of the blocks: spans, summaries, alternative texts.
fn texts(blocks: &[Block]) -> Vec<String> {
    let of = |text: &Inline| text.iter().map(|span| span.text.clone()).collect::<Vec<_>>();
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Kicker(text) | Block::Heading { text, .. } | Block::Paragraph { text, .. } => {
                of(text)
            }
            Block::List { items, .. } => items.iter().flat_map(of).collect(),
            Block::Table(table) => {
                let cells = table.rows.iter().flatten().flatten().chain(&table.head);
                let shown = !table.rows.is_empty() || !table.head.is_empty();
                let summary = shown.then(|| table.summary.clone());
                cells.flat_map(of).chain(summary).collect()
            }
            Block::Chart(chart) => {
                of(&chart.title).into_iter().chain([chart.alt.clone()]).collect()
            }
            Block::Callout(inner) => texts(inner),
            Block::Columns(columns) => columns.iter().flat_map(|column| texts(column)).collect(),
            Block::PageBreak => Vec::new(),
        })
        .collect()
}

fn all() -> Vec<(&'static str, Document)> {
    let mut all = stress();
    all.extend([("demo", demo()), ("report", report_of(&halden())), ("wide", wide())]);
    all
}

/// More columns than Word allows.
fn wide() -> Document {
    let names: Vec<String> = (0..150).map(|column| format!("Column {column}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut wide = table(&names, &[], &[&names, &["short"]]);
    wide.tints = vec![vec![None, Some(Ink::Band1)]];
    document(vec![Block::Table(wide)])
}

/// `ASSESS_DEMO_OUT=DIR cargo test --test it docx::documents` writes files to look at.
#[test]
fn documents_are_written_where_asked() {
    let Some(folder) = std::env::var_os("ASSESS_DEMO_OUT").map(std::path::PathBuf::from) else {
        return;
    };
    for (name, document) in all() {
        std::fs::write(folder.join(format!("{name}.docx")), written(&document)).expect("written");
    }
    let letter = docx(&with_logo(), &Theme::default(), PaperSize::Letter).expect("a DOCX");
    std::fs::write(folder.join("logo-letter.docx"), letter).expect("written");
}

#[test]
fn every_text_stands_in_the_document() {
    for (name, document) in all() {
        let said = Said::of(&part(&written(&document), "word/document.xml"));
        let described: Vec<&str> = said
            .values("wp:docPr", "descr")
            .chain(said.values("w:tblDescription", "w:val"))
            .collect();
        for text in texts(&document.blocks) {
            let found = said.text.contains(&text) || described.contains(&text.as_str());
            assert!(found, "{name}: {text:?}");
        }
    }
}

#[test]
fn markup_in_names_is_text_and_forbidden_characters_are_left_out() {
    let name = "<b>Müller & Søn</b> 株式会社 \u{1}\u{b}\u{ffff}]]> {n}";
    let mut odd = document(vec![paragraph(name)]);
    (odd.title, odd.subject, odd.foot) = (name.to_owned(), name.to_owned(), name.to_owned());
    let bytes = written(&odd);
    let shown = "<b>Müller & Søn</b> 株式会社 ]]> {n}";
    for file in ["word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"] {
        assert!(Said::of(&part(&bytes, file)).text.contains(shown), "{file}");
    }
}

#[test]
fn bytes_are_the_same_on_all_threads_and_again() {
    let first = written(&demo());
    let work = || std::thread::spawn(|| written(&demo()));
    let threads: Vec<_> = (0..4).map(|_| work()).collect();
    for thread in threads {
        assert!(thread.join().expect("no panic") == first);
    }
}

/// What a reader of the file would call broken: a part without a kind, a reference to nothing, a
/// picture's number used twice, a table's row without a cell.
#[test]
fn every_file_is_sound() {
    for (name, document) in all().into_iter().chain([("logo", with_logo())]) {
        let bytes = written(&document);
        let parts = parts(&bytes);
        let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), parts.len(), "{name}");
        for (file, content) in parts.iter().filter(|(file, _)| !file.starts_with("word/media/")) {
            let xml = String::from_utf8(content.clone()).expect("UTF-8");
            let said = Said::of(&xml);
            for kind in said.values("Override", "PartName") {
                assert!(names.contains(&kind[1..]), "{name}: {kind}");
            }
            for empty in ["<w:tr/>", "<w:tc/>", "</w:tcPr></w:tc>", "</w:trPr></w:tr>", "<w:tbl/>"]
            {
                assert!(!xml.contains(empty), "{name}, {file}: {empty}");
            }
            assert!(!xml.contains("</w:tbl></w:tc>") && !xml.contains("</w:tbl><w:tbl>"), "{name}");
            let numbers: Vec<&str> = said.values("wp:docPr", "id").collect();
            assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len(), "{name}");
            let rels = file.replace("word/", "word/_rels/") + ".rels";
            let embedded: Vec<&str> =
                said.values("a:blip", "r:embed").chain(references(&said)).collect();
            if !embedded.is_empty() {
                let targets = Said::of(&part(&bytes, &rels));
                let known: Vec<&str> = targets.values("Relationship", "Id").collect();
                assert!(embedded.iter().all(|id| known.contains(id)), "{name}: {embedded:?}");
                for target in targets.values("Relationship", "Target") {
                    assert!(names.contains(format!("word/{target}").as_str()), "{name}: {target}");
                }
            }
        }
    }
}

fn references(said: &Said) -> impl Iterator<Item = &str> {
    said.values("w:headerReference", "r:id").chain(said.values("w:footerReference", "r:id"))
}

fn with_logo() -> Document {
    let chart = crate::report::charts(&demo().blocks).into_iter().next().cloned().expect("a chart");
    let png = assess::render::chart_png(&chart, &Theme::default(), 1.0).expect("a picture");
    let size = (483, 78);
    Document {
        logo: Some(Logo { alt: "Rowan & Pike".to_owned(), png, size, svg: None }),
        labels: Labels { page_of: "Seite {n} von {total}".to_owned(), ..Labels::default() },
        language: "de".to_owned(),
        ..demo()
    }
}

#[test]
fn heads_of_tables_repeat_and_rows_stay_whole() {
    let xml = part(&written(&demo()), "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 3);
    assert_eq!(xml.matches("<w:cantSplit/>").count(), 3 + 3 + 3 + 3);
    let wide = part(&written(&wide()), "word/document.xml");
    assert_eq!(wide.matches("<w:tbl>").count(), 3);
    assert_eq!(wide.matches("w:fill=\"FAEFEC\"").count(), 1);
}

#[test]
fn numbered_lists_start_anew() {
    let items = || Block::List { ordered: true, items: vec![inline("one"), inline("two")] };
    let bytes = written(&document(vec![items(), paragraph("between"), items()]));
    let said = Said::of(&part(&bytes, "word/document.xml"));
    assert_eq!(said.values("w:numId", "w:val").collect::<Vec<_>>(), ["3", "3", "4", "4"]);
    assert_eq!(part(&bytes, "word/numbering.xml").matches("startOverride").count(), 2);
}

#[test]
fn furniture_is_in_the_report_s_words_and_counted_by_word() {
    let bytes = written(&with_logo());
    for file in ["word/footer1.xml", "word/footer2.xml"] {
        let said = Said::of(&part(&bytes, file));
        assert!(said.text.ends_with("Seite 1 von 1\n"), "{}", said.text);
        assert_eq!(said.values("w:fldSimple", "w:instr").collect::<Vec<_>>(), ["PAGE", "NUMPAGES"]);
    }
    let first = Said::of(&part(&bytes, "word/header2.xml"));
    assert_eq!(first.values("wp:docPr", "descr").collect::<Vec<_>>(), ["Rowan & Pike"]);
    assert!(!part(&bytes, "word/header1.xml").contains("wp:docPr"));
    assert!(part(&bytes, "word/document.xml").contains("<w:titlePg/>"));
    assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"de-DE\""));
}

#[test]
fn a_language_that_runs_to_the_left_turns_pages_tables_and_charts() {
    let arabic = Document { language: "ar".to_owned(), ..demo() };
    let (bytes, plain) = (written(&arabic), written(&demo()));
    let xml = part(&bytes, "word/document.xml");
    assert!(xml.contains("<w:bidi/></w:sectPr>"));
    assert_eq!(xml.matches("<w:bidiVisual/>").count(), 4);
    assert!(part(&bytes, "word/styles.xml").contains("<w:pPr><w:bidi/>"));
    assert!(!part(&plain, "word/document.xml").contains("bidi"));
    let chart =
        |bytes: &[u8]| parts(bytes).into_iter().find(|(name, _)| name == "word/media/chart1.png");
    assert_ne!(chart(&bytes), chart(&plain));
}

#[test]
fn the_file_names_its_report_and_nobody() {
    let core = part(&written(&demo()), "docProps/core.xml");
    assert!(core.contains("<dc:title>Technology and security leadership readiness</dc:title>"));
    assert!(core.contains("<dc:subject>Halden Marine Group</dc:subject>"));
    assert!(core.contains(">2026-11-20T00:00:00Z</dcterms:modified>"));
    assert!(!core.contains("creator") && !core.contains("lastModifiedBy"));
    let (_, odd) = stress().into_iter().find(|(name, _)| *name == "furniture").expect("furniture");
    assert!(!part(&written(&odd), "docProps/core.xml").contains("dcterms:created"));
}

#[test]
fn a_chart_that_cannot_be_drawn_is_told_in_words() {
    let mut chart = crate::report::charts(&demo().blocks).into_iter().next().cloned().expect("one");
    chart.scene.width = f32::NAN;
    let bytes = written(&document(vec![Block::Chart(chart.clone())]));
    assert!(Said::of(&part(&bytes, "word/document.xml")).text.contains(&chart.alt));
    assert!(parts(&bytes).iter().all(|(name, _)| !name.starts_with("word/media/")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text at all, in every place that takes text.
    #[test]
    fn any_text_makes_a_docx(text in "\\PC{0,60}|(\\p{Any}{0,40})|[a-z\u{300}-\u{36f}\u{a0} -]{0,80}") {
        let cells: &[&str] = &[&text, "1", &text];
        let report = Document {
            title: text.clone(),
            subject: text.clone(),
            language: text.clone(),
            date: text.clone(),
            foot: text.clone(),
            labels: Labels { page_of: text.clone(), ..Labels::default() },
            ..document(vec![
                paragraph(&text),
                Block::Table(Table { summary: text.clone(), ..table(&[&text], &[], &[cells]) }),
                Block::List { ordered: true, items: vec![inline(&text)] },
            ])
        };
        for (name, content) in parts(&written(&report)) {
            let xml = String::from_utf8(content).expect(&name);
            let allowed = |c: char| c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}';
            prop_assert!(xml.chars().all(allowed));
            Said::of(&xml);
        }
    }
}
