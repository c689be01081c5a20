//! The ratings that statistics may use: screened as for scores, competency by competency.
//!
//! A withheld leaf (see [`super::anonymity`]) is in none of them, so it enters no statistic. What of
//! the rest may be told apart, the sample says: groups, items and importance follow the same rules
//! as in scores. Every row belongs to one target: the function as a whole, or a named person.

use super::anonymity::{Cell, protected, screen, unscreened};
use super::competency::{importance_shown, items_shown};
use super::panel::{Panel, Protection, answers, panels};
use super::quality::{Flags, flags};
use super::rating::{Place, Rating, exists, ratings, total};
use super::target::target;
use crate::questionnaire::{Competency, Questionnaire, Role};
use crate::responses::{Organisation, RaterGroup, Response, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// The targets of all organisations, role by role.
#[derive(Debug, Clone)]
pub struct Samples<'a> {
    questionnaire: &'a Questionnaire,
    organisations: Vec<&'a Organisation>,
    roles: BTreeMap<&'a str, RoleTargets<'a>>,
}

/// Whom the answers to a role are about.
#[derive(Debug, Clone)]
struct RoleTargets<'a> {
    targets: Vec<Target<'a>>,
    /// Nobody but the assessed people rated it.
    self_rated: bool,
}

#[derive(Debug, Clone)]
struct Target<'a> {
    organisation: &'a Organisation,
    subject: Option<&'a str>,
    standing: Option<Standing>,
    panel: Panel<'a>,
}

/// The ratings on one competency over all targets.
#[derive(Debug, Clone)]
pub struct Sample<'a> {
    /// The competency.
    pub competency: &'a Competency,
    /// Nobody but the assessed people rated the role: the ratings are theirs.
    pub self_rated: bool,
    /// In order of organisation; the function first, then people by standing and name.
    pub targets: Vec<TargetSample<'a>>,
}

/// The ratings of one target on one competency.
#[derive(Debug, Clone)]
pub struct TargetSample<'a> {
    /// Name of the organisation.
    pub organisation: &'a str,
    /// The person rated; `None`: the function as a whole.
    pub subject: Option<&'a str>,
    /// Why the person was rated; `None` for the function.
    pub standing: Option<Standing>,
    /// The target that the score is held against, where there is one.
    pub requirement: Option<f64>,
    /// Ratings that may be shown, without self-ratings unless the role is self-rated.
    pub ratings: Vec<SampleRating<'a>>,
    /// Answers, after reversing, of raters who answered too few items for a rating: they count for
    /// single items and pairs of items alone. None about named people, and none where small groups
    /// are hidden in the pool: beside scores they would tell these raters from others.
    pub partial: Vec<Vec<Option<f64>>>,
    /// Self-ratings beside them; none when the role is self-rated.
    pub own: Vec<SampleRating<'a>>,
    /// Groups whose ratings may be told from those of others.
    pub groups: BTreeSet<RaterGroup>,
    /// Whether somebody's ratings are withheld.
    pub withheld: bool,
    /// Whether sums over items, or over the raters who answered all of them, may be shown.
    pub items_may_show: bool,
    /// Whether importance, and scores of those who gave it, may be shown.
    pub importance_may_show: bool,
}

/// One rater's answers on one competency.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleRating<'a> {
    /// Who rated, where it is known; the same within an organisation alone. Never printed.
    pub person: Option<&'a str>,
    /// The rater's group.
    pub group: RaterGroup,
    /// Mean of the answered items, on the scale.
    pub score: f64,
    /// Answers to the items after reversing.
    pub answers: Vec<Option<f64>>,
    /// How much the competency matters to the rater, 1 to 5.
    pub importance: Option<f64>,
}

/// A response with what speaks against it.
#[derive(Debug, Clone)]
pub struct SampleResponse<'a> {
    /// The response.
    pub response: &'a Response,
    /// Whether numbers of it may be shown: all its ratings enter scores.
    pub may_show: bool,
    /// What speaks against it by the questionnaire's limits: `straightlined`, `contradictory`,
    /// `hurried`.
    pub flags: Vec<&'static str>,
}

impl<'a> Samples<'a> {
    /// The targets in these organisations. Their order does not matter.
    pub fn of(organisations: &[&'a Organisation], questionnaire: &'a Questionnaire) -> Self {
        let mut organisations = organisations.to_vec();
        organisations.sort_by(|one, other| one.name.cmp(&other.name));
        let mut roles = BTreeMap::new();
        for role in &questionnaire.roles {
            let all = organisations.iter();
            let targets: Vec<Target<'a>> =
                all.flat_map(|one| targets(one, questionnaire, role)).collect();
            let self_rated = !targets.iter().any(|one| has_others(one, questionnaire, role));
            roles.insert(role.id.as_str(), RoleTargets { targets, self_rated });
        }
        Self { questionnaire, organisations, roles }
    }

    /// The ratings on every competency that somebody rated, in the questionnaire's order.
    pub fn competencies(&self) -> impl Iterator<Item = Sample<'a>> {
        let mut first = 0;
        self.questionnaire.competencies.iter().filter_map(move |competency| {
            let place = Place { competency, first };
            first += competency.items.len();
            let role = self.roles.get(competency.role.as_str())?;
            let targets: Vec<TargetSample<'a>> = role
                .targets
                .iter()
                .filter_map(|target| self.target_sample(target, place, role.self_rated))
                .collect();
            let self_rated = role.self_rated;
            (!targets.is_empty()).then_some(Sample { competency, self_rated, targets })
        })
    }

    /// All responses, in order of organisation and in their order there.
    pub fn responses(&self) -> Vec<SampleResponse<'a>> {
        let (shown, hidden) = self.shown_and_hidden();
        let mut all = Vec::new();
        for organisation in &self.organisations {
            let flags = flags(organisation, self.questionnaire);
            for (response, flags) in organisation.responses.iter().zip(flags) {
                let open = response.subject.is_none() || !protected(response.rater);
                let place = address(response);
                let may_show = open || (shown.contains(&place) && !hidden.contains(&place));
                all.push(SampleResponse { response, may_show, flags: words(flags) });
            }
        }
        all
    }

    fn target_sample(
        &self,
        target: &Target<'a>,
        place: Place<'a>,
        self_rated: bool,
    ) -> Option<TargetSample<'a>> {
        let questionnaire = self.questionnaire;
        let (own, cell) = self.rated(target, place, self_rated);
        if own.is_empty() && cell.behind.is_empty() && cell.withheld.is_empty() {
            return None;
        }
        let sampled = |ratings: &[Rating<'a>]| -> Vec<SampleRating<'a>> {
            ratings.iter().map(|rating| sample_rating(rating, place, questionnaire)).collect()
        };
        Some(TargetSample {
            organisation: &target.organisation.name,
            subject: target.subject,
            standing: target.standing,
            requirement: self::target(place.competency, target.organisation, questionnaire),
            ratings: sampled(&cell.behind),
            partial: self.partial(target, place, &cell, self_rated),
            own: sampled(&own),
            groups: cell.groups.keys().copied().collect(),
            withheld: target.panel.protection == Protection::Named && !cell.withheld.is_empty(),
            items_may_show: items_shown(place, &cell),
            importance_may_show: importance_shown(place, &cell),
        })
    }

    /// Self-ratings, and the screened ratings of the others; when the role is self-rated all of
    /// them are in the second.
    fn rated(
        &self,
        target: &Target<'a>,
        place: Place<'_>,
        self_rated: bool,
    ) -> (Vec<Rating<'a>>, Cell<'a>) {
        let min_group = self.questionnaire.scoring.min_group;
        let all = ratings(&target.panel, place, self.questionnaire);
        if self_rated {
            return (Vec::new(), unscreened(all, min_group));
        }
        let (own, others) = all.into_iter().partition(|one| one.group() == RaterGroup::Own);
        (own, screen(&target.panel, others, min_group))
    }

    /// Answers of raters of the same groups without a rating.
    fn partial(
        &self,
        target: &Target<'a>,
        place: Place<'_>,
        cell: &Cell<'a>,
        self_rated: bool,
    ) -> Vec<Vec<Option<f64>>> {
        let named = target.panel.protection == Protection::Named && !self_rated;
        if named || cell.hides_small_groups() {
            return Vec::new();
        }
        let groups: BTreeSet<RaterGroup> = cell.behind.iter().map(Rating::group).collect();
        let (questionnaire, items) = (self.questionnaire, place.competency.items.len());
        let rows = target.panel.responses().into_iter();
        rows.filter(|row| groups.contains(&row.rater))
            .filter(|row| {
                let (_, answered) = total(row, place, &questionnaire.scale);
                answered > 0 && !exists(questionnaire.scoring.missing, answered, items)
            })
            .map(|row| turned(row, place, questionnaire))
            .collect()
    }

    /// Responses of protected raters about people: those with ratings that may be shown, and those
    /// with ratings that may not.
    fn shown_and_hidden(&self) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let (mut shown, mut hidden) = (BTreeSet::new(), BTreeSet::new());
        for (role, of_role) in &self.roles {
            for target in of_role.targets.iter().filter(|target| target.subject.is_some()) {
                for (first, competency) in self.questionnaire.competencies_of(role) {
                    let place = Place { competency, first };
                    let (_, cell) = self.rated(target, place, of_role.self_rated);
                    let behind: BTreeSet<usize> =
                        cell.behind.iter().map(|rating| address(rating.row)).collect();
                    let all = ratings(&target.panel, place, self.questionnaire);
                    hidden.extend(
                        all.iter()
                            .map(|rating| address(rating.row))
                            .filter(|one| !behind.contains(one)),
                    );
                    shown.extend(behind);
                }
            }
        }
        (shown, hidden)
    }
}

/// The function, where rows are about it, and every named person.
fn targets<'a>(
    organisation: &'a Organisation,
    questionnaire: &Questionnaire,
    role: &Role,
) -> Vec<Target<'a>> {
    let Some(found) = panels(organisation, questionnaire, role, &[]) else { return Vec::new() };
    // A headline that pools holders has no rows of its own.
    let function = found.headline.filter(|panel| panel.protection == Protection::Function);
    let function =
        function.map(|panel| Target { organisation, subject: None, standing: None, panel });
    let people = found.subjects.into_iter().map(|one| Target {
        organisation,
        subject: Some(one.subject),
        standing: Some(one.standing),
        panel: one.panel,
    });
    function.into_iter().chain(people).collect()
}

/// Whether anybody but the assessed person rated a competency of the role.
fn has_others(target: &Target<'_>, questionnaire: &Questionnaire, role: &Role) -> bool {
    questionnaire.competencies_of(&role.id).any(|(first, competency)| {
        ratings(&target.panel, Place { competency, first }, questionnaire)
            .iter()
            .any(|rating| rating.group() != RaterGroup::Own)
    })
}

fn sample_rating<'a>(
    rating: &Rating<'a>,
    place: Place<'_>,
    questionnaire: &Questionnaire,
) -> SampleRating<'a> {
    SampleRating {
        person: rating.row.respondent.as_deref(),
        group: rating.group(),
        score: rating.score(),
        answers: turned(rating.row, place, questionnaire),
        importance: rating.row.importance.get(&place.competency.id).map(|points| *points as f64),
    }
}

/// A row's answers to the items of a competency after reversing.
fn turned(row: &Response, place: Place<'_>, questionnaire: &Questionnaire) -> Vec<Option<f64>> {
    let items = &place.competency.items;
    let given = answers(row, place.first, items.len()).zip(items);
    let turned = given.map(|(answer, item)| {
        let point = answer.value()?;
        Some(if item.reverse { questionnaire.scale.reversed(point) } else { point } as f64)
    });
    turned.collect()
}

fn words(flags: Flags) -> Vec<&'static str> {
    let Flags { straightlined, contradictory, hurried } = flags;
    let words =
        [(straightlined, "straightlined"), (contradictory, "contradictory"), (hurried, "hurried")];
    words.into_iter().filter_map(|(is, word)| is.then_some(word)).collect()
}

/// Tells rows apart within a run.
fn address(response: &Response) -> usize {
    std::ptr::from_ref(response).addr()
}
