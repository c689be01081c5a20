//! The report as Markdown (`CommonMark` with GFM tables): a copy to edit, to search and to compare.
//!
//! Text stands on one line per paragraph. Charts are told in words, columns come one after the
//! other, and a page break is a rule.

mod escape;
mod inline;
mod table;

use crate::report::blocks::{Block, Chart, Document, Inline};
use inline::{cut, line};

/// Writes a document as Markdown.
///
/// The same document gives the same text. Nothing that a document says can become markup.
pub fn markdown(document: &Document) -> String {
    let mut writer = Writer { document, level: 0, out: Vec::new() };
    writer.title();
    writer.pages();
    writer.foot();
    let mut text = writer.out.join("\n\n");
    text.push('\n');
    text
}

/// Collects pieces of text that stand apart from each other by a blank line.
struct Writer<'a> {
    document: &'a Document,
    /// Level of the last heading, so that levels leave no gap.
    level: u8,
    out: Vec<String>,
}

impl Writer<'_> {
    fn title(&mut self) {
        let document = self.document;
        let titles = [&document.title, &document.subject];
        let title = titles.into_iter().map(|text| escape::line(text)).find(|one| !one.is_empty());
        let date = if document.date_text.is_empty() { &document.date } else { &document.date_text };
        let marks: Vec<String> = [&document.subject, date, &document.confidentiality]
            .into_iter()
            .map(|text| escape::line(text))
            .filter(|text| !text.is_empty())
            .collect();
        self.out.extend(title.map(|title| format!("# {title}")));
        if !marks.is_empty() {
            self.out.push(marks.join(" · "));
        }
    }

    fn foot(&mut self) {
        let foot = escape::line(&self.document.foot);
        if !foot.is_empty() {
            self.out.push("---".to_owned());
            self.out.push(foot);
        }
    }

    /// Pages with a rule between them.
    fn pages(&mut self) {
        let mut first = true;
        for page in self.document.blocks.split(|block| *block == Block::PageBreak) {
            let set = self.blocks(page);
            if !set.is_empty() && !std::mem::take(&mut first) {
                self.out.push("---".to_owned());
            }
            self.out.extend(set);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut set = Vec::new();
        let mut after_list = false;
        for block in blocks {
            match block {
                Block::List { ordered, items } => {
                    // Another marker tells two lists apart.
                    after_list = !after_list;
                    set.extend(list(items, marker(*ordered, after_list)));
                }
                block => {
                    after_list = false;
                    set.extend(self.block(block));
                }
            }
        }
        set.retain(|piece| !piece.is_empty());
        set
    }

    fn block(&mut self, block: &Block) -> Vec<String> {
        match block {
            Block::Kicker(text) => {
                let plain: String = text.iter().map(|span| span.text.as_str()).collect();
                vec![cut(&[("*", &plain)])]
            }
            Block::Heading { level, text, .. } => self.heading(*level, text).into_iter().collect(),
            Block::Paragraph { text, .. } => vec![line(text)],
            Block::List { ordered, items } => list(items, marker(*ordered, true)),
            Block::Table(table) => vec![table::table(table)],
            Block::Chart(chart) => vec![quoted(&[self.chart(chart)])],
            Block::Callout(inner) => vec![quoted(&self.blocks(inner))],
            Block::Columns(columns) => {
                columns.iter().flat_map(|column| self.blocks(column)).collect()
            }
            Block::PageBreak => Vec::new(),
        }
    }

    /// A heading, one level below the document's title.
    fn heading(&mut self, level: u8, text: &Inline) -> Option<String> {
        let words = line(text);
        if words.is_empty() {
            return None;
        }
        self.level = level.clamp(1, 3).min(self.level + 1);
        Some(format!("{} {words}", "#".repeat(usize::from(self.level) + 1)))
    }

    /// What a chart shows, in words.
    fn chart(&self, chart: &Chart) -> String {
        let title: String = chart.title.iter().map(|span| span.text.as_str()).collect();
        let label = self.document.labels.chart.trim();
        let title = title.trim();
        let name = if title.is_empty() { label.to_owned() } else { format!("{label}: {title}") };
        let ends = name.ends_with(['.', '!', '?', ':', '…']);
        let name = if ends { name } else { format!("{name}.") };
        let alt = escape::line(&chart.alt);
        format!("{} {alt}", cut(&[("**", &name)])).trim().to_owned()
    }
}

fn marker(ordered: bool, first: bool) -> &'static str {
    match (ordered, first) {
        (false, true) => "-",
        (false, false) => "*",
        (true, true) => ".",
        (true, false) => ")",
    }
}

fn list(items: &[Inline], marker: &str) -> Vec<String> {
    let bullet = |(index, text): (usize, &Inline)| {
        let text = line(text);
        match marker {
            "." | ")" => format!("{}{marker} {text}", index + 1).trim_end().to_owned(),
            _ => format!("{marker} {text}").trim_end().to_owned(),
        }
    };
    vec![items.iter().enumerate().map(bullet).collect::<Vec<_>>().join("\n")]
}

/// Pieces as a quotation.
fn quoted(pieces: &[String]) -> String {
    let text = pieces.join("\n\n");
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
