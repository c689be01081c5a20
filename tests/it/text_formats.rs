//! What HTML and Markdown have in common: every text that a document shows stands in both.

use crate::demo_document::{demo, document, heading, inline, paragraph, stress, table};
use crate::report::fixture::halden;
use crate::report::pages::report_of;
use assess::render::markdown;
use assess::report::blocks::{
    Align, Block, Chart, Document, Inline, Logo, MEASURE, Span, Table, TextStyle,
};
use assess::report::scene::{Anchor, Ink, Mark, Scene};
use proptest::prelude::*;

/// Texts that would be markup, were they not escaped.
pub(crate) const HOSTILE: [&str; 14] = [
    "<b>Müller & Søn</b> 株式会社",
    "<script>alert(1)</script>",
    "</style></script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert('x')>",
    "a | b || c \\| d",
    "`code` ``` fence ~~~ ~~gone~~",
    "*x* **y** _z_ snake_case",
    "[link](https://example.org) ![i](j) https://example.org www.example.org me@example.org",
    "&amp; &lt;b&gt; &#60; AT&T",
    "1. April",
    "- a dash, + a plus, # a sign, > an arrow",
    "C:\\folder\\ $5 and $6",
    "שלום مرحبا 🙂 e\u{301}",
    "--- === ***",
];

/// A document that says hostile things wherever it says anything.
pub(crate) fn hostile() -> Document {
    let mut blocks = Vec::new();
    for text in HOSTILE {
        blocks.extend(everywhere(text));
        blocks.push(Block::PageBreak);
    }
    Document {
        title: HOSTILE[0].to_owned(),
        subject: HOSTILE[2].to_owned(),
        date_text: HOSTILE[1].to_owned(),
        confidentiality: HOSTILE[3].to_owned(),
        foot: HOSTILE.concat(),
        logo: Some(Logo {
            alt: HOSTILE[3].to_owned(),
            png: vec![137, 80, 78, 71],
            size: (40, 20),
            svg: Some("<svg onload='alert(1)'></svg>".to_owned()),
        }),
        ..document(blocks)
    }
}

/// One text in every kind of block.
pub(crate) fn everywhere(text: &str) -> Vec<Block> {
    let raw = vec![Span { text: text.to_owned(), ..Span::default() }];
    let strong = vec![Span { text: text.to_owned(), strong: true, ..Span::default() }];
    let mixed: Inline = [raw.clone(), strong.clone()].concat();
    let cells = vec![vec![raw.clone(), strong.clone()], vec![raw.clone()], vec![mixed.clone()]];
    let label = Mark::Text {
        at: (0.0, 10.0),
        text: text.to_owned(),
        size: 9.0,
        strong: false,
        anchor: Anchor::Start,
        ink: Ink::Text,
    };
    vec![
        Block::Kicker(raw.clone()),
        Block::Heading { level: 1, text: mixed.clone(), bookmark: Some(text.to_owned()) },
        Block::Paragraph { text: strong, style: TextStyle::Lead },
        Block::Paragraph { text: mixed.clone(), style: TextStyle::Body },
        Block::List { ordered: false, items: vec![raw.clone(), mixed] },
        Block::List { ordered: false, items: vec![raw.clone()] },
        Block::Table(Table {
            summary: text.to_owned(),
            head: vec![raw.clone(), raw.clone(), raw.clone()],
            align: vec![Align::Left, Align::Right],
            rows: vec![cells; 4],
            tints: vec![vec![None, Some(Ink::Band1), Some(Ink::Track)]],
            row_heads: true,
            ..Table::default()
        }),
        Block::Chart(Chart {
            title: raw.clone(),
            alt: text.to_owned(),
            scene: Scene { width: MEASURE, height: 20.0, marks: vec![label] },
        }),
        Block::Callout(vec![Block::Paragraph { text: raw.clone(), style: TextStyle::Note }]),
    ]
}

/// Every document that tests render: the demonstration, what asks too much, hostile text, a report.
pub(crate) fn all_documents() -> Vec<(&'static str, Document)> {
    let mut all = stress();
    all.extend([("demo", demo()), ("hostile", hostile()), ("report", report_of(&halden()))]);
    all
}

/// All texts of spans and alternative texts, and of drawings where asked.
pub(crate) fn texts(blocks: &[Block], drawings: bool) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Kicker(text) | Block::Heading { text, .. } | Block::Paragraph { text, .. } => {
                all.extend(spans(text));
            }
            Block::List { items, .. } => all.extend(items.iter().flat_map(spans)),
            Block::Table(table) => {
                let cells = table.rows.iter().flatten().flatten();
                all.extend(table.head.iter().chain(cells).flat_map(spans));
            }
            Block::Chart(chart) => {
                all.extend(spans(&chart.title));
                all.push(chart.alt.clone());
                if drawings {
                    all.extend(scene_texts(&chart.scene));
                }
            }
            Block::Callout(inner) => all.extend(texts(inner, drawings)),
            Block::Columns(columns) => {
                all.extend(columns.iter().flat_map(|column| texts(column, drawings)));
            }
            Block::PageBreak => {}
        }
    }
    all
}

fn spans(text: &Inline) -> Vec<String> {
    text.iter().map(|span| span.text.clone()).collect()
}

fn scene_texts(scene: &Scene) -> Vec<String> {
    // Nothing is drawn on a canvas without a size.
    let drawn = scene.width > 0.0 && scene.height > 0.0;
    if drawn { crate::report::dump::scene_texts(scene) } else { Vec::new() }
}

/// Words with single spaces, for comparing texts that may be broken in other places.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown as a reader shows it, in blocks.
fn read_back(text: &str) -> Vec<Block> {
    assess::report::markdown::blocks(text, &|_| Ok(Vec::new())).expect("no fenced blocks")
}

#[test]
fn markdown_shows_all_texts_of_every_document_and_reads_back_literally() {
    for (name, document) in all_documents() {
        let text = markdown(&document);
        let shown = squeezed(&texts(&read_back(&text), false).concat());
        let furniture = [&document.title, &document.subject, &document.date_text];
        let more = [&document.confidentiality, &document.foot];
        let furniture = furniture.into_iter().chain(more).cloned();
        for text in texts(&document.blocks, false).into_iter().chain(furniture) {
            assert!(shown.contains(&squeezed(&text)), "{name}: {text:?} is not in {shown}");
        }
    }
}

#[test]
fn markdown_keeps_emphasis_tables_and_order() {
    let text = markdown(&demo());
    let parts = [
        "# Technology and security leadership readiness\n\n\
         Halden Marine Group · 20 November 2026 · Confidential\n\n\
         *The decision*\n\n## Give security its own seat: appoint",
        "> **Chart: Separating the roles is clear; outsourcing the CISO leads a full-time hire by two to one.** \
         Separate the two roles: 93 in 100.",
        "**Security goes unheard.** Raters put independent escalation at 1.9 of 5;",
        "### Where the two roles stand\n\n> **Chart.** CIO 3.9",
        "| Decision | Owner | By |\n| --- | --- | ---: |\n| Separate",
        "\n\n---\n\n*Chief information security officer*",
        "| Incident response<br>*1.8 short* | Executives",
        "> **Condition.** An outside CISO",
        "- **Short line:** raters agree",
        "1. Read the answers.\n2. Score them.\n3. Compare plans.",
        "#### Scores by group of raters",
        "\n---\n\nIndicative results from seven raters. Method and limits on page 4.\n",
    ];
    let places: Vec<usize> = parts
        .iter()
        .map(|part| text.find(part).unwrap_or_else(|| panic!("{part:?} is not in\n{text}")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(text, markdown(&demo()));
}

#[test]
fn markdown_keeps_lists_apart_and_tables_whole() {
    let text = markdown(&hostile());
    let blocks = read_back(&text);
    let lists = blocks.iter().filter(|block| matches!(block, Block::List { .. })).count();
    assert_eq!(lists, 2 * HOSTILE.len());
    for block in &blocks {
        if let Block::Table(table) = block {
            assert_eq!((table.head.len(), table.rows.len()), (3, 4));
            assert!(table.rows.iter().all(|row| row.len() == 3 && row[0].len() == 2));
        }
    }
    let tables = blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
    assert_eq!(tables, HOSTILE.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in spans, Markdown shows it letter by letter.
    #[test]
    fn any_spans_read_back_literally(
        spans in prop::collection::vec(("[a-z0-9 *_~`\\[\\]()<>&#!|.:;+=$@/\\\\-]{0,12}|\\PC{0,6}", 0..3), 1..5)
    ) {
        let text: Inline = spans
            .iter()
            .map(|(text, look)| Span {
                text: text.clone(),
                strong: *look == 1,
                muted: *look == 2,
                alert: false,
            })
            .collect();
        let plain: String = text.iter().map(|span| span.text.as_str()).collect();
        let blocks = vec![
            Block::Paragraph { text: text.clone(), style: TextStyle::Body },
            Block::List { ordered: false, items: vec![text.clone()] },
            Block::Heading { level: 1, text: text.clone(), bookmark: None },
            Block::Table(Table { rows: vec![vec![vec![text]]], ..Table::default() }),
        ];
        let document = Document { blocks, ..Document::default() };
        let shown = texts(&read_back(&markdown(&document)), false).concat();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&shown), bare(&plain).repeat(4));
    }
}

#[test]
fn the_hostile_document_has_all_kinds_of_blocks() {
    assert!(texts(&hostile().blocks, true).len() > 14 * 30);
    let more = document(vec![heading(1, "a"), paragraph("b"), Block::Table(table(&[], &[], &[]))]);
    assert_eq!(texts(&more.blocks, true), ["a", "b"]);
    assert_eq!(spans(&inline("**a** b")), ["a", " b"]);
}
