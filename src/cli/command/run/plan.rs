//! What a run shall do: options with their defaults filled in.

use crate::cli::args::{Paper, RunArgs, RunFormat};
use crate::cli::exit_code::Stop;
use crate::diagnostic::Diagnostic;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use time::{Date, OffsetDateTime};

/// Seed of the random streams where none is given. A fixed one: the same answers give the same
/// decision on everybody's machine.
const SEED: u64 = 1;

/// The variable by which builds that can be repeated state their time.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Options of a run with their defaults filled in.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Plan {
    /// Folder for the reports.
    pub out: PathBuf,
    /// Formats of the reports, each once, in the order of the help; `json` is none.
    pub formats: Vec<RunFormat>,
    /// Whether the documents that follow from the answer are wanted.
    pub documents: bool,
    /// Whether a report for each assessed person is wanted.
    pub individual: bool,
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
    /// Seed of the random streams.
    pub seed: u64,
    /// Threads; one per processor where nothing is said.
    pub jobs: Option<NonZeroUsize>,
    /// Labels in place of names.
    pub redact: bool,
    /// A warning refuses the run.
    pub strict: bool,
    /// Errors only.
    pub quiet: bool,
}

impl Plan {
    /// Fills in the defaults; the clock and the environment are read here alone.
    pub(crate) fn new(args: &RunArgs) -> Result<Self, Stop> {
        let date = match args.date {
            Some(date) => date,
            None => today(std::env::var(EPOCH).ok().as_deref())?,
        };
        Ok(Self {
            out: args.out.clone().unwrap_or_else(|| PathBuf::from("reports")),
            formats: formats(&args.format),
            documents: args.documents.unwrap_or(true),
            individual: args.individual.unwrap_or(false),
            lang: args.lang.clone(),
            brand: args.brand.clone(),
            fonts: args.fonts.clone(),
            template: args.template.clone().unwrap_or_else(|| "leadership".to_owned()),
            paper: args.paper,
            date: date.to_string(),
            seed: args.seed.unwrap_or(SEED),
            jobs: args.jobs,
            redact: args.redact.unwrap_or(false),
            strict: args.strict.unwrap_or(false),
            quiet: args.quiet.unwrap_or(false),
        })
    }
}

impl Plan {
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
