//! Rater groups against each other, over the targets where they may be told apart.

use super::Setting;
use super::sheet::Sheet;
use super::statistic::{Family, Statistic};
use crate::responses::RaterGroup;
use crate::scoring::Sample;
use crate::statistics::dominance::cliffs_delta;
use crate::statistics::effect_size::{StandardizedDifference, cohens_d};
use crate::statistics::mean_comparison::welch;
use crate::statistics::moments::mean;
use crate::statistics::rank_comparison::{Continuity, MannWhitney};
use crate::statistics::undefined::{Estimate, Undefined};

/// The largest groups for which all divisions are counted.
const MOST_EXACT: usize = 20;

/// Means of the groups, and each pair of groups compared.
pub(super) fn add(sheet: &mut Sheet<'_>, sample: &Sample<'_>, setting: Setting<'_>) {
    let groups: Vec<(RaterGroup, Vec<f64>)> = RaterGroup::ALL
        .into_iter()
        .map(|group| (group, scores(sample, group)))
        .filter(|(_, scores)| !scores.is_empty())
        .collect();
    if groups.len() < 2 {
        return;
    }
    for (group, scores) in &groups {
        let none = Undefined::TooFew { of: "ratings", needed: 1, found: 0 };
        let method = "mean over the group's ratings, over targets where it may be shown";
        let row = Statistic::new(Family::Comparison, "group_mean", method).n(scores.len());
        let row = row.value(mean(scores).ok_or(none));
        sheet.push(Statistic { group: Some(group.name()), ..row });
    }
    for (place, (group, first)) in groups.iter().enumerate() {
        for (other, second) in groups.iter().skip(place + 1) {
            for row in compared(first, second, setting.level) {
                let (group, versus) = (Some(group.name()), Some(other.name()));
                sheet.push(Statistic { group, versus, ..row });
            }
        }
    }
}

/// Scores of a group over the targets where it may be told from others.
fn scores(sample: &Sample<'_>, group: RaterGroup) -> Vec<f64> {
    let shown = sample.targets.iter().filter(|target| target.groups.contains(&group));
    shown
        .flat_map(|target| &target.ratings)
        .filter(|rating| rating.group == group)
        .map(|rating| rating.score)
        .collect()
}

fn compared(first: &[f64], second: &[f64], level: f64) -> Vec<Statistic> {
    let sizes = format!("{} against {} ratings", first.len(), second.len());
    let row = |name: &'static str, method: &str| {
        let row = Statistic::new(Family::Comparison, name, format!("{method}; {sizes}"));
        row.n(first.len() + second.len())
    };
    let test = welch(first, second, level);
    let difference = row("mean_difference", "difference of the groups' means; Welch's interval");
    let difference = difference.value(difference_of_means(first, second));
    let t = row("welch_t", "Welch's t test").value(test.map(|one| one.t));
    let mut rows = vec![
        difference.interval(level, test.map(|one| one.interval)),
        test.map_or(t.clone(), |one| t.p(one.p)),
        rank_sum(first, second, &row),
    ];
    let d = cohens_d(first, second, level);
    let g = d.and_then(StandardizedDifference::hedges);
    let effects = [
        ("cohens_d", "Cohen's d, pooled SD; noncentral t interval", d),
        ("hedges_g", "Cohen's d times Hedges' exact correction", g),
    ];
    for (name, method, found) in effects {
        let limits = found.and_then(|one| one.interval);
        rows.push(row(name, method).value(found.map(|one| one.value)).interval(level, limits));
    }
    let delta = cliffs_delta(first, second, level);
    let limits = delta.and_then(|one| one.interval);
    let cliff = row("cliffs_delta", "Cliff's delta; asymmetric interval");
    rows.push(cliff.value(delta.map(|one| one.delta)).interval(level, limits));
    rows
}

fn rank_sum(
    first: &[f64],
    second: &[f64],
    row: &dyn Fn(&'static str, &str) -> Statistic,
) -> Statistic {
    let exact = first.len().max(second.len()) <= MOST_EXACT;
    let method = if exact {
        "Mann-Whitney U of the first group, exact with ties"
    } else {
        "Mann-Whitney U of the first group, normal approximation corrected for ties and continuity"
    };
    let row = row("mann_whitney_u", method);
    match MannWhitney::of(first, second) {
        Err(reason) => row.value(Err(reason)),
        Ok(found) => {
            let counted = if exact { found.exact_p() } else { None };
            let p = counted.unwrap_or_else(|| found.normal_p(Continuity::Corrected));
            row.value(Ok(found.u)).p(p)
        }
    }
}

fn difference_of_means(first: &[f64], second: &[f64]) -> Estimate {
    let means = mean(first).zip(mean(second));
    let none = Undefined::TooFew { of: "ratings", needed: 1, found: 0 };
    means.map(|(first, second)| first - second).ok_or(none)
}
