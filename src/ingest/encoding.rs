//! From bytes to text: byte order marks, UTF-8, and files that are not text at all.

use super::{delimiter, reader};
use crate::diagnostic::Diagnostic;
use serde::Serialize;

/// How a file's bytes stand for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-8 with a byte order mark, which is dropped.
    #[serde(rename = "UTF-8 with BOM")]
    Utf8Bom,
}

impl Encoding {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 with BOM",
        }
    }
}

const RESAVE: &str = "save the file again as \"CSV UTF-8\"";

/// The text of a file.
///
/// # Errors
///
/// An empty file, a file of another kind (workbook, PDF, image, web page), UTF-16, and bytes that
/// are no UTF-8, with the row and column where the first such byte stands.
pub fn decode(bytes: &[u8]) -> Result<(Encoding, &str), Box<Diagnostic>> {
    if let Some(problem) = not_a_table(bytes) {
        return Err(Box::new(problem));
    }
    let (encoding, body) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(body) => (Encoding::Utf8Bom, body),
        None => (Encoding::Utf8, bytes),
    };
    let text =
        std::str::from_utf8(body).map_err(|error| Box::new(broken(body, error.valid_up_to())))?;
    if text.trim().is_empty() {
        return Err(Box::new(Diagnostic::error("empty-file", "the file is empty")));
    }
    Ok((encoding, text))
}

/// What the file seems to be when it is not a text table.
fn not_a_table(bytes: &[u8]) -> Option<Diagnostic> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let problem = Diagnostic::error("utf-16", "the file is UTF-16, not UTF-8");
        return Some(problem.with_hint(RESAVE));
    }
    if let Some(kind) = kind_by_signature(bytes) {
        let message = format!("the file seems to be {kind}, not a CSV file");
        let hint = "export the answers as CSV and give that file";
        return Some(Diagnostic::error("not-csv", message).with_hint(hint));
    }
    // Every other byte of Latin text in UTF-16 is zero.
    let pairs = bytes.chunks_exact(2).take(2048);
    if pairs.len() > 0
        && pairs.clone().filter(|pair| pair.contains(&0)).count() * 3 > pairs.len() * 2
    {
        let message = "the file seems to be UTF-16 without a byte order mark";
        return Some(Diagnostic::error("utf-16", message).with_hint(RESAVE));
    }
    if bytes.contains(&0) {
        let message = "the file has zero bytes and is not a text file";
        let hint = "export the answers as CSV and give that file";
        return Some(Diagnostic::error("not-csv", message).with_hint(hint));
    }
    None
}

/// Signatures at the start of files that people take for CSV, with what they are.
const SIGNATURES: [(&[u8], &str); 11] = [
    (b"PK\x03\x04", "a workbook or zip archive (.xlsx, .ods or .zip)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xD0\xCF\x11\xE0", "an old Excel workbook (.xls)"),
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
    if start.starts_with(b"<?xml") {
        return Some("an XML file");
    }
    let json = body.starts_with(b"{\"") || body.starts_with(b"[{") || body.starts_with(b"{\n");
    json.then_some("a JSON file")
}

/// Names the row and column of the first byte that is no UTF-8.
fn broken(body: &[u8], valid: usize) -> Diagnostic {
    let problem = Diagnostic::error("broken-utf8", "a character is not valid UTF-8")
        .with_hint(format!("{RESAVE}; the file is probably in a Windows or Mac encoding"));
    let Ok(before) = std::str::from_utf8(&body[..valid]) else { return problem };
    // A letter in place of the broken byte makes its cell exist even at the start of a row. A
    // quotation mark that stays open has no row, so none is named then.
    let text = format!("{before}x");
    let (declared, text) = delimiter::declared(&text);
    let delimiter = declared.unwrap_or_else(|| delimiter::choose(text));
    let records = reader::records_of_start(text, delimiter);
    let Some(record) = records.last() else { return problem };
    let last = record.cells.len().saturating_sub(1);
    let problem = problem.at_row(record.number);
    match records.first().and_then(|header| header.cells.get(last)) {
        Some(name) if records.len() > 1 => problem.at_column(name.trim()),
        _ => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(decode(b"\xEF\xBB\xBFa,b"), Ok((Encoding::Utf8Bom, "a,b")));
        assert_eq!(decode(b"a,b"), Ok((Encoding::Utf8, "a,b")));
    }

    #[test]
    fn broken_utf8_is_placed_by_row_and_column() {
        let problem = decode(b"a,b\n1,\"x\ny\"\n2,caf\xE9\n").expect_err("must refuse");
        assert_eq!(problem.place.row, Some(3));
        assert_eq!(problem.place.column.as_deref(), Some("b"));
    }

    #[test]
    fn utf16_is_named_with_and_without_its_mark() {
        for bytes in [&b"\xFF\xFEa\0,\0"[..], b"a\0,\0b\0\n\0"] {
            assert_eq!(decode(bytes).expect_err("must refuse").code, "utf-16");
        }
    }

    #[test]
    fn blanks_alone_are_an_empty_file() {
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\r\n \r\n"] {
            assert_eq!(decode(bytes).expect_err("must refuse").code, "empty-file");
        }
    }
}
