//! Data quality of responses: counted and reported, never acted upon.

use super::Quality;
use super::panel::concerns;
use super::rating::{Place, exists, total};
use crate::questionnaire::{Competency, Questionnaire};
use crate::responses::{Organisation, Response};

/// Fewer answers than this say nothing about straight-lining.
const LEAST_ANSWERS: usize = 10;

/// Flags and counts over all responses of an organisation.
pub(super) fn quality(organisation: &Organisation, questionnaire: &Questionnaire) -> Quality {
    let mut quality = Quality::default();
    for response in &organisation.responses {
        quality.straightlined += usize::from(straightlines(response, questionnaire));
        quality.contradictory += usize::from(contradicts(response, questionnaire));
        count_missing(response, questionnaire, &mut quality);
    }
    quality
}

/// Whether the longest run of identical answers, before reversing and in the questionnaire's order,
/// reaches the limit as a share of the answers given. Blanks are passed over: leaving one out does
/// not make the run shorter. Johnson 2005.
fn straightlines(response: &Response, questionnaire: &Questionnaire) -> bool {
    let given: Vec<i64> = response.answers.iter().filter_map(|answer| answer.value()).collect();
    let longest = given.chunk_by(|a, b| a == b).map(<[i64]>::len).max().unwrap_or(0);
    given.len() >= LEAST_ANSWERS
        && longest as f64 >= questionnaire.scoring.straightline_share * given.len() as f64
}

/// Whether reversed items stand far from their siblings once reversed: the mean over competencies
/// of the distance between the two means, in scale points.
fn contradicts(response: &Response, questionnaire: &Questionnaire) -> bool {
    let mut first = 0;
    let mut distances = Vec::new();
    for competency in &questionnaire.competencies {
        distances.extend(distance(response, Place { competency, first }, questionnaire));
        first += competency.items.len();
    }
    let limit = questionnaire.scoring.reverse_inconsistent;
    crate::statistics::moments::mean(&distances).is_some_and(|mean| mean >= limit)
}

/// Distance between the means of the reversed and of the other items of one competency, both
/// turned the same way; `None` when either has no answer.
fn distance(response: &Response, place: Place<'_>, questionnaire: &Questionnaire) -> Option<f64> {
    let mean_of = |reverse: bool| {
        let items = place.competency.items.iter().enumerate();
        let points: Vec<f64> = items
            .filter(|(_, item)| item.reverse == reverse)
            .filter_map(|(index, _)| response.answers.get(place.first + index)?.value())
            .map(|point| if reverse { questionnaire.scale.reversed(point) } else { point } as f64)
            .collect();
        crate::statistics::moments::mean(&points)
    };
    Some((mean_of(true)? - mean_of(false)?).abs())
}

/// Counts prorated scores and scores that fail the missing rule.
fn count_missing(response: &Response, questionnaire: &Questionnaire, quality: &mut Quality) {
    for role in questionnaire.roles.iter().filter(|role| concerns(response, questionnaire, role)) {
        for (first, competency) in questionnaire.competencies_of(&role.id) {
            let (_, answered) = total(response, Place { competency, first }, &questionnaire.scale);
            if answered > 0 && answered < items(competency) {
                let exists = exists(questionnaire.scoring.missing, answered, items(competency));
                quality.prorated += usize::from(exists);
                quality.below_missing_rule += usize::from(!exists);
            }
        }
    }
}

fn items(competency: &Competency) -> usize {
    competency.items.len()
}
