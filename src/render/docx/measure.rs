//! Word's units.

use crate::layout::Colour;

/// Points in twentieths, as most measures count.
pub(super) fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

/// Points in English metric units, as pictures count.
pub(super) fn emu(points: f32) -> i64 {
    (f64::from(points) * 12_700.0).round() as i64
}

/// Size of type in half points.
pub(super) fn half_points(points: f32) -> i32 {
    (points * 2.0).round().max(1.0) as i32
}

/// Width of a line in eighths of a point.
pub(super) fn eighths(points: f32) -> i32 {
    (points * 8.0).round() as i32
}

/// A colour as six digits.
pub(super) fn hex(colour: Colour) -> String {
    format!("{:02X}{:02X}{:02X}", colour.red, colour.green, colour.blue)
}
