//! A seat as it stands today: holder, scores, candidate, prices.

use crate::decision::Inputs;
use crate::questionnaire::decision_model::SeatModel;
use crate::questionnaire::{ExternalFit, Questionnaire};
use crate::responses::{Fact, Standing};
use crate::scoring::{RoleScore, RoleScores, SubjectScore};

/// Who fills a seat today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The organisation says that it needs none (further seat alone).
    NotNeeded,
    /// Vacant.
    Nobody,
    /// Part time.
    PartTime,
    /// Beside another job.
    Acting,
    /// Full time.
    FullTime,
    /// A provider's officer.
    Outsourced,
    /// Not said.
    Unknown,
    /// Somebody, for hours not said.
    HoursUnknown,
}

impl Holder {
    /// Whether the holder is employed here.
    pub fn in_house(self) -> bool {
        matches!(self, Self::PartTime | Self::Acting | Self::FullTime | Self::HoursUnknown)
    }

    fn of(option: &str) -> Self {
        match option {
            "not_needed" => Self::NotNeeded,
            "nobody" => Self::Nobody,
            "part_time" => Self::PartTime,
            "acting" => Self::Acting,
            "full_time" => Self::FullTime,
            "outsourced" => Self::Outsourced,
            _ => Self::Unknown,
        }
    }
}

/// A competency as the decision sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Competence {
    /// Weight, normalised over the competencies seen here.
    pub weight: f64,
    /// Score on the scale; `None`: nobody rated the role.
    pub score: Option<f64>,
    /// Target on the scale.
    pub target: f64,
    /// Fit for an outside officer.
    pub fit: ExternalFit,
    /// The score of the candidate who would be appointed.
    pub candidate: Option<f64>,
}

/// A candidate who could be appointed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Name as given.
    pub name: String,
    /// From outside.
    pub external: bool,
}

/// Yearly prices of a seat in the organisation's currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prices {
    /// Budget.
    pub budget: f64,
    /// Full-time officer.
    pub full_time: f64,
    /// Outside officer: twelve monthly fees.
    pub outside: f64,
}

/// A seat today.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    /// Role id.
    pub role: String,
    /// Short name for sentences.
    pub short: String,
    /// Who fills it.
    pub holder: Holder,
    /// Held by somebody employed here (also through the other seat when one person holds both).
    pub held: bool,
    /// Rated by nobody but the holder.
    pub self_rated: bool,
    /// Rated by somebody other than the holder.
    pub rated: bool,
    /// Competencies with targets.
    pub competences: Vec<Competence>,
    /// Role score.
    pub score: Option<f64>,
    /// Role target.
    pub target: Option<f64>,
    /// Standard error of the role score; `None`: a stated wide one is drawn.
    pub standard_error: Option<f64>,
    /// Ends of the role score's interval.
    pub interval: Option<[f64; 2]>,
    /// The best-rated candidate, if any was rated by others.
    pub candidate: Option<Candidate>,
    /// Prices, when budget, full-time cost and monthly fee are all given.
    pub prices: Option<Prices>,
}

impl Seat {
    /// Reads a seat from facts and scores.
    pub fn of(inputs: &Inputs<'_>, questionnaire: &Questionnaire, model: &SeatModel) -> Self {
        let scores = inputs.scores.roles.iter().find(|scores| scores.role == model.role);
        let headline = scores.and_then(|scores| scores.headline.as_ref());
        let rated = headline.filter(|score| !score.self_rated && score.score.is_some());
        let candidate = scores.and_then(best_candidate);
        let name = questionnaire.role(&model.role).map_or(&model.role, |role| &role.short);
        let holder = match inputs.facts.get(&model.holder) {
            Some(Fact::Text(option)) => Holder::of(option),
            _ => Holder::Unknown,
        };
        Self {
            role: model.role.clone(),
            short: name.clone(),
            holder,
            held: holder.in_house(),
            self_rated: headline.is_some_and(|score| score.self_rated),
            rated: rated.is_some(),
            competences: competences(questionnaire, &model.role, rated, candidate),
            score: rated.and_then(|score| score.score),
            target: headline.and_then(|score| score.target),
            standard_error: rated.and_then(|score| score.standard_error).filter(|se| *se > 0.0),
            interval: rated.and_then(|score| score.interval),
            candidate: candidate.map(|found| Candidate {
                name: found.subject.clone(),
                external: found.standing == Standing::External,
            }),
            prices: prices(inputs, model),
        }
    }

    /// Keeping the outside officer who is there, or the holder: nothing is searched or handed over.
    pub fn keeps_outside(&self) -> bool {
        self.holder == Holder::Outsourced
    }
}

/// The candidate with the highest score from others; the first by name among equals.
fn best_candidate(scores: &RoleScores) -> Option<&SubjectScore> {
    let mut best: Option<&SubjectScore> = None;
    for subject in &scores.subjects {
        let assessed = subject.standing != Standing::Incumbent && !subject.score.self_rated;
        let Some(score) = subject.score.score.filter(|_| assessed) else { continue };
        if best.and_then(|one| one.score.score).is_none_or(|leading| score > leading) {
            best = Some(subject);
        }
    }
    best
}

/// The role's competencies that have a target: all when nobody rated the role, else the rated.
fn competences(
    questionnaire: &Questionnaire,
    role: &str,
    rated: Option<&RoleScore>,
    candidate: Option<&SubjectScore>,
) -> Vec<Competence> {
    let score_of = |score: &RoleScore, id: &str| {
        score.competencies.iter().find(|one| one.competency == id).cloned()
    };
    let mut found: Vec<Competence> = questionnaire
        .competencies_of(role)
        .filter_map(|(_, competency)| {
            let scored = rated.and_then(|score| score_of(score, &competency.id));
            let target = scored.as_ref().and_then(|one| one.target).or(competency.target)?;
            Some(Competence {
                weight: competency.weight,
                score: scored.and_then(|one| one.score),
                target,
                fit: competency.external_fit,
                candidate: candidate
                    .and_then(|one| score_of(&one.score, &competency.id))
                    .and_then(|one| one.score),
            })
        })
        .collect();
    if rated.is_some() {
        found.retain(|competence| competence.score.is_some());
    }
    let sum: f64 = found.iter().map(|competence| competence.weight).sum();
    for competence in &mut found {
        competence.weight /= sum;
    }
    found
}

fn prices(inputs: &Inputs<'_>, model: &SeatModel) -> Option<Prices> {
    Some(Prices {
        budget: inputs.number(model.budget.as_deref())?,
        full_time: inputs.number(model.full_time_cost.as_deref())?,
        outside: inputs.number(model.retainer_month.as_deref())? * 12.0,
    })
}
