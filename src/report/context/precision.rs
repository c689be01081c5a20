//! How far a score can be trusted: flagged answers, reliability, norms.

use super::Sources;
use crate::norms::NormStanding;
use crate::questionnaire::Competency;
use crate::report::escape::one_line;
use crate::report::number::tenths;
use crate::report::wording::Wording;
use crate::results::{CompetencyResult, Results, RoleResult};
use serde::Serialize;

/// Alpha whose whole interval lies below this says that the items measure different things
/// (Nunnally & Bernstein 1994 ask for .70).
const LOOSE_BELOW: f64 = 0.7;

/// Raters whose answers look careless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlaggedView {
    /// How many.
    pub n: usize,
    /// "two of seven raters".
    pub raters: String,
    /// All of them gave (nearly) the same answer throughout.
    pub straightlined: bool,
    /// The score without them, one decimal; absent where it may not be shown.
    pub without: Option<String>,
    /// Whether the printed score would be another one.
    pub matters: bool,
}

/// Where a score lies among the norms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NormView {
    /// "62".
    pub percentile: String,
    /// "45 to 77": how well norms of this size know it.
    pub interval: Option<String>,
    /// "53".
    pub t_score: String,
    /// Organisations behind it.
    pub n: usize,
    /// Their mean, one decimal.
    pub mean: Option<String>,
}

/// The norms that scores are set beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NormsView {
    /// Base name of the file.
    pub file: String,
    /// Its day in words.
    pub date: String,
    /// "24 organisations".
    pub organisations: String,
    /// What they are a sample of.
    pub sample: Option<String>,
}

/// Numbers on how far a competency's score can be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PrecisionView {
    /// Standard deviation of the raters' scores, two decimals.
    pub standard_deviation: Option<String>,
    /// rwg(j), two decimals.
    pub rwg_j: Option<String>,
    /// Average deviation, two decimals.
    pub average_deviation: Option<String>,
    /// Cronbach's alpha with its interval.
    pub alpha: Option<String>,
    /// Omega total, two decimals.
    pub omega: Option<String>,
    /// Standard error of one rater's score, two decimals.
    pub error_of_measurement: Option<String>,
    /// Score without flagged responses, one decimal.
    pub without_flagged: Option<String>,
    /// Whether the items hang together loosely.
    pub loose: bool,
    /// Statements that run against the others.
    pub against: Vec<String>,
}

/// Flagged raters of a role; `None` where there are none.
pub(super) fn flagged(wording: &Wording, result: &RoleResult) -> Option<FlaggedView> {
    let counts = result.flagged.filter(|counts| counts.raters > 0)?;
    let (n, total) = (counts.raters, result.n_raters.max(counts.raters));
    let words = [wording.number_word(n), wording.number_word(total)];
    let without = result.without_flagged.and_then(tenths);
    Some(FlaggedView {
        n,
        raters: wording.fill("phrase.of_raters", &[("n", &words[0]), ("total", &words[1])]),
        straightlined: counts.straightlined == counts.raters,
        without: without.map(|value| wording.tenths(value)),
        matters: without.is_some() && without != result.score.and_then(tenths),
    })
}

/// A norm standing in words.
pub(super) fn norm(wording: &Wording, standing: Option<NormStanding>) -> Option<NormView> {
    let standing = standing?;
    let share = |percent: f64| wording.hundredths(percent / 100.0);
    let interval = standing.percentile_interval.map(|[low, high]| {
        wording.fill("format.range", &[("low", &share(low)), ("high", &share(high))])
    });
    Some(NormView {
        percentile: share(standing.percentile),
        interval,
        t_score: wording.whole(standing.t_score),
        n: standing.n,
        mean: wording.decimal(standing.mean),
    })
}

/// The norms in words; `None` where none were given.
pub(super) fn norms(wording: &Wording, results: &Results) -> Option<NormsView> {
    let norms = results.norms.as_ref()?;
    Some(NormsView {
        file: one_line(&norms.file.name),
        date: wording.date(&norms.date),
        organisations: wording.count("noun.organisation", norms.organisations),
        sample: norms.sample.as_deref().map(one_line).filter(|text| !text.is_empty()),
    })
}

/// The precision of a competency's score.
pub(super) fn precision(
    sources: Sources<'_>,
    known: Option<&Competency>,
    result: &CompetencyResult,
) -> PrecisionView {
    let wording = sources.wording;
    let two = |value: Option<f64>| value.and_then(|value| wording.hundredths_of(value));
    let reliability = result.reliability.as_ref();
    let alpha = reliability.and_then(|one| {
        let alpha = two(one.alpha)?;
        Some(match one.alpha_interval {
            Some([low, high]) => {
                let (low, high) = (two(Some(low))?, two(Some(high))?);
                let range = wording.fill("format.range", &[("low", &low), ("high", &high)]);
                format!("{alpha} ({range})")
            }
            None => alpha,
        })
    });
    let items = known.map(|one| one.items.as_slice()).unwrap_or_default();
    let against = reliability.map(|one| one.against.as_slice()).unwrap_or_default();
    let statements = items.iter().filter(|item| against.contains(&item.id));
    PrecisionView {
        standard_deviation: two(result.standard_deviation),
        rwg_j: two(result.agreement.rwg_j),
        average_deviation: two(result.agreement.ad),
        alpha,
        omega: two(reliability.and_then(|one| one.omega)),
        error_of_measurement: two(reliability.and_then(|one| one.standard_error_of_measurement)),
        without_flagged: result.without_flagged.and_then(|value| wording.decimal(value)),
        loose: reliability
            .and_then(|one| one.alpha_interval)
            .is_some_and(|[_, high]| high < LOOSE_BELOW),
        against: statements.map(|item| one_line(&item.text)).collect(),
    }
}
