//! Krippendorff's alpha: agreement of any number of raters with any number of holes.

use super::undefined::{Estimate, Undefined};
use std::collections::BTreeMap;

/// How far apart two values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Values are names: the same or not.
    Nominal,
    /// Values are ranks: as far apart as there are ratings between them.
    Ordinal,
    /// Values have equal steps: squared difference.
    Interval,
    /// Values have a zero: squared difference relative to the sum. For values of zero or more.
    Ratio,
}

/// Ratings that can be paired: those of units that two or more raters rated.
///
/// Free of the order of raters and units. Krippendorff 2011, 2018; Hayes & Krippendorff 2007.
/// Checked against exact fractions and krippendorff 0.9.0 for Python.
#[derive(Debug, Clone, PartialEq)]
pub struct Coincidences {
    /// The values in order, each with the number of ratings.
    values: Vec<(f64, usize)>,
    /// Pairs of different values within units, by their places in `values`, by ratings of the unit.
    pairs: BTreeMap<(usize, usize), BTreeMap<usize, usize>>,
}

impl Coincidences {
    /// The coincidences of `ratings`: raters in rows, units in columns, as in Krippendorff's
    /// tables. A short row lacks its last units.
    ///
    /// Undefined when no unit has two ratings and when one is not finite.
    pub fn of(ratings: &[Vec<Option<f64>>]) -> Result<Self, Undefined> {
        if ratings.iter().flatten().flatten().any(|rating| !rating.is_finite()) {
            return Err(Undefined::Unknown);
        }
        let width = ratings.iter().map(Vec::len).max().unwrap_or(0);
        let units: Vec<Vec<f64>> = (0..width)
            .map(|unit| ratings.iter().filter_map(|row| *row.get(unit)?).collect())
            .filter(|unit: &Vec<f64>| unit.len() >= 2)
            .collect();
        if units.is_empty() {
            return Err(Undefined::TooFew { of: "pairs", needed: 1, found: 0 });
        }
        let values = count(&units.concat());
        let mut pairs: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for unit in &units {
            let counted = count(unit);
            let place = |value: f64| values.partition_point(|(other, _)| *other < value);
            for (second, (high, times)) in counted.iter().enumerate() {
                for (low, others) in counted.iter().take(second) {
                    let by_size = pairs.entry((place(*low), place(*high))).or_default();
                    *by_size.entry(unit.len()).or_insert(0) += times * others;
                }
            }
        }
        Ok(Self { values, pairs })
    }

    /// Number of ratings that can be paired.
    pub fn pairable(&self) -> usize {
        self.values.iter().map(|(_, times)| times).sum()
    }

    /// Alpha: 1 for full agreement, 0 for that of chance; negative values are reported.
    ///
    /// `1 - observed / expected disagreement`. Undefined when all ratings are alike: agreement on
    /// one value cannot be told from raters who know no other. Unknown for [`Metric::Ratio`] with
    /// values below zero.
    pub fn alpha(&self, metric: Metric) -> Estimate {
        let below_zero = self.values.first().is_some_and(|(value, _)| *value < 0.0);
        if metric == Metric::Ratio && below_zero {
            return Err(Undefined::Unknown);
        }
        let mut expected = 0.0;
        let mut observed = 0.0;
        for (high, (_, times)) in self.values.iter().enumerate() {
            for (low, (_, others)) in self.values.iter().enumerate().take(high) {
                let distance = self.distance(metric, low, high);
                expected += (times * others) as f64 * distance;
                observed += self.coincidence(low, high) * distance;
            }
        }
        if expected <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        Ok(1.0 - (self.pairable() - 1) as f64 * observed / expected)
    }

    /// The pairs of two values, each unit's weighted by one below its number of ratings.
    fn coincidence(&self, low: usize, high: usize) -> f64 {
        let by_size = self.pairs.get(&(low, high)).into_iter().flatten();
        by_size.map(|(size, pairs)| *pairs as f64 / (size - 1) as f64).sum()
    }

    /// Squared distance between two values by their places.
    fn distance(&self, metric: Metric, low: usize, high: usize) -> f64 {
        let between: Vec<(f64, usize)> =
            self.values.iter().take(high + 1).skip(low).copied().collect();
        let (Some(&(below, few)), Some(&(above, many))) = (between.first(), between.last()) else {
            return 0.0;
        };
        match metric {
            Metric::Nominal => 1.0,
            Metric::Ordinal => {
                let ratings: usize = between.iter().map(|(_, times)| times).sum();
                (ratings as f64 - (few + many) as f64 / 2.0).powi(2)
            }
            Metric::Interval => (above - below).powi(2),
            Metric::Ratio => ((above - below) / (above + below)).powi(2),
        }
    }
}

/// The values in order with their frequencies; zero has one sign.
fn count(ratings: &[f64]) -> Vec<(f64, usize)> {
    let mut sorted: Vec<f64> = ratings.iter().map(|rating| rating + 0.0).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let runs = sorted.chunk_by(|a, b| a == b);
    runs.filter_map(|run| Some((*run.first()?, run.len()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const METRICS: [Metric; 4] =
        [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio];

    fn alpha(rows: &[&[i32]], metric: Metric) -> Estimate {
        let rating = |cell: &i32| (*cell >= 0).then(|| f64::from(*cell));
        let rows: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().map(rating).collect()).collect();
        Coincidences::of(&rows)?.alpha(metric)
    }

    #[test]
    fn full_agreement_is_one_and_one_value_says_nothing() {
        for metric in METRICS {
            assert_eq!(alpha(&[&[0, 2, 3], &[0, 2, 3]], metric), Ok(1.0));
            assert_eq!(alpha(&[&[2, 2, 2], &[2, 2, 2]], metric), Err(Undefined::NoVariance));
            // Two values of one unit: as far apart as chance has them.
            assert_eq!(alpha(&[&[1], &[2]], metric), Ok(0.0));
        }
    }

    #[test]
    fn single_ratings_do_not_count() {
        let with = alpha(&[&[1, 2, 3, -1, 5], &[1, 2, 2, 4, -1]], Metric::Interval);
        assert_eq!(with, alpha(&[&[1, 2, 3], &[1, 2, 2]], Metric::Interval));
        let none = Undefined::TooFew { of: "pairs", needed: 1, found: 0 };
        assert_eq!(alpha(&[&[1, -1], &[-1, 2]], Metric::Nominal), Err(none));
        assert_eq!(alpha(&[], Metric::Nominal), Err(none));
    }

    #[test]
    fn ratios_need_values_from_zero_up() {
        let rows = [vec![Some(-1.0), Some(1.0)], vec![Some(1.0), Some(1.0)]];
        let coincidences = Coincidences::of(&rows).unwrap();
        assert_eq!(coincidences.alpha(Metric::Ratio), Err(Undefined::Unknown));
        assert!(coincidences.alpha(Metric::Interval).is_ok());
        assert_eq!(coincidences.pairable(), 4);
    }
}
