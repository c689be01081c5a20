//! Checks of the scale, the scoring rules and the bands.

use super::super::load::Draft;
use super::super::reader::Located;
use super::super::source::{Problems, Spot};
use super::super::{Band, Scale, Scoring};

/// Reports missing tables and values out of range.
pub(super) fn check(draft: &Draft, problems: &mut Problems<'_>) {
    for (table, missing) in [("[model]", draft.model.is_none()), ("[scale]", draft.scale.is_none())]
    {
        if missing {
            let message = format!("the questionnaire has no {table}");
            problems.error(Spot::default(), "missing-table", message);
        }
    }
    if let Some(scale) = &draft.scale {
        check_scale(scale, problems);
        check_bands(&draft.bands, &scale.value, problems);
    }
    if let Some(scoring) = &draft.scoring {
        check_scoring(scoring, problems);
        if draft.scale.as_ref().is_some_and(|scale| scale.at.source > scoring.at.source) {
            let message = "[scoring] is read before [scale], on which its limits rest";
            let hint = "put both into one file";
            problems.error_with_hint(scoring.at, "scale-after-scoring", message, hint);
        }
    }
}

fn check_scale(scale: &Located<Scale>, problems: &mut Problems<'_>) {
    let Scale { min, max, labels, .. } = &scale.value;
    if min >= max {
        let message = format!("`min` {min} of [scale] is not below `max` {max}");
        problems.error(scale.spot("max"), "scale-range", message);
        return;
    }
    if max.saturating_sub(*min) > 100 {
        let hint = "the scale is for single answers, not for sums";
        let message = format!("a scale from {min} to {max} has too many points");
        problems.error_with_hint(scale.spot("max"), "scale-range", message, hint);
    }
    let points = max.saturating_sub(*min).saturating_add(1);
    if !labels.is_empty() && i64::try_from(labels.len()) != Ok(points) {
        let message =
            format!("[scale] has {points} points from {min} to {max}, but {} labels", labels.len());
        let hint = "give one label per point, from the lowest up, or none";
        problems.error_with_hint(scale.spot("labels"), "label-count", message, hint);
    }
    for (index, label) in labels.iter().enumerate() {
        if labels.iter().take(index).any(|earlier| earlier == label) {
            let message = format!("the label \"{label}\" stands for two points");
            problems.error(scale.spot("labels"), "duplicate-label", message);
        }
    }
}

/// The rules' ranges; those of a profile are checked by the same function.
pub(in super::super) fn check_scoring(scoring: &Located<Scoring>, problems: &mut Problems<'_>) {
    let rules = &scoring.value;
    let limits = [
        ("interval_level", rules.interval_level, 0.5, 0.999),
        ("straightline_share", rules.straightline_share, 0.0, 1.0),
        ("seconds_per_item", rules.seconds_per_item, 0.0, f64::MAX),
        ("alpha_min", rules.alpha_min, 0.0, 1.0),
        ("small_gap", rules.small_gap, 0.0, f64::MAX),
        ("large_gap", rules.large_gap, rules.small_gap, f64::MAX),
        ("reverse_inconsistent", rules.reverse_inconsistent, 0.0, f64::MAX),
        ("disagreement_sd", rules.disagreement_sd, 0.0, f64::MAX),
        ("blind_spot", rules.blind_spot, 0.0, f64::MAX),
        ("hidden_strength", rules.hidden_strength, f64::MIN, 0.0),
    ];
    for (key, value, low, high) in limits {
        if !(low..=high).contains(&value) {
            let message = format!("`{key}` = {value} of [scoring] is out of range");
            let hint = range_in_words(low, high);
            problems.error_with_hint(scoring.spot(key), "out-of-range", message, hint);
        }
    }
    if rules.min_group == 0 {
        let message = "`min_group` of [scoring] is 0, which would show single raters";
        problems.error(scoring.spot("min_group"), "out-of-range", message);
    }
}

fn range_in_words(low: f64, high: f64) -> String {
    if high == f64::MAX {
        format!("use {low} or more")
    } else if low == f64::MIN {
        format!("use {high} or less")
    } else {
        format!("use {low} to {high}")
    }
}

/// Bands cover the scale: the lowest starts at its minimum, no two start together, none beyond.
pub(in super::super) fn check_bands(
    bands: &[Located<Band>],
    scale: &Scale,
    problems: &mut Problems<'_>,
) {
    let (min, max) = (scale.min as f64, scale.max as f64);
    if let Some(lowest) = bands.first()
        && lowest.value.from != min
    {
        let Band { id, from } = &lowest.value;
        let message = format!("the lowest band \"{id}\" starts at {from}, the scale at {min}");
        problems.error(lowest.at, "band-bounds", message);
    }
    for pair in bands.windows(2) {
        if let [lower, upper] = pair
            && lower.value.from == upper.value.from
        {
            let message = format!(
                "the bands \"{}\" and \"{}\" start at the same score",
                lower.value.id, upper.value.id
            );
            problems.error(upper.at, "band-bounds", message);
        }
    }
    for band in bands.iter().filter(|band| band.value.from >= max) {
        let message =
            format!("the band \"{}\" starts at or above the scale's end {max}", band.value.id);
        problems.error(band.at, "band-bounds", message);
    }
}
