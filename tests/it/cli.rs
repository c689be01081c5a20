//! The built program: commands, exit status, files.

pub(crate) mod answers;
mod compare;
mod files;
mod reports;
pub(crate) mod sandbox;

use answers::Answers;
use sandbox::{Sandbox, root};
use std::fs;

/// The commands that the README shows for the program, without `cargo run --release --`.
fn readme_commands() -> Vec<Vec<String>> {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let lines = readme.lines().filter_map(|line| line.strip_prefix("cargo run --release -- "));
    lines
        .map(|line| line.split('#').next().unwrap_or_default())
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect()
}

#[test]
fn the_commands_of_the_readme_work() {
    let commands = readme_commands();
    assert!(!commands.is_empty(), "the README starts with a command");
    for command in commands {
        let sandbox = Sandbox::with_examples();
        let done = sandbox.run(command);
        assert_eq!(done.status, 0, "{}", done.stderr);
        assert_eq!(done.stdout, "", "standard output carries data only");
        let names = sandbox.names("reports");
        let expected = [
            "cloudberry-foods.pdf",
            "cloudberry-foods/develop-cio.pdf",
            "cloudberry-foods/outsource-ciso.pdf",
            "cloudberry-foods/split.pdf",
            "index.csv",
            "results.jsonl",
            "run.json",
            "scores.csv",
        ];
        assert_eq!(names, expected);
    }
}

#[test]
fn help_is_no_mistake_and_a_mistake_is_wrong_usage() {
    let sandbox = Sandbox::new();
    for command in [vec!["--help"], vec!["run", "--help"], vec!["--version"]] {
        let done = sandbox.run(command);
        assert_eq!((done.status, done.stderr.as_str()), (0, ""));
        assert!(!done.stdout.is_empty());
    }
    for command in [vec!["runn"], vec!["run"], vec!["run", "a.csv", "--date", "1.1.2026"]] {
        let done = sandbox.run(command);
        assert_eq!((done.status, done.stdout.as_str()), (2, ""));
    }
}

#[test]
fn a_missing_file_is_refused_with_its_neighbour() {
    let sandbox = Sandbox::new();
    sandbox.write("answers.csv", "x\n");
    let done = sandbox.run(["run", "anwsers.csv"]);
    assert_eq!(done.status, 1);
    assert!(done.stderr.contains("did you mean \"answers.csv\"?"), "{}", done.stderr);
    assert!(!sandbox.path("reports").exists());
}

#[test]
fn what_cannot_be_read_is_refused_and_writes_nothing() {
    for (name, content) in [
        ("empty.csv", ""),
        ("header.csv", "organisation,rater\n"),
        ("other.csv", "name,shoe size\nA,43\n"),
        ("ragged.csv", "organisation,cio.strategy.1\nA,1,2,3\n"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write(name, content);
        let done = sandbox.run(["run", name]);
        assert_eq!(done.status, 1, "{name}: {}", done.stderr);
        assert!(done.stderr.contains("error["), "{name}: {}", done.stderr);
        assert_eq!(done.stdout, "");
        assert!(!sandbox.path("reports").exists(), "{name}");
    }
}

#[test]
fn an_unknown_questionnaire_or_template_is_refused() {
    let sandbox = Sandbox::with_examples();
    for option in [["-q", "technology-leadershp"], ["--template", "leadershp"]] {
        let done = sandbox.run(["run", "examples/answers.csv", option[0], option[1]]);
        assert_eq!(done.status, 1);
        assert!(done.stderr.contains("did you mean"), "{}", done.stderr);
        assert!(!sandbox.path("reports").exists());
    }
}

#[test]
fn a_wrong_answer_fails_its_organisation_alone() {
    let sandbox = Sandbox::new();
    let mut answers = Answers::of(&["Good", "Bad"]);
    answers.set("Bad", "cio.strategy.1", "Sometimes perhaps");
    sandbox.write("a.csv", &answers.text());
    let done = sandbox.run(["run", "a.csv", "--format", "json"]);
    assert_eq!(done.status, 3, "{}", done.stderr);
    assert!(done.stderr.contains("failed: Bad: a.csv, row "), "{}", done.stderr);
    let index = sandbox.read("reports/index.csv");
    let failed = index.lines().find(|line| line.starts_with("Bad,")).expect("a row");
    assert!(failed.contains(",failed,") && failed.contains("cio.strategy.1"), "{index}");
    assert_eq!(sandbox.results("reports").len(), 1);
}

#[test]
fn nothing_is_written_when_no_organisation_is_left() {
    let sandbox = Sandbox::new();
    let mut answers = Answers::of(&["Bad"]);
    answers.set("Bad", "cio.strategy.1", "Sometimes perhaps");
    sandbox.write("a.csv", &answers.text());
    assert_eq!(sandbox.run(["run", "a.csv"]).status, 1);
    assert!(!sandbox.path("reports").exists());
}

#[test]
fn strict_refuses_warnings() {
    let sandbox = Sandbox::new();
    let mut answers = Answers::of(&["Acme"]);
    answers.add_column("shoe size", "43");
    sandbox.write("a.csv", &answers.text());
    let strict = sandbox.run(["run", "a.csv", "--strict"]);
    assert_eq!(strict.status, 1, "{}", strict.stderr);
    assert!(strict.stderr.contains("shoe size"), "{}", strict.stderr);
    assert!(!sandbox.path("reports").exists());
    let lenient = sandbox.run(["run", "a.csv", "--format", "json"]);
    assert_eq!(lenient.status, 0, "{}", lenient.stderr);
    let quiet = sandbox.run(["run", "a.csv", "--format", "json", "--quiet"]);
    assert_eq!((quiet.status, quiet.stderr.as_str()), (0, ""));
}

#[test]
fn settings_stand_in_a_file_and_the_command_line_wins() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", &Answers::of(&["Acme"]).text());
    sandbox.write("assess.toml", "format = \"json\"\nout = \"there\"\nseed = 7\n");
    assert_eq!(sandbox.run(["run", "a.csv", "--seed", "8"]).status, 0);
    assert!(sandbox.read("there/run.json").contains("\"seed\": 8"));
    sandbox.write("assess.toml", "ouut = \"there\"\n");
    let done = sandbox.run(["run", "a.csv"]);
    assert_eq!(done.status, 2);
    assert!(done.stderr.contains("assess.toml, line 1, column 1"), "{}", done.stderr);
    assert!(done.stderr.contains("did you mean \"out\"?"), "{}", done.stderr);
}

#[test]
fn the_environment_may_state_the_date() {
    let sandbox = Sandbox::new();
    sandbox.write("a.csv", &Answers::of(&["Acme"]).text());
    let command = ["run", "a.csv", "--format", "json"];
    let done = sandbox.run_with(command, &[("SOURCE_DATE_EPOCH", "1774915200")]);
    assert_eq!(done.status, 0);
    assert!(sandbox.read("reports/run.json").contains("\"date\": \"2026-03-31\""));
}

#[test]
fn check_finds_no_problem_or_says_what() {
    let sandbox = Sandbox::new();
    sandbox.write("good.csv", &Answers::of(&["Acme"]).text());
    let good = sandbox.run(["check", "good.csv"]);
    assert_eq!((good.status, good.stderr.as_str()), (0, ""), "{}", good.stdout);
    let mut answers = Answers::of(&["Acme"]);
    answers.set("Acme", "cio.strategy.1", "Usualy");
    sandbox.write("bad.csv", &answers.text());
    let bad = sandbox.run(["check", "bad.csv"]);
    assert_eq!(bad.status, 1);
    assert!(bad.stdout.contains("did you mean \"Usually\"?"), "{}", bad.stdout);
    let json = sandbox.run(["check", "bad.csv", "good.csv", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(report["files"].as_array().map(Vec::len), Some(2));
    sandbox.write("none.csv", "name,shoe size\nA,43\n");
    let none = sandbox.run(["check", "none.csv"]);
    assert_eq!(none.status, 1);
    assert!(none.stdout.contains("none fits"), "{}", none.stdout);
}

#[test]
fn score_writes_what_run_writes() {
    let sandbox = Sandbox::with_few();
    let run = sandbox.run(["run", "few.csv", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let scored = sandbox.run(["score", "few.csv"]);
    assert_eq!(scored.status, 0, "{}", scored.stderr);
    assert_eq!(scored.stdout, sandbox.read("reports/scores.csv"));
    let group = sandbox.read("few.csv");
    let piped = sandbox.run_on(["score"], group.as_bytes());
    assert_eq!(piped.stdout, scored.stdout);
    let objects = sandbox.run(["score", "few.csv", "--format", "jsonl"]).stdout;
    assert_eq!(objects.lines().count() + 1, scored.stdout.lines().count());
    for line in objects.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("an object");
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let sandbox = Sandbox::with_few();
    for command in [vec!["score", "few.csv"], vec!["man"]] {
        let done = sandbox.run_unread(command);
        assert_eq!((done.status, done.stderr.as_str()), (0, ""));
    }
}

#[test]
fn questionnaires_can_be_listed_shown_started_and_checked() {
    let sandbox = Sandbox::new();
    let list = sandbox.run(["questionnaire", "list"]);
    assert!(list.stdout.contains("technology-leadership"), "{}", list.stdout);
    let shown = sandbox.run(["questionnaire", "show", "technology-leadership"]);
    assert!(shown.stdout.contains("cio.strategy.1"), "{}", shown.stdout);
    sandbox.write("ours.toml", &sandbox.run(["questionnaire", "new"]).stdout);
    let checked = sandbox.run(["questionnaire", "check", "ours.toml"]);
    assert_eq!(checked.status, 0, "{}", checked.stderr);
    sandbox.write("broken.toml", "[model]\nid = 3\n");
    let broken = sandbox.run(["questionnaire", "check", "broken.toml"]);
    assert_eq!((broken.status, broken.stdout.as_str()), (1, ""));
    assert!(broken.stderr.contains("broken.toml, line 2"), "{}", broken.stderr);
}

#[test]
fn templates_completions_and_the_manual_are_data() {
    let sandbox = Sandbox::new();
    let commands: [&[&str]; 5] = [
        &["template", "list"],
        &["template", "show", "leadership"],
        &["completions", "bash"],
        &["completions", "fish"],
        &["man"],
    ];
    for command in commands {
        let done = sandbox.run(command.to_vec());
        assert_eq!((done.status, done.stderr.as_str()), (0, ""), "{command:?}");
        assert!(!done.stdout.is_empty());
    }
}

#[test]
fn colour_is_used_when_asked_for_alone() {
    let sandbox = Sandbox::new();
    let plain = sandbox.run(["run", "none.csv"]);
    assert!(!plain.stderr.contains('\u{1b}'), "{}", plain.stderr);
    let painted = sandbox.run(["run", "none.csv", "--color", "always"]);
    assert!(painted.stderr.contains('\u{1b}'), "{}", painted.stderr);
    assert!(painted.stderr.contains("error"), "colour is never alone");
}
