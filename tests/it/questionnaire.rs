//! Questionnaires: the built-in one, loading, and every way in which a file can be wrong.

use assess::questionnaire::{Questionnaire, Source, builtin, builtin_names, parse};

fn technology_leadership() -> Questionnaire {
    match builtin("technology-leadership") {
        Some(Ok(questionnaire)) => questionnaire,
        Some(Err(problems)) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"))
        }
        None => panic!("no such questionnaire"),
    }
}

#[test]
fn every_built_in_questionnaire_loads() {
    for name in builtin_names() {
        assert!(matches!(builtin(name), Some(Ok(_))), "{name}");
    }
    assert!(builtin("no-such").is_none());
}

#[test]
fn the_leadership_questionnaire_is_complete() {
    let questionnaire = technology_leadership();
    assert_eq!(questionnaire.competencies.len(), 28);
    assert_eq!(questionnaire.item_count(), 116);
    assert_eq!(questionnaire.items().filter(|(_, item)| item.reverse).count(), 13);
    assert_eq!(questionnaire.context.len(), 42);
    assert_eq!(questionnaire.roles.len(), 4);
}

#[test]
fn the_smallest_questionnaire_loads() {
    let text = r#"
[model]
id = "agreeableness"
version = "1"
title = "Agreeableness"
language = "en"
[scale]
min = 1
max = 6
[[competency]]
id = "agree"
name = "Agreeableness"
  [[competency.item]]
  id = "A1"
  text = "Am indifferent to the feelings of others."
  reverse = true
"#;
    let questionnaire = parse(&[Source::new("agree.toml", text)]).expect("loads");
    assert_eq!(questionnaire.roles.len(), 1);
    assert_eq!(questionnaire.competencies[0].role, "agreeableness");
    assert_eq!(questionnaire.competencies[0].weight, 1.0);
    assert_eq!(questionnaire.scoring.large_gap, 1.25);
}
