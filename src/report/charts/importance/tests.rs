//! Properties of the chart of importance against performance.

use super::super::checks::{assert_sound, assert_told, label, room, texts, value};
use super::*;
use proptest::prelude::*;

fn english() -> Wording {
    Wording::builtin().expect("the built-in wording is TOML")
}

fn axes(middle: Option<[f64; 2]>) -> ImportanceAxes {
    ImportanceAxes { importance: [1.0, 5.0], performance: [1.0, 5.0], middle }
}

fn around(value: f64, half: f64) -> Measured {
    Measured { value: Some(value), interval: Some([value - half, value + half]) }
}

#[test]
fn the_words_give_numbers_ranges_and_places() {
    let rows = [
        ImportanceRow {
            label: "Incidents".to_owned(),
            importance: around(4.6, 0.2),
            performance: around(2.2, 0.4),
        },
        ImportanceRow {
            label: "Strategy".to_owned(),
            importance: around(3.2, 0.2),
            performance: around(3.9, 1.9),
        },
        ImportanceRow { label: "Talent".to_owned(), ..ImportanceRow::default() },
    ];
    let chart = importance(&rows, &axes(None), Inline::default(), &english(), 483.0);
    assert_told(&chart, &["the middle is importance 3.9, score 3.1"]);
    assert_told(&chart, &["1, Incidents: importance 4.6 (4.4 to 4.8), score 2.2 (1.8 to 2.6)"]);
    assert_told(&chart, &["Concentrate here", "score 3.9 (2.0 to 5.8), open"]);
    assert_told(&chart, &["3, Talent: importance not available, score not available, no place"]);
    assert!(texts(&chart).contains(&"–"));
    assert_sound(&chart);
}

#[test]
fn points_on_top_of_each_other_are_moved_apart() {
    let row = ImportanceRow {
        label: "Same".to_owned(),
        importance: around(4.0, 0.1),
        performance: around(3.0, 0.1),
    };
    for width in [200.0, 300.0, 380.0, 483.0] {
        let rows = vec![row.clone(); 24];
        assert_sound(&importance(&rows, &axes(None), Inline::default(), &english(), width));
    }
}

fn measured() -> impl Strategy<Value = Measured> {
    let interval = prop_oneof![
        3 => (0.0..1.5f64).prop_map(Some),
        1 => Just(None),
        1 => Just(Some(f64::NAN)),
    ];
    (value(), interval).prop_map(|(value, half)| Measured {
        value,
        interval: half.map(|half| [value.unwrap_or(3.0) - half, value.unwrap_or(3.0) + half]),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn texts_stay_inside_and_apart(
        rows in prop::collection::vec((label(), measured(), measured()), 0..=24),
        middle in prop::option::of([1.0..5.0f64, 1.0..5.0f64]),
        width in room(),
    ) {
        let rows: Vec<ImportanceRow> = rows
            .into_iter()
            .map(|(label, importance, performance)| ImportanceRow { label, importance, performance })
            .collect();
        let chart = importance(&rows, &axes(middle), Inline::default(), &english(), width);
        assert_sound(&chart);
        for value in rows.iter().flat_map(|row| [row.importance.value, row.performance.value]) {
            assert_told(&chart, &value.and_then(|value| english().decimal(value)).into_iter().collect::<Vec<_>>());
        }
    }
}
