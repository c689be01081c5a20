//! Aligned columns and rounded numbers.

use std::fmt::Write;

/// Rows of text under a header; the first column stands to the left, the others to the right.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    rows: Vec<Vec<String>>,
    last_to_the_left: bool,
}

impl Columns {
    pub(super) fn new(header: &[&str]) -> Self {
        let header = header.iter().map(|name| (*name).to_owned()).collect();
        Self { rows: vec![header], last_to_the_left: false }
    }

    pub(super) fn push(&mut self, cells: &[String]) {
        self.rows.push(cells.iter().map(|cell| printable(cell)).collect());
    }

    /// Words in the last column.
    pub(super) fn last_to_the_left(self) -> Self {
        Self { last_to_the_left: true, ..self }
    }

    /// The lines, moved to the right; nothing without rows under the header.
    pub(super) fn text(&self, indent: usize) -> String {
        let mut text = String::new();
        if self.rows.len() < 2 {
            return text;
        }
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let lengths: Vec<usize> = (0..width)
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
            })
            .collect();
        for row in &self.rows {
            let mut line = " ".repeat(indent);
            for (column, (cell, length)) in row.iter().zip(&lengths).enumerate() {
                let left = column == 0 || (self.last_to_the_left && column + 1 == width);
                let gap = if column == 0 { "" } else { "  " };
                let _ = if left {
                    write!(line, "{gap}{cell:<length$}")
                } else {
                    write!(line, "{gap}{cell:>length$}")
                };
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// A number with so many decimals; `-` without one.
pub(super) fn fixed(value: Option<f64>, digits: usize) -> String {
    let Some(value) = value else { return "-".to_owned() };
    let text = format!("{value:.digits$}");
    let zero = text.chars().all(|letter| matches!(letter, '-' | '0' | '.'));
    if zero { text.trim_start_matches('-').to_owned() } else { text }
}

/// A number with two decimals.
pub(super) fn short(value: Option<f64>) -> String {
    fixed(value, 2)
}

/// An interval, in brackets; nothing without one.
pub(super) fn limits(lower: Option<f64>, upper: Option<f64>) -> String {
    match lower.zip(upper) {
        Some((lower, upper)) => format!("[{}, {}]", short(Some(lower)), short(Some(upper))),
        None => String::new(),
    }
}

/// A probability.
pub(super) fn probability(p: Option<f64>) -> String {
    match p {
        Some(p) if p < 0.001 => "<.001".to_owned(),
        p => fixed(p, 3),
    }
}

/// A number of things.
pub(super) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// Text with its control characters shown.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_and_zero_has_no_sign() {
        assert_eq!(fixed(Some(-0.004), 2), "0.00");
        assert_eq!(fixed(Some(-0.006), 2), "-0.01");
        assert_eq!((fixed(None, 2), probability(Some(0.0004))), ("-".into(), "<.001".into()));
        assert_eq!(limits(Some(1.0), None), "");
    }

    #[test]
    fn columns_are_aligned_and_control_characters_shown() {
        let mut table = Columns::new(&["item", "n"]);
        assert_eq!(table.text(2), "");
        table.push(&["a\u{1b}b".into(), "10".into()]);
        assert_eq!(table.text(1), " item   n\n a\u{fffd}b   10\n");
    }
}
