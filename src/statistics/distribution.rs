//! The distributions that tests and intervals refer to. Nothing else calls statrs.
//!
//! statrs 0.19 loses digits where parameters are large: its incomplete beta function stops after
//! 140 steps (t quantile at 1e7 degrees of freedom 2.5 % off, F tail at 1e6 0.4 % off), and its
//! beta quantile may not return for tiny probabilities. So tails come from functions here that run
//! until they settle, and quantiles from searching those tails; only the normal quantile is that
//! of statrs.
//!
//! Checked against mpmath with 60 digits, for degrees of freedom from 1 to 5.9e7 (t: 1e9): tails
//! down to 1e-100 and quantiles differ by a share of less than 5e-13 (scipy 1.17 itself by up to
//! 2e-9 there).

use super::incomplete_beta::beta_tails;
use super::incomplete_gamma::{Tails, gamma_tails};
use super::root::monotone_root;
use statrs::distribution::{ContinuousCDF, Normal};
use std::f64::consts::SQRT_2;

/// Degrees of freedom above which the t quantile is expanded around the normal one.
const EXPAND_ABOVE: f64 = 1e4;

/// Quantiles keep their probability this far from 0 and 1.
const LEAST_PROBABILITY: f64 = 1e-12;

/// The point below which a standard normal variable lies with this probability.
///
/// `None` unless the probability lies between 0 and 1, both excluded. Checked against scipy.
pub fn normal_quantile(probability: f64) -> Option<f64> {
    if !(probability > 0.0 && probability < 1.0) {
        return None;
    }
    Some(Normal::new(0.0, 1.0).ok()?.inverse_cdf(probability))
}

/// The probability that a standard normal variable lies above `z`; all digits of small tails.
///
/// Checked against scipy `norm.sf`.
pub fn normal_upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
}

/// The probability that a standard normal variable lies below `z`; all digits of small tails.
pub fn normal_lower_tail(z: f64) -> f64 {
    normal_upper_tail(-z)
}

/// The point below which a t variable with `freedom` degrees of freedom lies with this
/// probability.
///
/// `probability` is clamped to `[1e-12, 1 - 1e-12]`. `None` when `freedom` is not above 0 or an
/// argument is not a number. Above 1e4 degrees of freedom it is the Cornish-Fisher expansion of
/// Abramowitz & Stegun 26.7.5, whose error is below 1e-14 there. Checked against scipy and mpmath.
pub fn t_quantile(probability: f64, freedom: f64) -> Option<f64> {
    if probability.is_nan() || freedom.is_nan() || freedom <= 0.0 {
        return None;
    }
    let probability = clamped(probability);
    if freedom > EXPAND_ABOVE {
        return Some(expanded(normal_quantile(probability)?, freedom));
    }
    let centre = 2.0 * probability - 1.0;
    if centre == 0.0 {
        return Some(0.0);
    }
    let outer = 2.0 * probability.min(1.0 - probability);
    let size = log_quantile(|t| t_tails(t, freedom), [centre.abs(), outer])?;
    Some(size.copysign(centre))
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

/// The probability that a t variable lies below `t`; all digits of small tails.
///
/// `None` when `freedom` is not above 0 or not finite, or `t` is not a number.
pub fn t_lower_tail(t: f64, freedom: f64) -> Option<f64> {
    t_upper_tail(-t, freedom)
}

/// The probability that a t variable lies above `t`; all digits of small tails.
///
/// `None` when `freedom` is not above 0 or not finite, or `t` is not a number. Checked against
/// scipy and mpmath.
pub fn t_upper_tail(t: f64, freedom: f64) -> Option<f64> {
    let outside = 0.5 * t_tails(t, freedom)?.upper;
    Some(if t > 0.0 { outside } else { 1.0 - outside })
}

/// The shares of a t variable's size below and above the size of `t`.
fn t_tails(t: f64, freedom: f64) -> Option<Tails> {
    f_tails(t * t, 1.0, freedom)
}

/// The point below which an F variable lies with this probability.
///
/// `probability` is clamped to `[1e-12, 1 - 1e-12]`. `None` when degrees of freedom are not above
/// 0 or not finite. Checked against scipy.
pub fn f_quantile(probability: f64, numerator: f64, denominator: f64) -> Option<f64> {
    let probability = Some(probability).filter(|value| !value.is_nan()).map(clamped)?;
    log_quantile(|f| f_tails(f, numerator, denominator), [probability, 1.0 - probability])
}

/// The probability that an F variable lies above `f`; all digits of small tails.
///
/// 1 where `f` is 0 or less. `None` when degrees of freedom are not above 0 or not finite, or `f`
/// is not a number. Checked against scipy.
pub fn f_upper_tail(f: f64, numerator: f64, denominator: f64) -> Option<f64> {
    f_tails(f, numerator, denominator).map(|tails| tails.upper)
}

/// The shares of an F variable below and above `f`.
fn f_tails(f: f64, numerator: f64, denominator: f64) -> Option<Tails> {
    if f.is_nan() {
        return None;
    }
    // Neither part overflows, whatever the size of `f`.
    let ratio = f.max(0.0) * (numerator / denominator);
    let (x, y) = (1.0 / (1.0 + 1.0 / ratio), 1.0 / (1.0 + ratio));
    beta_tails(x, y, numerator / 2.0, denominator / 2.0)
}

/// The point below which a chi-squared variable lies with this probability.
///
/// `probability` is clamped to `[1e-12, 1 - 1e-12]`. `None` when `freedom` is not above 0 or not
/// finite. Checked against scipy.
pub fn chi_squared_quantile(probability: f64, freedom: f64) -> Option<f64> {
    let probability = Some(probability).filter(|value| !value.is_nan()).map(clamped)?;
    let tails = |share: f64| gamma_tails(freedom / 2.0, share * freedom / 2.0);
    Some(log_quantile(tails, [probability, 1.0 - probability])? * freedom)
}

/// The probability that a chi-squared variable lies above `x`; all digits of small tails.
///
/// 1 where `x` is 0 or less. `None` when `freedom` is not above 0 or not finite, or `x` is not
/// finite. Checked against scipy.
pub fn chi_squared_upper_tail(x: f64, freedom: f64) -> Option<f64> {
    if x.is_nan() {
        return None;
    }
    gamma_tails(freedom / 2.0, x.max(0.0) / 2.0).map(|tails| tails.upper)
}

/// Where tails of a variable above 0 are these shares: a search for the logarithm of the point
/// where the logarithm of the smaller share is met.
fn log_quantile<F>(tails: F, [lower, upper]: [f64; 2]) -> Option<f64>
where
    F: Fn(f64) -> Option<Tails>,
{
    let miss = |log: f64| {
        let found = tails(log.exp())?;
        let (found, wanted) =
            if lower < upper { (found.lower, lower) } else { (found.upper, upper) };
        Some(found.max(f64::MIN_POSITIVE).ln() - wanted.ln())
    };
    monotone_root(miss, 0.0, 0.25).map(f64::exp)
}

fn clamped(probability: f64) -> f64 {
    probability.clamp(LEAST_PROBABILITY, 1.0 - LEAST_PROBABILITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{found} is not {expected}");
    }

    #[test]
    fn t_quantiles_agree_with_scipy_on_both_sides_of_the_expansion() {
        near(t_quantile(0.975, 4.0), 2.776_445_105_197_793_4);
        near(t_quantile(0.975, 29.0), 2.045_229_642_132_703);
        near(t_quantile(0.025, 999.0), -1.962_341_461_133_448_7);
    }

    #[test]
    fn t_quantiles_hold_where_statrs_loses_digits() {
        near(t_quantile(0.975, 99_999.0), 1.959_987_707_771_844_4);
        near(t_quantile(0.975, 999_999.0), 1.959_966_356_816_479);
        near(t_quantile(0.975, 9_999_999.0), 1.959_964_221_767_228_8);
    }

    #[test]
    fn the_expansion_meets_the_search_where_they_join() {
        let searched = t_quantile(0.975, EXPAND_ABOVE);
        near(searched, expanded(1.959_963_984_540_054, EXPAND_ABOVE));
    }

    #[test]
    fn tails_and_medians_of_f_hold_where_statrs_stops_early() {
        near(f_upper_tail(1.0, 999_999.0, 3_999_996.0), 0.499_873_843_302_620_47);
        near(f_quantile(0.5, 999_999.0, 3_999_996.0), 0.999_999_499_999_496_7);
    }

    #[test]
    fn tiny_probabilities_return() {
        for probability in [0.0, 1e-300, 1e-60, 1.0] {
            assert!(f_quantile(probability, 400.0, 4.0).is_some_and(f64::is_finite));
            assert!(f_quantile(probability, 2e6, 2e6).is_some_and(f64::is_finite));
            assert!(t_quantile(probability, 1.0).is_some_and(f64::is_finite));
            assert!(chi_squared_quantile(probability, 3.0).is_some_and(f64::is_finite));
        }
        assert_eq!(normal_quantile(0.0), None);
    }

    #[test]
    fn is_undefined_without_degrees_of_freedom() {
        assert_eq!(t_quantile(0.975, 0.0), None);
        assert_eq!(t_quantile(f64::NAN, 3.0), None);
        assert_eq!(t_upper_tail(1.0, -1.0), None);
        assert_eq!(t_upper_tail(f64::NAN, 3.0), None);
        assert_eq!(f_upper_tail(1.0, 2.0, 0.0), None);
        assert_eq!(f_quantile(f64::NAN, 2.0, 3.0), None);
        assert_eq!(chi_squared_upper_tail(1.0, 0.0), None);
    }

    #[test]
    fn ends_of_the_line_have_all_or_nothing() {
        assert_eq!(t_upper_tail(1e200, 3.0), Some(0.0));
        assert_eq!(t_lower_tail(0.0, 3.0), Some(0.5));
        assert_eq!(f_upper_tail(0.0, 2.0, 3.0), Some(1.0));
        assert_eq!(f_upper_tail(-1.0, 2.0, 3.0), Some(1.0));
        assert_eq!(chi_squared_upper_tail(0.0, 3.0), Some(1.0));
        assert_eq!(t_quantile(0.5, 3.0), Some(0.0));
    }
}
