//! Continued fractions.

/// Terms after which a fraction is given up.
const MOST_TERMS: usize = 1_000_000;

/// One step further down: what stands above the line, and the first part below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    /// Above the line.
    pub(super) numerator: f64,
    /// Below the line, before the rest of the fraction is added.
    pub(super) denominator: f64,
}

/// `1 / (first + n1 / (d1 + n2 / (d2 + ...)))` by the modified rule of Lentz (Thompson & Barnett
/// 1986), until it settles; `None` when it does not. `term` gives `n` and `d` from 1 on.
pub(super) fn continued_fraction(first: f64, term: impl Fn(f64) -> Term) -> Option<f64> {
    let mut reciprocal = 1.0 / guarded(first);
    let mut ratio = f64::INFINITY;
    let mut value = reciprocal;
    for step in 1..MOST_TERMS {
        let Term { numerator, denominator } = term(step as f64);
        reciprocal = 1.0 / guarded(denominator + numerator * reciprocal);
        ratio = guarded(denominator + numerator / ratio);
        let change = ratio * reciprocal;
        value *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
            return Some(value);
        }
    }
    None
}

/// The number, or a tiny one in place of 0, by which the rule would divide.
fn guarded(value: f64) -> f64 {
    if value.abs() < 1e-300 { 1e-300 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_give_the_golden_ratio() {
        let ones = |_| Term { numerator: 1.0, denominator: 1.0 };
        let found = continued_fraction(1.0, ones).unwrap();
        assert!((found - (5.0_f64.sqrt() - 1.0) / 2.0).abs() < 1e-15);
    }
}
