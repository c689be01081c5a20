//! Checks of what follows from an answer: what it refers to exists, and nothing is said twice.

use super::super::load::Draft;
use super::super::reader::Located;
use super::super::source::Problems;
use super::Ids;

/// Checks ids and references.
pub(super) fn check(draft: &Draft, problems: &mut Problems<'_>) {
    let follow_ups = &draft.follow_ups;
    let mut competencies = Ids::default();
    for entry in &draft.competencies {
        let competency = &entry.competency;
        competencies.known.insert(competency.value.id.clone(), competency.spot("id"));
    }
    let mut taken = Ids::default();
    for one in &follow_ups.competencies {
        let (id, spot) = (&one.value.competency, one.spot("competency"));
        if !id.is_empty() && !competencies.has(id) {
            competencies.unknown(id, "competency", spot, problems);
        }
        taken.add(id, "a follow-up", spot, problems);
    }
    unique(&follow_ups.service_levels, |one| &one.id, "a service level", problems);
    unique(&follow_ups.retained_duties, |one| &one.id, "a retained duty", problems);
    unique(&follow_ups.provider_questions, |one| &one.id, "a provider question", problems);
    unique(&follow_ups.decision_rights, |one| &one.id, "a decision right", problems);
    check_seats(draft, problems);
    check_structures(draft, problems);
    for step in &follow_ups.steps {
        if !(0..=3650).contains(&step.value.days) {
            let message = format!("`days` is {}; it must lie between 0 and 3650", step.value.days);
            problems.error(step.spot("days"), "out-of-range", message);
        }
    }
}

fn unique<T>(
    entries: &[Located<T>],
    id: impl Fn(&T) -> &String,
    what: &str,
    problems: &mut Problems<'_>,
) {
    let mut ids = Ids::default();
    for entry in entries {
        ids.add(id(&entry.value), what, entry.spot("id"), problems);
    }
}

fn check_seats(draft: &Draft, problems: &mut Problems<'_>) {
    let mut roles = Ids::default();
    for role in &draft.roles {
        roles.known.insert(role.value.id.clone(), role.at);
    }
    for right in &draft.follow_ups.decision_rights {
        for seat in right.value.seats.iter().filter(|seat| !roles.has(seat)) {
            roles.unknown(seat, "role", right.spot("seats"), problems);
        }
    }
}

fn check_structures(draft: &Draft, problems: &mut Problems<'_>) {
    let Some(model) = draft.decision.as_ref().and_then(|decision| decision.value.as_ref()) else {
        return;
    };
    let mut structures = Ids::default();
    for structure in &model.structure {
        structures.known.insert(structure.id.clone(), draft_at(draft));
    }
    for line in &draft.follow_ups.reporting_lines {
        if !structures.has(&line.value.structure) {
            let spot = line.spot("structure");
            structures.unknown(&line.value.structure, "structure", spot, problems);
        }
    }
}

fn draft_at(draft: &Draft) -> super::Spot {
    draft.decision.as_ref().map(|decision| decision.at).unwrap_or_default()
}
