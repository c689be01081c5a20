//! Signs of careless answers, response by response and over all of them.
//!
//! Responses whose ratings are withheld are listed without numbers and enter none. A row names the
//! file and the row in it, never a person: it is for those who hold the answers.

use super::statistic::{Family, Statistic, WITHHELD};
use super::{FEWEST_FOR_ORDER, sheet};
use crate::questionnaire::Questionnaire;
use crate::responses::{Organisation, Response};
use crate::scoring::{SampleResponse, Samples};
use crate::statistics::careless::mahalanobis::{Distance, distances};
use crate::statistics::careless::{
    HASTY_SECONDS, average_string, even_odd, longstring, response_variability, seconds_per_item,
};
use crate::statistics::moments::{mean, standard_deviation};
use crate::statistics::quantile::quantile;
use crate::statistics::undefined::{Estimate, Undefined};
use serde::Serialize;

/// Fewer answers than this make no run long.
const LEAST_ANSWERS: usize = 10;

/// One response with its indices; what is undefined or withheld is `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResponseIndices {
    /// Base name of the file.
    pub file: String,
    /// Row in it, counted from 1 with the header as row 1.
    pub row: usize,
    /// Items answered.
    pub answered: Option<usize>,
    /// Longest run of equal answers, before reversing.
    pub longstring: Option<usize>,
    /// Mean length of the runs.
    pub average_string: Option<f64>,
    /// Standard deviation of the answers.
    pub response_variability: Option<f64>,
    /// Even-odd consistency; low is careless.
    pub even_odd: Option<f64>,
    /// Squared Mahalanobis distance.
    pub mahalanobis_d2: Option<f64>,
    /// What normal answers exceed once in a thousand.
    pub mahalanobis_limit: Option<f64>,
    /// Seconds per item answered.
    pub seconds_per_item: Option<f64>,
    /// What speaks against the response.
    pub flags: Vec<&'static str>,
    /// Why there are no numbers.
    pub reason: Option<&'static str>,
}

/// The indices of every response, by file and row.
pub fn responses(
    organisations: &[&Organisation],
    questionnaire: &Questionnaire,
) -> Vec<ResponseIndices> {
    let samples = Samples::of(organisations, questionnaire);
    let mut rows = indices(&samples.responses(), questionnaire);
    rows.sort_by(|one, other| (&one.file, one.row).cmp(&(&other.file, other.row)));
    rows
}

/// An index as the summary takes it.
struct Index {
    /// Mean, standard deviation, then quantiles as in [`PROBABILITIES`], then beyond the limit.
    names: [&'static str; 8],
    method: &'static str,
    value: fn(&ResponseIndices) -> Option<f64>,
    /// The flag that says that the limit was passed, with the limit.
    limit: Option<(&'static str, &'static str)>,
}

const PROBABILITIES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

const INDICES: [Index; 6] = [
    Index {
        names: [
            "longstring_mean",
            "longstring_sd",
            "longstring_minimum",
            "longstring_quantile_25",
            "longstring_median",
            "longstring_quantile_75",
            "longstring_maximum",
            "longstring_beyond",
        ],
        method: "longest run of equal answers before reversing",
        value: |one| one.longstring.map(|run| run as f64),
        limit: Some(("longstring", "half of the answers or more (Curran 2016)")),
    },
    Index {
        names: [
            "average_string_mean",
            "average_string_sd",
            "average_string_minimum",
            "average_string_quantile_25",
            "average_string_median",
            "average_string_quantile_75",
            "average_string_maximum",
            "average_string_beyond",
        ],
        method: "mean length of runs of equal answers before reversing",
        value: |one| one.average_string,
        limit: None,
    },
    Index {
        names: [
            "response_variability_mean",
            "response_variability_sd",
            "response_variability_minimum",
            "response_variability_quantile_25",
            "response_variability_median",
            "response_variability_quantile_75",
            "response_variability_maximum",
            "response_variability_beyond",
        ],
        method: "intra-individual response variability (IRV), before reversing",
        value: |one| one.response_variability,
        limit: None,
    },
    Index {
        names: [
            "even_odd_mean",
            "even_odd_sd",
            "even_odd_minimum",
            "even_odd_quantile_25",
            "even_odd_median",
            "even_odd_quantile_75",
            "even_odd_maximum",
            "even_odd_beyond",
        ],
        method: "even-odd consistency over competencies, after reversing; low is careless",
        value: |one| one.even_odd,
        limit: None,
    },
    Index {
        names: [
            "mahalanobis_d2_mean",
            "mahalanobis_d2_sd",
            "mahalanobis_d2_minimum",
            "mahalanobis_d2_quantile_25",
            "mahalanobis_d2_median",
            "mahalanobis_d2_quantile_75",
            "mahalanobis_d2_maximum",
            "mahalanobis_d2_beyond",
        ],
        method: "squared Mahalanobis distance over the items answered, pairwise covariances",
        value: |one| one.mahalanobis_d2,
        limit: Some(("mahalanobis_d2", "the .999 quantile of chi-squared (Meade & Craig 2012)")),
    },
    Index {
        names: [
            "seconds_per_item_mean",
            "seconds_per_item_sd",
            "seconds_per_item_minimum",
            "seconds_per_item_quantile_25",
            "seconds_per_item_median",
            "seconds_per_item_quantile_75",
            "seconds_per_item_maximum",
            "seconds_per_item_beyond",
        ],
        method: "seconds per item answered",
        value: |one| one.seconds_per_item,
        limit: Some(("seconds_per_item", "below 2 seconds (Huang et al. 2012)")),
    },
];

/// The indices over all responses that may be shown.
pub(super) fn summary(
    responses: &[SampleResponse<'_>],
    questionnaire: &Questionnaire,
) -> Vec<Statistic> {
    let (rows, missing) = described(responses, questionnaire);
    let shown: Vec<&ResponseIndices> = rows.iter().filter(|one| one.reason.is_none()).collect();
    let mut sheet = sheet::Sheet::about(sheet::Scope::default());
    for index in &INDICES {
        for row in summarised(index, &shown, missing) {
            sheet.push(row);
        }
    }
    sheet.into_rows()
}

fn summarised(
    index: &Index,
    shown: &[&ResponseIndices],
    no_distance: Option<Undefined>,
) -> Vec<Statistic> {
    let values: Vec<f64> = shown.iter().filter_map(|one| (index.value)(one)).collect();
    let n = values.len();
    let [name_of_mean, name_of_spread, quantiles @ .., name_of_beyond] = index.names;
    let row = |name, what: &str| {
        Statistic::new(Family::Careless, name, format!("{what}: {}", index.method)).n(n)
    };
    if values.is_empty() {
        let reason = match (name_of_mean, no_distance) {
            ("seconds_per_item_mean", _) => "no time was recorded".to_owned(),
            ("mahalanobis_d2_mean", Some(reason)) => reason.to_string(),
            _ => "no response has it".to_owned(),
        };
        return vec![row(name_of_mean, "mean over responses").because(reason)];
    }
    let none = Undefined::TooFew { of: "responses", needed: 2, found: n };
    let mut rows = vec![
        row(name_of_mean, "mean over responses").value(mean(&values).ok_or(none)),
        row(name_of_spread, "standard deviation over responses")
            .value(standard_deviation(&values).ok_or(none)),
    ];
    let mut sorted = values;
    sorted.sort_unstable_by(f64::total_cmp);
    for (name, probability) in quantiles.iter().zip(PROBABILITIES) {
        let value = quantile(&sorted, probability).ok_or(none);
        let row = row(name, "quantile of type 7 over responses").value(value);
        rows.push(row.shown_if(n >= FEWEST_FOR_ORDER));
    }
    rows.push(match index.limit {
        None => row(name_of_beyond, "responses beyond a limit").because("no limit was published"),
        Some((flag, limit)) => {
            let beyond = shown.iter().filter(|one| one.flags.contains(&flag)).count();
            row(name_of_beyond, &format!("responses at {limit}")).value(Ok(beyond as f64))
        }
    });
    rows
}

fn indices(
    responses: &[SampleResponse<'_>],
    questionnaire: &Questionnaire,
) -> Vec<ResponseIndices> {
    described(responses, questionnaire).0
}

/// The indices, and why there are no distances.
fn described(
    responses: &[SampleResponse<'_>],
    questionnaire: &Questionnaire,
) -> (Vec<ResponseIndices>, Option<Undefined>) {
    let answers: Vec<Vec<Option<f64>>> =
        responses.iter().filter(|one| one.may_show).map(|one| as_given(one.response)).collect();
    let distances = distances(&answers);
    let missing = distances.as_ref().err().copied();
    let mut distances = distances.unwrap_or_default().into_iter();
    let rows = responses.iter().map(|one| {
        if !one.may_show {
            return withheld(one.response);
        }
        let distance = distances.next().and_then(Result::ok);
        described_one(one, distance, questionnaire)
    });
    (rows.collect(), missing)
}

fn described_one(
    one: &SampleResponse<'_>,
    distance: Option<Distance>,
    questionnaire: &Questionnaire,
) -> ResponseIndices {
    let response = one.response;
    let answers = as_given(response);
    let answered = answers.iter().flatten().count();
    let longest = longstring(&answers).ok();
    let seconds: Estimate = response
        .seconds
        .ok_or(Undefined::Unknown)
        .and_then(|seconds| seconds_per_item(seconds, answered));
    let flags = [
        (answered >= LEAST_ANSWERS && longest.is_some_and(|run| 2 * run >= answered), "longstring"),
        (distance.is_some_and(|one| one.is_outlying()), "mahalanobis_d2"),
        (seconds.is_ok_and(|seconds| seconds < HASTY_SECONDS), "seconds_per_item"),
    ];
    ResponseIndices {
        file: response.file.clone(),
        row: response.row,
        answered: Some(answered),
        longstring: longest,
        average_string: average_string(&answers).ok(),
        response_variability: response_variability(&answers).ok(),
        even_odd: even_odd(&by_scale(response, questionnaire)).ok(),
        mahalanobis_d2: distance.map(|one| one.squared),
        mahalanobis_limit: distance.and_then(|one| one.limit().ok()),
        seconds_per_item: seconds.ok(),
        flags: flags
            .into_iter()
            .filter_map(|(is, flag)| is.then_some(flag))
            .chain(one.flags.iter().copied())
            .collect(),
        reason: None,
    }
}

fn withheld(response: &Response) -> ResponseIndices {
    ResponseIndices {
        file: response.file.clone(),
        row: response.row,
        answered: None,
        longstring: None,
        average_string: None,
        response_variability: None,
        even_odd: None,
        mahalanobis_d2: None,
        mahalanobis_limit: None,
        seconds_per_item: None,
        flags: Vec::new(),
        reason: Some(WITHHELD),
    }
}

fn as_given(response: &Response) -> Vec<Option<f64>> {
    response.answers.iter().map(|answer| answer.value().map(|point| point as f64)).collect()
}

/// Answers by competency, reversed where the item is.
fn by_scale(response: &Response, questionnaire: &Questionnaire) -> Vec<Vec<Option<f64>>> {
    let mut answers = response.answers.iter();
    let mut scales = Vec::new();
    for competency in &questionnaire.competencies {
        let of_scale = competency.items.iter().map(|item| {
            let point = answers.next()?.value()?;
            let scale = &questionnaire.scale;
            Some(if item.reverse { scale.reversed(point) } else { point } as f64)
        });
        scales.push(of_scale.collect());
    }
    scales
}
