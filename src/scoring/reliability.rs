//! How well the items of a competency hang together over many raters.

use super::rating::{Place, Rating};
use crate::questionnaire::Scale;
use crate::responses::Answer;
use crate::statistics::covariance::{Covariance, Missing};
use crate::statistics::moments::standard_deviation;
use crate::statistics::omega::omega;
use crate::statistics::reliability::{
    alpha, alpha_interval, corrected_item_total, standard_error_of_measurement,
};

/// Raters from which reliability is given; fewer say next to nothing about it.
const FEWEST: usize = 10;

/// Reliability of a competency over its raters; `None` where undefined.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reliability {
    /// Raters behind it.
    pub raters: usize,
    /// Cronbach's alpha from pairwise covariances.
    pub alpha: Option<f64>,
    /// Feldt's interval of it.
    pub alpha_interval: Option<[f64; 2]>,
    /// Omega total of one factor, from raters who answered every item.
    pub omega: Option<f64>,
    /// Standard error of one rater's score, from alpha; in scale points.
    pub standard_error_of_measurement: Option<f64>,
    /// Indices of items that correlate negatively with the rest, by more than chance explains:
    /// perhaps keyed the wrong way.
    pub against: Vec<usize>,
}

/// Whether a correlation lies below zero by more than chance explains among many items: the upper
/// limit of its one-sided 99 % interval by Fisher's z (1921).
fn surely_negative(correlation: f64, raters: usize) -> bool {
    const LIMIT: f64 = 2.326;
    raters > 3 && correlation.atanh() + LIMIT / (raters as f64 - 3.0).sqrt() < 0.0
}

/// Reliability of the ratings behind a score; `None` below ten raters or two items.
pub(super) fn reliability(
    place: Place<'_>,
    behind: &[Rating<'_>],
    scale: &Scale,
    level: f64,
) -> Option<Reliability> {
    let items = &place.competency.items;
    if behind.len() < FEWEST || items.len() < 2 {
        return None;
    }
    let answers = |rating: &Rating<'_>| -> Vec<Option<f64>> {
        let given = |index: usize| rating.row.answers.get(place.first + index).copied();
        let turned = |(index, item): (usize, &crate::questionnaire::Item)| {
            let point = given(index).and_then(Answer::value)?;
            Some(if item.reverse { scale.reversed(point) } else { point } as f64)
        };
        items.iter().enumerate().map(turned).collect()
    };
    let rows: Vec<Vec<Option<f64>>> = behind.iter().map(answers).collect();
    let pairwise = Covariance::of(&rows, Missing::Pairwise).ok()?;
    let listwise = Covariance::of(&rows, Missing::Listwise);
    let scores: Vec<f64> = behind.iter().map(Rating::score).collect();
    let alpha = alpha(&pairwise).ok();
    let runs_against = |item: &usize| {
        corrected_item_total(&pairwise, *item).is_ok_and(|r| surely_negative(r, behind.len()))
    };
    Some(Reliability {
        raters: behind.len(),
        alpha,
        alpha_interval: alpha_interval(&pairwise, level).ok().map(|interval| interval.limits),
        omega: listwise.ok().and_then(|covariance| omega(&covariance).ok()),
        standard_error_of_measurement: standard_deviation(&scores)
            .zip(alpha)
            .and_then(|(sd, alpha)| standard_error_of_measurement(sd, alpha).ok()),
        against: (0..items.len()).filter(runs_against).collect(),
    })
}
