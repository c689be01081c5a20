//! Scores as tidy rows: one number per row, with everything that says what it is of.

use crate::questionnaire::Questionnaire;
use crate::responses::{RaterGroup, Standing};
use crate::scoring::{CompetencyScore, RoleScore, RoleScores, Scores, band};
use serde::Serialize;
use std::collections::BTreeMap;

/// The rater group of rows about all raters but the assessed person.
const OTHERS: &str = "others";

/// One row of `scores.csv`, and one object of the `jsonl` output. Scores are on the questionnaire's
/// scale; what is not known is `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreRow {
    /// Organisation as given.
    pub organisation: String,
    /// The person; `None`: the role's headline.
    pub subject: Option<String>,
    /// The person's standing.
    pub standing: Option<Standing>,
    /// Role id.
    pub role: String,
    /// Competency id; `None`: the role as a whole.
    pub competency: Option<String>,
    /// `others` (all but the assessed person), or a group: `self`, `manager`, `peer`, ...
    pub rater_group: &'static str,
    /// Raters; `None` where the number is withheld too.
    pub n: Option<usize>,
    /// The score.
    pub score: Option<f64>,
    /// Lower end of the interval.
    pub lower: Option<f64>,
    /// Upper end of the interval.
    pub upper: Option<f64>,
    /// Target.
    pub target: Option<f64>,
    /// `target - score`; positive is a shortfall.
    pub gap: Option<f64>,
    /// Weight of the competency within its role.
    pub weight: Option<f64>,
    /// Band id of the score.
    pub band: Option<String>,
    /// The score exists and is not shown.
    pub withheld: bool,
}

/// All rows of one organisation: roles in the questionnaire's order; in each the headline, then the
/// subjects; in each the role as a whole, then its competencies; in each all others, then self,
/// then the groups shown, then the groups withheld.
pub fn score_rows(
    organisation: &str,
    scores: &Scores,
    questionnaire: &Questionnaire,
) -> Vec<ScoreRow> {
    let mut rows = Vec::new();
    for role in &scores.roles {
        if let Some(headline) = &role.headline {
            let empty = empty_row(organisation, role);
            push_role(&empty, headline, questionnaire, &mut rows);
        }
        for subject in &role.subjects {
            let mut empty = empty_row(organisation, role);
            empty.subject = Some(subject.subject.clone());
            empty.standing = Some(subject.standing);
            push_role(&empty, &subject.score, questionnaire, &mut rows);
        }
    }
    rows
}

fn empty_row(organisation: &str, role: &RoleScores) -> ScoreRow {
    ScoreRow {
        organisation: organisation.to_owned(),
        subject: None,
        standing: None,
        role: role.role.clone(),
        competency: None,
        rater_group: OTHERS,
        n: None,
        score: None,
        lower: None,
        upper: None,
        target: None,
        gap: None,
        weight: None,
        band: None,
        withheld: false,
    }
}

/// What a role and a competency have in common.
struct Measured<'a> {
    score: Option<f64>,
    interval: Option<[f64; 2]>,
    gap: Option<f64>,
    n_raters: usize,
    own: Option<f64>,
    own_raters: usize,
    groups: &'a BTreeMap<RaterGroup, f64>,
    group_sizes: &'a BTreeMap<RaterGroup, usize>,
    withheld: &'a [RaterGroup],
    self_rated: bool,
}

fn push_role(
    empty: &ScoreRow,
    role: &RoleScore,
    questionnaire: &Questionnaire,
    rows: &mut Vec<ScoreRow>,
) {
    let row = ScoreRow { target: role.target, ..empty.clone() };
    push_measured(&row, &of_role(role), questionnaire, rows);
    for competency in &role.competencies {
        let row = ScoreRow {
            competency: Some(competency.competency.clone()),
            target: competency.target,
            weight: Some(competency.weight),
            ..empty.clone()
        };
        push_measured(&row, &of_competency(competency, role.self_rated), questionnaire, rows);
    }
}

fn push_measured(
    row: &ScoreRow,
    measured: &Measured<'_>,
    questionnaire: &Questionnaire,
    rows: &mut Vec<ScoreRow>,
) {
    if !measured.self_rated {
        rows.push(main_row(row, measured, questionnaire));
    }
    if let Some(own) = measured.own {
        let mut found = group_row(row, RaterGroup::Own, own, questionnaire);
        found.n = Some(measured.own_raters);
        if measured.self_rated {
            [found.lower, found.upper] = ends(measured.interval);
        }
        rows.push(found);
    }
    for (group, score) in measured.groups {
        let n = measured.group_sizes.get(group).copied();
        rows.push(ScoreRow { n, ..group_row(row, *group, *score, questionnaire) });
    }
    for group in measured.withheld {
        rows.push(ScoreRow { rater_group: group.name(), withheld: true, ..row.clone() });
    }
}

fn main_row(row: &ScoreRow, measured: &Measured<'_>, questionnaire: &Questionnaire) -> ScoreRow {
    let withheld = measured.score.is_none() && !measured.withheld.is_empty();
    let [lower, upper] = ends(measured.interval);
    ScoreRow {
        n: (!withheld).then_some(measured.n_raters),
        score: measured.score,
        lower,
        upper,
        gap: measured.gap,
        band: measured.score.and_then(|score| band(score, questionnaire)),
        withheld,
        ..row.clone()
    }
}

fn group_row(
    row: &ScoreRow,
    group: RaterGroup,
    score: f64,
    questionnaire: &Questionnaire,
) -> ScoreRow {
    ScoreRow {
        rater_group: group.name(),
        score: Some(score),
        gap: row.target.map(|target| target - score),
        band: band(score, questionnaire),
        ..row.clone()
    }
}

fn ends(interval: Option<[f64; 2]>) -> [Option<f64>; 2] {
    [interval.map(|[low, _]| low), interval.map(|[_, high]| high)]
}

fn of_role(role: &RoleScore) -> Measured<'_> {
    Measured {
        score: role.score,
        interval: role.interval,
        gap: role.gap,
        n_raters: role.n_raters,
        own: role.own,
        own_raters: role.own_raters,
        groups: &role.groups,
        group_sizes: &role.group_sizes,
        withheld: &role.withheld,
        self_rated: role.self_rated,
    }
}

fn of_competency(competency: &CompetencyScore, self_rated: bool) -> Measured<'_> {
    Measured {
        score: competency.score,
        interval: competency.interval,
        gap: competency.gap,
        n_raters: competency.n_raters,
        own: competency.own,
        own_raters: competency.own_raters,
        groups: &competency.groups,
        group_sizes: &competency.group_sizes,
        withheld: &competency.withheld,
        self_rated,
    }
}
