//! What matters, and what is asked for, against what is.

use super::Setting;
use super::sheet::Sheet;
use super::statistic::{Family, Statistic};
use crate::scoring::Sample;
use crate::statistics::discrepancy::{
    Pair, mean_importance, mean_weighted_discrepancy, ranked_discrepancy,
};
use crate::statistics::effect_size::{StandardizedDifference, cohens_dz, one_sample_d};
use crate::statistics::mean_comparison::{MeanComparison, one_sample, paired};
use crate::statistics::moments::mean;
use crate::statistics::rank_comparison::{Continuity, SignedRank, Zeros};
use crate::statistics::undefined::{Estimate, Undefined};

/// Ends of the importance scale.
pub(super) const IMPORTANCE: [f64; 2] = [1.0, 5.0];

/// The most differing pairs for which all signs are counted.
const MOST_EXACT: usize = 50;

/// Importance against score, and score against target, over all ratings.
pub(super) fn add(sheet: &mut Sheet<'_>, sample: &Sample<'_>, setting: Setting<'_>) {
    add_gap(sheet, sample, setting.level);
    if !asked(sample) {
        return;
    }
    let pairs = pairs(sample);
    let some = sample.targets.iter().any(|target| !target.importance_may_show);
    let over = if some { ", over targets of which importance may be shown" } else { "" };
    let mut rows = vec![importance_row(&pairs)];
    if setting.range == IMPORTANCE {
        rows.extend(discrepancies(&pairs));
        rows.extend(tests(&pairs, setting.level));
    } else {
        let row = Statistic::new(Family::Need, "borich_mwds", "mean weighted discrepancy score");
        rows.push(row.n(pairs.len()).because("importance and answers have different scales"));
    }
    for row in rows {
        let method = format!("{}{over}", row.method);
        let row = Statistic { method: method.into(), ..row };
        sheet.push(if pairs.is_empty() { row.withheld() } else { row });
    }
}

/// Whether anybody rated the importance of the competency.
pub(super) fn asked(sample: &Sample<'_>) -> bool {
    let mut ratings = sample.targets.iter().flat_map(|target| &target.ratings);
    ratings.any(|rating| rating.importance.is_some())
}

/// Importance with score, of the targets where it may be shown.
pub(super) fn pairs(sample: &Sample<'_>) -> Vec<Pair> {
    let shown = sample.targets.iter().filter(|target| target.importance_may_show);
    shown
        .flat_map(|target| &target.ratings)
        .filter_map(|rating| Some(Pair { importance: rating.importance?, score: rating.score }))
        .collect()
}

fn row(name: &'static str, method: &'static str, n: usize) -> Statistic {
    Statistic::new(Family::Need, name, method).n(n)
}

fn importance_row(pairs: &[Pair]) -> Statistic {
    let none = Undefined::TooFew { of: "pairs", needed: 1, found: 0 };
    let row = row("importance", "mean over raters who gave it, 1 to 5", pairs.len());
    row.value(mean_importance(pairs).ok_or(none))
}

fn discrepancies(pairs: &[Pair]) -> [Statistic; 2] {
    let none = Undefined::TooFew { of: "pairs", needed: 1, found: 0 };
    let borich =
        row("borich_mwds", "mean weighted discrepancy score; a need is positive", pairs.len());
    let ranked =
        row("ranked_discrepancy", "ranked discrepancy score; a need is negative", pairs.len());
    [
        borich.value(mean_weighted_discrepancy(pairs).ok_or(none)),
        ranked.value(ranked_discrepancy(pairs).map(|found| found.score)),
    ]
}

/// Paired tests of importance minus score.
fn tests(pairs: &[Pair], level: f64) -> Vec<Statistic> {
    let pairs: Vec<[f64; 2]> = pairs.iter().map(|pair| [pair.score, pair.importance]).collect();
    let n = pairs.len();
    let found = paired(&pairs, level);
    let method = "importance minus score, means; t interval";
    let difference = row("importance_minus_score", method, n);
    let mut rows = vec![
        difference.value(mean_difference(&pairs)).interval(level, found.map(|one| one.interval)),
        t_row("paired_t", "paired t test of importance minus score", n, found),
    ];
    rows.extend(signed_ranks(&pairs));
    let dz = cohens_dz(&pairs, level);
    let method = "importance minus score over the SD of differences; noncentral t interval";
    rows.push(effect_row("cohens_dz", method, n, level, dz));
    let gz = dz.and_then(StandardizedDifference::hedges);
    rows.push(effect_row("hedges_gz", "Cohen's dz times Hedges' exact correction", n, level, gz));
    let biserial = SignedRank::of_pairs(&pairs, Zeros::Dropped).map(|one| one.rank_biserial());
    let method = "matched-pairs rank-biserial correlation, zeros dropped";
    rows.push(row("rank_biserial", method, n).value(biserial));
    rows
}

fn signed_ranks(pairs: &[[f64; 2]]) -> Vec<Statistic> {
    let dropped = SignedRank::of_pairs(pairs, Zeros::Dropped);
    let ranked = SignedRank::of_pairs(pairs, Zeros::Ranked);
    let n = pairs.len();
    let sum = |found: &Result<SignedRank, Undefined>| -> Estimate {
        found.as_ref().map(|one| one.positive).map_err(|reason| *reason)
    };
    let tested = |row: Statistic, found: &Result<SignedRank, Undefined>| {
        let p = found.as_ref().ok().map(|one| one.normal_p(Continuity::Corrected));
        if let Some(p) = p { row.p(p) } else { row }
    };
    let method = "signed-rank test of importance minus score, zeros dropped, normal \
                  approximation corrected for ties and continuity";
    let corrected = tested(row("wilcoxon_w", method, n).value(sum(&dropped)), &dropped);
    let method = "signed-rank test, zeros dropped, exact";
    let exact = row("wilcoxon_w_exact", method, n);
    let exact = match &dropped {
        Ok(one) if one.differing > MOST_EXACT => {
            exact.because(format!("more than {MOST_EXACT} pairs differ"))
        }
        Ok(one) => {
            let row = exact.value(Ok(one.positive));
            if let Some(p) = one.exact_p() { row.p(p) } else { row }
        }
        Err(reason) => exact.value(Err(*reason)),
    };
    let method = "signed-rank test, zeros ranked (Pratt), normal approximation corrected for ties \
                  and continuity";
    let pratt = tested(row("wilcoxon_w_pratt", method, n).value(sum(&ranked)), &ranked);
    vec![corrected, exact, pratt]
}

/// The target less the score, over the ratings of targets that have one.
fn add_gap(sheet: &mut Sheet<'_>, sample: &Sample<'_>, level: f64) {
    let gaps: Vec<f64> = sample
        .targets
        .iter()
        .filter_map(|target| Some((target.requirement?, &target.ratings)))
        .flat_map(|(requirement, ratings)| ratings.iter().map(move |one| requirement - one.score))
        .collect();
    if gaps.is_empty() {
        return;
    }
    let n = gaps.len();
    let found = one_sample(&gaps, 0.0, level);
    let none = Undefined::TooFew { of: "ratings", needed: 1, found: 0 };
    let gap = row("gap", "target minus score, mean over ratings; t interval", n);
    let gap = gap.value(mean(&gaps).ok_or(none));
    sheet.push(gap.interval(level, found.map(|one| one.interval)));
    let method = "one-sample t test of target minus score";
    sheet.push(t_row("one_sample_t", method, n, found));
    let method = "target minus score over the SD; noncentral t interval";
    sheet.push(effect_row("one_sample_d", method, n, level, one_sample_d(&gaps, 0.0, level)));
}

fn t_row(
    name: &'static str,
    method: &'static str,
    n: usize,
    found: Result<MeanComparison, Undefined>,
) -> Statistic {
    let row = row(name, method, n).value(found.map(|one| one.t));
    found.map_or(row.clone(), |one| row.p(one.p))
}

fn effect_row(
    name: &'static str,
    method: &'static str,
    n: usize,
    level: f64,
    found: Result<StandardizedDifference, Undefined>,
) -> Statistic {
    let limits = found.and_then(|one| one.interval);
    row(name, method, n).value(found.map(|one| one.value)).interval(level, limits)
}

fn mean_difference(pairs: &[[f64; 2]]) -> Estimate {
    let differences: Vec<f64> = pairs.iter().map(|[first, second]| second - first).collect();
    mean(&differences).ok_or(Undefined::TooFew { of: "pairs", needed: 1, found: 0 })
}
