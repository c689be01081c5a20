//! Self-ratings beside those of others.

use super::sheet::{Scope, Sheet};
use super::statistic::{Family, Statistic};
use super::{Pool, Setting, scores_of};
use crate::scoring::{Sample, TargetSample};
use crate::statistics::covariance::{Covariance, Missing};
use crate::statistics::effect_size::cohens_dz;
use crate::statistics::interval::Spread;
use crate::statistics::mean_comparison::paired;
use crate::statistics::moments::{mean, standard_deviation};
use crate::statistics::reliability::{alpha, standard_error_of_measurement};
use crate::statistics::self_other::{
    Category, Rule, SelfAndOthers, SelfOther, by_half_point, by_standard_errors, in_group,
};
use crate::statistics::undefined::Undefined;

/// A target that both sides rated.
struct Rated<'s, 'a> {
    target: &'s TargetSample<'a>,
    scores: SelfAndOthers,
    /// Standard error of the mean over others.
    error: Option<f64>,
}

/// Differences of each target, and how both sides go together over the targets.
pub(super) fn add(sheet: &mut Sheet<'_>, sample: &Sample<'_>, setting: Setting<'_>) {
    let rated: Vec<Rated<'_, '_>> = sample.targets.iter().filter_map(both).collect();
    if sample.self_rated || rated.is_empty() {
        return;
    }
    add_over_targets(sheet, &rated, setting.level);
    let people: Vec<SelfAndOthers> = rated.iter().map(|one| one.scores).collect();
    let group = in_group(&people);
    let measurement = measurement_error(sample);
    for (place, one) in rated.iter().enumerate() {
        let scope = Scope::of_target(sample.competency, one.target);
        sheet.push_about(scope, alone(one, measurement, setting));
        let found = group.as_ref().map_err(|reason| *reason);
        let found = found.and_then(|all| all.get(place).copied().ok_or(Undefined::Unknown));
        if rated.len() > 1 {
            sheet.push_about(scope, row("self_other_in_group", one, found, rated.len()));
        }
    }
}

fn both<'s, 'a>(target: &'s TargetSample<'a>) -> Option<Rated<'s, 'a>> {
    let own: Vec<f64> = target.own.iter().map(|rating| rating.score).collect();
    let others = scores_of(target);
    let scores = SelfAndOthers { own: mean(&own)?, others: mean(&others)? };
    let error = Spread::of_mean(&others).map(|spread| spread.standard_error);
    Some(Rated { target, scores, error })
}

/// The category by the rule for one person.
fn alone(one: &Rated<'_, '_>, measurement: Option<f64>, setting: Setting<'_>) -> Statistic {
    let middle = f64::midpoint(setting.range[0], setting.range[1]);
    let good_from = one.target.requirement.unwrap_or(middle);
    let errors = measurement.zip(one.error);
    let found = match errors {
        Some((own, others)) => by_standard_errors(one.scores, [own, others], good_from),
        None => by_half_point(one.scores, good_from),
    };
    row("self_other_difference", one, found, 1)
}

fn row(
    name: &'static str,
    one: &Rated<'_, '_>,
    found: Result<SelfOther, Undefined>,
    people: usize,
) -> Statistic {
    let rule = found.map(|found| rule_of(found.rule)).unwrap_or_default();
    let method = format!("self minus others{rule}");
    let row = Statistic::new(Family::SelfOther, name, method);
    let row = row.n(one.target.ratings.len() + one.target.own.len()).k(people);
    let label = found.ok().map(|found| category(found.category));
    let difference = Ok(one.scores.own - one.scores.others);
    match found {
        Ok(_) => row.value(difference).label(label),
        Err(reason) => row.value(difference).because(format!("no category: {reason}")),
    }
}

/// Both sides over the targets.
fn add_over_targets(sheet: &mut Sheet<'_>, rated: &[Rated<'_, '_>], level: f64) {
    let pairs: Vec<[f64; 2]> =
        rated.iter().map(|one| [one.scores.others, one.scores.own]).collect();
    let n = pairs.len();
    let row = |name, method: &'static str| Statistic::new(Family::SelfOther, name, method).n(n);
    let differences: Vec<f64> = pairs.iter().map(|[others, own]| own - others).collect();
    let none = Undefined::TooFew { of: "targets", needed: 1, found: 0 };
    let test = paired(&pairs, level);
    let method = "self minus others, mean over targets; t interval";
    let difference = row("self_minus_others", method).value(mean(&differences).ok_or(none));
    sheet.push(difference.interval(level, test.map(|one| one.interval)));
    let t = row("self_other_t", "paired t test of self minus others over targets");
    let t = t.value(test.map(|one| one.t));
    sheet.push(test.map_or(t.clone(), |one| t.p(one.p)));
    let dz = cohens_dz(&pairs, level);
    let method = "self minus others over the SD of differences; noncentral t interval";
    let effect = row("self_other_dz", method).value(dz.map(|one| one.value));
    sheet.push(effect.interval(level, dz.and_then(|one| one.interval)));
    let both: Vec<Vec<Option<f64>>> =
        pairs.iter().map(|pair| pair.iter().copied().map(Some).collect()).collect();
    let r = Covariance::of(&both, Missing::Listwise)
        .and_then(|covariance| covariance.correlation_of_pairs(0, 1));
    sheet.push(row("self_other_r", "correlation of self with others over targets").value(r));
}

/// Standard error of measurement of one rating, from the ratings of others: a self-rating is a
/// single one.
fn measurement_error(sample: &Sample<'_>) -> Option<f64> {
    let pool = Pool::of(sample);
    let covariance = Covariance::of(&pool.answers(), Missing::Pairwise).ok()?;
    let spread = standard_deviation(&pool.scores())?;
    standard_error_of_measurement(spread, alpha(&covariance).ok()?).ok()
}

fn rule_of(rule: Rule) -> String {
    match rule {
        Rule::HalfDeviation { .. } => {
            "; category by half a standard deviation about the mean difference of k targets".into()
        }
        Rule::StandardErrors { limit } => {
            format!("; category by 1.96 standard errors of both, {limit:.2} points")
        }
        Rule::HalfPoint => "; category by half a point, since no standard error is known".into(),
    }
}

fn category(category: Category) -> &'static str {
    match category {
        Category::Over => "over",
        Category::Under => "under",
        Category::InAgreementGood => "in_agreement_good",
        Category::InAgreementPoor => "in_agreement_poor",
    }
}
