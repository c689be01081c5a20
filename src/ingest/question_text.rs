//! Headings as people would say them: without markup and numbering, and taken apart into a
//! question and its row.

use super::dialect::tools::Split;

/// A heading's text without HTML tags, character references and the targets of Markdown links.
/// What is only punctuation stays; comparing texts drops it.
pub(super) fn clean(text: &str) -> String {
    let text = without_links(&without_references(&without_tags(text)));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `<b>Word</b><br>` to `Word`; the sign of `<5` is no tag.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let is_tag = after.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/');
        if let Some((_, behind)) = after.split_once('>').filter(|_| is_tag) {
            plain.push(' ');
            rest = behind;
        } else {
            plain.push('<');
            rest = after;
        }
    }
    plain + rest
}

/// The characters that survey tools leave as references in headings.
const REFERENCES: [(&str, &str); 8] = [
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&rsquo;", "'"),
    ("&amp;", "&"),
];

fn without_references(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    REFERENCES.iter().fold(text.to_owned(), |text, (reference, sign)| text.replace(reference, sign))
}

/// `[word](https://…)` to `word`.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        if let (Some(open), Some((_, behind))) = (before.rfind('['), after.split_once(')')) {
            plain.push_str(before.get(..open).unwrap_or_default());
            plain.push_str(before.get(open + 1..).unwrap_or_default());
            rest = behind;
        } else {
            plain.push_str(before);
            plain.push_str("](");
            rest = after;
        }
    }
    plain + rest
}

/// The text after a number such as `3.`, `3)`, `Q3:` or `Q3 -`; `None`: it has none.
pub(crate) fn without_number(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let digits = text.strip_prefix(['Q', 'q', 'F']).unwrap_or(text);
    let rest = digits.trim_start_matches(|sign: char| sign.is_ascii_digit());
    if rest.len() == digits.len() {
        return None;
    }
    let rest = rest.strip_prefix(|sign: char| sign.is_ascii_lowercase()).unwrap_or(rest);
    let marks = [". ", ") ", ": ", " - ", ".", ":", ")"];
    let rest = marks.iter().find_map(|mark| rest.strip_prefix(mark))?.trim_start();
    (!rest.is_empty() && !rest.starts_with(|sign: char| sign.is_ascii_digit())).then_some(rest)
}

/// An id in brackets before the text, as in `[cio.strategy.1] Plans are kept.`, and the text.
pub(crate) fn bracketed_id(text: &str) -> Option<(&str, &str)> {
    let (id, rest) = text.trim_start().strip_prefix('[')?.split_once(']')?;
    let rest = rest.trim_start();
    (!id.contains(' ') && !id.is_empty() && !rest.is_empty()).then_some((id, rest))
}

/// All ways to take a heading apart into a question and its row; none when it has no rows.
pub(super) fn splits(text: &str, ways: &[Split]) -> Vec<(String, String)> {
    if text.len() > LONGEST_HEADING {
        return Vec::new();
    }
    let mut found = Vec::new();
    for way in ways {
        match way {
            Split::Bracket => found.extend(bracket(text)),
            Split::Dash => {
                found.extend(at_each(text, " - "));
                found.extend(at_each(text, "-"));
            }
            Split::Dot | Split::Member => found.extend(at_each(text, ".")),
            Split::RowFirst => {
                found.extend(at_each(text, ":").into_iter().map(|(row, question)| (question, row)));
            }
            Split::Arrow => found.extend(at_each(text, ">>")),
            Split::Path => found.extend(at_each(text, "/")),
            Split::Group => found.extend(at_each(text, "-")),
            Split::Choice => found.extend(choice(text)),
            Split::Code => found.extend(code(text)),
        }
    }
    let trimmed = |part: &str| part.trim().to_owned();
    let all = found.into_iter().map(|(question, row)| (trimmed(question), trimmed(row)));
    let mut all: Vec<(String, String)> = all.filter(|(_, row)| !row.is_empty()).collect();
    all.dedup();
    all
}

/// Places at which a heading is taken apart at most, and its longest text.
const MOST_SPLITS: usize = 12;
const LONGEST_HEADING: usize = 2000;

/// The text before and after each place of a sign.
fn at_each<'t>(text: &'t str, sign: &str) -> Vec<(&'t str, &'t str)> {
    text.match_indices(sign)
        .take(MOST_SPLITS)
        .filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + sign.len()..)?)))
        .collect()
}

/// `Question [Row]`
fn bracket(text: &str) -> Vec<(&str, &str)> {
    let Some(inner) = text.trim_end().strip_suffix(']') else { return Vec::new() };
    at_each(inner, " [")
}

/// `Label (choice=Option)` and `name___option`
fn choice(text: &str) -> Option<(&str, &str)> {
    let labelled =
        text.trim_end().strip_suffix(')').and_then(|inner| inner.rsplit_once("(choice="));
    labelled.or_else(|| text.split_once("___"))
}

/// `Q1[SQ001]`; a text after it is left to [`code_and_text`].
fn code(text: &str) -> Option<(&str, &str)> {
    let (question, row) = text.trim_end().strip_suffix(']')?.split_once('[')?;
    (is_code(question) && is_code(row)).then_some((question, row))
}

/// The parts of `Q1[SQ001]. Question [Row]`: the code, and the text after it.
pub(super) fn code_and_text(text: &str) -> Option<(&str, &str)> {
    let (code, rest) = text.split_once(". ")?;
    let bare = code.split_once('[').map_or(code, |(question, _)| question);
    let closed = code == bare || code.ends_with(']');
    (is_code(bare) && closed).then_some((code, rest))
}

/// Whether a text is a code of a question or of its row.
pub(super) fn is_code(text: &str) -> bool {
    let sign = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.');
    !text.is_empty() && text.chars().all(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_dropped() {
        assert_eq!(clean("<p>How <b>often</b>?<br/>&nbsp;Say&amp;so</p>"), "How often ? Say&so");
        assert_eq!(clean("Teams of <5 and >20"), "Teams of <5 and >20");
        assert_eq!(clean("Use [dapps](https://x.example/y) *now*"), "Use dapps *now*");
        assert_eq!(clean("a [b] (c) ](d"), "a [b] (c) ](d");
    }

    #[test]
    fn numbers_are_dropped_and_amounts_stay() {
        for text in ["3. Plans", "Q3: Plans", "3) Plans", "Q12 - Plans", "2a. Plans"] {
            assert_eq!(without_number(text), Some("Plans"), "{text}");
        }
        for text in ["3 plans", "Plans", "3.5 plans", "360 degrees", "Q3"] {
            assert_eq!(without_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_is_taken_apart() {
        let one = |text: &str, way| splits(text, &[way]).pop();
        let parts = Some(("How often?".to_owned(), "Plans [kept]".to_owned()));
        assert_eq!(
            one("How often? [Plans [kept]]", Split::Bracket),
            Some(("How often? [Plans".into(), "kept]".into()))
        );
        assert_eq!(splits("How often? [Plans [kept]]", &[Split::Bracket]).first(), parts.as_ref());
        let parts = Some(("How often?".to_owned(), "Plans".to_owned()));
        assert!(one("How often? - Plans", Split::Dash).is_some());
        assert_eq!(splits("How often? - Plans", &[Split::Dash]).first(), parts.as_ref());
        assert_eq!(one("How often?.Plans", Split::Dot), parts);
        assert_eq!(one("Plans:How often?", Split::RowFirst), parts);
        assert_eq!(one("How often? >> Plans", Split::Arrow), parts);
        assert_eq!(one("How often?(choice=Plans)", Split::Choice), parts);
        assert_eq!(one("Q1[SQ001]", Split::Code), Some(("Q1".into(), "SQ001".into())));
        assert_eq!(code_and_text("Q1[SQ001]. How often?"), Some(("Q1[SQ001]", "How often?")));
        assert_eq!(bracketed_id("[cio.1] Plans"), Some(("cio.1", "Plans")));
    }
}
