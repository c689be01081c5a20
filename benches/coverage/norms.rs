//! Intervals of the percentile of a score against a norm sample.

use crate::population::{POPULATIONS, SHARED, Scale};
use crate::random::Random;
use crate::tally::{Tally, cells};
use crate::{FEWER_SAMPLES, LEVEL, at_each, table};
use assess::statistics::distribution::normal_lower_tail;
use assess::statistics::moments::{mean, standard_deviation};
use assess::statistics::norm_score::NormSample;

/// Where the score lies, in true standard deviations from the true mean.
const PLACES: [f64; 3] = [-1.0, 0.0, 1.0];

const SIZES_OF_NORMS: [usize; 5] = [3, 5, 8, 20, 100];

pub(crate) fn print() {
    let mut scales = vec![None];
    scales.extend(POPULATIONS.map(|population| Some(Scale::of(population, 5, SHARED))));
    let scores: Vec<(&Option<Scale>, f64)> =
        scales.iter().flat_map(|scale| PLACES.map(|place| (scale, place))).collect();
    let on_scale: Vec<Score> =
        scores.iter().filter_map(|(scale, place)| score(scale.as_ref(), *place)).collect();
    table(
        "Percentile against a norm sample (Crawford & Garthwaite)",
        "| norm scores | score at | true percentile | 3 | 5 | 8 | 20 | 100 | none | error |",
        &on_scale,
        row,
    );
}

struct Score<'a> {
    scale: Option<&'a Scale>,
    place: f64,
    value: f64,
    /// The true per cent of people below it.
    percentile: f64,
}

fn row(score: &Score) -> String {
    let name = score.scale.map_or("normal", |scale| scale.name);
    let head = format!("| {name} | {:+} SD | {:.1} |", score.place, score.percentile);
    let tallies = at_each(&SIZES_OF_NORMS, |n| {
        let mut random = Random::of(&format!("percentile {head} {n}"));
        let mut tally = Tally::NONE;
        for _ in 0..FEWER_SAMPLES {
            let values = match score.scale {
                Some(scale) => scale.sample(*n, &mut random),
                None => (0..*n).map(|_| random.normal()).collect(),
            };
            let deviation = standard_deviation(&values).unwrap();
            let norm = NormSample { mean: mean(&values).unwrap(), deviation, n: *n };
            tally.add(norm.percentile_interval(score.value, LEVEL), score.percentile);
        }
        tally
    });
    head + &cells(&tallies)
}

/// The score at a place with its true percentile; `None` off the scale. Between two possible
/// scores, so that nobody ties.
fn score(scale: Option<&Scale>, place: f64) -> Option<Score<'_>> {
    let Some(known) = scale else {
        let percentile = 100.0 * normal_lower_tail(place);
        return Some(Score { scale, place, value: place, percentile });
    };
    let items = known.items as f64;
    let exact = known.mean() + place * known.variance().sqrt();
    let value = ((exact * items).floor() + 0.5) / items;
    let percentile = 100.0 * known.share_below(value);
    (value < 5.0).then_some(Score { scale, place, value, percentile })
}
