//! The intraclass correlation of raters nested in targets: other raters for each target.

use super::distribution::{f_quantile, f_upper_tail};
use super::moments::{deviations, mean, sorted_sum, squared_deviations};
use super::split_half::spearman_brown;
use super::undefined::{Estimate, Undefined};

/// A ratio of mean squares and its tail.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FTest {
    /// The ratio; at least 0.
    pub f: f64,
    /// Degrees of freedom of numerator and denominator.
    pub freedom: [f64; 2],
    /// Probability of a ratio as large without differences between targets.
    pub p: f64,
}

impl FTest {
    /// The test of two mean squares. Undefined when the denominator is zero.
    pub(super) fn of(
        numerator: f64,
        denominator: f64,
        freedom: [f64; 2],
    ) -> Result<Self, Undefined> {
        if denominator <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        let f = numerator / denominator;
        let p = f_upper_tail(f, freedom[0], freedom[1]).ok_or(Undefined::Unknown)?;
        Ok(Self { f, freedom, p })
    }

    /// The limits between which the ratio of the true mean squares lies at `level`.
    pub(super) fn limits(&self, level: f64) -> Result<[f64; 2], Undefined> {
        let [numerator, denominator] = self.freedom;
        let upper = f64::midpoint(1.0, level);
        let quantile = |a: f64, b: f64| f_quantile(upper, a, b).ok_or(Undefined::Unknown);
        Ok([self.f / quantile(numerator, denominator)?, self.f * quantile(denominator, numerator)?])
    }
}

/// Variance between and within targets that were each rated by raters of their own, of any number.
///
/// Free of the order of targets and ratings. Checked against R (`aov`) on bh1996 of multilevel 2.7.
#[derive(Debug, Clone, PartialEq)]
pub struct OneWay {
    /// Number of targets with ratings.
    pub targets: usize,
    /// Number of ratings.
    pub ratings: usize,
    /// Mean square between targets.
    pub between: f64,
    /// Mean square within targets.
    pub within: f64,
    /// Donner's average number of ratings, `(N - sum of n^2 / N) / (G - 1)`: the one that makes the
    /// estimate from mean squares unbiased. Donner 1986.
    pub average_ratings: f64,
}

impl OneWay {
    /// The analysis of ratings by target. Targets without ratings do not count.
    ///
    /// Undefined below two targets, when no target has two ratings, when all ratings are alike, and
    /// when one is not finite.
    pub fn of(targets: &[Vec<f64>]) -> Result<Self, Undefined> {
        let rated: Vec<&Vec<f64>> = targets.iter().filter(|ratings| !ratings.is_empty()).collect();
        if rated.iter().any(|ratings| ratings.iter().any(|rating| !rating.is_finite())) {
            return Err(Undefined::Unknown);
        }
        let (groups, n) = (rated.len(), rated.iter().map(|ratings| ratings.len()).sum::<usize>());
        if groups < 2 {
            return Err(Undefined::TooFew { of: "targets", needed: 2, found: groups });
        }
        if n == groups {
            return Err(Undefined::TooFew { of: "raters", needed: 2, found: 1 });
        }
        let within: Vec<f64> = rated.iter().map(|ratings| squared_deviations(ratings)).collect();
        let between = between(&rated) / (groups - 1) as f64;
        let within = sorted_sum(&within) / (n - groups) as f64;
        if between <= 0.0 && within <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        let squares: usize = rated.iter().map(|ratings| ratings.len() * ratings.len()).sum();
        let average_ratings = (n as f64 - squares as f64 / n as f64) / (groups - 1) as f64;
        Ok(Self { targets: groups, ratings: n, between, within, average_ratings })
    }

    /// ICC(1): reliability of one rating, at most 1; negative values are reported.
    ///
    /// `(MSB - MSW) / (MSB + (n0 - 1) MSW)` with Donner's n0. Donner 1986; Shrout & Fleiss 1979
    /// for targets with one number of ratings.
    pub fn icc_1(&self) -> f64 {
        self.icc_1_for(self.average_ratings)
    }

    /// ICC(1) with the mean number of ratings in place of n0, as `ICC1` of R multilevel 2.7 has it.
    /// Lower where numbers of ratings differ.
    pub fn icc_1_of_mean_size(&self) -> f64 {
        self.icc_1_for(self.mean_ratings())
    }

    /// Mean number of ratings of a target.
    pub fn mean_ratings(&self) -> f64 {
        self.ratings as f64 / self.targets as f64
    }

    /// ICC(1,k) of the targets' means, at most 1: `(MSB - MSW) / MSB`, the reliability of a mean of
    /// n0 ratings. `ICC2` of R multilevel 2.7.
    ///
    /// Undefined when the means do not differ. Negative values are reported.
    pub fn icc_1_of_means(&self) -> Estimate {
        if self.between > 0.0 {
            Ok((self.between - self.within) / self.between)
        } else {
            Err(Undefined::NoVariance)
        }
    }

    /// ICC(1,k): reliability of the mean of `raters` ratings, by Spearman & Brown from ICC(1).
    ///
    /// Undefined when a negative ICC(1) makes the formula change sign.
    pub fn icc_1_of(&self, raters: f64) -> Estimate {
        spearman_brown(self.icc_1(), raters)
    }

    /// The test of differences between targets. Undefined when nobody differs within a target.
    pub fn f_test(&self) -> Result<FTest, Undefined> {
        FTest::of(self.between, self.within, self.freedom())
    }

    /// Interval for ICC(1) at `level` (for example 0.95), for normal ratings.
    ///
    /// Exact when all targets have one number of ratings (Searle 1971); else Searle's formula with
    /// n0 in place of that number, an approximation (Donner 1986). Undefined as [`Self::f_test`].
    /// The exact case was checked against psych 2.2.9.
    pub fn interval(&self, level: f64) -> Result<[f64; 2], Undefined> {
        let limits = self.f_test()?.limits(level)?;
        Ok(limits.map(|ratio| (ratio - 1.0) / (ratio + self.average_ratings - 1.0)))
    }

    /// Interval for [`Self::icc_1_of_means`], exact and approximate as [`Self::interval`].
    ///
    /// Undefined as [`Self::f_test`] and when the means do not differ.
    pub fn interval_of_means(&self, level: f64) -> Result<[f64; 2], Undefined> {
        self.icc_1_of_means()?;
        Ok(self.f_test()?.limits(level)?.map(|ratio| 1.0 - 1.0 / ratio))
    }

    fn icc_1_for(&self, size: f64) -> f64 {
        (self.between - self.within) / (self.between + (size - 1.0) * self.within)
    }

    fn freedom(&self) -> [f64; 2] {
        [(self.targets - 1) as f64, (self.ratings - self.targets) as f64]
    }
}

/// Sum of squares between targets.
fn between(rated: &[&Vec<f64>]) -> f64 {
    let all: Vec<f64> = rated.iter().flat_map(|ratings| ratings.iter().copied()).collect();
    let Some(centre) = mean(&all) else { return 0.0 };
    let means: Vec<f64> = rated.iter().filter_map(|ratings| mean(ratings)).collect();
    if deviations(&means).iter().all(|deviation| *deviation == 0.0) {
        return 0.0;
    }
    let squares: Vec<f64> = rated
        .iter()
        .zip(&means)
        .map(|(ratings, mean)| ratings.len() as f64 * (mean - centre).powi(2))
        .collect();
    sorted_sum(&squares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_ratings_count_between_targets_only() {
        let ratings = [vec![1.0, 2.0], vec![4.0], vec![], vec![5.0, 5.0]];
        let analysis = OneWay::of(&ratings).unwrap();
        assert_eq!((analysis.targets, analysis.ratings), (3, 5));
        assert_eq!(analysis.within, 0.25);
        assert_eq!(analysis.average_ratings, 1.6);
        assert!(analysis.icc_1_of_mean_size() < analysis.icc_1());
    }

    #[test]
    fn is_undefined_without_targets_raters_or_differences() {
        let too_few = |of, found| Err(Undefined::TooFew { of, needed: 2, found });
        assert_eq!(OneWay::of(&[vec![1.0, 2.0]]), too_few("targets", 1));
        assert_eq!(OneWay::of(&[vec![1.0], vec![2.0]]), too_few("raters", 1));
        assert_eq!(OneWay::of(&[vec![3.0, 3.0], vec![3.0]]), Err(Undefined::NoVariance));
        assert_eq!(OneWay::of(&[vec![f64::NAN, 3.0], vec![3.0]]), Err(Undefined::Unknown));
    }

    #[test]
    fn full_agreement_has_no_test() {
        let analysis = OneWay::of(&[vec![2.0, 2.0], vec![4.0, 4.0]]).unwrap();
        assert_eq!(analysis.icc_1(), 1.0);
        assert_eq!(analysis.icc_1_of(3.0), Ok(1.0));
        assert_eq!(analysis.f_test(), Err(Undefined::NoVariance));
        assert_eq!(analysis.interval(0.95), Err(Undefined::NoVariance));
    }

    #[test]
    fn targets_that_are_alike_are_worse_than_chance() {
        let analysis = OneWay::of(&[vec![1.0, 5.0], vec![2.0, 4.0]]).unwrap();
        assert_eq!(analysis.icc_1(), -1.0);
        assert_eq!(analysis.icc_1_of_means(), Err(Undefined::NoVariance));
        assert_eq!(analysis.icc_1_of(2.0), Err(Undefined::NotReliable));
        assert_eq!(analysis.interval_of_means(0.95), Err(Undefined::NoVariance));
    }
}
