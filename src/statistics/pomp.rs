//! Percent of maximum possible: scores on a scale of 0 to 100.
//!
//! Linear in the score, so standard deviations and intervals carry over. It makes instruments
//! comparable in units, not in norms. P. Cohen, J. Cohen, Aiken & West 1999. Checked against the
//! rule in `bfi_a_scores.json`.

use super::undefined::{Estimate, Undefined};

/// A score or mean, 0 at the lower and 100 at the upper end of the `range` of the scale.
///
/// Unknown when the range has no length or a number is not finite.
pub fn percent_of_maximum(score: f64, range: [f64; 2]) -> Estimate {
    finite((score - range[0]) * factor(range)?)
}

/// A standard deviation, standard error or difference in percent of the `range`.
///
/// Unknown as for [`percent_of_maximum`].
pub fn spread_in_percent(spread: f64, range: [f64; 2]) -> Estimate {
    finite(spread * factor(range)?)
}

/// An interval, limit by limit.
///
/// Unknown as for [`percent_of_maximum`].
pub fn interval_in_percent(limits: [f64; 2], range: [f64; 2]) -> Result<[f64; 2], Undefined> {
    Ok([percent_of_maximum(limits[0], range)?, percent_of_maximum(limits[1], range)?])
}

fn factor(range: [f64; 2]) -> Estimate {
    let length = range[1] - range[0];
    if length > 0.0 { finite(100.0 / length) } else { Err(Undefined::Unknown) }
}

fn finite(value: f64) -> Estimate {
    if value.is_finite() { Ok(value) } else { Err(Undefined::Unknown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_from_nought_to_a_hundred() {
        let range = [1.0, 5.0];
        assert_eq!(percent_of_maximum(1.0, range), Ok(0.0));
        assert_eq!(percent_of_maximum(5.0, range), Ok(100.0));
        assert_eq!(spread_in_percent(0.5, range), Ok(12.5));
        assert_eq!(interval_in_percent([2.0, 3.0], range), Ok([25.0, 50.0]));
    }

    #[test]
    fn needs_a_scale() {
        assert_eq!(percent_of_maximum(3.0, [3.0, 3.0]), Err(Undefined::Unknown));
        assert_eq!(percent_of_maximum(f64::NAN, [1.0, 5.0]), Err(Undefined::Unknown));
        assert_eq!(spread_in_percent(f64::INFINITY, [1.0, 5.0]), Err(Undefined::Unknown));
    }
}
