//! The command line of `statistics`.

use super::ReadingArgs;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Options of `statistics`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  assess statistics answers.csv
  assess statistics answers/ --format csv > statistics.csv
  assess statistics answers.csv --format json | jq '.[] | select(.statistic == \"alpha\")'")]
pub(crate) struct StatisticsArgs {
    /// Files of answers, or folders of them; `-` is standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: ReadingArgs,

    /// How to write the statistics: `table`, `csv` or `json`
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_possible_values = true)]
    pub format: StatisticsFormat,
}

/// How `statistics` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatisticsFormat {
    /// For people
    Table,
    /// One row per statistic
    Csv,
    /// One object per statistic
    Json,
}
