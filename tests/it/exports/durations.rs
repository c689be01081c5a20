//! How long answers took: by a tool's column of seconds, by its start and end, by the plain layout.

use super::{expected, lighthouse, options, table, understood};
use assess::ingest::{self, Table};
use assess::responses::check::{Understood, check};
use assess::responses::{Organisation, ReadOptions, ResponseSet, mapping, read};

fn text(name: &str, text: &str) -> Table {
    ingest::table(name, text.as_bytes(), &ingest::Options::default()).expect("a table")
}

fn read_text(name: &str, content: &str, map: &str) -> ResponseSet {
    let mapping = (!map.is_empty()).then(|| mapping("map.toml", map).expect("a map"));
    let options = ReadOptions { mapping, ..ReadOptions::default() };
    read(&[text(name, content)], None, &lighthouse(), &options)
}

/// The durations of all responses, in the order of the file.
fn seconds(organisations: &[Organisation]) -> Vec<Option<f64>> {
    let all = organisations.iter().flat_map(|one| &one.responses);
    let mut rows: Vec<(usize, Option<f64>)> = all.map(|one| (one.row, one.seconds)).collect();
    rows.sort_by_key(|(row, _)| *row);
    rows.into_iter().map(|(_, seconds)| seconds).collect()
}

/// The codes of all problems but notes.
fn codes(set: &ResponseSet) -> Vec<&str> {
    let all = set.problems.iter().chain(set.organisations.iter().flat_map(|one| &one.problems));
    all.map(|one| one.code).filter(|code| *code != "recognised").collect()
}

#[test]
fn every_tool_says_how_long_answers_took() {
    let (mut wrong, mut known) = (Vec::new(), 0);
    for one in expected() {
        let set =
            understood(table(&one.file, &ingest::Options::default()), &options(one.map.as_ref()));
        let all = seconds(&set.organisations);
        let mut found: Vec<f64> = all.iter().copied().flatten().collect();
        let every = found.is_empty() || found.len() == all.len();
        found.sort_by(f64::total_cmp);
        found.dedup();
        if found != one.seconds || !every {
            wrong.push(format!("{}: {all:?}, meant {:?}", one.file, one.seconds));
        }
        known += usize::from(!found.is_empty());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(known >= 20, "only {known} files say how long answers took");
}

#[test]
fn the_plain_layout_has_a_column_of_seconds() {
    let rows = "keeper.lamp.1,Seconds\n4,412\n4,412.5\n5,\"412,5\"\n5,\n3,NA\n";
    let set = read_text("plain.csv", rows, "");
    let meant = [Some(412.0), Some(412.5), Some(412.5), None, None];
    assert_eq!(seconds(&set.organisations), meant);
    assert_eq!(codes(&set), [""; 0]);
    let mapped = rows.replace("Seconds", "Took");
    assert_eq!(seconds(&read_text("f.csv", &mapped, "").organisations), [None; 5]);
    let map = "[[column]]\nheading = \"Took\"\nmeans = \"seconds\"\n";
    assert_eq!(seconds(&read_text("f.csv", &mapped, map).organisations), meant);
    let long = "respondent,item,answer,seconds\nr1,keeper.lamp.1,4,90\nr1,keeper.lamp.2,3,90\n";
    assert_eq!(seconds(&read_text("l.csv", long, "").organisations), [Some(90.0)]);
}

#[test]
fn senseless_seconds_are_unknown_and_text_among_them_is_told_once() {
    let rows = "keeper.lamp.1,seconds\n4,0\n4,-3\n4,99999\n4,1e400\n4,inf\n4,60\n";
    let set = read_text("plain.csv", rows, "");
    let meant = [None, None, None, None, None, Some(60.0)];
    assert_eq!(seconds(&set.organisations), meant);
    assert_eq!(codes(&set), ["unreadable-seconds"]);
    let rows = "keeper.lamp.1,seconds\n4,7 min\n4,ann.smith@x.example\n4,60\n";
    let set = read_text("plain.csv", rows, "");
    assert_eq!(seconds(&set.organisations), [None, None, Some(60.0)]);
    let [problem] = set.problems.as_slice() else { panic!("{:#?}", set.problems) };
    assert_eq!(problem.code, "unreadable-seconds");
    assert!(problem.message.starts_with("2 cells") && !problem.to_string().contains("ann.smith"));
    assert!(!set.organisations[0].failed());
}

const FORMS: &str = "ID,Start time,Completion time,Email,Name,keeper.lamp.1\n";

#[test]
fn a_start_and_an_end_say_nothing_where_they_are_no_time_of_answering() {
    let rows = [
        ("2026-03-01 10:00", "2026-03-01 10:05", Some(300.0)),
        ("2026-03-01 23:58", "2026-03-02 00:01", Some(180.0)),
        ("2026-03-01 21:00", "2026-03-02 09:01", None),
        ("2026-03-01 10:00", "2026-03-01 10:00", None),
        ("2026-03-01 10:00", "2026-03-01 09:00", None),
        ("2026-03-01", "2026-03-02", None),
        ("", "2026-03-01 10:00", None),
        ("soon", "2026-03-01 10:00", None),
    ];
    let line = |(at, (start, end, _)): (usize, &(&str, &str, Option<f64>))| {
        format!("{},{start},{end},anonymous,,{}\n", at + 1, at % 5 + 1)
    };
    let all = FORMS.to_owned() + &rows.iter().enumerate().map(line).collect::<String>();
    let set = read_text("forms.csv", &all, "");
    let meant: Vec<Option<f64>> = rows.iter().map(|(_, _, seconds)| *seconds).collect();
    assert_eq!(seconds(&set.organisations), meant);
    assert_eq!(codes(&set), [""; 0]);
    let map = "[[column]]\nheading = \"Start time\"\nmeans = \"ignore\"\n";
    let ignored = read_text("forms.csv", &all, map);
    assert_eq!(seconds(&ignored.organisations), [None; 8]);
}

#[test]
fn the_tools_own_seconds_count_before_start_and_end_and_ours_before_both() {
    let head = "StartDate,EndDate,Finished,Duration (in seconds),ResponseId,keeper.lamp.1";
    let row = "2026-03-01 10:00:00,2026-03-01 10:05:00,True";
    let rows = format!("{head},seconds\n{row},61,R_1,4,\n{row},,R_2,5,\n{row},62,R_3,3,63\n");
    let set = read_text("q.csv", &rows, "");
    assert_eq!(seconds(&set.organisations), [Some(61.0), None, Some(63.0)]);
    assert_eq!(codes(&set), [""; 0]);
    // Sent days after they were filled in: only the form's own end counts.
    let kobo = "start,end,keeper.lamp.1,_uuid,_submission_time\n\
                2026-03-01T10:00:00.000+01:00,2026-03-01T10:02:00.500+01:00,4,u1,2026-03-01T12:00:00\n";
    assert_eq!(seconds(&read_text("k.csv", kobo, "").organisations), [Some(120.5)]);
    let endless = kobo.replace("start,end,", "start,today,");
    assert_eq!(seconds(&read_text("k.csv", &endless, "").organisations), [None]);
}

#[test]
fn exports_that_overlap_keep_what_one_of_them_says() {
    let head = "id,submitdate,lastpage,startlanguage,keeperlamp[keeperlamp1]";
    let row = "7,2026-03-01 10:05:00,3,en,A4";
    let without = format!("{head}\n{row}\n");
    let with = format!("{head},interviewtime\n{row},215.5\n");
    let options = ReadOptions { organisation: Some("Rock".into()), ..ReadOptions::default() };
    let [one, other] = [text("a.csv", &without), text("b.csv", &with)];
    for tables in [[one.clone(), other.clone()], [other, one]] {
        let set = read(&tables, None, &lighthouse(), &options);
        assert_eq!(seconds(&set.organisations), [Some(215.5)]);
        assert_eq!(set.organisations[0].excluded.len(), 1);
    }
}

#[test]
fn check_says_which_column_it_is() {
    let questionnaire = lighthouse();
    let tables = [table("qualtrics.csv", &ingest::Options::default())];
    let options = options(None);
    let set = &read(&tables, None, &questionnaire, &options);
    let understood = Understood { questionnaire: &questionnaire, options: &options, set };
    let report = check(&tables, &[], Some(understood));
    let columns = &report.files[0].columns;
    let found: Vec<&str> = columns
        .iter()
        .filter(|one| one.id.as_deref() == Some("seconds"))
        .map(|one| one.column.as_str())
        .collect();
    assert_eq!(found, ["Duration (in seconds)"]);
    assert!(!report.files[0].unknown.iter().any(|name| name == "StartDate" || name == "EndDate"));
}
