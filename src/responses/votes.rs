//! One fact from several rows: unanimous, or what most rows say.

use super::Fact;
use super::cells::CellProblem;
use super::columns::{ColumnIndex, Meaning};
use super::facts;
use super::spelling::{fold, quoted, repeatable};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::context::ContextQuestion;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Where a fact was stated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) file: &'t str,
    pub(super) row: usize,
    pub(super) column: &'t str,
}

/// What the rows say about each question, as text.
#[derive(Debug, Default)]
pub(super) struct Votes<'t> {
    ballots: BTreeMap<Meaning, BTreeMap<Cow<'t, str>, Vote<'t>>>,
}

#[derive(Debug)]
struct Vote<'t> {
    count: usize,
    first: Source<'t>,
}

/// Facts that were settled, with the problems of settling them.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) facts: BTreeMap<Meaning, Fact>,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'t> Votes<'t> {
    /// Counts a cell; blank ones say nothing.
    pub(super) fn add(&mut self, meaning: Meaning, cell: &'t str, source: Source<'t>) {
        let cell = cell.trim();
        if !cell.is_empty() {
            self.count(meaning, cell.into(), source);
        }
    }

    /// Counts options that were chosen in columns of their own.
    pub(super) fn add_chosen(&mut self, meaning: Meaning, ids: &[&str], source: Source<'t>) {
        self.count(meaning, ids.join(";").into(), source);
    }

    fn count(&mut self, meaning: Meaning, cell: Cow<'t, str>, source: Source<'t>) {
        let ballot = self.ballots.entry(meaning).or_default();
        let vote = ballot.entry(cell).or_insert(Vote { count: 0, first: source });
        vote.count += 1;
        if (source.file, source.row) < (vote.first.file, vote.first.row) {
            vote.first = source;
        }
    }

    /// The questions that have an answer.
    pub(super) fn questions(&self) -> BTreeSet<Meaning> {
        self.ballots.keys().copied().collect()
    }

    /// One fact per question.
    pub(super) fn settle(&self, index: &ColumnIndex<'_>) -> Settled {
        let mut settled = Settled::default();
        for (meaning, ballot) in &self.ballots {
            let mut counted: Vec<(Fact, usize)> = Vec::new();
            for (cell, vote) in ballot {
                match read(*meaning, cell, index) {
                    Ok(Some(fact)) => count(&mut counted, fact, vote.count),
                    Ok(None) => {}
                    Err(problem) => settled.problems.push(misfit(cell, vote, problem)),
                }
            }
            counted.sort_by(|one, other| other.1.cmp(&one.1).then(order(&one.0, &other.0)));
            if counted.len() > 1 {
                settled.problems.push(disagreement(&counted, ballot));
            }
            if let Some((fact, _)) = counted.into_iter().next() {
                settled.facts.insert(*meaning, fact);
            }
        }
        settled
    }
}

/// A fact in words.
pub(super) fn words(fact: &Fact) -> String {
    match fact {
        Fact::Number(number) => number.to_string(),
        Fact::Text(text) => text.clone(),
        Fact::Many(options) => options.join(";"),
    }
}

/// The fact that a cell states; `None` for the codes that mean "no answer".
fn read(
    meaning: Meaning,
    cell: &str,
    index: &ColumnIndex<'_>,
) -> Result<Option<Fact>, CellProblem> {
    let spoken = |at: usize| -> Vec<&ContextQuestion> {
        index.languages().filter_map(|one| one.context.get(at)).collect()
    };
    let read = match meaning {
        Meaning::Currency => facts::currency(cell).map(Some),
        Meaning::Invited => facts::invited(cell).map(Some),
        Meaning::Fact(at) => facts::fact(&spoken(at), cell),
        _ => return Ok(None),
    };
    // An option may be called like a code ("none", "-"), so codes count only where nothing fits.
    let is_code = |codes: &[String]| codes.iter().any(|code| fold(code) == fold(cell));
    let mut codes = index.languages().map(|spoken| &spoken.scale.not_observed);
    match read {
        Err(_) if codes.any(|codes| is_code(codes)) => Ok(None),
        Ok(Some(Fact::Many(chosen))) if chosen.is_empty() => Ok(None),
        other => other,
    }
}

fn count(counted: &mut Vec<(Fact, usize)>, fact: Fact, times: usize) {
    match counted.iter_mut().find(|(known, _)| *known == fact) {
        Some((_, count)) => *count += times,
        None => counted.push((fact, times)),
    }
}

/// The order that settles ties: numbers by size, texts by letters.
fn order(one: &Fact, other: &Fact) -> Ordering {
    match (one, other) {
        (Fact::Number(one), Fact::Number(other)) => one.total_cmp(other),
        _ => words(one).cmp(&words(other)),
    }
}

fn at(problem: Diagnostic, source: Source<'_>) -> Diagnostic {
    problem.at_file(source.file).at_row(source.row).at_column(source.column)
}

fn misfit(cell: &str, vote: &Vote<'_>, problem: CellProblem) -> Diagnostic {
    let message = match vote.count {
        1 => problem.message,
        count => format!("{} (in {count} rows)", problem.message),
    };
    let found = Diagnostic::error(problem.code, message);
    at(found, vote.first).with_value(repeatable(cell)).with_hint(problem.hint)
}

fn disagreement(
    counted: &[(Fact, usize)],
    ballot: &BTreeMap<Cow<'_, str>, Vote<'_>>,
) -> Diagnostic {
    let shown: Vec<String> = counted
        .iter()
        .map(|(fact, count)| {
            let noun = if *count == 1 { "row" } else { "rows" };
            format!("{} ({count} {noun})", quoted(&words(fact)))
        })
        .collect();
    let used = counted.first().map_or_else(String::new, |(fact, _)| quoted(&words(fact)));
    let message = format!("the rows disagree: {}; {used} is used", shown.join(", "));
    let problem = Diagnostic::warning("context-disagreement", message)
        .with_hint("give the fact once, with --context");
    let first = ballot.values().map(|vote| vote.first).min_by_key(|first| (first.file, first.row));
    match first {
        Some(first) => problem.at_file(first.file).at_column(first.column),
        None => problem,
    }
}
