//! What holds for all scores, and the cases that the contract names.

use crate::sample::{item, organisation, questionnaire, row, row_about};
use assess::questionnaire::condition::Condition;
use assess::questionnaire::context::{ContextKind, ContextOption, ContextQuestion};
use assess::questionnaire::{Band, Questionnaire, Role, RoleKind, TargetShift};
use assess::render::csv::{CsvText, SCORE_COLUMNS, score_cells};
use assess::responses::{Fact, Organisation, RaterGroup, Response, Standing};
use assess::results::{Run, assemble, score_rows};
use assess::scoring::{Readiness, RoleScore, score};
use proptest::prelude::*;

const OTHER: RaterGroup = RaterGroup::Other;

/// Two competencies of two and three items on a scale from 1 to 5, one item reversed.
fn model() -> Questionnaire {
    let mut model = questionnaire(&[("first", 2), ("second", 3)], (1, 5));
    model.competencies[0].weight = 1.5;
    model.competencies[0].items[1].reverse = true;
    for competency in &mut model.competencies {
        competency.target = Some(4.0);
    }
    model.bands =
        vec![Band { id: "weak".into(), from: 1.0 }, Band { id: "strong".into(), from: 4.0 }];
    model
}

fn headline(rows: Vec<Response>, model: &Questionnaire) -> RoleScore {
    score(&organisation(rows), model).roles.remove(0).headline.expect("a headline")
}

fn drawn_rows() -> impl Strategy<Value = Vec<Response>> {
    let group = (0_usize..6).prop_map(|index| RaterGroup::ALL[index]);
    let subject = prop_oneof![Just(None), Just(Some("A. Lee")), Just(Some("B. Roy"))];
    let answers = prop::collection::vec(0_i64..=5, 5);
    let one = (group, subject, answers).prop_map(|(group, subject, answers)| match subject {
        None => row(group, &answers),
        Some(subject) => row_about(subject, group, &answers),
    });
    prop::collection::vec(one, 0..14)
}

fn moved(rows: &[Response], change: impl Fn(i64) -> i64) -> Vec<Response> {
    let mut rows = rows.to_vec();
    for answer in rows.iter_mut().flat_map(|row| &mut row.answers) {
        if let assess::responses::Answer::Value(point) = answer {
            *point = change(*point);
        }
    }
    rows
}

/// All headline scores: of the role, then of its competencies.
fn numbers(rows: &[Response], model: &Questionnaire) -> Vec<Option<f64>> {
    let scores = score(&organisation(rows.to_vec()), model);
    let headlines = scores.roles.iter().filter_map(|role| role.headline.as_ref());
    headlines
        .flat_map(|role| {
            std::iter::once(role.score).chain(role.competencies.iter().map(|one| one.score))
        })
        .collect()
}

fn same(found: &[Option<f64>], expected: &[Option<f64>]) -> bool {
    found.len() == expected.len()
        && found.iter().zip(expected).all(|pair| match pair {
            (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
            (found, expected) => found == expected,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_and_the_name_do_not_matter(rows in drawn_rows(), turn in 0_usize..14) {
        let expected = score(&organisation(rows.clone()), &model());
        let mut other = rows;
        other.reverse();
        let middle = turn.min(other.len());
        other.rotate_left(middle);
        let renamed = Organisation { name: "Another".into(), ..organisation(other) };
        prop_assert_eq!(score(&renamed, &model()), expected);
    }

    #[test]
    fn reversing_items_and_answers_leaves_scores(rows in drawn_rows()) {
        let mut turned = model();
        for item in turned.competencies.iter_mut().flat_map(|competency| &mut competency.items) {
            item.reverse = !item.reverse;
        }
        let turned_rows = moved(&rows, |point| 6 - point);
        prop_assert!(same(&numbers(&turned_rows, &turned), &numbers(&rows, &model())));
    }

    #[test]
    fn moving_and_stretching_the_scale_moves_and_stretches_scores(rows in drawn_rows()) {
        let mut wide = model();
        (wide.scale.min, wide.scale.max) = (13, 25);
        let stretched = moved(&rows, |point| 3 * point + 10);
        let expected: Vec<Option<f64>> = numbers(&rows, &model())
            .iter()
            .map(|score| score.map(|score| 3.0 * score + 10.0))
            .collect();
        prop_assert!(same(&numbers(&stretched, &wide), &expected));
    }

    #[test]
    fn a_second_copy_of_every_rater_leaves_means(rows in drawn_rows()) {
        let rows: Vec<Response> = rows.into_iter().filter(|row| row.subject.is_none()).collect();
        let twice = [rows.clone(), rows.clone()].concat();
        prop_assert!(same(&numbers(&twice, &model()), &numbers(&rows, &model())));
    }

    #[test]
    fn a_higher_answer_never_lowers_a_score(rows in drawn_rows(), which in 0_usize..14) {
        let before = numbers(&rows, &model());
        let mut raised = rows;
        let Some(row) = raised.get_mut(which) else { return Ok(()) };
        for index in [0, 2, 3, 4] {
            if let assess::responses::Answer::Value(point) = &mut row.answers[index] {
                *point = (*point + 1).min(5);
            }
        }
        for (after, before) in numbers(&raised, &model()).iter().zip(&before) {
            let fell = after.zip(*before).is_some_and(|(after, before)| after < before - 1e-12);
            prop_assert!(!fell);
        }
    }

    #[test]
    fn scores_and_intervals_stay_on_the_scale(rows in drawn_rows()) {
        for role in &score(&organisation(rows), &model()).roles {
            let subjects = role.subjects.iter().map(|subject| &subject.score);
            for found in role.headline.iter().chain(subjects) {
                let Some(score) = found.score else { continue };
                let [low, high] = found.interval.unwrap_or([score, score]);
                prop_assert!(1.0 <= low && low <= score && score <= high && high <= 5.0);
            }
        }
    }
}

#[test]
fn nothing_answered_gives_nothing() {
    assert!(score(&organisation(Vec::new()), &model()).roles.is_empty());
    let short = Response { answers: Vec::new(), ..row(OTHER, &[]) };
    assert!(score(&organisation(vec![short]), &model()).roles.is_empty());
}

#[test]
fn one_rater_or_full_agreement_has_no_interval() {
    let answers = [4, 2, 3, 3, 3];
    let one = headline(vec![row(OTHER, &answers)], &model());
    assert_eq!((one.interval, one.standard_error, one.indicative), (None, None, true));
    assert_eq!(one.score, Some((1.5 * 4.0 + 3.0) / 2.5));
    let agreed = headline(vec![row(OTHER, &answers); 6], &model());
    assert_eq!((agreed.interval, agreed.indicative), (None, false));
    assert_eq!(agreed.competencies[0].agreement.rwg_j, Some(1.0));
}

#[test]
fn self_ratings_alone_are_shown_and_not_judged() {
    let alone = headline(vec![row(RaterGroup::Own, &[1, 5, 1, 1, 1])], &model());
    assert!(alone.self_rated);
    assert_eq!((alone.score, alone.own, alone.n_raters), (Some(1.0), Some(1.0), 1));
    assert_eq!(alone.readiness, Readiness::NotAssessed);
    let beside = vec![row(RaterGroup::Own, &[5, 1, 5, 5, 5]), row(OTHER, &[1, 5, 1, 1, 1])];
    let beside = headline(beside, &model());
    assert_eq!((beside.self_rated, beside.score, beside.own), (false, Some(1.0), Some(5.0)));
    assert_eq!(beside.readiness, Readiness::NotReady);
}

#[test]
fn the_headline_is_the_function_then_its_holder_and_never_a_candidate() {
    let low = [1, 5, 1, 1, 1];
    let high = [5, 1, 5, 5, 5];
    let holder = row_about("A. Lee", RaterGroup::Manager, &low);
    let mut candidate = row_about("B. Roy", RaterGroup::Manager, &high);
    candidate.standing = Standing::Candidate;
    let both = headline(vec![candidate.clone(), holder.clone()], &model());
    assert_eq!(both.score, Some(1.0));
    let function = row(OTHER, &[3, 3, 3, 3, 3]);
    let all = headline(vec![candidate.clone(), holder, function], &model());
    assert_eq!(all.score, Some(3.0));
    let scores = score(&organisation(vec![candidate]), &model());
    assert_eq!(scores.roles[0].headline, None);
    assert_eq!(scores.roles[0].subjects[0].score.score, Some(5.0));
}

/// `seat` and `second_seat` are seats, `between` is a relationship; two items each.
fn model_of_roles() -> Questionnaire {
    let mut model = questionnaire(&[("a", 2), ("b", 2), ("c", 2)], (1, 5));
    let role = |id: &str, kind| Role { id: id.into(), name: id.into(), short: id.into(), kind };
    model.roles = vec![
        role("seat", RoleKind::Seat),
        role("second_seat", RoleKind::Seat),
        role("between", RoleKind::Relationship),
    ];
    for (competency, id) in model.competencies.iter_mut().zip(["seat", "second_seat", "between"]) {
        competency.role = id.into();
    }
    model
}

#[test]
fn a_row_counts_for_its_role_and_for_relationships() {
    let named = Response { role: Some("seat".into()), ..row(OTHER, &[2, 2, 5, 5, 3, 3]) };
    let found = score(&organisation(vec![named]), &model_of_roles());
    let roles: Vec<&str> = found.roles.iter().map(|role| role.role.as_str()).collect();
    assert_eq!(roles, ["seat", "between"]);
    let open = row(OTHER, &[0, 0, 5, 5, 3, 3]);
    let found = score(&organisation(vec![open]), &model_of_roles());
    let roles: Vec<&str> = found.roles.iter().map(|role| role.role.as_str()).collect();
    assert_eq!(roles, ["second_seat", "between"]);
}

fn raising(model: &mut Questionnaire) {
    let option = |id: &str, silent| ContextOption { id: id.into(), label: id.into(), silent };
    model.context = vec![ContextQuestion {
        id: "org.risk".into(),
        name: "Risk".into(),
        kind: ContextKind::Choice,
        options: vec![option("low", false), option("high", false), option("unknown", true)],
        ordered: true,
        plausible: None,
        blank_means: String::new(),
        unit: String::new(),
        effect: String::new(),
        seeds: Vec::new(),
    }];
    let when = Condition {
        question: Some("org.risk".into()),
        is: vec!["high".into()],
        ..Condition::default()
    };
    for by in [0.5, 3.0] {
        let shift = TargetShift { when: when.clone(), by, why: String::new() };
        model.competencies[0].target_shifts.push(shift);
    }
}

#[test]
fn known_facts_move_targets_and_unknown_ones_do_not() {
    let mut model = model();
    raising(&mut model);
    let target = |risk: Option<&str>| {
        let mut organisation = organisation(vec![row(OTHER, &[3; 5])]);
        if let Some(risk) = risk {
            organisation.facts.insert("org.risk".into(), Fact::Text(risk.into()));
        }
        let found = score(&organisation, &model).roles.remove(0).headline.unwrap();
        found.competencies[0].target
    };
    assert_eq!(target(Some("high")), Some(5.0), "cut to the scale");
    assert_eq!(target(Some("low")), Some(4.0));
    assert_eq!(target(Some("unknown")), Some(4.0));
    assert_eq!(target(None), Some(4.0));
}

#[test]
fn critical_competencies_hold_readiness_back() {
    let rows = |second: i64| vec![row(OTHER, &[5, 1, second, second, second]); 3];
    let mut model = model();
    model.competencies[1].target = Some(3.0);
    assert_eq!(headline(rows(3), &model).readiness, Readiness::Ready);
    model.competencies[1].critical = true;
    (model.competencies[1].cut, model.competencies[1].floor) = (Some(3.5), Some(2.5));
    assert_eq!(headline(rows(4), &model).readiness, Readiness::Ready);
    assert_eq!(headline(rows(3), &model).readiness, Readiness::ReadyWithDevelopment);
    assert_eq!(headline(rows(2), &model).readiness, Readiness::NotReady);
    let unscored = headline(rows(0), &model);
    assert_eq!(unscored.readiness, Readiness::ReadyWithDevelopment);
    assert!(unscored.renormalised);
    model.competencies[0].target = None;
    assert_eq!(headline(rows(4), &model).readiness, Readiness::NotAssessed);
}

#[test]
fn priorities_weigh_gaps_by_importance() {
    let mut rows = vec![row(OTHER, &[3, 3, 2, 2, 2])];
    let found = headline(rows.clone(), &model());
    assert_eq!(found.competencies[0].priority, Some(1.5));
    assert_eq!(found.competencies[1].priority, Some(2.0));
    rows[0].importance = [("first".to_owned(), 5), ("second".to_owned(), 3)].into();
    rows.push(row(OTHER, &[3, 3, 2, 2, 2]));
    rows.push(row(OTHER, &[3, 3, 2, 2, 2]));
    let found = headline(rows, &model());
    assert_eq!(found.competencies[0].priority, Some(1.5 * 5.0 / 4.0));
    assert_eq!(found.competencies[1].priority, Some(2.0 * 3.0 / 4.0));
}

#[test]
fn quality_counts_what_it_sees() {
    let mut model = model();
    for number in 0..8 {
        model.competencies[1].items.push(item(&format!("more.{number}"), false));
    }
    let same = row(OTHER, &[5; 13]);
    let partial = row(OTHER, &[5, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0]);
    let found = score(&organisation(vec![same, partial]), &model).quality;
    assert_eq!((found.straightlined, found.contradictory), (1, 1));
    assert_eq!((found.prorated, found.below_missing_rule), (1, 1));
}

#[test]
fn distributions_show_answers_as_given() {
    let rows = [[4, 2], [5, 2], [5, 1]].map(|[a, b]| row(OTHER, &[a, b, 3, 3, 3]));
    let found = headline(rows.to_vec(), &model());
    let reversed = &found.competencies[0].items[1];
    assert_eq!(reversed.distribution, [1, 2, 0, 0, 0]);
    assert!((reversed.mean.unwrap() - 13.0 / 3.0).abs() < 1e-12);
}

#[test]
fn score_rows_are_tidy_and_hide_what_is_withheld() {
    let mut rows = vec![row_about("=A1", RaterGroup::Peer, &[4, 2, 4, 4, 4]); 3];
    rows.push(row_about("=A1", RaterGroup::Report, &[1, 5, 1, 1, 1]));
    rows.push(row_about("=A1", RaterGroup::Own, &[5, 1, 5, 5, 5]));
    let scores = score(&organisation(rows), &model());
    let mut table = CsvText::with_header(&SCORE_COLUMNS);
    for row in score_rows("Sample Ltd", &scores, &model()) {
        table.push(&score_cells(&row));
    }
    let text = String::from_utf8(table.take()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 2 * 3 * 4);
    assert_eq!(lines[1], "Sample Ltd,,,seat,,others,3,4,,,4,0,,strong,false");
    assert!(lines.contains(&"Sample Ltd,'=A1,incumbent,seat,first,report,,,,,4,,1.5,,true"));
    assert!(
        lines.contains(&"Sample Ltd,'=A1,incumbent,seat,first,self,1,5,,,4,-1,1.5,strong,false")
    );
}

#[test]
fn results_have_the_shape_of_the_contract() {
    let mut organisation = organisation(vec![row(OTHER, &[3, 3, 2, 2, 4]); 4]);
    organisation.invited = Some(8);
    let scores = score(&organisation, &model());
    let results = assemble(&organisation, &model(), &scores, None, &Run::default());
    let json = serde_json::to_value(&results).unwrap();
    assert_eq!(json["schema"], "assess/results/1");
    assert_eq!(json["response_rate"], 0.5);
    let role = &json["roles"]["seat"];
    assert_eq!(role["n_raters"], 4);
    assert_eq!(role["readiness"], "not_ready");
    assert_eq!(role["competencies"][0]["id"], "first");
    assert_eq!(role["competencies"][0]["self"], serde_json::Value::Null);
    assert_eq!(role["competencies"][0]["agreement"]["word"], "high");
    assert_eq!(json["decision"], serde_json::Value::Null);
}

/// Seven raters on twelve items of one competency: two give the same answer throughout.
fn with_straight_lines(group: impl Fn(usize) -> RaterGroup) -> Vec<Response> {
    (0..7)
        .map(|rater| {
            let answers: Vec<i64> = (0..12)
                .map(|item| match rater {
                    0 | 1 => 5,
                    _ => 2 + i64::from((rater + item) % 2 == 1),
                })
                .collect();
            row(group(rater), &answers)
        })
        .collect()
}

#[test]
fn scores_are_given_with_and_without_flagged_responses() {
    let model = questionnaire(&[("a", 12)], (1, 5));
    let role = headline(with_straight_lines(|_| RaterGroup::Other), &model);
    let flagged = role.flagged.unwrap();
    assert_eq!((flagged.raters, flagged.straightlined, role.n_raters), (2, 2, 7));
    let score = role.score.unwrap();
    assert!((score - (2.0 * 5.0 + 5.0 * 2.5) / 7.0).abs() < 1e-12);
    assert_eq!(role.without_flagged, Some(2.5));
    assert_eq!(role.competencies[0].without_flagged, Some(2.5));
    let clean = headline(with_straight_lines(|_| RaterGroup::Other).split_off(2), &model);
    assert_eq!((clean.flagged.unwrap().raters, clean.without_flagged), (0, None));
}

#[test]
fn a_score_without_flagged_responses_gives_nobody_away() {
    let model = questionnaire(&[("a", 12)], (1, 5));
    let about = |group: fn(usize) -> RaterGroup| {
        let mut rows = with_straight_lines(group);
        for row in &mut rows {
            row.subject = Some("Ada Quill".into());
        }
        score(&organisation(rows), &model).roles[0].subjects[0].score.clone()
    };
    // Two peers are flagged: with and without them would tell the mean of two.
    let peers = about(|_| RaterGroup::Peer);
    assert_eq!((peers.flagged, peers.without_flagged), (None, None));
    assert!(peers.score.is_some());
    // Not even the number of them is told: it would say that somebody in the group is.
    let managers = about(|_| RaterGroup::Manager);
    assert_eq!((managers.flagged, managers.without_flagged), (None, None), "two are too few");
    // One of the function: with and without would tell that rater's own score.
    let mut one = with_straight_lines(|_| RaterGroup::Other);
    one.remove(0);
    assert_eq!(headline(one, &model).without_flagged, None);
    // For the function, the two flagged ones alone make a group that is too small to show.
    let function = headline(
        with_straight_lines(|rater| if rater < 2 { RaterGroup::Peer } else { RaterGroup::Report }),
        &model,
    );
    assert_eq!((function.flagged.unwrap().raters, function.without_flagged), (2, None));
}

#[test]
fn haste_is_flagged_where_time_is_known() {
    let model = questionnaire(&[("a", 12)], (1, 5));
    let timed = |seconds| {
        let mut rows = with_straight_lines(|_| RaterGroup::Other).split_off(2);
        rows[0].seconds = seconds;
        score(&organisation(rows), &model).quality
    };
    assert_eq!((timed(Some(23.9)).hurried, timed(Some(23.9)).flagged), (1, 1));
    assert_eq!((timed(Some(24.0)).hurried, timed(None).hurried), (0, 0));
}

#[test]
fn reliability_is_given_from_ten_raters_on() {
    let model = questionnaire(&[("a", 4)], (1, 5));
    let rater = |level: i64, turn: i64| {
        let point = |shift: i64| (level + (turn + shift) % 2).clamp(1, 5);
        row(RaterGroup::Other, &[point(0), point(1), point(0), 6 - point(1)])
    };
    let rows: Vec<Response> = (0..12).map(|index| rater(1 + index % 4, index / 4)).collect();
    let found = headline(rows.clone(), &model).competencies[0].reliability.clone().unwrap();
    assert_eq!((found.raters, found.against.as_slice()), (12, &[3][..]), "the last is keyed wrong");
    assert!(found.alpha.unwrap() < 0.7 && found.alpha_interval.is_some());
    assert_eq!(headline(rows[..9].to_vec(), &model).competencies[0].reliability, None);
}
