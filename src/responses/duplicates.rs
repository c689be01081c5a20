//! Several submissions by one rater about one subject: one counts.

use super::organisations::Entry;
use super::spelling::fold;
use super::{Answer, RaterGroup, Response};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Keeps, of all submissions by the same respondent about the same subject, role and as the same
/// rater, the latest complete one, or the latest when none is complete. Complete is a submission
/// that leaves out no item which another of the group answers. Where no date decides, content
/// does, so that the order of rows never matters. Rows without a respondent are duplicates only
/// where the tool's number and everything said are the same: exports that overlap.
///
/// Returns the entries that count and, with the place of the one that counts, those that do not.
pub(super) fn separate(entries: Vec<Entry<'_>>) -> (Vec<Entry<'_>>, Vec<(Entry<'_>, Place)>) {
    let mut superseded_by = BTreeMap::new();
    for group in exported_twice(&entries) {
        if let Some((first, rest)) = group.split_first() {
            superseded_by.extend(rest.iter().map(|again| (*again, *first)));
        }
    }
    for mut group in groups(&entries) {
        group.retain(|at| !superseded_by.contains_key(at));
        sort_by_claim(&mut group, &entries);
        if let Some(winner) = group.pop() {
            superseded_by.extend(group.into_iter().map(|loser| (loser, winner)));
        }
    }
    let places: BTreeMap<usize, Place> = superseded_by
        .into_iter()
        .map(|(loser, winner)| (loser, &entries[winner].response))
        .map(|(loser, winner)| (loser, (winner.file.clone(), winner.row)))
        .collect();
    let (mut kept, mut superseded) = (Vec::with_capacity(entries.len()), Vec::new());
    for (at, entry) in entries.into_iter().enumerate() {
        match places.get(&at) {
            Some(place) => superseded.push((entry, place.clone())),
            None => kept.push(entry),
        }
    }
    (kept, superseded)
}

/// File and row.
pub(super) type Place = (String, usize);

/// The order of responses by what they say: subject, role, standing, rater, respondent, time,
/// answers, ratings, comments. What they took, the longest first, and where they were read come
/// last and settle equal content alone.
pub(super) fn by_content(one: &Response, other: &Response) -> Ordering {
    by_words(one, other)
        .then_with(|| by_seconds(other, one))
        .then_with(|| (&one.file, one.row).cmp(&(&other.file, other.row)))
}

/// The order of responses by how long they took. It is no part of what they say: of two exports
/// with the same answer, one may lack it.
fn by_seconds(one: &Response, other: &Response) -> Ordering {
    let seconds = |response: &Response| response.seconds.unwrap_or_default();
    seconds(one).total_cmp(&seconds(other))
}

/// The order of responses by what they say alone.
fn by_words(one: &Response, other: &Response) -> Ordering {
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

/// The places of entries that are submissions of the same, where there are several.
fn groups(entries: &[Entry<'_>]) -> Vec<Vec<usize>> {
    let keys = entries.iter().enumerate();
    let mut keys: Vec<(Key, usize)> =
        keys.filter_map(|(at, entry)| Some((Key::of(&entry.response)?, at))).collect();
    keys.sort();
    keys.chunk_by(|one, other| one.0 == other.0)
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|(_, at)| *at).collect())
        .collect()
}

/// The places of entries that are one answer exported more than once: the tool's number and all
/// that is said are the same.
fn exported_twice(entries: &[Entry<'_>]) -> Vec<Vec<usize>> {
    let numbered = |at: &usize| entries[*at].number.as_ref();
    let mut places: Vec<usize> = (0..entries.len()).filter(|at| numbered(at).is_some()).collect();
    let response = |at: usize| &entries[at].response;
    let same = |one: &usize, other: &usize| {
        numbered(one)
            .cmp(&numbered(other))
            .then_with(|| by_words(response(*one), response(*other)))
            .then_with(|| entries[*one].stated().cmp(&entries[*other].stated()))
    };
    places.sort_by(|one, other| {
        same(one, other).then_with(|| by_content(response(*one), response(*other)))
    });
    places
        .chunk_by(|one, other| same(one, other).is_eq())
        .filter(|group| group.len() > 1)
        .map(<[usize]>::to_vec)
        .collect()
}

/// Sorts a group so that the entry which counts stands last.
fn sort_by_claim(group: &mut [usize], entries: &[Entry<'_>]) {
    let response = |at: &usize| &entries[*at].response;
    let answered = answered_by_any(group.iter().map(response));
    group.sort_by(|one, other| {
        let stated = || entries[*one].stated().cmp(&entries[*other].stated());
        let (one, other) = (response(one), response(other));
        let complete = |response: &Response| is_complete(response, &answered);
        complete(one)
            .cmp(&complete(other))
            .then_with(|| one.submitted_at.cmp(&other.submitted_at))
            .then_with(|| by_words(one, other))
            .then_with(stated)
            .then_with(|| by_seconds(one, other))
            .then_with(|| by_content(one, other))
    });
}

/// For every item whether a response of the group answers it.
fn answered_by_any<'a>(group: impl Iterator<Item = &'a Response>) -> Vec<bool> {
    let mut answered = Vec::new();
    for response in group {
        answered.resize(answered.len().max(response.answers.len()), false);
        for (known, answer) in answered.iter_mut().zip(&response.answers) {
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
