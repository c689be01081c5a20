//! Several submissions by one rater about one subject: one counts.

use super::organisations::Entry;
use super::spelling::fold;
use super::{Answer, RaterGroup, Response};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Keeps, of all submissions by the same respondent about the same subject, role and as the same
/// rater, the latest complete one, or the latest when none is complete. Complete is a submission
/// that leaves out no item which another of the group answers. Where no date decides, content
/// does, so that the order of rows never matters. Rows without a respondent are never duplicates.
///
/// Returns the entries that count and, with the one that counts, those that do not.
pub(super) fn separate<'t>(entries: Vec<Entry<'t>>) -> (Vec<Entry<'t>>, Vec<(Entry<'t>, Place)>) {
    let mut groups: BTreeMap<Key, Vec<Entry<'t>>> = BTreeMap::new();
    let (mut kept, mut superseded) = (Vec::new(), Vec::new());
    for entry in entries {
        match Key::of(&entry.response) {
            Some(key) => groups.entry(key).or_default().push(entry),
            None => kept.push(entry),
        }
    }
    for group in groups.into_values() {
        let (winner, losers) = winner(group);
        if let Some(winner) = winner {
            let place = (winner.response.file.clone(), winner.response.row);
            superseded.extend(losers.into_iter().map(|one| (one, place.clone())));
            kept.push(winner);
        }
    }
    (kept, superseded)
}

/// File and row.
pub(super) type Place = (String, usize);

/// The order of responses by what they say: subject, role, standing, rater, respondent, time,
/// answers, ratings, comments. Where they were read comes last and settles equal content alone.
pub(super) fn by_content(one: &Response, other: &Response) -> Ordering {
    let people = |response: &Response| (response.standing, response.rater);
    one.subject
        .cmp(&other.subject)
        .then_with(|| one.role.cmp(&other.role))
        .then_with(|| people(one).cmp(&people(other)))
        .then_with(|| one.respondent.cmp(&other.respondent))
        .then_with(|| one.submitted_at.cmp(&other.submitted_at))
        .then_with(|| by_answers(one, other))
        .then_with(|| one.importance.cmp(&other.importance))
        .then_with(|| one.comments.cmp(&other.comments))
        .then_with(|| (&one.file, one.row).cmp(&(&other.file, other.row)))
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    respondent: String,
    subject: Option<String>,
    role: Option<String>,
    rater: RaterGroup,
}

impl Key {
    fn of(response: &Response) -> Option<Self> {
        Some(Self {
            respondent: fold(response.respondent.as_deref()?),
            subject: response.subject.as_deref().map(fold),
            role: response.role.clone(),
            rater: response.rater,
        })
    }
}

fn winner(mut group: Vec<Entry<'_>>) -> (Option<Entry<'_>>, Vec<Entry<'_>>) {
    if group.len() > 1 {
        let answered = answered_by_any(&group);
        group.sort_by(|one, other| {
            let complete = |entry: &Entry<'_>| is_complete(&entry.response, &answered);
            complete(one)
                .cmp(&complete(other))
                .then_with(|| one.response.submitted_at.cmp(&other.response.submitted_at))
                .then_with(|| by_content(&one.response, &other.response))
        });
    }
    (group.pop(), group)
}

fn answered_by_any(group: &[Entry<'_>]) -> Vec<bool> {
    let items = group.iter().map(|entry| entry.response.answers.len()).max().unwrap_or(0);
    let mut answered = vec![false; items];
    for entry in group {
        for (known, answer) in answered.iter_mut().zip(&entry.response.answers) {
            *known |= *answer != Answer::Missing;
        }
    }
    answered
}

fn is_complete(response: &Response, answered: &[bool]) -> bool {
    let mut items = response.answers.iter().zip(answered);
    items.all(|(answer, needed)| !needed || *answer != Answer::Missing)
}

fn by_answers(one: &Response, other: &Response) -> Ordering {
    let key = |answer: &Answer| match answer {
        Answer::Missing => (0, 0),
        Answer::NotObserved => (1, 0),
        Answer::Value(point) => (2, *point),
    };
    one.answers.iter().map(key).cmp(other.answers.iter().map(key))
}
