//! Rows about one thing.

use super::statistic::Statistic;
use crate::questionnaire::Competency;
use crate::responses::Standing;
use crate::scoring::TargetSample;

/// What rows are about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scope<'s> {
    organisation: Option<&'s str>,
    subject: Option<&'s str>,
    standing: Option<Standing>,
    role: Option<&'s str>,
    competency: Option<&'s str>,
}

impl<'s> Scope<'s> {
    /// A competency over all targets.
    pub(super) fn of_competency(competency: &'s Competency) -> Self {
        let (role, competency) = (Some(competency.role.as_str()), Some(competency.id.as_str()));
        Self { role, competency, ..Self::default() }
    }

    /// A competency of one target.
    pub(super) fn of_target(competency: &'s Competency, target: &TargetSample<'s>) -> Self {
        Self {
            organisation: Some(target.organisation),
            subject: target.subject,
            standing: target.standing,
            ..Self::of_competency(competency)
        }
    }
}

/// Rows that share what they are about.
#[derive(Debug, Clone)]
pub(super) struct Sheet<'s> {
    scope: Scope<'s>,
    rows: Vec<Statistic>,
}

impl<'s> Sheet<'s> {
    pub(super) fn about(scope: Scope<'s>) -> Self {
        Self { scope, rows: Vec::new() }
    }

    pub(super) fn push(&mut self, statistic: Statistic) {
        let scope = self.scope;
        self.push_about(scope, statistic);
    }

    /// A row about a target among rows about all.
    pub(super) fn push_about(&mut self, scope: Scope<'_>, statistic: Statistic) {
        let text = |text: Option<&str>| text.map(str::to_owned);
        self.rows.push(Statistic {
            organisation: text(scope.organisation),
            subject: text(scope.subject),
            standing: scope.standing,
            role: text(scope.role),
            competency: text(scope.competency),
            ..statistic
        });
    }

    /// A row about an item.
    pub(super) fn push_item(&mut self, item: &str, statistic: Statistic) {
        self.push(Statistic { item: Some(item.to_owned()), ..statistic });
    }

    pub(super) fn into_rows(self) -> Vec<Statistic> {
        self.rows
    }
}
