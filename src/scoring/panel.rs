//! Who speaks about what: the rows behind a role's headline and behind each named subject.

use super::quality::Flags;
use crate::questionnaire::{Questionnaire, Role, RoleKind};
use crate::responses::{Answer, Organisation, Response, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// What the anonymity rule protects in a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    /// The function as a whole: all raters are pooled.
    Function,
    /// Named people: small groups are withheld.
    Named,
}

/// A row with what speaks against it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) response: &'a Response,
    pub(super) flags: Flags,
}

/// Rows that are scored together.
#[derive(Debug, Clone)]
pub(super) struct Panel<'a> {
    pub(super) protection: Protection,
    pub(super) rows: Vec<Row<'a>>,
}

/// A named subject's panel.
#[derive(Debug, Clone)]
pub(super) struct SubjectPanel<'a> {
    pub(super) subject: &'a str,
    pub(super) standing: Standing,
    pub(super) panel: Panel<'a>,
}

/// All panels of one role.
#[derive(Debug, Clone)]
pub(super) struct RolePanels<'a> {
    /// Rows about the function, else about incumbents; `None` when only candidates were rated.
    pub(super) headline: Option<Panel<'a>>,
    /// Sorted by standing, then name. For a relationship: how each person takes part in it.
    pub(super) subjects: Vec<SubjectPanel<'a>>,
}

impl<'a> Panel<'a> {
    /// The responses in the rows.
    pub(super) fn responses(&self) -> Vec<&'a Response> {
        self.rows.iter().map(|row| row.response).collect()
    }
}

/// The panels of a role; `None` when nobody answered an item of it. `flags` are those of the
/// organisation's responses in their order, or none where they do not matter.
pub(super) fn panels<'a>(
    organisation: &'a Organisation,
    questionnaire: &Questionnaire,
    role: &Role,
    flags: &[Flags],
) -> Option<RolePanels<'a>> {
    let rows: Vec<Row<'_>> = organisation
        .responses
        .iter()
        .enumerate()
        .filter(|(_, response)| concerns(response, questionnaire, role))
        .map(|(index, response)| Row {
            response,
            flags: flags.get(index).copied().unwrap_or_default(),
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(RolePanels { headline: headline(&rows), subjects: subject_panels(&rows) })
}

/// Whether a row speaks about a role: it fills an item of it and names no other seat. Rows about
/// one seat still speak about relationships.
pub(super) fn concerns(response: &Response, questionnaire: &Questionnaire, role: &Role) -> bool {
    let named = response.role.as_ref().is_none_or(|named| *named == role.id);
    (named || role.kind == RoleKind::Relationship)
        && questionnaire.competencies_of(&role.id).any(|(first, competency)| {
            answers(response, first, competency.items.len()).any(|answer| answer.value().is_some())
        })
}

/// A row's answers to `count` items from the item with index `first` on.
pub(super) fn answers(
    response: &Response,
    first: usize,
    count: usize,
) -> impl Iterator<Item = Answer> {
    response.answers.iter().skip(first).take(count).copied()
}

/// People behind rows: distinct respondents, and every row without a respondent.
pub(super) fn people<'a>(rows: impl IntoIterator<Item = &'a Response>) -> usize {
    let mut named = BTreeSet::new();
    let mut nameless = 0;
    for row in rows {
        match &row.respondent {
            Some(respondent) => {
                named.insert(respondent);
            }
            None => nameless += 1,
        }
    }
    named.len() + nameless
}

fn headline<'a>(rows: &[Row<'a>]) -> Option<Panel<'a>> {
    let function: Vec<Row<'_>> =
        rows.iter().copied().filter(|row| row.response.subject.is_none()).collect();
    if !function.is_empty() {
        return Some(Panel { protection: Protection::Function, rows: function });
    }
    let incumbent = |row: &Response| row.subject.is_some() && row.standing == Standing::Incumbent;
    let incumbents: Vec<Row<'_>> =
        rows.iter().copied().filter(|row| incumbent(row.response)).collect();
    (!incumbents.is_empty()).then_some(Panel { protection: Protection::Named, rows: incumbents })
}

fn subject_panels<'a>(rows: &[Row<'a>]) -> Vec<SubjectPanel<'a>> {
    let mut by_subject: BTreeMap<(Standing, &str), Vec<Row<'_>>> = BTreeMap::new();
    for row in rows {
        if let Some(subject) = &row.response.subject {
            by_subject.entry((row.response.standing, subject)).or_default().push(*row);
        }
    }
    by_subject
        .into_iter()
        .map(|((standing, subject), rows)| SubjectPanel {
            subject,
            standing,
            panel: Panel { protection: Protection::Named, rows },
        })
        .collect()
}
