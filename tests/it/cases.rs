//! Worked cases of the decision: organisations described in `tests/data/cases.toml`, with the
//! answers that an expert would accept.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a broken case has to stop its test")]

use assess::decision::streams::Streams;
use assess::decision::{Inputs, answer_ids};
use assess::questionnaire::context::ContextKind;
use assess::questionnaire::{Questionnaire, RoleKind};
use assess::responses::{Answer, Fact, Organisation, RaterGroup, Response, Standing};
use assess::scoring;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cases {
    /// Sets of facts that cases start from, by name.
    pub(crate) base: BTreeMap<String, BTreeMap<String, String>>,
    /// The cases.
    pub(crate) case: Vec<Case>,
}

/// One organisation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// Name.
    pub(crate) name: String,
    /// Why an expert would accept these answers.
    pub(crate) why: String,
    /// The base that it starts from.
    pub(crate) base: String,
    /// Facts that differ; an empty one is missing.
    #[serde(default)]
    pub(crate) facts: BTreeMap<String, String>,
    /// Mean score by role.
    #[serde(default)]
    pub(crate) scores: BTreeMap<String, f64>,
    /// Mean self-rating by role, where only the holder rated.
    #[serde(default)]
    pub(crate) self_scores: BTreeMap<String, f64>,
    /// Raters.
    #[serde(default = "seven")]
    pub(crate) raters: usize,
    /// Assessed candidates.
    #[serde(default)]
    pub(crate) candidates: Vec<Candidate>,
    /// Accepted answers by part: `structure` or a role.
    pub(crate) accept: BTreeMap<String, Vec<String>>,
    /// Highest word that may stand beside a part, `finely_balanced` or `lean`.
    #[serde(default)]
    pub(crate) at_most: BTreeMap<String, String>,
}

/// A candidate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Candidate {
    /// Role applied for.
    pub(crate) role: String,
    /// From outside.
    #[serde(default)]
    pub(crate) external: bool,
    /// Mean score.
    pub(crate) score: f64,
}

fn seven() -> usize {
    7
}

/// Reads the cases that come with the tests.
pub(crate) fn cases() -> Cases {
    toml::from_str(include_str!("../data/cases.toml")).unwrap()
}

impl Case {
    /// The organisation that the case describes.
    pub(crate) fn organisation(
        &self,
        cases: &Cases,
        questionnaire: &Questionnaire,
    ) -> Organisation {
        let mut facts = cases.base[&self.base].clone();
        facts.extend(self.facts.clone());
        facts.retain(|_, value| !value.is_empty());
        let mut organisation = Organisation {
            name: self.name.clone(),
            facts: facts
                .iter()
                .map(|(id, value)| (id.clone(), fact(questionnaire, id, value)))
                .collect(),
            ..Organisation::default()
        };
        let groups = [RaterGroup::Manager, RaterGroup::Peer, RaterGroup::Report];
        for rater in 0..self.raters {
            let group = groups[rater.div_ceil(3) % 3];
            let scores = &self.scores;
            organisation.responses.push(response(questionnaire, scores, rater, group));
        }
        if !self.self_scores.is_empty() {
            let own = RaterGroup::Own;
            organisation.responses.push(response(questionnaire, &self.self_scores, 0, own));
        }
        for (index, candidate) in self.candidates.iter().enumerate() {
            let scores = BTreeMap::from([(candidate.role.clone(), candidate.score)]);
            for rater in 0..4 {
                let mut row = response(questionnaire, &scores, rater, RaterGroup::Manager);
                row.subject = Some(format!("Candidate {}", index + 1));
                row.role = Some(candidate.role.clone());
                row.standing =
                    if candidate.external { Standing::External } else { Standing::Candidate };
                organisation.responses.push(row);
            }
        }
        organisation
    }

    /// The parts whose answer is not accepted, as `part: got`.
    pub(crate) fn refused(&self, got: &BTreeMap<String, String>) -> Vec<String> {
        refused(&self.accept, got)
    }
}

/// The parts whose answer is not accepted.
pub(crate) fn refused(
    accept: &BTreeMap<String, Vec<String>>,
    got: &BTreeMap<String, String>,
) -> Vec<String> {
    accept
        .iter()
        .filter(|(part, accepted)| got.get(*part).is_none_or(|one| !accepted.contains(one)))
        .map(|(part, _)| format!("{part}: {:?}", got.get(part)))
        .collect()
}

/// The answer of an organisation in ids.
pub(crate) fn answer(
    organisation: &Organisation,
    questionnaire: &Questionnaire,
    streams: &Streams,
) -> BTreeMap<String, String> {
    let scores = scoring::score(organisation, questionnaire);
    let inputs = Inputs { facts: &organisation.facts, currency: None, scores: &scores };
    answer_ids(&inputs, questionnaire, streams, streams.draws()).unwrap()
}

/// A fact from its text.
pub(crate) fn fact(questionnaire: &Questionnaire, id: &str, value: &str) -> Fact {
    let question = questionnaire.question(id).unwrap_or_else(|| panic!("no question {id}"));
    match question.kind {
        ContextKind::Choice => {
            let known = question.options.iter().any(|option| option.id == value);
            assert!(known, "{id} has no option {value}");
            Fact::Text(value.to_owned())
        }
        ContextKind::Text => Fact::Text(value.to_owned()),
        ContextKind::Multi => Fact::Many(value.split(';').map(str::to_owned).collect()),
        _ => Fact::Number(value.parse().unwrap()),
    }
}

/// One rater's answers with these means; whole points spread evenly over items and raters.
fn response(
    questionnaire: &Questionnaire,
    scores: &BTreeMap<String, f64>,
    rater: usize,
    group: RaterGroup,
) -> Response {
    let answers = questionnaire
        .items()
        .enumerate()
        .map(|(index, (competency, item))| {
            let seat = questionnaire.role(&competency.role).map(|role| role.kind);
            let default = if seat == Some(RoleKind::Relationship) { Some(3.5) } else { None };
            let Some(mean) = scores.get(&competency.role).copied().or(default) else {
                return Answer::Missing;
            };
            let step = ((rater * 7 + index * 3) % 10) as f64 / 10.0;
            let point = (mean.floor() + f64::from(u8::from(step < mean.fract()))) as i64;
            let point = point.clamp(questionnaire.scale.min, questionnaire.scale.max);
            Answer::Value(if item.reverse { questionnaire.scale.reversed(point) } else { point })
        })
        .collect();
    Response { rater: group, answers, ..Response::default() }
}
