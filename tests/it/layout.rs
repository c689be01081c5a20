//! Where things stand on a page.

use crate::demo_document::{demo, document, heading, inline, paragraph, stress, table};
use assess::layout::{Item, Pages, PaperSize, Role, Tag, Theme, lay_out};
use assess::report::blocks::{Align, Block, Document, MEASURE};

fn pages(document: &Document, paper: PaperSize) -> Pages {
    lay_out(document, &Theme::default(), paper).expect("pages")
}

/// `ASSESS_BLESS=1 cargo test --test it layout` rewrites the expected text after a wanted change.
#[test]
fn a_small_report_stands_as_expected() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/layout/small.txt");
    let dump = pages(&small(), PaperSize::A4).dump();
    if std::env::var_os("ASSESS_BLESS").is_some() {
        std::fs::write(path, &dump).expect("written");
    }
    let expected = std::fs::read_to_string(path).expect("tests/data/layout/small.txt");
    assert_eq!(dump.lines().collect::<Vec<_>>(), expected.lines().collect::<Vec<_>>());
}

fn small() -> Document {
    document(vec![
        Block::Kicker(inline("The decision")),
        heading(1, "Keep and develop the chief information officer"),
        paragraph("Two **strong** words and one ~muted~ word."),
        Block::Columns(vec![
            vec![heading(2, "Left"), paragraph("Beside the right column.")],
            vec![heading(2, "Right"), Block::List { ordered: true, items: vec![inline("First")] }],
        ]),
        Block::Table(table(
            &["Area", "Score"],
            &[Align::Left, Align::Right],
            &[&["Strategy", "3.1"], &["Delivery", "11.5"]],
        )),
        Block::Callout(vec![paragraph("Mind the gap.")]),
    ])
}

#[test]
fn nothing_leaves_the_text_area() {
    for paper in [PaperSize::A4, PaperSize::Letter] {
        for (name, document) in stress().into_iter().chain([("demo", demo())]) {
            let pages = pages(&document, paper);
            let (width, height) = paper.points();
            for text in texts(&pages) {
                let end = text.at.0 + text.run.width(text.size, text.tracking);
                assert!(text.at.0 >= paper.margin() - 0.5, "{name}: {:?}", text.run.text());
                let right = width - paper.margin() + text.size;
                assert!(end <= right, "{name}: {:?} ends at {end}", text.run.text());
                assert!(text.at.1 > 0.0 && text.at.1 < height, "{name}");
            }
        }
    }
}

/// The texts but those of drawings, which place their own.
fn texts(pages: &Pages) -> impl Iterator<Item = &assess::layout::SetText> {
    let sequences = pages.pages.iter().flat_map(|page| &page.sequences);
    let set = sequences.filter(|part| match part.tag {
        Tag::Content(id) => pages.nodes[id.0].role != Role::Figure,
        Tag::Artifact => true,
    });
    set.flat_map(|part| &part.items).filter_map(|item| match item {
        Item::Text(text) => Some(text),
        _ => None,
    })
}

#[test]
fn a_long_table_repeats_its_head_and_keeps_every_row() {
    let (_, rows) = stress().into_iter().find(|(name, _)| *name == "rows").expect("rows");
    let laid = pages(&rows, PaperSize::A4);
    let dump = laid.dump();
    assert!(laid.pages.len() > 5);
    assert_eq!(dump.matches("columnhead text 56.1").count(), 1);
    assert_eq!(dump.matches("artifact text 56.1").count() + 1, 3 * laid.pages.len());
    let named = laid.nodes.iter().filter(|node| node.role == Role::Row).count();
    assert_eq!(named, 201);
    assert!(dump.contains("\"Organisation 200\""));
}

#[test]
fn no_page_ends_with_a_heading_or_a_single_line() {
    for lead in 36..48 {
        let mut blocks: Vec<Block> = (0..lead).map(|_| paragraph("A line.")).collect();
        blocks.push(heading(2, "Heading"));
        blocks.push(paragraph(&"Words that fill some lines of text. ".repeat(9)));
        let laid = pages(&document(blocks), PaperSize::A4);
        let heading = page_of(&laid, Role::Heading(1));
        let last = laid.nodes.len() - 1;
        let pages_of_text: Vec<(usize, usize)> = (0..laid.pages.len())
            .map(|page| (page, lines_on(&laid, page, last)))
            .filter(|(_, lines)| *lines > 0)
            .collect();
        assert_eq!(heading, pages_of_text[0].0, "the heading stands with its text");
        assert!(pages_of_text.iter().all(|(_, lines)| *lines >= 2), "{pages_of_text:?}");
    }
}

#[test]
fn what_announces_a_chart_stands_with_it() {
    for lead in 20..50 {
        let mut blocks: Vec<Block> = (0..lead).map(|_| paragraph("A line.")).collect();
        blocks.push(Block::Kicker(inline("Kicker")));
        blocks.push(heading(1, "Title"));
        blocks.push(heading(3, "Caption"));
        let charts = demo().blocks.into_iter().filter(|block| matches!(block, Block::Chart(_)));
        blocks.extend(charts.take(1));
        let laid = pages(&document(blocks), PaperSize::A4);
        let chart = page_of(&laid, Role::Figure);
        let heads = [Role::Heading(1), Role::Heading(2)].map(|role| page_of(&laid, role));
        assert_eq!(heads, [chart, chart], "after {lead} lines");
        let kicker = laid.pages[chart].sequences.iter().flat_map(|part| &part.items);
        let kicked =
            kicker.filter(|item| matches!(item, Item::Text(text) if text.run.text() == "Kicker"));
        assert_eq!(kicked.count(), 1, "after {lead} lines");
    }
}

#[test]
fn an_endless_word_fills_its_lines() {
    let laid =
        pages(&document(vec![paragraph(&format!("2: {}", "unbroken".repeat(60)))]), PaperSize::A4);
    let lines: Vec<&assess::layout::SetText> =
        texts(&laid).filter(|text| text.run.text().contains("broken")).collect();
    assert!(lines.len() > 4 && lines[0].run.text().starts_with("2: "), "{lines:?}");
    for line in lines.iter().rev().skip(1) {
        let width = line.run.width(line.size, line.tracking);
        assert!(width > 0.75 * 440.0, "{:?} is {width} wide", line.run.text());
        assert!(line.run.text().ends_with('\u{ad}'));
    }
}

#[test]
fn a_short_section_follows_on_a_page_that_is_half_empty() {
    let section = |lines: usize| {
        let mut blocks = vec![heading(1, "Section")];
        blocks.extend((0..lines).map(|_| paragraph("A line.")));
        blocks
    };
    for (first, second, expected) in [(3, 4, 1), (24, 4, 2), (3, 30, 2)] {
        let blocks = [section(first), vec![Block::PageBreak], section(second)].concat();
        assert_eq!(pages(&document(blocks), PaperSize::A4).pages.len(), expected);
    }
}

fn page_of(pages: &Pages, role: Role) -> usize {
    let is_on = |page: &assess::layout::Page| {
        page.sequences.iter().any(|part| match part.tag {
            Tag::Content(id) => pages.nodes[id.0].role == role,
            Tag::Artifact => false,
        })
    };
    pages.pages.iter().position(is_on).expect("the role is on a page")
}

fn lines_on(pages: &Pages, page: usize, node: usize) -> usize {
    let sequences = pages.pages[page].sequences.iter();
    sequences
        .filter(|part| matches!(part.tag, Tag::Content(id) if id.0 == node))
        .map(|part| part.items.len())
        .sum()
}

#[test]
fn levels_of_headings_leave_no_gap() {
    let (_, odd) = stress().into_iter().find(|(name, _)| *name == "headings").expect("headings");
    let levels: Vec<u8> = pages(&odd, PaperSize::A4)
        .nodes
        .iter()
        .filter_map(|node| if let Role::Heading(level) = node.role { Some(level) } else { None })
        .collect();
    assert_eq!(levels, vec![1, 1, 2, 3, 1, 2]);
}

#[test]
fn numbers_end_on_one_edge() {
    let laid = pages(&small(), PaperSize::Letter);
    let edge = PaperSize::Letter.margin() + MEASURE;
    let ends: Vec<f32> = texts(&laid)
        .filter(|text| ["3.1", "11.5"].contains(&text.run.text().as_str()))
        .map(|text| text.at.0 + text.run.width(text.size, text.tracking))
        .collect();
    assert_eq!(ends.len(), 2);
    assert!(ends.iter().all(|end| (end - edge).abs() < 0.01), "{ends:?}");
}
