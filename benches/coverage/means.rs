//! Intervals of a mean over raters.

use crate::population::{POPULATIONS, SHARED, Scale};
use crate::random::Random;
use crate::tally::{Tally, cells};
use crate::{LEVEL, SAMPLES, SIZES, table};
use assess::statistics::bootstrap::{BiasConvention, Bootstrap};
use assess::statistics::interval::Spread;
use assess::statistics::moments::mean;
use assess::statistics::undefined::Undefined;

/// Resampled means per sample; up to seven raters all resamples count.
const DRAWS: usize = 2000;

pub(crate) fn print() {
    let scales: Vec<Scale> = [1, 5]
        .into_iter()
        .flat_map(|items| POPULATIONS.map(|population| Scale::of(population, items, SHARED)))
        .collect();
    let samples: Vec<(&Scale, usize)> =
        scales.iter().flat_map(|scale| SIZES.map(|n| (scale, n))).collect();
    table(
        "Mean over raters",
        "| items | population | n | cut | t | percentile | BCa, below | BCa, midpoint | none | error |",
        &samples,
        |(scale, n)| row(scale, *n),
    );
}

fn row(scale: &Scale, n: usize) -> String {
    let mut random = Random::of(&format!("mean {} {} {n}", scale.name, scale.items));
    let truth = scale.mean();
    let [mut t, mut percentile, mut below, mut midpoint] = [const { Tally::NONE }; 4];
    let mut cut = 0;
    for _ in 0..SAMPLES {
        let sample = scale.sample(n, &mut random);
        let centre = mean(&sample).unwrap();
        let limits =
            |range| Spread::of_mean(&sample).and_then(|found| found.interval(centre, LEVEL, range));
        let free = limits([f64::NEG_INFINITY, f64::INFINITY]);
        cut += usize::from(free.is_some_and(|[low, high]| low < 1.0 || high > 5.0));
        t.add(limits([1.0, 5.0]).ok_or(Undefined::NoVariance), truth);
        let means = Bootstrap::of_mean(&sample, DRAWS, random.seed());
        let bca = |convention| Ok(means.clone()?.bca(LEVEL, convention)?.interval);
        percentile.add(means.clone().and_then(|means| means.percentile(LEVEL)), truth);
        below.add(bca(BiasConvention::StrictlyLess), truth);
        midpoint.add(bca(BiasConvention::Midpoint), truth);
    }
    let cut = cut as f64 / SAMPLES as f64;
    let cells = cells(&[t, percentile, below, midpoint]);
    format!("| {} | {} | {n} | {cut:.2} |{cells}", scale.items, scale.name)
}
