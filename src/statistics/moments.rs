//! Means and standard deviations that do not depend on the order of the numbers.

/// Differences below this share of the numbers' size are rounding, not disagreement.
pub(super) const ROUNDING: f64 = 1e-12;

/// The sum, added from the smallest number up, so that order does not matter.
pub fn sorted_sum(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.iter().sum()
}

/// The arithmetic mean; `None` for no numbers.
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() { None } else { Some(sorted_sum(values) / values.len() as f64) }
}

/// The deviations from the mean, in the order of the numbers; all exactly 0 when the numbers agree
/// to rounding.
pub fn deviations(values: &[f64]) -> Vec<f64> {
    let Some(mean) = mean(values) else { return Vec::new() };
    let size = values.iter().fold(0.0, |size: f64, value| size.max(value.abs()));
    if values.iter().all(|value| (value - mean).abs() <= ROUNDING * size) {
        return vec![0.0; values.len()];
    }
    values.iter().map(|value| value - mean).collect()
}

/// The sum of squared deviations from the mean; exactly 0 when all numbers agree to rounding.
pub fn squared_deviations(values: &[f64]) -> f64 {
    let squares: Vec<f64> = deviations(values).iter().map(|deviation| deviation.powi(2)).collect();
    sorted_sum(&squares)
}

/// The sample standard deviation (divisor n - 1); `None` for fewer than two numbers.
///
/// Checked against R's `sd` on the bfi scales.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    Some((squared_deviations(values) / (values.len() - 1) as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_have_no_spread_despite_rounding() {
        let tenth = 0.1 + 0.2;
        assert_eq!(standard_deviation(&[tenth, 0.3, tenth]), Some(0.0));
        assert_eq!(standard_deviation(&[3.0]), None);
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn order_does_not_matter() {
        let forward = [0.1, 0.7, 1e9, 0.3];
        let backward = [0.3, 1e9, 0.7, 0.1];
        assert_eq!(sorted_sum(&forward), sorted_sum(&backward));
        assert_eq!(squared_deviations(&forward), squared_deviations(&backward));
    }
}
