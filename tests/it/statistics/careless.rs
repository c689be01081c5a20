//! Signs of careless answering.

use super::ledger::{Ledger, table};
use super::{Row, each};
use assess::statistics::careless::mahalanobis::{Distance, distances};
use assess::statistics::careless::{average_string, even_odd, longstring, response_variability};
use assess::statistics::undefined::{Estimate, Undefined};
use serde_json::Value;

const NAME: &str = "careless_careless_dataset";

#[test]
fn signs_of_careless_answering_are_those_of_careless() {
    super::run(check);
}

pub(super) fn check(ledger: &mut Ledger) {
    for (folder, _, reference) in each(&[NAME]) {
        check_data(ledger, &reference, &read(&folder));
    }
}

/// Answers in the order of the columns.
fn read(folder: &std::path::Path) -> Vec<Vec<Option<f64>>> {
    let letters = "ABCDEFGHIJ".chars();
    let columns: Vec<String> =
        letters.flat_map(|scale| (1..=5).map(move |item| format!("scale{scale}{item}"))).collect();
    let answers = |row: &Row| columns.iter().map(|column| row[column].parse().ok()).collect();
    table(folder, NAME).iter().map(answers).collect()
}

fn check_data(ledger: &mut Ledger, expected: &Value, rows: &[Vec<Option<f64>>]) {
    let tolerance = expected["tolerance_rel"].as_f64().unwrap();
    assert_eq!(rows.len() as u64, expected["n"]);
    let lengths: Vec<Estimate> =
        rows.iter().map(|row| longstring(row).map(|length| length as f64)).collect();
    let strings: Vec<Estimate> = rows.iter().map(|row| average_string(row)).collect();
    let variability: Vec<Estimate> = rows.iter().map(|row| response_variability(row)).collect();
    let sizes: Vec<u64> =
        expected["factors"].as_array().unwrap().iter().filter_map(Value::as_u64).collect();
    let consistency: Vec<Estimate> = rows
        .iter()
        .map(|row| {
            let mut rest = row.as_slice();
            let scales = sizes.iter().map(|size| {
                let (scale, others) = rest.split_at(*size as usize);
                rest = others;
                scale.to_vec()
            });
            // The sign of careless is the other one.
            even_odd(&scales.collect::<Vec<_>>()).map(|consistency| -consistency)
        })
        .collect();
    let found: Vec<Result<Distance, Undefined>> = distances(rows).unwrap();
    let squared: Vec<Estimate> =
        found.iter().map(|distance| distance.map(|distance| distance.squared)).collect();
    let columns = [
        ("longstring", &lengths, "longstring"),
        ("average longstring", &strings, "avgstr"),
        ("intra-individual response variability", &variability, "irv"),
        ("even-odd consistency", &consistency, "evenodd"),
        ("Mahalanobis D²", &squared, "mahad"),
    ];
    for (statistic, values, key) in columns {
        let totals = [("sum", sum(values)), ("mean", sum(values) / defined(values).len() as f64)];
        for (word, total) in totals {
            let expected = &expected[format!("{key}_{word}")];
            if !expected.is_null() {
                ledger.near(statistic, total, expected, tolerance, word);
            }
        }
        for all in [key.to_owned(), format!("{key}_first20")] {
            let expected = expected[&all].as_array().into_iter().flatten();
            for (row, (value, expected)) in values.iter().zip(expected).enumerate() {
                ledger.maybe(statistic, *value, expected, tolerance, &format!("row {row}"));
            }
        }
    }
    let longest = defined(&lengths).into_iter().fold(0.0, f64::max);
    ledger.near("longstring", longest, &expected["longstring_max"], tolerance, "largest");
    let flagged = found.iter().flatten().filter(|distance| distance.is_outlying()).count();
    assert_eq!(flagged as u64, expected["mahad_n_flag_999"]);
}

fn defined(values: &[Estimate]) -> Vec<f64> {
    values.iter().copied().flatten().collect()
}

fn sum(values: &[Estimate]) -> f64 {
    defined(values).iter().sum()
}
