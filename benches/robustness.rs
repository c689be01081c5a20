//! How often the worked cases keep an accepted answer when every parameter of grade D moves at
//! random by up to 20 %.
//!
//! `cargo bench --bench robustness` uses the cases of the tests; with `ASSESS_VIGNETTES=FOLDER`
//! also those of a folder with `expected.json` and one CSV per organisation.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints its figures, and stops where its data is broken"
)]

#[path = "../tests/it/cases.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod cases;

use assess::decision::streams::Streams;
use assess::questionnaire::decision_model::Grade;
use assess::questionnaire::{self, Questionnaire};
use assess::responses::{Organisation, ReadOptions};
use std::collections::BTreeMap;
use std::path::Path;

const SETS: usize = 200;
const SHARE: f64 = 0.2;

type Accept = BTreeMap<String, Vec<String>>;

fn main() {
    let model = questionnaire::builtin("technology-leadership").unwrap().unwrap();
    let own = cases::cases();
    let shipped: Vec<(String, Organisation, Accept)> = own
        .case
        .iter()
        .map(|case| (case.name.clone(), case.organisation(&own, &model), case.accept.clone()))
        .collect();
    report("tests/data/cases.toml", &shipped, &model);
    if let Ok(folder) = std::env::var("ASSESS_VIGNETTES") {
        report("ASSESS_VIGNETTES", &vignettes(Path::new(&folder), &model), &model);
    }
}

fn report(name: &str, cases: &[(String, Organisation, Accept)], model: &Questionnaire) {
    let streams = Streams::new(1, 1000);
    let moves = Streams::new(7, SETS);
    let mut failed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut whole = 0;
    let mut kept = 0;
    for set in 0..SETS {
        let mut moved = model.clone();
        for (id, parameter) in moved.decision.as_mut().unwrap().ranges_mut() {
            if parameter.grade == Grade::D {
                let factor = 1.0 + SHARE * (2.0 * moves.uniform(&id)[set] - 1.0);
                parameter.range = parameter.range.map(|end| end * factor);
            }
        }
        let mut good = 0;
        for (case, organisation, accept) in cases {
            let got = cases::answer(organisation, &moved, &streams);
            if cases::refused(accept, &got).is_empty() {
                good += 1;
            } else {
                *failed.entry(case).or_default() += 1;
            }
        }
        kept += good;
        whole += usize::from(good == cases.len());
    }
    println!(
        "{name}: {SETS} sets, {} cases: all kept in {whole} sets, {:.2} % of answers kept",
        cases.len(),
        100.0 * kept as f64 / (SETS * cases.len()) as f64
    );
    for (case, times) in failed {
        println!("  lost {times} times: {case}");
    }
}

fn vignettes(folder: &Path, model: &Questionnaire) -> Vec<(String, Organisation, Accept)> {
    let expected: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    expected
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, case)| {
            let bytes = std::fs::read(folder.join(format!("{name}.csv"))).unwrap();
            let table =
                assess::ingest::table(name, &bytes, &assess::ingest::Options::default()).unwrap();
            let mut set = assess::responses::read(&[table], None, model, &ReadOptions::default());
            let accept = serde_json::from_value(case["accept"].clone()).unwrap();
            (name.clone(), set.organisations.remove(0), accept)
        })
        .collect()
}
