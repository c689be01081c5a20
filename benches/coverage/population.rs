//! Populations of answers on a scale of 1 to 5.

use crate::random::Random;
use assess::statistics::distribution::{normal_lower_tail, normal_quantile};
use std::f64::consts::TAU;

/// Shares of the answers 1 to 5 in each population.
pub(crate) const POPULATIONS: [(&str, [f64; 5]); 3] = [
    ("symmetric", [0.10, 0.20, 0.40, 0.20, 0.10]),
    ("skewed", [0.02, 0.05, 0.13, 0.40, 0.40]),
    ("ceiling", [0.00, 0.02, 0.08, 0.25, 0.65]),
];

/// What answers that belong together share, as the correlation of the normal variables behind them.
pub(crate) const SHARED: f64 = 0.5;

/// Several answers that belong together: those of a rater, or those about a target. Each comes from
/// a normal variable that is cut into five points; a part of the variable is common to all.
pub(crate) struct Scale {
    pub(crate) name: &'static str,
    pub(crate) items: usize,
    shared: f64,
    cuts: Vec<f64>,
    /// Probability of each sum of the answers, from `items` up.
    sums: Vec<f64>,
}

impl Scale {
    pub(crate) fn of((name, shares): (&'static str, [f64; 5]), items: usize, shared: f64) -> Self {
        let mut reached = 0.0;
        let cut = |share: &f64| {
            reached += share;
            normal_quantile(reached).unwrap_or(f64::NEG_INFINITY)
        };
        let cuts = shares.iter().take(4).map(cut).collect();
        let mut scale = Self { name, items, shared, cuts, sums: Vec::new() };
        scale.sums = scale.sum_probabilities();
        scale
    }

    /// Probabilities of the sums: those for a given common part, added up over its distribution.
    fn sum_probabilities(&self) -> Vec<f64> {
        const STEP: f64 = 0.02;
        let mut all = vec![0.0; 4 * self.items + 1];
        for step in -400..=400 {
            let common = STEP * f64::from(step);
            let weight = STEP * (-common * common / 2.0).exp() / TAU.sqrt();
            let below = self.cuts.iter().map(|cut| {
                normal_lower_tail((cut - self.shared.sqrt() * common) / (1.0 - self.shared).sqrt())
            });
            let ends: Vec<f64> = std::iter::once(0.0).chain(below).chain([1.0]).collect();
            let points: Vec<f64> = ends.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let mut sums = vec![1.0];
            for _ in 0..self.items {
                let mut next = vec![0.0; sums.len() + 4];
                for (sum, share) in sums.iter().enumerate() {
                    for (point, with) in points.iter().enumerate() {
                        next[sum + point] += share * with;
                    }
                }
                sums = next;
            }
            all.iter_mut().zip(sums).for_each(|(all, part)| *all += weight * part);
        }
        all
    }

    /// Every score with its probability.
    fn scores(&self) -> impl Iterator<Item = (f64, f64)> {
        let score = |sum: usize| 1.0 + sum as f64 / self.items as f64;
        self.sums.iter().enumerate().map(move |(sum, share)| (score(sum), *share))
    }

    /// The true mean of scores.
    pub(crate) fn mean(&self) -> f64 {
        self.scores().map(|(score, share)| score * share).sum()
    }

    /// The true variance of scores.
    pub(crate) fn variance(&self) -> f64 {
        let mean = self.mean();
        self.scores().map(|(score, share)| (score - mean).powi(2) * share).sum()
    }

    /// The true share of people below a score.
    pub(crate) fn share_below(&self, limit: f64) -> f64 {
        self.scores().filter(|(score, _)| *score < limit).map(|(_, share)| share).sum()
    }

    /// The true correlation of two of the answers.
    pub(crate) fn correlation(&self) -> f64 {
        let items = self.items as f64;
        let one = Self::of((self.name, self.shares()), 1, self.shared).variance();
        (items * self.variance() / one - 1.0) / (items - 1.0)
    }

    fn shares(&self) -> [f64; 5] {
        let of_name = POPULATIONS.iter().find(|(name, _)| *name == self.name);
        of_name.unwrap().1
    }

    /// Draws answers that belong together.
    pub(crate) fn answers(&self, random: &mut Random) -> Vec<f64> {
        let common = self.shared.sqrt() * random.normal();
        let own = (1.0 - self.shared).sqrt();
        let mut answer = || {
            let latent = common + own * random.normal();
            1.0 + self.cuts.iter().filter(|cut| latent > **cut).count() as f64
        };
        (0..self.items).map(|_| answer()).collect()
    }

    /// Draws the mean of answers that belong together, for each of `n` raters.
    pub(crate) fn sample(&self, n: usize, random: &mut Random) -> Vec<f64> {
        let mut score = || self.answers(random).iter().sum::<f64>() / self.items as f64;
        (0..n).map(|_| score()).collect()
    }
}
