//! The check report for people: plain lines, aligned, without colour.

use super::{CheckReport, FileReport, OrganisationReport};
use std::fmt::Write;

impl CheckReport {
    /// The report as lines of text, each ending in a line feed.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        // Writing to a `String` cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        match &self.questionnaire {
            Some(one) => {
                writeln!(out, "questionnaire  {} {} ({})", one.id, one.version, one.title)?;
            }
            None => writeln!(out, "questionnaire  none fits")?,
        }
        for file in &self.files {
            write_file(out, file, self.questionnaire.as_ref().map_or(0, |one| one.items))?;
        }
        if !self.organisations.is_empty() {
            write_organisations(out, &self.organisations)?;
        }
        if !self.problems.is_empty() {
            writeln!(out, "\nproblems")?;
        }
        for problem in &self.problems {
            writeln!(out, "  {problem}")?;
        }
        writeln!(out, "\n{}", totals(self.errors, self.warnings))
    }
}

fn write_file(out: &mut String, file: &FileReport, items: usize) -> std::fmt::Result {
    let left_out: usize = file.excluded.values().map(Vec::len).sum();
    let blank = file.excluded.get("blank").map_or(0, Vec::len);
    writeln!(out, "\n{}", file.file)?;
    writeln!(out, "  layout    {}", layout(file))?;
    let rows = counted(file.rows + blank, "row", "rows");
    writeln!(out, "  rows      {rows} read, {left_out} left out")?;
    for (reason, numbers) in &file.excluded {
        writeln!(
            out,
            "            {reason}: {} {}",
            noun(numbers.len(), "row", "rows"),
            list(numbers)
        )?;
    }
    let columns = counted(file.columns.len(), "column", "columns");
    if items == 0 {
        writeln!(out, "  columns   {columns}, {} of the tool's own", file.own)?;
        return write_unused(out, file);
    }
    let known = file.columns.iter().filter(|column| column.id.is_some()).count();
    let own = match file.own {
        0 => String::new(),
        own => format!(", {own} of the tool's own"),
    };
    writeln!(
        out,
        "  columns   {columns}: {known} known, with {} of {items} items and {}{own}",
        file.items,
        counted(file.facts, "fact", "facts")
    )?;
    write_unused(out, file)
}

fn write_unused(out: &mut String, file: &FileReport) -> std::fmt::Result {
    if !file.personal.is_empty() {
        writeln!(out, "  personal  never used: {}", headings(&file.personal))?;
    }
    if !file.unknown.is_empty() {
        writeln!(out, "  not used  {}", headings(&file.unknown))?;
    }
    Ok(())
}

/// Headings, each cut to a length that can be read, and how many more there are.
fn headings(all: &[String]) -> String {
    const SHOWN: usize = 20;
    const LONGEST: usize = 48;
    let short = |heading: &String| {
        let line = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= LONGEST {
            return line;
        }
        let start: String = line.chars().take(LONGEST - 1).collect();
        format!("{}…", start.trim_end())
    };
    let mut shown: Vec<String> = all.iter().take(SHOWN).map(short).collect();
    if all.len() > SHOWN {
        shown.push(format!("and {} more (--format json lists all)", all.len() - SHOWN));
    }
    shown.join(", ")
}

/// Tool, format, encoding, delimiter and header rows, and whether the shape is sure.
fn layout(file: &FileReport) -> String {
    let mut parts = vec![file.layout.to_owned(), file.format.to_owned()];
    parts.extend(file.sheet.as_ref().map(|sheet| format!("sheet \"{sheet}\"")));
    parts.extend(file.encoding.map(str::to_owned));
    parts.extend(file.delimiter.map(str::to_owned));
    parts.push(counted(file.header_rows, "header row", "header rows"));
    let unverified =
        file.unverified.map_or_else(String::new, |why| format!(" (unverified: {why})"));
    parts.join(", ") + &unverified
}

fn write_organisations(out: &mut String, all: &[OrganisationReport]) -> std::fmt::Result {
    const TITLE: &str = "organisation";
    let width = |name: &str| name.chars().count();
    let widest = all.iter().map(|one| width(&one.organisation)).max().unwrap_or(0);
    let widest = widest.max(TITLE.len());
    writeln!(out, "\n{TITLE:<widest$}  responses  left out  facts  state")?;
    for one in all {
        let state = if one.usable { "usable" } else { "not usable" };
        let state = match (one.errors, one.warnings) {
            (0, 0) => state.to_owned(),
            (errors, warnings) => format!("{state}, {}", totals(errors, warnings)),
        };
        let (name, responses) = (&one.organisation, one.responses);
        let (left_out, facts) = (one.excluded, one.facts);
        writeln!(out, "{name:<widest$}  {responses:>9}  {left_out:>8}  {facts:>5}  {state}")?;
    }
    Ok(())
}

/// Row numbers, with runs joined and long lists cut.
fn list(rows: &[usize]) -> String {
    const SHOWN: usize = 12;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let shown = runs.iter().take(SHOWN).map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}-{last}"),
    });
    let mut text = shown.collect::<Vec<_>>().join(", ");
    if runs.len() > SHOWN {
        text.push_str(", …");
    }
    text
}

fn totals(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (0, _) => counted(warnings, "warning", "warnings"),
        (_, 0) => counted(errors, "error", "errors"),
        _ => format!(
            "{}, {}",
            counted(errors, "error", "errors"),
            counted(warnings, "warning", "warnings")
        ),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", noun(count, one, many))
}

fn noun<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}
