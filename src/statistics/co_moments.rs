//! Sums of squares and products of two columns about their means.

use super::moments::{deviations, sorted_sum};

/// Whole numbers up to this size are summed exactly.
const LARGEST_WHOLE: f64 = 2_147_483_648.0;

/// Whole numbers up to this size, squared and summed over [`LONGEST_PIECE`] rows, stay below 2^63.
const LARGEST_SMALL: f64 = 1_048_576.0;

/// Rows that are summed in 64 bits.
const LONGEST_PIECE: usize = 1 << 20;

/// Squares and products about the means, each times the number of pairs.
///
/// Whole numbers are summed as integers: exact, so that only the last division rounds. Other
/// numbers are centred by their mean first and summed in order of size, so that large means take
/// no digits away. Neither depends on the order of the rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CoMoments {
    n: usize,
    first: f64,
    second: f64,
    product: f64,
}

impl CoMoments {
    /// The moments of pairs of numbers.
    pub(super) fn of(pairs: &[(f64, f64)]) -> Self {
        let whole = pairs.iter().all(|(x, y)| is_whole(*x) && is_whole(*y));
        if whole { Self::of_whole(pairs) } else { Self::of_any(pairs) }
    }

    /// Number of pairs.
    pub(super) fn n(self) -> usize {
        self.n
    }

    /// Sample covariance (divisor n - 1); `None` below two pairs.
    pub(super) fn covariance(self) -> Option<f64> {
        let n = self.n as f64;
        (self.n >= 2).then(|| self.product / (n * (n - 1.0)))
    }

    /// Product-moment correlation, -1 to 1; `None` when a column does not vary.
    pub(super) fn correlation(self) -> Option<f64> {
        let scale = self.first.sqrt() * self.second.sqrt();
        (scale > 0.0).then(|| (self.product / scale).clamp(-1.0, 1.0))
    }

    fn of_whole(pairs: &[(f64, f64)]) -> Self {
        let mut sums = [0_i128; 5];
        // Products of scale points fit into 64 bits for as many rows as one piece has.
        for piece in pairs.chunks(LONGEST_PIECE) {
            let small = piece.iter().all(|(x, y)| x.abs().max(y.abs()) <= LARGEST_SMALL);
            let of_piece = if small { sums_of_small(piece) } else { sums_of_large(piece) };
            for (sum, term) in sums.iter_mut().zip(of_piece) {
                *sum += term;
            }
        }
        let n = pairs.len() as i128;
        let [x, y, xx, yy, xy] = sums;
        Self {
            n: pairs.len(),
            first: (n * xx - x * x) as f64,
            second: (n * yy - y * y) as f64,
            product: (n * xy - x * y) as f64,
        }
    }

    fn of_any(pairs: &[(f64, f64)]) -> Self {
        let (first, second): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let (first, second) = (deviations(&first), deviations(&second));
        let n = pairs.len() as f64;
        let sum = |a: &[f64], b: &[f64]| {
            let products: Vec<f64> = a.iter().zip(b).map(|(x, y)| x * y).collect();
            n * sorted_sum(&products)
        };
        Self {
            n: pairs.len(),
            first: sum(&first, &first),
            second: sum(&second, &second),
            product: sum(&first, &second),
        }
    }
}

fn sums_of_small(pairs: &[(f64, f64)]) -> [i128; 5] {
    let mut sums = [0_i64; 5];
    for (x, y) in pairs {
        let (x, y) = (*x as i64, *y as i64);
        for (sum, term) in sums.iter_mut().zip([x, y, x * x, y * y, x * y]) {
            *sum += term;
        }
    }
    sums.map(i128::from)
}

fn sums_of_large(pairs: &[(f64, f64)]) -> [i128; 5] {
    let mut sums = [0_i128; 5];
    for (x, y) in pairs {
        let (x, y) = (i128::from(*x as i64), i128::from(*y as i64));
        for (sum, term) in sums.iter_mut().zip([x, y, x * x, y * y, x * y]) {
            *sum += term;
        }
    }
    sums
}

/// The mean, exact for whole numbers up to the last division; `None` for no numbers.
pub(super) fn exact_mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() || !values.iter().all(|value| is_whole(*value)) {
        return super::moments::mean(values);
    }
    let sum: i128 = values.iter().map(|value| i128::from(*value as i64)).sum();
    Some(sum as f64 / values.len() as f64)
}

fn is_whole(value: f64) -> bool {
    value.abs() <= LARGEST_WHOLE && (value as i64) as f64 == value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_others_meet() {
        let whole = [(1.0, 2.0), (2.0, 1.0), (4.0, 5.0), (5.0, 5.0)];
        let exact = CoMoments::of(&whole);
        let other = CoMoments::of_any(&whole);
        assert_eq!(exact.covariance(), Some(10.0 / 3.0));
        assert!((exact.covariance().unwrap() - other.covariance().unwrap()).abs() < 1e-14);
        assert!((exact.correlation().unwrap() - other.correlation().unwrap()).abs() < 1e-15);
    }

    #[test]
    fn a_column_that_does_not_vary_has_no_correlation() {
        let tenth = 0.1 + 0.2;
        let pairs = [(tenth, 1.5), (0.3, 2.5), (0.3, 4.5)];
        assert_eq!(CoMoments::of(&pairs).covariance(), Some(0.0));
        assert_eq!(CoMoments::of(&pairs).correlation(), None);
        assert_eq!(CoMoments::of(&pairs[..1]).covariance(), None);
    }

    #[test]
    fn large_means_take_no_digits_away() {
        let pairs = [(1e9 + 0.5, 1e9 + 0.25), (1e9 + 1.5, 1e9 + 1.25), (1e9 + 2.5, 1e9 + 2.25)];
        assert_eq!(CoMoments::of(&pairs).covariance(), Some(1.0));
    }
}
