//! How wide a text will be, for labels in charts.
//!
//! Charts are drawn before layout chooses a font, so widths are estimated from the advance widths
//! of the report face (Inter) with a margin for kerning. An estimate that is too wide costs a
//! little room; one that is too narrow would let labels touch, so everything unknown counts as
//! wide.

mod advances;

/// What pairs of letters that stand further apart than their widths say may add.
const KERNING: f32 = 1.02;

/// The estimated width of a text in points.
pub(super) fn width(text: &str, size: f32, strong: bool) -> f32 {
    // Layout sets the figures of a number as wide as each other, so that they line up.
    let number = !text.chars().any(char::is_alphabetic);
    let figure = if strong { 671.0 } else { 648.0 };
    let thousandths: f32 = text
        .chars()
        .map(|letter| match letter {
            '0'..='9' if number => figure,
            _ => advance(letter, strong),
        })
        .sum();
    thousandths / 1000.0 * size * KERNING
}

/// The text over at most `lines` lines of `room` points, cut with an ellipsis where it is longer.
pub(super) fn wrap(text: &str, size: f32, room: f32, lines: usize) -> Vec<String> {
    wrap_weight(text, size, false, room, lines)
}

/// The same for a text in the regular or the heavier weight.
pub(super) fn wrap_weight(
    text: &str,
    size: f32,
    strong: bool,
    room: f32,
    lines: usize,
) -> Vec<String> {
    let mut wrapped: Vec<String> = vec![String::new()];
    for (joint, piece) in pieces(text) {
        let last_line = wrapped.len() >= lines.max(1);
        let Some(line) = wrapped.last_mut() else { break };
        let joint = if line.is_empty() { "" } else { joint };
        let longer = format!("{line}{joint}{piece}");
        if line.is_empty() || last_line || width(&longer, size, strong) <= room {
            *line = longer;
        } else {
            wrapped.push(piece.to_owned());
        }
    }
    wrapped.iter().map(|line| cut(line, size, strong, room)).collect()
}

/// The text, cut with an ellipsis where it is wider than `room`.
pub(super) fn cut(text: &str, size: f32, strong: bool, room: f32) -> String {
    if width(text, size, strong) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if width(&kept, size, strong) + width("…", size, strong) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// The pieces between which a line may end, each with what joins it to the piece before.
fn pieces(text: &str) -> Vec<(&'static str, &str)> {
    let mut pieces = Vec::new();
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        let mut joint = " ";
        let mut rest = word;
        while let Some(end) = break_after(rest) {
            let (piece, tail) = rest.split_at(end);
            pieces.push((joint, piece));
            (joint, rest) = ("", tail);
        }
        pieces.push((joint, rest));
    }
    pieces
}

/// Where a word may end a line after a hyphen or a slash between letters.
fn break_after(word: &str) -> Option<usize> {
    word.match_indices(['-', '/']).map(|(start, mark)| start + mark.len()).find(|end| {
        let (before, after) = word.split_at(*end);
        let letters = before.chars().filter(|letter| letter.is_alphabetic()).count();
        letters > 2 && after.chars().take(3).filter(|letter| letter.is_alphabetic()).count() > 2
    })
}

fn advance(letter: char, strong: bool) -> f32 {
    let table = if strong { &advances::STRONG } else { &advances::REGULAR };
    let known = (letter as usize).checked_sub(32).and_then(|index| table.get(index));
    known.map_or_else(|| further(letter), |thousandths| f32::from(*thousandths))
}

/// Advance widths beyond the tables, in thousandths of the size: the larger of both weights.
fn further(letter: char) -> f32 {
    match letter {
        '\u{2009}' | '\u{202f}' => 185.0,
        '‘' | '’' | '‚' => 230.0,
        '‹' | '›' | '“' | '”' | '„' | '‐' | '‑' => 430.0,
        '–' => 500.0,
        '•' => 565.0,
        '−' | '€' | '≤' | '≥' => 680.0,
        '…' => 825.0,
        'ж' | 'ш' | 'щ' | 'ы' | 'ю' | 'љ' | 'њ' | 'ω' | 'ώ' => 945.0,
        'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Љ' | 'Њ' => 1130.0,
        'Ͱ'..='ӿ' if letter.is_lowercase() => 810.0,
        'Ͱ'..='ӿ' => 920.0,
        _ => 1050.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustybuzz::{Face, Feature, UnicodeBuffer, ttf_parser::Tag};

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
        assert!(width(&cut(&"m".repeat(400), 9.0, false, 100.0), 9.0, false) <= 100.0);
    }

    #[test]
    fn lines_end_after_hyphens_and_slashes_between_letters() {
        assert_eq!(
            wrap("Drittparteien- und Lieferanten-Risikosteuerung", 9.0, 105.0, 3),
            ["Drittparteien- und", "Lieferanten-", "Risikosteuerung"]
        );
        assert_eq!(wrap("ready 24/7 or e-mail", 9.0, 40.0, 9), ["ready", "24/7 or", "e-mail"]);
    }

    /// The width that layout will give a text of size 1: kerned, without contextual forms, figures
    /// of numbers equally wide.
    fn real(face: &Face<'_>, text: &str) -> f32 {
        let number = !text.chars().any(char::is_alphabetic);
        let feature = |tag: &[u8; 4], value| Feature::new(Tag::from_bytes(tag), value, ..);
        let features = [feature(b"calt", 0), feature(b"tnum", u32::from(number))];
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        let glyphs = rustybuzz::shape(face, &features, buffer);
        let sum: i32 = glyphs.glyph_positions().iter().map(|position| position.x_advance).sum();
        sum as f32 / face.units_per_em() as f32
    }

    fn faces() -> [(Face<'static>, bool); 2] {
        let regular = include_bytes!("../../templates/fonts/Inter-Regular.otf");
        let strong = include_bytes!("../../templates/fonts/Inter-SemiBold.otf");
        [(regular.as_slice(), false), (strong.as_slice(), true)]
            .map(|(data, strong)| (Face::from_slice(data, 0).expect("a font"), strong))
    }

    #[test]
    fn estimates_are_never_below_the_font_and_hardly_above() {
        for (face, strong) in faces() {
            for letter in (' '..='~').chain('\u{a1}'..='\u{17f}') {
                if face.glyph_index(letter).is_none() || letter == '\u{ad}' {
                    continue;
                }
                let text = letter.to_string();
                let (real, estimate) = (real(&face, &text), width(&text, 1.0, strong));
                assert!(estimate >= real, "'{letter}' is {real} wide, estimated as {estimate}");
                assert!(estimate <= real * 1.15, "'{letter}': {real}, estimated as {estimate}");
            }
        }
    }

    #[test]
    fn kerned_texts_keep_to_their_estimates() {
        let texts = [
            "Threat monitoring and vulnerability management",
            "Führungskräfte prüfen Maßnahmen regelmäßig; Übungen größerer Störfälle",
            "Vorstand (3,4) – Ziel „4,0“ … Rückstand −0,6 • 111 von 117 €",
            "Évaluation des priorités, rôle du directeur à l’étage",
            "TV AVATAR LTD. 1111 fifth offset efficiency \"Yes\" 7/11 [A] {b} (f)",
            "1,111.1",
            "−0.2",
            "+3.4",
            "11 to 17",
            "2026-11-11",
            "Управление рисками ЖШЩЮ",
            "Διαχείριση κινδύνων",
        ];
        for (face, strong) in faces() {
            for text in texts {
                let (real, estimate) = (real(&face, text), width(text, 1.0, strong));
                assert!(estimate >= real, "\"{text}\" is {real} wide, estimated as {estimate}");
            }
        }
    }
}
