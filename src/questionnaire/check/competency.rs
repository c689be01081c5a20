//! Checks of competencies: weights, targets, cut scores, items and target shifts.

use super::super::load::{Draft, DraftCompetency};
use super::super::reader::Located;
use super::super::source::Problems;
use super::super::{Competency, Scale};

/// Reports values out of range and conditions that name what is not there.
pub(super) fn check(draft: &Draft, problems: &mut Problems<'_>) {
    if draft.competencies.is_empty() {
        let at = draft.model.as_ref().map_or_else(Default::default, |model| model.at);
        problems.error(at, "no-competency", "the questionnaire has no [[competency]]");
    }
    let scale = draft.scale.as_ref().map(|scale| &scale.value);
    for entry in &draft.competencies {
        check_numbers(&entry.competency, scale, problems);
        check_texts(entry, problems);
        for shift in &entry.shifts {
            let spot = shift.spot("when");
            for problem in shift.value.when.problems(&questions(draft)) {
                problems.add(spot, problem);
            }
            if entry.competency.value.target.is_none() {
                let message = "a target shift needs a target to move";
                problems.error(shift.at, "missing-target", message);
            }
        }
    }
}

fn questions(draft: &Draft) -> Vec<&super::super::context::ContextQuestion> {
    draft.context.iter().map(|question| &question.value).collect()
}

/// Weight, target, cut and floor; those of a profile are checked by the same function.
pub(in super::super) fn check_numbers(
    competency: &Located<Competency>,
    scale: Option<&Scale>,
    problems: &mut Problems<'_>,
) {
    let Competency { id, weight, target, cut, floor, critical, .. } = &competency.value;
    if *weight <= 0.0 {
        let message = format!("the weight {weight} of \"{id}\" is not above 0");
        problems.error(competency.spot("weight"), "weight-range", message);
    }
    for (key, value) in [("target", target), ("cut", cut), ("floor", floor)] {
        if let (Some(value), Some(scale)) = (value, scale)
            && !(scale.min as f64..=scale.max as f64).contains(value)
        {
            let message = format!("the {key} {value} of \"{id}\" is not on the scale");
            let hint = format!("the scale goes from {} to {}", scale.min, scale.max);
            problems.error_with_hint(competency.spot(key), "off-scale", message, hint);
        }
    }
    if let (Some(cut), Some(floor)) = (cut, floor)
        && floor > cut
    {
        let message = format!("the floor {floor} of \"{id}\" lies above its cut score {cut}");
        problems.error(competency.spot("floor"), "floor-above-cut", message);
    }
    if *critical && cut.is_none() && floor.is_none() {
        let message = format!("\"{id}\" is critical but has neither `cut` nor `floor`");
        problems.error(competency.spot("critical"), "missing-cut", message);
    }
}

fn check_texts(entry: &DraftCompetency, problems: &mut Problems<'_>) {
    let competency = &entry.competency;
    let id = &competency.value.id;
    if entry.items.is_empty() {
        let message = format!("the competency \"{id}\" has no [[competency.item]]");
        problems.error(competency.at, "no-item", message);
    }
    let length = competency.value.short.chars().count();
    if competency.gives("short") && length > 32 {
        let message = format!("the short name of \"{id}\" has {length} characters");
        let hint = "use 32 or fewer, so that it fits charts";
        problems.error_with_hint(competency.spot("short"), "long-name", message, hint);
    }
    if !competency.value.critical && (competency.gives("cut") || competency.gives("floor")) {
        let message = format!("\"{id}\" has a cut score or floor but is not critical");
        let hint = "add `critical = true`, or take them out";
        problems.error_with_hint(competency.at, "unused-cut", message, hint);
    }
}
