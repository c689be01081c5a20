//! rwg: agreement of raters of one target against answers at random.

use super::moments::mean;
use super::split_half::spearman_brown;
use super::undefined::{Estimate, Undefined};

/// How raters would answer who do not look at the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullDistribution {
    /// All points alike.
    Uniform,
    /// Slightly lenient: on five points .05, .15, .20, .35 and .25 of the answers.
    SlightSkew,
}

/// Variances of the slightly skewed distribution on 5 to 11 points, to two decimals: the table that
/// R WGA and Stata ira share, both after `LeBreton` & Senter 2008.
const SLIGHT_SKEW: [(usize, f64); 7] =
    [(5, 1.34), (6, 1.85), (7, 2.90), (8, 3.47), (9, 5.66), (10, 6.30), (11, 7.31)];

/// Variance of random answers on a scale of `points` points, in squared scale points.
///
/// Uniform: `(points^2 - 1) / 12`, undefined for a single point. Slight skew: known for 5 to 11
/// points, unknown for others. `LeBreton` & Senter 2008. The five-point value was derived from the
/// proportions above; the others are those of the table and were not derived again.
pub fn null_variance(null: NullDistribution, points: usize) -> Estimate {
    match null {
        NullDistribution::Uniform if points < 2 => {
            Err(Undefined::TooFew { of: "points", needed: 2, found: points })
        }
        NullDistribution::Uniform => Ok(((points as f64).powi(2) - 1.0) / 12.0),
        NullDistribution::SlightSkew => {
            let known = SLIGHT_SKEW.iter().find(|(known, _)| *known == points);
            known.map(|(_, variance)| *variance).ok_or(Undefined::Unknown)
        }
    }
}

/// rwg of one item, 0 to 1: `1 - variance / null variance`, 0 when answers vary more than at
/// random.
///
/// Undefined as [`rwg_untruncated`]. James, Demaree & Wolf 1984. Checked against R multilevel 2.7
/// (`rwg`).
pub fn rwg(variance: f64, null_variance: f64) -> Estimate {
    Ok(rwg_untruncated(variance, null_variance)?.max(0.0))
}

/// rwg of one item as it comes, at most 1: below 0 raters stand in camps.
///
/// Unknown when a variance is below zero or not finite; undefined when the null variance is zero.
pub fn rwg_untruncated(variance: f64, null_variance: f64) -> Estimate {
    let known = |value: f64| value.is_finite() && value >= 0.0;
    if !known(variance) || !known(null_variance) {
        return Err(Undefined::Unknown);
    }
    if null_variance == 0.0 {
        return Err(Undefined::NoVariance);
    }
    Ok(1.0 - variance / null_variance)
}

/// rwg(j) over items with these variances, 0 to 1; grows with their number.
///
/// `J r / (J r + 1 - r)` with r of the mean variance, cut at 0. Undefined without items and as
/// [`rwg_untruncated`]. James, Demaree & Wolf 1984. Checked against R multilevel 2.7 (`rwg.j`).
pub fn rwg_j(variances: &[f64], null_variance: f64) -> Estimate {
    let single = rwg_star(variances, null_variance)?.max(0.0);
    let items = variances.len() as f64;
    Ok(items * single / (items * single + 1.0 - single))
}

/// rwg(j) as it comes, at most 1.
///
/// Undefined as [`rwg_j`], and when answers vary so much that the formula would change sign.
pub fn rwg_j_untruncated(variances: &[f64], null_variance: f64) -> Estimate {
    spearman_brown(rwg_star(variances, null_variance)?, variances.len() as f64)
}

/// r*wg over items with these variances, at most 1: rwg of their mean variance, as it comes, which
/// does not grow with their number.
///
/// Undefined as [`rwg_j`]. Lindell, Brandt & Whitney 1999. Checked against R multilevel 2.7
/// (`rwg.j.lindell`).
pub fn rwg_star(variances: &[f64], null_variance: f64) -> Estimate {
    let variance = mean(variances).ok_or(Undefined::TooFew { of: "items", needed: 1, found: 0 })?;
    rwg_untruncated(variance, null_variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_variances_are_those_of_their_proportions() {
        assert_eq!(null_variance(NullDistribution::Uniform, 5), Ok(2.0));
        assert_eq!(null_variance(NullDistribution::Uniform, 7), Ok(4.0));
        assert!(null_variance(NullDistribution::Uniform, 1).is_err());
        let shares = [(1.0, 0.05), (2.0, 0.15), (3.0, 0.20), (4.0, 0.35), (5.0, 0.25)];
        let mean: f64 = shares.iter().map(|(point, share)| point * share).sum();
        let variance: f64 =
            shares.iter().map(|(point, share)| (point - mean).powi(2) * share).sum();
        let known = null_variance(NullDistribution::SlightSkew, 5).unwrap();
        assert!((variance - known).abs() < 1e-14);
        assert_eq!(null_variance(NullDistribution::SlightSkew, 4), Err(Undefined::Unknown));
    }

    #[test]
    fn camps_are_below_zero_until_cut() {
        assert_eq!(rwg(4.0, 2.0), Ok(0.0));
        assert_eq!(rwg_untruncated(4.0, 2.0), Ok(-1.0));
        assert_eq!(rwg_j(&[4.0, 4.0], 2.0), Ok(0.0));
        assert_eq!(rwg_star(&[4.0, 4.0], 2.0), Ok(-1.0));
        assert_eq!(rwg_j_untruncated(&[4.0, 4.0], 2.0), Err(Undefined::NotReliable));
    }

    #[test]
    fn needs_items_and_a_null_that_varies() {
        assert!(rwg_j(&[], 2.0).is_err());
        assert_eq!(rwg(0.0, 0.0), Err(Undefined::NoVariance));
        assert_eq!(rwg(f64::NAN, 2.0), Err(Undefined::Unknown));
        assert_eq!(rwg_j(&[0.0, 0.0], 2.0), Ok(1.0));
    }
}
