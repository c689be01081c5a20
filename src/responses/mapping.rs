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

use super::columns::{ColumnIndex, Meaning, Told};
use super::context_source::placed;
use super::spelling::{did_you_mean, fold, nearest, quoted, suggestion};
use super::{Answer, RaterGroup, Standing};
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
    let mut problems = Vec::new();
    let mut refuse = |span: Range<usize>, message: String, hint: String| {
        let problem = Diagnostic::error("bad-map", message).at_file(file).with_hint(hint);
        problems.push(placed(problem, text, span));
    };
    let (file_name, whole) = (file.to_owned(), text.to_owned());
    let mut mapping = Mapping { file: file_name, text: whole, ..Mapping::default() };
    for column in read.column {
        let span = column.span();
        let Column { heading, number, means } = column.into_inner();
        mapping.columns.push(ColumnRule { heading, number, means, span });
    }
    mapping.columns.retain(|rule| !rule.means.trim().is_empty());
    for (word, value) in read.answers {
        match answer(value.get_ref()) {
            Ok(Some(answer)) => drop(mapping.answers.insert(fold(&word), answer)),
            Ok(None) => {}
            Err(message) => refuse(value.span(), message, USE_ANSWERS.to_owned()),
        }
    }
    for (word, value) in read.raters {
        let known = RaterGroup::ALL.into_iter().find(|one| one.name() == fold(value.get_ref()));
        match known {
            Some(group) => drop(mapping.raters.insert(fold(&word), group)),
            None if value.get_ref().trim().is_empty() => {}
            None => refuse(
                value.span(),
                format!("{} is no rater group", quoted(value.get_ref())),
                suggestion(value.get_ref(), RaterGroup::ALL.map(RaterGroup::name)),
            ),
        }
    }
    for (word, value) in read.standings {
        let all = [Standing::Incumbent, Standing::Candidate, Standing::External];
        match all.into_iter().find(|one| one.name() == fold(value.get_ref())) {
            Some(standing) => drop(mapping.standings.insert(fold(&word), standing)),
            None if value.get_ref().trim().is_empty() => {}
            None => refuse(
                value.span(),
                format!("{} is no standing", quoted(value.get_ref())),
                suggestion(value.get_ref(), all.map(Standing::name)),
            ),
        }
    }
    let named = read.roles.into_iter().map(|(word, role)| (fold(&word), role.into_inner()));
    mapping.roles = named.filter(|(_, role)| !role.trim().is_empty()).collect();
    if problems.is_empty() { Ok(mapping) } else { Err(problems) }
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
