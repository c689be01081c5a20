//! The command line as clap reads it. Help texts are for people who have never seen the program.

mod compare;
mod looks;
mod norms;
mod publish;
mod reading;
mod statistics;

pub(crate) use compare::CompareArgs;
pub(crate) use looks::{LooksArgs, Paper, RunFormat, parse_date};
pub(crate) use norms::{NormsArgs, NormsCommand};
pub(crate) use publish::{Part, PublishArgs};
pub(crate) use reading::{Partial, ReadingArgs, parse_encoding};
pub(crate) use statistics::{StatisticsArgs, StatisticsFormat};

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use serde::Deserialize;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Turn survey answers about leadership roles into scores, a decision and a board-ready PDF.
#[derive(Debug, Parser)]
#[command(
    name = "assess",
    version,
    about = "Survey answers about leadership roles in; scores, a decision and a board-ready PDF out",
    after_help = TOP_EXAMPLES,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(crate) struct Cli {
    /// When to use colour: `auto`, `always` or `never`
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    pub color: Option<Color>,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const TOP_EXAMPLES: &str = "\
Examples:
  assess run answers.csv                 one PDF per organisation, under reports/
  assess check answers.csv               look for mistakes first, write nothing
  assess score answers.csv > scores.csv  scores only

Settings may also stand in assess.toml in the current folder, under the names of the options.
Exit status: 0 done, 1 refused, 2 wrong usage, 3 done but some organisations failed.";

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read answers, score them, decide, and write reports and data files
    Run(Box<RunArgs>),
    /// Look for mistakes in answers without writing anything
    Check(CheckArgs),
    /// Write scores to standard output
    Score(ScoreArgs),
    /// Compare waves: what changed, and whether it is more than noise
    Compare(Box<CompareArgs>),
    /// Write reliability, agreement and other statistics to standard output
    Statistics(StatisticsArgs),
    /// Make norms from the answers about many organisations
    #[command(subcommand)]
    Norms(NormsCommand),
    /// List, show, check, start or publish questionnaires
    #[command(subcommand)]
    Questionnaire(QuestionnaireCommand),
    /// List, show or copy report templates
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Write a shell's completion script to standard output
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual page to standard output
    Man,
}

/// Options of `run`.
#[derive(Debug, Args)]
#[command(after_help = RUN_EXAMPLES)]
pub(crate) struct RunArgs {
    /// Files of answers, or folders of them; `-` is standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Folder for the reports [default: reports]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub looks: LooksArgs,

    /// A file of norms: percentile and T score stand beside the scores; `assess norms make` makes one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub norms: Option<PathBuf>,

    /// results.jsonl of an earlier run: the reports say what changed since
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub previous: Option<PathBuf>,

    /// Also write a report for each assessed person
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", hide_possible_values = true)]
    pub individual: Option<bool>,

    /// Write the documents that follow from the answer, such as role profiles and scopes of
    /// services [default: true]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", hide_possible_values = true)]
    pub documents: Option<bool>,

    /// Seed of the random streams [default: 1]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,

    /// Organisations worked on at a time [default: one per processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Replace the names of the persons assessed by labels such as "Incumbent 1"
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", hide_possible_values = true)]
    pub redact: Option<bool>,

    /// Refuse the run at the first warning
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", hide_possible_values = true)]
    pub strict: Option<bool>,

    /// Show errors only
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", hide_possible_values = true)]
    pub quiet: Option<bool>,
}

const RUN_EXAMPLES: &str = "\
Examples:
  assess run answers.csv
  assess run answers.csv --context facts.csv --out reports/2026
  assess run answers/ --profile our-targets.toml --date 2026-03-31 --jobs 4
  assess run export.xlsx --map map.toml --organisation Acme
  assess run answers.csv --format pdf,docx,html --lang de --brand ours.toml --individual

In the output folder: a report per organisation and, in a folder of its name, the documents that
follow from the answer; portfolio.pdf from two organisations on, scores.csv, results.jsonl,
index.csv (what was written, what failed and why) and run.json.";

/// Options of `check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  assess check answers.csv
  assess check answers/ --format json | jq '.problems[].message'
  assess check export.xlsx --write-map map.toml

Exit status is 0 when there is no error and no warning, else 1.")]
pub(crate) struct CheckArgs {
    /// Files of answers, or folders of them; `-` is standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to write what was found: `text` or `json`
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    pub format: CheckFormat,

    /// Also write what the columns and words were taken for, to correct and give with --map
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub write_map: Option<PathBuf>,
}

/// Options of `score`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  assess score answers.csv > scores.csv
  cat answers.csv | assess score --format jsonl | jq .score")]
pub(crate) struct ScoreArgs {
    /// File of answers, or a folder of them; `-` is standard input
    #[arg(value_name = "INPUT", default_value = "-", value_hint = ValueHint::AnyPath)]
    pub input: PathBuf,

    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to write each score: `csv`, a row, or `jsonl`, an object
    #[arg(long, value_name = "FORMAT", default_value = "csv", hide_possible_values = true)]
    pub format: ScoreFormat,
}

/// Commands about questionnaires.
#[derive(Debug, Subcommand)]
pub(crate) enum QuestionnaireCommand {
    /// List the built-in questionnaires
    List,
    /// Show what a questionnaire asks and how it counts
    Show {
        /// A built-in name, a TOML file, or a folder of them
        #[arg(value_name = "NAME|FILE")]
        questionnaire: String,
    },
    /// Look for mistakes in a questionnaire
    Check {
        /// A TOML file, a folder of them, or a built-in name
        #[arg(value_name = "NAME|FILE")]
        questionnaire: String,
    },
    /// Write a small questionnaire to start from
    #[command(after_help = "Example:\n  assess questionnaire new > ours.toml")]
    New,
    /// Write a questionnaire as a form: for survey tools, a browser or paper
    Publish(PublishArgs),
}

/// Commands about templates.
#[derive(Debug, Subcommand)]
pub(crate) enum TemplateCommand {
    /// List the built-in templates
    List,
    /// Show a template's texts
    Show {
        /// A built-in name or a folder
        #[arg(value_name = "NAME|FOLDER")]
        template: String,
    },
    /// Copy a built-in template into a folder, to change it
    #[command(
        after_help = "Example:\n  assess template new ours\n  assess run answers.csv --template ours"
    )]
    New {
        /// The folder; it must not hold anything yet
        #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
        /// The built-in template to copy
        #[arg(long, value_name = "NAME", default_value = "leadership")]
        from: String,
    },
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How `check` writes what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// How `score` writes scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScoreFormat {
    /// One row per score
    Csv,
    /// One object per score and line
    Jsonl,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn flags_can_be_taken_back() {
        let cli = Cli::parse_from(["assess", "run", "a.csv", "--strict=false", "--redact"]);
        let Command::Run(run) = cli.command else { panic!("run") };
        assert_eq!((run.strict, run.redact, run.quiet), (Some(false), Some(true), None));
    }
}
