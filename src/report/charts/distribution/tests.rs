//! Properties of the diverging bars.

use super::super::checks::{assert_sound, assert_told, label, room, texts, value};
use super::*;
use proptest::prelude::*;

fn english() -> Wording {
    Wording::builtin().expect("the built-in wording is TOML")
}

fn agreement() -> DistributionScale {
    DistributionScale {
        first: 1,
        low: "Strongly disagree".to_owned(),
        high: "Strongly agree".to_owned(),
        key: true,
        neutral: false,
        small: false,
    }
}

fn row(counts: &[u64]) -> DistributionRow {
    DistributionRow {
        label: "Incidents are rehearsed".to_owned(),
        n: counts.iter().fold(0, |n, count| n + (*count as usize).min(999)),
        counts: counts.to_vec(),
        mean: Some(3.26),
        ..DistributionRow::default()
    }
}

fn chart(rows: &[DistributionRow]) -> Chart {
    distribution(rows, &agreement(), Inline::default(), &english(), 483.0)
}

#[test]
fn a_withheld_row_tells_how_many_but_not_what() {
    let chart = chart(&[DistributionRow { n: 3, ..row(&[]) }, row(&[0, 2, 1, 3, 1])]);
    assert_told(&chart, &["three raters, Withheld"]);
    assert!(texts(&chart).contains(&"Withheld"));
    assert_eq!(chart.alt.matches("3.3").count(), 1);
    assert_eq!(texts(&chart).iter().filter(|text| **text == "3.3").count(), 1);
}

#[test]
fn the_words_name_every_point_and_the_reversal() {
    let chart = chart(&[DistributionRow { reversed: true, ..row(&[1, 0, 2, 4, 13]) }]);
    assert_told(&chart, &["20 raters", "1 at 1", "0 at 2", "2 at 3", "4 at 4", "13 at 5"]);
    assert_told(&chart, &["mean 3.3", "worded the other way round", "1 (Strongly disagree)"]);
    assert!(texts(&chart).contains(&"(R)"));
}

#[test]
fn without_answers_nothing_is_divided_by_nothing() {
    assert_sound(&chart(&[]));
    assert_sound(&chart(&[row(&[0, 0, 0, 0, 0])]));
    assert_sound(&chart(&[row(&[u64::MAX, u64::MAX])]));
}

fn rows() -> impl Strategy<Value = Vec<DistributionRow>> {
    let tag = prop_oneof![Just(String::new()), "[A-Z][0-9]{1,3}", label()];
    let counts = prop_oneof![
        5 => prop::collection::vec(0..9u64, 5),
        3 => prop::collection::vec(0..4000u64, 2..=11),
        1 => prop::collection::vec(0..4u64, 12..=101),
        1 => Just(Vec::new()),
    ];
    let one = (label(), tag, any::<bool>(), counts, value(), 0..99_999usize).prop_map(
        |(label, tag, reversed, counts, mean, n)| DistributionRow {
            label,
            tag,
            reversed,
            n,
            counts,
            mean,
        },
    );
    prop::collection::vec(one, 0..=24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn texts_stay_inside_and_apart(rows in rows(), width in room(), low in label(), high in label()) {
        let scale = DistributionScale { first: -3, low, high, key: true, neutral: false, small: false };
        let chart = distribution(&rows, &scale, Inline::default(), &english(), width);
        assert_sound(&chart);
        for row in &rows {
            let counts: Vec<String> = segments(&row.counts)
                .iter()
                .map(|segment| format!("{} at ", english().thousands(segment.count)))
                .collect();
            assert_told(&chart, &counts);
        }
    }
}
