//! Which tool wrote a file, and what that means for its header rows, columns and rows.
//!
//! A dialect is recognised by what stands in the header, never by the file's name. It answers
//! three questions: how many rows stand above the data, what each column is, and which rows are no
//! answers. What is known of the tools is data ([`mod@tools`]).

mod heads;
mod judge;
pub mod tools;

pub(super) use judge::{judge, strange_values};

use super::delimiter::Delimiter;
use super::folding::fold;
use super::question_text::splits;
use super::reader::Record;
use super::{Format, Heading, long};
use tools::{Header, Split, Tool, tools};

/// The tool or layout that wrote a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dialect {
    /// One header row, one row per response.
    Plain,
    /// One header row, one row per answer.
    Long,
    /// Two header rows made by hand: questions, and their rows below.
    TwoRows,
    /// The export of a survey tool.
    Tool(&'static Tool),
}

impl Dialect {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain layout",
            Self::Long => "long layout",
            Self::TwoRows => "two header rows",
            Self::Tool(tool) => &tool.name,
        }
    }

    /// Why the shape is not sure; `None`: it was seen in a real file.
    pub fn unverified(self, format: &Format) -> Option<&'static str> {
        let tool = self.tool()?;
        let tabs = matches!(format, Format::Text { delimiter: Delimiter::Tab, .. });
        let of_tabs = tool.unverified_tabs.as_deref().filter(|_| tabs);
        tool.unverified.as_deref().or(of_tabs)
    }

    /// The survey tool, when it is one.
    pub fn tool(self) -> Option<&'static Tool> {
        match self {
            Self::Tool(tool) => Some(tool),
            Self::Plain | Self::Long | Self::TwoRows => None,
        }
    }

    /// The dialect whose signature the first records carry.
    pub(super) fn recognise(records: &[Record], json: bool) -> Self {
        if json {
            return tools().iter().find(|tool| tool.json).map_or(Self::Plain, Self::Tool);
        }
        let names = |row: usize| -> Vec<String> {
            records.get(row).map_or_else(Vec::new, |record| record.cells.iter().map(fold).collect())
        };
        let (first, second) = (names(0), names(1));
        let imported = (1..=2).any(|row| records.get(row).is_some_and(heads::is_import_ids));
        let fits = |tool: &&Tool| match tool.header {
            Header::Qualtrics => imported || signed(tool, &first) || signed(tool, &second),
            Header::SurveyMonkey => {
                signed(tool, &first) || starts(tool, &first) && heads::names_responses(&second)
            }
            Header::One => signed(tool, &first) && (!tool.timed || starts_with_time(records)),
        };
        if let Some(tool) = tools().iter().filter(|tool| !tool.json).find(fits) {
            return Self::Tool(tool);
        }
        if long::columns(&first).is_some() {
            Self::Long
        } else if heads::two_rows_by_hand(records) {
            Self::TwoRows
        } else {
            Self::Plain
        }
    }

    /// Rows above the first row of data.
    pub(super) fn header_rows(self, records: &[Record]) -> usize {
        match self {
            Self::Plain | Self::Long => 1,
            Self::TwoRows => 2,
            Self::Tool(tool) => heads::count(tool, records),
        }
    }

    /// What stands above every column, from the header rows.
    pub(super) fn headings(self, records: &[Record], header_rows: usize) -> Vec<Heading> {
        let head = &records[..header_rows.min(records.len())];
        match self {
            Self::Plain | Self::Long => heads::one(head, PLAIN, None),
            Self::TwoRows => heads::filled(head, None),
            Self::Tool(tool) => match tool.header {
                Header::One => heads::one(head, &tool.text, Some(tool)),
                Header::SurveyMonkey if head.len() < 2 => heads::one(head, &tool.text, Some(tool)),
                Header::SurveyMonkey => heads::filled(head, Some(tool)),
                Header::Qualtrics => heads::qualtrics(head, tool),
            },
        }
    }
}

/// The ways in which a question and its row may stand in one heading of no particular tool.
const PLAIN: &[Split] = &[Split::Bracket, Split::Arrow, Split::Dash];

/// Whether folded names carry a tool's signature.
fn signed(tool: &Tool, names: &[String]) -> bool {
    let has = |names: &[String], group: &tools::Names| names.iter().any(|name| group.have(name));
    let at_end = names.iter().rfind(|name| !name.is_empty());
    if at_end.is_some_and(|name| tool.last.have(name)) {
        return true;
    }
    let in_brackets = |name: &&String| !splits(name, &[Split::Code]).is_empty();
    if tool.codes_in_brackets && names.iter().filter(in_brackets).count() >= 2 {
        return true;
    }
    if !tool.sure.is_empty() && tool.sure.iter().all(|group| has(names, group)) {
        return true;
    }
    starts(tool, names) && tool.signature.iter().all(|group| has(names, group))
}

/// Whether the first of the names is one that a tool's exports start with.
fn starts(tool: &Tool, names: &[String]) -> bool {
    tool.first.is_empty() || names.first().is_some_and(|name| tool.first.have(name))
}

/// Whether the first cell of data is a moment.
fn starts_with_time(records: &[Record]) -> bool {
    let cell = records.get(1).and_then(|record| record.cells.get(0)).unwrap_or("0:00");
    cell.contains([':', '.']) && cell.contains(|sign: char| sign.is_ascii_digit())
}
