//! Markdown to blocks, and text of users that must not become markup.

use super::dump;
use super::fixture::halden;
use super::pages::report_of;
use assess::report::ReportError;
use assess::report::blocks::{Block, TextStyle};
use assess::report::escape;
use assess::report::markdown::{blocks, inline_text, plain_text};
use proptest::prelude::*;

fn parsed(text: &str) -> Vec<Block> {
    blocks(text, &|call| {
        let text = format!("{} {} {:.0}", call.kind, call.name, call.width);
        Ok(vec![Block::Paragraph { text: inline_text(text), style: TextStyle::Body }])
    })
    .expect("known blocks")
}

fn texts(blocks: &[Block]) -> String {
    let document =
        assess::report::blocks::Document { blocks: blocks.to_vec(), ..Default::default() };
    dump::document(&document)
}

#[test]
fn markdown_becomes_blocks() {
    let text = "# One\n\ntwo **three** *four*\n\n- a\n- b\n\n1. c\n\n> d\n\n> [!NOTE]\n> e\n\n---\n\n\
        | h | n |\n| --- | ---: |\n| x<br>y | 2 |\n";
    let dump = texts(&parsed(text));
    for part in ["# One", "two *three* four", "- a\n- b", "1. c", "> d", "note: e", "----"] {
        assert!(dump.contains(part), "{part} is not in\n{dump}");
    }
    assert!(dump.contains(": h | n\n: x / y | 2"), "{dump}");
}

#[test]
fn pages_columns_and_exhibits_have_their_room() {
    let text = "```page\nsection: S\ntitle: T\n```\n\n````columns\n```chart a\n```\n|||\nb\n````\n\n\
        ```page\ntitle: U\n```\n\n```table c\n```\n";
    let dump = texts(&parsed(text));
    assert!(dump.contains("[S]\n# T\n1| chart a 230\n2| b\n----\n# U\ntable c 483"), "{dump}");
}

#[test]
fn wrong_blocks_are_refused() {
    let nothing = |text: &str| blocks(text, &|_| Ok(Vec::new()));
    assert!(matches!(nothing("```pie\n```"), Err(ReportError::UnknownBlock { .. })));
    assert!(matches!(nothing(&">".repeat(40)), Err(ReportError::TooDeep) | Ok(_)));
    assert!(matches!(nothing(&format!("{} x", "> ".repeat(40))), Err(ReportError::TooDeep)));
}

/// Names that would be markup, were they not escaped.
const NASTY: [&str; 9] = [
    "<b>Müller & Søn</b>",
    "*x* **y** _z_",
    "[a](https://example.org)",
    "`code` ``` fence",
    "a | b || c",
    "1. April",
    "# not a heading",
    "{{ organisation }} {% if %}",
    "back\\slash \\* &amp; &lt; ~~s~~ ![i](j)",
];

#[test]
fn names_come_out_literally() {
    for name in NASTY {
        let mut results = halden();
        results.organisation = name.into();
        results.warnings = vec![name.into()];
        results.provenance.inputs[0].name = name.into();
        if let Some(decision) = &mut results.decision {
            decision.headline = name.into();
            decision.warnings = vec![name.into()];
        }
        let document = report_of(&results);
        assert_eq!(document.subject, name);
        let text = dump::document(&document);
        assert!(text.contains(&format!("# {name}\n")), "{name} is no headline in\n{text}");
        assert!(text.contains(&format!("- {name}\n")), "{name} is no warning in\n{text}");
        assert!(text.contains(&format!("from {name} (")), "{name} is no file in\n{text}");
    }
}

proptest! {
    /// Whatever a user types, Markdown shows it letter by letter, on one line.
    #[test]
    fn escaped_text_is_literal(name in "\\PC{1,40}") {
        let text = format!("before {} after", escape::markdown(&name));
        let parsed = parsed(&text);
        let plain = match parsed.as_slice() {
            [Block::Paragraph { text, .. }] => plain_text(text),
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        let expected = format!("before {} after", escape::one_line(&name));
        prop_assert_eq!(
            plain.split_whitespace().collect::<Vec<_>>(),
            expected.split_whitespace().collect::<Vec<_>>()
        );
    }

    #[test]
    fn no_markdown_makes_it_panic(text in "[#>*|`~a-z \\n:\\-\\[\\]<]{0,200}") {
        let _ = blocks(&text, &|_| Ok(Vec::new()));
    }
}
