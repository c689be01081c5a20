//! Tails and quantiles against mpmath with 60 digits, norm scores against scipy.

use super::ledger::Ledger;
use super::{each, numbers};
use assess::statistics::distribution as found;
use assess::statistics::noncentral_t;
use assess::statistics::norm_score::NormSample;
use serde_json::Value;

fn check_each(
    ledger: &mut Ledger,
    reference: &Value,
    name: &'static str,
    function: impl Fn(&[f64]) -> Option<f64>,
) {
    for row in reference[name].as_array().expect("has rows") {
        let row = row.as_array().expect("is a row");
        let (value, arguments) = row.split_last().expect("has a value");
        let arguments = numbers(&Value::from(arguments));
        let found = function(&arguments).expect("is defined");
        if value == 0.0 {
            ledger.within(name, found, value, 1e-12, &format!("{arguments:?}"));
        } else {
            ledger.near(name, found, value, 1e-12, &format!("{arguments:?}"));
        }
    }
}

fn check_distributions(ledger: &mut Ledger, reference: &Value) {
    let normal_tail = |of: &[f64]| Some(found::normal_upper_tail(of[0]));
    check_each(ledger, reference, "normal_upper_tail", normal_tail);
    check_each(ledger, reference, "normal_quantile", |of| found::normal_quantile(of[0]));
    check_each(ledger, reference, "t_upper_tail", |of| found::t_upper_tail(of[0], of[1]));
    check_each(ledger, reference, "t_quantile", |of| found::t_quantile(of[0], of[1]));
    let f_tail = |of: &[f64]| found::f_upper_tail(of[0], of[1], of[2]);
    check_each(ledger, reference, "f_upper_tail", f_tail);
    let f_quantile = |of: &[f64]| found::f_quantile(of[0], of[1], of[2]);
    check_each(ledger, reference, "f_quantile", f_quantile);
    let chi_tail = |of: &[f64]| found::chi_squared_upper_tail(of[0], of[1]);
    check_each(ledger, reference, "chi_squared_upper_tail", chi_tail);
    let chi_quantile = |of: &[f64]| found::chi_squared_quantile(of[0], of[1]);
    check_each(ledger, reference, "chi_squared_quantile", chi_quantile);
    let noncentral = |of: &[f64]| noncentral_t::lower_tail(of[0], of[1], of[2]);
    check_each(ledger, reference, "noncentral_t_lower_tail", noncentral);
    let noncentrality = |of: &[f64]| noncentral_t::noncentrality(of[0], of[1], of[2]);
    check_each(ledger, reference, "noncentrality", noncentrality);
}

fn check_norms(ledger: &mut Ledger, row: &Value) {
    let cell = |name: &str| row[name].as_f64().expect("is a number");
    let norm = NormSample { mean: cell("mean"), deviation: cell("sd"), n: cell("n") as usize };
    let (score, what) = (cell("score"), row.to_string());
    ledger.within("z score", norm.z(score).unwrap(), &row["z"], 1e-12, &what);
    ledger.near("T score", norm.t_score(score).unwrap(), &row["t_score"], 1e-12, &what);
    let plain = norm.normal_percentile(score).unwrap();
    ledger.near("percentile, normal", plain, &row["normal_percentile"], 1e-9, &what);
    let percentile = norm.percentile(score).unwrap();
    ledger.near("percentile, Crawford-Howell", percentile, &row["percentile"], 1e-9, &what);
    let interval = norm.percentile_interval(score, 0.95).unwrap();
    for (limit, expected) in interval.iter().zip(row["interval95"].as_array().unwrap()) {
        ledger.near("percentile interval, Crawford-Garthwaite", *limit, expected, 1e-9, &what);
    }
}

pub(super) fn check(ledger: &mut Ledger) {
    for (_, _, reference) in each(&["distributions"]) {
        check_distributions(ledger, &reference);
    }
    for (_, _, reference) in each(&["norm_scores"]) {
        for row in reference["rows"].as_array().expect("has rows") {
            check_norms(ledger, row);
        }
    }
}

#[test]
fn distributions_are_those_of_mpmath() {
    super::run(check);
}
