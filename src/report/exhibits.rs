//! Charts and tables by the names that templates call them by.

mod changes;
mod comparisons;

use crate::questionnaire::Questionnaire;
use crate::report::blocks::Block;
use crate::report::charts::{DistributionRow, DistributionScale};
use crate::report::context::{
    ChangeView, CompetencyView, FollowUpView, ItemView, PortfolioView, ReportView, RoleView,
    SubjectView,
};
use crate::report::markdown::Call;
use crate::report::wording::Wording;
use crate::report::{ReportError, charts, tables};
use std::cmp::Reverse;

/// Rows of a dot-and-target chart that fit on a page under its heading.
const CHART_ROWS: usize = 24;

/// The charts and tables that a leadership template may call, for the message of a wrong name.
const LEADERSHIP: &str = "chart acceptability, candidates, confidence, contributions, \
    distribution, dots, importance, radar, roles, self_others; table actions, asks, breach, candidate_scores, candidates, economics, facts, finish, \
    flips, gaps, gates, goals, groups, interview, missing, norms, open_gates, precision, provenance, \
    provider_questions, rating_sheet, references, retained_duties, rights, role_profile, roles, \
    scope, self_others, service_levels, steps";

/// The tables that a portfolio template may call.
const PORTFOLIO: &str = "table heat, ranking";

/// Makes a chart or table of the leadership report.
///
/// # Errors
/// When there is none of that name, or it needs a role that the results do not have.
pub fn leadership(
    call: &Call,
    view: &ReportView,
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> Result<Vec<Block>, ReportError> {
    if let Some(change) = &view.change
        && let Some(made) = changes::exhibit(call, change, questionnaire, wording)
    {
        return made;
    }
    match call.kind.as_str() {
        "chart" => chart(call, view, questionnaire, wording),
        _ => table(call, view, wording),
    }
}

/// Makes a chart or table about what changed.
///
/// # Errors
/// When there is none of that name, or it needs a role that no wave has.
pub fn change(
    call: &Call,
    view: &ChangeView,
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> Result<Vec<Block>, ReportError> {
    changes::exhibit(call, view, questionnaire, wording)
        .unwrap_or_else(|| Err(unknown(call, changes::KNOWN)))
}

/// Makes a table of the portfolio report.
///
/// # Errors
/// When there is none of that name.
pub fn portfolio(
    call: &Call,
    view: &PortfolioView,
    wording: &Wording,
) -> Result<Vec<Block>, ReportError> {
    match (call.kind.as_str(), call.name.as_str()) {
        ("table", "ranking") => Ok(tables::ranking(&view.organisations, &view.roles, wording)),
        ("table", "heat") => Ok(heat(call, view, wording)),
        _ => Err(unknown(call, PORTFOLIO)),
    }
}

fn chart(
    call: &Call,
    view: &ReportView,
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> Result<Vec<Block>, ReportError> {
    let (title, width) = (call.inline("title"), call.width);
    let parts = view.decision.as_ref().map_or(&[][..], |decision| &decision.parts);
    let one = |chart| Ok(vec![Block::Chart(chart)]);
    match call.name.as_str() {
        "roles" if view.roles.is_empty() => Ok(Vec::new()),
        "roles" => one(charts::roles(&view.roles, title, questionnaire, wording, width)),
        "candidates" => {
            let role = role(call, view)?;
            match &assessed(view, role)[..] {
                [] => Ok(Vec::new()),
                people => one(charts::people(people, title, questionnaire, wording, width)),
            }
        }
        "distribution" => Ok(distribution(call, role(call, view)?, questionnaire, wording)),
        "importance" | "radar" | "self_others" => {
            let role = role(call, view)?;
            Ok(comparisons::chart(call, role, questionnaire, wording)
                .map(Block::Chart)
                .into_iter()
                .collect())
        }
        "confidence" if parts.is_empty() => Ok(Vec::new()),
        "confidence" => one(charts::confidence(parts, title, wording, width)),
        "dots" => {
            let role = role(call, view)?;
            let mut title = Some(title);
            Ok(role
                .competencies
                .chunks(CHART_ROWS)
                .map(|rows| {
                    let title = title.take().unwrap_or_default();
                    Block::Chart(charts::dots(rows, title, questionnaire, wording, width))
                })
                .collect())
        }
        "acceptability" => {
            let plans = view.decision.as_ref().map_or(&[][..], |decision| &decision.plans);
            let shown = &plans[..plans.len().min(limit(call, 6))];
            match shown {
                [] => Ok(Vec::new()),
                shown => one(charts::acceptability(shown, title, wording, width)),
            }
        }
        "contributions" => {
            match view.decision.as_ref().and_then(|decision| decision.contributions.as_ref()) {
                Some(found) => one(charts::contributions(found, title, wording, width)),
                None => Ok(Vec::new()),
            }
        }
        _ => Err(unknown(call, LEADERSHIP)),
    }
}

fn table(call: &Call, view: &ReportView, wording: &Wording) -> Result<Vec<Block>, ReportError> {
    let everyone: Vec<&RoleView> = view.roles.iter().chain(&view.relationships).collect();
    match call.name.as_str() {
        "roles" => {
            let all: Vec<RoleView> = everyone.into_iter().cloned().collect();
            Ok(tables::roles(&all, view.survey, wording))
        }
        "gaps" | "actions" => {
            let gaps = match call.plain("role") {
                Some(_) => &role(call, view)?.gaps,
                None => &view.gaps,
            };
            let shown = &gaps[..gaps.len().min(limit(call, 5))];
            let make = if call.name == "gaps" { tables::gaps } else { tables::actions };
            Ok(make(shown, wording))
        }
        "steps" if call.plain("follow").is_none() => {
            Ok(tables::steps(first(&view.next_steps, limit(call, usize::MAX)), wording))
        }
        "breach" => Ok(tables::breach(&view.breach_rights, call.plain("short").is_some(), wording)),
        "candidate_scores" => {
            let role = role(call, view)?;
            Ok(tables::candidate_scores(role, &assessed(view, role), wording))
        }
        "references" => Ok(tables::references(&everyone, wording)),
        "provenance" => Ok(tables::provenance(&view.method, wording)),
        "self_others" => Ok(tables::self_others(&everyone, wording)),
        "norms" => Ok(tables::norms(&everyone, wording)),
        "precision" => Ok(tables::precision(&everyone, wording)),
        "groups" => Ok(tables::groups(&everyone, view.survey, wording)),
        "candidates" => Ok(tables::candidates(&view.candidates, wording)),
        "facts" => {
            let mut facts = view.facts.clone();
            facts.sort_by_key(|fact| !fact.used);
            facts.truncate(limit(call, usize::MAX));
            Ok(tables::facts(&facts, wording))
        }
        _ => follow_up_table(call, view, wording),
    }
}

/// The tables of what follows from the answer; any other name is looked for among the decision's.
fn follow_up_table(
    call: &Call,
    view: &ReportView,
    wording: &Wording,
) -> Result<Vec<Block>, ReportError> {
    const KNOWN: [&str; 11] = [
        "finish",
        "goals",
        "interview",
        "provider_questions",
        "rating_sheet",
        "retained_duties",
        "rights",
        "role_profile",
        "scope",
        "service_levels",
        "steps",
    ];
    let name = call.name.as_str();
    if !KNOWN.contains(&name) {
        return decision_table(call, view, wording);
    }
    let follow = follow_up(call, view)?;
    let shown = limit(call, usize::MAX);
    let all = first(&follow.competencies, shown);
    let short = first(if follow.gaps.is_empty() { all } else { &follow.gaps }, shown);
    // The first of those that the questionnaire has a text for.
    let told = |told: fn(&CompetencyView) -> bool| -> Vec<CompetencyView> {
        follow.competencies.iter().filter(|one| told(one)).take(shown).cloned().collect()
    };
    let asked = || told(|one| one.follow.question.is_some());
    Ok(match name {
        "finish" => tables::steps(first(&follow.finish, shown), wording),
        "goals" => tables::goals(short, wording),
        "interview" => tables::interview(&asked(), wording),
        "provider_questions" => tables::provider_questions(follow, shown, wording),
        "rating_sheet" => tables::rating_sheet(&asked(), wording),
        "retained_duties" => tables::retained_duties(follow, shown, wording),
        "rights" => tables::rights(first(&follow.rights, shown), wording),
        "role_profile" => tables::role_profile(&told(|one| one.follow.duty.is_some()), wording),
        "scope" => tables::scope(&told(|one| one.follow.service.is_some()), wording),
        "service_levels" => tables::service_levels(follow, wording),
        _ => tables::steps(first(&follow.steps, shown), wording),
    })
}

fn decision_table(
    call: &Call,
    view: &ReportView,
    wording: &Wording,
) -> Result<Vec<Block>, ReportError> {
    const KNOWN: [&str; 6] = ["asks", "economics", "flips", "gates", "missing", "open_gates"];
    let name = call.name.as_str();
    if !KNOWN.contains(&name) {
        return Err(unknown(call, LEADERSHIP));
    }
    let Some(decision) = &view.decision else { return Ok(Vec::new()) };
    let shown = limit(call, usize::MAX);
    Ok(match name {
        "asks" => tables::asks(first(&decision.asks, shown), wording),
        "flips" => tables::flips(first(&decision.flips, shown), wording),
        "gates" => tables::gates(first(&decision.gates, shown), wording),
        "missing" => tables::missing(first(&decision.missing, shown), wording),
        "open_gates" => tables::open_gates(first(&decision.open_gates, shown), wording),
        _ => decision
            .economics
            .as_ref()
            .map_or_else(Vec::new, |found| tables::economics(found, wording)),
    })
}

/// The answers to the items of a role, area by area, in parts that fit on a page.
fn distribution(
    call: &Call,
    role: &RoleView,
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> Vec<Block> {
    let items = role.competencies.iter().flat_map(|one| &one.items);
    let all: Vec<DistributionRow> = items.map(distribution_row).collect();
    let mut scale = DistributionScale {
        first: questionnaire.scale.min,
        low: questionnaire.scale.labels.first().cloned().unwrap_or_default(),
        high: questionnaire.scale.labels.last().cloned().unwrap_or_default(),
        key: call.plain("key").is_some(),
        neutral: false,
        small: charts::needs_small(&all, wording, call.width),
    };
    let mut blocks = Vec::new();
    for competency in &role.competencies {
        let rows: Vec<DistributionRow> = competency.items.iter().map(distribution_row).collect();
        scale.neutral = competency.target.is_none();
        for rows in rows.chunks(CHART_ROWS) {
            let title = crate::report::markdown::strong_text(&competency.short);
            let chart = charts::distribution(rows, &scale, title, wording, call.width);
            blocks.push(Block::Chart(chart));
            scale.key = false;
        }
    }
    blocks
}

fn distribution_row(item: &ItemView) -> DistributionRow {
    DistributionRow {
        label: item.text.clone(),
        tag: String::new(),
        reversed: item.reverse,
        n: item.n,
        counts: item.counts.iter().map(|count| *count as u64).collect(),
        mean: item.raw_mean,
    }
}

/// The heat table in parts of six organisations, so that columns stay wide enough.
fn heat(call: &Call, view: &PortfolioView, wording: &Wording) -> Vec<Block> {
    const ACROSS: usize = 6;
    let rows = first(&view.shared, limit(call, 30));
    let names: Vec<String> = view.organisations.iter().map(|one| one.name.clone()).collect();
    let mut blocks = Vec::new();
    for (part, names) in names.chunks(ACROSS).enumerate() {
        let slice: Vec<_> = rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().skip(part * ACROSS).take(ACROSS).cloned().collect();
                crate::report::context::HeatRow { cells, ..row.clone() }
            })
            .collect();
        blocks.extend(tables::heat(names, &slice, view.limits, wording));
    }
    blocks
}

fn first<T>(all: &[T], limit: usize) -> &[T] {
    &all[..all.len().min(limit)]
}

fn limit(call: &Call, default: usize) -> usize {
    call.plain("limit").and_then(|text| text.trim().parse().ok()).unwrap_or(default)
}

fn follow_up<'a>(call: &Call, view: &'a ReportView) -> Result<&'a FollowUpView, ReportError> {
    let id = call.plain("follow").unwrap_or_default();
    let found = view.follow_ups.iter().find(|one| one.id == id);
    found.ok_or_else(|| ReportError::UnknownFollowUp { name: call.name.clone(), id })
}

/// The people assessed for a role, the best first.
fn assessed<'a>(view: &'a ReportView, role: &RoleView) -> Vec<&'a SubjectView> {
    let mut people: Vec<&SubjectView> =
        view.candidates.iter().filter(|person| person.role_id == role.id).collect();
    people.sort_by_key(|person| Reverse(person.values.shown.score));
    people
}

fn role<'a>(call: &Call, view: &'a ReportView) -> Result<&'a RoleView, ReportError> {
    let id = call.plain("role").unwrap_or_default();
    view.role(&id).ok_or_else(|| ReportError::UnknownRole { name: call.name.clone(), role: id })
}

fn unknown(call: &Call, known: &'static str) -> ReportError {
    ReportError::UnknownExhibit {
        kind: call.kind.clone(),
        name: call.name.clone(),
        known: known.to_owned(),
    }
}
