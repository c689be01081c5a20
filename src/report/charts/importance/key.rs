//! The key: what each number stands for, with both values.

use super::{Point, RADIUS, numbered};
use crate::report::charts::canvas::{Canvas, Pen, SMALL};
use crate::report::scene::Ink;
use crate::report::wording::Wording;

/// Height of a row, and of one whose label needs two lines.
const ROWS: [f32; 2] = [18.0, 25.0];

/// Draws the key from a corner to the right edge; returns its end.
pub(super) fn draw(
    canvas: &mut Canvas,
    points: &[Point<'_>],
    wording: &Wording,
    (left, top): (f32, f32),
) -> f32 {
    let (heads, column) = columns(points, wording, canvas.width() - left);
    let [importance, performance] = heads;
    let right = [canvas.width() - column - 8.0, canvas.width()];
    let [middle, end] = right;
    canvas.text((middle, top + SMALL), importance, Pen::HEAD);
    canvas.text((end, top + SMALL), performance, Pen::HEAD);
    let label_left = left + 2.0 * RADIUS + 7.0;
    let room = middle - column - 8.0 - label_left;
    let mut y = top + SMALL + 5.0;
    canvas.line((left, y), (canvas.width(), y), 0.5, Ink::Rule);
    for point in points {
        let [one, two] = ROWS;
        let lines = Pen::LABEL.wrap(&point.row.label, room, 2).len();
        let height = if lines > 1 { two } else { one };
        let centre = y + height / 2.0;
        numbered(canvas, point, (left + RADIUS + 0.5, centre));
        canvas.label(label_left, centre, room, &point.row.label, Pen::LABEL);
        let values = [
            (point.row.importance.value, middle, Pen::VALUE.ink(Ink::Muted)),
            (point.row.performance.value, end, Pen::VALUE.heavy()),
        ];
        for (value, x, pen) in values {
            let pen = if value.is_some() { pen } else { Pen::VALUE.ink(Ink::Muted) };
            let text = pen.cut(&number(value, wording), column);
            canvas.text((x, centre + pen.size * 0.36), text, pen);
        }
        y += height;
        canvas.line((left, y), (canvas.width(), y), 0.5, Ink::Rule);
    }
    y
}

/// The heads of the number columns and the room of each.
fn columns(points: &[Point<'_>], wording: &Wording, width: f32) -> ([String; 2], f32) {
    let heads = ["legend.importance_head", "legend.performance_head"].map(|key| wording.text(key));
    let numbers = points
        .iter()
        .flat_map(|point| [point.row.importance.value, point.row.performance.value])
        .map(|value| Pen::VALUE.heavy().width(&number(value, wording)));
    let widest = heads.iter().map(|head| Pen::HEAD.width(head)).chain(numbers).fold(20.0, f32::max);
    let column = widest.min(width * 0.24);
    (heads.map(|head| Pen::HEAD.cut(&head, column)), column)
}

fn number(value: Option<f64>, wording: &Wording) -> String {
    value.and_then(|value| wording.decimal(value)).unwrap_or_else(|| "–".to_owned())
}
