//! `compare`, `norms make`, and `run` beside norms and an earlier run.

use super::sandbox::{Sandbox, root};
use std::fs;

fn with_waves() -> Sandbox {
    let sandbox = Sandbox::with_examples();
    let earlier = fs::read_to_string(root().join("examples/answers-2025.csv")).expect("an example");
    sandbox.write("examples/answers-2025.csv", &earlier);
    sandbox
}

const DATE: [&str; 2] = ["--date", "2026-03-31"];

#[test]
fn answers_and_results_of_runs_compare_alike() {
    let sandbox = with_waves();
    let (before, after) = ("examples/answers-2025.csv", "examples/answers.csv");
    let done = sandbox.run(["compare", before, after, "-o", "direct", "--date", "2026-03-31"]);
    assert_eq!((done.status, done.stdout.as_str()), (0, ""), "{}", done.stderr);
    let names = ["changes.csv", "changes.jsonl", "cloudberry-foods.pdf", "index.csv"];
    assert_eq!(sandbox.names("direct"), names);
    for (input, out) in [(before, "one"), (after, "two")] {
        let run = ["run", input, "--format", "json", "-o", out, "--quiet"];
        assert_eq!(sandbox.run(run.into_iter().chain(DATE)).status, 0);
    }
    // A folder of a run stands for its results.
    let command = ["compare", "one", "two/results.jsonl", "-o", "from-results"];
    let done = sandbox.run(command.into_iter().chain(DATE));
    assert_eq!(done.status, 0, "{}", done.stderr);
    assert_eq!(sandbox.bytes("direct"), sandbox.bytes("from-results"));
    let table = sandbox.read("direct/changes.csv");
    assert!(table.contains("Cloudberry Foods,2025-03-10,2026-03-11,cio,cio.security,7,8,"));
    assert!(table.lines().any(|line| line.contains("cio.security") && line.contains(",risen,")));
}

#[test]
fn one_file_is_divided_by_days() {
    let sandbox = with_waves();
    let earlier = sandbox.read("examples/answers-2025.csv");
    let later = sandbox.read("examples/answers.csv");
    sandbox.write("earlier.csv", &earlier);
    sandbox.write("later.csv", &later);
    let two = ["compare", "earlier.csv", "later.csv", "-o", "two", "--format", "json"];
    assert_eq!(sandbox.run(two).status, 0);
    let split = [
        "compare",
        "earlier.csv",
        "later.csv",
        "--split",
        "2026-01-01",
        "-o",
        "split",
        "--format",
        "json",
    ];
    let done = sandbox.run(split);
    assert_eq!(done.status, 0, "{}", done.stderr);
    assert_eq!(sandbox.read("split/changes.csv"), sandbox.read("two/changes.csv"));
}

#[test]
fn an_organisation_of_one_wave_is_told_and_fails_alone() {
    let sandbox = with_waves();
    let command =
        ["compare", "examples/answers-2025.csv", "examples", "-o", "out", "--format", "json"];
    fs::remove_file(sandbox.path("examples/answers-2025.csv")).expect("there");
    let earlier = fs::read_to_string(root().join("examples/answers-2025.csv")).expect("an example");
    sandbox.write("before.csv", &earlier);
    let done = sandbox.run(command.map(|one| match one {
        "examples/answers-2025.csv" => "before.csv",
        other => other,
    }));
    assert_eq!(done.status, 3, "{}", done.stderr);
    let told = "the organisation stands in one wave alone";
    let failed = done.stderr.lines().filter(|line| line.contains(told)).count();
    assert_eq!(failed, 12, "{}", done.stderr);
    assert!(sandbox.read("out/index.csv").contains("Cloudberry Foods,,change,changes.jsonl"));
}

#[test]
fn one_wave_is_wrong_usage() {
    let sandbox = with_waves();
    let done = sandbox.run(["compare", "examples/answers.csv"]);
    assert_eq!(done.status, 2, "{}", done.stderr);
    assert!(done.stderr.contains("--split"), "{}", done.stderr);
    let wrong = ["compare", "examples/answers.csv", "examples/missing.csv"];
    assert_eq!(sandbox.run(wrong).status, 1);
}

#[test]
fn a_run_says_what_changed_and_where_scores_stand() {
    let sandbox = with_waves();
    let made = ["norms", "make", "examples/group.csv", "--sample", "Invented", "-o", "norms.toml"];
    let done = sandbox.run(made.into_iter().chain(DATE));
    assert_eq!((done.status, done.stdout.as_str()), (0, ""), "{}", done.stderr);
    assert_eq!(sandbox.run(made).status, 1, "a file that is there is kept");
    let norms = sandbox.read("norms.toml");
    for name in ["Emberly", "Oona", "Driftwood"] {
        assert!(!norms.contains(name), "{name}");
    }
    let run = ["run", "examples/answers-2025.csv", "-o", "before", "--format", "json"];
    assert_eq!(sandbox.run(run.into_iter().chain(DATE)).status, 0);
    let run = [
        "run",
        "examples/answers.csv",
        "-o",
        "after",
        "--format",
        "md",
        "--norms",
        "norms.toml",
        "--previous",
        "before/results.jsonl",
    ];
    let done = sandbox.run(run.into_iter().chain(DATE));
    assert_eq!(done.status, 0, "{}", done.stderr);
    let results = &sandbox.results("after")[0];
    let areas = results["change"]["overall"]["roles"]["cio"]["competencies"].as_array();
    let risen = areas.expect("areas").iter().filter(|area| area["verdict"] == "risen");
    let risen: Vec<&str> = risen.filter_map(|area| area["id"].as_str()).collect();
    assert_eq!(risen, ["cio.partnering", "cio.security"]);
    assert!(results["roles"]["cio"]["norm"]["percentile"].is_number());
    assert_eq!(results["norms"]["sample"], "Invented");
    let report = sandbox.read("after/cloudberry-foods.md");
    for text in
        ["What has changed", "No clear change", "of 100 such organisations", "Beside the norms"]
    {
        assert!(report.contains(text), "{text}");
    }
    let record = sandbox.read("after/run.json");
    assert!(record.contains("norms.toml") && record.contains("results.jsonl"));
}

#[test]
fn norms_of_another_questionnaire_are_refused() {
    let sandbox = with_waves();
    let text = "schema = \"assess/norms/1\"\nquestionnaire = \"other\"\n\
                questionnaire_version = \"1\"\nscale = [1, 5]\ndate = \"2026-01-31\"\n\
                organisations = 9\n";
    sandbox.write("norms.toml", text);
    let done = sandbox.run(["run", "examples/answers.csv", "--norms", "norms.toml"]);
    assert_eq!(done.status, 1);
    assert!(
        done.stderr.contains("the norms are of the questionnaire \"other\""),
        "{}",
        done.stderr
    );
    assert!(!sandbox.path("reports").exists(), "nothing is written");
}

#[test]
fn names_stay_redacted_across_waves() {
    let sandbox = with_waves();
    let plain = ["run", "examples/group.csv", "-o", "plain", "--format", "json", "--quiet"];
    assert_eq!(sandbox.run(plain).status, 0);
    let run = [
        "run",
        "examples/group.csv",
        "--redact",
        "--previous",
        "plain",
        "-o",
        "redacted",
        "--format",
        "md",
        "--quiet",
    ];
    assert_eq!(sandbox.run(run).status, 0);
    let compare = ["compare", "plain", "redacted", "-o", "changes", "--format", "md", "--quiet"];
    assert_eq!(sandbox.run(compare).status, 0);
    for folder in ["redacted", "changes"] {
        for (name, bytes) in sandbox.bytes(folder) {
            let text = String::from_utf8_lossy(&bytes);
            for person in ["Imre", "Oona", "Sandor"] {
                assert!(!text.contains(person), "{person} stands in {folder}/{name}");
            }
        }
    }
}

#[test]
fn a_wave_that_cannot_be_scored_is_not_passed_over() {
    let sandbox = with_waves();
    let broken = sandbox.read("examples/answers.csv").replacen(",Usually,", ",Perhaps,", 1);
    sandbox.write("broken.csv", &broken);
    let earlier = "examples/answers-2025.csv";
    let done = sandbox.run(["compare", earlier, earlier, "broken.csv", "--format", "json"]);
    assert_eq!(done.status, 1, "{}", done.stderr);
    assert!(done.stderr.contains("\"Perhaps\""), "{}", done.stderr);
    assert!(!sandbox.path("changes").exists(), "nothing is written");
}

#[test]
fn results_that_are_read_are_not_replaced() {
    let sandbox = with_waves();
    let run = ["run", "examples/answers.csv", "--format", "json", "--quiet"];
    assert_eq!(sandbox.run(run).status, 0);
    let before = sandbox.bytes("reports");
    let again = ["run", "examples/answers.csv", "--previous", "reports", "--quiet"];
    let done = sandbox.run(again);
    assert_eq!(done.status, 1);
    assert!(done.stderr.contains("would be replaced"), "{}", done.stderr);
    let done = sandbox.run(["compare", "reports", "examples/answers.csv", "-o", "reports"]);
    assert_eq!(done.status, 1, "{}", done.stderr);
    assert_eq!(sandbox.bytes("reports"), before);
    // A bare file name lies in the current folder.
    sandbox.write("results.jsonl", &sandbox.read("reports/results.jsonl"));
    let here = ["compare", "results.jsonl", "examples/answers.csv", "-o", "."];
    assert_eq!(sandbox.run(here).status, 1);
    assert!(!sandbox.path("changes.csv").exists());
}
