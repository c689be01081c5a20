//! Published forms: each target's file is as it was (golden files), and what its tool would export
//! from it is read back to the answers of `plain.csv`.

mod exports;

use crate::reading::expect_file;
use assess::publish::{Selection, Target, publish};
use assess::questionnaire::{Questionnaire, Source, builtin, builtin_in, parse, translated};
use assess::responses::RaterGroup;
use exports::{Asked, export};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(name: &str) -> Source {
    let path = root().join("tests/data/exports").join(name);
    Source::new(name, fs::read_to_string(path).expect("must exist"))
}

/// The lighthouse in English and German.
pub(crate) fn lighthouse() -> Vec<Questionnaire> {
    let own = source("questionnaire.toml");
    let german = translated(std::slice::from_ref(&own), &[source("questionnaire.de.toml")], "de");
    vec![parse(&[own]).expect("must load"), german.expect("must load")]
}

fn leadership() -> Vec<Questionnaire> {
    let name = "technology-leadership";
    vec![
        builtin(name).expect("built in").expect("must load"),
        builtin_in(name, "de").expect("built in").expect("must load"),
    ]
}

const BOTH: Selection = Selection { roles: Vec::new(), short: false, rater: true, sponsor: true };

fn bytes(languages: &[Questionnaire], target: Target, selection: &Selection) -> Vec<u8> {
    publish(languages, target, selection).unwrap_or_else(|problem| panic!("{problem}"))
}

fn golden(name: &str) -> PathBuf {
    root().join("tests/data/publish").join(name)
}

#[test]
fn forms_are_as_they_were() {
    for target in Target::ALL {
        let bytes = bytes(&lighthouse(), target, &BOTH);
        assert_eq!(bytes, self::bytes(&lighthouse(), target, &BOTH), "{}", target.name());
        let name = format!("lighthouse.{}.{}", target.name(), target.extension());
        match target {
            Target::XlsForm => expect_file(&golden(&format!("{name}.txt")), &sheets(&bytes)),
            Target::Docx | Target::Html => {}
            _ => expect_file(&golden(&name), &String::from_utf8(bytes).expect("a text")),
        }
    }
}

/// The cells of a workbook as text.
fn sheets(bytes: &[u8]) -> String {
    let tables = exports::workbook(bytes);
    let lines = tables.into_iter().map(|(name, rows)| {
        let rows: Vec<String> = rows.iter().map(|row| row.join("\t") + "\n").collect();
        format!("== {name}\n{}", rows.concat())
    });
    lines.collect()
}

#[test]
fn what_comes_back_from_each_tool_is_what_was_answered() {
    let plain = exports::plain();
    for languages in [lighthouse(), lighthouse()[..1].to_vec()] {
        for target in Target::ALL {
            if matches!(target, Target::Html | Target::Docx) {
                continue;
            }
            let form = bytes(&languages, target, &BOTH);
            let asked = ids(&languages[0]);
            let (file, content) = export(target, &form, &asked);
            let set = exports::read_back(&file, &content, &languages);
            exports::compare(target.name(), &set, &plain);
        }
    }
}

/// The ids of what a full form with both parts asks, in order, with the number of choices.
fn ids(questionnaire: &Questionnaire) -> Vec<Asked> {
    let mut asked: Vec<Asked> = ["organisation", "subject"].map(Asked::text).to_vec();
    let seats: Vec<&str> = questionnaire.roles.iter().map(|role| role.id.as_str()).collect();
    asked.push(Asked::one("role", &seats));
    asked.push(Asked::one("standing", &["incumbent", "candidate", "external"]));
    asked.push(Asked::one("rater", &RaterGroup::ALL.map(RaterGroup::name)));
    for competency in &questionnaire.competencies {
        asked.extend(competency.items.iter().map(|item| Asked::item(&item.id)));
        asked
            .push(Asked::one(&format!("importance.{}", competency.id), &["1", "2", "3", "4", "5"]));
        asked.push(Asked::text(&format!("comment.{}", competency.id)));
    }
    asked.push(Asked::text("org.invited"));
    for question in &questionnaire.context {
        let options: Vec<&str> = question.options.iter().map(|one| one.id.as_str()).collect();
        asked.push(match question.kind {
            assess::questionnaire::context::ContextKind::Multi => {
                Asked::many(&question.id, &options)
            }
            _ => Asked::one(&question.id, &options),
        });
    }
    asked
}

#[test]
fn the_built_in_questionnaire_can_be_published_everywhere() {
    let languages = leadership();
    for short in [false, true] {
        for target in Target::ALL {
            let selection =
                Selection { roles: vec!["ciso".into()], short, rater: true, sponsor: !short };
            let all = bytes(&languages, target, &selection);
            assert!(all.len() > 200, "{}", target.name());
        }
    }
}

#[test]
fn a_selection_leaves_the_rest_out() {
    let text = |selection: &Selection| {
        String::from_utf8(bytes(&lighthouse(), Target::Csv, selection)).expect("a text")
    };
    let rater = Selection { sponsor: false, ..BOTH };
    assert!(text(&rater).contains("mechanic.engine.1") && !text(&rater).contains("org.size"));
    let sponsor = Selection { rater: false, ..BOTH };
    assert!(text(&sponsor).contains("org.size") && !text(&sponsor).contains("keeper"));
    let role = Selection { roles: vec!["keeper".into()], ..rater.clone() };
    assert!(text(&role).contains("keeper.lamp.1") && !text(&role).contains("mechanic"));
    for wrong in [
        Selection { roles: vec!["cook".into()], ..BOTH },
        Selection { short: true, ..rater },
        Selection { rater: false, sponsor: false, ..BOTH },
    ] {
        assert!(publish(&lighthouse(), Target::Csv, &wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn the_printed_form_holds_every_statement() {
    let languages = lighthouse();
    let docx = bytes(&languages, Target::Docx, &BOTH);
    let text = exports::docx_text(&docx);
    for (_, item) in languages[0].items() {
        assert!(text.contains(&item.text), "{}", item.id);
    }
    assert!(text.contains("Bread, butter and cheese"));
}

#[test]
fn the_page_is_whole_and_fetches_nothing() {
    let page = String::from_utf8(bytes(&leadership(), Target::Html, &BOTH)).expect("a text");
    assert!(!page.contains("{{") && page.len() < 400_000, "{}", page.len());
    for fetched in ["src=\"http", "href=\"http", "@import", "url(http", "fetch(", "XMLHttpRequest"]
    {
        assert!(!page.contains(fetched), "{fetched}");
    }
    let data =
        page.split("id=\"form-data\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data: serde_json::Value = serde_json::from_str(data.expect("data").trim()).expect("JSON");
    assert_eq!(data["languages"], serde_json::json!(["en", "de"]));
    for (_, item) in leadership()[1].items() {
        assert_eq!(data["texts"]["de"]["items"][&item.id], item.text);
    }
}

#[test]
fn what_a_questionnaire_says_cannot_become_part_of_the_page() {
    let mut hostile = lighthouse().remove(0);
    hostile.model.title = "</title><script>alert(1)</script>{{DATA}}".to_owned();
    hostile.competencies[0].items[0].text = "</script><img src=x onerror=alert(1)>".to_owned();
    let page = String::from_utf8(bytes(&[hostile], Target::Html, &BOTH)).expect("a text");
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
    assert_eq!(page.matches("\"schema\":\"assess/form/1\"").count(), 1);
}

#[test]
fn the_words_of_the_page_are_the_same_in_every_language() {
    let words = |language: &str| -> serde_json::Value {
        let path = root().join(format!("templates/form/words.{language}.json"));
        serde_json::from_str(&fs::read_to_string(path).expect("must exist")).expect("JSON")
    };
    let (english, german) = (words("en"), words("de"));
    let keys = |words: &serde_json::Value| -> Vec<String> {
        words.as_object().expect("an object").keys().cloned().collect()
    };
    assert_eq!(keys(&english), keys(&german));
}

#[test]
fn what_a_tool_would_not_keep_apart_is_refused() {
    let refused = |change: &dyn Fn(&mut Questionnaire), target| {
        let mut changed = lighthouse().remove(0);
        change(&mut changed);
        publish(&[changed], target, &BOTH).err().map(|problem| problem.code)
    };
    let item = |id: &'static str| {
        move |one: &mut Questionnaire| one.competencies[0].items[1].id = id.to_owned()
    };
    for target in [Target::XlsForm, Target::LimeSurvey, Target::Qualtrics, Target::RedCap] {
        assert_eq!(refused(&item("keeper-lamp.1"), target), Some("equal-names"), "{target:?}");
    }
    let section = |one: &mut Questionnaire| one.competencies[0].id = "about".to_owned();
    assert_eq!(refused(&section, Target::XlsForm), Some("equal-names"));
    let label = |one: &mut Questionnaire| {
        one.context[0].options[1].label = one.context[0].options[0].label.clone();
    };
    assert_eq!(refused(&label, Target::GoogleForms), Some("equal-labels"));
    let scale = |one: &mut Questionnaire| {
        (one.scale.min, one.scale.max) = (-2, 2);
    };
    for target in [Target::LimeSurvey, Target::Qualtrics] {
        assert_eq!(refused(&scale, target), Some("negative-point"), "{target:?}");
    }
    assert_eq!(refused(&scale, Target::RedCap), None);
}

#[test]
fn a_survey_without_roles_asks_about_nobody() {
    let text = include_str!("../../examples/survey/mini-ipip.toml");
    let survey = parse(&[Source::new("mini-ipip.toml", text)]).expect("must load");
    let rater = Selection { sponsor: false, ..BOTH };
    let form = String::from_utf8(bytes(&[survey], Target::Qualtrics, &rater)).expect("a text");
    assert!(form.contains("[[ID:organisation]]"));
    for asked in ["[[ID:subject]]", "[[ID:standing]]", "[[ID:rater]]", "board", "Seeks company"] {
        assert!(!form.contains(asked), "{asked}");
    }
}
