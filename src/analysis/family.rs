//! Tests of all competencies are one family: their p values are adjusted together.

use super::statistic::Statistic;
use crate::statistics::multiplicity::{benjamini_hochberg, holm};
use crate::statistics::undefined::{Estimate, Undefined};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Tests that answer one question about several competencies.
const TESTS: [&str; 8] = [
    "paired_t",
    "wilcoxon_w",
    "wilcoxon_w_exact",
    "wilcoxon_w_pratt",
    "one_sample_t",
    "welch_t",
    "mann_whitney_u",
    "self_other_t",
];

/// Adds the adjusted p values, and how many there were to adjust.
pub(super) fn adjust(rows: &mut [Statistic]) {
    let mut families: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        if TESTS.contains(&row.statistic) && row.p.is_some() {
            let key = (row.statistic, row.group, row.versus);
            families.entry(key).or_default().push(place);
        }
    }
    for places in families.into_values() {
        let p_of = |place: &usize| rows.get(*place).and_then(|row| row.p).ok_or(Undefined::Unknown);
        let p: Vec<Estimate> = places.iter().map(p_of).collect();
        let adjusted = holm(&p).into_iter().zip(benjamini_hochberg(&p));
        for (place, (holm, bh)) in places.iter().zip(adjusted) {
            let Some(row) = rows.get_mut(*place) else { continue };
            row.p_holm = holm.ok();
            row.p_bh = bh.ok();
            let of = places.len();
            let word = if of == 1 { "competency" } else { "competencies" };
            row.method = Cow::Owned(format!("{}; Holm and BH over {of} {word}", row.method));
        }
    }
}
