//! Data quality of responses: counted and reported, never acted upon.
//!
//! A response is flagged when one of three conservative rules speaks against it; several hurdles,
//! each hard to fail by chance, follow Curran 2016. Scores are given with and without flagged
//! responses, where that gives nobody away.

use super::panel::concerns;
use super::rating::{Place, exists, total};
use super::{FlagCounts, Quality};
use crate::questionnaire::{Competency, Questionnaire};
use crate::responses::{Organisation, Response};
use crate::statistics::moments;

/// Fewer answers than this say nothing about straight-lining or haste.
const LEAST_ANSWERS: usize = 10;

/// What speaks against a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flags {
    pub(super) straightlined: bool,
    pub(super) contradictory: bool,
    pub(super) hurried: bool,
}

impl Flags {
    pub(super) fn any(self) -> bool {
        self.straightlined || self.contradictory || self.hurried
    }
}

/// Flags of every response, in their order.
pub(super) fn flags(organisation: &Organisation, questionnaire: &Questionnaire) -> Vec<Flags> {
    let flags = |response: &Response| Flags {
        straightlined: straightlines(response, questionnaire),
        contradictory: contradicts(response, questionnaire),
        hurried: hurries(response, questionnaire),
    };
    organisation.responses.iter().map(flags).collect()
}

/// How many of these are flagged, and for what.
pub(super) fn count(flags: impl Iterator<Item = Flags>) -> FlagCounts {
    flags.fold(FlagCounts::default(), |counts, flags| FlagCounts {
        raters: counts.raters + usize::from(flags.any()),
        straightlined: counts.straightlined + usize::from(flags.straightlined),
        contradictory: counts.contradictory + usize::from(flags.contradictory),
        hurried: counts.hurried + usize::from(flags.hurried),
    })
}

/// Flags and counts over all responses of an organisation.
pub(super) fn quality(
    organisation: &Organisation,
    questionnaire: &Questionnaire,
    flags: &[Flags],
) -> Quality {
    let counts = count(flags.iter().copied());
    let mut quality = Quality {
        straightlined: counts.straightlined,
        contradictory: counts.contradictory,
        hurried: counts.hurried,
        flagged: counts.raters,
        ..Quality::default()
    };
    for response in &organisation.responses {
        count_missing(response, questionnaire, &mut quality);
    }
    quality
}

/// Whether the longest run of identical answers, before reversing and in the questionnaire's order,
/// reaches the limit as a share of the answers given. Blanks are passed over: leaving one out does
/// not make the run shorter. Johnson 2005.
fn straightlines(response: &Response, questionnaire: &Questionnaire) -> bool {
    let (mut given, mut longest, mut run) = (0_usize, 0_usize, 0_usize);
    let mut last = None;
    for point in response.answers.iter().filter_map(|answer| answer.value()) {
        given += 1;
        run = if last == Some(point) { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(point);
    }
    given >= LEAST_ANSWERS
        && longest as f64 >= questionnaire.scoring.straightline_share * given as f64
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
    moments::mean(&distances).is_some_and(|mean| mean >= limit)
}

/// Whether the answers came faster than anybody reads statements: less time per answer than the
/// limit, two seconds by default (Huang, Curran, Keeney, Poposki & `DeShon` 2012).
fn hurries(response: &Response, questionnaire: &Questionnaire) -> bool {
    let given = response.answers.iter().filter(|answer| answer.value().is_some()).count();
    let limit = questionnaire.scoring.seconds_per_item * given as f64;
    given >= LEAST_ANSWERS && response.seconds.is_some_and(|seconds| seconds < limit)
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
        moments::mean(&points)
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
