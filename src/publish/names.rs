//! Ids as the tools take them.

/// Letters, digits and underscores alone: `cio.strategy.1` to `cio_strategy_1`.
pub(super) fn underscored(id: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '_' };
    let name: String = id.chars().map(sign).collect();
    if name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        name
    } else {
        format!("q{name}")
    }
}

/// A text on one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
