//! SMAA-2: what share of plausible weights and readings puts each alternative at each rank.
//!
//! Lahdelma, Hokkanen and Salminen 1998; Lahdelma and Salminen 2001. Checked against exact areas
//! on the weight simplex and against a quadrature (`tests/data/reference/decision_example.json`).

/// Counts over the draws of an analysis.
#[derive(Debug, Clone)]
pub struct Tally {
    alternatives: usize,
    criteria: usize,
    draws: usize,
    /// `ranks[alternative * alternatives + rank]`.
    ranks: Vec<u32>,
    /// Sum of weights over the draws in which the alternative is first.
    weights: Vec<f64>,
    /// `wins[a * alternatives + b]`: draws in which a beats b.
    wins: Vec<u32>,
    order: Vec<usize>,
}

impl Tally {
    /// An empty tally.
    pub fn new(alternatives: usize, criteria: usize) -> Self {
        Self {
            alternatives,
            criteria,
            draws: 0,
            ranks: vec![0; alternatives * alternatives],
            weights: vec![0.0; alternatives * criteria],
            wins: vec![0; alternatives * alternatives],
            order: (0..alternatives).collect(),
        }
    }

    /// Counts one draw: the value of each alternative and the normalised weights behind them.
    /// Equal values rank in the order of the alternatives.
    pub fn add(&mut self, values: &[f64], weights: &[f64]) {
        self.draws += 1;
        self.order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
        for (rank, &alternative) in self.order.iter().enumerate() {
            self.ranks[alternative * self.alternatives + rank] += 1;
            for &beaten in &self.order[rank + 1..] {
                self.wins[alternative * self.alternatives + beaten] += 1;
            }
        }
        if let Some(&first) = self.order.first() {
            let sum = &mut self.weights[first * self.criteria..(first + 1) * self.criteria];
            for (total, weight) in sum.iter_mut().zip(weights) {
                *total += weight;
            }
        }
    }

    /// Rank acceptability of an alternative: the share of draws at rank 1, 2, ...; sums to 1.
    pub fn rank_acceptability(&self, alternative: usize) -> Vec<f64> {
        let start = alternative * self.alternatives;
        self.ranks[start..start + self.alternatives].iter().map(|&n| self.share(n)).collect()
    }

    /// Share of draws in which an alternative is first.
    pub fn first(&self, alternative: usize) -> f64 {
        self.ranks.get(alternative * self.alternatives).map_or(0.0, |&n| self.share(n))
    }

    /// Central weights: the mean weights of the draws in which the alternative is first; `None`
    /// when it never is.
    pub fn central_weights(&self, alternative: usize) -> Option<Vec<f64>> {
        let firsts = *self.ranks.get(alternative * self.alternatives)?;
        let start = alternative * self.criteria;
        (firsts > 0).then(|| {
            self.weights[start..start + self.criteria]
                .iter()
                .map(|sum| sum / f64::from(firsts))
                .collect()
        })
    }

    /// Pairwise winning index: the share of draws in which `a` beats `b`.
    pub fn winning(&self, a: usize, b: usize) -> f64 {
        self.share(self.wins[a * self.alternatives + b])
    }

    fn share(&self, count: u32) -> f64 {
        if self.draws == 0 { 0.0 } else { f64::from(count) / self.draws as f64 }
    }
}

/// Weights uniform on the simplex from independent uniform numbers: normalised exponentials.
pub fn simplex(uniform: &[f64], weights: &mut [f64]) {
    let mut sum = 0.0;
    for (weight, u) in weights.iter_mut().zip(uniform) {
        *weight = -(1.0 - u).ln();
        sum += *weight;
    }
    for weight in weights.iter_mut() {
        *weight = if sum > 0.0 { *weight / sum } else { 0.0 };
    }
}

/// Half-width of the 95 % interval of a share from this many independent draws, at its widest.
pub fn monte_carlo_error(draws: usize) -> f64 {
    1.96 * (0.25 / draws.max(1) as f64).sqrt()
}
