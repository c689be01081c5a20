//! SMAA-2 against exact areas on the weight simplex and a quadrature
//! (`tests/data/reference/decision_example.json`).

use assess::decision::smaa::{Tally, simplex};
use assess::decision::streams::Streams;
use serde_json::Value;

const DRAWS: usize = 40_000;

fn reference() -> Value {
    serde_json::from_str(include_str!("../data/reference/decision_example.json")).unwrap()
}

fn matrix(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect()
}

/// Four standard errors of a share: the tolerance that the file states.
fn near(share: f64, exact: f64) -> bool {
    (share - exact).abs() <= 4.0 * (exact * (1.0 - exact) / DRAWS as f64).sqrt() + 1e-12
}

fn total(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// Runs the example with weights uniform on the simplex, or in falling order.
fn run(values: &[Vec<f64>], ordinal: bool) -> Tally {
    let streams = Streams::new(11, DRAWS);
    let uniform: Vec<_> = (0..3).map(|one| streams.uniform(&format!("w{one}"))).collect();
    let mut tally = Tally::new(values.len(), 3);
    let [first, second, third] = [0, 1, 2].map(|one| uniform[one].iter());
    for ((a, b), c) in first.zip(second).zip(third) {
        let mut weights = [0.0; 3];
        simplex(&[*a, *b, *c], &mut weights);
        if ordinal {
            weights.sort_by(|a, b| b.total_cmp(a));
        }
        let totals: Vec<f64> = values.iter().map(|one| total(one, &weights)).collect();
        tally.add(&totals, &weights);
    }
    tally
}

#[test]
fn additive_values_are_exact() {
    let reference = reference();
    let values = matrix(&reference["partial_values"]);
    let weights = numbers(&reference["weights"]);
    for (one, expected) in values.iter().zip(numbers(&reference["mavt_value"])) {
        assert!((total(one, &weights) - expected).abs() < 1e-12);
    }
}

#[test]
fn rank_acceptability_matches_exact_areas() {
    let reference = reference();
    let values = matrix(&reference["partial_values"]);
    for (key, ordinal) in [("smaa_no_preference", false), ("smaa_ordinal", true)] {
        let tally = run(&values, ordinal);
        let expected = &reference[key];
        for (one, ranks) in matrix(&expected["rank_acceptability"]).iter().enumerate() {
            for (rank, (got, exact)) in tally.rank_acceptability(one).iter().zip(ranks).enumerate()
            {
                assert!(near(*got, *exact), "{key} {one} rank {rank}: {got} for {exact}");
            }
            assert!((tally.rank_acceptability(one).iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn central_weights_match_and_are_none_for_what_is_never_first() {
    let reference = reference();
    let values = matrix(&reference["partial_values"]);
    for (key, ordinal) in [("smaa_no_preference", false), ("smaa_ordinal", true)] {
        let tally = run(&values, ordinal);
        let expected = reference[key]["central_weights"].as_array().unwrap();
        for (one, expected) in expected.iter().enumerate() {
            let got = tally.central_weights(one);
            if expected.is_null() {
                assert_eq!(got, None);
                continue;
            }
            // A weight in 0 to 1 has a standard deviation of at most one half.
            let firsts = tally.first(one) * DRAWS as f64;
            let tolerance = 4.0 * 0.5 / firsts.sqrt();
            for (got, exact) in got.unwrap().iter().zip(numbers(expected)) {
                assert!((got - exact).abs() <= tolerance, "{key} {one}: {got} for {exact}");
            }
        }
    }
}

#[test]
fn pairwise_winning_matches() {
    let reference = reference();
    let tally = run(&matrix(&reference["partial_values"]), false);
    let expected = matrix(&reference["smaa_no_preference"]["pairwise_winning"]);
    for (a, row) in expected.iter().enumerate() {
        for (b, exact) in row.iter().enumerate().filter(|(b, _)| *b != a) {
            assert!(near(tally.winning(a, b), *exact), "{a} {b}");
        }
    }
}

#[test]
fn uncertain_values_match_a_quadrature() {
    let reference = &reference()["smaa_stochastic_2crit"];
    let (mean, sd) = (matrix(&reference["mean"]), matrix(&reference["sd"]));
    let streams = Streams::new(12, DRAWS);
    let weight = streams.uniform("w");
    let noise: Vec<Vec<_>> = (0..3)
        .map(|one| (0..2).map(|criterion| streams.normal(&format!("x{one}{criterion}"))).collect())
        .collect();
    let value = |one: usize, criterion: usize, draw: usize| {
        mean[one][criterion] + sd[one][criterion] * noise[one][criterion][draw]
    };
    let totals = |draw: usize, weights: &[f64; 2]| -> Vec<f64> {
        (0..3)
            .map(|one| value(one, 0, draw) * weights[0] + value(one, 1, draw) * weights[1])
            .collect()
    };
    let mut tally = Tally::new(3, 2);
    for draw in 0..DRAWS {
        let weights = [weight[draw], 1.0 - weight[draw]];
        tally.add(&totals(draw, &weights), &weights);
    }
    let central = matrix(&reference["central_weight"]);
    let factors = numbers(&reference["confidence_factor"]);
    for (one, exact) in numbers(&reference["first_rank_acceptability"]).iter().enumerate() {
        assert!(near(tally.first(one), *exact), "{one}");
        let mut fixed = Tally::new(3, 2);
        let weights = [central[one][0], central[one][1]];
        for draw in 0..DRAWS {
            fixed.add(&totals(draw, &weights), &weights);
        }
        assert!(near(fixed.first(one), factors[one]), "confidence factor of {one}");
    }
}
