//! One statistic with all that belongs to it.

use crate::responses::Standing;
use crate::statistics::covariance::Missing;
use crate::statistics::undefined::{Estimate, Undefined};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// What a statistic is about, in the order of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Scores on the scale.
    Score,
    /// How well the items hang together.
    Reliability,
    /// Single items.
    Item,
    /// How far raters of one target agree.
    Agreement,
    /// How well ratings tell targets apart.
    RaterReliability,
    /// Importance and requirement against the score.
    Need,
    /// Rater groups against each other.
    Comparison,
    /// Self-ratings against those of others.
    SelfOther,
    /// Signs of careless answers.
    Careless,
}

impl Family {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Reliability => "reliability",
            Self::Item => "item",
            Self::Agreement => "agreement",
            Self::RaterReliability => "rater_reliability",
            Self::Need => "need",
            Self::Comparison => "comparison",
            Self::SelfOther => "self_other",
            Self::Careless => "careless",
        }
    }
}

/// Why a number that exists has no value here: it would tell few people from others.
pub(super) const WITHHELD: &str = "withheld";

/// One statistic. Numbers are unrounded; what is not known, not asked or undefined is `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statistic {
    /// Name of the organisation; `None`: all together.
    pub organisation: Option<String>,
    /// The person rated; `None`: the function, or everybody.
    pub subject: Option<String>,
    /// Why the person was rated.
    pub standing: Option<Standing>,
    /// Role id.
    pub role: Option<String>,
    /// Competency id.
    pub competency: Option<String>,
    /// Item id.
    pub item: Option<String>,
    /// Rater group; `None`: everybody but the assessed person.
    pub group: Option<&'static str>,
    /// The group that it is compared with.
    pub versus: Option<&'static str>,
    /// What it is about.
    pub family: Family,
    /// Stable name.
    pub statistic: &'static str,
    /// How it was computed, in plain words.
    pub method: Cow<'static, str>,
    /// What was done about missing answers; `None` where nothing had to be.
    #[serde(serialize_with = "missing_name")]
    pub missing: Option<Missing>,
    /// Ratings, pairs or responses behind it; the method says which where it is not plain.
    pub n: Option<usize>,
    /// Items; for statistics of raters, targets.
    pub k: Option<usize>,
    /// The value.
    pub value: Option<f64>,
    /// A word for the value: category, quadrant, or what is doubtful about it.
    pub label: Option<&'static str>,
    /// Lower limit of its interval.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
    /// Level of the interval.
    pub level: Option<f64>,
    /// Two-sided probability under no difference.
    pub p: Option<f64>,
    /// The same, adjusted after Holm over all competencies.
    pub p_holm: Option<f64>,
    /// The same, adjusted after Benjamini and Hochberg.
    pub p_bh: Option<f64>,
    /// Why there is no value, or no interval.
    pub reason: Option<String>,
}

impl Statistic {
    /// A statistic without a value yet.
    pub(super) fn new(
        family: Family,
        statistic: &'static str,
        method: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            organisation: None,
            subject: None,
            standing: None,
            role: None,
            competency: None,
            item: None,
            group: None,
            versus: None,
            family,
            statistic,
            method: method.into(),
            missing: None,
            n: None,
            k: None,
            value: None,
            label: None,
            lower: None,
            upper: None,
            level: None,
            p: None,
            p_holm: None,
            p_bh: None,
            reason: None,
        }
    }

    /// The name in files of what was done about missing answers.
    pub fn missing_name(&self) -> Option<&'static str> {
        self.missing.map(name_of)
    }

    pub(super) fn n(self, n: usize) -> Self {
        Self { n: Some(n), ..self }
    }

    pub(super) fn k(self, k: usize) -> Self {
        Self { k: Some(k), ..self }
    }

    pub(super) fn missing(self, missing: Option<Missing>) -> Self {
        Self { missing, ..self }
    }

    /// The value, or the reason why there is none. One that is not finite is none.
    pub(super) fn value(self, estimate: Estimate) -> Self {
        match estimate
            .and_then(|value| value.is_finite().then_some(value).ok_or(Undefined::Unknown))
        {
            Ok(value) => Self { value: Some(value), ..self },
            Err(reason) => self.because(reason.to_string()),
        }
    }

    /// The interval, or the reason why there is none. A reason that stands already is kept.
    pub(super) fn interval(self, level: f64, limits: Result<[f64; 2], Undefined>) -> Self {
        match limits {
            Ok([lower, upper]) => {
                Self { lower: Some(lower), upper: Some(upper), level: Some(level), ..self }
            }
            Err(_) if self.reason.is_some() => self,
            Err(reason) => self.because(format!("no interval: {reason}")),
        }
    }

    pub(super) fn p(self, p: f64) -> Self {
        Self { p: Some(p), ..self }
    }

    pub(super) fn label(self, label: Option<&'static str>) -> Self {
        Self { label, ..self }
    }

    pub(super) fn because(self, reason: impl Into<String>) -> Self {
        Self { reason: Some(reason.into()), ..self }
    }

    /// The same without any number that may not be shown.
    pub(super) fn withheld(self) -> Self {
        Self {
            value: None,
            label: None,
            lower: None,
            upper: None,
            level: None,
            p: None,
            ..self.because(WITHHELD)
        }
    }

    /// The same; withheld unless it may be shown.
    pub(super) fn shown_if(self, may_show: bool) -> Self {
        if may_show { self } else { self.withheld() }
    }
}

fn name_of(missing: Missing) -> &'static str {
    match missing {
        Missing::Pairwise => "pairwise",
        Missing::Listwise => "listwise",
    }
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over the field itself"
)]
fn missing_name<S: Serializer>(
    missing: &Option<Missing>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    missing.map(name_of).serialize(serializer)
}
