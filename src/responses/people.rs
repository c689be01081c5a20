//! Who answers about whom: raters, standings and roles, as words in cells.

use super::cells::CellProblem;
use super::spelling::{fold, quoted, suggestion};
use super::{RaterGroup, Standing};
use crate::questionnaire::{Questionnaire, RoleKind};

/// The rater's group; blank: other.
pub(super) fn rater(cell: &str) -> Result<RaterGroup, CellProblem> {
    let word = fold(cell);
    if word.is_empty() {
        return Ok(RaterGroup::default());
    }
    RaterGroup::ALL.into_iter().find(|group| group.name() == word).ok_or_else(|| {
        let hint = suggestion(&word, RaterGroup::ALL.map(RaterGroup::name));
        CellProblem::new("unknown-rater", format!("{} is no rater group", quoted(cell)), hint)
    })
}

/// Why the subject is assessed; blank: holds the seat.
pub(super) fn standing(cell: &str) -> Result<Standing, CellProblem> {
    const WORDS: [(&str, Standing); 3] = [
        ("incumbent", Standing::Incumbent),
        ("candidate", Standing::Candidate),
        ("external", Standing::External),
    ];
    let word = fold(cell);
    if word.is_empty() {
        return Ok(Standing::default());
    }
    WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, found)| found).ok_or_else(|| {
        let hint = suggestion(&word, WORDS.map(|(known, _)| known));
        CellProblem::new("unknown-standing", format!("{} is no standing", quoted(cell)), hint)
    })
}

/// The id of the seat, given by id, short name or full name; blank: none.
pub(super) fn role(
    cell: &str,
    questionnaire: &Questionnaire,
) -> Result<Option<String>, CellProblem> {
    let word = fold(cell);
    if word.is_empty() {
        return Ok(None);
    }
    let seats = questionnaire.roles.iter().filter(|role| role.kind == RoleKind::Seat);
    let named = |name: &str| fold(name) == word;
    let found = seats
        .clone()
        .find(|role| named(&role.id) || named(&role.short) || named(&role.name))
        .map(|role| role.id.clone());
    found.map(Some).ok_or_else(|| {
        let hint = suggestion(&word, seats.map(|role| role.id.as_str()));
        CellProblem::new("unknown-role", format!("{} is no seat", quoted(cell)), hint)
    })
}
