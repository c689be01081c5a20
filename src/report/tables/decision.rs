//! What is asked for, rules, facts, prices, and what would change the answer.

use super::grid::{Cell, cell, list, number, optional, strong, strong_over, table, text};
use crate::report::blocks::Block;
use crate::report::context::{
    AskView, EconomicsView, FactView, FlipView, GateView, MissingView, PriceView,
};
use crate::report::wording::Wording;

/// Decision, owner, date.
pub fn asks(asks: &[AskView], wording: &Wording) -> Vec<Block> {
    let columns =
        vec![text("ask", 0.6, wording), text("owner", 0.22, wording), number("by", 0.18, wording)];
    let row = |one: &AskView| vec![cell(&one.text), cell(&one.owner), cell(&one.by)];
    list("asks", columns, asks.iter().map(row).collect(), wording)
}

/// Rule with source, what it asks, what it does here.
pub fn gates(gates: &[GateView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("rule", 0.36, wording),
        text("rule_text", 0.44, wording),
        text("effect", 0.2, wording),
    ];
    let row = |one: &GateView| {
        vec![strong_over(&one.name, &one.source), cell(&one.text), cell(&one.effect)]
    };
    table("gates", columns, gates.iter().map(row).collect(), wording)
}

/// Rules that may apply: the open question, and the answer if they do.
pub fn open_gates(gates: &[GateView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("rule", 0.3, wording),
        text("open_question", 0.34, wording),
        text("if_applies", 0.36, wording),
    ];
    let row = |one: &GateView| {
        vec![
            strong_over(&one.name, &one.source),
            cell(&one.inputs.join("; ")),
            optional(one.if_applies.as_ref()),
        ]
    };
    table("open_gates", columns, gates.iter().map(row).collect(), wording)
}

/// If, then: what leads to the same answer stands in one row.
pub fn flips(flips: &[FlipView], wording: &Wording) -> Vec<Block> {
    let columns = vec![text("if", 0.52, wording), text("then", 0.48, wording)];
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    for flip in flips {
        match rows.iter_mut().find(|(then, _)| *then == flip.then) {
            Some((_, conditions)) => conditions.push(&flip.if_text),
            None => rows.push((&flip.then, vec![&flip.if_text])),
        }
    }
    let row = |(then, conditions): &(&str, Vec<&str>)| vec![alternatives(conditions), cell(then)];
    list("flips", columns, rows.iter().map(row).collect(), wording)
}

/// One line each, marked where there are several.
fn alternatives(conditions: &[&str]) -> Cell {
    match conditions {
        [only] => cell(only),
        several => several.iter().flat_map(|one| cell(&format!("\u{2022} {one}"))).collect(),
    }
}

/// Missing facts by influence.
pub fn missing(missing: &[MissingView], wording: &Wording) -> Vec<Block> {
    let columns = vec![text("open_question", 0.62, wording), text("influence", 0.38, wording)];
    let row = |one: &MissingView| vec![cell(&one.name), cell(&one.influence)];
    list("missing", columns, missing.iter().map(row).collect(), wording)
}

/// Prices per seat.
pub fn economics(economics: &EconomicsView, wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("seat", 0.12, wording),
        number("full_time", 0.18, wording),
        number("outsourced", 0.18, wording),
        number("budget", 0.18, wording),
        number("break_even", 0.19, wording),
        number("ratio", 0.15, wording),
    ];
    let row = |one: &PriceView| {
        let ratio = one.ratio.as_ref().map(|r| wording.fill("phrase.times", &[("ratio", r)]));
        vec![
            strong(&one.seat),
            optional(one.full_time.as_ref()),
            optional(one.outsourced.as_ref()),
            optional(one.budget.as_ref()),
            optional(one.break_even.as_ref()),
            optional(ratio.as_ref()),
        ]
    };
    table("economics", columns, economics.seats.iter().map(row).collect(), wording)
}

/// Facts given.
pub fn facts(facts: &[FactView], wording: &Wording) -> Vec<Block> {
    let columns = vec![text("fact", 0.58, wording), text("answer", 0.42, wording)];
    let row = |one: &FactView| vec![cell(&one.name), cell(&one.value)];
    list("facts", columns, facts.iter().map(row).collect(), wording)
}
