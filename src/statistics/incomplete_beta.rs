//! The regularised incomplete beta function.

use super::continued_fraction::{Term, continued_fraction};
use super::incomplete_gamma::{Tails, deviance, stirling_error};
use std::f64::consts::PI;

/// The shares of a beta variable with parameters `a` and `b` below and above `x`.
///
/// `y` is `1 - x`, given apart so that neither loses digits. A continued fraction on the side of
/// the smaller tail, run until it settles (statrs stops after 140 steps, which is too early for
/// large parameters). `None` when a parameter is not above 0, `x` or `y` is not in 0 to 1, or it
/// does not settle. Checked against scipy `betainc` and `betaincc`.
pub(super) fn beta_tails(x: f64, y: f64, a: f64, b: f64) -> Option<Tails> {
    let parameters = [a, b].iter().all(|value| *value > 0.0 && value.is_finite());
    if !parameters || ![x, y].iter().all(|value| (0.0..=1.0).contains(value)) {
        return None;
    }
    if x == 0.0 {
        return Some(Tails { lower: 0.0, upper: 1.0 });
    }
    if y == 0.0 {
        return Some(Tails { lower: 1.0, upper: 0.0 });
    }
    if x * (a + b + 2.0) <= a + 1.0 {
        let lower = one_side(x, y, a, b)?;
        Some(Tails { lower, upper: 1.0 - lower })
    } else {
        let upper = one_side(y, x, b, a)?;
        Some(Tails { lower: 1.0 - upper, upper })
    }
}

/// The share below `x`, where the fraction is quick.
fn one_side(x: f64, y: f64, a: f64, b: f64) -> Option<f64> {
    let sum = a + b;
    let stirling = stirling_error(a) + stirling_error(b) - stirling_error(sum);
    let exponent = deviance(a, sum * x) + deviance(b, sum * y) + stirling;
    // x^a y^b / B(a, b)
    let front = (a / sum * b / (2.0 * PI)).sqrt() * (-exponent).exp();
    // How far x lies below the mean; from the smaller of x and y, which keeps its digits.
    let distance = if a > b { sum * y - b } else { a - sum * x };
    Some((front * fraction(x, distance, a, b)?).min(1.0))
}

/// The continued fraction of `DiDonato` & Morris 1992.
fn fraction(x: f64, distance: f64, a: f64, b: f64) -> Option<f64> {
    let last = |m: f64| (a + m) / (a + 2.0 * m + 1.0) * (distance + 1.0 + m * (2.0 - x));
    continued_fraction(last(0.0), |m| {
        let share = x / (a + 2.0 * m - 1.0);
        let middle = m * (b - m) * share;
        Term {
            numerator: (a + m - 1.0) * share * (a + b + m - 1.0) * middle,
            denominator: m + middle + last(m),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_parameters_give_polynomials() {
        let tails = beta_tails(0.3, 0.7, 2.0, 1.0).unwrap();
        assert!((tails.lower - 0.09).abs() < 1e-15);
        let tails = beta_tails(0.3, 0.7, 1.0, 3.0).unwrap();
        assert!((tails.upper - 0.343).abs() < 1e-15);
        assert_eq!(beta_tails(0.0, 1.0, 2.0, 3.0).unwrap().lower, 0.0);
        assert_eq!(beta_tails(0.5, 0.5, 0.0, 3.0), None);
    }

    #[test]
    fn halves_stay_halves_for_large_parameters() {
        for parameter in [1.0, 1e2, 1e4, 1e6, 1e8] {
            let tails = beta_tails(0.5, 0.5, parameter, parameter).unwrap();
            assert!((tails.lower - 0.5).abs() < 1e-12, "{parameter}: {}", tails.lower);
        }
    }
}
