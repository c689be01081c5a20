//! The command line of everything that reads answers.

use crate::ingest::{self, encoding::Encoding};
use clap::{Args, ValueEnum, ValueHint};
use serde::Deserialize;
use std::path::PathBuf;

/// Where answers come from; shared by `run`, `check` and `score`.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ReadingArgs {
    /// Questionnaire: a built-in name, a TOML file, or a folder of them [default: recognised from
    /// the columns]
    #[arg(short, long, value_name = "NAME|FILE")]
    pub questionnaire: Option<String>,

    /// Changes to weights, targets, cut scores and decision parameters, as a TOML file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub profile: Option<PathBuf>,

    /// Facts about the organisations, as a CSV or TOML file of their own
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub context: Option<PathBuf>,

    /// The organisation's name, where the answers do not say
    #[arg(long, value_name = "NAME")]
    pub organisation: Option<String>,

    /// What columns and words mean, as a TOML file; `assess check --write-map` starts one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub map: Option<PathBuf>,

    /// Encoding of text files that are not UTF-8, such as `macintosh` [default: found out]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    pub encoding: Option<Encoding>,

    /// Count previews, tests and spam that the survey tool marked
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", hide_possible_values = true)]
    pub include_tests: Option<bool>,

    /// Answers that were begun and not handed in: `drop` or `keep` [default: drop]
    #[arg(long, value_name = "POLICY", hide_possible_values = true)]
    pub partial: Option<Partial>,
}

impl ReadingArgs {
    /// What the user said about files.
    pub(crate) fn file_options(&self) -> ingest::Options {
        ingest::Options {
            encoding: self.encoding,
            include_tests: self.include_tests.unwrap_or(false),
            keep_partial: self.partial == Some(Partial::Keep),
        }
    }
}

/// What becomes of answers that were begun and not handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Partial {
    /// They are left out
    Drop,
    /// They count
    Keep,
}

/// The encoding with this name.
pub(crate) fn parse_encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name).ok_or_else(|| {
        "no such encoding; usual ones are utf-8, windows-1252, windows-1250, macintosh".to_owned()
    })
}
