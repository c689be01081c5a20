//! The decision: worked cases.

use crate::cases::{self, answer, cases};
use assess::decision::streams::Streams;
use assess::questionnaire::{self, Questionnaire};

fn model() -> Questionnaire {
    questionnaire::builtin("technology-leadership").unwrap().unwrap()
}

#[test]
fn worked_cases_are_accepted() {
    let questionnaire = model();
    let cases = cases();
    let streams = Streams::new(1, 2000);
    let mut refused = Vec::new();
    for case in &cases.case {
        let organisation = case.organisation(&cases, &questionnaire);
        let got = answer(&organisation, &questionnaire, &streams);
        let wrong = case.refused(&got);
        if !wrong.is_empty() {
            refused.push(format!("{}: {wrong:?} of {:?} ({})", case.name, case.accept, case.why));
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
