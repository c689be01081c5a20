//! One score against a norm sample.

use super::distribution::{normal_lower_tail, t_lower_tail};
use super::noncentral_t::noncentrality;
use super::undefined::{Estimate, Undefined};

/// What is known of a norm sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormSample {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation (divisor n - 1).
    pub deviation: f64,
    /// How many people.
    pub n: usize,
}

impl NormSample {
    /// The standard score z: how many standard deviations a score lies above the mean.
    ///
    /// Undefined when the deviation is not above 0 or a number is not finite.
    pub fn z(&self, score: f64) -> Estimate {
        if self.deviation <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        let z = (score - self.mean) / self.deviation;
        if z.is_finite() && self.deviation.is_finite() { Ok(z) } else { Err(Undefined::Unknown) }
    }

    /// The T score: `50 + 10 z` (`McCall` 1922), not normalised. Undefined where z is.
    pub fn t_score(&self, score: f64) -> Estimate {
        Ok(50.0 + 10.0 * self.z(score)?)
    }

    /// The per cent of people below a score, 0 to 100, if scores were normal and the norm sample's
    /// mean and deviation those of all people.
    ///
    /// Too far from 50 for a small norm sample; [`Self::percentile`] allows for its size. Undefined
    /// where z is.
    pub fn normal_percentile(&self, score: f64) -> Estimate {
        Ok(100.0 * normal_lower_tail(self.z(score)?))
    }

    /// The per cent of people below a score, 0 to 100, allowing for the size of the norm sample: t
    /// on n - 1 degrees of freedom of `z / sqrt((n + 1) / n)`. Supposes that scores are normal.
    ///
    /// Undefined below two people and where z is. Crawford & Howell 1998. Checked against scipy.
    pub fn percentile(&self, score: f64) -> Estimate {
        let z = self.z(score)?;
        let n = self.people()?;
        let t = z / ((n + 1.0) / n).sqrt();
        Ok(100.0 * t_lower_tail(t, n - 1.0).ok_or(Undefined::Unknown)?)
    }

    /// The interval of [`Self::normal_percentile`] at `level`, for example 0.95: what the
    /// percentile of this score may be among all people, as the norm sample is only a sample. Both
    /// limits from the noncentral t distribution of `z sqrt(n)` on n - 1 degrees of freedom.
    ///
    /// Says nothing of the error in the score itself. Undefined below two people, where z is, and
    /// when `level` is not between 0 and 1. Crawford & Garthwaite 2002. Checked against mpmath.
    pub fn percentile_interval(&self, score: f64, level: f64) -> Result<[f64; 2], Undefined> {
        if !(level > 0.0 && level < 1.0) {
            return Err(Undefined::Unknown);
        }
        let z = self.z(score)?;
        let n = self.people()?;
        let limit = |probability| {
            let found = noncentrality(z * n.sqrt(), n - 1.0, probability)?;
            Some(100.0 * normal_lower_tail(found / n.sqrt()))
        };
        let tail = (1.0 - level) / 2.0;
        let (low, high) = limit(1.0 - tail).zip(limit(tail)).ok_or(Undefined::NoConvergence)?;
        Ok([low, high])
    }

    fn people(&self) -> Estimate {
        if self.n < 2 {
            return Err(Undefined::TooFew { of: "people", needed: 2, found: self.n });
        }
        Ok(self.n as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NORM: NormSample = NormSample { mean: 3.0, deviation: 0.5, n: 20 };

    #[test]
    fn scores_count_deviations() {
        assert_eq!(NORM.z(4.0), Ok(2.0));
        assert_eq!(NORM.t_score(4.0), Ok(70.0));
        assert_eq!(NORM.normal_percentile(3.0), Ok(50.0));
        assert_eq!(NORM.percentile(3.0), Ok(50.0));
    }

    #[test]
    fn a_small_norm_sample_draws_the_percentile_to_the_middle() {
        let plain = NORM.normal_percentile(4.0).unwrap();
        assert!(NORM.percentile(4.0).unwrap() < plain);
        let large = NormSample { n: 1_000_000, ..NORM };
        assert!((large.percentile(4.0).unwrap() - plain).abs() < 1e-3);
        let [low, high] = NORM.percentile_interval(4.0, 0.95).unwrap();
        assert!(low < plain && plain < high);
    }

    #[test]
    fn is_undefined_without_spread_or_people() {
        assert_eq!(NormSample { deviation: 0.0, ..NORM }.z(4.0), Err(Undefined::NoVariance));
        assert_eq!(NORM.z(f64::NAN), Err(Undefined::Unknown));
        assert!(NormSample { n: 1, ..NORM }.percentile(4.0).is_err());
        assert!(NormSample { n: 1, ..NORM }.percentile_interval(4.0, 0.95).is_err());
        assert_eq!(NORM.percentile_interval(4.0, 1.0), Err(Undefined::Unknown));
    }
}
