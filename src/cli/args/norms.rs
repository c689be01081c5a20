//! The command line of `norms`.

use super::{ReadingArgs, parse_date};
use clap::{Args, Subcommand, ValueHint};
use std::path::PathBuf;
use time::Date;

/// Commands about norms.
#[derive(Debug, Subcommand)]
pub(crate) enum NormsCommand {
    /// Make norms from the answers about many organisations
    Make(NormsArgs),
}

/// Options of `norms make`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  assess norms make answers/ --sample \"Hospitals, 2025\" --out norms.toml
  assess norms make reports/results.jsonl > norms.toml
  assess run answers.csv --norms norms.toml

Norms hold means, standard deviations and numbers; whatever fewer than five organisations stand
behind is left out.")]
pub(crate) struct NormsArgs {
    /// Answers, folders of them, or results.jsonl of runs
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: ReadingArgs,

    /// What the organisations are a sample of, in your words; stands in the file and in reports
    #[arg(long, value_name = "TEXT")]
    pub sample: Option<String>,

    /// The file, which must not be there yet; `-` is standard output [default: -]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,

    /// Date of the norms [default: today in UTC, or `SOURCE_DATE_EPOCH`]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub date: Option<Date>,
}
