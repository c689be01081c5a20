//! The command line of `questionnaire publish`.

use crate::publish::Target;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Options of `questionnaire publish`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  assess questionnaire publish technology-leadership --to html
  assess questionnaire publish technology-leadership --to xlsform --role ID --short
  assess questionnaire publish ours.toml --to qualtrics --lang de --out ours.txt

Ids of items are names, codes or tags of the form, so that `assess run` reads what comes back.")]
pub(crate) struct PublishArgs {
    /// A built-in name, a TOML file, or a folder of them
    #[arg(value_name = "NAME|FILE")]
    pub questionnaire: String,

    /// Where the form is filled in: `xlsform` (KoBoToolbox, ODK), `surveyjs`, `limesurvey`,
    /// `qualtrics`, `google-forms`, `redcap`, `html` (a page of its own), `docx` (paper), `csv`
    #[arg(long, value_name = "TARGET", hide_possible_values = true)]
    pub to: PublishTarget,

    /// The file; `-` is standard output [default: named after questionnaire and target]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,

    /// Ask about this role alone; may be repeated [default: all]
    #[arg(long, value_name = "ID")]
    pub role: Vec<String>,

    /// Language; may be repeated where the target holds several [default: all that it has, or the
    /// questionnaire's own]
    #[arg(long, value_name = "CODE")]
    pub lang: Vec<String>,

    /// The short form, without ratings of importance and remarks
    #[arg(long)]
    pub short: bool,

    /// Who fills it in: `rater`, `sponsor` (facts about the organisation) or `both`
    /// [default: rater; both for html]
    #[arg(long, value_name = "PART", hide_possible_values = true)]
    pub part: Option<Part>,
}

/// Where a form is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PublishTarget {
    /// XLSForm
    Xlsform,
    /// SurveyJS
    Surveyjs,
    /// LimeSurvey
    Limesurvey,
    /// Qualtrics
    Qualtrics,
    /// Google Forms
    GoogleForms,
    /// REDCap
    Redcap,
    /// A page
    Html,
    /// Paper
    Docx,
    /// A table
    Csv,
}

impl PublishTarget {
    /// The target in the library.
    pub(crate) fn target(self) -> Target {
        match self {
            Self::Xlsform => Target::XlsForm,
            Self::Surveyjs => Target::SurveyJs,
            Self::Limesurvey => Target::LimeSurvey,
            Self::Qualtrics => Target::Qualtrics,
            Self::GoogleForms => Target::GoogleForms,
            Self::Redcap => Target::RedCap,
            Self::Html => Target::Html,
            Self::Docx => Target::Docx,
            Self::Csv => Target::Csv,
        }
    }
}

/// Who fills in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Raters
    Rater,
    /// Whoever asked for the assessment
    Sponsor,
    /// Both
    Both,
}
