//! Comparing words as people mean them, and guessing what a wrong one was meant to be.

pub(super) use crate::ingest::folding::{fold, fold_id, fold_text};

/// The candidate that a wrong word was probably meant to be: at most a third of its letters
/// differ, or, failing that, it is the only candidate that contains the word or lies in it.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = fold(word);
    let length = word.chars().count();
    if !(2..=300).contains(&length) {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    let mut related = Vec::new();
    for candidate in candidates {
        let folded = fold(candidate);
        let reach = length.max(folded.chars().count()).div_ceil(3).min(length - 1);
        if folded.chars().count().abs_diff(length) <= reach {
            let distance = strsim::osa_distance(&word, &folded);
            if distance <= reach && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        if length >= 3 && folded.len() >= 3 && (folded.contains(&word) || word.contains(&folded)) {
            related.push(candidate);
        }
    }
    match (best, related.as_slice()) {
        (Some((_, found)), _) => Some(found),
        (None, [only]) => Some(only),
        _ => None,
    }
}

/// `did you mean "Usually"?`, or else the words that are allowed.
pub(super) fn suggestion<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> String {
    match nearest(word, candidates.clone()) {
        Some(found) => did_you_mean(found),
        None => format!("use one of: {}", candidates.into_iter().collect::<Vec<_>>().join(", ")),
    }
}

/// `did you mean "Usually"?`
pub(super) fn did_you_mean(found: &str) -> String {
    format!("did you mean {}?", quoted(found))
}

/// A value between quotation marks, on one line and cut to a length that a message can carry.
///
/// An e-mail address is not shown: it says who somebody is.
pub(super) fn quoted(value: &str) -> String {
    const LONGEST: usize = 60;
    if is_address(value) {
        return "\"…@…\"".to_owned();
    }
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return format!("\"{line}\"");
    }
    let start: String = line.chars().take(LONGEST - 1).collect();
    format!("\"{}…\"", start.trim_end())
}

/// A value as a message may repeat it.
pub(super) fn repeatable(value: &str) -> &str {
    if is_address(value) { "…@…" } else { value }
}

/// Whether a value holds an e-mail address.
fn is_address(value: &str) -> bool {
    value.split_once('@').is_some_and(|(before, after)| {
        before.ends_with(char::is_alphanumeric) && after.contains('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_not_shown() {
        assert_eq!(quoted("ann@x.example"), "\"…@…\"");
        assert_eq!(quoted("4 @ 5"), "\"4 @ 5\"");
    }

    #[test]
    fn the_nearest_word_is_near() {
        let labels = ["Almost never", "Seldom", "Usually", "Almost always"];
        assert_eq!(nearest("Usualy", labels), Some("Usually"));
        assert_eq!(nearest("almost nevr", labels), Some("Almost never"));
        assert_eq!(nearest("never", labels), Some("Almost never"));
        assert_eq!(nearest("Almost", labels), None);
        assert_eq!(nearest("Strongly agree", labels), None);
        assert_eq!(nearest("", labels), None);
        assert_eq!(nearest("organization", ["organisation"]), Some("organisation"));
    }
}
