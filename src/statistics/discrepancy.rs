//! Needs: how far what is lags behind what matters.

use super::moments::sorted_sum;
use super::sample::differences;
use super::undefined::Undefined;

/// Importance and score given by one rater.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// How much the competency matters, on the importance scale.
    pub importance: f64,
    /// How well it is met, on the answer scale.
    pub score: f64,
}

/// Mean importance of the pairs; `None` without pairs.
pub fn mean_importance(pairs: &[Pair]) -> Option<f64> {
    let importance: Vec<f64> = pairs.iter().map(|pair| pair.importance).collect();
    super::moments::mean(&importance)
}

/// Borich's mean weighted discrepancy score: the mean of
/// `(importance - score) * mean importance` over raters who gave both.
///
/// Positive is a need. Assumes that both scales have the same points. `None` without pairs.
/// Borich 1980. Checked against the rule in `tests/data/reference/borich.json`.
pub fn mean_weighted_discrepancy(pairs: &[Pair]) -> Option<f64> {
    let importance = mean_importance(pairs)?;
    let differences: Vec<f64> = pairs.iter().map(|pair| pair.importance - pair.score).collect();
    Some(sorted_sum(&differences) / differences.len() as f64 * importance)
}

/// How many raters see a need, and the ranked discrepancy score made of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankedDiscrepancy {
    /// Pairs whose score is below the importance.
    pub below: usize,
    /// Pairs whose score equals the importance.
    pub tied: usize,
    /// Pairs whose score is above the importance.
    pub above: usize,
    /// Per cent above less per cent below, from -100 to 100; negative is a need.
    pub score: f64,
}

/// The ranked discrepancy score: asks only whether the score lies below or above the importance,
/// not how far, so it suits answers that are no more than ordered.
///
/// Note the sign: a need is negative here and positive in [`mean_weighted_discrepancy`]. Assumes
/// that both scales have the same points; numbers that differ by rounding alone are tied.
/// Undefined without pairs. Narine & Harder 2021. Checked against the rule in
/// `tests/data/reference/borich.json`.
pub fn ranked_discrepancy(pairs: &[Pair]) -> Result<RankedDiscrepancy, Undefined> {
    if pairs.is_empty() {
        return Err(Undefined::TooFew { of: "pairs", needed: 1, found: 0 });
    }
    let pairs: Vec<[f64; 2]> = pairs.iter().map(|pair| [pair.importance, pair.score]).collect();
    let surplus = differences(&pairs);
    if surplus.iter().any(|value| !value.is_finite()) {
        return Err(Undefined::Unknown);
    }
    let below = surplus.iter().filter(|value| **value < 0.0).count();
    let above = surplus.iter().filter(|value| **value > 0.0).count();
    let all = surplus.len();
    let score = 100.0 * (above as f64 - below as f64) / all as f64;
    Ok(RankedDiscrepancy { below, tied: all - below - above, above, score })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranked_score_counts_raters_and_not_points() {
        let pairs = [[5.0, 1.0], [5.0, 4.0], [3.0, 3.0], [2.0, 5.0]];
        let pairs = pairs.map(|[importance, score]| Pair { importance, score });
        let found = ranked_discrepancy(&pairs).unwrap();
        assert_eq!((found.below, found.tied, found.above, found.score), (2, 1, 1, -25.0));
        assert!(ranked_discrepancy(&[]).is_err());
        let unknown = [Pair { importance: f64::NAN, score: 1.0 }];
        assert_eq!(ranked_discrepancy(&unknown), Err(Undefined::Unknown));
    }

    #[test]
    fn weighs_the_difference_by_mean_importance() {
        let pairs = [Pair { importance: 4.0, score: 2.0 }, Pair { importance: 2.0, score: 3.0 }];
        assert_eq!(mean_weighted_discrepancy(&pairs), Some(1.5));
        assert_eq!(mean_weighted_discrepancy(&[]), None);
    }
}
