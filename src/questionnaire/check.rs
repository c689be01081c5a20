//! Checks of a questionnaire's parts against each other, and of their values.

mod competency;
mod context;
mod followup;
mod model;
mod references;
mod seeds;

pub(super) use competency::check_numbers;
pub(super) use model::{check_bands, check_scoring};

use super::load::Draft;
use super::source::{Problems, Spot, did_you_mean};
use std::collections::BTreeMap;

/// Checks everything and fills the defaults that depend on other parts.
pub(super) fn check(draft: &mut Draft, problems: &mut Problems<'_>) {
    model::check(draft, problems);
    references::check_roles(draft, problems);
    references::check_ids(draft, problems);
    competency::check(draft, problems);
    context::check(draft, problems);
    seeds::check(draft, problems);
    followup::check(draft, problems);
}

/// Ids of one kind with the place of each, to find duplicates and unknown references.
#[derive(Default)]
struct Ids {
    known: BTreeMap<String, Spot>,
}

impl Ids {
    /// Adds an id; reports it when it is there already or has characters that ids may not have.
    fn add(&mut self, id: &str, what: &str, spot: Spot, problems: &mut Problems<'_>) {
        if id.is_empty() {
            return;
        }
        if !is_id(id) {
            let hint =
                "use letters, digits, \".\", \"-\" and \"_\", beginning with a letter or digit";
            let message = format!("\"{id}\" cannot be the id of {what}");
            problems.error_with_hint(spot, "bad-id", message, hint);
        }
        if self.known.insert(id.to_owned(), spot).is_some() {
            let message = format!("the id \"{id}\" of {what} is taken already");
            problems.error_with_hint(spot, "duplicate-id", message, "give each its own id");
        }
    }

    fn has(&self, id: &str) -> bool {
        self.known.contains_key(id)
    }

    /// Reports a reference to an id that is not there.
    fn unknown(&self, id: &str, what: &str, spot: Spot, problems: &mut Problems<'_>) {
        let message = format!("there is no {what} \"{id}\"");
        match did_you_mean(id, self.known.keys().map(String::as_str)) {
            Some(hint) => problems.error_with_hint(spot, "unknown-id", message, hint),
            None => problems.error(spot, "unknown-id", message),
        }
    }
}

/// Letters, digits, `.`, `-` and `_`, beginning with a letter or digit; ASCII, as ids become
/// column names of survey tools.
fn is_id(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_alphanumeric())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}
