//! Intervals of alpha and of the intraclass correlation.

use crate::population::{POPULATIONS, SHARED, Scale};
use crate::random::Random;
use crate::tally::{Tally, cells};
use crate::{LEVEL, SAMPLES, SIZES, at_each, table};
use assess::statistics::covariance::{Covariance, Missing};
use assess::statistics::icc::OneWay;
use assess::statistics::reliability::alpha_interval;

const ITEMS: usize = 5;

/// Loadings of items that measure one thing unequally well.
const UNEQUAL: [f64; ITEMS] = [0.3, 0.45, 0.6, 0.75, 0.9];

/// The share of a target in a single rating's variance (of the normal variable behind it).
const OF_TARGET: f64 = 0.3;

/// Raters of each target, over and over.
const EQUAL_NUMBERS: [usize; 4] = [5; 4];
const UNEQUAL_NUMBERS: [usize; 4] = [2, 3, 5, 10];

pub(crate) fn print() {
    let equal = [SHARED.sqrt(); ITEMS];
    let normal = [("normal, equal loadings", equal), ("normal, unequal loadings", UNEQUAL)];
    let answers =
        POPULATIONS.map(|population| Items::Answers(Scale::of(population, ITEMS, SHARED)));
    let normal = normal.map(|(name, loadings)| Items::Normal(name, loadings));
    let scales: Vec<Items> = normal.into_iter().chain(answers).collect();
    table(
        "Alpha of five items (Feldt)",
        "| items | true alpha | 20 | 50 | 200 | none | error |",
        &scales,
        of_alpha,
    );
    let mut ratings = vec![None];
    ratings.extend(POPULATIONS.map(|population| Some(Scale::of(population, 10, OF_TARGET))));
    let numbers = [EQUAL_NUMBERS, UNEQUAL_NUMBERS];
    let cells: Vec<(&Option<Scale>, [usize; 4])> = ratings
        .iter()
        .flat_map(|scale| numbers.iter().map(move |numbers| (scale, *numbers)))
        .collect();
    table(
        "ICC(1) of raters nested in targets",
        "| ratings | true ICC(1) | raters per target | 3 | 5 | 8 | 20 | none | error |",
        &cells,
        |(scale, numbers)| of_icc(scale.as_ref(), *numbers),
    );
}

enum Items {
    Normal(&'static str, [f64; ITEMS]),
    Answers(Scale),
}

impl Items {
    fn name(&self) -> &'static str {
        match self {
            Self::Normal(name, _) => name,
            Self::Answers(scale) => scale.name,
        }
    }

    /// Alpha of the population.
    fn truth(&self) -> f64 {
        let items = ITEMS as f64;
        match self {
            Self::Normal(_, loadings) => {
                let common = loadings.iter().sum::<f64>().powi(2);
                let own: f64 = loadings.iter().map(|loading| 1.0 - loading * loading).sum();
                items / (items - 1.0) * (1.0 - items / (common + own))
            }
            Self::Answers(scale) => {
                let correlation = scale.correlation();
                items * correlation / (1.0 + (items - 1.0) * correlation)
            }
        }
    }

    fn draw(&self, random: &mut Random) -> Vec<Option<f64>> {
        match self {
            Self::Normal(_, loadings) => {
                let common = random.normal();
                let mut answer = |loading: f64| {
                    loading * common + (1.0 - loading * loading).sqrt() * random.normal()
                };
                loadings.iter().map(|loading| Some(answer(*loading))).collect()
            }
            Self::Answers(scale) => scale.answers(random).into_iter().map(Some).collect(),
        }
    }
}

fn of_alpha(items: &Items) -> String {
    let truth = items.truth();
    let head = format!("| {} | {truth:.3} |", items.name());
    let tallies = at_each(&[20, 50, 200], |n| {
        let mut random = Random::of(&format!("alpha {head} {n}"));
        let mut tally = Tally::NONE;
        for _ in 0..SAMPLES {
            let rows: Vec<Vec<Option<f64>>> = (0..*n).map(|_| items.draw(&mut random)).collect();
            let found = Covariance::of(&rows, Missing::Listwise)
                .and_then(|covariance| alpha_interval(&covariance, LEVEL));
            tally.add(found.map(|found| found.limits), truth);
        }
        tally
    });
    head + &cells(&tallies)
}

fn of_icc(scale: Option<&Scale>, numbers: [usize; 4]) -> String {
    let truth = scale.map_or(OF_TARGET, Scale::correlation);
    let raters = if numbers == EQUAL_NUMBERS { "5" } else { "2, 3, 5, 10, 2, ..." };
    let name = scale.map_or("normal", |scale| scale.name);
    let head = format!("| {name} | {truth:.3} | {raters} |");
    let tallies = at_each(&SIZES, |targets| {
        let mut random = Random::of(&format!("icc {head} {targets}"));
        let mut tally = Tally::NONE;
        for _ in 0..SAMPLES {
            let target = |raters: usize| match scale {
                Some(scale) => scale.answers(&mut random).into_iter().take(raters).collect(),
                None => normal(raters, &mut random),
            };
            let ratings: Vec<Vec<f64>> =
                numbers.into_iter().cycle().take(*targets).map(target).collect();
            tally.add(OneWay::of(&ratings).and_then(|found| found.interval(LEVEL)), truth);
        }
        tally
    });
    head + &cells(&tallies)
}

/// Normal ratings of one target.
fn normal(raters: usize, random: &mut Random) -> Vec<f64> {
    let target = OF_TARGET.sqrt() * random.normal();
    (0..raters).map(|_| target + (1.0 - OF_TARGET).sqrt() * random.normal()).collect()
}
