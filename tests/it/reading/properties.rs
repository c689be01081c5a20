//! What holds for all files: nothing panics, order does not matter, what was written is read.

use super::{baking, folder, table};
use assess::ingest;
use assess::questionnaire::Questionnaire;
use assess::responses::check::{Understood, check};
use assess::responses::{Answer, Organisation, ReadOptions, ResponseSet, context_source, read};
use proptest::prelude::*;
use std::fs;
use std::sync::LazyLock;

static BAKING: LazyLock<Questionnaire> = LazyLock::new(baking);

/// Reads bytes as far as they can be read, and reports on them.
fn read_anything(bytes: &[u8]) {
    for name in ["any.csv", "any.toml"] {
        let context = context_source(name, bytes).ok();
        let answers = table("a.csv", "organisation,baker.dough.1,org.size\nCrumb,4,<5\n");
        read(&[answers], context.as_ref(), &BAKING, &ReadOptions::default());
    }
    if let Ok(table) = ingest::table("any.csv", bytes, &ingest::Options::default()) {
        assert!(table.rows.windows(2).all(|pair| pair[0].number < pair[1].number));
        let tables = [table];
        let set = read(&tables, None, &BAKING, &ReadOptions::default());
        let understood =
            Understood { questionnaire: &BAKING, options: &ReadOptions::default(), set: &set };
        check(&tables, &[], Some(understood)).to_text();
    }
}

/// Cells that mean something, next to some that do not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (1..=5_u8).prop_map(|point| point.to_string()),
        1 => Just(String::new()),
        1 => prop::sample::select(vec!["Usually", "4 - Usually", "Seldom (2)", "NA", "9", "Usualy"])
            .prop_map(str::to_owned),
    ]
}

const HEADER: [&str; 12] = [
    "organisation",
    "respondent",
    "subject",
    "rater",
    "submitted_at",
    "baker.dough.1",
    "baker.dough.2",
    "seller.shop.1",
    "seller.shop.2",
    "org.size",
    "org.rent",
    "comment.baker",
];

fn row() -> impl Strategy<Value = Vec<String>> {
    let word = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_owned);
    (
        word(&["Crumb", "crumb", "Loaf", ""]),
        word(&["r1", "r2", "R1", ""]),
        word(&["", "", "Ada", "ada"]),
        word(&["peer", "self", "", "boss"]),
        word(&["2026-03-01", "2026-03-02 10:00", "", "3/4/2026", "soon"]),
        prop::collection::vec(cell(), 4),
        word(&["<5", "5-20", "five to twenty", "", "many"]),
        word(&["260k", "260,000", "", "1e9", "-1"]),
        word(&["", "a \"quoted\" word", "two\nlines", "x;y,z"]),
    )
        .prop_map(|(org, who, subject, rater, when, answers, size, rent, comment)| {
            let people = [org, who, subject, rater, when];
            people.into_iter().chain(answers).chain([size, rent, comment]).collect()
        })
}

fn written(header: &[&str], rows: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(header).expect("memory");
    for row in rows {
        writer.write_record(row).expect("memory");
    }
    writer.into_inner().expect("memory")
}

fn read_rows(files: &[&[Vec<String>]]) -> ResponseSet {
    let tables: Vec<_> = files
        .iter()
        .map(|rows| {
            ingest::table("answers.csv", &written(&HEADER, rows, b','), &ingest::Options::default())
        })
        .map(|table| table.expect("must be a table"))
        .collect();
    read(&tables, None, &BAKING, &ReadOptions::default())
}

/// A set without the places where things stood, which follow the order of rows.
fn placeless(mut set: ResponseSet) -> ResponseSet {
    let plain = |organisation: &mut Organisation| {
        for response in &mut organisation.responses {
            response.row = 0;
        }
        for excluded in &mut organisation.excluded {
            excluded.row = 0;
        }
        organisation.excluded.sort();
        for problem in &mut organisation.problems {
            problem.place.row = None;
            if problem.code == "duplicate" {
                problem.message.clear();
            }
        }
        organisation.problems.sort();
    };
    set.organisations.iter_mut().for_each(plain);
    set
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_anything(&bytes);
    }

    #[test]
    fn no_text_panics(text in "[a-c.,;\t\r\n\"'<>0-9 €\u{a0}é=\\[\\]-]{0,200}") {
        read_anything(text.as_bytes());
    }

    #[test]
    fn no_damaged_file_panics(
        which in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let mut files: Vec<_> =
            fs::read_dir(folder()).expect("must exist").map(|one| one.expect("lists").path()).collect();
        files.sort();
        let mut bytes = fs::read(which.get(&files)).expect("must be readable");
        for (place, byte, kind) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = place.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at),
            }
        }
        read_anything(&bytes);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        rows in prop::collection::vec(row(), 1..12),
        seed in prop::collection::vec(any::<u32>(), 12),
    ) {
        let mut shuffled: Vec<_> = rows.iter().cloned().zip(&seed).collect();
        shuffled.sort_by_key(|(_, key)| **key);
        let shuffled: Vec<Vec<String>> = shuffled.into_iter().map(|(row, _)| row).collect();
        prop_assert_eq!(placeless(read_rows(&[&rows])), placeless(read_rows(&[&shuffled])));
    }

    #[test]
    fn the_order_and_number_of_files_do_not_matter(
        mut rows in prop::collection::vec(row(), 2..12),
        cut in 1_usize..11,
    ) {
        let cut = cut.min(rows.len() - 1);
        // Dates without their year first are settled per file.
        for row in &mut rows {
            row[4] = row[4].replace("3/4/2026", "2026-04-03");
        }
        let (one, two) = rows.split_at(cut);
        if one == two {
            return Ok(());
        }
        let forward = read_rows(&[one, two]);
        let backward = read_rows(&[two, one]);
        prop_assert_eq!(placeless(forward.clone()), placeless(backward));
        let whole = placeless(read_rows(&[&rows]));
        let parts = placeless(forward);
        for (whole, parts) in whole.organisations.iter().zip(&parts.organisations) {
            prop_assert_eq!(&whole.responses, &parts.responses);
            prop_assert_eq!(&whole.facts, &parts.facts);
        }
    }

    #[test]
    fn the_order_of_columns_does_not_matter(rows in prop::collection::vec(row(), 1..8), turn in 0_usize..12) {
        let mut header = HEADER;
        header.rotate_left(turn);
        let mut turned = rows.clone();
        for row in &mut turned {
            row.rotate_left(turn);
        }
        let found = ingest::table("answers.csv", &written(&header, &turned, b';'), &ingest::Options::default()).expect("a table");
        let found = read(&[found], None, &BAKING, &ReadOptions::default());
        prop_assert_eq!(placeless(read_rows(&[&rows])), placeless(found));
    }

    #[test]
    fn what_was_written_is_read(
        answers in prop::collection::vec(prop::collection::vec(0_i64..=5, 4), 1..30),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        labels in any::<bool>(),
    ) {
        let scale = &BAKING.scale;
        let cell = |point: &i64| match usize::try_from(point - 1) {
            Ok(at) if labels => scale.labels[at].clone(),
            Ok(_) => point.to_string(),
            Err(_) => "NA".to_owned(),
        };
        let rows: Vec<Vec<String>> = answers
            .iter()
            .enumerate()
            .map(|(at, row)| std::iter::once(format!("r{at:03}")).chain(row.iter().map(cell)).collect())
            .collect();
        let header: Vec<&str> = std::iter::once("respondent").chain(HEADER[5..9].iter().copied()).collect();
        let found = ingest::table("Crumb.csv", &written(&header, &rows, delimiter), &ingest::Options::default()).expect("a table");
        let set = read(&[found], None, &BAKING, &ReadOptions::default());
        prop_assert!(set.problems.is_empty() && set.organisations[0].problems.is_empty());
        let read: Vec<Vec<Answer>> =
            set.organisations[0].responses.iter().map(|one| one.answers.clone()).collect();
        let point = |point: &i64| if *point == 0 { Answer::NotObserved } else { Answer::Value(*point) };
        let expected: Vec<Vec<Answer>> =
            answers.iter().map(|row| row.iter().map(point).collect()).collect();
        prop_assert_eq!(read, expected);
    }
}
