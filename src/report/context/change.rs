//! What changed between two waves, as the reader sees it.

mod words;

use crate::change::difference::Noise;
use crate::change::{Change, Course};
use crate::questionnaire::Questionnaire;
use crate::report::escape::one_line;
use crate::report::wording::Wording;
use serde::Serialize;
use words::Words;

/// Everything that moved, and what did not, between the first and the last wave.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeView {
    /// Organisation.
    pub organisation: String,
    /// Day of the earlier wave in words.
    pub before: String,
    /// Day of the later wave in words.
    pub after: String,
    /// Days of all waves in words, the earliest first; two for two waves.
    pub waves: Vec<String>,
    /// "seven people" then.
    pub people_before: String,
    /// "nine people" now.
    pub people_after: String,
    /// Roles that one wave or both have, in the questionnaire's order.
    pub roles: Vec<RoleChangeView>,
    /// Areas that rose by more than noise, the largest change first.
    pub risen: Vec<ScoreChangeView>,
    /// Areas that fell by more than noise, the largest change first.
    pub fallen: Vec<ScoreChangeView>,
    /// How many areas were compared.
    pub compared: usize,
    /// Areas that could not be compared, with the reason in words.
    pub incomparable: Vec<IncomparableView>,
    /// The recommendation then and now.
    pub decision: Option<DecisionChangeView>,
    /// Whether other weights, targets or rules held.
    pub other_rules: bool,
    /// The questionnaire's versions, where they differ.
    pub versions: Option<[String; 2]>,
    /// "95 %".
    pub level: String,
    /// Whether norms say how large noise is.
    pub norms: bool,
    /// Whether several areas are judged at once, so that the limits are wider.
    pub family: bool,
}

/// The change of a role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleChangeView {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// The role's score.
    pub score: ScoreChangeView,
    /// Somebody else holds the seat than then.
    pub other_holder: bool,
    /// Areas with a difference, the largest rise first.
    pub competencies: Vec<ScoreChangeView>,
}

/// The change of one score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreChangeView {
    /// Id.
    pub id: String,
    /// Short name.
    pub short: String,
    /// Short name of the role.
    pub role_short: String,
    /// Score then, one decimal.
    pub before: Option<String>,
    /// Score now, one decimal.
    pub after: Option<String>,
    /// Printed score now minus printed score then: "+0.4".
    pub change: Option<String>,
    /// "+0.1 to +0.7".
    pub interval: Option<String>,
    /// The smallest change outside the noise, one decimal.
    pub smallest: Option<String>,
    /// Raters then and now: "7, 9".
    pub raters: String,
    /// Target now.
    pub target: Option<String>,
    /// Scores of all waves, one decimal; a dash where there is none.
    pub course: Vec<String>,
    /// "Risen", or why nothing can be said.
    pub verdict: String,
    /// `risen`, `fallen`, `within_noise`, `unknown`.
    pub verdict_id: &'static str,
    /// Unrounded score then and now, for charts.
    #[serde(skip)]
    pub values: [Option<f64>; 2],
}

/// Areas that could not be compared for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncomparableView {
    /// The reason in words.
    pub reason: String,
    /// The areas.
    pub areas: Vec<String>,
}

/// The recommendation then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionChangeView {
    /// The earlier answer.
    pub before: String,
    /// The later answer.
    pub after: String,
    /// Whether any part of it differs.
    pub changed: bool,
    /// The same choices in other words.
    pub reworded: bool,
    /// Its parts, the structure first.
    pub parts: Vec<PartChangeView>,
    /// `facts`, `scores`, `either`, `both`, `model`; absent when the answer stands.
    pub moved_by: Option<&'static str>,
    /// Facts that differ.
    pub facts: Vec<FactChangeView>,
    /// Names of facts that, put back alone, would change the answer.
    pub decisive_facts: Vec<String>,
    /// Short names of roles whose scores, put back alone, would change the answer.
    pub decisive_roles: Vec<String>,
}

/// One part of the recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartChangeView {
    /// "Structure" or a role's short name.
    pub name: String,
    /// The option then.
    pub before: String,
    /// The option now.
    pub after: String,
    /// How sure it was.
    pub sure_before: String,
    /// How sure it is.
    pub sure_after: String,
    /// Whether the choice differs.
    pub changed: bool,
}

/// A fact that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactChangeView {
    /// The question.
    pub name: String,
    /// The answer then.
    pub before: String,
    /// The answer now.
    pub after: String,
    /// Whether it alone, put back, would change the answer.
    pub decisive: bool,
}

impl ChangeView {
    /// Words and rounds what changed.
    pub fn new(course: &Course, questionnaire: &Questionnaire, wording: &Wording) -> Self {
        let change = &course.overall;
        let words = Words { course, questionnaire, wording };
        let roles: Vec<RoleChangeView> = questionnaire
            .roles
            .iter()
            .filter_map(|role| Some((role, change.roles.get(&role.id)?)))
            .filter(|(_, change)| change.score.before.is_some() || change.score.after.is_some())
            .map(|(role, change)| words.role(role, change))
            .collect();
        let all = || change.roles.values().flat_map(|role| &role.competencies);
        let compared = all().filter(|one| one.score.p.is_some()).count();
        Self {
            organisation: one_line(&change.organisation),
            before: wording.date(&change.before.date),
            after: wording.date(&change.after.date),
            waves: words.days().iter().map(|day| wording.date(day)).collect(),
            people_before: wording.count("noun.person", change.before.respondents),
            people_after: wording.count("noun.person", change.after.respondents),
            risen: moved(&roles, "risen"),
            fallen: moved(&roles, "fallen"),
            compared,
            incomparable: words.incomparable(change),
            decision: change.decision.as_ref().map(|decision| words.decision(decision)),
            other_rules: change.other_rules,
            versions: versions(change),
            level: wording.percent(change.level),
            norms: all().any(|one| one.score.noise_from == Some(Noise::Norms)),
            family: compared > 1,
            roles,
        }
    }

    /// The role with this id.
    pub fn role(&self, id: &str) -> Option<&RoleChangeView> {
        self.roles.iter().find(|role| role.id == id)
    }
}

/// Areas of all roles with a verdict, the largest change first.
fn moved(roles: &[RoleChangeView], verdict: &str) -> Vec<ScoreChangeView> {
    let all = roles.iter().flat_map(|role| &role.competencies);
    let mut found: Vec<ScoreChangeView> =
        all.filter(|one| one.verdict_id == verdict).cloned().collect();
    found.sort_by(|one, other| other.size().total_cmp(&one.size()));
    found
}

fn versions(change: &Change) -> Option<[String; 2]> {
    let (then, now) = (&change.before.questionnaire_version, &change.after.questionnaire_version);
    (then != now).then(|| [one_line(then), one_line(now)])
}

impl ScoreChangeView {
    fn rise(&self) -> f64 {
        match self.values {
            [Some(before), Some(after)] => after - before,
            _ => 0.0,
        }
    }

    /// How far the score moved.
    pub fn size(&self) -> f64 {
        self.rise().abs()
    }
}
