//! One wave: an organisation's results as comparisons and norms read them from `results.jsonl`.

use crate::decision::Confidence;
use crate::diagnostic::Diagnostic;
use crate::questionnaire::context::Fact;
use crate::responses::Standing;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The schema identifier of results.
pub const SCHEMA: &str = "assess/results/1";

/// What a comparison needs of one organisation's results; what else stands there is passed over, so
/// that results of other versions can be read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Wave {
    /// Name as given.
    pub organisation: String,
    /// People who answered.
    pub respondents: usize,
    /// Days of the first and the last answer.
    #[serde(default)]
    pub answered: Option<[String; 2]>,
    /// Roles by id.
    pub roles: BTreeMap<String, WaveRole>,
    /// Facts by question id.
    #[serde(default)]
    pub context: BTreeMap<String, Fact>,
    /// Currency of money facts.
    #[serde(default)]
    pub currency: Option<String>,
    /// The recommendation.
    #[serde(default)]
    pub decision: Option<WaveDecision>,
    /// What produced the results.
    pub provenance: WaveProvenance,
}

/// A role, or a person in it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct WaveRole {
    /// The score and how sure it is.
    #[serde(flatten)]
    pub point: Point,
    /// Only self-ratings exist.
    #[serde(default)]
    pub self_rated: bool,
    /// The score is about named people; `None` in results of old versions.
    #[serde(default)]
    pub named: Option<bool>,
    /// Groups withheld; of named people they are not in the score.
    #[serde(default)]
    pub withheld: Vec<String>,
    /// Competencies in the questionnaire's order.
    #[serde(default)]
    pub competencies: Vec<WaveCompetency>,
    /// Means of rater groups that may be shown.
    #[serde(default)]
    pub groups: BTreeMap<String, f64>,
    /// Named subjects.
    #[serde(default)]
    pub subjects: Vec<WaveSubject>,
}

/// A score with what says how sure it is. Scores are on the questionnaire's scale.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct Point {
    /// Mean over raters; `None` without one.
    pub score: Option<f64>,
    /// Interval, cut to the scale.
    #[serde(default)]
    pub interval: Option<[f64; 2]>,
    /// Standard error; `None` for one rater or full agreement, and in results of old versions.
    #[serde(default)]
    pub standard_error: Option<f64>,
    /// Degrees of freedom of the standard error.
    #[serde(default)]
    pub freedom: Option<f64>,
    /// Target.
    #[serde(default)]
    pub target: Option<f64>,
    /// Raters.
    #[serde(default)]
    pub n_raters: usize,
}

/// A competency.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct WaveCompetency {
    /// Competency id.
    pub id: String,
    /// The score and how sure it is.
    #[serde(flatten)]
    pub point: Point,
    /// Weight within the role.
    #[serde(default)]
    pub weight: Option<f64>,
    /// Standard deviation of the raters' scores.
    #[serde(default)]
    pub standard_deviation: Option<f64>,
    /// Groups withheld; of named people they are not in the score.
    #[serde(default)]
    pub withheld: Vec<String>,
    /// Means of rater groups that may be shown.
    #[serde(default)]
    pub groups: BTreeMap<String, f64>,
    /// Its items.
    #[serde(default)]
    pub items: Vec<WaveItem>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct WaveItem {
    /// Item id.
    pub id: String,
}

/// A named person.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct WaveSubject {
    /// Name as given.
    pub subject: String,
    /// Holder or candidate.
    pub standing: Standing,
    /// The score and how sure it is.
    #[serde(flatten)]
    pub point: Point,
    /// Only self-ratings exist.
    #[serde(default)]
    pub self_rated: bool,
    /// Scores by competency id.
    #[serde(default)]
    pub competencies: BTreeMap<String, f64>,
}

/// The recommendation of a wave.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WaveDecision {
    /// The answer in words.
    pub headline: String,
    /// Gates removed every plan.
    #[serde(default)]
    pub no_plan_left: bool,
    /// Who holds the duties.
    pub structure: WavePart,
    /// How each seat is filled, by role id.
    pub seats: BTreeMap<String, WavePart>,
}

/// One part of a recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WavePart {
    /// Id of the option.
    pub choice: String,
    /// The option in words.
    pub phrase: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// What produced a wave's results.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WaveProvenance {
    /// Questionnaire id.
    pub questionnaire: String,
    /// Questionnaire version.
    pub questionnaire_version: String,
    /// SHA-256 of the questionnaire.
    pub questionnaire_sha256: String,
    /// Ends of its scale; `None` in results of old versions.
    #[serde(default)]
    pub scale: Option<[i64; 2]>,
    /// Whether labels stand in place of people's names; `None` in results of old versions.
    #[serde(default)]
    pub redacted: Option<bool>,
    /// What a profile changed.
    #[serde(default)]
    pub profile: Vec<String>,
    /// Report date, ISO 8601.
    pub date: String,
    /// Seed of the random streams.
    pub seed: u64,
}

impl Wave {
    /// A number or a day that cannot be one.
    fn nonsense(&self) -> Option<String> {
        let days = self.answered.iter().flatten().chain([&self.provenance.date]);
        if let Some(day) = days.into_iter().find(|day| !is_day(day)) {
            return Some(format!("\"{day}\" is no day"));
        }
        let ends = self.provenance.scale.unwrap_or([-WIDEST, WIDEST]);
        let points = self.roles.iter().flat_map(|(id, role)| {
            let own = std::iter::once((id.as_str(), &role.point));
            own.chain(role.competencies.iter().map(|one| (one.id.as_str(), &one.point)))
        });
        let wrong = points.into_iter().find(|(_, point)| !point.is_sound(ends));
        wrong.map(|(id, _)| format!("the score of \"{id}\""))
    }

    /// The day that stands for the wave: that of the last answer, else that of the report.
    pub fn day(&self) -> &str {
        self.answered.as_ref().map_or(&self.provenance.date, |[_, last]| last)
    }
}

/// Ends of the widest scale.
const WIDEST: i64 = 1_000_000;

/// More raters than anybody has.
const MOST_RATERS: usize = 1_000_000_000;

impl Point {
    fn is_sound(&self, [low, high]: [i64; 2]) -> bool {
        let (low, high) = (low as f64, high as f64);
        let on_scale = |value: f64| (low - 1e-9..=high + 1e-9).contains(&value);
        let error = |value: f64| value >= 0.0 && value <= high - low;
        self.score.is_none_or(on_scale)
            && self.interval.is_none_or(|ends| ends.into_iter().all(on_scale))
            && self.standard_error.is_none_or(error)
            && self.freedom.is_none_or(|freedom| freedom.is_finite() && freedom >= 1.0)
            && self.n_raters <= MOST_RATERS
    }
}

/// Whether a text is a day such as `2026-03-31`.
pub(crate) fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.char_indices().all(|(at, letter)| match at {
            4 | 7 => letter == '-',
            _ => letter.is_ascii_digit(),
        })
}

/// Reads `results.jsonl`: one object per line, each an organisation. Names line and remedy of all
/// that is wrong.
pub fn waves(file: &str, text: &str) -> Result<Vec<Wave>, Vec<Diagnostic>> {
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let mut found: Vec<Wave> = Vec::new();
    let mut problems = Vec::new();
    for (index, line) in lines {
        match wave(line) {
            Ok(wave) if found.iter().any(|one| one.organisation == wave.organisation) => {
                let message = "the organisation stands in the results twice";
                problems.push(at(file, index, Diagnostic::error("organisation-twice", message)));
            }
            Ok(wave) => found.push(wave),
            Err(problem) => problems.push(at(file, index, problem)),
        }
    }
    if found.is_empty() && problems.is_empty() {
        let message = "the file holds no results";
        problems.push(Diagnostic::error("no-results", message).at_file(file));
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

fn wave(line: &str) -> Result<Wave, Diagnostic> {
    #[derive(Deserialize)]
    struct Marked {
        schema: String,
    }
    let hint = "give results.jsonl as `assess run` wrote it";
    let marked: Marked = serde_json::from_str(line).map_err(|_| {
        Diagnostic::error("bad-results", "this is not a line of results").with_hint(hint)
    })?;
    if marked.schema != SCHEMA {
        let message = format!("the results are written as \"{}\", not \"{SCHEMA}\"", marked.schema);
        return Err(Diagnostic::error("bad-results", message).with_hint(hint));
    }
    let wave: Wave = serde_json::from_str(line).map_err(|error| {
        let message = format!("the results cannot be read: {error}");
        Diagnostic::error("bad-results", message).with_hint(hint)
    })?;
    match wave.nonsense() {
        Some(what) => {
            let message = format!("the results cannot be right: {what}");
            Err(Diagnostic::error("bad-results", message).with_hint(hint))
        }
        None => Ok(wave),
    }
}

fn at(file: &str, index: usize, problem: Diagnostic) -> Diagnostic {
    problem.at_file(file).at_row(index + 1)
}

/// Whether a text starts like `results.jsonl`.
pub fn is_results(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
        && text.contains(SCHEMA_FAMILY)
}

/// How the schema of results starts, in every version.
const SCHEMA_FAMILY: &str = "\"assess/results/";
