//! What would change the answer: every fact one step away, every score at the ends of its
//! interval, every weight; and what missing facts could do.
//!
//! All of it runs on the first draws of the same streams as the main analysis.

use crate::decision::inputs::questions_read;
use crate::decision::outcome::{AnswerIds, Engine, Extent, Outcome, STRUCTURE, Weighting};
use crate::decision::phrasing::Phrasing;
use crate::decision::situation::Situation;
use crate::decision::variation::{self, Variation};
use crate::decision::wording::fill;
use crate::decision::{Answer, Confidence, Flip, FlipKind, Influence, Inputs};
use crate::questionnaire::context::ContextQuestion;
use crate::questionnaire::decision_model::CriterionId;
use crate::responses::Fact;
use std::collections::BTreeMap;

/// What would change the answer, and what is missing.
#[derive(Debug, Clone, Default)]
pub struct Sensitivity {
    /// Changes of a single thing that change the answer.
    pub flips: Vec<Flip>,
    /// Missing facts that move the answer, the most influential first.
    pub influence: Vec<Influence>,
    /// Missing facts that the decision reads, in the questionnaire's order.
    pub missing: Vec<String>,
    /// Per part, the lowest word over the values of a missing fact, with that fact's question.
    pub lowest_word: BTreeMap<String, (Confidence, String)>,
}

/// Largest factor by which a weight is moved.
const WEIGHT_FACTOR: f64 = 5.0;

/// Runs all what-ifs.
pub fn analyse(inputs: &Inputs<'_>, engine: &Engine<'_>, situation: &Situation) -> Sensitivity {
    let extent = Extent::Shares(engine.model.flip_draws);
    let outcome = engine.outcome(inputs, situation, extent, None);
    if outcome.best.is_none() {
        return Sensitivity::default();
    }
    let ids = engine.ids(&outcome, situation);
    let mut run = Run {
        inputs,
        engine,
        situation,
        outcome,
        ids,
        found: Sensitivity::default(),
        adverse: BTreeMap::new(),
    };
    run.facts();
    run.scores();
    run.heard();
    run.weights();
    run.adverse_corner();
    run.found.influence.sort_by(|a, b| b.swing.total_cmp(&a.swing).then(a.input.cmp(&b.input)));
    run.found
}

/// An outcome's answer in ids and words.
pub fn answer(engine: &Engine<'_>, phrasing: &Phrasing<'_>, outcome: &Outcome) -> Answer {
    let mut seats = engine.ids(outcome, phrasing.situation);
    let structure = seats.remove(STRUCTURE).unwrap_or_else(|| "none".to_owned());
    Answer { structure, seats, phrase: phrasing.headline(outcome) }
}

struct Run<'a> {
    inputs: &'a Inputs<'a>,
    engine: &'a Engine<'a>,
    situation: &'a Situation,
    outcome: Outcome,
    ids: AnswerIds,
    found: Sensitivity,
    /// The value of each missing fact that speaks most against today's answer.
    adverse: BTreeMap<String, Fact>,
}

/// A what-if evaluated.
struct Then {
    ids: AnswerIds,
    answer: Answer,
    words: BTreeMap<String, Confidence>,
    /// Largest fall of today's choice's share over the parts.
    swing: f64,
}

impl Run<'_> {
    fn facts(&mut self) {
        let read = questions_read(self.engine.questionnaire, self.engine.model);
        for id in read {
            let Some(question) = self.engine.questionnaire.question(&id).cloned() else { continue };
            let optional = self.engine.model.facts.deadline.as_ref() == Some(&id);
            match self.inputs.facts.get(&id) {
                Some(fact) if !variation::is_silent(&question, fact) => {
                    self.known(&question, &fact.clone());
                }
                None if optional => {
                    let values = variation::values(&question, self.engine.numbers());
                    self.steps(&question, None, values);
                }
                _ => self.missing(&question),
            }
        }
        self.order_flips();
    }

    /// What changes the linked seats first; facts that define the plans, and what changes the
    /// further seat alone, are the least surprising and come last.
    fn order_flips(&mut self) {
        let model = self.engine.model;
        let defining: Vec<&String> = model.seat.iter().map(|seat| &seat.holder).collect();
        let linked = |flip: &Flip| {
            let seats = model
                .seat
                .iter()
                .any(|seat| flip.then.seats.get(&seat.role) != self.ids.get(&seat.role));
            seats || Some(&flip.then.structure) != self.ids.get(STRUCTURE)
        };
        let keys = |flip: &Flip| (!linked(flip), defining.contains(&&flip.input));
        let mut flips = std::mem::take(&mut self.found.flips);
        flips.sort_by_key(keys);
        self.found.flips = flips;
    }

    /// One step from a known fact.
    fn known(&mut self, question: &ContextQuestion, fact: &Fact) {
        let steps = variation::steps(question, fact, self.engine.numbers());
        self.steps(question, Some(fact), steps);
        if let Fact::Number(number) = fact
            && variation::is_continuous(question)
        {
            for factor in [0.5, 2.0] {
                self.threshold(question, *number, factor);
            }
        }
    }

    fn steps(&mut self, question: &ContextQuestion, from: Option<&Fact>, to: Vec<Variation>) {
        for step in to {
            let then = self.answer_with(&question.id, &step.fact);
            if then.ids != self.ids {
                let words = &self.engine.model.phrases.change.fact;
                let pairs = [("question", question.name.as_str()), ("value", &step.label)];
                self.flip(
                    FlipKind::Fact,
                    &question.id,
                    [from.map(variation::text), Some(variation::text(&step.fact))],
                    fill(words, &pairs),
                    then.answer,
                );
            }
        }
    }

    /// The nearest value towards `factor` times a number that changes the answer.
    fn threshold(&mut self, question: &ContextQuestion, number: f64, factor: f64) {
        let at = |share: f64| number * factor.powf(share);
        let mut far = self.answer_with(&question.id, &Fact::Number(at(1.0)));
        if number <= 0.0 || far.ids == self.ids {
            return;
        }
        let (mut same, mut other) = (0.0, 1.0);
        for _ in 0..5 {
            let middle = f64::midpoint(same, other);
            let then = self.answer_with(&question.id, &Fact::Number(at(middle)));
            if then.ids == self.ids {
                same = middle;
            } else {
                (other, far) = (middle, then);
            }
        }
        let value = variation::rounded(at(other), factor > 1.0);
        let words = &self.engine.model.phrases.change;
        let phrase = if factor > 1.0 { &words.rises_to } else { &words.falls_to };
        let numbers = self.engine.numbers();
        let label = variation::number_label(question, value, self.inputs.currency, numbers);
        let pairs = [("question", question.name.as_str()), ("value", &label)];
        let ends = [Some(number.to_string()), Some(value.to_string())];
        self.flip(FlipKind::Fact, &question.id, ends, fill(phrase, &pairs), far.answer);
    }

    /// Every value of a missing fact.
    fn missing(&mut self, question: &ContextQuestion) {
        self.found.missing.push(question.id.clone());
        let values = variation::values(question, self.engine.numbers());
        let thens: Vec<Then> =
            values.iter().map(|value| self.shares_with(&question.id, &value.fact)).collect();
        let worst = (0..thens.len())
            .reduce(|a, b| if thens[b].swing > thens[a].swing { b } else { a })
            .filter(|&worst| thens[worst].swing > 0.0);
        if let Some(worst) = worst {
            self.adverse.insert(question.id.clone(), values[worst].fact.clone());
        }
        let swing = worst.map_or(0.0, |worst| thens[worst].swing);
        let changes_answer = thens.iter().any(|then| then.ids != self.ids);
        for then in &thens {
            self.lower(then, &question.name);
        }
        if swing > 0.0 || changes_answer {
            self.found.influence.push(Influence {
                input: question.id.clone(),
                name: question.name.clone(),
                swing,
                changes_answer,
            });
        }
    }

    /// Missing facts never raise a word: it is never above the word with one of them known, and
    /// never `clear` where one of them changes that part of the answer.
    fn lower(&mut self, then: &Then, question: &str) {
        for (part, word) in &then.words {
            let changed = then.ids.get(part) != self.ids.get(part);
            let word = if changed { (*word).min(Confidence::Lean) } else { *word };
            let lowest = self
                .found
                .lowest_word
                .entry(part.clone())
                .or_insert((Confidence::Clear, String::new()));
            if word < lowest.0 {
                *lowest = (word, question.to_owned());
            }
        }
    }

    /// All missing facts at once, each at the value that speaks most against today's answer.
    fn adverse_corner(&mut self) {
        let missing = &self.found.missing;
        if missing.len() < 2 {
            return;
        }
        let mut facts = self.inputs.facts.clone();
        facts.extend(self.adverse.clone());
        let extent = Extent::Shares(self.engine.model.flip_draws);
        let then = self.with_facts(&facts, extent);
        if let Some(question) = self.engine.questionnaire.question(&missing[0]) {
            let name = question.name.clone();
            self.lower(&then, &name);
        }
    }

    /// Every seat's score at the ends of its interval.
    fn scores(&mut self) {
        for index in 0..2 {
            let seat = &self.situation.seats[index];
            let (Some(score), Some(interval)) = (seat.score, seat.interval) else { continue };
            for end in interval {
                let mut situation = self.situation.clone();
                for competence in &mut situation.seats[index].competences {
                    competence.score = competence.score.map(|one| one + end - score);
                }
                let extent = Extent::Answer(self.engine.model.flip_draws);
                let then = self.with_situation(self.inputs, &situation, extent);
                if then.ids != self.ids {
                    let (role, short) = (seat.role.clone(), seat.short.clone());
                    let value = self.engine.numbers().tenths(end);
                    let pairs = [("seat", short.as_str()), ("value", &value)];
                    let text = fill(&self.engine.model.phrases.change.score, &pairs);
                    let ends = [score, end].map(|one| Some(format!("{one:.1}")));
                    self.flip(FlipKind::Score, &role, ends, text, then.answer);
                }
            }
        }
    }

    /// The score that says whether the second seat is heard, at the ends of its interval.
    fn heard(&mut self) {
        let questionnaire = self.engine.questionnaire;
        let id = self.engine.model.facts.heard_competency.as_deref();
        let Some(competency) = id.and_then(|id| questionnaire.competency(id)) else { return };
        let (Some(today), Some(ends)) = (self.situation.heard_score, self.situation.heard_interval)
        else {
            return;
        };
        let scale = &questionnaire.scale;
        let on_scale = |share: f64| scale.min as f64 + share * (scale.max - scale.min) as f64;
        for end in ends {
            let situation = Situation { heard_score: Some(end), ..self.situation.clone() };
            let extent = Extent::Answer(self.engine.model.flip_draws);
            let then = self.with_situation(self.inputs, &situation, extent);
            if then.ids != self.ids {
                let value = self.engine.numbers().tenths(on_scale(end));
                let pairs = [("question", competency.short.as_str()), ("value", &value)];
                let text = fill(&self.engine.model.phrases.change.heard, &pairs);
                let ends = [today, end].map(|share| Some(format!("{:.1}", on_scale(share))));
                self.flip(FlipKind::Score, &competency.id, ends, text, then.answer);
            }
        }
    }

    /// The smallest factor on each criterion's weight that changes the answer, in closed form: the
    /// mean values are linear in it.
    fn weights(&mut self) {
        let Some(best) = self.outcome.best else { return };
        let mut found: Vec<(f64, CriterionId, usize)> = Vec::new();
        for (one, criterion) in CriterionId::ALL.into_iter().enumerate() {
            let nearest = (0..self.outcome.plans.len())
                .filter(|&plan| plan != best)
                .filter_map(|plan| Some((self.factor(best, plan, one)?, plan)))
                .min_by(|a, b| a.0.ln().abs().total_cmp(&b.0.ln().abs()));
            if let Some((factor, plan)) = nearest {
                found.push((factor, criterion, plan));
            }
        }
        found.sort_by(|a, b| a.0.ln().abs().total_cmp(&b.0.ln().abs()));
        for (factor, criterion, plan) in found {
            self.weight_flip(factor, criterion, plan);
        }
    }

    /// The factor at which a plan draws level with the best.
    fn factor(&self, best: usize, plan: usize, criterion: usize) -> Option<f64> {
        let analysis = &self.outcome.analysis;
        let lead = analysis.mean[best] - analysis.mean[plan];
        let by_criterion =
            analysis.contributions[best][criterion] - analysis.contributions[plan][criterion];
        let factor = 1.0 - lead / by_criterion;
        (factor.is_finite() && (1.0 / WEIGHT_FACTOR..=WEIGHT_FACTOR).contains(&factor))
            .then_some(factor)
    }

    fn weight_flip(&mut self, factor: f64, criterion: CriterionId, plan: usize) {
        let model = self.engine.model;
        let name = model.criteria.get(&criterion).map_or("", |words| &words.name);
        let value = self.engine.numbers().tenths(factor);
        let text = fill(&model.phrases.change.weight, &[("question", name), ("value", &value)]);
        let mut outcome = self.outcome.clone();
        outcome.best = Some(plan);
        let then = self.answer(&outcome, self.situation);
        let ends = [Some("1".to_owned()), Some(format!("{factor}"))];
        self.flip(FlipKind::Weight, criterion.name(), ends, text, then);
    }

    fn flip(
        &mut self,
        kind: FlipKind,
        input: &str,
        [from, to]: [Option<String>; 2],
        if_text: String,
        then: Answer,
    ) {
        let to = to.unwrap_or_default();
        self.found.flips.push(Flip { kind, input: input.to_owned(), from, to, if_text, then });
    }

    /// The answer with another value of a fact.
    fn answer_with(&self, id: &str, fact: &Fact) -> Then {
        self.with_facts(&self.changed(id, fact), Extent::Answer(self.engine.model.flip_draws))
    }

    /// The answer and its shares with another value of a fact.
    fn shares_with(&self, id: &str, fact: &Fact) -> Then {
        self.with_facts(&self.changed(id, fact), Extent::Shares(self.engine.model.flip_draws))
    }

    fn changed(&self, id: &str, fact: &Fact) -> BTreeMap<String, Fact> {
        let mut facts = self.inputs.facts.clone();
        facts.insert(id.to_owned(), fact.clone());
        facts
    }

    fn with_facts(&self, facts: &BTreeMap<String, Fact>, extent: Extent) -> Then {
        let inputs = Inputs { facts, ..*self.inputs };
        let situation = Situation::of(&inputs, self.engine.questionnaire, self.engine.model);
        self.with_situation(&inputs, &situation, extent)
    }

    fn with_situation(&self, inputs: &Inputs<'_>, situation: &Situation, extent: Extent) -> Then {
        let outcome = self.engine.outcome(inputs, situation, extent, None);
        Then {
            ids: self.engine.ids(&outcome, situation),
            answer: self.answer(&outcome, situation),
            words: self.engine.words(&outcome, situation),
            swing: self.swing(&outcome, situation),
        }
    }

    fn swing(&self, outcome: &Outcome, situation: &Situation) -> f64 {
        let before = self.engine.shares(&self.outcome, self.situation, Weighting::Model);
        let after = self.engine.shares(outcome, situation, Weighting::Model);
        let share = |shares: &crate::decision::outcome::Shares, part: &str, choice: &str| {
            shares.get(part).and_then(|one| one.get(choice)).copied().unwrap_or(0.0)
        };
        self.ids
            .iter()
            .map(|(part, choice)| share(&before, part, choice) - share(&after, part, choice))
            .fold(0.0, f64::max)
    }

    fn answer(&self, outcome: &Outcome, situation: &Situation) -> Answer {
        let phrasing = Phrasing {
            model: self.engine.model,
            questionnaire: self.engine.questionnaire,
            situation,
        };
        answer(self.engine, &phrasing, outcome)
    }
}
