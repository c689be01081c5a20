//! Needs: how far what is lags behind what matters.

use super::moments::sorted_sum;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_the_difference_by_mean_importance() {
        let pairs = [Pair { importance: 4.0, score: 2.0 }, Pair { importance: 2.0, score: 3.0 }];
        assert_eq!(mean_weighted_discrepancy(&pairs), Some(1.5));
        assert_eq!(mean_weighted_discrepancy(&[]), None);
    }
}
