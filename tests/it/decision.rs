//! The decision: worked cases.

use crate::cases::{answer, cases};
use assess::decision::streams::Streams;
use assess::decision::{Confidence, Inputs, decide};
use assess::questionnaire::{self, Questionnaire};
use assess::scoring;

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

/// The words of cases that say how sure an answer may be at most.
#[test]
fn no_case_is_surer_than_it_may_be() {
    let mut questionnaire = model();
    let decision = questionnaire.decision.as_mut().unwrap();
    decision.draws = 300;
    decision.flip_draws = 100;
    let cases = cases();
    for case in cases.case.iter().filter(|case| !case.at_most.is_empty()) {
        let organisation = case.organisation(&cases, &questionnaire);
        let scores = scoring::score(&organisation, &questionnaire);
        let inputs = Inputs { facts: &organisation.facts, currency: None, scores: &scores };
        let decision = decide(&inputs, &questionnaire, 1).unwrap();
        for (part, word) in &case.at_most {
            let found = match part.as_str() {
                "structure" => decision.structure.confidence,
                role => decision.seats[role].confidence,
            };
            let most = match word.as_str() {
                "lean" => Confidence::Lean,
                _ => Confidence::FinelyBalanced,
            };
            assert!(found <= most, "{}: {part} is {found:?}", case.name);
        }
        let known = decision.missing_inputs.is_empty();
        assert!(!known || !case.self_scores.is_empty(), "{}", case.name);
    }
}
