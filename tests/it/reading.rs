//! Reading: from files of answers to responses, and what is said about wrong files.

mod properties;

use assess::diagnostic::Diagnostic;
use assess::ingest::{self, Table};
use assess::questionnaire::{Questionnaire, Source, builtin, parse};
use assess::responses::check::{Understood, check};
use assess::responses::{
    Answer, ContextSource, Fact, Organisation, RaterGroup, ReadOptions, ResponseSet, Standing,
    context_source, matching_items, read,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reading")
}

/// The small questionnaire that the files of this folder answer.
fn baking() -> Questionnaire {
    let text = fs::read_to_string(folder().join("questionnaire.toml")).expect("must exist");
    parse(&[Source::new("questionnaire.toml", text)]).expect("must load")
}

fn table(file: &str, text: &str) -> Table {
    ingest::table(file, text.as_bytes(), &ingest::Options::default()).expect("must be a table")
}

fn read_all(files: &[(&str, &str)], context: Option<&ContextSource>) -> ResponseSet {
    let tables: Vec<Table> = files.iter().map(|(file, text)| table(file, text)).collect();
    read(&tables, context, &baking(), &ReadOptions::default())
}

fn read_text(text: &str) -> ResponseSet {
    read_all(&[("answers.csv", text)], None)
}

fn only(set: &ResponseSet) -> &Organisation {
    assert_eq!(set.organisations.len(), 1, "{set:?}");
    &set.organisations[0]
}

fn codes(problems: &[Diagnostic]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code).collect()
}

/// Compares with a file; `UPDATE_EXPECTED=1` writes it instead.
pub(crate) fn expect_file(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(path, found).expect("must be writable");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(found, expected, "{} differs", path.display());
}

/// The files of the folder with what is wrong with each.
pub(crate) fn problems_of_files() -> Vec<(PathBuf, Vec<Diagnostic>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .expect("must exist")
        .map(|one| one.expect("must list").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "csv"));
    files.sort();
    assert!(files.len() > 30);
    let questionnaire = baking();
    let problems = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("must be UTF-8");
        let bytes = fs::read(path).expect("must be readable");
        match ingest::table(name, &bytes, &ingest::Options::default()) {
            Err(problems) => problems,
            Ok(table) => {
                let set = read(&[table], None, &questionnaire, &ReadOptions::default());
                let own = set.organisations.into_iter().flat_map(|one| one.problems);
                set.problems.into_iter().chain(own).collect()
            }
        }
    };
    files.into_iter().map(|path| (path.clone(), problems(&path))).collect()
}

#[test]
fn every_file_gives_the_messages_beside_it() {
    for (path, problems) in problems_of_files() {
        let lines: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
        expect_file(&path.with_extension("txt"), &lines.concat());
    }
}

#[test]
fn the_check_report_tells_what_was_understood() {
    let names =
        ["duplicates.csv", "unknown-columns.csv", "wrong-answers.csv", "semicolons-bom.csv"];
    let tables: Vec<Table> = names
        .iter()
        .map(|name| {
            ingest::table(
                name,
                &fs::read(folder().join(name)).expect("must exist"),
                &ingest::Options::default(),
            )
        })
        .map(|table| table.expect("must be a table"))
        .collect();
    let questionnaire = baking();
    let set = read(&tables, None, &questionnaire, &ReadOptions::default());
    let unread = ingest::table("notes.pdf", b"%PDF-1.7", &ingest::Options::default())
        .expect_err("must refuse");
    let options = &ReadOptions::default();
    let understood = Understood { questionnaire: &questionnaire, options, set: &set };
    let report = check(&tables, &unread, Some(understood));
    expect_file(&folder().join("check.expected"), &report.to_text());
    let json = serde_json::to_string_pretty(&report).expect("must serialise") + "\n";
    expect_file(&folder().join("check.expected.json"), &json);

    let nothing = check(&tables, &[], None);
    assert_eq!(codes(&nothing.problems), ["no-questionnaire"]);
    assert!(nothing.to_text().contains("none fits"));
    assert!(nothing.files.iter().all(|file| file.items == 0));
}

#[test]
fn the_questionnaire_is_told_by_its_columns() {
    let leadership = builtin("technology-leadership").expect("must exist").expect("must load");
    let file = table("a.csv", "organisation,baker.dough.1,Customers are GREETED\nCrumb,1,2\n");
    assert_eq!(matching_items(&file, &baking()), 2);
    assert_eq!(matching_items(&file, &leadership), 0);
}

#[test]
fn a_row_becomes_a_response() {
    let set = read_text(
        "organisation,respondent,subject,role,standing,rater,submitted_at,baker.dough.1,\
         baker.dough.2,seller.shop.1,seller.shop.2,importance.baker.dough,comment.baker.dough,\
         comment.baker\n\
         Crumb,r1,Ada Lee,Baker,Candidate,SELF,2026-03-04 10:00,4,usually,don't know,,5,\
         \"Crisp,\nand brown\",More ovens\n",
    );
    let crumb = only(&set);
    assert_eq!((&set.problems, &crumb.problems), (&vec![], &vec![]));
    let [one] = crumb.responses.as_slice() else { panic!("one response") };
    assert_eq!((one.file.as_str(), one.row), ("answers.csv", 2));
    assert_eq!(one.respondent.as_deref(), Some("r1"));
    assert_eq!(one.subject.as_deref(), Some("Ada Lee"));
    assert_eq!(one.role.as_deref(), Some("baker"));
    assert_eq!((one.standing, one.rater), (Standing::Candidate, RaterGroup::Own));
    assert_eq!(one.submitted_at.as_deref(), Some("2026-03-04T10:00:00"));
    let four = Answer::Value(4);
    assert_eq!(one.answers, [four, four, Answer::NotObserved, Answer::Missing]);
    assert_eq!(one.importance, BTreeMap::from([("baker.dough".to_owned(), 5)]));
    assert_eq!(one.comments["baker.dough"], "Crisp,\nand brown");
    assert_eq!(one.comments["baker"], "More ovens");
}

#[test]
fn facts_of_every_kind_are_read() {
    let set = read_text(
        "organisation;baker.dough.1;Number of bakers;org.goods;org.noise;org.ovens;org.rent;\
         org.export;org.street;org.currency;org.invited\n\
         Crumb;4;Five to Twenty;coffee | Bread;4;2,5;€ 260.000;12,5 %; Mill Lane ;€;20\n",
    );
    let crumb = only(&set);
    assert_eq!(crumb.problems, []);
    let fact = |id: &str| crumb.facts[id].clone();
    assert_eq!(fact("org.size"), Fact::Text("5-20".into()));
    assert_eq!(fact("org.goods"), Fact::Many(vec!["bread".into(), "coffee".into()]));
    assert_eq!(fact("org.noise"), Fact::Number(4.0));
    assert_eq!(fact("org.ovens"), Fact::Number(2.5));
    assert_eq!(fact("org.rent"), Fact::Number(260_000.0));
    assert_eq!(fact("org.export"), Fact::Number(12.5));
    assert_eq!(fact("org.street"), Fact::Text("Mill Lane".into()));
    assert_eq!((crumb.currency.as_deref(), crumb.invited), (Some("EUR"), Some(20)));
}

#[test]
fn codes_for_no_answer_leave_a_fact_out() {
    let set = read_text("baker.dough.1,org.size,org.rent,org.goods\n4,N/A,-,;\n");
    assert_eq!((&only(&set).problems, &only(&set).facts), (&vec![], &BTreeMap::new()));
}

#[test]
fn an_organisation_without_a_name_is_named_by_option_or_file() {
    let set = read_all(&[("Crumb & Co.csv", "baker.dough.1\n4\n")], None);
    assert_eq!(only(&set).name, "Crumb & Co");
    let tables = [table("a.csv", "baker.dough.1\n4\n")];
    let options = ReadOptions { organisation: Some("Loaf".into()), ..ReadOptions::default() };
    let set = read(&tables, None, &baking(), &options);
    assert_eq!(only(&set).name, "Loaf");
}

#[test]
fn several_files_are_one_set() {
    let one = "organisation,baker.dough.1\nLoaf,4\nCrumb,3\n";
    let two = "organisation;seller.shop.1\nCrumb;5\n";
    let set = read_all(&[("1.csv", one), ("2.csv", two)], None);
    let names: Vec<_> =
        set.organisations.iter().map(|one| (one.name.as_str(), one.responses.len())).collect();
    assert_eq!(names, [("Crumb", 2), ("Loaf", 1)]);
    let set = read_all(&[("1.csv", one), ("copy of 1.csv", one)], None);
    assert_eq!(codes(&set.problems), ["same-file-twice"]);
}

#[test]
fn a_wrong_cell_fails_its_organisation_alone() {
    let set = read_text("organisation,baker.dough.1\nCrumb,9\nLoaf,4\n");
    let failed: Vec<bool> = set.organisations.iter().map(Organisation::failed).collect();
    assert_eq!((failed, &set.problems), (vec![true, false], &vec![]));
    assert_eq!(set.organisations[0].problems[0].organisation.as_deref(), Some("Crumb"));
}

#[test]
fn superseded_rows_still_answer_what_nobody_else_does() {
    let set = read_text(
        "organisation,respondent,submitted_at,baker.dough.1,org.size,org.noise\n\
         Crumb,r1,2026-01-01,4,<5,3\nCrumb,r1,2026-01-02,5,>20,\n",
    );
    let crumb = only(&set);
    assert_eq!(crumb.responses[0].answers[0], Answer::Value(5));
    assert_eq!(crumb.facts["org.size"], Fact::Text(">20".into()));
    assert_eq!(crumb.facts["org.noise"], Fact::Number(3.0));
    assert_eq!(codes(&crumb.problems), ["duplicate"]);
}

#[test]
fn raters_of_different_subjects_are_no_duplicates() {
    let set = read_text(
        "organisation,respondent,subject,role,rater,baker.dough.1\n\
         Crumb,r1,Ada,baker,peer,4\nCrumb,r1,Bo,baker,peer,4\nCrumb,r1,Ada,seller,peer,4\n\
         Crumb,r1,Ada,baker,self,4\nCrumb,,Ada,baker,peer,4\nCrumb,,Ada,baker,peer,4\n",
    );
    assert_eq!((only(&set).responses.len(), &only(&set).excluded), (6, &vec![]));
}

const ANSWERS: &str = "organisation,baker.dough.1,org.size\nCrumb,4,<5\nLoaf,4,\n";

#[test]
fn a_context_file_wins_over_answers() {
    let csv = "Organisation,org.size,org.rent,org.sise,Noise in the bakery\n\
               crumb,>20,1.2m,x,2\nLoaf,,,,\nStollen,<5,,,\n";
    let source = context_source("facts.csv", csv.as_bytes()).expect("must read");
    let set = read_all(&[("answers.csv", ANSWERS)], Some(&source));
    assert_eq!(codes(&set.problems), ["context-without-answers", "unknown-context"]);
    let crumb = &set.organisations[0];
    assert_eq!(crumb.facts["org.size"], Fact::Text(">20".into()));
    assert_eq!(crumb.facts["org.rent"], Fact::Number(1_200_000.0));
    assert_eq!(crumb.facts["org.noise"], Fact::Number(2.0));
    assert_eq!(codes(&crumb.problems), ["context-overrides"]);
    assert!(set.organisations[1].facts.is_empty());
}

#[test]
fn a_context_file_may_be_toml() {
    let toml = "[Crumb]\norg.size = '>20'\norg.goods = ['bread', 'cake']\norg.rent = 260_000\n\
                [Loaf]\n'org.ovens' = 2.5\norg.currency = 'EUR'\norg.noise = 9\n";
    let source = context_source("facts.toml", toml.as_bytes()).expect("must read");
    let set = read_all(&[("answers.csv", ANSWERS)], Some(&source));
    assert_eq!(set.problems, []);
    let (crumb, loaf) = (&set.organisations[0], &set.organisations[1]);
    assert_eq!(crumb.facts["org.goods"], Fact::Many(vec!["bread".into(), "cake".into()]));
    assert_eq!(crumb.facts["org.rent"], Fact::Number(260_000.0));
    assert_eq!(loaf.facts["org.ovens"], Fact::Number(2.5));
    assert_eq!(loaf.currency.as_deref(), Some("EUR"));
    assert_eq!(
        loaf.problems[0].to_string(),
        "error[off-scale]: facts.toml, row 8, column \"org.noise\": \"9\" is not from 1 to 5; \
         write a whole number from 1 to 5"
    );
}

#[test]
fn a_flat_context_file_is_about_the_only_organisation() {
    for (name, text) in [("f.toml", "org.size = '>20'\n"), ("f.csv", "org.size\n>20\n")] {
        let source = context_source(name, text.as_bytes()).expect("must read");
        let set = read_all(&[("a.csv", "organisation,baker.dough.1\nCrumb,4\n")], Some(&source));
        assert_eq!(only(&set).facts["org.size"], Fact::Text(">20".into()));
        let set = read_all(&[("answers.csv", ANSWERS)], Some(&source));
        assert_eq!(codes(&set.problems), ["nameless-context"]);
    }
}

#[test]
fn broken_context_files_are_placed() {
    let broken = context_source("f.toml", b"[Crumb]\norg.size = \n").expect_err("must refuse");
    assert_eq!((broken[0].code, broken[0].place.row), ("broken-toml", Some(2)));
    let date = context_source("f.toml", b"[Crumb]\norg.size = 2026-01-01\n").expect_err("refuse");
    assert_eq!((date[0].code, date[0].place.row), ("bad-context", Some(2)));
    assert!(context_source("f.csv", b"organisation,org.size\nCrumb\n").is_err());
}
