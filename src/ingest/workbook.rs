//! Workbooks: XLSX, XLSB, XLS and ODS, cell by cell as text.

use super::container::{Content, Format};
use super::reader::Record;
use crate::diagnostic::Diagnostic;
use calamine::{Data, ExcelDateTime, Ods, Range, Reader, Xls, Xlsb, Xlsx};
use csv::StringRecord;
use std::io::Cursor;

/// A kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookKind {
    /// Excel since 2007.
    Xlsx,
    /// Excel since 2007, binary.
    Xlsb,
    /// Excel before 2007.
    Xls,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
}

impl WorkbookKind {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "XLSX",
            Self::Xlsb => "XLSB",
            Self::Xls => "XLS",
            Self::Ods => "ODS",
        }
    }
}

/// Which workbook a zip archive is; `None`: it is another archive.
///
/// # Errors
///
/// An archive whose list of files is missing: it was not fully downloaded or copied.
pub(super) fn kind_of_archive(bytes: &[u8]) -> Result<Option<WorkbookKind>, Box<Diagnostic>> {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        let message = "the workbook or archive is damaged: its end is missing";
        let hint = "download or export it again, and wait until it is finished";
        return Err(Box::new(Diagnostic::error("damaged-workbook", message).with_hint(hint)));
    };
    let kind = archive.file_names().flatten().find_map(|name| match &*name {
        "xl/workbook.xml" => Some(WorkbookKind::Xlsx),
        "xl/workbook.bin" => Some(WorkbookKind::Xlsb),
        "content.xml" => Some(WorkbookKind::Ods),
        _ => None,
    });
    Ok(kind)
}

/// A sheet by name.
type Sheet = (String, Range<Data>);

/// The records of the first sheet that holds any. Further sheets with rows are named in a warning.
///
/// # Errors
///
/// A workbook that cannot be read, and one that holds nothing.
pub(super) fn content(bytes: &[u8], kind: WorkbookKind) -> Result<Content, Box<Diagnostic>> {
    let cursor = Cursor::new(bytes);
    let sheets = match kind {
        WorkbookKind::Xlsx => Xlsx::new(cursor).map(sheets).map_err(|error| damaged(&error))?,
        WorkbookKind::Xlsb => Xlsb::new(cursor).map(sheets).map_err(|error| damaged(&error))?,
        WorkbookKind::Xls => Xls::new(cursor).map(sheets).map_err(|error| damaged(&error))?,
        WorkbookKind::Ods => Ods::new(cursor).map(sheets).map_err(|error| damaged(&error))?,
    };
    let mut filled = sheets.into_iter().filter(|(_, range)| !range.is_empty());
    let Some((sheet, range)) = filled.next() else {
        let problem = Diagnostic::error("empty-file", "the workbook has no filled sheet");
        return Err(Box::new(problem));
    };
    let others: Vec<String> = filled.map(|(name, _)| name).collect();
    let problems = if others.is_empty() { Vec::new() } else { vec![further(&sheet, &others)] };
    Ok(Content { format: Format::Workbook { kind, sheet }, records: records(&range), problems })
}

fn sheets<'b, R: Reader<Cursor<&'b [u8]>>>(mut workbook: R) -> Vec<Sheet> {
    workbook.worksheets()
}

fn damaged(error: &impl std::fmt::Display) -> Box<Diagnostic> {
    let message = format!("the workbook cannot be read: {error}");
    let hint = "open it in a spreadsheet and save it again, or export the answers as CSV";
    Box::new(Diagnostic::error("damaged-workbook", message).with_hint(hint))
}

fn further(read: &str, others: &[String]) -> Diagnostic {
    let names = others.join(", ");
    let message = format!("only the sheet \"{read}\" is read; there are also: {names}");
    let hint = "save a sheet with further answers as a file of its own";
    Diagnostic::warning("further-sheets", message).with_hint(hint)
}

fn records(range: &Range<Data>) -> Vec<Record> {
    let first = range.start().map_or(0, |(row, _)| row as usize);
    let record = |(at, row): (usize, &[Data])| Record {
        number: first + at + 1,
        cells: row.iter().map(text).collect::<StringRecord>(),
    };
    range.rows().enumerate().map(record).collect()
}

/// A cell as a CSV file would have it: whole numbers without a point, moments as ISO 8601.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => moment_text(moment),
        Data::Error(error) => error.to_string(),
    }
}

/// Spreadsheets count in binary: 7.000000000000001 is 7.
fn number_text(number: f64) -> String {
    let whole = number.round();
    if (number - whole).abs() < 1e-9 && whole.abs() < 1e15 {
        format!("{whole:.0}")
    } else {
        number.to_string()
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return number_text(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_a_csv_file_has_them() {
        assert_eq!(number_text(4.0), "4");
        assert_eq!(number_text(7.000_000_000_000_001), "7");
        assert_eq!(number_text(-1.0), "-1");
        assert_eq!(number_text(2.5), "2.5");
        assert_eq!(number_text(114_628_000_001.0), "114628000001");
    }
}
