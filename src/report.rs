//! From results to blocks: templates, wording, charts.
//!
//! [`leadership`], [`change`] and [`portfolio`] word the results ([`context`]), fill in a [`template`], read
//! the Markdown that comes out ([`markdown`]) and draw the charts and tables that it calls for
//! ([`exhibits`]).

pub mod blocks;
pub mod charts;
pub mod context;
pub mod escape;
pub mod exhibits;
pub mod markdown;
mod measure;
pub mod number;
pub mod scene;
pub mod tables;
pub mod template;
pub mod wording;

use crate::change::Course;
use crate::questionnaire::Questionnaire;
use crate::results::Results;
use blocks::{Document, Labels};
use context::{ChangeView, FollowUpView, PortfolioView, ReportView, Sources};
use serde::Serialize;
use template::Template;
use thiserror::Error;
use wording::Wording;

/// What a user may set for one run of reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportOptions {
    /// Mark in the running head; `None`: the wording's.
    pub confidentiality: Option<String>,
}

/// Why a report could not be made. All of these are mistakes in a template or a wording table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReportError {
    /// No template of that name comes with the program.
    #[error("there is no template \"{name}\"; built in are {known}")]
    UnknownTemplate {
        /// The name asked for.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// The template has no main text.
    #[error("template \"{template}\" has no report.md")]
    NoMainText {
        /// The template.
        template: String,
    },
    /// A text of the template cannot be read or filled in.
    #[error("template \"{template}\", {file}, line {line}: {message}")]
    Template {
        /// The template.
        template: String,
        /// Its file.
        file: String,
        /// Line in the file, from 1.
        line: usize,
        /// The expression and what is wrong with it.
        message: String,
    },
    /// A wording table is not TOML.
    #[error("{file}, line {line}: {message}")]
    Wording {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A fenced block is of no known kind.
    #[error("the template asks for a block \"{name}\"; known are page, columns, chart and table")]
    UnknownBlock {
        /// What stands after the fence.
        name: String,
    },
    /// A chart or table of that name does not exist.
    #[error("the template asks for {kind} \"{name}\"; known are {known}")]
    UnknownExhibit {
        /// `chart` or `table`.
        kind: String,
        /// The name asked for.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// A chart or table is about a role without results.
    #[error("the template asks for \"{name}\" of the role \"{role}\", which has no results")]
    UnknownRole {
        /// The chart or table.
        name: String,
        /// The role asked for.
        role: String,
    },
    /// A table is about a document that does not follow from the answer.
    #[error(
        "the template asks for \"{name}\" of the document \"{id}\", which does not follow from the answer"
    )]
    UnknownFollowUp {
        /// The table.
        name: String,
        /// The document asked for.
        id: String,
    },
    /// Blocks are nested too deep.
    #[error("the template nests quotes and columns too deep")]
    TooDeep,
}

/// The leadership report of one organisation.
///
/// # Errors
/// When the template asks for a value, chart or table that does not exist.
pub fn leadership(
    results: &Results,
    questionnaire: &Questionnaire,
    template: &Template,
    options: &ReportOptions,
) -> Result<Document, ReportError> {
    let sources = Sources { results, questionnaire, wording: &template.wording };
    let view = ReportView::new(sources, options);
    let text = template.render(&view)?;
    document(sources, &view, &view.method.questionnaire, &text)
}

/// What a report about one organisation says, and which documents follow from it.
pub fn view(
    results: &Results,
    questionnaire: &Questionnaire,
    wording: &Wording,
    options: &ReportOptions,
) -> ReportView {
    ReportView::new(Sources { results, questionnaire, wording }, options)
}

/// A document that follows from the answer: one of [`ReportView::follow_ups`].
///
/// # Errors
/// When the template asks for a value, chart or table that does not exist.
pub fn follow_up(
    results: &Results,
    questionnaire: &Questionnaire,
    template: &Template,
    (view, follow): (&ReportView, &FollowUpView),
) -> Result<Document, ReportError> {
    #[derive(Serialize)]
    struct Page<'a> {
        #[serde(flatten)]
        report: &'a ReportView,
        follow: &'a FollowUpView,
    }
    let sources = Sources { results, questionnaire, wording: &template.wording };
    let text = template.render(&Page { report: view, follow })?;
    document(sources, view, &follow.title, &text)
}

/// The report for one assessed person alone: self against others, strengths, gaps. `results` are
/// those of the organisation; nothing in the report is about anybody else.
///
/// # Errors
/// When the template asks for a value, chart or table that does not exist.
pub fn individual(
    results: &Results,
    subject: &str,
    questionnaire: &Questionnaire,
    template: &Template,
    options: &ReportOptions,
) -> Result<Document, ReportError> {
    #[derive(Serialize)]
    struct Page<'a> {
        #[serde(flatten)]
        report: &'a ReportView,
        subject: String,
    }
    let own = results.of_subject(subject);
    let wording = &template.wording;
    let sources = Sources { results: &own, questionnaire, wording };
    let view = ReportView::new(sources, options);
    let subject = escape::one_line(subject);
    let text = template.render(&Page { report: &view, subject: subject.clone() })?;
    let title = wording.fill("report.individual", &[("subject", &subject)]);
    document(sources, &view, &title, &text)
}

/// The document around the Markdown of a report about one organisation.
fn document(
    sources: Sources<'_>,
    view: &ReportView,
    title: &str,
    text: &str,
) -> Result<Document, ReportError> {
    let Sources { results, questionnaire, wording } = sources;
    let blocks =
        markdown::blocks(text, &|call| exhibits::leadership(call, view, questionnaire, wording))?;
    let foot = match (view.method.draft, view.respondents.indicative) {
        (true, _) => "report.foot_draft",
        (false, true) => "report.foot_indicative",
        (false, false) => "report.foot",
    };
    Ok(Document {
        title: title.to_owned(),
        subject: view.organisation.clone(),
        language: language(questionnaire),
        date: results.provenance.date.clone(),
        date_text: view.date.clone(),
        confidentiality: view.confidentiality.clone(),
        foot: wording.fill(foot, &[("people", &view.respondents.people)]),
        labels: labels(wording),
        logo: None,
        blocks,
    })
}

/// The comparison of several organisations.
///
/// # Errors
/// When the template asks for a value, chart or table that does not exist.
pub fn portfolio(
    results: &[Results],
    questionnaire: &Questionnaire,
    template: &Template,
    options: &ReportOptions,
) -> Result<Document, ReportError> {
    let wording = &template.wording;
    let view = PortfolioView::new(results, questionnaire, wording, options);
    let text = template.render(&view)?;
    let blocks = markdown::blocks(&text, &|call| exhibits::portfolio(call, &view, wording))?;
    let date = results.first().map(|one| one.provenance.date.clone()).unwrap_or_default();
    let foot = if view.draft { "portfolio.foot_draft" } else { "portfolio.foot" };
    Ok(Document {
        title: view.questionnaire.clone(),
        subject: wording.fill("portfolio.subject", &[("size", &view.size)]),
        language: language(questionnaire),
        date_text: wording.date(&date),
        date,
        confidentiality: view.confidentiality.clone(),
        foot: wording.fill(foot, &[("size", &wording::upper_first(&view.size))]),
        labels: labels(wording),
        logo: None,
        blocks,
    })
}

/// What changed between the waves of one organisation.
///
/// # Errors
/// When the template asks for a value, chart or table that does not exist.
pub fn change(
    course: &Course,
    questionnaire: &Questionnaire,
    template: &Template,
    options: &ReportOptions,
) -> Result<Document, ReportError> {
    #[derive(Serialize)]
    struct Page {
        change: ChangeView,
        own: bool,
        questionnaire: String,
        draft: bool,
        confidentiality: String,
        survey: bool,
    }
    let wording = &template.wording;
    let view = ChangeView::new(course, questionnaire, wording);
    let confidentiality =
        options.confidentiality.clone().unwrap_or_else(|| wording.text("report.confidential"));
    let page = Page {
        change: view,
        own: true,
        questionnaire: escape::one_line(&questionnaire.model.title),
        draft: questionnaire.model.draft,
        confidentiality: confidentiality.clone(),
        survey: questionnaire.roles.iter().any(|role| questionnaire.is_whole(role)),
    };
    let text = template.render(&page)?;
    let view = &page.change;
    let blocks =
        markdown::blocks(&text, &|call| exhibits::change(call, view, questionnaire, wording))?;
    let foot = if page.draft { "change.foot_draft" } else { "change.foot" };
    let ends = [("before", view.before.as_str()), ("after", view.after.as_str())];
    let date = course.overall.after.date.clone();
    Ok(Document {
        title: wording.fill("change.title", &ends),
        subject: view.organisation.clone(),
        language: language(questionnaire),
        date_text: wording.date(&date),
        date,
        confidentiality,
        foot: wording.fill(foot, &ends),
        labels: labels(wording),
        logo: None,
        blocks,
    })
}

/// The words that outputs add of their own.
fn labels(wording: &Wording) -> Labels {
    Labels {
        page_of: wording.text("document.page_of"),
        contents: wording.text("document.contents"),
        skip: wording.text("document.skip"),
        sort: wording.text("document.sort"),
        chart: wording.text("document.chart"),
        words: wording.text("document.words"),
    }
}

/// The language tag of the questionnaire; "en" when it gives none.
fn language(questionnaire: &Questionnaire) -> String {
    let tag = questionnaire.model.language.trim();
    if tag.is_empty() { "en".to_owned() } else { tag.to_owned() }
}
