//! A text with gaps, and the same in another language.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Marks a gap whose text is itself translated.
const SAID: char = '~';

/// What a text is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// These letters.
    Literal(String),
    /// Any text, under a name; `said`: translated where it is filled in.
    Gap { name: String, said: bool },
}

/// An English text with gaps and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    english: Vec<Piece>,
    translated: Vec<Piece>,
}

/// The patterns of a table, those with the longest literal text first, else by their English text.
pub(super) fn table(entries: &BTreeMap<String, String>) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = entries
        .iter()
        .map(|(english, translated)| Pattern {
            english: pieces(english),
            translated: pieces(translated),
        })
        .collect();
    patterns.sort_by_key(|pattern| Reverse(pattern.literal_length()));
    patterns
}

impl Pattern {
    fn literal_length(&self) -> usize {
        let lengths = self.english.iter().map(|piece| match piece {
            Piece::Literal(letters) => letters.chars().count(),
            Piece::Gap { .. } => 0,
        });
        lengths.sum()
    }

    /// The translation of a text that fits; `say` translates what stands in marked gaps.
    pub(super) fn fill(&self, text: &str, say: &dyn Fn(&str) -> String) -> Option<String> {
        let found = captured(&self.english, text)?;
        let filled = self.translated.iter().map(|piece| match piece {
            Piece::Literal(letters) => letters.clone(),
            Piece::Gap { name, said } => {
                let text = found.get(name.as_str()).copied().unwrap_or_default();
                if *said { say(text) } else { text.to_owned() }
            }
        });
        Some(filled.collect())
    }
}

/// The texts in the gaps. A gap ends where the literal after it first stands; the last literal
/// ends the text.
fn captured<'t>(pieces: &'t [Piece], text: &'t str) -> Option<BTreeMap<&'t str, &'t str>> {
    let mut found = BTreeMap::new();
    let mut open: Option<&str> = None;
    let mut rest = text;
    for (index, piece) in pieces.iter().enumerate() {
        match (piece, open) {
            (Piece::Gap { name, .. }, _) => open = Some(name),
            (Piece::Literal(letters), None) => rest = rest.strip_prefix(letters.as_str())?,
            (Piece::Literal(letters), Some(name)) => {
                let last = index + 1 == pieces.len();
                let (inside, after) = if last {
                    (rest.strip_suffix(letters.as_str())?, "")
                } else {
                    rest.split_once(letters.as_str())?
                };
                found.insert(name, inside);
                (rest, open) = (after, None);
            }
        }
    }
    match open {
        Some(name) => {
            found.insert(name, rest);
        }
        None if rest.is_empty() => {}
        None => return None,
    }
    Some(found)
}

/// Literals and gaps of `a {name} or {~name}`.
fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((before, (inside, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        let name = inside.strip_prefix(SAID).unwrap_or(inside).to_owned();
        pieces.push(Piece::Gap { name, said: inside.starts_with(SAID) });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    pieces
}
