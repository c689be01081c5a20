//! A profile's decision data: values replace those of the questionnaire, key by key.

use super::super::Questionnaire;
use super::super::decision_model::DecisionModel;
use super::super::load::decision::check;
use super::super::reader::Node;
use super::super::source::{Problems, Spot, did_you_mean};
use serde::Deserialize;
use toml::Value;
use toml::de::{DeTable, DeValue};

/// Applies `[decision]`: only keys that the questionnaire's decision data has can be replaced.
pub(super) fn apply(
    questionnaire: &mut Questionnaire,
    table: Node<'_>,
    problems: &mut Problems<'_>,
) {
    let Some(model) = &questionnaire.decision else {
        let message = "the questionnaire has no decision data to override";
        problems.error(table.at, "no-decision", message);
        return;
    };
    let mut merged = match Value::try_from(model) {
        Ok(merged) => merged,
        Err(error) => {
            problems.error(table.at, "decision-data", error.to_string());
            return;
        }
    };
    let mut lines = Vec::new();
    merge(&mut merged, table, "decision", &mut Merge { lines: &mut lines, problems });
    match DecisionModel::deserialize(merged) {
        Ok(model) => {
            questionnaire.decision = Some(model);
            questionnaire.overrides.append(&mut lines);
            check(questionnaire, table.at, problems);
        }
        Err(error) => problems.error(table.at, "decision-data", error.message()),
    }
}

/// Where a merge writes what it did and what went wrong.
struct Merge<'m, 's> {
    lines: &'m mut Vec<String>,
    problems: &'m mut Problems<'s>,
}

/// Replaces values of `known` by those of a table of the profile, recursively.
fn merge(known: &mut Value, node: Node<'_>, path: &str, out: &mut Merge<'_, '_>) {
    let Value::Table(known) = known else {
        let message = format!("{path} is a value, not a table");
        out.problems.error(node.at, "wrong-kind", message);
        return;
    };
    for (key, value) in node.table {
        let name: &str = key.get_ref();
        let path = format!("{path}.{name}");
        let at = Spot { offset: key.span().start, ..node.at };
        if !known.contains_key(name) {
            let message = format!("the questionnaire's decision data has no {path}");
            let hint = did_you_mean(name, known.keys().map(String::as_str))
                .unwrap_or_else(|| "only keys that it has can be overridden".to_owned());
            out.problems.error_with_hint(at, "unknown-key", message, hint);
            continue;
        }
        let Some(old) = known.get_mut(name) else { continue };
        match value.get_ref() {
            DeValue::Table(table) => merge(old, Node { table, at }, &path, out),
            new => replace(old, new, &path, out.lines),
        }
    }
}

fn replace(old: &mut Value, new: &DeValue<'_>, path: &str, lines: &mut Vec<String>) {
    let new = owned(new);
    let (before, after) = (old.to_string(), new.to_string());
    if before != after {
        lines.push(format!("{path}: {before} -> {after}"));
    }
    *old = new;
}

/// The value without its places. Whole numbers beyond 64 bits become text, which no field takes.
fn owned(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::Integer(integer) => super::super::reader::as_integer(value)
            .map_or_else(|| Value::String(integer.to_string()), Value::Integer),
        DeValue::Float(float) => float
            .as_str()
            .parse()
            .map_or_else(|_| Value::String(float.as_str().to_owned()), Value::Float),
        DeValue::Boolean(flag) => Value::Boolean(*flag),
        DeValue::Array(values) => {
            Value::Array(values.iter().map(|one| owned(one.get_ref())).collect())
        }
        DeValue::Table(table) => Value::Table(owned_table(table)),
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Datetime(moment) => Value::Datetime(*moment),
    }
}

fn owned_table(table: &DeTable<'_>) -> toml::Table {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), owned(value.get_ref()))).collect()
}
