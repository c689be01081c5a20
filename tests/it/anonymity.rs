//! Tries to compute, from what is shown, something about fewer people than the rule allows.
//!
//! Everything linear that scoring shows is a weighted sum of answers. The weights are measured from
//! outside: move one answer by one point and see what moves. Somebody's answers can be computed
//! exactly when some combination of the shown numbers has weights on theirs alone, which is a
//! question of ranks. So the test knows nothing of how scoring withholds.

use crate::sample::{organisation, questionnaire, row, row_about};
use assess::analysis::statistics;
use assess::questionnaire::{OthersRule, Questionnaire};
use assess::responses::{Answer, Organisation, RaterGroup, Response};
use assess::scoring::{RoleScore, comments, protected, score, subject_comments};
use proptest::prelude::*;

const MIN_GROUP: usize = 3;
const ITEMS: usize = 5;

fn model(others: OthersRule) -> Questionnaire {
    let mut model = questionnaire(&[("first", 2), ("second", 3)], (1, 101));
    model.scoring.min_group = MIN_GROUP;
    model.scoring.others = others;
    model.competencies[0].weight = 1.5;
    model.competencies[0].items[1].reverse = true;
    model
}

/// All linear numbers that are shown, in a fixed order.
fn shown(organisation: &Organisation, model: &Questionnaire) -> Vec<f64> {
    let mut numbers = Vec::new();
    for role in &score(organisation, model).roles {
        let subjects = role.subjects.iter().map(|subject| &subject.score);
        for score in role.headline.iter().chain(subjects) {
            numbers.extend(shown_of(score));
        }
    }
    numbers
}

fn shown_of(role: &RoleScore) -> Vec<f64> {
    let mut numbers: Vec<f64> = role.score.into_iter().chain(role.own).collect();
    numbers.extend(role.groups.values());
    numbers.push(middle(role.interval));
    for competency in &role.competencies {
        numbers.extend(competency.score.into_iter().chain(competency.own));
        numbers.extend(competency.groups.values());
        numbers.push(middle(competency.interval));
        numbers.extend(competency.mean_weighted_discrepancy);
        numbers.extend(competency.items.iter().filter_map(|item| item.mean));
    }
    numbers
}

/// The middle of an interval, which is linear in the answers unless the scale cut it: then it is
/// not a number, and does not count.
fn middle(interval: Option<[f64; 2]>) -> f64 {
    let uncut = interval.filter(|[low, high]| *low > 1.0 && *high < 101.0);
    uncut.map_or(f64::NAN, |[low, high]| f64::midpoint(low, high))
}

/// Statistics that are sums of answers.
const LINEAR: [&str; 9] = [
    "mean",
    "pomp",
    "item_mean",
    "group_mean",
    "mean_difference",
    "bootstrap_bca",
    "importance_minus_score",
    "self_minus_others",
    "self_other_difference",
];

/// The same with all linear numbers of `assess statistics`, which come from more than one pool.
fn shown_with_statistics(organisation: &Organisation, model: &Questionnaire) -> Vec<f64> {
    let mut numbers = shown(organisation, model);
    let rows = statistics(&[organisation], model, 1);
    let linear = rows.iter().filter(|row| LINEAR.contains(&row.statistic));
    numbers.extend(linear.filter_map(|row| row.value));
    numbers
}

/// What every shown number owes to every answer: one column per answered item, with its rater.
fn weights(organisation: &Organisation, model: &Questionnaire) -> Vec<(usize, Vec<f64>)> {
    weights_of(organisation, model, shown)
}

fn weights_of(
    organisation: &Organisation,
    model: &Questionnaire,
    shown: fn(&Organisation, &Questionnaire) -> Vec<f64>,
) -> Vec<(usize, Vec<f64>)> {
    let before = shown(organisation, model);
    let mut columns = Vec::new();
    for rater in 0..organisation.responses.len() {
        for item in 0..ITEMS {
            let Answer::Value(point) = organisation.responses[rater].answers[item] else {
                continue;
            };
            let mut moved = organisation.clone();
            moved.responses[rater].answers[item] = Answer::Value(point + 1);
            let after = shown(&moved, model);
            assert_eq!(after.len(), before.len(), "what is shown depends on answers");
            columns.push((rater, before.iter().zip(after).map(|(b, a)| a - b).collect()));
        }
    }
    for number in 0..before.len() {
        if columns.iter().any(|(_, column): &(usize, Vec<f64>)| column[number].is_nan()) {
            for (_, column) in &mut columns {
                column[number] = 0.0;
            }
        }
    }
    columns
}

/// The rank of the columns of these raters.
fn rank(columns: &[(usize, Vec<f64>)], raters: impl Fn(usize) -> bool) -> usize {
    let mut rows: Vec<Vec<f64>> = columns
        .iter()
        .filter(|(rater, _)| raters(*rater))
        .map(|(_, column)| column.clone())
        .collect();
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let best = (rank..rows.len())
            .max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
        let Some(best) = best.filter(|best| rows[*best][column].abs() > 1e-8) else { continue };
        rows.swap(rank, best);
        let pivot = rows[rank].clone();
        for row in rows.iter_mut().skip(rank + 1) {
            let factor = row[column] / pivot[column];
            for (value, pivot) in row.iter_mut().zip(&pivot) {
                *value -= factor * pivot;
            }
        }
        rank += 1;
    }
    rank
}

/// Whether something about `few` can be computed by one who knows all answers of `known`.
fn leaks(columns: &[(usize, Vec<f64>)], few: &[usize], known: &[usize]) -> bool {
    let rest = rank(columns, |rater| !known.contains(&rater) && !few.contains(&rater));
    rest < rank(columns, |rater| !known.contains(&rater))
}

/// All sets of one or two of these.
fn small_sets(of: &[usize]) -> Vec<Vec<usize>> {
    let pairs = of.iter().flat_map(|a| of.iter().filter(move |b| a < b).map(|b| vec![*a, *b]));
    of.iter().map(|one| vec![*one]).chain(pairs).collect()
}

fn members(organisation: &Organisation, which: impl Fn(&Response) -> bool) -> Vec<usize> {
    let rows = organisation.responses.iter().enumerate();
    rows.filter(|(_, row)| which(row)).map(|(index, _)| index).collect()
}

type Drawn = (usize, usize, Vec<i64>, bool);

/// Rater group (peers and reports often), subject, answers with some blanks, importance given.
fn drawn_row() -> impl Strategy<Value = Drawn> {
    let group = prop_oneof![Just(1_usize), Just(2), Just(2), Just(3), Just(3), Just(0), Just(5)];
    let answer = prop_oneof![1 => Just(0_i64), 6 => 40_i64..60];
    (group, 0_usize..2, prop::collection::vec(answer, ITEMS), prop::bool::weighted(0.7))
}

fn drawn(rows: &[Drawn], named: bool) -> Organisation {
    let rows = rows.iter().map(|(group, subject, answers, importance)| {
        let group = RaterGroup::ALL[*group];
        let mut row = if named {
            row_about(["A. Lee", "B. Roy"][*subject], group, answers)
        } else {
            row(group, answers)
        };
        if *importance {
            row.importance.insert("first".into(), 3);
            row.importance.insert("second".into(), 4);
        }
        row
    });
    organisation(rows.collect())
}

fn rules() -> impl Strategy<Value = OthersRule> {
    prop_oneof![Just(OthersRule::Pooled), Just(OthersRule::ByGroup)]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300, failure_persistence: None, ..ProptestConfig::default()
    })]

    /// Managers, the board and the assessed person may compare notes.
    #[test]
    fn nothing_about_one_or_two_raters_of_a_person_can_be_computed(
        rows in prop::collection::vec(drawn_row(), 3..12), others in rules(),
    ) {
        let organisation = drawn(&rows, true);
        let columns = weights(&organisation, &model(others));
        let known = members(&organisation, |row| !protected(row.rater));
        let guarded = members(&organisation, |row| protected(row.rater));
        for few in small_sets(&guarded) {
            prop_assert!(!leaks(&columns, &few, &known), "{few:?} of {rows:?}");
        }
    }

    /// Everybody is pooled here, so that a score is a small group's own where nobody else
    /// answered; a manager always does.
    #[test]
    fn nothing_about_a_small_group_of_a_function_can_be_computed(
        rows in prop::collection::vec(drawn_row(), 2..12), others in rules(),
    ) {
        let mut organisation = drawn(&rows, false);
        organisation.responses.push(row(RaterGroup::Manager, &[45, 46, 47, 48, 49]));
        let columns = weights(&organisation, &model(others));
        for group in RaterGroup::ALL.into_iter().filter(|group| protected(*group)) {
            let few = members(&organisation, |row| row.rater == group);
            if few.len() < MIN_GROUP {
                prop_assert!(!leaks(&columns, &few, &[]), "{group:?} of {rows:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 30, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn statistics_beside_scores_tell_nothing_about_one_or_two_raters_of_a_person(
        rows in prop::collection::vec(drawn_row(), 3..12), others in rules(),
    ) {
        let organisation = drawn(&rows, true);
        let columns = weights_of(&organisation, &model(others), shown_with_statistics);
        let known = members(&organisation, |row| !protected(row.rater));
        let guarded = members(&organisation, |row| protected(row.rater));
        for few in small_sets(&guarded) {
            prop_assert!(!leaks(&columns, &few, &known), "{few:?} of {rows:?}");
        }
    }

    #[test]
    fn statistics_beside_scores_tell_nothing_about_a_small_group_of_a_function(
        rows in prop::collection::vec(drawn_row(), 2..12), others in rules(),
    ) {
        let mut organisation = drawn(&rows, false);
        organisation.responses.push(row(RaterGroup::Manager, &[45, 46, 47, 48, 49]));
        let columns = weights_of(&organisation, &model(others), shown_with_statistics);
        for group in RaterGroup::ALL.into_iter().filter(|group| protected(*group)) {
            let few = members(&organisation, |row| row.rater == group);
            if few.len() < MIN_GROUP {
                prop_assert!(!leaks(&columns, &few, &[]), "{group:?} of {rows:?}");
            }
        }
    }
}

fn fixed(group: RaterGroup, number: usize) -> Vec<Response> {
    (0..number).map(|_| row_about("A. Lee", group, &[50; ITEMS])).collect()
}

#[test]
fn a_small_group_leaves_the_score_and_its_number() {
    let rows = [fixed(RaterGroup::Peer, 3), fixed(RaterGroup::Report, 2)].concat();
    let scores = score(&organisation(rows), &model(OthersRule::Pooled));
    let found = &scores.roles[0].subjects[0].score;
    assert_eq!((found.n_raters, found.withheld.as_slice()), (3, &[RaterGroup::Report][..]));
    assert_eq!(found.groups.keys().collect::<Vec<_>>(), [&RaterGroup::Peer]);
    assert_eq!(scores.roles[0].headline.as_ref(), Some(found));
}

#[test]
fn a_function_shows_all_groups_or_none() {
    let rows = |reports| {
        let mut rows = [fixed(RaterGroup::Peer, 4), fixed(RaterGroup::Report, reports)].concat();
        for row in &mut rows {
            row.subject = None;
        }
        score(&organisation(rows), &model(OthersRule::Pooled)).roles.remove(0).headline.unwrap()
    };
    assert_eq!((rows(3).groups.len(), rows(3).n_raters), (2, 7));
    assert_eq!((rows(2).groups.len(), rows(2).n_raters), (0, 6));
    assert_eq!(rows(2).withheld, [RaterGroup::Peer, RaterGroup::Report]);
}

#[test]
fn two_rows_of_one_respondent_are_one_person() {
    let mut rows = fixed(RaterGroup::Peer, 3);
    for (row, respondent) in rows.iter_mut().zip(["p1", "p1", "p2"]) {
        row.respondent = Some(respondent.into());
    }
    let scores = score(&organisation(rows), &model(OthersRule::Pooled));
    assert_eq!(scores.roles[0].subjects[0].score.score, None);
    assert_eq!(scores.respondents, 2);
}

fn with_comment(mut rows: Vec<Response>, text: &str) -> Vec<Response> {
    for row in &mut rows {
        row.comments.insert("first".into(), format!(" {text} "));
    }
    rows
}

#[test]
fn comments_follow_their_group() {
    let model = model(OthersRule::Pooled);
    let rows = [
        with_comment(fixed(RaterGroup::Report, 2), "too few"),
        with_comment(fixed(RaterGroup::Peer, 3), "enough"),
        with_comment(fixed(RaterGroup::Manager, 1), "alone"),
    ];
    let about = organisation(rows.concat());
    let expected = ["alone", "enough", "enough", "enough"];
    assert_eq!(comments(&about, &model)["first"], expected);
    assert_eq!(subject_comments(&about, &model, "A. Lee")["first"], expected);
    assert!(subject_comments(&about, &model, "B. Roy").is_empty());
}

#[test]
fn comments_on_a_function_need_enough_people() {
    let model = model(OthersRule::Pooled);
    let with = |number| {
        let mut rows = with_comment(fixed(RaterGroup::Other, number), "said");
        for row in &mut rows {
            row.subject = None;
        }
        comments(&organisation(rows), &model)
    };
    assert!(with(2).is_empty());
    assert_eq!(with(3)["first"].len(), 3);
}
