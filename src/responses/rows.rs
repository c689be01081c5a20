//! One row of a table, cell by cell, to one [`Response`].

use super::cells::CellProblem;
use super::columns::{ColumnIndex, Meaning};
use super::dates::{self, DayOrder};
use super::mapping::Mapping;
use super::sheets::Sheet;
use super::spelling::{fold, quoted, repeatable};
use super::{Answer, RaterGroup, Response, durations, facts, people, synonyms};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::Row;
use std::collections::BTreeMap;

/// Wrong cells of one organisation. Equal ones in one column are one problem with a count.
#[derive(Debug, Default)]
pub(super) struct Findings {
    found: BTreeMap<FindingKey, Finding>,
}

type FindingKey = (String, usize, &'static str, String);

#[derive(Debug)]
struct Finding {
    problem: Diagnostic,
    more: usize,
}

impl Findings {
    fn add(&mut self, severity: Severity, place: (&Sheet<'_>, &Row, usize), problem: CellProblem) {
        let (sheet, row, column) = place;
        let cell = row.cell(column);
        let key = (sheet.table.file.clone(), column, problem.code, cell.to_owned());
        let known = self.found.entry(key).or_insert_with(|| {
            let name = sheet.table.headings.get(column).map_or("", |heading| &heading.name);
            let problem = Diagnostic::new(severity, problem.code, problem.message)
                .at_file(&sheet.table.file)
                .at_row(row.number_at(column))
                .at_column(name)
                .with_value(repeatable(cell))
                .with_hint(problem.hint);
            Finding { problem, more: 0 }
        });
        let number = row.number_at(column);
        if known.problem.place.row != Some(number) {
            known.more += 1;
            known.problem.place.row = known.problem.place.row.min(Some(number));
        }
    }

    /// The problems, each with the number of rows that share it.
    pub(super) fn problems(self) -> impl Iterator<Item = Diagnostic> {
        self.found.into_values().map(|Finding { mut problem, more }| {
            if more > 0 {
                let noun = if more == 1 { "row" } else { "rows" };
                problem.message = format!("{} (and in {more} more {noun})", problem.message);
            }
            problem
        })
    }
}

/// Reads rows of one questionnaire.
#[derive(Debug)]
pub(super) struct RowReader<'q> {
    index: &'q ColumnIndex<'q>,
    map: Option<&'q Mapping>,
    codes: Vec<String>,
    items: usize,
}

impl<'q> RowReader<'q> {
    pub(super) fn new(index: &'q ColumnIndex<'q>, map: Option<&'q Mapping>) -> Self {
        let codes = index.languages().flat_map(|spoken| &spoken.scale.not_observed);
        Self {
            index,
            map,
            codes: codes.map(|code| fold(code)).collect(),
            items: index.questionnaire().item_count(),
        }
    }

    /// The response in a row, and whether an item's cell holds anything. Wrong cells go to the
    /// findings and count as missing.
    pub(super) fn read(
        &self,
        sheet: &Sheet<'_>,
        row: &Row,
        findings: &mut Findings,
    ) -> (Response, bool) {
        let mut answered = false;
        let mut response = Response {
            file: sheet.table.file.clone(),
            row: row.number,
            answers: vec![Answer::Missing; self.items],
            ..Response::default()
        };
        let mut rater = None;
        for ((column, meaning), cell) in sheet.columns.meanings.iter().enumerate().zip(row.cells())
        {
            let read = match *meaning {
                Meaning::Item(at) => {
                    let answer = sheet.answers.read(cell, sheet.is_reversed(column));
                    answered |= answer != Ok(Answer::Missing);
                    answer.map(|answer| response.answers[at] = answer)
                }
                _ if cell.is_empty() => Ok(()),
                Meaning::SubmittedAt => {
                    response.submitted_at = submitted(sheet, row, column, findings);
                    Ok(())
                }
                Meaning::Rater => people::rater(cell, self.map).map(|found| rater = found),
                other => self.read_other(other, cell, &mut response),
            };
            if let Err(problem) = read {
                findings.add(Severity::Error, (sheet, row, column), problem);
            }
        }
        fill_from_tool(&mut response, sheet, row);
        response.rater = rater.unwrap_or_else(|| unsaid_rater(&response));
        (response, answered)
    }

    /// Reads a cell that is neither an item nor a date. Facts are counted elsewhere.
    fn read_other(
        &self,
        meaning: Meaning,
        cell: &str,
        response: &mut Response,
    ) -> Result<(), CellProblem> {
        let questionnaire = self.index.questionnaire();
        match meaning {
            Meaning::Respondent => response.respondent = text(cell),
            Meaning::Seconds => response.seconds = durations::seconds(cell),
            Meaning::Subject => response.subject = text(cell),
            Meaning::Role => response.role = people::role(cell, self.index, self.map)?,
            Meaning::Standing => response.standing = people::standing(cell, self.map)?,
            Meaning::Importance(at) => {
                let word = fold(cell);
                if !word.is_empty() && !self.codes.contains(&word) {
                    let id = questionnaire.competencies[at].id.clone();
                    response.importance.insert(id, facts::rating(cell)?);
                }
            }
            Meaning::CompetencyComment(at) => {
                let id = &questionnaire.competencies[at].id;
                response.comments.extend(text(cell).map(|words| (id.clone(), words)));
            }
            Meaning::RoleComment(at) => {
                let id = &questionnaire.roles[at].id;
                response.comments.extend(text(cell).map(|words| (id.clone(), words)));
            }
            _ => {}
        }
        Ok(())
    }
}

/// Takes the rater, the moment and the duration from the tool's own columns where no other column says them. While
/// it is not settled whom the answers are about, one person may have given several.
fn fill_from_tool(response: &mut Response, sheet: &Sheet<'_>, row: &Row) {
    if response.respondent.is_none() && !sheet.people_unsettled() {
        let people = sheet.people.iter().filter_map(|at| text(row.cell(*at)));
        response.respondent = people.into_iter().find(|name| !synonyms::is_nobody(name));
    }
    if response.submitted_at.is_none() {
        let moment = sheet.handed_in.and_then(|at| text(row.cell(at)));
        response.submitted_at = moment.and_then(|cell| dates::iso(&cell, sheet.day_order));
    }
    if response.seconds.is_none() {
        response.seconds = sheet.clock.and_then(|clock| clock.seconds(row));
    }
}

/// Who rates themselves is their own rater, whether or not it is said.
fn unsaid_rater(response: &Response) -> RaterGroup {
    match (&response.respondent, &response.subject) {
        (Some(rater), Some(subject)) if fold(rater) == fold(subject) => RaterGroup::Own,
        _ => RaterGroup::default(),
    }
}

/// The text of a cell on its own; `None` when blank. Blanks inside a line are normalised.
fn text(cell: &str) -> Option<String> {
    let trimmed = cell.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// The moment of submission; an unreadable one is a warning and is ignored.
fn submitted(
    sheet: &Sheet<'_>,
    row: &Row,
    column: usize,
    findings: &mut Findings,
) -> Option<String> {
    let cell = text(row.cell(column))?;
    let found = dates::iso(&cell, sheet.day_order);
    if found.is_none() {
        let value = quoted(&cell);
        let message = match dates::iso(&cell, DayOrder::DayFirst) {
            Some(_) => {
                format!("{value} leaves open which of its numbers is the day and is not used")
            }
            None => format!("{value} is not read as a date and is not used"),
        };
        let hint = "write dates as 2026-03-31 or 2026-03-31 17:05";
        let problem = CellProblem::new("unreadable-date", message, hint);
        findings.add(Severity::Warning, (sheet, row, column), problem);
    }
    found
}
