//! How reports look: options with their defaults filled in.

use crate::cli::args::{LooksArgs, Paper, RunFormat};
use crate::cli::exit_code::Stop;
use crate::diagnostic::Diagnostic;
use std::path::PathBuf;
use time::{Date, OffsetDateTime};

/// The variable by which builds that can be repeated state their time.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// How reports look, in which language and formats, and of which date.
#[derive(Debug, Clone)]
pub(crate) struct Looks {
    /// Formats of the reports, each once, in the order of the help; `json` is none.
    pub formats: Vec<RunFormat>,
    /// Language of the reports, where one was asked for.
    pub lang: Option<String>,
    /// The firm's file.
    pub brand: Option<PathBuf>,
    /// The folder of fonts.
    pub fonts: Option<PathBuf>,
    /// Name or folder of the template.
    pub template: String,
    /// Paper, where it was asked for.
    pub paper: Option<Paper>,
    /// Date of the reports, ISO 8601.
    pub date: String,
}

impl Looks {
    /// Fills in the defaults.
    pub(crate) fn new(args: &LooksArgs) -> Result<Self, Stop> {
        Ok(Self {
            formats: formats(&args.format),
            lang: args.lang.clone(),
            brand: args.brand.clone(),
            fonts: args.fonts.clone(),
            template: args.template.clone().unwrap_or_else(|| "leadership".to_owned()),
            paper: args.paper,
            date: day(args.date)?.to_string(),
        })
    }
}

/// The day that was asked for, else that of the environment or the clock, which are read here alone.
pub(crate) fn day(asked: Option<Date>) -> Result<Date, Stop> {
    match asked {
        Some(date) => Ok(date),
        None => today(std::env::var(EPOCH).ok().as_deref()),
    }
}

impl Looks {
    /// Whether any of the formats is one of reports.
    pub(crate) fn writes_reports(&self) -> bool {
        self.formats.iter().any(|format| *format != RunFormat::Xlsx)
    }
}

/// The formats asked for, each once; PDF where nothing is said.
fn formats(asked: &[RunFormat]) -> Vec<RunFormat> {
    let mut formats = if asked.is_empty() { vec![RunFormat::Pdf] } else { asked.to_vec() };
    formats.sort_unstable();
    formats.dedup();
    formats.retain(|format| *format != RunFormat::Json);
    formats
}

/// The date that the environment states, else today's, both in UTC.
fn today(epoch: Option<&str>) -> Result<Date, Stop> {
    let Some(epoch) = epoch.filter(|text| !text.is_empty()) else {
        return Ok(OffsetDateTime::now_utc().date());
    };
    let moment = epoch
        .trim()
        .parse()
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    moment.map(OffsetDateTime::date).ok_or_else(|| {
        Stop::usage(
            Diagnostic::error(
                "bad-date",
                format!("{EPOCH} is \"{epoch}\", not a number of seconds"),
            )
            .with_hint("unset it or give --date"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_states_the_date() {
        let date = |epoch| today(Some(epoch)).map(|date| date.to_string());
        assert_eq!(date("1774915200").ok().as_deref(), Some("2026-03-31"));
        assert!(date("yesterday").is_err());
        assert!(date("99999999999999999").is_err());
        assert!(today(Some("")).is_ok());
    }
}
