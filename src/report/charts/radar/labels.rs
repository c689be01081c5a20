//! Labels around a radar: at the ends of their axes where there is room, else as near as can be.

use super::super::canvas::{Canvas, Pen, SMALL};
use super::super::spread::spread;
use super::{Direction, Frame, RadarRow, directions};
use crate::report::scene::{Anchor, Ink};
use crate::report::wording::Wording;

/// Distance of labels from the outermost ring.
const GAP: f32 = 9.0;

/// Air under a label.
const AIR: f32 = 5.0;

/// A label and its values.
struct Label {
    pen: Pen,
    lines: Vec<String>,
    values: String,
    direction: Direction,
}

impl Label {
    fn height(&self) -> f32 {
        self.pen.leading() * self.lines.len() as f32 + SMALL * 1.2 + AIR
    }

    /// Sets the label with its top at `y`.
    fn set(&self, canvas: &mut Canvas, x: f32, y: f32, anchor: Anchor) {
        let (label, values) = (self.pen.anchor(anchor), Pen::NOTE.anchor(anchor));
        let mut baseline = y + label.size * 0.85;
        for line in &self.lines {
            canvas.text((x, baseline), line.clone(), label);
            baseline += label.leading();
        }
        canvas.text((x, baseline - label.leading() + SMALL * 1.25), self.values.clone(), values);
    }
}

/// All labels of a radar by where they stand.
pub(super) struct Labels {
    top: Vec<Label>,
    right: Vec<Label>,
    bottom: Vec<Label>,
    left: Vec<Label>,
    middle: f32,
    radius: f32,
}

impl Labels {
    pub(super) fn new(rows: &[RadarRow], wording: &Wording, width: f32, radius: f32) -> Self {
        let middle = width / 2.0;
        let room = |direction: Direction| {
            if upright(direction) { width * 0.7 } else { middle - radius - GAP }
        };
        let fits = |(row, direction): (&RadarRow, Direction)| {
            Pen::LABEL.wrap(&row.label, room(direction), 3).len() < 3
                && row.label.split(' ').all(|word| Pen::LABEL.width(word) <= room(direction))
        };
        let all = rows.iter().zip(directions(rows.len())).all(fits);
        let (pen, most) = if all { (Pen::LABEL, 2) } else { (Pen::NOTE.ink(Ink::Text), 3) };
        let mut labels =
            Self { top: vec![], right: vec![], bottom: vec![], left: vec![], middle, radius };
        for (row, direction) in rows.iter().zip(directions(rows.len())) {
            let room = room(direction);
            let label = Label {
                pen,
                lines: pen.wrap(&row.label, room, most),
                values: Pen::NOTE.cut(&values(row, wording), room),
                direction,
            };
            match (upright(direction), direction.x > 0.0, direction.y < 0.0) {
                (true, _, true) => labels.top.push(label),
                (true, _, false) => labels.bottom.push(label),
                (false, true, _) => labels.right.push(label),
                (false, false, _) => labels.left.push(label),
            }
        }
        // Clockwise from the top, labels at the left run upwards.
        labels.left.reverse();
        labels
    }

    /// The radar's centre: under the top label, and in the middle of the labels at the sides.
    pub(super) fn centre(&self) -> (f32, f32) {
        (self.middle, self.head() + self.sides() / 2.0)
    }

    fn head(&self) -> f32 {
        self.top.iter().map(Label::height).sum()
    }

    /// Height of the room for the radar and the labels at its sides.
    fn sides(&self) -> f32 {
        let heights = [&self.right, &self.left].map(|side| side.iter().map(Label::height).sum());
        heights.into_iter().fold(2.0 * (self.radius + 7.0), f32::max)
    }

    /// Draws all labels; returns where they end.
    pub(super) fn draw(&self, canvas: &mut Canvas, frame: &Frame) -> f32 {
        let mut y = 0.0;
        for label in &self.top {
            label.set(canvas, self.middle, y, Anchor::Middle);
            y += label.height();
        }
        self.side(canvas, frame, &self.right, 1.0);
        self.side(canvas, frame, &self.left, -1.0);
        y += self.sides();
        for label in &self.bottom {
            label.set(canvas, self.middle, y + 4.0, Anchor::Middle);
            y += label.height() + 4.0;
        }
        y
    }

    fn side(&self, canvas: &mut Canvas, frame: &Frame, labels: &[Label], sign: f32) {
        let heights: Vec<f32> = labels.iter().map(Label::height).collect();
        let ends = labels.iter().map(|label| frame.at(label.direction, frame.radius + GAP).1);
        let wished: Vec<f32> =
            ends.zip(&heights).map(|(y, height)| y - (height - AIR) / 2.0).collect();
        let tops = spread(&wished, &heights, self.head(), self.head() + self.sides());
        let anchor = if sign > 0.0 { Anchor::Start } else { Anchor::End };
        for ((label, height), top) in labels.iter().zip(&heights).zip(tops) {
            let middle = top + (height - AIR) / 2.0;
            let x = self.middle + sign * self.beside(frame, top, top + height - AIR);
            label.set(canvas, x, top, anchor);
            let end = frame.at(label.direction, frame.radius + 2.0);
            if (x - end.0).hypot(middle - end.1) > 2.2 * GAP {
                canvas.line((x - sign * 2.5, middle), end, 0.5, Ink::Muted);
            }
        }
    }

    /// Distance from the middle at which a label between two heights stays off the radar.
    fn beside(&self, frame: &Frame, top: f32, bottom: f32) -> f32 {
        let nearest = frame.centre.1.clamp(top, bottom) - frame.centre.1;
        let outer = self.radius + GAP;
        (outer * outer - nearest * nearest).max(0.0).sqrt().max(GAP)
    }
}

/// Whether an axis points straight up or down.
fn upright(direction: Direction) -> bool {
    direction.x.abs() < 1e-3
}

/// "2.4, target 4.0".
fn values(row: &RadarRow, wording: &Wording) -> String {
    let shown = row.shown();
    let score = shown.score.map_or_else(|| "–".to_owned(), |score| wording.tenths(score));
    match shown.target {
        Some(target) => {
            let target = wording.fill("alt.target", &[("value", &wording.tenths(target))]);
            format!("{score}, {target}")
        }
        None => score,
    }
}
