//! What each column of a table means: by the user's map, by id, by text, by the row of a question.

mod index;
mod proposals;

pub(super) use index::ColumnIndex;
pub(super) use proposals::proposal;

use super::plain;
use super::spelling::{did_you_mean, fold, fold_text, nearest, quoted};
use super::synonyms;
use crate::diagnostic::Diagnostic;
use crate::ingest::question_text::{bracketed_id, without_number};
use crate::ingest::{Field, Heading, Table, Timing};
use std::collections::{BTreeMap, BTreeSet};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    Organisation,
    Respondent,
    Subject,
    Role,
    Standing,
    Rater,
    SubmittedAt,
    Seconds,
    Currency,
    Invited,
    /// Answers to the item at this place in the questionnaire.
    Item(usize),
    /// Answers to the context question at this place.
    Fact(usize),
    /// Importance of the competency at this place.
    Importance(usize),
    /// Comments on the competency at this place.
    CompetencyComment(usize),
    /// Comments on the role at this place.
    RoleComment(usize),
    /// Whether the option at the second place was chosen in the context question at the first.
    Choice(usize, usize),
    /// Who answered, by a column of the tool; the best has the lowest number.
    Person(usize),
    /// The tool's number of the answer.
    ResponseId,
    /// When the tool says that the answer was handed in.
    HandedIn,
    /// How many seconds the tool says that the answer took.
    Took,
    /// A column of the tool that is no question.
    Tool,
    /// A column about a named person, which is never used.
    Personal,
    /// A column that the user leaves out.
    Ignored,
    /// Nothing that the questionnaire knows.
    Unknown,
}

impl Meaning {
    /// Whether the column states a fact about the organisation.
    pub(super) fn is_fact(self) -> bool {
        matches!(self, Self::Currency | Self::Invited | Self::Fact(_) | Self::Choice(..))
    }

    /// Whether the column answers a question of the questionnaire.
    fn is_question(self) -> bool {
        matches!(
            self,
            Self::Item(_)
                | Self::Fact(_)
                | Self::Importance(_)
                | Self::CompetencyComment(_)
                | Self::RoleComment(_)
        )
    }

    /// Whether the column is the tool's own, or about a named person.
    pub(super) fn is_of_tool(self) -> bool {
        matches!(
            self,
            Self::Person(_)
                | Self::ResponseId
                | Self::HandedIn
                | Self::Took
                | Self::Tool
                | Self::Personal
        )
    }

    /// Whether two columns of a table may have it.
    fn may_repeat(self) -> bool {
        self.is_of_tool() || matches!(self, Self::Unknown | Self::Ignored)
    }
}

/// The columns of one table.
#[derive(Debug, Default)]
pub(super) struct ColumnMap {
    /// One meaning per column.
    pub(super) meanings: Vec<Meaning>,
    /// Problems of the header; an error makes the table unusable.
    pub(super) problems: Vec<Diagnostic>,
}

impl ColumnMap {
    /// Number of columns that hold answers to items.
    pub(super) fn items(&self) -> usize {
        self.meanings.iter().filter(|meaning| matches!(meaning, Meaning::Item(_))).count()
    }

    /// Where a question has a column for each option, a column that joins them says nothing new.
    /// Where only some options have one, the column that joins them counts, if it says anything.
    fn settle_choices(&mut self, table: &Table, options: impl Fn(usize) -> usize) {
        let mut chosen: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for meaning in &self.meanings {
            if let Meaning::Choice(question, option) = meaning {
                chosen.entry(*question).or_default().insert(*option);
            }
        }
        for (question, with_column) in chosen {
            let Some(joined) = self.position(Meaning::Fact(question)) else { continue };
            let says = table.rows.iter().any(|row| !row.cell(joined).trim().is_empty());
            if with_column.len() >= options(question) || !says {
                self.meanings[joined] = Meaning::Tool;
                continue;
            }
            for meaning in &mut self.meanings {
                if matches!(meaning, Meaning::Choice(of, _) if *of == question) {
                    *meaning = Meaning::Tool;
                }
            }
        }
    }

    /// All columns with this meaning.
    pub(super) fn positions(&self, meaning: Meaning) -> Vec<usize> {
        let known = self.meanings.iter().enumerate();
        known.filter(|(_, known)| **known == meaning).map(|(at, _)| at).collect()
    }

    /// The first column with this meaning.
    pub(super) fn position(&self, meaning: Meaning) -> Option<usize> {
        self.meanings.iter().position(|known| *known == meaning)
    }
}

/// What the user's map says about the columns of one table, by place.
pub(super) type Told = BTreeMap<usize, Meaning>;

impl ColumnIndex<'_> {
    /// The meaning of every column of a table, with the problems of its header.
    pub(super) fn columns(&self, table: &Table, told: &Told) -> ColumnMap {
        let mut map = ColumnMap::default();
        for (at, heading) in table.headings.iter().enumerate() {
            let found = match told.get(&at) {
                Some(meaning) => Ok(*meaning),
                None => self.meaning(heading),
            };
            let ambiguous = found.is_err();
            map.meanings.push(found.unwrap_or_else(|problem| {
                map.problems.push(*problem);
                Meaning::Unknown
            }));
            if !ambiguous {
                map.problems.extend(self.column_problem(table, at, &map.meanings));
            }
        }
        let context = &self.questionnaire().context;
        map.settle_choices(table, |at| context.get(at).map_or(0, |one| one.options.len()));
        map.problems.extend(self.importance_as_answers(table, &map.meanings));
        if map.items() == 0 {
            map.problems.push(self.no_items(table));
        }
        for problem in &mut map.problems {
            problem.place.file = Some(table.file.clone());
            problem.place.row = (table.header_rows > 0).then_some(1);
        }
        map
    }

    /// What the tool says of its own columns, then ids, texts, choices and rows.
    fn meaning(&self, heading: &Heading) -> Result<Meaning, Box<Diagnostic>> {
        match heading.field {
            Field::Question => {}
            Field::Submitted => return Ok(Meaning::HandedIn),
            Field::Person(rank) => return Ok(Meaning::Person(rank)),
            Field::Response => return Ok(Meaning::ResponseId),
            Field::Personal => return Ok(Meaning::Personal),
            // A question may be called as the tool calls a column of its own.
            Field::Own => {
                let known = self.by_id(&heading.name).or_else(|| self.by_loose_id(&heading.name));
                let found = known.filter(|found| found.is_question());
                let own = match heading.timing {
                    Some(Timing::Seconds) => Meaning::Took,
                    _ => Meaning::Tool,
                };
                return Ok(found.unwrap_or(own));
            }
        }
        let names = || std::iter::once(&heading.name).chain(&heading.ids);
        let by_id = names().find_map(|id| self.by_id(id));
        if let Some(found) = by_id.or_else(|| names().find_map(|id| self.by_loose_id(id))) {
            return self.agreeing(found, heading);
        }
        let whole = std::iter::once(&heading.name).chain(&heading.texts);
        let by_text = whole.filter_map(|text| self.by_text(text));
        let chosen = heading.splits.iter().filter_map(|(stem, row)| self.choice(stem, row));
        let rows = heading.splits.iter().filter_map(|(_, row)| self.by_row(row));
        let mut candidates = by_text.chain(chosen.map(|one| vec![one])).chain(rows);
        match candidates.next() {
            None => Ok(Meaning::Unknown),
            Some(found) if found.len() == 1 => Ok(found[0]),
            Some(found) => {
                let ids: Vec<&str> = found.iter().map(|one| self.id_of(*one)).collect();
                let message = format!("the text belongs to several questions: {}", ids.join(", "));
                let problem = Diagnostic::error("ambiguous-column", message);
                let hint = "head the columns with their ids, or say which is which with --map";
                Err(Box::new(problem.at_column(&heading.name).with_hint(hint)))
            }
        }
    }

    /// An item found by its id, unless the heading's text is that of another one: rows of a form
    /// may have been moved after its codes were given.
    fn agreeing(&self, found: Meaning, heading: &Heading) -> Result<Meaning, Box<Diagnostic>> {
        let rows = heading.splits.iter().filter_map(|(_, row)| self.by_text(row));
        let mut texts = heading.texts.iter().filter_map(|text| self.by_text(text)).chain(rows);
        let (Meaning::Item(_), Some(said)) = (found, texts.next()) else { return Ok(found) };
        if said.contains(&found) || !said.iter().all(|one| matches!(one, Meaning::Item(_))) {
            return Ok(found);
        }
        let (by_id, by_text) = (self.id_of(found), self.id_of(said[0]));
        let message = format!("its id says {by_id}, its text says {by_text}");
        let problem = Diagnostic::error("contradictory-column", message);
        Err(Box::new(problem.at_column(&heading.name).with_hint("say which it is with --map")))
    }

    /// The questions with this text, with or without a number before it.
    fn by_text(&self, text: &str) -> Option<Vec<Meaning>> {
        let own = [Some(text), without_number(text)];
        own.into_iter().flatten().find_map(|text| self.texts(&fold_text(text)))
    }

    /// The items or facts that the row of a question stands for, by text or id.
    fn by_row(&self, row: &str) -> Option<Vec<Meaning>> {
        let id = |id: &str| self.by_id(id).filter(|found| found.is_question());
        let bracketed = bracketed_id(row).and_then(|(inner, _)| id(inner));
        let by_id =
            id(row).or(bracketed).or_else(|| self.by_loose_id(row).filter(|one| one.is_question()));
        by_id.map(|found| vec![found]).or_else(|| self.by_text(row))
    }

    /// The choice that a question and its row stand for.
    fn choice(&self, stem: &str, row: &str) -> Option<Meaning> {
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let found = self.by_id(name).or_else(|| self.by_loose_id(name));
        let found = found.or_else(|| match self.by_text(stem)?.as_slice() {
            [only] => Some(*only),
            _ => None,
        })?;
        let Meaning::Fact(question) = found else { return None };
        Some(Meaning::Choice(question, self.option(question, row)?))
    }

    /// Columns whose question asks how much something matters, and whose rows are items: they are
    /// answers only where the questionnaire itself asks so.
    fn importance_as_answers(&self, table: &Table, meanings: &[Meaning]) -> Option<Diagnostic> {
        let asked = self.questionnaire().scale.question.as_deref().unwrap_or_default();
        let asks = |heading: &Heading| {
            heading
                .splits
                .iter()
                .any(|(stem, row)| synonyms::asks_importance(stem) && self.by_row(row).is_some())
        };
        let columns = table.headings.iter().zip(meanings);
        let mut found = columns
            .filter(|(heading, meaning)| matches!(meaning, Meaning::Item(_)) && asks(heading));
        let (heading, _) = found.next().filter(|_| !synonyms::asks_importance(asked))?;
        let message = "the question asks how much it matters, and is read as the rating itself";
        let problem = Diagnostic::warning("importance-as-rating", message);
        let hint =
            "if that is wrong, say `ignore` or importance.ID in a map, and give it with --map";
        Some(problem.at_column(&heading.name).with_hint(hint))
    }

    /// What is wrong with the column that was added last.
    fn column_problem(&self, table: &Table, at: usize, meanings: &[Meaning]) -> Option<Diagnostic> {
        let name = &table.headings[at].name;
        let meaning = *meanings.last()?;
        let problem = if meaning == Meaning::Unknown {
            self.unknown(table, at)?
        } else if meaning.may_repeat() {
            return None;
        } else {
            let first = meanings[..at].iter().position(|known| *known == meaning)?;
            let other = &table.headings[first].name;
            let hint = "keep one of the two columns, or say which counts with --map";
            if fold(other) == fold(name) {
                let message = format!("the column {} occurs twice", quoted(name));
                Diagnostic::error("duplicate-column", message).with_hint(hint)
            } else {
                let id = self.id_of(meaning);
                let message = format!("{} and {} are both {id}", quoted(other), quoted(name));
                Diagnostic::error("column-twice", message).with_hint(hint)
            }
        };
        Some(if name.is_empty() { problem } else { problem.at_column(name) })
    }

    /// A column that the questionnaire does not know; none when it is nameless and blank.
    fn unknown(&self, table: &Table, at: usize) -> Option<Diagnostic> {
        let heading = &table.headings[at];
        if heading.name.is_empty() {
            let used = table.rows.iter().any(|row| !row.cell(at).trim().is_empty());
            let message = format!("column {} has values and no name; it is not used", at + 1);
            return used.then(|| Diagnostic::warning("unnamed-column", message));
        }
        let proposed = proposal(heading, self);
        if let Some(found) = proposed.as_deref().filter(|found| plain::PEOPLE.contains(found)) {
            return Some(unconfirmed(found));
        }
        let problem = Diagnostic::warning("unknown-column", "the column is not known and not used");
        if at >= MOST_GUESSES {
            return Some(problem);
        }
        let texts = self.questionnaire().items().map(|(_, item)| item.text.as_str());
        let guess = self.nearest_id(&heading.name).or_else(|| nearest(&heading.name, texts));
        Some(match (guess, proposed) {
            (Some(found), _) => problem.with_hint(did_you_mean(found)),
            (None, Some(found)) => problem.with_hint(format!(
                "if it is `{found}`, say so in a map (assess check --write-map map.toml)"
            )),
            (None, None) => problem,
        })
    }

    fn no_items(&self, table: &Table) -> Diagnostic {
        if let Some(column) = self.codebook_column(table) {
            let message = "the file lists the items in a column and holds no answers to them";
            let hint = "it seems to be a codebook or the form itself; export the responses";
            return Diagnostic::error("no-items", message).at_column(column).with_hint(hint);
        }
        let model = &self.questionnaire().model;
        let message = format!("no column is an item of the questionnaire {}", quoted(&model.id));
        Diagnostic::error("no-items", message).with_hint(
            "choose another questionnaire, or head the columns with item ids or texts; a file of \
             facts alone is given with --context",
        )
    }

    /// The column whose cells name items, where a file describes the answers instead.
    fn codebook_column<'t>(&self, table: &'t Table) -> Option<&'t str> {
        let names_item = |cell: &str| self.by_row(cell).is_some();
        let many = |at: &usize| {
            table.rows.iter().filter(|row| names_item(row.cell(*at))).take(3).count() >= 3
        };
        let at = (0..table.headings.len()).find(many)?;
        table.headings.get(at).map(|heading| heading.name.as_str())
    }
}

/// Columns for which it is guessed what they were meant to be.
const MOST_GUESSES: usize = 400;

/// A column that may say whom the answers are about or who gave them: without it they may be mixed.
fn unconfirmed(found: &str) -> Diagnostic {
    let message = format!("the column may be `{found}` and is not used until you say so");
    let hint = "say what it is in a map: assess check --write-map map.toml, then --map map.toml";
    Diagnostic::warning("unconfirmed-column", message).with_hint(hint)
}
