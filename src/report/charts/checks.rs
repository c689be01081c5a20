//! What holds for the drawing of every chart, for tests.

use super::canvas::Pen;
use crate::report::blocks::Chart;
use crate::report::measure;
use crate::report::scene::{Anchor, Mark, Scene};
use proptest::prelude::*;

/// Left, top, right and bottom of a text with its accents and descenders, and the text.
type TextBox<'a> = (f32, f32, f32, f32, &'a str);

/// All marks are finite and on the canvas, and no text touches another.
pub(super) fn assert_sound(chart: &Chart) {
    let scene = &chart.scene;
    assert!(scene.width.is_finite() && scene.height.is_finite() && scene.height >= 0.0);
    for mark in &scene.marks {
        for (x, y) in corners(mark) {
            let inside = x > -1.0 && x < scene.width + 1.0 && y > -1.0 && y < scene.height + 1.0;
            assert!(inside, "outside {} by {}: {mark:?}", scene.width, scene.height);
        }
    }
    let boxes = text_boxes(scene);
    for (index, one) in boxes.iter().enumerate() {
        let (left, top, right, bottom, text) = *one;
        let inside = left > -0.1 && top > -0.1;
        let inside = inside && right < scene.width + 0.1 && bottom < scene.height + 0.1;
        assert!(inside, "\"{text}\" sticks out of {} by {}: {one:?}", scene.width, scene.height);
        for other in &boxes[index + 1..] {
            let apart = left >= other.2 - 0.01
                || right <= other.0 + 0.01
                || top >= other.3 - 0.01
                || bottom <= other.1 + 0.01;
            assert!(apart, "\"{text}\" touches \"{}\": {one:?} {other:?}", other.4);
        }
    }
    assert!(!chart.alt.contains("NaN") && !chart.alt.contains("inf"), "{}", chart.alt);
}

/// The alternative text has all these.
pub(super) fn assert_told<S: AsRef<str>>(chart: &Chart, parts: &[S]) {
    for part in parts {
        assert!(chart.alt.contains(part.as_ref()), "no \"{}\" in: {}", part.as_ref(), chart.alt);
    }
}

/// All texts of a drawing.
pub(super) fn texts(chart: &Chart) -> Vec<&str> {
    text_boxes(&chart.scene).into_iter().map(|one| one.4).collect()
}

/// Labels of any length up to 120 characters: words as people write them, and anything at all.
pub(super) fn label() -> impl Strategy<Value = String> {
    let words = "([A-Za-zäöüß]{1,14}[ /-]){0,8}[a-zé]{0,10}";
    prop_oneof![words, "\\PC{0,30}", "[A-Zm]{60,120}"]
        .prop_map(|text| text.chars().take(120).collect())
        .prop_filter("words that the checks look for", |text: &String| {
            !text.contains("NaN") && !text.contains("inf")
        })
}

/// A value on a scale from 1 to 5, beside it, missing, or no number.
pub(super) fn value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        8 => (1.0..=5.0f64).prop_map(Some),
        1 => (-1e9..1e9f64).prop_map(Some),
        1 => Just(None),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY)].prop_map(Some),
    ]
}

/// Widths of the page and of its columns.
pub(super) fn room() -> impl Strategy<Value = f32> {
    200.0f32..=483.0
}

fn text_boxes(scene: &Scene) -> Vec<TextBox<'_>> {
    scene
        .marks
        .iter()
        .filter_map(|mark| {
            let Mark::Text { at: (x, y), text, size, strong, anchor, .. } = mark else {
                return None;
            };
            let width = measure::width(text, *size, *strong);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            assert!(*size >= Pen::AXIS.size, "\"{text}\" is too small to read");
            Some((left, y - size * 0.75, left + width, y + size * 0.22, text.as_str()))
        })
        .collect()
}

fn corners(mark: &Mark) -> Vec<(f32, f32)> {
    match mark {
        Mark::Line { from, to, .. } => vec![*from, *to],
        Mark::Rect { at, size, .. } => vec![*at, (at.0 + size.0, at.1 + size.1)],
        Mark::Circle { centre: (x, y), radius, .. } => {
            vec![(x - radius, y - radius), (x + radius, y + radius)]
        }
        Mark::Polygon { points, .. } => points.clone(),
        Mark::Text { at, .. } => vec![*at],
    }
}
