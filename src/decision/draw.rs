//! One draw of everything uncertain: parameters, facts, scores.

use crate::decision::Inputs;
use crate::decision::quantity::{FactReader, Quantity};
use crate::decision::samples::Samples;
use crate::decision::seat::Seat;
use crate::decision::situation::Situation;
use crate::decision::streams::Streams;
use crate::questionnaire::decision_model::parameters::Drawn;
use crate::questionnaire::decision_model::{
    CriterionId, DecisionModel, Driver, Parameter, SeatModel,
};
use crate::questionnaire::{ExternalFit, Questionnaire};
use std::rc::Rc;

/// Number of criteria.
pub const CRITERIA: usize = CriterionId::ALL.len();
/// One number per criterion, in the order of [`CriterionId::ALL`].
pub type PerCriterion = [f64; CRITERIA];

/// Everything drawn for one draw.
#[derive(Debug, Clone)]
pub struct Draw<'a> {
    /// Parameters.
    pub p: &'a Drawn,
    /// Demand of leadership per linked seat, in full-time equivalents, at most 1.
    pub demand: [f64; 2],
    /// Gaps per linked seat.
    pub gap: [Gap; 2],
    /// How well the second seat is heard, 0 to 1.
    pub heard: f64,
    /// What is at stake, 0 to 1: makes independence count more.
    pub stakes: f64,
    /// Need for presence, 0 to 1: makes an outsider's continuity loss count more.
    pub presence: f64,
    /// Months to fill a post.
    pub time_to_fill: f64,
    /// Months until the deadline; `None`: there is none.
    pub deadline: Option<f64>,
    /// A deputy runs daily operations: 1 or 0.
    pub deputy: f64,
    /// Swing weights before context; they sum to 1.
    pub weights: &'a PerCriterion,
    /// Weights uniform on the simplex.
    pub any_weights: &'a PerCriterion,
    /// The further seat's demand, gap and need.
    pub further: Option<FurtherDraw>,
}

/// The further seat in one draw.
#[derive(Debug, Clone, Copy, Default)]
pub struct FurtherDraw {
    /// Demand, in full-time equivalents, at most 1.
    pub demand: f64,
    /// Gap.
    pub gap: Gap,
    /// Need, 0 to 1.
    pub need: f64,
}

/// Weighted normalised gaps of a seat: `max(target - score, 0) / (target - scale minimum)`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gap {
    /// Sum over competencies that suit an outsider well.
    pub high: f64,
    /// In part.
    pub medium: f64,
    /// Little.
    pub low: f64,
    /// The candidate's own gap.
    pub candidate: f64,
}

impl Gap {
    /// The whole gap, 0 (at target everywhere) to 1.
    pub fn total(self) -> f64 {
        self.high + self.medium + self.low
    }

    /// Quality of today's holder: 1 at target, 0 from half a span below.
    pub fn quality(self) -> f64 {
        (1.0 - self.total() / 0.5).clamp(0.0, 1.0)
    }
}

/// All quantities of one organisation, ready to be drawn.
pub struct Quantities<'a> {
    model: &'a DecisionModel,
    situation: &'a Situation,
    scale: [f64; 2],
    samples: &'a Samples,
    bands: Vec<Rc<[f64]>>,
    size: Vec<Quantity>,
    seats: [SeatQuantities; 2],
    further: Option<FurtherQuantities>,
    heard: Vec<Quantity>,
    stakes: Vec<Quantity>,
    presence: Vec<Quantity>,
    time_to_fill: Quantity,
    deadline: Option<Quantity>,
    deputy: Quantity,
}

/// The further seat's quantities.
struct FurtherQuantities {
    seat: SeatQuantities,
    need: Quantity,
    bands: Vec<Rc<[f64]>>,
}

/// A seat's own streams.
struct SeatQuantities {
    drivers: Vec<Quantity>,
    normal: Rc<[f64]>,
    unrated: Rc<[f64]>,
}

impl<'a> Quantities<'a> {
    /// Prepares the quantities of an organisation.
    pub fn new(
        inputs: &'a Inputs<'a>,
        questionnaire: &'a Questionnaire,
        model: &'a DecisionModel,
        situation: &'a Situation,
        streams: &'a Streams,
        samples: &'a Samples,
    ) -> Self {
        let reader = FactReader { inputs, questionnaire, streams };
        let drivers = |drivers: &[Driver]| drivers.iter().map(|one| reader.driver(one)).collect();
        let facts = &model.facts;
        let heard = match situation.heard_score {
            Some(score) => Quantity::Known(score),
            None => Quantity::Drawn {
                stream: streams.uniform("unrated.heard"),
                low: 0.0,
                high: 1.0,
                steps: 0,
            },
        };
        let mut heard_by: Vec<Quantity> = drivers(&facts.heard);
        heard_by.push(heard);
        Self {
            model,
            situation,
            scale: [questionnaire.scale.min as f64, questionnaire.scale.max as f64],
            samples,
            bands: numbered(streams, "demand", model.demand_bands.len()),
            size: model
                .size
                .iter()
                .map(|size| reader.band(&size.question, model.demand_bands.len()))
                .collect(),
            seats: [0, 1].map(|index| SeatQuantities::new(&model.seat[index], &reader)),
            further: model.further_seat.as_ref().map(|further| {
                let bands = further.need_bands.len();
                FurtherQuantities {
                    seat: SeatQuantities::new(&further.seat, &reader),
                    need: reader.band(&further.need, bands),
                    bands: numbered(streams, "need", bands),
                }
            }),
            heard: heard_by,
            stakes: drivers(&facts.stakes),
            presence: drivers(&facts.presence),
            time_to_fill: reader
                .number(facts.time_to_fill.as_deref())
                .unwrap_or(Quantity::Known(6.0)),
            deadline: inputs.number(facts.deadline.as_deref()).map(Quantity::Known),
            deputy: reader.indicator(facts.deputy.as_ref()),
        }
    }

    /// What stands today.
    pub fn situation(&self) -> &'a Situation {
        self.situation
    }

    /// One draw.
    pub fn draw(&self, index: usize) -> Draw<'a> {
        let p = &self.samples.parameters[index];
        let base = self.base_demand(index);
        Draw {
            demand: [0, 1].map(|seat| demand(base, &self.seats[seat].drivers, index)),
            gap: [0, 1]
                .map(|seat| self.gap(&self.situation.seats[seat], &self.seats[seat], p, index)),
            heard: mean(&self.heard, index, 0.5),
            stakes: mean(&self.stakes, index, 0.5),
            presence: mean(&self.presence, index, 0.5),
            time_to_fill: self.time_to_fill.at(index),
            deadline: self.deadline.as_ref().map(|deadline| deadline.at(index).max(0.5)),
            deputy: self.deputy.at(index),
            weights: &self.samples.weights[index],
            any_weights: &self.samples.any_weights[index],
            further: self.further_draw(base, p, index),
            p,
        }
    }

    /// Mean demand over the size questions, before drivers.
    fn base_demand(&self, index: usize) -> f64 {
        let sum: f64 = self
            .size
            .iter()
            .map(|band| banded(&self.model.demand_bands, &self.bands, band.at(index), index))
            .sum();
        sum / self.size.len().max(1) as f64
    }

    fn further_draw(&self, base: f64, p: &Drawn, index: usize) -> Option<FurtherDraw> {
        let quantities = self.further.as_ref()?;
        let model = self.model.further_seat.as_ref()?;
        let seat = self.situation.further.as_ref()?;
        let need = quantities.need.at(index);
        Some(FurtherDraw {
            demand: demand(base, &quantities.seat.drivers, index),
            gap: self.gap(seat, &quantities.seat, p, index),
            need: banded(&model.need_bands, &quantities.bands, need, index),
        })
    }

    /// Scores move together by the standard error of the role score; an unrated role has any.
    fn gap(&self, seat: &Seat, quantities: &SeatQuantities, p: &Drawn, index: usize) -> Gap {
        let [low, high] = self.scale;
        let span = high - low;
        let error = seat.standard_error.unwrap_or(p.single_se * span);
        let shift = error * at(&quantities.normal, index);
        let unrated = self.model.parameters.unrated.at(at(&quantities.unrated, index));
        let mut gap = Gap::default();
        for competence in &seat.competences {
            let score = competence
                .score
                .map_or(low + span * unrated, |score| (score + shift).clamp(low, high));
            let short = |score: f64| {
                competence.weight * (competence.target - score).max(0.0)
                    / (competence.target - low).max(f64::EPSILON)
            };
            match competence.fit {
                ExternalFit::High => gap.high += short(score),
                ExternalFit::Medium => gap.medium += short(score),
                ExternalFit::Low | ExternalFit::NotApplicable => gap.low += short(score),
            }
            gap.candidate += short(competence.candidate.unwrap_or(score));
        }
        gap
    }
}

impl SeatQuantities {
    fn new(model: &SeatModel, reader: &FactReader<'_>) -> Self {
        Self {
            drivers: model.drivers.iter().map(|driver| reader.driver(driver)).collect(),
            normal: reader.streams.normal(&format!("score.{}", model.role)),
            unrated: reader.streams.uniform(&format!("unrated.{}", model.role)),
        }
    }
}

/// `min(1, base x (0.6 + 0.8 x mean of the drivers))`.
fn demand(base: f64, drivers: &[Quantity], index: usize) -> f64 {
    (base * (0.6 + 0.8 * mean(drivers, index, 0.5))).min(1.0)
}

fn mean(quantities: &[Quantity], index: usize, otherwise: f64) -> f64 {
    if quantities.is_empty() {
        return otherwise;
    }
    quantities.iter().map(|one| one.at(index)).sum::<f64>() / quantities.len() as f64
}

/// The draw of the band at a position.
fn banded(bands: &[Parameter], streams: &[Rc<[f64]>], position: f64, index: usize) -> f64 {
    let band = position.max(0.0) as usize;
    bands.get(band).zip(streams.get(band)).map_or(0.0, |(range, one)| range.at(at(one, index)))
}

fn numbered(streams: &Streams, prefix: &str, count: usize) -> Vec<Rc<[f64]>> {
    (0..count).map(|index| streams.uniform(&format!("{prefix}.{index}"))).collect()
}

fn at(stream: &[f64], index: usize) -> f64 {
    stream.get(index).copied().unwrap_or(0.5)
}
