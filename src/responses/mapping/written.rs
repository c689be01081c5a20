//! A map to correct: what every column was taken for, and what is open.

use super::{IGNORE, MISSING, Mapping, NOT_OBSERVED};
use crate::ingest::{Heading, Table};
use crate::questionnaire::Questionnaire;
use crate::responses::ReadOptions;
use crate::responses::cells::CellProblem;
use crate::responses::columns::{ColumnIndex, Meaning, proposal};
use crate::responses::people;
use crate::responses::sheets::{self, Sheet};
use crate::responses::spelling::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Most words that are listed as open; more are a sign of a wrong scale.
const OPEN: usize = 40;

/// The longest text that may be a word of a scale.
const LONGEST_WORD: usize = 80;

/// The map of some files as TOML text: every column with what it was taken for, proposals for
/// unknown ones as comments, and words that were not understood. Columns of the tools and those
/// about named people are left out, and so is what stands in any of them.
pub fn written(tables: &[Table], questionnaire: &Questionnaire, options: &ReadOptions) -> String {
    let index = ColumnIndex::new(questionnaire, &options.translations);
    let sheets = sheets::all(tables, &index, options, &mut Vec::new());
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write(&mut text, &sheets, &index, options);
    text
}

fn write(
    out: &mut String,
    sheets: &[Sheet<'_>],
    index: &ColumnIndex<'_>,
    options: &ReadOptions,
) -> std::fmt::Result {
    let id = &index.questionnaire().model.id;
    writeln!(out, "# What the columns and words mean, for the questionnaire \"{id}\".")?;
    writeln!(
        out,
        "# Correct it once and give it with --map. `means` is a column of the plain layout, an"
    )?;
    writeln!(
        out,
        "# id of the questionnaire, importance.ID, comment.ID, or \"{IGNORE}\"; \"\" leaves it open."
    )?;
    writeln!(out, "# Proposals are comments: take away their \"# \" to confirm them.")?;
    let mut seen = BTreeSet::new();
    for sheet in sheets {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for heading in &sheet.table.headings {
            *times.entry(fold(&heading.name)).or_default() += 1;
        }
        for (at, meaning) in sheet.columns.meanings.iter().enumerate() {
            let heading = &sheet.table.headings[at];
            let name = fold(&heading.name);
            let number = times.get(&name).is_some_and(|times| *times > 1).then_some(at + 1);
            let listed = !meaning.is_of_tool() && !heading.name.is_empty();
            if listed && seen.insert((name, number)) {
                write_column(out, heading, number, *meaning, index)?;
            }
        }
    }
    write_open_words(out, sheets, index, options.mapping.as_ref())
}

fn write_column(
    out: &mut String,
    heading: &Heading,
    number: Option<usize>,
    meaning: Meaning,
    index: &ColumnIndex<'_>,
) -> std::fmt::Result {
    writeln!(out, "\n[[column]]\nheading = {}", toml_text(&heading.name))?;
    if let Some(number) = number {
        writeln!(out, "number = {number}")?;
    }
    match meaning {
        Meaning::Ignored => writeln!(out, "means = \"{IGNORE}\""),
        Meaning::Choice(..) => {
            writeln!(out, "# an option of {}\nmeans = \"\"", index.id_of(meaning))
        }
        Meaning::Unknown => match proposal(heading, index) {
            Some(found) => writeln!(out, "# means = {}", toml_text(&found)),
            None => writeln!(out, "means = \"\""),
        },
        known => writeln!(out, "means = {}", toml_text(index.id_of(known))),
    }
}

/// Words that were not understood, in a table for each kind.
fn write_open_words(
    out: &mut String,
    sheets: &[Sheet<'_>],
    index: &ColumnIndex<'_>,
    map: Option<&Mapping>,
) -> std::fmt::Result {
    let is_item = |meaning| matches!(meaning, Meaning::Item(_));
    let answers = open_words(sheets, is_item, |sheet, cell| sheet.answers.read(cell, false).err());
    let scale = &index.questionnaire().scale;
    let (min, max) = (scale.min, scale.max);
    let points = format!("a point from {min} to {max}, \"{NOT_OBSERVED}\" or \"{MISSING}\"");
    write_words(out, "answers", &points, &answers)?;
    let of = |wanted: Meaning| move |meaning: Meaning| meaning == wanted;
    let raters = open_words(sheets, of(Meaning::Rater), |_, cell| people::rater(cell, map).err());
    write_words(out, "raters", "self, manager, peer, report, board or other", &raters)?;
    let standings =
        open_words(sheets, of(Meaning::Standing), |_, cell| people::standing(cell, map).err());
    write_words(out, "standings", "incumbent, candidate or external", &standings)?;
    let roles =
        open_words(sheets, of(Meaning::Role), |_, cell| people::role(cell, index, map).err());
    let seats: Vec<&str> =
        index.questionnaire().roles.iter().map(|role| role.id.as_str()).collect();
    write_words(out, "roles", &seats.join(", "), &roles)
}

/// Words of some columns that were not understood, with how often they occur.
fn open_words(
    sheets: &[Sheet<'_>],
    wanted: impl Fn(Meaning) -> bool,
    problem: impl Fn(&Sheet<'_>, &str) -> Option<CellProblem>,
) -> BTreeMap<String, usize> {
    let mut open = BTreeMap::new();
    for sheet in sheets {
        let columns = sheet.columns.meanings.iter().enumerate();
        for (at, _) in columns.filter(|(_, meaning)| wanted(**meaning)) {
            for row in &sheet.table.rows {
                let cell = row.cell(at);
                if is_word(cell) && problem(sheet, cell).is_some() {
                    *open.entry(cell.trim().to_owned()).or_default() += 1;
                }
            }
        }
    }
    open
}

/// Whether a cell may be a word of a scale: not a sentence, and no address.
fn is_word(cell: &str) -> bool {
    cell.chars().count() <= LONGEST_WORD && !cell.contains('@')
}

fn write_words(
    out: &mut String,
    table: &str,
    allowed: &str,
    words: &BTreeMap<String, usize>,
) -> std::fmt::Result {
    if words.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n# Not understood; write {allowed}.\n[{table}]")?;
    for (word, count) in words.iter().take(OPEN) {
        let noun = if *count == 1 { "cell" } else { "cells" };
        writeln!(out, "{} = \"\"  # {count} {noun}", toml_text(word))?;
    }
    if words.len() > OPEN {
        writeln!(out, "# and {} more", words.len() - OPEN)?;
    }
    Ok(())
}

/// A text as a TOML string on one line.
fn toml_text(text: &str) -> String {
    // JSON writes texts as TOML's basic strings are written.
    serde_json::Value::String(text.to_owned()).to_string()
}
