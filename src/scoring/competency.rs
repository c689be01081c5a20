//! The score of one competency over its raters.

use super::anonymity::{Cell, raters};
use super::band::band;
use super::panel::answers;
use super::rating::{Place, Rating, mean};
use super::reliability::reliability;
use super::target::target;
use super::{Agreement, CompetencyScore, ItemScore};
use crate::questionnaire::{Item, Questionnaire, Scale};
use crate::responses::{Answer, Organisation};
use crate::statistics::agreement::{PointCounts, average_deviation_cutoff, rwg_j};
use crate::statistics::discrepancy::{Pair, mean_importance, mean_weighted_discrepancy};
use crate::statistics::interval::Spread;
use crate::statistics::moments;

/// Distributions are printed for so many points, from the lowest up: no rating scale has more.
const LONGEST_DISTRIBUTION: usize = 1001;

/// The ends of the importance scale.
const IMPORTANCE: [f64; 2] = [1.0, 5.0];

/// The score of a competency from its screened ratings. `own` are the self-ratings beside it, and
/// `priority` is left to the role, which knows the mean importance.
pub(super) fn competency_score(
    place: Place<'_>,
    cell: &Cell<'_>,
    own: &[Rating<'_>],
    organisation: &Organisation,
    questionnaire: &Questionnaire,
) -> CompetencyScore {
    let score = pooled_mean(cell, questionnaire);
    let target = target(place.competency, organisation, questionnaire);
    let pairs = importance_pairs(place, cell);
    let values: Vec<f64> = cell.behind.iter().map(Rating::score).collect();
    let items = place.competency.items.len();
    let spread = spread(cell, questionnaire);
    CompetencyScore {
        competency: place.competency.id.clone(),
        score,
        interval: spread.zip(score).and_then(|(spread, score)| {
            spread.interval(
                score,
                questionnaire.scoring.interval_level,
                range(&questionnaire.scale),
            )
        }),
        standard_deviation: moments::standard_deviation(&values),
        standard_error: spread.map(|spread| spread.standard_error),
        freedom: spread.map(|spread| spread.freedom),
        target,
        gap: target.zip(score).map(|(target, score)| target - score),
        weight: place.competency.weight,
        importance: mean_importance(&pairs),
        importance_interval: importance_interval(&pairs, questionnaire),
        mean_weighted_discrepancy: mean_weighted_discrepancy(&pairs),
        priority: None,
        band: score.and_then(|score| band(score, questionnaire)),
        n_raters: raters(&cell.behind),
        own: mean(own),
        own_raters: raters(own),
        groups: cell.groups.iter().filter_map(|(g, of)| Some((*g, mean(of)?))).collect(),
        group_sizes: cell.groups.iter().map(|(group, of)| (*group, raters(of))).collect(),
        withheld: cell.withheld.clone(),
        agreement: agreement(place, cell, &questionnaire.scale),
        reliability: reliability(
            place,
            &cell.behind,
            &questionnaire.scale,
            questionnaire.scoring.interval_level,
        ),
        prorated: cell.behind.iter().filter(|rating| rating.answered < items).count(),
        flagged: cell.behind.iter().filter(|rating| rating.flags.any()).count(),
        without_flagged: without_flagged(place, cell, questionnaire),
        items: item_scores(place, cell, questionnaire),
    }
}

/// The scale's ends as numbers.
pub(super) fn range(scale: &Scale) -> [f64; 2] {
    [scale.min as f64, scale.max as f64]
}

/// The score without flagged responses; `None` where there are none, where nothing would be left,
/// and where it could tell what a few people answered.
fn without_flagged(
    place: Place<'_>,
    cell: &Cell<'_>,
    questionnaire: &Questionnaire,
) -> Option<f64> {
    let (items, importance) = (items_shown(place, cell), importance_shown(place, cell));
    let class = |rating: &Rating<'_>| {
        let class = class(place, rating, importance);
        (rating.flags.any(), items.then_some(class.0), class.1)
    };
    let safe = cell.may_leave_out(|rating| rating.flags.any(), class);
    let pools = cell.pools(questionnaire.scoring.others);
    let means: Option<Vec<f64>> =
        pools.iter().map(|pool| mean(pool.iter().filter(|rating| !rating.flags.any()))).collect();
    means.filter(|_| safe).and_then(|means| moments::mean(&means))
}

/// The mean over raters, or the mean of the groups' means.
fn pooled_mean(cell: &Cell<'_>, questionnaire: &Questionnaire) -> Option<f64> {
    let means: Vec<f64> =
        cell.pools(questionnaire.scoring.others).iter().filter_map(mean).collect();
    moments::mean(&means)
}

fn spread(cell: &Cell<'_>, questionnaire: &Questionnaire) -> Option<Spread> {
    let pools = cell.pools(questionnaire.scoring.others);
    let values: Vec<Vec<f64>> =
        pools.iter().map(|pool| pool.iter().map(Rating::score).collect()).collect();
    Spread::of_group_means(&values)
}

/// Importance beside score, of the raters behind the score who gave both.
fn importance_pairs(place: Place<'_>, cell: &Cell<'_>) -> Vec<Pair> {
    let id = &place.competency.id;
    if !cell.importance_may_show(id) {
        return Vec::new();
    }
    let pairs = cell.behind.iter().filter_map(|rating| {
        let importance = *rating.row.importance.get(id)? as f64;
        Some(Pair { importance, score: rating.score() })
    });
    pairs.collect()
}

fn importance_interval(pairs: &[Pair], questionnaire: &Questionnaire) -> Option<[f64; 2]> {
    let values: Vec<f64> = pairs.iter().map(|pair| pair.importance).collect();
    let mean = moments::mean(&values)?;
    Spread::of_mean(&values)?.interval(mean, questionnaire.scoring.interval_level, IMPORTANCE)
}

/// Agreement of the raters behind the score.
fn agreement(place: Place<'_>, cell: &Cell<'_>, scale: &Scale) -> Agreement {
    let points = scale.points();
    let items: Vec<PointCounts> =
        (0..place.competency.items.len()).map(|item| counts(place, cell, item)).collect();
    let variances: Vec<f64> = items.iter().filter_map(PointCounts::variance).collect();
    let deviations: Vec<f64> = items.iter().filter_map(PointCounts::average_deviation).collect();
    Agreement {
        rwg_j: rwg_j(&variances, points),
        ad: moments::mean(&deviations),
        ad_cutoff: average_deviation_cutoff(points),
    }
}

/// Answers, as given, of the raters behind the score to one item of the competency.
fn counts(place: Place<'_>, cell: &Cell<'_>, item: usize) -> PointCounts {
    let given = |rating: &Rating<'_>| rating.row.answers.get(place.first + item).copied();
    cell.behind.iter().filter_map(|rating| given(rating).and_then(Answer::value)).collect()
}

fn item_scores(place: Place<'_>, cell: &Cell<'_>, questionnaire: &Questionnaire) -> Vec<ItemScore> {
    let competency = place.competency;
    let may_show = items_shown(place, cell);
    let items = competency.items.iter().enumerate();
    items
        .map(|(index, item)| {
            let counts = counts(place, cell, index);
            if may_show {
                item_score(item, &counts, &questionnaire.scale)
            } else {
                withheld_item(item, &counts)
            }
        })
        .collect()
}

/// Which items a rater answered, and whether the rater gave importance where it is shown.
fn class(place: Place<'_>, rating: &Rating<'_>, importance_shown: bool) -> (Vec<bool>, bool) {
    let competency = place.competency;
    let answered = answers(rating.row, place.first, competency.items.len())
        .map(|answer| answer.value().is_some())
        .collect();
    (answered, importance_shown && rating.row.importance.contains_key(&competency.id))
}

/// Whether importance ratings may be shown.
pub(super) fn importance_shown(place: Place<'_>, cell: &Cell<'_>) -> bool {
    cell.importance_may_show(&place.competency.id)
}

/// Whether sums over items may be shown.
pub(super) fn items_shown(place: Place<'_>, cell: &Cell<'_>) -> bool {
    let importance = importance_shown(place, cell);
    cell.may_show(|rating| class(place, rating, importance))
}

fn item_score(item: &Item, counts: &PointCounts, scale: &Scale) -> ItemScore {
    let as_given = counts.mean();
    let printed = scale.points().min(LONGEST_DISTRIBUTION);
    ItemScore {
        item: item.id.clone(),
        n: counts.n(),
        mean: if item.reverse {
            as_given.map(|mean| (scale.min + scale.max) as f64 - mean)
        } else {
            as_given
        },
        distribution: (scale.min..=scale.max).take(printed).map(|at| counts.at(at)).collect(),
    }
}

fn withheld_item(item: &Item, counts: &PointCounts) -> ItemScore {
    ItemScore { item: item.id.clone(), n: counts.n(), mean: None, distribution: Vec::new() }
}
