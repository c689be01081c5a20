//! What separates cells, found by trying: the delimiter that makes the file rectangular.
//!
//! Counting delimiters in the first line is wrong on real exports, because question texts hold
//! commas. Each candidate is tried with a quote-aware parse instead.

use super::reader;
use serde::Serialize;

/// What separates the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, usual where the comma is the decimal sign.
    Semicolon,
    /// The tab character.
    Tab,
    /// `|`
    Pipe,
}

impl Delimiter {
    /// All delimiters, the most usual first.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The character.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }

    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
        }
    }
}

/// The delimiter declared by a first line `sep=;`, as spreadsheets write it, and the text after
/// that line.
pub fn declared(text: &str) -> (Option<Delimiter>, &str) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let Some(sign) = line.trim_matches('"').strip_prefix("sep=") else { return (None, text) };
    let rest = &text[line.len()..];
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    let found = Delimiter::ALL.into_iter().find(|one| sign.as_bytes() == [one.byte()]);
    (found, rest)
}

/// The delimiter whose records are most often as wide as the header; then the one with more
/// columns; then the more usual one. A file of one column counts as separated by commas.
pub fn choose(text: &str) -> Delimiter {
    let sample = sample(text);
    let mut best = (Delimiter::Comma, 0, 0);
    for delimiter in Delimiter::ALL {
        let (share, width) = rectangularity(sample, delimiter);
        if width >= 2 && (share, width) > (best.1, best.2) {
            best = (delimiter, share, width);
        }
    }
    best.0
}

/// Bytes that decide the delimiter; a few hundred rows of a wide file.
const SAMPLE: usize = 256 * 1024;

/// The start of the text.
fn sample(text: &str) -> &str {
    (0..4).find_map(|back| text.get(..SAMPLE - back)).unwrap_or(text)
}

/// How many of ten thousand records are as wide as the header, and the header's width. Blank
/// cells beyond the header do not count.
fn rectangularity(sample: &str, delimiter: Delimiter) -> (usize, usize) {
    let records = reader::records_of_start(sample, delimiter);
    let Some(header) = records.first() else { return (0, 0) };
    let width = header.cells.len();
    // The last record of a cut sample is cut as well.
    let whole = if sample.len() >= SAMPLE - 4 { records.len() - 1 } else { records.len() };
    let fits = records[..whole].iter().filter(|record| record.fits(width)).count();
    (fits * 10_000 / whole.max(1), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_texts_do_not_mislead() {
        let text = "org;\"one, two, three\";four, five\nA;1;2\nB;3;\"x\ny, z\"\n";
        assert_eq!(choose(text), Delimiter::Semicolon);
    }

    #[test]
    fn each_delimiter_is_found() {
        for one in Delimiter::ALL {
            let sign = char::from(one.byte());
            let text = format!("a{sign}b{sign}c\n1{sign}2{sign}3\n");
            assert_eq!(choose(&text), one, "{text:?}");
        }
        assert_eq!(choose("alone\n1\n"), Delimiter::Comma);
    }

    #[test]
    fn a_spreadsheets_first_line_declares_the_delimiter() {
        assert_eq!(declared("sep=;\r\na;b\n"), (Some(Delimiter::Semicolon), "a;b\n"));
        assert_eq!(declared("separate,b\n"), (None, "separate,b\n"));
    }
}
