//! Importance-performance analysis.

use super::moments::mean;
use super::undefined::Undefined;

/// A mean with what is likely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The mean.
    pub value: f64,
    /// Its interval, where there is one.
    pub interval: Option<[f64; 2]>,
}

impl Measured {
    /// The interval with the mean in it; the mean alone where there is none or it is no range.
    fn reach(&self) -> Result<[f64; 2], Undefined> {
        if !self.value.is_finite() {
            return Err(Undefined::Unknown);
        }
        let range = |[low, high]: &[f64; 2]| low.is_finite() && high.is_finite() && low <= high;
        let [low, high] = self.interval.filter(range).unwrap_or([self.value; 2]);
        Ok([low.min(self.value), high.max(self.value)])
    }
}

/// A quadrant of importance against performance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    /// Important, and done less well.
    Concentrate,
    /// Important, and done well.
    KeepUp,
    /// Less important, and done less well.
    LowPriority,
    /// Less important, and done well.
    Overkill,
}

/// Where a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// In a quadrant, over its whole interval.
    In(Quadrant),
    /// Across a line between quadrants, or on it where [`OnLine::Undecided`] says so.
    Undecided,
}

/// What becomes of a point that touches a line without crossing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnLine {
    /// Its place is open.
    Undecided,
    /// It lies on the high side when nothing of it lies below: the usual rule for points without
    /// interval.
    High,
}

/// The lines between the quadrants. The choice moves points, so it belongs beside the result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cuts {
    /// From where on something is important.
    pub importance: f64,
    /// From where on something is done well.
    pub performance: f64,
}

impl Cuts {
    /// Lines at the mean importance and the mean performance of all points: splits what there is,
    /// so that something is always low.
    ///
    /// Undefined without points and when a mean is not finite.
    pub fn at_means(points: &[(Measured, Measured)]) -> Result<Self, Undefined> {
        let none = Undefined::TooFew { of: "items", needed: 1, found: 0 };
        let middle = |pick: fn(&(Measured, Measured)) -> f64| {
            let mean = mean(&points.iter().map(pick).collect::<Vec<f64>>()).ok_or(none)?;
            if mean.is_finite() { Ok(mean) } else { Err(Undefined::Unknown) }
        };
        let importance = middle(|point| point.0.value)?;
        Ok(Self { importance, performance: middle(|point| point.1.value)? })
    }

    /// Lines at the middle of each scale, given by its ends: compares with the scale, so that all
    /// points may lie in one quadrant.
    pub fn at_midpoints(importance: [f64; 2], performance: [f64; 2]) -> Self {
        let [importance, performance] =
            [importance, performance].map(|[low, high]| f64::midpoint(low, high));
        Self { importance, performance }
    }
}

/// The place of a point in importance-performance analysis (Martilla & James 1977), open where its
/// interval crosses a line.
///
/// The open place is an addition here: a quadrant that another sample would change is no finding.
/// Undefined when a value or a line is not finite. Checked against the rule in
/// `tests/data/reference/multirater_long.json`.
pub fn placement(
    importance: Measured,
    performance: Measured,
    cuts: Cuts,
    on_line: OnLine,
) -> Result<Placement, Undefined> {
    let important = side(importance.reach()?, cuts.importance, on_line)?;
    let good = side(performance.reach()?, cuts.performance, on_line)?;
    let Some((important, good)) = important.zip(good) else { return Ok(Placement::Undecided) };
    Ok(Placement::In(match (important, good) {
        (true, false) => Quadrant::Concentrate,
        (true, true) => Quadrant::KeepUp,
        (false, false) => Quadrant::LowPriority,
        (false, true) => Quadrant::Overkill,
    }))
}

/// Whether a range lies on the high side of a line; `None` where that is open.
fn side([low, high]: [f64; 2], line: f64, on_line: OnLine) -> Result<Option<bool>, Undefined> {
    if !line.is_finite() {
        return Err(Undefined::Unknown);
    }
    Ok(if low > line || (low == line && on_line == OnLine::High) {
        Some(true)
    } else if high < line {
        Some(false)
    } else {
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDDLE: Cuts = Cuts { importance: 3.0, performance: 3.0 };

    fn at(value: f64) -> Measured {
        Measured { value, interval: None }
    }

    fn between(low: f64, value: f64, high: f64) -> Measured {
        Measured { value, interval: Some([low, high]) }
    }

    fn place(importance: Measured, performance: Measured) -> Result<Placement, Undefined> {
        placement(importance, performance, MIDDLE, OnLine::Undecided)
    }

    #[test]
    fn each_quadrant_has_its_corner() {
        let found = |importance, performance| place(at(importance), at(performance)).unwrap();
        assert_eq!(found(4.0, 2.0), Placement::In(Quadrant::Concentrate));
        assert_eq!(found(4.0, 4.0), Placement::In(Quadrant::KeepUp));
        assert_eq!(found(2.0, 2.0), Placement::In(Quadrant::LowPriority));
        assert_eq!(found(2.0, 4.0), Placement::In(Quadrant::Overkill));
        assert_eq!(place(at(f64::NAN), at(4.0)), Err(Undefined::Unknown));
    }

    #[test]
    fn a_point_on_a_line_is_open_or_high() {
        assert_eq!(place(at(3.0), at(4.0)), Ok(Placement::Undecided));
        let high = placement(at(3.0), at(4.0), MIDDLE, OnLine::High);
        assert_eq!(high, Ok(Placement::In(Quadrant::KeepUp)));
        let crossing = placement(between(2.9, 3.0, 3.1), at(4.0), MIDDLE, OnLine::High);
        assert_eq!(crossing, Ok(Placement::Undecided));
    }

    #[test]
    fn an_interval_over_a_line_leaves_the_place_open() {
        let clear = place(at(4.0), between(1.5, 2.0, 2.9));
        assert_eq!(clear, Ok(Placement::In(Quadrant::Concentrate)));
        assert_eq!(place(at(4.0), between(1.5, 2.0, 3.1)), Ok(Placement::Undecided));
        assert_eq!(place(between(1.5, 2.0, 3.0), at(4.0)), Ok(Placement::Undecided));
        // An interval that misses its mean cannot hide a crossing, and one of no numbers is none.
        assert_eq!(place(at(4.0), between(1.0, 3.5, 2.0)), Ok(Placement::Undecided));
        assert_eq!(place(at(4.0), between(f64::NAN, 2.0, 9.0)), place(at(4.0), at(2.0)));
    }

    #[test]
    fn lines_lie_at_means_or_midpoints() {
        let points = [(at(4.0), at(2.0)), (at(2.0), at(3.0))];
        let means = Cuts { importance: 3.0, performance: 2.5 };
        assert_eq!(Cuts::at_means(&points), Ok(means));
        assert!(Cuts::at_means(&[]).is_err());
        let midpoints = Cuts { importance: 3.0, performance: 2.5 };
        assert_eq!(Cuts::at_midpoints([1.0, 5.0], [0.0, 5.0]), midpoints);
    }
}
