//! From answers to scores.
//!
//! Order: item answer, reversed where the item is; rater's competency score under the missing
//! rule; competency score over raters; role score. The choices and their sources are in
//! `ARCHITECTURE.md` and on each function; what may be shown of small groups is argued in
//! `scoring/anonymity.rs`.

mod anonymity;
mod band;
mod comments;
mod competency;
mod panel;
mod quality;
mod rating;
mod readiness;
mod reliability;
mod role;
mod sample;
mod target;

pub use anonymity::protected;
pub use band::band;
pub use comments::{comments, subject_comments};
pub use reliability::Reliability;
pub use sample::{Sample, SampleRating, SampleResponse, Samples, TargetSample};

use crate::questionnaire::{Questionnaire, Role};
use crate::responses::{Organisation, RaterGroup, Response, Standing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Scores one organisation.
///
/// The result depends on neither the order of the rows nor the organisation's name. Undefined
/// values are `None`; withheld ones are absent, so that nothing later can print them.
pub fn score(organisation: &Organisation, questionnaire: &Questionnaire) -> Scores {
    let flags = quality::flags(organisation, questionnaire);
    let roles = questionnaire.roles.iter();
    Scores {
        respondents: panel::people(&organisation.responses),
        roles: roles
            .filter_map(|role| role_scores(organisation, questionnaire, role, &flags))
            .collect(),
        groups: groups(organisation),
        quality: quality::quality(organisation, questionnaire, &flags),
    }
}

/// All scores of one organisation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// People who answered: distinct respondents, and every row without a respondent.
    pub respondents: usize,
    /// Roles in the questionnaire's order; only those with at least one answered item.
    pub roles: Vec<RoleScores>,
    /// People by rater group over all responses about the function or incumbents.
    pub groups: BTreeMap<RaterGroup, usize>,
    /// Data-quality flags and counts.
    pub quality: Quality,
}

/// The scores of one role: of the headline, and of each subject.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleScores {
    /// Role id.
    pub role: String,
    /// The headline: rows about the function, else the incumbents'; never candidates. `None` when
    /// only candidates were rated.
    pub headline: Option<RoleScore>,
    /// Named subjects sorted by standing, then name.
    pub subjects: Vec<SubjectScore>,
}

/// A named person's scores.
#[derive(Debug, Clone, PartialEq)]
pub struct SubjectScore {
    /// Name as given.
    pub subject: String,
    /// Holder or candidate.
    pub standing: Standing,
    /// The scores.
    pub score: RoleScore,
}

/// Whether a person or function is ready for a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// The gap's interval is small and no critical competency misses its cut score.
    Ready,
    /// Neither ready nor not ready.
    ReadyWithDevelopment,
    /// The gap's interval is large, or a critical competency is below its floor.
    NotReady,
    /// Too little to say: self-ratings alone, or no target.
    #[default]
    NotAssessed,
}

/// Scores of one role for the function or one subject. Scores are on the questionnaire's scale. The
/// default is a role that nobody rated.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the score")]
pub struct RoleScore {
    /// Weighted mean of the competency scores; the self-rating when [`Self::self_rated`].
    pub score: Option<f64>,
    /// t interval over the raters' role composites, cut to the scale; `None` for one rater or full
    /// agreement.
    pub interval: Option<[f64; 2]>,
    /// Standard error of the mean of the raters' role composites, with its degrees of freedom;
    /// `None` as the interval.
    pub standard_error: Option<f64>,
    /// Degrees of freedom of the standard error.
    pub freedom: Option<f64>,
    /// Weighted mean of the targets over the same competencies.
    pub target: Option<f64>,
    /// `target - score`; positive is a shortfall.
    pub gap: Option<f64>,
    /// Non-self raters (self raters when [`Self::self_rated`]).
    pub n_raters: usize,
    /// Fewer raters than the questionnaire's limit.
    pub indicative: bool,
    /// Only self-ratings exist; the score is theirs.
    pub self_rated: bool,
    /// The weighted mean of the self-ratings, beside the score.
    pub own: Option<f64>,
    /// Self raters behind it.
    pub own_raters: usize,
    /// Readiness.
    pub readiness: Readiness,
    /// Competencies of the role in the questionnaire's order; those without data have no score.
    pub competencies: Vec<CompetencyScore>,
    /// Weighted means of the group's competency means, where they may be shown.
    pub groups: BTreeMap<RaterGroup, f64>,
    /// Raters per group shown.
    pub group_sizes: BTreeMap<RaterGroup, usize>,
    /// Groups withheld.
    pub withheld: Vec<RaterGroup>,
    /// Weights were renormalised because some competencies have no data.
    pub renormalised: bool,
    /// The score is about named people, not about the function as a whole.
    pub named: bool,
    /// Raters behind the score whose response is flagged; `None` where it may not be told.
    pub flagged: Option<FlagCounts>,
    /// The score without them, where there are any and it may be shown.
    pub without_flagged: Option<f64>,
}

/// How many raters' responses are flagged, and for what; one may be flagged for several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FlagCounts {
    /// Any flag.
    pub raters: usize,
    /// (Nearly) the same answer throughout.
    pub straightlined: usize,
    /// Reversed items contradict their siblings.
    pub contradictory: usize,
    /// Faster than anybody reads.
    pub hurried: usize,
}

/// The score of one competency. The default is one that nobody rated.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompetencyScore {
    /// Competency id.
    pub competency: String,
    /// Mean over non-self raters (or self raters when only they exist).
    pub score: Option<f64>,
    /// t interval cut to the scale; `None` for one rater or full agreement.
    pub interval: Option<[f64; 2]>,
    /// Standard deviation of the raters' scores; `None` below two raters.
    pub standard_deviation: Option<f64>,
    /// Standard error of the score; `None` as the interval.
    pub standard_error: Option<f64>,
    /// Degrees of freedom of the standard error.
    pub freedom: Option<f64>,
    /// Target after context shifts.
    pub target: Option<f64>,
    /// `target - score`.
    pub gap: Option<f64>,
    /// Weight within the role.
    pub weight: f64,
    /// Mean importance rating, where asked.
    pub importance: Option<f64>,
    /// t interval of the importance, cut to 1 to 5; `None` for one rater or full agreement.
    pub importance_interval: Option<[f64; 2]>,
    /// Borich's mean weighted discrepancy score, where importance was asked.
    pub mean_weighted_discrepancy: Option<f64>,
    /// `weight x importance / mean importance x max(gap, 0)`.
    pub priority: Option<f64>,
    /// Id of the band of the score.
    pub band: Option<String>,
    /// Raters behind the score.
    pub n_raters: usize,
    /// Mean of the self-ratings.
    pub own: Option<f64>,
    /// Self raters behind it.
    pub own_raters: usize,
    /// Means by rater group, where they may be shown.
    pub groups: BTreeMap<RaterGroup, f64>,
    /// Raters per group shown.
    pub group_sizes: BTreeMap<RaterGroup, usize>,
    /// Groups withheld, by the anonymity rule or as its complement.
    pub withheld: Vec<RaterGroup>,
    /// Agreement among non-self raters.
    pub agreement: Agreement,
    /// How well its items hang together; `None` below ten raters.
    pub reliability: Option<Reliability>,
    /// Rater scores that were prorated because an item was missing.
    pub prorated: usize,
    /// Raters behind the score whose response is flagged.
    pub flagged: usize,
    /// The score without them, where there are any and it may be shown.
    pub without_flagged: Option<f64>,
    /// Items in the questionnaire's order: distribution of answers over non-self raters.
    pub items: Vec<ItemScore>,
}

/// The answers to one item over the raters behind a competency score.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemScore {
    /// Item id.
    pub item: String,
    /// Answers given.
    pub n: usize,
    /// Mean after reversing; `None` without answers or where withheld.
    pub mean: Option<f64>,
    /// Count per scale point as answered (before reversing), lowest point first; empty where withheld.
    pub distribution: Vec<usize>,
}

/// Agreement among raters on one competency; `None` where undefined.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Agreement {
    /// rwg(j) with the uniform null.
    pub rwg_j: Option<f64>,
    /// Average deviation about the item means.
    pub ad: Option<f64>,
    /// The deviation above which agreement is called low: scale points / 6.
    pub ad_cutoff: f64,
}

/// Data-quality flags; nobody is dropped for them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Quality {
    /// Responses whose longest run of identical answers reaches the limit.
    pub straightlined: usize,
    /// Responses whose reversed items contradict their siblings.
    pub contradictory: usize,
    /// Responses given faster than anybody reads.
    pub hurried: usize,
    /// Responses with any of these flags.
    pub flagged: usize,
    /// Rater scores computed from fewer than all items.
    pub prorated: usize,
    /// Rater scores that do not exist because too few items were answered.
    pub below_missing_rule: usize,
}

fn role_scores(
    organisation: &Organisation,
    questionnaire: &Questionnaire,
    role: &Role,
    flags: &[quality::Flags],
) -> Option<RoleScores> {
    let panels = panel::panels(organisation, questionnaire, role, flags)?;
    let scored =
        |panel: &panel::Panel<'_>| role::role_score(panel, organisation, questionnaire, role);
    Some(RoleScores {
        role: role.id.clone(),
        headline: panels.headline.as_ref().map(scored),
        subjects: panels
            .subjects
            .iter()
            .map(|subject| SubjectScore {
                subject: subject.subject.to_owned(),
                standing: subject.standing,
                score: scored(&subject.panel),
            })
            .collect(),
    })
}

fn groups(organisation: &Organisation) -> BTreeMap<RaterGroup, usize> {
    let mut rows: BTreeMap<RaterGroup, Vec<&Response>> = BTreeMap::new();
    for row in &organisation.responses {
        if row.standing == Standing::Incumbent {
            rows.entry(row.rater).or_default().push(row);
        }
    }
    rows.into_iter().map(|(group, rows)| (group, panel::people(rows))).collect()
}
