//! REDCap: a data dictionary as CSV with its 18 columns. Names have letters, digits and
//! underscores, and at most 26 characters; the first field numbers the records.

use super::failed;
use super::form::{Choice, Form, Kind, Question, Section};
use super::names::{line, underscored};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::codes::short_code;

/// The longest name of a field that the makers of REDCap advise.
const LONGEST: usize = 26;

const HEAD: [&str; 18] = [
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
];

/// What a field says beside its name and form.
#[derive(Default)]
struct Field<'f> {
    section: &'f str,
    kind: &'f str,
    label: &'f str,
    choices: &'f str,
    validation: &'f str,
    identifier: &'f str,
    matrix: &'f str,
}

pub(super) fn write(form: &Form) -> Result<Vec<u8>, Diagnostic> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let failure = |error: ::csv::Error| failed(&error);
    writer.write_record(HEAD).map_err(failure)?;
    let mut sheet = Sheet { writer, form_name: name(&form.id) };
    sheet.field("record_id", &Field { kind: "text", label: "Record ID", ..Field::default() })?;
    if !form.purpose.own().is_empty() {
        let label = form.purpose.own();
        sheet.field("purpose", &Field { kind: "descriptive", label, ..Field::default() })?;
    }
    for section in &form.sections {
        sheet.section(form, section)?;
    }
    sheet.writer.into_inner().map_err(|error| failed(&error))
}

/// A name that the tool takes.
pub(super) fn name(id: &str) -> String {
    let name = underscored(id).to_ascii_lowercase();
    if name.len() <= LONGEST && !name.starts_with('_') { name } else { short_code(id, LONGEST) }
}

/// `1, Almost never | 2, Seldom`
fn listed(list: &[Choice]) -> String {
    let one = |one: &Choice| {
        let plain = one.code.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_');
        let code: &str = if plain { &one.code } else { &one.short };
        format!("{code}, {}", line(one.label.own()).replace('|', "/"))
    };
    list.iter().map(one).collect::<Vec<_>>().join(" | ")
}

struct Sheet {
    writer: ::csv::Writer<Vec<u8>>,
    form_name: String,
}

impl Sheet {
    fn field(&mut self, name: &str, field: &Field<'_>) -> Result<(), Diagnostic> {
        let form = self.form_name.clone();
        let label = line(field.label);
        let cells: [&str; 18] = [
            name,
            &form,
            field.section,
            field.kind,
            &label,
            field.choices,
            "",
            field.validation,
            "",
            "",
            field.identifier,
            "",
            "",
            "",
            "",
            field.matrix,
            "",
            "",
        ];
        self.writer.write_record(cells).map_err(|error| failed(&error))
    }

    fn section(&mut self, form: &Form, section: &Section) -> Result<(), Diagnostic> {
        let (title, hint) = (line(section.title.own()), line(section.hint.own()));
        let mut head = if hint.is_empty() { title } else { format!("{title}: {hint}") };
        for question in &section.questions {
            self.question(form, question, &head)?;
            head.clear();
        }
        Ok(())
    }

    fn question(&mut self, form: &Form, question: &Question, head: &str) -> Result<(), Diagnostic> {
        let field_name = name(&question.id);
        let label = question.text.own();
        let base = Field { section: head, label, ..Field::default() };
        match &question.kind {
            Kind::Matrix(statements) => {
                let (choices, matrix) = (listed(&form.scale), format!("m_{field_name}"));
                let asked = line(label);
                let above = [head, asked.as_str()].into_iter().filter(|part| !part.is_empty());
                let mut above = above.collect::<Vec<_>>().join(" - ");
                for one in statements {
                    let (section, label) = (above.as_str(), one.text.own());
                    let kind = "radio";
                    let field =
                        Field { section, kind, label, choices: &choices, matrix: &matrix, ..base };
                    self.field(&name(&one.id), &field)?;
                    above.clear();
                }
                Ok(())
            }
            Kind::Text => self.field(&field_name, &Field { kind: "text", ..base }),
            Kind::Long => self.field(&field_name, &Field { kind: "notes", ..base }),
            Kind::Number => {
                self.field(&field_name, &Field { kind: "text", validation: "number", ..base })
            }
            Kind::One(list) => {
                self.field(&field_name, &Field { kind: "radio", choices: &listed(list), ..base })
            }
            Kind::Many(list) => {
                self.field(&field_name, &Field { kind: "checkbox", choices: &listed(list), ..base })
            }
        }
    }
}
