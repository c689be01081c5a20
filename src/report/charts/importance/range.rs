//! The part of a scale that holds the values.

/// Part of a scale between two multiples of a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    pub low: f64,
    pub high: f64,
    /// Distance of its numbers.
    pub step: f64,
}

impl Range {
    /// The smallest part of a scale that holds the values, outwards to steps of about a sixth.
    /// Values beyond the scale stand at its ends.
    pub(super) fn new(values: impl Iterator<Item = f64>, scale: [f64; 2]) -> Self {
        let [min, max] = match scale {
            [min, max] if min.is_finite() && max.is_finite() && max > min => scale,
            _ => [0.0, 1.0],
        };
        let inside: Vec<f64> =
            values.filter(|value| value.is_finite()).map(|value| value.clamp(min, max)).collect();
        let (mut low, mut high) = (min, max);
        if !inside.is_empty() {
            low = inside.iter().copied().fold(max, f64::min);
            high = inside.iter().copied().fold(min, f64::max);
        }
        let step = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 1000.0]
            .into_iter()
            .find(|step| (high - low) / step <= 5.0)
            .unwrap_or(max - min);
        low = ((low / step).floor() * step).max(min);
        high = ((high / step).ceil() * step).min(max);
        if high - low < step {
            low = (high - step).max(min);
            high = (low + step).min(max);
        }
        Self { low, high, step }
    }

    /// The numbers along it.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step).ceil();
        (0..9)
            .map(|index| (first + f64::from(index)) * self.step)
            .filter(|tick| *tick <= self.high)
            .collect()
    }

    /// A value's place from 0 at the lowest to 1 at the highest.
    pub(super) fn share(&self, value: f64) -> f32 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_holds_the_values_between_even_numbers() {
        let range = Range::new([2.2, 3.6].into_iter(), [1.0, 5.0]);
        assert_eq!(range.ticks(), [2.0, 2.5, 3.0, 3.5, 4.0]);
        let range = Range::new([12.0, 88.0, f64::NAN].into_iter(), [0.0, 100.0]);
        assert_eq!(range.ticks(), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    }

    #[test]
    fn one_value_or_none_still_makes_a_range() {
        assert_eq!(Range::new([5.0].into_iter(), [1.0, 5.0]).ticks(), [4.5, 5.0]);
        assert_eq!(Range::new([].into_iter(), [1.0, 5.0]).ticks(), [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert!(Range::new([2.0].into_iter(), [f64::NAN, 1.0]).share(2.0) <= 1.0);
    }
}
