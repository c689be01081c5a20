//! Text with emphasis.

use super::escape::{at_line_start, text_within};
use crate::report::blocks::Span;

/// A text that fills a line.
pub(super) fn line(spans: &[Span]) -> String {
    let dress = |span: &Span| match (span.strong, span.muted) {
        (true, _) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    let parts: Vec<(&str, &str)> =
        spans.iter().map(|span| (dress(span), span.text.as_str())).collect();
    cut(&parts)
}

/// A line from parts with their marks. A mark that `CommonMark` would not read as one (section 6.2:
/// what opens and closes depends on the letters around it) is left out.
pub(super) fn cut(parts: &[(&str, &str)]) -> String {
    let parts: Vec<_> = parts.iter().filter(|(_, text)| !text.is_empty()).collect();
    let mut out = String::new();
    for (index, (mark, text)) in parts.iter().enumerate() {
        let after = parts.get(index + 1..).unwrap_or_default();
        let next = after.iter().flat_map(|(_, text)| text.chars()).next();
        let escaped = text_within(text, next.is_none());
        let inner = escaped.trim();
        let before = text.chars().next().is_some_and(char::is_whitespace);
        let behind = text.chars().next_back().is_some_and(char::is_whitespace);
        let outside = (
            if before { Some(' ') } else { out.chars().next_back() },
            if behind { Some(' ') } else { next },
        );
        // Marks that touch would be read as one.
        let marked = after.first().is_some_and(|(mark, _)| !mark.is_empty());
        let beside = outside.1.is_some_and(|letter| !letter.is_whitespace());
        let touches = outside.0 == Some('*') || marked && beside;
        let mark = if touches || !stands_alone(text.trim(), outside) { "" } else { *mark };
        push_space(&mut out, before);
        if !inner.is_empty() {
            out.push_str(&[mark, inner, mark].concat());
        }
        push_space(&mut out, behind);
    }
    at_line_start(out.trim())
}

fn push_space(out: &mut String, wanted: bool) {
    if wanted && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Whether marks around a text open before it and close after it.
fn stands_alone(inner: &str, (before, behind): (Option<char>, Option<char>)) -> bool {
    let is_free = |neighbour: Option<char>| {
        neighbour.is_none_or(|letter| letter.is_whitespace() || letter.is_ascii_punctuation())
    };
    let first = inner.chars().next().is_some_and(is_sign);
    let last = inner.chars().next_back().is_some_and(is_sign);
    (!first || is_free(before)) && (!last || is_free(behind))
}

/// Punctuation and symbols, and what else is neither letter nor digit.
fn is_sign(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_they_are_read() {
        assert_eq!(cut(&[("**", "Why. "), ("", "Because")]), "**Why.** Because");
        assert_eq!(cut(&[("**", "(a)"), ("", "b")]), "(a)b");
        assert_eq!(cut(&[("**", "a"), ("*", "b")]), "a*b*");
        assert_eq!(cut(&[("", " 1"), ("", ". x")]), "1\\. x");
    }
}
