//! Statistics against values that other programs computed. `tests/data/reference/README.md` says
//! where the data comes from, `docs/statistics.md` states the largest differences.

mod agreement;
mod careless;
mod distributions;
mod documentation;
mod effects;
mod icc;
mod inference;
mod inference_properties;
mod krippendorff;
pub(crate) mod ledger;
mod needs;
mod properties;
mod reliability;
mod scale_scores;

use ledger::Ledger;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A row of a CSV file by column name.
pub(crate) type Row = BTreeMap<String, String>;

/// Compares the statistics of one family.
type Family = fn(&mut Ledger);

/// Every family that is compared.
const FAMILIES: [Family; 10] = [
    agreement::check,
    careless::check,
    distributions::check,
    effects::check,
    icc::check,
    inference::check,
    krippendorff::check,
    needs::check,
    reliability::check,
    scale_scores::check,
];

/// The references with these names that are at hand, each with its folder.
pub(crate) fn each<'a>(names: &'a [&'a str]) -> impl Iterator<Item = (PathBuf, &'a str, Value)> {
    names.iter().filter_map(|name| {
        let folder = ledger::folder(name)?;
        let reference = ledger::expected(&folder, name);
        Some((folder, *name, reference))
    })
}

/// Checks a family, which must have found data.
fn run(family: Family) {
    let mut ledger = Ledger::default();
    family(&mut ledger);
    assert!(!ledger.compared.is_empty(), "no reference was found");
}

/// Answers to the items named in `plan`, reversed around the ends of the scale where it says so.
fn answers(rows: &[Row], plan: &Value) -> Vec<Vec<Option<f64>>> {
    let reversed =
        |item: &Value| plan["reversed"].as_array().is_some_and(|reversed| reversed.contains(item));
    let turn = plan["min"].as_f64().zip(plan["max"].as_f64()).map(|(low, high)| low + high);
    let cell = |row: &Row, item: &Value| {
        let answer: f64 = row[item.as_str().unwrap()].parse().ok()?;
        Some(if reversed(item) { turn.unwrap() - answer } else { answer })
    };
    let items = plan["items"].as_array().unwrap();
    rows.iter().map(|row| items.iter().map(|item| cell(row, item)).collect()).collect()
}

/// The cells of two columns where both have a number.
fn pairs(rows: &[Row], first: &str, second: &str) -> Vec<[f64; 2]> {
    let pair = |row: &Row| Some([row[first].parse().ok()?, row[second].parse().ok()?]);
    rows.iter().filter_map(pair).collect()
}

/// The numbers of a column in rows that have this text in another.
fn group(rows: &[Row], named: &Value) -> Vec<f64> {
    let rows = rows.iter().filter(|row| Some(row["group"].as_str()) == named.as_str());
    rows.filter_map(|row| row["score"].parse().ok()).collect()
}

fn numbers(values: &Value) -> Vec<f64> {
    let values = values.as_array().expect("are numbers").iter();
    values.map(|value| value.as_f64().expect("is a number")).collect()
}
