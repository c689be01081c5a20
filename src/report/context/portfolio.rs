//! Several organisations side by side.

use super::decision;
use super::{ReportView, RespondentsView, Sources, roles};
use crate::questionnaire::{Questionnaire, RoleKind};
use crate::report::ReportOptions;
use crate::report::number::tenths;
use crate::report::wording::Wording;
use crate::results::Results;
use crate::statistics::quantile::quantile;
use serde::Serialize;
use std::collections::BTreeMap;

/// The portfolio report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PortfolioView {
    /// Report date in words.
    pub date: String,
    /// Mark in the running head.
    pub confidentiality: String,
    /// How many organisations, in words with the noun.
    pub size: String,
    /// Short names of the seats with data in some organisation; of the first areas where the
    /// questionnaire has no seats.
    pub roles: Vec<String>,
    /// Whether those are seats.
    pub seats: bool,
    /// Organisations, the largest shortfall first.
    pub organisations: Vec<OrganisationView>,
    /// How often each structure and each seat's sourcing is advised.
    pub counts: Vec<CountView>,
    /// Competencies by falling mean gap: what the group shares.
    pub shared: Vec<HeatRow>,
    /// What stands out: organisations whose score of a role lies far from the others'.
    pub outliers: Vec<String>,
    /// The small and the large gap in tenths, for tints.
    #[serde(skip)]
    pub limits: [i64; 2],
    /// Questionnaire title and version.
    pub questionnaire: String,
    /// Whether the model is a draft.
    pub draft: bool,
    /// What the assessment is for.
    pub purpose: Option<String>,
    /// How long to keep answers and reports.
    pub retention: Option<String>,
}

/// One organisation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrganisationView {
    /// Name.
    pub name: String,
    /// "seven people".
    pub people: String,
    /// Score and band by role, as in [`PortfolioView::roles`].
    pub roles: Vec<Option<ScoreView>>,
    /// The answer part by part.
    pub answers: Vec<AnswerView>,
    /// The seats' gaps summed, in tenths: the order of the table.
    #[serde(skip)]
    pub shortfall: i64,
}

/// A score with its band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreView {
    /// One decimal.
    pub score: String,
    /// Band word.
    pub band: Option<String>,
}

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerView {
    /// In words.
    pub phrase: String,
    /// "(clear, 93)".
    pub sure: String,
}

/// How often something is advised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountView {
    /// "the CISO seat".
    pub part: String,
    /// "outsource: three organisations".
    pub options: Vec<String>,
}

/// A competency over all organisations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatRow {
    /// Short name.
    pub short: String,
    /// Short name of the role.
    pub role: String,
    /// Mean gap, one decimal.
    pub mean: Option<String>,
    /// How many organisations fall short, in words with the noun.
    pub short_in: String,
    /// Gap per organisation, as text and in tenths.
    #[serde(skip)]
    pub cells: Vec<Option<(String, i64)>>,
}

impl PortfolioView {
    /// Words and rounds the results of several organisations.
    pub fn new(
        results: &[Results],
        questionnaire: &Questionnaire,
        wording: &Wording,
        options: &ReportOptions,
    ) -> Self {
        let mut views: Vec<(&Results, ReportView)> = results
            .iter()
            .map(|one| {
                (one, ReportView::new(Sources { results: one, questionnaire, wording }, options))
            })
            .collect();
        views.sort_by(|(_, a), (_, b)| {
            shortfall(b).cmp(&shortfall(a)).then(a.organisation.cmp(&b.organisation))
        });
        let mut ids = seat_ids(questionnaire, &views);
        let seats = !ids.is_empty();
        if !seats {
            ids = area_ids(questionnaire, &views);
        }
        let first = views.first().map(|(_, view)| view);
        Self {
            date: first.map(|view| view.date.clone()).unwrap_or_default(),
            confidentiality: first.map(|view| view.confidentiality.clone()).unwrap_or_default(),
            size: wording.count("noun.organisation", views.len()),
            roles: ids.iter().map(|(_, short)| short.clone()).collect(),
            seats,
            organisations: views
                .iter()
                .map(|(_, view)| organisation(view, &ids, wording))
                .collect(),
            counts: counts(&views, questionnaire, wording),
            shared: shared(&views, wording),
            outliers: outliers(&views, &ids, wording),
            limits: [questionnaire.scoring.small_gap, questionnaire.scoring.large_gap]
                .map(|limit| tenths(limit).unwrap_or(0)),
            questionnaire: first.map(|v| v.method.questionnaire.clone()).unwrap_or_default(),
            draft: views.iter().any(|(_, view)| view.method.draft),
            purpose: first.and_then(|view| view.method.purpose.clone()),
            retention: first.and_then(|view| view.method.retention.clone()),
        }
    }
}

/// Organisations whose score of a seat lies beyond the others' quartiles by more than one and a
/// half times their distance (Tukey's fences, quartiles of type 7), from five organisations on.
fn outliers(
    views: &[(&Results, ReportView)],
    ids: &[(String, String)],
    wording: &Wording,
) -> Vec<String> {
    let mut found = Vec::new();
    for (id, short) in ids {
        let scores: Vec<(&str, i64)> = views
            .iter()
            .filter_map(|(_, view)| {
                let role = view.roles.iter().find(|role| role.id == *id)?;
                Some((view.organisation.as_str(), role.values.shown.score?))
            })
            .collect();
        let numbers: Vec<f64> = scores.iter().map(|(_, score)| *score as f64).collect();
        let Some([low, high, median]) = fences(&numbers) else { continue };
        for (name, score) in scores.iter().filter(|(_, s)| {
            let score = *s as f64;
            score < low || score > high
        }) {
            let (score, median) = (wording.tenths(*score), tenths(median / 10.0).unwrap_or(0));
            let values = [
                ("organisation", *name),
                ("seat", short.as_str()),
                ("score", score.as_str()),
                ("median", &wording.tenths(median)),
            ];
            found.push(wording.fill("phrase.outlier", &values));
        }
    }
    found
}

/// Lower fence, upper fence and median.
fn fences(scores: &[f64]) -> Option<[f64; 3]> {
    const FEWEST: usize = 5;
    if scores.len() < FEWEST {
        return None;
    }
    let [first, middle, third] =
        [0.25, 0.5, 0.75].map(|share| quantile(scores, share).unwrap_or(0.0));
    let reach = 1.5 * (third - first);
    Some([first - reach, third + reach, middle])
}

fn seat_ids(
    questionnaire: &Questionnaire,
    views: &[(&Results, ReportView)],
) -> Vec<(String, String)> {
    questionnaire
        .roles
        .iter()
        .filter(|role| role.kind == RoleKind::Seat)
        .filter(|role| views.iter().any(|(_, view)| view.roles.iter().any(|r| r.id == role.id)))
        .map(|role| (role.id.clone(), roles::short_name(role)))
        .collect()
}

/// Areas that stand beside each other on a page.
const MOST_AREAS: usize = 6;

/// The areas of a questionnaire without seats, in its order.
fn area_ids(
    questionnaire: &Questionnaire,
    views: &[(&Results, ReportView)],
) -> Vec<(String, String)> {
    let shown = |id: &str| {
        let roles = views.iter().flat_map(|(_, view)| &view.relationships);
        roles.flat_map(|role| &role.competencies).any(|area| area.id == id)
    };
    let areas = questionnaire.competencies.iter().filter(|area| shown(&area.id));
    areas.take(MOST_AREAS).map(|area| (area.id.clone(), area.short.clone())).collect()
}

fn shortfall(view: &ReportView) -> i64 {
    view.roles.iter().filter_map(|role| role.values.shown.gap).map(|gap| gap.max(0)).sum()
}

fn organisation(
    view: &ReportView,
    ids: &[(String, String)],
    wording: &Wording,
) -> OrganisationView {
    let score = |id: &str| -> Option<ScoreView> {
        if let Some(role) = view.roles.iter().find(|role| role.id == id) {
            return Some(ScoreView { score: role.score.clone()?, band: role.band.clone() });
        }
        let mut areas = view.relationships.iter().flat_map(|role| &role.competencies);
        let area = areas.find(|area| area.id == id)?;
        Some(ScoreView { score: area.score.clone()?, band: area.band.clone() })
    };
    let RespondentsView { people, .. } = &view.respondents;
    OrganisationView {
        name: view.organisation.clone(),
        people: people.clone(),
        roles: ids.iter().map(|(id, _)| score(id)).collect(),
        answers: answers(view, wording),
        shortfall: shortfall(view),
    }
}

fn answers(view: &ReportView, wording: &Wording) -> Vec<AnswerView> {
    let Some(decision) = &view.decision else { return Vec::new() };
    if decision.parts.is_empty() {
        return vec![AnswerView { phrase: decision.headline.clone(), sure: String::new() }];
    }
    let sure =
        |word: &str, share: &str| wording.fill("phrase.sure", &[("word", word), ("share", share)]);
    decision
        .parts
        .iter()
        .map(|part| AnswerView {
            phrase: part.phrase.clone(),
            sure: sure(&wording.inside(&part.confidence), &wording.hundredths(part.raw_share)),
        })
        .collect()
}

fn counts(
    views: &[(&Results, ReportView)],
    questionnaire: &Questionnaire,
    wording: &Wording,
) -> Vec<CountView> {
    let mut found: BTreeMap<(usize, String), BTreeMap<String, usize>> = BTreeMap::new();
    for (results, _) in views {
        let Some(decision) = &results.decision else { continue };
        if decision.no_plan_left {
            continue;
        }
        let structure = (0, decision::STRUCTURE.to_owned());
        *found
            .entry(structure)
            .or_default()
            .entry(decision.structure.choice.clone())
            .or_default() += 1;
        for (id, part) in &decision.seats {
            let place = questionnaire.roles.iter().position(|role| role.id == *id);
            let key = (place.map_or(usize::MAX, |at| at + 1), id.clone());
            *found.entry(key).or_default().entry(part.choice.clone()).or_default() += 1;
        }
    }
    let Some((results, _)) = views.first() else { return Vec::new() };
    let sources = Sources { results, questionnaire, wording };
    found
        .into_iter()
        .map(|((_, id), options)| CountView {
            part: decision::part_name(sources, &id),
            options: counted(sources, options),
        })
        .collect()
}

/// "a full-time hire: two organisations", the most frequent first.
fn counted(sources: Sources<'_>, options: BTreeMap<String, usize>) -> Vec<String> {
    let wording = sources.wording;
    let mut sorted: Vec<(String, usize)> = options.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    sorted
        .into_iter()
        .map(|(option, n)| {
            let option = decision::option_name(sources, &option);
            let n = wording.count("noun.organisation", n);
            wording.fill("phrase.option_count", &[("option", &option), ("n", &n)])
        })
        .collect()
}

/// Competencies by falling mean of the gaps; those that fewer than half of the organisations have
/// come after the others, since they are not shared.
fn shared(views: &[(&Results, ReportView)], wording: &Wording) -> Vec<HeatRow> {
    let mut ids: Vec<(&str, &str, &str)> = Vec::new();
    for (_, view) in views {
        let roles = view.roles.iter().chain(&view.relationships);
        for one in roles.flat_map(|role| &role.competencies) {
            if !ids.iter().any(|(id, ..)| *id == one.id) {
                ids.push((&one.id, &one.short, &one.role_short));
            }
        }
    }
    let mut rows: Vec<((bool, i64), HeatRow)> = ids
        .into_iter()
        .filter_map(|(id, short, role)| heat_row(views, id, (short, role), wording))
        .collect();
    rows.sort_by(|(a, left), (b, right)| b.cmp(a).then(left.short.cmp(&right.short)));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn heat_row(
    views: &[(&Results, ReportView)],
    id: &str,
    (short, role): (&str, &str),
    wording: &Wording,
) -> Option<((bool, i64), HeatRow)> {
    let gaps: Vec<Option<i64>> = views
        .iter()
        .map(|(_, view)| {
            let mut roles = view.roles.iter().chain(&view.relationships);
            roles
                .find_map(|role| role.competencies.iter().find(|one| one.id == id))?
                .values
                .shown
                .gap
        })
        .collect();
    let known: Vec<i64> = gaps.iter().flatten().copied().collect();
    if known.is_empty() {
        return None;
    }
    let mean = tenths(known.iter().sum::<i64>() as f64 / known.len() as f64 / 10.0)?;
    let short_in = known.iter().filter(|gap| **gap > 0).count();
    let row = HeatRow {
        short: short.to_owned(),
        role: role.to_owned(),
        mean: Some(wording.tenths(mean)),
        short_in: wording.count("noun.organisation", short_in),
        cells: gaps.into_iter().map(|gap| gap.map(|gap| (wording.tenths(gap), gap))).collect(),
    };
    Some(((known.len() * 2 >= views.len(), mean), row))
}
