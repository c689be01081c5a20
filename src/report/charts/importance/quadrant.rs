//! Which quadrant a point lies in, and whether that is sure.

use super::{ImportanceAxes, ImportanceRow};
use crate::statistics::importance_performance::{self, Cuts, OnLine};
pub use crate::statistics::importance_performance::{Placement, Quadrant};

/// A mean with what is likely.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measured {
    /// The mean.
    pub value: Option<f64>,
    /// Its likely range.
    pub interval: Option<[f64; 2]>,
}

impl Measured {
    /// The mean, when it is a number.
    pub(super) fn known(&self) -> Option<f64> {
        self.value.filter(|value| value.is_finite())
    }

    /// The range, when it is one.
    pub(super) fn range(&self) -> Option<[f64; 2]> {
        self.interval.filter(|[low, high]| low.is_finite() && high.is_finite() && low <= high)
    }

    /// The range with the mean in it; the mean alone where there is none.
    pub(super) fn reach(&self) -> Option<[f64; 2]> {
        let value = self.known()?;
        let [low, high] = self.range().unwrap_or([value; 2]);
        Some([low.min(value), high.max(value)])
    }
}

/// The place of a point against the importance and the performance in the middle. `None` where a
/// value is missing or no number. A range that reaches a line leaves the place open; without a range
/// the mean alone decides.
pub fn placement(
    importance: &Measured,
    performance: &Measured,
    [important, good]: [f64; 2],
) -> Option<Placement> {
    let point = |one: &Measured| {
        let (value, interval) = (one.known()?, one.range());
        Some(importance_performance::Measured { value, interval })
    };
    let cuts = Cuts { importance: important, performance: good };
    let placed = importance_performance::placement(
        point(importance)?,
        point(performance)?,
        cuts,
        OnLine::Undecided,
    );
    placed.ok()
}

/// Importance and performance in the middle: those given, else the means over rows that have both;
/// `None` without such rows.
pub(super) fn middle(rows: &[ImportanceRow], axes: &ImportanceAxes) -> Option<[f64; 2]> {
    if let Some(given) = axes.middle.filter(|values| values.iter().all(|value| value.is_finite())) {
        return Some(given);
    }
    let both: Vec<(f64, f64)> =
        rows.iter().filter_map(|row| row.importance.known().zip(row.performance.known())).collect();
    let n = both.len() as f64;
    let mean = |pick: fn(&(f64, f64)) -> f64| both.iter().map(pick).sum::<f64>() / n;
    let means = [mean(|pair| pair.0), mean(|pair| pair.1)];
    means.iter().all(|mean| mean.is_finite()).then_some(means)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(value: f64) -> Measured {
        Measured { value: Some(value), interval: None }
    }

    fn between(low: f64, value: f64, high: f64) -> Measured {
        Measured { value: Some(value), interval: Some([low, high]) }
    }

    #[test]
    fn each_quadrant_has_its_corner() {
        let place =
            |importance, performance| placement(&at(importance), &at(performance), [3.0; 2]);
        assert_eq!(place(4.0, 2.0), Some(Placement::In(Quadrant::Concentrate)));
        assert_eq!(place(4.0, 4.0), Some(Placement::In(Quadrant::KeepUp)));
        assert_eq!(place(2.0, 2.0), Some(Placement::In(Quadrant::LowPriority)));
        assert_eq!(place(2.0, 4.0), Some(Placement::In(Quadrant::Overkill)));
        assert_eq!(place(3.0, 4.0), Some(Placement::Undecided));
        assert_eq!(place(f64::NAN, 4.0), None);
    }

    #[test]
    fn a_range_over_either_line_leaves_the_place_open() {
        let low = between(1.5, 2.0, 2.9);
        assert_eq!(placement(&at(4.0), &low, [3.0; 2]), Some(Placement::In(Quadrant::Concentrate)));
        let wide = between(1.5, 2.0, 3.1);
        assert_eq!(placement(&at(4.0), &wide, [3.0; 2]), Some(Placement::Undecided));
        assert_eq!(placement(&wide, &at(4.0), [3.0; 2]), Some(Placement::Undecided));
    }

    #[test]
    fn a_range_that_is_none_or_misses_its_mean_cannot_hide_a_crossing() {
        let nonsense = between(f64::NAN, 2.0, 9.0);
        assert_eq!(
            placement(&at(4.0), &nonsense, [3.0; 2]),
            placement(&at(4.0), &at(2.0), [3.0; 2])
        );
        let beside = between(1.0, 3.5, 2.0);
        assert_eq!(placement(&at(4.0), &beside, [3.0; 2]), Some(Placement::Undecided));
    }

    #[test]
    fn the_middle_is_the_mean_of_rows_that_have_both() {
        let row = |importance, performance| ImportanceRow {
            label: String::new(),
            importance: at(importance),
            performance: at(performance),
        };
        let axes = ImportanceAxes { importance: [1.0, 5.0], performance: [1.0, 5.0], middle: None };
        let rows = [row(4.0, 2.0), row(2.0, 3.0), row(5.0, f64::NAN)];
        assert_eq!(middle(&rows, &axes), Some([3.0, 2.5]));
        assert_eq!(middle(&[], &axes), None);
        let given = ImportanceAxes { middle: Some([3.5, 3.0]), ..axes };
        assert_eq!(middle(&[], &given), Some([3.5, 3.0]));
    }
}
