//! How well ratings tell targets apart: raters nested in targets, or crossed with them.

use super::sheet::Sheet;
use super::statistic::{Family, Statistic};
use super::{Setting, scores_of};
use crate::scoring::{Sample, TargetSample};
use crate::statistics::icc::OneWay;
use crate::statistics::krippendorff::{Coincidences, Metric};
use crate::statistics::shrout_fleiss::{Model, ShroutFleiss};
use crate::statistics::split_half::spearman_brown;
use crate::statistics::undefined::{Estimate, Undefined};
use std::collections::BTreeMap;

/// Intraclass correlations and Krippendorff's alpha; nothing where people rate themselves.
pub(super) fn add(sheet: &mut Sheet<'_>, sample: &Sample<'_>, setting: Setting<'_>) {
    let rated: Vec<&TargetSample<'_>> =
        sample.targets.iter().filter(|target| !target.ratings.is_empty()).collect();
    if sample.self_rated || rated.is_empty() {
        return;
    }
    add_nested(sheet, &rated, setting.level);
    add_crossed(sheet, &rated, setting.level);
    add_krippendorff(sheet, &rated, setting);
}

fn row(
    statistic: &'static str,
    method: impl Into<String>,
    rated: &[&TargetSample<'_>],
) -> Statistic {
    let ratings = rated.iter().map(|target| target.ratings.len()).sum();
    let row = Statistic::new(Family::RaterReliability, statistic, method.into());
    row.n(ratings).k(rated.len())
}

/// Other raters for each target.
fn add_nested(sheet: &mut Sheet<'_>, rated: &[&TargetSample<'_>], level: f64) {
    let scores: Vec<Vec<f64>> = rated.iter().map(|target| scores_of(target)).collect();
    let found = OneWay::of(&scores);
    let of = |formula: &dyn Fn(&OneWay) -> Estimate| {
        found.as_ref().map_err(|reason| *reason).and_then(formula)
    };
    let limits = |formula: fn(&OneWay, f64) -> Result<[f64; 2], Undefined>| {
        found.as_ref().map_err(|reason| *reason).and_then(|one| formula(one, level))
    };
    let p = found.as_ref().ok().and_then(|one| one.f_test().ok()).map(|test| test.p);
    let tested = |row: Statistic| if let Some(p) = p { row.p(p) } else { row };
    let method = "raters nested in targets, one-way, n0 after Donner; F test";
    let icc = row("icc_1", method, rated).value(of(&|one| Ok(one.icc_1())));
    sheet.push(tested(icc.interval(level, limits(OneWay::interval))));
    let method = "raters nested in targets, one-way, mean number of ratings in place of n0";
    let value = of(&|one| Ok(one.icc_1_of_mean_size()));
    sheet.push(row("icc_1_mean_size", method, rated).value(value));
    let method = "reliability of the targets' means, one-way, n0 after Donner; F test";
    let icc = row("icc_1_means", method, rated).value(of(&OneWay::icc_1_of_means));
    sheet.push(tested(icc.interval(level, limits(OneWay::interval_of_means))));
    let method = "reliability of the targets' means: icc_1_mean_size stepped up to the mean number \
                  of ratings";
    let stepped = |one: &OneWay| spearman_brown(one.icc_1_of_mean_size(), one.mean_ratings());
    sheet.push(row("icc_1_means_mean_size", method, rated).value(of(&stepped)));
    let method = "ratings per target, n0 after Donner";
    sheet.push(row("ratings_n0", method, rated).value(of(&|one| Ok(one.average_ratings))));
    let method = "mean number of ratings per target";
    sheet.push(row("ratings_mean", method, rated).value(of(&|one| Ok(one.mean_ratings()))));
}

/// The same raters for all targets.
fn add_crossed(sheet: &mut Sheet<'_>, rated: &[&TargetSample<'_>], level: f64) {
    let found = crossed(rated).and_then(|matrix| ShroutFleiss::of(&matrix));
    let models = [
        (Model::OneWay, "icc_1_1", "icc_1_k", "one-way"),
        (Model::Agreement, "icc_2_1", "icc_2_k", "two-way random, absolute agreement"),
        (Model::Consistency, "icc_3_1", "icc_3_k", "two-way mixed, consistency"),
    ];
    for (model, single, average, words) in models {
        for (name, of_means) in [(single, false), (average, true)] {
            let what = if of_means { "the mean of all raters" } else { "one rater" };
            let method =
                format!("raters crossed with targets, {words}, reliability of {what}; F test");
            let estimates = found.as_ref().map_err(|reason| *reason).map(|one| {
                if of_means {
                    (one.average(model), one.interval_of_average(model, level), one.f_test(model))
                } else {
                    (one.single(model), one.interval_of_single(model, level), one.f_test(model))
                }
            });
            let row = row(name, method, rated);
            sheet.push(match estimates {
                Err(reason) => row.value(Err(reason)),
                Ok((value, limits, test)) => {
                    let row = row.value(value).interval(level, limits);
                    if let Ok(test) = test { row.p(test.p) } else { row }
                }
            });
        }
    }
}

/// Targets by raters, where every rater is known and rated every target once. Raters of different
/// organisations are different people, whatever they are called.
fn crossed(rated: &[&TargetSample<'_>]) -> Result<Vec<Vec<Option<f64>>>, Undefined> {
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for target in rated {
        for rating in &target.ratings {
            let person = rating.person.ok_or(Undefined::Incomplete)?;
            let next = places.len();
            places.entry((target.organisation, person)).or_insert(next);
        }
    }
    if rated.iter().any(|target| target.ratings.len() != places.len()) {
        return Err(Undefined::Incomplete);
    }
    let mut matrix = vec![vec![None; places.len()]; rated.len()];
    for (target, cells) in rated.iter().zip(&mut matrix) {
        for rating in &target.ratings {
            let place = rating.person.and_then(|one| places.get(&(target.organisation, one)));
            if let Some(cell) = place.and_then(|place| cells.get_mut(*place)) {
                *cell = Some(rating.score);
            }
        }
    }
    Ok(matrix)
}

fn add_krippendorff(sheet: &mut Sheet<'_>, rated: &[&TargetSample<'_>], setting: Setting<'_>) {
    let found = Coincidences::of(&units(rated));
    let metrics = [
        (Metric::Nominal, "krippendorff_alpha_nominal", "nominal"),
        (Metric::Ordinal, "krippendorff_alpha_ordinal", "ordinal"),
        (Metric::Interval, "krippendorff_alpha_interval", "interval"),
        (Metric::Ratio, "krippendorff_alpha_ratio", "ratio"),
    ];
    for (metric, name, word) in metrics {
        let method = format!(
            "Krippendorff's alpha, {word}; a unit is one item about one target; units with fewer \
             than two answers do not count; n answers that can be paired"
        );
        let row = Statistic::new(Family::RaterReliability, name, method).k(rated.len());
        if metric == Metric::Ratio && setting.questionnaire.scale.min != 0 {
            sheet.push(row.because("the scale does not start at zero"));
            continue;
        }
        sheet.push(match &found {
            Ok(found) => row.n(found.pairable()).value(found.alpha(metric)),
            Err(reason) => row.value(Err(*reason)),
        });
    }
}

/// Answers by unit, packed: who gave them does not matter to alpha.
fn units(rated: &[&TargetSample<'_>]) -> Vec<Vec<Option<f64>>> {
    let mut units: Vec<Vec<f64>> = Vec::new();
    for target in rated {
        let items = target.ratings.first().map_or(0, |rating| rating.answers.len());
        units.extend((0..items).map(|item| -> Vec<f64> {
            let answers = target.ratings.iter();
            answers.filter_map(|rating| rating.answers.get(item).copied().flatten()).collect()
        }));
    }
    let height = units.iter().map(Vec::len).max().unwrap_or(0);
    (0..height).map(|row| units.iter().map(|unit| unit.get(row).copied()).collect()).collect()
}
