//! Quantiles of Student's t distribution.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// Degrees of freedom above which the quantile is expanded around the normal one.
const EXPAND_ABOVE: f64 = 1e4;

/// Probabilities are kept this far from 0 and 1.
const LEAST_PROBABILITY: f64 = 1e-12;

/// The point below which a t variable with `freedom` degrees of freedom lies with this
/// probability.
///
/// `probability` is clamped to `[1e-12, 1 - 1e-12]`. `None` when `freedom` is not above 0 or an
/// argument is not a number.
///
/// statrs loses digits as the degrees of freedom grow (relative error 3e-6 at 1e5, 2e-2 at 1e7),
/// so above 1e4 the Cornish-Fisher expansion of Abramowitz & Stegun 26.7.5 replaces it; its error
/// is below 1e-14 there. Checked against scipy.
pub fn t_quantile(probability: f64, freedom: f64) -> Option<f64> {
    if probability.is_nan() || freedom.is_nan() || freedom <= 0.0 {
        return None;
    }
    let probability = probability.clamp(LEAST_PROBABILITY, 1.0 - LEAST_PROBABILITY);
    if freedom > EXPAND_ABOVE {
        let normal = Normal::new(0.0, 1.0).ok()?;
        return Some(expanded(normal.inverse_cdf(probability), freedom));
    }
    Some(StudentsT::new(0.0, 1.0, freedom).ok()?.inverse_cdf(probability))
}

/// Four terms of the expansion of the t quantile around the normal quantile `z`.
fn expanded(z: f64, freedom: f64) -> f64 {
    let square = z * z;
    let first = z * (square + 1.0) / 4.0;
    let second = z * ((5.0 * square + 16.0) * square + 3.0) / 96.0;
    let third = z * (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
    let fourth = z
        * ((((79.0 * square + 776.0) * square + 1482.0) * square - 1920.0) * square - 945.0)
        / 92_160.0;
    z + (first + (second + (third + fourth / freedom) / freedom) / freedom) / freedom
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() <= 1e-8 * expected.abs(), "{found} is not {expected}");
    }

    #[test]
    fn agrees_with_scipy_on_both_sides_of_the_expansion() {
        near(t_quantile(0.975, 4.0), 2.776_445_105_2);
        near(t_quantile(0.975, 29.0), 2.045_229_642_1);
        near(t_quantile(0.975, 999.0), 1.962_341_461_1);
        near(t_quantile(0.975, 99_999.0), 1.959_987_71);
        near(t_quantile(0.975, 9_999_999.0), 1.959_964_22);
    }

    #[test]
    fn expansion_meets_the_exact_quantile_where_they_join() {
        let exact = StudentsT::new(0.0, 1.0, EXPAND_ABOVE).unwrap().inverse_cdf(0.975);
        near(Some(expanded(1.959_963_984_540_054, EXPAND_ABOVE)), exact);
    }

    #[test]
    fn is_undefined_without_degrees_of_freedom() {
        assert_eq!(t_quantile(0.975, 0.0), None);
        assert_eq!(t_quantile(f64::NAN, 3.0), None);
        assert!(t_quantile(1.0, 3.0).unwrap().is_finite());
    }
}
