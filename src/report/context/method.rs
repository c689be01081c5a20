//! How the numbers came about, and the facts that were given.

use super::Sources;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::context::{ContextKind, ContextQuestion};
use crate::report::escape::one_line;
use crate::report::number::tenths;
use crate::report::wording::Wording;
use crate::report::wording::ids::{missing_id, others_id};
use crate::responses::Fact;
use crate::results::Results;
use serde::Serialize;
use std::collections::BTreeSet;

/// Method, limits and provenance in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodView {
    /// Questionnaire title.
    pub questionnaire: String,
    /// Questionnaire version.
    pub version: String,
    /// Whether experts have yet to review it.
    pub draft: bool,
    /// What the assessment is for.
    pub purpose: Option<String>,
    /// How long to keep answers and reports.
    pub retention: Option<String>,
    /// The question above the items.
    pub question: Option<String>,
    /// "1 to 5".
    pub scale: String,
    /// "1 Almost never".
    pub labels: Vec<String>,
    /// "Strong from 4.0", from the lowest band up.
    pub bands: Vec<String>,
    /// How many items.
    pub items: usize,
    /// The missing rule in words.
    pub missing_rule: String,
    /// The pooling rule in words.
    pub others_rule: String,
    /// "95 %".
    pub level: String,
    /// Smallest group that is shown for a named person.
    pub min_group: usize,
    /// The same as a word.
    pub min_group_words: String,
    /// Below this many raters results are indicative, as a word.
    pub indicative_below: String,
    /// Largest role gap that still counts as small, in scale points.
    pub small_gap: String,
    /// Role gap from which it counts as large, in scale points.
    pub large_gap: String,
    /// Roles whose weights were renormalised because some competencies have no data.
    pub renormalised: Vec<String>,
    /// Responses with (nearly) the same answer throughout.
    pub straightlined: usize,
    /// Responses that contradict themselves.
    pub contradictory: usize,
    /// Responses given faster than anybody reads.
    pub hurried: usize,
    /// Rater scores computed from fewer than all items.
    pub prorated: usize,
    /// Rater scores that do not exist because too little was answered.
    pub below_missing_rule: usize,
    /// Rows read.
    pub rows_read: usize,
    /// Rows left out, "two as duplicate".
    pub rows_excluded: Vec<String>,
    /// Changes of the questionnaire by a profile.
    pub changes: Vec<String>,
    /// Program and version.
    pub tool: String,
    /// Seed of the random streams.
    pub seed: String,
    /// Base name and first digits of the checksum of each input.
    pub inputs: Vec<String>,
    /// First digits of the questionnaire's checksum.
    pub checksum: String,
    /// The inputs with their whole checksums.
    pub files: Vec<InputView>,
    /// The questionnaire's whole checksum.
    pub questionnaire_sha256: String,
    /// The questionnaire's licence.
    pub licence: Option<String>,
    /// Who wrote the questionnaire and from what.
    pub origin: Option<String>,
    /// Label of the lowest scale point.
    pub lowest: Option<String>,
    /// Label of the highest scale point.
    pub highest: Option<String>,
}

/// A file that the results rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputView {
    /// Base name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A fact about the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// The question.
    pub name: String,
    /// The answer in words.
    pub value: String,
    /// Whether a reason, a rule or a change of the answer names it.
    pub used: bool,
}

pub(super) fn view(sources: Sources<'_>) -> MethodView {
    let Sources { results, questionnaire, wording } = sources;
    let (model, scale) = (&questionnaire.model, &questionnaire.scale);
    let scoring = &questionnaire.scoring;
    let (min, max) = (scale.min.to_string(), scale.max.to_string());
    let decimal =
        |value| wording.decimal_exact(value).unwrap_or_else(|| wording.text("format.absent"));
    MethodView {
        questionnaire: one_line(&model.title),
        version: one_line(&model.version),
        draft: model.draft || results.provenance.draft,
        purpose: optional(model.purpose.as_deref()),
        retention: optional(model.retention.as_deref()),
        question: optional(scale.question.as_deref()),
        scale: wording.fill("format.range", &[("low", &min), ("high", &max)]),
        labels: scale_labels(questionnaire),
        bands: bands(sources),
        items: questionnaire.item_count(),
        missing_rule: wording.word("missing_rule", missing_id(scoring.missing)),
        others_rule: wording.word("others_rule", others_id(scoring.others)),
        level: wording.percent(scoring.interval_level),
        min_group: scoring.min_group,
        min_group_words: wording.number_word(scoring.min_group),
        indicative_below: wording.number_word(scoring.indicative_below),
        small_gap: decimal(scoring.small_gap),
        large_gap: decimal(scoring.large_gap),
        renormalised: renormalised(sources),
        straightlined: results.quality.straightlined,
        contradictory: results.quality.contradictory,
        hurried: results.quality.hurried,
        prorated: results.quality.prorated,
        below_missing_rule: results.quality.below_missing_rule,
        rows_read: results.provenance.rows_read,
        rows_excluded: excluded(sources),
        changes: results.provenance.profile.iter().map(|text| one_line(text)).collect(),
        tool: one_line(&results.provenance.tool),
        seed: results.provenance.seed.to_string(),
        inputs: inputs(results),
        checksum: short_checksum(&results.provenance.questionnaire_sha256),
        files: files(results),
        questionnaire_sha256: results.provenance.questionnaire_sha256.clone(),
        licence: optional(model.licence.as_deref()),
        origin: optional(model.provenance.as_deref()),
        lowest: scale.labels.first().map(|label| one_line(label)),
        highest: scale.labels.last().map(|label| one_line(label)),
    }
}

/// The facts that were given, in the questionnaire's order.
pub(super) fn facts(sources: Sources<'_>) -> Vec<FactView> {
    let used = used_facts(sources.results);
    sources
        .questionnaire
        .context
        .iter()
        .filter_map(|question| {
            let fact = sources.results.context.get(&question.id)?;
            let currency = sources.results.currency.as_deref();
            let value = one_line(&fact_words((sources.wording, currency), question, fact));
            (!value.is_empty()).then(|| FactView {
                name: one_line(&question.name),
                value,
                used: used.contains(question.id.as_str()),
            })
        })
        .collect()
}

/// The questions that the answer names: in its reasons, its gates, or as what would change it.
fn used_facts(results: &Results) -> BTreeSet<&str> {
    let Some(decision) = &results.decision else { return BTreeSet::new() };
    let reasons = decision.reasons.iter().flat_map(|reason| &reason.inputs);
    let gates = decision.gates.iter().flat_map(|gate| &gate.inputs);
    let flips = decision.flips.iter().map(|flip| &flip.input);
    reasons.chain(gates).chain(flips).map(String::as_str).collect()
}

/// A warning of reading without the part that only the terminal needs: `warning[code]: ` in any
/// language.
pub(super) fn warning(text: &str) -> String {
    let text = one_line(text);
    let plain = text
        .split_once("]: ")
        .filter(|(start, _)| start.split_once('[').is_some_and(is_severity_and_code))
        .map(|(_, rest)| rest.to_owned());
    plain.unwrap_or(text)
}

fn is_severity_and_code((severity, code): (&str, &str)) -> bool {
    let in_code = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    !severity.is_empty()
        && severity.chars().all(char::is_alphabetic)
        && !code.is_empty()
        && code.chars().all(in_code)
}

/// The names of the facts that were not given.
pub(super) fn missing_facts(results: &Results, questionnaire: &Questionnaire) -> Vec<String> {
    results
        .missing_context
        .iter()
        .map(|id| questionnaire.question(id).map_or_else(|| id.clone(), |q| one_line(&q.name)))
        .collect()
}

/// A fact in words; money in a currency, where it is known.
pub(super) fn fact_words(
    (wording, currency): (&Wording, Option<&str>),
    question: &ContextQuestion,
    fact: &Fact,
) -> String {
    match fact {
        Fact::Text(text) => question.label(text).to_owned(),
        Fact::Many(options) if options.is_empty() => wording.text("format.none"),
        Fact::Many(options) => {
            let labels: Vec<&str> = options.iter().map(|option| question.label(option)).collect();
            wording.list(&labels)
        }
        Fact::Number(number) => match question.kind {
            ContextKind::Money => wording.money(*number, currency),
            ContextKind::Percent => wording.percent(*number / 100.0),
            ContextKind::Scale5 => {
                let value = quantity(wording, *number);
                wording.fill("format.of_five", &[("value", &value)])
            }
            _ => {
                let value = quantity(wording, *number);
                if question.unit.is_empty() { value } else { format!("{value} {}", question.unit) }
            }
        },
    }
}

/// A number with one decimal, or none when it is whole.
fn quantity(wording: &Wording, number: f64) -> String {
    match tenths(number) {
        Some(rounded) if rounded % 10 == 0 => wording.whole(number),
        Some(rounded) => wording.tenths(rounded),
        None => wording.text("format.absent"),
    }
}

fn optional(text: Option<&str>) -> Option<String> {
    text.map(one_line).filter(|text| !text.is_empty())
}

fn scale_labels(questionnaire: &Questionnaire) -> Vec<String> {
    let scale = &questionnaire.scale;
    scale
        .labels
        .iter()
        .zip(scale.min..=scale.max)
        .map(|(label, point)| format!("{point} {}", one_line(label)))
        .collect()
}

fn bands(sources: Sources<'_>) -> Vec<String> {
    let wording = sources.wording;
    sources
        .questionnaire
        .bands
        .iter()
        .filter_map(|band| {
            let from = wording.decimal_exact(band.from)?;
            let word = wording.word("band", &band.id);
            Some(wording.fill("phrase.band_from", &[("band", &word), ("from", &from)]))
        })
        .collect()
}

fn renormalised(sources: Sources<'_>) -> Vec<String> {
    let roles = sources.questionnaire.roles.iter();
    roles
        .filter(|role| sources.results.roles.get(&role.id).is_some_and(|found| found.renormalised))
        .map(super::roles::short_name)
        .collect()
}

fn excluded(sources: Sources<'_>) -> Vec<String> {
    let wording = sources.wording;
    sources
        .results
        .provenance
        .rows_excluded
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(reason, n)| {
            let count = wording.number_word(*n);
            let reason = wording.word("excluded", reason);
            wording.fill("phrase.excluded", &[("n", &count), ("reason", &reason)])
        })
        .collect()
}

fn inputs(results: &Results) -> Vec<String> {
    let named = |name: &str, sum: &str| format!("{} ({})", one_line(name), short_checksum(sum));
    results.provenance.inputs.iter().map(|file| named(&file.name, &file.sha256)).collect()
}

fn files(results: &Results) -> Vec<InputView> {
    let inputs = results.provenance.inputs.iter();
    let view = |name: &str, sha256: &str| InputView { name: one_line(name), sha256: sha256.into() };
    inputs.map(|file| view(&file.name, &file.sha256)).collect()
}

fn short_checksum(sum: &str) -> String {
    sum.chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_shown_without_their_code() {
        assert_eq!(warning("warning[duplicate]: a.csv, row 3: twice"), "a.csv, row 3: twice");
        assert_eq!(warning("Warnung[duplicate]: a.csv: doppelt"), "a.csv: doppelt");
        assert_eq!(warning("see [a]: b"), "see [a]: b");
    }
}
