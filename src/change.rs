//! Waves compared: what changed, by how much, and whether that is more than noise.
//!
//! [`change`] compares two waves of one organisation: scores by [`difference`], the recommendation by
//! [`decision`]. Only what measures the same is compared; what does not is listed with the reason.

pub mod decision;
pub mod difference;
mod scores;

use crate::norms::Norms;
use crate::questionnaire::Questionnaire;
use crate::responses::Standing;
use crate::wave::{Point, Wave, WaveCompetency, WaveRole};
use decision::{DecisionChange, decision_change};
use difference::{Difference, NoVerdict, Terms, difference, incomparable, judge};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The schema identifier of an object of `changes.jsonl`.
pub const SCHEMA: &str = "assess/change/1";

/// Two waves of one organisation compared; one object of `changes.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// Name as given.
    pub organisation: String,
    /// The earlier wave.
    pub before: WaveIdentity,
    /// The later wave.
    pub after: WaveIdentity,
    /// Level of intervals and verdicts, such as 0.95.
    pub level: f64,
    /// Roles that both waves or one of them has, by id.
    pub roles: BTreeMap<String, RoleChange>,
    /// Whether profiles changed other weights, targets or rules.
    pub other_rules: bool,
    /// The recommendation then and now; `None` where one wave has none.
    pub decision: Option<DecisionChange>,
}

/// Which wave it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaveIdentity {
    /// Day of the last answer, else of the report, ISO 8601.
    pub date: String,
    /// People who answered.
    pub respondents: usize,
    /// Questionnaire id.
    pub questionnaire: String,
    /// Questionnaire version.
    pub questionnaire_version: String,
}

/// The change of one role.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleChange {
    /// The role's score. All roles of a report are one family.
    #[serde(flatten)]
    pub score: Difference,
    /// Its competencies: the later wave's, then those that it lacks. All competencies of a report
    /// are one family.
    pub competencies: Vec<CompetencyChange>,
    /// Whether somebody else holds the seat than then, as far as holders are named.
    pub other_holder: bool,
}

/// The change of one competency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompetencyChange {
    /// Competency id.
    pub id: String,
    /// The change.
    #[serde(flatten)]
    pub score: Difference,
}

/// All waves of one organisation compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Course {
    /// The first wave against the last.
    pub overall: Change,
    /// Each wave against the next; empty for two waves.
    pub steps: Vec<Change>,
}

impl Course {
    /// Every comparison: the steps, then the first wave against the last.
    pub fn all(&self) -> impl Iterator<Item = &Change> {
        self.steps.iter().chain(std::iter::once(&self.overall))
    }
}

/// Compares the waves of one organisation, the earliest first; `None` for fewer than two.
pub fn course(
    waves: &[&Wave],
    questionnaire: &Questionnaire,
    norms: Option<&Norms>,
) -> Option<Course> {
    let [first, .., last] = waves else { return None };
    let steps = if waves.len() > 2 { waves } else { &[] };
    let steps = steps.windows(2).filter_map(|pair| {
        let [before, after] = pair else { return None };
        Some(change(before, after, questionnaire, norms))
    });
    Some(Course { overall: change(first, last, questionnaire, norms), steps: steps.collect() })
}

/// Compares two waves of one organisation.
///
/// Differences are judged at the questionnaire's interval level, adjusted by Holm's procedure within
/// the report. The decision is asked again with the questionnaire at hand to tell what moved it.
pub fn change(
    before: &Wave,
    after: &Wave,
    questionnaire: &Questionnaire,
    norms: Option<&Norms>,
) -> Change {
    let scale = &questionnaire.scale;
    let level = questionnaire.scoring.interval_level;
    let terms = Terms { level, width: (scale.max - scale.min) as f64 };
    let same_scale = match (before.provenance.scale, after.provenance.scale) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let named = [before, after].iter().all(|wave| wave.provenance.redacted == Some(false));
    let pairing = Pairing { same_scale, named, norms, terms };
    let ids = before.roles.keys().chain(after.roles.keys());
    let mut roles: BTreeMap<String, RoleChange> = ids
        .map(|id| (id.clone(), pairing.role(id, before.roles.get(id), after.roles.get(id))))
        .collect();
    judge(&mut roles.values_mut().map(|role| &mut role.score).collect::<Vec<_>>(), level);
    let competencies = roles.values_mut().flat_map(|role| &mut role.competencies);
    judge(&mut competencies.map(|one| &mut one.score).collect::<Vec<_>>(), level);
    let views = |role: &RoleChange| role.score.reason != Some(NoVerdict::SelfAgainstOthers);
    let comparable = same_scale && roles.values().all(views);
    Change {
        schema: SCHEMA,
        organisation: after.organisation.clone(),
        before: identity(before),
        after: identity(after),
        level,
        roles,
        other_rules: before.provenance.profile != after.provenance.profile,
        decision: decision_change(before, after, questionnaire, comparable),
    }
}

fn identity(wave: &Wave) -> WaveIdentity {
    WaveIdentity {
        date: wave.day().to_owned(),
        respondents: wave.respondents,
        questionnaire: wave.provenance.questionnaire.clone(),
        questionnaire_version: wave.provenance.questionnaire_version.clone(),
    }
}

/// How scores of two waves are put side by side.
struct Pairing<'a> {
    same_scale: bool,
    /// Names are those of people in both waves.
    named: bool,
    norms: Option<&'a Norms>,
    terms: Terms,
}

impl Pairing<'_> {
    fn role(&self, id: &str, before: Option<&WaveRole>, after: Option<&WaveRole>) -> RoleChange {
        let (nothing, none) = (WaveRole::default(), WaveRole::default());
        let (before, after) = (before.unwrap_or(&nothing), after.unwrap_or(&none));
        let unlike = other_view(before, after);
        let competencies = self.competencies(before, after, unlike);
        let reasons = || competencies.iter().filter_map(|one| one.score.reason);
        let areas = reasons().any(|reason| {
            use NoVerdict::{OnlyAfter, OnlyBefore, OtherStatements};
            matches!(reason, OtherStatements | OnlyAfter | OnlyBefore)
        });
        let groups = reasons().any(|reason| reason == NoVerdict::OtherGroups)
            || other_groups(before.named, &before.withheld, &after.withheld);
        let reason = unlike
            .or(areas.then_some(NoVerdict::OtherAreas))
            .or(groups.then_some(NoVerdict::OtherGroups))
            .or(other_weights(before, after).then_some(NoVerdict::OtherWeights));
        let score = self.points(id, &before.point, &after.point, reason);
        let other_holder = self.named && other_holder(before, after);
        RoleChange { score, competencies, other_holder }
    }

    fn competencies(
        &self,
        before: &WaveRole,
        after: &WaveRole,
        unlike: Option<NoVerdict>,
    ) -> Vec<CompetencyChange> {
        let nothing = WaveCompetency::default();
        let find = |role: &'_ WaveRole, id: &str| {
            role.competencies.iter().find(|one| one.id == id).cloned()
        };
        let now = after.competencies.iter().map(|one| one.id.clone());
        let gone = before.competencies.iter().map(|one| one.id.clone());
        let gone = gone.filter(|id| find(after, id).is_none());
        let compare = |id: String| {
            let (earlier, later) = (find(before, &id), find(after, &id));
            let (earlier, later) =
                (earlier.as_ref().unwrap_or(&nothing), later.as_ref().unwrap_or(&nothing));
            let groups = other_groups(before.named, &earlier.withheld, &later.withheld);
            let reason = unlike
                .or(other_statements(earlier, later))
                .or(groups.then_some(NoVerdict::OtherGroups));
            let score = self.points(&id, &with_error(earlier), &with_error(later), reason);
            CompetencyChange { id, score }
        };
        now.chain(gone).map(compare).collect()
    }

    /// The difference, or the reason why there is none.
    fn points(
        &self,
        id: &str,
        before: &Point,
        after: &Point,
        reason: Option<NoVerdict>,
    ) -> Difference {
        let both = before.score.is_some() && after.score.is_some();
        let reason = if self.same_scale { reason } else { Some(NoVerdict::OtherScale) };
        match reason.filter(|_| both) {
            Some(reason) => incomparable(before, after, reason),
            None => {
                difference(before, after, self.norms.and_then(|norms| norms.noise(id)), self.terms)
            }
        }
    }
}

/// Why two waves look at a role in ways that cannot be compared.
fn other_view(before: &WaveRole, after: &WaveRole) -> Option<NoVerdict> {
    if before.self_rated != after.self_rated {
        return Some(NoVerdict::SelfAgainstOthers);
    }
    let known = before.named.zip(after.named);
    known.is_some_and(|(then, now)| then != now).then_some(NoVerdict::OtherBasis)
}

/// Whether other groups of raters stand behind the scores of named people: a group that is withheld
/// is not in them. Of a function everybody is pooled.
fn other_groups(named: Option<bool>, before: &[String], after: &[String]) -> bool {
    named != Some(false) && before != after
}

/// Whether the areas of a role count in other proportions.
fn other_weights(before: &WaveRole, after: &WaveRole) -> bool {
    let shares = |role: &WaveRole| -> Vec<(String, f64)> {
        let scored = || role.competencies.iter().filter(|one| one.point.score.is_some());
        let total: f64 = scored().filter_map(|one| one.weight).sum();
        scored().filter_map(|one| Some((one.id.clone(), one.weight? / total))).collect()
    };
    let (mut then, mut now) = (shares(before), shares(after));
    then.sort_by(|one, other| one.0.cmp(&other.0));
    now.sort_by(|one, other| one.0.cmp(&other.0));
    then.len() == now.len()
        && then.iter().zip(&now).any(|(one, other)| (one.1 - other.1).abs() > 1e-9)
}

/// Whether both waves name holders, and not the same.
fn other_holder(before: &WaveRole, after: &WaveRole) -> bool {
    let holders = |role: &WaveRole| -> BTreeSet<String> {
        let holders = role.subjects.iter().filter(|one| one.standing == Standing::Incumbent);
        holders.map(|one| one.subject.clone()).collect()
    };
    let (then, now) = (holders(before), holders(after));
    !then.is_empty() && !now.is_empty() && then != now
}

/// The score of a competency; results of old versions have its spread as a standard deviation.
fn with_error(competency: &WaveCompetency) -> Point {
    let mut point = competency.point.clone();
    let raters = point.n_raters as f64;
    point.standard_error =
        point.standard_error.or(competency.standard_deviation.map(|sd| sd / raters.sqrt()));
    point
}

/// Whether two waves asked other statements about a competency.
fn other_statements(before: &WaveCompetency, after: &WaveCompetency) -> Option<NoVerdict> {
    let (earlier, later) = (&before.items, &after.items);
    let same = earlier.len() == later.len() && earlier.iter().all(|item| later.contains(item));
    (!same && !earlier.is_empty() && !later.is_empty()).then_some(NoVerdict::OtherStatements)
}
