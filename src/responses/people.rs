//! Who answers about whom: raters, standings and roles, as words in cells.

use super::cells::CellProblem;
use super::columns::ColumnIndex;
use super::mapping::Mapping;
use super::spelling::{fold, quoted, suggestion};
use super::{RaterGroup, Standing, synonyms};
use crate::questionnaire::RoleKind;
use crate::questionnaire::codes::role_code;
use crate::questionnaire::form_words::{self, FormWords};
use std::collections::BTreeMap;

/// The rater's group, by the user's map, by its name or by a word that people use; blank: `None`.
pub(super) fn rater(cell: &str, map: Option<&Mapping>) -> Result<Option<RaterGroup>, CellProblem> {
    let word = fold(cell);
    if word.is_empty() {
        return Ok(None);
    }
    let told = map.and_then(|map| map.rater(&word));
    told.or_else(|| synonyms::rater(&word)).or_else(|| published_rater(&word)).map(Some).ok_or_else(
        || {
            let hint = suggestion(&word, RaterGroup::ALL.map(RaterGroup::name));
            CellProblem::new("unknown-rater", format!("{} is no rater group", quoted(cell)), hint)
        },
    )
}

/// The rater group that a published form calls by this folded word.
fn published_rater(word: &str) -> Option<RaterGroup> {
    let named = |group: &RaterGroup| is_published(word, group.name(), |words| &words.raters);
    RaterGroup::ALL.into_iter().find(named)
}

/// The standing that a published form calls by this folded word.
fn published_standing(word: &str) -> Option<Standing> {
    let named = |one: &Standing| is_published(word, one.name(), |words| &words.standings);
    [Standing::Incumbent, Standing::Candidate, Standing::External].into_iter().find(named)
}

fn is_published(word: &str, name: &str, list: fn(&FormWords) -> &BTreeMap<String, String>) -> bool {
    form_words::all()
        .into_iter()
        .any(|words| list(words).get(name).is_some_and(|one| fold(one) == word))
}

/// Characters that LimeSurvey allows for the codes of answers.
const SHORTEST_CODE: usize = 5;

/// Why the subject is assessed, by the user's map, by its name or by a word that people use;
/// blank: holds the seat.
pub(super) fn standing(cell: &str, map: Option<&Mapping>) -> Result<Standing, CellProblem> {
    let word = fold(cell);
    if word.is_empty() {
        return Ok(Standing::default());
    }
    let told = map.and_then(|map| map.standing(&word));
    told.or_else(|| synonyms::standing(&word)).or_else(|| published_standing(&word)).ok_or_else(
        || {
            let all = [Standing::Incumbent, Standing::Candidate, Standing::External];
            let hint = suggestion(&word, all.map(Standing::name));
            CellProblem::new("unknown-standing", format!("{} is no standing", quoted(cell)), hint)
        },
    )
}

/// The id of the seat, given by id, short name or full name in any language; blank: none.
pub(super) fn role(
    cell: &str,
    index: &ColumnIndex<'_>,
    map: Option<&Mapping>,
) -> Result<Option<String>, CellProblem> {
    let word = fold(cell);
    if word.is_empty() {
        return Ok(None);
    }
    let word = map.and_then(|map| map.role(&word)).map_or(word, fold);
    let named = |name: &str| fold(name) == word;
    let roles = &index.questionnaire().roles;
    let coded = |id: &str| role_code(roles, id, SHORTEST_CODE) == word;
    let found = index.languages().find_map(|spoken| {
        let mut seats = spoken.roles.iter().filter(|role| role.kind == RoleKind::Seat);
        seats.find(|role| {
            named(&role.id) || named(&role.short) || named(&role.name) || coded(&role.id)
        })
    });
    found.map(|role| Some(role.id.clone())).ok_or_else(|| {
        let seats = index.questionnaire().roles.iter().filter(|role| role.kind == RoleKind::Seat);
        let hint = suggestion(&word, seats.map(|role| role.id.as_str()));
        CellProblem::new("unknown-role", format!("{} is no seat", quoted(cell)), hint)
    })
}
