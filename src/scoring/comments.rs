//! Comments that may be shown, without their raters.

use super::anonymity::protected;
use super::panel::{Panel, Protection, panels, people};
use super::rating::{Place, ratings};
use crate::questionnaire::{Questionnaire, Role};
use crate::responses::{Organisation, RaterGroup, Response};
use std::collections::{BTreeMap, BTreeSet};

/// Comments on the roles' headlines by competency or role id, sorted so that their order says
/// nothing about who wrote them.
///
/// For the function as a whole, comments are shown when at least the smallest group's number of
/// people answered. For holders, a comment is shown when its writer's group may be shown: on the
/// competency that it is about, or in the role as a whole.
pub fn comments(
    organisation: &Organisation,
    questionnaire: &Questionnaire,
) -> BTreeMap<String, Vec<String>> {
    let roles = questionnaire
        .roles
        .iter()
        .filter_map(|role| Some((role, panels(organisation, questionnaire, role, &[])?.headline?)));
    collect(roles, questionnaire)
}

/// Comments on one named subject, under the same rule.
pub fn subject_comments(
    organisation: &Organisation,
    questionnaire: &Questionnaire,
    subject: &str,
) -> BTreeMap<String, Vec<String>> {
    let panels = questionnaire.roles.iter().filter_map(|role| {
        let panels = panels(organisation, questionnaire, role, &[])?;
        let found = panels.subjects.into_iter().filter(|known| known.subject == subject);
        Some(found.map(move |known| (role, known.panel)))
    });
    collect(panels.flatten(), questionnaire)
}

fn collect<'a>(
    panels: impl Iterator<Item = (&'a Role, Panel<'a>)>,
    questionnaire: &Questionnaire,
) -> BTreeMap<String, Vec<String>> {
    let mut comments: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (role, panel) in panels {
        add(&role.id, &panel, &panel.responses(), questionnaire, &mut comments);
        for (first, competency) in questionnaire.competencies_of(&role.id) {
            let place = Place { competency, first };
            let raters: Vec<&Response> =
                ratings(&panel, place, questionnaire).iter().map(|rating| rating.row).collect();
            add(&competency.id, &panel, &raters, questionnaire, &mut comments);
        }
    }
    for texts in comments.values_mut() {
        texts.sort_unstable();
    }
    comments
}

/// Adds the comments about `id` that the raters of the panel wrote and that may be shown, where
/// `raters` are those whose number decides.
fn add(
    id: &str,
    panel: &Panel<'_>,
    raters: &[&Response],
    questionnaire: &Questionnaire,
    comments: &mut BTreeMap<String, Vec<String>>,
) {
    let min_group = questionnaire.scoring.min_group;
    let rows = panel.responses();
    let enough = people(rows.iter().copied()) >= min_group;
    let large = large_leaves(raters, min_group);
    for row in rows {
        let may_show = match panel.protection {
            Protection::Function => enough,
            Protection::Named => !protected(row.rater) || large.contains(&leaf(row)),
        };
        let text = row.comments.get(id).map_or("", |text| text.trim());
        if may_show && !text.is_empty() {
            comments.entry(id.to_owned()).or_default().push(text.to_owned());
        }
    }
}

/// Subject and rater group.
type Leaf<'a> = (Option<&'a str>, RaterGroup);

fn large_leaves<'a>(raters: &[&'a Response], min_group: usize) -> BTreeSet<Leaf<'a>> {
    let mut leaves: BTreeMap<Leaf<'a>, Vec<&'a Response>> = BTreeMap::new();
    for rater in raters.iter().copied() {
        leaves.entry(leaf(rater)).or_default().push(rater);
    }
    leaves.retain(|_, members| people(members.iter().copied()) >= min_group);
    leaves.into_keys().collect()
}

fn leaf(row: &Response) -> Leaf<'_> {
    (row.subject.as_deref(), row.rater)
}
