//! Why the first plan beats the second.

use super::canvas::{Canvas, Pen};
use crate::report::blocks::{Chart, Inline};
use crate::report::context::ContributionView;
use crate::report::measure;
use crate::report::scene::Ink;
use crate::report::wording::Wording;

/// Height of a row, and of one whose name needs two lines.
const ROWS: [f32; 2] = [18.0, 26.0];

/// Room for the numbers at the right.
const VALUE: f32 = 36.0;

/// Draws a signed bar per criterion and the sum under a line. The printed numbers add up exactly
/// to the printed lead (see [`largest_remainder`](crate::report::number::largest_remainder)).
pub fn contributions(
    contributions: &ContributionView,
    title: Inline,
    wording: &Wording,
    width: f32,
) -> Chart {
    let rows = &contributions.parts;
    let widest = rows
        .iter()
        .map(|(name, _)| measure::width(name, Pen::LABEL.size, false))
        .fold(40.0, f32::max);
    let labels = widest.min(width * 0.45);
    let (left, right) = (labels + 10.0, width - VALUE - 6.0);
    let ends = |pick: fn(i64, i64) -> i64| rows.iter().map(|(_, v)| *v).fold(0, pick) as f32;
    let (low, high) = (ends(i64::min), ends(i64::max));
    let unit = (right - left) / (high - low).max(1.0);
    let zero = left - low * unit;
    let mut canvas = Canvas::new(width);
    let mut bottom = 0.0;
    for (name, value) in rows {
        let [one, two] = ROWS;
        let height = if Pen::LABEL.wrap(name, labels, 2).len() > 1 { two } else { one };
        let middle = bottom + height / 2.0;
        canvas.label(0.0, middle, labels, name, Pen::LABEL);
        let length = *value as f32 * unit;
        let ink = if *value < 0 { Ink::Negative } else { Ink::Positive };
        canvas.rect((zero + length.min(0.0), middle - 4.5), (length.abs(), 9.0), ink);
        canvas.text((width, middle + 3.3), wording.signed_tenths(*value), Pen::VALUE);
        bottom += height;
    }
    canvas.line((zero, 0.0), (zero, bottom), 0.8, Ink::Text);
    canvas.line((0.0, bottom + 2.0), (width, bottom + 2.0), 0.5, Ink::Text);
    canvas.text((0.0, bottom + 14.0), wording.text("legend.lead"), Pen::STRONG);
    let lead = Pen { strong: true, ..Pen::VALUE };
    canvas.text((width, bottom + 14.0), contributions.lead.clone(), lead);
    Chart {
        title,
        alt: alternative_text(contributions, wording),
        scene: canvas.finish(bottom + 18.0),
    }
}

fn alternative_text(contributions: &ContributionView, wording: &Wording) -> String {
    let rows: Vec<String> = contributions
        .parts
        .iter()
        .map(|(name, value)| format!("{name} {}", wording.signed_tenths(*value)))
        .collect();
    let values = [
        ("winner", contributions.winner.as_str()),
        ("runner_up", contributions.runner_up.as_str()),
        ("lead", contributions.lead.as_str()),
        ("rows", &rows.join("; ")),
    ];
    wording.fill("alt.contributions", &values)
}
