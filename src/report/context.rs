//! Results as the reader sees them: every number rounded, every id worded.
//!
//! This is the only way from [`Results`] to a template, so no page can round or name a thing in its
//! own way. Fields that hold text are what templates print; fields marked `skip` hold the unrounded
//! numbers that charts place on their scales.

mod change;
mod competencies;
mod decision;
mod follow_ups;
mod method;
mod portfolio;
mod precision;
mod roles;
mod subjects;

pub use change::{
    ChangeView, DecisionChangeView, FactChangeView, IncomparableView, PartChangeView,
    RoleChangeView, ScoreChangeView,
};
pub use competencies::{CompetencyView, FollowView, ItemView};
pub use decision::{
    AskView, ContributionView, DecisionView, EconomicsView, FlipView, GateView, MissingView,
    PartView, PlanView, PriceView, ReasonView,
};
pub use follow_ups::{DocumentKind, FollowUpView, RightView, StepView};
pub use method::{FactView, InputView, MethodView};
pub use portfolio::{AnswerView, CountView, HeatRow, OrganisationView, PortfolioView, ScoreView};
pub use precision::{FlaggedView, NormView, NormsView, PrecisionView};
pub use roles::{GroupView, RoleView, Values};
pub use subjects::SubjectView;

use crate::questionnaire::followup::Occasion;
use crate::questionnaire::{Questionnaire, RoleKind};
use crate::report::ReportOptions;
use crate::report::escape::one_line;
use crate::report::wording::Wording;
use crate::results::Results;
use serde::Serialize;

/// What a view is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The results of one organisation.
    pub results: &'a Results,
    /// Names, anchors, actions and option labels.
    pub questionnaire: &'a Questionnaire,
    /// The words.
    pub wording: &'a Wording,
}

/// One organisation's report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportView {
    /// Organisation.
    pub organisation: String,
    /// Report date in words.
    pub date: String,
    /// Mark in the running head.
    pub confidentiality: String,
    /// Who answered.
    pub respondents: RespondentsView,
    /// Seats with data, in the questionnaire's order.
    pub roles: Vec<RoleView>,
    /// Relationships with data, in the questionnaire's order.
    pub relationships: Vec<RoleView>,
    /// The best results against target over all seats, at most three.
    pub strengths: Vec<CompetencyView>,
    /// The largest gaps by priority over all roles, at most five.
    pub gaps: Vec<CompetencyView>,
    /// The areas with the highest and the lowest score; none where all are alike.
    pub extremes: Vec<CompetencyView>,
    /// Whether the questionnaire names no roles: `relationships` then holds what was rated.
    pub survey: bool,
    /// Whether anything has a target.
    pub targets: bool,
    /// Whether people were assessed by name.
    pub named: bool,
    /// The recommendation.
    pub decision: Option<DecisionView>,
    /// Assessed candidates.
    pub candidates: Vec<SubjectView>,
    /// The norms that scores are set beside.
    pub norms: Option<NormsView>,
    /// What changed since an earlier wave.
    pub change: Option<ChangeView>,
    /// What may be said about who of them is ahead.
    pub verdicts: Vec<String>,
    /// Facts given about the organisation.
    pub facts: Vec<FactView>,
    /// Names of the facts that were not given, in the questionnaire's order.
    pub missing_facts: Vec<String>,
    /// How the numbers came about.
    pub method: MethodView,
    /// Warnings of reading.
    pub warnings: Vec<String>,
    /// What follows from the answer, one entry per document.
    pub follow_ups: Vec<FollowUpView>,
    /// The steps of the next 90 days, by date.
    pub next_steps: Vec<StepView>,
    /// Who decides, leads, supports and is told in a breach.
    pub breach_rights: Vec<RightView>,
    /// Comments that may be shown, by competency or role, in the questionnaire's order.
    pub comments: Vec<CommentsView>,
}

/// Comments on one competency or role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommentsView {
    /// Name of the competency or role.
    pub name: String,
    /// Short name of the role; the name itself for a role, and where there are no roles.
    pub role: String,
    /// The comments, sorted; never with their writers.
    pub texts: Vec<String>,
}

/// Who answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RespondentsView {
    /// How many.
    pub n: usize,
    /// "seven people".
    pub people: String,
    /// How many were asked, in words.
    pub invited: Option<String>,
    /// "58 %".
    pub rate: Option<String>,
    /// "two managers", "three peers".
    pub groups: Vec<String>,
    /// Whether some role rests on fewer raters than the questionnaire's limit.
    pub indicative: bool,
}

impl ReportView {
    /// Words and rounds the results.
    pub fn new(sources: Sources<'_>, options: &ReportOptions) -> Self {
        let Sources { results, questionnaire, wording } = sources;
        let of_kind = |kind| roles::views(sources, kind);
        let (seats, relationships) = (of_kind(RoleKind::Seat), of_kind(RoleKind::Relationship));
        let decision = decision::view(sources, &seats);
        let candidates = subjects::candidates(sources);
        let follow_ups = follow_ups::views(sources, &seats);
        let all = || seats.iter().chain(&relationships).flat_map(|role| &role.competencies);
        Self {
            organisation: organisation_name(results, wording),
            date: wording.date(&results.provenance.date),
            confidentiality: options
                .confidentiality
                .clone()
                .unwrap_or_else(|| wording.text("report.confidential")),
            respondents: respondents(sources),
            strengths: competencies::strengths(all(), 3),
            gaps: competencies::largest_gaps(all(), 5),
            extremes: competencies::extremes(all()),
            survey: questionnaire.roles.iter().any(|role| questionnaire.is_whole(role)),
            targets: all().any(|one| one.target.is_some()),
            named: results.subjects().iter().any(|name| !one_line(name).is_empty()),
            next_steps: follow_ups::next_steps(sources, decision.as_ref(), &follow_ups),
            decision,
            norms: precision::norms(wording, results),
            change: results
                .change
                .as_ref()
                .map(|course| ChangeView::new(course, questionnaire, wording)),
            verdicts: subjects::verdicts(sources, &candidates),
            candidates,
            follow_ups,
            breach_rights: follow_ups::rights(sources, Occasion::Breach, &seats),
            comments: comments(sources),
            facts: method::facts(sources),
            missing_facts: method::missing_facts(results, questionnaire),
            method: method::view(sources),
            warnings: results.warnings.iter().map(|text| method::warning(text)).collect(),
            roles: seats,
            relationships,
        }
    }

    /// The role or relationship with this id.
    pub fn role(&self, id: &str) -> Option<&RoleView> {
        self.roles.iter().chain(&self.relationships).find(|role| role.id == id)
    }
}

/// The organisation's name on one line, or the words for one without a name.
pub fn organisation_name(results: &Results, wording: &Wording) -> String {
    let name = one_line(&results.organisation);
    if name.is_empty() { wording.text("report.unnamed") } else { name }
}

/// Comments in the questionnaire's order: each role's own, then those on its competencies.
fn comments(sources: Sources<'_>) -> Vec<CommentsView> {
    let mut views = Vec::new();
    for role in &sources.questionnaire.roles {
        let whole = sources.questionnaire.is_whole(role);
        let short = roles::short_name(role);
        let mut add = |id: &str, name: String| {
            let texts = sources.results.comments.get(id).into_iter().flatten();
            let texts: Vec<String> = texts.map(|text| one_line(text)).collect();
            if !texts.is_empty() {
                let role = if whole { name.clone() } else { short.clone() };
                views.push(CommentsView { name, role, texts });
            }
        };
        add(&role.id, one_line(&role.name));
        for (_, competency) in sources.questionnaire.competencies_of(&role.id) {
            add(&competency.id, one_line(&competency.short));
        }
    }
    views
}

fn respondents(sources: Sources<'_>) -> RespondentsView {
    let Sources { results, questionnaire, wording } = sources;
    let known = |role: &&String| questionnaire.role(role).is_some();
    RespondentsView {
        n: results.respondents,
        people: wording.count("noun.person", results.respondents),
        invited: results
            .invited
            .and_then(|n| usize::try_from(n).ok())
            .map(|n| wording.number_word(n)),
        rate: results.response_rate.map(|rate| wording.percent(rate)),
        groups: results
            .rater_groups
            .iter()
            .filter(|(_, n)| **n > 0)
            .map(|(group, n)| wording.count(&format!("group_count.{group}"), *n))
            .collect(),
        indicative: results
            .roles
            .iter()
            .any(|(id, role)| known(&id) && role.indicative && role.score.is_some()),
    }
}
