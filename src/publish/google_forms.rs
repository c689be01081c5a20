//! Google Forms: an Apps Script that makes the form. Google gives no ids to questions, so the id
//! stands before each text. Checked with a stub of `FormApp` in `.ci/publish`.

use super::failed;
use super::form::{Form, Kind, Question};
use super::names::line;
use crate::diagnostic::Diagnostic;
use serde_json::{Value, json};

/// What makes the form from the data above it.
const SCRIPT: &str = include_str!("../../templates/publish/google-forms.gs");

pub(super) fn write(form: &Form) -> Result<String, Diagnostic> {
    let sections: Vec<Value> = form
        .sections
        .iter()
        .map(|section| {
            json!({
                "title": line(section.title.own()),
                "help": line(section.hint.own()),
                "questions": section.questions.iter().map(|one| question(form, one)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let data = json!({
        "title": line(form.title.own()),
        "description": line(form.purpose.own()),
        "scale": form.scale.iter().map(|one| line(one.label.own())).collect::<Vec<_>>(),
        "sections": sections,
    });
    let data = serde_json::to_string_pretty(&data).map_err(|error| failed(&error))?;
    Ok(format!("const FORM = {data};\n\n{SCRIPT}"))
}

fn question(form: &Form, question: &Question) -> Value {
    let labelled = |id: &str, text: &str| format!("[{id}] {}", line(text)).trim_end().to_owned();
    let labels = |list: &[super::form::Choice]| -> Vec<String> {
        list.iter().map(|one| line(one.label.own())).collect()
    };
    let title = labelled(&question.id, question.text.own());
    match &question.kind {
        Kind::Matrix(statements) => {
            let asked = line(question.text.own());
            let title = if asked.is_empty() { line(form.title.own()) } else { asked };
            let rows: Vec<String> =
                statements.iter().map(|one| labelled(&one.id, one.text.own())).collect();
            json!({ "kind": "grid", "title": title, "rows": rows })
        }
        Kind::Text | Kind::Number => json!({ "kind": "text", "title": title }),
        Kind::Long => json!({ "kind": "paragraph", "title": title }),
        Kind::One(list) => json!({ "kind": "one", "title": title, "choices": labels(list) }),
        Kind::Many(list) => json!({ "kind": "many", "title": title, "choices": labels(list) }),
    }
}
