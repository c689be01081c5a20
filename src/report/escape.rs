//! Text that must not become markup.

use std::fmt::Write;

/// Writes a text so that Markdown shows it literally: every ASCII punctuation character gets a
/// backslash (`CommonMark` 0.31, section 2.4, lets each of them be escaped), and line breaks, tabs
/// and control characters become single spaces, since blocks are told apart by lines.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for (index, word) in words(text).enumerate() {
        if index > 0 {
            escaped.push(' ');
        }
        for letter in word.chars() {
            if letter.is_ascii_punctuation() {
                escaped.push('\\');
            }
            // Writing to a string cannot fail.
            let _ = escaped.write_char(letter);
        }
    }
    keep_edges(text, escaped)
}

/// A text on one line: runs of white space and control characters become one space.
pub fn one_line(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_whitespace() && letter != '\u{a0}' || letter.is_control())
        .filter(|word| !word.is_empty())
}

/// Keeps one space at either end, so that words of a sentence can be put together from parts.
fn keep_edges(text: &str, mut escaped: String) -> String {
    if escaped.is_empty() {
        return escaped;
    }
    if text.starts_with(' ') {
        escaped.insert(0, ' ');
    }
    if text.ends_with(' ') {
        escaped.push(' ');
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_is_escaped_and_lines_are_joined() {
        assert_eq!(markdown("<b>Müller & Søn</b>"), "\\<b\\>Müller \\& Søn\\<\\/b\\>");
        assert_eq!(markdown("1. a\n\n    b\t#c"), "1\\. a b \\#c");
        assert_eq!(markdown(" and "), " and ");
        assert_eq!(one_line(" a\u{7}b\r\nc "), "a b c");
    }
}
