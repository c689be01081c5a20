//! The command line of `compare`.

use super::{LooksArgs, ReadingArgs, parse_date};
use clap::{Args, ValueHint};
use std::path::PathBuf;
use time::Date;

/// Options of `compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  assess compare reports-2025/results.jsonl reports-2026/results.jsonl
  assess compare spring.csv autumn.csv --out changes
  assess compare answers.csv --split 2026-01-01

Each INPUT is one wave, the earliest first: results.jsonl of a run, the folder of a run, or answers.
In the output folder: a report per organisation, changes.csv, changes.jsonl and index.csv.")]
pub(crate) struct CompareArgs {
    /// The waves, the earliest first: results.jsonl, a folder that holds it, or answers
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,

    /// Days on which new waves begin, separated by commas, where one INPUT holds all answers
    #[arg(long, value_name = "YYYY-MM-DD", value_delimiter = ',', value_parser = parse_date)]
    pub split: Vec<Date>,

    #[command(flatten)]
    pub reading: ReadingArgs,

    /// Folder for the reports [default: changes]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub looks: LooksArgs,

    /// A file of norms, whose spread among raters tells noise from change
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub norms: Option<PathBuf>,

    /// Seed of the random streams, for answers [default: 1]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,

    /// Show errors only
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", hide_possible_values = true)]
    pub quiet: Option<bool>,
}
