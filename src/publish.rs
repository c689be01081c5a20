//! Questionnaires for survey tools, browsers and paper: what people fill in.
//!
//! A `Form` says what is asked, in all languages and for no tool in particular; a
//! module per target writes it down. Every question keeps its id as name, code or tag, so that the
//! answers find their way back (`questionnaire::codes`, and `responses` for reading).

mod csv;
mod docx;
mod form;
mod google_forms;
mod html;
mod limesurvey;
mod names;
mod qualtrics;
mod redcap;
mod surveyjs;
mod xlsform;

use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;
use form::Form;

/// Where a form is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// KoBoToolbox, ODK Central and others that take XLSForm.
    XlsForm,
    /// SurveyJS.
    SurveyJs,
    /// LimeSurvey.
    LimeSurvey,
    /// Qualtrics.
    Qualtrics,
    /// Google Forms.
    GoogleForms,
    /// REDCap.
    RedCap,
    /// A browser, without any survey tool.
    Html,
    /// Paper, or a word processor.
    Docx,
    /// A spreadsheet.
    Csv,
}

impl Target {
    /// All targets.
    pub const ALL: [Self; 9] = [
        Self::XlsForm,
        Self::SurveyJs,
        Self::LimeSurvey,
        Self::Qualtrics,
        Self::GoogleForms,
        Self::RedCap,
        Self::Html,
        Self::Docx,
        Self::Csv,
    ];

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::XlsForm => "xlsx",
            Self::SurveyJs => "json",
            Self::LimeSurvey | Self::Qualtrics => "txt",
            Self::GoogleForms => "gs",
            Self::RedCap | Self::Csv => "csv",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }

    /// The name used in commands and file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::XlsForm => "xlsform",
            Self::SurveyJs => "surveyjs",
            Self::LimeSurvey => "limesurvey",
            Self::Qualtrics => "qualtrics",
            Self::GoogleForms => "google-forms",
            Self::RedCap => "redcap",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Csv => "csv",
        }
    }

    /// Whether one form holds several languages.
    pub fn has_languages(self) -> bool {
        matches!(self, Self::XlsForm | Self::SurveyJs | Self::LimeSurvey | Self::Html)
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Roles whose items are asked; empty: all.
    pub roles: Vec<String>,
    /// The short form of the questionnaire alone.
    pub short: bool,
    /// The raters' part: statements.
    pub rater: bool,
    /// The part of whoever asked for the assessment: facts about the organisation.
    pub sponsor: bool,
}

/// Writes a form. `languages` holds the questionnaire in each language wanted, the first of them
/// first; targets that hold one language take the first.
///
/// # Errors
///
/// Unknown roles; ids, labels or codes that the target would not keep apart; a questionnaire
/// without a short form or without facts where that is all that was asked for, and failures of the
/// writers.
pub fn publish(
    languages: &[Questionnaire],
    target: Target,
    selection: &Selection,
) -> Result<Vec<u8>, Diagnostic> {
    let languages =
        if target.has_languages() { languages } else { languages.get(..1).unwrap_or(languages) };
    let form = Form::new(languages, selection)?;
    if let Some(problem) = names::clash(&form, target) {
        return Err(problem);
    }
    match target {
        Target::XlsForm => xlsform::write(&form),
        Target::SurveyJs => surveyjs::write(&form),
        Target::LimeSurvey => Ok(limesurvey::write(&form)),
        Target::Qualtrics => Ok(qualtrics::write(&form).into_bytes()),
        Target::GoogleForms => google_forms::write(&form).map(String::into_bytes),
        Target::RedCap => redcap::write(&form),
        Target::Html => html::write(&form, languages, selection).map(String::into_bytes),
        Target::Docx => docx::write(&form),
        Target::Csv => csv::write(&form),
    }
}

/// What a writer says when it fails, which no form makes it do.
fn failed(error: &impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error("internal-error", error.to_string())
}
