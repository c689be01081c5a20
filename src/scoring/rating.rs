//! One rater's score on one competency.

use super::panel::{Panel, answers};
use super::quality::Flags;
use crate::questionnaire::{Competency, MissingRule, Questionnaire, Scale};
use crate::responses::{Answer, RaterGroup, Response};
use std::collections::BTreeMap;

/// A competency with the place of its items in a row's answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) competency: &'a Competency,
    /// Index of its first item.
    pub(super) first: usize,
}

/// A rater's score on a competency, kept as an exact fraction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rating<'a> {
    /// Index of the row in its panel.
    pub(super) rater: usize,
    pub(super) row: &'a Response,
    /// What speaks against the row.
    pub(super) flags: Flags,
    /// Sum of the answers after reversing.
    pub(super) sum: i64,
    /// Items answered; at least 1.
    pub(super) answered: usize,
}

impl Rating<'_> {
    /// Mean of the answered items, on the scale.
    pub(super) fn score(&self) -> f64 {
        self.sum as f64 / self.answered as f64
    }

    pub(super) fn group(&self) -> RaterGroup {
        self.row.rater
    }
}

/// The ratings of a panel on a competency; rows below the missing rule have none.
pub(super) fn ratings<'a>(
    panel: &Panel<'a>,
    place: Place<'_>,
    questionnaire: &Questionnaire,
) -> Vec<Rating<'a>> {
    let rule = questionnaire.scoring.missing;
    let rated = panel.rows.iter().enumerate().filter_map(|(rater, row)| {
        let (sum, answered) = total(row.response, place, &questionnaire.scale);
        exists(rule, answered, place.competency.items.len()).then_some(Rating {
            rater,
            row: row.response,
            flags: row.flags,
            sum,
            answered,
        })
    });
    rated.collect()
}

/// Sum after reversing and number of the answers that a row gives to a competency.
pub(super) fn total(row: &Response, place: Place<'_>, scale: &Scale) -> (i64, usize) {
    let given = answers(row, place.first, place.competency.items.len());
    given.zip(&place.competency.items).fold(
        (0, 0),
        |(sum, answered), (answer, item)| match answer {
            Answer::Value(point) if item.reverse => (sum + scale.reversed(point), answered + 1),
            Answer::Value(point) => (sum + point, answered + 1),
            Answer::NotObserved | Answer::Missing => (sum, answered),
        },
    )
}

/// Whether a rater's score exists. Whole numbers throughout: `0.8 * 5` is not 4 in floating point.
/// Half rule: Fairclough & Cella 1996.
pub(super) fn exists(rule: MissingRule, answered: usize, items: usize) -> bool {
    answered > 0
        && match rule {
            MissingRule::Half => 2 * answered >= items,
            MissingRule::EightyPercent => 5 * answered >= 4 * items,
            MissingRule::Complete => answered == items,
        }
}

/// The mean of ratings. Sums are exact whole numbers per number of answered items, so the order of
/// the rows cannot matter. `None` without ratings.
pub(super) fn mean<'r>(ratings: impl IntoIterator<Item = &'r Rating<'r>>) -> Option<f64> {
    let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
    let mut raters = 0_usize;
    for rating in ratings {
        *sums.entry(rating.answered).or_insert(0) += rating.sum;
        raters += 1;
    }
    match sums.iter().next() {
        None => None,
        Some((answered, sum)) if sums.len() == 1 => Some(*sum as f64 / (answered * raters) as f64),
        Some(_) => {
            let total: f64 =
                sums.iter().map(|(answered, sum)| *sum as f64 / *answered as f64).sum();
            Some(total / raters as f64)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_rules_compare_whole_numbers() {
        assert!(exists(MissingRule::Half, 3, 5) && !exists(MissingRule::Half, 2, 5));
        assert!(exists(MissingRule::Half, 2, 4));
        assert!(exists(MissingRule::EightyPercent, 4, 5));
        assert!(!exists(MissingRule::EightyPercent, 3, 4));
        assert!(!exists(MissingRule::Complete, 4, 5) && !exists(MissingRule::Complete, 0, 0));
    }

    #[test]
    fn mean_weighs_raters_alike_whatever_they_answered() {
        let row = Response::default();
        let rating =
            |sum, answered| Rating { rater: 0, row: &row, flags: Flags::default(), sum, answered };
        assert_eq!(mean(&[rating(8, 2), rating(2, 1)]), Some(3.0));
        assert_eq!(mean(&[]), None);
    }
}
