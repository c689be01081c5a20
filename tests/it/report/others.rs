//! Reports of other questionnaires than the first: nothing in them speaks of what they do not have.

use super::dump;
use super::pages::results_with;
use assess::questionnaire::{Questionnaire, Source, builtin, builtin_in, parse};
use assess::report::blocks::{Block, Document};
use assess::report::template::Template;
use assess::report::{ReportOptions, follow_up, leadership, portfolio, view};

/// Leadership report and its documents in a language.
fn reports(questionnaire: &Questionnaire, csv: &str, language: &str) -> Vec<Document> {
    let options = ReportOptions::default();
    let template = |name: &str| Template::builtin_in(name, language).expect("is built in");
    let mut all = Vec::new();
    for results in results_with(questionnaire, "answers.csv", csv.as_bytes()) {
        let leading = template("leadership");
        let made = leadership(&results, questionnaire, &leading, &options).expect("a report");
        let view = view(&results, questionnaire, &leading.wording, &options);
        for follow in &view.follow_ups {
            assert!(dump::document(&made).contains(&follow.title), "{} is listed", follow.id);
            let own = template(follow.kind.name());
            let document = follow_up(&results, questionnaire, &own, (&view, follow));
            all.push(document.expect("a document"));
        }
        all.push(made);
    }
    assert!(!all.is_empty());
    for document in &all {
        let bare = bare_headings(&document.blocks);
        assert!(bare.is_empty(), "{bare:?} in {}", dump::document(document));
    }
    all
}

/// Headings with nothing under them: another heading as high, a new page or the end follows. The
/// message of a page may stand alone where its lead says all; that is for people to judge.
fn bare_headings(blocks: &[Block]) -> Vec<String> {
    let mut bare = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Columns(columns) => {
                bare.extend(columns.iter().flat_map(|one| bare_headings(one)));
            }
            Block::Heading { level, text, .. } => {
                let full = match blocks.get(index + 1) {
                    Some(Block::Heading { level: next, .. }) => next > level,
                    Some(Block::PageBreak | Block::Kicker(_)) | None => false,
                    Some(Block::Columns(columns)) => columns.iter().any(|one| !one.is_empty()),
                    Some(_) => true,
                };
                if !full {
                    bare.push(dump::inline(text));
                }
            }
            _ => {}
        }
    }
    bare
}

/// A page that has a lead alone says nothing.
fn leads_alone(document: &Document) -> Vec<String> {
    let pages = document.blocks.split(|block| matches!(block, Block::Kicker(_)));
    let alone = |page: &&[Block]| {
        let said = |block: &&Block| !matches!(block, Block::PageBreak);
        let blocks: Vec<&Block> = page.iter().filter(said).collect();
        let message = |block: &&Block| {
            matches!(block, Block::Heading { level: 1, .. })
                || matches!(
                    block,
                    Block::Paragraph { style: assess::report::blocks::TextStyle::Lead, .. }
                )
        };
        !blocks.is_empty() && blocks.iter().all(message)
    };
    pages.filter(alone).map(|page| format!("{:?}", page.first())).collect()
}

/// Fails where a text says one of these words.
fn says_nothing_of(words: &[&str], documents: &[Document]) {
    for document in documents {
        let text = dump::document(document);
        for word in words {
            let lines: Vec<&str> = text.lines().filter(|line| line.contains(word)).collect();
            assert!(lines.is_empty(), "\"{word}\" in {lines:#?}");
        }
        assert_eq!(leads_alone(document), Vec::<String>::new());
    }
}

#[test]
fn documents_without_texts_are_left_out() {
    let csv = include_str!("../../../examples/data-protection.csv");
    for language in ["en", "de"] {
        let questionnaire = match language {
            "en" => builtin("data-protection"),
            other => builtin_in("data-protection", other),
        };
        let questionnaire = questionnaire.expect("is built in").expect("is free of problems");
        let made = reports(&questionnaire, csv, language);
        says_nothing_of(
            &[
                "breach table",
                "Services, how they are measured",
                "Who decides what",
                "prices for the Privacy lead seat",
                "No areas of",
                "Sicherheitsvorf",
                "externe Leitung",
                "Leistungen, wie sie gemessen",
            ],
            &made,
        );
        // The plan to develop a holder has goals; services and decision rights have no texts.
        assert_eq!(made.len(), 2);
    }
}

fn survey() -> Questionnaire {
    let text = include_str!("../../../examples/survey/mini-ipip.toml");
    parse(&[Source::new("mini-ipip.toml", text)]).expect("loads")
}

/// What only leaders, seats and targets have.
const NOT_IN_A_SURVEY: &[&str] = &[
    "too few answers to",
    "The decision",
    "The leaders",
    "the leaders",
    "joint work",
    "as well as asked",
    "The holders",
    "What is strong",
    "Gaps that matter",
    "arget",
    "Gap",
    "Readiness",
    "Raters' protection",
    "Framework",
    "By group of raters",
    "(Mini-IPIP",
    "roles stand",
    "–",
];

#[test]
fn a_survey_is_told_as_a_survey() {
    let csv = include_str!("../../../examples/survey/mini-ipip.csv");
    let made = reports(&survey(), csv, "en");
    says_nothing_of(NOT_IN_A_SURVEY, &made);
    let text = dump::document(&made[0]);
    let alt = text.lines().find(|line| line.contains("alt: ")).expect("a chart");
    let places = ["Extraversion", "Agreeableness", "Conscientiousness", "Neuroticism", "Intellect"]
        .map(|name| alt.find(name).expect("an area"));
    assert!(places.is_sorted(), "in the order of the file: {alt}");
}

#[test]
fn a_survey_that_people_answer_about_themselves_is_one_as_well() {
    let csv = include_str!("../../../examples/survey/mini-ipip.csv");
    let mut lines = csv.lines();
    let head = lines.next().expect("a head").replacen("respondent,", "respondent,rater,", 1);
    let rows = lines.map(|line| {
        let mut cells = line.splitn(3, ',');
        let mut next = || cells.next().unwrap_or_default();
        format!("{},{},self,{}", next(), next(), next())
    });
    let csv: Vec<String> = std::iter::once(head).chain(rows).collect();
    let made = reports(&survey(), &csv.join("\n"), "en");
    says_nothing_of(NOT_IN_A_SURVEY, &made);
}

/// Targets without roles: gaps are told, and nobody is called a leader.
#[test]
fn a_survey_may_have_targets() {
    let text = include_str!("../../../examples/survey/mini-ipip.toml");
    let text = text.replace("[[competency]]\n", "[[competency]]\ntarget = 3.5\n");
    let questionnaire = parse(&[Source::new("mini-ipip.toml", text)]).expect("loads");
    let csv = include_str!("../../../examples/survey/mini-ipip.csv");
    let leaders = ["eaders", "The holders", "joint work", "The decision", "Role", "First steps"];
    let made = reports(&questionnaire, csv, "en");
    says_nothing_of(&leaders, &made);
    let text = dump::document(&made[0]);
    assert!(text.contains("# Raters see the largest shortfall in neuroticism"), "{text}");
}

#[test]
fn organisations_without_seats_stand_side_by_side_by_area() {
    let csv = include_str!("../../../examples/survey/mini-ipip.csv");
    let mut rows = csv.lines();
    let head = rows.next().unwrap_or_default().to_owned();
    let named = rows.enumerate().map(|(at, row)| match at % 2 {
        0 => row.replacen("Pepperwick Town Library", "Quillmere School", 1),
        _ => row.to_owned(),
    });
    let two: Vec<String> = std::iter::once(head).chain(named).collect();
    let questionnaire = survey();
    let results = results_with(&questionnaire, "two.csv", two.join("\n").as_bytes());
    assert_eq!(results.len(), 2);
    let template = Template::builtin_in("portfolio", "en").expect("is built in");
    let options = ReportOptions::default();
    let made = portfolio(&results, &questionnaire, &template, &options).expect("a report");
    says_nothing_of(&["seats", "Advice", "shortfall"], std::slice::from_ref(&made));
    let text = dump::document(&made);
    for area in &questionnaire.competencies {
        assert!(text.contains(&area.short), "{}", area.short);
    }
}
