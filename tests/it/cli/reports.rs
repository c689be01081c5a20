//! Which reports a run writes, in which formats, languages and looks.

use super::answers::Answers;
use super::sandbox::Sandbox;
use std::collections::BTreeMap;

fn run(sandbox: &Sandbox, input: &str, options: &[&str]) {
    let arguments = ["run", input, "--date", "2026-03-31", "--quiet"];
    let done = sandbox.run(arguments.iter().chain(options));
    assert_eq!(done.status, 0, "{}", done.stderr);
}

/// The files of a run by organisation and kind, from its index.
fn kinds(sandbox: &Sandbox, folder: &str) -> BTreeMap<(String, String), Vec<String>> {
    let path = sandbox.path(folder).join("index.csv");
    let mut reader = csv::Reader::from_path(path).expect("an index");
    let mut kinds: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("a row");
        let key = (row["organisation"].clone(), row["kind"].clone());
        kinds.entry(key).or_default().push(row["file"].clone());
    }
    kinds
}

#[test]
fn the_documents_are_those_that_the_answer_asks_for() {
    let sandbox = Sandbox::with_examples();
    run(&sandbox, "examples/group.csv", &["--format", "md"]);
    let kinds = kinds(&sandbox, "reports");
    for results in sandbox.results("reports") {
        let name = results["organisation"].as_str().expect("a name").to_owned();
        let has = |kind: &str| kinds.contains_key(&(name.clone(), kind.to_owned()));
        let decision = &results["decision"];
        let part = |part: &str| &decision["seats"][part];
        let choice = |seat: &str| part(seat)["choice"].as_str().unwrap_or_default().to_owned();
        let changes = |seat: &str| part(seat)["changes"].as_bool() == Some(true);
        let hired = |seat: &str| {
            changes(seat) && ["hire", "interim_then_hire"].contains(&choice(seat).as_str())
        };
        assert_eq!(has("hire"), hired("cio") || hired("ciso"), "{name}");
        let interim = |seat: &str| changes(seat) && choice(seat) == "interim_then_hire";
        assert_eq!(has("interim"), interim("cio") || interim("ciso"), "{name}");
        let split = decision["structure"]["choice"] != "combined";
        let moved = decision["structure"]["changes"] == true;
        assert_eq!(has("split"), split && moved, "{name}");
    }
    run(&sandbox, "examples/group.csv", &["--format", "md", "--documents=false", "--out", "bare"]);
    assert!(sandbox.names("bare").iter().all(|name| !name.contains('/')));
}

#[test]
fn a_document_that_would_say_nothing_is_not_written() {
    let sandbox = Sandbox::with_examples();
    let input = crate::cli::sandbox::root().join("examples/data-protection.csv");
    let input = input.to_str().expect("a path");
    run(&sandbox, input, &["--questionnaire", "data-protection", "--format", "md"]);
    let names = sandbox.names("reports");
    let documents: Vec<&String> = names.iter().filter(|name| name.contains('/')).collect();
    assert_eq!(documents, ["teasel-thrum-dental-group/develop-privacy.md"]);
}

#[test]
fn a_document_names_the_largest_gaps_and_its_steps() {
    let sandbox = Sandbox::with_examples();
    run(&sandbox, "examples/group.csv", &["--format", "md"]);
    let hire = sandbox.read("reports/kestrel-aero-parts/hire-ciso.md");
    for part in
        ["Role profile", "Interview guide", "Rated 1", "Rating sheet", "Steps of the search"]
    {
        assert!(hire.contains(part), "{part} is not in {hire}");
    }
    let outsource = sandbox.read("reports/acorn-vale-solicitors/outsource-ciso.md");
    for part in ["Service level", "Stays inside", "Ask every provider the same questions"] {
        assert!(outsource.contains(part), "{part} is not in {outsource}");
    }
    let split = sandbox.read("reports/juniper-textiles/split.md");
    for part in ["Reporting line", "Who leads what when there is a breach", "Restore systems"] {
        assert!(split.contains(part), "{part} is not in {split}");
    }
}

#[test]
fn each_person_has_a_report_of_their_own_only_when_asked() {
    let sandbox = Sandbox::with_few();
    run(&sandbox, "few.csv", &["--format", "md", "--out", "without"]);
    assert!(sandbox.names("without").iter().all(|name| !name.contains("individual")));
    run(&sandbox, "few.csv", &["--format", "md", "--individual"]);
    let index = sandbox.read("reports/index.csv");
    assert!(index.contains("Imre Fable,individual,driftwood-logistics/individual-imre-fable.md"));
    let own = sandbox.read("reports/driftwood-logistics/individual-imre-fable.md");
    for other in ["Oona Marsh", "Pell Sandor"] {
        assert!(!own.contains(other), "a report about one person names {other}");
    }
    run(&sandbox, "few.csv", &["--format", "md", "--individual", "--redact", "--out", "masked"]);
    for (name, bytes) in sandbox.bytes("masked") {
        let text = String::from_utf8(bytes).expect("text");
        assert!(!name.contains("imre") && !text.contains("Imre"), "{name}");
    }
}

/// Answers of a group too small to be shown change nothing in any report about the person.
#[test]
fn what_is_withheld_leaves_no_trace_in_an_individual_report() {
    let written = |answer: &str, comment: &str| {
        let mut answers = Answers::few();
        let [subject, rater] = ["subject", "rater"].map(|name| answers.column(name));
        let peers: Vec<usize> = (0..answers.rows.len())
            .filter(|at| {
                answers.rows[*at][subject] == "Imre Fable" && answers.rows[*at][rater] == "peer"
            })
            .collect();
        // Two peers are left: fewer than three.
        for extra in peers.iter().skip(2).rev() {
            answers.rows.remove(*extra);
        }
        let items: Vec<usize> = (0..answers.header.len())
            .filter(|at| answers.header[*at].starts_with("cio."))
            .collect();
        for peer in peers.iter().take(2) {
            for item in &items {
                if !answers.rows[*peer][*item].is_empty() {
                    answer.clone_into(&mut answers.rows[*peer][*item]);
                }
            }
        }
        answers.add_column("comment.cio.strategy", "");
        let column = answers.column("comment.cio.strategy");
        for peer in peers.iter().take(2) {
            comment.clone_into(&mut answers.rows[*peer][column]);
        }
        let sandbox = Sandbox::new();
        sandbox.write("few.csv", &answers.text());
        run(&sandbox, "few.csv", &["--format", "md,html", "--individual"]);
        ["md", "html"].map(|format| {
            sandbox.read(&format!("reports/driftwood-logistics/individual-imre-fable.{format}"))
        })
    };
    let (low, high) = (written("1", "Never listens"), written("5", "Always listens"));
    assert!(low[0].contains("withheld") || low[0].contains("Withheld"), "{}", low[0]);
    assert_eq!(low, high);
    assert!(!low[0].contains("listens"));
}

#[test]
fn formats_stand_side_by_side() {
    let sandbox = Sandbox::with_few();
    run(&sandbox, "few.csv", &["--format", "pdf,html,docx,md,xlsx"]);
    let names = sandbox.names("reports");
    for extension in ["pdf", "html", "docx", "md"] {
        for name in ["juniper-textiles", "portfolio", "driftwood-logistics/candidates"] {
            let file = format!("{name}.{extension}");
            assert!(names.contains(&file), "{file} is not among {names:?}");
        }
    }
    assert!(names.contains(&"scores.xlsx".to_owned()));
    run(&sandbox, "few.csv", &["--format", "xlsx", "--out", "data"]);
    let data = ["index.csv", "results.jsonl", "run.json", "scores.csv", "scores.xlsx"];
    assert_eq!(sandbox.names("data"), data);
}

#[test]
fn the_language_changes_words_and_no_number() {
    let sandbox = Sandbox::with_few();
    run(&sandbox, "few.csv", &["--format", "md", "--out", "en"]);
    run(&sandbox, "few.csv", &["--format", "md", "--out", "de", "--lang", "de"]);
    assert_eq!(sandbox.read("en/scores.csv"), sandbox.read("de/scores.csv"));
    let german = sandbox.read("de/juniper-textiles.md");
    for word in ["Die Entscheidung", "Zielwert", "Bewertende", "31\\. März 2026"] {
        assert!(german.contains(word), "{word} is not in {german}");
    }
    for (one, other) in sandbox.results("en").iter().zip(sandbox.results("de")) {
        assert_eq!(one["roles"], other["roles"]);
        assert_eq!(
            one["decision"]["structure"]["choice"],
            other["decision"]["structure"]["choice"]
        );
        assert_ne!(one["decision"]["headline"], other["decision"]["headline"]);
    }
    let done = sandbox.run(["run", "few.csv", "--lang", "fr"]);
    assert_eq!(done.status, 1);
    assert!(done.stderr.contains("it speaks en, de"), "{}", done.stderr);
}

#[test]
fn a_brand_signs_every_report_and_pale_colours_are_refused() {
    let sandbox = Sandbox::with_few();
    let square = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\">\
        <rect width=\"20\" height=\"10\" fill=\"#7a1f3d\"/></svg>";
    sandbox.write("mark.svg", square);
    sandbox.write(
        "brand.toml",
        "name = \"Harbour Advisory\"\nlogo = \"mark.svg\"\nconfidentiality = \"For the board only\"\n\
         paper = \"letter\"\n[ink]\naccent = \"#7a1f3d\"\n",
    );
    run(&sandbox, "few.csv", &["--format", "html,md,pdf,docx", "--brand", "brand.toml"]);
    for name in ["juniper-textiles", "portfolio"] {
        let html = sandbox.read(&format!("reports/{name}.html"));
        for part in ["Harbour Advisory", "For the board only", "#7a1f3d", "data:image/svg+xml"] {
            assert!(html.contains(part), "{part} is not in {name}.html");
        }
    }
    assert!(sandbox.read("reports/run.json").contains("\"paper\": \"letter\""));
    sandbox.write("pale.toml", "[ink]\naccent = \"#ffd000\"\n");
    let done = sandbox.run(["run", "few.csv", "--brand", "pale.toml"]);
    assert_eq!(done.status, 1);
    assert!(
        done.stderr.contains("pale.toml") && done.stderr.contains("ink.accent"),
        "{}",
        done.stderr
    );
    assert!(done.stderr.contains("the nearest that passes is #"), "{}", done.stderr);
    sandbox.write("text.svg", "<svg><text>A</text></svg>");
    sandbox.write("lettered.toml", "logo = \"text.svg\"\n");
    let done = sandbox.run(["run", "few.csv", "--brand", "lettered.toml"]);
    assert!(done.stderr.contains("outlines"), "{}", done.stderr);
}

#[test]
fn a_template_can_be_copied_and_its_mistakes_have_a_place() {
    let sandbox = Sandbox::with_few();
    let done = sandbox.run(["template", "new", "ours"]);
    assert_eq!(done.status, 0, "{}", done.stderr);
    run(&sandbox, "few.csv", &["--format", "md", "--out", "plain"]);
    run(&sandbox, "few.csv", &["--format", "md", "--out", "copied", "--template", "ours"]);
    let report = "juniper-textiles.md";
    assert_eq!(sandbox.read(&format!("plain/{report}")), sandbox.read(&format!("copied/{report}")));
    let again = sandbox.run(["template", "new", "ours"]);
    assert!(again.status == 1 && again.stderr.contains("holds something"), "{}", again.stderr);
    let close = sandbox.read("ours/close.md");
    sandbox.write("ours/close.md", &format!("Ask the harbour office.\n\n{close}"));
    run(&sandbox, "few.csv", &["--format", "md", "--out", "changed", "--template", "ours"]);
    let documents = sandbox.names("changed").into_iter().filter(|name| name.contains('/'));
    for name in documents {
        assert!(
            sandbox.read(&format!("changed/{name}")).contains("Ask the harbour office"),
            "{name}"
        );
    }
    let summary = sandbox.read("ours/summary.md");
    sandbox.write("ours/summary.md", &format!("{{{{ respondents.peeple }}}}\n{summary}"));
    let done = sandbox.run(["run", "few.csv", "--template", "ours", "--out", "broken"]);
    assert_eq!(done.status, 1);
    let place = "template \"ours\", summary.md, line 1: `respondents.peeple`";
    assert!(done.stderr.contains(place), "{}", done.stderr);
}
