//! Ratings that are withheld enter nothing that is printed.

use super::{Rows, statistics, toml};
use crate::cli::sandbox::Sandbox;
use serde_json::Value;
use std::fmt::Write;

fn questionnaire() -> String {
    let items: Vec<String> = (1..=3).map(|item| format!("q{item}")).collect();
    toml(&[("scale", items, vec!["q2".into()])], (1, 5))
}

/// A person with a manager, three reports, a self-rating and these peers.
fn about(peers: &[&str]) -> String {
    let mut text = "organisation,subject,respondent,rater,q1,q2,q3,importance.scale\n".to_owned();
    let others = [
        ("self", "5,1,5,4"),
        ("manager", "4,2,4,5"),
        ("report", "3,3,4,4"),
        ("report", "2,4,3,5"),
        ("report", "4,2,2,3"),
    ];
    for (place, (rater, cells)) in others.into_iter().enumerate() {
        writeln!(text, "Acme,A. Lee,r{place},{rater},{cells}").unwrap();
    }
    for (place, cells) in peers.iter().enumerate() {
        writeln!(text, "Acme,A. Lee,p{place},peer,{cells}").unwrap();
    }
    text
}

fn printed(answers: &str, arguments: &[&str]) -> String {
    let sandbox = Sandbox::new();
    sandbox.write("survey.toml", &questionnaire());
    sandbox.write("answers.csv", answers);
    let all = ["statistics", "answers.csv", "-q", "survey.toml"];
    let done = sandbox.run(all.iter().chain(arguments));
    assert_eq!(done.status, 0, "{}", done.stderr);
    done.stdout
}

#[test]
fn two_peers_change_nothing_that_is_printed() {
    let (high, low) = (about(&["5,1,5,5", "5,1,4,5"]), about(&["1,5,1,1", "2,3,,2"]));
    let none = about(&[]);
    for arguments in [
        &["--format", "csv"][..],
        &["--format", "json"],
        &["--format", "table"],
        &["--responses", "--format", "csv"],
        &["--responses", "--format", "table"],
    ] {
        let first = printed(&high, arguments);
        assert_eq!(first, printed(&low, arguments), "{arguments:?}");
        if !arguments.contains(&"--responses") {
            assert_eq!(first, printed(&none, arguments), "{arguments:?}");
        }
    }
    let responses = printed(&high, &["--responses", "--format", "csv"]);
    assert_eq!(responses.matches("withheld").count(), 2, "{responses}");
    assert!(!responses.contains("Lee") && !responses.contains("p0"), "{responses}");
}

#[test]
fn sums_that_tell_two_of_three_reports_apart_are_withheld() {
    // One report skips an item, so sums over items would give that report away.
    let skipped = about(&[]).replace("2,4,3,5", "2,4,,5");
    let rows: Rows = statistics(&questionnaire(), &skipped);
    for (statistic, item) in
        [("item_mean", Some("q1")), ("item_sd", Some("q3")), ("rwg", Some("q1"))]
    {
        let found: Vec<&Value> = rows
            .0
            .iter()
            .filter(|row| row["statistic"] == statistic && row["item"].as_str() == item)
            .collect();
        assert!(!found.is_empty());
        for row in found {
            assert_eq!((&row["value"], row["reason"].as_str()), (&Value::Null, Some("withheld")));
        }
    }
    let listwise = rows.row(&[("statistic", "mean"), ("missing", "listwise")]);
    assert_eq!((&listwise["value"], listwise["reason"].as_str()), (&Value::Null, Some("withheld")));
    // Spread and consistency are no sums.
    assert!(rows.value(&[("statistic", "alpha"), ("missing", "pairwise")]).is_finite());
    // Importance was given by all of them; without one it would tell that one.
    assert!(rows.value(&[("statistic", "importance")]).is_finite());
    let fewer = about(&[]).replace("2,4,3,5", "2,4,3,");
    let rows = statistics(&questionnaire(), &fewer);
    for statistic in ["importance", "borich_mwds", "paired_t", "importance_minus_score"] {
        let row = rows.row(&[("statistic", statistic)]);
        assert_eq!(
            (&row["value"], row["reason"].as_str()),
            (&Value::Null, Some("withheld")),
            "{row}"
        );
        assert!(row["p"].is_null() && row["lower"].is_null());
    }
}

#[test]
fn single_ratings_of_few_raters_are_not_shown_by_their_order() {
    let rows = statistics(&questionnaire(), &about(&[]));
    for statistic in ["minimum", "median", "maximum", "bootstrap_bca", "bootstrap_percentile"] {
        let row = rows.row(&[("statistic", statistic)]);
        assert_eq!((&row["value"], row["reason"].as_str()), (&Value::Null, Some("withheld")));
    }
    assert!(rows.value(&[("statistic", "self_minus_others")]).is_finite());
}

#[test]
fn a_person_whose_raters_are_all_withheld_says_so() {
    let text = "organisation,subject,respondent,rater,q1,q2,q3\n\
                Acme,A. Lee,p1,peer,3,3,3\nAcme,A. Lee,p2,peer,4,2,4\n";
    let rows = statistics(&questionnaire(), text);
    let mean = rows.row(&[("statistic", "mean")]);
    assert_eq!((&mean["value"], mean["reason"].as_str()), (&Value::Null, Some("withheld")));
    assert_eq!(mean["n"], 0);
    assert!(rows.0.iter().all(|row| row["value"].is_null() || row["value"] == 0.0));
}
