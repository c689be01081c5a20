//! Charts that no built-in report calls yet, on pages to look at.

use assess::layout::{PaperSize, Theme};
use assess::render::pdf;
use assess::report::blocks::{Block, COLUMN_GAP, Chart, Document, Inline, MEASURE, Span};
use assess::report::charts::{
    DistributionRow, DistributionScale, ImportanceAxes, ImportanceRow, Measured, RadarRow,
    SlopeEnds, SlopeRow, distribution, importance, radar, slope,
};
use assess::report::wording::Wording;

/// Half the width of the page.
const COLUMN: f32 = (MEASURE - COLUMN_GAP) / 2.0;

const AREAS: [&str; 9] = [
    "Incident response leadership",
    "Board communication and enablement",
    "Cyber-risk management and prioritisation",
    "Security strategy and programme",
    "Threat monitoring and vulnerabilities",
    "Policy, awareness and security people",
    "Compliance, audit and assurance",
    "Data protection, identity and access",
    "Third- and fourth-party risk",
];

const STATEMENTS: [(&str, &[u64], bool, f64); 9] = [
    (
        "Rehearses serious incidents with the executives at least once a year",
        &[3, 2, 1, 1, 0],
        false,
        2.0,
    ),
    ("Brings bad news to the board early and in plain words", &[1, 2, 2, 2, 0], false, 2.7),
    (
        "Blocks business plans for reasons that nobody outside security understands",
        &[0, 1, 1, 3, 2],
        true,
        2.1,
    ),
    ("Puts money where the largest loss could be", &[0, 3, 2, 2, 0], false, 2.9),
    (
        "Knows which suppliers could stop the company from working, and what would be done then",
        &[0, 0, 2, 3, 2],
        false,
        4.0,
    ),
    ("Listens", &[0, 0, 0, 2, 5], false, 4.7),
    ("Explains risk in money and in time lost", &[0, 2, 3, 1, 0], false, 2.8),
    ("Trusted by direct reports", &[], false, 0.0),
    ("Works well with the head of technology on shared priorities", &[1, 1, 1, 2, 2], false, 3.4),
];

fn words() -> Wording {
    Wording::builtin().expect("the built-in wording")
}

fn title(text: &str) -> Inline {
    vec![Span { text: text.to_owned(), ..Span::default() }]
}

fn statements(times: u64) -> Vec<DistributionRow> {
    STATEMENTS
        .iter()
        .map(|(label, counts, reversed, mean)| DistributionRow {
            label: (*label).to_owned(),
            tag: String::new(),
            reversed: *reversed,
            n: counts.iter().sum::<u64>().max(3) as usize * times as usize,
            counts: counts.iter().map(|count| count * times).collect(),
            mean: (*mean > 0.0).then_some(*mean),
        })
        .collect()
}

fn answers(rows: &[DistributionRow], message: &str, width: f32) -> Block {
    let (low, high) = ("Strongly disagree".to_owned(), "Strongly agree".to_owned());
    let scale = DistributionScale { first: 1, low, high, key: true, neutral: false, small: false };
    Block::Chart(distribution(rows, &scale, title(message), &words(), width))
}

/// Statements with answers on a scale of so many points.
fn on_points(points: usize) -> Vec<DistributionRow> {
    (0..4u64)
        .map(|row| {
            let counts: Vec<u64> =
                (0..points as u64).map(|point| (point * 7 + row * 3) % 5).collect();
            DistributionRow {
                label: format!("Statement {row} on a scale of {points} points"),
                tag: format!("A{row}"),
                n: counts.iter().sum::<u64>() as usize,
                counts,
                mean: Some(3.0),
                ..DistributionRow::default()
            }
        })
        .collect()
}

fn slopes(rows: usize, message: &str, width: f32) -> Block {
    let values = [
        (3.0, 2.2),
        (3.6, 2.3),
        (3.2, 2.5),
        (3.4, 2.6),
        (2.8, 2.1),
        (3.5, 2.4),
        (3.4, 2.8),
        (3.3, 3.0),
        (3.2, 3.4),
    ];
    let rows: Vec<SlopeRow> = AREAS
        .iter()
        .zip(values)
        .take(rows)
        .enumerate()
        .map(|(index, (label, (before, after)))| SlopeRow {
            label: (*label).to_owned(),
            before: (index != 6).then_some(before),
            after: Some(after),
        })
        .collect();
    let ends = SlopeEnds { before: "Self".into(), after: "Others".into(), scale: [1.0, 5.0] };
    Block::Chart(slope(&rows, &ends, title(message), &words(), width))
}

fn places(rows: usize, message: &str, width: f32) -> Block {
    let values = [
        (4.6, 2.2, 0.2),
        (4.4, 2.3, 0.3),
        (4.1, 2.5, 0.2),
        (3.9, 2.6, 0.5),
        (3.6, 2.1, 0.2),
        (3.2, 2.4, 0.2),
        (3.4, 3.4, 0.2),
        (4.3, 3.5, 0.3),
        (3.4, 3.45, 0.2),
    ];
    let measured = |value: f64, half: f64| Measured {
        value: Some(value),
        interval: Some([value - half, value + half]),
    };
    let mut rows: Vec<ImportanceRow> = AREAS
        .iter()
        .zip(values)
        .cycle()
        .take(rows)
        .map(|(label, (important, score, half))| ImportanceRow {
            label: (*label).to_owned(),
            importance: measured(important, half / 2.0),
            performance: measured(score, half),
        })
        .collect();
    rows.push(ImportanceRow { label: "Not yet rated".to_owned(), ..ImportanceRow::default() });
    let axes = ImportanceAxes { importance: [1.0, 5.0], performance: [1.0, 5.0], middle: None };
    Block::Chart(importance(&rows, &axes, title(message), &words(), width))
}

fn spokes(rows: usize, message: &str, width: f32) -> Block {
    let rows: Vec<RadarRow> = AREAS
        .iter()
        .cycle()
        .take(rows)
        .enumerate()
        .map(|(index, label)| RadarRow {
            label: (*label).to_owned(),
            score: (index != 4).then_some(2.2 + (index * 5 % 7) as f64 * 0.25),
            target: Some(4.0 - (index % 3) as f64 * 0.25),
        })
        .collect();
    let chart: Option<Chart> = radar(&rows, [1.0, 5.0], title(message), &words(), width);
    Block::Chart(chart.expect("3 to 16 axes"))
}

fn gallery() -> Document {
    let many = answers(&statements(37), "Two hundred raters", MEASURE);
    let reversed = answers(&statements(1), "Serious incidents are not rehearsed", MEASURE);
    let narrow = |rows: Vec<DistributionRow>| vec![answers(&rows, "In a column", COLUMN)];
    let blocks = vec![
        reversed,
        many,
        Block::PageBreak,
        Block::Columns(vec![narrow(statements(1)), narrow(on_points(4))]),
        answers(&on_points(11), "Eleven points", MEASURE),
        answers(&on_points(101), "A hundred points", MEASURE),
        answers(&on_points(2), "Two points", MEASURE),
        Block::PageBreak,
        slopes(9, "The holder rates nearly every area higher than others do", MEASURE),
        Block::Columns(vec![
            vec![slopes(5, "In a column", COLUMN)],
            vec![slopes(3, "Three", COLUMN)],
        ]),
        Block::PageBreak,
        places(9, "Incidents and the board's ear matter most and fall short", MEASURE),
        Block::Columns(vec![vec![places(4, "In a column", COLUMN)]; 2]),
        Block::PageBreak,
        places(23, "Crowded", MEASURE),
        Block::PageBreak,
        spokes(9, "A radar of nine areas", MEASURE),
        Block::Columns(vec![vec![spokes(5, "Five", COLUMN)], vec![spokes(3, "Three", COLUMN)]]),
        Block::PageBreak,
        spokes(16, "Sixteen", MEASURE),
        spokes(8, "Eight", 300.0),
    ];
    let language = "en".to_owned();
    Document { title: "Charts".to_owned(), language, blocks, ..Document::default() }
}

/// `ASSESS_WRITE=FOLDER cargo test --test it report::gallery` writes the pages.
#[test]
fn charts_are_set_on_pages() {
    let made = pdf(&gallery(), &Theme::default(), PaperSize::A4).expect("a PDF");
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
    if let Some(folder) = std::env::var_os("ASSESS_WRITE").map(std::path::PathBuf::from) {
        std::fs::write(folder.join("charts.pdf"), made.bytes).expect("written");
    }
}
