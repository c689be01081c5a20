//! Header rows to headings, per kind of header.

use super::tools::{Header, Split, Tool};
use crate::ingest::folding::fold;
use crate::ingest::question_text::{bracketed_id, clean, code_and_text, splits};
use crate::ingest::reader::Record;
use crate::ingest::{Field, Heading, Timing};

/// How many rows of a tool's export stand above the data.
pub(super) fn count(tool: &Tool, records: &[Record]) -> usize {
    let row = |at: usize| records.get(at);
    match tool.header {
        _ if tool.json => 1,
        Header::One => 1 + usize::from(row(1).is_some_and(is_tags)),
        Header::SurveyMonkey => 1 + usize::from(row(1).is_some_and(is_second_row)),
        Header::Qualtrics => {
            let imported = row(2).is_some_and(is_import_ids);
            let is_text = |second: &Record| imported || is_described(tool, row(0), second);
            let described =
                usize::from(row(1).is_some_and(|second| !is_import_ids(second) && is_text(second)));
            1 + described + usize::from(row(1 + described).is_some_and(is_import_ids))
        }
    }
}

/// Whether a record holds Qualtrics' import ids: `{"ImportId":"QID1"}`, in 2016 `{'ImportId': 'QID1'}`.
pub(super) fn is_import_ids(record: &Record) -> bool {
    record.cells.iter().any(|cell| import_id(cell).is_some())
}

fn import_id(cell: &str) -> Option<&str> {
    let inner = cell.trim().strip_prefix('{')?;
    let (key, value) = inner.split_once(':')?;
    let quotes = ['"', '\'', ' '];
    (key.trim_matches(quotes) == "ImportId")
        .then(|| value.trim_start_matches(quotes))
        .and_then(|value| value.split(['"', '\'']).next())
}

/// Whether the second record says what the questions are: it has a word where a date would stand,
/// or, in exports of before 2017, the names of Qualtrics' own columns.
fn is_described(tool: &Tool, first: Option<&Record>, second: &Record) -> bool {
    if is_import_ids(second) {
        return false;
    }
    let date = |name: &str| tool.submitted.have(name) || name == "startdate";
    let is_word =
        |cell: &str| !cell.contains(|sign: char| sign.is_ascii_digit()) && !cell.is_empty();
    let columns = first.into_iter().flat_map(|first| first.cells.iter().zip(&second.cells));
    let mut dates = columns.filter(|(name, _)| date(&fold(name)));
    dates.any(|(_, cell)| is_word(cell.trim())) || second.cells.iter().any(|cell| date(&fold(cell)))
}

/// `NA` stands for a blank where a file went through R.
fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "NA")
}

/// Whether a record is SurveyMonkey's second header row: nothing stands under its own columns.
fn is_second_row(record: &Record) -> bool {
    is_blank(record.cells.get(0).unwrap_or_default())
        && record.cells.iter().any(|cell| !is_blank(cell))
}

/// Whether a record holds HXL tags, as KoBoToolbox writes them under the names.
fn is_tags(record: &Record) -> bool {
    let mut cells = record.cells.iter().filter(|cell| !cell.trim().is_empty()).peekable();
    cells.peek().is_some() && cells.all(|cell| cell.trim().starts_with('#'))
}

/// Whether the first two records are questions and their rows: every gap of the first is filled in
/// the second, and the second holds words that no later record repeats.
pub(super) fn two_rows_by_hand(records: &[Record]) -> bool {
    let [first, second, rest @ ..] = records else { return false };
    let blank = |cell: &&str| cell.trim().is_empty();
    let gaps = first.cells.iter().filter(blank).count();
    let words =
        |cell: &str| cell.contains(char::is_alphabetic) && cell.trim().parse::<f64>().is_err();
    let width = first.cells.len();
    gaps * 3 >= width
        && !first.cells.get(0).unwrap_or_default().trim().is_empty()
        && second.cells.len() == width
        && second.cells.iter().filter(|cell| words(cell)).count() * 10 >= width * 9
        && !rest.iter().any(|record| {
            let mut same = record.cells.iter().zip(&second.cells);
            same.any(|(cell, head)| !cell.is_empty() && cell == head)
        })
}

/// Names in one row.
pub(super) fn one(head: &[Record], ways: &[Split], tool: Option<&Tool>) -> Vec<Heading> {
    let Some(first) = head.first() else { return Vec::new() };
    let headings = first.cells.iter().map(|cell| named(cell, ways)).collect();
    with_fields(headings, tool)
}

/// A heading from its only cell.
fn named(cell: &str, ways: &[Split]) -> Heading {
    let mut heading = Heading { name: cell.trim().to_owned(), ..Heading::default() };
    let mut text = cell;
    let coded = if ways.contains(&Split::Code) { code_and_text(cell) } else { None };
    if let Some((code, rest)) = coded.or_else(|| bracketed_id(cell)) {
        heading.ids.push(code.to_owned());
        heading.splits.extend(splits(code, ways));
        text = rest;
    }
    for inner in heading.splits.clone() {
        heading.ids.push(inner.1);
    }
    let (paths, others): (Vec<Split>, Vec<Split>) =
        ways.iter().partition(|way| matches!(way, Split::Path | Split::Group | Split::Member));
    heading.ids.extend(splits(cell.trim(), &paths).into_iter().map(|(_, last)| last));
    heading.splits.extend(splits(cell.trim(), &paths));
    let text = clean(text);
    heading.splits.extend(splits(&text, &others));
    heading.texts.push(text);
    heading
}

/// What stands in SurveyMonkey's second row under a question without rows.
const WHOLE: [&str; 4] = ["response", "open-ended response", "antwort", "offene antwort"];

/// Whether a row of folded names says that answers stand below it.
pub(super) fn names_responses(names: &[String]) -> bool {
    names.iter().any(|name| WHOLE.contains(&name.as_str()))
}

/// Questions in the first row, each over the first of its columns; rows or options in the second.
pub(super) fn filled(head: &[Record], tool: Option<&Tool>) -> Vec<Heading> {
    let [first, second, ..] = head else { return Vec::new() };
    let mut question = "";
    let mut headings = Vec::new();
    for (at, cell) in first.cells.iter().enumerate() {
        let row = second.cells.get(at).unwrap_or_default().trim();
        if !cell.trim().is_empty() {
            question = cell.trim();
        }
        let whole = is_blank(row) || WHOLE.contains(&fold(row).as_str());
        headings.push(if whole {
            let name = if cell.trim().is_empty() && is_blank(row) { "" } else { question };
            Heading { name: name.to_owned(), texts: vec![clean(name)], ..Heading::default() }
        } else {
            let (stem, part) = (clean(question), clean(row));
            Heading {
                name: format!("{question} - {row}"),
                texts: vec![format!("{stem} {part}")],
                splits: vec![(stem, part)],
                ..Heading::default()
            }
        });
    }
    with_fields(headings, tool)
}

/// Tags, descriptions and import ids. Exports of before 2017 call Qualtrics' own columns `V1` and
/// on, and name them in the second row.
pub(super) fn qualtrics(head: &[Record], tool: &Tool) -> Vec<Heading> {
    let Some(first) = head.first() else { return Vec::new() };
    let described = head.get(1).filter(|record| !is_import_ids(record));
    let imported = head.iter().find(|record| is_import_ids(record));
    let cell = |record: Option<&Record>, at: usize| {
        record.and_then(|record| record.cells.get(at)).unwrap_or_default().trim().to_owned()
    };
    let heading = |(at, tag): (usize, &str)| {
        let description = cell(described, at);
        let own = field(tool, &fold(&description));
        let renamed = own != Field::Question && tag.starts_with('V');
        let name = if renamed { description.clone() } else { tag.trim().to_owned() };
        let id = cell(imported, at);
        let text = clean(if description.is_empty() { tag } else { &description });
        Heading {
            name,
            ids: import_id(&id).map(str::to_owned).into_iter().collect(),
            splits: splits(&text, &tool.text),
            texts: vec![text],
            ..Heading::default()
        }
    };
    with_fields(first.cells.iter().enumerate().map(heading).collect(), Some(tool))
}

/// Says of every column whether it is one of the tool's own. Only the best of the dates is one.
fn with_fields(mut headings: Vec<Heading>, tool: Option<&Tool>) -> Vec<Heading> {
    let Some(tool) = tool else { return headings };
    let rank = |heading: &Heading| tool.submitted.rank(&fold(&heading.name));
    let best = headings.iter().filter_map(rank).min();
    let mut dated = false;
    for heading in &mut headings {
        let name = fold(&heading.name);
        heading.field = match rank(heading) {
            Some(place) if Some(place) == best && !dated => {
                dated = true;
                Field::Submitted
            }
            Some(_) if !tool.response.have(&name) => Field::Own,
            _ => field(tool, &name),
        };
    }
    with_timing(&mut headings, tool);
    headings
}

/// Says which columns tell how long an answer took: of each kind the best.
fn with_timing(headings: &mut [Heading], tool: &Tool) {
    let ended = if tool.ended.is_empty() { &tool.submitted } else { &tool.ended };
    for (names, timing) in
        [(&tool.seconds, Timing::Seconds), (&tool.started, Timing::Started), (ended, Timing::Ended)]
    {
        let free = headings.iter_mut().filter(|heading| {
            heading.timing.is_none() && matches!(heading.field, Field::Own | Field::Submitted)
        });
        let ranked = free.filter_map(|heading| Some((names.rank(&fold(&heading.name))?, heading)));
        if let Some((_, heading)) = ranked.min_by_key(|(rank, _)| *rank) {
            heading.timing = Some(timing);
        }
    }
}

/// What a column of the tool's own is; a question when it is none.
fn field(tool: &Tool, name: &str) -> Field {
    if tool.submitted.have(name) {
        Field::Submitted
    } else if tool.response.have(name) {
        Field::Response
    } else if let Some(place) = tool.person.rank(name) {
        Field::Person(place)
    } else if tool.personal.have(name) {
        Field::Personal
    } else if [&tool.own, &tool.seconds, &tool.started, &tool.ended]
        .iter()
        .any(|one| one.have(name))
    {
        Field::Own
    } else {
        Field::Question
    }
}
