//! What follows from the answer: one document per part of it that asks for something.

use super::competencies::{CompetencyView, competency_view};
use super::decision::{DecisionView, inner_phrase, seat_parts};
use super::roles::{RoleView, role_view, short_name};
use super::{Sources, subjects};
use crate::decision::{Decision, Sourcing};
use crate::questionnaire::decision_model::StructureKind;
use crate::questionnaire::followup::{Occasion, Step, StepKind};
use crate::questionnaire::{Questionnaire, Role, RoleKind};
use crate::report::escape::one_line;
use crate::report::wording::{Wording, upper_first};
use crate::results::{CompetencyResult, RoleResult};
use serde::Serialize;

/// A kind of document that goes with a leadership report; also the name of its template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Decision rights and reporting line.
    Split,
    /// Development plan.
    Develop,
    /// Bridge and hand-over.
    Interim,
    /// Role profile and interview guide.
    Hire,
    /// Scope of services.
    Outsource,
    /// Assessed people side by side.
    Candidates,
}

impl DocumentKind {
    /// The name of its template, and the start of its file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Develop => "develop",
            Self::Interim => "interim",
            Self::Hire => "hire",
            Self::Outsource => "outsource",
            Self::Candidates => "candidates",
        }
    }
}

/// A document that follows from the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FollowUpView {
    /// What it is.
    pub kind: DocumentKind,
    /// File name without extension: `hire-ciso`.
    pub id: String,
    /// "Role profile and interview guide: CISO".
    pub title: String,
    /// Short names of the seats: "CISO", "CIO and CISO".
    pub seat: String,
    /// The part of the answer that it serves, in words.
    pub phrase: String,
    /// The seats with their results; a seat that nobody rated has none.
    pub seats: Vec<RoleView>,
    /// The seats' competencies, the most pressing first, then by weight.
    pub competencies: Vec<CompetencyView>,
    /// Those that fall short.
    pub gaps: Vec<CompetencyView>,
    /// Steps by date.
    pub steps: Vec<StepView>,
    /// Steps at the end of a bridge, in days after the new holder's start.
    pub finish: Vec<StepView>,
    /// Decision rights in ordinary times.
    pub rights: Vec<RightView>,
    /// What the structure means for the reporting line.
    pub reporting_line: Vec<String>,
    /// Service levels: what is measured, what is agreed.
    pub service_levels: Vec<(String, String)>,
    /// Duties that stay inside, with their owner.
    pub retained_duties: Vec<(String, String)>,
    /// Questions to a provider: the question, a good answer, what should worry.
    pub provider_questions: Vec<(String, String, String)>,
}

/// A step with owner and date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// What is done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// By when.
    pub by: String,
    /// Days after the report date, for the order.
    #[serde(skip)]
    pub days: i64,
}

/// Who decides, leads, advises and is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RightView {
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

/// Steps later than this are left to their own document.
const NEXT_DAYS: i64 = 90;

/// So many steps of each document stand in the report; the others in the document.
const FIRST_STEPS: usize = 4;

/// The documents that follow: the structure's, then the seats' in the questionnaire's order, then
/// the comparison of candidates. One for which the questionnaire has no texts is left out.
pub(super) fn views(sources: Sources<'_>, seats: &[RoleView]) -> Vec<FollowUpView> {
    let mut views = Vec::new();
    if let Some(decision) = &sources.results.decision {
        views.extend(split(sources, decision));
        views.extend(sourcings(sources, decision, seats));
    }
    if !subjects::candidates(sources).is_empty() {
        views.push(candidates(sources, seats));
    }
    views.retain(|view| says_something(sources, view));
    views
}

/// Whether a document would hold more than its heading.
fn says_something(sources: Sources<'_>, view: &FollowUpView) -> bool {
    let any = |told: fn(&CompetencyView) -> bool| view.competencies.iter().any(told);
    let own = match view.kind {
        DocumentKind::Candidates => true,
        DocumentKind::Split => {
            let ids: Vec<&str> = view.seats.iter().map(|seat| seat.id.as_str()).collect();
            let breach = rights_of(sources.questionnaire, Occasion::Breach, &ids);
            !view.rights.is_empty() || !view.reporting_line.is_empty() || !breach.is_empty()
        }
        DocumentKind::Develop => view.gaps.iter().any(|one| {
            one.strong.is_some() || one.follow.practice.is_some() || one.first_step.is_some()
        }),
        DocumentKind::Interim => {
            view.gaps.iter().any(|one| one.days_30.is_some() || one.days_90.is_some())
                || !view.finish.is_empty()
                || !view.retained_duties.is_empty()
        }
        DocumentKind::Hire => {
            !view.reporting_line.is_empty()
                || any(|one| one.follow.duty.is_some() || one.follow.question.is_some())
        }
        DocumentKind::Outsource => {
            !view.service_levels.is_empty()
                || !view.retained_duties.is_empty()
                || !view.provider_questions.is_empty()
                || any(|one| one.follow.service.is_some())
        }
    };
    own || !view.steps.is_empty()
}

/// What leadership is asked to decide and the first steps of the documents, within 90 days, by date.
pub(super) fn next_steps(
    sources: Sources<'_>,
    decision: Option<&DecisionView>,
    follow_ups: &[FollowUpView],
) -> Vec<StepView> {
    let asks = decision.iter().flat_map(|decision| &decision.asks).map(|ask| StepView {
        text: ask.text.clone(),
        owner: ask.owner.clone(),
        by: ask.by.clone(),
        days: ask.days,
    });
    let named = follow_ups.iter().flat_map(|one| {
        one.steps.iter().take(FIRST_STEPS).map(|step| StepView {
            text: sources
                .wording
                .fill("phrase.step_for", &[("seat", &one.seat), ("step", &step.text)]),
            ..step.clone()
        })
    });
    let mut steps: Vec<StepView> =
        asks.chain(named).filter(|step| step.days <= NEXT_DAYS).collect();
    steps.sort_by_key(|step| step.days);
    steps
}

/// The decision rights of an occasion for the seats of the report.
pub(super) fn rights(sources: Sources<'_>, when: Occasion, seats: &[RoleView]) -> Vec<RightView> {
    let ids: Vec<&str> = seats.iter().map(|seat| seat.id.as_str()).collect();
    rights_of(sources.questionnaire, when, &ids)
}

fn rights_of(questionnaire: &Questionnaire, when: Occasion, seats: &[&str]) -> Vec<RightView> {
    let rights = questionnaire.follow_ups.rights(when, seats);
    rights
        .map(|right| RightView {
            matter: one_line(&right.matter),
            decides: one_line(&right.decides),
            leads: one_line(&right.leads),
            advises: one_line(&right.advises),
            informed: one_line(&right.informed),
        })
        .collect()
}

/// Decision rights and reporting line, where the two linked seats come apart or their line moves.
fn split(sources: Sources<'_>, decision: &Decision) -> Option<FollowUpView> {
    let model = sources.questionnaire.decision.as_ref()?;
    let part = &decision.structure;
    let chosen = model.structure.iter().find(|structure| structure.id == part.choice)?;
    if decision.no_plan_left || !part.changes || chosen.kind == StructureKind::Combined {
        return None;
    }
    let roles: Vec<&Role> =
        model.seat.iter().filter_map(|seat| sources.questionnaire.role(&seat.role)).collect();
    Some(FollowUpView {
        id: DocumentKind::Split.name().to_owned(),
        phrase: upper_first(&one_line(&part.phrase)),
        ..blank(sources, DocumentKind::Split, &roles)
    })
}

/// A document per seat whose filling asks for one; seats filled together share it.
fn sourcings(sources: Sources<'_>, decision: &Decision, seats: &[RoleView]) -> Vec<FollowUpView> {
    let mut asked: Vec<(DocumentKind, String, Vec<&Role>)> = Vec::new();
    for (id, part) in seat_parts(sources, decision) {
        let Some(role) = sources.questionnaire.role(&id) else { continue };
        let short = seats.iter().any(|seat| seat.id == id && !seat.notable.is_empty());
        for kind in kinds(&part.choice, part.changes, short) {
            let phrase = inner_phrase(sources, part);
            match asked.iter_mut().find(|(known, words, _)| *known == kind && *words == phrase) {
                Some((_, _, roles)) => roles.push(role),
                None => asked.push((kind, phrase, vec![role])),
            }
        }
    }
    asked.sort_by_key(|(kind, _, _)| *kind);
    asked
        .into_iter()
        .map(|(kind, phrase, roles)| FollowUpView {
            phrase: upper_first(&phrase),
            ..blank(sources, kind, &roles)
        })
        .collect()
}

/// The documents that a sourcing asks for. Who stays and has no gap to speak of needs none.
fn kinds(choice: &str, changes: bool, short: bool) -> Vec<DocumentKind> {
    let is = |sourcing: Sourcing| sourcing.name() == choice;
    if is(Sourcing::Hire) && changes {
        vec![DocumentKind::Hire]
    } else if is(Sourcing::InterimThenHire) && changes {
        vec![DocumentKind::Interim, DocumentKind::Hire]
    } else if is(Sourcing::Outsource) && (changes || short) {
        vec![DocumentKind::Outsource]
    } else if (is(Sourcing::Develop) || is(Sourcing::Appoint)) && short {
        vec![DocumentKind::Develop]
    } else {
        Vec::new()
    }
}

fn candidates(sources: Sources<'_>, seats: &[RoleView]) -> FollowUpView {
    let assessed = |role: &&Role| {
        let result = sources.results.roles.get(&role.id);
        role.kind == RoleKind::Seat && result.is_some_and(|found| !found.subjects.is_empty())
    };
    let roles: Vec<&Role> = sources.questionnaire.roles.iter().filter(assessed).collect();
    let about = |seat: &&RoleView| roles.iter().any(|role| role.id == seat.id);
    FollowUpView {
        id: DocumentKind::Candidates.name().to_owned(),
        seats: seats.iter().filter(about).cloned().collect(),
        ..blank(sources, DocumentKind::Candidates, &roles)
    }
}

/// A document about some seats, filled with what the questionnaire says for its kind.
fn blank(sources: Sources<'_>, kind: DocumentKind, roles: &[&Role]) -> FollowUpView {
    let follow_ups = &sources.questionnaire.follow_ups;
    let shorts: Vec<String> = roles.iter().map(|role| short_name(role)).collect();
    let ids: Vec<&str> = roles.iter().map(|role| role.id.as_str()).collect();
    let competencies = competencies(sources, roles);
    let structure = sources.results.decision.as_ref().map(|one| one.structure.choice.as_str());
    let seat = sources.wording.list(&shorts);
    let pair = |a: &str, b: &str| (one_line(a), one_line(b));
    let questions = follow_ups.provider_questions.iter();
    FollowUpView {
        kind,
        id: format!("{}-{}", kind.name(), ids.join("-")),
        title: sources.wording.fill(&format!("follow_up.{}", kind.name()), &[("seat", &seat)]),
        seat,
        phrase: String::new(),
        seats: roles.iter().map(|role| seat_view(sources, role)).collect(),
        gaps: competencies
            .iter()
            .filter(|one| one.values.shown.gap.is_some_and(|gap| gap > 0))
            .cloned()
            .collect(),
        competencies,
        steps: steps(sources, &step_kinds(kind)),
        finish: match kind {
            DocumentKind::Interim => steps(sources, &[StepKind::HandoverFinish]),
            _ => Vec::new(),
        },
        rights: rights_of(sources.questionnaire, Occasion::Ordinary, &ids),
        reporting_line: structure
            .map(|id| follow_ups.reporting_line(id).iter().map(|text| one_line(text)).collect())
            .unwrap_or_default(),
        service_levels: follow_ups
            .service_levels
            .iter()
            .map(|l| pair(&l.measure, &l.level))
            .collect(),
        retained_duties: follow_ups
            .retained_duties
            .iter()
            .map(|d| pair(&d.duty, &d.owner))
            .collect(),
        provider_questions: questions
            .map(|one| (one_line(&one.ask), one_line(&one.good), one_line(&one.concern)))
            .collect(),
    }
}

fn step_kinds(kind: DocumentKind) -> Vec<StepKind> {
    match kind {
        DocumentKind::Split => vec![StepKind::Split],
        DocumentKind::Develop => vec![StepKind::Development],
        DocumentKind::Interim => vec![StepKind::HandoverStart, StepKind::HandoverBridge],
        DocumentKind::Hire => vec![StepKind::Search],
        DocumentKind::Outsource => vec![StepKind::Outsource],
        DocumentKind::Candidates => Vec::new(),
    }
}

/// Steps with their dates, by day.
fn steps(sources: Sources<'_>, kinds: &[StepKind]) -> Vec<StepView> {
    let follow_ups = &sources.questionnaire.follow_ups;
    let mut found: Vec<&Step> = kinds.iter().flat_map(|kind| follow_ups.steps(*kind)).collect();
    found.sort_by_key(|step| step.days);
    found.into_iter().map(|step| step_view(sources, step)).collect()
}

fn step_view(sources: Sources<'_>, step: &Step) -> StepView {
    let wording: &Wording = sources.wording;
    let by = match step.kind {
        StepKind::HandoverFinish => {
            wording.fill("phrase.day", &[("n", &wording.whole(step.days as f64))])
        }
        _ => wording.date_after(&sources.results.provenance.date, step.days),
    };
    StepView { text: one_line(&step.step), owner: one_line(&step.owner), by, days: step.days }
}

/// A seat as the reader sees it, without results where nobody rated it.
fn seat_view(sources: Sources<'_>, role: &Role) -> RoleView {
    let unrated = RoleResult::default();
    role_view(sources, role, sources.results.roles.get(&role.id).unwrap_or(&unrated))
}

/// All competencies of some seats: the most pressing first, those without results by weight.
fn competencies(sources: Sources<'_>, roles: &[&Role]) -> Vec<CompetencyView> {
    let mut views: Vec<(f64, f64, CompetencyView)> = Vec::new();
    for role in roles {
        let result = sources.results.roles.get(&role.id);
        for (_, competency) in sources.questionnaire.competencies_of(&role.id) {
            let found = result
                .and_then(|role| role.competencies.iter().find(|one| one.id == competency.id));
            let unrated = CompetencyResult { id: competency.id.clone(), ..Default::default() };
            let view = competency_view(sources, role, found.unwrap_or(&unrated));
            views.push((view.values.priority.unwrap_or(0.0), competency.weight, view));
        }
    }
    views.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    views.into_iter().map(|(_, _, view)| view).collect()
}
