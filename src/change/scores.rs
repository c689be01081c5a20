//! A wave's scores in the shape in which the decision reads scores.

use crate::scoring::{CompetencyScore, RoleScore, RoleScores, Scores, SubjectScore};
use crate::wave::{Point, Wave, WaveRole};

/// The scores of a wave, as far as a decision depends on them.
pub(super) fn scores(wave: &Wave) -> Scores {
    Scores {
        respondents: wave.respondents,
        roles: wave.roles.iter().map(|(id, role)| role_scores(id, role)).collect(),
        ..Scores::default()
    }
}

fn role_scores(id: &str, role: &WaveRole) -> RoleScores {
    let subjects = role.subjects.iter().map(|one| {
        let competencies = one.competencies.iter().map(|(id, score)| CompetencyScore {
            competency: id.clone(),
            score: Some(*score),
            ..CompetencyScore::default()
        });
        SubjectScore {
            subject: one.subject.clone(),
            standing: one.standing,
            score: role_score(&one.point, one.self_rated, competencies.collect()),
        }
    });
    let competencies = role.competencies.iter().map(|one| CompetencyScore {
        competency: one.id.clone(),
        score: one.point.score,
        interval: one.point.interval,
        target: one.point.target,
        ..CompetencyScore::default()
    });
    // A role of which only candidates were rated has subjects and no competencies.
    let headline = (!role.competencies.is_empty())
        .then(|| role_score(&role.point, role.self_rated, competencies.collect()));
    RoleScores { role: id.to_owned(), headline, subjects: subjects.collect() }
}

fn role_score(point: &Point, self_rated: bool, competencies: Vec<CompetencyScore>) -> RoleScore {
    RoleScore {
        score: point.score,
        interval: point.interval,
        standard_error: point.standard_error,
        freedom: point.freedom,
        target: point.target,
        n_raters: point.n_raters,
        self_rated,
        competencies,
        ..RoleScore::default()
    }
}
