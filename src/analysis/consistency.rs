//! How well the items of a competency hang together, over all ratings.

use super::sheet::Sheet;
use super::statistic::{Family, Statistic};
use super::{Pool, Setting};
use crate::questionnaire::Competency;
use crate::scoring::{Sample, SampleRating};
use crate::statistics::covariance::{Covariance, Missing};
use crate::statistics::moments::{mean, standard_deviation};
use crate::statistics::omega::OneFactor;
use crate::statistics::reliability::{
    alpha, alpha_if_deleted, alpha_interval, corrected_item_total, mean_correlation,
    mean_correlation_of_pairs, standard_error_of_measurement, standardised_alpha,
    standardised_alpha_if_deleted, standardised_alpha_of_pairs,
};
use crate::statistics::split_half::SplitHalf;
use crate::statistics::undefined::{Estimate, Undefined};

/// Covariances under one treatment of missing answers, with the ratings behind them.
struct Treated {
    covariance: Result<Covariance, Undefined>,
    /// `None` where nothing is missing.
    missing: Option<Missing>,
    /// Standard deviation of the scores of these ratings.
    spread: Estimate,
    n: usize,
    items: usize,
}

/// One number of the halves.
type Pick = fn(&SplitHalf) -> Estimate;

/// A number of one item.
type Formula = fn(&Covariance, usize) -> Estimate;

/// Reliability and items, pairwise and listwise where answers are missing.
pub(super) fn add(sheet: &mut Sheet<'_>, sample: &Sample<'_>, setting: Setting<'_>) {
    let pool = Pool::of(sample);
    if pool.ratings.is_empty() {
        return;
    }
    let answers = pool.answers();
    let complete = |row: &Vec<Option<f64>>| row.iter().all(Option::is_some);
    let holes = !answers.iter().all(complete);
    let treatments: &[Missing] =
        if holes { &[Missing::Pairwise, Missing::Listwise] } else { &[Missing::Listwise] };
    let mut treated = Vec::new();
    for treatment in treatments {
        let used = |one: &&&SampleRating<'_>| {
            *treatment == Missing::Pairwise || one.answers.iter().all(Option::is_some)
        };
        let scores: Vec<f64> = pool.ratings.iter().filter(used).map(|one| one.score).collect();
        let found = scores.len();
        let too_few = Undefined::TooFew { of: "ratings", needed: 2, found };
        let partial = if *treatment == Missing::Pairwise { pool.partial.len() } else { 0 };
        treated.push(Treated {
            covariance: Covariance::of(&answers, *treatment),
            missing: holes.then_some(*treatment),
            spread: standard_deviation(&scores).ok_or(too_few),
            n: found + partial,
            items: pool.items,
        });
    }
    for one in &treated {
        add_alpha(sheet, one, setting.level);
        add_split_half(sheet, one);
        add_checks(sheet, one);
    }
    if let Some(listwise) = treated.last() {
        add_omega(sheet, listwise);
    }
    add_item_means(sheet, sample);
    for one in &treated {
        add_items(sheet, sample.competency, one);
    }
}

impl Treated {
    fn row(&self, statistic: &'static str, method: &'static str) -> Statistic {
        let row = Statistic::new(Family::Reliability, statistic, method);
        row.missing(self.missing).n(self.n).k(self.items)
    }

    /// What a formula makes of the covariances.
    fn estimate(&self, formula: impl Fn(&Covariance) -> Estimate) -> Estimate {
        self.covariance.as_ref().map_err(|reason| *reason).and_then(formula)
    }
}

fn add_alpha(sheet: &mut Sheet<'_>, one: &Treated, level: f64) {
    let raw = one.estimate(alpha);
    let limits = one
        .covariance
        .as_ref()
        .map_err(|reason| *reason)
        .and_then(|covariance| alpha_interval(covariance, level).map(|found| found.limits));
    let row = one.row("alpha", "Cronbach's alpha from covariances; Feldt's interval with this n");
    sheet.push(row.value(raw).interval(level, limits));
    let row = one.row(
        "alpha_standardised",
        "alpha of the mean correlation, covariances over the items' own standard deviations (psych)",
    );
    sheet.push(row.value(one.estimate(standardised_alpha)));
    if one.missing == Some(Missing::Pairwise) {
        let method = "alpha of the mean correlation over the raters who answered both items";
        let row = one.row("alpha_standardised_of_pairs", method);
        sheet.push(row.value(one.estimate(standardised_alpha_of_pairs)));
    }
    let row = one.row("mean_interitem_r", "mean correlation between items, as standardised alpha");
    sheet.push(row.value(one.estimate(mean_correlation)));
    if one.missing == Some(Missing::Pairwise) {
        let method = "mean correlation between items over the raters who answered both";
        let row = one.row("mean_interitem_r_of_pairs", method);
        sheet.push(row.value(one.estimate(mean_correlation_of_pairs)));
    }
    let method = "SD of the ratings times the root of 1 - alpha, in scale points";
    let error = one.spread.and_then(|spread| standard_error_of_measurement(spread, raw?));
    sheet.push(one.row("standard_error_of_measurement", method).value(error));
}

fn add_split_half(sheet: &mut Sheet<'_>, one: &Treated) {
    let halves = one.covariance.as_ref().map_err(|reason| *reason).and_then(SplitHalf::odd_even);
    let rows: [(&'static str, &'static str, Pick); 4] = [
        ("split_half", "correlation of odd and even items", |one| one.correlation),
        ("spearman_brown", "odd-even halves, Spearman-Brown", |one| one.spearman_brown),
        ("horst", "odd-even halves of unequal length, Horst", |one| one.horst),
        ("guttman_lambda_4", "odd-even halves, Guttman's lambda 4", |one| one.lambda_4),
    ];
    for (name, method, pick) in rows {
        sheet.push(one.row(name, method).value(halves.as_ref().map_err(|one| *one).and_then(pick)));
    }
}

fn add_checks(sheet: &mut Sheet<'_>, one: &Treated) {
    let method = "smallest eigenvalue of the covariances; below 0 no data can have them";
    let value = one.estimate(|covariance| Ok(covariance.smallest_eigenvalue()));
    let doubtful =
        one.covariance.as_ref().is_ok_and(|covariance| !covariance.is_positive_semi_definite());
    let row = one.row("smallest_eigenvalue", method).value(value);
    sheet.push(row.label(doubtful.then_some("not_positive_semi_definite")));
}

fn add_omega(sheet: &mut Sheet<'_>, listwise: &Treated) {
    let factor = listwise.covariance.as_ref().map_err(|reason| *reason).and_then(OneFactor::of);
    let method = "omega total of one factor, maximum likelihood, listwise, variance that the model \
                  implies";
    let heywood = factor.as_ref().is_ok_and(OneFactor::is_heywood_case);
    let row = listwise.row("omega_total", method);
    let row = row.value(factor.map(|factor| factor.omega()));
    sheet.push(row.label(heywood.then_some("heywood_case")));
}

/// Means of the items over the targets of which items may be shown.
fn add_item_means(sheet: &mut Sheet<'_>, sample: &Sample<'_>) {
    let targets = sample.targets.iter().filter(|target| target.items_may_show);
    let shown: Vec<&Vec<Option<f64>>> = targets
        .flat_map(|one| one.ratings.iter().map(|rating| &rating.answers).chain(&one.partial))
        .collect();
    let some = sample.targets.iter().any(|one| !one.items_may_show && !one.ratings.is_empty());
    let method = |what: &str| {
        let rest = if some { ", over targets of which items may be shown" } else { "" };
        format!("{what} of the answers after reversing{rest}")
    };
    for (index, item) in sample.competency.items.iter().enumerate() {
        let given: Vec<f64> =
            shown.iter().filter_map(|one| one.get(index).copied().flatten()).collect();
        let n = given.len();
        let too_few = |needed| Undefined::TooFew { of: "answers", needed, found: n };
        let rows = [
            ("item_mean", "mean", mean(&given).ok_or(too_few(1))),
            ("item_sd", "standard deviation", standard_deviation(&given).ok_or(too_few(2))),
        ];
        for (name, what, value) in rows {
            let row = Statistic::new(Family::Item, name, method(what)).n(n).value(value);
            sheet.push_item(&item.id, if shown.is_empty() { row.withheld() } else { row });
        }
    }
}

/// What each item adds to the scale.
fn add_items(sheet: &mut Sheet<'_>, competency: &Competency, one: &Treated) {
    let rows: [(&'static str, &'static str, Formula); 3] = [
        (
            "corrected_item_total",
            "correlation with the sum of the other items, from covariances",
            corrected_item_total,
        ),
        ("alpha_if_deleted", "Cronbach's alpha of the other items", alpha_if_deleted),
        (
            "alpha_standardised_if_deleted",
            "standardised alpha of the other items",
            standardised_alpha_if_deleted,
        ),
    ];
    for (index, item) in competency.items.iter().enumerate() {
        for (name, method, formula) in rows {
            let value = one.estimate(|covariance| formula(covariance, index));
            let negative = name == "corrected_item_total" && value.is_ok_and(|r| r < 0.0);
            let row = Statistic::new(Family::Item, name, method).missing(one.missing);
            let n = one.covariance.as_ref().map_or(0, |covariance| covariance.n(index));
            let row = row.n(n).k(one.items).value(value);
            sheet.push_item(&item.id, row.label(negative.then_some("against_the_rest")));
        }
    }
}
