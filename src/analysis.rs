//! The statistics of a survey, one row each: what a researcher asks of the answers.
//!
//! Everything is computed from the ratings that [`crate::scoring`] lets be shown. Numbers that are
//! sums of answers follow the same rules as scores do and are "withheld" where a sum would tell few
//! people from others; order statistics need [`FEWEST_FOR_ORDER`] ratings. What is undefined has no
//! value and the reason. Ratings count by rater, whatever the questionnaire's rule for pooling.
//!
//! Numbers over all organisations come first in each competency, then those of each target: the
//! function of an organisation, or a person. The result depends on neither the order of rows nor
//! that of organisations.

mod agreement;
mod consistency;
mod family;
mod groups;
mod needs;
mod placement;
mod raters;
pub mod response;
mod scale;
mod self_other;
mod sheet;
mod statistic;
mod table;

pub use statistic::{Family, Statistic};
pub use table::{response_table, table};

use crate::questionnaire::Questionnaire;
use crate::responses::{Organisation, Standing};
use crate::scoring::{Sample, SampleRating, Samples, TargetSample};
use sheet::{Scope, Sheet};
use std::collections::BTreeMap;

/// Quantiles, and intervals made of resamples, show single ratings where these are fewer.
pub const FEWEST_FOR_ORDER: usize = 10;

/// What every statistic may need.
#[derive(Debug, Clone, Copy)]
struct Setting<'q> {
    questionnaire: &'q Questionnaire,
    /// Ends of the scale.
    range: [f64; 2],
    /// Level of all intervals.
    level: f64,
    seed: u64,
}

/// All statistics of these organisations. `seed` is that of the resamples.
pub fn statistics(
    organisations: &[&Organisation],
    questionnaire: &Questionnaire,
    seed: u64,
) -> Vec<Statistic> {
    let scale = &questionnaire.scale;
    let setting = Setting {
        questionnaire,
        range: [scale.min as f64, scale.max as f64],
        level: questionnaire.scoring.interval_level,
        seed,
    };
    let samples = Samples::of(organisations, questionnaire);
    let mut rows = Vec::new();
    let mut points = Vec::new();
    for sample in samples.competencies() {
        rows.extend(of_competency(&sample, setting));
        points.extend(placement::point(&sample, setting));
    }
    rows.extend(placement::rows(&points, setting));
    rows.extend(response::summary(&samples.responses(), questionnaire));
    sort(&mut rows, questionnaire);
    family::adjust(&mut rows);
    rows
}

/// The rows of one competency: over all targets, then of each.
fn of_competency(sample: &Sample<'_>, setting: Setting<'_>) -> Vec<Statistic> {
    let mut sheet = Sheet::about(Scope::of_competency(sample.competency));
    scale::add(&mut sheet, &Pool::of(sample), setting);
    consistency::add(&mut sheet, sample, setting);
    raters::add(&mut sheet, sample, setting);
    needs::add(&mut sheet, sample, setting);
    groups::add(&mut sheet, sample, setting);
    self_other::add(&mut sheet, sample, setting);
    let mut rows = sheet.into_rows();
    for target in &sample.targets {
        let mut sheet = Sheet::about(Scope::of_target(sample.competency, target));
        scale::add_of_target(&mut sheet, target, setting);
        if !sample.self_rated {
            agreement::add(&mut sheet, sample.competency, target, setting);
        }
        rows.extend(sheet.into_rows());
    }
    rows
}

/// Ratings of several targets taken together.
#[derive(Debug, Clone)]
struct Pool<'s, 'a> {
    ratings: Vec<&'s SampleRating<'a>>,
    /// Answers of raters without a rating.
    partial: Vec<&'s Vec<Option<f64>>>,
    /// Number of items of the competency.
    items: usize,
    /// Whether what tells raters apart by the items that they answered may be shown.
    items_may_show: bool,
    self_rated: bool,
    /// Whether somebody's ratings are withheld.
    withheld: bool,
}

impl<'s, 'a> Pool<'s, 'a> {
    fn of(sample: &'s Sample<'a>) -> Self {
        Self {
            ratings: sample.targets.iter().flat_map(|target| &target.ratings).collect(),
            partial: sample.targets.iter().flat_map(|target| &target.partial).collect(),
            items: sample.competency.items.len(),
            items_may_show: sample.targets.iter().all(|target| target.items_may_show),
            self_rated: sample.self_rated,
            withheld: sample.targets.iter().any(|target| target.withheld),
        }
    }

    fn scores(&self) -> Vec<f64> {
        self.ratings.iter().map(|rating| rating.score).collect()
    }

    /// All answers to the items, those of raters without a rating as well.
    fn answers(&self) -> Vec<Vec<Option<f64>>> {
        let of_ratings = self.ratings.iter().map(|rating| &rating.answers);
        of_ratings.chain(self.partial.iter().copied()).cloned().collect()
    }

    /// Whether order statistics show no single rating that is not the rater's own.
    fn hides_single_ratings(&self) -> bool {
        self.self_rated || self.ratings.len() >= FEWEST_FOR_ORDER
    }
}

/// In the questionnaire's order, numbers over all targets first; what is about no competency last.
fn sort(rows: &mut [Statistic], questionnaire: &Questionnaire) {
    let ids = questionnaire.competencies.iter().enumerate();
    let places: BTreeMap<&str, usize> =
        ids.map(|(place, competency)| (competency.id.as_str(), place)).collect();
    let place = |row: &Statistic| match &row.competency {
        Some(id) => places.get(id.as_str()).copied().unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    rows.sort_by(|one, other| {
        place(one)
            .cmp(&place(other))
            .then_with(|| target_of(one).cmp(&target_of(other)))
            .then_with(|| one.family.cmp(&other.family))
    });
}

/// Sorts as targets do; everybody comes first.
fn target_of(row: &Statistic) -> (Option<&str>, Option<Standing>, Option<&str>) {
    (row.organisation.as_deref(), row.standing, row.subject.as_deref())
}

/// Everybody's scores of a target.
fn scores_of(target: &TargetSample<'_>) -> Vec<f64> {
    target.ratings.iter().map(|rating| rating.score).collect()
}
