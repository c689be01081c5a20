//! The likelihood of one common factor and the way to its maximum.

use super::super::undefined::Undefined;
use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

/// More steps than any search that settles takes.
const MOST_STEPS: usize = 200;

/// A Newton step below this is followed by none: the next would be its square.
const LAST_STEP: f64 = 1e-8;

/// Shortest share of a step that is tried.
const SHORTEST: f64 = 1e-10;

/// The share of the promised gain that a step has to bring.
const LEAST_GAIN: f64 = 1e-4;

/// Pivots below this make a correlation matrix singular.
pub(super) const LEAST_PIVOT: f64 = 1e-10;

/// Loadings and residual variances of standardised items, with the distance of the model from the
/// data (0 when they meet).
#[derive(Debug, Clone)]
pub(super) struct Solution {
    pub(super) loadings: DVector<f64>,
    pub(super) residual_variances: DVector<f64>,
    pub(super) discrepancy: f64,
}

/// The likelihood of a correlation matrix.
pub(super) struct Likelihood<'a> {
    data: &'a DMatrix<f64>,
    logarithm: f64,
}

/// What the model says at one point.
struct Point {
    inverse: DMatrix<f64>,
    discrepancy: f64,
}

/// First and second derivatives of the discrepancy by loadings, then residual variances.
struct Derivatives {
    gradient: DVector<f64>,
    observed: DMatrix<f64>,
    expected: DMatrix<f64>,
}

impl<'a> Likelihood<'a> {
    /// Undefined when the matrix cannot be inverted.
    pub(super) fn of(data: &'a DMatrix<f64>) -> Result<Self, Undefined> {
        let root = Cholesky::new(data.clone()).ok_or(Undefined::Singular)?;
        if root.l_dirty().diagonal().iter().any(|pivot| pivot * pivot < LEAST_PIVOT) {
            return Err(Undefined::Singular);
        }
        Ok(Self { data, logarithm: log_determinant(&root) })
    }

    /// Newton's way from `start`, by the expected second derivatives where the observed ones show
    /// no minimum; `None` when it does not settle.
    pub(super) fn maximise(&self, start: (DVector<f64>, DVector<f64>)) -> Option<Solution> {
        let (mut loadings, mut residuals) = start;
        let mut point = self.point(&loadings, &residuals)?;
        for _ in 0..MOST_STEPS {
            let derivatives = self.derivatives(&loadings, &point);
            let newton = downhill(&derivatives.observed, &derivatives.gradient);
            let is_newton = newton.is_some();
            let step = newton.or_else(|| downhill(&derivatives.expected, &derivatives.gradient))?;
            let promised = -step.dot(&derivatives.gradient);
            let (length, next) = self.advance(&point, (&loadings, &residuals), &step, promised)?;
            let items = loadings.len();
            loadings += step.rows(0, items) * length;
            residuals += step.rows(items, items) * length;
            point = next;
            if is_newton && length == 1.0 && step.amax() < LAST_STEP {
                return self.settled(loadings, residuals, &point);
            }
        }
        None
    }

    /// The solution, unless the likelihood is flat there in some direction: other loadings would do
    /// as well.
    fn settled(
        &self,
        loadings: DVector<f64>,
        residual_variances: DVector<f64>,
        point: &Point,
    ) -> Option<Solution> {
        let observed = self.derivatives(&loadings, point).observed;
        let scales = observed.diagonal();
        let root = Cholesky::new(observed)?;
        let pivots = root.l_dirty().diagonal();
        let flat =
            pivots.iter().zip(&scales).any(|(pivot, scale)| pivot * pivot < LEAST_PIVOT * scale);
        let discrepancy = point.discrepancy;
        (!flat).then_some(Solution { loadings, residual_variances, discrepancy })
    }

    /// The longest share of the step that brings enough, and where it leads.
    fn advance(
        &self,
        from: &Point,
        (loadings, residuals): (&DVector<f64>, &DVector<f64>),
        step: &DVector<f64>,
        promised: f64,
    ) -> Option<(f64, Point)> {
        let items = loadings.len();
        let mut length = 1.0;
        // Close to the end the gain drowns in rounding.
        let rounding = 1e-13 * items as f64;
        while length > SHORTEST {
            let next = self.point(
                &(loadings + step.rows(0, items) * length),
                &(residuals + step.rows(items, items) * length),
            );
            let limit = from.discrepancy - LEAST_GAIN * length * promised + rounding;
            if let Some(next) = next.filter(|next| next.discrepancy <= limit) {
                return Some((length, next));
            }
            length *= 0.5;
        }
        None
    }

    /// `None` where the model's matrix is not positive definite.
    fn point(&self, loadings: &DVector<f64>, residuals: &DVector<f64>) -> Option<Point> {
        let model = loadings * loadings.transpose() + DMatrix::from_diagonal(residuals);
        let root = Cholesky::new(model)?;
        let inverse = root.inverse();
        let trace = inverse.component_mul(self.data).sum();
        let discrepancy = log_determinant(&root) + trace - self.logarithm - loadings.len() as f64;
        discrepancy.is_finite().then_some(Point { inverse, discrepancy })
    }

    /// With V the inverse of the model's matrix, S the data and M = V S V, the derivative by a
    /// parameter a is `tr((V - M) D)` with D the derivative of the model's matrix; the second one by
    /// a and b is `2 tr(V D_b M D_a) - tr(V D_b V D_a) + tr((V - M) D_ab)`. Its expectation sets
    /// M = V. Written out for loadings and residual variances below.
    fn derivatives(&self, loadings: &DVector<f64>, point: &Point) -> Derivatives {
        let items = loadings.len();
        let inverse = &point.inverse;
        let middle = inverse * self.data * inverse;
        let rest = inverse - &middle;
        let slope = 2.0 * &rest * loadings;
        let gradient = DVector::from_fn(2 * items, |index, _| {
            if index < items { slope[index] } else { rest[(index - items, index - items)] }
        });
        let expected = curvature(inverse, inverse, loadings);
        let mut observed = 2.0 * curvature(inverse, &middle, loadings) - &expected;
        let mut block = observed.view_mut((0, 0), (items, items));
        block += 2.0 * &rest;
        Derivatives { gradient, observed, expected }
    }
}

/// `tr(V D_b M D_a)`, made symmetric, for all pairs of parameters.
fn curvature(
    inverse: &DMatrix<f64>,
    middle: &DMatrix<f64>,
    loadings: &DVector<f64>,
) -> DMatrix<f64> {
    let items = loadings.len();
    let (inner, outer) = (inverse * loadings, middle * loadings);
    let (of_inverse, of_middle) = (loadings.dot(&inner), loadings.dot(&outer));
    let both = &inner * outer.transpose();
    let by_loadings = inverse * of_middle + middle * of_inverse + &both + both.transpose();
    let by_residuals = inverse.component_mul(middle);
    let mixed = DMatrix::from_fn(items, items, |loading, residual| {
        middle[(loading, residual)] * inner[residual]
            + inverse[(loading, residual)] * outer[residual]
    });
    let mut whole = DMatrix::zeros(2 * items, 2 * items);
    whole.view_mut((0, 0), (items, items)).copy_from(&by_loadings);
    whole.view_mut((items, items), (items, items)).copy_from(&by_residuals);
    whole.view_mut((0, items), (items, items)).copy_from(&mixed);
    whole.view_mut((items, 0), (items, items)).copy_from(&mixed.transpose());
    whole
}

/// The step to the minimum of the parabola; `None` when it has none.
fn downhill(curvature: &DMatrix<f64>, gradient: &DVector<f64>) -> Option<DVector<f64>> {
    let step = -Cholesky::new(curvature.clone())?.solve(gradient);
    step.iter().all(|value| value.is_finite()).then_some(step)
}

fn log_determinant(root: &Cholesky<f64, Dyn>) -> f64 {
    2.0 * root.l_dirty().diagonal().iter().map(|pivot| pivot.ln()).sum::<f64>()
}

/// A start: what the first principal component explains beyond one item's share.
pub(super) fn principal(correlations: &DMatrix<f64>) -> (DVector<f64>, DVector<f64>) {
    let eigen = correlations.clone().symmetric_eigen();
    let largest = eigen.eigenvalues.imax();
    let common = (eigen.eigenvalues[largest] - 1.0).max(0.1);
    let loadings = eigen.eigenvectors.column(largest) * common.sqrt();
    start(&loadings)
}

/// A start: the same loading for all items.
pub(super) fn middling(correlations: &DMatrix<f64>) -> (DVector<f64>, DVector<f64>) {
    start(&DVector::from_element(correlations.nrows(), 0.5_f64.sqrt()))
}

/// Loadings kept so far below 1 that something is left of each item.
fn start(loadings: &DVector<f64>) -> (DVector<f64>, DVector<f64>) {
    let loadings = loadings.map(|loading| loading.clamp(-0.95, 0.95));
    let residuals = loadings.map(|loading| 1.0 - loading * loading);
    (loadings, residuals)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A model that does not fit, so that observed and expected derivatives differ.
    fn data() -> DMatrix<f64> {
        DMatrix::from_row_slice(
            4,
            4,
            &[1.0, 0.6, 0.3, 0.2, 0.6, 1.0, 0.4, 0.3, 0.3, 0.4, 1.0, 0.5, 0.2, 0.3, 0.5, 1.0],
        )
    }

    #[test]
    fn derivatives_are_those_of_the_discrepancy() {
        let data = data();
        let likelihood = Likelihood::of(&data).unwrap();
        let (loadings, residuals) = principal(&data);
        let point = likelihood.point(&loadings, &residuals).unwrap();
        let found = likelihood.derivatives(&loadings, &point);
        let at = |index: usize, shift: f64| {
            let (mut loadings, mut residuals) = (loadings.clone(), residuals.clone());
            let side = if index < 4 { &mut loadings } else { &mut residuals };
            side[index % 4] += shift;
            let point = likelihood.point(&loadings, &residuals).unwrap();
            let gradient = likelihood.derivatives(&loadings, &point).gradient;
            (point.discrepancy, gradient)
        };
        for index in 0..8 {
            let ((low, below), (high, above)) = (at(index, -1e-5), at(index, 1e-5));
            assert!(((high - low) / 2e-5 - found.gradient[index]).abs() < 1e-8);
            let column = (above - below) / 2e-5;
            assert!((column - found.observed.column(index)).amax() < 1e-7);
        }
    }

    #[test]
    fn both_starts_end_at_one_point() {
        let data = data();
        let likelihood = Likelihood::of(&data).unwrap();
        let [first, second] = [principal(&data), middling(&data)]
            .map(|start| likelihood.maximise(start).unwrap().loadings.abs());
        assert!((first - second).amax() < 1e-13);
    }

    #[test]
    fn a_matrix_without_inverse_is_told() {
        let data = DMatrix::from_element(3, 3, 1.0);
        assert_eq!(Likelihood::of(&data).err(), Some(Undefined::Singular));
    }
}
