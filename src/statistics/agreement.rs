//! Agreement among raters of one target.

use super::moments::mean;
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

    /// AD of one item: the mean absolute deviation about the mean, in scale points; the AD of a
    /// competency is the mean over its items. `None` below two answers.
    ///
    /// Burke, Finkelstein & Dusig 1999. Checked against R multilevel `ad.m`.
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
/// above that of the even spread gives 0. `variances` has one number per item that two raters
/// answered. `None` without items or when the scale has one point. Values grow with J.
///
/// James, Demaree & Wolf 1984; `LeBreton` & Senter 2008. Checked against R multilevel `rwg.j`.
pub fn rwg_j(variances: &[f64], points: usize) -> Option<f64> {
    let variance = mean(variances).filter(|_| points >= 2)?;
    let items = variances.len() as f64;
    let even = ((points as f64).powi(2) - 1.0) / 12.0;
    let single = (1.0 - variance / even).max(0.0);
    Some(items * single / (items * single + 1.0 - single))
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
        assert_eq!(rwg_j(&[0.0, 0.0], 5), Some(1.0));
        assert_eq!(rwg_j(&[5.3], 5), Some(0.0));
        assert_eq!(counts(&[4, 4, 4]).average_deviation(), Some(0.0));
    }

    #[test]
    fn is_undefined_for_one_rater_or_a_scale_of_one_point() {
        assert_eq!(counts(&[4]).variance(), None);
        assert_eq!(counts(&[4]).average_deviation(), None);
        assert_eq!(rwg_j(&[0.0], 1), None);
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
