//! Change of one score beyond the noise of measuring it twice.

use super::distribution::normal_quantile;
use super::undefined::{Estimate, Undefined};

/// What a change amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Up by more than noise.
    Risen,
    /// Down by more than noise.
    Fallen,
    /// No more than noise; which does not show that nothing changed.
    WithinNoise,
}

/// A change against the noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliableChange {
    /// Later score minus earlier one, in points.
    pub change: f64,
    /// Standard error of that difference, in points.
    pub error: f64,
    /// The reliable change index: change over its standard error.
    pub index: f64,
    /// The least change that counts at the level asked for, in points: the MDC.
    pub detectable: f64,
    /// What the change amounts to at that level.
    pub verdict: Verdict,
}

/// The standard error of a difference of two scores of one person (S diff):
/// `sd * sqrt(2) * sqrt(1 - reliability)`.
///
/// `deviation` is the standard deviation of scores over people at the first time, `reliability`
/// that of the score, from norms where there are any. Undefined when the reliability is 0 or less,
/// or 1 or more (nothing would be noise), and when the deviation is not above 0. Jacobson & Truax
/// 1991. Checked against values computed in R.
pub fn error_from_reliability(deviation: f64, reliability: f64) -> Estimate {
    if !deviation.is_finite() || !reliability.is_finite() || reliability > 1.0 {
        return Err(Undefined::Unknown);
    }
    if reliability <= 0.0 {
        return Err(Undefined::NotReliable);
    }
    positive(deviation * 2.0_f64.sqrt() * (1.0 - reliability).sqrt())
}

/// The standard error of a difference of two means over raters, from the standard error of each:
/// `sqrt(first^2 + second^2)`.
///
/// For scores that are means over different raters each time; it is too large for the same raters,
/// where [`super::mean_comparison::paired`] serves. Undefined when one is below 0 or not finite,
/// and when both are 0.
pub fn error_from_means(first: f64, second: f64) -> Estimate {
    if !(first >= 0.0 && second >= 0.0 && first.is_finite() && second.is_finite()) {
        return Err(Undefined::Unknown);
    }
    positive(first.hypot(second))
}

/// The least change that counts at `level`, for example 0.95: the normal quantile times the
/// standard error of the difference (MDC95).
///
/// Undefined when the error is not above 0 or `level` is not between 0 and 1. Checked against
/// values computed in R.
pub fn detectable_change(error: f64, level: f64) -> Estimate {
    let quantile = Some(level)
        .filter(|level| *level > 0.0 && *level < 1.0)
        .and_then(|level| normal_quantile(f64::midpoint(1.0, level)))
        .ok_or(Undefined::Unknown)?;
    Ok(quantile * positive(error)?)
}

/// The reliable change index of one score and its verdict at `level`.
///
/// `error` is that of [`error_from_reliability`] or [`error_from_means`]. Undefined when it is
/// not above 0, a score is not finite, or `level` is not between 0 and 1. Jacobson & Truax 1991.
/// Checked against values computed in R.
pub fn reliable_change(
    before: f64,
    after: f64,
    error: f64,
    level: f64,
) -> Result<ReliableChange, Undefined> {
    let detectable = detectable_change(error, level)?;
    let change = after - before;
    if !change.is_finite() {
        return Err(Undefined::Unknown);
    }
    let verdict = if change > detectable {
        Verdict::Risen
    } else if change < -detectable {
        Verdict::Fallen
    } else {
        Verdict::WithinNoise
    };
    Ok(ReliableChange { change, error, index: change / error, detectable, verdict })
}

fn positive(error: f64) -> Estimate {
    if !error.is_finite() {
        Err(Undefined::Unknown)
    } else if error > 0.0 {
        Ok(error)
    } else {
        Err(Undefined::NoVariance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_counts_beyond_the_detectable_one() {
        let error = error_from_reliability(0.5, 0.82).unwrap();
        assert!((error - 0.3).abs() < 1e-15);
        let verdict = |after| reliable_change(3.0, after, error, 0.95).unwrap().verdict;
        assert_eq!(verdict(3.6), Verdict::Risen);
        assert_eq!(verdict(3.5), Verdict::WithinNoise);
        assert_eq!(verdict(2.4), Verdict::Fallen);
        assert!((detectable_change(error, 0.95).unwrap() - 0.587_989_195).abs() < 1e-9);
    }

    #[test]
    fn errors_of_two_means_add_as_squares() {
        assert_eq!(error_from_means(0.3, 0.4), Ok(0.5));
        assert_eq!(error_from_means(0.0, 0.0), Err(Undefined::NoVariance));
        assert_eq!(error_from_means(-0.1, 0.4), Err(Undefined::Unknown));
    }

    #[test]
    fn nothing_is_certain_without_noise() {
        assert_eq!(error_from_reliability(0.5, 1.0), Err(Undefined::NoVariance));
        assert_eq!(error_from_reliability(0.5, -0.2), Err(Undefined::NotReliable));
        assert_eq!(error_from_reliability(0.5, 1.2), Err(Undefined::Unknown));
        assert_eq!(error_from_reliability(0.0, 0.5), Err(Undefined::NoVariance));
        assert_eq!(reliable_change(1.0, 2.0, 0.0, 0.95), Err(Undefined::NoVariance));
        assert_eq!(reliable_change(1.0, f64::NAN, 0.5, 0.95), Err(Undefined::Unknown));
        assert_eq!(reliable_change(1.0, 2.0, 0.5, 1.0), Err(Undefined::Unknown));
    }
}
