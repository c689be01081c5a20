//! `run.json`: what produced a folder of reports, without paths, host or time of day.

use super::beside::Beside;
use super::plan::Plan;
use super::{Harvest, Outcome};
use crate::cli::args::Paper;
use crate::cli::evaluation::TOOL;
use crate::cli::press::Press;
use crate::cli::reading::Reading;
use crate::ingest::encoding::Encoding;
use crate::questionnaire::Questionnaire;
use crate::report::template::Template;
use crate::responses::ResponseSet;
use crate::results::InputFile;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that the results of a run depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RunRecord {
    /// Identifier of this layout.
    pub schema: &'static str,
    /// Name and version of the program.
    pub tool: &'static str,
    /// Answer files in the order given.
    pub inputs: Vec<InputFile>,
    /// The file of facts.
    pub context: Option<InputFile>,
    /// The file of overrides.
    pub profile: Option<InputFile>,
    /// The map of columns and words.
    pub map: Option<InputFile>,
    /// The file of norms.
    pub norms: Option<InputFile>,
    /// The results of an earlier run.
    pub previous: Option<InputFile>,
    /// Rows of the answer files.
    pub rows: Rows,
    /// Organisations by outcome.
    pub organisations: Outcomes,
    /// The questionnaire.
    pub questionnaire: Identity,
    /// The report template; absent where no report was asked for.
    pub template: Option<Identity>,
    /// Changes made by the profile.
    pub overrides: Vec<String>,
    /// Options that change results or reports.
    pub options: Options,
    /// Seed of the random streams.
    pub seed: u64,
}

/// The identifier of the layout of `run.json`.
const SCHEMA: &str = "assess/run/1";

/// Rows of the answer files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Rows {
    /// Rows read.
    pub read: usize,
    /// Rows behind the results.
    pub used: usize,
    /// Rows left out by reason; `failed_organisation` are those of organisations that failed.
    pub excluded: BTreeMap<String, usize>,
}

/// Organisations by outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Outcomes {
    /// Those with results.
    pub succeeded: usize,
    /// Those without.
    pub failed: usize,
}

/// A questionnaire or template by name, version and checksum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Identity {
    /// Identifier.
    pub id: String,
    /// Version, where it has one.
    pub version: Option<String>,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// Options that change results or reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Options {
    /// `--organisation`.
    pub organisation: Option<String>,
    /// `--encoding`.
    pub encoding: Option<&'static str>,
    /// `--include-tests`.
    pub include_tests: bool,
    /// `--partial`: `drop` or `keep`.
    pub partial: &'static str,
    /// `--format`: the formats of the reports, or `json`.
    pub format: Vec<&'static str>,
    /// `--lang`.
    pub lang: Option<String>,
    /// `--documents`.
    pub documents: bool,
    /// `--individual`.
    pub individual: bool,
    /// The firm's file, by name and checksum.
    pub brand: Option<InputFile>,
    /// `--paper`.
    pub paper: &'static str,
    /// `--date`, ISO 8601.
    pub date: String,
    /// `--redact`.
    pub redact: bool,
    /// `--strict`.
    pub strict: bool,
}

impl RunRecord {
    /// The record of a run.
    pub(crate) fn new(
        plan: &Plan,
        (reading, beside): (&Reading, &Beside),
        harvest: &Harvest,
        press: Option<&Press<'_>>,
    ) -> Self {
        Self {
            schema: SCHEMA,
            tool: TOOL,
            inputs: reading.inputs.clone(),
            context: reading.context.clone(),
            profile: reading.profile.clone(),
            map: reading.map.clone(),
            norms: beside.norms.as_ref().map(|norms| norms.file.clone()),
            previous: beside.previous_file.clone(),
            rows: Rows::of(&reading.set, &harvest.outcomes),
            organisations: Outcomes { succeeded: harvest.results.len(), failed: harvest.failed() },
            questionnaire: Identity::of(&reading.questionnaire),
            template: press
                .and_then(|press| press.wardrobe.template("leadership").ok())
                .map(Identity::of_template),
            overrides: reading.questionnaire.overrides.clone(),
            options: Options::of(plan, reading, press),
            seed: plan.seed,
        }
    }
}

impl Options {
    fn of(plan: &Plan, reading: &Reading, press: Option<&Press<'_>>) -> Self {
        let formats: Vec<&str> =
            plan.looks.formats.iter().map(|format| format.extension()).collect();
        Self {
            organisation: reading.organisation.clone(),
            encoding: reading.files.encoding.map(Encoding::name),
            include_tests: reading.files.include_tests,
            partial: if reading.files.keep_partial { "keep" } else { "drop" },
            format: if formats.is_empty() { vec!["json"] } else { formats },
            lang: plan.looks.lang.clone(),
            documents: plan.documents,
            individual: plan.individual,
            brand: press.and_then(|press| press.brand).map(|brand| brand.file.clone()),
            paper: match press.map_or(plan.looks.paper.unwrap_or_default(), |press| press.paper) {
                Paper::A4 => "a4",
                Paper::Letter => "letter",
            },
            date: plan.looks.date.clone(),
            redact: plan.redact,
            strict: plan.strict,
        }
    }
}

impl Identity {
    fn of(questionnaire: &Questionnaire) -> Self {
        Self {
            id: questionnaire.model.id.clone(),
            version: Some(questionnaire.model.version.clone()),
            sha256: questionnaire.sha256.clone(),
        }
    }

    fn of_template(template: &Template) -> Self {
        Self { id: template.name.clone(), version: None, sha256: template.sha256() }
    }
}

impl Rows {
    fn of(set: &ResponseSet, outcomes: &[Outcome]) -> Self {
        let mut rows = Self { read: set.left_out.len(), ..Self::default() };
        for left_out in &set.left_out {
            rows.exclude(left_out.reason, 1);
        }
        for (organisation, outcome) in set.organisations.iter().zip(outcomes) {
            let answers = organisation.responses.len();
            rows.read += answers + organisation.excluded.len();
            match outcome {
                Ok(_) => rows.used += answers,
                Err(_) => rows.exclude("failed_organisation", answers),
            }
            for excluded in &organisation.excluded {
                rows.exclude(excluded.reason, 1);
            }
        }
        rows
    }

    fn exclude(&mut self, reason: &str, count: usize) {
        if count > 0 {
            *self.excluded.entry(reason.to_owned()).or_default() += count;
        }
    }
}
