//! The words of forms beside the questionnaire's own (`templates/publish`): who answers about whom,
//! how much something matters, remarks. Publishing writes them, and reading knows them.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words in one language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormWords {
    /// Title of the questions on who answers about whom.
    pub about: String,
    /// What stands under it.
    pub about_hint: String,
    /// Asks for the organisation.
    pub organisation: String,
    /// Asks for the person assessed.
    pub subject: String,
    /// Asks for the seat.
    pub role: String,
    /// Asks whether the person holds it.
    pub standing: String,
    /// Asks for the rater's group.
    pub rater: String,
    /// Title of the facts about the organisation.
    pub facts: String,
    /// What stands under it.
    pub facts_hint: String,
    /// Asks how many were asked.
    pub invited: String,
    /// Asks for the currency.
    pub currency: String,
    /// Asks how much `{competency}` matters.
    pub importance: String,
    /// Asks for remarks on `{competency}`.
    pub comment: String,
    /// "Not observed".
    pub not_observed: String,
    /// The low end of a rating.
    pub low: String,
    /// The high end of a rating.
    pub high: String,
    /// How to fill in a printed form.
    pub print_hint: String,
    /// Labels of the rater groups, by name.
    pub raters: BTreeMap<String, String>,
    /// Labels of the standings, by name.
    pub standings: BTreeMap<String, String>,
}

static ENGLISH: LazyLock<FormWords> =
    LazyLock::new(|| read(include_str!("../../templates/publish/words.en.toml")));
static GERMAN: LazyLock<FormWords> =
    LazyLock::new(|| read(include_str!("../../templates/publish/words.de.toml")));

fn read(text: &str) -> FormWords {
    // A test reads the files, so they are never broken here.
    toml::from_str(text).unwrap_or_default()
}

/// The words in every language.
pub fn all() -> [&'static FormWords; 2] {
    [&ENGLISH, &GERMAN]
}

/// The words in a language; English where there are none.
pub fn words(language: &str) -> &'static FormWords {
    if language == "de" || language.starts_with("de-") { &GERMAN } else { &ENGLISH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_all_words() {
        for text in [
            include_str!("../../templates/publish/words.en.toml"),
            include_str!("../../templates/publish/words.de.toml"),
        ] {
            let words: FormWords = toml::from_str(text).expect("sound");
            assert_eq!((words.raters.len(), words.standings.len()), (6, 3));
            assert!(
                words.importance.contains("{competency}") && words.comment.contains("{competency}")
            );
        }
        assert_ne!(words("de").about, words("en").about);
        assert_eq!(words("fi").about, words("en").about);
    }
}
