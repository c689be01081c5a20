//! A profile's scoring rules, limits and bands.

use super::super::check::{check_bands, check_scoring};
use super::super::load::model::{MISSING_RULES, OTHERS_RULES, read_scoring_over};
use super::super::reader::Node;
use super::super::source::Problems;
use super::super::{Band, Questionnaire, Scoring};
use super::{note, plain};

/// Applies `[scoring]`; bands are replaced as a whole.
pub(super) fn apply(
    questionnaire: &mut Questionnaire,
    table: Node<'_>,
    problems: &mut Problems<'_>,
) {
    let old = questionnaire.scoring.clone();
    let (scoring, bands) = read_scoring_over(old.clone(), table, problems);
    check_scoring(&scoring, problems);
    note_rules(&mut questionnaire.overrides, &old, &scoring.value);
    questionnaire.scoring = scoring.value;
    if scoring_has_bands(table) {
        check_bands(&bands, &questionnaire.scale, problems);
        let new: Vec<Band> = bands.into_iter().map(|band| band.value).collect();
        let (before, after) = (in_words(&questionnaire.bands), in_words(&new));
        note(&mut questionnaire.overrides, "bands", &before, &after);
        questionnaire.bands = new;
    }
}

fn scoring_has_bands(table: Node<'_>) -> bool {
    table.table.contains_key("bands")
}

fn note_rules(lines: &mut Vec<String>, old: &Scoring, new: &Scoring) {
    note(
        lines,
        "missing rule",
        &word(&MISSING_RULES, old.missing),
        &word(&MISSING_RULES, new.missing),
    );
    note(
        lines,
        "pooling of raters",
        &word(&OTHERS_RULES, old.others),
        &word(&OTHERS_RULES, new.others),
    );
    note(lines, "smallest group shown", &old.min_group, &new.min_group);
    note(lines, "indicative below", &old.indicative_below, &new.indicative_below);
    let numbers = [
        ("interval level", old.interval_level, new.interval_level),
        ("small gap", old.small_gap, new.small_gap),
        ("large gap", old.large_gap, new.large_gap),
        ("straight-line share", old.straightline_share, new.straightline_share),
        ("seconds per item", old.seconds_per_item, new.seconds_per_item),
        ("reversed-item distance", old.reverse_inconsistent, new.reverse_inconsistent),
        ("disagreement", old.disagreement_sd, new.disagreement_sd),
        ("lowest alpha", old.alpha_min, new.alpha_min),
        ("blind spot", old.blind_spot, new.blind_spot),
        ("hidden strength", old.hidden_strength, new.hidden_strength),
    ];
    for (what, before, after) in numbers {
        note(lines, what, &plain(before), &plain(after));
    }
}

/// The word by which files call a rule.
fn word<T: PartialEq + Copy>(words: &[(&'static str, T)], rule: T) -> &'static str {
    words.iter().find(|(_, meaning)| *meaning == rule).map_or("", |(word, _)| word)
}

/// `low from 1, high from 3.5`.
fn in_words(bands: &[Band]) -> String {
    let words: Vec<String> =
        bands.iter().map(|band| format!("{} from {}", band.id, band.from)).collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}
