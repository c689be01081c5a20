//! Slopes: two values of each row, before and after or from two viewpoints.

use super::canvas::{Canvas, Pen};
use super::spread::spread;
use crate::report::blocks::{Chart, Inline};
use crate::report::number::tenths;
use crate::report::scene::{Anchor, Ink, Scene};
use crate::report::wording::Wording;

/// Two values of one thing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SlopeRow {
    /// What was rated.
    pub label: String,
    /// Value at the left.
    pub before: Option<f64>,
    /// Value at the right.
    pub after: Option<f64>,
}

/// What the two ends mean.
#[derive(Debug, Clone, PartialEq)]
pub struct SlopeEnds {
    /// What the left end shows, such as "Spring" or "Self".
    pub before: String,
    /// What the right end shows.
    pub after: String,
    /// Lowest and highest value of the scale.
    pub scale: [f64; 2],
}

/// Labels stand at both ends where they leave the lines this much room, else at the left end alone.
const LINES: f32 = 90.0;

/// Distance between an end's numbers and its marks, crossed by leader lines.
const GAP: f32 = 18.0;

/// Air under each label.
const AIR: f32 = 4.0;

/// Draws a line per row from its value at the left to its value at the right, both printed. Lines
/// that rise are heavy, others thin, and those that fall have their value in the ink of
/// shortfalls. The height spans the values, at least one point of the scale. Labels that
/// would touch are moved apart and tied to their marks by hairlines; a row without a value at one
/// end says so there and has no line.
///
/// The caller sorts the rows (which only settles ties) and passes at most twelve: more lines
/// cannot be told apart.
pub fn slope(
    rows: &[SlopeRow],
    ends: &SlopeEnds,
    title: Inline,
    wording: &Wording,
    width: f32,
) -> Chart {
    Chart {
        title,
        alt: alternative_text(rows, ends, wording),
        scene: draw(rows, ends, wording, width),
    }
}

/// Where things stand.
struct Frame {
    left: f32,
    right: f32,
    /// Room of the labels at each end.
    labels: [f32; 2],
    /// Room of the numbers.
    numbers: f32,
    top: f32,
    bottom: f32,
    /// Values at the bottom and at the top.
    span: [f64; 2],
}

impl Frame {
    fn y(&self, value: f64) -> f32 {
        let [low, high] = self.span;
        let share = ((value - low) / (high - low)).clamp(0.0, 1.0) as f32;
        self.bottom - (self.bottom - self.top) * share
    }
}

fn draw(rows: &[SlopeRow], ends: &SlopeEnds, wording: &Wording, width: f32) -> Scene {
    let mut canvas = Canvas::new(width);
    let mut frame = columns(rows, wording, width);
    frame.span = span(rows, ends.scale);
    frame.top = heads(&mut canvas, &frame, ends) + 8.0;
    let needed = [Side::Before, Side::After].map(|side| needed(rows, &frame, side));
    // Air lets most labels stand where their marks do.
    frame.bottom = frame.top + needed.into_iter().fold(90.0, f32::max) * 1.2;
    for x in [frame.left, frame.right] {
        canvas.line((x, frame.top), (x, frame.bottom), 0.8, Ink::Rule);
    }
    for row in rows {
        marks(&mut canvas, &frame, row);
    }
    for side in [Side::Before, Side::After] {
        labels(&mut canvas, &frame, rows, side, wording);
    }
    let [low, high] = frame.span.map(|value| whole(wording, value));
    let note = wording.fill("legend.slope", &[("low", &low), ("high", &high)]);
    let end = canvas.note(frame.bottom + AIR + 6.0, &note);
    canvas.finish(end + 1.0)
}

/// One end of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl Side {
    fn value(self, row: &SlopeRow) -> Option<f64> {
        let value = match self {
            Self::Before => row.before,
            Self::After => row.after,
        };
        value.filter(|value| value.is_finite())
    }

    /// The value at the other end where this one is missing, so that the row keeps its place.
    fn place(self, row: &SlopeRow) -> Option<f64> {
        let other = if self == Self::Before { Self::After } else { Self::Before };
        self.value(row).or_else(|| other.value(row))
    }
}

fn columns(rows: &[SlopeRow], wording: &Wording, width: f32) -> Frame {
    let texts = rows.iter().flat_map(|row| {
        [Side::Before, Side::After]
            .map(|side| Pen::VALUE.heavy().width(&number(row, side, wording)))
    });
    let numbers = texts.fold(16.0, f32::max).min(width * 0.12);
    let both = width * 0.285;
    let end = |room: f32| room + numbers + GAP + if room > 0.0 { 6.0 } else { 0.0 };
    let labels = if width - 2.0 * end(both) >= LINES { [both; 2] } else { [width * 0.37, 0.0] };
    let [left, right] = labels.map(end);
    let (top, bottom) = (0.0, 0.0);
    Frame { left, right: width - right, labels, numbers, top, bottom, span: [0.0, 1.0] }
}

/// The part of the scale from the lowest value to the highest: whole tenths, at least one point.
fn span(rows: &[SlopeRow], scale: [f64; 2]) -> [f64; 2] {
    let [min, max] = scale;
    let (min, max) =
        if min.is_finite() && max > min { (min, max.min(min + 1e9)) } else { (0.0, 1.0) };
    let values: Vec<f64> = rows
        .iter()
        .flat_map(|row| [Side::Before.value(row), Side::After.value(row)])
        .flatten()
        .map(|value| value.clamp(min, max))
        .collect();
    if values.is_empty() {
        return [min, max];
    }
    let low = (values.iter().copied().fold(max, f64::min) * 10.0).round() / 10.0;
    let high = (values.iter().copied().fold(min, f64::max) * 10.0).round() / 10.0;
    let missing = (1.0 - (high - low)).max(0.0);
    let low = (low - missing / 2.0).min(max - 1.0).max(min);
    [low, high.max(low + 1.0).min(max)]
}

fn heads(canvas: &mut Canvas, frame: &Frame, ends: &SlopeEnds) -> f32 {
    let room = canvas.width() - frame.right;
    let sides = [
        (&ends.before, frame.left, Pen::STRONG.anchor(Anchor::End), frame.left),
        (&ends.after, frame.right, Pen::STRONG, room),
    ];
    let mut bottom: f32 = 0.0;
    for (text, x, pen, room) in sides {
        let mut baseline = pen.size * 0.8;
        for line in pen.wrap(text, room, 2) {
            canvas.text((x, baseline), line, pen);
            bottom = bottom.max(baseline + pen.size * 0.3);
            baseline += pen.leading();
        }
    }
    bottom
}

/// Height that the labels of an end need.
fn needed(rows: &[SlopeRow], frame: &Frame, side: Side) -> f32 {
    rows.iter().map(|row| height(&lines(row, frame, side))).sum()
}

fn lines(row: &SlopeRow, frame: &Frame, side: Side) -> Vec<String> {
    let [before, after] = frame.labels;
    let room = if side == Side::Before { before } else { after };
    if room > 0.0 { Pen::LABEL.wrap(&row.label, room, 3) } else { vec![String::new()] }
}

fn height(lines: &[String]) -> f32 {
    Pen::LABEL.leading() * lines.len().max(1) as f32 + AIR
}

/// Whether the printed value rises, falls or stays; `None` where one is missing.
fn change(row: &SlopeRow) -> Option<i64> {
    let (before, after) = (row.before.and_then(tenths)?, row.after.and_then(tenths)?);
    Some(after.saturating_sub(before))
}

fn marks(canvas: &mut Canvas, frame: &Frame, row: &SlopeRow) {
    let (ink, width) = match change(row).unwrap_or(0).signum() {
        1 => (Ink::Accent, 1.8),
        -1 => (Ink::Alert, 0.8),
        _ => (Ink::Muted, 0.8),
    };
    let point = |side: Side, x| side.value(row).map(|value| (x, frame.y(value)));
    let (before, after) = (point(Side::Before, frame.left), point(Side::After, frame.right));
    if let Some((from, to)) = before.zip(after) {
        canvas.line(from, to, width, ink);
    }
    if let Some(at) = before {
        canvas.ring(at, ink);
    }
    if let Some(at) = after {
        canvas.dot(at, ink);
    }
}

fn labels(canvas: &mut Canvas, frame: &Frame, rows: &[SlopeRow], side: Side, wording: &Wording) {
    let mut order: Vec<(f32, &SlopeRow, Vec<String>)> = rows
        .iter()
        .map(|row| {
            let y = side.place(row).map_or(frame.bottom, |value| frame.y(value));
            (y, row, lines(row, frame, side))
        })
        .collect();
    order.sort_by(|one, other| one.0.total_cmp(&other.0));
    let heights: Vec<f32> = order.iter().map(|(_, _, lines)| height(lines)).collect();
    let wished: Vec<f32> =
        order.iter().zip(&heights).map(|((y, ..), height)| y - height / 2.0).collect();
    let tops = spread(&wished, &heights, frame.top - 6.0, frame.bottom + 6.0);
    for (((y, row, lines), height), top) in order.iter().zip(&heights).zip(tops) {
        let middle = top + height / 2.0;
        end(canvas, frame, (row, side), lines, middle, wording);
        if side.value(row).is_some() {
            leader(canvas, frame, side, (middle, *y));
        }
    }
}

/// The label and the number of one end, around a middle line.
fn end(
    canvas: &mut Canvas,
    frame: &Frame,
    (row, side): (&SlopeRow, Side),
    lines: &[String],
    middle: f32,
    wording: &Wording,
) {
    let (x, direction, anchor) = match side {
        Side::Before => (frame.left - GAP, -1.0, Anchor::End),
        Side::After => (frame.right + GAP, 1.0, Anchor::Start),
    };
    let falls = side == Side::After && change(row).is_some_and(|change| change < 0);
    let ink = if falls { Ink::Alert } else { Ink::Text };
    let value = Pen::VALUE.heavy().anchor(anchor).ink(ink);
    let text = value.cut(&number(row, side, wording), frame.numbers);
    canvas.text((x, middle + value.size * 0.36), text, value);
    let label = Pen::LABEL.anchor(anchor);
    let mut baseline =
        middle + label.size * 0.36 - label.leading() * (lines.len() as f32 - 1.0) / 2.0;
    for line in lines {
        canvas.text((x + direction * (frame.numbers + 6.0), baseline), line.clone(), label);
        baseline += label.leading();
    }
}

/// A hairline from a label that had to move to its mark.
fn leader(canvas: &mut Canvas, frame: &Frame, side: Side, (from, to): (f32, f32)) {
    if (from - to).abs() < 1.5 {
        return;
    }
    let (x, direction) = match side {
        Side::Before => (frame.left, -1.0),
        Side::After => (frame.right, 1.0),
    };
    canvas.line((x + direction * (GAP - 3.0), from), (x + direction * 5.0, to), 0.5, Ink::Muted);
}

fn number(row: &SlopeRow, side: Side, wording: &Wording) -> String {
    side.value(row).and_then(|value| wording.decimal(value)).unwrap_or_else(|| "–".to_owned())
}

/// An end of the height, without decimals where it has none.
fn whole(wording: &Wording, value: f64) -> String {
    if value.fract() == 0.0 {
        wording.whole(value)
    } else {
        wording.decimal(value).unwrap_or_default()
    }
}

fn alternative_text(rows: &[SlopeRow], ends: &SlopeEnds, wording: &Wording) -> String {
    let absent = || wording.text("format.absent");
    let clauses: Vec<String> = rows
        .iter()
        .map(|row| {
            let text = |side: Side| {
                side.value(row).and_then(|value| wording.decimal(value)).unwrap_or_else(absent)
            };
            let change = change(row).map_or_else(absent, |change| wording.signed_tenths(change));
            let values = [
                ("label", row.label.as_str()),
                ("before", &ends.before),
                ("first", &text(Side::Before)),
                ("after", &ends.after),
                ("second", &text(Side::After)),
                ("change", &change),
            ];
            wording.fill("alt.slope_row", &values)
        })
        .collect();
    let values =
        [("before", ends.before.as_str()), ("after", &ends.after), ("rows", &clauses.join("; "))];
    wording.fill("alt.slope", &values)
}

#[cfg(test)]
mod tests {
    use super::super::checks::{assert_sound, assert_told, label, room, texts, value};
    use super::*;
    use proptest::prelude::*;

    fn english() -> Wording {
        Wording::builtin().expect("the built-in wording is TOML")
    }

    fn ends() -> SlopeEnds {
        let [before, after] = ["Self", "Others"].map(str::to_owned);
        SlopeEnds { before, after, scale: [1.0, 5.0] }
    }

    fn row(label: &str, before: f64, after: f64) -> SlopeRow {
        SlopeRow { label: label.to_owned(), before: Some(before), after: Some(after) }
    }

    #[test]
    fn the_height_spans_the_values_and_at_least_a_point() {
        let scale = [1.0, 5.0];
        assert_eq!(span(&[row("", 2.21, 3.7)], scale), [2.2, 3.7]);
        assert_eq!(span(&[row("", 5.0, 5.0)], scale), [4.0, 5.0]);
        assert_eq!(span(&[row("", 2.0, 2.0)], scale), [1.5, 2.5]);
        assert_eq!(span(&[row("", 0.0, 1.0)], scale), [1.0, 2.0]);
        assert_eq!(span(&[], scale), scale);
        assert_eq!(span(&[row("", f64::NAN, 9.0)], [f64::NAN, 5.0]), [0.0, 1.0]);
    }

    #[test]
    fn a_missing_end_is_said_at_its_end() {
        let rows = [SlopeRow { after: None, ..row("Incidents", 2.44, 0.0) }];
        let chart = slope(&rows, &ends(), Inline::default(), &english(), 483.0);
        assert_sound(&chart);
        assert!(texts(&chart).contains(&"–"));
        assert_told(&chart, &["Incidents: Self 2.4, Others not available"]);
    }

    #[test]
    fn the_printed_difference_is_that_of_the_printed_values() {
        let rows = [row("Incidents", 2.44, 3.46)];
        let chart = slope(&rows, &ends(), Inline::default(), &english(), 483.0);
        assert_told(&chart, &["Self 2.4, Others 3.5, difference +1.1"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn texts_stay_inside_and_apart(
            rows in prop::collection::vec((label(), value(), value()), 0..=24),
            width in room(),
            heads in (label(), label()),
        ) {
            let rows: Vec<SlopeRow> = rows
                .into_iter()
                .map(|(label, before, after)| SlopeRow { label, before, after })
                .collect();
            let ends = SlopeEnds { before: heads.0, after: heads.1, scale: [1.0, 5.0] };
            let chart = slope(&rows, &ends, Inline::default(), &english(), width);
            assert_sound(&chart);
            for value in rows.iter().flat_map(|row| [row.before, row.after]).flatten() {
                assert_told(&chart, &english().decimal(value).into_iter().collect::<Vec<_>>());
            }
        }
    }
}
