//! Norms from the results of many organisations.

use super::{Entry, FEWEST, GroupEntry, Norms, SCHEMA};
use crate::questionnaire::Questionnaire;
use crate::statistics::icc::OneWay;
use crate::statistics::moments::{mean, sorted_sum, standard_deviation};
use crate::wave::{Point, Wave};
use std::collections::BTreeMap;

/// Norms of the organisations' scores, made on this day. `sample` says in the maker's words what
/// they are a sample of.
///
/// The scores of a role or competency are those of the function or its holder, as raters other than
/// the holder see them; a self-rating is no score here. Entries of fewer than [`FEWEST`]
/// organisations are left out. The result does not depend on the order of the organisations.
pub fn make(
    waves: &[Wave],
    questionnaire: &Questionnaire,
    date: &str,
    sample: Option<&str>,
) -> Norms {
    let (mut roles, mut competencies) = (BTreeMap::new(), BTreeMap::new());
    for role in waves.iter().flat_map(|wave| &wave.roles) {
        let (id, role) = role;
        if role.self_rated {
            continue;
        }
        let batch: &mut Batch = roles.entry(id.clone()).or_default();
        batch.add(&role.point, role.point.standard_error, &role.groups);
        for one in &role.competencies {
            let batch: &mut Batch = competencies.entry(one.id.clone()).or_default();
            let raters = one.point.n_raters as f64;
            let error = one.standard_deviation.map(|sd| sd / raters.sqrt());
            batch.add(&one.point, error, &one.groups);
        }
    }
    let rated = roles.values().map(|batch: &Batch| batch.scores.len()).max().unwrap_or(0);
    let entries = |batches: BTreeMap<String, Batch>| {
        batches.into_iter().filter_map(|(id, batch)| Some((id, batch.entry()?))).collect()
    };
    Norms {
        schema: SCHEMA.to_owned(),
        questionnaire: questionnaire.model.id.clone(),
        questionnaire_version: questionnaire.model.version.clone(),
        scale: [questionnaire.scale.min, questionnaire.scale.max],
        date: date.to_owned(),
        sample: sample.map(str::to_owned),
        organisations: rated,
        role: entries(roles),
        competency: entries(competencies),
    }
}

/// The scores of one role or competency over the batch.
#[derive(Debug, Default)]
struct Batch {
    scores: Vec<f64>,
    raters: Vec<f64>,
    /// Sums of squares among the raters of one organisation.
    squares: Vec<f64>,
    groups: BTreeMap<String, Vec<f64>>,
}

impl Batch {
    /// Adds an organisation. Without a standard error its raters agree in full, or there is one.
    fn add(&mut self, point: &Point, error: Option<f64>, groups: &BTreeMap<String, f64>) {
        let Some(score) = point.score.filter(|_| point.n_raters > 0) else { return };
        let raters = point.n_raters as f64;
        let variance = error.map_or(0.0, |error| error.powi(2) * raters);
        self.scores.push(score);
        self.raters.push(raters);
        self.squares.push(variance * (raters - 1.0));
        for (group, score) in groups {
            self.groups.entry(group.clone()).or_default().push(*score);
        }
    }

    fn entry(self) -> Option<Entry> {
        let (n, mean, sd) = summary(&self.scores)?;
        let raters = sorted_sum(&self.raters);
        let freedom = raters - n as f64;
        let within = (freedom > 0.0).then(|| sorted_sum(&self.squares) / freedom);
        let icc1 = within.and_then(|within| self.icc1(mean_within(&self), within));
        let groups = self.groups.iter().filter_map(|(group, scores)| {
            let (n, mean, sd) = summary(scores)?;
            Some((group.clone(), GroupEntry { n, mean, sd }))
        });
        Some(Entry {
            n,
            mean,
            sd,
            raters: raters as usize,
            within_sd: within.map(f64::sqrt),
            within_freedom: within.map(|_| freedom),
            icc1,
            group: groups.collect(),
        })
    }

    /// ICC(1) from the analysis of variance over organisations, put together from their means.
    fn icc1(&self, grand: f64, within: f64) -> Option<f64> {
        let (targets, ratings) = (self.scores.len(), sorted_sum(&self.raters));
        let freedom = targets as f64 - 1.0;
        let pairs = || self.scores.iter().zip(&self.raters);
        let between: Vec<f64> = pairs().map(|(score, n)| n * (score - grand).powi(2)).collect();
        let squares: Vec<f64> = self.raters.iter().map(|n| n * n).collect();
        let analysis = OneWay {
            targets,
            ratings: ratings as usize,
            between: sorted_sum(&between) / freedom,
            within,
            average_ratings: (ratings - sorted_sum(&squares) / ratings) / freedom,
        };
        Some(analysis.icc_1()).filter(|icc| icc.is_finite())
    }
}

/// The mean over all raters.
fn mean_within(batch: &Batch) -> f64 {
    let weighted: Vec<f64> =
        batch.scores.iter().zip(&batch.raters).map(|(score, n)| score * n).collect();
    sorted_sum(&weighted) / sorted_sum(&batch.raters)
}

/// Number, mean and standard deviation; `None` below the least number.
fn summary(scores: &[f64]) -> Option<(usize, f64, f64)> {
    let enough = scores.len() >= FEWEST;
    Some((scores.len(), mean(scores)?, standard_deviation(scores)?)).filter(|_| enough)
}
