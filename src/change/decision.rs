//! The recommendation of two waves, and what moved it.

use super::scores::scores;
use crate::decision::streams::Streams;
use crate::decision::{AnswerWords, Confidence, Inputs, answer_ids, answer_words};
use crate::questionnaire::Questionnaire;
use crate::responses::Fact;
use crate::scoring::Scores;
use crate::wave::{Wave, WaveDecision, WavePart};
use serde::Serialize;
use std::collections::BTreeMap;

/// Id of the structure among the parts of an answer.
const STRUCTURE: &str = "structure";

/// The recommendation then and now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionChange {
    /// The earlier answer.
    pub before: Answer,
    /// The later answer.
    pub after: Answer,
    /// Parts whose choice differs: `structure` or role ids.
    pub parts_changed: Vec<String>,
    /// No choice differs, but the answer is put in other words: the same measure starts from
    /// elsewhere.
    pub reworded: bool,
    /// What moved the answer; `None` when it stands, and where scores or amounts of the two waves
    /// cannot be exchanged.
    pub moved_by: Option<Mover>,
    /// Facts that differ, in the questionnaire's order.
    pub facts: Vec<FactChange>,
    /// Currencies of earlier and later money facts.
    pub currencies: [Option<String>; 2],
    /// Roles whose scores alone, put back, would change the later answer.
    pub decisive_roles: Vec<String>,
}

/// An answer in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The answer in words.
    pub headline: String,
    /// Parts by id: `structure`, then roles.
    pub parts: BTreeMap<String, AnswerPart>,
}

/// One part of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerPart {
    /// Id of the option.
    pub choice: String,
    /// The option in words.
    pub phrase: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// What moved an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mover {
    /// The new facts alone lead to the new answer, the new scores alone do not.
    Facts,
    /// The new scores alone lead to the new answer, the new facts alone do not.
    Scores,
    /// Either alone leads there.
    Either,
    /// Only both together lead there.
    Both,
    /// With today's decision data the earlier facts and scores lead to another answer than was
    /// given then: the model or the program changed.
    Model,
}

/// A fact that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactChange {
    /// Question id.
    pub id: String,
    /// The earlier answer; `None`: not given.
    pub before: Option<Fact>,
    /// The later answer; `None`: not given.
    pub after: Option<Fact>,
    /// Whether putting this fact back alone would change the later answer.
    pub decisive: bool,
}

/// The recommendations of two waves compared; `None` where one has none.
///
/// Which of facts and scores moved an answer is found by asking the decision again with the one of
/// the earlier and the other of the later wave, with the questionnaire at hand and the later seed.
pub(super) fn decision_change(
    before: &Wave,
    after: &Wave,
    questionnaire: &Questionnaire,
    comparable: bool,
) -> Option<DecisionChange> {
    let mut then = answer(before.decision.as_ref()?);
    let mut now = answer(after.decision.as_ref()?);
    let parts_changed: Vec<String> = parts_changed(&then, &now);
    // Scores of another scale or view, and amounts in another currency, cannot be exchanged.
    let exchangeable = comparable && before.currency == after.currency;
    let asked = Asked::new(before, after, questionnaire).filter(|_| exchangeable);
    if let Some(asked) = &asked {
        asked.restate(0, &mut then);
        asked.restate(1, &mut now);
    }
    let reworded = parts_changed.is_empty() && then.headline != now.headline;
    let moved = !parts_changed.is_empty();
    let moved_by = asked.as_ref().filter(|_| moved).map(|asked| asked.mover(&then));
    let facts = fact_changes(before, after, questionnaire, asked.as_ref().filter(|_| moved));
    let decisive_roles =
        asked.as_ref().filter(|_| moved).map(Asked::decisive_roles).unwrap_or_default();
    Some(DecisionChange {
        before: then,
        after: now,
        parts_changed,
        reworded,
        moved_by,
        facts,
        currencies: [before.currency.clone(), after.currency.clone()],
        decisive_roles,
    })
}

fn answer(decision: &WaveDecision) -> Answer {
    let structure = std::iter::once((STRUCTURE.to_owned(), &decision.structure));
    let seats = decision.seats.iter().map(|(id, part)| (id.clone(), part));
    let part = |(id, part): (String, &WavePart)| {
        let (choice, phrase) = (part.choice.clone(), part.phrase.clone());
        (id, AnswerPart { choice, phrase, confidence: part.confidence })
    };
    Answer {
        headline: decision.headline.clone(),
        parts: structure.chain(seats).map(part).collect(),
    }
}

fn parts_changed(then: &Answer, now: &Answer) -> Vec<String> {
    let changed = now.parts.iter().filter(|(id, part)| {
        then.parts.get(*id).is_none_or(|earlier| earlier.choice != part.choice)
    });
    changed.map(|(id, _)| id.clone()).collect()
}

type Facts = BTreeMap<String, Fact>;

/// The decision, to be asked again.
struct Asked<'a> {
    questionnaire: &'a Questionnaire,
    streams: Streams,
    draws: usize,
    currency: Option<&'a str>,
    facts: [&'a Facts; 2],
    scores: [Scores; 2],
    now: BTreeMap<String, String>,
}

impl<'a> Asked<'a> {
    fn new(before: &'a Wave, after: &'a Wave, questionnaire: &'a Questionnaire) -> Option<Self> {
        let draws = questionnaire.decision.as_ref()?.draws;
        let mut asked = Self {
            questionnaire,
            streams: Streams::new(after.provenance.seed, draws),
            draws,
            currency: after.currency.as_deref(),
            facts: [&before.context, &after.context],
            scores: [scores(before), scores(after)],
            now: BTreeMap::new(),
        };
        asked.now = asked.with(&after.context, &asked.scores[1]);
        Some(asked)
    }

    fn with(&self, facts: &Facts, scores: &Scores) -> BTreeMap<String, String> {
        let inputs = Inputs { facts, currency: self.currency, scores };
        answer_ids(&inputs, self.questionnaire, &self.streams, self.draws).unwrap_or_default()
    }

    /// Puts a wave's answer in the words of the questionnaire at hand, where that still gives the
    /// same answer: in its language, and with the names that the wave has now.
    fn restate(&self, wave: usize, answer: &mut Answer) {
        let (Some(facts), Some(scores)) = (self.facts.get(wave), self.scores.get(wave)) else {
            return;
        };
        let inputs = Inputs { facts, currency: self.currency, scores };
        let found = answer_words(&inputs, self.questionnaire, &self.streams, self.draws);
        let Some(AnswerWords { headline, parts }) = found else { return };
        let same = |(id, part): (&String, &AnswerPart)| {
            parts.get(id).is_some_and(|[choice, _]| *choice == part.choice)
        };
        if parts.len() != answer.parts.len() || !answer.parts.iter().all(same) {
            return;
        }
        answer.headline = headline;
        for (id, part) in &mut answer.parts {
            if let Some([_, phrase]) = parts.get(id) {
                part.phrase.clone_from(phrase);
            }
        }
    }

    fn mover(&self, then: &Answer) -> Mover {
        let [facts_before, facts_after] = self.facts;
        let [scores_before, scores_after] = &self.scores;
        let again = self.with(facts_before, scores_before);
        let as_then = then.parts.iter().all(|(id, part)| again.get(id) == Some(&part.choice));
        if !as_then {
            return Mover::Model;
        }
        let by_facts = self.with(facts_after, scores_before) == self.now;
        let by_scores = self.with(facts_before, scores_after) == self.now;
        match (by_facts, by_scores) {
            (true, true) => Mover::Either,
            (true, false) => Mover::Facts,
            (false, true) => Mover::Scores,
            (false, false) => Mover::Both,
        }
    }

    /// Whether the later answer changes when one fact is put back.
    fn fact_is_decisive(&self, id: &str) -> bool {
        let [before, after] = self.facts;
        let mut facts = after.clone();
        match before.get(id) {
            Some(fact) => facts.insert(id.to_owned(), fact.clone()),
            None => facts.remove(id),
        };
        self.with(&facts, &self.scores[1]) != self.now
    }

    /// Roles whose scores, put back alone, change the later answer.
    fn decisive_roles(&self) -> Vec<String> {
        let [before, after] = &self.scores;
        let shared = after.roles.iter().enumerate().filter_map(|(index, role)| {
            let earlier = before.roles.iter().find(|one| one.role == role.role)?;
            let mut scores = after.clone();
            *scores.roles.get_mut(index)? = earlier.clone();
            (self.with(self.facts[1], &scores) != self.now).then(|| role.role.clone())
        });
        shared.collect()
    }
}

fn fact_changes(
    before: &Wave,
    after: &Wave,
    questionnaire: &Questionnaire,
    asked: Option<&Asked<'_>>,
) -> Vec<FactChange> {
    let differs = |id: &&String| before.context.get(*id) != after.context.get(*id);
    let ids = questionnaire.context.iter().map(|question| &question.id);
    let change = |id: &String| FactChange {
        id: id.clone(),
        before: before.context.get(id).cloned(),
        after: after.context.get(id).cloned(),
        decisive: asked.is_some_and(|asked| asked.fact_is_decisive(id)),
    };
    ids.filter(differs).map(change).collect()
}
