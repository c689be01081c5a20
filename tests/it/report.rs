//! Reports: the text of the blocks, wording, escaping, charts, and all shapes of results.
#![expect(clippy::expect_used, reason = "helpers of tests stop where a fixture is wrong")]

pub(crate) mod dump;
pub(crate) mod fixture;
mod gallery;
mod markdown;
mod others;
pub(crate) mod pages;
mod shapes;
mod wording;

use assess::report::blocks::{Block, Document};
use assess::report::scene::{Mark, Scene};
use assess::report::template::Template;
use assess::report::{ReportError, ReportOptions, leadership};
use fixture::{halden, questionnaire};
use pages::report_of;
use std::collections::BTreeMap;

/// All charts of a document, wherever they stand.
pub(crate) fn charts(blocks: &[Block]) -> Vec<&assess::report::blocks::Chart> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Chart(chart) => vec![chart],
            Block::Callout(inner) => charts(inner),
            Block::Columns(columns) => columns.iter().flat_map(|column| charts(column)).collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// The leadership report of the fictional group as text, so that a change of any word shows.
/// `ASSESS_UPDATE=1 cargo test --test it report` writes the file anew.
#[test]
fn the_leadership_report_reads_as_agreed() {
    let text = dump::document(&report_of(&halden()));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/report/halden.txt");
    if std::env::var_os("ASSESS_UPDATE").is_some() {
        std::fs::write(path, &text).expect("written");
    }
    let agreed = std::fs::read_to_string(path).expect("the agreed text");
    let difference = text.lines().zip(agreed.lines()).find(|(now, then)| now != then);
    assert!(difference.is_none(), "first difference (now, agreed): {difference:#?}");
    assert_eq!(text, agreed);
}

#[test]
fn the_same_results_make_the_same_document() {
    assert_eq!(report_of(&halden()), report_of(&halden()));
}

#[test]
fn page_one_has_no_statistics_jargon() {
    let text = dump::document(&report_of(&halden()));
    let first = text.split("[Chief information officer]").next().expect("two pages");
    for jargon in ["interval", "acceptability", "SMAA", "draws", "standard", "compliant", "mean "] {
        let printed: Vec<&str> =
            first.lines().filter(|line| !line.contains("alt:") && line.contains(jargon)).collect();
        assert!(printed.is_empty(), "{jargon}: {printed:?}");
    }
}

#[test]
fn printed_contributions_add_up_to_the_printed_lead() {
    let document = report_of(&halden());
    let chart = charts(&document.blocks)
        .into_iter()
        .find(|chart| chart.alt.contains("Together"))
        .expect("the chart");
    let numbers: Vec<i64> = dump::scene_texts(&chart.scene)
        .iter()
        .filter_map(|text| text.replace('−', "-").replace('+', "").parse::<f64>().ok())
        .map(|number| (number * 10.0).round() as i64)
        .collect();
    let (lead, parts) = numbers.split_last().expect("numbers");
    assert!(parts.len() > 2);
    assert_eq!(parts.iter().sum::<i64>(), *lead);
}

#[test]
fn labels_of_charts_stay_inside_and_apart() {
    for chart in charts(&report_of(&halden()).blocks) {
        inside_and_apart(&chart.scene, &chart.alt);
    }
}

/// Rough boxes around the texts: none leaves the canvas, no two overlap.
pub(crate) fn inside_and_apart(scene: &Scene, what: &str) {
    let mut boxes: Vec<(f32, f32, f32, f32, &str)> = Vec::new();
    for mark in &scene.marks {
        let Mark::Text { at, text, size, anchor, .. } = mark else { continue };
        // Inter sets running text at about half an em a letter.
        let width = text.chars().count() as f32 * size * 0.45;
        let left = match anchor {
            assess::report::scene::Anchor::Start => at.0,
            assess::report::scene::Anchor::Middle => at.0 - width / 2.0,
            assess::report::scene::Anchor::End => at.0 - width,
        };
        assert!(left > -4.0 && left + width < scene.width + 4.0, "{what}: \"{text}\" sticks out");
        assert!(at.1 > 0.0 && at.1 < scene.height + 1.0, "{what}: \"{text}\" is above or below");
        let (top, bottom) = (at.1 - size * 0.7, at.1);
        for (other_left, other_right, other_top, other_bottom, other) in &boxes {
            let apart = left >= *other_right
                || left + width <= *other_left
                || top >= *other_bottom
                || bottom <= *other_top;
            assert!(apart, "{what}: \"{text}\" touches \"{other}\"");
        }
        boxes.push((left, left + width, top, bottom, text));
    }
}

#[test]
fn every_chart_has_an_alternative_text_with_its_numbers() {
    for chart in charts(&report_of(&halden()).blocks) {
        assert!(chart.alt.chars().any(|letter| letter.is_ascii_digit()), "{}", chart.alt);
    }
}

fn own(main: &str) -> Template {
    let files = BTreeMap::from([("report.md".to_owned(), main.to_owned())]);
    Template::parse("mine", files).expect("a template")
}

fn filled(main: &str) -> Result<Document, ReportError> {
    leadership(&halden(), &questionnaire(), &own(main), &ReportOptions::default())
}

#[test]
fn a_template_error_names_file_line_and_value() {
    let error = filled("# Hello\n\n{{ organisation }} {{ orgnisation }}\n").unwrap_err();
    let text = error.to_string();
    assert!(text.contains("report.md, line 3"), "{text}");
    assert!(text.contains("orgnisation"), "{text}");
}

#[test]
fn a_template_error_in_an_included_file_names_that_file() {
    let files = BTreeMap::from([
        ("report.md".to_owned(), "{% include \"part.md\" %}".to_owned()),
        ("part.md".to_owned(), "\n{{ roles[0].scor }}".to_owned()),
    ]);
    let template = Template::parse("mine", files).expect("a template");
    let error = leadership(&halden(), &questionnaire(), &template, &ReportOptions::default());
    let text = error.unwrap_err().to_string();
    assert!(text.contains("part.md, line 2") && text.contains("scor"), "{text}");
}

#[test]
fn syntax_errors_and_unknown_exhibits_are_named() {
    let files = BTreeMap::from([("report.md".to_owned(), "\n{% if %}".to_owned())]);
    let text = Template::parse("mine", files).unwrap_err().to_string();
    assert!(text.contains("report.md, line 2"), "{text}");
    let text = filled("```chart pie\n```\n").unwrap_err().to_string();
    assert!(text.contains("\"pie\"") && text.contains("dots"), "{text}");
    let text = filled("```chart dots\nrole: cfo\n```\n").unwrap_err().to_string();
    assert!(text.contains("\"cfo\""), "{text}");
    assert!(Template::builtin("no-such").unwrap_err().to_string().contains("leadership"));
    assert!(Template::parse("mine", BTreeMap::new()).is_err());
}

#[test]
fn absent_values_are_refused_instead_of_printed() {
    let error = filled("{{ respondents.rate }}{{ roles[2] is defined }}{{ none }}").unwrap_err();
    assert!(error.to_string().contains("no such value"), "{error}");
}

#[test]
fn a_template_may_override_words() {
    let files = BTreeMap::from([
        ("report.md".to_owned(), "{{ roles[1].readiness }}".to_owned()),
        ("wording.toml".to_owned(), "[readiness]\nnot_ready = \"Still growing\"\n".to_owned()),
    ]);
    let template = Template::parse("mine", files).expect("a template");
    let document =
        leadership(&halden(), &questionnaire(), &template, &ReportOptions::default()).unwrap();
    assert!(dump::document(&document).contains("Still growing"));
}
