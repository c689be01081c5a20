//! What a file is, by its first bytes and never by its name: a text table, a workbook, an archive
//! with one table in it, JSON, or nothing that holds answers.

use super::delimiter::{self, Delimiter};
use super::encoding::{self, Encoding};
use super::reader::{self, Record};
use super::workbook::{self, WorkbookKind};
use super::{Options, archive, json};
use crate::diagnostic::Diagnostic;

/// What a table stood in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// Lines of text.
    Text {
        /// How its bytes stand for text.
        encoding: Encoding,
        /// What separates its cells.
        delimiter: Delimiter,
    },
    /// A sheet of a workbook.
    Workbook {
        /// Which kind.
        kind: WorkbookKind,
        /// Name of the sheet that was read.
        sheet: String,
    },
    /// Objects, one per answer.
    Json,
}

impl Format {
    /// The name shown to people.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text { delimiter: Delimiter::Tab, .. } => "TSV",
            Self::Text { .. } => "CSV",
            Self::Workbook { kind, .. } => kind.name(),
            Self::Json => "JSON",
        }
    }
}

/// The records of a file before anything is known about what they mean.
pub(super) struct Content {
    pub(super) format: Format,
    pub(super) records: Vec<Record>,
    /// What is worth saying about the file.
    pub(super) problems: Vec<Diagnostic>,
}

/// The records in a file.
///
/// # Errors
///
/// A file of another kind, damaged workbooks and archives, broken text or JSON.
pub(super) fn content(bytes: &[u8], options: &Options) -> Result<Content, Box<Diagnostic>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return match workbook::kind_of_archive(bytes)? {
            Some(kind) => workbook::content(bytes, kind),
            None => archive::content(bytes, options),
        };
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return workbook::content(bytes, WorkbookKind::Xls);
    }
    if let Some(problem) = no_table(bytes) {
        return Err(Box::new(problem));
    }
    let decoded = encoding::decode(bytes, options.encoding)?;
    if looks_like_json(&decoded.text) {
        let records = json::records(&decoded.text)?;
        return Ok(Content { format: Format::Json, records, problems: decoded.problems });
    }
    let (declared, text) = delimiter::declared(&decoded.text);
    let delimiter = declared.unwrap_or_else(|| delimiter::choose(text));
    let records = reader::records(text, delimiter)?;
    let format = Format::Text { encoding: decoded.encoding, delimiter };
    Ok(Content { format, records, problems: decoded.problems })
}

/// What the file seems to be when it holds no table.
fn no_table(bytes: &[u8]) -> Option<Diagnostic> {
    let kind = kind_by_signature(bytes)?;
    let message = format!("the file seems to be {kind}, not a table of answers");
    let hint = "export the answers as CSV or XLSX and give that file";
    Some(Diagnostic::error("not-csv", message).with_hint(hint))
}

/// Signatures at the start of files that people take for exports, with what they are.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"PK\x05\x06", "an empty zip archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xFF\xD8\xFF", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"{\\rtf", "a rich-text document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"%!PS", "a PostScript file"),
];

fn kind_by_signature(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(kind);
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let start = body[..body.len().min(14)].to_ascii_lowercase();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return Some("a web page");
    }
    start.starts_with(b"<?xml").then_some("an XML file")
}

/// Whether a text starts as JSON objects do.
fn looks_like_json(text: &str) -> bool {
    let mut signs = text.trim_start().chars().filter(|sign| !sign.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('['), second) => matches!(second, Some('{' | ']')),
        (Some('{'), second) => matches!(second, Some('"' | '}')),
        _ => false,
    }
}
