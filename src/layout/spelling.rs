//! Makes text that the fonts can show: plain spaces, composed letters, and code points spelled
//! out where no glyph exists.
//!
//! A character without a glyph is replaced by its compatibility decomposition when the fonts have
//! that (full-width and ligature forms), else by its code point in brackets: `[U+682A U+5F0F]`.
//! Nothing is dropped but characters that are invisible by definition.

use super::fonts::Fonts;
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text that the fonts can show. Characters that had to be spelled out are added to `missing`.
pub(super) fn spell(text: &str, fonts: &Fonts<'_>, missing: &mut BTreeSet<char>) -> String {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.to_owned();
    }
    let mut spelled = Spelled { text: String::with_capacity(text.len()), open: false };
    for character in text.nfc().filter_map(visible) {
        if is_joiner(character) {
            // They mean something only in scripts that Inter lacks.
            let last = spelled.text.chars().next_back().unwrap_or(' ');
            if !spelled.open && !fonts.inter_covers(last.encode_utf8(&mut [0; 4])) {
                spelled.push(character);
            }
        } else if shown(character, fonts) {
            spelled.push(character);
        } else if let Some(plain) = decomposed(character, fonts) {
            plain.chars().for_each(|part| spelled.push(part));
        } else {
            missing.insert(character);
            spelled.push_code(character);
        }
    }
    spelled.close();
    spelled.text
}

/// Text with a bracket that collects code points of neighbouring characters.
struct Spelled {
    text: String,
    open: bool,
}

impl Spelled {
    fn push(&mut self, character: char) {
        self.close();
        self.text.push(character);
    }

    fn push_code(&mut self, character: char) {
        self.text.push_str(if self.open { " " } else { "[" });
        self.text.push_str(&code_point(character));
        self.open = true;
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            self.text.push(']');
        }
    }
}

/// The pieces of a text that one face must show: a letter with its marks.
pub(super) fn clusters(text: &str) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        match clusters.last_mut() {
            Some(last) if is_combining_mark(character) || is_joiner(character) => last.end = end,
            _ => clusters.push(start..end),
        }
    }
    clusters
}

/// Whether the character only changes how its neighbours join.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// `U+682A`.
pub(super) fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Line breaks and control characters as spaces; soft hyphens, direction marks and variation
/// selectors not at all. The no-break space stays: lines are not broken there.
fn visible(character: char) -> Option<char> {
    match character {
        '\u{ad}'
        | '\u{34f}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => None,
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Some('\u{a0}'),
        _ if character.is_whitespace() || character.is_control() => Some(' '),
        _ => Some(character),
    }
}

/// Whether the fonts show the character. Private use has no meaning outside one font and the
/// replacement character is a box, so both are spelled out.
fn shown(character: char, fonts: &Fonts<'_>) -> bool {
    let private = matches!(u32::from(character), 0xe000..=0xf8ff | 0xf_0000..);
    character == '\u{a0}' || (!private && character != '\u{fffd}' && fonts.covers(character))
}

fn decomposed(character: char, fonts: &Fonts<'_>) -> Option<String> {
    let plain: String = std::iter::once(character).nfkd().collect();
    let is_new = plain.chars().ne(std::iter::once(character));
    (is_new && plain.chars().all(|part| shown(part, fonts))).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::font_set::FontSet;

    fn spelled(text: &str) -> (String, usize) {
        let mut missing = BTreeSet::new();
        let set = FontSet::builtin();
        let text = spell(text, &Fonts::new(&set).expect("fonts"), &mut missing);
        (text, missing.len())
    }

    #[test]
    fn covered_text_stays() {
        for text in ["<b>Müller & Søn</b>", "≥ 4.5 → −1 “x” – €", "Łódź, Ελλάδα, Київ"]
        {
            assert_eq!(spelled(text), (text.to_owned(), 0));
        }
    }

    #[test]
    fn missing_characters_are_spelled_out_together() {
        let (text, missing) = spelled("ACME 株式会社 Ltd");
        assert_eq!(text, "ACME [U+682A U+5F0F U+4F1A U+793E] Ltd");
        assert_eq!(missing, 4);
    }

    #[test]
    fn marks_stay_with_their_letters() {
        assert_eq!(clusters("a\u{301}\u{302}株b"), [0..5, 5..8, 8..9]);
    }

    #[test]
    fn compatibility_forms_are_plain_letters() {
        assert_eq!(spelled("ＡＣＭＥ").0, "ACME");
    }

    #[test]
    fn invisible_characters_go_and_breaks_become_spaces() {
        assert_eq!(spelled("c\u{200d}o\u{ad}op\r\n\u{feff}x\t\u{0}y").0, "coop  x  y");
    }
}
