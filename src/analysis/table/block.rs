//! The statistics of one competency as text.

use super::columns::{Columns, counted, fixed, limits, printable, probability, short};
use super::{cell, without_value};
use crate::analysis::statistic::{Family, Statistic};
use crate::questionnaire::Competency;
use crate::statistics::covariance::Missing;
use std::fmt::Write;

/// Targets that stand in the text; a batch has more, and other formats have all.
const MOST_TARGETS: usize = 20;

/// Letters of a target's name.
const LONGEST_NAME: usize = 40;

/// The rows of a competency.
pub(super) struct Block<'r> {
    pub(super) rows: &'r [Statistic],
    pub(super) competency: &'r Competency,
}

impl Block<'_> {
    pub(super) fn text(&self) -> String {
        let mut text = format!("{} ({})\n", printable(&self.competency.name), self.competency.id);
        text.push_str(&self.scale());
        text.push_str(&self.reliability());
        text.push_str(&self.items());
        text.push_str(&self.raters());
        text.push_str(&self.targets());
        text.push_str(&self.needs());
        text.push_str(&self.groups());
        text.push_str(&self.self_other());
        text.push_str(&without_value(self.pooled()));
        text
    }

    /// Rows over all targets.
    fn pooled(&self) -> impl Iterator<Item = &Statistic> {
        self.rows.iter().filter(|row| row.organisation.is_none())
    }

    fn find(&self, statistic: &str) -> Option<&Statistic> {
        self.pooled().find(|row| row.statistic == statistic)
    }

    /// A value with its interval, `name 0.71 [0.22, 0.92]`; `None` where there is no such row.
    fn value(&self, word: &str, statistic: &str) -> Option<String> {
        let row = self.find(statistic)?;
        let limits = limits(row.lower, row.upper);
        let gap = if limits.is_empty() { "" } else { " " };
        Some(format!("{word} {}{gap}{limits}", cell(Some(row), 2)))
    }

    fn values(&self, words: &[(&str, &str)]) -> Vec<String> {
        words.iter().filter_map(|(word, statistic)| self.value(word, statistic)).collect()
    }

    fn scale(&self) -> String {
        let Some(mean) = self.find("mean") else { return String::new() };
        let n = mean.n.unwrap_or(0);
        let items = counted(self.competency.items.len(), "item");
        let mut parts = vec![format!("{}, {items}", counted(n, "rating"))];
        parts.extend(self.values(&[
            ("mean", "mean"),
            ("SD", "standard_deviation"),
            ("POMP", "pomp"),
        ]));
        let quantiles = ["minimum", "quantile_25", "median", "quantile_75", "maximum"];
        let quantiles: Vec<&Statistic> = quantiles.iter().filter_map(|id| self.find(id)).collect();
        if quantiles.iter().any(|row| row.value.is_some()) {
            let values: Vec<String> = quantiles.iter().map(|row| short(row.value)).collect();
            parts.push(format!("quartiles {}", values.join(" ")));
        }
        format!("  {}\n", parts.join("; "))
    }

    fn reliability(&self) -> String {
        let mut table = Columns::new(&[
            "reliability",
            "n",
            "alpha",
            "interval",
            "standardised",
            "omega",
            "mean r",
            "odd-even",
            "lambda 4",
            "SEM",
        ]);
        for missing in [None, Some(Missing::Pairwise), Some(Missing::Listwise)] {
            let find = |id: &str| {
                let wanted = |row: &&Statistic| row.statistic == id && row.missing == missing;
                self.pooled().find(wanted)
            };
            let Some(alpha) = find("alpha") else { continue };
            let word = alpha.missing_name().unwrap_or("complete answers");
            let mut cells = vec![word.to_owned(), alpha.n.unwrap_or(0).to_string()];
            cells.push(cell(Some(alpha), 2));
            cells.push(limits(alpha.lower, alpha.upper));
            let ids = [
                "alpha_standardised",
                "omega_total",
                "mean_interitem_r",
                "spearman_brown",
                "guttman_lambda_4",
                "standard_error_of_measurement",
            ];
            cells.extend(ids.iter().map(|id| cell(find(id), 2)));
            table.push(&cells);
        }
        let mut text = table.text(2);
        for row in self.pooled().filter(|row| row.family == Family::Reliability) {
            if let Some(label) = row.label {
                let way = row.missing_name().unwrap_or("complete answers");
                let _ = writeln!(text, "  doubtful: {} ({way}): {label}", row.statistic);
            }
        }
        text
    }

    fn items(&self) -> String {
        let mut table =
            Columns::new(&["item", "n", "mean", "SD", "r with rest", "alpha without", ""]);
        for item in &self.competency.items {
            let find = |id: &str| {
                let of_item = |row: &&Statistic| row.item.as_deref() == Some(item.id.as_str());
                self.pooled().filter(of_item).find(|row| row.statistic == id)
            };
            let Some(mean) = find("item_mean") else { continue };
            let against = find("corrected_item_total").and_then(|row| row.label).is_some();
            table.push(&[
                if item.reverse { format!("{} (reversed)", item.id) } else { item.id.clone() },
                mean.n.unwrap_or(0).to_string(),
                cell(Some(mean), 2),
                cell(find("item_sd"), 2),
                cell(find("corrected_item_total"), 2),
                cell(find("alpha_if_deleted"), 2),
                if against { "against the rest".into() } else { String::new() },
            ]);
        }
        table.last_to_the_left().text(2)
    }

    fn raters(&self) -> String {
        let Some(icc) = self.find("icc_1") else { return String::new() };
        let has = |id: &str| self.find(id).is_some_and(|row| row.value.is_some());
        let mut words = Vec::new();
        if has("icc_1") {
            words.extend([("ICC(1)", "icc_1"), ("of means", "icc_1_means")]);
        }
        if has("icc_2_1") {
            words.extend([("ICC(2,1)", "icc_2_1"), ("ICC(2,k)", "icc_2_k")]);
            words.extend([("ICC(3,1)", "icc_3_1"), ("ICC(3,k)", "icc_3_k")]);
        }
        words.push(("Krippendorff ordinal", "krippendorff_alpha_ordinal"));
        let parts = self.values(&words);
        let targets = counted(icc.k.unwrap_or(0), "target");
        format!("  raters of {targets}: {}\n", parts.join("; "))
    }

    fn targets(&self) -> String {
        let of_targets: Vec<&Statistic> =
            self.rows.iter().filter(|row| row.organisation.is_some()).collect();
        let targets: Vec<&[&Statistic]> =
            of_targets.chunk_by(|one, other| same(one, other)).collect();
        let mut table = Columns::new(&[
            "target", "n", "mean", "interval", "SD", "rwg(j)", "skewed", "r*wg", "AD", "a_wg",
            "self -", "",
        ]);
        for rows in targets.iter().take(MOST_TARGETS) {
            let find = |id: &str| rows.iter().copied().find(|row| row.statistic == id);
            let Some(mean) = find("mean") else { continue };
            let own = find("self_other_difference");
            let names = [mean.organisation.as_deref(), mean.subject.as_deref()];
            let name: Vec<&str> = names.into_iter().flatten().collect();
            let mut cells = vec![
                clipped(&name.join(": ")),
                mean.n.unwrap_or(0).to_string(),
                cell(Some(mean), 2),
            ];
            cells.push(limits(mean.lower, mean.upper));
            let ids = [
                "standard_deviation",
                "rwg_j",
                "rwg_j_slight_skew",
                "r_wg_star",
                "ad_mean",
                "a_wg",
            ];
            cells.extend(ids.iter().map(|id| cell(find(id), 2)));
            cells.push(fixed(own.and_then(|row| row.value), 2));
            let word = own.and_then(|row| row.label).unwrap_or_default();
            cells.push(word.replace('_', " "));
            table.push(&cells);
        }
        let more = targets.len().saturating_sub(MOST_TARGETS);
        let mut text = table.last_to_the_left().text(2);
        if more > 0 {
            let _ = writeln!(text, "  and {} more: see --format csv", counted(more, "target"));
        }
        text
    }

    fn needs(&self) -> String {
        let mut lines = Vec::new();
        let tested = |words: Vec<String>, test: &str| {
            let row = self.find(test);
            let p = row.and_then(|row| Some((row.p?, row.p_holm?)));
            let p = p.map_or(String::new(), |(p, holm)| {
                format!("; p {} (Holm {})", probability(Some(p)), probability(Some(holm)))
            });
            format!("{}{p}", words.join("; "))
        };
        if self.find("gap").is_some() {
            let words = [("gap", "gap"), ("t", "one_sample_t"), ("d", "one_sample_d")];
            lines.push(tested(self.values(&words), "one_sample_t"));
        }
        if self.find("importance").is_some() {
            let words = [
                ("importance", "importance"),
                ("minus score", "importance_minus_score"),
                ("Borich", "borich_mwds"),
                ("ranked", "ranked_discrepancy"),
                ("gz", "hedges_gz"),
            ];
            lines.push(tested(self.values(&words), "paired_t"));
        }
        if let Some(label) = self.find("quadrant_at_means").and_then(|row| row.label) {
            lines.push(format!("quadrant (cut at means): {}", label.replace('_', " ")));
        }
        lines.iter().fold(String::new(), |mut text, line| {
            let _ = writeln!(text, "  {line}");
            text
        })
    }

    fn groups(&self) -> String {
        let mut text = String::new();
        let means: Vec<String> = self
            .pooled()
            .filter(|row| row.statistic == "group_mean")
            .map(|row| {
                let (group, n) = (row.group.unwrap_or_default(), row.n.unwrap_or(0));
                format!("{group} {} (n {n})", short(row.value))
            })
            .collect();
        if means.is_empty() {
            return text;
        }
        let _ = writeln!(text, "  groups: {}", means.join("; "));
        let mut table = Columns::new(&[
            "groups",
            "difference",
            "interval",
            "g",
            "delta",
            "p Welch",
            "Holm",
            "p U",
        ]);
        for row in self.pooled().filter(|row| row.statistic == "mean_difference") {
            let find = |id: &str| {
                let pair = |one: &&Statistic| one.group == row.group && one.versus == row.versus;
                self.pooled().filter(pair).find(|one| one.statistic == id)
            };
            let names = [row.group.unwrap_or_default(), row.versus.unwrap_or_default()];
            let welch = find("welch_t");
            table.push(&[
                names.join(" - "),
                short(row.value),
                limits(row.lower, row.upper),
                cell(find("hedges_g"), 2),
                cell(find("cliffs_delta"), 2),
                probability(welch.and_then(|row| row.p)),
                probability(welch.and_then(|row| row.p_holm)),
                probability(find("mann_whitney_u").and_then(|row| row.p)),
            ]);
        }
        text.push_str(&table.text(2));
        text
    }

    fn self_other(&self) -> String {
        let words = [("self minus others", "self_minus_others"), ("r", "self_other_r")];
        let parts = self.values(&words);
        let targets = self.find("self_minus_others").and_then(|row| row.n).unwrap_or(0);
        if targets < 2 || parts.is_empty() {
            return String::new();
        }
        format!("  {} over {targets} targets\n", parts.join("; "))
    }
}

/// A name of so many letters that the numbers stay in sight.
fn clipped(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME - 1).chain(['\u{2026}']).collect()
}

fn same(one: &Statistic, other: &Statistic) -> bool {
    let target = |row: &Statistic| (row.organisation.clone(), row.subject.clone(), row.standing);
    target(one) == target(other)
}
