//! How often one group's numbers exceed the other's.

use super::distribution::t_quantile;
use super::moments::ROUNDING;
use super::sample::at_least;
use super::undefined::Undefined;

/// Cliff's delta with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CliffsDelta {
    /// The probability that a number of the first group exceeds one of the second, less that of
    /// the reverse: from -1 to 1.
    pub delta: f64,
    /// Its unbiased variance; undefined below two numbers in a group.
    pub variance: Result<f64, Undefined>,
    /// Its interval at the level asked for, inside -1 to 1; undefined where the variance is not
    /// above 0, so also when one group lies wholly above the other.
    pub interval: Result<[f64; 2], Undefined>,
}

/// For each number, how many of `sorted` lie below it less how many lie above, and how many
/// differ from it at all.
struct Dominance {
    /// Below less above, for each number.
    balances: Vec<f64>,
    /// Pairs that are no tie.
    untied: f64,
}

impl Dominance {
    fn of(values: &[f64], others: &[f64], rounding: f64) -> Self {
        let mut sorted = others.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let counts = |value: &f64| {
            let below = sorted.partition_point(|other| *other < value - rounding);
            let up_to = sorted.partition_point(|other| *other <= value + rounding);
            (below as f64, (sorted.len() - up_to) as f64)
        };
        let counts: Vec<(f64, f64)> = values.iter().map(counts).collect();
        Self {
            balances: counts.iter().map(|(below, above)| below - above).collect(),
            untied: counts.iter().map(|(below, above)| below + above).sum(),
        }
    }

    /// Sum of the squared balances: whole numbers, so free of any order.
    fn squares(&self) -> f64 {
        self.balances.iter().map(|balance| balance * balance).sum()
    }
}

/// Cliff's delta of two groups, by sorting: it asks for order alone.
///
/// Numbers that differ by rounding alone are tied. Undefined when a group is empty. For pairs of
/// the same people use [`super::rank_comparison::SignedRank::rank_biserial`]. The variance is
/// Cliff's unbiased one, the interval the asymmetric one with t on `n1 + n2 - 2` degrees of
/// freedom (Cliff 1993; Feng & Cliff 2004). Checked against R effsize 0.8 `cliff.delta`.
pub fn cliffs_delta(first: &[f64], second: &[f64], level: f64) -> Result<CliffsDelta, Undefined> {
    at_least(1, first, "raters")?;
    at_least(1, second, "raters")?;
    let size = first.iter().chain(second).fold(0.0, |size: f64, value| size.max(value.abs()));
    let of_first = Dominance::of(first, second, ROUNDING * size);
    let of_second = Dominance::of(second, first, ROUNDING * size);
    let (n, m) = (first.len() as f64, second.len() as f64);
    let delta = of_first.balances.iter().sum::<f64>() / (n * m);
    let variance = at_least(2, first, "raters")
        .and_then(|()| at_least(2, second, "raters"))
        .map(|()| unbiased_variance(&of_first, &of_second, delta));
    let interval = variance.and_then(|variance| interval(delta, variance, n + m - 2.0, level));
    Ok(CliffsDelta { delta, variance, interval })
}

/// Cliff 1993, from sums of squares about delta over rows, columns and cells.
fn unbiased_variance(first: &Dominance, second: &Dominance, delta: f64) -> f64 {
    let (n, m) = (first.balances.len() as f64, second.balances.len() as f64);
    let square = delta * delta;
    let rows = first.squares() - n * m * m * square;
    let columns = second.squares() - m * n * n * square;
    let cells = first.untied - n * m * square;
    (rows + columns - cells) / (n * m * (n - 1.0) * (m - 1.0))
}

fn interval(delta: f64, variance: f64, freedom: f64, level: f64) -> Result<[f64; 2], Undefined> {
    if !(level > 0.0 && level < 1.0) {
        return Err(Undefined::Unknown);
    }
    if variance <= 0.0 || delta.abs() >= 1.0 {
        return Err(Undefined::NoVariance);
    }
    let quantile = t_quantile(f64::midpoint(1.0, level), freedom).ok_or(Undefined::Unknown)?;
    let spread = quantile * quantile * variance;
    let rest = 1.0 - delta * delta;
    let half = (spread * (rest * rest + spread)).sqrt();
    Ok([delta * rest - half, delta * rest + half].map(|limit| limit / (rest + spread)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_example_of_order() {
        // Hogarty & Kromrey 1999: delta is -0.25.
        let first = [10.0, 10.0, 20.0, 20.0, 20.0, 30.0, 30.0, 30.0, 40.0, 50.0];
        let second = [10.0, 20.0, 30.0, 40.0, 40.0, 50.0];
        let found = cliffs_delta(&first, &second, 0.95).unwrap();
        assert_eq!(found.delta, -0.25);
        let [low, high] = found.interval.unwrap();
        assert!(-1.0 < low && low < -0.25 && -0.25 < high && high < 1.0);
    }

    #[test]
    fn wholly_apart_has_no_interval() {
        let found = cliffs_delta(&[4.0, 5.0], &[1.0, 2.0], 0.95).unwrap();
        assert_eq!(found.delta, 1.0);
        assert_eq!(found.interval, Err(Undefined::NoVariance));
        assert!(cliffs_delta(&[4.0], &[1.0, 5.0], 0.95).unwrap().variance.is_err());
        assert!(cliffs_delta(&[], &[1.0], 0.95).is_err());
    }

    #[test]
    fn rounding_is_a_tie() {
        assert_eq!(cliffs_delta(&[0.1 + 0.2], &[0.3], 0.95).unwrap().delta, 0.0);
    }
}
