//! Zip archives with one table in them, as survey tools hand them out.

use super::Options;
use super::container::{self, Content};
use crate::diagnostic::Diagnostic;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A table above this many bytes is not unpacked: it would fill the memory.
const LARGEST: u64 = 1 << 28;

/// Files of an archive that may be tables.
const TABLES: [&str; 9] =
    [".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsb", ".ods", ".json", ".jsonl"];

/// The records of the only table in an archive.
///
/// # Errors
///
/// An archive with no table or with several; one that cannot be unpacked.
pub(super) fn content(bytes: &[u8], options: &Options) -> Result<Content, Box<Diagnostic>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let names = archive.file_names().flatten().map(std::borrow::Cow::into_owned);
    let mut tables: Vec<String> = names.filter(|name| is_table(name)).collect();
    tables.sort();
    match tables.as_slice() {
        [] => {
            let problem = Diagnostic::error("no-answers", "the zip archive holds no table");
            Err(Box::new(problem.with_hint("export the answers as CSV or XLSX")))
        }
        [only] => container::content(&unpacked(&mut archive, only)?, options),
        several => {
            let names = several.join(", ");
            let message = format!("the zip archive holds several tables: {names}");
            let hint = "unpack it and give the one with the answers, or the folder";
            Err(Box::new(Diagnostic::error("several-tables", message).with_hint(hint)))
        }
    }
}

/// Whether a file of an archive may be a table; what systems add on their own is none.
fn is_table(name: &str) -> bool {
    let lower = name.to_lowercase();
    let base = lower.rsplit('/').next().unwrap_or_default();
    let added = lower.starts_with("__macosx/") || base.starts_with('.');
    !added && TABLES.iter().any(|end| base.ends_with(end))
}

fn unpacked(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let file = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    if bytes.len() as u64 == LARGEST || bytes.starts_with(b"PK\x03\x04") && is_plain_zip(&bytes) {
        let message = "the table in the zip archive is too large, or another archive";
        let problem = Diagnostic::error("several-tables", message);
        return Err(Box::new(problem.with_hint("unpack it and give the table")));
    }
    Ok(bytes)
}

/// Whether bytes are an archive and no workbook: archives in archives are not opened.
fn is_plain_zip(bytes: &[u8]) -> bool {
    matches!(super::workbook::kind_of_archive(bytes), Ok(None))
}

fn damaged(error: &impl std::fmt::Display) -> Box<Diagnostic> {
    let message = format!("the zip archive cannot be read: {error}");
    let problem = Diagnostic::error("damaged-archive", message);
    Box::new(problem.with_hint("download it again, or unpack it and give the table"))
}
