//! Numbers of one group, checked.

use super::moments::{ROUNDING, mean, squared_deviations};
use super::undefined::Undefined;

/// Size, mean and spread of a group of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sample {
    /// How many numbers.
    pub(super) n: f64,
    /// Their mean.
    pub(super) mean: f64,
    /// Their sample standard deviation (divisor n - 1); 0 when all are alike.
    pub(super) deviation: f64,
}

impl Sample {
    /// Of two or more finite numbers; `of` says in a message what they are.
    pub(super) fn of(values: &[f64], of: &'static str) -> Result<Self, Undefined> {
        at_least(2, values, of)?;
        let n = values.len() as f64;
        let mean = mean(values).ok_or(Undefined::Unknown)?;
        Ok(Self { n, mean, deviation: (squared_deviations(values) / (n - 1.0)).sqrt() })
    }

    /// The same, when not all numbers are alike.
    pub(super) fn varied(values: &[f64], of: &'static str) -> Result<Self, Undefined> {
        let sample = Self::of(values, of)?;
        if sample.deviation > 0.0 { Ok(sample) } else { Err(Undefined::NoVariance) }
    }

    /// Sum of squared deviations from the mean.
    pub(super) fn squares(&self) -> f64 {
        self.deviation.powi(2) * (self.n - 1.0)
    }
}

/// Refuses fewer than `needed` numbers, and numbers that are not finite.
pub(super) fn at_least(needed: usize, values: &[f64], of: &'static str) -> Result<(), Undefined> {
    if values.iter().any(|value| !value.is_finite()) {
        return Err(Undefined::Unknown);
    }
    if values.len() < needed {
        return Err(Undefined::TooFew { of, needed, found: values.len() });
    }
    Ok(())
}

/// Second minus first of each pair; exactly 0 when they differ by rounding alone.
pub(super) fn differences(pairs: &[[f64; 2]]) -> Vec<f64> {
    let difference = |[first, second]: [f64; 2]| {
        let difference = second - first;
        let rounding = ROUNDING * first.abs().max(second.abs());
        if difference.abs() <= rounding { 0.0 } else { difference }
    };
    pairs.iter().copied().map(difference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_has_no_spread() {
        let few = Undefined::TooFew { of: "raters", needed: 2, found: 1 };
        assert_eq!(Sample::of(&[1.0], "raters"), Err(few));
        assert_eq!(Sample::varied(&[2.0, 2.0], "raters"), Err(Undefined::NoVariance));
        assert_eq!(Sample::of(&[2.0, f64::NAN], "raters"), Err(Undefined::Unknown));
    }

    #[test]
    fn rounding_is_no_difference() {
        assert_eq!(differences(&[[0.3, 0.1 + 0.2], [1.0, 3.0]]), [0.0, 2.0]);
    }
}
