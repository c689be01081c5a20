//! Text that may stand in an XML file.

/// The text without the characters that XML 1.0 forbids; line breaks and tabs become spaces.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|character| match character {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\u{fffe}' | '\u{ffff}' => None,
            other if other.is_control() => None,
            other => Some(other),
        })
        .collect()
}
