//! Importance against performance: where effort is wanted most.

mod key;
mod plot;
mod quadrant;
mod range;

pub use quadrant::{Measured, Placement, Quadrant, placement};

use super::canvas::{Canvas, Pen};
use crate::report::blocks::{Chart, Inline};
use crate::report::scene::{Ink, Scene};
use crate::report::wording::Wording;

/// How important something is, and how well it is done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportanceRow {
    /// What was rated.
    pub label: String,
    /// Its importance.
    pub importance: Measured,
    /// Its score.
    pub performance: Measured,
}

/// The scales of both directions, and where they are parted.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportanceAxes {
    /// Lowest and highest importance that can be given.
    pub importance: [f64; 2],
    /// Lowest and highest score that can be given.
    pub performance: [f64; 2],
    /// Importance and score at the lines that part the quadrants; `None`: the means over the rows
    /// that have both.
    pub middle: Option<[f64; 2]>,
}

/// From this width on the key stands beside the plot.
const BESIDE: f32 = 380.0;

/// Radius of a numbered point.
const RADIUS: f32 = 6.2;

/// Draws importance upwards against the score to the right, with thin lines over the likely
/// ranges. Points carry numbers; the key names them with both values. Two long lines part four
/// quadrants. A filled point lies in its quadrant for sure, a ring's range reaches over a line
/// ([`placement`]). Both directions show the part of their scale that holds the ranges. Points
/// that would hide each other are moved apart and tied to their places, which have small dots.
pub fn importance(
    rows: &[ImportanceRow],
    axes: &ImportanceAxes,
    title: Inline,
    wording: &Wording,
    width: f32,
) -> Chart {
    let middle = quadrant::middle(rows, axes);
    let points: Vec<Point<'_>> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| Point { number: index + 1, row, placement: place(row, middle) })
        .collect();
    Chart {
        title,
        alt: alternative_text(&points, middle, wording),
        scene: draw(&points, axes, middle, wording, width),
    }
}

/// A row with its number and its place.
struct Point<'a> {
    number: usize,
    row: &'a ImportanceRow,
    placement: Option<Placement>,
}

fn place(row: &ImportanceRow, middle: Option<[f64; 2]>) -> Option<Placement> {
    placement(&row.importance, &row.performance, middle?)
}

fn draw(
    points: &[Point<'_>],
    axes: &ImportanceAxes,
    middle: Option<[f64; 2]>,
    wording: &Wording,
    width: f32,
) -> Scene {
    let mut canvas = Canvas::new(width);
    let beside = width >= BESIDE;
    let plot_width = if beside { width * 0.47 } else { width.min(280.0) };
    let plot_end = plot::draw(&mut canvas, points, axes, middle, wording, plot_width);
    let (left, top) = if beside { (plot_width + 20.0, 0.0) } else { (0.0, plot_end + 12.0) };
    let key_end = key::draw(&mut canvas, points, wording, (left, top));
    let mut notes = vec![wording.text("legend.crosses")];
    if points.iter().any(|point| point.placement == Some(Placement::Undecided)) {
        notes.push(wording.text("legend.undecided"));
    }
    let end = canvas.note(plot_end.max(key_end) + 5.0, &notes.join(" "));
    canvas.finish(end + 1.0)
}

/// A point with its number: filled where its quadrant is sure, else a ring.
fn numbered(canvas: &mut Canvas, point: &Point<'_>, centre: (f32, f32)) {
    let ink = match point.placement {
        Some(Placement::In(_)) => {
            canvas.circle(centre, RADIUS, None, Ink::Accent);
            Ink::Paper
        }
        Some(Placement::Undecided) => {
            canvas.circle(centre, RADIUS - 0.5, Some(1.0), Ink::Accent);
            Ink::Text
        }
        None => Ink::Muted,
    };
    let pen = Pen::AXIS.ink(ink);
    canvas.text((centre.0, centre.1 + pen.size * 0.36), point.number.to_string(), pen);
}

/// The words for a place.
fn word(placement: Option<Placement>, wording: &Wording) -> String {
    let id = match placement {
        Some(Placement::In(Quadrant::Concentrate)) => "concentrate",
        Some(Placement::In(Quadrant::KeepUp)) => "keep_up",
        Some(Placement::In(Quadrant::LowPriority)) => "low_priority",
        Some(Placement::In(Quadrant::Overkill)) => "overkill",
        Some(Placement::Undecided) => "undecided",
        None => "unknown",
    };
    wording.word("quadrant", id)
}

fn alternative_text(points: &[Point<'_>], middle: Option<[f64; 2]>, wording: &Wording) -> String {
    let value = |measured: &Measured| {
        let value = measured.value.and_then(|value| wording.decimal(value));
        let value = value.unwrap_or_else(|| wording.text("format.absent"));
        match wording.interval(measured.range()) {
            Some(interval) => {
                wording.fill("alt.range_of", &[("value", &value), ("interval", &interval)])
            }
            None => value,
        }
    };
    let rows: Vec<String> = points
        .iter()
        .map(|point| {
            let (importance, score) = (value(&point.row.importance), value(&point.row.performance));
            let importance = wording.fill("alt.importance_value", &[("value", &importance)]);
            let score = wording.fill("alt.score", &[("value", &score)]);
            let place = word(point.placement, wording);
            format!("{}, {}: {importance}, {score}, {place}", point.number, point.row.label)
        })
        .collect();
    let middle =
        middle.map(|values| values.map(|value| wording.decimal(value).unwrap_or_default()));
    let [importance, score] =
        middle.unwrap_or_else(|| [(); 2].map(|()| wording.text("format.absent")));
    let values =
        [("importance", importance.as_str()), ("score", &score), ("rows", &rows.join("; "))];
    wording.fill("alt.importance", &values)
}

#[cfg(test)]
mod tests;
