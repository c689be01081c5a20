//! Markdown to blocks.
//!
//! `#` to `###` are headings, paragraphs take `**strong**` and `*muted*`, `>` is a callout and
//! `> [!NOTE]` small print, `---` starts a page, pipe tables become tables. Fenced blocks call for
//! what Markdown lacks:
//!
//! ``````text
//! ```page
//! section: The decision
//! title: What to decide
//! lead: Who answered
//! ```
//!
//! ```chart roles
//! title: Where the roles stand
//! ```
//!
//! `````columns
//! left
//! |||
//! right
//! `````
//! ``````

mod inline;

use crate::report::ReportError;
use crate::report::blocks::{Align, Block, COLUMN_GAP, Inline, MEASURE, Span, Table, TextStyle};
use inline::Lines;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd,
};
use std::collections::BTreeMap;

/// A fenced block that asks for a chart or a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// `chart` or `table`.
    pub kind: String,
    /// Which one.
    pub name: String,
    /// Its parameters, one `key: value` per line.
    pub parameters: BTreeMap<String, Inline>,
    /// Width in points that there is for it.
    pub width: f32,
}

impl Call {
    /// A parameter as plain text.
    pub fn plain(&self, parameter: &str) -> Option<String> {
        self.parameters.get(parameter).map(plain_text)
    }

    /// A parameter as text with emphasis; empty when it was not given.
    pub fn inline(&self, parameter: &str) -> Inline {
        self.parameters.get(parameter).cloned().unwrap_or_default()
    }
}

/// Makes the blocks that a [`Call`] asks for.
pub type Exhibits<'a> = dyn Fn(&Call) -> Result<Vec<Block>, ReportError> + 'a;

/// Deeper nesting than this is refused, so that no template can exhaust the stack.
const DEEPEST: usize = 12;

/// Parses Markdown; `exhibits` makes the charts and tables.
///
/// # Errors
/// When a fenced block asks for something unknown, or blocks nest too deep.
pub fn blocks(text: &str, exhibits: &Exhibits<'_>) -> Result<Vec<Block>, ReportError> {
    blocks_within(text, exhibits, Room { width: MEASURE, depth: 0 })
}

/// The plain text of an inline.
pub fn plain_text(text: &Inline) -> String {
    text.iter().map(|span| span.text.as_str()).collect()
}

/// A plain inline.
pub fn inline_text(text: impl Into<String>) -> Inline {
    vec![Span { text: text.into(), ..Span::default() }]
}

/// Plain text in heavier weight.
pub fn strong_text(text: &str) -> Inline {
    vec![Span { text: text.to_owned(), strong: true, ..Span::default() }]
}

/// How much room a block has.
#[derive(Clone, Copy)]
struct Room {
    width: f32,
    depth: usize,
}

impl Room {
    fn inner(self, width: f32) -> Result<Self, ReportError> {
        if self.depth >= DEEPEST {
            return Err(ReportError::TooDeep);
        }
        Ok(Self { width, depth: self.depth + 1 })
    }
}

fn blocks_within(
    text: &str,
    exhibits: &Exhibits<'_>,
    room: Room,
) -> Result<Vec<Block>, ReportError> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let mut reader = Reader { events: Parser::new_ext(text, options), exhibits, room };
    let mut blocks = Vec::new();
    while let Some(event) = reader.events.next() {
        reader.block(event, &mut blocks)?;
    }
    Ok(blocks)
}

/// Reads events into blocks.
struct Reader<'t, 'e> {
    events: Parser<'t>,
    exhibits: &'e Exhibits<'e>,
    room: Room,
}

impl<'t> Reader<'t, '_> {
    /// Appends what one block-level event starts.
    fn block(&mut self, event: Event<'t>, blocks: &mut Vec<Block>) -> Result<(), ReportError> {
        match event {
            Event::Start(Tag::Paragraph) => {
                let text = self.inline(TagEnd::Paragraph);
                push_paragraph(blocks, text, TextStyle::Body);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let text = self.inline(TagEnd::Heading(level));
                blocks.push(Block::Heading { level: depth_of(level), text, bookmark: None });
            }
            Event::Start(Tag::BlockQuote(kind)) => self.quote(kind, blocks)?,
            Event::Start(Tag::List(first)) => {
                let items = self.items(first.is_some());
                blocks.push(Block::List { ordered: first.is_some(), items });
            }
            Event::Start(Tag::Table(alignment)) => blocks.push(self.table(&alignment)),
            Event::Start(Tag::CodeBlock(kind)) => self.fence(&kind, blocks)?,
            Event::Rule => blocks.push(Block::PageBreak),
            Event::Text(text) | Event::Code(text) => {
                push_paragraph(blocks, inline_text(text.to_string()), TextStyle::Body);
            }
            Event::Html(text) if !text.trim_start().starts_with("<!--") => {
                push_paragraph(blocks, inline_text(text.trim().to_owned()), TextStyle::Body);
            }
            _ => {}
        }
        Ok(())
    }

    fn inline(&mut self, end: TagEnd) -> Inline {
        self.lines(end).into_iter().flatten().collect()
    }

    /// The text up to an end tag, split at `<br>`.
    fn lines(&mut self, end: TagEnd) -> Vec<Inline> {
        let mut lines = Lines::default();
        for event in self.events.by_ref() {
            match event {
                Event::End(found) if found == end => break,
                event => lines.take(event),
            }
        }
        lines.finish()
    }

    fn quote(
        &mut self,
        kind: Option<BlockQuoteKind>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), ReportError> {
        let outer = self.room;
        self.room = outer.inner(outer.width)?;
        let mut inside = Vec::new();
        while let Some(event) = self.events.next() {
            if matches!(event, Event::End(TagEnd::BlockQuote(_))) {
                break;
            }
            self.block(event, &mut inside)?;
        }
        self.room = outer;
        if kind == Some(BlockQuoteKind::Note) {
            blocks.extend(inside.into_iter().map(|block| match block {
                Block::Paragraph { text, .. } => Block::Paragraph { text, style: TextStyle::Note },
                other => other,
            }));
        } else if !inside.is_empty() {
            blocks.push(Block::Callout(inside));
        }
        Ok(())
    }

    /// The items of a list; a list inside an item becomes part of its text.
    fn items(&mut self, ordered: bool) -> Vec<Inline> {
        let mut items = Vec::new();
        let mut depth = 0;
        let mut lines = Lines::default();
        for event in self.events.by_ref() {
            match event {
                Event::Start(Tag::List(_)) => depth += 1,
                Event::End(TagEnd::List(kind)) if depth == 0 && kind == ordered => break,
                Event::End(TagEnd::List(_)) => depth -= 1,
                Event::End(TagEnd::Item) if depth == 0 => {
                    let text: Inline = std::mem::take(&mut lines).finish().concat();
                    items.push(text);
                }
                event => lines.take(event),
            }
        }
        items.retain(|item| !item.is_empty());
        items
    }

    fn table(&mut self, alignment: &[Alignment]) -> Block {
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.lines(TagEnd::TableCell);
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                _ => {}
            }
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let head: Vec<Inline> = head.into_iter().map(|cell| cell.concat()).collect();
        Block::Table(Table {
            summary: head.iter().map(plain_text).collect::<Vec<_>>().join(", "),
            align: alignment
                .iter()
                .map(|side| if *side == Alignment::Right { Align::Right } else { Align::Left })
                .collect(),
            widths: Vec::new(),
            head,
            rows,
            row_heads: true,
            tints: Vec::new(),
        })
    }

    fn fence(
        &mut self,
        kind: &CodeBlockKind<'t>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), ReportError> {
        let mut body = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(text) => body.push_str(&text),
                _ => {}
            }
        }
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.trim().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        let (word, name) = info.split_once(char::is_whitespace).unwrap_or((&info, ""));
        match word {
            "page" => start_page(&parameters(&body), blocks),
            "chart" | "table" => blocks.extend((self.exhibits)(&Call {
                kind: word.to_owned(),
                name: name.trim().to_owned(),
                parameters: parameters(&body),
                width: self.room.width,
            })?),
            "columns" => self.columns(&body, blocks)?,
            "" => push_paragraph(blocks, inline_text(body.trim().to_owned()), TextStyle::Body),
            _ => return Err(ReportError::UnknownBlock { name: info }),
        }
        Ok(())
    }

    fn columns(&self, body: &str, blocks: &mut Vec<Block>) -> Result<(), ReportError> {
        let mut parts = vec![String::new()];
        for line in body.lines() {
            if line.trim() == "|||" {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push_str(line);
                part.push('\n');
            }
        }
        let gaps = (parts.len() - 1) as f32 * COLUMN_GAP;
        let room = self.room.inner((self.room.width - gaps) / parts.len() as f32)?;
        let mut columns = Vec::new();
        for part in &parts {
            columns.push(blocks_within(part, self.exhibits, room)?);
        }
        columns.retain(|column| !column.is_empty());
        match columns.len() {
            0 => {}
            1 => blocks.extend(columns.into_iter().flatten()),
            _ => blocks.push(Block::Columns(columns)),
        }
        Ok(())
    }
}

/// A new page: the section's name, the message as title, and a lead.
fn start_page(parameters: &BTreeMap<String, Inline>, blocks: &mut Vec<Block>) {
    if !blocks.is_empty() {
        blocks.push(Block::PageBreak);
    }
    let section = parameters.get("section");
    if let Some(section) = section {
        blocks.push(Block::Kicker(section.clone()));
    }
    if let Some(title) = parameters.get("title") {
        let bookmark = section.map(plain_text);
        blocks.push(Block::Heading { level: 1, text: title.clone(), bookmark });
    }
    if let Some(lead) = parameters.get("lead") {
        push_paragraph(blocks, lead.clone(), TextStyle::Lead);
    }
}

fn push_paragraph(blocks: &mut Vec<Block>, text: Inline, style: TextStyle) {
    if !plain_text(&text).trim().is_empty() {
        blocks.push(Block::Paragraph { text, style });
    }
}

/// `key: value` lines; values are inline Markdown, and those that come out empty are left out.
fn parameters(body: &str) -> BTreeMap<String, Inline> {
    body.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| (key.trim().to_owned(), inline::parse(value.trim())))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn depth_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        _ => 3,
    }
}
