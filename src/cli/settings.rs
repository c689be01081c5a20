//! `assess.toml`: options kept in the current folder. The command line wins.

use crate::cli::args::{
    Color, CompareArgs, LooksArgs, Paper, Partial, ReadingArgs, RunArgs, RunFormat, parse_date,
    parse_encoding,
};
use crate::cli::exit_code::Stop;
use crate::cli::nearest::did_you_mean;
use crate::diagnostic::Diagnostic;
use crate::ingest::encoding::Encoding;
use serde::{Deserialize, Deserializer};
use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use time::Date;
use toml::de::DeTable;

/// Name of the settings file.
pub(crate) const FILE: &str = "assess.toml";

/// Names that the file may hold: those of the options.
const NAMES: [&str; 26] = [
    "brand",
    "color",
    "context",
    "date",
    "documents",
    "encoding",
    "fonts",
    "format",
    "include-tests",
    "individual",
    "jobs",
    "lang",
    "map",
    "norms",
    "organisation",
    "out",
    "paper",
    "partial",
    "previous",
    "profile",
    "questionnaire",
    "quiet",
    "redact",
    "seed",
    "strict",
    "template",
];

/// Options as the settings file gives them.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    brand: Option<PathBuf>,
    pub color: Option<Color>,
    context: Option<PathBuf>,
    #[serde(deserialize_with = "date")]
    date: Option<Date>,
    documents: Option<bool>,
    #[serde(deserialize_with = "encoding")]
    encoding: Option<Encoding>,
    fonts: Option<PathBuf>,
    #[serde(deserialize_with = "one_or_many")]
    format: Vec<RunFormat>,
    #[serde(rename = "include-tests")]
    include_tests: Option<bool>,
    individual: Option<bool>,
    lang: Option<String>,
    jobs: Option<NonZeroUsize>,
    map: Option<PathBuf>,
    norms: Option<PathBuf>,
    organisation: Option<String>,
    out: Option<PathBuf>,
    paper: Option<Paper>,
    partial: Option<Partial>,
    previous: Option<PathBuf>,
    profile: Option<PathBuf>,
    questionnaire: Option<String>,
    quiet: Option<bool>,
    redact: Option<bool>,
    seed: Option<u64>,
    strict: Option<bool>,
    template: Option<String>,
}

impl Settings {
    /// Reads `assess.toml` in `folder`; no file, no settings.
    pub(crate) fn read(folder: &Path) -> Result<Self, Stop> {
        match std::fs::read_to_string(folder.join(FILE)) {
            Ok(text) => Self::parse(&text).map_err(Stop::Usage),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Stop::usage(
                Diagnostic::error("unreadable-settings", format!("it cannot be read: {error}"))
                    .at_file(FILE),
            )),
        }
    }

    /// Parses the settings and reports every name that is no option.
    fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        let table = DeTable::parse(text).map_err(|error| vec![at(text, &error)])?;
        let unknown: Vec<_> = table
            .get_ref()
            .keys()
            .filter(|key| !NAMES.contains(&key.get_ref().as_ref()))
            .map(|key| unknown_name(text, key.span().start, key.get_ref()))
            .collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        toml::from_str(text).map_err(|error| vec![at(text, &error)])
    }

    /// Fills what the command line of `run` leaves open.
    pub(crate) fn complete_run(&self, run: &mut RunArgs) {
        self.complete_reading(&mut run.reading);
        self.complete_looks(&mut run.looks);
        fill(&mut run.norms, self.norms.as_ref());
        fill(&mut run.previous, self.previous.as_ref());
        fill(&mut run.out, self.out.as_ref());
        fill(&mut run.documents, self.documents.as_ref());
        fill(&mut run.individual, self.individual.as_ref());
        fill(&mut run.seed, self.seed.as_ref());
        fill(&mut run.jobs, self.jobs.as_ref());
        fill(&mut run.redact, self.redact.as_ref());
        fill(&mut run.strict, self.strict.as_ref());
        fill(&mut run.quiet, self.quiet.as_ref());
    }

    /// Fills what the command line of `compare` leaves open. The folder is its own: that of `run`
    /// holds other files.
    pub(crate) fn complete_compare(&self, compare: &mut CompareArgs) {
        self.complete_reading(&mut compare.reading);
        self.complete_looks(&mut compare.looks);
        fill(&mut compare.norms, self.norms.as_ref());
        fill(&mut compare.seed, self.seed.as_ref());
        fill(&mut compare.quiet, self.quiet.as_ref());
    }

    /// Fills what the command line leaves open about reports.
    fn complete_looks(&self, looks: &mut LooksArgs) {
        fill(&mut looks.template, self.template.as_ref());
        fill(&mut looks.brand, self.brand.as_ref());
        fill(&mut looks.fonts, self.fonts.as_ref());
        fill(&mut looks.lang, self.lang.as_ref());
        fill(&mut looks.paper, self.paper.as_ref());
        fill(&mut looks.date, self.date.as_ref());
        if looks.format.is_empty() {
            looks.format.clone_from(&self.format);
        }
    }

    /// Fills what the command line leaves open about reading.
    pub(crate) fn complete_reading(&self, reading: &mut ReadingArgs) {
        fill(&mut reading.questionnaire, self.questionnaire.as_ref());
        fill(&mut reading.profile, self.profile.as_ref());
        fill(&mut reading.context, self.context.as_ref());
        fill(&mut reading.organisation, self.organisation.as_ref());
        fill(&mut reading.map, self.map.as_ref());
        fill(&mut reading.encoding, self.encoding.as_ref());
        fill(&mut reading.include_tests, self.include_tests.as_ref());
        fill(&mut reading.partial, self.partial.as_ref());
    }
}

fn fill<T: Clone>(option: &mut Option<T>, setting: Option<&T>) {
    if option.is_none() {
        *option = setting.cloned();
    }
}

fn unknown_name(text: &str, offset: usize, name: &str) -> Diagnostic {
    let (line, position) = line_and_position(text, offset);
    let problem = Diagnostic::error("unknown-setting", format!("\"{name}\" is not a setting"))
        .at_file(FILE)
        .at_row(line)
        .at_position(position);
    problem.with_hint(
        did_you_mean(name, NAMES).unwrap_or_else(|| format!("settings are {}", NAMES.join(", "))),
    )
}

fn at(text: &str, error: &toml::de::Error) -> Diagnostic {
    let message = error.message().replace('\n', " ");
    let problem = Diagnostic::error("bad-settings", message).at_file(FILE);
    match error.span() {
        Some(span) => {
            let (line, position) = line_and_position(text, span.start);
            problem.at_row(line).at_position(position)
        }
        None => problem,
    }
}

/// Line and character position, both from 1, of a byte offset.
fn line_and_position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A date, with or without quotes.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => text,
        toml::Value::Datetime(date) => date.to_string(),
        other => other.to_string(),
    };
    parse_date(&text).map(Some).map_err(serde::de::Error::custom)
}

fn encoding<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Encoding>, D::Error> {
    let name = String::deserialize(deserializer)?;
    parse_encoding(&name).map(Some).map_err(serde::de::Error::custom)
}

/// One format, or a list of them.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<RunFormat>, D::Error> {
    let formats = match toml::Value::deserialize(deserializer)? {
        toml::Value::Array(formats) => formats,
        format => vec![format],
    };
    formats
        .into_iter()
        .map(|format| RunFormat::deserialize(format).map_err(serde::de::Error::custom))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_be_set() {
        let text = "brand = \"b\"\ndocuments = true\nfonts = \"f\"\nindividual = false\n\
            lang = \"de\"\ncolor = \"never\"\ncontext = \"c.csv\"\ndate = 2026-03-31\nformat = \"json\"\n\
            jobs = 2\norganisation = \"A\"\nout = \"o\"\npaper = \"letter\"\nprofile = \"p\"\n\
            questionnaire = \"q\"\nquiet = true\nredact = true\nseed = 7\nstrict = false\n\
            template = \"leadership\"\nencoding = \"macintosh\"\ninclude-tests = true\n\
            map = \"m.toml\"\npartial = \"keep\"\nnorms = \"n.toml\"\nprevious = \"r.jsonl\"\n";
        assert_eq!(text.lines().count(), NAMES.len());
        let settings = Settings::parse(text).expect("valid");
        assert_eq!(settings.date, parse_date("2026-03-31").ok());
        assert_eq!(settings.format, [RunFormat::Json]);
        assert_eq!(settings.paper, Some(Paper::Letter));
        let quoted = Settings::parse("date = \"2026-03-31\"\nformat = [\"pdf\", \"json\"]");
        assert_eq!(quoted.map(|quoted| quoted.format.len()), Ok(2));
    }

    #[test]
    fn every_unknown_name_is_reported_with_its_place() {
        let problems = Settings::parse("sed = 1\n\n  papr = \"a4\"\n").expect_err("unknown");
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            texts,
            [
                "error[unknown-setting]: assess.toml, line 3, column 3: \"papr\" is not a setting; \
                 did you mean \"paper\"?",
                "error[unknown-setting]: assess.toml, line 1, column 1: \"sed\" is not a setting; \
                 did you mean \"seed\"?",
            ]
        );
    }

    #[test]
    fn a_wrong_value_has_a_place() {
        let problems = Settings::parse("seed = 1\ndate = \"31.3.2026\"\n").expect_err("date");
        assert_eq!(problems[0].place.row, Some(2));
    }

    #[test]
    fn the_command_line_wins() {
        let settings = Settings::parse("out = \"theirs\"\nseed = 7").expect("valid");
        let mut out = Some(PathBuf::from("mine"));
        fill(&mut out, settings.out.as_ref());
        assert_eq!(out, Some(PathBuf::from("mine")));
    }
}
