//! Importance-performance analysis over the competencies of a role.

use super::needs::{IMPORTANCE, asked, pairs};
use super::sheet::{Scope, Sheet};
use super::statistic::{Family, Statistic};
use super::{Pool, Setting};
use crate::questionnaire::Competency;
use crate::scoring::Sample;
use crate::statistics::importance_performance::{
    Cuts, Measured, OnLine, Placement, Quadrant, placement,
};
use crate::statistics::interval::Spread;
use crate::statistics::moments::mean;

/// A competency with its place.
#[derive(Debug, Clone)]
pub(super) struct Point<'a> {
    competency: &'a Competency,
    importance: Measured,
    performance: Measured,
    /// Raters who gave importance.
    n: usize,
}

/// The point of a competency; `None` where importance was not asked or may not be shown.
pub(super) fn point<'a>(sample: &Sample<'a>, setting: Setting<'_>) -> Option<Point<'a>> {
    if !asked(sample) {
        return None;
    }
    let importance: Vec<f64> = pairs(sample).iter().map(|pair| pair.importance).collect();
    Some(Point {
        competency: sample.competency,
        n: importance.len(),
        importance: measured(&importance, setting.level, IMPORTANCE)?,
        performance: measured(&Pool::of(sample).scores(), setting.level, setting.range)?,
    })
}

fn measured(values: &[f64], level: f64, range: [f64; 2]) -> Option<Measured> {
    let value = mean(values)?;
    let spread = Spread::of_mean(values);
    Some(Measured { value, interval: spread.and_then(|one| one.interval(value, level, range)) })
}

/// The quadrant of every point, cut at the means of its role and at the middles of the scales.
pub(super) fn rows(points: &[Point<'_>], setting: Setting<'_>) -> Vec<Statistic> {
    let mut rows = Vec::new();
    for point in points {
        let of_role: Vec<(Measured, Measured)> = points
            .iter()
            .filter(|other| other.competency.role == point.competency.role)
            .map(|other| (other.importance, other.performance))
            .collect();
        let mut sheet = Sheet::about(Scope::of_competency(point.competency));
        let middles = Cuts::at_midpoints(IMPORTANCE, setting.range);
        let cuts = [
            ("quadrant_at_means", "the means of the role's competencies", Cuts::at_means(&of_role)),
            ("quadrant_at_midpoints", "the middles of the scales", Ok(middles)),
        ];
        for (name, words, cuts) in cuts {
            let method = format!(
                "importance-performance analysis, cut at {words}; undecided where an interval \
                 crosses a line"
            );
            let row = Statistic::new(Family::Need, name, method).n(point.n).k(of_role.len());
            let found = cuts.and_then(|cuts| {
                placement(point.importance, point.performance, cuts, OnLine::Undecided)
            });
            sheet.push(match found {
                Ok(place) => row.label(Some(word(place))),
                Err(reason) => row.value(Err(reason)),
            });
        }
        rows.extend(sheet.into_rows());
    }
    rows
}

fn word(place: Placement) -> &'static str {
    match place {
        Placement::In(Quadrant::Concentrate) => "concentrate",
        Placement::In(Quadrant::KeepUp) => "keep_up",
        Placement::In(Quadrant::LowPriority) => "low_priority",
        Placement::In(Quadrant::Overkill) => "overkill",
        Placement::Undecided => "undecided",
    }
}
