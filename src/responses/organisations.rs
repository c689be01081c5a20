//! From the rows of all files to organisations.

use super::columns::{ColumnIndex, Meaning};
use super::context_source::ContextFacts;
use super::duplicates;
use super::rows::{Findings, RowReader};
use super::sheets::Sheet;
use super::spelling::{fold, quoted};
use super::votes::{Settled, Source, Votes, words};
use super::{Excluded, Fact, Organisation, ReadOptions, Response, UNDATED};
use crate::diagnostic::Diagnostic;
use crate::ingest::Row;
use std::collections::BTreeMap;

/// A response with the row it was read from.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    pub(super) response: Response,
    /// Whether an item's cell holds anything, be it wrong.
    answered: bool,
    /// The tool's number of the answer.
    pub(super) number: Option<String>,
    /// Why the row belongs to no wave that was asked for.
    elsewhere: Option<&'static str>,
    sheet: &'t Sheet<'t>,
    row: &'t Row,
}

/// The rows of one organisation.
#[derive(Debug, Default)]
pub(super) struct Group<'t> {
    /// How often its name is written in which way.
    spellings: BTreeMap<String, usize>,
    entries: Vec<Entry<'t>>,
    findings: Findings,
    problems: Vec<Diagnostic>,
}

/// The rows of all sheets by folded organisation name.
pub(super) fn gather<'t>(
    sheets: &'t [Sheet<'t>],
    index: &ColumnIndex<'_>,
    options: &ReadOptions,
) -> BTreeMap<String, Group<'t>> {
    let given = options.organisation.as_deref();
    let reader = RowReader::new(index, options.mapping.as_ref());
    let mut groups: BTreeMap<String, Group<'t>> = BTreeMap::new();
    for sheet in sheets {
        let column = sheet.columns.position(Meaning::Organisation);
        let fallback = given.map_or_else(|| stem(&sheet.table.file), |name| name.trim().to_owned());
        let mut nameless = None;
        // Rows of one organisation mostly stand together, so its key is kept.
        let mut last = ("", String::new());
        for row in &sheet.table.rows {
            let named = column.map(|at| row.cell(at).trim()).filter(|name| !name.is_empty());
            if named.is_none() && column.is_some() {
                nameless.get_or_insert(row.number);
            }
            let name = named.unwrap_or(&fallback);
            if name != last.0 {
                last = (name, fold(name));
            }
            let group = groups.entry(last.1.clone()).or_default();
            group.count_spelling(name);
            let (response, answered) = reader.read(sheet, row, &mut group.findings);
            let number = sheet.response_ids.iter().map(|at| row.cell(*at).trim());
            let number = number.filter(|id| !id.is_empty()).map(str::to_owned).next();
            let period = options.period.as_ref();
            let elsewhere = period.and_then(|one| one.excludes(response.submitted_at.as_deref()));
            group.entries.push(Entry { response, answered, number, elsewhere, sheet, row });
        }
        if let (Some(row), Some(group)) = (nameless, groups.get_mut(&fold(&fallback))) {
            group.problems.push(blank_name(sheet, row, &fallback));
        }
    }
    groups
}

impl Group<'_> {
    fn count_spelling(&mut self, name: &str) {
        match self.spellings.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.spellings.insert(name.to_owned(), 1);
            }
        }
    }
}

/// Checks, settles and sorts what was said about one organisation.
pub(super) fn finish(
    group: Group<'_>,
    context: Option<&ContextFacts<'_>>,
    index: &ColumnIndex<'_>,
) -> Organisation {
    let (name, spellings) = prevailing(&group.spellings);
    let mut problems = group.problems;
    problems.extend(spellings.map(|shown| spelling_warning("organisation", &shown, &name)));
    problems.extend(group.findings.problems());
    let (mut entries, elsewhere): (Vec<_>, Vec<_>) =
        group.entries.into_iter().partition(|entry| entry.elsewhere.is_none());
    problems.extend(undated(&elsewhere));
    problems.extend(merge_subjects(&mut entries));
    let (answered, empty): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.answered);
    let (kept, superseded) = duplicates::separate(answered);
    problems.extend(superseded.iter().map(|(entry, winner)| duplicate_warning(entry, winner)));
    let superseded: Vec<Entry<'_>> = superseded.into_iter().map(|(entry, _)| entry).collect();

    let stated = stated_facts(&kept, &empty, &superseded, index);
    let facts = with_context(stated, context, index, &mut problems);
    let left_out = empty.iter().filter(|one| !one.sheet.holds_facts_alone());
    let mut excluded: Vec<Excluded> = left_out.map(|one| one.excluded("empty")).collect();
    excluded.extend(superseded.iter().map(|one| one.excluded("duplicate")));
    excluded.extend(elsewhere.iter().filter_map(|one| Some(one.excluded(one.elsewhere?))));
    excluded.sort();
    let mut responses: Vec<Response> = kept.into_iter().map(|entry| entry.response).collect();
    responses.sort_by(duplicates::by_content);

    let mut organisation = Organisation { name, responses, excluded, ..Organisation::default() };
    take_facts(&mut organisation, facts, index);
    problems.extend(count_problems(&organisation));
    organisation.problems =
        problems.into_iter().map(|one| one.for_organisation(&organisation.name)).collect();
    organisation.problems.sort();
    organisation
}

impl Entry<'_> {
    fn excluded(&self, reason: &'static str) -> Excluded {
        Excluded { file: self.response.file.clone(), row: self.response.row, reason }
    }
}

/// Answers that belong to no wave because they carry no date.
fn undated(elsewhere: &[Entry<'_>]) -> Option<Diagnostic> {
    let rows: Vec<&Entry<'_>> =
        elsewhere.iter().filter(|one| one.elsewhere == Some(UNDATED) && one.answered).collect();
    let first = rows.first()?;
    let message = match rows.len() {
        1 => "1 answer carries no date and belongs to no wave".to_owned(),
        several => format!("{several} answers carry no date and belong to no wave"),
    };
    let problem = Diagnostic::warning("undated-answer", message)
        .at_file(&first.response.file)
        .at_row(first.response.row);
    Some(problem.with_hint("give each answer its date in the column submitted_at"))
}

/// The file's base name without its extension.
fn stem(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim();
    if stem.is_empty() { "organisation".to_owned() } else { stem.to_owned() }
}

fn blank_name(sheet: &Sheet<'_>, row: usize, name: &str) -> Diagnostic {
    let message = format!("the organisation is blank; its rows count for {}", quoted(name));
    Diagnostic::warning("blank-organisation", message)
        .at_file(&sheet.table.file)
        .at_row(row)
        .at_column(super::plain::ORGANISATION)
        .with_hint("name the organisation in every row")
}

/// The most frequent spelling, the first in sorted order among equals, and all spellings in words
/// when there are several.
fn prevailing(spellings: &BTreeMap<String, usize>) -> (String, Option<String>) {
    let mut best = ("", 0);
    for (spelling, count) in spellings {
        if *count > best.1 {
            best = (spelling, *count);
        }
    }
    let several = spellings.len() > 1;
    let all: Vec<String> = spellings.keys().map(|spelling| format!("\"{spelling}\"")).collect();
    (best.0.to_owned(), several.then(|| all.join(", ")))
}

fn spelling_warning(column: &str, shown: &str, used: &str) -> Diagnostic {
    let message = format!("{shown} differ in case or blanks alone and count as {}", quoted(used));
    Diagnostic::warning("merged-spelling", message)
        .at_column(column)
        .with_hint("write the name in one way")
}

/// Gives every subject one spelling.
fn merge_subjects(entries: &mut [Entry<'_>]) -> Vec<Diagnostic> {
    let mut subjects: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for subject in entries.iter().filter_map(|entry| entry.response.subject.as_ref()) {
        *subjects.entry(fold(subject)).or_default().entry(subject.clone()).or_default() += 1;
    }
    let chosen: BTreeMap<String, (String, Option<String>)> =
        subjects.iter().map(|(key, spellings)| (key.clone(), prevailing(spellings))).collect();
    for subject in entries.iter_mut().filter_map(|entry| entry.response.subject.as_mut()) {
        if let Some((name, Some(_))) = chosen.get(&fold(subject)) {
            subject.clone_from(name);
        }
    }
    let merged = chosen.into_values().filter_map(|(name, shown)| Some((name, shown?)));
    merged.map(|(name, shown)| spelling_warning("subject", &shown, &name)).collect()
}

fn duplicate_warning(entry: &Entry<'_>, winner: &duplicates::Place) -> Diagnostic {
    let (file, row) = winner;
    let message = if entry.response.submitted_at.is_some() {
        format!("the same respondent answered again; {file}, row {row} counts")
    } else {
        format!("the same respondent answered again, without a date; {file}, row {row} counts")
    };
    Diagnostic::warning("duplicate", message)
        .at_file(&entry.response.file)
        .at_row(entry.response.row)
}

/// The facts of the rows that count and of those without answers; a question that only superseded
/// rows answer is taken from them.
fn stated_facts(
    kept: &[Entry<'_>],
    empty: &[Entry<'_>],
    superseded: &[Entry<'_>],
    index: &ColumnIndex<'_>,
) -> Settled {
    let mut votes = Votes::default();
    for entry in kept.iter().chain(empty) {
        entry.vote(&mut votes, |_| true);
    }
    let known = votes.questions();
    for entry in superseded {
        entry.vote(&mut votes, |question| !known.contains(&question));
    }
    votes.settle(index)
}

impl<'t> Entry<'t> {
    /// What the row says about the organisation, as it stands.
    pub(super) fn stated(&self) -> Vec<(Meaning, &str)> {
        let columns = self.sheet.columns.meanings.iter().enumerate();
        let facts = columns.filter(|(_, meaning)| meaning.is_fact());
        let mut stated: Vec<(Meaning, &str)> =
            facts.map(|(at, meaning)| (*meaning, self.row.cell(at))).collect();
        stated.sort_unstable();
        stated
    }

    fn vote(&self, votes: &mut Votes<'t>, wanted: impl Fn(Meaning) -> bool) {
        let mut chosen: BTreeMap<usize, (Source<'t>, Vec<&str>)> = BTreeMap::new();
        for (column, meaning) in self.sheet.columns.meanings.iter().enumerate() {
            let cell = self.row.cell(column);
            match *meaning {
                Meaning::Choice(question, option) if wanted(Meaning::Fact(question)) => {
                    if let Some(id) = self.sheet.ticked(question, option, cell) {
                        let source = self.source(column);
                        chosen.entry(question).or_insert((source, Vec::new())).1.push(id);
                    }
                }
                Meaning::Choice(..) => {}
                fact if fact.is_fact() && wanted(fact) && !self.sheet.says_nothing(cell) => {
                    votes.add(fact, cell, self.source(column));
                }
                _ => {}
            }
        }
        for (question, (source, ids)) in chosen {
            votes.add_chosen(Meaning::Fact(question), &ids, source);
        }
    }

    fn source(&self, column: usize) -> Source<'t> {
        let heading = self.sheet.table.headings.get(column);
        Source {
            file: &self.sheet.table.file,
            row: self.row.number_at(column),
            column: heading.map_or("", |heading| &heading.name),
        }
    }
}

/// The facts of a context file over those of the answers.
fn with_context(
    stated: Settled,
    context: Option<&ContextFacts<'_>>,
    index: &ColumnIndex<'_>,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<Meaning, Fact> {
    problems.extend(stated.problems);
    let mut facts = stated.facts;
    let Some(context) = context else { return facts };
    let given = context.votes.settle(index);
    problems.extend(given.problems);
    for (meaning, fact) in given.facts {
        let before = facts.insert(meaning, fact.clone());
        if let Some(before) = before.filter(|before| *before != fact) {
            let (before, now) = (quoted(&words(&before)), quoted(&words(&fact)));
            let message = format!("the answers say {before}; {now} from {} is used", context.file);
            let problem = Diagnostic::warning("context-overrides", message);
            problems.push(problem.at_column(index.id_of(meaning)));
        }
    }
    facts
}

fn take_facts(
    organisation: &mut Organisation,
    facts: BTreeMap<Meaning, Fact>,
    index: &ColumnIndex<'_>,
) {
    for (meaning, fact) in facts {
        match (meaning, fact) {
            (Meaning::Currency, Fact::Text(code)) => organisation.currency = Some(code),
            (Meaning::Invited, Fact::Number(number)) => organisation.invited = Some(number as u64),
            (_, fact) => {
                organisation.facts.insert(index.id_of(meaning).to_owned(), fact);
            }
        }
    }
}

/// Numbers of people that cannot be.
fn count_problems(organisation: &Organisation) -> Option<Diagnostic> {
    let answers = organisation.responses.len();
    if answers == 0 {
        let problem = Diagnostic::error("no-answers", "no row answers an item");
        return Some(problem.with_hint("check that the item columns hold the answers"));
    }
    let invited = organisation.invited.filter(|invited| *invited < answers as u64)?;
    let message = format!("{answers} responses count, but the number of people asked is {invited}");
    Some(Diagnostic::warning("more-than-invited", message).at_column(super::plain::INVITED))
}
