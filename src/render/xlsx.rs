//! The scores as a spreadsheet: the columns of `scores.csv`, numbers as numbers, and a sheet that
//! says where they come from.

use super::RenderError;
use super::csv::{Cell, SCORE_COLUMNS, score_cells};
use super::xml_text::clean;
use crate::results::{Provenance, ScoreRow};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Rows that a sheet may have, less its head.
const ROWS_OF_A_SHEET: usize = 1_048_575;
/// UTF-16 units that a cell may have.
const LONGEST_TEXT: usize = 32_767;
/// Rows by which the widths of columns are chosen.
const ROWS_MEASURED: usize = 500;
/// Widths of columns in characters.
const WIDTHS: (usize, usize) = (8, 42);

/// What the columns mean, in the order of [`SCORE_COLUMNS`].
const MEANINGS: [&str; 15] = [
    "Organisation as given",
    "The person; blank: the role's headline",
    "The person's standing: incumbent, candidate, ...",
    "Role",
    "Competency; blank: the role as a whole",
    "Who rated: others (all but the assessed person), or one group",
    "Raters; blank where the number is withheld",
    "Score on the questionnaire's scale, unrounded",
    "Lower end of the interval",
    "Upper end of the interval",
    "Target",
    "Target minus score; positive is a shortfall",
    "Weight of the competency within its role",
    "Band of the score",
    "The score exists and is not shown, to protect the raters",
];

/// Writes the scores as an XLSX file: sheets "Scores" (a second one where a sheet is full) and
/// "About".
///
/// Every text is stored as text, so that none is taken for a formula and none needs the apostrophe
/// that CSV puts before it.
///
/// # Errors
///
/// [`RenderError::Sheet`] when the writer fails.
pub fn xlsx(rows: &[ScoreRow], provenance: &Provenance) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(provenance)?);
    let looks = Looks::new();
    let mut sheets: Vec<&[ScoreRow]> = rows.chunks(ROWS_OF_A_SHEET).collect();
    if sheets.is_empty() {
        sheets.push(&[]);
    }
    for (index, rows) in sheets.into_iter().enumerate() {
        let name = if index == 0 { "Scores".to_owned() } else { format!("Scores {}", index + 1) };
        scores(workbook.add_worksheet().set_name(name)?, rows, &looks)?;
    }
    about(workbook.add_worksheet().set_name("About")?, provenance, &looks)?;
    Ok(workbook.save_to_buffer()?)
}

struct Looks {
    head: Format,
    number: Format,
    count: Format,
    text: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold().set_border_bottom(FormatBorder::Thin),
            number: Format::new().set_num_format("0.00"),
            count: Format::new().set_num_format("0"),
            // Text that looks like a number stays as it is when a cell is edited.
            text: Format::new().set_num_format("@").set_align(FormatAlign::Left),
        }
    }
}

/// The date is the report's; the writer would take the clock's.
fn properties(provenance: &Provenance) -> Result<DocProperties, XlsxError> {
    let parts: Vec<u16> = provenance.date.split('-').map_while(|part| part.parse().ok()).collect();
    let created = match parts.as_slice() {
        [year, month, day] => ExcelDateTime::from_ymd(*year, *month as u8, *day as u8),
        _ => ExcelDateTime::from_ymd(2000, 1, 1),
    };
    let created = created.or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    Ok(DocProperties::new().set_title("Scores").set_creation_datetime(&created))
}

fn scores(sheet: &mut Worksheet, rows: &[ScoreRow], looks: &Looks) -> Result<(), XlsxError> {
    let mut widths = SCORE_COLUMNS.map(|name| name.len() + 4);
    for (column, name) in (0_u16..).zip(SCORE_COLUMNS) {
        sheet.write_string_with_format(0, column, name, &looks.head)?;
    }
    for (index, row) in rows.iter().enumerate() {
        let cells = score_cells(row);
        if index < ROWS_MEASURED {
            for (width, cell) in widths.iter_mut().zip(&cells) {
                *width = (*width).max(shown_length(cell));
            }
        }
        for (column, cell) in (0_u16..).zip(&cells) {
            write(sheet, (index as u32 + 1, column), cell, looks)?;
        }
    }
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, width.clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, rows.len() as u32, SCORE_COLUMNS.len() as u16 - 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn shown_length(cell: &Cell<'_>) -> usize {
    match cell {
        Cell::Text(text) => text.chars().count() + 2,
        _ => 0,
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, storable(text), &looks.text)?;
        }
        Cell::Number(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &looks.number)?;
        }
        Cell::Count(count) => {
            sheet.write_number_with_format(row, column, *count as f64, &looks.count)?;
        }
        Cell::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
        Cell::Number(_) | Cell::Blank => {}
    }
    Ok(())
}

/// Text without the characters that the format forbids, cut where a cell is full.
fn storable(text: &str) -> String {
    let mut room = LONGEST_TEXT;
    let fits = |character: &char| {
        let fits = character.len_utf16() <= room;
        room = room.saturating_sub(character.len_utf16());
        fits
    };
    clean(text).chars().take_while(fits).collect()
}

/// Where the numbers come from, and what the columns mean.
fn about(sheet: &mut Worksheet, provenance: &Provenance, looks: &Looks) -> Result<(), XlsxError> {
    let mut lines: Vec<(&str, String)> = vec![
        ("Program", provenance.tool.clone()),
        ("Date", provenance.date.clone()),
        ("Seed", provenance.seed.to_string()),
        ("Questionnaire", provenance.questionnaire.clone()),
        ("Version", provenance.questionnaire_version.clone()),
        ("SHA-256", provenance.questionnaire_sha256.clone()),
    ];
    if provenance.draft {
        lines.push(("State", "Draft: experts have yet to review the questionnaire".to_owned()));
    }
    for input in &provenance.inputs {
        lines.push(("Answers", input.name.clone()));
        lines.push(("SHA-256", input.sha256.clone()));
    }
    lines.extend(provenance.profile.iter().map(|change| ("Changed", change.clone())));
    let row = listed(sheet, 0, ("Source", ""), &lines, looks)?;
    let columns: Vec<(&str, String)> =
        SCORE_COLUMNS.into_iter().zip(MEANINGS.map(str::to_owned)).collect();
    listed(sheet, row + 1, ("Column of \"Scores\"", "Meaning"), &columns, looks)?;
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 72)?;
    Ok(())
}

/// Writes lines below a head; the row after them.
fn listed(
    sheet: &mut Worksheet,
    start: u32,
    head: (&str, &str),
    lines: &[(&str, String)],
    looks: &Looks,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(start, 0, head.0, &looks.head)?;
    sheet.write_string_with_format(start, 1, head.1, &looks.head)?;
    let mut row = start;
    for (label, text) in lines {
        row += 1;
        sheet.write_string(row, 0, *label)?;
        sheet.write_string_with_format(row, 1, storable(text), &looks.text)?;
    }
    Ok(row + 1)
}
