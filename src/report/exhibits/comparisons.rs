//! Charts that set a role's areas against two measures at once.

use crate::questionnaire::Questionnaire;
use crate::report::blocks::Chart;
use crate::report::charts::{
    ImportanceAxes, ImportanceRow, Measured, RadarRow, SlopeEnds, SlopeRow, importance, radar,
    slope,
};
use crate::report::context::{CompetencyView, RoleView};
use crate::report::markdown::Call;
use crate::report::wording::Wording;

/// Lines of a slope chart that can be told apart.
const SLOPES: usize = 12;

/// Areas with both measures below which a chart says nothing.
const FEWEST: usize = 3;

/// Ends of the importance scale.
const IMPORTANCE: [f64; 2] = [1.0, 5.0];

/// The chart of this name, where there is enough to show.
pub(super) fn chart(
    call: &Call,
    role: &RoleView,
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> Option<Chart> {
    let scale = [questionnaire.scale.min as f64, questionnaire.scale.max as f64];
    let (title, width) = (call.inline("title"), call.width);
    match call.name.as_str() {
        "importance" => {
            let rows: Vec<ImportanceRow> =
                role.competencies.iter().filter_map(importance_row).collect();
            let axes = ImportanceAxes { importance: IMPORTANCE, performance: scale, middle: None };
            (rows.len() >= FEWEST).then(|| importance(&rows, &axes, title, wording, width))
        }
        "radar" => {
            let row = |one: &CompetencyView| RadarRow {
                label: one.short.clone(),
                score: one.values.score,
                target: one.values.target,
            };
            let rows: Vec<RadarRow> = role.competencies.iter().map(row).collect();
            radar(&rows, scale, title, wording, width)
        }
        _ => {
            let mut rows: Vec<SlopeRow> = role.competencies.iter().filter_map(slope_row).collect();
            rows.truncate(SLOPES);
            let ends = SlopeEnds {
                before: wording.text("head.self"),
                after: wording.text("head.others"),
                scale,
            };
            (rows.len() >= FEWEST).then(|| slope(&rows, &ends, title, wording, width))
        }
    }
}

fn importance_row(one: &CompetencyView) -> Option<ImportanceRow> {
    let values = &one.values;
    Some(ImportanceRow {
        label: one.short.clone(),
        importance: Measured {
            value: Some(values.importance?),
            interval: values.importance_interval,
        },
        performance: Measured { value: Some(values.score?), interval: values.interval },
    })
}

fn slope_row(one: &CompetencyView) -> Option<SlopeRow> {
    let values = &one.values;
    Some(SlopeRow {
        label: one.short.clone(),
        before: Some(values.own?),
        after: Some(values.score?),
    })
}
