//! What `assess check` reports: what was recognised, read, mapped and left out, and every problem.

mod text;

use super::columns::{ColumnIndex, Meaning};
use super::{Organisation, ReadOptions, ResponseSet, sheets};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::{Field, Format, Table};
use crate::questionnaire::Questionnaire;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The schema identifier of the JSON form.
pub const SCHEMA: &str = "assess/check/1";

/// What a reading found. Serialises to the JSON form; [`CheckReport::to_text`] is the form for
/// people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The questionnaire that the answers were read with; `None`: none fits.
    pub questionnaire: Option<QuestionnaireReport>,
    /// Files that are tables, in the order given.
    pub files: Vec<FileReport>,
    /// Organisations, sorted by name.
    pub organisations: Vec<OrganisationReport>,
    /// Number of errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// All problems, of files first, then of each organisation.
    pub problems: Vec<Diagnostic>,
}

/// Which questionnaire the answers were read with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionnaireReport {
    /// Id.
    pub id: String,
    /// Version.
    pub version: String,
    /// Title.
    pub title: String,
    /// Number of its items.
    pub items: usize,
}

/// How one file was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// Base name.
    pub file: String,
    /// Tool or layout.
    pub layout: &'static str,
    /// Why the layout is not sure; `None`: it was seen in a real file.
    pub unverified: Option<&'static str>,
    /// `CSV`, `TSV`, `XLSX`, `XLSB`, `XLS`, `ODS` or `JSON`.
    pub format: &'static str,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Encoding of a text file.
    pub encoding: Option<&'static str>,
    /// Delimiter of a text file: `comma`, `semicolon`, `tab` or `pipe`.
    pub delimiter: Option<&'static str>,
    /// Rows above the data.
    pub header_rows: usize,
    /// Rows of data that were read, without blank ones; those left out count.
    pub rows: usize,
    /// Columns in the order of the file.
    pub columns: Vec<ColumnReport>,
    /// Number of columns that hold answers to items.
    pub items: usize,
    /// Number of columns that state facts about the organisation.
    pub facts: usize,
    /// Headings of the columns that are not used.
    pub unknown: Vec<String>,
    /// Headings of columns about named people, which are never used.
    pub personal: Vec<String>,
    /// Number of columns that are the tool's own.
    pub own: usize,
    /// Rows left out, by reason: `blank`, `preview`, `test`, `spam`, `partial`, `disqualified`,
    /// `rejected`, `duplicate`, `empty`.
    pub excluded: BTreeMap<&'static str, Vec<usize>>,
}

/// What a column was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnReport {
    /// Heading as it stands in the file.
    pub column: String,
    /// Name of the plain layout or id of the questionnaire; `None`: not known.
    pub id: Option<String>,
}

/// What was read about one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrganisationReport {
    /// Name.
    pub organisation: String,
    /// Whether it can be scored.
    pub usable: bool,
    /// Responses that count.
    pub responses: usize,
    /// Named people who were assessed.
    pub subjects: usize,
    /// Rows left out.
    pub excluded: usize,
    /// Context questions that have an answer.
    pub facts: usize,
    /// How many were asked.
    pub invited: Option<u64>,
    /// Number of errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
}

/// How the tables were understood.
#[derive(Debug, Clone, Copy)]
pub struct Understood<'a> {
    /// The questionnaire that fits.
    pub questionnaire: &'a Questionnaire,
    /// What the user said about reading.
    pub options: &'a ReadOptions,
    /// What [`read`](super::read) made of the tables with both.
    pub set: &'a ResponseSet,
}

/// Describes a reading. `unread` holds the problems of files that are no tables; without a
/// questionnaire that fits, an error says so.
pub fn check(
    tables: &[Table],
    unread: &[Diagnostic],
    understood: Option<Understood<'_>>,
) -> CheckReport {
    let mut problems = unread.to_vec();
    let organisations = understood.map_or(&[][..], |one| &one.set.organisations);
    match understood {
        Some(one) => {
            problems.extend(one.set.problems.iter().cloned());
            problems.extend(organisations.iter().flat_map(|one| one.problems.iter().cloned()));
        }
        None if tables.is_empty() => {}
        None => problems.push(nothing_fits()),
    }
    let index = understood
        .map(|one| (ColumnIndex::new(one.questionnaire, &one.options.translations), one.options));
    let sheets = index
        .as_ref()
        .map(|(index, options)| sheets::all(tables, index, options, &mut Vec::new()))
        .unwrap_or_default();
    let files = tables.iter().enumerate().map(|(at, table)| {
        let meanings = sheets.get(at).map_or(&[][..], |sheet| &sheet.columns.meanings);
        file_report(table, index.as_ref().map(|(index, _)| index), meanings, organisations)
    });
    CheckReport {
        schema: SCHEMA,
        questionnaire: understood.map(|one| questionnaire_report(one.questionnaire)),
        files: files.collect(),
        organisations: organisations.iter().map(organisation_report).collect(),
        errors: count(&problems, Severity::Error),
        warnings: count(&problems, Severity::Warning),
        problems,
    }
}

fn nothing_fits() -> Diagnostic {
    Diagnostic::error("no-questionnaire", "no questionnaire fits the columns").with_hint(
        "head the columns with the ids or texts of the items, or name the questionnaire with \
         --questionnaire",
    )
}

fn questionnaire_report(questionnaire: &Questionnaire) -> QuestionnaireReport {
    QuestionnaireReport {
        id: questionnaire.model.id.clone(),
        version: questionnaire.model.version.clone(),
        title: questionnaire.model.title.clone(),
        items: questionnaire.item_count(),
    }
}

fn file_report(
    table: &Table,
    index: Option<&ColumnIndex<'_>>,
    meanings: &[Meaning],
    organisations: &[Organisation],
) -> FileReport {
    // Without a questionnaire, the tool's own columns are known all the same.
    let own = |at: usize| match table.headings.get(at).map(|heading| heading.field) {
        Some(Field::Personal | Field::Person(_)) => Meaning::Personal,
        Some(Field::Own | Field::Response | Field::Submitted) => Meaning::Tool,
        _ => Meaning::Unknown,
    };
    let meaning = |at: usize| meanings.get(at).copied().unwrap_or_else(|| own(at));
    let names = table.headings.iter().map(|heading| heading.name.clone()).enumerate();
    let columns = names.clone().map(|(at, column)| {
        let id = index.map_or("", |index| index.id_of(meaning(at)));
        ColumnReport { column, id: (!id.is_empty()).then(|| id.to_owned()) }
    });
    let with = |wanted: fn(&Meaning) -> bool| {
        let named = names.clone().filter(|(_, name)| !name.is_empty());
        named.filter(move |(at, _)| wanted(&meaning(*at))).map(|(_, name)| name)
    };
    let (encoding, delimiter, sheet) = match &table.format {
        Format::Text { encoding, delimiter } => {
            (Some(encoding.name()), Some(delimiter.name()), None)
        }
        Format::Workbook { sheet, .. } => (None, None, Some(sheet.clone())),
        Format::Json => (None, None, None),
    };
    FileReport {
        file: table.file.clone(),
        layout: table.dialect.name(),
        unverified: table.dialect.unverified(&table.format),
        format: table.format.name(),
        sheet,
        encoding,
        delimiter,
        header_rows: table.header_rows,
        rows: table.read,
        columns: columns.collect(),
        items: meanings.iter().filter(|one| matches!(one, Meaning::Item(_))).count(),
        facts: meanings.iter().filter(|one| one.is_fact()).count(),
        unknown: with(|one| matches!(one, Meaning::Unknown | Meaning::Ignored)).collect(),
        personal: with(|one| matches!(one, Meaning::Personal)).collect(),
        own: with(|one| matches!(one, Meaning::Tool)).count(),
        excluded: excluded_rows(table, organisations),
    }
}

fn excluded_rows(
    table: &Table,
    organisations: &[Organisation],
) -> BTreeMap<&'static str, Vec<usize>> {
    let mut rows: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for skipped in &table.skipped {
        rows.entry(skipped.reason).or_default().push(skipped.row);
    }
    let excluded = organisations.iter().flat_map(|one| &one.excluded);
    for one in excluded.filter(|one| one.file == table.file) {
        rows.entry(one.reason).or_default().push(one.row);
    }
    for list in rows.values_mut() {
        list.sort_unstable();
    }
    rows
}

fn organisation_report(organisation: &Organisation) -> OrganisationReport {
    let subjects = organisation.responses.iter().filter_map(|one| one.subject.as_ref());
    OrganisationReport {
        organisation: organisation.name.clone(),
        usable: !organisation.failed(),
        responses: organisation.responses.len(),
        subjects: subjects.collect::<BTreeSet<_>>().len(),
        excluded: organisation.excluded.len(),
        facts: organisation.facts.len(),
        invited: organisation.invited,
        errors: count(&organisation.problems, Severity::Error),
        warnings: count(&organisation.problems, Severity::Warning),
    }
}

fn count(problems: &[Diagnostic], severity: Severity) -> usize {
    problems.iter().filter(|one| one.severity == severity).count()
}
