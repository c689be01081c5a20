//! Messages of the program in the language of the reports.
//!
//! Every problem is made in English, where it is found. A table of patterns per language
//! (`templates/messages.de.toml`) says the same in that language: a pattern fits an English text
//! by its literal parts, and what stands between them goes into the translated one. What no
//! pattern fits stays English, so that a message can never get lost.

mod pattern;

use crate::diagnostic::{Diagnostic, Words};
use pattern::{Pattern, table};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The German messages, read once.
static GERMAN: LazyLock<Messages> =
    LazyLock::new(|| Messages::parse(include_str!("../templates/messages.de.toml")));

/// No patterns and English words.
static ENGLISH: LazyLock<Messages> = LazyLock::new(Messages::default);

/// The messages of one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Messages {
    words: Words,
    /// Patterns of whole messages and remedies, those with the longest literal text first.
    sentences: Vec<Pattern>,
    /// Patterns of what may stand in a message.
    parts: Vec<Pattern>,
}

/// A table of messages as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    words: Words,
    #[serde(default)]
    parts: BTreeMap<String, String>,
    #[serde(default)]
    messages: BTreeMap<String, String>,
}

impl Messages {
    /// The messages of a language; English where the program has none in it.
    pub fn builtin_in(language: &str) -> &'static Self {
        match language.split(['-', '_']).next() {
            Some("de") => &GERMAN,
            _ => &ENGLISH,
        }
    }

    /// Reads a table. One that is no table gives English messages, which a test rules out.
    fn parse(text: &str) -> Self {
        let File { words, parts, messages } = toml::from_str(text).unwrap_or_default();
        Self { words, sentences: table(&messages), parts: table(&parts) }
    }

    /// The problem with its message and remedy in this language.
    #[must_use]
    pub fn translated(&self, problem: &Diagnostic) -> Diagnostic {
        Diagnostic {
            message: self.sentence(&problem.message),
            hint: problem.hint.as_deref().map(|hint| self.sentence(hint)),
            ..problem.clone()
        }
    }

    /// The problem on one line, as its `Display` writes it in English.
    pub fn text(&self, problem: &Diagnostic) -> String {
        self.translated(problem).told(&self.words)
    }

    /// The problem on one line without severity and code.
    pub fn in_short(&self, problem: &Diagnostic) -> String {
        self.translated(problem).in_short(&self.words)
    }

    /// The words around a message.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A message, a remedy or a loose sentence in this language; itself when no pattern fits.
    pub fn sentence(&self, text: &str) -> String {
        self.find(&self.sentences, text).unwrap_or_else(|| text.to_owned())
    }

    /// What stands in a message: parts with commas between them, one part, or a sentence.
    fn part(&self, text: &str) -> String {
        let known =
            |text: &str| self.find(&self.parts, text).or_else(|| self.find(&self.sentences, text));
        let parts: Option<Vec<String>> = text.split(", ").map(known).collect();
        parts
            .map(|parts| parts.join(", "))
            .or_else(|| known(text))
            .unwrap_or_else(|| text.to_owned())
    }

    /// The text by the first pattern that fits. Captured texts are shorter than the whole, so that
    /// this ends.
    fn find(&self, patterns: &[Pattern], text: &str) -> Option<String> {
        patterns.iter().find_map(|pattern| pattern.fill(text, &|part| self.part(part)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "[words]\nerror = \"Fehler\"\nrow = \"Zeile\"\n\
        [parts]\n'a role' = 'Rolle'\n'{x} ({n} {rows})' = '{x} ({n} {~rows})'\n'rows' = 'Zeilen'\n\
        [messages]\n'{x} is wrong' = '{x} ist falsch'\n\
        '{what} \"{id}\" is wrong' = '{~what} \"{id}\" taugt nicht'\n\
        'the rows say {all}; {x} is used' = 'verwendet: {x} aus {~all}'\n\
        '{text} (and {n} more)' = '{~text} (und {n} weitere)'\n";

    fn said(text: &str) -> String {
        Messages::parse(TABLE).sentence(text)
    }

    #[test]
    fn the_longest_literal_text_wins_and_parts_are_said_too() {
        assert_eq!(said("7 is wrong"), "7 ist falsch");
        assert_eq!(said("a role \"x\" is wrong"), "Rolle \"x\" taugt nicht");
        assert_eq!(said("a toad \"x\" is wrong"), "a toad \"x\" taugt nicht");
        assert_eq!(said("7 is wrong (and 2 more)"), "7 ist falsch (und 2 weitere)");
        let several = "the rows say 1 (2 rows), 3 (4 rows); 1 is used";
        assert_eq!(said(several), "verwendet: 1 aus 1 (2 Zeilen), 3 (4 Zeilen)");
    }

    #[test]
    fn what_has_no_pattern_stays() {
        assert_eq!(said("a role"), "a role", "parts are no messages");
        assert_eq!(said("{x} is right"), "{x} is right");
        assert_eq!(said(""), "");
    }

    #[test]
    fn values_cannot_be_taken_for_patterns() {
        assert_eq!(said("{x} {~what} is wrong"), "{x} {~what} ist falsch");
    }

    #[test]
    fn a_problem_is_told_in_words() {
        let problem = Diagnostic::error("bad", "7 is wrong").at_file("a.csv").at_row(3);
        let messages = Messages::parse(TABLE);
        assert_eq!(messages.text(&problem), "Fehler[bad]: a.csv, Zeile 3: 7 ist falsch");
        assert_eq!(messages.in_short(&problem), "a.csv, Zeile 3: 7 ist falsch");
        assert_eq!(Messages::builtin_in("en").text(&problem), problem.to_string());
    }

    #[test]
    fn the_built_in_table_can_be_read() {
        assert!(!Messages::builtin_in("de-CH").sentences.is_empty());
    }
}
