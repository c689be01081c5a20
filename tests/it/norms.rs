//! Norms: made from a batch, read back, and scores set beside them.

use crate::sample::{questionnaire, row, row_about};
use assess::norms::{FEWEST, Norms, make};
use assess::questionnaire::Questionnaire;
use assess::responses::{Organisation, RaterGroup, Response};
use assess::results::{InputFile, Results, Run, assemble};
use assess::scoring::score;
use assess::statistics::icc::OneWay;
use assess::statistics::moments::{mean, standard_deviation};
use assess::wave::Wave;

fn results(name: &str, responses: Vec<Response>, model: &Questionnaire) -> Results {
    let organisation = Organisation { name: name.into(), responses, ..Organisation::default() };
    let run = Run { date: "2026-03-31".into(), seed: 1, ..Run::default() };
    assemble(&organisation, model, &score(&organisation, model), None, &run)
}

/// Answers of the raters of seven organisations to the only item.
const BATCH: [&[i64]; 7] =
    [&[2, 3, 3], &[4, 4, 5, 3], &[3, 3], &[5, 4, 4], &[2, 2, 1, 3, 2], &[4], &[3, 4, 3]];

fn batch(model: &Questionnaire) -> Vec<Wave> {
    let organisation = |(index, answers): (usize, &&[i64])| {
        let rows = answers.iter().map(|answer| row(RaterGroup::Manager, &[*answer]));
        let name = format!("Organisation {index}");
        results(&name, rows.collect(), model).wave().expect("results can be read back")
    };
    BATCH.iter().enumerate().map(organisation).collect()
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn norms_are_the_statistics_of_the_batch() {
    let model = questionnaire(&[("a", 1)], (1, 5));
    let norms = make(&batch(&model), &model, "2026-01-31", Some("seven made up"));
    let ratings: Vec<Vec<f64>> =
        BATCH.iter().map(|one| one.iter().map(|point| *point as f64).collect()).collect();
    let means: Vec<f64> = ratings.iter().filter_map(|one| mean(one)).collect();
    let analysis = OneWay::of(&ratings).expect("varies");
    for entry in [&norms.competency["a"], &norms.role["seat"]] {
        assert_eq!((entry.n, entry.raters), (7, 21));
        close(entry.mean, mean(&means).expect("a mean"));
        close(entry.sd, standard_deviation(&means).expect("a spread"));
        close(entry.within_sd.expect("a spread").powi(2), analysis.within);
        close(entry.within_freedom.expect("known"), 14.0);
        close(entry.icc1.expect("known"), analysis.icc_1());
        assert_eq!(entry.group["manager"].n, 7);
    }
    let mut turned = batch(&model);
    turned.reverse();
    assert_eq!(make(&turned, &model, "2026-01-31", Some("seven made up")), norms);
    let text = toml::to_string(&norms).expect("can be written");
    assert_eq!(Norms::parse("norms.toml", &text).expect("can be read"), norms);
    assert!(!text.contains("Organisation "), "no name of the batch stands in it: {text}");
}

#[test]
fn few_organisations_and_self_ratings_make_no_norms() {
    let model = questionnaire(&[("a", 1)], (1, 5));
    let few = &batch(&model)[..FEWEST - 1];
    assert!(make(few, &model, "2026-01-31", None).competency.is_empty());
    let own: Vec<Wave> = (0..9)
        .map(|index| {
            let rows = vec![row(RaterGroup::Own, &[3]), row(RaterGroup::Own, &[4])];
            results(&format!("Own {index}"), rows, &model).wave().expect("read back")
        })
        .collect();
    assert!(make(&own, &model, "2026-01-31", None).competency.is_empty());
}

#[test]
fn a_withheld_group_leaves_no_trace_in_norms() {
    let model = questionnaire(&[("a", 1)], (1, 5));
    let with = |peers: &[i64]| -> Vec<Wave> {
        (0..6)
            .map(|index| {
                let mut rows = vec![row_about("Ada Quill", RaterGroup::Manager, &[1 + index % 5])];
                rows.extend(
                    peers.iter().map(|one| row_about("Ada Quill", RaterGroup::Peer, &[*one])),
                );
                results(&format!("O{index}"), rows, &model).wave().expect("read back")
            })
            .collect()
    };
    let norms = |peers: &[i64]| make(&with(peers), &model, "2026-01-31", None);
    assert_eq!(norms(&[1, 1]), norms(&[5, 5]), "two peers are withheld");
    assert_ne!(norms(&[1, 1, 1]), norms(&[5, 5, 5]), "three are not");
}

#[test]
fn scores_stand_beside_norms() {
    let model = questionnaire(&[("a", 1)], (1, 5));
    let norms = make(&batch(&model), &model, "2026-01-31", None);
    let rows = [5, 4, 4].map(|point| row(RaterGroup::Manager, &[point])).to_vec();
    let mut found = results("New Ltd", rows, &model);
    let file = InputFile { name: "norms.toml".into(), sha256: "0".repeat(64) };
    found.place(&norms, &file);
    let standing = found.roles["seat"].competencies[0].norm.expect("a standing");
    let entry = &norms.competency["a"];
    close(standing.t_score, 50.0 + 10.0 * (13.0 / 3.0 - entry.mean) / entry.sd);
    // scipy 1.17: 100 * t.cdf((13/3 - mean) / (sd * sqrt(8 / 7)), 6) for this mean and sd.
    assert!(standing.percentile > 75.0 && standing.percentile < 95.0, "{standing:?}");
    let [low, high] = standing.percentile_interval.expect("an interval");
    assert!(low < standing.percentile && standing.percentile < high);
    assert_eq!(found.norms.expect("told").organisations, 7);
}

#[test]
fn a_file_that_is_no_norms_is_refused_with_its_place() {
    let refused = |text: &str| Norms::parse("norms.toml", text).expect_err("wrong").to_string();
    assert!(refused("schema = 3").contains("norms.toml"));
    let head = "schema = \"assess/norms/1\"\nquestionnaire = \"q\"\n\
                questionnaire_version = \"1\"\nscale = [1, 5]\ndate = \"2026-01-31\"\n\
                organisations = 9\n";
    let entry = "[competency.a]\nn = 9\nmean = 3.0\nsd = -0.4\nraters = 30\n";
    let told = refused(&format!("{head}{entry}"));
    assert!(told.contains("\"a\" cannot be right"), "{told}");
    let other = head.replace("norms/1", "norms/7");
    assert!(refused(&other).contains("assess/norms/7"));
}
