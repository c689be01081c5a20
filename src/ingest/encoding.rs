//! From bytes to text: byte order marks, UTF-16, UTF-8, and the encodings of old spreadsheets.

use super::{delimiter, reader};
use crate::diagnostic::Diagnostic;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How a file's bytes stand for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    encoding: &'static encoding_rs::Encoding,
    /// A byte order mark stood at the start; it is dropped.
    marked: bool,
}

impl Encoding {
    /// The encoding with this name, for example `windows-1250` or `macintosh`.
    pub fn named(name: &str) -> Option<Self> {
        let encoding = encoding_rs::Encoding::for_label_no_replacement(name.trim().as_bytes())?;
        Some(Self { encoding, marked: false })
    }

    /// The name shown to people: those of the WHATWG standard.
    pub fn name(self) -> &'static str {
        match (self.encoding.name(), self.marked) {
            ("UTF-8", true) => "UTF-8 with BOM",
            (name, _) => name,
        }
    }
}

/// A file's text.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) encoding: Encoding,
    pub(super) text: Cow<'b, str>,
    /// A warning when the encoding was guessed.
    pub(super) problems: Vec<Diagnostic>,
}

/// The text of a file: by its byte order mark, then UTF-8, then by what the user named, then
/// UTF-16 when every other byte is zero, then windows-1252 with a warning.
///
/// # Errors
///
/// An empty file; bytes that are no text; bytes that do not fit the encoding which the user or the
/// mark names, with the row and column of the first of them.
pub(super) fn decode(
    bytes: &[u8],
    named: Option<Encoding>,
) -> Result<Decoded<'_>, Box<Diagnostic>> {
    let decoded = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => exactly(&bytes[length..], Encoding { encoding, marked: true })?,
        // What is named is for files that are not UTF-8; among several, some may be.
        None => match named.filter(|_| !is_utf8(bytes)) {
            Some(encoding) => exactly(bytes, encoding)?,
            None => unmarked(bytes)?,
        },
    };
    if decoded.text.trim().is_empty() {
        return Err(Box::new(Diagnostic::error("empty-file", "the file is empty")));
    }
    Ok(decoded)
}

/// Whether bytes are UTF-8 text with letters beyond ASCII, which is no coincidence.
fn is_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok()
}

/// The text in an encoding that is certain.
fn exactly(bytes: &[u8], encoding: Encoding) -> Result<Decoded<'_>, Box<Diagnostic>> {
    let decoder = encoding.encoding;
    if let Some(text) = decoder.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(Decoded { encoding, text, problems: Vec::new() });
    }
    let text = decoder.decode_without_bom_handling(bytes).0;
    let before = text.split('\u{FFFD}').next().unwrap_or_default();
    let name = encoding.name();
    let message = format!("a character is not valid {name}");
    let hint = "save the file again as \"CSV UTF-8\", or name its encoding with --encoding";
    let problem = Diagnostic::error("broken-text", message).with_hint(hint);
    Err(Box::new(placed(problem, before)))
}

/// The text of a file that says nothing about itself.
fn unmarked(bytes: &[u8]) -> Result<Decoded<'_>, Box<Diagnostic>> {
    if let Some(encoding) = utf16(bytes) {
        return exactly(bytes, Encoding { encoding, marked: false });
    }
    if bytes.contains(&0) {
        let message = "the file has zero bytes and is not a text file";
        let hint = "export the answers as CSV or XLSX and give that file";
        return Err(Box::new(Diagnostic::error("not-csv", message).with_hint(hint)));
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let encoding = Encoding { encoding: UTF_8, marked: false };
            return Ok(Decoded { encoding, text: text.into(), problems: Vec::new() });
        }
        Err(error) => error.valid_up_to(),
    };
    let encoding = Encoding { encoding: WINDOWS_1252, marked: false };
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let message = "the text is not UTF-8 and was read as windows-1252";
    let hint = "look at the letters with accents; if they are wrong, name the encoding with \
                --encoding, such as macintosh or windows-1250";
    let problem = Diagnostic::warning("guessed-encoding", message).with_hint(hint);
    let before = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
    Ok(Decoded { encoding, text, problems: vec![placed(problem, before)] })
}

/// UTF-16 without its mark: every other byte of Latin text is zero.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let pairs = bytes.chunks_exact(2).take(2048);
    let total = pairs.len();
    let zeros = |at: usize| pairs.clone().filter(|pair| pair[at] == 0).count() * 3 > total * 2;
    match (total > 0, zeros(0), zeros(1)) {
        (true, false, true) => Some(UTF_16LE),
        (true, true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Names the row and column where a text stops.
fn placed(problem: Diagnostic, before: &str) -> Diagnostic {
    // A letter in place of the next character makes its cell exist even at the start of a row. A
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

    fn read(bytes: &[u8]) -> (&'static str, String, usize) {
        let found = decode(bytes, None).expect("a text");
        (found.encoding.name(), found.text.into_owned(), found.problems.len())
    }

    #[test]
    fn a_mark_decides() {
        assert_eq!(read(b"\xEF\xBB\xBFa,b"), ("UTF-8 with BOM", "a,b".to_owned(), 0));
        assert_eq!(read(b"\xFF\xFEa\0\t\0\xE4\0"), ("UTF-16LE", "a\tä".to_owned(), 0));
        assert_eq!(read(b"\xFE\xFF\0a\0\t\0\xE4"), ("UTF-16BE", "a\tä".to_owned(), 0));
    }

    #[test]
    fn without_a_mark_the_bytes_decide() {
        assert_eq!(read("a,ä".as_bytes()), ("UTF-8", "a,ä".to_owned(), 0));
        assert_eq!(read(b"a\0,\0b\0\n\0"), ("UTF-16LE", "a,b\n".to_owned(), 0));
        assert_eq!(read(b"\0a\0,\0b\0\n"), ("UTF-16BE", "a,b\n".to_owned(), 0));
        assert_eq!(read(b"a,caf\xE9 \x80"), ("windows-1252", "a,café €".to_owned(), 1));
    }

    #[test]
    fn the_user_may_name_the_encoding() {
        let named = Encoding::named("macintosh");
        let found = decode(b"a,caf\x8E", named).expect("a text");
        assert_eq!((found.encoding.name(), &*found.text), ("macintosh", "a,café"));
        assert!(found.problems.is_empty());
        let found = decode("a,ä".as_bytes(), named).expect("a text");
        assert_eq!(found.encoding.name(), "UTF-8", "what is UTF-8 stays so");
        assert_eq!(Encoding::named("klingon"), None);
    }

    #[test]
    fn what_does_not_fit_is_placed_by_row_and_column() {
        let bytes = b"a,b\n1,\"x\ny\"\n2,caf\xE9\n";
        let guessed = decode(bytes, None).expect("a text").problems.remove(0);
        assert_eq!((guessed.code, guessed.place.row), ("guessed-encoding", Some(3)));
        let refused = decode(bytes, Encoding::named("utf-8")).expect_err("must refuse");
        assert_eq!((refused.code, refused.place.row), ("broken-text", Some(3)));
        assert_eq!(refused.place.column.as_deref(), Some("b"));
    }

    #[test]
    fn blanks_alone_are_an_empty_file() {
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\r\n \r\n"] {
            assert_eq!(decode(bytes, None).expect_err("must refuse").code, "empty-file");
        }
    }
}
