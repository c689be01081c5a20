//! Norms: how scores spread over a batch of organisations, and where one score lies among them.
//!
//! A norms file holds means, standard deviations and numbers, and nothing that tells who was in the
//! batch: an entry rests on at least [`FEWEST`] organisations. [`make`] makes one, [`Norms::parse`]
//! reads one, [`Norms::competency_standing`] sets a score beside it.

mod make;
mod place;

pub use make::make;
pub use place::NormStanding;

use crate::diagnostic::Diagnostic;
use crate::wave::is_day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema identifier of a norms file.
pub const SCHEMA: &str = "assess/norms/1";

/// Organisations below which an entry is left out: the mean and spread of a few would tell of each.
pub const FEWEST: usize = 5;

/// More organisations or raters than any sample has.
const MOST: usize = 1_000_000_000;

/// Norms of one questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norms {
    /// [`SCHEMA`].
    pub schema: String,
    /// Questionnaire id.
    pub questionnaire: String,
    /// Questionnaire version.
    pub questionnaire_version: String,
    /// Ends of its scale.
    pub scale: [i64; 2],
    /// Day on which the norms were made, ISO 8601.
    pub date: String,
    /// What the sample is, in the maker's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// Organisations in the sample that others than the holders rated.
    pub organisations: usize,
    /// Entries by role id.
    #[serde(default)]
    pub role: BTreeMap<String, Entry>,
    /// Entries by competency id.
    #[serde(default)]
    pub competency: BTreeMap<String, Entry>,
}

/// The spread of one score over the organisations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Organisations.
    pub n: usize,
    /// Mean of their scores, on the scale.
    pub mean: f64,
    /// Standard deviation of their scores (divisor n - 1).
    pub sd: f64,
    /// Raters behind all of them.
    pub raters: usize,
    /// Standard deviation among raters of the same organisation, pooled; absent without two raters
    /// anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_sd: Option<f64>,
    /// Its degrees of freedom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_freedom: Option<f64>,
    /// Reliability of one rater, ICC(1); may be negative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icc1: Option<f64>,
    /// The scores that rater groups gave, where they may be shown.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub group: BTreeMap<String, GroupEntry>,
}

/// The spread of the scores of one rater group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    /// Organisations.
    pub n: usize,
    /// Mean of their scores, on the scale.
    pub mean: f64,
    /// Standard deviation of their scores.
    pub sd: f64,
}

/// The noise of a score as the sample knows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// Standard deviation among raters of the same organisation.
    pub within: f64,
    /// Its degrees of freedom.
    pub freedom: f64,
    /// Reliability of one rater, ICC(1), in 0 to 1.
    pub icc1: f64,
}

impl Norms {
    /// Reads a norms file.
    ///
    /// # Errors
    /// When it is no norms file, or a number in it cannot be one; names line and remedy.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostic> {
        let hint = "make one with `assess norms make`";
        let refuse =
            |message: String| Diagnostic::error("bad-norms", message).at_file(file).with_hint(hint);
        let norms: Self = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
            refuse(error.message().replace('\n', " ")).at_row(line)
        })?;
        if norms.schema != SCHEMA {
            return Err(refuse(format!("the norms are \"{}\", not \"{SCHEMA}\"", norms.schema)));
        }
        if !norms.is_sound() {
            return Err(refuse(
                "scale, date or number of organisations cannot be right".to_owned(),
            ));
        }
        let scale = norms.scale;
        let mut entries = norms.role.iter().chain(&norms.competency);
        match entries.find(|(_, entry)| !entry.is_sound(scale)) {
            Some((id, _)) => {
                Err(refuse(format!("the norms of \"{id}\" cannot be right")).with_value(id.clone()))
            }
            None => Ok(norms),
        }
    }

    fn is_sound(&self) -> bool {
        let [low, high] = self.scale;
        low < high && is_day(&self.date) && (FEWEST..=MOST).contains(&self.organisations)
    }

    /// What is known of the noise of a role's or a competency's score.
    pub fn noise(&self, id: &str) -> Option<Noise> {
        let entry = self.competency.get(id).or_else(|| self.role.get(id))?;
        let (within, freedom) = (entry.within_sd?, entry.within_freedom?);
        let icc1 = entry.icc1.filter(|icc| (0.0..=1.0).contains(icc))?;
        (within > 0.0).then_some(Noise { within, freedom, icc1 })
    }
}

impl Entry {
    fn is_sound(&self, [low, high]: [i64; 2]) -> bool {
        let (low, high) = (low as f64, high as f64);
        let on_scale = |value: f64| (low..=high).contains(&value);
        let spread = |value: f64| (0.0..=high - low).contains(&value);
        let enough = |n: usize| (FEWEST..=MOST).contains(&n);
        let group = |one: &GroupEntry| enough(one.n) && on_scale(one.mean) && spread(one.sd);
        enough(self.n)
            && on_scale(self.mean)
            && spread(self.sd)
            && (self.n..=MOST).contains(&self.raters)
            && self.within_sd.is_none_or(spread)
            && self.within_freedom.is_none_or(|freedom| freedom.is_finite() && freedom >= 1.0)
            && self.icc1.is_none_or(|icc| (-1.0..=1.0).contains(&icc))
            && self.group.values().all(group)
    }
}
