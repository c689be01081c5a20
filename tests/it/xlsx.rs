//! The XLSX: the cells of `scores.csv` as numbers and texts, the same bytes always.

use crate::report::fixture::provenance;
use crate::sample::{organisation, questionnaire, row, row_about};
use assess::render::csv::{CsvText, SCORE_COLUMNS, score_cells};
use assess::render::xlsx;
use assess::responses::RaterGroup;
use assess::results::{Provenance, ScoreRow, score_rows};
use assess::scoring;
use calamine::{Data, Reader as _, Xlsx};
use std::io::Cursor;

/// Rows with all kinds of cells, and names that would be formulas.
fn rows() -> Vec<ScoreRow> {
    let model = questionnaire(&[("one", 3), ("two", 2)], (1, 5));
    let names = [
        "=HYPERLINK(\"http://example.org\")",
        "+49 30",
        "-1",
        "@home",
        "12",
        "<b>Müller & Søn</b> 株式会社",
        "Two, \"words\"",
        "_x0041_",
    ];
    let answers = organisation(vec![
        row(RaterGroup::Manager, &[3, 4, 2, 5, 1]),
        row(RaterGroup::Peer, &[2, 4, 2, 5, 3]),
        row(RaterGroup::Peer, &[3, 1, 2, 4, 3]),
        row(RaterGroup::Peer, &[3, 5, 2, 0, 3]),
        row(RaterGroup::Own, &[5, 5, 5, 5, 5]),
        row_about("=1+1", RaterGroup::Manager, &[1, 2, 3, 4, 5]),
    ]);
    let scores = scoring::score(&answers, &model);
    names.iter().flat_map(|name| score_rows(name, &scores, &model)).collect()
}

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("an XLSX file")
}

/// `ASSESS_DEMO_OUT=DIR cargo test --test it xlsx::spreadsheets` writes a file to look at.
#[test]
fn spreadsheets_are_written_where_asked() {
    if let Some(folder) = std::env::var_os("ASSESS_DEMO_OUT").map(std::path::PathBuf::from) {
        let bytes = xlsx(&rows(), &provenance()).expect("an XLSX");
        std::fs::write(folder.join("scores.xlsx"), bytes).expect("written");
    }
}

#[test]
fn every_cell_is_the_csv_s_and_no_text_is_a_formula() {
    let rows = rows();
    let mut text = CsvText::with_header(&SCORE_COLUMNS);
    for row in &rows {
        text.push(&score_cells(row));
    }
    let text = text.take();
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_slice());
    let mut book = read(xlsx(&rows, &provenance()).expect("an XLSX"));
    assert_eq!(book.sheet_names(), ["Scores", "About"]);
    let sheet = book.worksheet_range("Scores").expect("the sheet");
    assert_eq!(sheet.height(), rows.len() + 1);
    let mut kinds = [0; 4];
    for (line, record) in csv.records().enumerate() {
        let record = record.expect("readable");
        assert_eq!(record.len(), SCORE_COLUMNS.len());
        for (column, written) in record.iter().enumerate() {
            let cell = sheet.get((line, column)).expect("inside");
            match cell {
                Data::Empty => assert_eq!(written, ""),
                // The apostrophe is the CSV's alone.
                Data::String(text) => {
                    let plain = written
                        .strip_prefix('\'')
                        .filter(|_| text.starts_with(['=', '+', '-', '@']));
                    assert_eq!(text, plain.unwrap_or(written));
                }
                Data::Float(number) => {
                    assert_eq!(*number, written.parse::<f64>().expect("a number"));
                }
                Data::Bool(flag) => assert_eq!(flag.to_string(), written),
                other => panic!("{other:?}"),
            }
            match cell {
                Data::Empty => kinds[0] += 1,
                Data::String(_) => kinds[1] += 1,
                Data::Float(_) => kinds[2] += 1,
                _ => kinds[3] += 1,
            }
        }
    }
    assert!(kinds.iter().all(|count| *count > 8), "{kinds:?}");
    assert!(book.worksheet_formula("Scores").expect("the sheet").is_empty());
}

#[test]
fn bytes_are_the_same_again_and_hold_the_report_s_date() {
    let first = xlsx(&rows(), &provenance()).expect("an XLSX");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(
        std::thread::spawn(|| xlsx(&rows(), &provenance()).expect("again")).join().unwrap()
            == first
    );
    let mut archive = zip::ZipArchive::new(Cursor::new(&first)).expect("a ZIP file");
    let core = std::io::read_to_string(archive.by_name("docProps/core.xml").expect("a part"));
    assert!(core.expect("readable").contains("2026-11-23T00:00:00Z"));
}

#[test]
fn the_second_sheet_says_where_the_numbers_come_from() {
    let mut book = read(xlsx(&rows(), &provenance()).expect("an XLSX"));
    let sheet = book.worksheet_range("About").expect("the sheet");
    let said: Vec<String> = sheet.rows().map(|row| format!("{}: {}", row[0], row[1])).collect();
    let (questionnaire, answers) = ("8f2d".repeat(16), "03ab".repeat(16));
    for line in [
        "Program: assess 0.1.0",
        "Date: 2026-11-23",
        "Seed: 1",
        &format!("SHA-256: {questionnaire}"),
        "Answers: answers.csv",
        &format!("SHA-256: {answers}"),
        "gap: Target minus score; positive is a shortfall",
    ] {
        assert!(said.iter().any(|one| one == line), "{line}: {said:#?}");
    }
}

#[test]
fn odd_rows_are_written() {
    let odd = "\u{1}\u{b}\u{ffff}long ".repeat(9000);
    let row = ScoreRow { organisation: odd, score: Some(f64::NAN), ..rows()[0].clone() };
    let nothing = Provenance { date: "someday".to_owned(), ..provenance() };
    let mut book = read(xlsx(&[row], &nothing).expect("an XLSX"));
    let sheet = book.worksheet_range("Scores").expect("the sheet");
    let Some(Data::String(text)) = sheet.get((1, 0)) else { panic!("no text") };
    assert!(text.starts_with("long long ") && text.len() == 32_767);
    assert_eq!(sheet.get((1, 7)), Some(&Data::Empty));
    let mut empty = read(xlsx(&[], &provenance()).expect("an XLSX"));
    assert_eq!(empty.worksheet_range("Scores").expect("the sheet").height(), 1);
}
