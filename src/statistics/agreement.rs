//! Agreement among raters of one target.

use super::moments::mean;
use super::rwg::{NullDistribution, null_variance};
use super::undefined::{Estimate, Undefined};
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
        Some((n * self.squares() - self.sum() * self.sum()) as f64 / (n * (n - 1)) as f64)
    }

    /// Median answer; between two points it is their middle. `None` without answers.
    pub fn median(&self) -> Option<f64> {
        let n = self.n();
        let low = self.ranked(n.checked_sub(1)? / 2)?;
        Some(f64::midpoint(low as f64, self.ranked(n / 2)? as f64))
    }

    /// AD of one item: the mean absolute deviation about the mean, in scale points; the AD of a
    /// competency is the mean over its items. `None` below two answers.
    ///
    /// Burke, Finkelstein & Dusig 1999. Checked against R multilevel `ad.m`.
    pub fn average_deviation(&self) -> Option<f64> {
        self.average_deviation_from(self.mean()?)
    }

    /// AD of one item about the median, in scale points; never above that about the mean. `None`
    /// below two answers.
    ///
    /// Burke, Finkelstein & Dusig 1999. Checked against R multilevel 2.7 (`ad.m`, median).
    pub fn average_deviation_about_median(&self) -> Option<f64> {
        self.average_deviation_from(self.median()?)
    }

    /// `a_wg` of one item on a scale with these ends: 1 for full agreement, 0 when answers vary half
    /// as much as they could around their mean, -1 when they vary as much as they could.
    ///
    /// `1 - 2 s^2 / [((H + L) M - M^2 - H L) n / (n - 1)]`, here from exact sums. The mean M has to
    /// lie between `(L (n - 1) + H) / n` and `(H (n - 1) + L) / n`: nearer to an end, one answer at
    /// the other end would be more than the mean allows. Undefined below two answers, with a mean
    /// beyond these bounds, and at the ends even when all agree. Unknown when answers lie off the
    /// scale. Brown & Hauenstein 2005. Checked against R multilevel 2.7 (`awg`), which gives 1 when
    /// all agree on an end.
    pub fn a_wg(&self, ends: [i64; 2]) -> Estimate {
        let [low, high] = ends.map(i128::from);
        let n = self.n() as i128;
        if n < 2 {
            return Err(Undefined::TooFew { of: "raters", needed: 2, found: self.n() });
        }
        if low >= high || self.counts.keys().any(|point| !(ends[0]..=ends[1]).contains(point)) {
            return Err(Undefined::Unknown);
        }
        let sum = self.sum();
        let (above, below) = (sum - low * n, high * n - sum);
        if above < high - low || below < high - low {
            return Err(Undefined::AtScaleEnd);
        }
        let deviations = n * self.squares() - sum * sum;
        Ok(1.0 - 2.0 * (deviations as f64 / (above as f64 * below as f64)))
    }

    fn average_deviation_from(&self, centre: f64) -> Option<f64> {
        let n = self.n();
        let distances =
            self.counts.iter().map(|(point, count)| (*point as f64 - centre).abs() * *count as f64);
        (n >= 2).then(|| distances.sum::<f64>() / n as f64)
    }

    /// The answer at a place in the order of all answers, from 0.
    fn ranked(&self, place: usize) -> Option<i64> {
        let mut counted = 0;
        let mut points = self.counts.iter();
        let found = points.find(|(_, count)| {
            counted += **count;
            counted > place
        });
        found.map(|(point, _)| *point)
    }

    fn squares(&self) -> i128 {
        let square = |point: i64| i128::from(point) * i128::from(point);
        self.counts.iter().map(|(point, count)| square(*point) * *count as i128).sum()
    }

    fn sum(&self) -> i128 {
        self.counts.iter().map(|(point, count)| i128::from(*point) * *count as i128).sum()
    }
}

/// Mean AD about the median over the items of a competency, in scale points.
///
/// Undefined when no item has two answers. Checked against R multilevel 2.7 (`ad.m`).
pub fn average_deviation_about_median(items: &[PointCounts]) -> Estimate {
    mean_of(items.iter().filter_map(PointCounts::average_deviation_about_median))
}

/// Mean AD about the mean over the items of a competency, in scale points.
///
/// Undefined when no item has two answers. Checked against R multilevel 2.7 (`ad.m`).
pub fn average_deviation(items: &[PointCounts]) -> Estimate {
    mean_of(items.iter().filter_map(PointCounts::average_deviation))
}

/// Mean `a_wg` over the items of a competency on a scale with these ends.
///
/// As R multilevel has it: items whose mean lies too near to an end are left out, but an item on
/// whose end all agree counts as 1. Undefined below two raters and when no item is left; unknown
/// when an answer lies off the scale. Checked against R multilevel 2.7 (`awg`).
pub fn a_wg(items: &[PointCounts], ends: [i64; 2]) -> Estimate {
    let mut values = Vec::new();
    let mut last = Undefined::TooFew { of: "items", needed: 1, found: 0 };
    for item in items {
        match item.a_wg(ends) {
            Ok(value) => values.push(value),
            Err(Undefined::AtScaleEnd) if item.counts.len() == 1 => values.push(1.0),
            Err(Undefined::Unknown) => return Err(Undefined::Unknown),
            Err(reason) => last = reason,
        }
    }
    mean(&values).ok_or(last)
}

fn mean_of(deviations: impl Iterator<Item = f64>) -> Estimate {
    let deviations: Vec<f64> = deviations.collect();
    mean(&deviations).ok_or(Undefined::TooFew { of: "raters", needed: 2, found: 1 })
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
    let even = null_variance(NullDistribution::Uniform, points).ok()?;
    super::rwg::rwg_j(variances, even).ok()
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
    fn median_lies_between_the_middle_answers() {
        assert_eq!(counts(&[1, 2, 4, 5]).median(), Some(3.0));
        assert_eq!(counts(&[2, 2, 5]).median(), Some(2.0));
        assert_eq!(counts(&[]).median(), None);
        assert_eq!(counts(&[1, 1, 4]).average_deviation_about_median(), Some(1.0));
        assert_eq!(counts(&[4]).average_deviation_about_median(), None);
    }

    #[test]
    fn variance_against_its_most_needs_a_mean_off_the_ends() {
        let ends = [1, 5];
        assert_eq!(counts(&[3, 3, 3]).a_wg(ends), Ok(1.0));
        assert_eq!(counts(&[1, 5]).a_wg(ends), Ok(-1.0));
        // s^2 = 4/3, M = 7/3: the most is (4 - 4/3)(4/3) 3/2 = 16/3.
        assert!((counts(&[1, 3, 3]).a_wg(ends).unwrap() - 0.5).abs() < 1e-15);
        assert_eq!(counts(&[1, 1, 2]).a_wg(ends), Err(Undefined::AtScaleEnd));
        assert_eq!(counts(&[5, 5, 5]).a_wg(ends), Err(Undefined::AtScaleEnd));
        assert_eq!(counts(&[5, 6]).a_wg(ends), Err(Undefined::Unknown));
        assert!(counts(&[3]).a_wg(ends).is_err());
    }

    #[test]
    fn agreement_on_an_end_counts_over_items() {
        let items = [counts(&[5, 5, 5]), counts(&[1, 3, 3]), counts(&[1, 1, 2])];
        assert!((a_wg(&items, [1, 5]).unwrap() - 0.75).abs() < 1e-15);
        assert_eq!(a_wg(&items[2..], [1, 5]), Err(Undefined::AtScaleEnd));
        assert!(a_wg(&[], [1, 5]).is_err());
        assert_eq!(average_deviation(&items[..1]), Ok(0.0));
        assert!(average_deviation_about_median(&[counts(&[2])]).is_err());
    }

    #[test]
    fn variance_and_deviation_are_those_of_the_numbers() {
        let answers = counts(&[2, 4, 4, 5]);
        assert!((answers.variance().unwrap() - 1.583_333_333_333_333_3).abs() < 1e-15);
        assert_eq!(answers.average_deviation(), Some(0.875));
        assert_eq!(answers.mean(), Some(3.75));
    }
}
