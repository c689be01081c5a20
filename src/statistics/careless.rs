//! Signs of careless answering, for one respondent at a time.
//!
//! Nothing here leaves a respondent out. Answers are taken before reversing, in the order in which
//! they were asked, except where said otherwise.

pub mod mahalanobis;

use super::co_moments::CoMoments;
use super::moments::{mean, standard_deviation};
use super::split_half::spearman_brown;
use super::undefined::{Estimate, Undefined};

/// Fewer seconds per item than this are too few to read it (Huang et al. 2012).
pub const HASTY_SECONDS: f64 = 2.0;

/// Length of the longest run of equal answers, 1 or more.
///
/// A missing answer ends a run and is none itself. Undefined without answers. Johnson 2005; Meade
/// & Craig 2012. Checked against careless 1.2.2 (`longstring`).
pub fn longstring(answers: &[Option<f64>]) -> Result<usize, Undefined> {
    runs(answers).into_iter().max().ok_or(TOO_FEW_ANSWERS)
}

/// Mean length of the runs of equal answers, 1 or more.
///
/// Runs as in [`longstring`]. Undefined without answers. Checked against careless 1.2.2
/// (`longstring`, `avg`).
pub fn average_string(answers: &[Option<f64>]) -> Estimate {
    let lengths: Vec<f64> = runs(answers).into_iter().map(|length| length as f64).collect();
    mean(&lengths).ok_or(TOO_FEW_ANSWERS)
}

/// Intra-individual response variability: the standard deviation (divisor n - 1) of a respondent's
/// answers, in scale points. Low for those who answer all alike.
///
/// Undefined below two answers. Dunn, Heggestad, Shanock & Theilgard 2018. Checked against careless
/// 1.2.2 (`irv`).
pub fn response_variability(answers: &[Option<f64>]) -> Estimate {
    let given: Vec<f64> = answers.iter().flatten().copied().collect();
    let found = given.len();
    let too_few = Undefined::TooFew { of: "answers", needed: 2, found };
    standard_deviation(&given).ok_or(too_few)
}

/// Even-odd consistency, -1 to 1: high for those who answer alike what belongs together.
///
/// `scales` has the answers of one respondent by scale, reversed where the item is. The means of
/// each scale's odd and even items are correlated over scales and stepped up by Spearman & Brown;
/// what falls below -1 is -1. Scales with an empty half do not count. Undefined below three scales
/// (two always correlate fully) and when a half is alike in all of them. Johnson 2005.
///
/// Checked against careless 1.2.2 (`evenodd`), whose sign is the other one: high there is careless.
pub fn even_odd(scales: &[Vec<Option<f64>>]) -> Estimate {
    let pairs: Vec<(f64, f64)> =
        scales.iter().filter_map(|scale| Some((half(scale, 0)?, half(scale, 1)?))).collect();
    if pairs.len() < 3 {
        return Err(Undefined::TooFew { of: "scales", needed: 3, found: pairs.len() });
    }
    let correlation = CoMoments::of(&pairs).correlation().ok_or(Undefined::NoVariance)?;
    Ok(spearman_brown(correlation, 2.0).map_or(-1.0, |consistency| consistency.max(-1.0)))
}

/// Seconds per item answered.
///
/// Unknown when the time is below zero or not finite; undefined without answers.
pub fn seconds_per_item(seconds: f64, answered: usize) -> Estimate {
    if !seconds.is_finite() || seconds < 0.0 {
        return Err(Undefined::Unknown);
    }
    if answered == 0 { Err(TOO_FEW_ANSWERS) } else { Ok(seconds / answered as f64) }
}

const TOO_FEW_ANSWERS: Undefined = Undefined::TooFew { of: "answers", needed: 1, found: 0 };

/// Lengths of the runs of equal answers; missing ones part them.
fn runs(answers: &[Option<f64>]) -> Vec<usize> {
    let runs = answers.chunk_by(|a, b| a == b);
    runs.filter(|run| run.first().is_some_and(Option::is_some)).map(<[_]>::len).collect()
}

/// Mean of every other answer of a scale; `None` without answers.
fn half(scale: &[Option<f64>], first: usize) -> Option<f64> {
    let given: Vec<f64> = scale.iter().skip(first).step_by(2).flatten().copied().collect();
    mean(&given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(points: &[i32]) -> Vec<Option<f64>> {
        points.iter().map(|point| (*point > 0).then(|| f64::from(*point))).collect()
    }

    #[test]
    fn a_missing_answer_ends_a_run() {
        assert_eq!(longstring(&answers(&[3, 3, 0, 3, 2, 2, 2])), Ok(3));
        assert_eq!(longstring(&answers(&[3, 3, 0, 3])), Ok(2));
        assert_eq!(average_string(&answers(&[3, 3, 0, 0, 3])), Ok(1.5));
        assert_eq!(longstring(&answers(&[0, 0])), Err(TOO_FEW_ANSWERS));
        assert_eq!(average_string(&[]), Err(TOO_FEW_ANSWERS));
    }

    #[test]
    fn variability_passes_over_what_is_missing() {
        assert_eq!(response_variability(&answers(&[2, 0, 4, 3])), Ok(1.0));
        assert_eq!(response_variability(&answers(&[4, 4])), Ok(0.0));
        assert!(response_variability(&answers(&[4, 0])).is_err());
    }

    #[test]
    fn consistency_is_high_for_those_who_read() {
        let same = [answers(&[1, 1, 1]), answers(&[3, 3, 3]), answers(&[5, 5, 4])];
        assert!(even_odd(&same).unwrap() > 0.9);
        let opposed = [answers(&[1, 5]), answers(&[3, 3]), answers(&[5, 1])];
        assert_eq!(even_odd(&opposed), Ok(-1.0));
        assert!(even_odd(&same[..2]).is_err());
        let alike = [answers(&[2, 1]), answers(&[2, 3]), answers(&[2, 5])];
        assert_eq!(even_odd(&alike), Err(Undefined::NoVariance));
        let single = [answers(&[2]), answers(&[3]), answers(&[1, 0]), answers(&[5, 5])];
        assert!(even_odd(&single).is_err());
    }

    #[test]
    fn time_needs_answers() {
        assert_eq!(seconds_per_item(30.0, 20), Ok(1.5));
        assert!(seconds_per_item(30.0, 0).is_err());
        assert!(seconds_per_item(f64::NAN, 3).is_err());
    }
}
