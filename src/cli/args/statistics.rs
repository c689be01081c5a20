//! The command line of `statistics`.

use super::ReadingArgs;
use crate::cli::evaluation::SEED;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Options of `statistics`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  assess statistics answers.csv
  assess statistics answers/ --format csv > statistics.csv
  assess statistics answers.csv --format json | jq '.[] | select(.statistic == \"alpha\")'
  assess statistics answers.csv --responses --format csv > careless.csv

csv and json have one row per statistic, unrounded, each with its method and n; what is undefined or
withheld is empty and says why. Where answers are missing, pairwise and listwise values stand side by
side.")]
pub(crate) struct StatisticsArgs {
    /// Files of answers, or folders of them; `-` is standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to write the statistics: `table`, `csv` or `json`
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_possible_values = true)]
    pub format: StatisticsFormat,

    /// One row per response instead: signs of careless answers, by file and row
    #[arg(long)]
    pub responses: bool,

    /// Seed of the resamples
    #[arg(long, value_name = "N", default_value_t = SEED)]
    pub seed: u64,
}

/// How `statistics` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatisticsFormat {
    /// For people
    Table,
    /// One row per statistic or response
    Csv,
    /// One object per statistic or response
    Json,
}
