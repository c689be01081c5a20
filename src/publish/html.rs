//! A page that works without any survey tool and without a network (`templates/form`).

use super::form::{Form, Kind};
use super::{Selection, failed};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::context::ContextKind;
use crate::questionnaire::{Questionnaire, RoleKind};
use serde_json::{Map, Value, json};

const PAGE: &str = include_str!("../../templates/form/form.html");
const STYLE: &str = include_str!("../../templates/form/form.css");
const SCRIPT: &str = include_str!("../../templates/form/form.js");
/// The words of the page itself, by language.
const WORDS: [(&str, &str); 2] = [
    ("en", include_str!("../../templates/form/words.en.json")),
    ("de", include_str!("../../templates/form/words.de.json")),
];

/// Identifier of the data in the page.
const SCHEMA: &str = "assess/form/1";

pub(super) fn write(
    form: &Form,
    languages: &[Questionnaire],
    selection: &Selection,
) -> Result<String, Diagnostic> {
    let Some(own) = languages.first() else { return Err(failed(&"no language")) };
    let mut words = Map::new();
    for (language, text) in WORDS {
        words.insert(
            language.to_owned(),
            serde_json::from_str(text).map_err(|error| failed(&error))?,
        );
    }
    let parts: Vec<&str> = [(selection.rater, "rater"), (selection.sponsor, "sponsor")]
        .into_iter()
        .filter_map(|(wanted, part)| wanted.then_some(part))
        .collect();
    let mut data = json!({
        "schema": SCHEMA,
        "questionnaire": { "id": form.id, "version": form.version },
        "parts": parts,
        "languages": form.languages,
        "scale": { "min": own.scale.min, "max": own.scale.max },
        "not_observed": form.scale.iter().find(|one| one.not_observed).map(|one| &one.code),
        "sections": sections(form, own),
        "roles": own.roles.iter().map(|role| json!({ "id": role.id, "seat": role.kind == RoleKind::Seat })).collect::<Vec<_>>(),
        "importance": !selection.short,
        "comments": !selection.short,
        "facts": if selection.sponsor { facts(own) } else { json!([]) },
    });
    let mut texts = Map::new();
    for (at, one) in languages.iter().enumerate() {
        texts.insert(one.model.language.clone(), spoken(form, one, at));
    }
    data["texts"] = Value::Object(texts);
    Ok(filled(&[
        ("STYLE", STYLE.to_owned()),
        ("SCRIPT", SCRIPT.to_owned()),
        ("WORDS", embedded(&Value::Object(words))),
        ("DATA", embedded(&data)),
        ("LANG", escaped(&own.model.language)),
        ("TITLE", escaped(form.title.own())),
    ]))
}

/// The page with every `{{PLACE}}` filled once; what is filled in is never taken for a place.
fn filled(parts: &[(&str, String)]) -> String {
    let mut page = String::new();
    for (at, piece) in PAGE.split("{{").enumerate() {
        match piece.split_once("}}").filter(|_| at > 0) {
            Some((place, rest)) => {
                let part = parts.iter().find(|(name, _)| *name == place);
                page.push_str(part.map_or("", |(_, text)| text));
                page.push_str(rest);
            }
            None => page.push_str(piece),
        }
    }
    page
}

/// JSON inside a page: `<` could end the element that it stands in.
fn embedded(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The competencies that are asked, with their role and items.
fn sections(form: &Form, own: &Questionnaire) -> Vec<Value> {
    let matrices = form.questions().filter_map(|question| match &question.kind {
        Kind::Matrix(statements) => Some((&question.id, statements)),
        _ => None,
    });
    let section = |(id, statements): (&String, &Vec<super::form::Statement>)| {
        let role = own.competency(id).map_or("", |one| one.role.as_str());
        let items: Vec<&str> = statements.iter().map(|one| one.id.as_str()).collect();
        json!({ "id": id, "role": role, "items": items })
    };
    matrices.map(section).collect()
}

fn facts(own: &Questionnaire) -> Value {
    let kind = |kind: ContextKind| match kind {
        ContextKind::Choice => "choice",
        ContextKind::Multi => "multi",
        ContextKind::Scale5 => "scale5",
        ContextKind::Number => "number",
        ContextKind::Percent => "percent",
        ContextKind::Money => "money",
        ContextKind::Text => "text",
    };
    let fact = |question: &crate::questionnaire::context::ContextQuestion| {
        let options: Vec<&str> = question.options.iter().map(|one| one.id.as_str()).collect();
        json!({
            "id": question.id,
            "kind": kind(question.kind),
            "options": options,
            "unit": question.unit,
        })
    };
    own.context.iter().map(fact).collect()
}

/// The texts in one language.
fn spoken(form: &Form, one: &Questionnaire, at: usize) -> Value {
    let mut sections = Map::new();
    let mut items = Map::new();
    for section in &form.sections {
        let texts = json!({ "title": section.title.at(at), "definition": section.hint.at(at) });
        sections.insert(section.id.clone(), texts);
        for question in &section.questions {
            if let Kind::Matrix(statements) = &question.kind {
                let texts =
                    statements.iter().map(|item| (item.id.clone(), item.text.at(at).into()));
                items.extend(texts);
            }
        }
    }
    let roles: Map<String, Value> =
        one.roles.iter().map(|role| (role.id.clone(), role.name.as_str().into())).collect();
    let mut facts = Map::new();
    for question in &one.context {
        let options: Map<String, Value> = question
            .options
            .iter()
            .map(|option| (option.id.clone(), option.label.as_str().into()))
            .collect();
        let texts = json!({ "name": question.name, "unit": question.unit, "options": options });
        facts.insert(question.id.clone(), texts);
    }
    json!({
        "title": one.model.title,
        "purpose": one.model.purpose.clone().unwrap_or_default(),
        "retention": one.model.retention.clone().unwrap_or_default(),
        "question": one.scale.question.clone().unwrap_or_default(),
        "labels": one.scale.labels,
        "roles": roles,
        "sections": sections,
        "items": items,
        "facts": facts,
    })
}
