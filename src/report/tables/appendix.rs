//! The appendix: cross-references and where the numbers come from.

use super::grid::{cell, list, strong, table, text};
use crate::report::blocks::Block;
use crate::report::context::{CompetencyView, MethodView, RoleView};
use crate::report::wording::Wording;

/// Competency and the sections of public frameworks that it is related to.
pub fn references(roles: &[&RoleView], wording: &Wording) -> Vec<Block> {
    let columns = vec![
        text("competency", 0.3, wording),
        text("role", 0.12, wording),
        text("references", 0.58, wording),
    ];
    let competencies = roles.iter().flat_map(|role| &role.competencies);
    let row = |one: &CompetencyView| {
        vec![strong(&one.short), cell(&one.role_short), cell(&one.references.join("; "))]
    };
    let known = competencies.filter(|one| !one.references.is_empty());
    table("references", columns, known.map(row).collect(), wording)
}

/// What the numbers come from, with whole checksums.
pub fn provenance(method: &MethodView, wording: &Wording) -> Vec<Block> {
    let columns = vec![text("source", 0.28, wording), text("detail", 0.72, wording)];
    let row = |key: &str, detail: &str| {
        vec![cell(&wording.text(&format!("provenance.{key}"))), cell(detail)]
    };
    let mut rows = vec![row("tool", &method.tool), row("seed", &method.seed)];
    let questionnaire = format!("{} {}", method.questionnaire, method.version);
    rows.push(row("questionnaire", &questionnaire));
    rows.push(row("questionnaire_sha256", &method.questionnaire_sha256));
    for file in &method.files {
        rows.push(row("input", &file.name));
        rows.push(row("input_sha256", &file.sha256));
    }
    if let Some(licence) = &method.licence {
        rows.push(row("licence", licence));
    }
    if let Some(origin) = &method.origin {
        rows.push(row("origin", origin));
    }
    list("provenance", columns, rows, wording)
}
