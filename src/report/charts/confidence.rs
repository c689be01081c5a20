//! How sure each part of the answer is.

use super::canvas::{Canvas, Pen};
use crate::report::blocks::{Chart, Inline};
use crate::report::context::PartView;
use crate::report::measure;
use crate::report::scene::Ink;
use crate::report::wording::Wording;

/// Height of a row: two lines of text and air.
const ROW: f32 = 33.0;

/// Room for "over 99 of 100" at the right, in points.
const VALUE: f32 = 74.0;

/// Draws a bar per part of the answer, filled to the share of draws in which it comes first, with
/// the confidence word under it.
pub fn confidence(parts: &[PartView], title: Inline, wording: &Wording, width: f32) -> Chart {
    let mut canvas = Canvas::new(width);
    let left = width * 0.52;
    let track = width - left - VALUE;
    let mut y = 2.0;
    for part in parts {
        let under = subline(part, wording);
        let phrase = Pen::STRONG.wrap(&part.phrase, left - 16.0, 2);
        for (index, line) in phrase.iter().enumerate() {
            canvas.text((0.0, y + 9.0 + 11.5 * index as f32), line.clone(), Pen::STRONG);
        }
        let mut note_at = y + 9.0 + 11.5 * (phrase.len() as f32 - 1.0);
        for line in measure::wrap(&part.note, 8.0, left - 16.0, 2) {
            note_at += 11.0;
            canvas.text((0.0, note_at), line, Pen { size: 8.0, ..Pen::NOTE });
        }
        canvas.rect((left, y + 1.5), (track, 8.0), Ink::Track);
        canvas.rect(
            (left, y + 1.5),
            (track * part.raw_share.clamp(0.0, 1.0) as f32, 8.0),
            Ink::Accent,
        );
        canvas.text((width, y + 9.0), part.share.clone(), Pen { strong: true, ..Pen::VALUE });
        let mut line_at = y + 9.0;
        for line in measure::wrap(&under, 8.0, width - left, 2) {
            line_at += 11.0;
            canvas.text((left, line_at), line, Pen { size: 8.0, ..Pen::NOTE });
        }
        y = (y + ROW).max(note_at.max(line_at) + 12.0);
    }
    Chart { title, alt: alternative_text(parts, wording), scene: canvas.finish(y - 4.0) }
}

/// The word, then why it is lower than the share says, else what comes next.
fn subline(part: &PartView, wording: &Wording) -> String {
    let rest = part.because.as_ref().or(part.next.as_ref());
    match rest {
        Some(rest) => {
            wording.fill("phrase.word_and", &[("word", &part.confidence), ("rest", rest)])
        }
        None => part.confidence.clone(),
    }
}

fn alternative_text(parts: &[PartView], wording: &Wording) -> String {
    let rows: Vec<String> = parts
        .iter()
        .map(|part| {
            let under = subline(part, wording);
            let values =
                [("part", part.phrase.as_str()), ("share", &part.share), ("word", under.as_str())];
            wording.fill("alt.part", &values)
        })
        .collect();
    wording.fill("alt.confidence", &[("rows", &rows.join("; "))])
}
