//! Tables.

use super::escape::{inline, is_blank, plain, text};
use super::flow::Writer;
use super::style::class;
use crate::report::blocks::{Align, Inline, Table};
use crate::report::scene::Ink;
use std::fmt::Write;

/// Tables of fewer rows are read at a glance and need no sorting.
const SORTABLE: usize = 4;

/// Columns whose texts all have up to so many letters are never broken into lines: texts, numbers.
const KEPT: (usize, usize) = (12, 20);

/// Letters a line that short texts get at least and at most before the table scrolls.
const COLUMN: (usize, usize) = (4, 17);

impl Writer<'_> {
    /// A table, plain where scripts do not run.
    pub(super) fn table(&mut self, table: &Table) {
        let longest = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let count = longest.max(table.head.len());
        if count == 0 {
            return;
        }
        self.start_scroll(&table.summary);
        let sort = if table.rows.len() >= SORTABLE && !table.head.is_empty() {
            format!(" data-sort=\"{}\"", text(&self.labels.sort))
        } else {
            String::new()
        };
        let least = least_width(table, count);
        let _ = writeln!(self.out, "<table style=\"--least:{least}rem\"{sort}>");
        if !table.summary.trim().is_empty() {
            let _ = writeln!(self.out, "<caption>{}</caption>", text(&table.summary));
        }
        self.out.push_str(&columns(table, count));
        self.table_head(table, count);
        self.out.push_str("<tbody>\n");
        let kept: Vec<bool> = (0..count).map(|index| is_kept(table, index)).collect();
        for (index, row) in table.rows.iter().enumerate() {
            let tints = table.tints.get(index).map_or(&[][..], Vec::as_slice);
            self.row((row, tints), table, &kept);
        }
        if table.rows.is_empty() {
            // A table without a row is no table to a screen reader.
            self.row((&[], &[]), table, &kept);
        }
        self.out.push_str("</tbody>\n</table>\n");
        self.end_scroll();
    }

    fn table_head(&mut self, table: &Table, count: usize) {
        if table.head.iter().all(|head| is_blank(head)) {
            return;
        }
        self.out.push_str("<thead>\n<tr>");
        for index in 0..count {
            let number = table.align.get(index) == Some(&Align::Right);
            let class = classes(&[number.then_some("number")]);
            match table.head.get(index).filter(|head| !is_blank(head)) {
                Some(head) => {
                    let _ = write!(self.out, "<th scope=\"col\"{class}>{}</th>", inline(head));
                }
                None => {
                    let _ = write!(self.out, "<td{class}></td>");
                }
            }
        }
        self.out.push_str("</tr>\n</thead>\n");
    }

    fn row(
        &mut self,
        (row, tints): (&[Vec<Inline>], &[Option<Ink>]),
        table: &Table,
        kept: &[bool],
    ) {
        self.out.push_str("<tr>");
        for (index, keep) in kept.iter().enumerate() {
            let lines = row.get(index).map_or(&[][..], Vec::as_slice);
            let number = table.align.get(index) == Some(&Align::Right);
            let tint = tints.get(index).copied().flatten();
            let class =
                classes(&[number.then_some("number"), keep.then_some("keep"), tint.map(class)]);
            let heads_row = index == 0 && table.row_heads && !lines.iter().all(|one| is_blank(one));
            let (tag, scope) = if heads_row { ("th", " scope=\"row\"") } else { ("td", "") };
            let _ = write!(self.out, "<{tag}{scope}{class}>{}</{tag}>", cell(lines));
        }
        self.out.push_str("</tr>\n");
    }
}

/// The lines of a cell, one below the other.
fn cell(lines: &[Inline]) -> String {
    match lines {
        [] => String::new(),
        [line] => inline(line),
        lines => lines
            .iter()
            .map(|line| format!("<span class=\"line\">{}</span>", inline(line)))
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// Whether the lines of a column's cells are all short.
fn is_kept(table: &Table, index: usize) -> bool {
    let number = table.align.get(index) == Some(&Align::Right);
    let limit = if number { KEPT.1 } else { KEPT.0 };
    table.rows.iter().filter_map(|row| row.get(index)).flatten().all(|line| letters(line) <= limit)
}

/// The classes of a cell: numbers stand at the right, and a background has its ink's name.
fn classes(names: &[Option<&str>]) -> String {
    let names: Vec<&str> = names.iter().flatten().copied().collect();
    if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) }
}

/// The shares of the width that the table asks for.
fn columns(table: &Table, count: usize) -> String {
    if table.widths.is_empty() {
        return String::new();
    }
    let column = |index: usize| {
        let share = table.widths.get(index).copied().filter(|share| *share > 0.0 && *share <= 1.0);
        share.map_or_else(
            || "<col>".to_owned(),
            |share| format!("<col style=\"width:{}%\">", (share * 1000.0).round() / 10.0),
        )
    };
    format!("<colgroup>{}</colgroup>\n", (0..count).map(column).collect::<String>())
}

/// The width in rem below which the table scrolls: long texts need room for a few words a line.
fn least_width(table: &Table, count: usize) -> f32 {
    let longest = |index: usize| {
        let head = table.head.get(index).map_or(0, |head| letters(head) / 2);
        let cells = table.rows.iter().filter_map(|row| row.get(index)).flatten();
        room(cells.map(letters).chain([head]).max().unwrap_or(0))
    };
    let letters: usize = (0..count).map(longest).sum();
    // Small type is about 0.85 rem, a letter half of that, and a gutter 1.4 rem.
    ((letters as f32 * 0.43 + count as f32 * 1.2) * 10.0).round() / 10.0
}

/// Letters a line that a text of some length needs: the longer it is, the more.
fn room(letters: usize) -> usize {
    let beyond = letters.saturating_sub(COLUMN.1) / 6;
    letters.clamp(COLUMN.0, COLUMN.1) + beyond.min(COLUMN.1 - COLUMN.0)
}

fn letters(text: &Inline) -> usize {
    plain(text).chars().count()
}
