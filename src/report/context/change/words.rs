//! Differences in words.

use super::{
    DecisionChangeView, FactChangeView, IncomparableView, PartChangeView, RoleChangeView,
    ScoreChangeView,
};
use crate::change::decision::{AnswerPart, DecisionChange, Mover};
use crate::change::difference::{Difference, NoVerdict, Verdict};
use crate::change::{Change, CompetencyChange, Course, RoleChange};
use crate::questionnaire::{Questionnaire, Role, RoleKind};
use crate::report::context::method::fact_words;
use crate::report::context::roles::short_name;
use crate::report::escape::one_line;
use crate::report::number::tenths;
use crate::report::wording::Wording;
use crate::responses::Fact;

/// What words are made from.
pub(super) struct Words<'a> {
    pub(super) course: &'a Course,
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) wording: &'a Wording,
}

impl Words<'_> {
    /// Days of all waves.
    pub(super) fn days(&self) -> Vec<&str> {
        let changes: Vec<&Change> = if self.course.steps.is_empty() {
            vec![&self.course.overall]
        } else {
            self.course.steps.iter().collect()
        };
        let first = changes.first().map(|change| change.before.date.as_str());
        first.into_iter().chain(changes.iter().map(|change| change.after.date.as_str())).collect()
    }

    pub(super) fn role(&self, role: &Role, change: &RoleChange) -> RoleChangeView {
        let mut competencies: Vec<ScoreChangeView> = change
            .competencies
            .iter()
            .filter(|one| one.score.change.is_some())
            .map(|one| self.competency(role, one))
            .collect();
        competencies.sort_by(|one, other| other.rise().total_cmp(&one.rise()));
        let short = short_name(role);
        RoleChangeView {
            id: role.id.clone(),
            name: one_line(&role.name),
            score: self.score((&role.id, &short, ""), &change.score, &|change| {
                Some(&change.roles.get(&role.id)?.score)
            }),
            short,
            other_holder: change.other_holder && role.kind == RoleKind::Seat,
            competencies,
        }
    }

    fn competency(&self, role: &Role, change: &CompetencyChange) -> ScoreChangeView {
        let name = self.name(&change.id);
        let beside =
            if self.questionnaire.is_whole(role) { String::new() } else { short_name(role) };
        self.score((&change.id, &name, &beside), &change.score, &|step| {
            let role = step.roles.get(&role.id)?;
            role.competencies.iter().find(|one| one.id == change.id).map(|one| &one.score)
        })
    }

    /// The name of an area; its id where this version of the questionnaire lacks it.
    fn name(&self, id: &str) -> String {
        self.questionnaire.competency(id).map_or_else(|| one_line(id), |one| one_line(&one.short))
    }

    fn score<'c>(
        &'c self,
        (id, short, role_short): (&str, &str, &str),
        score: &Difference,
        step: &dyn Fn(&'c Change) -> Option<&'c Difference>,
    ) -> ScoreChangeView {
        let wording = self.wording;
        let [before, after] = [score.before, score.after].map(|one| one.and_then(tenths));
        let moved = before.zip(after).map(|(before, after)| after - before);
        ScoreChangeView {
            id: id.to_owned(),
            short: short.to_owned(),
            role_short: role_short.to_owned(),
            before: before.map(|one| wording.tenths(one)),
            after: after.map(|one| wording.tenths(one)),
            change: moved.filter(|_| score.change.is_some()).map(|one| wording.signed_tenths(one)),
            interval: score.interval.and_then(|ends| self.signed_range(ends)),
            smallest: score.smallest_reliable_change.and_then(|one| wording.decimal(one)),
            raters: format!("{}, {}", score.n_before, score.n_after),
            target: score.target.and_then(|one| wording.decimal(one)),
            course: self.scores_of_waves(score, step),
            verdict: self.verdict(score),
            verdict_id: verdict_id(score.verdict),
            values: [score.before, score.after],
        }
    }

    fn signed_range(&self, [low, high]: [f64; 2]) -> Option<String> {
        let [low, high] = [tenths(low)?, tenths(high)?].map(|one| self.wording.signed_tenths(one));
        Some(self.wording.fill("format.range", &[("low", &low), ("high", &high)]))
    }

    fn scores_of_waves<'c>(
        &'c self,
        overall: &Difference,
        step: &dyn Fn(&'c Change) -> Option<&'c Difference>,
    ) -> Vec<String> {
        let steps: Vec<Option<&Difference>> = self.course.steps.iter().map(step).collect();
        let mut values: Vec<Option<f64>> = Vec::new();
        if let Some(first) = steps.first() {
            values.push(first.and_then(|one| one.before));
            values.extend(steps.iter().map(|one| one.and_then(|one| one.after)));
        } else {
            values.extend([overall.before, overall.after]);
        }
        let shown = |value: Option<f64>| value.and_then(|value| self.wording.decimal(value));
        values.into_iter().map(|value| shown(value).unwrap_or_else(|| "–".to_owned())).collect()
    }

    fn verdict(&self, score: &Difference) -> String {
        match score.reason {
            Some(reason) => self.wording.word("no_verdict", reason_id(reason)),
            None => self.wording.word("verdict", verdict_id(score.verdict)),
        }
    }

    pub(super) fn incomparable(&self, change: &Change) -> Vec<IncomparableView> {
        let mut found: Vec<(NoVerdict, Vec<String>)> = Vec::new();
        let ids = self.questionnaire.roles.iter().map(|role| &role.id);
        for one in ids.filter_map(|id| change.roles.get(id)).flat_map(|role| &role.competencies) {
            let reason = one.score.reason.filter(|reason| *reason != NoVerdict::NoSpread);
            let Some(reason) = reason else { continue };
            let name = self.name(&one.id);
            match found.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, areas)) => areas.push(name),
                None => found.push((reason, vec![name])),
            }
        }
        found.sort_by_key(|(reason, _)| *reason);
        let view = |(reason, areas): (NoVerdict, Vec<String>)| IncomparableView {
            reason: self.wording.word("no_verdict", reason_id(reason)),
            areas,
        };
        found.into_iter().map(view).collect()
    }

    pub(super) fn decision(&self, decision: &DecisionChange) -> DecisionChangeView {
        let [then, now] = decision.currencies.each_ref().map(Option::as_deref);
        let facts: Vec<FactChangeView> = decision
            .facts
            .iter()
            .filter_map(|fact| {
                let question = self.questionnaire.question(&fact.id)?;
                let words = |value: &Option<Fact>, currency| match value {
                    Some(value) => fact_words((self.wording, currency), question, value),
                    None => self.wording.text("missing.unknown"),
                };
                Some(FactChangeView {
                    name: one_line(&question.name),
                    before: words(&fact.before, then),
                    after: words(&fact.after, now),
                    decisive: fact.decisive,
                })
            })
            .collect();
        let roles = self.questionnaire.roles.iter();
        let decisive = roles.filter(|role| decision.decisive_roles.contains(&role.id));
        DecisionChangeView {
            before: one_line(&decision.before.headline),
            after: one_line(&decision.after.headline),
            changed: !decision.parts_changed.is_empty(),
            reworded: decision.reworded,
            parts: self.parts(decision),
            moved_by: decision.moved_by.map(mover_id),
            decisive_facts: facts
                .iter()
                .filter(|fact| fact.decisive)
                .map(|fact| fact.name.clone())
                .collect(),
            facts,
            decisive_roles: decisive.map(short_name).collect(),
        }
    }

    fn parts(&self, decision: &DecisionChange) -> Vec<PartChangeView> {
        let roles =
            self.questionnaire.roles.iter().map(|role| (role.id.as_str(), short_name(role)));
        let structure = self.wording.text("head.structure");
        let names = std::iter::once(("structure", structure)).chain(roles);
        let dash = || "–".to_owned();
        let sure = |part: &AnswerPart| {
            let id = serde_json::to_value(part.confidence).unwrap_or_default();
            self.wording.word("confidence", id.as_str().unwrap_or_default())
        };
        let view = |(id, name): (&str, String)| {
            let (then, now) = (decision.before.parts.get(id), decision.after.parts.get(id));
            if then.is_none() && now.is_none() {
                return None;
            }
            Some(PartChangeView {
                name,
                before: then.map_or_else(dash, |part| one_line(&part.phrase)),
                after: now.map_or_else(dash, |part| one_line(&part.phrase)),
                sure_before: then.map_or_else(dash, sure),
                sure_after: now.map_or_else(dash, sure),
                changed: decision.parts_changed.iter().any(|changed| changed == id),
            })
        };
        names.filter_map(view).collect()
    }
}

fn verdict_id(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Risen => "risen",
        Verdict::Fallen => "fallen",
        Verdict::WithinNoise => "within_noise",
        Verdict::Unknown => "unknown",
    }
}

fn reason_id(reason: NoVerdict) -> &'static str {
    match reason {
        NoVerdict::OnlyBefore => "only_before",
        NoVerdict::OnlyAfter => "only_after",
        NoVerdict::OtherStatements => "other_statements",
        NoVerdict::OtherScale => "other_scale",
        NoVerdict::SelfAgainstOthers => "self_against_others",
        NoVerdict::OtherAreas => "other_areas",
        NoVerdict::OtherBasis => "other_basis",
        NoVerdict::OtherGroups => "other_groups",
        NoVerdict::OtherWeights => "other_weights",
        NoVerdict::NoSpread => "no_spread",
    }
}

fn mover_id(mover: Mover) -> &'static str {
    match mover {
        Mover::Facts => "facts",
        Mover::Scores => "scores",
        Mover::Either => "either",
        Mover::Both => "both",
        Mover::Model => "model",
    }
}
