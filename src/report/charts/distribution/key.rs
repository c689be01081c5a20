//! Under the bars: how each point of the scale is drawn, and what else needs a word.

use super::super::canvas::{Canvas, Pen, SMALL};
use super::segments::{Segment, segments};
use super::{DistributionRow, DistributionScale, fill};
use crate::report::wording::Wording;

/// Height of a box.
const BOX: f32 = 11.0;

/// A box per part of a bar, named by its points, then notes; returns the end.
pub(super) fn draw(
    canvas: &mut Canvas,
    rows: &[DistributionRow],
    scale: &DistributionScale,
    wording: &Wording,
    top: f32,
) -> f32 {
    let longest = rows.iter().map(|row| row.counts.as_slice()).max_by_key(|counts| counts.len());
    let parts = segments(longest.unwrap_or_default());
    let mut bottom = top;
    if !parts.is_empty() {
        boxes(canvas, &parts, scale, wording, top);
        bottom += BOX + 2.0;
    }
    let mut notes = vec![wording.text("legend.distribution")];
    if rows.iter().any(|row| row.reversed) {
        let mark = wording.text("legend.reversed_mark");
        notes.push(wording.fill("legend.reversed", &[("mark", &mark)]));
    }
    canvas.note(bottom, &notes.join(" "))
}

fn boxes(
    canvas: &mut Canvas,
    parts: &[Segment],
    scale: &DistributionScale,
    wording: &Wording,
    top: f32,
) {
    let names: Vec<String> = parts.iter().map(|part| name(part, scale, wording)).collect();
    let caption = Pen::NOTE.cut(&wording.text("legend.answer"), canvas.width() * 0.3);
    canvas.text((0.0, top + BOX / 2.0 + SMALL * 0.36), caption.clone(), Pen::NOTE);
    let mut x = Pen::NOTE.width(&caption) + 6.0;
    let room = (canvas.width() - x) / parts.len() as f32;
    let widest = names.iter().map(|name| Pen::AXIS.width(name)).fold(0.0, f32::max);
    let across = (widest + 8.0).clamp(15.0, 90.0).min(room);
    for (part, name) in parts.iter().zip(names) {
        let ink = fill(canvas, (part.part, scale.neutral), (x, top), (across, BOX));
        let name = Pen::AXIS.cut(&name, across - 1.0);
        let at = (x + across / 2.0 - 0.4, top + BOX / 2.0 + SMALL * 0.36);
        canvas.text(at, name, Pen::AXIS.ink(ink));
        x += across;
    }
}

/// The points of a part: "4", or "68 to 100".
pub(super) fn name(part: &Segment, scale: &DistributionScale, wording: &Wording) -> String {
    let (from, to) = part.points;
    let (low, high) = (point(scale, from), point(scale, to));
    if from == to { low } else { wording.fill("format.range", &[("low", &low), ("high", &high)]) }
}

/// The number of a point, counted from the lowest.
pub(super) fn point(scale: &DistributionScale, index: usize) -> String {
    scale.first.saturating_add(i64::try_from(index).unwrap_or(i64::MAX)).to_string()
}
