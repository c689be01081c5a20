//! The results of one organisation, as written to `results.jsonl` (`assess/results/1`).
//!
//! This is what reports, comparison and other programs read. Withheld values are absent here, so
//! nothing later can print them. Fields may be added, none renamed.

mod assemble;
mod competency;
mod score_row;

pub use assemble::{Run, assemble};
pub use score_row::{ScoreRow, score_rows};

use crate::change::Course;
use crate::decision::Decision;
use crate::norms::{NormStanding, Norms};
use crate::responses::{Fact, RaterGroup, Standing};
use crate::scoring::{FlagCounts, Quality, Readiness};
use crate::wave::Wave;
use serde::Serialize;
use std::collections::BTreeMap;

/// One object of `results.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Results {
    /// [`SCHEMA`](crate::wave::SCHEMA).
    pub schema: &'static str,
    /// Name as given.
    pub organisation: String,
    /// People who answered.
    pub respondents: usize,
    /// How many were asked.
    pub invited: Option<u64>,
    /// `respondents / invited`, in 0 to 1; `None` when unknown, or when more answered than were asked.
    pub response_rate: Option<f64>,
    /// Raters by group, only where every group shown satisfies the anonymity rule; else empty.
    pub rater_groups: BTreeMap<&'static str, usize>,
    /// The days of the first and the last answer, ISO 8601; `None` where answers carry no date.
    pub answered: Option<[String; 2]>,
    /// Roles by id; a role without data is absent.
    pub roles: BTreeMap<String, RoleResult>,
    /// Facts by question id.
    pub context: BTreeMap<String, Fact>,
    /// Currency of money facts.
    pub currency: Option<String>,
    /// Context questions without an answer, in the questionnaire's order.
    pub missing_context: Vec<String>,
    /// The recommendation; `None` without decision data or without seats to decide on.
    pub decision: Option<Decision>,
    /// The norms that scores are set beside, where any were given.
    pub norms: Option<NormsUsed>,
    /// What changed since an earlier wave, where one was given.
    pub change: Option<Course>,
    /// Data-quality flags.
    pub quality: Quality,
    /// Comments that may be shown, by competency or role id, sorted; never with their rater.
    pub comments: BTreeMap<String, Vec<String>>,
    /// Warnings of reading, as text.
    pub warnings: Vec<String>,
    /// What produced this.
    pub provenance: Provenance,
}

impl Results {
    /// The wave that these results are, to compare with others. `None` never happens: every result
    /// can be written and read.
    pub fn wave(&self) -> Option<Wave> {
        serde_json::to_value(self).ok().and_then(|value| serde_json::from_value(value).ok())
    }

    /// Sets a percentile and a T score beside every score that norms have an entry for.
    /// Self-ratings get none: norms are of other people's ratings.
    pub fn place(&mut self, norms: &Norms, file: &InputFile) {
        for (id, role) in self.roles.iter_mut().filter(|(_, role)| !role.self_rated) {
            role.norm = role.score.and_then(|score| norms.role_standing(id, score));
            for one in &mut role.competencies {
                let (id, score) = (&one.id, one.score);
                one.norm = score.and_then(|score| norms.competency_standing(id, score));
            }
        }
        self.norms = Some(NormsUsed {
            file: file.clone(),
            date: norms.date.clone(),
            organisations: norms.organisations,
            sample: norms.sample.clone(),
        });
    }

    /// The named people assessed, each once, in the order of roles and standing.
    pub fn subjects(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for subject in self.roles.values().flat_map(|role| &role.subjects) {
            if !names.contains(&subject.subject.as_str()) {
                names.push(&subject.subject);
            }
        }
        names
    }

    /// The results of one assessed person: their roles alone, without anything about others or the
    /// organisation's decision.
    #[must_use]
    pub fn of_subject(&self, name: &str) -> Self {
        let mut roles = BTreeMap::new();
        let mut comments = BTreeMap::new();
        for (id, role) in &self.roles {
            if let Some(subject) = role.subjects.iter().find(|one| one.subject == name) {
                roles.insert(id.clone(), subject.profile.clone());
                comments.extend(subject.comments.clone());
            }
        }
        let people = |role: &RoleResult| role.n_raters + role.own_raters;
        let seen = |role: &RoleResult| if role.self_rated { role.n_raters } else { people(role) };
        Self {
            respondents: roles.values().map(seen).max().unwrap_or(0),
            invited: None,
            response_rate: None,
            rater_groups: BTreeMap::new(),
            roles,
            context: BTreeMap::new(),
            missing_context: Vec::new(),
            decision: None,
            norms: None,
            change: None,
            quality: Quality::default(),
            comments,
            warnings: Vec::new(),
            ..self.clone()
        }
    }
}

/// A role's results. The default is a role of which only candidates were rated.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the score")]
pub struct RoleResult {
    /// Score of the function or its holder on the questionnaire's scale.
    pub score: Option<f64>,
    /// Interval, cut to the scale.
    pub interval: Option<[f64; 2]>,
    /// Standard error of the score over raters.
    pub standard_error: Option<f64>,
    /// Its degrees of freedom.
    pub freedom: Option<f64>,
    /// Target.
    pub target: Option<f64>,
    /// `target - score`.
    pub gap: Option<f64>,
    /// Raters behind the score.
    pub n_raters: usize,
    /// Few raters.
    pub indicative: bool,
    /// Only self-ratings exist; `score` is theirs.
    pub self_rated: bool,
    /// Self-rating beside the score.
    #[serde(rename = "self")]
    pub own: Option<f64>,
    /// Self raters.
    #[serde(rename = "self_raters")]
    pub own_raters: usize,
    /// Band id of the score.
    pub band: Option<String>,
    /// Where the score lies among those of the norms.
    pub norm: Option<NormStanding>,
    /// Readiness.
    pub readiness: Readiness,
    /// Competencies in the questionnaire's order.
    pub competencies: Vec<CompetencyResult>,
    /// Group composites that may be shown.
    pub groups: BTreeMap<&'static str, f64>,
    /// Raters per group shown.
    pub group_sizes: BTreeMap<&'static str, usize>,
    /// Groups withheld.
    pub withheld: Vec<&'static str>,
    /// Weights were renormalised over competencies with data.
    pub renormalised: bool,
    /// The score is about named people, not about the function as a whole.
    pub named: bool,
    /// Raters behind the score whose response is flagged; `None` where it may not be told.
    pub flagged: Option<FlagCounts>,
    /// The score without them, where there are any and it may be shown.
    pub without_flagged: Option<f64>,
    /// Named subjects.
    pub subjects: Vec<SubjectResult>,
}

/// A competency's results. The default is a competency that nobody rated.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct CompetencyResult {
    /// Competency id.
    pub id: String,
    /// Mean over non-self raters.
    pub score: Option<f64>,
    /// Interval.
    pub interval: Option<[f64; 2]>,
    /// Standard deviation of the raters' scores.
    pub standard_deviation: Option<f64>,
    /// Standard error of the score over raters.
    pub standard_error: Option<f64>,
    /// Its degrees of freedom.
    pub freedom: Option<f64>,
    /// Target after context shifts.
    pub target: Option<f64>,
    /// `target - score`.
    pub gap: Option<f64>,
    /// Weight within the role.
    pub weight: f64,
    /// Mean importance rating.
    pub importance: Option<f64>,
    /// Interval of the importance.
    pub importance_interval: Option<[f64; 2]>,
    /// Borich's mean weighted discrepancy score.
    pub mean_weighted_discrepancy: Option<f64>,
    /// Priority.
    pub priority: Option<f64>,
    /// Band id.
    pub band: Option<String>,
    /// Where the score lies among those of the norms.
    pub norm: Option<NormStanding>,
    /// Raters.
    pub n_raters: usize,
    /// Self-rating.
    #[serde(rename = "self")]
    pub own: Option<f64>,
    /// Self raters.
    #[serde(rename = "self_raters")]
    pub own_raters: usize,
    /// Group means that may be shown.
    pub groups: BTreeMap<&'static str, f64>,
    /// Raters per group shown.
    pub group_sizes: BTreeMap<&'static str, usize>,
    /// Agreement among non-self raters.
    pub agreement: AgreementResult,
    /// How well its items hang together; `None` below ten raters.
    pub reliability: Option<ReliabilityResult>,
    /// Groups withheld.
    pub withheld: Vec<&'static str>,
    /// Rater scores computed from fewer than all items.
    pub prorated: usize,
    /// The score without flagged responses, where there are any and it may be shown.
    pub without_flagged: Option<f64>,
    /// Items with the distribution of answers, where it may be shown.
    pub items: Vec<ItemResult>,
}

/// An item's results.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemResult {
    /// Item id.
    pub id: String,
    /// Answers.
    pub n: usize,
    /// Mean after reversing.
    pub mean: Option<f64>,
    /// Answers per scale point, as answered.
    pub distribution: Vec<usize>,
}

/// How well the items of a competency hang together over its raters.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ReliabilityResult {
    /// Raters behind it.
    pub n: usize,
    /// Cronbach's alpha (pairwise).
    pub alpha: Option<f64>,
    /// Feldt's interval of it.
    pub alpha_interval: Option<[f64; 2]>,
    /// Omega total (one factor, maximum likelihood, listwise; `McDonald` 1999).
    pub omega: Option<f64>,
    /// Standard error of one rater's score, in scale points.
    pub standard_error_of_measurement: Option<f64>,
    /// Ids of items that correlate negatively with the rest.
    pub against: Vec<String>,
}

/// Agreement among raters.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct AgreementResult {
    /// rwg(j), uniform null.
    pub rwg_j: Option<f64>,
    /// Average deviation about the item means.
    pub ad: Option<f64>,
    /// Cut-off of `ad`.
    pub ad_cutoff: f64,
    /// `high`, `moderate`, `low`, or `None` when undefined.
    pub word: Option<&'static str>,
}

/// The norms that scores are set beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NormsUsed {
    /// The file.
    pub file: InputFile,
    /// Day on which they were made, ISO 8601.
    pub date: String,
    /// Organisations in the sample.
    pub organisations: usize,
    /// What the sample is, in the maker's words.
    pub sample: Option<String>,
}

/// A named subject's results.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SubjectResult {
    /// Name as given.
    pub subject: String,
    /// Holder or candidate.
    pub standing: Standing,
    /// Score.
    pub score: Option<f64>,
    /// Interval.
    pub interval: Option<[f64; 2]>,
    /// Standard error of the score over raters.
    pub standard_error: Option<f64>,
    /// Its degrees of freedom.
    pub freedom: Option<f64>,
    /// Target.
    pub target: Option<f64>,
    /// `target - score`.
    pub gap: Option<f64>,
    /// Raters.
    pub n_raters: usize,
    /// Few raters.
    pub indicative: bool,
    /// Only self-ratings exist; `score` is theirs.
    pub self_rated: bool,
    /// Self-rating.
    #[serde(rename = "self")]
    pub own: Option<f64>,
    /// Band id of the score.
    pub band: Option<String>,
    /// Readiness.
    pub readiness: Readiness,
    /// Competency scores by id, where there are any.
    pub competencies: BTreeMap<String, f64>,
    /// Groups withheld.
    pub withheld: Vec<&'static str>,
    /// All results of the person, for the report about them alone; not written to files.
    #[serde(skip)]
    pub profile: RoleResult,
    /// Comments on the person that may be shown, as [`Results::comments`]; not written to files.
    #[serde(skip)]
    pub comments: BTreeMap<String, Vec<String>>,
}

/// What produced a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// Name and version of the program.
    pub tool: String,
    /// Questionnaire id.
    pub questionnaire: String,
    /// Questionnaire version.
    pub questionnaire_version: String,
    /// Lowest and highest point of its scale.
    pub scale: [i64; 2],
    /// SHA-256 of the questionnaire.
    pub questionnaire_sha256: String,
    /// Whether the model is a draft.
    pub draft: bool,
    /// Whether labels stand in place of people's names.
    pub redacted: bool,
    /// Report date, ISO 8601.
    pub date: String,
    /// Seed of the random streams.
    pub seed: u64,
    /// Inputs: base name and SHA-256, in the order given.
    pub inputs: Vec<InputFile>,
    /// Rows read, for this organisation.
    pub rows_read: usize,
    /// Rows left out by reason.
    pub rows_excluded: BTreeMap<String, usize>,
    /// Changes by `--profile`.
    pub profile: Vec<String>,
}

/// An input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputFile {
    /// Base name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

fn group_values(groups: &BTreeMap<RaterGroup, f64>) -> BTreeMap<&'static str, f64> {
    groups.iter().map(|(group, value)| (group.name(), *value)).collect()
}

fn count_names(groups: &BTreeMap<RaterGroup, usize>) -> BTreeMap<&'static str, usize> {
    groups.iter().map(|(group, people)| (group.name(), *people)).collect()
}

fn group_names(groups: &[RaterGroup]) -> Vec<&'static str> {
    groups.iter().map(|group| group.name()).collect()
}
