//! Text that must not become markup, with as few backslashes as that allows.

use std::iter::Peekable;
use std::str::Chars;

/// A text that fills a line of its own.
pub(super) fn line(text: &str) -> String {
    at_line_start(text_within(text, true).trim())
}

/// A text inside a line. Line breaks, tabs and control characters become spaces. `last`: nothing
/// follows it.
pub(super) fn text_within(text: &str, last: bool) -> String {
    let one_line: String =
        text.chars().map(|c| if c.is_control() || is_line_end(c) { ' ' } else { c }).collect();
    let mut escaped = String::with_capacity(one_line.len() + 8);
    let mut rest = one_line.chars().peekable();
    while let Some(letter) = rest.next() {
        if letter == ' ' && escaped.ends_with(' ') {
            continue;
        }
        if letter.is_ascii_punctuation() && could_be_markup(letter, &escaped, &mut rest, last) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}')
}

fn could_be_markup(letter: char, so_far: &str, rest: &mut Peekable<Chars<'_>>, last: bool) -> bool {
    let (before, after) = (so_far.chars().next_back(), rest.peek().copied());
    let is_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    match letter {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
        // Inside a word it is a letter like others.
        '_' => !(is_word(before) && is_word(after)),
        // The start of a character's name or number.
        '&' => after.map_or(!last, |next| next != ' '),
        // Signs at the end of a heading close it.
        '#' => !is_word(before),
        // Addresses become links without any markup.
        '@' => is_word(before),
        ':' => after == Some('/'),
        '.' => so_far.to_lowercase().ends_with("www"),
        _ => false,
    }
}

/// A finished line whose beginning must not start a heading, list, quotation or rule.
pub(super) fn at_line_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let mut signs = rest.chars();
    let (sign, after) = (signs.next(), signs.next());
    let is_marker = after.is_none_or(|next| next == ' ');
    let starts_block = match sign {
        Some('-' | '=') => digits == 0 && (is_marker || after == sign),
        Some('+') => digits == 0 && is_marker,
        Some('.' | ')') => digits > 0 && is_marker,
        _ => false,
    };
    if starts_block { format!("{number}\\{rest}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_markup_keeps_its_look() {
        for plain in [
            "3.9",
            "-0.6",
            "+1",
            "2026",
            "Raters see 3.9, target 4.0; a gap.",
            "R&D",
            "snake_case",
            "Why? (So!)",
            "C#",
        ] {
            let expected = plain.replace('&', "\\&");
            assert_eq!(line(plain), expected);
        }
        assert_eq!(line("Müller & Søn"), "Müller & Søn");
    }

    #[test]
    fn what_is_markup_is_escaped() {
        assert_eq!(line("1. April"), "1\\. April");
        assert_eq!(line("- a\n\tb"), "\\- a b");
        assert_eq!(line("---"), "\\---");
        assert_eq!(line("1)"), "1\\)");
        assert_eq!(line("<b>a | b</b>"), "\\<b\\>a \\| b\\</b\\>");
        assert_eq!(line("a https://b www.c d@e"), "a https\\://b www\\.c d\\@e");
        assert_eq!(line("# x #"), "\\# x \\#");
    }
}
