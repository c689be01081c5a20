//! Agreement among raters of one target.

use std::collections::BTreeMap;

/// Answers to one item, counted by scale point: exact, and free of any order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PointCounts {
    counts: BTreeMap<i64, usize>,
}

impl FromIterator<i64> for PointCounts {
    fn from_iter<I: IntoIterator<Item = i64>>(answers: I) -> Self {
        let mut counts = BTreeMap::new();
        for answer in answers {
            *counts.entry(answer).or_insert(0) += 1;
        }
        Self { counts }
    }
}

impl PointCounts {
    /// Number of answers.
    pub fn n(&self) -> usize {
        self.counts.values().sum()
    }

    /// Number of answers at a point.
    pub fn at(&self, point: i64) -> usize {
        self.counts.get(&point).copied().unwrap_or(0)
    }

    /// Mean answer; `None` without answers.
    pub fn mean(&self) -> Option<f64> {
        let n = self.n();
        (n > 0).then(|| self.sum() as f64 / n as f64)
    }

    /// Sample variance (divisor n - 1) from exact sums; `None` below two answers.
    pub fn variance(&self) -> Option<f64> {
        let n = self.n() as i128;
        if n < 2 {
            return None;
        }
        let squares: i128 = self
            .counts
            .iter()
            .map(|(point, count)| i128::from(*point) * i128::from(*point) * *count as i128)
            .sum();
        Some((n * squares - self.sum() * self.sum()) as f64 / (n * (n - 1)) as f64)
    }

    /// Mean absolute deviation about the mean; `None` below two answers.
    pub fn average_deviation(&self) -> Option<f64> {
        let n = self.n();
        let mean = self.mean().filter(|_| n >= 2)?;
        let total: f64 = self
            .counts
            .iter()
            .map(|(point, count)| (*point as f64 - mean).abs() * *count as f64)
            .sum();
        Some(total / n as f64)
    }

    fn sum(&self) -> i128 {
        self.counts.iter().map(|(point, count)| i128::from(*point) * *count as i128).sum()
    }
}

/// rwg(j): agreement on the J items of a competency against answers spread evenly over a scale of
/// `points` points.
///
/// `J r / (J r + 1 - r)` with `r = 1 - mean item variance / ((points^2 - 1) / 12)`; a mean variance
/// above that of the even spread gives 0. Items with fewer than two answers do not count. `None`
/// when no item is left or the scale has one point. Values grow with J.
///
/// James, Demaree & Wolf 1984; `LeBreton` & Senter 2008. Checked against R multilevel `rwg.j`.
pub fn rwg_j(items: &[PointCounts], points: usize) -> Option<f64> {
    let variances: Vec<f64> = items.iter().filter_map(PointCounts::variance).collect();
    if variances.is_empty() || points < 2 {
        return None;
    }
    let items = variances.len() as f64;
    let even = ((points as f64).powi(2) - 1.0) / 12.0;
    let single = (1.0 - variances.iter().sum::<f64>() / items / even).max(0.0);
    Some(items * single / (items * single + 1.0 - single))
}

/// AD: the mean absolute deviation about the item mean, averaged over the items, in scale points.
///
/// Items with fewer than two answers do not count; `None` when no item is left.
/// Burke, Finkelstein & Dusig 1999. Checked against R multilevel `ad.m`.
pub fn average_deviation(items: &[PointCounts]) -> Option<f64> {
    let deviations: Vec<f64> = items.iter().filter_map(PointCounts::average_deviation).collect();
    if deviations.is_empty() {
        return None;
    }
    Some(deviations.iter().sum::<f64>() / deviations.len() as f64)
}

/// The average deviation above which agreement is low: `points / 6` (Burke & Dunlap 2002).
pub fn average_deviation_cutoff(points: usize) -> f64 {
    points as f64 / 6.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(answers: &[i64]) -> PointCounts {
        answers.iter().copied().collect()
    }

    #[test]
    fn full_agreement_is_one_and_beyond_random_is_zero() {
        assert_eq!(rwg_j(&[counts(&[4, 4, 4])], 5), Some(1.0));
        assert_eq!(rwg_j(&[counts(&[1, 5, 1, 5])], 5), Some(0.0));
        assert_eq!(average_deviation(&[counts(&[4, 4, 4])]), Some(0.0));
    }

    #[test]
    fn is_undefined_for_one_rater_or_a_scale_of_one_point() {
        assert_eq!(rwg_j(&[counts(&[4])], 5), None);
        assert_eq!(average_deviation(&[counts(&[4])]), None);
        assert_eq!(rwg_j(&[counts(&[4, 4])], 1), None);
        assert_eq!(rwg_j(&[], 5), None);
    }

    #[test]
    fn variance_and_deviation_are_those_of_the_numbers() {
        let answers = counts(&[2, 4, 4, 5]);
        assert!((answers.variance().unwrap() - 1.583_333_333_333_333_3).abs() < 1e-15);
        assert_eq!(answers.average_deviation(), Some(0.875));
        assert_eq!(answers.mean(), Some(3.75));
    }
}
