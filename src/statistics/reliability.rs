//! Internal consistency: how far the items of a scale measure one thing.

use super::covariance::{Covariance, ROUNDING};
use super::distribution::f_quantile;
use super::undefined::{Estimate, Undefined};

/// Coefficient alpha from covariances, at most 1; negative values are reported. It may pass 1 where
/// [`Covariance::is_positive_semi_definite`] fails.
///
/// `k / (k - 1) * (1 - sum of variances / variance of the sum)`. Undefined below two items and when
/// the sum does not vary. Cronbach 1951. Checked against psych 2.2.9 (`alpha`, pairwise and
/// complete).
pub fn alpha(covariance: &Covariance) -> Estimate {
    at_least(2, covariance)?;
    let items = covariance.items() as f64;
    let share = covariance.sum_of_variances() / covariance.total_variance()?;
    Ok(items / (items - 1.0) * (1.0 - share))
}

/// Standardised alpha, from covariances scaled by the items' standard deviations, as psych has it.
///
/// `k r / (1 + (k - 1) r)` with the mean correlation r between items. Where answers are missing it
/// differs from [`standardised_alpha_of_pairs`]. Undefined below two items, when an item does not
/// vary, and when the denominator is not above zero. Falk & Savalei 2011. Checked against psych
/// 2.2.9.
pub fn standardised_alpha(covariance: &Covariance) -> Estimate {
    stepped_up(mean_correlation(covariance)?, covariance.items())
}

/// Standardised alpha from the correlations over the respondents who answered both items.
///
/// As [`standardised_alpha`] otherwise. Checked against R (`cor`, pairwise).
pub fn standardised_alpha_of_pairs(covariance: &Covariance) -> Estimate {
    stepped_up(mean_correlation_of_pairs(covariance)?, covariance.items())
}

/// Mean correlation between items, from [`Covariance::correlation`].
///
/// Undefined below two items and when an item does not vary. Checked against psych 2.2.9.
pub fn mean_correlation(covariance: &Covariance) -> Estimate {
    mean_between(covariance, |first, second| covariance.correlation(first, second))
}

/// Mean correlation between items, from [`Covariance::correlation_of_pairs`].
pub fn mean_correlation_of_pairs(covariance: &Covariance) -> Estimate {
    mean_between(covariance, |first, second| covariance.correlation_of_pairs(first, second))
}

/// An interval for alpha, with the number of respondents that it supposes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlphaInterval {
    /// Lower and upper limit; the upper one is at most 1.
    pub limits: [f64; 2],
    /// The n used: all rows for pairwise covariances, which is optimistic where answers are
    /// missing; complete rows for listwise ones.
    pub respondents: usize,
}

/// Feldt's interval for alpha at `level` (for example 0.95).
///
/// Supposes normal answers and items that are alike. Undefined where alpha is. Feldt 1965; Feldt,
/// Woodruff & Salih 1987. Checked against psych 2.2.9.
pub fn alpha_interval(covariance: &Covariance, level: f64) -> Result<AlphaInterval, Undefined> {
    let respondents = covariance.respondents();
    let limits = feldt_interval(alpha(covariance)?, respondents, covariance.items(), level)?;
    Ok(AlphaInterval { limits, respondents })
}

/// Feldt's interval for an alpha of so many respondents and items.
///
/// `1 - (1 - alpha) F` with the quantiles of F on n - 1 and (n - 1)(k - 1) degrees of freedom.
/// Undefined below two respondents or items; the limits would cross for an alpha above 1.
pub fn feldt_interval(
    alpha: f64,
    respondents: usize,
    items: usize,
    level: f64,
) -> Result<[f64; 2], Undefined> {
    for (of, found) in [("respondents", respondents), ("items", items)] {
        if found < 2 {
            return Err(Undefined::TooFew { of, needed: 2, found });
        }
    }
    if !alpha.is_finite() {
        return Err(Undefined::Unknown);
    }
    if alpha > 1.0 {
        return Err(Undefined::LimitsCross);
    }
    let numerator = respondents as f64 - 1.0;
    let denominator = numerator * (items as f64 - 1.0);
    let limit = |probability: f64| {
        let quantile = f_quantile(probability, numerator, denominator);
        quantile.map(|quantile| 1.0 - (1.0 - alpha) * quantile).ok_or(Undefined::Unknown)
    };
    Ok([limit(f64::midpoint(1.0, level))?, limit(f64::midpoint(1.0, -level))?])
}

/// Alpha of the other items. Undefined below three items, else as [`alpha`].
///
/// Checked against psych 2.2.9.
pub fn alpha_if_deleted(covariance: &Covariance, item: usize) -> Estimate {
    at_least(3, covariance)?;
    alpha(&covariance.without(item))
}

/// Standardised alpha of the other items. Undefined below three items, else as
/// [`standardised_alpha`].
///
/// Checked against psych 2.2.9.
pub fn standardised_alpha_if_deleted(covariance: &Covariance, item: usize) -> Estimate {
    at_least(3, covariance)?;
    standardised_alpha(&covariance.without(item))
}

/// Correlation of an item with the sum of the other items, -1 to 1 on complete data.
///
/// Taken from covariances, so that pairwise ones will do. A negative value suggests that the item
/// was not reversed; nothing is turned here. Undefined below two items and when the item or the
/// rest does not vary. Checked against psych 2.2.9 (`r.drop`).
pub fn corrected_item_total(covariance: &Covariance, item: usize) -> Estimate {
    at_least(2, covariance)?;
    let variance = covariance.variance(item)?;
    let others: Vec<usize> = (0..covariance.items()).filter(|other| *other != item).collect();
    let rest = covariance.of_items(&others).total_variance()?;
    if variance <= ROUNDING * covariance.sum_of_variances() {
        return Err(Undefined::NoVariance);
    }
    Ok(covariance.covariance_of_sums(&[item], &others)? / (variance.sqrt() * rest.sqrt()))
}

/// Standard error of measurement, `SD * sqrt(1 - reliability)`, in the units of the standard
/// deviation.
///
/// Undefined when the reliability is not above zero, and unknown when it is above 1 or a number is
/// not finite. Lord & Novick 1968.
pub fn standard_error_of_measurement(standard_deviation: f64, reliability: f64) -> Estimate {
    let known = standard_deviation.is_finite() && standard_deviation >= 0.0;
    if !known || reliability.is_nan() || reliability > 1.0 {
        return Err(Undefined::Unknown);
    }
    if reliability <= 0.0 {
        return Err(Undefined::NotReliable);
    }
    Ok(standard_deviation * (1.0 - reliability).sqrt())
}

fn at_least(needed: usize, covariance: &Covariance) -> Result<(), Undefined> {
    let found = covariance.items();
    if found < needed { Err(Undefined::TooFew { of: "items", needed, found }) } else { Ok(()) }
}

fn mean_between(
    covariance: &Covariance,
    correlation: impl Fn(usize, usize) -> Estimate,
) -> Estimate {
    at_least(2, covariance)?;
    let mut between = Vec::new();
    for second in 1..covariance.items() {
        for first in 0..second {
            between.push(correlation(first, second)?);
        }
    }
    super::moments::mean(&between).ok_or(Undefined::Unknown)
}

/// The reliability of the sum of standardised items with this mean correlation.
fn stepped_up(mean: f64, items: usize) -> Estimate {
    let total = 1.0 + (items as f64 - 1.0) * mean;
    if total <= ROUNDING { Err(Undefined::NoVariance) } else { Ok(items as f64 * mean / total) }
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

    #[test]
    fn two_items_have_no_alpha_if_deleted() {
        let two = covariance(&[&[1.0, 2.0], &[2.0, 2.0], &[3.0, 4.0], &[4.0, 4.0], &[5.0, 5.0]]);
        assert!((alpha(&two).unwrap() - 80.0 / 83.0).abs() < 1e-15);
        let too_few = Undefined::TooFew { of: "items", needed: 3, found: 2 };
        assert_eq!(alpha_if_deleted(&two, 0), Err(too_few));
        assert_eq!(standardised_alpha_if_deleted(&two, 1), Err(too_few));
        assert_eq!(corrected_item_total(&two, 0), two.correlation(0, 1));
        assert_eq!(corrected_item_total(&two, 2), Err(Undefined::Unknown));
    }

    #[test]
    fn nothing_is_said_where_nothing_varies() {
        let same = covariance(&[&[3.0, 3.0], &[3.0, 3.0], &[3.0, 3.0]]);
        assert_eq!(alpha(&same), Err(Undefined::NoVariance));
        assert_eq!(standardised_alpha(&same), Err(Undefined::NoVariance));
        assert_eq!(alpha_interval(&same, 0.95), Err(Undefined::NoVariance));
        assert_eq!(corrected_item_total(&same, 0), Err(Undefined::NoVariance));
    }

    #[test]
    fn items_that_cancel_have_no_total() {
        let opposed = covariance(&[&[1.0, 5.0], &[2.0, 4.0], &[4.0, 2.0]]);
        assert_eq!(alpha(&opposed), Err(Undefined::NoVariance));
        assert_eq!(standardised_alpha(&opposed), Err(Undefined::NoVariance));
        assert_eq!(corrected_item_total(&opposed, 0), Ok(-1.0));
    }

    #[test]
    fn standard_error_needs_a_reliability_above_zero() {
        assert_eq!(standard_error_of_measurement(2.0, 0.75), Ok(1.0));
        assert_eq!(standard_error_of_measurement(2.0, 0.0), Err(Undefined::NotReliable));
        assert_eq!(standard_error_of_measurement(2.0, 1.5), Err(Undefined::Unknown));
        assert_eq!(standard_error_of_measurement(f64::NAN, 0.5), Err(Undefined::Unknown));
    }

    #[test]
    fn interval_needs_two_respondents_and_items() {
        assert!(feldt_interval(0.8, 1, 3, 0.95).is_err());
        assert!(feldt_interval(0.8, 10, 1, 0.95).is_err());
        assert_eq!(feldt_interval(1.1, 10, 3, 0.95), Err(Undefined::LimitsCross));
        let [low, high] = feldt_interval(0.8, 10, 3, 0.95).unwrap();
        assert!(low < 0.8 && 0.8 < high && high < 1.0);
    }
}
