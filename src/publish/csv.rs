//! The plain layout as an empty table to fill in.

use super::failed;
use super::form::{Form, Kind};
use crate::diagnostic::Diagnostic;
use crate::responses::plain;

/// One row of names, with the mark by which spreadsheets know UTF-8.
pub(super) fn write(form: &Form) -> Result<Vec<u8>, Diagnostic> {
    let mut names = vec![plain::ORGANISATION, plain::RESPONDENT];
    for question in form.questions() {
        match &question.kind {
            Kind::Matrix(statements) => names.extend(statements.iter().map(|one| one.id.as_str())),
            _ if names.contains(&question.id.as_str()) => {}
            _ => names.push(&question.id),
        }
    }
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(&names).map_err(|error| failed(&error))?;
    writer.into_inner().map_err(|error| failed(&error))
}
