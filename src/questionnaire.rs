//! Questionnaires: scales, roles, competencies, items, context questions and decision data.
//!
//! A questionnaire is data (`questionnaires/`): nothing in the program names a competency, a role
//! or a regulation. [`Questionnaire`] is a checked one; every id that something refers to exists.

mod builtin;
mod check;
pub mod codes;
pub mod condition;
pub mod context;
pub mod decision_model;
pub mod followup;
pub mod form_words;
mod language;
mod load;
mod profile;
mod reader;
mod recognition;
mod review;
mod show;
mod source;

pub use builtin::{builtin, builtin_in, builtin_languages, builtin_names};
pub use language::translated;
pub use load::parse;
pub use profile::apply_profile;
pub use recognition::{Fit, recognise};
pub use review::review;
pub use show::{listing, show, starter};
pub use source::Source;

use condition::Condition;
use context::ContextQuestion;
use decision_model::DecisionModel;
use followup::FollowUps;
use serde::{Deserialize, Serialize};

/// A checked questionnaire.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    /// Identity, status, licence and provenance.
    pub model: Model,
    /// The answer scale that all items share.
    pub scale: Scale,
    /// How answers become scores.
    pub scoring: Scoring,
    /// Score bands from the lowest up; contiguous, lower bound inclusive.
    pub bands: Vec<Band>,
    /// Roles in the order of the file.
    pub roles: Vec<Role>,
    /// Competencies in the order of the file.
    pub competencies: Vec<Competency>,
    /// Context questions in the order of the file.
    pub context: Vec<ContextQuestion>,
    /// The statements that the questionnaire was made from; empty when it keeps no such record.
    pub seeds: Vec<Seed>,
    /// Decision data; `None`: scores without a decision.
    pub decision: Option<DecisionModel>,
    /// What follows from an answer; empty when the questionnaire says nothing.
    pub follow_ups: FollowUps,
    /// SHA-256 of the file or files, as lowercase hexadecimal.
    pub sha256: String,
    /// What `--profile` changed, one plain line each; empty without a profile.
    pub overrides: Vec<String>,
}

/// Identity, status, licence and provenance of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// Stable identifier, for example `tech-leadership-readiness`.
    pub id: String,
    /// Version text.
    pub version: String,
    /// Title for people.
    pub title: String,
    /// BCP 47 language tag of its texts.
    pub language: String,
    /// Whether experts have yet to review it: reports then say "draft model".
    pub draft: bool,
    /// SPDX licence expression.
    pub licence: Option<String>,
    /// Who wrote it and from what.
    pub provenance: Option<String>,
    /// What the assessment is for, printed in every report.
    pub purpose: Option<String>,
    /// How long answers and reports should be kept, printed in every report.
    pub retention: Option<String>,
}

/// The answer scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Lowest point.
    pub min: i64,
    /// Highest point.
    pub max: i64,
    /// The question above the items.
    pub question: Option<String>,
    /// A label for every point, from the lowest up; empty when the points have none.
    pub labels: Vec<String>,
    /// Texts that mean "not observed".
    pub not_observed: Vec<String>,
}

impl Scale {
    /// Number of points.
    pub fn points(&self) -> usize {
        usize::try_from(self.max - self.min + 1).unwrap_or(0)
    }

    /// The reversed answer: `min + max - answer`.
    pub fn reversed(&self, answer: i64) -> i64 {
        self.min + self.max - answer
    }
}

/// When a rater's competency score exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingRule {
    /// At least half of the items answered.
    Half,
    /// At least eighty percent of the items answered.
    EightyPercent,
    /// Every item answered.
    Complete,
}

/// How non-self raters are pooled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OthersRule {
    /// The mean over all non-self raters.
    Pooled,
    /// The mean of the groups' means.
    ByGroup,
}

/// How answers become scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    /// Missing rule.
    pub missing: MissingRule,
    /// Pooling of non-self raters.
    pub others: OthersRule,
    /// Smallest peer, report or other group that is shown for a named subject.
    pub min_group: usize,
    /// Level of the intervals, for example 0.95.
    pub interval_level: f64,
    /// Below this many raters a result is indicative.
    pub indicative_below: usize,
    /// A role gap whose interval lies at or below this is small (`ready`), in scale points.
    pub small_gap: f64,
    /// A role gap whose interval lies above this is large (`not_ready`), in scale points.
    pub large_gap: f64,
    /// Share of identical answers (before reversing) from which a rater is flagged.
    pub straightline_share: f64,
    /// Seconds per answer below which a response counts as hurried.
    pub seconds_per_item: f64,
    /// Mean distance between reversed items and their siblings from which a rater is flagged.
    pub reverse_inconsistent: f64,
    /// Standard deviation over raters from which disagreement is named, in scale points.
    pub disagreement_sd: f64,
    /// Alpha below this is called low.
    pub alpha_min: f64,
    /// Self minus others from which a blind spot is named, in scale points.
    pub blind_spot: f64,
    /// Self minus others down to which a hidden strength is named, in scale points.
    pub hidden_strength: f64,
}

/// A score band.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Id, for example `developing`; also the key of its word.
    pub id: String,
    /// Inclusive lower bound on the scale.
    pub from: f64,
}

/// What a role is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    /// A post that one person can hold.
    #[default]
    Seat,
    /// How seats work together; nobody holds it.
    Relationship,
}

/// A role: a group of competencies that is scored together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Id, for example `cio`.
    pub id: String,
    /// Full name, for example "Chief information officer".
    pub name: String,
    /// Short name for tables and sentences, for example "CIO".
    pub short: String,
    /// Post or relationship.
    pub kind: RoleKind,
}

/// How well a competency can be supplied by an outside, part-time officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExternalFit {
    /// Transfers well.
    #[serde(rename = "high")]
    High,
    /// Transfers in part.
    #[serde(rename = "medium")]
    Medium,
    /// Needs presence and trust inside.
    #[serde(rename = "low")]
    Low,
    /// Not a competency that a seat's sourcing changes.
    #[serde(rename = "n/a")]
    NotApplicable,
}

/// A competency with its items.
#[derive(Debug, Clone, PartialEq)]
pub struct Competency {
    /// Id, for example `cio.strategy`.
    pub id: String,
    /// Id of its role.
    pub role: String,
    /// Full name.
    pub name: String,
    /// A name of at most about 32 characters for charts and tables.
    pub short: String,
    /// One sentence; empty when the file gives none.
    pub definition: String,
    /// Weight within the role, above 0.
    pub weight: f64,
    /// Target on the scale; `None`: no gap is computed.
    pub target: Option<f64>,
    /// Context that moves the target, applied in order, the result cut to the scale.
    pub target_shifts: Vec<TargetShift>,
    /// Fit for an outside officer.
    pub external_fit: ExternalFit,
    /// Whether the cut score and floor of this competency decide readiness.
    pub critical: bool,
    /// A critical competency below this keeps a role from `ready`.
    pub cut: Option<f64>,
    /// A critical competency below this makes a role `not_ready`.
    pub floor: Option<f64>,
    /// Why it is critical, in one sentence; empty when it is not.
    pub rationale: String,
    /// What weak looks like.
    pub anchor_1: String,
    /// What middling looks like.
    pub anchor_3: String,
    /// What strong looks like.
    pub anchor_5: String,
    /// The first actions that close a gap.
    pub actions: Actions,
    /// Framework references by id.
    pub refs: Vec<String>,
    /// Seed statements it rests on.
    pub seeds: Vec<String>,
    /// Items in the order of the file.
    pub items: Vec<Item>,
}

/// First actions that close a competency's gap.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    /// Within 30 days.
    #[serde(default)]
    pub days_30: String,
    /// Within 90 days.
    #[serde(default)]
    pub days_90: String,
    /// Within 180 days.
    #[serde(default)]
    pub days_180: String,
}

/// A move of a target by a fact about the organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetShift {
    /// When it applies; unknown facts do not move a target.
    pub when: Condition,
    /// By how many scale points.
    pub by: f64,
    /// Why, in a few words for the report.
    #[serde(default)]
    pub why: String,
}

/// A statement from the material that a questionnaire was made from, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    /// Id, for example `S0.1`.
    pub id: String,
    /// The statement in the questionnaire's own words.
    pub text: String,
    /// Ids of the competencies and context questions that carry it.
    pub carried_by: Vec<String>,
    /// Why nothing carries it, where that is so.
    pub not_carried: Option<String>,
}

/// A statement to be rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Id, for example `cio.strategy.1`.
    pub id: String,
    /// The statement.
    pub text: String,
    /// Whether agreement speaks against the competency.
    pub reverse: bool,
    /// Whether the short form has it.
    pub short_form: bool,
}

impl Questionnaire {
    /// All items in the order of the file, with their competency.
    pub fn items(&self) -> impl Iterator<Item = (&Competency, &Item)> {
        self.competencies
            .iter()
            .flat_map(|competency| competency.items.iter().map(move |item| (competency, item)))
    }

    /// Whether a role is the questionnaire as a whole: the one role of a questionnaire that names
    /// none.
    pub fn is_whole(&self, role: &Role) -> bool {
        role.kind == RoleKind::Relationship && role.id == self.model.id
    }

    /// Number of items.
    pub fn item_count(&self) -> usize {
        self.competencies.iter().map(|competency| competency.items.len()).sum()
    }

    /// The competencies of a role, each with the index of its first item in [`Self::items`].
    pub fn competencies_of<'a>(
        &'a self,
        role: &'a str,
    ) -> impl Iterator<Item = (usize, &'a Competency)> {
        let mut first = 0;
        self.competencies
            .iter()
            .map(move |competency| {
                let start = first;
                first += competency.items.len();
                (start, competency)
            })
            .filter(move |(_, competency)| competency.role == role)
    }

    /// The role with this id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The competency with this id.
    pub fn competency(&self, id: &str) -> Option<&Competency> {
        self.competencies.iter().find(|competency| competency.id == id)
    }

    /// The context question with this id.
    pub fn question(&self, id: &str) -> Option<&ContextQuestion> {
        self.context.iter().find(|question| question.id == id)
    }
}
