//! Bootstrap intervals of a mean.

use super::distribution::{normal_lower_tail, normal_quantile};
use super::moments::{ROUNDING, sorted_sum};
use super::sample::Sample;
use super::undefined::{Estimate, Undefined};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The largest group of which every resample is counted: 7^7 are 823,543.
pub const LARGEST_ENUMERATED: usize = 7;

/// How resampled means that equal the mean count in the bias correction. On answer scales many
/// do, and the interval depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BiasConvention {
    /// Only means strictly below count, as in R boot.
    StrictlyLess,
    /// Equal means count half, as in scipy.
    Midpoint,
}

/// The bias-corrected and accelerated interval, and what it was made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bca {
    /// The interval of the mean.
    pub interval: [f64; 2],
    /// The bias correction z0: a normal quantile.
    pub bias: f64,
    /// The acceleration from the jackknife.
    pub acceleration: f64,
    /// The probabilities whose quantiles the limits are.
    pub probabilities: [f64; 2],
}

/// The means of resamples: every one of the n^n for up to seven numbers, so exact and without a
/// seed; drawn ones above.
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrap {
    acceleration: f64,
    /// Means in ascending order, each with the number of resamples up to and with it.
    means: Vec<(f64, u64)>,
    /// Resamples with a mean below that of the numbers, and with the same one.
    below: u64,
    equal: u64,
}

impl Bootstrap {
    /// Of the mean of these numbers; `draws` and `seed` count above seven numbers.
    ///
    /// The result does not depend on the order of the numbers. Undefined below two numbers, when
    /// all are alike, and without draws. Efron 1979; Efron & Tibshirani 1993.
    pub fn of_mean(values: &[f64], draws: usize, seed: u64) -> Result<Self, Undefined> {
        let sample = Sample::varied(values, "raters")?;
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let deviations: Vec<f64> = sorted.iter().map(|value| value - sample.mean).collect();
        let sums = if values.len() <= LARGEST_ENUMERATED {
            every_sum(&deviations)
        } else if draws == 0 {
            return Err(Undefined::TooFew { of: "draws", needed: 1, found: 0 });
        } else {
            drawn_sums(&deviations, draws, seed)
        };
        let size = sorted.iter().fold(0.0, |size: f64, value| size.max(value.abs()));
        let rounding = ROUNDING * size * sample.n;
        let count = |wanted: &dyn Fn(f64) -> bool| -> u64 {
            sums.iter().filter(|(sum, _)| wanted(*sum)).map(|(_, count)| count).sum()
        };
        let cubes: Vec<f64> = deviations.iter().map(|deviation| deviation.powi(3)).collect();
        Ok(Self {
            acceleration: sorted_sum(&cubes) / (6.0 * sample.squares().powf(1.5)),
            below: count(&|sum| sum < -rounding),
            equal: count(&|sum| sum.abs() <= rounding),
            means: accumulated(&sums, &sample, &sorted),
        })
    }

    /// How many resamples there are.
    pub fn resamples(&self) -> u64 {
        self.means.last().map_or(0, |(_, count)| *count)
    }

    /// The percentile interval: quantiles of type 7 of the resampled means.
    ///
    /// Undefined when `level` is not between 0 and 1. Checked against all resamples for 5, 6 and
    /// 7 numbers.
    pub fn percentile(&self, level: f64) -> Result<[f64; 2], Undefined> {
        let tail = (1.0 - level) / 2.0;
        Ok([self.quantile(tail)?, self.quantile(1.0 - tail)?])
    }

    /// The bias-corrected and accelerated interval.
    ///
    /// Undefined when all resampled means lie on one side, and when the acceleration turns the
    /// limits round. Efron 1987; `DiCiccio` & Efron 1996. Below 20 numbers the t interval covers a
    /// bounded scale's mean better. Checked against R boot 1.3 and all resamples.
    pub fn bca(&self, level: f64, convention: BiasConvention) -> Result<Bca, Undefined> {
        let half = match convention {
            BiasConvention::StrictlyLess => 0.0,
            BiasConvention::Midpoint => self.equal as f64 / 2.0,
        };
        let share = (self.below as f64 + half) / self.resamples() as f64;
        let bias = normal_quantile(share).ok_or(Undefined::NoConvergence)?;
        let tail = (1.0 - level) / 2.0;
        let [low, high] = [self.adjusted(bias, tail)?, self.adjusted(bias, 1.0 - tail)?];
        let interval = [self.quantile(low)?, self.quantile(high)?];
        Ok(Bca { interval, bias, acceleration: self.acceleration, probabilities: [low, high] })
    }

    /// The probability that takes the place of `probability`.
    fn adjusted(&self, bias: f64, probability: f64) -> Estimate {
        let z = bias + normal_quantile(probability).ok_or(Undefined::Unknown)?;
        let stretch = 1.0 - self.acceleration * z;
        if stretch <= 0.0 {
            return Err(Undefined::LimitsCross);
        }
        Ok(normal_lower_tail(bias + z / stretch))
    }

    /// The quantile of type 7 of the resampled means.
    fn quantile(&self, probability: f64) -> Estimate {
        if !(0.0..=1.0).contains(&probability) {
            return Err(Undefined::Unknown);
        }
        let position = (self.resamples() - 1) as f64 * probability;
        let below = position.floor();
        let (low, high) = (self.ordered(below as u64)?, self.ordered(position.ceil() as u64)?);
        Ok(low + (position - below) * (high - low))
    }

    /// The mean at this place of the ascending order, from 0.
    fn ordered(&self, place: u64) -> Estimate {
        let at = self.means.partition_point(|(_, count)| *count <= place);
        self.means.get(at).map(|(mean, _)| *mean).ok_or(Undefined::Unknown)
    }
}

/// The means with the number of resamples up to each. Rounding takes none of them beyond the
/// numbers themselves.
fn accumulated(sums: &[(f64, u64)], sample: &Sample, sorted: &[f64]) -> Vec<(f64, u64)> {
    let [lowest, highest] = [sorted.first(), sorted.last()].map(Option::<&f64>::copied);
    let mut ascending = sums.to_vec();
    ascending.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut reached = 0;
    let mut step = |(sum, count): (f64, u64)| {
        reached += count;
        let mean = sample.mean + sum / sample.n;
        (mean.max(lowest.unwrap_or(mean)).min(highest.unwrap_or(mean)), reached)
    };
    ascending.into_iter().map(&mut step).collect()
}

/// The sum of every resample with how many resamples have it: one sum for each way to share the
/// draws among distinct numbers, which is 1,716 at most for seven numbers.
fn every_sum(sorted: &[f64]) -> Vec<(f64, u64)> {
    let distinct: Vec<(f64, u64)> = sorted
        .chunk_by(|one, next| one == next)
        .filter_map(|alike| Some((*alike.first()?, alike.len() as u64)))
        .collect();
    let mut sums = Vec::new();
    share(&distinct, sorted.len() as u64, (0.0, 1), &mut sums);
    sums
}

/// Shares `left` draws among the numbers still to come.
fn share(numbers: &[(f64, u64)], left: u64, (sum, count): (f64, u64), sums: &mut Vec<(f64, u64)>) {
    let Some(((value, times), rest)) = numbers.split_first() else {
        if left == 0 {
            sums.push((sum, count));
        }
        return;
    };
    // Choose `drawn` of the places left, and one of the equal numbers for each of them.
    let mut ways = 1;
    for drawn in 0..=left {
        share(rest, left - drawn, (sum + drawn as f64 * value, count * ways), sums);
        ways = ways * (left - drawn) * times / (drawn + 1);
    }
}

/// The sums of drawn resamples.
fn drawn_sums(sorted: &[f64], draws: usize, seed: u64) -> Vec<(f64, u64)> {
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    let n = sorted.len() as u128;
    let mut pick = || {
        // The high half of the product is even to one part in 2^64 / n.
        let place = (u128::from(stream.next_u64()) * n) >> 64;
        sorted.get(place as usize).copied().unwrap_or_default()
    };
    let mut resample = || (0..sorted.len()).map(|_| pick()).sum::<f64>();
    (0..draws).map(|_| (resample(), 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_resample_of_three_is_counted() {
        let found = Bootstrap::of_mean(&[1.0, 2.0, 6.0], 0, 0).unwrap();
        assert_eq!(found.resamples(), 27);
        // Sums below 9: 3, 3x 4, 3x 5, 6, 3x 8; equal: 6x 9.
        assert_eq!((found.below, found.equal), (11, 6));
        assert_eq!(found.ordered(0), Ok(1.0));
        assert_eq!(found.ordered(26), Ok(6.0));
    }

    #[test]
    fn a_resampled_mean_stays_among_the_numbers() {
        let found = Bootstrap::of_mean(&[1.0, 1.0, 5.0, 2.0, 1.0, 1.0], 0, 0).unwrap();
        assert_eq!((found.ordered(0), found.ordered(46_655)), (Ok(1.0), Ok(5.0)));
    }

    #[test]
    fn order_does_not_matter_and_a_seed_repeats() {
        let up: Vec<f64> = (1..=10).map(|value| f64::from(value) / 10.0).collect();
        let down: Vec<f64> = up.iter().rev().copied().collect();
        let found = Bootstrap::of_mean(&up, 500, 7).unwrap();
        assert_eq!(found, Bootstrap::of_mean(&down, 500, 7).unwrap());
        assert_ne!(found, Bootstrap::of_mean(&up, 500, 8).unwrap());
        assert_eq!(found.resamples(), 500);
    }

    #[test]
    fn is_undefined_without_spread_or_draws() {
        assert_eq!(Bootstrap::of_mean(&[3.0, 3.0], 0, 0), Err(Undefined::NoVariance));
        assert!(Bootstrap::of_mean(&[3.0], 0, 0).is_err());
        let many: Vec<f64> = (0..8).map(f64::from).collect();
        assert!(Bootstrap::of_mean(&many, 0, 0).is_err());
        let found = Bootstrap::of_mean(&[1.0, 2.0], 0, 0).unwrap();
        assert_eq!(found.percentile(1.5), Err(Undefined::Unknown));
        assert_eq!(found.bca(f64::NAN, BiasConvention::Midpoint), Err(Undefined::Unknown));
    }

    #[test]
    fn symmetric_numbers_have_no_bias() {
        let found = Bootstrap::of_mean(&[1.0, 2.0, 3.0], 0, 0).unwrap();
        let bca = found.bca(0.9, BiasConvention::Midpoint).unwrap();
        assert!(bca.bias.abs() < 1e-15 && bca.acceleration == 0.0);
        assert_eq!(bca.interval, found.percentile(0.9).unwrap());
    }
}
