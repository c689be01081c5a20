//! Recognising the questionnaire that an answers file belongs to, from its column names.

use super::Questionnaire;
use std::collections::{BTreeMap, BTreeSet};

/// How well a questionnaire fits the columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// Position of the questionnaire in the list that was asked about.
    pub index: usize,
    /// Items that have a column.
    pub found: usize,
    /// Items of the questionnaire.
    pub items: usize,
}

impl Fit {
    /// Share of the questionnaire's items that have a column, 0 to 1.
    pub fn share(&self) -> f64 {
        if self.items == 0 { 0.0 } else { self.found as f64 / self.items as f64 }
    }

    /// Whether this is enough to go on without being told: a tenth of the items (the smallest role
    /// of a questionnaire asked alone), and three of them or all.
    pub fn is_enough(&self) -> bool {
        self.found * 10 >= self.items && (self.found >= 3 || self.found == self.items)
    }
}

/// How well each questionnaire fits, best first: most items found, then the larger share, then the
/// order of the list. Those with no item at all are left out.
///
/// A column belongs to an item when its name is the item's id or text, or holds the whole text as
/// survey tools write it (`Question [statement]`). Case, punctuation and blanks do not count, as
/// survey tools drop the dots of ids.
pub fn recognise(columns: &[String], questionnaires: &[&Questionnaire]) -> Vec<Fit> {
    let exact: BTreeSet<&str> = columns.iter().map(|column| column.trim()).collect();
    let plain: BTreeSet<String> = columns.iter().map(|column| letters_and_digits(column)).collect();
    let mut fits: Vec<Fit> = questionnaires
        .iter()
        .enumerate()
        .map(|(index, questionnaire)| Fit {
            index,
            found: found(questionnaire, &exact, &plain),
            items: questionnaire.item_count(),
        })
        .filter(|fit| fit.found > 0)
        .collect();
    fits.sort_by(|a, b| {
        (b.found, b.share()).partial_cmp(&(a.found, a.share())).unwrap_or(std::cmp::Ordering::Equal)
    });
    fits
}

/// Number of items that have a column.
fn found(questionnaire: &Questionnaire, exact: &BTreeSet<&str>, plain: &BTreeSet<String>) -> usize {
    let ambiguous = ambiguous_ids(questionnaire);
    questionnaire
        .items()
        .filter(|(_, item)| {
            if exact.contains(item.id.as_str()) {
                return true;
            }
            let id = letters_and_digits(&item.id);
            let text = letters_and_digits(&item.text);
            let by_id = !ambiguous.contains(&id) && plain.contains(&id);
            let by_text =
                text.len() >= SHORTEST_TEXT && plain.iter().any(|name| name.contains(&text));
            by_id || by_text || plain.contains(&text)
        })
        .count()
}

/// A text below this many bytes is looked for as the whole name of a column only: it may stand in
/// many by chance.
const SHORTEST_TEXT: usize = 15;

/// Ids that are equal once their punctuation is gone (`a.1.1` and `a.11`).
fn ambiguous_ids(questionnaire: &Questionnaire) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (_, item) in questionnaire.items() {
        *seen.entry(letters_and_digits(&item.id)).or_default() += 1;
    }
    seen.into_iter().filter(|(_, times)| *times > 1).map(|(id, _)| id).collect()
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
