//! What follows from an answer: the questionnaire's texts for role profiles, interviews, scopes of
//! services, decision rights, development plans and hand-overs.
//!
//! A report takes from here what the gaps and the answer of one organisation call for. All of it is
//! optional; a part without data is left out of reports.

use serde::Serialize;

/// All follow-up texts of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FollowUps {
    /// Texts by competency.
    pub competencies: Vec<CompetencyFollowUp>,
    /// Service levels of any outside officer.
    pub service_levels: Vec<ServiceLevel>,
    /// Duties that stay inside with an outside officer.
    pub retained_duties: Vec<RetainedDuty>,
    /// Questions that test a provider's independence and ability.
    pub provider_questions: Vec<ProviderQuestion>,
    /// Who decides, leads, advises and is informed.
    pub decision_rights: Vec<DecisionRight>,
    /// What a structure means for the reporting line.
    pub reporting_lines: Vec<ReportingLine>,
    /// Steps by occasion, in the order of the file.
    pub steps: Vec<Step>,
}

/// Texts on one competency. Blank: the questionnaire says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CompetencyFollowUp {
    /// Id of the competency.
    pub competency: String,
    /// Line of a role profile.
    pub duty: String,
    /// What a good first year shows.
    pub first_year: String,
    /// Interview question.
    pub question: String,
    /// Further question.
    pub probe: String,
    /// What an answer at the low end sounds like.
    pub answer_weak: String,
    /// What a middling answer sounds like.
    pub answer_fair: String,
    /// What a strong answer sounds like.
    pub answer_strong: String,
    /// How a holder learns it.
    pub practice: String,
    /// Line of a scope of services.
    pub service: String,
    /// How the service is measured.
    pub service_level: String,
    /// What stays inside.
    pub retained: String,
}

/// A service level of any outside officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceLevel {
    /// Id.
    pub id: String,
    /// What is measured.
    pub measure: String,
    /// What is agreed.
    pub level: String,
}

/// A duty that stays inside with an outside officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RetainedDuty {
    /// Id.
    pub id: String,
    /// The duty.
    pub duty: String,
    /// Whose it is.
    pub owner: String,
}

/// A question to a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProviderQuestion {
    /// Id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What a good answer holds.
    pub good: String,
    /// What should worry the buyer.
    pub concern: String,
}

/// When a decision right holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// In ordinary times.
    #[default]
    Ordinary,
    /// In a breach.
    Breach,
}

/// Who decides, leads, advises and is informed on one matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionRight {
    /// Id.
    pub id: String,
    /// When it holds.
    pub when: Occasion,
    /// Ids of the seats that it is about; it is shown where all of them are in the report.
    pub seats: Vec<String>,
    /// The matter, or the step of a response.
    pub matter: String,
    /// Who decides.
    pub decides: String,
    /// Who prepares and carries out.
    pub leads: String,
    /// Who is heard before.
    pub advises: String,
    /// Who is told.
    pub informed: String,
}

/// What a structure means for the reporting line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportingLine {
    /// Id of the structure in the decision data.
    pub structure: String,
    /// Sentences.
    pub points: Vec<String>,
}

/// What a step belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Developing a holder; days after the decision.
    Development,
    /// A search and its interviews; days after the decision.
    Search,
    /// Engaging an outside officer; days after the decision.
    Outsource,
    /// Separating the seats or moving a line; days after the decision.
    Split,
    /// Start of a bridge; days after its start.
    HandoverStart,
    /// During a bridge; days after its start.
    HandoverBridge,
    /// From the bridge to the holder; days after the holder's start.
    HandoverFinish,
}

/// A step with owner and day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Id.
    pub id: String,
    /// What it belongs to.
    pub kind: StepKind,
    /// Days after the start that [`StepKind`] names.
    pub days: i64,
    /// What is done.
    pub step: String,
    /// Who does it.
    pub owner: String,
}

impl FollowUps {
    /// The texts on a competency.
    pub fn competency(&self, id: &str) -> Option<&CompetencyFollowUp> {
        self.competencies.iter().find(|one| one.competency == id)
    }

    /// The steps of a kind, in the order of the file.
    pub fn steps(&self, kind: StepKind) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.kind == kind)
    }

    /// The decision rights of an occasion whose seats are all among `seats`.
    pub fn rights<'a>(
        &'a self,
        when: Occasion,
        seats: &'a [&str],
    ) -> impl Iterator<Item = &'a DecisionRight> {
        self.decision_rights.iter().filter(move |right| {
            right.when == when && right.seats.iter().all(|seat| seats.contains(&seat.as_str()))
        })
    }

    /// What a structure means for the reporting line; empty when nothing is said.
    pub fn reporting_line(&self, structure: &str) -> &[String] {
        let found = self.reporting_lines.iter().find(|line| line.structure == structure);
        found.map_or(&[], |line| &line.points)
    }
}
