//! Ranks, and what their sums can be by chance.

use super::moments::ROUNDING;

/// Twice the midrank of each number, in their order: 2, 4, 6, ... without ties, and whole numbers
/// with them. Numbers that differ by rounding alone are tied.
pub(super) fn doubled_midranks(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    order.sort_by(|one, other| one.1.total_cmp(&other.1));
    let size = values.iter().fold(0.0, |size: f64, value| size.max(value.abs()));
    let mut ranks = vec![0; values.len()];
    let mut before = 0;
    for tied in order.chunk_by(|one, next| next.1 - one.1 <= ROUNDING * size) {
        for (place, _) in tied {
            if let Some(rank) = ranks.get_mut(*place) {
                *rank = 2 * before + 1 + tied.len();
            }
        }
        before += tied.len();
    }
    ranks
}

/// The probability of each sum when every part is in it or not with probability 1/2.
pub(super) fn sums_of_halves(parts: &[usize]) -> Vec<f64> {
    let mut sums = vec![0.0; parts.iter().sum::<usize>() + 1];
    if let Some(first) = sums.first_mut() {
        *first = 1.0;
    }
    let mut reached = 0;
    for part in parts {
        reached += part;
        for sum in (0..=reached).rev() {
            let with = if sum >= *part { sums[sum - part] } else { 0.0 };
            sums[sum] = f64::midpoint(sums[sum], with);
        }
    }
    sums
}

/// The probability of each sum of `chosen` of the parts when every choice is as likely.
pub(super) fn sums_of_choices(parts: &[usize], chosen: usize) -> Vec<f64> {
    let mut largest = parts.to_vec();
    largest.sort_unstable_by(|one, other| other.cmp(one));
    let width = largest.iter().take(chosen).sum::<usize>() + 1;
    // One row of counts for each number of parts chosen so far.
    let mut counts = vec![vec![0.0; width]; chosen + 1];
    counts[0][0] = 1.0;
    for (used, part) in parts.iter().enumerate() {
        for number in (1..=chosen.min(used + 1)).rev() {
            let (fewer, more) = counts.split_at_mut(number);
            let shifted = more[0].iter_mut().skip(*part);
            for (count, with) in shifted.zip(&fewer[number - 1]) {
                *count += with;
            }
        }
    }
    let counts = counts.pop().unwrap_or_default();
    let all: f64 = counts.iter().sum();
    counts.into_iter().map(|count| count / all).collect()
}

/// Twice the smaller of the probabilities of `sum` or less and of `sum` or more, at most 1.
pub(super) fn two_sided(probabilities: &[f64], sum: usize) -> f64 {
    let lower: f64 = probabilities.iter().take(sum + 1).sum();
    let upper: f64 = probabilities.iter().skip(sum).rev().sum();
    (2.0 * lower.min(upper)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_the_mean_of_their_ranks() {
        assert_eq!(doubled_midranks(&[3.0, 1.0, 3.0, 2.0]), [7, 2, 7, 4]);
        assert_eq!(doubled_midranks(&[0.1 + 0.2, 0.3]), [3, 3]);
        assert!(doubled_midranks(&[]).is_empty());
    }

    #[test]
    fn chances_of_sums_are_those_of_all_cases() {
        assert_eq!(sums_of_halves(&[1, 2]), [0.25, 0.25, 0.25, 0.25]);
        let pairs = sums_of_choices(&[1, 2, 3], 2);
        let third = 1.0 / 3.0;
        assert_eq!(pairs, [0.0, 0.0, 0.0, third, third, third]);
        assert_eq!(two_sided(&[0.25; 4], 0), 0.5);
        assert_eq!(two_sided(&[0.25; 4], 2), 1.0);
    }
}
