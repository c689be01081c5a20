//! Sample quantiles.

/// The type 7 quantile (Hyndman & Fan 1996): linear between the order statistics at
/// `(n - 1) p`. The default of R and numpy; statrs has type 8.
///
/// `probability` is clamped to 0 to 1. `None` for no numbers or when one is not a number.
/// Checked against R on the bfi scales.
pub fn quantile(values: &[f64], probability: f64) -> Option<f64> {
    if probability.is_nan() || values.iter().any(|value| value.is_nan()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let position = sorted.len().checked_sub(1)? as f64 * probability.clamp(0.0, 1.0);
    let below = position.floor();
    let low = *sorted.get(below as usize)?;
    let high = *sorted.get(position.ceil() as usize)?;
    Some(low + (position - below) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_of_type_seven() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(quantile(&values, 0.25), Some(3.25));
        assert_eq!(quantile(&values, 1.0), Some(10.0));
        assert_eq!(quantile(&[], 0.5), None);
    }
}
