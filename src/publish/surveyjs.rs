//! SurveyJS: a survey as JSON. Rows of a matrix carry the ids of statements, so that results come
//! back by id. Checked with the library's own reader (survey-core) in `.ci/publish`.

use super::failed;
use super::form::{Choice, Form, Kind, Question, Texts};
use super::names::underscored;
use crate::diagnostic::Diagnostic;
use serde_json::{Map, Value, json};

pub(super) fn write(form: &Form) -> Result<Vec<u8>, Diagnostic> {
    let pages: Vec<Value> = form
        .sections
        .iter()
        .map(|section| {
            json!({
                "name": format!("page_{}", underscored(&section.id)),
                "title": text(form, &section.title),
                "description": text(form, &section.hint),
                "elements": section.questions.iter().map(|one| question(form, one)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let survey = json!({
        "title": text(form, &form.title),
        "description": text(form, &form.purpose),
        "locale": form.languages.first(),
        "showProgressBar": "top",
        "questionErrorLocation": "bottom",
        "pages": pages,
    });
    let mut bytes = serde_json::to_vec_pretty(&survey).map_err(|error| failed(&error))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// One text, or one per language with the first as the default.
fn text(form: &Form, texts: &Texts) -> Value {
    if form.languages.len() < 2 {
        return Value::String(texts.own().to_owned());
    }
    let mut all = Map::new();
    all.insert("default".to_owned(), texts.own().into());
    for (at, language) in form.languages.iter().enumerate().skip(1) {
        all.insert(language.clone(), texts.at(at).into());
    }
    Value::Object(all)
}

fn choices(form: &Form, choices: &[Choice]) -> Value {
    let one = |one: &Choice| {
        let value = one.code.parse::<i64>().map_or_else(|_| json!(one.code), |point| json!(point));
        json!({ "value": value, "text": text(form, &one.label) })
    };
    choices.iter().map(one).collect()
}

fn question(form: &Form, question: &Question) -> Value {
    let mut made = json!({
        "name": underscored(&question.id),
        "title": text(form, &question.text),
    });
    let specific = match &question.kind {
        Kind::Matrix(statements) => json!({
            "type": "matrix",
            "columns": choices(form, &form.scale),
            "rows": statements
                .iter()
                .map(|one| json!({ "value": one.id, "text": text(form, &one.text) }))
                .collect::<Vec<_>>(),
        }),
        Kind::Text => json!({ "type": "text" }),
        Kind::Long => json!({ "type": "comment" }),
        Kind::Number => json!({ "type": "text", "inputType": "number" }),
        Kind::One(list) => {
            json!({ "type": "radiogroup", "choices": choices(form, list), "showClearButton": true })
        }
        Kind::Many(list) => json!({ "type": "checkbox", "choices": choices(form, list) }),
    };
    if let (Value::Object(made), Value::Object(specific)) = (&mut made, specific) {
        if question.text.own().is_empty() {
            made.insert("titleLocation".to_owned(), "hidden".into());
        }
        made.extend(specific);
    }
    made
}
