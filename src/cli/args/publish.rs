//! The command line of `questionnaire publish`.

use crate::cli::nearest::did_you_mean;
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
    #[arg(long, value_name = "TARGET", value_parser = parse_target)]
    pub to: Target,

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

/// The target of this name.
fn parse_target(name: &str) -> Result<Target, String> {
    let names = Target::ALL.map(Target::name);
    let found = Target::ALL.into_iter().find(|target| target.name() == name);
    found.ok_or_else(|| {
        did_you_mean(name, names).unwrap_or_else(|| format!("targets are {}", names.join(", ")))
    })
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
