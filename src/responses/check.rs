//! What `assess check` reports: what was recognised, read, mapped and left out, and every problem.

mod text;

use super::columns::{ColumnIndex, Meaning};
use super::{Organisation, ResponseSet};
use crate::diagnostic::Diagnostic;
use crate::ingest::Table;
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
    /// Encoding.
    pub encoding: &'static str,
    /// Delimiter: `comma`, `semicolon` or `tab`.
    pub delimiter: &'static str,
    /// Rows above the data.
    pub header_rows: usize,
    /// Rows of data, without blank ones.
    pub rows: usize,
    /// Columns in the order of the file.
    pub columns: Vec<ColumnReport>,
    /// Number of columns that hold answers to items.
    pub items: usize,
    /// Number of columns that state facts about the organisation.
    pub facts: usize,
    /// Headings of the columns that are not used.
    pub unknown: Vec<String>,
    /// Rows left out, by reason: `blank`, `duplicate`, `empty`.
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

/// Describes a reading. `unread` holds the problems of files that are no tables. `understood` is
/// the questionnaire with what [`read`](super::read) made of the tables; `None` when no
/// questionnaire fits, which is reported as an error of its own.
pub fn check(
    tables: &[Table],
    unread: &[Diagnostic],
    understood: Option<(&Questionnaire, &ResponseSet)>,
) -> CheckReport {
    let mut problems = unread.to_vec();
    let organisations = understood.map_or(&[][..], |(_, set)| &set.organisations);
    match understood {
        Some((_, set)) => {
            problems.extend(set.problems.iter().cloned());
            problems.extend(organisations.iter().flat_map(|one| one.problems.iter().cloned()));
        }
        None if tables.is_empty() => {}
        None => problems.push(nothing_fits()),
    }
    let index = understood.map(|(questionnaire, _)| ColumnIndex::new(questionnaire));
    CheckReport {
        schema: SCHEMA,
        questionnaire: understood.map(|(questionnaire, _)| questionnaire_report(questionnaire)),
        files: tables.iter().map(|one| file_report(one, index.as_ref(), organisations)).collect(),
        organisations: organisations.iter().map(organisation_report).collect(),
        errors: count_errors(&problems),
        warnings: count_warnings(&problems),
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
    organisations: &[Organisation],
) -> FileReport {
    let meanings = index.map(|index| index.columns(table).meanings).unwrap_or_default();
    let meaning = |at: usize| meanings.get(at).copied().unwrap_or(Meaning::Unknown);
    let names = table.headings.iter().map(|heading| heading.name.clone()).enumerate();
    let columns = names.clone().map(|(at, column)| {
        let known = index.filter(|_| meaning(at) != Meaning::Unknown);
        ColumnReport { column, id: known.map(|index| index.id_of(meaning(at)).to_owned()) }
    });
    let unknown = names.filter(|(at, name)| meaning(*at) == Meaning::Unknown && !name.is_empty());
    FileReport {
        file: table.file.clone(),
        layout: table.dialect.name(),
        encoding: table.encoding.name(),
        delimiter: table.delimiter.name(),
        header_rows: table.header_rows,
        rows: table.rows.len(),
        columns: columns.collect(),
        items: meanings.iter().filter(|one| matches!(one, Meaning::Item(_))).count(),
        facts: meanings.iter().filter(|one| one.is_fact()).count(),
        unknown: unknown.map(|(_, name)| name).collect(),
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
        errors: count_errors(&organisation.problems),
        warnings: count_warnings(&organisation.problems),
    }
}

fn count_errors(problems: &[Diagnostic]) -> usize {
    problems.iter().filter(|one| one.is_error()).count()
}

fn count_warnings(problems: &[Diagnostic]) -> usize {
    problems.iter().filter(|one| one.severity == crate::diagnostic::Severity::Warning).count()
}
