//! The HTML file: well formed, whole, harmless, and the same bytes always.

use crate::demo_document::demo;
use crate::report::fixture::halden;
use crate::report::pages::{portfolio_of, report_of, results_of};
use crate::text_formats::{HOSTILE, all_documents, hostile, squeezed, texts};
use assess::layout::Theme;
use assess::render::html;
use assess::report::blocks::Document;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn written(document: &Document) -> String {
    html(document, &Theme::default())
}

/// Elements that are allowed to occur.
const ELEMENTS: &str = "html head meta title style body a header div p h1 h2 h3 h4 img time nav ol \
    ul li main section hgroup strong span table caption colgroup col thead tbody tr th td figure \
    figcaption svg line rect circle polygon text details summary footer script";

/// Elements without content.
const VOID: &str = "meta img col";

/// Attributes that are allowed to occur.
const ATTRIBUTES: &str = "lang charset http-equiv content name class href aria-labelledby \
    aria-label id tabindex role style scope data-sort alt width height src datetime viewBox x y x1 \
    y1 x2 y2 cx cy r points stroke-width font-size font-weight text-anchor";

/// The start and end tags. Elements of raw text go on to their own ends.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>\n").expect("a document type");
    let mut end_of_text = "<".to_owned();
    while let Some(start) = rest.find(&end_of_text) {
        let length = rest[start..].find('>').expect("tags end");
        let tag = &rest[start + 1..start + length];
        tags.push(tag);
        let raw = ["style", "script"].contains(&tag);
        end_of_text = if raw { format!("</{tag}>") } else { "<".to_owned() };
        rest = &rest[start + length + 1..];
    }
    assert_eq!(rest.trim(), "");
    tags
}

/// Names and values of a tag's attributes; every value is quoted.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag.split_once(' ').map_or("", |(_, rest)| rest).trim_end_matches('/');
    while !rest.trim().is_empty() {
        let (name, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("no value: {tag}"));
        let (value, after) = after.split_once('"').expect("quoted");
        found.push((name.trim(), value));
        rest = after;
    }
    found
}

/// Compounds of headings stand in elements of their own; here they are words like others.
pub(crate) fn without_kept(html: &str) -> String {
    let mut parts = html.split("<span class=\"keep\">");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + &part.replacen("</span>", "", 1))
}

pub(crate) fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Known elements and attributes only, closed in order, with unique ids that others refer to.
fn assert_well_formed(name: &str, html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let (mut ids, mut references) = (BTreeSet::new(), BTreeSet::new());
    let mut regions = BTreeSet::new();
    for tag in tags(html) {
        if let Some(end) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(end), "{name}: closed in order");
            continue;
        }
        let element = tag.split([' ', '/']).next().unwrap_or_default();
        assert!(ELEMENTS.split_whitespace().any(|one| one == element), "{name}: <{tag}>");
        for (attribute, value) in attributes(tag) {
            let known = ATTRIBUTES.split_whitespace().any(|one| one == attribute);
            assert!(known && !value.contains(['<', '>']), "{name}: {attribute} in <{tag}>");
            match attribute {
                "id" => assert!(ids.insert(value), "{name}: two of {value}"),
                "aria-labelledby" => {
                    references.extend(value.split(' '));
                }
                "href" => {
                    references.insert(value.strip_prefix('#').expect("in the file"));
                }
                "src" => assert!(value.starts_with("data:image/")),
                "aria-label" if tag.contains("role=\"region\"") => {
                    assert!(!value.is_empty() && regions.insert(value), "{name}: {value}");
                }
                _ => {}
            }
        }
        if !tag.ends_with('/') && !VOID.split_whitespace().any(|one| one == element) {
            open.push(element);
        }
    }
    assert!(open.is_empty(), "{name}: {open:?} stay open");
    let missing: Vec<_> =
        references.iter().filter(|one| **one != "contents" && !ids.contains(**one)).collect();
    assert!(missing.is_empty(), "{name}: {missing:?}");
}

#[test]
fn every_document_is_well_formed_and_shows_all_its_texts() {
    for (name, document) in all_documents() {
        let html = written(&document);
        assert_well_formed(name, &html);
        let shown = squeezed(&unescaped(&without_kept(&html)));
        let furniture = [&document.title, &document.subject, &document.date_text];
        let more = [&document.confidentiality, &document.foot];
        let furniture = furniture.into_iter().chain(more).cloned();
        for text in texts(&document.blocks, true).into_iter().chain(furniture) {
            assert!(shown.contains(&squeezed(&text)), "{name}: {text:?} is not shown");
        }
    }
}

#[test]
fn hostile_text_is_never_markup() {
    let html = written(&hostile());
    let body = html.split("</head>").nth(1).expect("a body");
    let scripts = html.matches("<script").count() + html.matches("<style").count();
    assert_eq!(scripts, 2);
    for text in HOSTILE.iter().filter(|text| text.contains('<')) {
        assert!(!body.contains(text), "{text}");
    }
    // The logo's drawing stands in an image, where nothing of it can run.
    assert!(html.contains("src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ"));
}

#[test]
fn headings_leave_no_gap_and_one_is_the_first() {
    for (name, document) in all_documents() {
        let html = written(&document);
        let levels: Vec<u32> = tags(&html)
            .iter()
            .filter_map(|tag| tag.strip_prefix('h')?.split(' ').next()?.parse().ok())
            .collect();
        assert_eq!(levels.first(), Some(&1), "{name}");
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}");
        assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn the_contents_lead_to_every_section() {
    let html = written(&demo());
    assert!(html.contains("<li><a href=\"#section-1\">The decision</a></li>"));
    assert!(html.contains("<li><a href=\"#section-2\">CISO profile</a></li>"));
    assert!(html.contains("<h2 id=\"section-3\">What the numbers mean"));
    assert!(html.contains("<a class=\"skip\" href=\"#main\">Skip to the content</a>"));
}

#[test]
fn tables_say_what_heads_what_and_which_can_be_sorted() {
    let html = written(&demo());
    assert!(html.contains("<th scope=\"row\">Strategy</th><td class=\"number keep\">3.1</td>"));
    assert!(html.contains("<th scope=\"col\" class=\"number\">Managers</th>"));
    assert!(!html.contains(" data-sort=\"") && html.contains("<table style=\"--least:"));
    let sortable = written(&hostile());
    assert_eq!(sortable.matches(" data-sort=\"Sort by {column}\"").count(), HOSTILE.len());
    assert!(sortable.contains("ink-band1\">"));
}

#[test]
fn nothing_outside_the_file_is_named() {
    let html = written(&report_of(&halden()));
    for outside in ["http:", "https:", "//", "@import", "url(", "<link"] {
        assert!(!html.replace("// ", "").contains(outside), "{outside}");
    }
    assert!(html.contains("default-src 'none'"));
}

#[test]
fn the_same_document_makes_the_same_bytes() {
    assert!(written(&hostile()) == written(&hostile()));
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| written(&demo()))).collect();
    for thread in threads {
        assert!(thread.join().expect("no panic") == written(&demo()));
    }
}

/// `ASSESS_WRITE=DIR cargo test --test it html` writes files to look at and to check.
#[test]
fn files_are_written_where_asked() {
    let Some(folder) = std::env::var_os("ASSESS_WRITE").map(std::path::PathBuf::from) else {
        return;
    };
    let write = |name: &str, document: &Document| {
        std::fs::write(folder.join(format!("{name}.html")), written(document)).expect("written");
        let text = assess::render::markdown(document);
        std::fs::write(folder.join(format!("{name}.md")), text).expect("written");
    };
    for (name, document) in all_documents() {
        write(name, &document);
    }
    let one = results_of("answers.csv", include_bytes!("../../examples/answers.csv"));
    write("example", &report_of(&one[0]));
    let group = results_of("group.csv", include_bytes!("../../examples/group.csv"));
    write("portfolio", &portfolio_of(&group));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text at all, in every place that takes text.
    #[test]
    fn any_text_is_well_formed(text in "\\PC{0,40}|(\\p{Any}{0,40})|[<>&\"'a-z/= -]{0,40}") {
        let report = Document {
            title: text.clone(),
            subject: text.clone(),
            language: text.clone(),
            date: text.clone(),
            date_text: text.clone(),
            confidentiality: text.clone(),
            foot: text.clone(),
            blocks: crate::text_formats::everywhere(&text),
            ..Document::default()
        };
        let html = written(&report);
        assert_well_formed(&text, &html);
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let shown = squeezed(&unescaped(&without_kept(&html)));
        prop_assert!(shown.contains(&squeezed(&clean)));
    }
}
