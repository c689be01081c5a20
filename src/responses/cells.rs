//! From a cell to an answer: `4`, `Usually`, `4 - Usually`, `Usually (4)`, blank, declared codes.

use super::Answer;
use super::spelling::{fold, nearest, quoted};
use super::tool_codes::ToolCodes;
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

/// How the numbers in cells with a label run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// As the scale does.
    Along,
    /// The other way round.
    Against,
}

/// Reads the cells of one scale.
#[derive(Debug)]
pub(super) struct AnswerReader<'q> {
    scale: &'q Scale,
    /// Answers of the cells that consist of one digit.
    digits: [Option<Answer>; 10],
    /// Labels and codes by their folded text, in all languages; what the user's map says wins.
    words: BTreeMap<String, Answer>,
    /// What the user's map says.
    told: BTreeMap<String, Answer>,
    codes: ToolCodes,
}

impl<'q> AnswerReader<'q> {
    /// A reader of a questionnaire's scale. `spoken` is the scale in all of its languages.
    pub(super) fn new<'s>(
        scale: &'q Scale,
        spoken: impl Iterator<Item = &'s Scale>,
        codes: ToolCodes,
        told: Option<&BTreeMap<String, Answer>>,
    ) -> Self {
        let mut words: BTreeMap<String, Answer> = BTreeMap::new();
        for spoken in spoken {
            for (point, label) in (scale.min..).zip(&spoken.labels) {
                words.entry(fold(label)).or_insert(Answer::Value(point));
            }
            for code in &spoken.not_observed {
                words.entry(fold(code)).or_insert(Answer::NotObserved);
            }
        }
        words.remove("");
        let told = told.cloned().unwrap_or_default();
        let mut digits = [None; 10];
        for (digit, answer) in (0..).zip(&mut digits) {
            let text = i64::to_string(&digit);
            let plain = !told.contains_key(&text) && codes.answer(&text).is_none();
            if plain && (scale.min..=scale.max).contains(&digit) {
                *answer = Some(Answer::Value(digit));
            }
        }
        Self { scale, digits, words, told, codes }
    }

    /// The answer in a cell. `reversed`: the numbers of its column run the other way round than the
    /// scale.
    ///
    /// # Errors
    ///
    /// Numbers off the scale, words that are neither a label nor a declared code, a number and a
    /// label that contradict each other, and a tool's code that is a point of the scale as well.
    pub(super) fn read(&self, cell: &str, reversed: bool) -> Result<Answer, CellProblem> {
        match cell.as_bytes() {
            [] => return Ok(Answer::Missing),
            [digit @ b'0'..=b'9'] => {
                if let Some(Answer::Value(point)) = self.digits[usize::from(digit - b'0')] {
                    return Ok(self.turned(point, reversed));
                }
            }
            _ => {}
        }
        let mut labels = (self.scale.min..).zip(&self.scale.labels);
        if let Some((point, _)) = labels.find(|(_, label)| *label == cell)
            && self.told.is_empty()
        {
            return Ok(Answer::Value(point));
        }
        self.read_slowly(cell, reversed)
    }

    fn turned(&self, point: i64, reversed: bool) -> Answer {
        Answer::Value(if reversed { self.scale.reversed(point) } else { point })
    }

    fn read_slowly(&self, cell: &str, reversed: bool) -> Result<Answer, CellProblem> {
        let folded = fold(cell);
        if folded.is_empty() {
            return Ok(Answer::Missing);
        }
        if let Some(answer) = self.told.get(&folded) {
            return Ok(*answer);
        }
        let number = whole_number(&folded);
        if let Some(answer) = number.and_then(|number| self.told.get(&number.to_string())) {
            return Ok(*answer);
        }
        let code = number.and_then(|number| self.codes.answer(&number.to_string()));
        match (code, number.filter(|point| self.on_scale(*point))) {
            (Some(_), Some(_)) => return Err(self.ambiguous_code(cell)),
            (Some(answer), None) => return Ok(answer),
            (None, Some(point)) => return Ok(self.turned(point, reversed)),
            (None, None) => {}
        }
        if let Some(answer) = self.words.get(&folded) {
            return Ok(*answer);
        }
        if folded.parse::<f64>().is_ok() || number.is_some() {
            return Err(self.off_scale(cell));
        }
        if let Some(point) = self.codes.lettered(&folded) {
            // Codes count from 1, whatever the scale starts with.
            let fits = self.on_scale(point) && self.scale.min == 1;
            return if fits { Ok(Answer::Value(point)) } else { Err(Self::unclear_code(cell)) };
        }
        match number_and_label(&folded) {
            Some((point, label)) => self.read_both(cell, point, label, reversed),
            None => Err(self.unknown(cell, cell)),
        }
    }

    /// Whether number and label in a cell agree, or run the opposite way; `None`: it does not hold
    /// both.
    pub(super) fn direction(&self, cell: &str) -> Option<Direction> {
        if cell.len() < 3 || !cell.bytes().any(|sign| sign.is_ascii_digit()) {
            return None;
        }
        let folded = fold(cell);
        let (point, label) = number_and_label(&folded)?;
        let Some(Answer::Value(meant)) = self.words.get(label) else { return None };
        if *meant == point {
            let middle = self.scale.reversed(point) == point;
            (!middle).then_some(Direction::Along)
        } else {
            (self.scale.reversed(*meant) == point).then_some(Direction::Against)
        }
    }

    fn unclear_code(cell: &str) -> CellProblem {
        let message = format!("{} is a code, and which point it means is not known", quoted(cell));
        let hint = "say which it is under [answers] in a map, and give it with --map";
        CellProblem::new("unknown-answer", message, hint)
    }

    fn ambiguous_code(&self, cell: &str) -> CellProblem {
        let tool = self.codes.tool();
        let cell = quoted(cell);
        let message =
            format!("{cell} is on the scale, and what {tool} writes for \"not applicable\"");
        let hint = "say which it is under [answers] in a map, and give it with --map";
        CellProblem::new("ambiguous-code", message, hint)
    }

    /// A number with a label: both must name the same point.
    fn read_both(
        &self,
        cell: &str,
        point: i64,
        label: &str,
        reversed: bool,
    ) -> Result<Answer, CellProblem> {
        let told = self.told.get(&point.to_string()).and_then(|answer| answer.value());
        let point = told.unwrap_or(point);
        match self.words.get(label) {
            Some(Answer::NotObserved) => Ok(Answer::NotObserved),
            Some(Answer::Value(meant)) if reversed && self.scale.reversed(*meant) == point => {
                Ok(Answer::Value(*meant))
            }
            Some(Answer::Value(meant)) if *meant != point => {
                let message = format!("{} contradicts itself", quoted(cell));
                let own = self.label(*meant);
                let hint = format!("{} is {meant} on this scale", quoted(own));
                Err(CellProblem::new("contradictory-answer", message, hint))
            }
            Some(_) => Ok(Answer::Value(point)),
            None if !self.scale.labels.is_empty() => Err(self.unknown(cell, label)),
            None if self.on_scale(point) => Ok(self.turned(point, reversed)),
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
pub(super) fn number_and_label(folded: &str) -> Option<(i64, &str)> {
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
    use crate::ingest::dialect::Dialect;

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

    fn reader(scale: &Scale, dialect: Dialect) -> AnswerReader<'_> {
        AnswerReader::new(scale, std::iter::once(scale), ToolCodes::of(dialect), None)
    }

    fn read(cell: &str) -> Result<Answer, &'static str> {
        reader(&scale(), Dialect::Plain).read(cell, false).map_err(|problem| problem.code)
    }

    fn of_tool(name: &str) -> Dialect {
        let tools = crate::ingest::dialect::tools::tools();
        Dialect::Tool(tools.iter().find(|tool| tool.name == name).expect("a tool"))
    }

    #[test]
    fn codes_of_tools_never_are_points() {
        let labelled = scale();
        let qualtrics = reader(&labelled, of_tool("Qualtrics"));
        assert_eq!(qualtrics.read("-1", false), Ok(Answer::NotObserved));
        assert_eq!(qualtrics.read("-99", false), Ok(Answer::Missing));
        assert_eq!(qualtrics.read("-3", false).map_err(|one| one.code), Err("off-scale"));
        let monkey = reader(&labelled, of_tool("SurveyMonkey"));
        assert_eq!(monkey.read("0", false), Ok(Answer::NotObserved));
        let from_zero = Scale { min: 0, max: 10, labels: Vec::new(), ..scale() };
        let monkey = reader(&from_zero, of_tool("SurveyMonkey"));
        assert_eq!(monkey.read("0", false).map_err(|one| one.code), Err("ambiguous-code"));
        let told = BTreeMap::from([("0".to_owned(), Answer::Value(0))]);
        let codes = ToolCodes::of(of_tool("SurveyMonkey"));
        let spoken = std::iter::once(&from_zero);
        let monkey = AnswerReader::new(&from_zero, spoken, codes, Some(&told));
        assert_eq!(monkey.read("0", false), Ok(Answer::Value(0)));
        let lime = reader(&labelled, of_tool("LimeSurvey"));
        assert_eq!(lime.read("A3", false), Ok(Answer::Value(3)));
        assert!(lime.read("A6", false).is_err() && lime.read("ABC3", false).is_err());
    }

    #[test]
    fn labels_decide_where_numbers_run_the_other_way() {
        let labelled = scale();
        let reader = reader(&labelled, Dialect::Plain);
        assert_eq!(reader.direction("1 (Almost always)"), Some(Direction::Against));
        assert_eq!(reader.direction("5 (Almost always)"), Some(Direction::Along));
        assert_eq!(reader.direction("3 (About half the time)"), None);
        assert_eq!(reader.direction("Usually"), None);
        assert_eq!(reader.read("1 (Almost always)", true), Ok(Answer::Value(5)));
        assert_eq!(reader.read("2", true), Ok(Answer::Value(4)));
        assert!(reader.read("1 (Almost always)", false).is_err());
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
        let reader = reader(&bare, Dialect::Plain);
        for cell in ["5", "5 (very much)", "(very much) 5", "5 - very much"] {
            assert_eq!(reader.read(cell, false), Ok(Answer::Value(5)), "{cell:?}");
        }
        for cell in ["6 (very much)", "2-Mar", "very much"] {
            assert!(reader.read(cell, false).is_err(), "{cell:?}");
        }
    }
}
