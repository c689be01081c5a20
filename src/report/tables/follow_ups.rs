//! What follows from the answer: steps, decision rights, services, interviews, plans.

use super::grid::{Cell, cell, list, number, optional, strong, strong_over, table, text};
use crate::report::blocks::{Block, Span};
use crate::report::context::{CompetencyView, FollowUpView, RightView, StepView};
use crate::report::wording::Wording;

/// Step, owner, date.
pub fn steps(steps: &[StepView], wording: &Wording) -> Vec<Block> {
    let columns =
        vec![text("step", 0.6, wording), text("owner", 0.22, wording), number("by", 0.18, wording)];
    let row = |one: &StepView| vec![cell(&one.text), cell(&one.owner), cell(&one.by)];
    list("steps", columns, steps.iter().map(row).collect(), wording)
}

/// Matter, who decides, leads, advises, is told.
pub fn rights(rights: &[RightView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("matter", 0.28, wording),
        text("decides", 0.2, wording),
        text("leads", 0.14, wording),
        text("advises", 0.18, wording),
        text("informed", 0.2, wording),
    ];
    let row = |one: &RightView| {
        vec![
            strong(&one.matter),
            cell(&one.decides),
            blank_or(&one.leads),
            blank_or(&one.advises),
            blank_or(&one.informed),
        ]
    };
    table("rights", columns, rights.iter().map(row).collect(), wording)
}

/// Step of a response, who leads, supports, decides, and in full who is told.
pub fn breach(rights: &[RightView], short: bool, wording: &Wording) -> Vec<Block> {
    let mut columns = vec![
        text("breach_step", 0.25, wording),
        text("leads", 0.19, wording),
        text("supports", 0.24, wording),
        text("decides", 0.32, wording),
    ];
    if !short {
        columns.push(text("informed", 0.25, wording));
    }
    let row = |one: &RightView| {
        let mut cells = vec![
            strong(&one.matter),
            blank_or(&one.leads),
            blank_or(&one.advises),
            cell(&one.decides),
        ];
        if !short {
            cells.push(blank_or(&one.informed));
        }
        cells
    };
    table("breach", columns, rights.iter().map(row).collect(), wording)
}

/// Area, service, service level, what stays inside.
pub fn scope(competencies: &[CompetencyView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.19, wording),
        text("service", 0.29, wording),
        text("service_level", 0.26, wording),
        text("retained", 0.26, wording),
    ];
    let row = |one: &CompetencyView| {
        vec![
            named(one),
            optional(one.follow.service.as_ref()),
            optional(one.follow.service_level.as_ref()),
            optional(one.follow.retained.as_ref()),
        ]
    };
    let offered = competencies.iter().filter(|one| one.follow.service.is_some());
    table("scope", columns, offered.map(row).collect(), wording)
}

/// What is measured, what is agreed.
pub fn service_levels(follow: &FollowUpView, wording: &Wording) -> Vec<Block> {
    let columns = vec![text("measure", 0.42, wording), text("level", 0.58, wording)];
    let row = |(measure, level): &(String, String)| vec![strong(measure), cell(level)];
    table("service_levels", columns, follow.service_levels.iter().map(row).collect(), wording)
}

/// Duty, owner.
pub fn retained_duties(follow: &FollowUpView, limit: usize, wording: &Wording) -> Vec<Block> {
    let columns = vec![text("duty", 0.72, wording), text("owner", 0.28, wording)];
    let row = |(duty, owner): &(String, String)| vec![cell(duty), blank_or(owner)];
    let shown = follow.retained_duties.iter().take(limit);
    list("retained_duties", columns, shown.map(row).collect(), wording)
}

/// Question, good answer, what should worry.
pub fn provider_questions(follow: &FollowUpView, limit: usize, wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("provider_question", 0.36, wording),
        text("good_answer", 0.34, wording),
        text("concern", 0.3, wording),
    ];
    let row = |(ask, good, concern): &(String, String, String)| {
        vec![strong(ask), blank_or(good), blank_or(concern)]
    };
    let shown = follow.provider_questions.iter().take(limit);
    table("provider_questions", columns, shown.map(row).collect(), wording)
}

/// Area, what the post does in it, what a good first year shows.
pub fn role_profile(competencies: &[CompetencyView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.22, wording),
        text("duty", 0.38, wording),
        text("first_year", 0.4, wording),
    ];
    let row = |one: &CompetencyView| {
        vec![
            named(one),
            optional(one.follow.duty.as_ref()),
            optional(one.follow.first_year.as_ref()),
        ]
    };
    let described = competencies.iter().filter(|one| one.follow.duty.is_some());
    table("role_profile", columns, described.map(row).collect(), wording)
}

/// Interview question with a further one, and answers rated 1, 3 and 5.
pub fn interview(competencies: &[CompetencyView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("interview_question", 0.34, wording),
        text("answer_weak", 0.22, wording),
        text("answer_fair", 0.22, wording),
        text("answer_strong", 0.22, wording),
    ];
    let row = |one: &CompetencyView| {
        let question = one.follow.question.clone().unwrap_or_default();
        let mut asked = strong(&question);
        if let Some(probe) = &one.follow.probe {
            asked.push(vec![Span { text: probe.clone(), muted: true, ..Span::default() }]);
        }
        asked.push(vec![Span { text: one.short.clone(), muted: true, ..Span::default() }]);
        vec![
            asked,
            optional(one.follow.answer_weak.as_ref()),
            optional(one.follow.answer_fair.as_ref()),
            optional(one.follow.answer_strong.as_ref()),
        ]
    };
    let asked = competencies.iter().filter(|one| one.follow.question.is_some());
    table("interview", columns, asked.map(row).collect(), wording)
}

/// Area, goal, how it is learnt.
pub fn goals(competencies: &[CompetencyView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.22, wording),
        text("goal", 0.38, wording),
        text("practice", 0.4, wording),
    ];
    let row = |one: &CompetencyView| {
        vec![named(one), optional(one.strong.as_ref()), optional(one.follow.practice.as_ref())]
    };
    table("goals", columns, competencies.iter().map(row).collect(), wording)
}

/// A sheet to fill in: area, weight in words, rating, notes.
pub fn rating_sheet(competencies: &[CompetencyView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.34, wording),
        text("rating", 0.2, wording),
        text("evidence", 0.46, wording),
    ];
    let row = |one: &CompetencyView| {
        vec![strong(&one.short), cell("1    2    3    4    5"), cell("\u{a0}")]
    };
    let asked = competencies.iter().filter(|one| one.follow.question.is_some());
    table("rating_sheet", columns, asked.map(row).collect(), wording)
}

/// The area with its gap under it.
fn named(one: &CompetencyView) -> Cell {
    strong_over(&one.short, one.gap_words.as_deref().unwrap_or_default())
}

fn blank_or(text: &str) -> Cell {
    if text.is_empty() { Vec::new() } else { cell(text) }
}
