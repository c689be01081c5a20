//! Charts and tables about what changed between waves.

use crate::questionnaire::Questionnaire;
use crate::report::blocks::Block;
use crate::report::charts::{SlopeEnds, SlopeRow, slope};
use crate::report::context::{ChangeView, RoleChangeView, ScoreChangeView};
use crate::report::markdown::Call;
use crate::report::wording::Wording;
use crate::report::{ReportError, tables};

/// The names, for the message of a wrong one.
pub(super) const KNOWN: &str =
    "chart changes; table change_course, change_decision, change_facts, changes, role_changes";

/// Lines of a slope chart that can be told apart.
const SLOPES: usize = 12;

/// Areas below which a chart says nothing.
const FEWEST: usize = 3;

/// The chart or table of this name; `None`: there is none.
pub(super) fn exhibit(
    call: &Call,
    view: &ChangeView,
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> Option<Result<Vec<Block>, ReportError>> {
    let decision = view.decision.as_ref();
    let made = match (call.kind.as_str(), call.name.as_str()) {
        ("chart", "changes") => {
            role(call, view).map(|role| chart(call, role, view, questionnaire, wording))
        }
        ("table", "changes") => {
            role(call, view).map(|role| tables::changes(&role.competencies, wording))
        }
        ("table", "change_course") => {
            role(call, view).map(|role| tables::change_course(role, view, wording))
        }
        ("table", "role_changes") => Ok(tables::role_changes(&view.roles, wording)),
        ("table", "change_decision") => Ok(decision
            .map(|decision| tables::change_decision(&decision.parts, view, wording))
            .unwrap_or_default()),
        ("table", "change_facts") => Ok(decision
            .map(|decision| tables::change_facts(&decision.facts, view, wording))
            .unwrap_or_default()),
        _ => return None,
    };
    Some(made)
}

fn role<'v>(call: &Call, view: &'v ChangeView) -> Result<&'v RoleChangeView, ReportError> {
    let id = call.plain("role").unwrap_or_default();
    view.role(&id)
        .ok_or_else(|| ReportError::UnknownRole { name: call.name.clone(), role: id.clone() })
}

/// Slopes of a role's areas from the first to the last wave; those that moved most where there are
/// many.
fn chart(
    call: &Call,
    role: &RoleChangeView,
    view: &ChangeView,
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> Vec<Block> {
    let mut areas: Vec<&ScoreChangeView> = role.competencies.iter().collect();
    areas.sort_by(|one, other| other.size().total_cmp(&one.size()));
    areas.truncate(SLOPES);
    let rows: Vec<SlopeRow> = areas
        .iter()
        .map(|one| SlopeRow {
            label: one.short.clone(),
            before: one.values[0],
            after: one.values[1],
        })
        .collect();
    let scale = [questionnaire.scale.min as f64, questionnaire.scale.max as f64];
    let ends = SlopeEnds { before: view.before.clone(), after: view.after.clone(), scale };
    if rows.len() < FEWEST {
        return Vec::new();
    }
    vec![Block::Chart(slope(&rows, &ends, call.inline("title"), wording, call.width))]
}
