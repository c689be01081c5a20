//! What each column of a table means, by id or by text.

use super::plain;
use super::spelling::{did_you_mean, fold, fold_text, nearest, quoted};
use crate::diagnostic::Diagnostic;
use crate::ingest::{Heading, Table};
use crate::questionnaire::Questionnaire;
use std::collections::BTreeMap;

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
    /// Nothing that the questionnaire knows.
    Unknown,
}

impl Meaning {
    /// Whether the column states a fact about the organisation.
    pub(super) fn is_fact(self) -> bool {
        matches!(self, Self::Currency | Self::Invited | Self::Fact(_))
    }
}

/// All names that a questionnaire gives to columns.
#[derive(Debug)]
pub(super) struct ColumnIndex<'q> {
    questionnaire: &'q Questionnaire,
    /// Folded ids, each with its own spelling.
    ids: BTreeMap<String, (String, Meaning)>,
    /// Folded texts; several meanings when texts repeat.
    texts: BTreeMap<String, Vec<Meaning>>,
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

    /// The first column with this meaning.
    pub(super) fn position(&self, meaning: Meaning) -> Option<usize> {
        self.meanings.iter().position(|known| *known == meaning)
    }
}

impl<'q> ColumnIndex<'q> {
    pub(super) fn new(questionnaire: &'q Questionnaire) -> Self {
        let mut index = Self { questionnaire, ids: BTreeMap::new(), texts: BTreeMap::new() };
        index.add_plain_names();
        for (at, (_, item)) in questionnaire.items().enumerate() {
            index.add_id(item.id.clone(), Meaning::Item(at));
            index.add_text(&item.text, Meaning::Item(at));
        }
        for (at, question) in questionnaire.context.iter().enumerate() {
            index.add_id(question.id.clone(), Meaning::Fact(at));
            index.add_text(&question.name, Meaning::Fact(at));
        }
        for (at, competency) in questionnaire.competencies.iter().enumerate() {
            let (importance, comment) = (plain::IMPORTANCE_PREFIX, plain::COMMENT_PREFIX);
            index.add_id(format!("{importance}{}", competency.id), Meaning::Importance(at));
            index.add_id(format!("{comment}{}", competency.id), Meaning::CompetencyComment(at));
        }
        for (at, role) in questionnaire.roles.iter().enumerate() {
            index.add_id(format!("{}{}", plain::COMMENT_PREFIX, role.id), Meaning::RoleComment(at));
        }
        index
    }

    fn add_plain_names(&mut self) {
        let meanings = [
            Meaning::Organisation,
            Meaning::Respondent,
            Meaning::Subject,
            Meaning::Role,
            Meaning::Standing,
            Meaning::Rater,
            Meaning::SubmittedAt,
            Meaning::Currency,
            Meaning::Invited,
        ];
        for (name, meaning) in plain::NAMES.into_iter().zip(meanings) {
            self.add_id(name.to_owned(), meaning);
        }
    }

    fn add_id(&mut self, id: String, meaning: Meaning) {
        self.ids.entry(fold(&id)).or_insert((id, meaning));
    }

    fn add_text(&mut self, text: &str, meaning: Meaning) {
        let folded = fold_text(text);
        if !folded.is_empty() {
            self.texts.entry(folded).or_default().push(meaning);
        }
    }

    /// The questionnaire that the names come from.
    pub(super) fn questionnaire(&self) -> &'q Questionnaire {
        self.questionnaire
    }

    /// What the column with this id holds.
    pub(super) fn by_id(&self, id: &str) -> Option<Meaning> {
        self.ids.get(&fold(id)).map(|(_, meaning)| *meaning)
    }

    /// What a column holds by its id or its text, when that is unambiguous.
    pub(super) fn by_name(&self, name: &str) -> Option<Meaning> {
        let by_text = || match self.texts.get(&fold_text(name))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        self.by_id(name).or_else(by_text)
    }

    /// The id of a fact nearest to a wrong one.
    pub(super) fn nearest_fact(&self, id: &str) -> Option<&str> {
        let facts = self.ids.values().filter(|(_, meaning)| meaning.is_fact());
        nearest(id, facts.map(|(known, _)| known.as_str()))
    }

    /// The id nearest to a wrong one.
    pub(super) fn nearest_id(&self, id: &str) -> Option<&str> {
        nearest(id, self.ids.values().map(|(known, _)| known.as_str()))
    }

    /// The meaning of every column of a table, with the problems of its header.
    pub(super) fn columns(&self, table: &Table) -> ColumnMap {
        let mut map = ColumnMap::default();
        for (at, heading) in table.headings.iter().enumerate() {
            let meaning = self.meaning(heading).unwrap_or_else(|problem| {
                map.problems.push(*problem);
                Meaning::Unknown
            });
            map.meanings.push(meaning);
            map.problems.extend(self.column_problem(table, at, &map.meanings));
        }
        if map.items() == 0 {
            map.problems.push(self.no_items());
        }
        for problem in &mut map.problems {
            problem.place.file = Some(table.file.clone());
            problem.place.row = Some(table.header_rows.min(1));
        }
        map
    }

    /// By id, by an id in brackets before the text, then by text.
    fn meaning(&self, heading: &Heading) -> Result<Meaning, Box<Diagnostic>> {
        let bracketed = heading
            .name
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
            .and_then(|(id, _)| self.by_id(id));
        if let Some(found) = self.by_id(&heading.name).or(bracketed) {
            return Ok(found);
        }
        let texts = [&heading.name, &heading.text];
        match texts.into_iter().find_map(|text| self.texts.get(&fold_text(text))) {
            None => Ok(Meaning::Unknown),
            Some(found) if found.len() == 1 => Ok(found[0]),
            Some(found) => {
                let ids: Vec<&str> = found.iter().map(|one| self.id_of(*one)).collect();
                let message = format!("the text belongs to several questions: {}", ids.join(", "));
                let problem = Diagnostic::error("ambiguous-column", message);
                let problem = problem.at_column(&heading.name);
                Err(Box::new(problem.with_hint("head the columns with their ids")))
            }
        }
    }

    /// The id of a column's meaning.
    pub(super) fn id_of(&self, meaning: Meaning) -> &str {
        self.ids.values().find(|(_, known)| *known == meaning).map_or("", |(id, _)| id)
    }

    /// What is wrong with the column that was added last.
    fn column_problem(&self, table: &Table, at: usize, meanings: &[Meaning]) -> Option<Diagnostic> {
        let name = &table.headings[at].name;
        let meaning = *meanings.last()?;
        let problem = if meaning == Meaning::Unknown {
            self.unknown(table, at)?
        } else {
            let first = meanings[..at].iter().position(|known| *known == meaning)?;
            let other = &table.headings[first].name;
            let hint = "keep one of the two columns";
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

    /// A column that the questionnaire does not know; none when it is nameless and blank, or when
    /// its text was ambiguous and has been reported.
    fn unknown(&self, table: &Table, at: usize) -> Option<Diagnostic> {
        let name = &table.headings[at].name;
        if name.is_empty() {
            let used = table.rows.iter().any(|row| !row.cell(at).trim().is_empty());
            let message = format!("column {} has values and no name; it is not used", at + 1);
            return used.then(|| Diagnostic::warning("unnamed-column", message));
        }
        if self.texts.get(&fold_text(name)).is_some_and(|found| found.len() > 1) {
            return None;
        }
        let problem = Diagnostic::warning("unknown-column", "the column is not known and not used");
        let texts = self.questionnaire.items().map(|(_, item)| item.text.as_str());
        let guess = self.nearest_id(name).or_else(|| nearest(name, texts));
        Some(match guess {
            Some(found) => problem.with_hint(did_you_mean(found)),
            None => problem,
        })
    }

    fn no_items(&self) -> Diagnostic {
        let model = &self.questionnaire.model;
        let message = format!("no column is an item of the questionnaire {}", quoted(&model.id));
        Diagnostic::error("no-items", message).with_hint(
            "choose another questionnaire, or head the columns with item ids or texts; a file of \
             facts alone is given with --context",
        )
    }
}
