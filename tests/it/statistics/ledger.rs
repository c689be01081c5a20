//! Comparison with expected values, and the largest difference seen for each statistic.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was compared so far.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Largest relative difference by statistic (absolute where 0 is expected).
    pub(crate) largest: BTreeMap<&'static str, f64>,
    /// Numbers compared by statistic.
    pub(crate) compared: BTreeMap<&'static str, usize>,
}

impl Ledger {
    /// A number against its expected value, within a relative tolerance.
    pub(crate) fn near(
        &mut self,
        statistic: &'static str,
        found: f64,
        expected: &Value,
        tolerance: f64,
        what: &str,
    ) {
        let wanted = number(expected, what);
        let difference =
            if wanted == 0.0 { found.abs() } else { ((found - wanted) / wanted).abs() };
        assert!(difference <= tolerance, "{statistic} of {what}: {found} is not {wanted}");
        self.note(statistic, difference);
    }

    /// A number against its expected value, within an absolute tolerance.
    pub(crate) fn within(
        &mut self,
        statistic: &'static str,
        found: f64,
        expected: &Value,
        tolerance: f64,
        what: &str,
    ) {
        let wanted = number(expected, what);
        let difference = (found - wanted).abs();
        assert!(difference <= tolerance, "{statistic} of {what}: {found} is not {wanted}");
        self.note(statistic, difference);
    }

    /// A value that may be undefined: `null` is expected where there is none.
    pub(crate) fn maybe<E: std::fmt::Debug>(
        &mut self,
        statistic: &'static str,
        found: Result<f64, E>,
        expected: &Value,
        tolerance: f64,
        what: &str,
    ) {
        match (found, expected.is_null()) {
            (Ok(found), false) => self.near(statistic, found, expected, tolerance, what),
            (Err(_), true) => self.note(statistic, 0.0),
            (found, _) => panic!("{statistic} of {what}: {found:?} is not {expected}"),
        }
    }

    fn note(&mut self, statistic: &'static str, difference: f64) {
        let largest = self.largest.entry(statistic).or_default();
        *largest = largest.max(difference);
        *self.compared.entry(statistic).or_default() += 1;
    }
}

/// A number of a reference.
pub(crate) fn number(value: &Value, what: &str) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{what}: {value} is not a number"))
}

/// The folder that holds expected values of this name: the shipped one, else that named by
/// `ASSESS_REFERENCE`.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let shipped = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference");
    let elsewhere = std::env::var_os("ASSESS_REFERENCE").map(PathBuf::from);
    let mut all = std::iter::once(shipped).chain(elsewhere);
    all.find(|folder| folder.join(format!("{name}.json")).exists())
}

/// The expected values.
pub(crate) fn expected(folder: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("reads");
    serde_json::from_str(&text).expect("is JSON")
}

/// Rows of a CSV file by column name.
pub(crate) fn table(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(format!("{name}.csv"))).expect("opens");
    reader.deserialize().map(|row| row.expect("is a row")).collect()
}
