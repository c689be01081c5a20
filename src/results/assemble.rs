//! Putting the results of one organisation together.

use super::competency::competency_result;
use super::{
    InputFile, Provenance, Results, RoleResult, SubjectResult, count_names, group_names,
    group_values,
};
use crate::decision::Decision;
use crate::diagnostic::Severity;
use crate::messages::Messages;
use crate::questionnaire::Questionnaire;
use crate::responses::{Organisation, RaterGroup};
use crate::scoring::{
    RoleScore, RoleScores, Scores, SubjectScore, band, comments, protected, subject_comments,
};
use crate::wave::SCHEMA;
use std::collections::BTreeMap;

/// What a run contributes to the provenance of every organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// Name and version of the program.
    pub tool: String,
    /// Whether labels stand in place of people's names.
    pub redacted: bool,
    /// Report date, ISO 8601.
    pub date: String,
    /// Seed of the random streams.
    pub seed: u64,
    /// Inputs in the order given.
    pub inputs: Vec<InputFile>,
}

/// The results of one organisation. Nothing withheld is in them: the scores have none of it, and
/// comments and group sizes are screened here.
pub fn assemble(
    organisation: &Organisation,
    questionnaire: &Questionnaire,
    scores: &Scores,
    decision: Option<Decision>,
    run: &Run,
) -> Results {
    let context = questionnaire.context.iter().map(|question| question.id.clone());
    Results {
        schema: SCHEMA,
        organisation: organisation.name.clone(),
        respondents: scores.respondents,
        invited: organisation.invited,
        response_rate: response_rate(scores.respondents, organisation.invited),
        rater_groups: rater_groups(&scores.groups, questionnaire.scoring.min_group),
        answered: answered(organisation),
        roles: scores
            .roles
            .iter()
            .map(|role| (role.role.clone(), role_result(role, organisation, questionnaire)))
            .collect(),
        context: organisation.facts.clone(),
        currency: organisation.currency.clone(),
        missing_context: context.filter(|id| !organisation.facts.contains_key(id)).collect(),
        decision,
        norms: None,
        change: None,
        quality: scores.quality.clone(),
        comments: comments(organisation, questionnaire),
        warnings: warnings(organisation, scores.respondents, messages(questionnaire)),
        provenance: provenance(organisation, questionnaire, run),
    }
}

/// The days of the first and the last answer.
fn answered(organisation: &Organisation) -> Option<[String; 2]> {
    let days = || {
        let moments = organisation.responses.iter().filter_map(|row| row.submitted_at.as_deref());
        moments.filter_map(|moment| moment.get(..10))
    };
    Some([days().min()?.to_owned(), days().max()?.to_owned()])
}

/// Share of those asked who answered; `None` when the number asked is not known or cannot be right.
fn response_rate(respondents: usize, invited: Option<u64>) -> Option<f64> {
    let invited = invited.filter(|invited| *invited > 0)?;
    let rate = respondents as f64 / invited as f64;
    (rate <= 1.0).then_some(rate)
}

/// People by group; none at all when one protected group is small, since the total is known.
fn rater_groups(
    groups: &BTreeMap<RaterGroup, usize>,
    min_group: usize,
) -> BTreeMap<&'static str, usize> {
    let small = groups.iter().any(|(group, people)| protected(*group) && *people < min_group);
    if small { BTreeMap::new() } else { count_names(groups) }
}

/// Messages in the language of the questionnaire, which is that of the reports.
fn messages(questionnaire: &Questionnaire) -> &'static Messages {
    Messages::builtin_in(&questionnaire.model.language)
}

fn warnings(organisation: &Organisation, respondents: usize, messages: &Messages) -> Vec<String> {
    let read = organisation.problems.iter();
    let mut warnings: Vec<String> = read
        .filter(|problem| problem.severity == Severity::Warning)
        .map(|problem| messages.text(problem))
        .collect();
    if let Some(invited) = organisation.invited.filter(|invited| (respondents as u64) > *invited) {
        warnings.push(messages.sentence(&format!(
            "{respondents} people answered, but only {invited} are said to have been asked"
        )));
    }
    warnings
}

/// What a profile changed, one line each.
fn changes(questionnaire: &Questionnaire) -> Vec<String> {
    let messages = messages(questionnaire);
    questionnaire.overrides.iter().map(|line| messages.sentence(line)).collect()
}

fn provenance(organisation: &Organisation, questionnaire: &Questionnaire, run: &Run) -> Provenance {
    let mut rows_excluded = BTreeMap::new();
    for excluded in &organisation.excluded {
        *rows_excluded.entry(excluded.reason.to_owned()).or_insert(0) += 1;
    }
    let model = &questionnaire.model;
    Provenance {
        tool: run.tool.clone(),
        questionnaire: model.id.clone(),
        questionnaire_version: model.version.clone(),
        scale: [questionnaire.scale.min, questionnaire.scale.max],
        questionnaire_sha256: questionnaire.sha256.clone(),
        draft: model.draft,
        redacted: run.redacted,
        date: run.date.clone(),
        seed: run.seed,
        inputs: run.inputs.clone(),
        rows_read: organisation.responses.len() + organisation.excluded.len(),
        rows_excluded,
        profile: changes(questionnaire),
    }
}

fn role_result(
    role: &RoleScores,
    organisation: &Organisation,
    questionnaire: &Questionnaire,
) -> RoleResult {
    let result = role
        .headline
        .as_ref()
        .map_or_else(RoleResult::default, |headline| headline_result(headline, questionnaire));
    let subjects = role.subjects.iter();
    RoleResult {
        subjects: subjects
            .map(|subject| subject_result(subject, organisation, questionnaire))
            .collect(),
        ..result
    }
}

fn headline_result(role: &RoleScore, questionnaire: &Questionnaire) -> RoleResult {
    RoleResult {
        score: role.score,
        interval: role.interval,
        standard_error: role.standard_error,
        freedom: role.freedom,
        target: role.target,
        gap: role.gap,
        n_raters: role.n_raters,
        indicative: role.indicative,
        self_rated: role.self_rated,
        own: role.own,
        own_raters: role.own_raters,
        band: role.score.and_then(|score| band(score, questionnaire)),
        norm: None,
        readiness: role.readiness,
        competencies: role.competencies.iter().map(competency_result).collect(),
        groups: group_values(&role.groups),
        group_sizes: count_names(&role.group_sizes),
        withheld: group_names(&role.withheld),
        renormalised: role.renormalised,
        named: role.named,
        flagged: role.flagged,
        without_flagged: role.without_flagged,
        subjects: Vec::new(),
    }
}

fn subject_result(
    subject: &SubjectScore,
    organisation: &Organisation,
    questionnaire: &Questionnaire,
) -> SubjectResult {
    let score = &subject.score;
    let competencies = score.competencies.iter();
    SubjectResult {
        subject: subject.subject.clone(),
        standing: subject.standing,
        score: score.score,
        interval: score.interval,
        standard_error: score.standard_error,
        freedom: score.freedom,
        target: score.target,
        gap: score.gap,
        n_raters: score.n_raters,
        indicative: score.indicative,
        self_rated: score.self_rated,
        own: score.own,
        band: score.score.and_then(|score| band(score, questionnaire)),
        readiness: score.readiness,
        competencies: competencies
            .filter_map(|competency| Some((competency.competency.clone(), competency.score?)))
            .collect(),
        withheld: group_names(&score.withheld),
        profile: headline_result(score, questionnaire),
        comments: subject_comments(organisation, questionnaire, &subject.subject),
    }
}
