//! Waves compared: differences, verdicts, what cannot be compared, what moved the decision.

use crate::sample::{organisation, questionnaire, row};
use assess::change::decision::Mover;
use assess::change::difference::{NoVerdict, Noise, Verdict};
use assess::change::{Change, change, course};
use assess::norms::Norms;
use assess::questionnaire::{Questionnaire, builtin};
use assess::responses::{RaterGroup, Response};
use assess::results::{Results, Run, assemble};
use assess::scoring::score;
use assess::wave::{Wave, waves};
use proptest::prelude::*;

fn results(rows: Vec<Response>, model: &Questionnaire) -> Results {
    let organisation = organisation(rows);
    let run = Run { date: "2026-03-31".into(), seed: 1, ..Run::default() };
    assemble(&organisation, model, &score(&organisation, model), None, &run)
}

fn wave(rows: Vec<Response>, model: &Questionnaire) -> Wave {
    results(rows, model).wave().expect("results can be read back")
}

/// Rows of others, each answering the only item of each competency.
fn rows(answers: &[&[i64]]) -> Vec<Response> {
    answers.iter().map(|answers| row(RaterGroup::Other, answers)).collect()
}

fn compared(before: &[&[i64]], after: &[&[i64]], competencies: &[(&str, usize)]) -> Change {
    let model = questionnaire(competencies, (1, 5));
    change(&wave(rows(before), &model), &wave(rows(after), &model), &model, None)
}

fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("a number");
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn a_difference_is_welch_s() {
    // R 4.2.2: t.test(c(4, 5, 4, 3, 5, 4), c(2, 3, 3, 2, 1)) gives t = 4.0519..., df = 8.2867...
    let change = compared(
        &[&[2], &[3], &[3], &[2], &[1]],
        &[&[4], &[5], &[4], &[3], &[5], &[4]],
        &[("a", 1)],
    );
    let found = &change.roles["seat"].competencies[0].score;
    let (first, second) = (0.7_f64 / 5.0, 17.0 / 30.0 / 6.0);
    let error = (first + second).sqrt();
    close(found.change, 25.0 / 6.0 - 2.2);
    close(found.standard_error, error);
    close(found.reliable_change_index, (25.0 / 6.0 - 2.2) / error);
    close(found.freedom, (first + second).powi(2) / (first * first / 4.0 + second * second / 5.0));
    assert_eq!(found.verdict, Verdict::Risen);
    assert_eq!(found.noise_from, Some(Noise::Raters));
    let [low, high] = found.interval.expect("an interval");
    assert!(low > 0.0 && high <= 4.0);
}

#[test]
fn verdicts_allow_for_the_number_of_areas() {
    // One clear change among areas that did not move: alone it counts, among twelve less easily.
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"].map(|id| (id, 1));
    let spread = |first: [i64; 4], others: [i64; 4]| -> Vec<Vec<i64>> {
        (0..4)
            .map(|rater| {
                std::iter::once(first[rater])
                    .chain(std::iter::repeat_n(others[rater], 11))
                    .collect()
            })
            .collect()
    };
    let (before, after) = (spread([2, 2, 3, 1], [3, 2, 4, 3]), spread([3, 4, 4, 3], [3, 4, 2, 3]));
    let (before, after): (Vec<&[i64]>, Vec<&[i64]>) =
        (before.iter().map(Vec::as_slice).collect(), after.iter().map(Vec::as_slice).collect());
    let many = compared(&before, &after, &ids);
    let found = &many.roles["seat"].competencies[0].score;
    assert!(found.p.expect("a p value") < 0.05);
    close(found.p_holm, 12.0 * found.p.expect("a p value"));
    assert_eq!(found.verdict, Verdict::WithinNoise);
    let alone = compared(
        &before.iter().map(|row| &row[..1]).collect::<Vec<_>>(),
        &after.iter().map(|row| &row[..1]).collect::<Vec<_>>(),
        &[("a", 1)],
    );
    assert_eq!(alone.roles["seat"].competencies[0].score.verdict, Verdict::Risen);
}

#[test]
fn one_rater_or_full_agreement_has_no_verdict() {
    for (before, after) in [
        (vec![&[2][..]], vec![&[4][..], &[5][..]]),
        (vec![&[2][..], &[2][..], &[2][..]], vec![&[4][..], &[5][..]]),
    ] {
        let change = compared(&before, &after, &[("a", 1)]);
        let found = &change.roles["seat"].competencies[0].score;
        assert_eq!(found.reason, Some(NoVerdict::NoSpread));
        assert_eq!((found.verdict, found.interval, found.p), (Verdict::Unknown, None, None));
        assert!(found.change.is_some(), "the difference itself is known");
    }
}

#[test]
fn norms_know_the_noise_of_one_rater() {
    let model = questionnaire(&[("a", 1)], (1, 5));
    let entry = "n = 40\nmean = 3.2\nsd = 0.5\nraters = 240\nwithin_sd = 0.6\n\
                 within_freedom = 200.0\nicc1 = 0.3\n";
    let text = format!(
        "schema = \"assess/norms/1\"\nquestionnaire = \"seat\"\nquestionnaire_version = \"1\"\n\
         scale = [1, 5]\ndate = \"2026-01-01\"\norganisations = 40\n[competency.a]\n{entry}"
    );
    let norms = Norms::parse("norms.toml", &text).expect("norms");
    let before = wave(rows(&[&[2]]), &model);
    let after = wave(rows(&[&[5], &[5], &[5]]), &model);
    let found = change(&before, &after, &model, Some(&norms));
    let found = &found.roles["seat"].competencies[0].score;
    // SD sqrt(1 - reliability) of Jacobson & Truax is the spread among raters over root n.
    close(found.standard_error, 0.6 * (1.0_f64 + 1.0 / 3.0).sqrt());
    assert_eq!(found.noise_from, Some(Noise::Norms));
    let [one, three] = found.reliability.expect("known from norms");
    close(Some(one), 0.3);
    close(Some(three), 0.9 / 1.6);
    assert_eq!(found.verdict, Verdict::Risen);
}

#[test]
fn only_what_measures_the_same_is_compared() {
    let old = questionnaire(&[("a", 2), ("b", 1), ("gone", 1)], (1, 5));
    let new = questionnaire(&[("a", 3), ("b", 1), ("new", 1)], (1, 5));
    let before = wave(rows(&[&[2, 3, 3, 4], &[3, 3, 2, 4], &[2, 2, 3, 3]]), &old);
    let after = wave(rows(&[&[4, 4, 4, 3, 2], &[5, 4, 4, 2, 3], &[4, 4, 5, 3, 3]]), &new);
    let change = change(&before, &after, &new, None);
    let reason = |id: &str| {
        let all = &change.roles["seat"].competencies;
        all.iter().find(|one| one.id == id).expect("listed").score.reason
    };
    assert_eq!(reason("a"), Some(NoVerdict::OtherStatements));
    assert_eq!(reason("b"), None);
    assert_eq!(reason("gone"), Some(NoVerdict::OnlyBefore));
    assert_eq!(reason("new"), Some(NoVerdict::OnlyAfter));
    assert_eq!(change.roles["seat"].score.reason, Some(NoVerdict::OtherAreas));
}

#[test]
fn another_scale_and_another_view_are_no_comparison() {
    let (five, seven) = (questionnaire(&[("a", 1)], (1, 5)), questionnaire(&[("a", 1)], (1, 7)));
    let before = wave(rows(&[&[2], &[3], &[4]]), &five);
    let after = wave(rows(&[&[6], &[5], &[7]]), &seven);
    let other = change(&before, &after, &seven, None);
    let found = &other.roles["seat"].competencies[0].score;
    assert_eq!(found.reason, Some(NoVerdict::OtherScale));
    let own: Vec<Response> = [[4], [5], [4]].iter().map(|one| row(RaterGroup::Own, one)).collect();
    let other = change(&before, &wave(own, &five), &five, None);
    assert_eq!(
        other.roles["seat"].competencies[0].score.reason,
        Some(NoVerdict::SelfAgainstOthers)
    );
}

#[test]
fn a_course_has_a_step_for_each_pair_and_the_whole() {
    let model = questionnaire(&[("a", 1)], (1, 5));
    let all = [&[[2], [3], [2]], &[[3], [3], [2]], &[[4], [5], [4]]]
        .map(|answers| wave(rows(&answers.each_ref().map(|one| &one[..])), &model));
    let two = course(&[&all[0], &all[2]], &model, None).expect("two waves");
    assert_eq!((two.steps.len(), two.all().count()), (0, 1));
    let three = course(&all.each_ref(), &model, None).expect("three waves");
    assert_eq!((three.steps.len(), three.all().count()), (2, 3));
    assert_eq!(three.overall, two.overall);
    assert!(course(&[&all[0]], &model, None).is_none());
}

#[test]
fn facts_that_moved_the_answer_are_found() {
    let model = builtin("technology-leadership").expect("built in").expect("loads");
    let read = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let bytes = std::fs::read(path).expect("an example");
        crate::report::pages::results_of(name, &bytes)
            .remove(0)
            .wave()
            .expect("results can be read back")
    };
    let (before, after) = (read("answers-2025.csv"), read("answers.csv"));
    let change = change(&before, &after, &model, None).decision.expect("both have an answer");
    assert_eq!(change.parts_changed, ["ciso", "structure"]);
    assert_eq!(change.moved_by, Some(Mover::Facts));
    let decisive: Vec<&str> =
        change.facts.iter().filter(|fact| fact.decisive).map(|fact| fact.id.as_str()).collect();
    assert_eq!(decisive, ["org.budget_ciso"]);
    // The same wave twice: nothing moved, and today's model gives the answer of then.
    let same = assess::change::change(&before, &before, &model, None).decision.expect("an answer");
    assert_eq!((same.parts_changed.len(), same.moved_by, same.facts.len()), (0, None, 0));
}

#[test]
fn a_broken_line_is_named() {
    let problems = waves("results.jsonl", "{\"schema\":\"assess/results/9\"}\nnonsense\n")
        .expect_err("both are wrong");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told[0].contains("results.jsonl, row 1") && told[0].contains("assess/results/9"));
    assert!(told[1].contains("row 2"), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Exchanging the waves turns every sign and keeps every size; the order of rows says nothing.
    #[test]
    fn waves_the_other_way_round(
        before in prop::collection::vec(prop::array::uniform3(1_i64..=5), 2..7),
        after in prop::collection::vec(prop::array::uniform3(1_i64..=5), 2..7),
    ) {
        let ids = [("a", 1), ("b", 1), ("c", 1)];
        let before: Vec<&[i64]> = before.iter().map(|answers| &answers[..]).collect();
        let after: Vec<&[i64]> = after.iter().map(|answers| &answers[..]).collect();
        let there = compared(&before, &after, &ids);
        let back = compared(&after, &before, &ids);
        let turned: Vec<&[i64]> = before.iter().rev().copied().collect();
        prop_assert_eq!(&compared(&turned, &after, &ids), &there);
        let pairs = there.roles["seat"].competencies.iter().zip(&back.roles["seat"].competencies);
        for (one, other) in pairs {
            prop_assert_eq!(one.score.change, other.score.change.map(|change| -change));
            prop_assert_eq!(one.score.p, other.score.p);
            let mirrored = match other.score.verdict {
                Verdict::Risen => Verdict::Fallen,
                Verdict::Fallen => Verdict::Risen,
                same => same,
            };
            prop_assert_eq!(one.score.verdict, mirrored);
        }
    }
}
