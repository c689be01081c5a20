//! A table with the meaning of its columns, and what has to be known of whole columns to read cells.

use super::cells::{AnswerReader, Direction, ToolCodes};
use super::columns::{ColumnIndex, ColumnMap, Meaning, Told};
use super::dates::DayOrder;
use super::mapping::Mapping;
use super::spelling::fold;
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
    /// Whether the numbers of a column run the other way round than the scale.
    reversed: Vec<bool>,
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
        sheets.filter_map(|(at, table)| Sheet::new(table, index, told(at), map)).collect();
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
    /// `None` when the questionnaire has no scale, which never is.
    pub(super) fn new(
        table: &'t Table,
        index: &'t ColumnIndex<'t>,
        told: &Told,
        map: Option<&'t Mapping>,
    ) -> Option<Self> {
        let mut columns = index.columns(table, told);
        let codes = ToolCodes::of(table.dialect);
        let scales = index.languages().map(|spoken| &spoken.scale);
        let answers = AnswerReader::new(scales, codes, map.map(Mapping::answers))?;
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
        Some(Self {
            table,
            columns,
            day_order,
            answers,
            people: people.into_iter().map(|(_, at)| at).collect(),
            response_ids,
            handed_in,
            reversed: scan.reversed,
            codes,
            index,
        })
    }

    /// Whether the numbers of a column run the other way round than the scale.
    pub(super) fn is_reversed(&self, column: usize) -> bool {
        self.reversed.get(column).copied().unwrap_or(false)
    }

    /// Whether the table states facts and answers no item.
    pub(super) fn holds_facts_alone(&self) -> bool {
        self.columns.items() == 0 && self.columns.meanings.iter().any(|meaning| meaning.is_fact())
    }

    /// The id of an option when its cell says that it was chosen.
    pub(super) fn ticked(&self, question: usize, option: usize, cell: &str) -> Option<&'t str> {
        if synonyms::is_unticked(cell) {
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
        let mut scan = Self { reversed: Vec::new(), problems: Vec::new() };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut letters: Option<String> = None;
        for (at, meaning) in columns.meanings.iter().enumerate() {
            let item = matches!(meaning, Meaning::Item(_));
            let (mut along, mut against) = (0_usize, 0_usize);
            for cell in table.rows.iter().map(|row| row.cell(at)).filter(|_| item) {
                match answers.direction(cell) {
                    Some(Direction::Along) => along += 1,
                    Some(Direction::Against) => against += 1,
                    None if codes.are_known() && !cell.is_empty() && cell.len() <= 4 => {
                        let folded = fold(cell);
                        if codes.answer(&folded) == Some(Answer::NotObserved) {
                            *counts.entry(folded).or_default() += 1;
                        } else if letters.is_none() && codes.lettered(&folded).is_some() {
                            letters = Some(cell.to_owned());
                        }
                    }
                    None => {}
                }
            }
            let reversed = against > 0 && along == 0;
            scan.reversed.push(reversed);
            if reversed {
                scan.problems.push(reversed_numbers(table, at));
            }
        }
        let counted = counts.iter().map(|(code, count)| coded(table, code, *count, codes));
        scan.problems.extend(counted);
        scan.problems.extend(letters.map(|example| lettered(table, &example)));
        scan
    }
}

fn reversed_numbers(table: &Table, column: usize) -> Diagnostic {
    let message = "its numbers run the other way round than the scale; the labels count";
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
