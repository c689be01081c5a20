//! Text that runs from right to left, by the Unicode bidirectional algorithm (UAX #9).

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "ug", "ur", "yi"];

/// The level of a document's own text.
pub(super) fn base(language: &str) -> Level {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if RIGHT_TO_LEFT.contains(&primary.as_str()) { Level::rtl() } else { Level::ltr() }
}

/// Whether a document in this language runs from right to left.
pub fn is_right_to_left(language: &str) -> bool {
    base(language).is_rtl()
}

/// The level of each byte of a paragraph; none where everything runs from left to right.
///
/// In a document that runs from left to right, what runs the other way (a name, a quotation) keeps
/// to itself, as if it stood between isolates: the number after a name belongs to the sentence.
pub(super) fn levels(text: &str, base: Level) -> Vec<Level> {
    if base.is_ltr() && text.chars().all(|character| !runs_left(character)) {
        return Vec::new();
    }
    if base.is_rtl() {
        return BidiInfo::new(text, Some(base)).levels;
    }
    let mut marked = String::with_capacity(text.len() + 12);
    let mut places = Vec::with_capacity(text.len());
    let mut start = 0;
    for (from, to) in stretches(text) {
        for (part, mark) in [(start..from, "\u{2067}"), (from..to, "\u{2069}")] {
            places.extend((0..part.len()).map(|byte| marked.len() + byte));
            marked.push_str(text.get(part).unwrap_or_default());
            marked.push_str(mark);
        }
        start = to;
    }
    places.extend((0..text.len() - start).map(|byte| marked.len() + byte));
    marked.push_str(text.get(start..).unwrap_or_default());
    let levels = BidiInfo::new(&marked, Some(base)).levels;
    places.into_iter().map(|place| levels.get(place).copied().unwrap_or(base)).collect()
}

/// From the first to the last letter that runs to the left, with no letter of the other kind
/// between them. A paragraph without such letters is one stretch.
fn stretches(text: &str) -> Vec<(usize, usize)> {
    if text.chars().all(|character| bidi_class(character) != BidiClass::L) {
        return vec![(0, text.len())];
    }
    let mut stretches = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        if runs_left(character) {
            open = Some((open.map_or(start, |(start, _)| start), end));
        } else if let (Some((_, last)), BidiClass::NSM) = (&mut open, bidi_class(character)) {
            // A mark belongs to its letter.
            if *last == start {
                *last = end;
            }
        } else if bidi_class(character) == BidiClass::L {
            stretches.extend(open.take());
        }
    }
    stretches.extend(open);
    stretches.into_iter().map(|(start, end)| (start, closed(text, start, end))).collect()
}

/// Brackets and quotation marks that come in pairs.
const PAIRS: [(char, char); 6] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('“', '”'), ('‘', '’'), ('«', '»')];

/// The end of a stretch with the brackets after it that close what was opened in it.
fn closed(text: &str, start: usize, end: usize) -> usize {
    let mut open = Vec::new();
    for character in text.get(start..end).unwrap_or_default().chars() {
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == character) {
            open.push(*closing);
        } else if open.last() == Some(&character) {
            open.pop();
        }
    }
    let mut place = end;
    let mut end = end;
    for character in text.get(end..).unwrap_or_default().chars() {
        if open.is_empty() || bidi_class(character) == BidiClass::L {
            break;
        }
        place += character.len_utf8();
        if open.last() == Some(&character) {
            open.pop();
            end = place;
        }
    }
    end
}

fn runs_left(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// The order in which the parts of a line stand from left to right.
pub(super) fn visual_order(levels: &[Level]) -> Vec<usize> {
    if levels.iter().all(|level| level.number() == 0) {
        return (0..levels.len()).collect();
    }
    BidiInfo::reorder_visual(levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str, base: Level) -> String {
        let levels = levels(text, base);
        text.char_indices().map(|(byte, _)| levels[byte].number().to_string()).collect()
    }

    #[test]
    fn a_name_keeps_to_itself() {
        assert_eq!(numbers("A: שם 3", Level::ltr()), "0001100");
        assert_eq!(numbers("שם, שם and 3", Level::ltr()), "111111000000");
        assert_eq!(numbers("שם 3!", Level::ltr()), "11121");
        assert_eq!(numbers("A שם (אב 3) 4 (B)", Level::ltr()), "00111111121000000");
        assert_eq!(numbers("A (שם) 3", Level::ltr()), "00011000");
        assert!(levels("Ελλάδα 3", Level::ltr()).is_empty());
    }

    #[test]
    fn documents_in_arabic_run_left() {
        assert!(base("ar-EG").is_rtl() && base("HE").is_rtl());
        assert!(base("en").is_ltr() && base("").is_ltr());
        assert_eq!(numbers("שם A3", base("he")), "11122");
    }

    #[test]
    fn parts_are_ordered_as_they_stand() {
        let [left, right, number] = [0, 1, 2].map(|level| Level::new(level).expect("a level"));
        assert_eq!(visual_order(&[left, right, right, number, left]), [0, 3, 2, 1, 4]);
        assert_eq!(visual_order(&[left, left]), [0, 1]);
    }
}
