//! Comparison by ranks: for answers whose order counts more than their distances.

use super::distribution::normal_upper_tail;
use super::rank::{doubled_midranks, sums_of_choices, sums_of_halves, two_sided};
use super::sample::{at_least, differences};
use super::undefined::Undefined;

/// The most differences for which all signs are counted.
const MOST_SIGNS: usize = 200;

/// The most numbers per group for which all divisions into groups are counted, as in R.
const MOST_IN_GROUP: usize = 49;

/// What becomes of differences of zero in the signed-rank test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// They leave before ranking (Wilcoxon 1945; the default of R).
    Dropped,
    /// They are ranked, and their ranks leave (Pratt 1959).
    Ranked,
}

/// Whether the normal approximation is moved by half a rank towards the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Continuity {
    /// It is (the default of R).
    Corrected,
    /// It is not.
    Plain,
}

/// Wilcoxon's signed-rank test of differences within pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedRank {
    /// Pairs that differ.
    pub differing: usize,
    /// Pairs that do not.
    pub zeros: usize,
    /// Sum of the ranks of differences above 0.
    pub positive: f64,
    /// Sum of the ranks of differences below 0.
    pub negative: f64,
    /// Twice the ranks of differences that are not 0.
    ranks: Vec<usize>,
}

impl SignedRank {
    /// Ranks of the sizes of the differences, with midranks for ties; sizes that differ by
    /// rounding alone are tied.
    ///
    /// Undefined without differences and when all are 0. Wilcoxon 1945.
    pub fn of(differences: &[f64], zeros: Zeros) -> Result<Self, Undefined> {
        at_least(1, differences, "pairs")?;
        let ranked: Vec<f64> = match zeros {
            Zeros::Dropped => differences.iter().copied().filter(|value| *value != 0.0).collect(),
            Zeros::Ranked => differences.to_vec(),
        };
        let sizes: Vec<f64> = ranked.iter().map(|value| value.abs()).collect();
        let ranks = doubled_midranks(&sizes);
        let sum = |wanted: fn(f64) -> bool| -> f64 {
            let ranks = ranked.iter().zip(&ranks).filter(|(value, _)| wanted(**value));
            ranks.map(|(_, rank)| rank).sum::<usize>() as f64 / 2.0
        };
        let (positive, negative) = (sum(|value| value > 0.0), sum(|value| value < 0.0));
        let differing = ranked.iter().zip(ranks).filter(|(value, _)| **value != 0.0);
        let ranks: Vec<usize> = differing.map(|(_, rank)| rank).collect();
        if ranks.is_empty() {
            return Err(Undefined::NoDifference);
        }
        let zeros = differences.len() - ranks.len();
        Ok(Self { differing: ranks.len(), zeros, positive, negative, ranks })
    }

    /// The same of second minus first in each pair; a difference by rounding alone is 0.
    pub fn of_pairs(pairs: &[[f64; 2]], zeros: Zeros) -> Result<Self, Undefined> {
        Self::of(&differences(pairs), zeros)
    }

    /// The two-sided probability over all signs that the ranks can have, ties or not; `None`
    /// above 200 differing pairs.
    ///
    /// Checked against R exactRankTests 0.8 `wilcox.exact`.
    pub fn exact_p(&self) -> Option<f64> {
        let doubled = (2.0 * self.positive).round() as usize;
        (self.differing <= MOST_SIGNS).then(|| two_sided(&sums_of_halves(&self.ranks), doubled))
    }

    /// The two-sided probability by the normal approximation, its variance being that of the
    /// ranks as they are, so with the correction for ties.
    ///
    /// Checked against R 4.2 `wilcox.test(exact = FALSE)` and scipy `wilcoxon`.
    pub fn normal_p(&self, continuity: Continuity) -> f64 {
        let middle = f64::midpoint(self.positive, self.negative);
        let squares: f64 = self.ranks.iter().map(|rank| (*rank as f64 / 2.0).powi(2)).sum();
        two_sided_normal(self.positive - middle, squares / 4.0, continuity)
    }

    /// The matched-pairs rank-biserial correlation: the share of rank sum for a rise less that
    /// for a fall, from -1 to 1 (Kerby 2014). Pairs without difference count only as `zeros`
    /// decided.
    ///
    /// Checked against R effectsize 0.8 `rank_biserial(paired = TRUE)`.
    pub fn rank_biserial(&self) -> f64 {
        (self.positive - self.negative) / (self.positive + self.negative)
    }
}

/// The Mann-Whitney test of two groups.
#[derive(Debug, Clone, PartialEq)]
pub struct MannWhitney {
    /// Pairs of one number from each group in which the first is larger; ties count half. R
    /// calls it W.
    pub u: f64,
    /// Numbers in the first group.
    pub first: usize,
    /// Numbers in the second group.
    pub second: usize,
    /// Twice the ranks of all numbers, those of the first group first.
    ranks: Vec<usize>,
}

impl MannWhitney {
    /// Ranks both groups together, with midranks for ties; numbers that differ by rounding alone
    /// are tied.
    ///
    /// Undefined when a group is empty and when all numbers are alike. Mann & Whitney 1947.
    pub fn of(first: &[f64], second: &[f64]) -> Result<Self, Undefined> {
        at_least(1, first, "raters")?;
        at_least(1, second, "raters")?;
        let ranks = doubled_midranks(&[first, second].concat());
        if ranks.iter().all(|rank| Some(rank) == ranks.first()) {
            return Err(Undefined::NoVariance);
        }
        let (first, second) = (first.len(), second.len());
        let sum: usize = ranks.iter().take(first).sum();
        let u = (sum - first * (first + 1)) as f64 / 2.0;
        Ok(Self { u, first, second, ranks })
    }

    /// The two-sided probability over all divisions of the numbers into groups of these sizes,
    /// ties or not; `None` when a group has 50 or more.
    ///
    /// Twice the smaller tail. Checked against scipy `mannwhitneyu(method = "exact")`, which has no
    /// exact value with ties; with ties against a count of all divisions.
    pub fn exact_p(&self) -> Option<f64> {
        let count = || {
            let sum = self.ranks.iter().take(self.first).sum();
            two_sided(&sums_of_choices(&self.ranks, self.first), sum)
        };
        (self.first.max(self.second) <= MOST_IN_GROUP).then(count)
    }

    /// The two-sided probability by the normal approximation with the correction for ties.
    ///
    /// Checked against R 4.2 `wilcox.test(exact = FALSE)` and scipy `mannwhitneyu`.
    pub fn normal_p(&self, continuity: Continuity) -> f64 {
        let (first, second) = (self.first as f64, self.second as f64);
        let all = first + second;
        let middle = f64::midpoint(all, 1.0);
        let squares: f64 =
            self.ranks.iter().map(|rank| (*rank as f64 / 2.0 - middle).powi(2)).sum();
        let variance = first * second * squares / (all * (all - 1.0));
        two_sided_normal(self.u - first * second / 2.0, variance, continuity)
    }
}

/// The probability of a normal variable with this variance at or beyond the distance, either way.
fn two_sided_normal(distance: f64, variance: f64, continuity: Continuity) -> f64 {
    let size = match continuity {
        Continuity::Corrected => (distance.abs() - 0.5).max(0.0),
        Continuity::Plain => distance.abs(),
    };
    (2.0 * normal_upper_tail(size / variance.sqrt())).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-12 * expected, "{found} is not {expected}");
    }

    #[test]
    fn zeros_are_dropped_or_ranked() {
        let differences = [0.0, 1.0, -2.0, 3.0, 3.0, 0.0];
        let dropped = SignedRank::of(&differences, Zeros::Dropped).unwrap();
        assert_eq!((dropped.positive, dropped.negative), (8.0, 2.0));
        assert_eq!((dropped.differing, dropped.zeros), (4, 2));
        assert_eq!(dropped.rank_biserial(), 0.6);
        let ranked = SignedRank::of(&differences, Zeros::Ranked).unwrap();
        assert_eq!((ranked.positive, ranked.negative), (14.0, 4.0));
    }

    #[test]
    fn all_signs_are_counted() {
        // One of eight sign patterns is as extreme on either side.
        let found = SignedRank::of(&[1.0, 2.0, 3.0], Zeros::Dropped).unwrap();
        assert_eq!(found.exact_p(), Some(0.25));
        let many: Vec<f64> = (0..201).map(|value| f64::from(value) + 1.0).collect();
        assert_eq!(SignedRank::of(&many, Zeros::Dropped).unwrap().exact_p(), None);
    }

    #[test]
    fn divisions_into_groups_are_counted() {
        // One of the 35 choices of three is as low, one as high.
        let found = MannWhitney::of(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0, 7.0]).unwrap();
        assert_eq!(found.u, 0.0);
        near(found.exact_p().unwrap(), 2.0 / 35.0);
        // Of the six choices of two from 1, 2, 2, 3, one has the least sum 3 and two have 2 + 1.
        let tied = MannWhitney::of(&[1.0, 2.0], &[2.0, 3.0]).unwrap();
        assert_eq!(tied.u, 0.5);
        near(tied.exact_p().unwrap(), 2.0 * 2.0 / 6.0);
    }

    #[test]
    fn no_difference_is_a_probability_of_one_or_undefined() {
        let balanced = SignedRank::of(&[1.0, -1.0], Zeros::Dropped).unwrap();
        assert_eq!(balanced.normal_p(Continuity::Corrected), 1.0);
        assert_eq!(balanced.exact_p(), Some(1.0));
        assert_eq!(SignedRank::of(&[0.0, 0.0], Zeros::Dropped), Err(Undefined::NoDifference));
        assert_eq!(SignedRank::of(&[0.0, 0.0], Zeros::Ranked), Err(Undefined::NoDifference));
        assert_eq!(MannWhitney::of(&[1.0, 1.0], &[1.0]), Err(Undefined::NoVariance));
        assert!(MannWhitney::of(&[], &[1.0]).is_err());
        assert!(SignedRank::of(&[], Zeros::Dropped).is_err());
        let rounded = [[0.3, 0.1 + 0.2], [1.0, 2.0]];
        assert_eq!(SignedRank::of_pairs(&rounded, Zeros::Dropped).unwrap().zeros, 1);
    }
}
