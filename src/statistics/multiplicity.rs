//! Several tests at once: all competencies of one report are one family.

use super::undefined::{Estimate, Undefined};

/// The p values of a family, adjusted so that one false alarm anywhere keeps its rate (Holm 1979).
///
/// The smallest is multiplied by the size of the family, the next by one less, and so on; none
/// falls below the one before it or rises above 1. Undefined values leave the family and keep
/// their reason; a number that is no probability is undefined. Equal p values stay equal. The
/// order of the result is that given. Checked against R 4.2 `p.adjust(method = "holm")`.
pub fn holm(p_values: &[Estimate]) -> Vec<Estimate> {
    let ascending = family(p_values);
    let mut least = 0.0_f64;
    let adjusted = ascending.iter().enumerate().map(|(before, (place, p))| {
        let left = (ascending.len() - before) as f64;
        least = least.max((left * p).min(1.0));
        (*place, least)
    });
    placed(p_values, adjusted)
}

/// The p values of a family, adjusted so that the share of false alarms among all alarms keeps
/// its rate (Benjamini & Hochberg 1995).
///
/// Each is multiplied by the size of the family over its rank; none rises above the one after it.
/// Undefined values as in [`holm`]. Checked against R 4.2 `p.adjust(method = "BH")`.
pub fn benjamini_hochberg(p_values: &[Estimate]) -> Vec<Estimate> {
    let ascending = family(p_values);
    let size = ascending.len() as f64;
    let mut most = 1.0_f64;
    let adjusted = ascending.iter().enumerate().rev().map(|(before, (place, p))| {
        most = most.min(size / (before + 1) as f64 * p);
        (*place, most)
    });
    placed(p_values, adjusted)
}

/// The p value itself, when it is a probability.
fn probability(p: &Estimate) -> Estimate {
    p.and_then(|p| if (0.0..=1.0).contains(&p) { Ok(p) } else { Err(Undefined::Unknown) })
}

/// The members of the family with their places, from the smallest p value up; equal ones keep
/// their order.
fn family(p_values: &[Estimate]) -> Vec<(usize, f64)> {
    let known = p_values.iter().map(probability).enumerate();
    let mut family: Vec<(usize, f64)> =
        known.filter_map(|(place, p)| Some((place, p.ok()?))).collect();
    family.sort_by(|one, other| one.1.total_cmp(&other.1));
    family
}

/// The adjusted values at their places, and the reasons at the others.
fn placed(p_values: &[Estimate], adjusted: impl Iterator<Item = (usize, f64)>) -> Vec<Estimate> {
    let mut all: Vec<Estimate> = p_values.iter().map(probability).collect();
    for (place, p) in adjusted {
        if let Some(cell) = all.get_mut(place) {
            *cell = Ok(p);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(adjusted: &[Estimate]) -> Vec<f64> {
        adjusted.iter().map(|p| p.unwrap()).collect()
    }

    #[test]
    fn ties_stay_ties_and_order_stays() {
        let family = [Ok(0.04), Ok(0.01), Ok(0.04), Ok(0.5)];
        assert_eq!(values(&holm(&family)), [0.12, 0.04, 0.12, 0.5]);
        let adjusted = values(&benjamini_hochberg(&family));
        assert_eq!(adjusted[0], adjusted[2]);
        assert!((adjusted[0] - 0.16 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn undefined_values_do_not_count() {
        let family = [Ok(0.02), Err(Undefined::NoVariance), Ok(0.03), Ok(f64::NAN)];
        assert_eq!(
            holm(&family),
            [Ok(0.04), Err(Undefined::NoVariance), Ok(0.04), Err(Undefined::Unknown)]
        );
        assert!(holm(&[]).is_empty() && benjamini_hochberg(&[]).is_empty());
    }

    #[test]
    fn nothing_rises_above_one() {
        assert_eq!(values(&holm(&[Ok(0.9), Ok(0.8)])), [1.0, 1.0]);
        assert_eq!(values(&benjamini_hochberg(&[Ok(0.9), Ok(0.8)])), [0.9, 0.9]);
    }
}
