//! Texts without the differences that nobody means.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A text without differences that nobody means: case, runs of blanks, kinds of dash and
/// apostrophe, composed or decomposed accents.
pub(crate) fn fold(text: &str) -> String {
    let plain: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.nfkc().collect::<String>().into() };
    let mut folded = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for sign in word.chars() {
            match sign {
                '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
                '\u{2018}' | '\u{2019}' | '\u{2032}' => folded.push('\''),
                '\u{200B}' | '\u{FEFF}' => {}
                other => folded.extend(other.to_lowercase()),
            }
        }
    }
    folded
}

/// A question's text folded to its letters and digits, so that punctuation does not matter.
pub(crate) fn fold_text(text: &str) -> String {
    let letters: String = fold(text)
        .chars()
        .map(|sign| if sign.is_alphanumeric() || sign == '\'' { sign } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id folded to its letters and digits: tools drop or replace the dots of ids. The sign of a
/// negative number, as in `Q2_-1`, stays.
pub(crate) fn fold_id(id: &str) -> String {
    let folded = fold(id).replace("_-", "_−");
    folded.chars().filter(|sign| sign.is_alphanumeric() || *sign == '−').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_what_nobody_means() {
        assert_eq!(fold("  Almost\u{a0} ALWAYS "), "almost always");
        assert_eq!(fold("Don’t know"), "don't know");
        assert_eq!(fold("50–249"), "50-249");
        assert_eq!(fold("Cafe\u{301}"), fold("Café"));
        assert_eq!(fold_text("Plans, (mostly) kept."), "plans mostly kept");
        assert_eq!(fold_id("cio.strategy.1"), fold_id("CIO_strategy_1"));
        assert_ne!(fold_id("Q2_1"), fold_id("Q2_-1"));
    }
}
