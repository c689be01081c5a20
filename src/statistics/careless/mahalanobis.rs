//! How far a respondent's answers lie from those of all respondents.

use super::super::covariance::{Covariance, Missing};
use super::super::distribution::chi_squared_quantile;
use super::super::undefined::{Estimate, Undefined};
use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use std::collections::BTreeSet;

/// Respondents beyond this share of the chi-square distribution are flagged.
pub const OUTLYING: f64 = 0.999;

/// Pivots below this make a correlation matrix singular.
const LEAST_PIVOT: f64 = 1e-10;

/// Pivots above this lose few digits in the inverse.
const LEAST_WELL_PIVOT: f64 = 1e-3;

/// Mahalanobis distance of one respondent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// The squared distance; 0 or more.
    pub squared: f64,
    /// Number of items answered: the degrees of freedom.
    pub items: usize,
}

impl Distance {
    /// The squared distance beyond which normal answers lie once in a thousand.
    pub fn limit(&self) -> Estimate {
        chi_squared_quantile(OUTLYING, self.items as f64).ok_or(Undefined::Unknown)
    }

    /// Whether the distance lies beyond the limit.
    pub fn is_outlying(&self) -> bool {
        self.limit().is_ok_and(|limit| self.squared > limit)
    }
}

/// Squared Mahalanobis distances of the respondents from the means, by pairwise covariances; each
/// over the items that the respondent answered.
///
/// All are undefined unless there are more respondents with answers than items, when an item does
/// not vary, and when one item follows from the others; one is undefined without answers. With a
/// handful of raters it says nothing. Meade & Craig 2012. Checked against careless 1.2.2 (`mahad`)
/// on complete data.
pub fn distances(rows: &[Vec<Option<f64>>]) -> Result<Vec<Result<Distance, Undefined>>, Undefined> {
    let covariance = Covariance::of(rows, Missing::Pairwise)?;
    let found = rows.iter().filter(|row| row.iter().any(Option::is_some)).count();
    let needed = covariance.items() + 1;
    if found < needed {
        return Err(Undefined::TooFew { of: "respondents", needed, found });
    }
    let (correlations, deviations) = covariance.scaled()?;
    let whole = Whole::of(&correlations)?;
    let means: Vec<f64> =
        (0..covariance.items()).map(|item| covariance.mean(item)).collect::<Result<_, _>>()?;
    let standardised = |row: &Vec<Option<f64>>| -> Vec<(usize, f64)> {
        let scale = means.iter().zip(&deviations);
        let cells = row.iter().zip(scale).enumerate();
        cells
            .filter_map(|(item, (cell, (mean, sd)))| Some((item, ((*cell)? - mean) / sd)))
            .collect()
    };
    Ok(rows.iter().map(|row| distance(&standardised(row), &correlations, &whole)).collect())
}

/// The correlations of all items, ready to solve with.
struct Whole {
    root: Cholesky<f64, Dyn>,
    /// Their inverse, where it has its digits.
    inverse: Option<DMatrix<f64>>,
}

impl Whole {
    fn of(correlations: &DMatrix<f64>) -> Result<Self, Undefined> {
        let root = root(correlations.clone())?;
        let well = root.l_dirty().diagonal().iter().all(|pivot| pivot * pivot > LEAST_WELL_PIVOT);
        let inverse = well.then(|| root.inverse());
        Ok(Self { root, inverse })
    }

    /// The squared distance of some answers from the inverse for all items:
    /// `z' P z - (P z)_M' (P_MM)^-1 (P z)_M` with z of 0 at the items M that are missing. Quick
    /// where few are.
    fn squared_without(&self, answers: &[(usize, f64)], items: usize) -> Option<f64> {
        let inverse = self.inverse.as_ref().filter(|_| 2 * answers.len() >= items)?;
        let mut values = DVector::zeros(items);
        for (item, value) in answers {
            *values.get_mut(*item)? = *value;
        }
        let answered: BTreeSet<usize> = answers.iter().map(|(item, _)| *item).collect();
        let missing: Vec<usize> = (0..items).filter(|item| !answered.contains(item)).collect();
        let weighted = inverse * &values;
        let rest = weighted.select_rows(&missing);
        let block = inverse.select_rows(&missing).select_columns(&missing);
        let solved = Cholesky::new(block)?.solve(&rest);
        Some(values.dot(&weighted) - rest.dot(&solved))
    }
}

/// The distance of standardised answers, each with the number of its item.
fn distance(
    answers: &[(usize, f64)],
    correlations: &DMatrix<f64>,
    whole: &Whole,
) -> Result<Distance, Undefined> {
    let items = answers.len();
    if items == 0 {
        return Err(Undefined::TooFew { of: "answers", needed: 1, found: 0 });
    }
    let values = || DVector::from_iterator(items, answers.iter().map(|(_, value)| *value));
    let squared = if items == correlations.nrows() {
        values().dot(&whole.root.solve(&values()))
    } else if let Some(squared) = whole.squared_without(answers, correlations.nrows()) {
        squared
    } else {
        let chosen: Vec<usize> = answers.iter().map(|(item, _)| *item).collect();
        let root = root(correlations.select_rows(&chosen).select_columns(&chosen))?;
        values().dot(&root.solve(&values()))
    };
    Ok(Distance { squared: squared.max(0.0), items })
}

fn root(correlations: DMatrix<f64>) -> Result<Cholesky<f64, Dyn>, Undefined> {
    let root = Cholesky::new(correlations).ok_or(Undefined::Singular)?;
    let singular = root.l_dirty().diagonal().iter().any(|pivot| pivot * pivot < LEAST_PIVOT);
    if singular { Err(Undefined::Singular) } else { Ok(root) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[[i32; 2]]) -> Vec<Vec<Option<f64>>> {
        let answer = |cell: &i32| (*cell > 0).then(|| f64::from(*cell));
        cells.iter().map(|row| row.iter().map(answer).collect()).collect()
    }

    #[test]
    fn distances_of_complete_rows_sum_to_their_trace() {
        let data = rows(&[[1, 2], [2, 1], [4, 5], [5, 3], [3, 3]]);
        let squared: Vec<f64> =
            distances(&data).unwrap().into_iter().map(|found| found.unwrap().squared).collect();
        assert!((squared.iter().sum::<f64>() - 8.0).abs() < 1e-13);
        assert!(squared[4] < 0.05);
    }

    #[test]
    fn a_row_with_holes_is_measured_by_its_answers() {
        let data = rows(&[[1, 2], [2, 1], [4, 5], [5, 3], [2, 0], [0, 0]]);
        let found = distances(&data).unwrap();
        // Answers to the first item: mean 2.8, variance 2.7.
        let distance = found[4].unwrap();
        assert_eq!(distance.items, 1);
        assert!((distance.squared - 0.64 / 2.7).abs() < 1e-14);
        assert!((distance.limit().unwrap() - 10.827_566_170_662_733).abs() < 1e-8);
        assert!(!distance.is_outlying() && found[5].is_err());
    }

    #[test]
    fn needs_more_respondents_than_items_that_differ() {
        let few = Undefined::TooFew { of: "respondents", needed: 3, found: 2 };
        assert_eq!(distances(&rows(&[[1, 2], [2, 1]])), Err(few));
        let same = distances(&rows(&[[1, 1], [2, 2], [4, 4]]));
        assert_eq!(same, Err(Undefined::Singular));
        let flat = distances(&rows(&[[1, 3], [2, 3], [4, 3]]));
        assert_eq!(flat, Err(Undefined::NoVariance));
    }
}
