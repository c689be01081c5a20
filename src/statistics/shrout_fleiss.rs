//! The six intraclass correlations of raters who all rated every target.

use super::distribution::f_quantile;
use super::icc::FTest;
use super::moments::{mean, sorted_sum, squared_deviations};
use super::split_half::spearman_brown;
use super::undefined::{Estimate, Undefined};

/// Residuals below this share of the ratings' size are rounding.
const ROUNDING: f64 = 1e-12;

/// How raters relate to targets, and what of their ratings has to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Raters differ from target to target: ICC(1,1) and ICC(1,k).
    OneWay,
    /// Raters are drawn from many and have to give the same numbers: ICC(2,1) and ICC(2,k), the
    /// absolute agreement ICC(A,1) and ICC(A,k) of `McGraw` & Wong.
    Agreement,
    /// Raters are those of interest and may differ in level: ICC(3,1) and ICC(3,k), the consistency
    /// ICC(C,1) and ICC(C,k) of `McGraw` & Wong.
    Consistency,
}

/// Mean squares of targets by raters without holes.
///
/// Negative estimates are reported. Shrout & Fleiss 1979; `McGraw` & Wong 1996. Checked against
/// psych 2.2.9 (`ICC`, `lmer = FALSE`), whose tests of the agreement forms are those of
/// consistency.
#[derive(Debug, Clone, PartialEq)]
pub struct ShroutFleiss {
    /// Number of targets.
    pub targets: usize,
    /// Number of raters.
    pub raters: usize,
    /// Mean square between targets (MSR, on n - 1 degrees of freedom).
    pub between_targets: f64,
    /// Mean square between raters (MSC, on k - 1).
    pub between_raters: f64,
    /// Mean square within targets (MSW, on n (k - 1)).
    pub within_targets: f64,
    /// Mean square of what targets and raters leave (MSE, on (n - 1) (k - 1)).
    pub error: f64,
}

impl ShroutFleiss {
    /// The analysis of `ratings` (targets by raters).
    ///
    /// Undefined when a rating is missing, below two targets or raters, when all ratings are alike,
    /// and when one is not finite.
    pub fn of(ratings: &[Vec<Option<f64>>]) -> Result<Self, Undefined> {
        let rows: Vec<Vec<f64>> = ratings
            .iter()
            .map(|row| row.iter().copied().collect::<Option<Vec<f64>>>())
            .collect::<Option<_>>()
            .ok_or(Undefined::Incomplete)?;
        let targets = rows.len();
        let raters = rows.first().map_or(0, Vec::len);
        if rows.iter().any(|row| row.len() != raters) {
            return Err(Undefined::Incomplete);
        }
        for (of, found) in [("targets", targets), ("raters", raters)] {
            if found < 2 {
                return Err(Undefined::TooFew { of, needed: 2, found });
            }
        }
        if rows.iter().flatten().any(|rating| !rating.is_finite()) {
            return Err(Undefined::Unknown);
        }
        Self::analyse(&rows, raters)
    }

    fn analyse(rows: &[Vec<f64>], raters: usize) -> Result<Self, Undefined> {
        let targets = rows.len();
        let columns: Vec<Vec<f64>> = (0..raters)
            .map(|rater| rows.iter().filter_map(|row| row.get(rater)).copied().collect())
            .collect();
        let of_targets: Vec<f64> = rows.iter().filter_map(|row| mean(row)).collect();
        let of_raters: Vec<f64> = columns.iter().filter_map(|column| mean(column)).collect();
        let (n, k) = (targets as f64, raters as f64);
        let rest = rest(rows, &of_targets, &of_raters);
        let within: Vec<f64> = rows.iter().map(|row| squared_deviations(row)).collect();
        let found = Self {
            targets,
            raters,
            between_targets: k * squared_deviations(&of_targets) / (n - 1.0),
            between_raters: n * squared_deviations(&of_raters) / (k - 1.0),
            within_targets: sorted_sum(&within) / (n * (k - 1.0)),
            error: rest / ((n - 1.0) * (k - 1.0)),
        };
        let varies = found.between_targets > 0.0 || found.within_targets > 0.0;
        varies.then_some(found).ok_or(Undefined::NoVariance)
    }

    /// Reliability of one rating: ICC(1,1), ICC(2,1), ICC(3,1); at most 1.
    ///
    /// Undefined where neither targets nor errors differ.
    pub fn single(&self, model: Model) -> Estimate {
        let (n, k) = (self.targets as f64, self.raters as f64);
        let (numerator, denominator) = match model {
            Model::OneWay => (
                self.between_targets - self.within_targets,
                self.between_targets + (k - 1.0) * self.within_targets,
            ),
            Model::Agreement => (
                self.between_targets - self.error,
                self.between_targets
                    + (k - 1.0) * self.error
                    + k * (self.between_raters - self.error) / n,
            ),
            Model::Consistency => {
                (self.between_targets - self.error, self.between_targets + (k - 1.0) * self.error)
            }
        };
        if denominator > 0.0 { Ok(numerator / denominator) } else { Err(Undefined::NoVariance) }
    }

    /// Reliability of the mean of all raters: ICC(1,k), ICC(2,k), ICC(3,k); at most 1.
    ///
    /// Undefined when targets do not differ, and for agreement when errors outweigh targets and
    /// raters so far that the formula would change sign.
    pub fn average(&self, model: Model) -> Estimate {
        let targets = self.between_targets;
        let (numerator, denominator) = match model {
            Model::OneWay => (targets - self.within_targets, targets),
            Model::Agreement => (
                targets - self.error,
                targets + (self.between_raters - self.error) / self.targets as f64,
            ),
            Model::Consistency => (targets - self.error, targets),
        };
        if targets <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        if denominator > 0.0 { Ok(numerator / denominator) } else { Err(Undefined::NotReliable) }
    }

    /// The test of differences between targets, the same for one rating and the mean.
    ///
    /// Undefined when the mean square it divides by is zero.
    pub fn f_test(&self, model: Model) -> Result<FTest, Undefined> {
        let (n, k) = (self.targets as f64, self.raters as f64);
        let (denominator, freedom) = match model {
            Model::OneWay => (self.within_targets, n * (k - 1.0)),
            Model::Agreement | Model::Consistency => (self.error, (n - 1.0) * (k - 1.0)),
        };
        FTest::of(self.between_targets, denominator, [n - 1.0, freedom])
    }

    /// Interval for [`Self::single`] at `level` (for example 0.95).
    ///
    /// Exact for normal ratings; for agreement an approximation with Satterthwaite's degrees of
    /// freedom. Undefined as [`Self::f_test`]. `McGraw` & Wong 1996.
    pub fn interval_of_single(&self, model: Model, level: f64) -> Result<[f64; 2], Undefined> {
        if model == Model::Agreement {
            return self.agreement_interval(level);
        }
        let raters = self.raters as f64;
        let limits = self.f_test(model)?.limits(level)?;
        Ok(limits.map(|ratio| (ratio - 1.0) / (ratio + raters - 1.0)))
    }

    /// Interval for [`Self::average`] at `level`.
    ///
    /// For agreement the limits of one rating are stepped up by Spearman & Brown; undefined when
    /// the lower one lies so low that stepping up would change its sign, and the limits would
    /// cross. Undefined too as [`Self::f_test`], and when targets do not differ.
    pub fn interval_of_average(&self, model: Model, level: f64) -> Result<[f64; 2], Undefined> {
        self.average(model)?;
        if model == Model::Agreement {
            let [low, high] = self.agreement_interval(level)?;
            let raised = |limit| {
                spearman_brown(limit, self.raters as f64).map_err(|_| Undefined::LimitsCross)
            };
            return Ok([raised(low)?, raised(high)?]);
        }
        Ok(self.f_test(model)?.limits(level)?.map(|ratio| 1.0 - 1.0 / ratio))
    }

    fn agreement_interval(&self, level: f64) -> Result<[f64; 2], Undefined> {
        let (n, k) = (self.targets as f64, self.raters as f64);
        let (targets, error) = (self.between_targets, self.error);
        let freedom = self.agreement_freedom(self.single(Model::Agreement)?)?;
        let upper = f64::midpoint(1.0, level);
        let quantile = |a: f64, b: f64| f_quantile(upper, a, b).ok_or(Undefined::Unknown);
        let (below, above) = (quantile(n - 1.0, freedom)?, quantile(freedom, n - 1.0)?);
        let spread = k * self.between_raters + (k * n - k - n) * error;
        let low = n * (targets - below * error) / (below * spread + n * targets);
        let high = n * (above * targets - error) / (spread + n * above * targets);
        match (low.is_finite() && high.is_finite(), low <= high) {
            (true, true) => Ok([low, high]),
            (true, false) => Err(Undefined::LimitsCross),
            (false, _) => Err(Undefined::Unknown),
        }
    }

    /// Satterthwaite's degrees of freedom of the denominator that belongs to agreement.
    fn agreement_freedom(&self, icc: f64) -> Estimate {
        if self.error <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        let (n, k) = (self.targets as f64, self.raters as f64);
        let of_raters = k * icc * self.between_raters / self.error;
        let of_error = n * (1.0 + (k - 1.0) * icc) - k * icc;
        let spread = of_raters.powi(2) / (k - 1.0) + of_error.powi(2) / ((n - 1.0) * (k - 1.0));
        let freedom = (of_raters + of_error).powi(2) / spread;
        if freedom.is_finite() && freedom > 0.0 { Ok(freedom) } else { Err(Undefined::Unknown) }
    }
}

/// Sum of squares that targets and raters leave; exactly 0 when all is rounding.
fn rest(rows: &[Vec<f64>], of_targets: &[f64], of_raters: &[f64]) -> f64 {
    let Some(centre) = mean(of_targets) else { return 0.0 };
    let mut residuals = Vec::new();
    for (row, target) in rows.iter().zip(of_targets) {
        let of_row = row.iter().zip(of_raters);
        residuals.extend(of_row.map(|(rating, rater)| rating - target - (rater - centre)));
    }
    let size = rows.iter().flatten().fold(0.0, |size: f64, rating| size.max(rating.abs()));
    if residuals.iter().all(|residual| residual.abs() <= ROUNDING * size) {
        return 0.0;
    }
    let squares: Vec<f64> = residuals.iter().map(|residual| residual.powi(2)).collect();
    sorted_sum(&squares)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODELS: [Model; 3] = [Model::OneWay, Model::Agreement, Model::Consistency];

    fn analysis(rows: &[&[f64]]) -> Result<ShroutFleiss, Undefined> {
        let rows: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        ShroutFleiss::of(&rows)
    }

    #[test]
    fn raters_who_differ_in_level_alone_are_consistent() {
        let shifted = analysis(&[&[1.1, 2.3], &[2.1, 3.3], &[4.1, 5.3]]).unwrap();
        assert_eq!(shifted.error, 0.0);
        assert_eq!(shifted.single(Model::Consistency), Ok(1.0));
        assert!(shifted.single(Model::Agreement).unwrap() < 0.8);
        assert_eq!(shifted.f_test(Model::Consistency), Err(Undefined::NoVariance));
        assert_eq!(shifted.interval_of_single(Model::Agreement, 0.95), Err(Undefined::NoVariance));
        assert!(shifted.f_test(Model::OneWay).is_ok());
    }

    #[test]
    fn is_undefined_with_holes_or_too_little() {
        let holes = [vec![Some(1.0), None], vec![Some(1.0), Some(2.0)]];
        assert_eq!(ShroutFleiss::of(&holes), Err(Undefined::Incomplete));
        assert_eq!(analysis(&[&[1.0, 2.0], &[1.0]]), Err(Undefined::Incomplete));
        assert!(analysis(&[&[1.0, 2.0]]).is_err());
        assert!(analysis(&[&[1.0], &[2.0]]).is_err());
        assert_eq!(analysis(&[&[3.0, 3.0], &[3.0, 3.0]]), Err(Undefined::NoVariance));
    }

    #[test]
    fn targets_that_are_alike_have_no_reliable_mean() {
        let alike = analysis(&[&[1.0, 5.0], &[5.0, 1.0], &[2.0, 4.0]]).unwrap();
        for model in MODELS {
            assert_eq!(alike.average(model), Err(Undefined::NoVariance));
            assert_eq!(alike.interval_of_average(model, 0.95), Err(Undefined::NoVariance));
        }
        assert_eq!(alike.single(Model::Consistency), Ok(-1.0));
    }

    #[test]
    fn limits_that_would_cross_are_not_given() {
        let opposed = analysis(&[&[1.0, 5.0], &[5.0, 2.0], &[2.0, 4.0]]).unwrap();
        let limits = opposed.interval_of_average(Model::Agreement, 0.95);
        assert!(
            matches!(limits, Err(Undefined::LimitsCross | Undefined::NotReliable)),
            "{limits:?}"
        );
    }
}
