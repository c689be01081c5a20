//! How wide a text will be, for labels in charts.
//!
//! Charts are drawn before layout chooses a font, so widths are estimated from the advance widths
//! of the report face (Inter) with a margin. An estimate that is too wide costs a little room; one
//! that is too narrow would let labels touch, so everything unknown counts as wide.

/// Advance widths of printable ASCII from space to tilde, in hundredths of the size.
const ASCII: [u8; 95] = [
    28, 29, 47, 63, 64, 87, 65, 30, 37, 37, 50, 66, 29, 46, 29, 36, // space to /
    62, 48, 61, 63, 65, 60, 62, 56, 62, 62, // digits
    29, 30, 66, 66, 66, 51, 97, // : to @
    67, 65, 73, 72, 60, 59, 75, 74, 28, 57, 67, 56, 90, 75, 76, 63, 77, 64, 64, 65, 74, 67, 99, 67,
    67, 63, // capitals
    37, 36, 37, 47, 46, 37, // [ to `
    56, 61, 57, 61, 58, 37, 61, 59, 25, 25, 55, 25, 87, 59, 60, 61, 61, 38, 53, 36, 59, 56, 80, 55,
    56, 55, // small letters
    42, 34, 42, 66, // { to ~
];

/// The estimated width of a text in points.
pub(super) fn width(text: &str, size: f32, strong: bool) -> f32 {
    let hundredths: f32 = text.chars().map(advance).sum();
    let weight = if strong { 1.07 } else { 1.02 };
    hundredths / 100.0 * size * weight
}

/// The text over at most `lines` lines of `room` points, cut with an ellipsis where it is longer.
pub(super) fn wrap(text: &str, size: f32, room: f32, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let last = wrapped.last_mut();
        let Some(line) = last else { break };
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&longer, size, false) <= room {
            *line = longer;
        } else {
            wrapped.push(word.to_owned());
        }
    }
    if wrapped.len() > lines.max(1) {
        let rest = wrapped.split_off(lines.max(1) - 1).join(" ");
        wrapped.push(rest);
    }
    wrapped.iter().map(|line| cut(line, size, room)).collect()
}

/// The text, cut with an ellipsis where it is wider than `room`.
pub(super) fn cut(text: &str, size: f32, room: f32) -> String {
    if width(text, size, false) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if width(&kept, size, false) + width("…", size, false) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

fn advance(letter: char) -> f32 {
    let code = letter as usize;
    match ASCII.get(code.wrapping_sub(32)) {
        Some(hundredths) => f32::from(*hundredths),
        None if letter == '…' => 87.0,
        // Latin, Greek and Cyrillic letters are at most about as wide as an "m".
        None if code < 0x0590 => 72.0,
        None => 102.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_wrapped_and_cut() {
        let text = "Threat monitoring and vulnerability management of everything there is";
        let lines = wrap(text, 9.0, 150.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(lines.iter().all(|line| width(line, 9.0, false) <= 150.0));
        assert_eq!(wrap("short", 9.0, 150.0, 2), ["short"]);
        assert_eq!(wrap("", 9.0, 150.0, 2), [""]);
    }

    #[test]
    fn one_endless_word_is_cut() {
        assert!(width(&cut(&"m".repeat(400), 9.0, 100.0), 9.0, false) <= 100.0);
    }
}
