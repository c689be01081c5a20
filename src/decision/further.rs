//! The further seat, judged after the first by the same criteria: not needed, carried by the first
//! seat, or a seat of its own, and then its sourcing.
//!
//! Its demand and its gap count by its need, which the data gives per option of one question.

use crate::decision::Sourcing;
use crate::decision::criteria::{Scene, kept};
use crate::decision::draw::{CRITERIA, PerCriterion, Quantities};
use crate::decision::outcome::Weighting;
use crate::decision::plan::sourcings;
use crate::decision::seat::{Holder, Seat};
use crate::decision::situation::Situation;
use crate::questionnaire::decision_model::CriterionId;
use std::collections::BTreeMap;

/// What to do with the further seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// None is needed.
    NotNeeded,
    /// The first seat carries the duty.
    WithFirst,
    /// A seat of its own, filled so.
    Separate(Sourcing),
}

/// Shares and choice.
#[derive(Debug, Clone)]
pub struct FurtherAnalysis {
    /// The options, in a fixed order.
    pub options: Vec<Arrangement>,
    /// Mean value of each.
    pub mean: Vec<f64>,
    /// Share of draws in which each is first.
    pub first: Vec<f64>,
    /// The same under any weights.
    pub first_any_weights: Vec<f64>,
}

impl FurtherAnalysis {
    /// The option with the highest mean value.
    pub fn choice(&self) -> Option<Arrangement> {
        let best =
            (0..self.mean.len()).reduce(|a, b| if self.mean[b] > self.mean[a] { b } else { a })?;
        self.options.get(best).copied()
    }

    /// Shares of first places.
    pub fn first_by(&self, weights: Weighting) -> &[f64] {
        match weights {
            Weighting::Model => &self.first,
            Weighting::Any => &self.first_any_weights,
        }
    }

    /// Shares summed by a key of the options.
    pub fn shares(
        &self,
        key: impl Fn(Arrangement) -> Option<String>,
        of: &[f64],
    ) -> BTreeMap<String, f64> {
        let mut sums = BTreeMap::new();
        for (option, share) in self.options.iter().zip(of) {
            if let Some(key) = key(*option) {
                *sums.entry(key).or_insert(0.0) += share;
            }
        }
        sums
    }
}

/// Judges the further seat given how the first is filled; `None` where there is none to judge.
pub fn analyse(
    quantities: &Quantities<'_>,
    first_how: Sourcing,
    draws: usize,
) -> Option<FurtherAnalysis> {
    let situation = quantities.situation();
    let seat = situation.further.as_ref()?;
    let options = options(seat);
    let mut sums = vec![0.0; options.len()];
    let mut first = vec![0_u32; options.len()];
    let mut first_any = vec![0_u32; options.len()];
    let mut totals = vec![0.0; options.len()];
    for index in 0..draws {
        let draw = quantities.draw(index);
        let scene = Scene { situation, draw: &draw, no_overseer: false };
        for (weights, counts) in [(draw.any_weights, &mut first_any), (draw.weights, &mut first)] {
            for (total, option) in totals.iter_mut().zip(&options) {
                let values = value(&scene, seat, *option, first_how);
                *total = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
            }
            let best = (0..totals.len())
                .reduce(|a, b| if totals[b] > totals[a] { b } else { a })
                .unwrap_or(0);
            counts[best] += 1;
        }
        // The last pass left the totals under the model's own weights.
        sums.iter_mut().zip(&totals).for_each(|(sum, total)| *sum += total);
    }
    let share = |counts: &[u32]| counts.iter().map(|&n| f64::from(n) / draws as f64).collect();
    Some(FurtherAnalysis {
        mean: sums.iter().map(|sum| sum / draws as f64).collect(),
        first: share(&first),
        first_any_weights: share(&first_any),
        options,
    })
}

fn options(seat: &Seat) -> Vec<Arrangement> {
    let mut options = vec![Arrangement::NotNeeded, Arrangement::WithFirst];
    options.extend(sourcings(seat).into_iter().map(Arrangement::Separate));
    options
}

/// Value per criterion of an arrangement in one draw.
fn value(scene: &Scene<'_>, seat: &Seat, option: Arrangement, first_how: Sourcing) -> PerCriterion {
    let mut values = [1.0; CRITERIA];
    let Some(further) = scene.draw.further else { return values };
    let draw = scene.draw;
    let demand = further.demand * further.need;
    let held = seat.held || seat.keeps_outside();
    let quality = if held { further.gap.quality() } else { 0.0 };
    let given_up = if held { quality * draw.p.disruption_change } else { 0.0 };
    match option {
        Arrangement::NotNeeded => {
            set(&mut values, CriterionId::Capability, 1.0 - further.need);
            set(&mut values, CriterionId::Capacity, 1.0 - demand);
            set(&mut values, CriterionId::Disruption, 1.0 - given_up);
        }
        Arrangement::WithFirst => {
            let left = further.gap.total() * (1.0 - draw.p.share_develop * draw.p.load_combined);
            let work = draw.demand[0] + demand - scene.supply(0, first_how);
            set(&mut values, CriterionId::Capability, 1.0 - further.need * left);
            set(&mut values, CriterionId::Capacity, 1.0 - work.max(0.0));
            let cost = given_up + draw.p.disruption_effort;
            set(&mut values, CriterionId::Disruption, 1.0 - cost);
        }
        Arrangement::Separate(how) => {
            separate(&mut values, scene, seat, how, demand, quality);
        }
    }
    values
}

fn separate(
    values: &mut PerCriterion,
    scene: &Scene<'_>,
    seat: &Seat,
    how: Sourcing,
    demand: f64,
    quality: f64,
) {
    let Some(further) = scene.draw.further else { return };
    let left = scene.gap_left(seat, &further.gap, how, 1.0);
    let stays = kept(seat, how);
    let supply = scene.supply_of(seat, how);
    set(values, CriterionId::Capability, 1.0 - further.need * left);
    let late = 1.0 - scene.speed_of(seat, &further.gap, how);
    set(values, CriterionId::Speed, 1.0 - further.need * late);
    set(values, CriterionId::Capacity, scene.capacity(demand, supply, stays));
    set(values, CriterionId::Continuity, scene.continuity(how, demand));
    set(values, CriterionId::Disruption, scene.disruption_of(seat, how, quality, false));
    let overhead = scene.draw.p.coordination * (1.0 - demand.min(1.0));
    set(values, CriterionId::Coordination, 1.0 - overhead);
}

fn set(values: &mut PerCriterion, criterion: CriterionId, value: f64) {
    values[criterion as usize] = value;
}

/// Whether there is anything to judge: a need, a holder, ratings, or not enough facts to say no.
pub fn is_open(situation: &Situation, need_is_lowest: bool) -> bool {
    situation.further.as_ref().is_some_and(|seat| {
        let vacant = matches!(seat.holder, Holder::NotNeeded | Holder::Nobody | Holder::Unknown);
        !(need_is_lowest && vacant && !seat.rated)
    })
}
