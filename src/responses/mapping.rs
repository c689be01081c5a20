//! The user's map: what columns and words mean where the file does not say it itself.
//!
//! ```toml
//! [[column]]
//! heading = "Which company do you work for?"
//! means = "organisation"
//!
//! [answers]
//! "Strongly agree" = 5
//! "No basis" = "not observed"
//! ```

mod written;

pub use written::written;

use super::cells::CellProblem;
use super::columns::{ColumnIndex, Meaning, Told};
use super::context_source::placed;
use super::spelling::{did_you_mean, fold, nearest, quoted, suggestion};
use super::{Answer, RaterGroup, Standing, people};
use crate::diagnostic::Diagnostic;
use crate::ingest::Table;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// What a column is called that is left out.
const IGNORE: &str = "ignore";
/// What an answer is called that could not be given.
const NOT_OBSERVED: &str = "not observed";
/// What an answer is called that counts as blank.
const MISSING: &str = "missing";

/// A map as it was read; what it names is checked against the tables and the questionnaire.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mapping {
    file: String,
    /// The map itself, to say where in it something is wrong.
    text: String,
    columns: Vec<ColumnRule>,
    answers: BTreeMap<String, Answer>,
    raters: BTreeMap<String, RaterGroup>,
    standings: BTreeMap<String, Standing>,
    roles: BTreeMap<String, String>,
}

/// What one column means.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ColumnRule {
    heading: String,
    number: Option<usize>,
    means: String,
    /// Where it stands in the text of the map.
    span: Range<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    column: Vec<Spanned<Column>>,
    #[serde(default)]
    answers: BTreeMap<String, Spanned<toml::Value>>,
    #[serde(default)]
    raters: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    standings: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    roles: BTreeMap<String, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    heading: String,
    number: Option<usize>,
    #[serde(default)]
    means: String,
}

/// Reads a map. `file` is its base name. Entries with an empty meaning are open and say nothing.
///
/// # Errors
///
/// Broken TOML, unknown names, and words that are no answer, rater group or standing, each with its
/// line.
pub fn mapping(file: &str, text: &str) -> Result<Mapping, Vec<Diagnostic>> {
    let read: File = toml::from_str(text).map_err(|error| {
        let message = error.message().replace('\n', " ");
        let problem = Diagnostic::error("bad-map", message).at_file(file);
        vec![match error.span() {
            Some(span) => placed(problem, text, span),
            None => problem,
        }]
    })?;
    let mut reader = MapReader { file, text, problems: Vec::new() };
    let columns = read.column.into_iter().map(|column| {
        let span = column.span();
        let Column { heading, number, means } = column.into_inner();
        ColumnRule { heading, number, means, span }
    });
    let groups = RaterGroup::ALL.map(|group| (group.name(), group));
    let standings = [Standing::Incumbent, Standing::Candidate, Standing::External]
        .map(|standing| (standing.name(), standing));
    let mapping = Mapping {
        file: file.to_owned(),
        text: text.to_owned(),
        columns: columns.filter(|rule| !rule.means.trim().is_empty()).collect(),
        answers: reader.words(read.answers, |value| {
            answer(value).map_err(|message| (message, USE_ANSWERS.to_owned()))
        }),
        raters: reader.words(read.raters, |name| {
            one_of(name, &groups, |name| format!("{name} is no rater group"))
        }),
        standings: reader.words(read.standings, |name| {
            one_of(name, &standings, |name| format!("{name} is no standing"))
        }),
        roles: reader
            .words(read.roles, |role: &String| Ok((!role.trim().is_empty()).then(|| role.clone()))),
    };
    if reader.problems.is_empty() { Ok(mapping) } else { Err(reader.problems) }
}

/// Reads the tables of words of a map.
struct MapReader<'t> {
    file: &'t str,
    text: &'t str,
    problems: Vec<Diagnostic>,
}

impl MapReader<'_> {
    /// What folded words mean. A meaning is `None` where it is left open, and a message with its
    /// remedy where it is wrong.
    fn words<V, T: PartialEq>(
        &mut self,
        read: BTreeMap<String, Spanned<V>>,
        meaning: impl Fn(&V) -> Result<Option<T>, (String, String)>,
    ) -> BTreeMap<String, T> {
        let mut words = BTreeMap::new();
        for (word, value) in read {
            let folded = fold(&word);
            let wrong = match meaning(value.get_ref()) {
                Ok(None) => continue,
                Ok(Some(found)) if words.get(&folded).is_some_and(|known| *known != found) => {
                    let message = format!("{} has two meanings", quoted(&word));
                    (message, "keep one of the two".to_owned())
                }
                Ok(Some(found)) => {
                    words.insert(folded, found);
                    continue;
                }
                Err(wrong) => wrong,
            };
            let problem = Diagnostic::error("bad-map", wrong.0).at_file(self.file);
            self.problems.push(placed(problem.with_hint(wrong.1), self.text, value.span()));
        }
        words
    }
}

/// The thing of this name; `None` where the name is left open.
fn one_of<T: Copy, const N: usize>(
    name: &str,
    known: &[(&'static str, T); N],
    message: impl Fn(String) -> String,
) -> Result<Option<T>, (String, String)> {
    let word = fold(name);
    match known.iter().find(|(known, _)| *known == word) {
        Some((_, found)) => Ok(Some(*found)),
        None if word.is_empty() => Ok(None),
        None => {
            let names = known.iter().map(|(known, _)| *known);
            Err((message(quoted(name)), suggestion(name, names)))
        }
    }
}

const USE_ANSWERS: &str = "write a point of the scale, \"not observed\" or \"missing\"";

/// The answer that a value of `[answers]` stands for; `None`: it is left open.
fn answer(value: &toml::Value) -> Result<Option<Answer>, String> {
    match value {
        toml::Value::Integer(point) => Ok(Some(Answer::Value(*point))),
        toml::Value::String(word) => match fold(word).as_str() {
            "" => Ok(None),
            NOT_OBSERVED => Ok(Some(Answer::NotObserved)),
            MISSING => Ok(Some(Answer::Missing)),
            other => other
                .parse()
                .map(|point| Some(Answer::Value(point)))
                .map_err(|_| format!("{} is no answer", quoted(word))),
        },
        other => Err(format!("{other} is no answer")),
    }
}

impl Mapping {
    /// The answer that a folded word stands for.
    pub(super) fn answers(&self) -> &BTreeMap<String, Answer> {
        &self.answers
    }

    /// The rater group that a folded word stands for.
    pub(super) fn rater(&self, word: &str) -> Option<RaterGroup> {
        self.raters.get(word).copied()
    }

    /// The standing that a folded word stands for.
    pub(super) fn standing(&self, word: &str) -> Option<Standing> {
        self.standings.get(word).copied()
    }

    /// The role, by any of its names, that a folded word stands for.
    pub(super) fn role(&self, word: &str) -> Option<&str> {
        self.roles.get(word).map(String::as_str)
    }

    /// What the map says about the columns of each table, and what is wrong with it.
    pub(super) fn told(
        &self,
        tables: &[Table],
        index: &ColumnIndex<'_>,
    ) -> (Vec<Told>, Vec<Diagnostic>) {
        let mut told = vec![Told::new(); tables.len()];
        let mut problems = self.wrong_points(index);
        problems.extend(self.wrong_roles(index));
        for rule in &self.columns {
            let meaning = if fold(&rule.means) == IGNORE {
                Some(Meaning::Ignored)
            } else {
                index.by_id(&rule.means)
            };
            let Some(meaning) = meaning else {
                problems.push(self.unknown_meaning(rule, index));
                continue;
            };
            let found = rule.places(tables);
            let mut clear = found.iter().any(|place| matches!(place, Place::At(_)));
            clear &= !found.iter().any(|place| matches!(place, Place::Several(_)));
            if !clear {
                problems.push(self.unreached(rule, &found, tables));
            }
            for (told, place) in told.iter_mut().zip(&found) {
                let Place::At(at) = place else { continue };
                if told.insert(*at, meaning).is_some_and(|before| before != meaning) {
                    let heading = quoted(&rule.heading);
                    let message = format!("the column {heading} has two meanings");
                    problems.push(self.wrong(rule, message).with_hint("keep one of the two"));
                }
            }
        }
        (told, problems)
    }

    /// Words for roles that the questionnaire does not have.
    fn wrong_roles(&self, index: &ColumnIndex<'_>) -> Vec<Diagnostic> {
        let unknown = self.roles.values().filter_map(|role| people::role(role, index, None).err());
        let problem = |one: CellProblem| {
            Diagnostic::error("bad-map", one.message).at_file(&self.file).with_hint(one.hint)
        };
        unknown.map(problem).collect()
    }

    /// Answers off the scale.
    fn wrong_points(&self, index: &ColumnIndex<'_>) -> Vec<Diagnostic> {
        let scale = &index.questionnaire().scale;
        let on_scale = |point: i64| (scale.min..=scale.max).contains(&point);
        let wrong = self.answers.iter().filter_map(|(word, answer)| match answer.value() {
            Some(point) if !on_scale(point) => {
                let message = format!("{point}, for {}, is not on the scale", quoted(word));
                let (min, max) = (scale.min, scale.max);
                let hint = format!("use a number from {min} to {max}");
                Some(Diagnostic::error("bad-map", message).at_file(&self.file).with_hint(hint))
            }
            _ => None,
        });
        wrong.collect()
    }

    /// A problem of one rule.
    fn wrong(&self, rule: &ColumnRule, message: String) -> Diagnostic {
        let problem = Diagnostic::error("bad-map", message).at_file(&self.file);
        placed(problem, &self.text, rule.span.clone())
    }

    fn unknown_meaning(&self, rule: &ColumnRule, index: &ColumnIndex<'_>) -> Diagnostic {
        let message = format!("{} is no column of this questionnaire", quoted(&rule.means));
        let problem = self.wrong(rule, message);
        match index.nearest_id(&rule.means) {
            Some(found) => problem.with_hint(did_you_mean(found)),
            None => problem.with_hint("`assess questionnaire show` lists the ids"),
        }
    }

    fn unreached(&self, rule: &ColumnRule, found: &[Place], tables: &[Table]) -> Diagnostic {
        let heading = quoted(&rule.heading);
        let problem = |message: String| self.wrong(rule, message);
        let several = found.iter().find(|place| matches!(place, Place::Several(_)));
        if let Some(Place::Several(numbers)) = several {
            let shown: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let message = format!("the columns {} are all called {heading}", shown.join(", "));
            return problem(message).with_hint("add `number = `, counted from 1");
        }
        let message = format!("no file has a column called {heading}");
        let headings = tables.iter().flat_map(|table| &table.headings);
        match nearest(&rule.heading, headings.map(|one| one.name.as_str())) {
            Some(found) => problem(message).with_hint(did_you_mean(found)),
            None => problem(message).with_hint("write the heading as it stands in the file"),
        }
    }
}

/// Where a rule's column stands in a table.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Nowhere,
    At(usize),
    /// Numbers of columns with the same heading.
    Several(Vec<usize>),
}

impl ColumnRule {
    fn places(&self, tables: &[Table]) -> Vec<Place> {
        let name = fold(&self.heading);
        let place = |table: &Table| {
            let headings = table.headings.iter().enumerate();
            let named = headings.filter(|(_, heading)| fold(&heading.name) == name);
            let all: Vec<usize> = named.map(|(at, _)| at).collect();
            let chosen = self.number.and_then(|number| number.checked_sub(1));
            match (all.as_slice(), chosen) {
                ([], _) => Place::Nowhere,
                ([only], _) => Place::At(*only),
                (several, Some(at)) if several.contains(&at) => Place::At(at),
                (several, _) => Place::Several(several.iter().map(|at| at + 1).collect()),
            }
        };
        tables.iter().map(place).collect()
    }
}
