//! A scene under construction, and the scale that places values on it.

use crate::report::measure;
use crate::report::scene::{Anchor, Ink, Mark, Scene};

/// Size of labels and values in charts, in points.
pub(super) const LABEL: f32 = 9.0;

/// Size of axis numbers and legends, in points.
pub(super) const SMALL: f32 = 7.5;

/// A scene to which marks are added.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    scene: Scene,
}

/// How a text looks and which of its points stands at the given place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// Size in points.
    pub size: f32,
    /// Heavier weight.
    pub strong: bool,
    /// Anchor.
    pub anchor: Anchor,
    /// Colour.
    pub ink: Ink,
}

impl Pen {
    /// A label at its left end.
    pub(super) const LABEL: Self =
        Self { size: LABEL, strong: false, anchor: Anchor::Start, ink: Ink::Text };
    /// A heavier label at its left end.
    pub(super) const STRONG: Self = Self { strong: true, ..Self::LABEL };
    /// A number at its right end.
    pub(super) const VALUE: Self = Self { anchor: Anchor::End, ..Self::LABEL };
    /// Small and muted, in the middle.
    pub(super) const AXIS: Self =
        Self { size: SMALL, strong: false, anchor: Anchor::Middle, ink: Ink::Muted };
    /// Small and muted, at its left end.
    pub(super) const NOTE: Self = Self { anchor: Anchor::Start, ..Self::AXIS };
    /// Small and muted, at its right end.
    pub(super) const HEAD: Self = Self { anchor: Anchor::End, ..Self::AXIS };

    /// The same in another colour.
    pub(super) fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// The same in the heavier weight.
    pub(super) fn heavy(self) -> Self {
        Self { strong: true, ..self }
    }

    /// The same standing on another of its points.
    pub(super) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// Distance of the baselines of two lines of a label.
    pub(super) fn leading(self) -> f32 {
        self.size * 1.15
    }

    /// How wide a text is at most.
    pub(super) fn width(self, text: &str) -> f32 {
        measure::width(text, self.size, self.strong)
    }

    /// The text over at most `lines` lines, cut where it is longer.
    pub(super) fn wrap(self, text: &str, room: f32, lines: usize) -> Vec<String> {
        measure::wrap_weight(text, self.size, self.strong, room, lines)
    }

    /// The text on one line, cut where it is longer.
    pub(super) fn cut(self, text: &str, room: f32) -> String {
        measure::cut(text, self.size, self.strong, room)
    }
}

impl Canvas {
    pub(super) fn new(width: f32) -> Self {
        Self { scene: Scene { width, height: 0.0, marks: Vec::new() } }
    }

    pub(super) fn width(&self) -> f32 {
        self.scene.width
    }

    pub(super) fn text(&mut self, at: (f32, f32), text: impl Into<String>, pen: Pen) {
        let text = text.into();
        if text.is_empty() {
            return;
        }
        let Pen { size, strong, anchor, ink } = pen;
        self.scene.marks.push(Mark::Text { at, text, size, strong, anchor, ink });
    }

    /// A text of up to two lines around a middle line.
    pub(super) fn label(&mut self, x: f32, middle: f32, room: f32, text: &str, pen: Pen) {
        self.label_of(x, (middle, 2), room, text, pen);
    }

    /// A text of up to `most` lines around a middle line.
    pub(super) fn label_of(
        &mut self,
        x: f32,
        (middle, most): (f32, usize),
        room: f32,
        text: &str,
        pen: Pen,
    ) {
        let lines = pen.wrap(text, room, most);
        let leading = pen.leading();
        let first = middle + pen.size * 0.36 - leading * (lines.len() as f32 - 1.0) / 2.0;
        for (index, line) in lines.into_iter().enumerate() {
            self.text((x, first + leading * index as f32), line, pen);
        }
    }

    /// Small print over the whole width under `y`, as many lines as it needs; returns its end.
    pub(super) fn note(&mut self, y: f32, text: &str) -> f32 {
        let mut baseline = y;
        for line in Pen::NOTE.wrap(text, self.width(), 12) {
            baseline += SMALL * 1.35;
            self.text((0.0, baseline), line, Pen::NOTE);
        }
        baseline + SMALL * 0.3
    }

    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        self.scene.marks.push(Mark::Line { from, to, width, ink });
    }

    pub(super) fn rect(&mut self, at: (f32, f32), size: (f32, f32), ink: Ink) {
        if size.0 > 0.0 && size.1 > 0.0 {
            self.scene.marks.push(Mark::Rect { at, size, ink });
        }
    }

    /// A filled circle, or a ring of a line width.
    pub(super) fn circle(&mut self, centre: (f32, f32), radius: f32, ring: Option<f32>, ink: Ink) {
        self.scene.marks.push(Mark::Circle { centre, radius, ring, ink });
    }

    pub(super) fn dot(&mut self, centre: (f32, f32), ink: Ink) {
        self.scene.marks.push(Mark::Circle { centre, radius: 3.6, ring: None, ink });
    }

    pub(super) fn ring(&mut self, centre: (f32, f32), ink: Ink) {
        self.scene.marks.push(Mark::Circle { centre, radius: 3.2, ring: Some(1.2), ink });
    }

    pub(super) fn finish(mut self, height: f32) -> Scene {
        self.scene.height = height;
        self.scene
    }
}

/// Where values of the answer scale stand between two x positions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    /// Lowest value.
    pub min: f64,
    /// Highest value, above `min`.
    pub max: f64,
    /// x of the lowest value.
    pub left: f32,
    /// x of the highest value.
    pub right: f32,
}

impl Axis {
    pub(super) fn x(&self, value: f64) -> f32 {
        let share = ((value - self.min) / (self.max - self.min)).clamp(0.0, 1.0);
        let share = if share.is_finite() { share } else { 0.0 };
        self.left + (self.right - self.left) * share as f32
    }

    /// Whole numbers to label: all points of a short scale, about six of a long one.
    pub(super) fn ticks(&self) -> Vec<i64> {
        let span = (self.max - self.min).max(1.0);
        let step = [1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 1000.0]
            .into_iter()
            .find(|step| span / step <= 8.0)
            .unwrap_or(span);
        let count = (span / step).floor() as i64;
        (0..=count).map(|index| (self.min + step * index as f64).round() as i64).collect()
    }
}
