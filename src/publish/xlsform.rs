//! XLSForm: a workbook with the sheets `survey`, `choices` and `settings`, for KoBoToolbox, ODK
//! Central and others. The format: xlsform.org. Checked with pyxform in `.ci/publish`.

use super::failed;
use super::form::{Choice, Form, Kind, Question, Section, Texts};
use super::names::underscored;
use crate::diagnostic::Diagnostic;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

/// The name of the list with the points of the scale.
const SCALE: &str = "scale";

pub(super) fn write(form: &Form) -> Result<Vec<u8>, Diagnostic> {
    workbook(form).map_err(|error| failed(&error))
}

fn workbook(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date keeps the bytes the same.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let (mut survey, mut choices) = (Sheet::new(form, "survey"), Sheet::new(form, "choices"));
    choices.list(SCALE, &form.scale);
    if !form.purpose.own().is_empty() {
        survey.push("note", "purpose", form.purpose.clone(), Texts::default(), "");
    }
    for section in &form.sections {
        survey.section(form, section, &mut choices);
    }
    survey.write(workbook.add_worksheet(), &["type", "name"], &["hint", "appearance"])?;
    choices.write(workbook.add_worksheet(), &["list_name", "name"], &[])?;
    let settings = workbook.add_worksheet();
    settings.set_name("settings")?;
    let language = languages(form).into_iter().next().unwrap_or_default();
    let entries = [
        ("form_title", literal(form.title.own())),
        ("form_id", underscored(&form.id)),
        ("version", form.version.clone()),
        ("default_language", language),
    ];
    for (at, (name, value)) in (0..).zip(&entries) {
        settings.write_string(0, at, *name)?;
        settings.write_string(1, at, value)?;
    }
    workbook.save_to_buffer()
}

/// The languages as XLSForm names them: `English (en)`.
fn languages(form: &Form) -> Vec<String> {
    let name = |tag: &String| match tag.split('-').next() {
        Some("en") => format!("English ({tag})"),
        Some("de") => format!("Deutsch ({tag})"),
        _ => format!("{tag} ({tag})"),
    };
    form.languages.iter().map(name).collect()
}

/// The rows of a sheet: fixed cells, a label per language, further cells.
struct Sheet {
    name: &'static str,
    labels: Vec<String>,
    rows: Vec<(Vec<String>, Texts, Vec<Texts>)>,
}

impl Sheet {
    fn new(form: &Form, sheet: &'static str) -> Self {
        Self { name: sheet, labels: languages(form), rows: Vec::new() }
    }

    fn push(&mut self, kind: &str, name: &str, label: Texts, hint: Texts, appearance: &str) {
        let further = vec![hint, Texts::same(appearance, self.labels.len())];
        self.rows.push((vec![kind.to_owned(), name.to_owned()], label, further));
    }

    fn list(&mut self, list: &str, choices: &[Choice]) {
        for choice in choices {
            // Names of choices hold no blanks.
            let plain = !choice.code.contains(char::is_whitespace);
            let code = if plain { &choice.code } else { &choice.short };
            let fixed = vec![list.to_owned(), code.clone()];
            self.rows.push((fixed, choice.label.clone(), Vec::new()));
        }
    }

    fn section(&mut self, form: &Form, section: &Section, choices: &mut Self) {
        let name = format!("section_{}", underscored(&section.id));
        let none = Texts::default;
        self.push("begin_group", &name, section.title.clone(), none(), "field-list");
        if !section.hint.own().is_empty() {
            self.push("note", &format!("{name}_hint"), section.hint.clone(), none(), "");
        }
        for question in &section.questions {
            self.question(form, question, choices);
        }
        self.push("end_group", "", none(), none(), "");
    }

    fn question(&mut self, form: &Form, question: &Question, choices: &mut Self) {
        let name = underscored(&question.id);
        let label = question.text.clone();
        let none = Texts::default;
        match &question.kind {
            Kind::Matrix(statements) => {
                let scale = format!("select_one {SCALE}");
                let head = if label.own().is_empty() { form.title.clone() } else { label };
                self.push(&scale, &format!("{name}_labels"), head, none(), "label");
                for one in statements {
                    let name = underscored(&one.id);
                    self.push(&scale, &name, one.text.clone(), none(), "list-nolabel");
                }
            }
            Kind::Text => self.push("text", &name, label, none(), ""),
            Kind::Long => self.push("text", &name, label, none(), "multiline"),
            Kind::Number => self.push("decimal", &name, label, none(), ""),
            Kind::One(list) => {
                choices.list(&name, list);
                self.push(&format!("select_one {name}"), &name, label, none(), "");
            }
            Kind::Many(list) => {
                choices.list(&name, list);
                self.push(&format!("select_multiple {name}"), &name, label, none(), "");
            }
        }
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        fixed: &[&str],
        further: &[&str],
    ) -> Result<(), XlsxError> {
        sheet.set_name(self.name)?;
        let spoken = |name: &str| -> Vec<String> {
            match (self.labels.as_slice(), name) {
                ([_], _) | (_, "appearance") => vec![name.to_owned()],
                (all, _) => all.iter().map(|language| format!("{name}::{language}")).collect(),
            }
        };
        let mut head: Vec<String> = fixed.iter().map(|&name| name.to_owned()).collect();
        head.extend(spoken("label"));
        head.extend(further.iter().flat_map(|name| spoken(name)));
        for (at, name) in (0..).zip(&head) {
            sheet.write_string(0, at, name)?;
        }
        for (row, (cells, label, others)) in (1..).zip(&self.rows) {
            let languages = 0..self.labels.len();
            let mut all: Vec<&str> = cells.iter().map(String::as_str).collect();
            all.extend(languages.clone().map(|at| label.at(at)));
            for (name, texts) in further.iter().zip(others) {
                let width = spoken(name).len();
                all.extend((0..width).map(|at| texts.at(at)));
            }
            for (at, text) in (0..).zip(all).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row, at, literal(text))?;
            }
        }
        Ok(())
    }
}

/// A text in which `${name}` does not stand for another answer.
fn literal(text: &str) -> String {
    text.replace("${", "$ {")
}
