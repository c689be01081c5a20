//! A radar of scores against targets, for those who ask for one.

mod labels;

use super::canvas::{Axis, Canvas, Pen, SMALL};
use crate::report::blocks::{Chart, Inline};
use crate::report::number::Shown;
use crate::report::scene::{Ink, Scene};
use crate::report::wording::Wording;

/// One axis of the radar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RadarRow {
    /// What was rated.
    pub label: String,
    /// Its score.
    pub score: Option<f64>,
    /// Its target.
    pub target: Option<f64>,
}

impl RadarRow {
    fn shown(&self) -> Shown {
        Shown::new(self.score, self.target)
    }
}

/// How many axes can be told apart.
const AXES: std::ops::RangeInclusive<usize> = 3..=16;

/// Half a target's tick.
const TICK: f32 = 4.0;

/// Draws an axis per row from the lowest point of the scale in the centre outwards, the first one
/// upwards and the others clockwise: scores as a heavy line with dots, targets as a thin line with
/// ticks, labels with both values around. A missing value leaves its line open. `None` for fewer
/// than 3 rows or more than 16.
///
/// Areas and the order of the axes mislead the eye, so this is never the default: the
/// [dots](super::dots) show the same and compare better.
pub fn radar(
    rows: &[RadarRow],
    scale: [f64; 2],
    title: Inline,
    wording: &Wording,
    width: f32,
) -> Option<Chart> {
    AXES.contains(&rows.len()).then(|| Chart {
        title,
        alt: alternative_text(rows, wording),
        scene: draw(rows, scale, wording, width),
    })
}

/// Where the axes stand.
struct Frame {
    centre: (f32, f32),
    radius: f32,
    /// Distance of a value from the centre.
    axis: Axis,
}

impl Frame {
    /// The point of an axis at a distance from the centre. Axes are counted clockwise from the top.
    fn at(&self, direction: Direction, distance: f32) -> (f32, f32) {
        (self.centre.0 + distance * direction.x, self.centre.1 + distance * direction.y)
    }
}

/// Where an axis points to.
#[derive(Debug, Clone, Copy)]
struct Direction {
    x: f32,
    y: f32,
}

fn directions(count: usize) -> impl Iterator<Item = Direction> {
    (0..count).map(move |index| {
        let angle = std::f32::consts::TAU * index as f32 / count as f32;
        Direction { x: angle.sin(), y: -angle.cos() }
    })
}

fn draw(rows: &[RadarRow], [min, max]: [f64; 2], wording: &Wording, width: f32) -> Scene {
    let radius = (width * 0.225 - 8.0).clamp(30.0, 104.0);
    let valid = min.is_finite() && max.is_finite() && max > min;
    let (min, max) = if valid { (min, max) } else { (0.0, 1.0) };
    let axis = Axis { min, max, left: 0.0, right: radius };
    let around = labels::Labels::new(rows, wording, width, radius);
    let frame = Frame { centre: around.centre(), radius, axis };
    let mut canvas = Canvas::new(width);
    rings(&mut canvas, &frame, rows.len());
    outline(&mut canvas, &frame, rows, |row| row.target, (0.9, Ink::Alert));
    for (row, direction) in rows.iter().zip(directions(rows.len())) {
        tick(&mut canvas, &frame, row, direction);
    }
    outline(&mut canvas, &frame, rows, |row| row.score, (1.8, Ink::Accent));
    for (row, direction) in rows.iter().zip(directions(rows.len())) {
        if let Some(score) = finite(row.score) {
            canvas.dot(frame.at(direction, frame.axis.x(score)), Ink::Accent);
        }
    }
    let bottom = around.draw(&mut canvas, &frame);
    let end = canvas.note(bottom + 4.0, &wording.text("legend.radar"));
    canvas.finish(end + 1.0)
}

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

/// Rings at whole points with their numbers, and the axes. Rings are filled with paper, so the
/// largest comes first.
fn rings(canvas: &mut Canvas, frame: &Frame, axes: usize) {
    let ticks = frame.axis.ticks();
    for tick in ticks.iter().rev() {
        let radius = frame.axis.x(*tick as f64);
        if radius > 1.0 {
            canvas.circle(frame.centre, radius, Some(0.5), Ink::Rule);
        }
    }
    for direction in directions(axes) {
        canvas.line(frame.centre, frame.at(direction, frame.radius), 0.5, Ink::Rule);
    }
    let mut last = f32::MAX;
    for tick in ticks {
        let y = frame.centre.1 - frame.axis.x(tick as f64);
        if last - y >= SMALL * 1.1 {
            canvas.text((frame.centre.0 - 5.0, y + SMALL * 0.36), tick.to_string(), Pen::HEAD);
            last = y;
        }
    }
}

/// Lines between neighbouring axes that both have the value.
fn outline(
    canvas: &mut Canvas,
    frame: &Frame,
    rows: &[RadarRow],
    pick: fn(&RadarRow) -> Option<f64>,
    (width, ink): (f32, Ink),
) {
    let corners: Vec<Option<(f32, f32)>> = rows
        .iter()
        .zip(directions(rows.len()))
        .map(|(row, direction)| Some(frame.at(direction, frame.axis.x(finite(pick(row))?))))
        .collect();
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        if let Some((from, to)) = from.zip(*to) {
            canvas.line(from, to, width, ink);
        }
    }
}

/// A target's tick across its axis.
fn tick(canvas: &mut Canvas, frame: &Frame, row: &RadarRow, direction: Direction) {
    let Some(target) = finite(row.target) else { return };
    let (x, y) = frame.at(direction, frame.axis.x(target));
    let across = (-direction.y * TICK, direction.x * TICK);
    canvas.line((x - across.0, y - across.1), (x + across.0, y + across.1), 2.0, Ink::Alert);
}

fn alternative_text(rows: &[RadarRow], wording: &Wording) -> String {
    let clauses: Vec<String> = rows
        .iter()
        .map(|row| {
            let Shown { score, target, gap } = row.shown();
            let values = [("alt.score", score), ("alt.target", target), ("alt.gap", gap)];
            let mut parts: Vec<String> = values
                .into_iter()
                .filter_map(|(key, value)| {
                    Some(wording.fill(key, &[("value", &wording.tenths(value?))]))
                })
                .collect();
            if score.is_none() {
                parts.insert(0, wording.text("alt.no_score"));
            }
            format!("{}: {}", row.label, parts.join(", "))
        })
        .collect();
    wording.fill("alt.radar", &[("rows", &clauses.join("; "))])
}

#[cfg(test)]
mod tests {
    use super::super::checks::{assert_sound, assert_told, label, room, texts, value};
    use super::*;
    use proptest::prelude::*;

    fn english() -> Wording {
        Wording::builtin().expect("the built-in wording is TOML")
    }

    fn chart(rows: &[RadarRow], width: f32) -> Option<Chart> {
        radar(rows, [1.0, 5.0], Inline::default(), &english(), width)
    }

    #[test]
    fn too_few_or_too_many_axes_make_no_radar() {
        for (count, some) in [(0, false), (2, false), (3, true), (16, true), (17, false)] {
            assert_eq!(chart(&vec![RadarRow::default(); count], 483.0).is_some(), some, "{count}");
        }
    }

    #[test]
    fn missing_values_leave_lines_open_and_are_said() {
        let row = |score| RadarRow {
            label: "Incidents".to_owned(),
            score: Some(score),
            target: Some(4.0),
        };
        let rows = [row(2.44), row(f64::NAN), row(3.0), row(5.0)];
        let chart = chart(&rows, 300.0).expect("four axes");
        assert_sound(&chart);
        assert_told(&chart, &["score 2.4, target 4.0, gap 1.6", "no score, target 4.0"]);
        assert!(texts(&chart).contains(&"–, target 4.0"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn texts_stay_inside_and_apart(
            rows in prop::collection::vec((label(), value(), value()), 3..=16),
            width in room(),
        ) {
            let rows: Vec<RadarRow> = rows
                .into_iter()
                .map(|(label, score, target)| RadarRow { label, score, target })
                .collect();
            let chart = chart(&rows, width).expect("enough axes");
            assert_sound(&chart);
            for value in rows.iter().flat_map(|row| [row.score, row.target]).flatten() {
                assert_told(&chart, &english().decimal(value).into_iter().collect::<Vec<_>>());
            }
        }
    }
}
