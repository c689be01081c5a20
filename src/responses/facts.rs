//! Facts about an organisation: from the text of a context answer to a checked [`Fact`].

use super::Fact;
use super::amounts::{self, AmountProblem, ThreeDigits};
use super::cells::{CellProblem, number_and_label, whole_number};
use super::spelling::{did_you_mean, fold, fold_text, nearest, quoted, suggestion};
use crate::questionnaire::codes::option_of_code;
use crate::questionnaire::context::{ContextKind, ContextQuestion};

/// The fact that a cell states, which is not blank. `spoken` is the question in all languages of
/// the questionnaire, its own first.
///
/// # Errors
///
/// A text that does not fit the question's kind: an unknown option, no number, out of range.
pub(super) fn fact(spoken: &[&ContextQuestion], cell: &str) -> Result<Option<Fact>, CellProblem> {
    let Some(question) = spoken.first() else { return Ok(None) };
    let fact = match question.kind {
        ContextKind::Choice => option(spoken, cell).map(Fact::Text),
        ContextKind::Multi => options(question, spoken, cell).map(Fact::Many),
        ContextKind::Scale5 => scale5(cell),
        ContextKind::Number => number(cell),
        ContextKind::Percent => percent(cell),
        ContextKind::Money => money(cell),
        ContextKind::Text => Ok(Fact::Text(cell.trim().to_owned())),
    };
    fact.map(Some)
}

/// The currency as a three-letter code.
pub(super) fn currency(cell: &str) -> Result<Fact, CellProblem> {
    let word = cell.trim();
    let code = match word {
        "€" => "EUR".to_owned(),
        "£" => "GBP".to_owned(),
        _ => word.to_ascii_uppercase(),
    };
    if code.len() == 3 && code.bytes().all(|sign| sign.is_ascii_uppercase()) {
        return Ok(Fact::Text(code));
    }
    let message = format!("{} is no currency code", quoted(cell));
    Err(CellProblem::new("bad-currency", message, "write three letters, such as EUR or USD"))
}

/// How many were asked: a whole number from 1 up.
pub(super) fn invited(cell: &str) -> Result<Fact, CellProblem> {
    match whole_number(cell.trim()) {
        Some(number) if (1..=1_000_000_000).contains(&number) => Ok(Fact::Number(number as f64)),
        _ => {
            let message = format!("{} is no number of people", quoted(cell));
            Err(CellProblem::new("bad-number", message, "write a whole number from 1 up"))
        }
    }
}

/// A rating from 1 to 5, also with a label: `5 (very much)`.
pub(super) fn rating(cell: &str) -> Result<i64, CellProblem> {
    let folded = fold(cell);
    let number = whole_number(&folded).or_else(|| Some(number_and_label(&folded)?.0));
    match number {
        Some(number) if (1..=5).contains(&number) => Ok(number),
        _ => {
            let message = format!("{} is not from 1 to 5", quoted(cell));
            Err(CellProblem::new("off-scale", message, "write a whole number from 1 to 5"))
        }
    }
}

fn option(spoken: &[&ContextQuestion], cell: &str) -> Result<String, CellProblem> {
    find(spoken, cell).ok_or_else(|| {
        let known = spoken.iter().flat_map(|question| &question.options);
        let words = known.flat_map(|one| {
            let label = (fold(&one.label) != fold(&one.id)).then_some(one.label.as_str());
            std::iter::once(one.id.as_str()).chain(label)
        });
        let message = format!("{} is no option of this question", quoted(cell));
        let own = spoken.iter().take(1).flat_map(|question| &question.options);
        let all = || suggestion("", own.map(|one| one.id.as_str()));
        let hint = nearest(cell, words).map_or_else(all, did_you_mean);
        CellProblem::new("unknown-option", message, hint)
    })
}

/// The id of an option, by id, by label in any language, or by an id without its punctuation.
fn find(spoken: &[&ContextQuestion], cell: &str) -> Option<String> {
    let (word, text) = (fold(cell), fold_text(cell));
    let options = || spoken.iter().flat_map(|question| &question.options);
    let by_id = options().find(|one| fold(&one.id) == word);
    let by_label = || options().find(|one| fold(&one.label) == word);
    let loosely = || options().find(|one| fold_text(&one.label) == text && !text.is_empty());
    let found = by_id.or_else(by_label).or_else(loosely);
    let by_code = || {
        let own = &spoken.first()?.options;
        let at = [5, 20].into_iter().find_map(|longest| option_of_code(own, &word, longest))?;
        own.get(at)
    };
    found.or_else(by_code).map(|one| one.id.clone())
}

/// Signs that join options, the safest first.
const JOINS: [char; 5] = [';', '\n', '|', ',', ' '];

/// Options joined by a sign between which every part is an option; labels may hold commas.
fn options(
    question: &ContextQuestion,
    spoken: &[&ContextQuestion],
    cell: &str,
) -> Result<Vec<String>, CellProblem> {
    let parts = |sign: char| cell.split(sign).map(str::trim).filter(|part| !part.is_empty());
    let known = |sign: &char| parts(*sign).all(|part| find(spoken, part).is_some());
    let chosen = match JOINS.iter().find(|sign| known(sign)) {
        Some(sign) => parts(*sign).filter_map(|part| find(spoken, part)).collect(),
        None => match [',', ' '].iter().find_map(|sign| in_pieces(spoken, cell, *sign)) {
            Some(chosen) => chosen,
            None => parts(';').map(|part| option(spoken, part)).collect::<Result<_, _>>()?,
        },
    };
    let order = question.options.iter().map(|one| one.id.clone());
    Ok(order.filter(|id| chosen.contains(id)).collect())
}

/// Options joined by a sign that labels hold themselves: each part takes as many pieces as make an
/// option.
fn in_pieces(spoken: &[&ContextQuestion], cell: &str, sign: char) -> Option<Vec<String>> {
    let pieces: Vec<&str> = cell.split(sign).collect();
    let joint = sign.encode_utf8(&mut [0; 4]).to_owned();
    let joint = joint.as_str();
    let mut chosen = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let (end, id) = (start + 1..=pieces.len())
            .rev()
            .find_map(|end| Some((end, find(spoken, &pieces.get(start..end)?.join(joint))?)))?;
        chosen.push(id);
        start = end;
    }
    Some(chosen)
}

fn scale5(cell: &str) -> Result<Fact, CellProblem> {
    rating(cell).map(|number| Fact::Number(number as f64))
}

fn number(cell: &str) -> Result<Fact, CellProblem> {
    let found = amounts::number(cell, ThreeDigits::Refused).map_err(|why| no_amount(cell, why))?;
    at_least_zero(cell, found)
}

fn money(cell: &str) -> Result<Fact, CellProblem> {
    let found = amounts::money(cell).map_err(|why| no_amount(cell, why))?;
    at_least_zero(cell, found)
}

fn percent(cell: &str) -> Result<Fact, CellProblem> {
    let bare = cell.trim().trim_end_matches('%');
    let found = amounts::number(bare, ThreeDigits::Refused).map_err(|why| no_amount(cell, why))?;
    if (0.0..=100.0).contains(&found) {
        return Ok(Fact::Number(found));
    }
    let message = format!("{} is not from 0 to 100", quoted(cell));
    Err(CellProblem::new("bad-number", message, "write a percentage from 0 to 100"))
}

fn at_least_zero(cell: &str, found: f64) -> Result<Fact, CellProblem> {
    if found >= 0.0 {
        // Adding zero turns a negative zero into a plain one.
        return Ok(Fact::Number(found + 0.0));
    }
    let message = format!("{} is below zero", quoted(cell));
    Err(CellProblem::new("bad-number", message, "write zero or a number above it"))
}

fn no_amount(cell: &str, why: AmountProblem) -> CellProblem {
    match why {
        AmountProblem::NotANumber => {
            let message = format!("{} is no number", quoted(cell));
            CellProblem::new("bad-number", message, "write digits, such as 260000")
        }
        AmountProblem::Ambiguous => {
            let message = format!("{} may be two different numbers", quoted(cell));
            CellProblem::new("ambiguous-number", message, "write 1250 or 1.25, not 1.250 or 1,250")
        }
    }
}
