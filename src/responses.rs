//! Answers with their meaning: who answered about whom, and what, item by item.
//!
//! [`ResponseSet`] is what reading leaves behind. Wrong cells have been reported by then and stand
//! in [`Organisation::problems`]; nothing later looks at text again.

mod amounts;
mod cells;
pub mod check;
mod columns;
mod context_source;
mod dates;
mod duplicates;
mod durations;
mod facts;
mod mapping;
mod organisations;
mod people;
pub mod plain;
mod rows;
mod sheets;
mod spelling;
mod synonyms;
mod tool_codes;
mod votes;

pub use context_source::{ContextSource, context_source};

use crate::diagnostic::Diagnostic;
use crate::ingest::Table;
use crate::ingest::dialect::Dialect;
use crate::questionnaire::Questionnaire;
pub use crate::questionnaire::context::Fact;
use columns::ColumnIndex;
use context_source::ContextFacts;
pub use mapping::{Mapping, mapping, written as written_map};
use serde::{Deserialize, Serialize};
use sheets::Sheet;
use std::collections::BTreeMap;

/// One item's answer by one rater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answer {
    /// A point of the scale, as given (before reversing).
    Value(i64),
    /// The rater declared that the behaviour could not be observed.
    NotObserved,
    /// Blank.
    #[default]
    Missing,
}

impl Answer {
    /// The scale point, when there is one.
    pub fn value(self) -> Option<i64> {
        match self {
            Self::Value(point) => Some(point),
            Self::NotObserved | Self::Missing => None,
        }
    }
}

/// How the rater stands to the person or function assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RaterGroup {
    /// The assessed person.
    #[serde(rename = "self")]
    Own,
    /// Superior of the assessed person.
    Manager,
    /// Colleague at the same level.
    Peer,
    /// Someone who reports to the assessed person.
    Report,
    /// Member of the board.
    Board,
    /// Anyone else; also where nothing is said.
    #[default]
    Other,
}

impl RaterGroup {
    /// All groups in the order in which reports show them.
    pub const ALL: [Self; 6] =
        [Self::Own, Self::Manager, Self::Peer, Self::Report, Self::Board, Self::Other];

    /// The name used in files: `self`, `manager`, `peer`, `report`, `board`, `other`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Manager => "manager",
            Self::Peer => "peer",
            Self::Report => "report",
            Self::Board => "board",
            Self::Other => "other",
        }
    }
}

/// Why a subject is assessed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Holds the seat.
    #[default]
    Incumbent,
    /// Candidate from inside.
    Candidate,
    /// Candidate from outside.
    External,
}

impl Standing {
    /// The name used in files: `incumbent`, `candidate`, `external`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Incumbent => "incumbent",
            Self::Candidate => "candidate",
            Self::External => "external",
        }
    }
}

/// One row of answers: one rater about one subject, or about the function as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// Base name of the file it was read from.
    pub file: String,
    /// Row in that file, counted from 1 with the header as row 1.
    pub row: usize,
    /// Id of the rater, when given.
    pub respondent: Option<String>,
    /// The person assessed; `None`: the function as a whole.
    pub subject: Option<String>,
    /// The role that the subject holds or applies for; `None`: every role whose items are filled.
    pub role: Option<String>,
    /// Why the subject is assessed.
    pub standing: Standing,
    /// The rater's group.
    pub rater: RaterGroup,
    /// When it was submitted, as ISO 8601 text that sorts in order of time.
    pub submitted_at: Option<String>,
    /// Seconds from opening the form to handing it in, as the tool says or as its start and end
    /// are apart. `None`: not known, or no duration that says anything: zero, negative, or more
    /// than twelve hours, since a form that was left open overnight tells nothing of how it was
    /// filled in.
    pub seconds: Option<f64>,
    /// One answer per item, in [`Questionnaire::items`](crate::questionnaire::Questionnaire::items) order.
    pub answers: Vec<Answer>,
    /// Importance ratings, 1 to 5, by competency id.
    pub importance: BTreeMap<String, i64>,
    /// Free text by competency or role id.
    pub comments: BTreeMap<String, String>,
}

/// A row that was read and left out, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Excluded {
    /// Base name of the file.
    pub file: String,
    /// Row, counted from 1.
    pub row: usize,
    /// Stable reason: `duplicate`, `empty`, ...
    pub reason: &'static str,
}

/// Everything said about one organisation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Organisation {
    /// Name as given.
    pub name: String,
    /// The answers that count, in a fixed order that does not depend on the order of rows.
    pub responses: Vec<Response>,
    /// Facts by context question id. A question that was not answered is absent.
    pub facts: BTreeMap<String, Fact>,
    /// Currency of the money facts (`org.currency`), when given.
    pub currency: Option<String>,
    /// How many were asked (`org.invited`), for the response rate.
    pub invited: Option<u64>,
    /// Warnings and errors that concern this organisation alone. Any error fails it.
    pub problems: Vec<Diagnostic>,
    /// Rows left out.
    pub excluded: Vec<Excluded>,
}

impl Organisation {
    /// Whether a problem keeps this organisation from being scored.
    pub fn failed(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }
}

/// All organisations of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResponseSet {
    /// Sorted by name.
    pub organisations: Vec<Organisation>,
    /// Rows that the tools themselves mark as no answers: previews, tests, partial and others.
    pub left_out: Vec<Excluded>,
    /// Problems of files and columns. An error refuses the run.
    pub problems: Vec<Diagnostic>,
}

/// Days between which answers count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day, ISO 8601; `None`: from the beginning.
    pub from: Option<String>,
    /// The first day that no longer counts; `None`: to the end.
    pub until: Option<String>,
}

/// Why an answer without a date belongs to no period.
const UNDATED: &str = "undated";

impl Period {
    /// Why an answer of this moment does not count; `None`: it does.
    fn excludes(&self, moment: Option<&str>) -> Option<&'static str> {
        let Some(day) = moment.and_then(|moment| moment.get(..10)) else { return Some(UNDATED) };
        let early = self.from.as_deref().is_some_and(|from| day < from);
        let late = self.until.as_deref().is_some_and(|until| day >= until);
        (early || late).then_some("other_wave")
    }
}

/// What the user may say about reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadOptions {
    /// Name of the organisation for rows that name none; without it, the file's base name without
    /// its extension.
    pub organisation: Option<String>,
    /// The days whose answers count; `None`: all, dated or not.
    pub period: Option<Period>,
    /// What columns and words mean where the files do not say it themselves.
    pub mapping: Option<Mapping>,
    /// The questionnaire in further languages: answers may be in any of them.
    pub translations: Vec<Questionnaire>,
}

/// Reads the answers in all tables, with the facts of a context file.
///
/// The result does not depend on the order of tables, rows or columns, apart from the places that
/// problems name. It never fails: problems of files and columns stand in
/// [`ResponseSet::problems`], those of one organisation in [`Organisation::problems`], and a wrong
/// cell counts as missing.
pub fn read(
    tables: &[Table],
    context: Option<&ContextSource>,
    questionnaire: &Questionnaire,
    options: &ReadOptions,
) -> ResponseSet {
    let index = ColumnIndex::new(questionnaire, &options.translations);
    let mut problems: Vec<Diagnostic> = repeated_tables(tables);
    let sheets = sheets::all(tables, &index, options, &mut problems);
    for sheet in &sheets {
        problems.extend(sheet.table.problems.iter().chain(&sheet.columns.problems).cloned());
    }
    // Sheets whose header is wrong would only add follow-up problems.
    let usable: Vec<Sheet<'_>> = sheets
        .into_iter()
        .filter(|sheet| !sheet.columns.problems.iter().any(Diagnostic::is_error))
        .collect();
    let groups = organisations::gather(&usable, &index, options);
    let (mut facts, found) = context.map(|source| source.facts(&index)).unwrap_or_default();
    problems.extend(found);
    problems.extend(assign_only(&mut facts, &groups.keys().collect::<Vec<_>>()));
    problems
        .extend(facts.iter().filter(|(key, _)| !groups.contains_key(*key)).map(without_answers));
    let mut organisations: Vec<Organisation> = groups
        .into_iter()
        .map(|(key, group)| organisations::finish(group, facts.get(&key), &index))
        .collect();
    organisations.sort_by(|one, other| one.name.cmp(&other.name));
    problems.extend(tables.iter().filter_map(|table| recognised(table, &organisations)));
    problems.extend(tables.iter().filter_map(nothing_left));
    problems.sort();
    ResponseSet { organisations, left_out: left_out(tables), problems }
}

/// Rows that tools mark as no answers; blank ones are none at all.
fn left_out(tables: &[Table]) -> Vec<Excluded> {
    let excluded = |table: &Table| -> Vec<Excluded> {
        let skipped = table.skipped.iter().filter(|one| one.reason != "blank");
        skipped
            .map(|one| Excluded { file: table.file.clone(), row: one.row, reason: one.reason })
            .collect()
    };
    tables.iter().flat_map(excluded).collect()
}

/// One line on what a file was taken for and what was left out; none for a plain file all of whose
/// rows count.
fn recognised(table: &Table, organisations: &[Organisation]) -> Option<Diagnostic> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for one in left_out(std::slice::from_ref(table)) {
        *reasons.entry(one.reason).or_default() += 1;
    }
    let marked: usize = reasons.values().sum();
    for one in organisations.iter().flat_map(|one| &one.excluded) {
        if one.file == table.file {
            *reasons.entry(one.reason).or_default() += 1;
        }
    }
    if table.dialect == Dialect::Plain && marked == 0 {
        return None;
    }
    let (tool, rows) = (table.dialect.name(), table.read);
    let left: Vec<String> = reasons.iter().map(|(reason, count)| counted(reason, *count)).collect();
    let message = match (left.is_empty(), rows) {
        (true, 1) => format!("read as {tool}: 1 row"),
        (true, _) => format!("read as {tool}: {rows} rows"),
        (false, 1) => format!("read as {tool}: 1 row, left out: {}", left.join(", ")),
        (false, _) => format!("read as {tool}: {rows} rows, left out: {}", left.join(", ")),
    };
    Some(Diagnostic::note("recognised", message).at_file(&table.file))
}

/// A number of rows with the reason why they are left out.
fn counted(reason: &str, count: usize) -> String {
    match reason {
        "preview" => format!("{count} preview"),
        "test" => format!("{count} test"),
        "spam" => format!("{count} spam"),
        "partial" => format!("{count} partial"),
        "disqualified" => format!("{count} disqualified"),
        "rejected" => format!("{count} rejected"),
        "duplicate" => format!("{count} duplicate"),
        "empty" => format!("{count} empty"),
        other => format!("{count} {other}"),
    }
}

/// A file none of whose rows counts.
fn nothing_left(table: &Table) -> Option<Diagnostic> {
    if !table.rows.is_empty() {
        return None;
    }
    let message = "no row of the file counts";
    let hint = "`assess check` says why; --include-tests and --partial keep take some of them in";
    Some(Diagnostic::error("nothing-left", message).at_file(&table.file).with_hint(hint))
}

/// How many columns of a table hold answers to items of a questionnaire, by id or by text. The
/// questionnaire with the most is the one that the file was made with.
pub fn matching_items(table: &Table, questionnaire: &Questionnaire) -> usize {
    ColumnIndex::new(questionnaire, &[]).columns(table, &columns::Told::new()).items()
}

/// The same data given twice would count twice.
fn repeated_tables(tables: &[Table]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let same = |other: &&Table| other.headings == table.headings && other.rows == table.rows;
        if let Some(first) = tables[..at].iter().find(same) {
            let message = format!("the file has the same rows as {}", first.file);
            let problem = Diagnostic::error("same-file-twice", message).at_file(&table.file);
            problems.push(problem.with_hint("give every file once"));
        }
    }
    problems
}

/// Facts that name no organisation belong to the only one there is.
fn assign_only(
    facts: &mut BTreeMap<String, ContextFacts<'_>>,
    organisations: &[&String],
) -> Option<Diagnostic> {
    let nameless = facts.remove("")?;
    match organisations {
        [] => None,
        [only] => {
            facts.entry((*only).clone()).or_insert(nameless);
            None
        }
        several => {
            let message = format!(
                "the facts name no organisation, and the answers are about {}",
                several.len()
            );
            let problem = Diagnostic::error("nameless-context", message).at_file(nameless.file);
            Some(problem.with_hint("name the organisation of each fact"))
        }
    }
}

fn without_answers((_, facts): (&String, &ContextFacts<'_>)) -> Diagnostic {
    let message = format!("there are facts about {:?} and no answers", facts.name);
    Diagnostic::warning("context-without-answers", message).at_file(facts.file)
}
