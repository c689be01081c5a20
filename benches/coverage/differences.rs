//! Intervals of differences between two groups of raters.

use crate::population::{POPULATIONS, SHARED, Scale};
use crate::random::Random;
use crate::tally::{Tally, cells};
use crate::{FEWER_SAMPLES, LEVEL, SAMPLES, SIZES, at_each, table};
use assess::statistics::effect_size::{StandardizedDifference, cohens_d};
use assess::statistics::mean_comparison::welch;

/// Places in the list of populations: before and after.
const WAVES: [[usize; 2]; 3] = [[0, 0], [0, 1], [1, 2]];

struct Waves {
    before: Scale,
    after: Scale,
}

impl Waves {
    fn all(items: usize) -> Vec<Self> {
        let scale = |place: usize| Scale::of(POPULATIONS[place], items, SHARED);
        WAVES.iter().map(|[one, two]| Self { before: scale(*one), after: scale(*two) }).collect()
    }

    fn draw(&self, [first, second]: [usize; 2], random: &mut Random) -> [Vec<f64>; 2] {
        [self.before.sample(first, random), self.after.sample(second, random)]
    }
}

pub(crate) fn print() {
    let waves: Vec<Waves> = [1, 5].into_iter().flat_map(Waves::all).collect();
    table(
        "Change between two waves with other raters (Welch)",
        "| items | before | after | 3 | 5 | 8 | 20 | 3 then 20 | none | error |",
        &waves,
        change,
    );
    let apart = [0.0, 0.5, 1.5].map(Groups::Normal).into_iter();
    let groups: Vec<Groups> =
        apart.chain(Waves::all(5).into_iter().skip(1).map(Groups::Answers)).collect();
    let corrected = |of| groups.iter().map(move |groups| (groups, of));
    let cells: Vec<(&Groups, bool)> = corrected(true).chain(corrected(false)).collect();
    table(
        "Standardised difference of two groups",
        "| estimate | groups | true value | 3 | 5 | 8 | 20 | none | error |",
        &cells,
        |(groups, corrected)| effect(groups, *corrected),
    );
}

fn change(waves: &Waves) -> String {
    let Waves { before, after } = waves;
    let head = format!("| {} | {} | {} |", before.items, before.name, after.name);
    let truth = after.mean() - before.mean();
    let sizes: Vec<[usize; 2]> = SIZES.map(|n| [n, n]).into_iter().chain([[3, 20]]).collect();
    let tallies = at_each(&sizes, |sizes| {
        let mut random = Random::of(&format!("change {head} {sizes:?}"));
        let mut tally = Tally::NONE;
        for _ in 0..SAMPLES {
            let [before, after] = waves.draw(*sizes, &mut random);
            tally.add(welch(&after, &before, LEVEL).map(|found| found.interval), truth);
        }
        tally
    });
    head + &cells(&tallies)
}

/// Two groups whose standardised difference is known.
enum Groups {
    /// Normal, so many standard deviations apart.
    Normal(f64),
    /// Means of answers.
    Answers(Waves),
}

impl Groups {
    fn name(&self) -> String {
        match self {
            Self::Normal(_) => "normal".into(),
            Self::Answers(waves) => {
                format!("{}, {}, five items", waves.after.name, waves.before.name)
            }
        }
    }

    fn truth(&self) -> f64 {
        match self {
            Self::Normal(apart) => *apart,
            Self::Answers(Waves { before, after }) => {
                let pooled = f64::midpoint(before.variance(), after.variance()).sqrt();
                (after.mean() - before.mean()) / pooled
            }
        }
    }

    fn draw(&self, n: usize, random: &mut Random) -> [Vec<f64>; 2] {
        match self {
            Self::Normal(apart) => {
                [*apart, 0.0].map(|centre| (0..n).map(|_| centre + random.normal()).collect())
            }
            Self::Answers(waves) => {
                let [before, after] = waves.draw([n, n], random);
                [after, before]
            }
        }
    }
}

fn effect(groups: &Groups, corrected: bool) -> String {
    let truth = groups.truth();
    let head = format!("| {} | {truth:.2} |", groups.name());
    let tallies = at_each(&SIZES, |n| {
        let mut random = Random::of(&format!("effect {head} {n}"));
        let mut tally = Tally::NONE;
        for _ in 0..FEWER_SAMPLES {
            let [first, second] = groups.draw(*n, &mut random);
            let d = cohens_d(&first, &second, LEVEL);
            let found = if corrected { d.and_then(StandardizedDifference::hedges) } else { d };
            tally.add(found.and_then(|found| found.interval), truth);
        }
        tally
    });
    format!("| {} {head}{}", if corrected { "Hedges' g" } else { "Cohen's d" }, cells(&tallies))
}
