//! What holds for all answers.

use assess::statistics::agreement::PointCounts;
use assess::statistics::careless::mahalanobis::distances;
use assess::statistics::careless::{average_string, even_odd, longstring, response_variability};
use assess::statistics::covariance::{Covariance, Missing};
use assess::statistics::icc::OneWay;
use assess::statistics::krippendorff::{Coincidences, Metric};
use assess::statistics::omega::{OneFactor, omega};
use assess::statistics::reliability::{
    alpha, alpha_if_deleted, alpha_interval, corrected_item_total, standardised_alpha,
    standardised_alpha_of_pairs,
};
use assess::statistics::rwg::{rwg, rwg_j, rwg_j_untruncated, rwg_star};
use assess::statistics::shrout_fleiss::{Model, ShroutFleiss};
use assess::statistics::split_half::SplitHalf;
use proptest::collection::vec;
use proptest::prelude::*;

type Rows = Vec<Vec<Option<f64>>>;

const MODELS: [Model; 3] = [Model::OneWay, Model::Agreement, Model::Consistency];

const METRICS: [Metric; 4] = [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio];

/// Answers of 1 to 5, some missing, some of them in tenths.
fn rows() -> impl Strategy<Value = Rows> {
    (2_usize..7, 2_usize..20, prop::sample::select(vec![1.0, 10.0])).prop_flat_map(
        |(items, respondents, unit)| {
            let cell =
                prop::option::weighted(0.9, (1_i32..6).prop_map(move |x| f64::from(x) / unit));
            vec(vec(cell, items), respondents)
        },
    )
}

/// Complete answers that share a factor.
fn one_factor() -> impl Strategy<Value = Rows> {
    (4_usize..7, 30_usize..60).prop_flat_map(|(items, respondents)| {
        vec((0_i32..8, vec(-2_i32..3, items)), respondents).prop_map(|rows| {
            let answers = |(common, own): (i32, Vec<i32>)| {
                own.iter().map(|own| Some(f64::from(common + own))).collect()
            };
            rows.into_iter().map(answers).collect()
        })
    })
}

fn backwards(rows: &Rows) -> Rows {
    rows.iter().rev().cloned().collect()
}

fn columns_backwards(rows: &Rows) -> Rows {
    rows.iter().map(|row| row.iter().rev().copied().collect()).collect()
}

fn mapped(rows: &Rows, change: impl Fn(f64) -> f64) -> Rows {
    rows.iter().map(|row| row.iter().map(|cell| cell.map(&change)).collect()).collect()
}

fn near(first: f64, second: f64) -> bool {
    (first - second).abs() <= 1e-9 * first.abs().max(second.abs()).max(1.0)
}

proptest! {
    #[test]
    fn order_of_rows_changes_no_bit(rows in rows()) {
        for missing in [Missing::Pairwise, Missing::Listwise] {
            let [first, second] = [&rows, &backwards(&rows)].map(|rows| Covariance::of(rows, missing));
            prop_assert_eq!(&first, &second);
            if let (Ok(first), Ok(second)) = (first, second) {
                prop_assert_eq!(OneFactor::of(&first), OneFactor::of(&second));
            }
        }
        let turned = backwards(&rows);
        prop_assert_eq!(Coincidences::of(&rows), Coincidences::of(&turned));
        prop_assert_eq!(ShroutFleiss::of(&rows), ShroutFleiss::of(&turned));
        let groups = |rows: &Rows| -> Vec<Vec<f64>> {
            rows.iter().map(|row| row.iter().flatten().copied().collect()).collect()
        };
        prop_assert_eq!(OneWay::of(&groups(&rows)), OneWay::of(&groups(&turned)));
        if let (Ok(first), Ok(second)) = (distances(&rows), distances(&turned)) {
            prop_assert_eq!(first, second.into_iter().rev().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_given_is_finite(rows in rows()) {
        let mut given = Vec::new();
        for missing in [Missing::Pairwise, Missing::Listwise] {
            let Ok(covariance) = Covariance::of(&rows, missing) else { continue };
            given.extend([alpha(&covariance), omega(&covariance)]);
            given.extend([
                standardised_alpha(&covariance),
                standardised_alpha_of_pairs(&covariance),
            ]);
            for item in 0..covariance.items() {
                given.push(alpha_if_deleted(&covariance, item));
                given.push(corrected_item_total(&covariance, item));
            }
            if let Ok(interval) = alpha_interval(&covariance, 0.95) {
                given.extend(interval.limits.map(Ok));
                prop_assert!(interval.limits[0] <= interval.limits[1]);
            }
            let halves = SplitHalf::odd_even(&covariance).unwrap();
            given.extend([halves.correlation, halves.horst, halves.lambda_4]);
        }
        if let Ok(analysis) = ShroutFleiss::of(&rows) {
            for model in MODELS {
                given.extend([analysis.single(model), analysis.average(model)]);
                let intervals = [
                    analysis.interval_of_single(model, 0.95),
                    analysis.interval_of_average(model, 0.95),
                ];
                for interval in intervals.into_iter().flatten() {
                    given.extend(interval.map(Ok));
                    prop_assert!(interval[0] <= interval[1], "{:?} {:?}", model, interval);
                }
            }
        }
        if let Ok(coincidences) = Coincidences::of(&rows) {
            given.extend(METRICS.map(|metric| coincidences.alpha(metric)));
        }
        for row in &rows {
            given.extend([average_string(row), response_variability(row)]);
        }
        given.extend([even_odd(&rows)]);
        prop_assert!(given.iter().flatten().all(|value| value.is_finite()), "{:?}", given);
    }

    #[test]
    fn shift_scale_and_reversal_of_all_items_leave_alpha(rows in rows()) {
        let of = |rows: &Rows| Covariance::of(rows, Missing::Pairwise);
        let Ok(plain) = of(&rows) else { return Ok(()) };
        for changed in [mapped(&rows, |x| 2.0 * x + 3.0), mapped(&rows, |x| 6.0 - x)] {
            let changed = of(&changed).unwrap();
            match (alpha(&plain), alpha(&changed)) {
                (Ok(first), Ok(second)) => prop_assert!(near(first, second)),
                (first, second) => prop_assert_eq!(first.is_ok(), second.is_ok()),
            }
        }
        let twice = mapped(&mapped(&rows, |x| 6.0 - x), |x| 6.0 - x);
        prop_assert!(of(&twice).is_ok());
    }

    #[test]
    fn order_of_items_leaves_omega(rows in one_factor()) {
        let fit = |rows: &Rows| OneFactor::of(&Covariance::of(rows, Missing::Listwise).unwrap());
        let (first, second) = (fit(&rows).unwrap(), fit(&columns_backwards(&rows)).unwrap());
        prop_assert!((first.omega() - second.omega()).abs() <= 1e-12);
        for (one, other) in first.loadings.iter().zip(second.loadings.iter().rev()) {
            prop_assert!((one - other).abs() <= 1e-12 * one.abs().max(1.0));
        }
    }

    #[test]
    fn scale_of_one_item_scales_its_loading(rows in one_factor()) {
        let fit = |rows: &Rows| OneFactor::of(&Covariance::of(rows, Missing::Listwise).unwrap());
        let mut scaled = rows.clone();
        for cell in scaled.iter_mut().filter_map(|row| row.first_mut()) {
            *cell = cell.map(|answer| 4.0 * answer);
        }
        let (first, second) = (fit(&rows).unwrap(), fit(&scaled).unwrap());
        prop_assert!(near(4.0 * first.loadings[0], second.loadings[0]));
        prop_assert!(near(first.loadings[1], second.loadings[1]));
    }

    #[test]
    fn order_of_raters_and_a_shift_leave_intraclass_correlations(
        rows in vec(vec((1_i32..6).prop_map(|x| Some(f64::from(x))), 3), 3..9)
    ) {
        let Ok(plain) = ShroutFleiss::of(&rows) else { return Ok(()) };
        let changed = [columns_backwards(&rows), mapped(&rows, |x| 3.0 * x - 1.0)];
        for other in changed.map(|rows| ShroutFleiss::of(&rows).unwrap()) {
            for model in MODELS {
                match (plain.single(model), other.single(model)) {
                    (Ok(first), Ok(second)) => prop_assert!(near(first, second)),
                    (first, second) => prop_assert_eq!(first.is_ok(), second.is_ok()),
                }
            }
        }
        let nested: Vec<Vec<f64>> =
            rows.iter().map(|row| row.iter().flatten().copied().collect()).collect();
        let nested = OneWay::of(&nested).unwrap();
        prop_assert!(near(nested.icc_1(), plain.single(Model::OneWay).unwrap()));
    }

    #[test]
    fn order_of_units_and_names_of_values_leave_krippendorff(rows in rows()) {
        let Ok(plain) = Coincidences::of(&rows) else { return Ok(()) };
        let turned = Coincidences::of(&columns_backwards(&rows)).unwrap();
        prop_assert_eq!(&plain, &turned);
        let shifted = Coincidences::of(&mapped(&rows, |x| x + 7.0)).unwrap();
        let opposed = Coincidences::of(&mapped(&rows, |x| 6.0 - x)).unwrap();
        for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval] {
            let Ok(first) = plain.alpha(metric) else { continue };
            prop_assert!(near(first, shifted.alpha(metric).unwrap()));
            prop_assert!(near(first, opposed.alpha(metric).unwrap()));
            prop_assert!(first <= 1.0);
        }
    }

    #[test]
    fn agreement_keeps_its_bounds(answers in vec(1_i64..6, 2..12)) {
        let counts: PointCounts = answers.iter().copied().collect();
        let variance = counts.variance().unwrap();
        prop_assert!((0.0..=1.0).contains(&rwg(variance, 2.0).unwrap()));
        prop_assert!((0.0..=1.0).contains(&rwg_j(&[variance, variance], 2.0).unwrap()));
        prop_assert!(rwg_star(&[variance], 2.0).unwrap() <= 1.0);
        if let (Ok(raw), Ok(cut)) =
            (rwg_j_untruncated(&[variance; 3], 2.0), rwg_j(&[variance; 3], 2.0)) {
            prop_assert!(near(raw.max(0.0), cut));
        }
        if let Ok(value) = counts.a_wg([1, 5]) {
            prop_assert!((-1.0 - 1e-12..=1.0).contains(&value), "{}", value);
            let turned: PointCounts = answers.iter().map(|answer| 6 - answer).collect();
            prop_assert!(near(value, turned.a_wg([1, 5]).unwrap()));
        }
        let about_mean = counts.average_deviation().unwrap();
        prop_assert!(counts.average_deviation_about_median().unwrap() <= about_mean + 1e-12);
        let doubled: PointCounts = answers.iter().chain(&answers).copied().collect();
        prop_assert_eq!(doubled.mean(), counts.mean());
        prop_assert_eq!(doubled.median(), counts.median());
        prop_assert!(near(doubled.average_deviation().unwrap(), about_mean));
    }

    #[test]
    fn runs_are_those_of_the_answers(
        row in vec(prop::option::weighted(0.9, (1_i32..4).prop_map(f64::from)), 1..40)
    ) {
        let given = row.iter().flatten().count();
        let turned: Vec<Option<f64>> = row.iter().rev().copied().collect();
        prop_assert_eq!(longstring(&row), longstring(&turned));
        prop_assert_eq!(average_string(&row), average_string(&turned));
        if let (Ok(longest), Ok(average)) = (longstring(&row), average_string(&row)) {
            prop_assert!(longest <= given && average <= longest as f64 && average >= 1.0);
        }
        let opposed: Vec<Option<f64>> =
            row.iter().map(|answer| answer.map(|answer| 6.0 - answer)).collect();
        prop_assert_eq!(longstring(&row), longstring(&opposed));
        if let Ok(first) = response_variability(&row) {
            prop_assert!(near(first, response_variability(&opposed).unwrap()));
        }
    }
}
