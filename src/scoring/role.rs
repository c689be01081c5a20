//! The score of one role over its competencies.

use super::anonymity::{Cell, raters, screen, unscreened};
use super::competency::{competency_score, range};
use super::panel::{Panel, Protection};
use super::quality::{Flags, count};
use super::rating::{Place, Rating, ratings};
use super::readiness::readiness;
use super::{CompetencyScore, Readiness, RoleScore};
use crate::questionnaire::{OthersRule, Questionnaire, Role};
use crate::responses::{Organisation, RaterGroup};
use crate::statistics::interval::Spread;
use crate::statistics::moments;
use std::collections::{BTreeMap, BTreeSet};

/// A competency's ratings before and after screening.
struct Rated<'a, 'q> {
    place: Place<'q>,
    /// What the score rests on.
    cell: Cell<'a>,
    own: Vec<Rating<'a>>,
}

/// The score of a role from the rows of a panel.
///
/// The score is the weighted mean of the competency scores, weights renormalised over competencies
/// that have one. Its standard error comes from the raters' own composites, each over the
/// competencies that the rater scored; the interval is centred on the score (see
/// [`super::anonymity`] for why not on the composites' mean) and cut to the scale.
pub(super) fn role_score(
    panel: &Panel<'_>,
    organisation: &Organisation,
    questionnaire: &Questionnaire,
    role: &Role,
) -> RoleScore {
    let (rated, self_rated) = rate(panel, questionnaire, role);
    let mut competencies: Vec<CompetencyScore> = rated
        .iter()
        .map(|rated| {
            let Rated { place, cell, own } = rated;
            competency_score(*place, cell, own, organisation, questionnaire)
        })
        .collect();
    prioritise(&mut competencies);
    let mut score = roll_up(competencies, self_rated);
    add_spread(&mut score, &rated, questionnaire);
    add_groups(&mut score, &rated);
    add_flagged(&mut score, &rated, panel.protection);
    score.named = panel.protection == Protection::Named;
    score.readiness = readiness(&score, questionnaire);
    score
}

/// Rates and screens every competency of the role. Self-ratings stand in for the score only when
/// nobody else rated any competency of the role (`true`): the two are never mixed.
fn rate<'a, 'q>(
    panel: &Panel<'a>,
    questionnaire: &'q Questionnaire,
    role: &'q Role,
) -> (Vec<Rated<'a, 'q>>, bool) {
    let split = questionnaire.competencies_of(&role.id).map(|(first, competency)| {
        let place = Place { competency, first };
        let all = ratings(panel, place, questionnaire);
        let (own, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|rating| rating.group() == RaterGroup::Own);
        (place, own, others)
    });
    let split: Vec<_> = split.collect();
    let self_rated = split.iter().all(|(_, _, others)| others.is_empty())
        && split.iter().any(|(_, own, _)| !own.is_empty());
    let min_group = questionnaire.scoring.min_group;
    let rated = split.into_iter().map(|(place, own, others)| Rated {
        place,
        cell: if self_rated {
            unscreened(own.clone(), min_group)
        } else {
            screen(panel, others, min_group)
        },
        own,
    });
    (rated.collect(), self_rated)
}

/// Priority is `weight x importance / mean importance x max(gap, 0)`; importance that nobody was
/// asked for counts as average.
fn prioritise(competencies: &mut [CompetencyScore]) {
    let asked: Vec<f64> = competencies.iter().filter_map(|score| score.importance).collect();
    let mean = moments::mean(&asked).filter(|mean| *mean > 0.0);
    for score in competencies {
        let relative = score.importance.zip(mean).map_or(1.0, |(own, mean)| own / mean);
        score.priority = score.gap.map(|gap| score.weight * relative * gap.max(0.0));
    }
}

/// Weighted means over the competencies that have a score.
fn roll_up(competencies: Vec<CompetencyScore>, self_rated: bool) -> RoleScore {
    let scored = || competencies.iter().filter(|competency| competency.score.is_some());
    let score = weighted_mean(scored().filter_map(|one| Some((one.weight, one.score?))));
    let has_targets = scored().all(|competency| competency.target.is_some());
    let target = weighted_mean(scored().filter_map(|one| Some((one.weight, one.target?))))
        .filter(|_| has_targets);
    RoleScore {
        score,
        interval: None,
        standard_error: None,
        freedom: None,
        target,
        gap: target.zip(score).map(|(target, score)| target - score),
        n_raters: 0,
        indicative: false,
        self_rated,
        own: weighted_mean(competencies.iter().filter_map(|one| Some((one.weight, one.own?)))),
        own_raters: 0,
        readiness: Readiness::NotAssessed,
        groups: BTreeMap::new(),
        group_sizes: BTreeMap::new(),
        withheld: Vec::new(),
        renormalised: score.is_some() && scored().count() < competencies.len(),
        flagged: None,
        named: false,
        without_flagged: without_flagged(&competencies),
        competencies,
    }
}

/// The role's score without flagged responses; `None` where there are none, and where a
/// competency's may not be shown.
fn without_flagged(competencies: &[CompetencyScore]) -> Option<f64> {
    let scored = || competencies.iter().filter(|one| one.score.is_some());
    let values: Option<Vec<(f64, f64)>> = scored()
        .map(|one| {
            let without = if one.flagged > 0 { one.without_flagged } else { one.score };
            Some((one.weight, without?))
        })
        .collect();
    let any = scored().any(|one| one.flagged > 0);
    values.filter(|_| any).and_then(|values| weighted_mean(values.into_iter()))
}

/// Raters behind any competency score whose response is flagged; of named people only where the
/// score without them may be shown, since the number alone tells of small groups.
fn add_flagged(score: &mut RoleScore, rated: &[Rated<'_, '_>], protection: Protection) {
    if protection == Protection::Named && score.without_flagged.is_none() {
        return;
    }
    let by_rater: BTreeMap<usize, Flags> = rated
        .iter()
        .flat_map(|rated| &rated.cell.behind)
        .map(|rating| (rating.rater, rating.flags))
        .collect();
    score.flagged = Some(count(by_rater.into_values()));
}

/// `None` for no values. Weights are above 0.
fn weighted_mean(values: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, weights) = values.fold((0.0, 0.0), |(sum, weights), (weight, value)| {
        (sum + weight * value, weights + weight)
    });
    (weights > 0.0).then(|| sum / weights)
}

/// A rater's weighted sum over the competencies that the rater scored.
struct Composite<'a> {
    rating: Rating<'a>,
    sum: f64,
    weights: f64,
}

/// Number of raters, standard error and interval, from the raters' own composites.
fn add_spread(score: &mut RoleScore, rated: &[Rated<'_, '_>], questionnaire: &Questionnaire) {
    let scoring = &questionnaire.scoring;
    let composites = composites(rated);
    let everyone: Vec<Rating<'_>> = composites.iter().map(|one| one.rating).collect();
    score.n_raters = raters(&everyone);
    let own: Vec<Rating<'_>> = rated.iter().flat_map(|rated| rated.own.iter().copied()).collect();
    score.own_raters = raters_once(&own);
    score.indicative = score.score.is_some() && score.n_raters < scoring.indicative_below;
    let one_pool = scoring.others == OthersRule::Pooled
        || rated.iter().any(|rated| rated.cell.hides_small_groups());
    let mut pools: BTreeMap<RaterGroup, Vec<f64>> = BTreeMap::new();
    for one in &composites {
        let pool = if one_pool { RaterGroup::default() } else { one.rating.group() };
        pools.entry(pool).or_default().push(one.sum / one.weights);
    }
    let pools: Vec<Vec<f64>> = pools.into_values().collect();
    let spread = Spread::of_group_means(&pools);
    score.standard_error = spread.map(|spread| spread.standard_error);
    score.freedom = spread.map(|spread| spread.freedom);
    score.interval = spread.zip(score.score).and_then(|(spread, centre)| {
        spread.interval(centre, scoring.interval_level, range(&questionnaire.scale))
    });
}

/// One composite per rater behind any competency score.
fn composites<'a>(rated: &[Rated<'a, '_>]) -> Vec<Composite<'a>> {
    let mut by_rater: BTreeMap<usize, Composite<'a>> = BTreeMap::new();
    for Rated { place, cell, .. } in rated {
        let weight = place.competency.weight;
        for rating in &cell.behind {
            let empty = Composite { rating: *rating, sum: 0.0, weights: 0.0 };
            let composite = by_rater.entry(rating.rater).or_insert(empty);
            composite.sum += weight * rating.score();
            composite.weights += weight;
        }
    }
    by_rater.into_values().collect()
}

/// Group composites: weighted means of the group's competency means, so that they add nothing to
/// what the competencies show. A group withheld on one competency has none, since the others'
/// composites would rest on more competencies than its own.
fn add_groups(score: &mut RoleScore, rated: &[Rated<'_, '_>]) {
    let withheld: BTreeSet<RaterGroup> =
        rated.iter().flat_map(|rated| rated.cell.withheld.iter().copied()).collect();
    let shown: BTreeSet<RaterGroup> =
        rated.iter().flat_map(|rated| rated.cell.groups.keys().copied()).collect();
    for group in shown.difference(&withheld) {
        let means = score
            .competencies
            .iter()
            .filter_map(|competency| Some((competency.weight, *competency.groups.get(group)?)));
        let Some(mean) = weighted_mean(means) else { continue };
        let members: Vec<Rating<'_>> = rated
            .iter()
            .filter_map(|rated| rated.cell.groups.get(group))
            .flatten()
            .copied()
            .collect();
        score.groups.insert(*group, mean);
        score.group_sizes.insert(*group, raters_once(&members));
    }
    score.withheld = withheld.into_iter().collect();
}

/// People behind ratings on several competencies.
fn raters_once(ratings: &[Rating<'_>]) -> usize {
    let by_rater: BTreeMap<usize, Rating<'_>> =
        ratings.iter().map(|rating| (rating.rater, *rating)).collect();
    raters(&by_rater.into_values().collect::<Vec<_>>())
}
