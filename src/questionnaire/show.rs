//! Questionnaires as readable text: a list, a summary, and a file to start from.

use super::context::{ContextKind, ContextQuestion};
use super::{Competency, Questionnaire, Role, Scale, builtin, builtin_languages, builtin_names};
use std::fmt::{self, Write as _};

/// One line per built-in questionnaire: name, title, counts and languages.
pub fn listing() -> String {
    let mut text = String::new();
    for name in builtin_names() {
        if let Some(Ok(questionnaire)) = builtin(name) {
            let own = questionnaire.model.language.as_str();
            let others = builtin_languages(name).iter().copied();
            let languages: Vec<&str> = std::iter::once(own).chain(others).collect();
            let headline = headline(&questionnaire);
            let _ = writeln!(text, "{name}  {headline}; in {}", languages.join(", "));
        }
    }
    text
}

/// `Title (version): 2 roles, 3 competencies, 12 items, 5 context questions`.
fn headline(questionnaire: &Questionnaire) -> String {
    let model = &questionnaire.model;
    let counts = [
        counted(questionnaire.roles.len(), "role", "roles"),
        counted(questionnaire.competencies.len(), "competency", "competencies"),
        counted(questionnaire.item_count(), "item", "items"),
        counted(questionnaire.context.len(), "context question", "context questions"),
    ];
    format!("{} ({}): {}", model.title, model.version, counts.join(", "))
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A questionnaire for reading: identity, scale, competencies with items and anchors, context.
pub fn show(questionnaire: &Questionnaire) -> String {
    let mut text = String::new();
    // Writing to a text cannot fail.
    let _ = write_all(&mut text, questionnaire);
    text
}

fn write_all(out: &mut String, questionnaire: &Questionnaire) -> fmt::Result {
    let model = &questionnaire.model;
    writeln!(out, "{}", headline(questionnaire))?;
    let status = if model.draft { ", draft" } else { "" };
    writeln!(out, "id {}, language {}{status}", model.id, model.language)?;
    let facts = [
        ("licence", &model.licence),
        ("provenance", &model.provenance),
        ("purpose", &model.purpose),
        ("retention", &model.retention),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            writeln!(out, "{name}: {fact}")?;
        }
    }
    writeln!(out, "sha256 {}", questionnaire.sha256)?;
    write_scale(out, questionnaire)?;
    for role in &questionnaire.roles {
        write_role(out, role, questionnaire)?;
    }
    if !questionnaire.context.is_empty() {
        writeln!(out, "\nCONTEXT")?;
    }
    for question in &questionnaire.context {
        write_question(out, question)?;
    }
    write_overrides(out, questionnaire)
}

fn write_scale(out: &mut String, questionnaire: &Questionnaire) -> fmt::Result {
    let Scale { min, max, question, labels, .. } = &questionnaire.scale;
    writeln!(out, "\nSCALE {min} to {max}")?;
    if let Some(question) = question {
        writeln!(out, "  {question}")?;
    }
    for (point, label) in (*min..=*max).zip(labels) {
        writeln!(out, "  {point} {label}")?;
    }
    let bands: Vec<String> =
        questionnaire.bands.iter().map(|band| format!("{} from {}", band.id, band.from)).collect();
    if !bands.is_empty() {
        writeln!(out, "  bands: {}", bands.join(", "))?;
    }
    Ok(())
}

fn write_role(out: &mut String, role: &Role, questionnaire: &Questionnaire) -> fmt::Result {
    writeln!(out, "\n{} ({})", role.name.to_uppercase(), role.id)?;
    for (_, competency) in questionnaire.competencies_of(&role.id) {
        write_competency(out, competency)?;
    }
    Ok(())
}

fn write_competency(out: &mut String, competency: &Competency) -> fmt::Result {
    let Competency { id, name, definition, weight, target, cut, floor, .. } = competency;
    writeln!(out, "\n  {name} ({id})")?;
    if !definition.is_empty() {
        writeln!(out, "    {definition}")?;
    }
    let mut numbers = vec![format!("weight {weight}")];
    let known = [("target", target), ("cut score", cut), ("floor", floor)];
    let known = known.iter().filter_map(|(what, value)| Some(format!("{what} {}", (**value)?)));
    numbers.extend(known);
    writeln!(out, "    {}", numbers.join(", "))?;
    if competency.critical && !competency.rationale.is_empty() {
        writeln!(out, "    critical: {}", competency.rationale)?;
    }
    for shift in &competency.target_shifts {
        writeln!(out, "    target {:+} where {}", shift.by, shift.why)?;
    }
    for item in &competency.items {
        let reverse = if item.reverse { " (reversed)" } else { "" };
        writeln!(out, "    - {}: {}{reverse}", item.id, item.text)?;
    }
    let anchors = [
        ("weak", &competency.anchor_1),
        ("middling", &competency.anchor_3),
        ("strong", &competency.anchor_5),
    ];
    for (level, anchor) in anchors.iter().filter(|(_, anchor)| !anchor.is_empty()) {
        writeln!(out, "    {level}: {anchor}")?;
    }
    Ok(())
}

fn write_question(out: &mut String, question: &ContextQuestion) -> fmt::Result {
    let ContextQuestion { id, name, unit, effect, .. } = question;
    let kind = match question.kind {
        ContextKind::Choice => "one of".to_owned(),
        ContextKind::Multi => "any of, joined by \";\"".to_owned(),
        ContextKind::Scale5 => "1 to 5".to_owned(),
        ContextKind::Number => "number".to_owned(),
        ContextKind::Percent => "0 to 100 percent".to_owned(),
        ContextKind::Money => "amount of money".to_owned(),
        ContextKind::Text => "text".to_owned(),
    };
    let unit = if unit.is_empty() { String::new() } else { format!(", in {unit}") };
    writeln!(out, "\n  {name} ({id}): {kind}{unit}")?;
    for option in &question.options {
        if option.id == option.label {
            writeln!(out, "    {}", option.id)?;
        } else {
            writeln!(out, "    {} = {}", option.id, option.label)?;
        }
    }
    if let Some([low, high]) = question.plausible {
        writeln!(out, "    a missing answer is taken as anything from {low} to {high}")?;
    }
    if !question.blank_means.is_empty() {
        writeln!(out, "    blank: {}", question.blank_means)?;
    }
    if !effect.is_empty() {
        writeln!(out, "    {effect}")?;
    }
    Ok(())
}

fn write_overrides(out: &mut String, questionnaire: &Questionnaire) -> fmt::Result {
    if questionnaire.overrides.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nCHANGED BY THE PROFILE")?;
    for line in &questionnaire.overrides {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// A commented questionnaire to start one's own from; it passes [`parse`](super::parse).
pub fn starter() -> &'static str {
    include_str!("../../questionnaires/starter.toml")
}
