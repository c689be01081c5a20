//! Reading `[[competency]]` with its items, target shifts and actions.

use super::super::condition::Condition;
use super::super::reader::{Fields, Located, Node};
use super::super::source::Problems;
use super::super::{Actions, Competency, ExternalFit, Item, TargetShift};
use super::DraftCompetency;

/// Reads one competency.
pub(super) fn read(table: Node<'_>, problems: &mut Problems<'_>) -> DraftCompetency {
    let mut fields = Fields::new(table, "[[competency]]", problems);
    let items = fields.tables("item");
    let items = items.into_iter().map(|item| read_item(item, fields.problems)).collect();
    let shifts = fields.tables("target_shift");
    let shifts = shifts.into_iter().map(|shift| read_shift(shift, fields.problems)).collect();
    let actions = fields.table("actions");
    let actions = actions.map(|table| read_actions(table, fields.problems)).unwrap_or_default();
    let id = fields.required_text("id");
    let name = fields.required_text("name");
    let competency = Competency {
        id,
        role: fields.text("role").unwrap_or_default(),
        short: fields.text("short").unwrap_or_else(|| name.clone()),
        name,
        definition: fields.text("definition").unwrap_or_default(),
        weight: fields.number("weight").unwrap_or(1.0),
        target: fields.number("target"),
        target_shifts: Vec::new(),
        external_fit: fields
            .word("external_fit", &EXTERNAL_FITS)
            .unwrap_or(ExternalFit::NotApplicable),
        critical: fields.flag("critical").unwrap_or(false),
        cut: fields.number("cut"),
        floor: fields.number("floor"),
        rationale: fields.text("rationale").unwrap_or_default(),
        anchor_1: fields.text("anchor_1").unwrap_or_default(),
        anchor_3: fields.text("anchor_3").unwrap_or_default(),
        anchor_5: fields.text("anchor_5").unwrap_or_default(),
        actions,
        refs: fields.texts("refs"),
        seeds: fields.texts("seeds"),
        items: Vec::new(),
    };
    DraftCompetency { competency: fields.finish(competency), items, shifts }
}

const EXTERNAL_FITS: [(&str, ExternalFit); 4] = [
    ("high", ExternalFit::High),
    ("medium", ExternalFit::Medium),
    ("low", ExternalFit::Low),
    ("n/a", ExternalFit::NotApplicable),
];

fn read_item(table: Node<'_>, problems: &mut Problems<'_>) -> Located<Item> {
    let mut fields = Fields::new(table, "[[competency.item]]", problems);
    let item = Item {
        id: fields.required_text("id"),
        text: fields.required_text("text"),
        reverse: fields.flag("reverse").unwrap_or(false),
        short_form: fields.flag("short_form").unwrap_or(false),
    };
    fields.finish(item)
}

fn read_actions(table: Node<'_>, problems: &mut Problems<'_>) -> Actions {
    let mut fields = Fields::new(table, "[competency.actions]", problems);
    let actions = Actions {
        days_30: fields.text("days_30").unwrap_or_default(),
        days_90: fields.text("days_90").unwrap_or_default(),
        days_180: fields.text("days_180").unwrap_or_default(),
    };
    fields.finish(actions).value
}

fn read_shift(table: Node<'_>, problems: &mut Problems<'_>) -> Located<TargetShift> {
    let mut fields = Fields::new(table, "[[competency.target_shift]]", problems);
    for key in ["when", "by"] {
        if !table.table.contains_key(key) {
            let message = format!("[[competency.target_shift]] lacks `{key}`");
            fields.problems.error(table.at, "missing-key", message);
        }
    }
    let when = fields.table("when");
    let shift = TargetShift {
        when: when.map(|table| read_condition(table, fields.problems)).unwrap_or_default(),
        by: fields.number("by").unwrap_or(0.0),
        why: fields.text("why").unwrap_or_default(),
    };
    fields.finish(shift)
}

/// Reads a condition. TOML itself bounds how deep conditions can nest.
fn read_condition(table: Node<'_>, problems: &mut Problems<'_>) -> Condition {
    let mut fields = Fields::new(table, "a condition", problems);
    let any = fields.tables("any");
    let any = any.into_iter().map(|part| read_condition(part, fields.problems)).collect();
    let all = fields.tables("all");
    let all = all.into_iter().map(|part| read_condition(part, fields.problems)).collect();
    let condition = Condition {
        any,
        all,
        question: fields.text("question"),
        is: fields.texts("is"),
        has: fields.texts("has"),
        at_least: fields.number("at_least"),
        at_most: fields.number("at_most"),
    };
    fields.finish(condition).value
}
