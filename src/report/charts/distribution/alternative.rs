//! The bars in words.

use super::key::{name, point};
use super::segments::segments;
use super::{DistributionRow, DistributionScale};
use crate::report::wording::Wording;

pub(super) fn text(
    rows: &[DistributionRow],
    scale: &DistributionScale,
    wording: &Wording,
) -> String {
    let points = rows.iter().map(|row| row.counts.len()).max().unwrap_or(0);
    let clauses: Vec<String> = rows.iter().map(|row| clause(row, scale, wording)).collect();
    let (first, last) = (point(scale, 0), point(scale, points.saturating_sub(1)));
    let values = [
        ("first", first.as_str()),
        ("low", &scale.low),
        ("last", &last),
        ("high", &scale.high),
        ("rows", &clauses.join("; ")),
    ];
    let key = if points > 0 { "alt.distribution" } else { "alt.distribution_withheld" };
    wording.fill(key, &values)
}

fn clause(row: &DistributionRow, scale: &DistributionScale, wording: &Wording) -> String {
    let mut parts = vec![wording.count("noun.rater", row.n)];
    if row.withheld() {
        parts.push(wording.text("format.withheld"));
    } else {
        parts.extend(segments(&row.counts).iter().map(|segment| {
            let (n, points) = (wording.thousands(segment.count), name(segment, scale, wording));
            wording.fill("alt.answers", &[("n", &n), ("point", &points)])
        }));
        let mean = row.mean.and_then(|mean| wording.decimal(mean));
        parts.extend(mean.map(|mean| wording.fill("alt.mean", &[("value", &mean)])));
    }
    if row.reversed {
        parts.push(wording.text("alt.reversed"));
    }
    let label = format!("{} {}", row.tag, row.label);
    format!("{}: {}", label.trim(), parts.join(", "))
}
