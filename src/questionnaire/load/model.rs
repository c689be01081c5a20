//! Reading `[model]`, `[scale]`, `[scoring]` and `[[role]]`.

use super::super::reader::{Fields, Located, Node, as_number};
use super::super::source::{Problems, Spot};
use super::super::{Band, MissingRule, Model, OthersRule, Role, RoleKind, Scale, Scoring};

/// Reads `[model]`.
pub(super) fn read(table: Node<'_>, problems: &mut Problems<'_>) -> Located<Model> {
    let mut fields = Fields::new(table, "[model]", problems);
    let model = Model {
        id: fields.required_text("id"),
        version: fields.required_text("version"),
        title: fields.required_text("title"),
        language: fields.text("language").unwrap_or_else(|| "en".to_owned()),
        draft: fields.flag("draft").unwrap_or(false),
        licence: fields.text("licence"),
        provenance: fields.text("provenance"),
        purpose: fields.text("purpose"),
        retention: fields.text("retention"),
    };
    fields.finish(model)
}

/// Reads `[scale]`.
pub(super) fn read_scale(table: Node<'_>, problems: &mut Problems<'_>) -> Located<Scale> {
    let mut fields = Fields::new(table, "[scale]", problems);
    for key in ["min", "max"] {
        if !table.table.contains_key(key) {
            let message = format!("[scale] lacks `{key}`");
            fields.problems.error(table.at, "missing-key", message);
        }
    }
    let default = default_scale();
    let scale = Scale {
        min: fields.integer("min").unwrap_or(default.min),
        max: fields.integer("max").unwrap_or(default.max),
        question: fields.text("question"),
        labels: fields.texts("labels"),
        not_observed: match fields.value("not_observed") {
            Some(_) => fields.texts("not_observed"),
            None => default.not_observed,
        },
    };
    fields.finish(scale)
}

/// Reads `[scoring]` with its bands and flags. Limits that the file leaves out are the shares of
/// the scale's width that [`default_scoring`] uses.
pub(super) fn read_scoring(
    table: Node<'_>,
    scale: Option<&Located<Scale>>,
    problems: &mut Problems<'_>,
) -> (Located<Scoring>, Vec<Located<Band>>) {
    let default = default_scoring(scale.map_or(&default_scale(), |scale| &scale.value));
    read_scoring_over(default, table, problems)
}

/// Reads `[scoring]` over rules that it need not repeat.
pub(in super::super) fn read_scoring_over(
    mut scoring: Scoring,
    table: Node<'_>,
    problems: &mut Problems<'_>,
) -> (Located<Scoring>, Vec<Located<Band>>) {
    let mut fields = Fields::new(table, "[scoring]", problems);
    set(&mut scoring.missing, fields.word("missing", &MISSING_RULES));
    set(&mut scoring.others, fields.word("others", &OTHERS_RULES));
    set(&mut scoring.min_group, fields.count("min_group"));
    set(&mut scoring.interval_level, fields.number("interval_level"));
    set(&mut scoring.indicative_below, fields.count("indicative_below"));
    set(&mut scoring.small_gap, fields.number("small_gap"));
    set(&mut scoring.large_gap, fields.number("large_gap"));
    let bands = fields.table("bands");
    let bands = bands.map_or_else(Vec::new, |table| read_bands(table, fields.problems));
    let flags = fields.table("flags").map(|table| read_flags(&mut scoring, table, fields.problems));
    let scoring = fields.finish(scoring);
    match flags {
        Some(flags) => (scoring.with_keys_of(flags), bands),
        None => (scoring, bands),
    }
}

/// The words for [`MissingRule`].
pub(in super::super) const MISSING_RULES: [(&str, MissingRule); 3] = [
    ("half", MissingRule::Half),
    ("eighty_percent", MissingRule::EightyPercent),
    ("complete", MissingRule::Complete),
];

/// The words for [`OthersRule`].
pub(in super::super) const OTHERS_RULES: [(&str, OthersRule); 2] =
    [("pooled", OthersRule::Pooled), ("by_group", OthersRule::ByGroup)];

/// Reads the thresholds of `[scoring.flags]`.
fn read_flags(scoring: &mut Scoring, table: Node<'_>, problems: &mut Problems<'_>) -> Located<()> {
    let mut fields = Fields::new(table, "[scoring.flags]", problems);
    set(&mut scoring.straightline_share, fields.number("straightline_share"));
    set(&mut scoring.seconds_per_item, fields.number("seconds_per_item"));
    set(&mut scoring.reverse_inconsistent, fields.number("reverse_inconsistent"));
    set(&mut scoring.disagreement_sd, fields.number("disagreement_sd"));
    set(&mut scoring.alpha_min, fields.number("alpha_min"));
    set(&mut scoring.blind_spot, fields.number("blind_spot"));
    set(&mut scoring.hidden_strength, fields.number("hidden_strength"));
    fields.finish(())
}

/// Reads `[scoring.bands]`: band id = lower bound; sorted from the lowest up.
fn read_bands(table: Node<'_>, problems: &mut Problems<'_>) -> Vec<Located<Band>> {
    let mut fields = Fields::new(table, "[scoring.bands]", problems);
    let mut bands = Vec::new();
    for (key, value) in table.table {
        let at = Spot { offset: value.span().start, ..table.at };
        match as_number(value.get_ref()) {
            Some(from) => {
                let band = Band { id: key.get_ref().to_string(), from };
                bands.push(Located::at(band, at));
            }
            None => fields.wrong_kind(key.get_ref(), "a finite number", value),
        }
    }
    bands.sort_by(|a, b| a.value.from.total_cmp(&b.value.from));
    bands
}

/// Reads a `[[role]]`.
pub(super) fn read_role(table: Node<'_>, problems: &mut Problems<'_>) -> Located<Role> {
    let mut fields = Fields::new(table, "[[role]]", problems);
    let id = fields.required_text("id");
    let name = fields.required_text("name");
    let kinds = [("seat", RoleKind::Seat), ("relationship", RoleKind::Relationship)];
    let role = Role {
        id,
        short: fields.text("short").unwrap_or_else(|| name.clone()),
        name,
        kind: fields.word("kind", &kinds).unwrap_or_default(),
    };
    fields.finish(role)
}

/// A nameless model, used only where `[model]` is missing and reported.
pub(super) fn default_model() -> Model {
    Model {
        id: String::new(),
        version: String::new(),
        title: String::new(),
        language: "en".to_owned(),
        draft: false,
        licence: None,
        provenance: None,
        purpose: None,
        retention: None,
    }
}

/// One to five, without labels; the usual codes mean "not observed".
pub(super) fn default_scale() -> Scale {
    let codes = ["NA", "N/A", "n/a", "-"];
    Scale {
        min: 1,
        max: 5,
        question: None,
        labels: Vec::new(),
        not_observed: codes.map(str::to_owned).to_vec(),
    }
}

/// The rules for a questionnaire that gives none. Limits in scale points are shares of the scale's
/// width, chosen so that one to five gives round numbers (a small gap of 0.35, a large one of 1).
pub(super) fn default_scoring(scale: &Scale) -> Scoring {
    let width = scale.max.saturating_sub(scale.min).max(1) as f64;
    Scoring {
        missing: MissingRule::Half,
        others: OthersRule::Pooled,
        min_group: 3,
        interval_level: 0.95,
        indicative_below: 5,
        small_gap: 0.0875 * width,
        large_gap: 0.25 * width,
        straightline_share: 0.95,
        seconds_per_item: 2.0,
        reverse_inconsistent: 0.375 * width,
        disagreement_sd: 0.3 * width,
        alpha_min: 0.7,
        blind_spot: 0.25 * width,
        hidden_strength: -0.25 * width,
    }
}

/// Overwrites a default with what the file says.
fn set<T>(field: &mut T, read: Option<T>) {
    if let Some(value) = read {
        *field = value;
    }
}
