//! What glyphs say to who copies text or has it read aloud.
//!
//! A font in a PDF gives each glyph one text. Where a glyph stands for another one (a hyphen that
//! only divides a word, a bracket that faces the other way), or where several glyphs stand for
//! characters together in another order, the place itself says what is meant.

use crate::layout::{Glyph, Run};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The text of each glyph of a font.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeMap<u16, String>);

/// The text that each glyph stands for most often.
pub(super) fn words(runs: &[&Run]) -> Words {
    let mut counts: BTreeMap<u16, BTreeMap<String, u32>> = BTreeMap::new();
    let mut shared: BTreeMap<u16, String> = BTreeMap::new();
    for run in runs {
        for cluster in run.clusters() {
            if let [glyph] = cluster {
                let texts = counts.entry(glyph.id).or_default();
                match texts.get_mut(&glyph.text) {
                    Some(count) => *count += 1,
                    None => drop(texts.insert(glyph.text.clone(), 1)),
                }
            } else {
                share_out(run, cluster, &mut shared);
            }
        }
    }
    let mut words = shared;
    for (glyph, texts) in counts {
        // Of equally frequent ones the first in order.
        let most = texts.into_iter().rev().max_by_key(|(_, count)| *count);
        words.extend(most.map(|(text, _)| (glyph, text)));
    }
    Words(words)
}

/// A letter and its accents: PDF/A wants a character for each glyph.
fn share_out(run: &Run, cluster: &[Glyph], shared: &mut BTreeMap<u16, String>) {
    let mut glyphs: Vec<u16> = cluster.iter().map(|glyph| glyph.id).collect();
    if run.right_to_left {
        glyphs.reverse();
    }
    let text = cluster.first().map_or("", |glyph| &glyph.text);
    let mut characters = text.nfd();
    for glyph in glyphs {
        // The zero-width space stands for nothing and is no empty text.
        let character = characters.next().unwrap_or('\u{200b}');
        shared.entry(glyph).or_insert_with(|| character.to_string());
    }
}

impl Words {
    /// The text of a glyph; never empty.
    pub(super) fn of(&self, glyph: u16) -> &str {
        self.0.get(&glyph).map_or(" ", String::as_str)
    }

    /// Glyphs from left to right in pieces, each with its text where its glyphs do not say it.
    pub(super) fn pieces<'a>(&self, run: &'a Run) -> Vec<(Option<String>, &'a [Glyph])> {
        let mut pieces: Vec<(Option<String>, &[Glyph])> = Vec::new();
        let (mut start, mut end) = (0, 0);
        for cluster in run.clusters() {
            let text = cluster.first().map_or("", |glyph| &glyph.text);
            if !self.say(run, cluster, text) {
                pieces.extend(run.glyphs.get(start..end).map(|glyphs| (None, glyphs)));
                pieces.push((Some(text.to_owned()), cluster));
                start = end + cluster.len();
            }
            end += cluster.len();
        }
        pieces.extend(run.glyphs.get(start..end).map(|glyphs| (None, glyphs)));
        pieces.retain(|(_, glyphs)| !glyphs.is_empty());
        pieces
    }

    fn say(&self, run: &Run, cluster: &[Glyph], text: &str) -> bool {
        if let [glyph] = cluster {
            return self.of(glyph.id) == text;
        }
        let said: Vec<&str> = cluster.iter().map(|glyph| self.of(glyph.id)).collect();
        let said = if run.right_to_left {
            said.into_iter().rev().collect::<String>()
        } else {
            said.concat()
        };
        said.nfc().eq(text.nfc())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(glyphs: &[(u16, &str)]) -> Run {
        let glyph = |(id, text): &(u16, &str)| Glyph {
            id: *id,
            advance: 0.5,
            offset: (0.0, 0.0),
            text: (*text).to_owned(),
        };
        Run { glyphs: glyphs.iter().map(glyph).collect(), ..Run::default() }
    }

    #[test]
    fn the_rarer_text_of_a_glyph_is_told_at_its_place() {
        let hyphens = run(&[(1, "a"), (2, "-"), (3, "b"), (2, "-"), (1, "a"), (2, "\u{ad}")]);
        let words = words(&[&hyphens]);
        assert_eq!(words.of(2), "-");
        let pieces = words.pieces(&hyphens);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[1].0.as_deref(), Some("\u{ad}"));
    }

    #[test]
    fn accents_are_told_by_their_glyphs() {
        let accented = run(&[(1, "e\u{301}"), (2, "")]);
        let words = words(&[&accented]);
        assert_eq!((words.of(1), words.of(2)), ("e", "\u{301}"));
        assert_eq!(words.pieces(&accented).len(), 1);
        assert!(words.pieces(&accented)[0].0.is_none());
    }

    #[test]
    fn glyphs_in_another_order_are_told_together() {
        let swapped = run(&[(1, "कि"), (2, ""), (3, "")]);
        let words = words(&[&swapped]);
        assert_eq!(words.of(3), "\u{200b}");
        assert_eq!(words.pieces(&swapped)[0].0.as_deref(), Some("कि"));
    }
}
