//! What leadership is asked to decide: one row per part of the answer, with owner and date.

use super::{STRUCTURE, all_parts, inner_phrase, role_name};
use crate::decision::{Decision, Part, Sourcing};
use crate::report::context::{RoleView, Sources};
use crate::report::wording::upper_first;
use serde::Serialize;

/// A decision that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskView {
    /// What to decide.
    pub text: String,
    /// Who decides.
    pub owner: String,
    /// By when.
    pub by: String,
    /// Days after the report date, for the order.
    #[serde(skip)]
    pub days: i64,
}

/// The rows by date; the order of the parts decides among equal dates.
pub(super) fn view(sources: Sources<'_>, decision: &Decision, roles: &[RoleView]) -> Vec<AskView> {
    let mut asks = Vec::new();
    if decision.no_plan_left {
        asks.extend(ask(sources, "ask.no_plan_left", "", ""));
    }
    if decision.missing_influence.iter().any(|one| one.changes_answer) {
        asks.extend(ask(sources, "ask.missing", "", ""));
    }
    for (id, part) in all_parts(sources, decision) {
        let content = roles.iter().any(|role| role.id == id && role.notable.is_empty());
        if content && part.choice == Sourcing::Develop.name() {
            asks.extend(ask(sources, "ask.seat.keep", &role_name(sources, &id), ""));
            continue;
        }
        asks.extend(part_ask(sources, &id, part));
        if let Some(sourcing) = &part.sourcing {
            asks.extend(part_ask(sources, &id, sourcing));
        }
    }
    asks.dedup_by(|a, b| a.text == b.text);
    asks.sort_by_key(|ask| ask.days);
    asks
}

fn part_ask(sources: Sources<'_>, id: &str, part: &Part) -> Option<AskView> {
    let section = if id == STRUCTURE { "ask.structure" } else { "ask.seat" };
    let seat = if id == STRUCTURE { String::new() } else { role_name(sources, id) };
    let key = format!("{section}.{}", part.choice);
    let key = match sources.wording.get(&format!("{key}.text")) {
        Some(_) => key,
        None => format!("{section}.any"),
    };
    ask(sources, &key, &seat, &inner_phrase(sources, part))
}

/// One row from the wording: `KEY.text`, `KEY.owner`, `KEY.days`. A blank text asks for nothing.
fn ask(sources: Sources<'_>, key: &str, seat: &str, phrase: &str) -> Option<AskView> {
    let wording = sources.wording;
    let text = wording.fill(&format!("{key}.text"), &[("seat", seat), ("phrase", phrase)]);
    if text.is_empty() {
        return None;
    }
    let days = wording.get(&format!("{key}.days")).and_then(|days| days.parse().ok()).unwrap_or(30);
    Some(AskView {
        text: upper_first(&text),
        owner: wording.text(&format!("{key}.owner")),
        by: wording.date_after(&sources.results.provenance.date, days),
        days,
    })
}
