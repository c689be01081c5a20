//! One row of a table, cell by cell, to one [`Response`].

use super::cells::{AnswerReader, CellProblem};
use super::columns::{ColumnIndex, ColumnMap, Meaning};
use super::dates::{self, DayOrder};
use super::facts;
use super::people;
use super::spelling::{fold, quoted};
use super::{Answer, Response};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::{Row, Table};
use std::collections::BTreeMap;

/// A table with the meaning of its columns.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub(super) table: &'t Table,
    pub(super) columns: ColumnMap,
    pub(super) day_order: DayOrder,
}

impl<'t> Sheet<'t> {
    pub(super) fn new(table: &'t Table, index: &ColumnIndex<'_>) -> Self {
        let columns = index.columns(table);
        let day_order = columns.position(Meaning::SubmittedAt).map_or(DayOrder::Unknown, |at| {
            DayOrder::of(table.rows.iter().map(|row| row.cell(at)))
        });
        Self { table, columns, day_order }
    }
}

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
                .at_row(row.number)
                .at_column(name)
                .with_value(cell)
                .with_hint(problem.hint);
            Finding { problem, more: 0 }
        });
        if known.problem.place.row != Some(row.number) {
            known.more += 1;
            known.problem.place.row = known.problem.place.row.min(Some(row.number));
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
    answers: AnswerReader<'q>,
    codes: Vec<String>,
    items: usize,
}

impl<'q> RowReader<'q> {
    pub(super) fn new(index: &'q ColumnIndex<'q>) -> Self {
        let scale = &index.questionnaire().scale;
        Self {
            index,
            answers: AnswerReader::new(scale),
            codes: scale.not_observed.iter().map(|code| fold(code)).collect(),
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
        for ((column, meaning), cell) in sheet.columns.meanings.iter().enumerate().zip(row.cells())
        {
            let read = match *meaning {
                Meaning::Item(at) => {
                    let answer = self.answers.read(cell);
                    answered |= answer != Ok(Answer::Missing);
                    answer.map(|answer| response.answers[at] = answer)
                }
                _ if cell.is_empty() => Ok(()),
                Meaning::SubmittedAt => {
                    response.submitted_at = submitted(sheet, row, column, findings);
                    Ok(())
                }
                other => self.read_other(other, cell, &mut response),
            };
            if let Err(problem) = read {
                findings.add(Severity::Error, (sheet, row, column), problem);
            }
        }
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
            Meaning::Subject => response.subject = text(cell),
            Meaning::Role => response.role = people::role(cell, questionnaire)?,
            Meaning::Standing => response.standing = people::standing(cell)?,
            Meaning::Rater => response.rater = people::rater(cell)?,
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
