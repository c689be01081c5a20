//! Scores on the scale: mean, spread, quantiles, intervals.

use super::sheet::Sheet;
use super::statistic::{Family, Statistic, WITHHELD};
use super::{Pool, Setting, scores_of};
use crate::scoring::TargetSample;
use crate::statistics::bootstrap::{BiasConvention, Bootstrap, LARGEST_ENUMERATED};
use crate::statistics::covariance::Missing;
use crate::statistics::interval::Spread;
use crate::statistics::moments::{mean, standard_deviation};
use crate::statistics::pomp::{interval_in_percent, percent_of_maximum, spread_in_percent};
use crate::statistics::quantile::quantile;
use crate::statistics::undefined::{Estimate, Undefined};

/// Resamples drawn for an interval.
const DRAWS: usize = 2000;

/// The most ratings that are resampled: the t interval is as good above, and quicker.
const MOST_RESAMPLED: usize = 2000;

/// An interval from resamples.
type Limits<'f> = dyn Fn(&Bootstrap) -> Result<[f64; 2], Undefined> + 'f;

const MEAN: &str = "mean over ratings, each the mean of its answered items under the rule for \
                    missing answers";

const QUANTILES: [(&str, f64); 7] = [
    ("minimum", 0.0),
    ("quantile_10", 0.1),
    ("quantile_25", 0.25),
    ("median", 0.5),
    ("quantile_75", 0.75),
    ("quantile_90", 0.9),
    ("maximum", 1.0),
];

/// The scores of all targets together.
pub(super) fn add(sheet: &mut Sheet<'_>, pool: &Pool<'_, '_>, setting: Setting<'_>) {
    let scores = pool.scores();
    let complete: Vec<f64> = pool
        .ratings
        .iter()
        .filter(|rating| rating.answers.iter().all(Option::is_some))
        .map(|rating| rating.score)
        .collect();
    let holes = complete.len() < scores.len();
    let withheld = pool.withheld;
    add_mean(sheet, &scores, holes.then_some(Missing::Pairwise), setting, withheld);
    if holes {
        // Raters who left something out would be the difference of two means.
        let mean = mean_row("mean over raters who answered every item", &complete, setting);
        let mean = mean.missing(Some(Missing::Listwise)).shown_if(pool.items_may_show);
        sheet.push(mean);
        let spread =
            spread_row("standard deviation over raters who answered every item", &complete);
        sheet.push(spread.missing(Some(Missing::Listwise)).shown_if(pool.items_may_show));
        let prorated = scores.len() - complete.len();
        let method = "ratings from some of the items";
        let row = Statistic::new(Family::Score, "prorated", method).n(scores.len()).k(pool.items);
        sheet.push(row.value(Ok(prorated as f64)));
    }
    add_pomp(sheet, &scores, setting);
    add_quantiles(sheet, pool, &scores);
    add_resampled(sheet, pool, &scores, setting);
}

/// The score of one target.
pub(super) fn add_of_target(
    sheet: &mut Sheet<'_>,
    target: &TargetSample<'_>,
    setting: Setting<'_>,
) {
    let holes = target.ratings.iter().any(|one| one.answers.iter().any(Option::is_none));
    let missing = holes.then_some(Missing::Pairwise);
    add_mean(sheet, &scores_of(target), missing, setting, target.withheld);
}

fn add_mean(
    sheet: &mut Sheet<'_>,
    scores: &[f64],
    missing: Option<Missing>,
    setting: Setting<'_>,
    withheld: bool,
) {
    let row = mean_row(MEAN, scores, setting).missing(missing);
    // Where somebody rated and nobody may be shown, that is the reason.
    let nobody = scores.is_empty() && withheld;
    sheet.push(if nobody { row.because(WITHHELD) } else { row });
    sheet.push(
        spread_row("standard deviation over ratings, divisor n - 1", scores).missing(missing),
    );
}

fn mean_row(method: &'static str, scores: &[f64], setting: Setting<'_>) -> Statistic {
    let row =
        Statistic::new(Family::Score, "mean", format!("{method}; t interval cut to the scale"));
    row.n(scores.len()).value(mean_of(scores)).interval(setting.level, t_interval(scores, setting))
}

fn spread_row(method: &'static str, scores: &[f64]) -> Statistic {
    let spread = standard_deviation(scores).ok_or(too_few(2, scores.len()));
    Statistic::new(Family::Score, "standard_deviation", method).n(scores.len()).value(spread)
}

/// Percent of the scale's range.
fn add_pomp(sheet: &mut Sheet<'_>, scores: &[f64], setting: Setting<'_>) {
    let range = setting.range;
    let method = "mean in percent of the scale's range";
    let limits = t_interval(scores, setting).and_then(|one| interval_in_percent(one, range));
    let mean = mean_of(scores).and_then(|mean| percent_of_maximum(mean, range));
    let row = Statistic::new(Family::Score, "pomp", method).n(scores.len());
    sheet.push(row.value(mean).interval(setting.level, limits));
    let spread = standard_deviation(scores).ok_or(too_few(2, scores.len()));
    let method = "standard deviation in percent of the scale's range";
    let row = Statistic::new(Family::Score, "pomp_standard_deviation", method).n(scores.len());
    sheet.push(row.value(spread.and_then(|spread| spread_in_percent(spread, range))));
}

fn add_quantiles(sheet: &mut Sheet<'_>, pool: &Pool<'_, '_>, scores: &[f64]) {
    let may_show = pool.hides_single_ratings();
    let mut sorted = scores.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    for (name, probability) in QUANTILES {
        let value = quantile(&sorted, probability).ok_or(too_few(1, 0));
        let row = Statistic::new(Family::Score, name, "quantile of type 7 of the ratings");
        let row = row.n(scores.len()).value(value);
        sheet.push(row.shown_if(may_show || scores.is_empty()));
    }
}

/// Intervals of the mean from resamples.
fn add_resampled(sheet: &mut Sheet<'_>, pool: &Pool<'_, '_>, scores: &[f64], setting: Setting<'_>) {
    let how = if scores.len() <= LARGEST_ENUMERATED {
        "all resamples".to_owned()
    } else {
        format!("{DRAWS} resamples drawn with seed {}", setting.seed)
    };
    let may_show = pool.hides_single_ratings();
    let drawn = may_show && scores.len() <= MOST_RESAMPLED;
    let bootstrap = drawn.then(|| Bootstrap::of_mean(scores, DRAWS, setting.seed));
    let bca = |convention| {
        move |one: &Bootstrap| one.bca(setting.level, convention).map(|bca| bca.interval)
    };
    let percentile = |one: &Bootstrap| one.percentile(setting.level);
    let rows: [(&'static str, &str, &Limits<'_>); 3] = [
        ("bootstrap_percentile", "percentile interval", &percentile),
        (
            "bootstrap_bca",
            "BCa interval, resampled means below the mean count, as in R boot",
            &bca(BiasConvention::StrictlyLess),
        ),
        (
            "bootstrap_bca_midpoint",
            "BCa interval, resampled means equal to the mean count half, as in scipy",
            &bca(BiasConvention::Midpoint),
        ),
    ];
    for (name, words, limits) in rows {
        let row = Statistic::new(Family::Score, name, format!("mean; {words}; {how}"));
        let row = row.n(scores.len()).value(mean_of(scores));
        sheet.push(match &bootstrap {
            Some(Ok(bootstrap)) => row.interval(setting.level, limits(bootstrap)),
            Some(Err(reason)) => row.interval(setting.level, Err(*reason)),
            None if !may_show && !scores.is_empty() => row.withheld(),
            None if scores.is_empty() => row,
            None => row.because(format!(
                "no interval: above {MOST_RESAMPLED} ratings the t interval serves"
            )),
        });
    }
}

fn mean_of(scores: &[f64]) -> Estimate {
    mean(scores).ok_or(too_few(1, 0))
}

fn t_interval(scores: &[f64], setting: Setting<'_>) -> Result<[f64; 2], Undefined> {
    let none = if scores.len() < 2 { too_few(2, scores.len()) } else { Undefined::NoVariance };
    let limits = || Spread::of_mean(scores)?.interval(mean(scores)?, setting.level, setting.range);
    limits().ok_or(none)
}

fn too_few(needed: usize, found: usize) -> Undefined {
    Undefined::TooFew { of: "ratings", needed, found }
}
