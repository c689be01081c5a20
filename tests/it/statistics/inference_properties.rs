//! What holds for any numbers: order, shift, scale and direction.

use assess::statistics::bootstrap::{BiasConvention, Bootstrap};
use assess::statistics::distribution::{
    chi_squared_quantile, chi_squared_upper_tail, f_quantile, f_upper_tail, t_lower_tail,
    t_quantile, t_upper_tail,
};
use assess::statistics::dominance::cliffs_delta;
use assess::statistics::effect_size::{cohens_d, cohens_dz};
use assess::statistics::mean_comparison::{one_sample, paired, student, welch};
use assess::statistics::multiplicity::{benjamini_hochberg, holm};
use assess::statistics::noncentral_t::{lower_tail, noncentrality, upper_tail};
use assess::statistics::norm_score::NormSample;
use assess::statistics::rank_comparison::{Continuity, MannWhitney, SignedRank, Zeros};
use assess::statistics::self_other::{SelfAndOthers, in_group};
use proptest::prelude::*;

fn answers(size: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((1..=5_i32).prop_map(f64::from), size)
}

/// Means of items: numbers that are no exact fractions.
fn scores(size: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((7..=35_i32).prop_map(|sum| f64::from(sum) / 7.0), size)
}

fn reversed<T: Clone>(values: &[T]) -> Vec<T> {
    values.iter().rev().cloned().collect()
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn quantiles_are_where_tails_say(
        p in 1e-9..0.999_999_999, a in 1.0..3e5_f64, b in 1.0..3e5_f64,
    ) {
        let t = t_quantile(p, a).unwrap();
        prop_assert!(near(t_lower_tail(t, a).unwrap(), p) && near(t_upper_tail(t, a).unwrap(), 1.0 - p));
        let f = f_quantile(p, a, b).unwrap();
        prop_assert!(near(f_upper_tail(f, a, b).unwrap(), 1.0 - p));
        prop_assert!(near(f_upper_tail(1.0 / f, b, a).unwrap(), p));
        let x = chi_squared_quantile(p, a).unwrap();
        prop_assert!(near(chi_squared_upper_tail(x, a).unwrap(), 1.0 - p));
    }

    #[test]
    fn noncentral_tails_add_up_and_turn_back(
        t in -20.0..20.0, freedom in 1.0..2e3_f64, shift in -20.0..20.0, p in 0.001..0.999,
    ) {
        let (below, above) =
            (lower_tail(t, freedom, shift).unwrap(), upper_tail(t, freedom, shift).unwrap());
        prop_assert!((below + above - 1.0).abs() < 1e-12);
        prop_assert!(near(lower_tail(t, freedom, 0.0).unwrap(), t_lower_tail(t, freedom).unwrap()));
        let limit = noncentrality(t, freedom, p).unwrap();
        prop_assert!(near(lower_tail(t, freedom, limit).unwrap(), p));
    }

    #[test]
    fn order_changes_no_bit(first in scores(2..12), second in scores(2..12)) {
        let (back, other) = (reversed(&first), reversed(&second));
        prop_assert_eq!(one_sample(&first, 3.0, 0.95), one_sample(&back, 3.0, 0.95));
        prop_assert_eq!(welch(&first, &second, 0.95), welch(&back, &other, 0.95));
        prop_assert_eq!(student(&first, &second, 0.95), student(&back, &other, 0.95));
        prop_assert_eq!(cohens_d(&first, &second, 0.95), cohens_d(&back, &other, 0.95));
        prop_assert_eq!(cliffs_delta(&first, &second, 0.95), cliffs_delta(&back, &other, 0.95));
        prop_assert_eq!(Bootstrap::of_mean(&first, 99, 1), Bootstrap::of_mean(&back, 99, 1));
        let pairs: Vec<[f64; 2]> = first.iter().zip(&second).map(|(a, b)| [*a, *b]).collect();
        let turned = reversed(&pairs);
        prop_assert_eq!(paired(&pairs, 0.95), paired(&turned, 0.95));
        prop_assert_eq!(cohens_dz(&pairs, 0.95), cohens_dz(&turned, 0.95));
        let ranks = MannWhitney::of(&first, &second).map(|found| (found.u, found.exact_p()));
        let again = MannWhitney::of(&back, &other).map(|found| (found.u, found.exact_p()));
        prop_assert_eq!(ranks, again);
    }

    #[test]
    fn changing_sides_changes_the_sign(first in scores(2..12), second in scores(2..12)) {
        if let (Ok(there), Ok(back)) = (welch(&first, &second, 0.9), welch(&second, &first, 0.9)) {
            prop_assert!(there.difference == -back.difference && there.p == back.p);
        }
        let there = cliffs_delta(&first, &second, 0.9).unwrap();
        let back = cliffs_delta(&second, &first, 0.9).unwrap();
        prop_assert_eq!(there.delta, -back.delta);
        if let (Ok([low, high]), Ok([other_low, other_high])) = (there.interval, back.interval) {
            prop_assert!(low == -other_high && high == -other_low);
            prop_assert!(-1.0 <= low && low <= there.delta && there.delta <= high && high <= 1.0);
        }
        if let Ok(ranks) = MannWhitney::of(&first, &second) {
            let back = MannWhitney::of(&second, &first).unwrap();
            let (n, m) = (first.len() as f64, second.len() as f64);
            prop_assert_eq!(ranks.u + back.u, n * m);
            prop_assert!(near(2.0 * ranks.u / (n * m) - 1.0, there.delta));
            prop_assert!(near(ranks.exact_p().unwrap(), back.exact_p().unwrap()));
        }
    }

    #[test]
    fn units_do_not_matter_to_tests_and_effects(
        first in answers(3..10), second in answers(3..10), shift in -9.0..9.0, scale in 0.1..20.0,
    ) {
        let moved = |values: &[f64]| values.iter().map(|value| value * scale + shift).collect::<Vec<f64>>();
        let (other, another) = (moved(&first), moved(&second));
        if let Ok(found) = welch(&first, &second, 0.95) {
            let again = welch(&other, &another, 0.95).unwrap();
            prop_assert!(near(again.t, found.t) && near(again.freedom, found.freedom));
            let d = cohens_d(&first, &second, 0.95).unwrap();
            prop_assert!(near(cohens_d(&other, &another, 0.95).unwrap().value, d.value));
        }
        let delta = cliffs_delta(&first, &second, 0.95).unwrap().delta;
        prop_assert_eq!(cliffs_delta(&other, &another, 0.95).unwrap().delta, delta);
    }

    #[test]
    fn intervals_hold_their_estimate(values in answers(2..14)) {
        if let Ok(found) = one_sample(&values, 3.0, 0.95) {
            let [low, high] = found.interval;
            prop_assert!(low < found.difference && found.difference < high);
            prop_assert_eq!(found.p < 0.05, low > 0.0 || high < 0.0);
            let boot = Bootstrap::of_mean(&values, 200, 3).unwrap();
            let [low, high] = boot.percentile(0.95).unwrap();
            prop_assert!(1.0 <= low && low <= high && high <= 5.0);
            if let Ok(bca) = boot.bca(0.95, BiasConvention::Midpoint) {
                prop_assert!(bca.interval[0] <= bca.interval[1]);
            }
        }
    }

    #[test]
    fn signed_ranks_share_all_ranks(differences in prop::collection::vec(-4..=4_i32, 1..20)) {
        let differences: Vec<f64> = differences.into_iter().map(f64::from).collect();
        if let Ok(found) = SignedRank::of(&differences, Zeros::Dropped) {
            let n = found.differing as f64;
            prop_assert_eq!(found.positive + found.negative, n * (n + 1.0) / 2.0);
            let p = found.exact_p().unwrap();
            prop_assert!(p > 0.0 && p <= 1.0);
            prop_assert!(found.normal_p(Continuity::Plain) <= found.normal_p(Continuity::Corrected));
        }
    }

    #[test]
    fn adjusted_values_rise_and_keep_their_order(p in prop::collection::vec(0.0..=1.0_f64, 1..12)) {
        let known: Vec<_> = p.iter().copied().map(Ok).collect();
        let (holm, bh) = (holm(&known), benjamini_hochberg(&known));
        for one in 0..p.len() {
            let (strict, loose) = (holm[one].unwrap(), bh[one].unwrap());
            prop_assert!(p[one] <= loose && loose <= strict && strict <= 1.0);
            for other in 0..p.len() {
                if p[one] <= p[other] {
                    prop_assert!(strict <= holm[other].unwrap() && loose <= bh[other].unwrap());
                }
            }
        }
    }

    #[test]
    fn leniency_of_all_moves_nobody(people in prop::collection::vec((1..=5_i32, 1..=5_i32), 2..9)) {
        let person = |extra: i32| move |(own, others): &(i32, i32)| SelfAndOthers {
            own: f64::from(own + extra),
            others: f64::from(*others),
        };
        let plain: Vec<SelfAndOthers> = people.iter().map(person(0)).collect();
        let lenient: Vec<SelfAndOthers> = people.iter().map(person(4)).collect();
        if let (Ok(plain), Ok(lenient)) = (in_group(&plain), in_group(&lenient)) {
            // A difference at a limit may fall to either side by rounding.
            let at_limit = |found: &assess::statistics::self_other::SelfOther| {
                let assess::statistics::self_other::Rule::HalfDeviation { mean, deviation } = found.rule else { return true };
                ((found.difference - mean).abs() - deviation / 2.0).abs() < 1e-9
            };
            for (one, other) in plain.iter().zip(&lenient) {
                prop_assert!(at_limit(one) || one.category == other.category);
            }
        }
    }

    #[test]
    fn percentiles_rise_with_the_score(score in -3.0..3.0, more in 0.01..2.0, n in 2..200_usize) {
        let norm = NormSample { mean: 0.0, deviation: 1.0, n };
        let (low, high) = (norm.percentile(score).unwrap(), norm.percentile(score + more).unwrap());
        prop_assert!(low < high && 0.0 < low && high < 100.0);
        let [below, above] = norm.percentile_interval(score, 0.9).unwrap();
        let plain = norm.normal_percentile(score).unwrap();
        prop_assert!(below < above && below < plain + 1e-9 || n < 5);
        prop_assert!(above > below);
    }
}
