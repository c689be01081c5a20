//! From a cell to an answer: `4`, `Usually`, `4 - Usually`, `Usually (4)`, blank, declared codes.

use super::Answer;
use super::spelling::{fold, nearest, quoted};
use crate::questionnaire::Scale;
use std::collections::BTreeMap;

/// What is wrong with a cell; the place is added by whoever knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CellProblem {
    /// Stable code.
    pub(super) code: &'static str,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: String,
}

impl CellProblem {
    pub(super) fn new(code: &'static str, message: String, hint: impl Into<String>) -> Self {
        Self { code, message, hint: hint.into() }
    }
}

/// Reads the cells of one scale.
#[derive(Debug)]
pub(super) struct AnswerReader<'q> {
    scale: &'q Scale,
    /// Answers of the cells that consist of one digit.
    digits: [Option<Answer>; 10],
    /// Labels and codes by their folded text.
    words: BTreeMap<String, Answer>,
}

impl<'q> AnswerReader<'q> {
    pub(super) fn new(scale: &'q Scale) -> Self {
        let labels = (scale.min..).zip(&scale.labels);
        let mut words: BTreeMap<String, Answer> =
            labels.map(|(point, label)| (fold(label), Answer::Value(point))).collect();
        words.extend(scale.not_observed.iter().map(|code| (fold(code), Answer::NotObserved)));
        words.remove("");
        let mut digits = [None; 10];
        for (digit, answer) in (0..).zip(&mut digits) {
            if (scale.min..=scale.max).contains(&digit) {
                *answer = Some(Answer::Value(digit));
            }
        }
        Self { scale, digits, words }
    }

    /// The answer in a cell.
    ///
    /// # Errors
    ///
    /// Numbers off the scale, words that are neither a label nor a declared code, and a number and
    /// a label that contradict each other.
    pub(super) fn read(&self, cell: &str) -> Result<Answer, CellProblem> {
        match cell.as_bytes() {
            [] => return Ok(Answer::Missing),
            [digit @ b'0'..=b'9'] => {
                if let Some(answer) = self.digits[usize::from(digit - b'0')] {
                    return Ok(answer);
                }
            }
            _ => {}
        }
        let mut labels = (self.scale.min..).zip(&self.scale.labels);
        if let Some((point, _)) = labels.find(|(_, label)| *label == cell) {
            return Ok(Answer::Value(point));
        }
        self.read_slowly(cell)
    }

    fn read_slowly(&self, cell: &str) -> Result<Answer, CellProblem> {
        let folded = fold(cell);
        if folded.is_empty() {
            return Ok(Answer::Missing);
        }
        let number = whole_number(&folded);
        if let Some(point) = number.filter(|point| self.on_scale(*point)) {
            return Ok(Answer::Value(point));
        }
        if let Some(answer) = self.words.get(&folded) {
            return Ok(*answer);
        }
        if folded.parse::<f64>().is_ok() || number.is_some() {
            return Err(self.off_scale(cell));
        }
        match number_and_label(&folded) {
            Some((point, label)) => self.read_both(cell, point, label),
            None => Err(self.unknown(cell, cell)),
        }
    }

    /// A number with a label: both must name the same point.
    fn read_both(&self, cell: &str, point: i64, label: &str) -> Result<Answer, CellProblem> {
        match self.words.get(label) {
            Some(Answer::NotObserved) => Ok(Answer::NotObserved),
            Some(Answer::Value(meant)) if *meant != point => {
                let message = format!("{} contradicts itself", quoted(cell));
                let own = self.label(*meant);
                let hint = format!("{} is {meant} on this scale", quoted(own));
                Err(CellProblem::new("contradictory-answer", message, hint))
            }
            Some(_) => Ok(Answer::Value(point)),
            None if !self.scale.labels.is_empty() => Err(self.unknown(cell, label)),
            None if self.on_scale(point) => Ok(Answer::Value(point)),
            None => Err(self.off_scale(cell)),
        }
    }

    fn on_scale(&self, point: i64) -> bool {
        (self.scale.min..=self.scale.max).contains(&point)
    }

    fn label(&self, point: i64) -> &str {
        let at = usize::try_from(point.saturating_sub(self.scale.min)).unwrap_or(usize::MAX);
        self.scale.labels.get(at).map_or("", String::as_str)
    }

    fn off_scale(&self, cell: &str) -> CellProblem {
        let message = format!("{} is not on the scale", quoted(cell));
        let (min, max) = (self.scale.min, self.scale.max);
        let hint = format!(
            "the scale runs from {min} to {max}; leave the cell blank when there is no answer"
        );
        CellProblem::new("off-scale", message, hint)
    }

    fn unknown(&self, cell: &str, label: &str) -> CellProblem {
        let message = format!("{} is not on the scale", quoted(cell));
        let labels = self.scale.labels.iter().map(String::as_str);
        let known = labels.chain(self.scale.not_observed.iter().map(String::as_str));
        let (min, max) = (self.scale.min, self.scale.max);
        let hint = match nearest(label, known) {
            Some(found) => super::spelling::did_you_mean(found),
            None if self.scale.labels.is_empty() => format!("use a number from {min} to {max}"),
            None => {
                let labels = self.scale.labels.join(", ");
                format!("use a number from {min} to {max} or one of: {labels}")
            }
        };
        CellProblem::new("unknown-answer", message, hint)
    }
}

/// A whole number, also as `4.0`, `4,0` or `+4`, as spreadsheets write it.
pub(super) fn whole_number(text: &str) -> Option<i64> {
    let whole = match text.split_once(['.', ',']) {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|sign| sign == b'0') => {
            whole
        }
        Some(_) => return None,
        None => text,
    };
    whole.parse().ok()
}

/// The parts of `4 - usually`, `4. usually`, `4 (usually)` and `usually (4)`.
fn number_and_label(folded: &str) -> Option<(i64, &str)> {
    leading_number(folded).or_else(|| trailing_number(folded))
}

fn leading_number(folded: &str) -> Option<(i64, &str)> {
    let end = folded
        .char_indices()
        .find(|(at, sign)| !(sign.is_ascii_digit() || (*at == 0 && *sign == '-')))?
        .0;
    let point = folded.get(..end)?.parse().ok()?;
    // A sign between number and label keeps `2-mar`, which a spreadsheet made of `2-3`, out.
    let rest = folded.get(end..)?;
    let label = [" - ", ". ", ": ", ") ", " = ", " (", " "]
        .iter()
        .find_map(|between| rest.strip_prefix(between))?
        .trim();
    let label = if rest.starts_with(" (") { label.strip_suffix(')')? } else { label };
    has_letters(label).then_some((point, label.trim()))
}

fn trailing_number(folded: &str) -> Option<(i64, &str)> {
    let (label, number) = match folded.strip_suffix(')') {
        Some(open) => open.rsplit_once('(')?,
        None => folded.rsplit_once(" - ").or_else(|| folded.rsplit_once(' '))?,
    };
    let label = label.trim();
    let label = label.strip_prefix('(').and_then(|one| one.strip_suffix(')')).unwrap_or(label);
    has_letters(label).then_some((number.trim().parse().ok()?, label.trim()))
}

fn has_letters(label: &str) -> bool {
    label.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        let words = ["Almost never", "Seldom", "About half the time", "Usually", "Almost always"];
        Scale {
            min: 1,
            max: 5,
            question: None,
            labels: words.map(str::to_owned).to_vec(),
            not_observed: ["", "NA", "N/A", "-", "Don't know", "99"].map(str::to_owned).to_vec(),
        }
    }

    fn read(cell: &str) -> Result<Answer, &'static str> {
        AnswerReader::new(&scale()).read(cell).map_err(|problem| problem.code)
    }

    #[test]
    fn numbers_labels_and_both_are_read() {
        for cell in [
            "4",
            " 4 ",
            "4.0",
            "4,0",
            "+4",
            "Usually",
            "usually ",
            "USUALLY",
            "4 - Usually",
            "4 – usually",
            "4. Usually",
            "4: Usually",
            "4 = Usually",
            "4) Usually",
            "4 (Usually)",
            "4 Usually",
            "Usually (4)",
            "Usually - 4",
            "Usually 4",
            "(Usually) 4",
            "Usually\u{a0}",
        ] {
            assert_eq!(read(cell), Ok(Answer::Value(4)), "{cell:?}");
        }
    }

    #[test]
    fn blank_is_missing_and_codes_are_not_observed() {
        for cell in ["", "  ", "\u{a0}"] {
            assert_eq!(read(cell), Ok(Answer::Missing), "{cell:?}");
        }
        for cell in ["NA", "n/a", "-", "don’t know", "99", "99 - Don't know"] {
            assert_eq!(read(cell), Ok(Answer::NotObserved), "{cell:?}");
        }
    }

    #[test]
    fn everything_else_is_wrong() {
        for cell in ["0", "6", "-1", "4.5", "1e3", "nan", "12345678901234567890"] {
            assert_eq!(read(cell), Err("off-scale"), "{cell:?}");
        }
        for cell in ["Usualy", "2-Mar", "4/5", "4-5", "1;2", "4 - Often", "x"] {
            assert_eq!(read(cell), Err("unknown-answer"), "{cell:?}");
        }
        assert_eq!(read("3 - Usually"), Err("contradictory-answer"));
    }

    #[test]
    fn a_scale_without_labels_takes_numbers_with_words() {
        let bare = Scale { labels: Vec::new(), ..scale() };
        let reader = AnswerReader::new(&bare);
        for cell in ["5", "5 (very much)", "(very much) 5", "5 - very much"] {
            assert_eq!(reader.read(cell), Ok(Answer::Value(5)), "{cell:?}");
        }
        for cell in ["6 (very much)", "2-Mar", "very much"] {
            assert!(reader.read(cell).is_err(), "{cell:?}");
        }
    }
}
