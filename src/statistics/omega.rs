//! Omega total: the share of one common factor in the sum of the items.

mod likelihood;

use super::covariance::Covariance;
use super::undefined::{Estimate, Undefined};
use likelihood::{Likelihood, Solution};
use nalgebra::DMatrix;

/// One common factor, fitted by maximum likelihood to the covariances of the items.
///
/// The factor has variance 1. Covariances have divisor N, as in lavaan; listwise ones are meant,
/// with pairwise ones the likelihood is none. Residual variances are not held above zero.
/// Checked against lavaan 0.6-14 (`cfa`, `std.lv`, ML) on bfi and on the data of Holzinger &
/// Swineford.
#[derive(Debug, Clone, PartialEq)]
pub struct OneFactor {
    /// Loading of each item, in the units of its answers; their sum is not negative.
    pub loadings: Vec<f64>,
    /// What of each item's variance (divisor N) the factor leaves.
    pub residual_variances: Vec<f64>,
    /// The n used.
    pub respondents: usize,
}

impl OneFactor {
    /// The fit to all items.
    ///
    /// Undefined below two items; not identified for two; undefined without variance, when one item
    /// follows from the others, and when the search does not settle (no factor runs through the
    /// items, or one residual variance falls without end).
    pub fn of(covariance: &Covariance) -> Result<Self, Undefined> {
        match covariance.items() {
            found @ (0 | 1) => return Err(Undefined::TooFew { of: "items", needed: 3, found }),
            2 => return Err(Undefined::NotIdentified),
            _ => {}
        }
        let (correlations, deviations) = covariance.scaled()?;
        let solution = best(&correlations)?;
        let n = covariance.respondents() as f64;
        let shrink = (n - 1.0) / n;
        let sign = if solution.loadings.sum() < 0.0 { -1.0 } else { 1.0 };
        let scale = |value: f64, deviation: f64| value * deviation * shrink.sqrt() * sign;
        let loadings = solution.loadings.iter().zip(&deviations);
        let residuals = solution.residual_variances.iter().zip(&deviations);
        Ok(Self {
            loadings: loadings.map(|(value, deviation)| scale(*value, *deviation)).collect(),
            residual_variances: residuals
                .map(|(value, deviation)| value * deviation * deviation * shrink)
                .collect(),
            respondents: covariance.respondents(),
        })
    }

    /// Omega total, 0 to 1 unless there is a Heywood case:
    /// `(sum of loadings)^2 / ((sum of loadings)^2 + sum of residual variances)`.
    ///
    /// The denominator is the variance that the model implies, not the observed one. `McDonald`
    /// 1999; Flora 2020.
    pub fn omega(&self) -> f64 {
        let common = self.loadings.iter().sum::<f64>().powi(2);
        common / (common + self.residual_variances.iter().sum::<f64>())
    }

    /// Whether a residual variance lies below zero: no such items can exist, and omega is doubtful.
    pub fn is_heywood_case(&self) -> bool {
        self.residual_variances.iter().any(|variance| *variance < 0.0)
    }
}

/// Omega total of one factor; undefined as [`OneFactor::of`] is.
pub fn omega(covariance: &Covariance) -> Estimate {
    Ok(OneFactor::of(covariance)?.omega())
}

/// The best solution from two starts: the first principal component, and middling loadings.
fn best(correlations: &DMatrix<f64>) -> Result<Solution, Undefined> {
    let likelihood = Likelihood::of(correlations)?;
    let found = [likelihood::principal(correlations), likelihood::middling(correlations)]
        .into_iter()
        .filter_map(|start| likelihood.maximise(start));
    found.min_by(|a, b| a.discrepancy.total_cmp(&b.discrepancy)).ok_or(Undefined::NoConvergence)
}

#[cfg(test)]
mod tests {
    use super::super::covariance::Missing;
    use super::*;

    fn covariance(rows: &[&[f64]]) -> Covariance {
        let rows: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        Covariance::of(&rows, Missing::Listwise).unwrap()
    }

    const THREE: [&[f64]; 6] = [
        &[1.0, 2.0, 1.0],
        &[2.0, 1.0, 2.0],
        &[3.0, 4.0, 5.0],
        &[4.0, 3.0, 3.0],
        &[5.0, 5.0, 5.0],
        &[2.0, 3.0, 3.0],
    ];

    #[test]
    fn three_items_are_fitted_without_rest() {
        let data = covariance(&THREE);
        let fit = OneFactor::of(&data).unwrap();
        let between = |a, b| data.covariance(a, b).unwrap() * 5.0 / 6.0;
        let first = (between(0, 1) * between(0, 2) / between(1, 2)).sqrt();
        assert!((fit.loadings[0] - first).abs() < 1e-13);
        assert!((fit.residual_variances[0] - (between(0, 0) - first * first)).abs() < 1e-13);
    }

    #[test]
    fn needs_three_items_that_vary() {
        assert_eq!(omega(&covariance(&[&[1.0, 2.0], &[2.0, 3.0]])), Err(Undefined::NotIdentified));
        let flat = covariance(&[&[1.0, 2.0, 3.0], &[2.0, 2.0, 1.0], &[3.0, 2.0, 2.0]]);
        assert_eq!(omega(&flat), Err(Undefined::NoVariance));
        let same = covariance(&[&[1.0, 1.0, 2.0], &[2.0, 2.0, 1.0], &[4.0, 4.0, 2.0]]);
        assert_eq!(omega(&same), Err(Undefined::Singular));
    }

    #[test]
    fn items_without_a_factor_are_told() {
        // An orthogonal design: all correlations are zero.
        let rows: [&[f64]; 4] =
            [&[1.0, 1.0, 1.0], &[1.0, 2.0, 2.0], &[2.0, 1.0, 2.0], &[2.0, 2.0, 1.0]];
        assert_eq!(omega(&covariance(&rows)), Err(Undefined::NoConvergence));
    }

    #[test]
    fn a_residual_variance_below_zero_is_flagged() {
        // r12 = r13 = sqrt(2 / 3), r23 = 1 / 2: the first loading would be sqrt(4 / 3).
        let data = covariance(&[
            &[2.0, 2.0, 1.0],
            &[-2.0, -2.0, -1.0],
            &[2.0, 1.0, 2.0],
            &[-2.0, -1.0, -2.0],
            &[0.0, 1.0, -1.0],
            &[0.0, -1.0, 1.0],
            &[1.0, 0.0, 0.0],
            &[-1.0, 0.0, 0.0],
        ]);
        let fit = OneFactor::of(&data).unwrap();
        assert!(fit.is_heywood_case());
        assert!(!OneFactor::of(&covariance(&THREE)).unwrap().is_heywood_case());
    }
}
