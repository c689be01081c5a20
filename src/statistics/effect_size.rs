//! Differences of means in units of a standard deviation.

use super::incomplete_gamma::stirling_error;
use super::noncentral_t::noncentrality;
use super::sample::{Sample, differences};
use super::undefined::{Estimate, Undefined};

/// A standardised difference with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StandardizedDifference {
    /// The difference in standard deviations.
    pub value: f64,
    /// Its interval at the level asked for, from the noncentral t distribution (Steiger & Fouladi
    /// 1997); undefined when the level is not between 0 and 1.
    pub interval: Result<[f64; 2], Undefined>,
    /// Degrees of freedom of the standard deviation.
    pub freedom: f64,
}

impl StandardizedDifference {
    /// `t` is `value` times `scale`; so are the limits of its noncentrality.
    fn new(value: f64, scale: f64, freedom: f64, level: f64) -> Self {
        let limit = |probability| noncentrality(value * scale, freedom, probability);
        let tail = (1.0 - level) / 2.0;
        let interval = if level > 0.0 && level < 1.0 {
            let limits = limit(1.0 - tail).zip(limit(tail));
            let scaled = limits.map(|(low, high)| [low / scale, high / scale]);
            scaled.ok_or(Undefined::NoConvergence)
        } else {
            Err(Undefined::Unknown)
        };
        Self { value, interval, freedom }
    }

    /// Hedges' g: value and interval times [`hedges_correction`], because d is too large in small
    /// groups (Hedges 1981). From d it is g, from dz it is gz.
    ///
    /// Undefined below two degrees of freedom. Checked against R effectsize 0.8 `hedges_g`;
    /// pingouin rounds the correction to `1 - 3 / (4 m - 1)`.
    pub fn hedges(self) -> Result<Self, Undefined> {
        let correction = hedges_correction(self.freedom)?;
        let interval = self.interval.map(|limits| limits.map(|limit| limit * correction));
        Ok(Self { value: self.value * correction, interval, freedom: self.freedom })
    }
}

/// Hedges' exact correction J with `m` degrees of freedom:
/// `gamma(m/2) / (sqrt(m/2) gamma((m-1)/2))`, below 1 and rising to it.
///
/// Undefined below two degrees of freedom, where d has no mean. Hedges 1981. Checked against R.
pub fn hedges_correction(freedom: f64) -> Estimate {
    if !freedom.is_finite() {
        return Err(Undefined::Unknown);
    }
    if freedom < 2.0 {
        let found = freedom.max(0.0) as usize;
        return Err(Undefined::TooFew { of: "degrees of freedom", needed: 2, found });
    }
    let half = freedom / 2.0;
    let stirling = stirling_error(half) - stirling_error(half - 0.5);
    Ok((-(half - 1.0) * (-0.5 / half).ln_1p() - 0.5 + stirling).exp())
}

/// Cohen's d: mean of the first group minus that of the second, over the standard deviation pooled
/// within groups.
///
/// Undefined when a group has fewer than two numbers, and when nobody differs within either.
/// Cohen 1988. Checked against R effectsize 0.8 `cohens_d`.
pub fn cohens_d(
    first: &[f64],
    second: &[f64],
    level: f64,
) -> Result<StandardizedDifference, Undefined> {
    let (first, second) = (Sample::of(first, "raters")?, Sample::of(second, "raters")?);
    let freedom = first.n + second.n - 2.0;
    let pooled = ((first.squares() + second.squares()) / freedom).sqrt();
    if pooled <= 0.0 {
        return Err(Undefined::NoVariance);
    }
    let scale = (first.n * second.n / (first.n + second.n)).sqrt();
    let value = (first.mean - second.mean) / pooled;
    Ok(StandardizedDifference::new(value, scale, freedom, level))
}

/// The mean minus a fixed requirement, over the standard deviation.
///
/// Undefined below two numbers and when all are alike. Cohen 1988. It is [`cohens_dz`] of the
/// differences from the requirement, and was checked as such.
pub fn one_sample_d(
    values: &[f64],
    requirement: f64,
    level: f64,
) -> Result<StandardizedDifference, Undefined> {
    let sample = Sample::varied(values, "raters")?;
    if !requirement.is_finite() {
        return Err(Undefined::Unknown);
    }
    Ok(within(sample, sample.mean - requirement, level))
}

/// Cohen's dz: the mean of second minus first over the standard deviation of these differences.
///
/// It grows with the correlation within pairs, so it does not compare with d of two groups;
/// [`cohens_dav`] does. Undefined below two pairs and when all differences are alike. Cohen 1988;
/// Lakens 2013. Checked against R effectsize 0.8 `cohens_d(paired = TRUE)`.
pub fn cohens_dz(pairs: &[[f64; 2]], level: f64) -> Result<StandardizedDifference, Undefined> {
    let sample = Sample::varied(&differences(pairs), "pairs")?;
    Ok(within(sample, sample.mean, level))
}

/// Cohen's d with the average standard deviation: the mean of second minus first over the mean of
/// both standard deviations.
///
/// Undefined below two pairs and when nobody differs at either time. Cumming 2012; Lakens 2013.
/// Checked against values computed in R.
pub fn cohens_dav(pairs: &[[f64; 2]]) -> Estimate {
    let change = Sample::of(&differences(pairs), "pairs")?;
    let side = |pick: fn(&[f64; 2]) -> f64| {
        Sample::of(&pairs.iter().map(pick).collect::<Vec<f64>>(), "pairs")
    };
    let (first, second) = (side(|pair| pair[0])?, side(|pair| pair[1])?);
    let average = f64::midpoint(first.deviation, second.deviation);
    if average > 0.0 { Ok(change.mean / average) } else { Err(Undefined::NoVariance) }
}

fn within(sample: Sample, difference: f64, level: f64) -> StandardizedDifference {
    let value = difference / sample.deviation;
    StandardizedDifference::new(value, sample.n.sqrt(), sample.n - 1.0, level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correction_is_exact_for_few_and_for_many() {
        // gamma(1) / (1 * gamma(1/2)) and gamma(3/2) / (sqrt(3/2) * gamma(1)).
        let root_of_pi = std::f64::consts::PI.sqrt();
        assert!((hedges_correction(2.0).unwrap() - 1.0 / root_of_pi).abs() < 1e-15);
        let three = root_of_pi / 2.0 / 1.5_f64.sqrt();
        assert!((hedges_correction(3.0).unwrap() - three).abs() < 1e-15);
        let million = 1.0 - 3.0 / (4.0 * 1e6 - 1.0);
        assert!((hedges_correction(1e6).unwrap() - million).abs() < 1e-13);
        assert!(hedges_correction(1.0).is_err());
        assert_eq!(hedges_correction(f64::NAN), Err(Undefined::Unknown));
    }

    #[test]
    fn no_spread_is_undefined() {
        assert_eq!(cohens_d(&[1.0, 1.0], &[2.0, 2.0], 0.95), Err(Undefined::NoVariance));
        assert_eq!(cohens_dz(&[[1.0, 2.0], [3.0, 4.0]], 0.95), Err(Undefined::NoVariance));
        assert_eq!(cohens_dav(&[[1.0, 2.0], [1.0, 2.0]]), Err(Undefined::NoVariance));
        assert!(one_sample_d(&[1.0], 1.0, 0.95).is_err());
    }

    #[test]
    fn two_pairs_have_dz_but_no_gz() {
        let found = cohens_dz(&[[1.0, 2.0], [1.0, 4.0]], 0.95).unwrap();
        assert!((found.value - 2.0_f64.sqrt()).abs() < 1e-15);
        let [low, high] = found.interval.unwrap();
        assert!(low < found.value && found.value < high);
        assert!(found.hedges().is_err());
    }

    #[test]
    fn a_level_that_is_none_leaves_the_interval_undefined() {
        let found = one_sample_d(&[1.0, 2.0, 4.0], 1.0, 1.0).unwrap();
        assert_eq!(found.interval, Err(Undefined::Unknown));
    }
}
