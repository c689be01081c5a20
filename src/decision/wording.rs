//! Filling the data's phrases.

/// Replaces `{key}` by its value; unknown placeholders stay, so that a test can find them.
pub(super) fn fill(phrase: &str, pairs: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        let Some(close) = from.find('}') else {
            rest = from;
            break;
        };
        let key = &from[1..close];
        match pairs.iter().find(|(name, _)| *name == key) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(&from[..=close]),
        }
        rest = &from[close + 1..];
    }
    text.push_str(rest);
    text
}

/// The text with its first letter in upper case.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once_and_values_are_not_read_again() {
        assert_eq!(fill("keep the {seat}", &[("seat", "{name}")]), "keep the {name}");
        assert_eq!(fill("a {b} c {d", &[("d", "x")]), "a {b} c {d");
        assert_eq!(capitalised("élan"), "Élan");
    }
}
