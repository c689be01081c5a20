//! How far the raters of one target agree.

use super::Setting;
use super::sheet::Sheet;
use super::statistic::{Family, Statistic};
use crate::questionnaire::Competency;
use crate::scoring::TargetSample;
use crate::statistics::agreement::{
    PointCounts, a_wg, average_deviation, average_deviation_about_median, average_deviation_cutoff,
};
use crate::statistics::rwg::{
    NullDistribution, null_variance, rwg, rwg_j, rwg_j_untruncated, rwg_star,
};
use crate::statistics::undefined::{Estimate, Undefined};

/// The rwg family, average deviations and `a_wg`.
pub(super) fn add(
    sheet: &mut Sheet<'_>,
    competency: &Competency,
    target: &TargetSample<'_>,
    setting: Setting<'_>,
) {
    let raters = target.ratings.len();
    if raters == 0 {
        return;
    }
    let scale = &setting.questionnaire.scale;
    let counts: Vec<PointCounts> =
        (0..competency.items.len()).map(|item| counts(target, item)).collect();
    let variances: Vec<f64> = counts.iter().filter_map(PointCounts::variance).collect();
    let even = null_variance(NullDistribution::Uniform, scale.points());
    let skewed = null_variance(NullDistribution::SlightSkew, scale.points());
    let of = |formula: fn(&[f64], f64) -> Estimate, null: Estimate| match variances.len() {
        0 => Err(Undefined::TooFew { of: "raters", needed: 2, found: raters.min(1) }),
        _ => formula(&variances, null?),
    };
    let cutoff = average_deviation_cutoff(scale.points());
    let rows: [(&'static str, String, Estimate); 7] = [
        ("rwg_j", "uniform null, 0 at least".into(), of(rwg_j, even)),
        ("rwg_j_untruncated", "uniform null, as it comes".into(), of(rwg_j_untruncated, even)),
        ("rwg_j_slight_skew", "slightly skewed null, 0 at least".into(), of(rwg_j, skewed)),
        (
            "r_wg_star",
            "uniform null, not stepped up to the number of items".into(),
            of(rwg_star, even),
        ),
        (
            "ad_mean",
            format!(
                "mean over items of the average deviation from the mean; low agreement above {cutoff}"
            ),
            average_deviation(&counts),
        ),
        (
            "ad_median",
            format!(
                "mean over items of the average deviation from the median; low agreement above {cutoff}"
            ),
            average_deviation_about_median(&counts),
        ),
        ("a_wg", "mean over items".into(), a_wg(&counts, [scale.min, scale.max])),
    ];
    for (name, method, value) in rows {
        let row = Statistic::new(Family::Agreement, name, method).n(raters).k(variances.len());
        let unknown = name == "rwg_j_slight_skew" && skewed.is_err();
        sheet.push(if unknown {
            row.because("the skewed null is known for scales of 5 to 11 points")
        } else {
            row.value(value)
        });
    }
    add_items(sheet, competency, target, &counts, even);
}

/// rwg of each item.
fn add_items(
    sheet: &mut Sheet<'_>,
    competency: &Competency,
    target: &TargetSample<'_>,
    counts: &[PointCounts],
    even: Estimate,
) {
    for (item, counts) in competency.items.iter().zip(counts) {
        let found = counts.n();
        let too_few = Undefined::TooFew { of: "raters", needed: 2, found };
        let value = counts.variance().ok_or(too_few).and_then(|variance| rwg(variance, even?));
        let row = Statistic::new(Family::Agreement, "rwg", "uniform null, 0 at least");
        sheet.push_item(&item.id, row.n(found).value(value).shown_if(target.items_may_show));
    }
}

/// Answers to an item after reversing, which are points of the scale.
fn counts(target: &TargetSample<'_>, item: usize) -> PointCounts {
    let answers = target.ratings.iter();
    answers
        .filter_map(|rating| rating.answers.get(item).copied().flatten())
        .map(|answer| answer as i64)
        .collect()
}
