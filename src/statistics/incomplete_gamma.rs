//! The regularised incomplete gamma function, and what it shares with the beta function.

use super::continued_fraction::{Term, continued_fraction};
use std::f64::consts::PI;

/// Terms after which the series is given up.
const MOST_TERMS: usize = 1_000_000;

/// The share of a function's whole area on either side of a point; they add up to 1, and the
/// smaller one has all its digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tails {
    /// Share below the point.
    pub(super) lower: f64,
    /// Share above the point.
    pub(super) upper: f64,
}

/// What Stirling's formula leaves of the logarithm of the gamma function:
/// `ln gamma(a) - ((a - 1/2) ln a - a + ln(2 pi) / 2)`, for `a` above 0.
///
/// Differences of large `ln gamma` lose digits; this part does not.
pub(super) fn stirling_error(a: f64) -> f64 {
    if a < 12.0 {
        return libm::lgamma(a) - ((a - 0.5) * a.ln() - a + 0.5 * (2.0 * PI).ln());
    }
    let square = 1.0 / (a * a);
    let tail = 1.0 / 1188.0 - square * (691.0 / 360_360.0 - square / 156.0);
    let series = 1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square * tail));
    (1.0 / 12.0 - square * series) / a
}

/// `u ln(u / v) + v - u` without cancellation when `u` and `v` are close (Loader 2000).
pub(super) fn deviance(u: f64, v: f64) -> f64 {
    if (u - v).abs() >= 0.1 * (u + v) {
        return u * (u / v).ln() + v - u;
    }
    let ratio = (u - v) / (u + v);
    let mut power = 2.0 * u * ratio;
    let mut sum = (u - v) * ratio;
    for term in 1..40 {
        power *= ratio * ratio;
        let next = sum + power / f64::from(2 * term + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// The shares of a gamma variable of shape `a` below and above `x`.
///
/// A series below `a + 1` and a continued fraction above it, each until it settles; the factor
/// before them through [`stirling_error`] and [`deviance`]. `None` when `a` is not above 0, `x` is
/// below 0, one is not finite, or it does not settle. Checked against scipy `gammainc` and
/// `gammaincc`.
pub(super) fn gamma_tails(a: f64, x: f64) -> Option<Tails> {
    if !(a > 0.0 && a.is_finite() && x >= 0.0 && x.is_finite()) {
        return None;
    }
    if x == 0.0 {
        return Some(Tails { lower: 0.0, upper: 1.0 });
    }
    // x^a e^-x / gamma(a)
    let front = (a / (2.0 * PI)).sqrt() * (-deviance(a, x) - stirling_error(a)).exp();
    if x < a + 1.0 {
        let lower = (front * series(a, x)?).min(1.0);
        Some(Tails { lower, upper: 1.0 - lower })
    } else {
        let upper = (front * fraction(a, x)?).min(1.0);
        Some(Tails { lower: 1.0 - upper, upper })
    }
}

/// `1/a + x/(a (a+1)) + ...`
fn series(a: f64, x: f64) -> Option<f64> {
    let mut term = 1.0 / a;
    let mut sum = term;
    for step in 1..MOST_TERMS {
        term *= x / (a + step as f64);
        sum += term;
        if term <= sum * f64::EPSILON / 4.0 {
            return Some(sum);
        }
    }
    None
}

/// The continued fraction of the upper tail, Abramowitz & Stegun 6.5.31.
fn fraction(a: f64, x: f64) -> Option<f64> {
    continued_fraction(x + 1.0 - a, |step| Term {
        numerator: step * (a - step),
        denominator: x + 1.0 - a + 2.0 * step,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_of_stirling_error_meets_the_definition_where_they_join() {
        let by_definition = stirling_error(11.999_999_999);
        let by_series = stirling_error(12.0);
        assert!((by_definition - by_series).abs() < 1e-11);
    }

    #[test]
    fn deviance_is_that_of_its_definition() {
        assert_eq!(deviance(3.0, 3.0), 0.0);
        let direct = 3.0 * (3.0_f64 / 3.3).ln() + 3.3 - 3.0;
        assert!((deviance(3.0, 3.3) - direct).abs() < 1e-15);
        assert!((deviance(1.0, 5.0) - (4.0 - 5.0_f64.ln())).abs() < 1e-15);
    }

    #[test]
    fn tails_of_shape_one_are_exponential() {
        for x in [0.001, 0.5, 1.0, 3.0, 50.0] {
            let tails = gamma_tails(1.0, x).unwrap();
            assert!((tails.upper / (-x).exp() - 1.0).abs() < 1e-14);
            assert!((tails.lower / -(-x).exp_m1() - 1.0).abs() < 1e-14);
        }
        assert_eq!(gamma_tails(0.0, 1.0), None);
        assert_eq!(gamma_tails(1.0, -1.0), None);
    }
}
