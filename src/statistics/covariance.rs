//! Covariance and correlation of items: what the statistics of reliability start from.

use super::co_moments::{CoMoments, exact_mean};
use super::undefined::{Estimate, Undefined};
use nalgebra::DMatrix;

/// Below this share of the variances a negative eigenvalue or a sum is rounding.
pub(super) const ROUNDING: f64 = 1e-12;

/// What is done about missing answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Each pair of items uses the respondents who answered both.
    Pairwise,
    /// Only respondents who answered every item count.
    Listwise,
}

/// Covariances (divisor n - 1) of items, with what they rest on.
///
/// Exact up to the last division for scale points; free of the order of the rows for all numbers.
/// Checked against R's `cov` and `cor` through psych 2.2.9.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariance {
    missing: Missing,
    rows: usize,
    complete: usize,
    items: Vec<Item>,
    cells: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Item {
    n: usize,
    mean: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    pairs: usize,
    covariance: f64,
    correlation: Option<f64>,
}

impl Covariance {
    /// The covariances of the columns of `rows` (respondents by items; `None` is missing, and so is
    /// what a short row lacks).
    ///
    /// Undefined without items, when two items have fewer than two respondents in common, and when
    /// an answer is not finite.
    pub fn of(rows: &[Vec<Option<f64>>], missing: Missing) -> Result<Self, Undefined> {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return Err(Undefined::TooFew { of: "items", needed: 1, found: 0 });
        }
        if rows.iter().flatten().flatten().any(|answer| !answer.is_finite()) {
            return Err(Undefined::Unknown);
        }
        let is_complete =
            |row: &&Vec<Option<f64>>| row.len() == width && row.iter().all(Option::is_some);
        let complete: Vec<&Vec<Option<f64>>> = rows.iter().filter(is_complete).collect();
        let used = match missing {
            Missing::Pairwise => rows.iter().collect(),
            Missing::Listwise => complete.clone(),
        };
        let columns: Vec<Vec<Option<f64>>> = (0..width)
            .map(|item| used.iter().map(|row| row.get(item).copied().flatten()).collect())
            .collect();
        let items = columns.iter().map(|column| item(column)).collect::<Result<_, _>>()?;
        let cells = cells(&columns)?;
        Ok(Self { missing, rows: rows.len(), complete: complete.len(), items, cells })
    }

    /// Number of items.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// What was done about missing answers.
    pub fn missing(&self) -> Missing {
        self.missing
    }

    /// Number of rows, answered or not.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of respondents who answered every item.
    pub fn complete(&self) -> usize {
        self.complete
    }

    /// The n that intervals use, as in psych: all rows when pairwise (optimistic where many answers
    /// are missing), the complete ones when listwise.
    pub fn respondents(&self) -> usize {
        match self.missing {
            Missing::Pairwise => self.rows,
            Missing::Listwise => self.complete,
        }
    }

    /// Number of answers to an item that are used; 0 for an item that is not there.
    pub fn n(&self, item: usize) -> usize {
        self.items.get(item).map_or(0, |item| item.n)
    }

    /// Mean answer to an item. Unknown for an item that is not there.
    pub fn mean(&self, item: usize) -> Estimate {
        self.items.get(item).map(|item| item.mean).ok_or(Undefined::Unknown)
    }

    /// Variance of an item (divisor n - 1). Unknown for an item that is not there.
    pub fn variance(&self, item: usize) -> Estimate {
        self.covariance(item, item)
    }

    /// Covariance of two items. Unknown for an item that is not there.
    pub fn covariance(&self, first: usize, second: usize) -> Estimate {
        self.cell(first, second).map(|cell| cell.covariance)
    }

    /// Number of respondents behind the covariance of two items; 0 for an item that is not there.
    pub fn pairs(&self, first: usize, second: usize) -> usize {
        self.cell(first, second).map_or(0, |cell| cell.pairs)
    }

    /// Covariance divided by the items' own standard deviations, as R's `cov2cor` does.
    ///
    /// With missing answers and [`Missing::Pairwise`] the variances come from more respondents than
    /// the covariance: this is not the correlation over the pairs, and may leave -1 to 1.
    /// Undefined when an item does not vary.
    pub fn correlation(&self, first: usize, second: usize) -> Estimate {
        let scale = self.variance(first)?.sqrt() * self.variance(second)?.sqrt();
        if scale > 0.0 {
            Ok(self.covariance(first, second)? / scale)
        } else {
            Err(Undefined::NoVariance)
        }
    }

    /// Correlation over the respondents who answered both items, -1 to 1.
    ///
    /// Undefined when an item does not vary among them.
    pub fn correlation_of_pairs(&self, first: usize, second: usize) -> Estimate {
        self.cell(first, second)?.correlation.ok_or(Undefined::NoVariance)
    }

    /// Variance of the sum of all items: the sum over the whole matrix.
    ///
    /// Undefined when it is not above zero: the sums do not vary, or a pairwise matrix is none that
    /// any data could have.
    pub fn total_variance(&self) -> Estimate {
        let sum = self.cells.iter().flatten().map(|cell| cell.covariance).sum::<f64>();
        if sum > ROUNDING * self.sum_of_variances() { Ok(sum) } else { Err(Undefined::NoVariance) }
    }

    /// Sum of the items' variances.
    pub fn sum_of_variances(&self) -> f64 {
        let own = self.cells.iter().enumerate().filter_map(|(item, row)| row.get(item));
        own.map(|cell| cell.covariance).sum()
    }

    /// Covariance of the sum of some items with the sum of others.
    pub fn covariance_of_sums(&self, first: &[usize], second: &[usize]) -> Estimate {
        let mut sum = 0.0;
        for a in first {
            for b in second {
                sum += self.covariance(*a, *b)?;
            }
        }
        Ok(sum)
    }

    /// The same with some of the items, in the order given. What [`Self::complete`] says stays that
    /// of all items; items that are not there are passed over.
    #[must_use]
    pub fn of_items(&self, chosen: &[usize]) -> Self {
        let rows = chosen.iter().filter_map(|item| self.cells.get(*item));
        let cells =
            rows.map(|row| chosen.iter().filter_map(|item| row.get(*item).copied()).collect());
        Self {
            items: chosen.iter().filter_map(|item| self.items.get(*item)).copied().collect(),
            cells: cells.collect(),
            ..*self
        }
    }

    /// The same without one item.
    #[must_use]
    pub fn without(&self, item: usize) -> Self {
        let others: Vec<usize> = (0..self.items()).filter(|other| *other != item).collect();
        self.of_items(&others)
    }

    /// Smallest eigenvalue of the covariance matrix.
    pub fn smallest_eigenvalue(&self) -> f64 {
        let values = self.matrix().symmetric_eigenvalues();
        values.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// Whether some data could have this matrix: no eigenvalue below zero beyond rounding.
    ///
    /// A pairwise matrix may fail this; what follows from it is then doubtful, and the caller warns.
    pub fn is_positive_semi_definite(&self) -> bool {
        self.smallest_eigenvalue() >= -ROUNDING * self.sum_of_variances()
    }

    /// The covariances as a matrix.
    pub(super) fn matrix(&self) -> DMatrix<f64> {
        let cells = self.cells.iter().flatten().map(|cell| cell.covariance);
        DMatrix::from_row_iterator(self.items(), self.items(), cells)
    }

    /// The covariances scaled to ones on the diagonal, with the standard deviations.
    ///
    /// Undefined when an item does not vary.
    pub(super) fn scaled(&self) -> Result<(DMatrix<f64>, Vec<f64>), Undefined> {
        let matrix = self.matrix();
        let deviations: Vec<f64> = matrix.diagonal().iter().map(|value| value.sqrt()).collect();
        if !deviations.iter().all(|deviation| *deviation > 0.0) {
            return Err(Undefined::NoVariance);
        }
        let scales = DMatrix::from_fn(self.items(), self.items(), |row, column| {
            if row == column { matrix[(row, row)] } else { deviations[row] * deviations[column] }
        });
        Ok((matrix.component_div(&scales), deviations))
    }

    fn cell(&self, first: usize, second: usize) -> Result<&Cell, Undefined> {
        self.cells.get(first).and_then(|row| row.get(second)).ok_or(Undefined::Unknown)
    }
}

fn item(column: &[Option<f64>]) -> Result<Item, Undefined> {
    let given: Vec<f64> = column.iter().flatten().copied().collect();
    let mean =
        exact_mean(&given).ok_or(Undefined::TooFew { of: "respondents", needed: 2, found: 0 })?;
    Ok(Item { n: given.len(), mean })
}

/// The whole matrix; the lower half is computed, the upper half copied.
fn cells(columns: &[Vec<Option<f64>>]) -> Result<Vec<Vec<Cell>>, Undefined> {
    let lower: Vec<Vec<Cell>> = columns
        .iter()
        .enumerate()
        .map(|(row, first)| columns.iter().take(row + 1).map(|other| cell(first, other)).collect())
        .collect::<Result<_, _>>()?;
    let at = |row: usize, column: usize| lower[row.max(column)][row.min(column)];
    let width = columns.len();
    Ok((0..width).map(|row| (0..width).map(|column| at(row, column)).collect()).collect())
}

fn cell(first: &[Option<f64>], second: &[Option<f64>]) -> Result<Cell, Undefined> {
    let both = first.iter().zip(second).filter_map(|(x, y)| Some(((*x)?, (*y)?)));
    let moments = CoMoments::of(&both.collect::<Vec<_>>());
    let pairs = moments.n();
    let covariance = moments.covariance().ok_or(Undefined::TooFew {
        of: "respondents",
        needed: 2,
        found: pairs,
    })?;
    Ok(Cell { pairs, covariance, correlation: moments.correlation() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[[i32; 3]]) -> Vec<Vec<Option<f64>>> {
        let answer = |cell: &i32| (*cell > 0).then(|| f64::from(*cell));
        cells.iter().map(|row| row.iter().map(answer).collect()).collect()
    }

    #[test]
    fn counts_what_each_number_rests_on() {
        let data = rows(&[[1, 2, 1], [2, 0, 3], [4, 4, 2], [5, 5, 0]]);
        let pairwise = Covariance::of(&data, Missing::Pairwise).unwrap();
        assert_eq!((pairwise.rows(), pairwise.complete(), pairwise.respondents()), (4, 2, 4));
        assert_eq!((pairwise.n(1), pairwise.pairs(1, 2), pairwise.pairs(0, 1)), (3, 2, 3));
        let listwise = Covariance::of(&data, Missing::Listwise).unwrap();
        assert_eq!((listwise.respondents(), listwise.n(0)), (2, 2));
        assert_eq!(listwise.covariance(0, 1), Ok(3.0));
        assert_eq!(listwise.mean(0), Ok(2.5));
    }

    #[test]
    fn the_two_correlations_differ_where_answers_are_missing() {
        let data = rows(&[[1, 2, 1], [2, 0, 3], [4, 4, 2], [5, 4, 0]]);
        let covariance = Covariance::of(&data, Missing::Pairwise).unwrap();
        let scaled = covariance.correlation(0, 1).unwrap();
        let of_pairs = covariance.correlation_of_pairs(0, 1).unwrap();
        assert!((scaled - of_pairs).abs() > 0.05, "{scaled} and {of_pairs}");
        assert!((covariance.correlation(0, 0).unwrap() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn is_undefined_without_respondents_in_common() {
        let apart = rows(&[[1, 0, 1], [2, 0, 2], [0, 3, 3], [0, 4, 4]]);
        let too_few = Undefined::TooFew { of: "respondents", needed: 2, found: 0 };
        assert_eq!(Covariance::of(&apart, Missing::Pairwise), Err(too_few));
        assert_eq!(Covariance::of(&apart, Missing::Listwise), Err(too_few));
        assert!(Covariance::of(&[], Missing::Pairwise).is_err());
        let endless = [vec![Some(f64::INFINITY)], vec![Some(1.0)]];
        assert_eq!(Covariance::of(&endless, Missing::Pairwise), Err(Undefined::Unknown));
    }

    #[test]
    fn tells_a_matrix_that_no_data_could_have() {
        let pairs = [[1, 1, 0], [2, 2, 0], [3, 3, 0], [0, 1, 1], [0, 2, 2], [0, 3, 3]];
        let mut data = rows(&pairs);
        data.extend(rows(&[[1, 0, 3], [2, 0, 2], [3, 0, 1]]));
        let pairwise = Covariance::of(&data, Missing::Pairwise).unwrap();
        assert!(!pairwise.is_positive_semi_definite());
        let same = rows(&[[1, 1, 1], [2, 2, 2], [4, 4, 4]]);
        assert!(Covariance::of(&same, Missing::Listwise).unwrap().is_positive_semi_definite());
    }
}
