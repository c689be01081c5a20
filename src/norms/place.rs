//! Where a score lies among the scores of a norm sample.

use super::{Entry, Norms};
use crate::diagnostic::Diagnostic;
use crate::statistics::norm_score::NormSample;
use serde::Serialize;

/// Level of the interval of a percentile.
const LEVEL: f64 = 0.95;

/// Where a score lies among the scores of a norm sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NormStanding {
    /// Percent of such organisations that score lower (Crawford & Howell 1998).
    pub percentile: f64,
    /// 95 % interval of it: how well a sample of this size knows it.
    pub percentile_interval: Option<[f64; 2]>,
    /// 50 + 10 times the distance from the norm's mean in standard deviations.
    pub t_score: f64,
    /// Organisations behind it.
    pub n: usize,
    /// Their mean, on the scale.
    pub mean: f64,
}

impl Norms {
    /// The standing of a role's score; `None` where the norms have no entry or no spread.
    pub fn role_standing(&self, id: &str, score: f64) -> Option<NormStanding> {
        self.role.get(id)?.standing(score)
    }

    /// The standing of a competency's score; `None` as for a role.
    pub fn competency_standing(&self, id: &str, score: f64) -> Option<NormStanding> {
        self.competency.get(id)?.standing(score)
    }

    /// Why the norms do not fit a questionnaire; `None`: they do. A different version is told, not
    /// refused.
    pub fn mismatch(
        &self,
        (id, version): (&str, &str),
        scale: [i64; 2],
        file: &str,
    ) -> Option<Diagnostic> {
        let problem = if self.questionnaire != id {
            let theirs = &self.questionnaire;
            let message =
                format!("the norms are of the questionnaire \"{theirs}\", not of \"{id}\"");
            Diagnostic::error("other-norms", message)
        } else if self.scale != scale {
            let [low, high] = self.scale;
            let message = format!("the norms are of a scale from {low} to {high}");
            Diagnostic::error("other-norms", message)
        } else if self.questionnaire_version != version {
            let theirs = &self.questionnaire_version;
            let message = format!(
                "the norms are of version {theirs}, the questionnaire is version {version}"
            );
            Diagnostic::warning("norms-of-other-version", message)
        } else {
            return None;
        };
        Some(problem.at_file(file).with_hint("make norms with `assess norms make`"))
    }
}

impl Entry {
    fn standing(&self, score: f64) -> Option<NormStanding> {
        let sample = NormSample { mean: self.mean, deviation: self.sd, n: self.n };
        Some(NormStanding {
            percentile: sample.percentile(score).ok()?,
            percentile_interval: sample.percentile_interval(score, LEVEL).ok(),
            t_score: sample.t_score(score).ok()?,
            n: self.n,
            mean: self.mean,
        })
    }
}
