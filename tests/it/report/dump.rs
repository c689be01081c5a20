//! A document as plain text, for snapshots.

use assess::report::blocks::{Block, Document, Inline, Table, TextStyle};
use assess::report::scene::{Mark, Scene};
use std::fmt::Write;

pub(crate) fn document(document: &Document) -> String {
    let mut text = format!(
        "{} | {} | {} | {} | {}\nfoot: {}\n",
        document.subject,
        document.title,
        document.date_text,
        document.confidentiality,
        document.language,
        document.foot
    );
    blocks(&document.blocks, "", &mut text);
    text
}

fn blocks(blocks: &[Block], indent: &str, text: &mut String) {
    for block in blocks {
        one(block, indent, text);
    }
}

fn one(block: &Block, indent: &str, text: &mut String) {
    match block {
        Block::Kicker(kicker) => writeln!(text, "\n{indent}[{}]", inline(kicker)),
        Block::Heading { level, text: heading, .. } => {
            writeln!(text, "{indent}{} {}", "#".repeat(usize::from(*level)), inline(heading))
        }
        Block::Paragraph { text: paragraph, style } => {
            let mark = match style {
                TextStyle::Body => "",
                TextStyle::Lead => "lead: ",
                TextStyle::Note => "note: ",
            };
            writeln!(text, "{indent}{mark}{}", inline(paragraph))
        }
        Block::List { ordered, items } => {
            for item in items {
                let mark = if *ordered { "1." } else { "-" };
                let _ = writeln!(text, "{indent}{mark} {}", inline(item));
            }
            Ok(())
        }
        Block::Table(found) => {
            table(found, indent, text);
            Ok(())
        }
        Block::Chart(chart) => {
            let _ = writeln!(text, "{indent}chart: {}", inline(&chart.title));
            let _ = writeln!(text, "{indent}alt: {}", chart.alt);
            writeln!(text, "{indent}texts: {}", scene_texts(&chart.scene).join(" | "))
        }
        Block::Callout(inner) => {
            blocks(inner, &format!("{indent}> "), text);
            Ok(())
        }
        Block::Columns(columns) => {
            for (index, column) in columns.iter().enumerate() {
                blocks(column, &format!("{indent}{}| ", index + 1), text);
            }
            Ok(())
        }
        Block::PageBreak => writeln!(text, "{indent}----"),
    }
    .expect("a text can be written to");
}

fn table(table: &Table, indent: &str, text: &mut String) {
    let head: Vec<String> = table.head.iter().map(inline).collect();
    let _ = writeln!(text, "{indent}table: {}", table.summary);
    let _ = writeln!(text, "{indent}: {}", head.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| cell.iter().map(inline).collect::<Vec<_>>().join(" / "))
            .collect();
        let _ = writeln!(text, "{indent}: {}", cells.join(" | "));
    }
}

pub(crate) fn inline(inline: &Inline) -> String {
    inline
        .iter()
        .map(|span| if span.strong { format!("*{}*", span.text) } else { span.text.clone() })
        .collect()
}

pub(crate) fn scene_texts(scene: &Scene) -> Vec<String> {
    scene
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text { text, .. } => Some(text.clone()),
            _ => None,
        })
        .collect()
}
