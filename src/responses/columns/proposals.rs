//! What an unknown column may be. Proposals go into a map for the user to confirm.

use super::ColumnIndex;
use crate::ingest::Heading;
use crate::responses::plain::{COMMENT_PREFIX, IMPORTANCE_PREFIX};
use crate::responses::spelling::{fold_text, nearest};
use crate::responses::synonyms;

/// The id that an unknown column may have: importance or comments where it asks for them and names
/// a competency or role, a column of the plain layout by a synonym, a context question by its name.
pub(in crate::responses) fn proposal(heading: &Heading, index: &ColumnIndex<'_>) -> Option<String> {
    let texts =
        || std::iter::once(heading.name.as_str()).chain(heading.texts.iter().map(String::as_str));
    texts()
        .find_map(|text| asked(text, index))
        .or_else(|| texts().find_map(synonyms::column).map(str::to_owned))
        .or_else(|| texts().find_map(|text| fact(text, index)))
}

/// `importance.…` or `comment.…`
fn asked(text: &str, index: &ColumnIndex<'_>) -> Option<String> {
    let (importance, comment) = (synonyms::asks_importance(text), synonyms::asks_comment(text));
    if !importance && !comment {
        return None;
    }
    let folded = format!(" {} ", fold_text(text));
    let named = |name: &str| !name.is_empty() && folded.contains(&format!(" {} ", fold_text(name)));
    let competency = index.languages().find_map(|spoken| {
        spoken.competencies.iter().find(|one| named(&one.name) || named(&one.short))
    });
    let role = || {
        index.languages().find_map(|spoken| {
            spoken.roles.iter().find(|one| named(&one.name) || named(&one.short))
        })
    };
    match (importance, competency) {
        (true, found) => found.map(|one| format!("{IMPORTANCE_PREFIX}{}", one.id)),
        (false, Some(one)) => Some(format!("{COMMENT_PREFIX}{}", one.id)),
        (false, None) => role().map(|one| format!("{COMMENT_PREFIX}{}", one.id)),
    }
}

/// The context question whose name is nearest.
fn fact(text: &str, index: &ColumnIndex<'_>) -> Option<String> {
    index.languages().find_map(|spoken| {
        let names = spoken.context.iter().map(|question| question.name.as_str());
        let found = nearest(text, names)?;
        spoken.context.iter().find(|one| one.name == found).map(|one| one.id.clone())
    })
}
