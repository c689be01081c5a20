//! Files that once misled the reading: each was found by trying to.

use super::{lighthouse, mapping};
use assess::ingest::{self, Table};
use assess::responses::{Answer, Fact, ReadOptions, ResponseSet, read};

fn tables(files: &[(&str, &str)]) -> Vec<Table> {
    let table = |(file, text): &(&str, &str)| {
        ingest::table(file, text.as_bytes(), &ingest::Options::default()).expect("a table")
    };
    files.iter().map(table).collect()
}

fn understood(files: &[(&str, &str)], map: &str) -> ResponseSet {
    let mapping = (!map.is_empty()).then(|| mapping("map.toml", map).expect("a map"));
    let options = ReadOptions { mapping, ..ReadOptions::default() };
    read(&tables(files), None, &lighthouse(), &options)
}

fn counted(set: &ResponseSet) -> usize {
    set.organisations.iter().map(|one| one.responses.len()).sum()
}

const FORMS: &str = "ID,Start time,Completion time,Email,Name,keeper.lamp.1\n";

#[test]
fn a_number_of_an_answer_is_no_person() {
    let rows = |answers: [u8; 2]| {
        let row = |(id, answer): (usize, &u8)| {
            format!("{},2026-03-01 10:00,2026-03-01 10:0{id},anonymous,,{answer}\n", id + 1)
        };
        FORMS.to_owned() + &answers.iter().enumerate().map(row).collect::<String>()
    };
    let two = understood(&[("wave.csv", &rows([4, 5])), ("other.csv", &rows([3, 2]))], "");
    assert_eq!(counted(&two), 4);
    let options = ReadOptions { organisation: Some("Rock".into()), ..ReadOptions::default() };
    let one = read(
        &tables(&[("a.csv", &rows([4, 5])), ("b.csv", &rows([3, 2]))]),
        None,
        &lighthouse(),
        &options,
    );
    assert_eq!(counted(&one), 4, "four answers about one organisation");
}

#[test]
fn one_person_may_rate_several_while_it_is_open_whom() {
    let text = "ID,Start time,Completion time,Email,Name,Who are you giving feedback to?,\
                keeper.lamp.1\n1,2026-03-01 10:00,2026-03-01 10:05,a@x.example,,Ann,4\n\
                2,2026-03-01 10:00,2026-03-01 10:06,a@x.example,,Bo,2\n";
    let open = understood(&[("f.csv", text)], "");
    assert_eq!(counted(&open), 2);
    let map = "[[column]]\nheading = \"Who are you giving feedback to?\"\nmeans = \"subject\"\n";
    assert_eq!(counted(&understood(&[("f.csv", text)], map)), 2);
    let ignored = map.replace("subject", "ignore");
    assert_eq!(counted(&understood(&[("f.csv", text)], &ignored)), 1, "the same person twice");
}

#[test]
fn a_long_table_needs_raters_and_takes_other_columns() {
    let raterless = "organisation,item,answer,submitted_at\nRock,keeper.lamp.1,4,2026-03-01\n\
                     Rock,keeper.lamp.1,5,2026-03-02\n";
    let problems = ingest::table("l.csv", raterless.as_bytes(), &ingest::Options::default()).err();
    assert_eq!(problems.expect("must refuse")[0].code, "answered-twice");
    let texts = "respondent,item,item_text,answer\nr1,keeper.lamp.1,Lights,4\n\
                 r1,keeper.lamp.2,Lets,2\n";
    let set = understood(&[("l.csv", texts)], "");
    assert_eq!(counted(&set), 1);
    let answers = &set.organisations[0].responses[0].answers;
    assert_eq!(answers[..2], [Answer::Value(4), Answer::Value(2)]);
}

#[test]
fn options_are_ticked_by_ticks_and_joined_columns_are_not_lost() {
    let fact = |text: &str| {
        let set = understood(&[("f.csv", text)], "");
        set.organisations[0].facts.get("org.supplies").cloned()
    };
    let head = "keeper.lamp.1,What the boat brings - Lamp oil,What the boat brings - Mail";
    assert_eq!(fact(&format!("{head}\n4,NA,x\n")), Some(Fact::Many(vec!["mail".into()])));
    let joined = "keeper.lamp.1,What the boat brings,What the boat brings - Lamp oil\n\
                  4,oil;mail,\n";
    assert_eq!(fact(joined), Some(Fact::Many(vec!["oil".into(), "mail".into()])));
}

#[test]
fn what_a_map_says_of_a_number_holds_however_it_is_written() {
    let text = "keeper.lamp.1,keeper.lamp.2,keeper.lamp.3\n1,1.0,+1\n";
    let set = understood(&[("f.csv", text)], "[answers]\n1 = 5\n5 = 1\n");
    let answers = &set.organisations[0].responses[0].answers;
    assert_eq!(answers[..3], [Answer::Value(5); 3]);
}

#[test]
fn a_status_of_the_users_own_does_not_hide_the_tools() {
    let text = "StartDate,Status,Finished,ResponseId,keeper.lamp.1,Status\n\
                2026-03-01 10:00:00,Survey Preview,True,R_1,4,Incumbent\n\
                2026-03-01 10:00:00,IP Address,True,R_2,5,Incumbent\n";
    assert_eq!(counted(&understood(&[("q.csv", text)], "")), 1);
}

#[test]
fn one_slip_does_not_turn_a_column() {
    let turned = |text: &str| {
        let set = understood(&[("f.csv", text)], "");
        let organisation = &set.organisations[0];
        let answers = organisation.responses.iter().map(|one| one.answers[0]);
        let codes: Vec<&str> =
            set.problems.iter().chain(&organisation.problems).map(|one| one.code).collect();
        (answers.collect::<Vec<_>>(), codes.join(" "))
    };
    let (_, codes) = turned("keeper.lamp.1\n4\n4\n2 (Usually)\n");
    assert!(codes.contains("contradictory-answer"), "{codes}");
    let (answers, codes) = turned("keeper.lamp.1\n4\n1 (Almost always)\n2 (Usually)\n");
    assert!(codes.contains("reversed-numbers"), "{codes}");
    assert!(answers.contains(&Answer::Value(2)) && !answers.contains(&Answer::Value(1)));
}

#[test]
fn the_order_of_rows_changes_no_fact() {
    let head = "organisation,respondent,keeper.lamp.1,org.size\n";
    let (one, other) = ("Rock,r1,4,<5\n", "Rock,r1,4,>20\n");
    let facts = |text: String| understood(&[("f.csv", &text)], "").organisations[0].facts.clone();
    assert_eq!(facts(format!("{head}{one}{other}")), facts(format!("{head}{other}{one}")));
}

#[test]
fn addresses_stay_out_of_messages_and_maps() {
    let text = "rater,keeper.lamp.1\nann.smith@x.example,bo@x.example\n";
    let set = understood(&[("f.csv", text)], "");
    let told = format!("{:?}{:?}", set.problems, set.organisations[0].problems);
    assert!(told.contains("unknown-rater") && !told.contains("x.example"), "{told}");
    let map = assess::responses::written_map(
        &tables(&[("f.csv", text)]),
        &lighthouse(),
        &ReadOptions::default(),
    );
    assert!(!map.contains("x.example"), "{map}");
}
