//! The statistics as text for people: rounded, in aligned columns, by competency.
//!
//! `-` is undefined, and the reasons stand below each competency; `withheld` would tell few people
//! from others. The other formats have every statistic, unrounded.

mod block;
mod columns;

use super::response::ResponseIndices;
use super::statistic::{Family, Statistic, WITHHELD};
use crate::questionnaire::Questionnaire;
use block::Block;
use columns::{Columns, counted, fixed, short};
use std::fmt::Write;

/// The statistics of all competencies, then those of the responses.
pub fn table(rows: &[Statistic], questionnaire: &Questionnaire) -> String {
    let mut text = String::new();
    let of_one = |one: &Statistic, other: &Statistic| one.competency == other.competency;
    for rows in rows.chunk_by(of_one) {
        if !text.is_empty() {
            text.push('\n');
        }
        let id = rows.first().and_then(|row| row.competency.as_deref());
        let competency = id.and_then(|id| questionnaire.competency(id));
        match competency {
            Some(competency) => text.push_str(&Block { rows, competency }.text()),
            None => text.push_str(&careless(rows)),
        }
    }
    text
}

/// One line per response that has flags, after a line that counts them.
pub fn response_table(rows: &[ResponseIndices]) -> String {
    let withheld = rows.iter().filter(|row| row.reason.is_some()).count();
    let flagged = rows.iter().filter(|row| !row.flags.is_empty()).count();
    let mut text = format!("{}, {flagged} with flags", counted(rows.len(), "response"));
    let hidden = if withheld > 0 { format!(", {withheld} withheld\n") } else { "\n".to_owned() };
    text.push_str(&hidden);
    let mut table = Columns::new(&[
        "file:row", "answers", "longest", "mean run", "IRV", "even-odd", "D2", "limit", "s/item",
        "flags",
    ]);
    for row in rows {
        let whole = |count: Option<usize>| count.map_or("-".to_owned(), |count| count.to_string());
        let flags = row.reason.map_or_else(|| row.flags.join(" "), str::to_owned);
        table.push(&[
            format!("{}:{}", row.file, row.row),
            whole(row.answered),
            whole(row.longstring),
            short(row.average_string),
            short(row.response_variability),
            short(row.even_odd),
            fixed(row.mahalanobis_d2, 1),
            fixed(row.mahalanobis_limit, 1),
            fixed(row.seconds_per_item, 1),
            flags,
        ]);
    }
    text.push_str(&table.last_to_the_left().text(2));
    text
}

/// The indices of careless answers over all responses.
fn careless(rows: &[Statistic]) -> String {
    let mut text = "Careless answers\n".to_owned();
    let mut table =
        Columns::new(&["over responses", "n", "mean", "SD", "min", "median", "max", "beyond"]);
    let indices = [
        ("longstring", "longest run"),
        ("average_string", "mean run"),
        ("response_variability", "IRV"),
        ("even_odd", "even-odd"),
        ("mahalanobis_d2", "Mahalanobis D2"),
        ("seconds_per_item", "seconds per item"),
    ];
    for (id, word) in indices {
        let find = |end: &str| {
            let wanted = |row: &&Statistic| row.statistic.strip_prefix(id) == Some(end);
            rows.iter().find(wanted)
        };
        let Some(mean) = find("_mean") else { continue };
        let mut cells = vec![word.to_owned(), mean.n.unwrap_or(0).to_string()];
        let ends = ["_mean", "_sd", "_minimum", "_median", "_maximum"];
        cells.extend(ends.iter().map(|end| cell(find(end), 2)));
        cells.push(cell(find("_beyond"), 0));
        table.push(&cells);
    }
    text.push_str(&table.text(2));
    for row in rows.iter().filter(|row| row.statistic.ends_with("_beyond")) {
        if row.value.is_some() {
            let limit = row.method.split(':').next().unwrap_or_default();
            let _ = writeln!(text, "  {}: {limit}", row.statistic);
        }
    }
    text.push_str(&without_value(rows.iter()));
    text
}

/// A rounded value.
fn cell(row: Option<&Statistic>, digits: usize) -> String {
    match row {
        Some(row) if row.reason.as_deref() == Some(WITHHELD) => WITHHELD.to_owned(),
        Some(row) => fixed(row.value, digits),
        None => "-".to_owned(),
    }
}

/// What has no value, with the reasons.
fn without_value<'r>(rows: impl Iterator<Item = &'r Statistic>) -> String {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for row in rows.filter(|row| row.value.is_none() && row.family != Family::Agreement) {
        let Some(reason) = row.reason.as_deref() else { continue };
        let at = reasons.iter().position(|(known, _)| *known == reason).unwrap_or_else(|| {
            reasons.push((reason, Vec::new()));
            reasons.len() - 1
        });
        let name = match row.missing_name() {
            Some(missing) => format!("{} ({missing})", row.statistic),
            None => row.statistic.to_owned(),
        };
        if let Some((_, names)) = reasons.get_mut(at).filter(|one| !one.1.contains(&name)) {
            names.push(name);
        }
    }
    let mut text = String::new();
    for (reason, names) in reasons {
        let more = names.len().saturating_sub(6);
        let names: Vec<String> = names.into_iter().take(6).collect();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = writeln!(text, "  no value: {}{more}: {reason}", names.join(", "));
    }
    text
}
