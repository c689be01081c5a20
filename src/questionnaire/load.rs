//! Loading: named TOML texts in, a checked questionnaire or all of their problems out.

mod competency;
mod context;
pub(super) mod decision;
mod followup;
pub(super) mod model;
mod seeds;

use super::check::check;
use super::reader::{Fields, Located, Node};
use super::source::{Problems, Source, Spot};
use super::{
    Band, Competency, Item, Model, Questionnaire, Role, Scale, Scoring, Seed, TargetShift,
};
use super::{context::ContextQuestion, decision_model::DecisionModel};
use crate::diagnostic::Diagnostic;
use followup::DraftFollowUps;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use toml::Spanned;
use toml::de::DeTable;

/// At most this many syntax errors are told per file: a file that is not TOML would give thousands.
const SYNTAX_ERRORS: usize = 20;

/// Everything read so far, with places, before the parts are checked against each other.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) model: Option<Located<Model>>,
    pub(super) scale: Option<Located<Scale>>,
    pub(super) scoring: Option<Located<Scoring>>,
    pub(super) bands: Vec<Located<Band>>,
    pub(super) roles: Vec<Located<Role>>,
    pub(super) competencies: Vec<DraftCompetency>,
    pub(super) context: Vec<Located<ContextQuestion>>,
    pub(super) seeds: Vec<Located<Seed>>,
    pub(super) decision: Option<Located<Option<DecisionModel>>>,
    pub(super) follow_ups: DraftFollowUps,
}

/// A competency whose parts still know their places.
pub(super) struct DraftCompetency {
    pub(super) competency: Located<Competency>,
    pub(super) items: Vec<Located<Item>>,
    pub(super) shifts: Vec<Located<TargetShift>>,
}

/// Parses and checks a questionnaire of one file or several; several are merged in name order.
///
/// # Errors
///
/// Every problem found, in the order of files and lines, each with file, line, column and, where
/// one is at hand, a hint. Unknown keys, wrong kinds and broken references are reported together;
/// where the TOML syntax itself is broken, references are not looked at.
pub fn parse(sources: &[Source]) -> Result<Questionnaire, Vec<Diagnostic>> {
    let mut sorted = sources.to_vec();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let mut problems = Problems::new(&sorted);
    let draft = read(&sorted, &mut problems);
    let questionnaire = draft.map(|mut draft| {
        check(&mut draft, &mut problems);
        let digest = sha256(&sorted);
        let decision_at = draft.decision.as_ref().map(|decision| decision.at);
        let questionnaire = assemble(draft, digest);
        decision::check(&questionnaire, decision_at.unwrap_or_default(), &mut problems);
        questionnaire
    });
    match questionnaire {
        Some(questionnaire) if problems.is_empty() => Ok(questionnaire),
        _ => Err(problems.into_diagnostics()),
    }
}

/// Reads all sources; `None` when a source is not TOML, as references would then be missed.
fn read(sources: &[Source], problems: &mut Problems<'_>) -> Option<Draft> {
    let mut draft = Draft::default();
    let mut broken = false;
    for (index, source) in sources.iter().enumerate() {
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        for error in errors.iter().take(SYNTAX_ERRORS) {
            let offset = error.span().map_or(0, |span| span.start);
            problems.error(Spot { source: index, offset }, "toml-syntax", error.message());
        }
        if errors.is_empty() {
            read_document(&mut draft, &document, index, problems);
        } else {
            broken = true;
        }
    }
    (!broken).then_some(draft)
}

/// Reads the tables of one file into the draft.
fn read_document(
    draft: &mut Draft,
    document: &Spanned<DeTable<'_>>,
    source: usize,
    problems: &mut Problems<'_>,
) {
    let node = Node { table: document.get_ref(), at: Spot { source, offset: 0 } };
    let mut fields = Fields::new(node, "a questionnaire", problems);
    if let Some(table) = once(&mut fields, "model", draft.model.is_some()) {
        draft.model = Some(model::read(table, fields.problems));
    }
    if let Some(table) = once(&mut fields, "scale", draft.scale.is_some()) {
        draft.scale = Some(model::read_scale(table, fields.problems));
    }
    if let Some(table) = once(&mut fields, "scoring", draft.scoring.is_some()) {
        let (scoring, bands) = model::read_scoring(table, draft.scale.as_ref(), fields.problems);
        draft.scoring = Some(scoring);
        draft.bands = bands;
    }
    if let Some(table) = once(&mut fields, "decision", draft.decision.is_some()) {
        draft.decision = Some(decision::read(table, fields.problems));
    }
    for table in fields.tables("role") {
        draft.roles.push(model::read_role(table, fields.problems));
    }
    for table in fields.tables("competency") {
        draft.competencies.push(competency::read(table, fields.problems));
    }
    for table in fields.tables("context") {
        draft.context.push(context::read(table, fields.problems));
    }
    for table in fields.tables("seed") {
        draft.seeds.push(seeds::read(table, fields.problems));
    }
    followup::read(&mut fields, &mut draft.follow_ups);
    fields.finish(());
}

/// A table that may stand in one file only.
fn once<'a>(fields: &mut Fields<'a, '_, '_>, key: &'static str, taken: bool) -> Option<Node<'a>> {
    let table = fields.table(key)?;
    if taken {
        let message = format!("[{key}] stands in more than one file");
        fields.problems.error(table.at, "duplicate-table", message);
        return None;
    }
    Some(table)
}

/// Puts the parts together, with defaults for what is absent.
fn assemble(draft: Draft, sha256: String) -> Questionnaire {
    let scale = draft.scale.map_or_else(model::default_scale, |scale| scale.value);
    let model = draft.model.map_or_else(model::default_model, |model| model.value);
    let scoring = draft.scoring.map_or_else(|| model::default_scoring(&scale), |read| read.value);
    let competencies = draft
        .competencies
        .into_iter()
        .map(|draft| {
            let mut competency = draft.competency.value;
            competency.items = draft.items.into_iter().map(|item| item.value).collect();
            competency.target_shifts = draft.shifts.into_iter().map(|shift| shift.value).collect();
            competency
        })
        .collect();
    Questionnaire {
        model,
        scale,
        scoring,
        bands: draft.bands.into_iter().map(|band| band.value).collect(),
        roles: draft.roles.into_iter().map(|role| role.value).collect(),
        competencies,
        context: draft.context.into_iter().map(|question| question.value).collect(),
        seeds: draft.seeds.into_iter().map(|seed| seed.value).collect(),
        decision: draft.decision.and_then(|decision| decision.value),
        follow_ups: draft.follow_ups.finish(),
        sha256,
        overrides: Vec::new(),
    }
}

/// SHA-256 of the texts one after the other in name order (`cat *.toml | sha256sum`).
fn sha256(sources: &[Source]) -> String {
    let mut hasher = Sha256::new();
    for source in sources {
        hasher.update(source.text.as_bytes());
    }
    hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
