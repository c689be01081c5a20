//! Words that people use for raters, standings, columns and choices, as data (`synonyms.toml`).

use super::spelling::{fold, fold_text};
use super::{RaterGroup, Standing};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    raters: BTreeMap<String, Vec<String>>,
    standings: BTreeMap<String, Vec<String>>,
    columns: toml::Table,
    asks: BTreeMap<String, Vec<String>>,
    cells: BTreeMap<String, Vec<String>>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    // A test reads the file, so it is never broken here.
    toml::from_str(include_str!("synonyms.toml")).unwrap_or_default()
});

/// The rater group that a folded word means.
pub(super) fn rater(word: &str) -> Option<RaterGroup> {
    let name = meant(&FILE.raters, word)?;
    RaterGroup::ALL.into_iter().find(|group| group.name() == name)
}

/// The standing that a folded word means.
pub(super) fn standing(word: &str) -> Option<Standing> {
    let name = meant(&FILE.standings, word)?;
    let all = [Standing::Incumbent, Standing::Candidate, Standing::External];
    all.into_iter().find(|standing| standing.name() == name)
}

/// Whether a cell says that its option was not chosen.
pub(super) fn is_unticked(cell: &str) -> bool {
    let word = fold(cell);
    word.is_empty() || is_among(&FILE.cells, "unticked", &word)
}

/// Whether a cell names nobody.
pub(super) fn is_nobody(cell: &str) -> bool {
    is_among(&FILE.cells, "nobody", &fold(cell))
}

/// The column of the plain layout that a heading may stand for: one that is called so, then one
/// that mentions it.
pub(super) fn column(heading: &str) -> Option<&'static str> {
    let text = fold_text(heading);
    let called = |known: &str| fold_text(known) == text;
    let mentioned = |known: &str| mentions(&text, known);
    let find = |fits: &dyn Fn(&str) -> bool| {
        FILE.columns.iter().find_map(|(name, known)| {
            let mut known = known.as_array()?.iter().filter_map(toml::Value::as_str);
            known.any(fits).then_some(name.as_str())
        })
    };
    find(&called).or_else(|| find(&mentioned))
}

/// Whether a heading asks how much something matters.
pub(super) fn asks_importance(heading: &str) -> bool {
    asks("importance", heading)
}

/// Whether a heading asks for remarks.
pub(super) fn asks_comment(heading: &str) -> bool {
    asks("comment", heading)
}

fn asks(what: &str, heading: &str) -> bool {
    let text = fold_text(heading);
    FILE.asks.get(what).is_some_and(|words| words.iter().any(|word| mentions(&text, word)))
}

/// Whether a folded text has a word, or words in a row.
fn mentions(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {} ", fold_text(words)))
}

fn meant<'f>(lists: &'f BTreeMap<String, Vec<String>>, word: &str) -> Option<&'f str> {
    let found = lists.iter().find(|(_, words)| words.iter().any(|known| fold(known) == word));
    found.map(|(name, _)| name.as_str())
}

fn is_among(lists: &BTreeMap<String, Vec<String>>, list: &str, word: &str) -> bool {
    lists.get(list).is_some_and(|words| words.iter().any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let file: File = toml::from_str(include_str!("synonyms.toml")).expect("sound");
        let raters: Vec<&str> = RaterGroup::ALL.iter().map(|group| group.name()).collect();
        assert!(file.raters.keys().all(|name| raters.contains(&name.as_str())));
        assert_eq!(file.raters.len(), raters.len());
        assert!(file.columns.keys().all(|name| plain::NAMES.contains(&name.as_str())));
        assert_eq!(file.standings.len(), 3);
    }

    #[test]
    fn words_are_understood_in_several_languages() {
        assert_eq!(rater(&fold("Direct Report")), Some(RaterGroup::Report));
        assert_eq!(rater(&fold("Vorgesetzte")), Some(RaterGroup::Manager));
        assert_eq!(rater("friend"), None);
        assert_eq!(standing("amtsinhaberin"), Some(Standing::Incumbent));
        assert!(is_unticked(" Nein ") && is_unticked("") && !is_unticked("Bread"));
    }

    #[test]
    fn headings_are_proposed() {
        for (heading, meant) in [
            ("Which company do you work for?", "organisation"),
            ("SubjectUniqueIdentifier", "subject"),
            ("What is your relationship to this person?", "rater"),
            ("Welche Firma?", "organisation"),
            ("Position", "role"),
        ] {
            assert_eq!(column(heading), Some(meant), "{heading}");
        }
        assert_eq!(column("Favourite colour"), None);
        assert!(asks_importance("How important is strategy here?"));
    }
}
