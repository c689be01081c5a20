//! Workbooks: XLSX, XLSB, XLS and ODS, cell by cell as text.

use super::container::{Content, Format};
use super::reader::Record;
use crate::diagnostic::Diagnostic;
use calamine::{Data, ExcelDateTime, Ods, Range, Reader, SheetVisible, Xls, Xlsb, Xlsx};
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

/// Cells of all sheets that are read at most; more would fill the memory.
const MOST_CELLS: usize = 20_000_000;
/// Blank rows in a row that are told; beyond that, a lone cell stands far away.
const MOST_BLANK_ROWS: usize = 100;

/// A sheet: the cells that are filled, by row.
#[derive(Default)]
struct Sheet {
    name: String,
    /// Row and column from 0, with the text, in the order of the sheet.
    cells: Vec<(u32, u32, String)>,
    /// The first formula without a value: row and column from 0.
    uncomputed: Option<(u32, u32)>,
}

impl Sheet {
    fn rows(&self) -> usize {
        self.cells.chunk_by(|one, other| one.0 == other.0).count()
    }

    /// Whether it may be a table: a head and a row.
    fn is_table(&self) -> bool {
        self.rows() >= 2 || self.uncomputed.is_some()
    }

    fn push(&mut self, row: u32, column: u32, text: String) {
        if !text.trim().is_empty() {
            self.cells.push((row, column, text));
        }
    }
}

/// The records of the first visible sheet with a table. Further sheets with rows are named in a
/// warning.
///
/// # Errors
///
/// A workbook that cannot be read, one that holds nothing, one that is too large, and formulas
/// without a value.
pub(super) fn content(bytes: &[u8], kind: WorkbookKind) -> Result<Content, Box<Diagnostic>> {
    let cursor = Cursor::new(bytes);
    let sheets = match kind {
        WorkbookKind::Xlsx => streamed(Xlsx::new(cursor).map_err(|error| damaged(&error))?)?,
        WorkbookKind::Xlsb => Xlsb::new(cursor).map(whole).map_err(|error| damaged(&error))?,
        WorkbookKind::Xls => Xls::new(cursor).map(whole).map_err(|error| damaged(&error))?,
        WorkbookKind::Ods => Ods::new(cursor).map(whole).map_err(|error| damaged(&error))?,
    };
    let mut filled: Vec<Sheet> = sheets.into_iter().filter(|sheet| sheet.rows() > 0).collect();
    if filled.is_empty() {
        let problem = Diagnostic::error("empty-file", "the workbook has no filled sheet");
        return Err(Box::new(problem));
    }
    let sheet = filled.remove(filled.iter().position(Sheet::is_table).unwrap_or(0));
    let others: Vec<String> =
        filled.into_iter().filter(Sheet::is_table).map(|sheet| sheet.name).collect();
    if let Some((row, column)) = sheet.uncomputed {
        return Err(Box::new(uncomputed(&sheet, row, column)));
    }
    let problems = if others.is_empty() { Vec::new() } else { vec![further(&sheet.name, &others)] };
    let records = records(&sheet);
    let format = Format::Workbook { kind, sheet: sheet.name };
    Ok(Content { format, records, problems })
}

/// The visible sheets of an XLSX file, cell by cell: a cell far away costs nothing.
fn streamed(mut workbook: Xlsx<Cursor<&[u8]>>) -> Result<Vec<Sheet>, Box<Diagnostic>> {
    let mut sheets = Vec::new();
    let mut count = 0;
    for name in visible(workbook.sheets_metadata()) {
        let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
        // Charts stand on sheets of their own, which have no cells.
        let Ok(mut reader) = workbook.worksheet_cells_reader(&name) else { continue };
        while let Some(cell) = reader.next_cell_with_formula().map_err(|error| damaged(&error))? {
            let (row, column) = cell.pos;
            let value = Data::from(cell.value);
            if value == Data::Empty && cell.formula.is_some() {
                sheet.uncomputed.get_or_insert((row, column));
            }
            sheet.push(row, column, text(&value));
            count += 1;
            if count > MOST_CELLS {
                let problem = Diagnostic::error("too-large", "the workbook holds too many cells");
                return Err(Box::new(problem.with_hint("export the answers as CSV")));
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The visible sheets of another workbook.
fn whole<'b, R: Reader<Cursor<&'b [u8]>>>(mut workbook: R) -> Vec<Sheet> {
    let visible = visible(workbook.sheets_metadata());
    let ranges = workbook.worksheets().into_iter().filter(|(name, _)| visible.contains(name));
    let sheet = |(name, range): (String, Range<Data>)| {
        let mut sheet = Sheet { name, ..Sheet::default() };
        let (first, left) = range.start().unwrap_or_default();
        for (at, row) in (first..).zip(range.rows()) {
            for (column, value) in (left..).zip(row) {
                sheet.push(at, column, text(value));
            }
        }
        sheet
    };
    ranges.map(sheet).collect()
}

fn visible(sheets: &[calamine::Sheet]) -> Vec<String> {
    let shown = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    sheets.iter().filter(shown).map(|sheet| sheet.name.clone()).collect()
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

/// A formula whose value was never computed would be read as a blank.
fn uncomputed(sheet: &Sheet, row: u32, column: u32) -> Diagnostic {
    let head = sheet.cells.iter().find(|(at, place, _)| *at < row && *place == column);
    let problem = Diagnostic::error("formula-without-value", "a formula has no value in the file")
        .at_row(row as usize + 1)
        .with_hint("open the file in a spreadsheet and save it, which computes its formulas");
    match head {
        Some((_, _, name)) => problem.at_column(name.trim()),
        None => problem,
    }
}

/// Records as a CSV file would have them: as wide as the first three, from the first column used.
fn records(sheet: &Sheet) -> Vec<Record> {
    let left = sheet.cells.iter().map(|(_, column, _)| *column).min().unwrap_or(0);
    let rows: Vec<&[(u32, u32, String)]> =
        sheet.cells.chunk_by(|one, other| one.0 == other.0).collect();
    let end = |row: &[(u32, u32, String)]| row.last().map_or(0, |(_, column, _)| column - left + 1);
    let width = rows.iter().take(3).map(|row| end(row)).max().unwrap_or(0);
    let mut records: Vec<Record> = Vec::with_capacity(rows.len());
    for row in rows {
        let number = row.first().map_or(0, |(at, _, _)| *at as usize + 1);
        if let Some(last) = records.last().map(|record| record.number) {
            let gap = number.saturating_sub(last + 1);
            let blank = |number| Record { number, cells: StringRecord::from(vec![""]) };
            if gap <= MOST_BLANK_ROWS {
                records.extend((last + 1..number).map(blank));
            }
        }
        let mut cells = StringRecord::new();
        for (_, column, text) in row {
            while cells.len() < (column - left) as usize {
                cells.push_field("");
            }
            cells.push_field(text);
        }
        while cells.len() < width as usize {
            cells.push_field("");
        }
        records.push(Record { number, cells });
    }
    records
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
