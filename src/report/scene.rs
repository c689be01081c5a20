//! A chart's drawing: lines, shapes and text on a small canvas, painted by PDF and HTML alike.
//!
//! Units are points (1/72 inch); x grows to the right, y downwards from the top left corner.

/// A drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Marks in painting order.
    pub marks: Vec<Mark>,
}

/// A role of colour; the theme says which colour it is. Charts never name colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Main text and axes.
    Text,
    /// Secondary text.
    Muted,
    /// Hairlines.
    Rule,
    /// The brand colour: measured values.
    Accent,
    /// A lighter accent: other options.
    AccentLight,
    /// The track behind a bar.
    Track,
    /// Targets and shortfalls.
    Alert,
    /// Contributions in favour.
    Positive,
    /// Contributions against.
    Negative,
    /// Background of the lowest band.
    Band1,
    /// Background of the second band.
    Band2,
    /// Background of the third band.
    Band3,
    /// Background of the highest band.
    Band4,
    /// Paper.
    Paper,
}

/// Horizontal anchor of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// x is the left end.
    #[default]
    Start,
    /// x is the middle.
    Middle,
    /// x is the right end.
    End,
}

/// One mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A straight line.
    Line {
        /// From.
        from: (f32, f32),
        /// To.
        to: (f32, f32),
        /// Width in points.
        width: f32,
        /// Colour.
        ink: Ink,
    },
    /// A filled rectangle.
    Rect {
        /// Top left corner.
        at: (f32, f32),
        /// Width and height.
        size: (f32, f32),
        /// Colour.
        ink: Ink,
    },
    /// A circle: filled, or a ring of the given line width filled with paper.
    Circle {
        /// Centre.
        centre: (f32, f32),
        /// Radius.
        radius: f32,
        /// Line width of a ring; `None`: filled.
        ring: Option<f32>,
        /// Colour.
        ink: Ink,
    },
    /// A closed filled polygon.
    Polygon {
        /// Corners.
        points: Vec<(f32, f32)>,
        /// Colour.
        ink: Ink,
    },
    /// A line of text; `at` is the baseline. Text wider than `max_width` is set over two lines at
    /// most by the chart builder, never by the painter.
    Text {
        /// Baseline position.
        at: (f32, f32),
        /// The text.
        text: String,
        /// Size in points.
        size: f32,
        /// Heavier weight.
        strong: bool,
        /// Horizontal anchor.
        anchor: Anchor,
        /// Colour.
        ink: Ink,
    },
}
