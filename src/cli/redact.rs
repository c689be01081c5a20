//! `--redact`: labels in place of the names of the persons assessed.

use crate::diagnostic::Diagnostic;
use crate::responses::{Fact, Organisation, Standing};
use crate::wave::Wave;
use std::collections::BTreeMap;

/// Shortest part of a name that is looked for in running text, in characters.
const SHORTEST: usize = 3;

/// Replaces the names of an organisation's subjects everywhere: in its rows, and in comments,
/// textual facts and problems wherever a name or a part of it of three letters or more occurs,
/// whatever its case. Labels follow the alphabetical order of the names.
pub(crate) fn redact(organisation: &mut Organisation) {
    let labels = labels(organisation);
    let words = Words::new(&labels);
    for response in &mut organisation.responses {
        if let Some(subject) = &mut response.subject
            && let Some(label) = labels.get(subject)
        {
            subject.clone_from(label);
        }
        response.comments.values_mut().for_each(|comment| *comment = words.redacted(comment));
    }
    for fact in organisation.facts.values_mut() {
        if let Fact::Text(text) = fact {
            *text = words.redacted(text);
        }
    }
    // Other spellings of a name are no labels' keys, so that warning names nobody at all.
    organisation.problems.retain(|problem| problem.code != "merged-spelling");
    organisation.problems.iter_mut().for_each(|problem| redact_problem(problem, &words));
}

fn redact_problem(problem: &mut Diagnostic, words: &Words) {
    problem.message = words.redacted(&problem.message);
    for text in [&mut problem.value, &mut problem.hint] {
        *text = text.as_deref().map(|text| words.redacted(text));
    }
}

/// Replaces the names of the persons in an earlier wave. Its labels say that they are earlier
/// ones: nobody is taken for somebody of today.
pub(crate) fn redact_wave(wave: &mut Wave) {
    let subjects = wave.roles.values().flat_map(|role| &role.subjects);
    let named = labels_of(subjects.map(|one| (one.subject.as_str(), one.standing)));
    let labels =
        named.into_iter().map(|(name, label)| (name, format!("Earlier {}", lower(&label))));
    let labels: BTreeMap<String, String> = labels.collect();
    let words = Words::new(&labels);
    for subject in wave.roles.values_mut().flat_map(|role| &mut role.subjects) {
        if let Some(label) = labels.get(&subject.subject) {
            subject.subject.clone_from(label);
        }
    }
    if let Some(decision) = &mut wave.decision {
        decision.headline = words.redacted(&decision.headline);
        let parts = std::iter::once(&mut decision.structure).chain(decision.seats.values_mut());
        parts.for_each(|part| part.phrase = words.redacted(&part.phrase));
    }
    for fact in wave.context.values_mut() {
        if let Fact::Text(text) = fact {
            *text = words.redacted(text);
        }
    }
    wave.provenance.redacted = Some(true);
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A label for each subject, by name.
fn labels(organisation: &Organisation) -> BTreeMap<String, String> {
    let named = organisation.responses.iter();
    labels_of(named.filter_map(|row| Some((row.subject.as_deref()?, row.standing))))
}

fn labels_of<'a>(people: impl Iterator<Item = (&'a str, Standing)>) -> BTreeMap<String, String> {
    let mut standings: BTreeMap<&str, Standing> = BTreeMap::new();
    for (subject, given) in people {
        let standing = standings.entry(subject).or_insert(given);
        *standing = given.min(*standing);
    }
    let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
    standings
        .into_iter()
        .map(|(subject, standing)| {
            let count = counts.entry(standing).or_default();
            *count += 1;
            (subject.to_owned(), label(standing, *count))
        })
        .collect()
}

fn label(standing: Standing, count: usize) -> String {
    match standing {
        Standing::Incumbent => format!("Incumbent {count}"),
        Standing::Candidate => format!("Candidate {}", letters(count)),
        Standing::External => format!("External candidate {}", letters(count)),
    }
}

/// A, B, ... Z, AA, AB, ...
fn letters(count: usize) -> String {
    let mut letters = String::new();
    let mut left = count;
    while left > 0 {
        left -= 1;
        letters.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters
}

/// Names and their parts in lower case, each with what stands in its place.
struct Words {
    names: Vec<(String, String)>,
    parts: BTreeMap<String, String>,
}

impl Words {
    fn new(labels: &BTreeMap<String, String>) -> Self {
        let mut parts: BTreeMap<String, String> = BTreeMap::new();
        for (name, label) in labels {
            for part in name.split(|letter: char| !letter.is_alphanumeric()) {
                if part.chars().count() >= SHORTEST {
                    parts
                        .entry(part.to_lowercase())
                        .and_modify(|known| "[name]".clone_into(known))
                        .or_insert_with(|| label.clone());
                }
            }
        }
        let mut names: Vec<_> =
            labels.iter().map(|(name, label)| (name.clone(), label.clone())).collect();
        // The longest first, so that a name inside a longer one does not break it.
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { names, parts }
    }

    fn redacted(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, label) in self.names.iter().filter(|(name, _)| name.chars().count() >= SHORTEST)
        {
            text = text.replace(name.as_str(), label);
        }
        let mut redacted = String::with_capacity(text.len());
        let mut word = String::new();
        for letter in text.chars() {
            if letter.is_alphanumeric() {
                word.push(letter);
            } else {
                self.push(&mut redacted, &word);
                word.clear();
                redacted.push(letter);
            }
        }
        self.push(&mut redacted, &word);
        redacted
    }

    fn push(&self, text: &mut String, word: &str) {
        text.push_str(self.parts.get(&word.to_lowercase()).map_or(word, String::as_str));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::responses::Response;

    fn row(subject: &str, standing: Standing, comment: &str) -> Response {
        Response {
            subject: Some(subject.to_owned()),
            standing,
            comments: BTreeMap::from([("cio".to_owned(), comment.to_owned())]),
            ..Response::default()
        }
    }

    #[test]
    fn names_leave_rows_and_running_text() {
        let mut organisation = Organisation {
            responses: vec![
                row("Ada Quill", Standing::Incumbent, "quill listens; Ada Quill and Bo disagree"),
                row("Bo Quill", Standing::Candidate, "Ask BO, or Ms Tern."),
                row("Cy Tern", Standing::External, ""),
            ],
            ..Organisation::default()
        };
        redact(&mut organisation);
        let subjects: Vec<_> =
            organisation.responses.iter().filter_map(|row| row.subject.as_deref()).collect();
        assert_eq!(subjects, ["Incumbent 1", "Candidate A", "External candidate A"]);
        let comment = |row: usize| organisation.responses[row].comments["cio"].as_str();
        assert_eq!(comment(0), "[name] listens; Incumbent 1 and Bo disagree");
        assert_eq!(comment(1), "Ask BO, or Ms External candidate A.");
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([1, 26, 27, 52, 53].map(letters), ["A", "Z", "AA", "AZ", "BA"]);
    }
}
