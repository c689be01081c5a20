//! JSON: a list of objects, one object per line, or a list inside one object.

use super::reader::Record;
use crate::diagnostic::Diagnostic;
use csv::StringRecord;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Names of lists inside one object.
const LISTS: [&str; 5] = ["results", "responses", "data", "Data", "value"];

/// One record of names, then one per object. Objects inside objects give names such as
/// `outer.inner`, lists give their values joined by `;`.
///
/// # Errors
///
/// Broken JSON, with its line; anything but objects; no objects.
pub(super) fn records(text: &str) -> Result<Vec<Record>, Box<Diagnostic>> {
    let objects = objects(text)?;
    if objects.is_empty() {
        let problem = Diagnostic::error("no-rows", "the file holds no answers");
        return Err(Box::new(problem.with_hint("export the responses, not only the form")));
    }
    let mut columns: Vec<String> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for (number, object) in objects {
        let mut cells = BTreeMap::new();
        flatten("", &object, &mut |name, value| {
            let at = *places.entry(name.to_owned()).or_insert_with(|| {
                columns.push(name.to_owned());
                columns.len() - 1
            });
            cells.insert(at, value);
        });
        rows.push((number, cells));
    }
    let width = columns.len();
    let head = Record { number: 0, cells: StringRecord::from(columns) };
    let filled = |(number, mut cells): (usize, BTreeMap<usize, String>)| Record {
        number,
        cells: (0..width).map(|at| cells.remove(&at).unwrap_or_default()).collect(),
    };
    Ok(std::iter::once(head).chain(rows.into_iter().map(filled)).collect())
}

type Object = Map<String, Value>;

/// All objects, each with its line, or its place in the list.
fn objects(text: &str) -> Result<Vec<(usize, Object)>, Box<Diagnostic>> {
    match serde_json::from_str(text) {
        Ok(Value::Array(list)) => in_list(list),
        Ok(Value::Object(mut object)) => {
            let list = LISTS.iter().find_map(|name| match object.get_mut(*name) {
                Some(Value::Array(list)) => Some(std::mem::take(list)),
                _ => None,
            });
            list.map_or_else(|| Ok(vec![(1, object)]), in_list)
        }
        Ok(_) => Err(Box::new(no_object(1))),
        Err(error) => in_lines(text).map_err(|line| match line {
            // A file of one value over several lines is broken where the whole is.
            Some(_) if text.trim_start().starts_with('[') => Box::new(broken(&error, error.line())),
            Some(problem) => problem,
            None => Box::new(broken(&error, error.line())),
        }),
    }
}

fn in_list(list: Vec<Value>) -> Result<Vec<(usize, Object)>, Box<Diagnostic>> {
    let object = |(at, value): (usize, Value)| match value {
        Value::Object(object) => Ok((at + 1, object)),
        _ => Err(Box::new(no_object(at + 1))),
    };
    list.into_iter().enumerate().map(object).collect()
}

/// One object per line; blank lines are passed over.
fn in_lines(text: &str) -> Result<Vec<(usize, Object)>, Option<Box<Diagnostic>>> {
    let mut objects = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => objects.push((at + 1, object)),
            Ok(_) => return Err(Some(Box::new(no_object(at + 1)))),
            Err(_) if objects.is_empty() => return Err(None),
            Err(error) => return Err(Some(Box::new(broken(&error, at + 1)))),
        }
    }
    Ok(objects)
}

fn broken(error: &serde_json::Error, line: usize) -> Diagnostic {
    let text = error.to_string();
    let what = text.split(" at line").next().unwrap_or_default();
    let message = format!("the JSON is broken: {what}");
    Diagnostic::error("broken-json", message)
        .at_row(line)
        .with_hint("export the answers again; the file may be cut off")
}

fn no_object(row: usize) -> Diagnostic {
    let message = "an answer must be a JSON object, with a name for each value";
    Diagnostic::error("broken-json", message).at_row(row)
}

fn flatten(above: &str, object: &Object, add: &mut impl FnMut(&str, String)) {
    for (key, value) in object {
        let name = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match value {
            Value::Object(inner) => flatten(&name, inner, add),
            Value::Array(parts) if parts.iter().any(Value::is_object) => {
                for (at, part) in parts.iter().enumerate() {
                    if let Value::Object(inner) = part {
                        flatten(&format!("{name}.{}", at + 1), inner, add);
                    }
                }
            }
            Value::Array(parts) => {
                let parts: Vec<String> = parts.iter().map(scalar).collect();
                add(&name, parts.join(";"));
            }
            other => add(&name, scalar(other)),
        }
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let records = records(text).expect("answers");
        records.iter().map(|one| one.cells.iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn lists_lines_and_lists_in_objects_are_the_same() {
        let expected =
            [["a.b", "c"], ["4", "x;y"], ["", ""]].map(|row| row.map(str::to_owned).to_vec());
        let one = "{\"a\":{\"b\":4},\"c\":[\"x\",\"y\"]}";
        assert_eq!(cells(&format!("[{one},\n {{}}]")), expected);
        assert_eq!(cells(&format!("{one}\n\n{{}}\n")), expected);
        assert_eq!(cells(&format!("{{\"results\":[{one},{{}}]}}")), expected);
    }

    #[test]
    fn what_is_broken_has_a_line() {
        for (text, row) in [("[{\"a\":1},\n{\"a\":", 2), ("{\"a\":1}\n{\"a\":\n", 2), ("[1]", 1)] {
            let problem = records(text).expect_err("must refuse");
            assert_eq!((problem.code, problem.place.row), ("broken-json", Some(row)), "{text}");
        }
    }
}
