//! All draws of one case: mean values, contributions, and who is first how often.

use crate::decision::Sourcing;
use crate::decision::criteria::{Scene, Term};
use crate::decision::draw::{CRITERIA, Draw, PerCriterion, Quantities};
use crate::decision::plan::PlanSpec;
use crate::decision::situation::Situation;
use crate::decision::smaa::Tally;
use crate::questionnaire::decision_model::StructureKind;
use std::collections::BTreeMap;

/// The plans left of one organisation, and the terms that their values are sums of.
pub struct Case<'a> {
    /// What stands today.
    pub situation: &'a Situation,
    /// Everything uncertain.
    pub quantities: &'a Quantities<'a>,
    /// Plans that no gate removed.
    pub plans: Vec<PlanSpec>,
    /// Nobody inside can oversee an outside officer.
    pub no_overseer: bool,
    terms: Vec<Term>,
    parts: Vec<Vec<usize>>,
}

/// The result of some draws over the plans left, in their order.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Mean value of each plan.
    pub mean: Vec<f64>,
    /// Mean contribution of each criterion; they sum to the mean value.
    pub contributions: Vec<PerCriterion>,
    /// Share of draws in which each plan is first.
    pub first: Vec<f64>,
    /// The same under any weights.
    pub first_any_weights: Vec<f64>,
}

impl Analysis {
    /// Index of the plan with the highest mean value.
    pub fn best(&self) -> Option<usize> {
        best(&self.mean)
    }
}

/// Index of the highest value, the first among equals.
fn best(values: &[f64]) -> Option<usize> {
    (0..values.len()).reduce(|a, b| if values[b] > values[a] { b } else { a })
}

impl<'a> Case<'a> {
    /// Prepares the plans left.
    pub fn new(
        situation: &'a Situation,
        quantities: &'a Quantities<'a>,
        plans: Vec<PlanSpec>,
        no_overseer: bool,
    ) -> Self {
        let mut terms = Vec::new();
        let parts = plans
            .iter()
            .map(|plan| {
                terms_of(*plan, situation)
                    .into_iter()
                    .map(|term| index_of(&mut terms, term))
                    .collect()
            })
            .collect();
        Self { situation, quantities, plans, no_overseer, terms, parts }
    }

    /// Runs the first `draws` draws; `each` sees every draw's plan values and weights.
    pub fn run(&self, draws: usize, mut each: impl FnMut(&[f64], &PerCriterion)) -> Analysis {
        let count = self.plans.len();
        let mut sums = vec![[0.0; CRITERIA]; self.terms.len()];
        let mut first = vec![0_u32; count];
        let mut first_any = vec![0_u32; count];
        let mut state = Totals::new(self.terms.len(), count);
        for index in 0..draws {
            let draw = self.quantities.draw(index);
            let scene = self.scene(&draw);
            let weights = scene.weights();
            for (values, term) in state.values.iter_mut().zip(&self.terms) {
                *values = scene.term(*term);
            }
            for (sum, values) in sums.iter_mut().zip(&state.values) {
                accumulate(sum, &weights, values);
            }
            self.total(&mut state, draw.any_weights);
            count_first(&mut first_any, &state.plans);
            self.total(&mut state, &weights);
            count_first(&mut first, &state.plans);
            each(&state.plans, &weights);
        }
        self.summary(&sums, &first, &first_any, draws)
    }

    /// Ranks, central weights and pairwise wins over all draws, with the analysis.
    pub fn tally(&self, draws: usize) -> (Analysis, Tally) {
        let mut tally = Tally::new(self.plans.len(), CRITERIA);
        let mut normalised = [0.0; CRITERIA];
        let analysis = self.run(draws, |values, weights| {
            let sum: f64 = weights.iter().sum();
            for (to, from) in normalised.iter_mut().zip(weights) {
                *to = from / sum;
            }
            tally.add(values, &normalised);
        });
        (analysis, tally)
    }

    /// Mean values alone, without counting who is first: enough to name the answer.
    pub fn means(&self, draws: usize) -> Analysis {
        let mut sums = vec![[0.0; CRITERIA]; self.terms.len()];
        for index in 0..draws {
            let draw = self.quantities.draw(index);
            let scene = self.scene(&draw);
            let weights = scene.weights();
            for (sum, term) in sums.iter_mut().zip(&self.terms) {
                accumulate(sum, &weights, &scene.term(*term));
            }
        }
        let nobody = vec![0; self.plans.len()];
        self.summary(&sums, &nobody, &nobody, draws)
    }

    /// Confidence factors: per plan, the share of draws in which it is first when the weights
    /// given for it hold.
    pub fn confidence_factors(
        &self,
        weights: &BTreeMap<usize, PerCriterion>,
        draws: usize,
    ) -> BTreeMap<usize, f64> {
        let mut state = Totals::new(self.terms.len(), self.plans.len());
        let mut wins: BTreeMap<usize, u32> = weights.keys().map(|&plan| (plan, 0)).collect();
        for index in 0..draws {
            let draw = self.quantities.draw(index);
            let scene = self.scene(&draw);
            for (values, term) in state.values.iter_mut().zip(&self.terms) {
                *values = scene.term(*term);
            }
            for (plan, count) in &mut wins {
                self.total(&mut state, &weights[plan]);
                *count += u32::from(best(&state.plans) == Some(*plan));
            }
        }
        wins.into_iter().map(|(plan, n)| (plan, f64::from(n) / draws.max(1) as f64)).collect()
    }

    fn scene<'b>(&'b self, draw: &'b Draw<'b>) -> Scene<'b> {
        Scene { situation: self.situation, draw, no_overseer: self.no_overseer }
    }

    fn total(&self, state: &mut Totals, weights: &PerCriterion) {
        for (total, values) in state.terms.iter_mut().zip(&state.values) {
            *total = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        }
        for (value, parts) in state.plans.iter_mut().zip(&self.parts) {
            *value = parts.iter().map(|&part| state.terms[part]).sum();
        }
    }

    fn summary(
        &self,
        sums: &[PerCriterion],
        first: &[u32],
        first_any: &[u32],
        draws: usize,
    ) -> Analysis {
        let share =
            |counts: &[u32]| counts.iter().map(|&n| f64::from(n) / draws.max(1) as f64).collect();
        let contributions: Vec<PerCriterion> = self
            .parts
            .iter()
            .map(|parts| {
                std::array::from_fn(|one| {
                    parts.iter().map(|&part| sums[part][one]).sum::<f64>() / draws.max(1) as f64
                })
            })
            .collect();
        Analysis {
            mean: contributions.iter().map(|values| values.iter().sum()).collect(),
            contributions,
            first: share(first),
            first_any_weights: share(first_any),
        }
    }
}

/// Scratch space of a run.
struct Totals {
    values: Vec<PerCriterion>,
    terms: Vec<f64>,
    plans: Vec<f64>,
}

impl Totals {
    fn new(terms: usize, plans: usize) -> Self {
        Self {
            values: vec![[0.0; CRITERIA]; terms],
            terms: vec![0.0; terms],
            plans: vec![0.0; plans],
        }
    }
}

fn accumulate(sum: &mut PerCriterion, weights: &PerCriterion, values: &PerCriterion) {
    for one in 0..CRITERIA {
        sum[one] += weights[one] * values[one];
    }
}

fn count_first(counts: &mut [u32], values: &[f64]) {
    if let Some(first) = best(values) {
        counts[first] += 1;
    }
}

fn terms_of(plan: PlanSpec, situation: &Situation) -> Vec<Term> {
    let structure = Term::Structure(plan.structure);
    if plan.structure == StructureKind::Combined {
        return vec![structure, Term::Both(plan.seats[0])];
    }
    let moved = |other: usize| situation.same_person && plan.seats[other] == Sourcing::Develop;
    vec![
        structure,
        Term::Seat { seat: 0, how: plan.seats[0], moved: moved(1) },
        Term::Seat { seat: 1, how: plan.seats[1], moved: moved(0) },
    ]
}

fn index_of(terms: &mut Vec<Term>, term: Term) -> usize {
    terms.iter().position(|known| *known == term).unwrap_or_else(|| {
        terms.push(term);
        terms.len() - 1
    })
}
