//! How far a score moved between two waves, and whether that is more than noise.

use crate::norms::Noise as NormNoise;
use crate::statistics::distribution::{t_quantile, t_upper_tail};
use crate::statistics::multiplicity::holm;
use crate::statistics::reliable_change::error_from_means;
use crate::statistics::undefined::{Estimate, Undefined};
use crate::wave::Point;
use serde::Serialize;

/// The difference of one score. Scores and differences are in points of the questionnaire's scale.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Difference {
    /// The earlier score.
    pub before: Option<f64>,
    /// The later score.
    pub after: Option<f64>,
    /// Raters of the earlier score.
    pub n_before: usize,
    /// Raters of the later score.
    pub n_after: usize,
    /// The later target; a target that moved is no change of a score.
    pub target: Option<f64>,
    /// `after - before`; positive is a rise.
    pub change: Option<f64>,
    /// Interval of the change, at the questionnaire's level, cut to what the scale allows.
    pub interval: Option<[f64; 2]>,
    /// Standard error of the difference, `S_diff`.
    pub standard_error: Option<f64>,
    /// Degrees of freedom of the standard error (Satterthwaite 1946).
    pub freedom: Option<f64>,
    /// `change / standard error`.
    pub reliable_change_index: Option<f64>,
    /// The smallest change that lies outside the noise, taken alone.
    pub smallest_reliable_change: Option<f64>,
    /// Where the noise is known from.
    pub noise_from: Option<Noise>,
    /// Reliability of each score, where the noise comes from norms.
    pub reliability: Option<[f64; 2]>,
    /// Two-sided p value, taken alone.
    pub p: Option<f64>,
    /// The same adjusted for the family by Holm's procedure.
    pub p_holm: Option<f64>,
    /// What the numbers say.
    pub verdict: Verdict,
    /// Why there is no verdict.
    pub reason: Option<NoVerdict>,
}

/// What is known of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The score rose by more than noise explains.
    Risen,
    /// The score fell by more than noise explains.
    Fallen,
    /// The difference lies within the noise; that is no proof that nothing changed.
    WithinNoise,
    /// There is no telling.
    #[default]
    Unknown,
}

/// Where the noise of a score is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Noise {
    /// The differences among the raters of each wave.
    Raters,
    /// The differences among raters of the same target in a norm sample.
    Norms,
}

/// Why there is no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoVerdict {
    /// Rated in the earlier wave alone.
    OnlyBefore,
    /// Rated in the later wave alone.
    OnlyAfter,
    /// Other statements were asked.
    OtherStatements,
    /// The scales differ.
    OtherScale,
    /// Self-ratings in one wave, ratings by others in the other.
    SelfAgainstOthers,
    /// Other areas were rated in one of the waves.
    OtherAreas,
    /// The function in one wave, named holders in the other.
    OtherBasis,
    /// A group of raters is too small to be shown in one wave, and so not in its score.
    OtherGroups,
    /// The areas of the role count in other proportions.
    OtherWeights,
    /// One rater or full agreement in a wave: its noise is not known.
    NoSpread,
}

/// What the verdict is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Terms {
    /// Level of intervals, such as 0.95.
    pub(super) level: f64,
    /// Highest minus lowest point of the scale.
    pub(super) width: f64,
}

/// A standard error with its degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spread {
    error: f64,
    freedom: f64,
}

/// The difference of two scores that measure the same.
///
/// Waves count as independent samples of raters: `S_diff = sqrt(SE1^2 + SE2^2)` on Satterthwaite's
/// degrees of freedom, which for two means over raters is Welch's test. Where the same people
/// answered twice this is on the safe side. With norms each standard error is the norm's spread
/// among raters over the root of the number of raters, which is the `SD sqrt(1 - reliability)` of
/// Jacobson & Truax 1991 with the reliability ICC(1,n). The limit of the reliable change index is
/// Student's t, not 1.96: few raters know their own spread badly.
pub(super) fn difference(
    before: &Point,
    after: &Point,
    norm: Option<NormNoise>,
    terms: Terms,
) -> Difference {
    let mut found = Difference {
        before: before.score,
        after: after.score,
        n_before: before.n_raters,
        n_after: after.n_raters,
        target: after.target,
        ..Difference::default()
    };
    let (Some(earlier), Some(later)) = (before.score, after.score) else {
        found.reason = match (before.score, after.score) {
            (Some(_), None) => Some(NoVerdict::OnlyBefore),
            (None, Some(_)) => Some(NoVerdict::OnlyAfter),
            _ => None,
        };
        return found;
    };
    let change = later - earlier;
    found.change = Some(change);
    let spread = match norm {
        Some(norm) => of_norm(before, after, norm),
        None => of_raters(before, after),
    };
    let Some((spread, limit)) = spread.and_then(|spread| {
        Some((spread, t_quantile(f64::midpoint(1.0, terms.level), spread.freedom)?))
    }) else {
        found.reason = Some(NoVerdict::NoSpread);
        return found;
    };
    let half = limit * spread.error;
    let index = change / spread.error;
    found.interval = Some([(change - half).max(-terms.width), (change + half).min(terms.width)]);
    found.standard_error = Some(spread.error);
    found.freedom = Some(spread.freedom);
    found.reliable_change_index = Some(index);
    found.smallest_reliable_change = Some(half);
    found.noise_from = Some(if norm.is_some() { Noise::Norms } else { Noise::Raters });
    found.reliability = norm.map(|norm| [before, after].map(|one| stepped_up(norm.icc1, one)));
    found.p = t_upper_tail(index.abs(), spread.freedom).map(|tail| 2.0 * tail);
    found
}

/// Why two scores cannot be compared, before any arithmetic.
pub(super) fn incomparable(before: &Point, after: &Point, reason: NoVerdict) -> Difference {
    Difference {
        before: before.score,
        after: after.score,
        n_before: before.n_raters,
        n_after: after.n_raters,
        target: after.target,
        reason: Some(reason),
        ..Difference::default()
    }
}

/// Adjusts the p values of one family and says what they mean. Those without a p value are no
/// members.
pub(super) fn judge(family: &mut [&mut Difference], level: f64) {
    let p: Vec<Estimate> =
        family.iter().map(|one| one.p.ok_or(Undefined::NothingToCompare)).collect();
    for (one, adjusted) in family.iter_mut().zip(holm(&p)) {
        let adjusted = adjusted.ok();
        one.p_holm = adjusted;
        one.verdict = match (adjusted, one.change) {
            (Some(p), Some(change)) if p <= 1.0 - level && change > 0.0 => Verdict::Risen,
            (Some(p), Some(change)) if p <= 1.0 - level && change < 0.0 => Verdict::Fallen,
            (Some(_), Some(_)) => Verdict::WithinNoise,
            _ => Verdict::Unknown,
        };
    }
}

/// Welch's standard error and Satterthwaite's degrees of freedom.
fn of_raters(before: &Point, after: &Point) -> Option<Spread> {
    let [first, second] = [before, after].map(own_spread);
    let (first, second) = (first?, second?);
    let (a, b) = (first.error.powi(2), second.error.powi(2));
    let freedom = (a + b).powi(2) / (a.powi(2) / first.freedom + b.powi(2) / second.freedom);
    Some(Spread { error: error_from_means(first.error, second.error).ok()?, freedom })
}

/// The spread of a score in its own wave; degrees of freedom that were not written are those of one
/// pool of raters.
fn own_spread(point: &Point) -> Option<Spread> {
    let error = point.standard_error.filter(|error| *error > 0.0)?;
    let people = point.n_raters as f64;
    let of_people = (people - 1.0).max(1.0);
    let freedom = point.freedom.unwrap_or(of_people);
    // Ratings of several holders by the same people tell no more than the people.
    let repeated = ((freedom + 1.0) / people).max(1.0);
    Some(Spread { error: error * repeated.sqrt(), freedom: freedom.min(of_people) })
}

fn of_norm(before: &Point, after: &Point, norm: NormNoise) -> Option<Spread> {
    let usable = before.n_raters > 0 && after.n_raters > 0 && norm.within > 0.0;
    let inverse = 1.0 / before.n_raters as f64 + 1.0 / after.n_raters as f64;
    usable.then(|| Spread { error: norm.within * inverse.sqrt(), freedom: norm.freedom })
}

/// Reliability of a mean over a score's raters (Spearman & Brown 1910).
fn stepped_up(icc1: f64, point: &Point) -> f64 {
    let raters = point.n_raters as f64;
    raters * icc1 / (1.0 + (raters - 1.0) * icc1)
}
