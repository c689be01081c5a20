//! Facts about organisations in a file of their own: CSV with one row each, or TOML.

use super::columns::{ColumnIndex, Meaning};
use super::plain;
use super::spelling::{did_you_mean, fold, quoted};
use super::votes::{Source, Votes};
use crate::diagnostic::Diagnostic;
use crate::ingest;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A context file: cells with where they stand. What they mean depends on the questionnaire.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ContextSource {
    /// Base name of the file.
    pub file: String,
    entries: Vec<ContextEntry>,
}

/// One stated fact, as text.
#[derive(Debug, Clone, PartialEq)]
struct ContextEntry {
    /// Organisation and question, or the question alone. In TOML, the keys from the outermost in.
    path: Vec<String>,
    /// The question as it is named in messages.
    column: String,
    value: String,
    /// Row of a CSV file, line of a TOML file.
    row: usize,
}

/// The facts of a context file about one organisation.
#[derive(Debug)]
pub(super) struct ContextFacts<'t> {
    /// Name as given; empty when the file is about the only organisation.
    pub(super) name: String,
    /// Base name of the context file.
    pub(super) file: &'t str,
    pub(super) votes: Votes<'t>,
}

/// Reads a context file: TOML when its name ends in `.toml`, else CSV in the plain layout.
///
/// TOML has one table per organisation, or stands for the only one:
///
/// ```toml
/// ["Acme Ltd"]
/// org.headcount = "250-999"
/// org.regimes = ["dora", "other"]
/// ```
///
/// # Errors
///
/// Broken TOML or a broken CSV structure.
pub fn context_source(file: &str, bytes: &[u8]) -> Result<ContextSource, Vec<Diagnostic>> {
    let is_toml = file.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("toml"));
    let entries = if is_toml { toml_entries(file, bytes)? } else { csv_entries(file, bytes)? };
    Ok(ContextSource { file: file.to_owned(), entries })
}

impl ContextSource {
    /// The facts by folded organisation name (empty: the file names none), and the problems of the
    /// file.
    pub(super) fn facts<'t>(
        &'t self,
        index: &ColumnIndex<'_>,
    ) -> (BTreeMap<String, ContextFacts<'t>>, Vec<Diagnostic>) {
        let flat_name = self.flat_name();
        let mut found: BTreeMap<String, ContextFacts<'t>> = BTreeMap::new();
        let (mut problems, mut reported) = (Vec::new(), BTreeSet::new());
        for entry in &self.entries {
            if is_organisation(&entry.path) {
                continue;
            }
            let (name, question, meaning) = entry.resolve(index);
            let Some(meaning) = meaning else {
                if reported.insert(question.clone()) {
                    problems.push(self.unknown(entry, &question, index));
                }
                continue;
            };
            let name = name.unwrap_or(flat_name);
            let facts = found.entry(fold(name)).or_insert_with(|| ContextFacts {
                name: name.to_owned(),
                file: &self.file,
                votes: Votes::default(),
            });
            let source = Source { file: &self.file, row: entry.row, column: &entry.column };
            facts.votes.add(meaning, &entry.value, source);
        }
        (found, problems)
    }
}

impl ContextSource {
    /// The organisation that a file without tables names.
    fn flat_name(&self) -> &str {
        let named = |entry: &&ContextEntry| is_organisation(&entry.path);
        self.entries.iter().find(named).map_or("", |entry| &entry.value)
    }

    fn unknown(&self, entry: &ContextEntry, question: &str, index: &ColumnIndex<'_>) -> Diagnostic {
        let message = format!("{} is no context question and is not used", quoted(question));
        let problem = Diagnostic::warning("unknown-context", message)
            .at_file(&self.file)
            .at_row(entry.row)
            .at_column(question);
        match index.nearest_fact(question) {
            Some(found) => problem.with_hint(did_you_mean(found)),
            None => problem,
        }
    }
}

impl ContextEntry {
    /// Organisation when the path names one, question, and its meaning when it is known.
    fn resolve(&self, index: &ColumnIndex<'_>) -> (Option<&str>, String, Option<Meaning>) {
        let known = |id: &str| index.by_name(id).filter(|meaning| meaning.is_fact());
        let whole = self.path.join(".");
        if let Some(meaning) = known(&whole) {
            return (None, whole, Some(meaning));
        }
        match self.path.split_first() {
            Some((name, rest)) if !rest.is_empty() => {
                let question = rest.join(".");
                let meaning = known(&question);
                (Some(name), question, meaning)
            }
            _ => (None, whole, None),
        }
    }
}

fn is_organisation(path: &[String]) -> bool {
    matches!(path, [only] if fold(only) == plain::ORGANISATION)
}

fn csv_entries(file: &str, bytes: &[u8]) -> Result<Vec<ContextEntry>, Vec<Diagnostic>> {
    let table = ingest::table(file, bytes, &ingest::Options::default())?;
    let names = table.headings.iter().map(|heading| heading.name.as_str());
    let organisation = names.clone().position(|name| fold(name) == plain::ORGANISATION);
    let mut entries = Vec::new();
    for row in &table.rows {
        let name = organisation.map_or("", |at| row.cell(at).trim());
        for (at, question) in names.clone().enumerate() {
            let value = row.cell(at).trim();
            let is_fact = !plain::NOT_FACTS.contains(&fold(question).as_str());
            if Some(at) == organisation || !is_fact || value.is_empty() {
                continue;
            }
            let path = [name, question].into_iter().filter(|part| !part.is_empty());
            entries.push(ContextEntry {
                path: path.map(str::to_owned).collect(),
                column: question.to_owned(),
                value: value.to_owned(),
                row: row.number,
            });
        }
    }
    Ok(entries)
}

fn toml_entries(file: &str, bytes: &[u8]) -> Result<Vec<ContextEntry>, Vec<Diagnostic>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = line_of(bytes, error.valid_up_to());
        let problem = Diagnostic::error("broken-utf8", "a character is not valid UTF-8");
        vec![problem.at_file(file).at_row(line).with_hint("save the file again as UTF-8")]
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let problem = Diagnostic::error("broken-toml", error.message().to_owned());
        vec![placed(problem.at_file(file), text, span)]
    })?;
    let mut walk = Walk { file, text, entries: Vec::new(), problems: Vec::new() };
    walk.table(table.get_ref(), &[]);
    if walk.problems.is_empty() { Ok(walk.entries) } else { Err(walk.problems) }
}

/// Collects the leaves of a TOML file.
struct Walk<'a> {
    file: &'a str,
    text: &'a str,
    entries: Vec<ContextEntry>,
    problems: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>, above: &[String]) {
        for (key, value) in table {
            let mut path = above.to_vec();
            path.push(key.get_ref().to_string());
            match value.get_ref() {
                DeValue::Table(inner) => self.table(inner, &path),
                leaf => self.leaf(leaf, path, value.span()),
            }
        }
    }

    fn leaf(&mut self, leaf: &DeValue<'_>, path: Vec<String>, span: Range<usize>) {
        let row = line_of(self.text.as_bytes(), span.start);
        let from = path.len().saturating_sub(1).min(1);
        let column = path.get(from..).unwrap_or_default().join(".");
        match text_of(leaf) {
            Some(value) if value.trim().is_empty() => {}
            Some(value) => self.entries.push(ContextEntry { path, column, value, row }),
            None => {
                let message = "the value must be a text, a number, true, false or a list of texts";
                let problem = Diagnostic::error("bad-context", message).at_file(self.file);
                self.problems.push(placed(problem.at_column(column), self.text, span));
            }
        }
    }
}

/// A TOML value as it would stand in a cell.
fn text_of(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().replace('_', "")),
        DeValue::Float(number) => Some(number.as_str().replace('_', "")),
        DeValue::Boolean(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        DeValue::Array(parts) => {
            let parts: Option<Vec<String>> =
                parts.iter().map(|part| text_of(part.get_ref())).collect();
            Some(parts?.join(";"))
        }
        DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}

/// Names the line of a text and the position in it where a span starts.
pub(super) fn placed(problem: Diagnostic, text: &str, span: Range<usize>) -> Diagnostic {
    let before = text.get(..span.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let position = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    problem.at_row(line_of(text.as_bytes(), span.start)).at_position(position)
}

/// The line, from 1, of a byte.
fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}
