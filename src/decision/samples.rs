//! What is drawn once and shared by all evaluations of an organisation: parameters and weights.

use crate::decision::draw::{CRITERIA, PerCriterion};
use crate::decision::smaa::simplex;
use crate::decision::streams::Streams;
use crate::questionnaire::decision_model::parameters::Drawn;
use crate::questionnaire::decision_model::{CriterionId, DecisionModel, Parameters};
use std::rc::Rc;

/// Parameters and weights, draw by draw.
#[derive(Debug, Clone)]
pub struct Samples {
    /// Parameters.
    pub parameters: Vec<Drawn>,
    /// Swing weights, each from its range, normalised before any context.
    pub weights: Vec<PerCriterion>,
    /// Weights uniform on the simplex.
    pub any_weights: Vec<PerCriterion>,
}

impl Samples {
    /// Draws them from their streams.
    pub fn new(model: &DecisionModel, streams: &Streams) -> Self {
        let named = |prefix: &str, names: &[&str]| -> Vec<Rc<[f64]>> {
            names.iter().map(|name| streams.uniform(&format!("{prefix}.{name}"))).collect()
        };
        let criteria = CriterionId::ALL.map(CriterionId::name);
        let parameters = named("parameter", Parameters::NAMES);
        let (raw, uniform) = (named("weight", &criteria), named("simplex", &criteria));
        let ranges = CriterionId::ALL.map(|one| {
            model.criteria.get(&one).map_or([0.0, 0.0], |criterion| criterion.weight.range)
        });
        let draws = 0..streams.draws();
        Self {
            parameters: draws
                .clone()
                .map(|draw| model.parameters.draw(|position| parameters[position][draw]))
                .collect(),
            weights: draws.clone().map(|draw| swing_weights(&ranges, &raw, draw)).collect(),
            any_weights: draws.map(|draw| simplex_weights(&uniform, draw)).collect(),
        }
    }
}

fn swing_weights(
    ranges: &[[f64; 2]; CRITERIA],
    streams: &[Rc<[f64]>],
    draw: usize,
) -> PerCriterion {
    let raw: PerCriterion = std::array::from_fn(|one| {
        let [low, high] = ranges[one];
        low + (high - low) * streams[one][draw]
    });
    let sum: f64 = raw.iter().sum();
    raw.map(|weight| weight / sum.max(f64::EPSILON))
}

fn simplex_weights(streams: &[Rc<[f64]>], draw: usize) -> PerCriterion {
    let uniform: PerCriterion = std::array::from_fn(|one| streams[one][draw]);
    let mut weights = [0.0; CRITERIA];
    simplex(&uniform, &mut weights);
    weights
}
