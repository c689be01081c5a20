//! Diverging bars: how the answers to each statement are distributed over the scale.

mod alternative;
mod key;
mod segments;

use super::canvas::{Canvas, Pen, SMALL};
use crate::report::blocks::{Chart, Inline};
use crate::report::scene::{Anchor, Ink, Scene};
use crate::report::wording::Wording;
use segments::{Part, Segment, segments};

/// The answers to one statement.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DistributionRow {
    /// The statement, set over three lines at most.
    pub label: String,
    /// A short mark beside it, such as its number; may be empty.
    pub tag: String,
    /// Whether it is worded the other way round. Its answers are shown as given, with the
    /// wording's mark and a note.
    pub reversed: bool,
    /// Raters who answered it.
    pub n: usize,
    /// Raters by point of the scale as answered, the lowest point first. Empty: withheld.
    pub counts: Vec<u64>,
    /// Mean after reversing. Never shown for a withheld row.
    pub mean: Option<f64>,
}

impl DistributionRow {
    /// Whether the answers may not be shown.
    fn withheld(&self) -> bool {
        self.counts.is_empty()
    }
}

/// The scale that the statements were answered on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistributionScale {
    /// Number of the lowest point.
    pub first: i64,
    /// What the lowest point says.
    pub low: String,
    /// What the highest point says.
    pub high: String,
    /// Whether to say under the bars how they are to be read: once where several charts follow
    /// each other.
    pub key: bool,
    /// Whether low answers are no worse than high ones: nothing says what is wanted.
    pub neutral: bool,
    /// Whether statements are set small, so that charts that follow each other look alike.
    pub small: bool,
}

/// Height of a row by the lines of its statement.
const ROWS: [f32; 3] = [20.0, 27.0, 36.0];

/// Lines that a statement may take.
const LINES: usize = 3;

/// Height of a bar.
const BAR: f32 = 11.0;

/// Below this width each statement stands above its bar instead of beside it.
const BESIDE: f32 = 320.0;

/// Draws a bar per statement around a line in the middle: to its left the answers from the lower
/// half of the scale, to its right those from the upper half; the middle point of a scale that has
/// one lies across the line. A bar's length is the share of all answers to its statement, so that
/// all bars are equally long; the numbers in it are raters, never percentages, and stand where
/// their part is wide enough (all stand in the alternative text).
///
/// Scales of 2 to 11 points show each point. Longer ones are binned into the lower, the middle and
/// the upper third of their points. The parts differ by place and by filling, not by colour alone:
/// the outer half of a side is filled, the inner half is outlined, the middle is grey. Answers that
/// speak for what is rated have the ink of measured values, whichever side they lie on; the others have
/// the ink of shortfalls, or grey on a neutral scale.
pub fn distribution(
    rows: &[DistributionRow],
    scale: &DistributionScale,
    title: Inline,
    wording: &Wording,
    width: f32,
) -> Chart {
    Chart {
        title,
        alt: alternative::text(rows, scale, wording),
        scene: draw(rows, scale, wording, width),
    }
}

/// Whether some statement is too long for the usual size.
pub fn needs_small(rows: &[DistributionRow], wording: &Wording, width: f32) -> bool {
    Frame::new(rows, (false, false), wording, width).label.size < Pen::LABEL.size
}

/// Where the columns of the chart stand.
struct Frame {
    label: Pen,
    labels: f32,
    /// Room of the marks beside the statements, and their right end.
    mark: (f32, f32),
    /// Whether statements stand above their bars.
    above: bool,
    /// As the scale's.
    neutral: bool,
    zero: f32,
    /// Length of a whole bar.
    unit: f32,
    mean: f32,
    /// Room of each number column.
    column: f32,
}

impl Frame {
    fn new(
        rows: &[DistributionRow],
        (neutral, small): (bool, bool),
        wording: &Wording,
        width: f32,
    ) -> Self {
        let heads = ["head.mean", "head.raters"].map(|key| Pen::HEAD.width(&wording.text(key)));
        let numbers = rows.iter().map(|row| Pen::VALUE.width(&wording.thousands(row.n as u64)));
        let column = heads.into_iter().chain(numbers).fold(20.0, f32::max).min(width * 0.14);
        let marks = rows.iter().map(|row| Pen::HEAD.width(&mark(row, wording)));
        let mark = marks.fold(0.0, f32::max).min(width * 0.12);
        let (right, above) = (width - 2.0 * (column + 8.0), width < BESIDE);
        let mark_end = if above { width } else { right * 0.53 };
        let labels = mark_end - if mark > 0.0 { mark + 6.0 } else { 0.0 };
        let left = if above { 0.0 } else { mark_end + 10.0 };
        let unit = (right - left) / 2.0;
        let fits = |pen: Pen| rows.iter().all(|row| fits(&row.label, pen, labels));
        let label = if !small && fits(Pen::LABEL) { Pen::LABEL } else { Pen::NOTE.ink(Ink::Text) };
        let (zero, mean) = (left + unit, width - column - 8.0);
        Self { label, labels, mark: (mark, mark_end), above, neutral, zero, unit, mean, column }
    }

    /// Heights of a row's statement and of the whole row.
    fn heights(&self, row: &DistributionRow) -> (f32, f32) {
        let lines = self.label.wrap(&row.label, self.labels, LINES).len();
        if self.above {
            let statement = self.label.leading() * lines as f32 + 8.0;
            return (statement, statement + BAR + 6.0);
        }
        let [one, two, three] = ROWS;
        let height = match lines {
            0 | 1 => one,
            2 => two,
            _ => three,
        };
        (height, height)
    }

    /// Middles of a row's statement and of its bar, from the row's top.
    fn middles(&self, row: &DistributionRow) -> (f32, f32) {
        let (statement, whole) = self.heights(row);
        let bar = if self.above { whole - 6.0 - BAR / 2.0 } else { whole / 2.0 };
        (statement / 2.0, bar)
    }
}

/// Whether a text needs no cut on the lines that a statement may take.
fn fits(text: &str, pen: Pen, room: f32) -> bool {
    pen.wrap(text, room, LINES + 1).len() <= LINES
        && text.split(' ').all(|word| pen.width(word) <= room)
}

fn draw(
    rows: &[DistributionRow],
    scale: &DistributionScale,
    wording: &Wording,
    width: f32,
) -> Scene {
    let frame = Frame::new(rows, (scale.neutral, scale.small), wording, width);
    let mut canvas = Canvas::new(width);
    let top = heads(&mut canvas, &frame, scale, wording);
    let bottom = top + rows.iter().map(|row| frame.heights(row).1).sum::<f32>();
    if !frame.above {
        canvas.line((frame.zero, top), (frame.zero, bottom), 0.8, Ink::Text);
    }
    let mut y = top;
    for row in rows {
        let (statement, middle) = frame.middles(row);
        let (statement, middle) = (y + statement, y + middle);
        canvas.label_of(0.0, (statement, LINES), frame.labels, &row.label, frame.label);
        let (room, end) = frame.mark;
        let tag = Pen::HEAD.cut(&mark(row, wording), room);
        canvas.text((end, statement + SMALL * 0.36), tag, Pen::HEAD);
        if frame.above && !row.withheld() {
            let half = BAR / 2.0 + 3.0;
            let ends = (middle - half, middle + half);
            canvas.line((frame.zero, ends.0), (frame.zero, ends.1), 0.8, Ink::Text);
        }
        bar(&mut canvas, &frame, row, middle, wording);
        numbers(&mut canvas, &frame, row, middle, wording);
        y += frame.heights(row).1;
        canvas.line((0.0, y), (width, y), 0.5, Ink::Rule);
    }
    if !scale.key {
        return canvas.finish(bottom + 1.0);
    }
    let end = key::draw(&mut canvas, rows, scale, wording, bottom + 10.0);
    canvas.finish(end + 1.0)
}

/// The ends of the scale above the bars and the heads of the columns; returns where rows begin.
fn heads(canvas: &mut Canvas, frame: &Frame, scale: &DistributionScale, wording: &Wording) -> f32 {
    let room = frame.unit - 4.0;
    let low = Pen::NOTE.wrap(&scale.low, room, 3);
    let high = Pen::HEAD.wrap(&scale.high, room, 3);
    let leading = Pen::NOTE.leading();
    let lowest = SMALL + leading * (low.len().max(high.len()) as f32 - 1.0);
    let sides =
        [(low, frame.zero - frame.unit, Pen::NOTE), (high, frame.zero + frame.unit, Pen::HEAD)];
    for (lines, x, pen) in sides {
        let mut baseline = lowest - leading * (lines.len() as f32 - 1.0);
        for line in lines {
            canvas.text((x, baseline), line, pen);
            baseline += leading;
        }
    }
    let columns = [("head.mean", frame.mean), ("head.raters", canvas.width())];
    for (key, right) in columns {
        let head = Pen::HEAD.cut(&wording.text(key), frame.column);
        canvas.text((right, lowest), head, Pen::HEAD);
    }
    lowest + 5.0
}

fn bar(canvas: &mut Canvas, frame: &Frame, row: &DistributionRow, middle: f32, wording: &Wording) {
    let total: f64 = row.counts.iter().map(|count| *count as f64).sum();
    if total <= 0.0 {
        let key = if row.withheld() { "format.withheld" } else { "format.absent" };
        let word = Pen::AXIS.cut(&wording.text(key), 2.0 * frame.unit);
        let room = Pen::AXIS.width(&word) + 6.0;
        // Paper under the word keeps the line in the middle out of it.
        canvas.rect((frame.zero - room / 2.0, middle - 6.0), (room, 12.0), Ink::Paper);
        canvas.text((frame.zero, middle + SMALL * 0.36), word, Pen::AXIS);
        return;
    }
    let parts = segments(&row.counts);
    let length = |segment: &Segment| frame.unit * (segment.count as f64 / total) as f32;
    let mut x = frame.zero;
    for part in &parts {
        x -= match part.part {
            Part::LowFar | Part::LowNear => length(part),
            Part::Middle => length(part) / 2.0,
            Part::HighNear | Part::HighFar => 0.0,
        };
    }
    for part in &parts {
        let across = length(part);
        if part.count > 0 {
            let turned = Segment { part: part.part.shown(row.reversed), ..*part };
            segment(canvas, (&turned, frame.neutral), (x, middle), across, wording);
        }
        x += across;
    }
}

/// One part of a bar from `x`, with its number where there is room.
fn segment(
    canvas: &mut Canvas,
    (segment, neutral): (&Segment, bool),
    (x, middle): (f32, f32),
    across: f32,
    wording: &Wording,
) {
    let ink = fill(canvas, (segment.part, neutral), (x, middle - BAR / 2.0), (across, BAR));
    let text = wording.thousands(segment.count);
    let pen = Pen::AXIS.ink(ink).anchor(Anchor::Middle);
    if pen.width(&text) + 3.0 <= across {
        canvas.text((x + across / 2.0, middle + SMALL * 0.36), text, pen);
    }
}

/// Fills a part's rectangle, with a hair of paper at its right; returns the ink for text in it.
fn fill(
    canvas: &mut Canvas,
    (part, neutral): (Part, bool),
    at: (f32, f32),
    (across, height): (f32, f32),
) -> Ink {
    let across = (across - 0.8).max(across * 0.6);
    let (edge, inside, text) = part.inks(neutral);
    canvas.rect(at, (across, height), edge);
    if edge != inside {
        let line = 0.9;
        let size = (across - 2.0 * line, height - 2.0 * line);
        canvas.rect((at.0 + line, at.1 + line), size, inside);
    }
    text
}

fn numbers(
    canvas: &mut Canvas,
    frame: &Frame,
    row: &DistributionRow,
    middle: f32,
    wording: &Wording,
) {
    let mean = row.mean.filter(|_| !row.withheld()).and_then(|mean| wording.decimal(mean));
    let cells = [
        (mean.unwrap_or_else(|| "–".to_owned()), frame.mean, Pen::VALUE.heavy()),
        (wording.thousands(row.n as u64), canvas.width(), Pen::VALUE.ink(Ink::Muted)),
    ];
    for (text, right, pen) in cells {
        let text = pen.cut(&text, frame.column);
        canvas.text((right, middle + pen.size * 0.36), text, pen);
    }
}

/// What stands beside a statement.
fn mark(row: &DistributionRow, wording: &Wording) -> String {
    let reversed = if row.reversed { wording.text("legend.reversed_mark") } else { String::new() };
    format!("{} {reversed}", row.tag).trim().to_owned()
}

#[cfg(test)]
mod tests;
