//! Reading `[[context]]` questions.

use super::super::context::{ContextKind, ContextOption, ContextQuestion};
use super::super::reader::{Fields, Located, Node};
use super::super::source::{Problems, Spot};

/// Reads one context question.
pub(super) fn read(table: Node<'_>, problems: &mut Problems<'_>) -> Located<ContextQuestion> {
    let mut fields = Fields::new(table, "[[context]]", problems);
    if !table.table.contains_key("kind") {
        fields.problems.error(table.at, "missing-key", "[[context]] lacks `kind`");
    }
    let question = ContextQuestion {
        id: fields.required_text("id"),
        name: fields.required_text("name"),
        kind: fields.word("kind", &KINDS).unwrap_or(ContextKind::Text),
        options: read_options(&mut fields),
        ordered: fields.flag("ordered").unwrap_or(false),
        plausible: fields.range("plausible"),
        blank_means: fields.text("blank_means").unwrap_or_default(),
        unit: fields.text("unit").unwrap_or_default(),
        effect: fields.text("effect").unwrap_or_default(),
        seeds: fields.texts("seeds"),
    };
    fields.finish(question)
}

const KINDS: [(&str, ContextKind); 7] = [
    ("choice", ContextKind::Choice),
    ("multi", ContextKind::Multi),
    ("scale5", ContextKind::Scale5),
    ("number", ContextKind::Number),
    ("percent", ContextKind::Percent),
    ("money", ContextKind::Money),
    ("text", ContextKind::Text),
];

/// Options are plain texts, or tables with `id`, `label` and `silent`.
fn read_options(fields: &mut Fields<'_, '_, '_>) -> Vec<ContextOption> {
    let Some(values) = fields.list("options") else { return Vec::new() };
    let mut options = Vec::new();
    for value in values {
        let at = Spot { offset: value.span().start, ..fields.node.at };
        if let Some(id) = value.get_ref().as_str() {
            let option = ContextOption { id: id.to_owned(), label: id.to_owned(), silent: false };
            options.push(option);
        } else if let Some(table) = value.get_ref().as_table() {
            options.push(read_option(Node { table, at }, fields.problems));
        } else {
            fields.wrong_kind("options", "a list of texts or tables", value);
        }
    }
    options
}

fn read_option(table: Node<'_>, problems: &mut Problems<'_>) -> ContextOption {
    let mut fields = Fields::new(table, "an option", problems);
    let id = fields.required_text("id");
    let option = ContextOption {
        label: fields.text("label").unwrap_or_else(|| id.clone()),
        id,
        silent: fields.flag("silent").unwrap_or(false),
    };
    fields.finish(option).value
}
