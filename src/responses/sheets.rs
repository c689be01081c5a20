//! A table with the meaning of its columns, and what has to be known of whole columns to read cells.

use super::cells::{AnswerReader, Direction};
use super::columns::{ColumnIndex, ColumnMap, Meaning, Told};
use super::dates::{self, DayOrder};
use super::durations::{self, Clock};
use super::mapping::Mapping;
use super::spelling::{fold, quoted};
use super::tool_codes::ToolCodes;
use super::{Answer, ReadOptions, synonyms};
use crate::diagnostic::Diagnostic;
use crate::ingest::Table;
use std::collections::BTreeMap;

/// A table with the meaning of its columns.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub(super) table: &'t Table,
    pub(super) columns: ColumnMap,
    pub(super) day_order: DayOrder,
    pub(super) answers: AnswerReader<'t>,
    /// Columns that say who answered, the best first.
    pub(super) people: Vec<usize>,
    /// Columns with the tool's number of the answer.
    pub(super) response_ids: Vec<usize>,
    /// Column with the tool's moment of handing in, unless it is the same in all rows.
    pub(super) handed_in: Option<usize>,
    /// Where the tool says how long answers took.
    pub(super) clock: Option<Clock>,
    /// Whether the numbers of a column run the other way round than the scale.
    reversed: Vec<bool>,
    /// A column that may say whom answers are about is not used.
    unsettled: bool,
    codes: ToolCodes,
    index: &'t ColumnIndex<'t>,
}

/// All tables with the meaning of their columns. What is wrong with the user's map is added to the
/// problems.
pub(super) fn all<'t>(
    tables: &'t [Table],
    index: &'t ColumnIndex<'t>,
    options: &'t ReadOptions,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Sheet<'t>> {
    let map = options.mapping.as_ref();
    let (told, found) = map.map(|map| map.told(tables, index)).unwrap_or_default();
    problems.extend(found);
    let nothing = Told::new();
    let told = |at: usize| told.get(at).unwrap_or(&nothing);
    let sheets = tables.iter().enumerate();
    let mut sheets: Vec<Sheet<'t>> =
        sheets.map(|(at, table)| Sheet::new(table, index, told(at), map)).collect();
    // Beside answers, a file may hold facts alone.
    if sheets.iter().any(|sheet| sheet.columns.items() > 0) {
        for sheet in &mut sheets {
            if sheet.holds_facts_alone() {
                sheet.columns.problems.retain(|problem| problem.code != "no-items");
            }
        }
    }
    sheets
}

impl<'t> Sheet<'t> {
    /// Looks over a table.
    fn new(
        table: &'t Table,
        index: &'t ColumnIndex<'t>,
        told: &Told,
        map: Option<&'t Mapping>,
    ) -> Self {
        let mut columns = index.columns(table, told);
        let codes = ToolCodes::of(table.dialect);
        let spoken = index.languages().map(|spoken| &spoken.scale);
        let scale = &index.questionnaire().scale;
        let answers = AnswerReader::new(scale, spoken, codes, map.map(Mapping::answers));
        let handed_in = columns.position(Meaning::HandedIn).filter(|at| tells_apart(table, *at));
        let dated = columns.position(Meaning::SubmittedAt).or(handed_in);
        let day_order = dated.map_or(DayOrder::Unknown, |at| {
            DayOrder::of(table.rows.iter().map(|row| row.cell(at)))
        });
        let mut people: Vec<(usize, usize)> = columns
            .meanings
            .iter()
            .enumerate()
            .filter_map(|(at, meaning)| match meaning {
                Meaning::Person(rank) => Some((*rank, at)),
                _ => None,
            })
            .collect();
        people.sort_unstable();
        let response_ids = columns.positions(Meaning::ResponseId);
        let scan = Scan::of(table, &columns, &answers, codes);
        columns.problems.extend(scan.problems);
        if let Some(at) = handed_in {
            columns.problems.extend(unread_dates(table, at, day_order));
        }
        if let Some(at) = columns.position(Meaning::Seconds) {
            columns.problems.extend(durations::unread(table, at));
        }
        let unsettled = columns.problems.iter().any(|one| one.code == "unconfirmed-column");
        Self {
            unsettled,
            table,
            clock: Clock::of(table, &columns),
            columns,
            day_order,
            answers,
            people: people.into_iter().map(|(_, at)| at).collect(),
            response_ids,
            handed_in,
            reversed: scan.reversed,
            codes,
            index,
        }
    }

    /// Whether the numbers of a column run the other way round than the scale.
    pub(super) fn is_reversed(&self, column: usize) -> bool {
        self.reversed.get(column).copied().unwrap_or(false)
    }

    /// Whether a column that may say whom answers are about waits for the user to say so.
    pub(super) fn people_unsettled(&self) -> bool {
        self.unsettled
    }

    /// Whether the table states facts and answers no item.
    pub(super) fn holds_facts_alone(&self) -> bool {
        self.columns.items() == 0 && self.columns.meanings.iter().any(|meaning| meaning.is_fact())
    }

    /// The id of an option when its cell says that it was chosen.
    pub(super) fn ticked(&self, question: usize, option: usize, cell: &str) -> Option<&'t str> {
        let codes = self.index.languages().flat_map(|spoken| &spoken.scale.not_observed);
        let word = fold(cell);
        let is_code = codes.map(|code| fold(code)).any(|code| code == word);
        if synonyms::is_unticked(cell) || is_code || self.codes.answer(&word).is_some() {
            return None;
        }
        let question = self.index.questionnaire().context.get(question)?;
        question.options.get(option).map(|one| one.id.as_str())
    }

    /// Whether a fact's cell holds the tool's code for a blank.
    pub(super) fn says_nothing(&self, cell: &str) -> bool {
        self.codes.answer(&fold(cell)) == Some(Answer::Missing)
    }
}

/// Whether a column of moments has more than one, in a table of more than one row: anonymous
/// surveys write the same date everywhere.
fn tells_apart(table: &Table, column: usize) -> bool {
    let mut cells = table.rows.iter().map(|row| row.cell(column));
    let first = cells.next();
    table.rows.len() < 2 || cells.any(|cell| Some(cell) != first)
}

/// The tool's dates that are not read, in one warning.
fn unread_dates(table: &Table, column: usize, order: DayOrder) -> Option<Diagnostic> {
    let unread = |cell: &&str| !cell.trim().is_empty() && dates::iso(cell, order).is_none();
    let cells = || table.rows.iter().map(|row| row.cell(column)).filter(unread);
    let (first, count) = (cells().next()?, cells().count());
    let message =
        format!("{count} dates such as {} are not read and put nothing in order", quoted(first));
    let hint = "set the export or the spreadsheet to dates such as 2026-03-31 17:05";
    let name = table.headings.get(column).map_or("", |heading| &heading.name);
    let problem = Diagnostic::warning("unreadable-date", message).at_file(&table.file);
    Some(problem.at_column(name).with_hint(hint))
}

/// What a look over all cells of the items shows.
struct Scan {
    reversed: Vec<bool>,
    problems: Vec<Diagnostic>,
}

impl Scan {
    fn of(
        table: &Table,
        columns: &ColumnMap,
        answers: &AnswerReader<'_>,
        codes: ToolCodes,
    ) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut letters: Option<String> = None;
        let is_item = |at: usize| matches!(columns.meanings.get(at), Some(Meaning::Item(_)));
        let mut shown: Vec<Shown> = vec![Shown::default(); columns.meanings.len()];
        for row in &table.rows {
            for ((at, column), cell) in shown.iter_mut().enumerate().zip(row.cells()) {
                if !is_item(at) {
                    continue;
                }
                match answers.direction(cell) {
                    Some(Direction::Along) => column.along += 1,
                    Some(Direction::Against) => column.against += 1,
                    None => count_code(cell, answers, codes, &mut counts, &mut letters),
                }
            }
        }
        let (reversed, mut problems) = directions(table, &shown, is_item);
        problems.extend(counts.iter().map(|(code, count)| coded(table, code, *count, codes)));
        problems.extend(letters.map(|example| lettered(table, &example)));
        Self { reversed, problems }
    }
}

/// What the cells of a column show about the direction of its numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    /// Cells whose number and label agree.
    along: usize,
    /// Cells whose number runs the other way than the label.
    against: usize,
}

/// Which columns have numbers that run the other way round. All of a file do where every number
/// with a label does, and there are at least two: one alone may be a slip. Where columns differ,
/// bare numbers of a column that shows no direction cannot be read.
fn directions(
    table: &Table,
    shown: &[Shown],
    is_item: impl Fn(usize) -> bool,
) -> (Vec<bool>, Vec<Diagnostic>) {
    let along: usize = shown.iter().map(|column| column.along).sum();
    let against: usize = shown.iter().map(|column| column.against).sum();
    let is_turned = |column: &Shown| column.against >= 2 && column.along == 0;
    if along == 0 && against >= 2 {
        let first = shown.iter().position(|column| column.against > 0);
        let problem = first.map(|at| reversed_numbers(table, at));
        return (vec![true; shown.len()], problem.into_iter().collect());
    }
    let reversed: Vec<bool> = shown.iter().map(is_turned).collect();
    let mut problems = Vec::new();
    if reversed.contains(&true) {
        for (at, column) in shown.iter().enumerate() {
            if reversed[at] {
                problems.push(reversed_numbers(table, at));
            } else if column.along == 0 && is_item(at) && has_bare_numbers(table, at) {
                problems.push(unclear_direction(table, at));
            }
        }
    }
    (reversed, problems)
}

/// Whether a column holds numbers without a label.
fn has_bare_numbers(table: &Table, column: usize) -> bool {
    table.rows.iter().any(|row| row.cell(column).trim().parse::<f64>().is_ok())
}

/// Counts a tool's code for "not applicable", and remembers an answer such as `A3`.
fn count_code(
    cell: &str,
    answers: &AnswerReader<'_>,
    codes: ToolCodes,
    counts: &mut BTreeMap<String, usize>,
    letters: &mut Option<String>,
) {
    if !codes.are_known() || cell.is_empty() || cell.len() > 4 {
        return;
    }
    let folded = fold(cell);
    if codes.answer(&folded) == Some(Answer::NotObserved) {
        if answers.read(cell, false) == Ok(Answer::NotObserved) {
            *counts.entry(folded).or_default() += 1;
        }
    } else if letters.is_none() && codes.lettered(&folded).is_some() {
        *letters = Some(cell.to_owned());
    }
}

fn unclear_direction(table: &Table, column: usize) -> Diagnostic {
    let message = "other columns' numbers run the other way round than the scale, and this one's \
                   have no labels to show it";
    let name = table.headings.get(column).map_or("", |heading| &heading.name);
    let problem = Diagnostic::error("unclear-direction", message).at_file(&table.file);
    problem.at_column(name).with_hint("export labels, or both numbers and labels")
}

fn reversed_numbers(table: &Table, column: usize) -> Diagnostic {
    let message = "numbers run the other way round than the scale; the labels count";
    let name = table.headings.get(column).map_or("", |heading| &heading.name);
    Diagnostic::warning("reversed-numbers", message).at_file(&table.file).at_column(name)
}

fn coded(table: &Table, code: &str, count: usize, codes: ToolCodes) -> Diagnostic {
    let tool = codes.tool();
    let message = match count {
        1 => format!(
            "1 answer is {code}, which {tool} writes for \"not applicable\"; no mean counts it"
        ),
        _ => format!(
            "{count} answers are {code}, which {tool} writes for \"not applicable\"; no mean counts them"
        ),
    };
    Diagnostic::note("tool-code", message).at_file(&table.file)
}

fn lettered(table: &Table, example: &str) -> Diagnostic {
    let number = example.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let message = format!("answers are codes: {example} was read as {number}, and so on");
    let hint =
        "if the codes run otherwise, say so under [answers] in a map, and give it with --map";
    Diagnostic::note("answer-codes", message).at_file(&table.file).with_hint(hint)
}
