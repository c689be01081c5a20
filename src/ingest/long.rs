//! One row per answer to one row per response.
//!
//! Rows that agree in who answers about whom belong together. The moment of a response is that of
//! its last answer. Of other columns, what the rows of a response agree on is kept; a column that
//! differs between them belongs to the answers and is told.

use super::folding::fold;
use super::{Field, Heading, Row, Skipped};
use crate::diagnostic::Diagnostic;
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Names of the column that says which item is answered, folded.
const ITEM: [&str; 6] =
    ["item", "item_id", "question_id", "question_code", "item id", "question id"];
/// Names of the column with the answer, folded.
const ANSWER: [&str; 6] = ["answer", "value", "response", "rating", "answer_value", "score"];
/// Names of columns that say whom answers are about and who gave them, folded.
const KEYS: [&str; 16] = [
    "organisation",
    "organization",
    "respondent",
    "respondent_id",
    "respondent id",
    "rater_id",
    "response_id",
    "response id",
    "token",
    "session",
    "subject",
    "subject_id",
    "role",
    "standing",
    "rater",
    "relationship",
];
/// Those that say who gave them.
const RATERS: [&str; 7] = [
    "respondent",
    "respondent_id",
    "respondent id",
    "rater_id",
    "response_id",
    "response id",
    "token",
];
/// The column whose latest value counts.
const MOMENT: &str = "submitted_at";

/// Where item and answer stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Columns {
    item: usize,
    answer: usize,
}

/// The columns of the long layout among folded names; `None`: it is another layout.
pub(super) fn columns(names: &[String]) -> Option<Columns> {
    let at = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    Some(Columns { item: at(&ITEM)?, answer: at(&ANSWER)? })
}

/// A table with a column per item.
pub(super) struct Widened {
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Row>,
    /// Rows whose answer was given again later, or twice alike.
    pub(super) skipped: Vec<Skipped>,
    /// Columns that differ between the answers of one response.
    pub(super) problems: Vec<Diagnostic>,
}

/// Everything that was said under one set of keys.
struct Group {
    /// What stands in the columns besides item, answer and moment.
    kept: Vec<String>,
    moment: String,
    first: usize,
    /// By item.
    answers: BTreeMap<usize, Given>,
}

/// An answer with its moment and row.
struct Given {
    answer: String,
    moment: String,
    row: usize,
}

/// Gathers answers.
///
/// # Errors
///
/// Two different answers to an item that no moment puts in order, and rows that name no item.
pub(super) fn widen(
    headings: &[Heading],
    rows: &[Row],
    columns: Columns,
) -> Result<Widened, Vec<Diagnostic>> {
    let moment = headings.iter().position(|heading| fold(&heading.name) == MOMENT);
    let apart = |at: usize| at == columns.item || at == columns.answer || Some(at) == moment;
    let named = |at: usize, names: &[&str]| names.contains(&fold(&headings[at].name).as_str());
    let kept: Vec<usize> = (0..headings.len()).filter(|at| !apart(*at)).collect();
    let keys = kept.iter().map(|at| named(*at, &KEYS)).collect();
    let rater_known = kept.iter().any(|at| named(*at, &RATERS));
    let mut gathering =
        Gathering { columns, moment, kept, keys, rater_known, ..Gathering::default() };
    for row in rows {
        gathering.add(row);
    }
    if !gathering.problems.is_empty() {
        return Err(gathering.problems);
    }
    Ok(gathering.widened(headings))
}

#[derive(Default)]
struct Gathering {
    columns: Columns,
    moment: Option<usize>,
    /// Columns besides item, answer and moment.
    kept: Vec<usize>,
    /// Which of those are keys.
    keys: Vec<bool>,
    /// Whether a key says who gave an answer.
    rater_known: bool,
    /// Items in the order in which they occur.
    items: Vec<String>,
    places: BTreeMap<String, usize>,
    groups: Vec<Group>,
    known: BTreeMap<Vec<String>, usize>,
    /// Places among the kept columns where rows of one response differ.
    varying: BTreeSet<usize>,
    skipped: Vec<Skipped>,
    problems: Vec<Diagnostic>,
}

impl Gathering {
    fn add(&mut self, row: &Row) {
        let name = row.cell(self.columns.item).trim();
        if name.is_empty() {
            let problem =
                Diagnostic::error("nameless-item", "the row does not say which item it answers");
            self.problems.push(problem.at_row(row.number).with_hint("write the item's id"));
            return;
        }
        let item = *self.places.entry(fold(name)).or_insert_with(|| {
            self.items.push(name.to_owned());
            self.items.len() - 1
        });
        let cells: Vec<String> = self.kept.iter().map(|at| row.cell(*at).to_owned()).collect();
        let keys = cells.iter().zip(&self.keys).filter(|(_, is_key)| **is_key);
        let folded: Vec<String> = keys.map(|(cell, _)| fold(cell)).collect();
        let at = *self.known.entry(folded).or_insert_with(|| {
            let (moment, answers) = (String::new(), BTreeMap::new());
            let kept = cells.clone();
            self.groups.push(Group { kept, moment, first: row.number, answers });
            self.groups.len() - 1
        });
        if let Some(group) = self.groups.get_mut(at) {
            self.varying.extend(group.keep_common(cells, &self.keys));
        }
        self.answer(at, item, row);
    }

    fn answer(&mut self, group: usize, item: usize, row: &Row) {
        let Some(group) = self.groups.get_mut(group) else { return };
        let moment = self.moment.map_or("", |at| row.cell(at).trim()).to_owned();
        let answer = row.cell(self.columns.answer).to_owned();
        let given = Given { answer, moment, row: row.number };
        if given.moment > group.moment {
            group.moment.clone_from(&given.moment);
        }
        let Some(before) = group.answers.get_mut(&item) else {
            group.answers.insert(item, given);
            return;
        };
        if !self.rater_known {
            if self.problems.is_empty() {
                self.problems.push(raterless(&self.items[item], before.row, row.number));
            }
            return;
        }
        let in_order = sorts(&before.moment) && sorts(&given.moment);
        let decided = in_order && before.moment != given.moment;
        if before.answer != given.answer && !decided {
            let (name, place) = (&self.items[item], before.row);
            let message = format!("row {place} gives another answer to {name}");
            let hint = "give each rater an id in a column `respondent`, or dates in `submitted_at`";
            let problem = Diagnostic::error("answered-twice", message).at_row(row.number);
            self.problems.push(problem.with_hint(hint));
            return;
        }
        let replaced =
            if given.moment > before.moment { std::mem::replace(before, given) } else { given };
        self.skipped.push(Skipped { row: replaced.row, reason: "duplicate" });
    }

    fn widened(self, headings: &[Heading]) -> Widened {
        let stays = |at: usize| !self.varying.contains(&at);
        let kept = self.kept.iter().filter_map(|at| headings.get(*at)).enumerate();
        let (same, differing): (Vec<_>, Vec<_>) = kept.partition(|(at, _)| stays(*at));
        let mut wide: Vec<Heading> = same.into_iter().map(|(_, heading)| heading.clone()).collect();
        let problems = differing.into_iter().map(|(_, heading)| varying(&heading.name)).collect();
        wide.extend(self.moment.and_then(|at| headings.get(at)).cloned());
        let item = |name: &String| Heading {
            name: name.clone(),
            texts: vec![name.clone()],
            field: Field::Question,
            ..Heading::default()
        };
        wide.extend(self.items.iter().map(item));
        let (items, moment) = (self.items.len(), self.moment.is_some());
        let rows = self.groups.into_iter().map(|group| group.row(items, moment, stays)).collect();
        Widened { headings: wide, rows, skipped: self.skipped, problems }
    }
}

fn varying(name: &str) -> Diagnostic {
    let message = "the column differs between answers of one response and is not used";
    Diagnostic::warning("varying-column", message).at_row(1).at_column(name)
}

/// Answers of several raters that nothing tells apart.
fn raterless(item: &str, first: usize, row: usize) -> Diagnostic {
    let message = format!("row {first} answers {item} too, and no column says who answered");
    let hint = "give each rater an id in a column `respondent`";
    Diagnostic::error("answered-twice", message).at_row(row).with_hint(hint)
}

/// Whether a moment is written so that texts sort as moments do: the year first.
fn sorts(moment: &str) -> bool {
    moment.len() >= 10 && moment.as_bytes().get(4) == Some(&b'-')
}

impl Group {
    /// Keeps of each column what the rows agree on, of names the spelling that sorts first. Blanks
    /// say nothing. Returns the columns that differ.
    fn keep_common(&mut self, cells: Vec<String>, keys: &[bool]) -> Vec<usize> {
        let mut differing = Vec::new();
        for (at, (kept, cell)) in self.kept.iter_mut().zip(cells).enumerate() {
            let is_key = keys.get(at).copied().unwrap_or(false);
            if cell.trim().is_empty() {
                continue;
            }
            if kept.trim().is_empty() || (is_key && cell < *kept) {
                *kept = cell;
            } else if !is_key && *kept != cell {
                differing.push(at);
            }
        }
        differing
    }

    fn row(mut self, items: usize, moment: bool, stays: impl Fn(usize) -> bool) -> Row {
        let kept = self.kept.into_iter().enumerate().filter(|(at, _)| stays(*at));
        let mut cells: StringRecord = kept.map(|(_, cell)| cell).collect();
        let mut numbers = vec![self.first; cells.len() + usize::from(moment)];
        if moment {
            cells.push_field(&self.moment);
        }
        for item in 0..items {
            let given = self.answers.remove(&item);
            cells.push_field(given.as_ref().map_or("", |given| &given.answer));
            numbers.push(given.map_or(self.first, |given| given.row));
        }
        Row { number: self.first, cells, numbers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widened(moment: &str, cells: &[&[&str]]) -> Result<Widened, Vec<Diagnostic>> {
        let names = ["respondent", "item", "answer", moment];
        let heading = |name: &&str| Heading { name: (*name).to_owned(), ..Heading::default() };
        let row = |(at, cells): (usize, &&[&str])| Row {
            number: at + 2,
            cells: cells.iter().collect(),
            numbers: Vec::new(),
        };
        let rows: Vec<Row> = cells.iter().enumerate().map(row).collect();
        let folded = names.map(str::to_owned);
        let columns = columns(&folded).expect("a long layout");
        widen(&names.iter().map(heading).collect::<Vec<_>>(), &rows, columns)
    }

    #[test]
    fn answers_of_one_rater_come_together() {
        let rows: [&[&str]; 3] =
            [&["r1", "a", "4", ""], &["r2", "A", "5", ""], &["R1", "b", "2", ""]];
        let found = widened("note", &rows).expect("a table");
        let names: Vec<&str> = found.headings.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["respondent", "note", "a", "b"]);
        let cells: Vec<Vec<&str>> = found.rows.iter().map(|row| row.cells().collect()).collect();
        assert_eq!(cells, [["R1", "", "4", "2"], ["r2", "", "5", ""]]);
        assert_eq!(found.rows[0].number_at(3), 4, "the row of the answer itself");
    }

    #[test]
    fn blanks_say_nothing_and_what_differs_is_told() {
        let rows: [&[&str]; 2] = [&["r1", "a", "4", ""], &["r1", "b", "2", "five"]];
        let found = widened("org.size", &rows).expect("a table");
        assert_eq!((found.rows[0].cell(1), found.problems.len()), ("five", 0));
        let rows: [&[&str]; 2] = [&["r1", "a", "4", "Lights"], &["r1", "b", "2", "Lets"]];
        let found = widened("item_text", &rows).expect("a table");
        assert_eq!(found.headings.len(), 3);
        assert_eq!(found.problems[0].code, "varying-column");
    }

    #[test]
    fn a_later_answer_counts_and_an_undated_one_is_refused() {
        let rows: [&[&str]; 2] = [&["r1", "a", "4", "2026-03-02"], &["r1", "a", "5", "2026-03-01"]];
        let found = widened("submitted_at", &rows).expect("a table");
        assert_eq!(found.rows[0].cell(2), "4");
        assert_eq!(found.skipped, [Skipped { row: 3, reason: "duplicate" }]);
        let rows: [&[&str]; 2] = [&["r1", "a", "4", ""], &["r1", "a", "5", ""]];
        let problems = widened("note", &rows).err().expect("must refuse");
        assert_eq!((problems[0].code, problems[0].place.row), ("answered-twice", Some(3)));
    }
}
