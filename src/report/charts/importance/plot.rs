//! The plot: quadrants, ranges and numbered points.

use super::quadrant::{Placement, Quadrant};
use super::range::Range;
use super::{ImportanceAxes, Point, RADIUS, numbered, word};
use crate::report::charts::canvas::{Canvas, Pen, SMALL};
use crate::report::scene::{Anchor, Ink};
use crate::report::wording::Wording;

/// Height of the strips at top and bottom that hold the quadrants' names.
const STRIP: f32 = 15.0;

/// Air between the frame and the outermost points.
const PADDING: f32 = RADIUS + 3.0;

/// Where values stand.
struct Frame {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    across: Range,
    up: Range,
}

impl Frame {
    fn x(&self, performance: f64) -> f32 {
        let (left, right) = (self.left + PADDING, self.right - PADDING);
        left + (right - left) * self.across.share(performance)
    }

    fn y(&self, importance: f64) -> f32 {
        let (top, bottom) = (self.inner_top() + RADIUS, self.inner_bottom() - RADIUS);
        bottom - (bottom - top) * self.up.share(importance)
    }

    fn inner_top(&self) -> f32 {
        self.top + STRIP
    }

    fn inner_bottom(&self) -> f32 {
        self.bottom - STRIP
    }

    /// Whether a numbered point at a place stays off the frame and the names.
    fn holds(&self, (x, y): (f32, f32)) -> bool {
        let inside = x >= self.left + RADIUS + 1.0 && x <= self.right - RADIUS - 1.0;
        inside && y >= self.inner_top() + RADIUS && y <= self.inner_bottom() - RADIUS
    }
}

/// Draws the plot into the top left corner; returns its end.
pub(super) fn draw(
    canvas: &mut Canvas,
    points: &[Point<'_>],
    axes: &ImportanceAxes,
    middle: Option<[f64; 2]>,
    wording: &Wording,
    width: f32,
) -> f32 {
    let frame = frame(points, axes, middle, wording, width);
    canvas.text((0.0, SMALL), Pen::NOTE.cut(&wording.text("legend.importance"), width), Pen::NOTE);
    quadrants(canvas, &frame, middle, wording);
    scales(canvas, &frame, wording);
    let placed: Vec<&Point<'_>> = points.iter().filter(|point| point.placement.is_some()).collect();
    for point in &placed {
        cross(canvas, &frame, point);
    }
    let places: Vec<(f32, f32)> = placed.iter().filter_map(|point| place(&frame, point)).collect();
    let centres = apart(&frame, &places);
    for (place, centre) in places.iter().zip(&centres) {
        if place != centre {
            canvas.line(*place, *centre, 0.5, Ink::Text);
            canvas.circle(*place, 1.6, None, Ink::Text);
        }
    }
    for (point, centre) in placed.into_iter().zip(centres) {
        numbered(canvas, point, centre);
    }
    let title = Pen::HEAD.cut(&wording.text("legend.performance"), width);
    canvas.text((frame.right, frame.bottom + 22.0), title, Pen::HEAD);
    frame.bottom + 24.0
}

fn frame(
    points: &[Point<'_>],
    axes: &ImportanceAxes,
    middle: Option<[f64; 2]>,
    wording: &Wording,
    width: f32,
) -> Frame {
    let up = points.iter().filter_map(|point| point.row.importance.reach()).flatten();
    let across = points.iter().filter_map(|point| point.row.performance.reach()).flatten();
    let up = Range::new(up.chain(middle.map(|[importance, _]| importance)), axes.importance);
    let across =
        Range::new(across.chain(middle.map(|[_, performance]| performance)), axes.performance);
    let numbers = up.ticks().into_iter().map(|tick| Pen::AXIS.width(&tick_text(tick, up, wording)));
    let left = numbers.fold(8.0, f32::max).min(width * 0.2) + 5.0;
    let top = SMALL + 5.0;
    let height = (width - left).min(178.0) + 2.0 * STRIP - 20.0;
    Frame { left, right: width - 0.5, top, bottom: top + height, across, up }
}

fn tick_text(tick: f64, range: Range, wording: &Wording) -> String {
    if range.step.fract() == 0.0 {
        wording.whole(tick)
    } else {
        wording.decimal(tick).unwrap_or_default()
    }
}

fn quadrants(canvas: &mut Canvas, frame: &Frame, middle: Option<[f64; 2]>, wording: &Wording) {
    let (left, right, top, bottom) = (frame.left, frame.right, frame.top, frame.bottom);
    let lines = middle.map(|[importance, performance]| (frame.x(performance), frame.y(importance)));
    if let Some((x, y)) = lines {
        canvas.rect((left, top), (x - left, y - top), Ink::Band1);
    }
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
        canvas.line(*from, *to, 0.6, Ink::Rule);
    }
    let names = names(canvas, frame, wording);
    if let Some((x, y)) = lines {
        let over = names.iter().any(|(from, to)| x > from - 2.0 && x < to + 2.0);
        let (above, below) =
            if over { (frame.inner_top(), frame.inner_bottom()) } else { (top, bottom) };
        canvas.line((x, above), (x, below), 0.7, Ink::Muted);
        canvas.line((left, y), (right, y), 0.7, Ink::Muted);
    }
}

/// The quadrants' names in the corners; returns where each begins and ends.
fn names(canvas: &mut Canvas, frame: &Frame, wording: &Wording) -> Vec<(f32, f32)> {
    let room = (frame.right - frame.left) / 2.0 - 8.0;
    let (high, low) = (frame.top + 10.0, frame.bottom - 5.0);
    let corners = [
        (Quadrant::Concentrate, frame.left + 5.0, high, Pen::NOTE),
        (Quadrant::KeepUp, frame.right - 5.0, high, Pen::HEAD),
        (Quadrant::LowPriority, frame.left + 5.0, low, Pen::NOTE),
        (Quadrant::Overkill, frame.right - 5.0, low, Pen::HEAD),
    ];
    corners
        .into_iter()
        .map(|(quadrant, x, baseline, pen)| {
            let text = pen.cut(&word(Some(Placement::In(quadrant)), wording), room);
            let width = pen.width(&text);
            canvas.text((x, baseline), text, pen);
            if pen.anchor == Anchor::End { (x - width, x) } else { (x, x + width) }
        })
        .collect()
}

fn scales(canvas: &mut Canvas, frame: &Frame, wording: &Wording) {
    for tick in frame.up.ticks() {
        let text = Pen::HEAD.cut(&tick_text(tick, frame.up, wording), frame.left - 4.5);
        let y = frame.y(tick);
        canvas.text((frame.left - 5.0, y + SMALL * 0.36), text, Pen::HEAD);
        canvas.line((frame.left - 2.5, y), (frame.left, y), 0.6, Ink::Muted);
    }
    let mut end = f32::MIN;
    for tick in frame.across.ticks() {
        let text = tick_text(tick, frame.across, wording);
        let half = Pen::AXIS.width(&text) / 2.0;
        let mark = frame.x(tick);
        canvas.line((mark, frame.bottom), (mark, frame.bottom + 2.5), 0.6, Ink::Muted);
        let x = mark.min(frame.right - half);
        if x - half > end + 3.0 {
            canvas.text((x, frame.bottom + 11.0), text, Pen::AXIS);
            end = x + half;
        }
    }
}

fn place(frame: &Frame, point: &Point<'_>) -> Option<(f32, f32)> {
    let (importance, performance) =
        point.row.importance.known().zip(point.row.performance.known())?;
    Some((frame.x(performance), frame.y(importance)))
}

fn cross(canvas: &mut Canvas, frame: &Frame, point: &Point<'_>) {
    let Some((x, y)) = place(frame, point) else { return };
    if let Some([low, high]) = point.row.performance.range() {
        canvas.line((frame.x(low), y), (frame.x(high), y), 0.7, Ink::AccentLight);
    }
    if let Some([low, high]) = point.row.importance.range() {
        canvas.line((x, frame.y(low)), (x, frame.y(high)), 0.7, Ink::AccentLight);
    }
}

/// Centres of the numbered points: their places, or the nearest free spot around them.
fn apart(frame: &Frame, places: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut taken: Vec<(f32, f32)> = Vec::new();
    for place in places {
        let free = |centre: &(f32, f32)| {
            frame.holds(*centre)
                && taken.iter().all(|other| distance(*centre, *other) >= 2.0 * RADIUS + 1.2)
        };
        let found = std::iter::once(*place).chain(around(*place)).find(free);
        taken.push(found.unwrap_or(*place));
    }
    taken
}

/// Spots around a place, the nearest first.
fn around((x, y): (f32, f32)) -> impl Iterator<Item = (f32, f32)> {
    (1..60u8).flat_map(move |ring| {
        let radius = RADIUS + 4.0 * f32::from(ring);
        (0..24u8).map(move |step| {
            let angle = std::f32::consts::TAU * (f32::from(step) / 24.0 - 0.125);
            (x + radius * angle.cos(), y + radius * angle.sin())
        })
    })
}

fn distance(one: (f32, f32), other: (f32, f32)) -> f32 {
    (one.0 - other.0).hypot(one.1 - other.1)
}
