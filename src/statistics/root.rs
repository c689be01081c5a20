//! Where a function crosses zero.

/// Steps of either search; far more than a continuous function needs.
const MOST_STEPS: usize = 400;

/// The zero of a function that rises or falls throughout, found from a guess.
///
/// Steps away from `guess`, each twice as long, until the sign changes; then the rule of
/// Chandrupatla 1997 (inverse quadratic steps where they are safe, halving elsewhere) down to
/// neighbouring numbers. `None` where the function has no value, or no change of sign is found.
pub(super) fn monotone_root<F>(function: F, guess: f64, step: f64) -> Option<f64>
where
    F: Fn(f64) -> Option<f64>,
{
    let (low, high) = bracket(&function, guess, step)?;
    between(&function, low, high)
}

/// A point of the function.
type Point = (f64, f64);

/// Two points with the zero between them.
fn bracket<F>(function: &F, guess: f64, step: f64) -> Option<(Point, Point)>
where
    F: Fn(f64) -> Option<f64>,
{
    let start = (guess, known(function(guess))?);
    let (mut below, mut above, mut step) = (start, start, step);
    for _ in 0..MOST_STEPS {
        if below.1 * above.1 <= 0.0 {
            return Some((below, above));
        }
        let next = above.0 + step;
        let value = known(function(next))?;
        if value * above.1 <= 0.0 {
            return Some((above, (next, value)));
        }
        above = (next, value);
        let next = below.0 - step;
        let value = known(function(next))?;
        if value * below.1 <= 0.0 {
            return Some(((next, value), below));
        }
        below = (next, value);
        step *= 2.0;
    }
    None
}

fn known(value: Option<f64>) -> Option<f64> {
    value.filter(|value| !value.is_nan())
}

/// The zero between two points of opposite sign.
fn between<F>(function: &F, low: Point, high: Point) -> Option<f64>
where
    F: Fn(f64) -> Option<f64>,
{
    let (mut newest, mut opposite) = (low, high);
    let mut share = 0.5;
    for _ in 0..MOST_STEPS {
        let best = if newest.1.abs() < opposite.1.abs() { newest } else { opposite };
        let width = (opposite.0 - newest.0).abs();
        let least = 2.0 * f64::EPSILON * best.0.abs() + f64::MIN_POSITIVE;
        if best.1 == 0.0 || width <= least {
            return Some(best.0);
        }
        let least_share = (least / width).min(0.5);
        let share_now = f64::clamp(share, least_share, 1.0 - least_share);
        let at = newest.0 + share_now * (opposite.0 - newest.0);
        let value = known(function(at))?;
        let third = if (value > 0.0) == (newest.1 > 0.0) {
            newest
        } else {
            let left = opposite;
            opposite = newest;
            left
        };
        newest = (at, value);
        share = next_share(newest, opposite, third);
    }
    Some(newest.0)
}

/// How far to go from the newest point towards the opposite one.
fn next_share(newest: Point, opposite: Point, third: Point) -> f64 {
    let xi = (newest.0 - opposite.0) / (third.0 - opposite.0);
    let phi = (newest.1 - opposite.1) / (third.1 - opposite.1);
    if !(phi * phi < xi && (1.0 - phi).powi(2) < 1.0 - xi) {
        return 0.5;
    }
    let first = newest.1 / (opposite.1 - newest.1) * third.1 / (opposite.1 - third.1);
    let second = (third.0 - newest.0) / (opposite.0 - newest.0) * newest.1 / (third.1 - newest.1)
        * opposite.1
        / (third.1 - opposite.1);
    let share = first + second;
    if share.is_finite() { share } else { 0.5 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn finds_zeros_far_from_the_guess_in_few_steps() {
        let calls = Cell::new(0);
        let counted = |x: f64| {
            calls.set(calls.get() + 1);
            Some(x.exp() - 20.0)
        };
        let found = monotone_root(counted, 0.0, 1.0).unwrap();
        assert!((found - 20.0_f64.ln()).abs() < 1e-15);
        assert!(calls.get() < 30, "{}", calls.get());
        let falling = monotone_root(|x| Some(5.0 - x.powi(3)), 100.0, 1.0).unwrap();
        assert!((falling - 5.0_f64.cbrt()).abs() < 1e-15);
    }

    #[test]
    fn a_function_without_zero_or_value_has_none() {
        assert_eq!(monotone_root(|_| Some(1.0), 0.0, 1.0), None);
        assert_eq!(monotone_root(|_| None, 0.0, 1.0), None);
        assert_eq!(monotone_root(|_| Some(f64::NAN), 0.0, 1.0), None);
    }
}
