//! A questionnaire in another language: texts laid over the original by id.
//!
//! The texts of a language have the shape of the questionnaire's own files and hold ids and texts
//! alone, so that numbers and rules stand in one place. Tables in a list are found by their `id`,
//! `competency` or `structure`, or by position where they have none.

use super::reader::Node;
use super::source::{Problems, Source, Spot, did_you_mean};
use super::{Questionnaire, parse};
use crate::diagnostic::Diagnostic;
use toml::de::{DeArray, DeTable, DeValue};
use toml::{Table, Value};

/// Keys by which tables in a list are found.
const IDS: [&str; 3] = ["id", "competency", "structure"];

/// Lists of texts to which a language adds instead of replacing: answers are read in any language.
const ADDED: [&str; 1] = ["not_observed"];

/// The top-level key that names the language of the texts.
const LANGUAGE: &str = "language";

/// The questionnaire made from `sources` with the texts of another language. Its checksum stays
/// that of `sources`, since a language changes no result.
///
/// # Errors
///
/// All problems of the sources, else all of the texts: ids and keys that the questionnaire does not
/// have, values that are no texts, lists of another length, each with its place.
pub fn translated(
    sources: &[Source],
    texts: &[Source],
    language: &str,
) -> Result<Questionnaire, Vec<Diagnostic>> {
    let original = parse(sources)?;
    let mut merged = Table::new();
    let mut sorted: Vec<&Source> = sources.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    for source in sorted {
        append(&mut merged, source.text.parse().unwrap_or_default());
    }
    let mut problems = Problems::new(texts);
    for (index, source) in texts.iter().enumerate() {
        lay_over(&mut merged, source, index, &mut problems);
    }
    if !problems.is_empty() {
        return Err(problems.into_diagnostics());
    }
    let mut questionnaire = parse(&[Source::new("questionnaire", merged.to_string())])?;
    questionnaire.sha256 = original.sha256;
    language.clone_into(&mut questionnaire.model.language);
    Ok(questionnaire)
}

/// Adds one file's tables to another's, as loading does.
fn append(all: &mut Table, file: Table) {
    for (key, value) in file {
        match (all.get_mut(&key), value) {
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (_, value) => {
                all.insert(key, value);
            }
        }
    }
}

fn lay_over(merged: &mut Table, source: &Source, index: usize, problems: &mut Problems<'_>) {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        let offset = error.span().map_or(0, |span| span.start);
        problems.error(Spot { source: index, offset }, "toml-syntax", error.message());
    }
    if errors.is_empty() {
        let at = Spot { source: index, offset: 0 };
        let node = Node { table: document.get_ref(), at };
        Overlay { problems }.table(merged, node);
    }
}

/// Replaces texts, and reports everything else.
struct Overlay<'p, 's> {
    problems: &'p mut Problems<'s>,
}

impl Overlay<'_, '_> {
    fn table(&mut self, base: &mut Table, over: Node<'_>) {
        let known: Vec<String> = base.keys().cloned().collect();
        for (key, value) in over.table {
            let name = key.get_ref().as_ref();
            let at = Spot { offset: key.span().start, ..over.at };
            match base.get_mut(name) {
                Some(inner) => self.value(name, inner, value.get_ref(), at),
                None if name == LANGUAGE => {}
                None => {
                    let message = format!("the questionnaire has no `{name}` here to translate");
                    let hint = did_you_mean(name, known.iter().map(String::as_str))
                        .unwrap_or_else(|| format!("it has {}", known.join(", ")));
                    self.problems.error_with_hint(at, "unknown-key", message, hint);
                }
            }
        }
    }

    fn value(&mut self, name: &str, base: &mut Value, over: &DeValue<'_>, at: Spot) {
        match (base, over) {
            (Value::String(text), DeValue::String(new)) => *text = new.to_string(),
            (Value::Table(table), DeValue::Table(new)) => {
                self.table(table, Node { table: new, at });
            }
            (Value::Array(list), DeValue::Array(new)) if list.iter().any(Value::is_table) => {
                self.tables(list, new, at);
            }
            (Value::Array(list), DeValue::Array(new)) => self.texts(name, list, new, at),
            _ => {
                let message = format!("`{name}` is no text, and only texts are translated");
                self.problems.error(at, "wrong-kind", message);
            }
        }
    }

    /// Tables in a list, each found by its id.
    fn tables(&mut self, base: &mut [Value], over: &DeArray<'_>, at: Spot) {
        for (index, value) in over.iter().enumerate() {
            let at = Spot { offset: value.span().start, ..at };
            let Some(table) = value.get_ref().as_table() else {
                self.problems.error(at, "wrong-kind", "this must be a table");
                continue;
            };
            let found = match id(table) {
                Some((key, id)) => base.iter_mut().find(|one| {
                    one.get(key).and_then(Value::as_str).is_some_and(|known| known == id)
                }),
                None => base.get_mut(index),
            };
            if let Some(Value::Table(inner)) = found {
                self.table(inner, Node { table, at });
            } else {
                let name = id(table).map_or_else(|| index.to_string(), |(_, id)| id.to_owned());
                let message = format!("the questionnaire has no \"{name}\" here to translate");
                self.problems.error(at, "unknown-id", message);
            }
        }
    }

    /// A list of texts: as many as there are, or more where languages add up.
    fn texts(&mut self, name: &str, base: &mut Vec<Value>, over: &DeArray<'_>, at: Spot) {
        let new: Vec<Value> = over
            .iter()
            .filter_map(|one| one.get_ref().as_str())
            .map(|text| Value::String(text.to_owned()))
            .collect();
        if ADDED.contains(&name) {
            let added: Vec<Value> = new.into_iter().filter(|text| !base.contains(text)).collect();
            base.extend(added);
        } else if new.len() == base.len() {
            *base = new;
        } else {
            let (has, needs) = (new.len(), base.len());
            let message = format!("`{name}` has {has} texts and the questionnaire has {needs}");
            self.problems.error(at, "label-count", message);
        }
    }
}

fn id<'t>(table: &'t DeTable<'_>) -> Option<(&'static str, &'t str)> {
    IDS.into_iter().find_map(|key| Some((key, table.get(key)?.get_ref().as_str()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "[model]\nid = \"x\"\nversion = \"1\"\ntitle = \"Baking\"\n\
        [scale]\nmin = 1\nmax = 2\nlabels = [\"no\", \"yes\"]\nnot_observed = [\"NA\"]\n\
        [[role]]\nid = \"baker\"\nname = \"Baker\"\n\
        [[competency]]\nid = \"bread\"\nrole = \"baker\"\nname = \"Bread\"\n\
        [[competency.item]]\nid = \"bread.1\"\ntext = \"Bakes.\"\n";

    fn german(text: &str) -> Result<Questionnaire, Vec<Diagnostic>> {
        translated(&[Source::new("base.toml", BASE)], &[Source::new("de.toml", text)], "de")
    }

    #[test]
    fn texts_are_replaced_by_id() {
        let made = german(
            "language = \"de\"\n[scale]\nlabels = [\"nein\", \"ja\"]\nnot_observed = [\"k. A.\"]\n\
             [[competency]]\nid = \"bread\"\nname = \"Brot\"\n\
             [[competency.item]]\nid = \"bread.1\"\ntext = \"Bäckt.\"\n",
        )
        .expect("a questionnaire");
        assert_eq!(made.model.language, "de");
        assert_eq!(made.competencies[0].name, "Brot");
        assert_eq!(made.competencies[0].items[0].text, "Bäckt.");
        assert_eq!(made.scale.labels, ["nein", "ja"]);
        assert_eq!(made.scale.not_observed, ["NA", "k. A."]);
        assert_eq!(made.roles[0].name, "Baker", "what is not translated stays");
        let original = parse(&[Source::new("base.toml", BASE)]).expect("a questionnaire");
        assert_eq!(made.sha256, original.sha256);
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let problems = german(
            "[scale]\nmin = 0\nlabels = [\"ja\"]\n[[competency]]\nid = \"brod\"\n\
             [[role]]\nid = \"baker\"\nnam = \"Bäcker\"\n",
        )
        .expect_err("mistakes");
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(texts.len(), 4, "{texts:#?}");
        assert!(texts[0].contains("de.toml, line 2") && texts[0].contains("`min`"), "{texts:#?}");
        assert!(texts[1].contains("1 texts"), "{texts:#?}");
        assert!(texts[2].contains("\"brod\""), "{texts:#?}");
        assert!(texts[3].contains("did you mean \"name\"?"), "{texts:#?}");
    }
}
