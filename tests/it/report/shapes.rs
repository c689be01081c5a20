//! Every shape of results makes a report, and none prints what only a program understands.

use super::fixture::{competency, decision, halden, part, questionnaire};
use super::{charts, dump, inside_and_apart};
use assess::decision::Decision;
use assess::questionnaire::Questionnaire;
use assess::report::blocks::Document;
use assess::report::template::Template;
use assess::report::{ReportOptions, leadership, portfolio};
use assess::responses::Standing;
use assess::results::{Results, RoleResult, SubjectResult};
use assess::scoring::Readiness;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn report(results: &Results, questionnaire: &Questionnaire) -> Document {
    let template = Template::builtin("leadership").expect("is built in");
    leadership(results, questionnaire, &template, &ReportOptions::default()).expect("a report")
}

/// Nothing that only a program understands is printed, and every chart is readable.
fn readable(document: &Document) -> String {
    let text = dump::document(document);
    for word in ["NaN", "null", "None", "inf ", "{{", "}}", "{%", "undefined", "**", "\\", "```"] {
        assert!(!text.contains(word), "\"{word}\" in\n{text}");
    }
    for gap in ["  ", " .", " ,", "()", "..\n", ": .", "{n}", "{value}"] {
        let lines: Vec<&str> = text.lines().filter(|line| line.contains(gap)).collect();
        assert!(lines.is_empty(), "\"{gap}\" in {lines:#?}");
    }
    for chart in charts(&document.blocks) {
        inside_and_apart(&chart.scene, &chart.alt);
    }
    text
}

#[test]
fn without_a_decision() {
    let text = readable(&report(&Results { decision: None, ..halden() }, &questionnaire()));
    assert!(text.contains("# Raters see the largest shortfall in"));
    assert!(!text.contains("Hire, outsource or split"));
}

#[test]
fn without_any_plan_the_colliding_rules_are_named() {
    let mut gates = decision().gates;
    for gate in &mut gates {
        gate.applies = true;
        gate.effect = assess::decision::GateEffect::Forbid;
        gate.removed_plans = 5;
        gate.if_applies = None;
    }
    let decision = Decision {
        no_plan_left: true,
        headline: String::new(),
        structure: part("", "", &[]),
        seats: BTreeMap::new(),
        plans: Vec::new(),
        reasons: Vec::new(),
        flips: Vec::new(),
        gates,
        ..decision()
    };
    let text =
        readable(&report(&Results { decision: Some(decision), ..halden() }, &questionnaire()));
    assert!(text.contains("No plan is left."), "{text}");
    assert!(text.contains("a named officer; independence of security"), "{text}");
}

#[test]
fn with_nobody_rated() {
    let results = Results { roles: BTreeMap::new(), decision: None, respondents: 0, ..halden() };
    readable(&report(&results, &questionnaire()));
}

#[test]
fn with_one_rater_and_no_interval() {
    let mut results = halden();
    results.respondents = 1;
    results.rater_groups.clear();
    for role in results.roles.values_mut() {
        role.interval = None;
        role.n_raters = 1;
        role.indicative = true;
        for one in &mut role.competencies {
            one.interval = None;
            one.n_raters = 1;
        }
    }
    let text = readable(&report(&results, &questionnaire()));
    assert!(text.contains("One person answered"), "{text}");
    assert!(text.contains("One rater put"), "{text}");
    assert!(text.contains("Indicative"), "{text}");
}

#[test]
fn with_self_ratings_only() {
    let mut results = halden();
    for role in results.roles.values_mut() {
        role.self_rated = true;
        role.own = None;
        role.n_raters = 1;
        role.readiness = Readiness::NotAssessed;
    }
    let text = readable(&report(&results, &questionnaire()));
    assert!(text.contains("Self-ratings only."), "{text}");
    assert!(text.contains("Not assessed"), "{text}");
}

#[test]
fn without_targets_and_bands() {
    let mut results = halden();
    for role in results.roles.values_mut() {
        (role.target, role.gap, role.band) = (None, None, None);
        for one in &mut role.competencies {
            (one.target, one.gap, one.band, one.priority) = (None, None, None, None);
        }
    }
    results.decision = None;
    let mut questionnaire = questionnaire();
    questionnaire.bands.clear();
    let text = readable(&report(&results, &questionnaire));
    assert!(text.contains("no targets were set"), "{text}");
}

#[test]
fn without_prices_a_sentence_says_so() {
    let decision = Decision { economics: None, ..decision() };
    let text =
        readable(&report(&Results { decision: Some(decision), ..halden() }, &questionnaire()));
    assert!(text.contains("No prices were given"), "{text}");
}

#[test]
fn gates_with_unknown_facts_show_the_answer_beside_the_answer() {
    let text = readable(&report(&halden(), &questionnaire()));
    assert!(text.contains("Rules that may apply"), "{text}");
    assert!(text.contains("hire a full-time CISO"), "{text}");
}

#[test]
fn forty_competencies_and_long_names_fit() {
    let mut questionnaire = questionnaire();
    let model = questionnaire.competencies[0].clone();
    let long =
        "Leadership of very many things at once and of all that follows from them ".repeat(2);
    let mut results = halden();
    let role = results.roles.get_mut("cio").expect("is rated");
    role.competencies.clear();
    for index in 0..40 {
        let id = format!("cio.extra.{index}");
        let mut new = model.clone();
        new.id.clone_from(&id);
        new.short = format!("{long}{index}");
        new.name.clone_from(&new.short);
        questionnaire.competencies.push(new);
        role.competencies.push(competency(&id, 1.0 + f64::from(index) * 0.1, None));
    }
    results.organisation = "Ä".repeat(120);
    readable(&report(&results, &questionnaire));
}

#[test]
fn another_scale_and_other_roles() {
    let text = r#"
[model]
id = "agreeableness"
version = "1"
title = "Agreeableness"
language = "en"
[scale]
min = 1
max = 7
[[competency]]
id = "agree"
name = "Agreeableness"
  [[competency.item]]
  id = "A1"
  text = "Am indifferent to the feelings of others."
  reverse = true
"#;
    let source = assess::questionnaire::Source::new("agree.toml", text);
    let questionnaire = assess::questionnaire::parse(&[source]).expect("loads");
    let role = questionnaire.roles[0].id.clone();
    let template = halden().roles["cio"].clone();
    let mut only = competency("agree", 5.0, None);
    (only.target, only.gap, only.band) = (None, None, None);
    let rated = RoleResult {
        competencies: vec![only],
        score: Some(6.2),
        target: None,
        gap: None,
        band: None,
        ..template
    };
    let results = Results {
        roles: BTreeMap::from([(role, rated)]),
        decision: None,
        context: BTreeMap::new(),
        ..halden()
    };
    let text = readable(&report(&results, &questionnaire));
    assert!(text.contains("1 to 7"), "{text}");
    assert!(!text.contains("CISO"), "{text}");
}

#[test]
fn candidates_are_listed() {
    let mut results = halden();
    let subject = |name: &str, standing| SubjectResult {
        subject: name.into(),
        standing,
        score: Some(3.6),
        interval: Some([3.1, 4.1]),
        standard_error: None,
        freedom: None,
        target: Some(4.0),
        gap: Some(0.4),
        n_raters: 5,
        indicative: false,
        self_rated: false,
        band: Some("adequate".into()),
        own: None,
        readiness: Readiness::ReadyWithDevelopment,
        competencies: BTreeMap::new(),
        withheld: Vec::new(),
        profile: RoleResult::default(),
        comments: BTreeMap::new(),
    };
    if let Some(role) = results.roles.get_mut("ciso") {
        role.subjects = vec![
            subject("Imre Fable", Standing::Candidate),
            subject("Noor Story", Standing::External),
        ];
    }
    let text = readable(&report(&results, &questionnaire()));
    assert!(text.contains("Imre Fable") && text.contains("Outside candidate"), "{text}");
}

/// Results with parts missing at random.
fn any_results() -> impl Strategy<Value = Results> {
    let maybe = || prop::option::of(-1.0..9.0f64);
    let role = (maybe(), maybe(), maybe(), 0..9usize, any::<u8>());
    (prop::collection::vec(role, 4), any::<u8>(), "\\PC{0,30}", prop::option::of(0.0..=1.0f64))
        .prop_map(|(roles, bits, name, share)| {
            let mut results = halden();
            results.organisation = name;
            results.response_rate = share;
            let template = results.roles["cio"].clone();
            let of = |id: &str| halden().roles.get(id).map(|role| role.competencies.clone());
            results.roles.clear();
            for (id, (score, target, own, kept, flags)) in
                ["cio", "ciso", "cto", "partnership"].into_iter().zip(roles)
            {
                if flags & 1 == 0 {
                    continue;
                }
                let mut competencies = of(id).unwrap_or_default();
                competencies.truncate(kept);
                for (index, one) in competencies.iter_mut().enumerate() {
                    if (usize::from(flags) + index).is_multiple_of(3) {
                        (one.score, one.gap, one.interval) = (None, None, None);
                    }
                    one.own = own;
                }
                let interval = score.map(|score| [score - 0.3, score + 0.3]);
                let role = RoleResult {
                    score,
                    target,
                    own,
                    competencies,
                    interval: interval.filter(|_| flags & 2 == 0),
                    gap: target.zip(score).map(|(target, score)| target - score),
                    self_rated: flags & 4 != 0,
                    indicative: flags & 8 != 0,
                    n_raters: usize::from(flags >> 5),
                    ..template.clone()
                };
                results.roles.insert(id.into(), role);
            }
            results.decision = results
                .decision
                .filter(|_| bits & 1 == 0)
                .map(|decision| thinned(decision, bits, share.unwrap_or(0.5)));
            results
        })
}

/// A decision with parts left out.
fn thinned(mut decision: Decision, bits: u8, share: f64) -> Decision {
    for (index, plan) in decision.plans.iter_mut().enumerate() {
        plan.rank_acceptability = vec![share / (index + 1) as f64];
    }
    if bits & 2 != 0 {
        decision.plans.truncate(1);
        decision.flips.clear();
    }
    if bits & 4 != 0 {
        decision.reasons.clear();
        decision.economics = None;
        decision.missing_influence.clear();
    }
    if bits & 8 != 0 {
        decision.gates.clear();
        decision.conditions.clear();
        decision.seats.remove("ciso");
    }
    if bits & 16 != 0 {
        decision.no_plan_left = true;
        decision.plans.clear();
    }
    decision
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_results_make_a_readable_report(results in any_results()) {
        let mut results = results;
        let name = results.organisation.replace(['\\', '{', '}', '*', '`', '.', ',', '(', ')', ':'], "x");
        results.organisation = name.split_whitespace().collect::<Vec<_>>().join(" ");
        readable(&report(&results, &questionnaire()));
    }

    #[test]
    fn any_group_of_results_makes_a_readable_portfolio(group in prop::collection::vec(any_results(), 1..9)) {
        let mut group = group;
        for (index, results) in group.iter_mut().enumerate() {
            results.organisation = format!("Organisation {index}");
        }
        let template = Template::builtin("portfolio").expect("is built in");
        let document =
            portfolio(&group, &questionnaire(), &template, &ReportOptions::default()).expect("a report");
        readable(&document);
    }
}
