//! Text that must not become markup.

use crate::report::blocks::Span;
use std::fmt::Write;

/// Text for element content and quoted attributes. Control characters, which HTML forbids, become
/// spaces.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            control if control.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Text as a quoted string of a style sheet. Whatever is no letter or digit is written by its
/// number, so that it can end neither the string nor the style sheet.
pub(super) fn css_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == ' ' {
            quoted.push(letter);
        } else if !letter.is_control() {
            // Writing to a string cannot fail.
            let _ = write!(quoted, "\\{:x} ", u32::from(letter));
        }
    }
    quoted.push('"');
    quoted
}

/// Text with emphasis.
pub(super) fn inline(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

/// Large text with emphasis: a compound such as "part-time" stays on one line.
pub(super) fn heading(spans: &[Span]) -> String {
    spans.iter().map(|span| dressed(span, &compounds(&span.text))).collect()
}

/// Compounds of up to this many letters are kept whole; longer ones would leave gaps.
const LONGEST_COMPOUND: usize = 16;

fn compounds(words: &str) -> String {
    let keep = |word: &str| {
        let is_compound = word.trim_matches('-').contains('-');
        let escaped = text(word);
        if is_compound && word.chars().count() <= LONGEST_COMPOUND {
            format!("<span class=\"keep\">{escaped}</span>")
        } else {
            escaped
        }
    };
    words.split(' ').map(keep).collect::<Vec<_>>().join(" ")
}

fn span(span: &Span) -> String {
    dressed(span, &text(&span.text))
}

/// Text that is escaped already, with the emphasis of a span.
fn dressed(span: &Span, escaped: &str) -> String {
    let class = match (span.alert, span.muted) {
        (true, _) => " class=\"alert\"",
        (false, true) => " class=\"muted\"",
        (false, false) => "",
    };
    match (span.strong, class) {
        (true, class) => format!("<strong{class}>{escaped}</strong>"),
        (false, "") => escaped.to_owned(),
        (false, class) => format!("<span{class}>{escaped}</span>"),
    }
}

/// Text without emphasis, not escaped.
pub(super) fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Whether a text shows nothing.
pub(super) fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_end_what_it_stands_in() {
        assert_eq!(text("<a b='\"'>&\u{0}"), "&lt;a b=&#39;&quot;&#39;&gt;&amp; ");
        let compound = Span { text: "a part-time <b> - c".to_owned(), ..Span::default() };
        let kept = "a <span class=\"keep\">part-time</span> &lt;b&gt; - c";
        assert_eq!(heading(&[compound]), kept);
        assert_eq!(css_string("a\"</b>\\"), "\"a\\22 \\3c \\2f b\\3e \\5c \"");
    }
}
