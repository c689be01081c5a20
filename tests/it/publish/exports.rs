//! What each tool would export from a published form: the form is read as the tool reads it, then
//! the answers of `plain.csv` are written under its names, with its codes or labels.

use assess::ingest;
use assess::publish::Target;
use assess::questionnaire::Questionnaire;
use assess::responses::{ReadOptions, ResponseSet, read};
use calamine::{Reader, Xlsx};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

/// What a question takes.
#[derive(Debug, Clone, PartialEq)]
enum Takes {
    Text,
    /// A point of the scale, or the word after them.
    Point,
    One(Vec<String>),
    Many(Vec<String>),
}

/// A question that the form must ask.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    id: String,
    takes: Takes,
}

impl Asked {
    pub(super) fn text(id: &str) -> Self {
        Self { id: id.to_owned(), takes: Takes::Text }
    }

    pub(super) fn item(id: &str) -> Self {
        Self { id: id.to_owned(), takes: Takes::Point }
    }

    pub(super) fn one(id: &str, choices: &[&str]) -> Self {
        let choices = choices.iter().map(|&one| one.to_owned()).collect();
        Self { id: id.to_owned(), takes: Takes::One(choices) }
    }

    pub(super) fn many(id: &str, choices: &[&str]) -> Self {
        let choices = choices.iter().map(|&one| one.to_owned()).collect();
        Self { id: id.to_owned(), takes: Takes::Many(choices) }
    }

    /// The places of the choices that a cell of the plain layout names.
    fn places(&self, cell: &str) -> Vec<usize> {
        let at = |known: &[String], word: &str| known.iter().position(|one| one == word);
        match &self.takes {
            Takes::Text => Vec::new(),
            Takes::Point => match cell.parse::<usize>() {
                Ok(point) => vec![point - 1],
                Err(_) if cell.is_empty() => Vec::new(),
                Err(_) => vec![5],
            },
            Takes::One(known) => at(known, cell).into_iter().collect(),
            Takes::Many(known) => cell.split(';').filter_map(|word| at(known, word)).collect(),
        }
    }
}

/// A question as the form has it: the heading of its column, and what stands for each choice.
#[derive(Debug, Clone, Default)]
struct Found {
    heading: String,
    text: String,
    choices: Vec<String>,
}

/// The rows of `plain.csv`, blank ones left out, as column to cell.
fn plain_rows() -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports/plain.csv");
    let mut reader = csv::Reader::from_path(path).expect("must exist");
    let rows: Vec<BTreeMap<String, String>> =
        reader.deserialize().map(|row| row.expect("a row")).collect();
    let mut rows: Vec<BTreeMap<String, String>> =
        rows.into_iter().filter(|row| !row["organisation"].is_empty()).collect();
    // The earlier of two answers by one rater: some tools do not say who answered.
    rows.retain(|row| row["submitted_at"] != "2026-03-13 16:20:44");
    assert_eq!(rows.len(), 8);
    // What `plain.csv` does not hold.
    for (number, row) in rows.iter_mut().enumerate() {
        row.insert("org.invited".into(), "12".into());
        row.insert("standing".into(), "candidate".into());
        for (at, competency) in ["keeper.lamp", "keeper.log", "mechanic.engine"].iter().enumerate()
        {
            let importance = ((number + at) % 5 + 1).to_string();
            row.insert(format!("importance.{competency}"), importance);
            row.insert(
                format!("comment.{competency}"),
                format!("Remark {number}, on {competency}"),
            );
        }
    }
    rows
}

/// The answers of `plain.csv` as they are read, with the additions.
pub(super) fn plain() -> ResponseSet {
    let rows = plain_rows();
    let names: Vec<String> = rows[0].keys().cloned().collect();
    let cells = rows.iter().map(|row| names.iter().map(|name| row[name].clone()).collect());
    let table: Vec<Vec<String>> = std::iter::once(names.clone()).chain(cells).collect();
    read_back("plain.csv", &written(&table, b','), &super::lighthouse())
}

pub(super) fn read_back(file: &str, content: &[u8], languages: &[Questionnaire]) -> ResponseSet {
    let table = ingest::table(file, content, &ingest::Options::default())
        .unwrap_or_else(|problems| panic!("{file}: {problems:#?}"));
    let options = ReadOptions { translations: languages[1..].to_vec(), ..ReadOptions::default() };
    read(&[table], None, &languages[0], &options)
}

pub(super) fn compare(target: &str, found: &ResponseSet, plain: &ResponseSet) {
    let errors = found.problems.iter().filter(|one| one.is_error()).collect::<Vec<_>>();
    assert!(errors.is_empty(), "{target}: {errors:#?}");
    assert_eq!(found.organisations.len(), plain.organisations.len(), "{target}");
    for (one, other) in found.organisations.iter().zip(&plain.organisations) {
        assert!(!one.failed(), "{target}: {:#?}", one.problems);
        let said = |one: &assess::responses::Organisation| {
            let mut said: Vec<String> = one
                .responses
                .iter()
                .map(|one| {
                    let people = (&one.subject, &one.role, one.standing, one.rater);
                    let beside = (&one.importance, &one.comments);
                    format!("{people:?} {:?} {:?} {beside:?}", one.submitted_at, one.answers)
                })
                .collect();
            said.sort();
            said
        };
        assert_eq!(said(one), said(other), "{target}");
        assert_eq!((&one.facts, one.invited), (&other.facts, Some(12)), "{target}");
    }
}

/// File name and content of the tool's export.
pub(super) fn export(target: Target, form: &[u8], asked: &[Asked]) -> (String, Vec<u8>) {
    match target {
        Target::XlsForm => kobo(form, asked),
        Target::SurveyJs => surveyjs(form, asked),
        Target::LimeSurvey => limesurvey(form, asked),
        Target::Qualtrics => qualtrics(form, asked),
        Target::GoogleForms => google(form, asked),
        Target::RedCap => redcap(form, asked),
        Target::Csv => table(form, asked),
        Target::Html | Target::Docx => unreachable!("{target:?} has no export"),
    }
}

fn written(rows: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("must write");
    }
    writer.into_inner().expect("must write")
}

/// A cell of the export: the text itself, or what stands for the choices, joined.
fn cell(asked: &Asked, found: &Found, row: &BTreeMap<String, String>, join: &str) -> String {
    let plain = row.get(&asked.id).map_or("", String::as_str);
    if asked.takes == Takes::Text {
        return plain.to_owned();
    }
    let places = asked.places(plain);
    let chosen: Vec<&str> = places.iter().map(|at| found.choices[*at].as_str()).collect();
    chosen.join(join)
}

fn check_count(asked: &[Asked], found: &[Found]) {
    let ids: Vec<&str> = asked.iter().map(|one| one.id.as_str()).collect();
    let names: Vec<&str> = found.iter().map(|one| one.heading.as_str()).collect();
    assert_eq!(ids.len(), names.len(), "{ids:?}\n{names:?}");
}

pub(super) fn workbook(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets();
    let cells = |range: calamine::Range<calamine::Data>| {
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    sheets.into_iter().map(|(name, range)| (name, cells(range))).collect()
}

fn kobo(form: &[u8], asked: &[Asked]) -> (String, Vec<u8>) {
    let sheets: BTreeMap<String, Vec<Vec<String>>> = workbook(form).into_iter().collect();
    let mut lists: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in sheets["choices"].iter().skip(1) {
        lists.entry(&row[0]).or_default().push(row[1].clone());
    }
    let (mut found, mut groups) = (Vec::new(), Vec::new());
    for row in sheets["survey"].iter().skip(1) {
        let (kind, name) = (row[0].as_str(), row[1].as_str());
        match kind.split_once(' ').unwrap_or((kind, "")) {
            ("begin_group", _) => groups.push(name.to_owned()),
            ("end_group", _) => drop(groups.pop()),
            ("note", _) => {}
            _ if name.ends_with("_labels") => {}
            (_, list) => found.push(Found {
                heading: format!("{}/{name}", groups.join("/")),
                choices: lists.get(list).cloned().unwrap_or_default(),
                ..Found::default()
            }),
        }
    }
    check_count(asked, &found);
    let mut rows = vec![found.iter().map(|one| one.heading.clone()).collect::<Vec<String>>()];
    rows[0].extend(["_uuid", "_submission_time", "_index"].map(str::to_owned));
    for (number, plain) in plain_rows().iter().enumerate() {
        let cells = asked.iter().zip(&found).map(|(one, found)| cell(one, found, plain, " "));
        let mut row: Vec<String> = cells.collect();
        row.extend([
            plain["respondent"].clone(),
            plain["submitted_at"].clone(),
            number.to_string(),
        ]);
        rows.push(row);
    }
    ("kobo.csv".to_owned(), written(&rows, b';'))
}

fn surveyjs(form: &[u8], asked: &[Asked]) -> (String, Vec<u8>) {
    let form: Value = serde_json::from_slice(form).expect("JSON");
    let values = |list: &Value| -> Vec<Value> {
        let list = list.as_array().cloned().unwrap_or_default();
        list.iter().map(|one| one["value"].clone()).collect()
    };
    // Name of the question, name of its row, values of its choices.
    let mut found: Vec<(String, Option<String>, Vec<Value>)> = Vec::new();
    for page in form["pages"].as_array().expect("pages") {
        for question in page["elements"].as_array().expect("elements") {
            let name = question["name"].as_str().expect("a name").to_owned();
            for row in values(&question["rows"]) {
                let row = row.as_str().expect("a row").to_owned();
                found.push((name.clone(), Some(row), values(&question["columns"])));
            }
            if question["type"] != "matrix" {
                found.push((name, None, values(&question["choices"])));
            }
        }
    }
    assert_eq!(found.len(), asked.len());
    let mut results = Vec::new();
    for plain in plain_rows() {
        let mut result = Map::new();
        for (one, (name, row, choices)) in asked.iter().zip(&found) {
            let text = plain.get(&one.id).map_or("", String::as_str);
            let places = one.places(text);
            let value = match &one.takes {
                Takes::Text if text.is_empty() => continue,
                Takes::Text => json!(text),
                _ if places.is_empty() => continue,
                Takes::Many(_) => places.iter().map(|at| choices[*at].clone()).collect(),
                _ => choices[places[0]].clone(),
            };
            match row {
                None => drop(result.insert(name.clone(), value)),
                Some(row) => {
                    let matrix = result.entry(name).or_insert_with(|| json!({}));
                    matrix[row] = value;
                }
            }
        }
        result.insert("HappenedAt".into(), json!(plain["submitted_at"]));
        result.insert("instanceId".into(), json!(plain["respondent"]));
        results.push(Value::Object(result));
    }
    ("results.json".to_owned(), serde_json::to_vec(&results).expect("JSON"))
}

/// The questions of a LimeSurvey structure, and the columns of those with an option each.
fn limesurvey_form(form: &[u8]) -> (Vec<Found>, Vec<Vec<String>>) {
    let text = std::str::from_utf8(form).expect("UTF-8").trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(b'\t').has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let at = |row: &csv::StringRecord, name: &str| {
        let place = rows[0].iter().position(|known| known == name).expect("a column");
        row[place].to_owned()
    };
    // Questions and their rows share one space of ids, so neither may have any.
    let numbered = rows.iter().filter(|row| ["Q", "SQ"].contains(&&*at(row, "class")));
    assert!(numbered.into_iter().all(|row| at(row, "id").is_empty()));
    let first = rows.iter().find(|row| at(row, "class") == "S" && at(row, "name") == "language");
    let language = at(first.expect("a language"), "text");
    let mut found: Vec<Found> = Vec::new();
    let mut options: Vec<Vec<String>> = Vec::new();
    let (mut question, mut kind, mut start) = (String::new(), String::new(), 0);
    for row in rows.iter().filter(|row| at(row, "language") == language) {
        let name = at(row, "name");
        assert!(name.len() <= 20 || at(row, "class") == "G" || at(row, "class") == "SL", "{name}");
        match at(row, "class").as_str() {
            "Q" => {
                (question, kind, start) = (name.clone(), at(row, "type/scale"), found.len());
                if kind != "F" {
                    found.push(Found { heading: name, ..Found::default() });
                    options.push(Vec::new());
                }
            }
            "SQ" if kind == "F" => {
                let heading = format!("{question}[{name}]");
                found.push(Found { heading, ..Found::default() });
                options.push(Vec::new());
            }
            "SQ" => options.last_mut().expect("a question").push(format!("{question}[{name}]")),
            "A" => {
                assert!(name.len() <= 5, "{name}");
                found[start..].iter_mut().for_each(|one| one.choices.push(name.clone()));
            }
            _ => {}
        }
    }
    (found, options)
}

fn limesurvey(form: &[u8], asked: &[Asked]) -> (String, Vec<u8>) {
    let (found, options) = limesurvey_form(form);
    check_count(asked, &found);
    let mut head: Vec<String> = ["id", "submitdate", "lastpage"].map(str::to_owned).to_vec();
    for (one, options) in found.iter().zip(&options) {
        if options.is_empty() {
            head.push(one.heading.clone());
        } else {
            head.extend(options.clone());
        }
    }
    head.push("token".to_owned());
    let mut table = vec![head];
    for (number, plain) in plain_rows().iter().enumerate() {
        let submitted = plain["submitted_at"].clone();
        let mut row = vec![number.to_string(), submitted, "9".to_owned()];
        for ((one, found), options) in asked.iter().zip(&found).zip(&options) {
            if options.is_empty() {
                row.push(cell(one, found, plain, ""));
            } else {
                let chosen = one.places(plain.get(&one.id).map_or("", String::as_str));
                let ticked = |at: usize| if chosen.contains(&at) { "Y" } else { "" };
                row.extend((0..options.len()).map(|at| ticked(at).to_owned()));
            }
        }
        row.push(plain["respondent"].clone());
        table.push(row);
    }
    ("results-survey1.csv".to_owned(), written(&table, b','))
}

/// The questions of a Qualtrics text: tags, texts and labels.
fn qualtrics_form(form: &[u8]) -> Vec<Found> {
    let text = std::str::from_utf8(form).expect("UTF-8");
    let unescaped =
        |text: &str| text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let mut found: Vec<Found> = Vec::new();
    for part in text.split("[[Question:").skip(1) {
        let lines: Vec<&str> = part.lines().map(str::trim).collect();
        let kind = lines[0].trim_end_matches("]]");
        if kind == "Text" {
            continue;
        }
        let tag =
            lines[1].strip_prefix("[[ID:").and_then(|one| one.strip_suffix("]]")).expect("a tag");
        let stem = unescaped(lines[2]);
        let (mut rows, mut choices) = (Vec::new(), Vec::new());
        let (mut list, mut number) = ("", "");
        for line in &lines[3..] {
            match line.strip_prefix("[[").and_then(|one| one.strip_suffix("]]")) {
                Some("PageBreak") => break,
                Some(name) if name.starts_with("Block") => break,
                Some(name) => match name.split_once(':') {
                    Some((kind, value)) => (list, number) = (kind, value),
                    None => list = name,
                },
                None if line.is_empty() => {}
                None if kind == "Matrix" && list == "Choice" => {
                    rows.push((number.to_owned(), unescaped(line)));
                }
                None => choices.push(unescaped(line)),
            }
        }
        if kind == "Matrix" {
            found.extend(rows.into_iter().map(|(number, row)| Found {
                heading: format!("{tag}_{number}"),
                text: format!("{stem} - {row}"),
                choices: choices.clone(),
            }));
        } else {
            found.push(Found { heading: tag.to_owned(), text: stem, choices });
        }
    }
    found
}

fn qualtrics(form: &[u8], asked: &[Asked]) -> (String, Vec<u8>) {
    let found = qualtrics_form(form);
    check_count(asked, &found);
    let own = [
        "StartDate",
        "EndDate",
        "Status",
        "Progress",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "ExternalReference",
    ];
    let described = [
        "Start Date",
        "End Date",
        "Response Type",
        "Progress",
        "Finished",
        "Recorded Date",
        "Response ID",
        "External Data Reference",
    ];
    let imported = |name: String| format!("{{\"ImportId\":\"{name}\"}}");
    let head = |own: [&str; 8], rest: Vec<String>| -> Vec<String> {
        own.map(str::to_owned).into_iter().chain(rest).collect()
    };
    let mut table = vec![
        head(own, found.iter().map(|one| one.heading.clone()).collect()),
        head(described, found.iter().map(|one| one.text.clone()).collect()),
        head(own, (1..=found.len()).map(|at| format!("QID{at}")).collect())
            .into_iter()
            .map(imported)
            .collect(),
    ];
    for plain in plain_rows() {
        let moment = &plain["submitted_at"];
        let mut row: Vec<String> =
            [moment, moment, "IP Address", "100", "True", moment].map(str::to_owned).to_vec();
        row.extend([format!("R_{}", table.len()), plain["respondent"].clone()]);
        row.extend(asked.iter().zip(&found).map(|(one, found)| cell(one, found, &plain, ",")));
        table.push(row);
    }
    ("qualtrics.csv".to_owned(), written(&table, b','))
}

fn google(form: &[u8], asked: &[Asked]) -> (String, Vec<u8>) {
    let text = std::str::from_utf8(form).expect("UTF-8");
    let data = text.strip_prefix("const FORM = ").and_then(|rest| rest.split_once(";\n\n"));
    let form: Value = serde_json::from_str(data.expect("the data").0).expect("JSON");
    let words = |list: &Value| -> Vec<String> {
        let list = list.as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
    };
    let mut found = Vec::new();
    for section in form["sections"].as_array().expect("sections") {
        for question in section["questions"].as_array().expect("questions") {
            let title = question["title"].as_str().expect("a title");
            if question["kind"] == "grid" {
                found.extend(words(&question["rows"]).into_iter().map(|row| Found {
                    heading: format!("{title} [{row}]"),
                    choices: words(&form["scale"]),
                    ..Found::default()
                }));
            } else {
                let choices = words(&question["choices"]);
                found.push(Found { heading: title.to_owned(), choices, ..Found::default() });
            }
        }
    }
    check_count(asked, &found);
    let mut head = vec!["Timestamp".to_owned(), "Email Address".to_owned()];
    head.extend(found.iter().map(|one| one.heading.clone()));
    let mut table = vec![head];
    for plain in plain_rows() {
        let respondent = format!("{}@example.org", plain["respondent"]);
        let mut row = vec![plain["submitted_at"].clone(), respondent];
        row.extend(asked.iter().zip(&found).map(|(one, found)| cell(one, found, &plain, ", ")));
        table.push(row);
    }
    ("Form.csv".to_owned(), written(&table, b','))
}

fn redcap(form: &[u8], asked: &[Asked]) -> (String, Vec<u8>) {
    let mut reader = csv::Reader::from_reader(form);
    let mut found = Vec::new();
    let mut kinds = Vec::new();
    for row in reader.records().map(|row| row.expect("a row")).skip(1) {
        let name = &row[0];
        assert!(name.len() <= 26, "{name}");
        let letters =
            |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
        assert!(name.chars().all(letters), "{name}");
        let code = |part: &str| part.split_once(',').map_or("", |(code, _)| code).trim().to_owned();
        let choices = row[5].split('|').map(code).filter(|code| !code.is_empty()).collect();
        kinds.push(row[3].to_owned());
        found.push(Found { heading: name.to_owned(), choices, ..Found::default() });
    }
    check_count(asked, &found);
    let mut head =
        ["record_id", "redcap_survey_identifier", "form_timestamp"].map(str::to_owned).to_vec();
    for (one, kind) in found.iter().zip(&kinds) {
        if kind == "checkbox" {
            head.extend(one.choices.iter().map(|code| format!("{}___{code}", one.heading)));
        } else {
            head.push(one.heading.clone());
        }
    }
    head.push("form_complete".to_owned());
    let mut table = vec![head];
    for (number, plain) in plain_rows().iter().enumerate() {
        let moment = plain["submitted_at"].clone();
        let mut row = vec![(number + 1).to_string(), plain["respondent"].clone(), moment];
        for ((one, found), kind) in asked.iter().zip(&found).zip(&kinds) {
            if kind == "checkbox" {
                let chosen = one.places(plain.get(&one.id).map_or("", String::as_str));
                let ticked = |at: usize| i32::from(chosen.contains(&at)).to_string();
                row.extend((0..found.choices.len()).map(ticked));
            } else {
                row.push(cell(one, found, plain, ""));
            }
        }
        row.push("2".to_owned());
        table.push(row);
    }
    ("redcap.csv".to_owned(), written(&table, b','))
}

/// The table of the plain layout, filled in.
fn table(form: &[u8], asked: &[Asked]) -> (String, Vec<u8>) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&form[3..]);
    let head = reader.records().next().expect("a row").expect("a row");
    let head: Vec<String> = head.iter().map(str::to_owned).collect();
    assert!(asked.iter().all(|one| head.contains(&one.id)));
    let mut table = vec![head.clone()];
    table[0].push("submitted_at".to_owned());
    for plain in plain_rows() {
        let cells = table[0].iter().map(|name| plain.get(name).cloned().unwrap_or_default());
        let row = cells.collect();
        table.push(row);
    }
    ("table.csv".to_owned(), written(&table, b','))
}

/// The words of a Word document.
pub(super) fn docx_text(bytes: &[u8]) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut part = archive.by_name("word/document.xml").expect("a document");
    part.read_to_string(&mut text).expect("a text");
    let mut words = String::new();
    for part in text.split('<') {
        words.push_str(part.split_once('>').map_or("", |(_, text)| text));
    }
    words.replace("&apos;", "'").replace("&#39;", "'").replace("&amp;", "&")
}
