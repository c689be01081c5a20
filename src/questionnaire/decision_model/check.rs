//! Cross-references of the decision data: every question, role and option exists and fits.

use super::{CriterionId, DecisionModel, Driver, PlanFilter, SeatModel};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::condition::Condition;
use crate::questionnaire::context::{ContextKind, ContextQuestion};

/// The words that a holder question may have as options.
const HOLDERS: [&str; 6] =
    ["not_needed", "nobody", "part_time", "acting", "full_time", "outsourced"];

impl DecisionModel {
    /// All problems of the decision data against the questionnaire that carries it.
    pub fn check(&self, questionnaire: &Questionnaire) -> Vec<Diagnostic> {
        let mut check = Check { questionnaire, found: Vec::new() };
        check.numbers(self);
        check.seats(self);
        check.structures(self);
        check.facts(self);
        check.gates(self);
        check.criteria(self);
        check.found
    }
}

/// The questionnaire and the problems found so far.
struct Check<'a> {
    questionnaire: &'a Questionnaire,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn problem(&mut self, message: String, hint: &str) {
        self.found.push(Diagnostic::error("decision-data", message).with_hint(hint));
    }

    fn numbers(&mut self, model: &DecisionModel) {
        if model.draws < 100 || model.flip_draws < 50 || model.flip_draws > model.draws {
            self.problem(
                format!("decision draws {} and flip_draws {}", model.draws, model.flip_draws),
                "use at least 100 and 50, flip_draws not above draws",
            );
        }
        for (name, parameter) in model.clone().ranges_mut() {
            let [low, high] = parameter.range;
            if !(low.is_finite() && high.is_finite() && 0.0 <= low && low <= high) {
                self.problem(
                    format!("decision.{name} has the range [{low}, {high}]"),
                    "write two numbers, nought or above, the lower first",
                );
            }
        }
    }

    fn seats(&mut self, model: &DecisionModel) {
        if model.seat[0].role == model.seat[1].role {
            self.problem(
                format!("both decision seats have the role `{}`", model.seat[0].role),
                "name two different roles",
            );
        }
        for seat in &model.seat {
            self.seat(seat);
        }
        for size in &model.size {
            self.bands(&size.question, model.demand_bands.len());
        }
        if model.size.is_empty() || model.demand_bands.is_empty() {
            self.problem(
                "decision data has no size question or no demand band".to_owned(),
                "add [[decision.size]] and [[decision.demand_bands]]",
            );
        }
        if let Some(further) = &model.further_seat {
            self.seat(&further.seat);
            self.bands(&further.need, further.need_bands.len());
            if model.phrases.further.is_none() {
                self.problem(
                    "decision.further_seat has no phrases".to_owned(),
                    "add [decision.phrases.further]",
                );
            }
        }
    }

    fn seat(&mut self, seat: &SeatModel) {
        if self.questionnaire.role(&seat.role).is_none() {
            self.problem(
                format!("decision seat names the unknown role `{}`", seat.role),
                "use the id of a [[role]]",
            );
        }
        if let Some(question) = self.question(&seat.holder, &[ContextKind::Choice]) {
            let foreign: Vec<String> = question
                .options
                .iter()
                .filter(|option| !option.silent && !HOLDERS.contains(&option.id.as_str()))
                .map(|option| option.id.clone())
                .collect();
            for option in foreign {
                self.problem(
                    format!("`{}` has the option `{option}`, which is no holder", seat.holder),
                    "use nobody, part_time, acting, full_time, outsourced or not_needed",
                );
            }
        }
        for price in [&seat.budget, &seat.full_time_cost, &seat.retainer_month] {
            self.optional(price.as_deref(), &[ContextKind::Money]);
        }
        self.drivers(&seat.drivers);
    }

    fn bands(&mut self, question: &str, bands: usize) {
        if let Some(found) = self.question(question, &[ContextKind::Choice]) {
            let options = found.telling().count();
            if options != bands {
                self.problem(
                    format!("`{question}` has {options} options for {bands} bands"),
                    "give one band per option, smallest first",
                );
            }
        }
    }

    fn structures(&mut self, model: &DecisionModel) {
        let kinds: Vec<_> = model.structure.iter().map(|structure| structure.kind).collect();
        for (index, kind) in kinds.iter().enumerate() {
            if kinds[..index].contains(kind) {
                self.problem(
                    format!("two decision structures are {kind:?}"),
                    "give one each of combined, inside and outside",
                );
            }
        }
    }

    fn facts(&mut self, model: &DecisionModel) {
        let facts = &model.facts;
        self.condition(&facts.holds_both);
        for condition in facts.deputy.iter().chain(&facts.overseer) {
            self.condition(condition);
        }
        for drivers in [&facts.heard, &facts.stakes, &facts.presence] {
            self.drivers(drivers);
        }
        self.optional(facts.time_to_fill.as_deref(), &[ContextKind::Number]);
        self.optional(facts.deadline.as_deref(), &[ContextKind::Number]);
        self.optional(facts.worst_case_cost.as_deref(), &[ContextKind::Money]);
        self.optional(facts.worst_case_days.as_deref(), &[ContextKind::Number]);
        if let Some(line) = &facts.line {
            self.question(line, &[ContextKind::Choice]);
            for option in facts.line_inside.iter().chain(&facts.line_outside) {
                self.option(line, option);
            }
        }
        if let Some(id) = &facts.heard_competency
            && self.questionnaire.competency(id).is_none()
        {
            self.problem(
                format!("decision.facts.heard_competency names the unknown competency `{id}`"),
                "use the id of a [[competency]]",
            );
        }
    }

    fn drivers(&mut self, drivers: &[Driver]) {
        for driver in drivers {
            let Some(question) = self.question(&driver.question, &[]) else { continue };
            let needs_full = matches!(
                question.kind,
                ContextKind::Number | ContextKind::Multi | ContextKind::Money
            );
            if needs_full && !driver.full_at.is_some_and(|full| full > 0.0) {
                self.problem(
                    format!("driver `{}` needs `full_at` above nought", driver.question),
                    "say which value or count makes 1",
                );
            }
            if question.kind == ContextKind::Text {
                self.problem(
                    format!("driver `{}` is a text", driver.question),
                    "use a choice, a scale or a number",
                );
            }
            for option in &driver.ignore {
                self.option(&driver.question, option);
            }
        }
    }

    fn gates(&mut self, model: &DecisionModel) {
        for gate in &model.gate {
            self.condition(&gate.when);
            for filter in gate.removes.iter().chain(&gate.concerns) {
                self.filter(model, filter);
            }
        }
    }

    fn filter(&mut self, model: &DecisionModel, filter: &PlanFilter) {
        for id in &filter.structure {
            if !model.structure.iter().any(|structure| structure.id == *id) {
                self.problem(
                    format!("a gate names the unknown structure `{id}`"),
                    "use the id of a [[decision.structure]]",
                );
            }
        }
        if let Some(role) = &filter.seat
            && !model.seat.iter().any(|seat| seat.role == *role)
        {
            self.problem(
                format!("a gate names the unknown seat `{role}`"),
                "use the role of a [[decision.seat]]",
            );
        }
    }

    fn criteria(&mut self, model: &DecisionModel) {
        for id in CriterionId::ALL {
            if !model.criteria.contains_key(&id) {
                self.problem(
                    format!("decision.criteria.{} is missing", id.name()),
                    "give its name, weight and phrases",
                );
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        for part in condition.any.iter().chain(&condition.all) {
            self.condition(part);
        }
        if let Some(question) = condition.question.clone() {
            self.question(&question, &[]);
            for option in condition.is.iter().chain(&condition.has) {
                self.option(&question, option);
            }
        }
    }

    fn option(&mut self, question: &str, option: &str) {
        let Some(found) = self.questionnaire.question(question) else { return };
        if !found.options.iter().any(|known| known.id == option) {
            self.problem(
                format!("`{question}` has no option `{option}`"),
                "use one of the options of the question",
            );
        }
    }

    fn optional(&mut self, question: Option<&str>, kinds: &[ContextKind]) {
        if let Some(id) = question {
            self.question(id, kinds);
        }
    }

    fn question(&mut self, id: &str, kinds: &[ContextKind]) -> Option<ContextQuestion> {
        let found = self.questionnaire.question(id).cloned();
        match &found {
            None => self.problem(
                format!("decision data names the unknown context question `{id}`"),
                "use the id of a [[context]]",
            ),
            Some(question) if !kinds.is_empty() && !kinds.contains(&question.kind) => {
                self.problem(
                    format!(
                        "`{id}` is {:?}, which its use in the decision does not take",
                        question.kind
                    ),
                    &format!("it has to be one of {kinds:?}"),
                );
            }
            Some(_) => {}
        }
        found
    }
}
