//! Named texts, places in them, and the list of problems found there.

use crate::diagnostic::Diagnostic;

/// A file of a questionnaire: what it is called and what it says. The caller reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Base name, for example `model.toml`; problems name it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// A source from anything that turns into text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// A position in one of the sources, as a byte offset; lines are counted only when it is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Spot {
    /// Index of the source.
    pub(super) source: usize,
    /// Byte offset in its text.
    pub(super) offset: usize,
}

/// Collects problems and turns spots into places.
#[derive(Debug)]
pub(super) struct Problems<'a> {
    sources: &'a [Source],
    found: Vec<(Spot, Diagnostic)>,
}

impl<'a> Problems<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Self {
        Self { sources, found: Vec::new() }
    }

    /// Adds an error at a spot.
    pub(super) fn error(&mut self, spot: Spot, code: &'static str, message: impl Into<String>) {
        self.add(spot, Diagnostic::error(code, message));
    }

    /// Adds an error at a spot, with what to do about it.
    pub(super) fn error_with_hint(
        &mut self,
        spot: Spot,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.add(spot, Diagnostic::error(code, message).with_hint(hint));
    }

    /// Adds a problem at a spot; parts of a place that it brings along win.
    pub(super) fn add(&mut self, spot: Spot, mut problem: Diagnostic) {
        if let Some(source) = self.sources.get(spot.source) {
            if problem.place.file.is_none() {
                problem.place.file = Some(source.name.clone());
            }
            if problem.place.row.is_none() {
                let (line, column) = line_and_column(&source.text, spot.offset);
                problem = problem.at_row(line).at_position(column);
            }
        }
        self.found.push((spot, problem));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All problems in the order of the files and lines, each once.
    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort();
        self.found.dedup();
        self.found.into_iter().map(|(_, problem)| problem).collect()
    }
}

/// Line and column of a byte offset, both from 1, columns in characters.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).map_or(0, |part| part.chars().count()) + 1;
    (line, column)
}

/// `did you mean "..."?` for the candidate nearest to a mistyped word, when one is near.
pub(super) fn did_you_mean<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| format!("did you mean \"{candidate}\"?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        assert_eq!(line_and_column("ab\ncd", 3), (2, 1));
        assert_eq!(line_and_column("ü = 1", 3), (1, 3));
        assert_eq!(line_and_column("ü", 1), (1, 1), "an offset inside a character");
        assert_eq!(line_and_column("", 99), (1, 1));
    }

    #[test]
    fn only_near_words_are_suggested() {
        let known = ["weight", "target", "floor"];
        assert_eq!(did_you_mean("wieght", known).as_deref(), Some("did you mean \"weight\"?"));
        assert_eq!(did_you_mean("xyz", known), None);
    }
}
