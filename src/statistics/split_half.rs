//! Split halves: two halves of a scale as if they were two tests.

use super::covariance::{Covariance, ROUNDING};
use super::undefined::{Estimate, Undefined};

/// The reliability of a test `factor` times as long.
///
/// `f r / (1 + (f - 1) r)`. Undefined when a negative reliability makes the denominator zero or
/// less: the formula would change sign there. Unknown when the factor is not above zero or a number
/// is not finite. Spearman 1910; Brown 1910.
pub fn spearman_brown(reliability: f64, factor: f64) -> Estimate {
    if !reliability.is_finite() || !factor.is_finite() || factor <= 0.0 {
        return Err(Undefined::Unknown);
    }
    let denominator = 1.0 + (factor - 1.0) * reliability;
    if denominator <= ROUNDING {
        return Err(Undefined::NotReliable);
    }
    Ok(factor * reliability / denominator)
}

/// The first, third, fifth ... item against the second, fourth ...: the order of the instrument
/// matters.
///
/// Each number is undefined when a half, or for lambda 4 the whole, does not vary. Checked against
/// R on bfi and on the data of Holzinger & Swineford.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitHalf {
    /// Numbers of items in the odd and the even half.
    pub items: [usize; 2],
    /// Correlation between the sums of the halves, -1 to 1.
    pub correlation: Estimate,
    /// Reliability of the whole by Spearman & Brown, at most 1; supposes halves of one length.
    /// Undefined when the correlation is -1.
    pub spearman_brown: Estimate,
    /// Reliability of the whole by Horst 1951, for halves of different length; equal to that of
    /// Spearman & Brown for halves of one length. Undefined when the correlation is -1.
    pub horst: Estimate,
    /// Guttman's lambda 4 of this split, `2 (1 - (V1 + V2) / V)`, at most 1. Guttman 1945.
    pub lambda_4: Estimate,
}

impl SplitHalf {
    /// The odd-even split. Undefined below two items.
    pub fn odd_even(covariance: &Covariance) -> Result<Self, Undefined> {
        let found = covariance.items();
        if found < 2 {
            return Err(Undefined::TooFew { of: "items", needed: 2, found });
        }
        let (odd, even): (Vec<usize>, Vec<usize>) = (0..found).partition(|item| item % 2 == 0);
        let correlation = correlation_of_halves(covariance, &odd, &even);
        let share = odd.len() as f64 / found as f64;
        Ok(Self {
            items: [odd.len(), even.len()],
            correlation,
            spearman_brown: correlation.and_then(|correlation| spearman_brown(correlation, 2.0)),
            horst: correlation.and_then(|correlation| horst(correlation, share)),
            lambda_4: lambda_4(covariance, &odd, &even),
        })
    }
}

fn correlation_of_halves(covariance: &Covariance, odd: &[usize], even: &[usize]) -> Estimate {
    let first = covariance.of_items(odd).total_variance()?;
    let second = covariance.of_items(even).total_variance()?;
    let correlation = covariance.covariance_of_sums(odd, even)? / (first.sqrt() * second.sqrt());
    Ok(correlation)
}

/// Horst's formula with its numerator freed of the difference that vanishes at a correlation of 1.
fn horst(correlation: f64, share: f64) -> Estimate {
    let product = share * (1.0 - share);
    let square = correlation * correlation;
    let denominator = (square + 4.0 * product * (1.0 - square)).sqrt() + correlation;
    if denominator > ROUNDING {
        Ok(2.0 * correlation / denominator)
    } else {
        Err(Undefined::NotReliable)
    }
}

fn lambda_4(covariance: &Covariance, odd: &[usize], even: &[usize]) -> Estimate {
    let between = covariance.covariance_of_sums(odd, even)?;
    Ok(4.0 * between / covariance.total_variance()?)
}

#[cfg(test)]
mod tests {
    use super::super::covariance::Missing;
    use super::*;

    fn split(rows: &[&[f64]]) -> SplitHalf {
        let rows: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        SplitHalf::odd_even(&Covariance::of(&rows, Missing::Listwise).unwrap()).unwrap()
    }

    #[test]
    fn length_raises_reliability() {
        assert_eq!(spearman_brown(0.5, 2.0), Ok(2.0 / 3.0));
        assert_eq!(spearman_brown(0.5, 1.0), Ok(0.5));
        assert_eq!(spearman_brown(-1.0, 2.0), Err(Undefined::NotReliable));
        assert_eq!(spearman_brown(0.5, 0.0), Err(Undefined::Unknown));
    }

    #[test]
    fn halves_of_one_length_need_no_correction() {
        let halves = split(&[&[1.0, 2.0], &[2.0, 2.0], &[3.0, 4.0], &[4.0, 4.0], &[5.0, 5.0]]);
        let [brown, horst] = [halves.spearman_brown.unwrap(), halves.horst.unwrap()];
        assert!((brown - horst).abs() < 1e-15);
        assert_eq!(halves.items, [1, 1]);
    }

    #[test]
    fn equal_halves_are_reliable_and_opposed_ones_are_not() {
        let same = split(&[&[1.0, 1.0, 1.0], &[2.0, 2.0, 2.0], &[4.0, 4.0, 4.0]]);
        assert!((same.horst.unwrap() - 1.0).abs() < 1e-12);
        let opposed = split(&[&[1.0, 5.0], &[2.0, 4.0], &[4.0, 2.0]]);
        assert_eq!(opposed.correlation, Ok(-1.0));
        assert_eq!(opposed.horst, Err(Undefined::NotReliable));
        assert_eq!(opposed.lambda_4, Err(Undefined::NoVariance));
        let flat = split(&[&[1.0, 3.0], &[2.0, 3.0], &[4.0, 3.0]]);
        assert_eq!(flat.correlation, Err(Undefined::NoVariance));
        assert_eq!(flat.lambda_4, Ok(0.0));
    }
}
