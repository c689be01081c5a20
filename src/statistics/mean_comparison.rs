//! Means against a requirement and against each other.

use super::distribution::{t_quantile, t_upper_tail};
use super::sample::{Sample, differences};
use super::undefined::Undefined;

/// A difference of means, how sure it is, and the test that it is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanComparison {
    /// The difference, in the units of the numbers.
    pub difference: f64,
    /// Its standard error; above 0.
    pub standard_error: f64,
    /// Difference over standard error.
    pub t: f64,
    /// Degrees of freedom of t; with a fraction in Welch's test.
    pub freedom: f64,
    /// The probability of a t of this size or larger, either way, when there is no difference.
    pub p: f64,
    /// The interval of the difference at the level asked for; not cut to any scale.
    pub interval: [f64; 2],
}

impl MeanComparison {
    fn new(
        difference: f64,
        standard_error: f64,
        freedom: f64,
        level: f64,
    ) -> Result<Self, Undefined> {
        if !(level > 0.0 && level < 1.0) {
            return Err(Undefined::Unknown);
        }
        let t = difference / standard_error;
        let tail = t_upper_tail(t.abs(), freedom).ok_or(Undefined::Unknown)?;
        let quantile = t_quantile(f64::midpoint(1.0, level), freedom).ok_or(Undefined::Unknown)?;
        let half = quantile * standard_error;
        let interval = [difference - half, difference + half];
        Ok(Self { difference, standard_error, t, freedom, p: 2.0 * tail, interval })
    }
}

/// The one-sample t test (Student 1908): mean minus `requirement`, on n - 1 degrees of freedom.
///
/// For a requirement that is fixed; one that raters gave themselves belongs in [`paired`]. `level`
/// is that of the interval, for example 0.95. Undefined below two numbers and when all are alike:
/// a standard error of 0 would claim certainty. Checked against R 4.2 `t.test`.
pub fn one_sample(
    values: &[f64],
    requirement: f64,
    level: f64,
) -> Result<MeanComparison, Undefined> {
    let sample = Sample::varied(values, "raters")?;
    if !requirement.is_finite() {
        return Err(Undefined::Unknown);
    }
    let error = sample.deviation / sample.n.sqrt();
    MeanComparison::new(sample.mean - requirement, error, sample.n - 1.0, level)
}

/// The paired t test: the mean of second minus first, on pairs - 1 degrees of freedom.
///
/// Undefined below two pairs and when all differences are alike. Checked against R 4.2
/// `t.test(paired = TRUE)`.
pub fn paired(pairs: &[[f64; 2]], level: f64) -> Result<MeanComparison, Undefined> {
    let sample = Sample::varied(&differences(pairs), "pairs")?;
    MeanComparison::new(sample.mean, sample.deviation / sample.n.sqrt(), sample.n - 1.0, level)
}

/// Welch's t test (Welch 1947): mean of the first group minus that of the second, without
/// supposing that they vary alike.
///
/// Undefined when a group has fewer than two numbers, and when nobody differs within either.
/// Checked against R 4.2 `t.test`.
pub fn welch(first: &[f64], second: &[f64], level: f64) -> Result<MeanComparison, Undefined> {
    let (first, second) = groups(first, second)?;
    let [a, b] = [first, second].map(|group| group.deviation.powi(2) / group.n);
    let freedom = (a + b).powi(2) / (a * a / (first.n - 1.0) + b * b / (second.n - 1.0));
    MeanComparison::new(first.mean - second.mean, (a + b).sqrt(), freedom, level)
}

/// Student's t test of two groups: as [`welch`], supposing that they vary alike; on
/// `n1 + n2 - 2` degrees of freedom.
///
/// Undefined where [`welch`] is. Checked against R 4.2 `t.test(var.equal = TRUE)`.
pub fn student(first: &[f64], second: &[f64], level: f64) -> Result<MeanComparison, Undefined> {
    let (first, second) = groups(first, second)?;
    let freedom = first.n + second.n - 2.0;
    let variance = (first.squares() + second.squares()) / freedom;
    let error = (variance * (1.0 / first.n + 1.0 / second.n)).sqrt();
    MeanComparison::new(first.mean - second.mean, error, freedom, level)
}

/// Two groups of which one varies.
fn groups(first: &[f64], second: &[f64]) -> Result<(Sample, Sample), Undefined> {
    let (first, second) = (Sample::of(first, "raters")?, Sample::of(second, "raters")?);
    if first.deviation > 0.0 || second.deviation > 0.0 {
        Ok((first, second))
    } else {
        Err(Undefined::NoVariance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_compared_with_its_requirement() {
        // scipy: ttest_1samp([3, 4, 4, 5, 5], 4).
        let found = one_sample(&[3.0, 4.0, 4.0, 5.0, 5.0], 4.0, 0.95).unwrap();
        assert!((found.t - 0.534_522_483_824_849).abs() < 1e-12);
        assert!((found.p - 0.621_3).abs() < 5e-5);
        assert!((found.interval[0] - (3.161_149_366_316_432 - 4.0)).abs() < 1e-12);
    }

    #[test]
    fn alike_or_alone_is_undefined() {
        assert_eq!(one_sample(&[3.0, 3.0], 4.0, 0.95), Err(Undefined::NoVariance));
        assert_eq!(paired(&[[1.0, 2.0], [2.0, 3.0]], 0.95), Err(Undefined::NoVariance));
        assert_eq!(welch(&[1.0, 1.0], &[2.0, 2.0], 0.95), Err(Undefined::NoVariance));
        let one = Undefined::TooFew { of: "raters", needed: 2, found: 1 };
        assert_eq!(student(&[1.0, 2.0], &[2.0], 0.95), Err(one));
        assert_eq!(one_sample(&[1.0, 2.0], f64::NAN, 0.95), Err(Undefined::Unknown));
        assert_eq!(one_sample(&[1.0, 2.0], 2.0, 1.0), Err(Undefined::Unknown));
    }

    #[test]
    fn groups_of_one_size_and_spread_give_both_tests_the_same() {
        let (first, second) = ([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]);
        let welch = welch(&first, &second, 0.95).unwrap();
        let student = student(&first, &second, 0.95).unwrap();
        assert!((welch.freedom - 4.0).abs() < 1e-12);
        assert!((welch.p - student.p).abs() < 1e-12);
        assert_eq!(welch.difference, -3.0);
    }
}
