//! A report with every kind of block, for tests and for looking at pages.

use assess::report::blocks::{
    Align, Block, COLUMN_GAP, Chart, Document, Inline, MEASURE, Span, Table, TextStyle,
};
use assess::report::scene::{Anchor, Ink, Mark, Scene};

/// Text with **strong**, ~muted~ and !alert! parts.
pub(crate) fn inline(text: &str) -> Inline {
    let mut spans = Vec::new();
    let (mut strong, mut muted, mut alert) = (false, false, false);
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['*', '~', '!']).unwrap_or(rest.len());
        if end > 0 {
            spans.push(Span { text: rest[..end].to_owned(), strong, muted, alert });
        }
        match rest[end..].chars().next() {
            Some('*') => strong = !strong,
            Some('~') => muted = !muted,
            Some('!') => alert = !alert,
            _ => {}
        }
        rest = rest.get(end + 1..).unwrap_or_default().trim_start_matches('*');
    }
    spans
}

pub(crate) fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: inline(text), bookmark: None }
}

pub(crate) fn paragraph(text: &str) -> Block {
    Block::Paragraph { text: inline(text), style: TextStyle::Body }
}

pub(crate) fn styled(text: &str, style: TextStyle) -> Block {
    Block::Paragraph { text: inline(text), style }
}

/// A table of one-line cells.
pub(crate) fn table(head: &[&str], align: &[Align], rows: &[&[&str]]) -> Table {
    Table {
        summary: "A table of the demonstration".to_owned(),
        head: head.iter().map(|cell| inline(cell)).collect(),
        align: align.to_vec(),
        widths: Vec::new(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.split('|').map(inline).collect()).collect())
            .collect(),
        row_heads: true,
        tints: Vec::new(),
    }
}

pub(crate) fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Technology and security leadership readiness".to_owned(),
        subject: "Halden Marine Group".to_owned(),
        language: "en".to_owned(),
        date: "2026-11-20".to_owned(),
        date_text: "20 November 2026".to_owned(),
        confidentiality: "Confidential".to_owned(),
        foot: "Indicative results from seven raters. Method and limits on page 4.".to_owned(),
        blocks,
        ..Document::default()
    }
}

/// Three pages with every kind of block.
pub(crate) fn demo() -> Document {
    let mut blocks = decision_page();
    blocks.push(Block::PageBreak);
    blocks.extend(profile_page());
    blocks.push(Block::PageBreak);
    blocks.extend(method_page());
    document(blocks)
}

fn decision_page() -> Vec<Block> {
    vec![
        Block::Kicker(inline("The decision")),
        Block::Heading {
            level: 1,
            text: inline(
                "Give security its own seat: appoint a part-time outside CISO who reports to the chief executive. Keep and develop the CIO.",
            ),
            bookmark: Some("The decision".to_owned()),
        },
        styled(
            "Seven people rated both functions in November 2026: two managers, three peers and two direct reports. The company named the facts on page 3.",
            TextStyle::Lead,
        ),
        Block::Chart(Chart {
            title: inline(
                "Separating the roles is clear; outsourcing the CISO leads a full-time hire by two to one",
            ),
            alt: "Separate the two roles: 93 in 100. Outsource the CISO: 64. Keep the CIO: 91."
                .to_owned(),
            scene: bars(
                MEASURE,
                &[
                    ("Separate the two roles", 93.0),
                    ("Outsource the CISO role", 64.0),
                    ("Keep and develop the CIO", 91.0),
                ],
            ),
        }),
        reasons_and_scores(),
        heading(2, "What leadership is asked to decide"),
        Block::Table(table(
            &["Decision", "Owner", "By"],
            &[Align::Left, Align::Left, Align::Right],
            &[
                &[
                    "Separate the CISO duty from the CIO; line to the chief executive",
                    "Board",
                    "15 Dec 2026",
                ],
                &[
                    "Tender a part-time outside CISO, twelve months, from the scope attached",
                    "Chief executive",
                    "31 Jan 2027",
                ],
                &[
                    "Name a senior employee who directs and oversees the provider",
                    "Chief executive",
                    "31 Dec 2026",
                ],
            ],
        )),
    ]
}

fn reasons_and_scores() -> Block {
    let reasons = vec![
        heading(2, "Why"),
        paragraph(
            "**Security goes unheard.** Raters put independent escalation at 1.9 of 5; disagreements stay inside IT.",
        ),
        paragraph(
            "**Incidents are not rehearsed.** Incident leadership is the largest gap, !1.8 below target!.",
        ),
        paragraph(
            "**There is too little work for a full-time CISO,** and a full-time one would cost about four times the budget named.",
        ),
    ];
    let stand = vec![
        heading(2, "Where the two roles stand"),
        Block::Chart(Chart {
            title: Inline::new(),
            alt: "CIO 3.9 against a target of 4.0; CISO 2.4 against a target of 4.0.".to_owned(),
            scene: dots((MEASURE - COLUMN_GAP) / 2.0, &[("CIO", 3.9, 4.0), ("CISO", 2.4, 4.0)]),
        }),
        styled(
            "Dot: mean of others. Line: 95 % interval. Tick: target. Ring: self.",
            TextStyle::Note,
        ),
    ];
    Block::Columns(vec![reasons, stand])
}

fn profile_page() -> Vec<Block> {
    let mut gaps = table(
        &["Gap", "What strong looks like", "First step", "Closed by"],
        &[],
        &[
            &[
                "Incident response|~1.8 short~",
                "Executives rehearse the plan; response is decisive; lessons are closed.",
                "Table-top exercise with the board within 30 days",
                "Provider, with the CIO",
            ],
            &[
                "Board communication|~1.7 short~",
                "Leaders choose between clear options and hear bad news early.",
                "One page of top risks, quarterly",
                "In-house presence",
            ],
            &[
                "Risk prioritisation|~1.5 short~",
                "Executives compare costed options; money follows value at risk.",
                "Cost ranges for the five largest risks by day 90",
                "Provider",
            ],
        ],
    );
    gaps.widths = vec![0.24, 0.33, 0.25, 0.18];
    vec![
        Block::Kicker(inline("Chief information security officer")),
        Block::Heading {
            level: 1,
            text: inline("Incident leadership and the board’s ear are furthest from target"),
            bookmark: Some("CISO profile".to_owned()),
        },
        styled("Sorted by priority: weight times gap. Function as a whole, seven raters; 2.4 against a target of 3.95.", TextStyle::Lead),
        Block::Chart(Chart {
            title: Inline::new(),
            alt: "Nine areas with score and target: incident response leadership 2.2 against 4.0, and so on.".to_owned(),
            scene: dots(MEASURE, &[("Incident response leadership", 2.2, 4.0), ("Board communication and enablement", 2.3, 4.0), ("Cyber-risk management and prioritisation", 2.5, 4.0), ("Security strategy and programme", 2.6, 4.0), ("Threat monitoring and vulnerabilities", 2.1, 4.0), ("Third- and fourth-party risk", 3.4, 3.5)]),
        }),
        heading(2, "The gaps that matter, and who can close them"),
        Block::Table(gaps),
        Block::Callout(vec![
            paragraph("**Condition.** An outside CISO is only as good as the person inside who directs the provider. Name that person before the tender closes."),
            styled("Pointer to talk over with counsel, not legal advice.", TextStyle::Note),
        ]),
    ]
}

fn method_page() -> Vec<Block> {
    vec![
        Block::Kicker(inline("Method and limits")),
        heading(1, "What the numbers mean, and what they are not"),
        paragraph(
            "Scores are means of raters’ answers on a scale from 1 to 5. Each rater counts once; answers that were not given are left out and never counted as zero. Intervals say how far the mean could move with other raters of the same kind.",
        ),
        heading(2, "How to read an interval"),
        Block::List {
            ordered: false,
            items: vec![
                inline("**Short line:** raters agree, or many answered."),
                inline(
                    "**Long line:** few answered or they disagree. A difference inside the line is no difference, and no decision should rest on it alone, however plausible it looks.",
                ),
                inline("**No line:** withheld, to keep answers anonymous."),
            ],
        },
        heading(2, "Steps"),
        Block::List {
            ordered: true,
            items: vec![
                inline("Read the answers."),
                inline("Score them."),
                inline("Compare plans."),
            ],
        },
        heading(3, "Scores by group of raters"),
        Block::Table(table(
            &["Area", "Managers", "Peers", "Reports", "Gap"],
            &[Align::Left, Align::Right, Align::Right, Align::Right, Align::Right],
            &[
                &["Strategy", "3.1", "3.2", "2.9", "0.9"],
                &["Delivery", "4.0", "3.7", "4.1", "0.1"],
                &["People and partners", "11.5", "3.4", "3.3", "!1.6!"],
            ],
        )),
        styled(
            "Names keep their letters: Łódź Müller & Søn <Ltd>, Ελλάδα, Київ; 株式会社 is spelled out.",
            TextStyle::Note,
        ),
    ]
}

/// Documents that ask too much: long words, long tables, odd scripts, nesting, nothing at all.
pub(crate) fn stress() -> Vec<(&'static str, Document)> {
    vec![
        ("empty", document(Vec::new())),
        ("bare", Document { blocks: vec![paragraph("Alone.")], ..Document::default() }),
        ("rows", document(vec![Block::Table(long_table(200))])),
        ("words", document(endless_words())),
        ("paragraph", document(vec![paragraph(&"One sentence after another. ".repeat(900))])),
        ("cell", document(vec![Block::Table(huge_cell())])),
        ("nested", document(nested())),
        ("headings", document(odd_headings())),
        ("tables", document(odd_tables())),
        ("charts", document(odd_charts())),
        ("lists", document(odd_lists())),
        ("furniture", long_furniture()),
    ]
}

fn long_table(rows: usize) -> Table {
    let row = |number: usize| {
        let name = format!("Organisation {number}");
        vec![vec![inline(&name)], vec![inline("3.4")], vec![inline("-0.6")]]
    };
    Table {
        rows: (1..=rows).map(row).collect(),
        ..table(&["Name", "Score", "Gap"], &[Align::Left, Align::Right, Align::Right], &[])
    }
}

fn endless_words() -> Vec<Block> {
    let endless = "Abcdefghij".repeat(12);
    let mixed = "<b>Müller & Søn</b> 株式会社 שלום مرحبا 🙂 e\u{301}\u{302} a\u{a0}b co\u{ad}op";
    let narrow: &[&str] = &[&endless, &endless, "1", "2", "3", "4", mixed];
    vec![
        heading(1, &endless),
        paragraph(&endless),
        paragraph(mixed),
        Block::Table(table(&["A", "B", "C", "D", "E", "F", "G"], &[], &[narrow])),
        Block::Columns(vec![vec![paragraph(&endless)], vec![heading(2, mixed)]]),
    ]
}

fn huge_cell() -> Table {
    let text = "A cell that goes on and on. ".repeat(300);
    table(&["Short", "Long"], &[], &[&["First", &text], &["Second", "ends"]])
}

fn nested() -> Vec<Block> {
    let inner =
        Block::Columns(vec![vec![paragraph("left in left")], vec![Block::Table(long_table(3))]]);
    let boxed = Block::Callout(vec![
        paragraph("boxed"),
        Block::Callout(vec![paragraph("twice")]),
        Block::PageBreak,
    ]);
    vec![
        Block::PageBreak,
        Block::Columns(vec![
            vec![inner, boxed.clone()],
            vec![Block::List { ordered: true, items: vec![inline("one")] }],
        ]),
        Block::Columns(vec![vec![Block::Table(long_table(80))], vec![heading(2, "Beside"), boxed]]),
        Block::Callout(vec![Block::Table(long_table(70)), heading(1, "In the box")]),
        Block::Columns(Vec::new()),
        Block::Callout(Vec::new()),
        Block::PageBreak,
        Block::PageBreak,
    ]
}

fn odd_headings() -> Vec<Block> {
    vec![
        heading(3, "Third first"),
        heading(1, "First"),
        heading(3, "Third again"),
        heading(9, "Ninth"),
        heading(0, ""),
        heading(2, "Last of all"),
    ]
}

fn odd_tables() -> Vec<Block> {
    let ragged: &[&[&str]] = &[&["a"], &["b", "c", "d"], &[]];
    let headless = Table { head: Vec::new(), row_heads: false, ..table(&[], &[], ragged) };
    let rows_head = Table { head: Vec::new(), ..table(&[], &[], ragged) };
    let rowless = table(&["Only", "a head"], &[], &[]);
    let odd_shares = Table { widths: vec![f32::NAN, -1.0], ..table(&["A", ""], &[], ragged) };
    [headless, rows_head, rowless, odd_shares, Table::default()].map(Block::Table).to_vec()
}

fn odd_charts() -> Vec<Block> {
    let chart =
        |scene: Scene| Block::Chart(Chart { title: Inline::new(), alt: String::new(), scene });
    let nowhere =
        Mark::Line { from: (f32::NAN, 0.0), to: (f32::INFINITY, 9.0), width: -1.0, ink: Ink::Text };
    let mark = text((0.0, 0.0), "株", f32::NAN, Anchor::End, Ink::Text);
    vec![
        chart(Scene::default()),
        chart(Scene { width: f32::NAN, height: 4000.0, marks: vec![nowhere, mark] }),
        chart(Scene {
            width: 2000.0,
            height: 100.0,
            marks: vec![Mark::Polygon { points: Vec::new(), ink: Ink::Alert }],
        }),
    ]
}

fn odd_lists() -> Vec<Block> {
    let items =
        (0..40).map(|number| inline(&format!("Item {number} ").repeat(1 + number % 30))).collect();
    vec![
        Block::List { ordered: true, items },
        Block::List { ordered: false, items: vec![Inline::new(), inline("after an empty one")] },
        Block::List { ordered: false, items: Vec::new() },
    ]
}

fn long_furniture() -> Document {
    let long = "A very long name of an organisation ".repeat(6);
    Document {
        title: long.clone(),
        subject: long.clone(),
        language: "not a language".to_owned(),
        date: "someday".to_owned(),
        date_text: long.clone(),
        confidentiality: long.clone(),
        foot: long,
        blocks: vec![paragraph("Text.")],
        ..Document::default()
    }
}

fn text(at: (f32, f32), words: &str, size: f32, anchor: Anchor, ink: Ink) -> Mark {
    Mark::Text { at, text: words.to_owned(), size, strong: false, anchor, ink }
}

fn bars(width: f32, rows: &[(&str, f32)]) -> Scene {
    let mut marks = Vec::new();
    let (left, full) = (width * 0.4, width * 0.48);
    for (index, (label, share)) in rows.iter().enumerate() {
        let y = index as f32 * 26.0 + 14.0;
        marks.push(text((0.0, y), label, 10.0, Anchor::Start, Ink::Text));
        marks.push(Mark::Rect { at: (left, y - 8.0), size: (full, 9.0), ink: Ink::Track });
        marks.push(Mark::Rect {
            at: (left, y - 8.0),
            size: (full * share / 100.0, 9.0),
            ink: Ink::Accent,
        });
        marks.push(text((width, y), &format!("{share:.0} in 100"), 10.0, Anchor::End, Ink::Text));
    }
    Scene { width, height: rows.len() as f32 * 26.0, marks }
}

fn dots(width: f32, rows: &[(&str, f32, f32)]) -> Scene {
    let (left, right) = (width * 0.42, width * 0.86);
    let x = |score: f32| left + (score - 1.0) / 4.0 * (right - left);
    let bottom = rows.len() as f32 * 26.0;
    let mut marks = Vec::new();
    for (band, ink) in [Ink::Band1, Ink::Band2, Ink::Band3, Ink::Band4].into_iter().enumerate() {
        let from = x(band as f32 + 1.0);
        marks.push(Mark::Rect { at: (from, 0.0), size: (x(2.0) - x(1.0), bottom), ink });
    }
    for (index, (label, score, target)) in rows.iter().enumerate() {
        let y = index as f32 * 26.0 + 13.0;
        marks.push(text((0.0, y + 3.0), label, 8.5, Anchor::Start, Ink::Text));
        marks.push(Mark::Line {
            from: (x(score - 0.5), y),
            to: (x(score + 0.5), y),
            width: 1.2,
            ink: Ink::Text,
        });
        marks.push(Mark::Circle {
            centre: (x(*score), y),
            radius: 4.0,
            ring: None,
            ink: Ink::Accent,
        });
        marks.push(Mark::Circle {
            centre: (x(score + 0.8), y),
            radius: 3.4,
            ring: Some(1.2),
            ink: Ink::Muted,
        });
        marks.push(Mark::Line {
            from: (x(*target), y - 7.0),
            to: (x(*target), y + 7.0),
            width: 2.0,
            ink: Ink::Alert,
        });
        marks.push(text((width, y + 3.0), &format!("{score:.1}"), 8.5, Anchor::End, Ink::Text));
    }
    for score in 1..=5_u8 {
        let label = score.to_string();
        marks.push(text(
            (x(f32::from(score)), bottom + 12.0),
            &label,
            8.0,
            Anchor::Middle,
            Ink::Muted,
        ));
    }
    Scene { width, height: bottom + 16.0, marks }
}
