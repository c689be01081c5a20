//! The command line of everything that writes reports.

use clap::{Args, ValueEnum, ValueHint};
use serde::Deserialize;
use std::path::PathBuf;
use time::Date;
use time::macros::format_description;

/// How reports look and in which formats they are written; shared by `run` and `compare`.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct LooksArgs {
    /// Report template: a built-in name or a folder [default: leadership]
    #[arg(long, value_name = "NAME|FOLDER")]
    pub template: Option<String>,

    /// Formats of the reports, separated by commas: `pdf`, `html`, `docx`, `md`; `xlsx` adds the
    /// scores as a workbook; `json` is the data files alone [default: pdf]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', hide_possible_values = true)]
    pub format: Vec<RunFormat>,

    /// Language of the reports: `en` or `de` [default: the questionnaire's]
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,

    /// Name, logo, colours, footer and paper of the firm that hands the reports on, as a TOML file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub brand: Option<PathBuf>,

    /// Folder of fonts for scripts that the built-in one lacks, such as Chinese or Arabic
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub fonts: Option<PathBuf>,

    /// Paper size: `a4` or `letter` [default: a4]
    #[arg(long, value_name = "SIZE", hide_possible_values = true)]
    pub paper: Option<Paper>,

    /// Date of the reports [default: today in UTC, or `SOURCE_DATE_EPOCH`]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub date: Option<Date>,
}

/// What `run` writes beside the data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RunFormat {
    /// PDF reports
    Pdf,
    /// Reports for a browser, each in one file
    Html,
    /// Reports for a word processor
    Docx,
    /// Reports as Markdown text
    Md,
    /// The scores as a workbook
    Xlsx,
    /// No reports
    Json,
}

impl RunFormat {
    /// The extension of its files.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Md => "md",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
}

/// Paper size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Paper {
    /// 210 by 297 mm
    #[default]
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// Reads a date such as `2026-03-31`.
pub(crate) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text, format_description!("[year]-[month]-[day]"))
        .map_err(|_| "a date looks like 2026-03-31".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_checked() {
        assert!(parse_date("2026-02-28").is_ok());
        assert!(parse_date("2026-02-30").is_err());
        assert!(parse_date("28.02.2026").is_err());
    }
}
