//! All names that a questionnaire gives to columns, in all of its languages.

use super::Meaning;
use crate::questionnaire::codes::{option_of_code, short_code};
use crate::questionnaire::{Questionnaire, form_words};
use crate::responses::plain;
use crate::responses::spelling::{fold, fold_id, fold_text, nearest};
use std::collections::BTreeMap;

/// Characters that tools allow for the names of questions: LimeSurvey and REDCap.
const CODE_LENGTHS: [usize; 2] = [20, 26];

/// The names of a questionnaire's columns.
#[derive(Debug)]
pub(in crate::responses) struct ColumnIndex<'q> {
    questionnaire: &'q Questionnaire,
    translations: &'q [Questionnaire],
    /// Folded ids, each with its own spelling.
    ids: BTreeMap<String, (String, Meaning)>,
    /// Ids folded to letters and digits; several meanings where only punctuation tells them apart.
    loose_ids: BTreeMap<String, Vec<Meaning>>,
    /// Folded texts; several meanings when texts repeat.
    texts: BTreeMap<String, Vec<Meaning>>,
}

impl<'q> ColumnIndex<'q> {
    /// The names in a questionnaire and in its translations, which have the same ids.
    pub(in crate::responses) fn new(
        questionnaire: &'q Questionnaire,
        translations: &'q [Questionnaire],
    ) -> Self {
        let mut index = Self {
            questionnaire,
            translations,
            ids: BTreeMap::new(),
            loose_ids: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        index.add_plain_names();
        index.add_ids();
        for spoken in std::iter::once(questionnaire).chain(translations) {
            index.add_texts(spoken);
        }
        index.add_published_texts();
        index
    }

    fn add_plain_names(&mut self) {
        let meanings = [
            Meaning::Organisation,
            Meaning::Respondent,
            Meaning::Subject,
            Meaning::Role,
            Meaning::Standing,
            Meaning::Rater,
            Meaning::SubmittedAt,
            Meaning::Seconds,
            Meaning::Currency,
            Meaning::Invited,
        ];
        for (name, meaning) in plain::NAMES.into_iter().zip(meanings) {
            self.add_id(name.to_owned(), meaning);
        }
        let other = (plain::ORGANISATION.to_owned(), Meaning::Organisation);
        self.ids.insert(fold(plain::ORGANIZATION), other);
    }

    fn add_ids(&mut self) {
        let questionnaire = self.questionnaire;
        for (at, (_, item)) in questionnaire.items().enumerate() {
            self.add_id(item.id.clone(), Meaning::Item(at));
        }
        for (at, question) in questionnaire.context.iter().enumerate() {
            self.add_id(question.id.clone(), Meaning::Fact(at));
        }
        for (at, competency) in questionnaire.competencies.iter().enumerate() {
            let (importance, comment) = (plain::IMPORTANCE_PREFIX, plain::COMMENT_PREFIX);
            self.add_id(format!("{importance}{}", competency.id), Meaning::Importance(at));
            self.add_id(format!("{comment}{}", competency.id), Meaning::CompetencyComment(at));
        }
        for (at, role) in questionnaire.roles.iter().enumerate() {
            self.add_id(format!("{}{}", plain::COMMENT_PREFIX, role.id), Meaning::RoleComment(at));
        }
    }

    fn add_texts(&mut self, spoken: &Questionnaire) {
        for (at, (_, item)) in spoken.items().enumerate() {
            self.add_text(&item.text, Meaning::Item(at));
        }
        for (at, question) in spoken.context.iter().enumerate() {
            self.add_text(&question.name, Meaning::Fact(at));
            if !question.unit.is_empty() {
                let with_unit = format!("{} ({})", question.name, question.unit);
                self.add_text(&with_unit, Meaning::Fact(at));
            }
        }
        for (at, competency) in spoken.competencies.iter().enumerate() {
            for words in form_words::all() {
                let about = |text: &str| text.replace("{competency}", &competency.name);
                self.add_text(&about(&words.importance), Meaning::Importance(at));
                self.add_text(&about(&words.comment), Meaning::CompetencyComment(at));
            }
        }
    }

    /// The texts with which published forms ask who answers about whom.
    fn add_published_texts(&mut self) {
        for words in form_words::all() {
            for (text, meaning) in [
                (&words.organisation, Meaning::Organisation),
                (&words.subject, Meaning::Subject),
                (&words.role, Meaning::Role),
                (&words.standing, Meaning::Standing),
                (&words.rater, Meaning::Rater),
                (&words.invited, Meaning::Invited),
                (&words.currency, Meaning::Currency),
            ] {
                self.add_text(text, meaning);
            }
        }
    }

    fn add_id(&mut self, id: String, meaning: Meaning) {
        // Ids as they are, and as tools take them that allow few characters only.
        let codes = CODE_LENGTHS.map(|longest| fold_id(&short_code(&id, longest)));
        for code in std::iter::once(fold_id(&id)).chain(codes) {
            let loose = self.loose_ids.entry(code).or_default();
            if !loose.contains(&meaning) {
                loose.push(meaning);
            }
        }
        self.ids.entry(fold(&id)).or_insert((id, meaning));
    }

    fn add_text(&mut self, text: &str, meaning: Meaning) {
        let folded = fold_text(text);
        if !folded.is_empty() {
            let known = self.texts.entry(folded).or_default();
            if !known.contains(&meaning) {
                known.push(meaning);
            }
        }
    }

    /// The questionnaire that the names come from.
    pub(in crate::responses) fn questionnaire(&self) -> &'q Questionnaire {
        self.questionnaire
    }

    /// The questionnaire in all of its languages, its own first.
    pub(in crate::responses) fn languages(
        &self,
    ) -> impl Iterator<Item = &'q Questionnaire> + use<'q> {
        std::iter::once(self.questionnaire).chain(self.translations)
    }

    /// What the column with this id holds.
    pub(in crate::responses) fn by_id(&self, id: &str) -> Option<Meaning> {
        self.ids.get(&fold(id)).map(|(_, meaning)| *meaning)
    }

    /// What the column with this id holds when only letters and digits count.
    pub(super) fn by_loose_id(&self, id: &str) -> Option<Meaning> {
        match self.loose_ids.get(&fold_id(id))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The questions with this folded text.
    pub(super) fn texts(&self, folded: &str) -> Option<Vec<Meaning>> {
        self.texts.get(folded).cloned()
    }

    /// What a column holds by its id or its text, when that is unambiguous.
    pub(in crate::responses) fn by_name(&self, name: &str) -> Option<Meaning> {
        let by_text = || match self.texts.get(&fold_text(name))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        self.by_id(name).or_else(by_text)
    }

    /// The place of an option of a context question, by id or label in any language.
    pub(super) fn option(&self, question: usize, text: &str) -> Option<usize> {
        let (exact, word, loose) = (fold(text), fold_text(text), fold_id(text));
        self.languages().find_map(|spoken| {
            let options = &spoken.context.get(question)?.options;
            let by_id = options.iter().position(|one| fold(&one.id) == exact);
            let by_label = || options.iter().position(|one| fold_text(&one.label) == word);
            let by_loose_id = || options.iter().position(|one| fold_id(&one.id) == loose);
            let by_code =
                || [5, 20].into_iter().find_map(|most| option_of_code(options, &loose, most));
            by_id.or_else(by_label).or_else(by_loose_id).or_else(by_code)
        })
    }

    /// The id of a fact nearest to a wrong one.
    pub(in crate::responses) fn nearest_fact(&self, id: &str) -> Option<&str> {
        let facts = self.ids.values().filter(|(_, meaning)| meaning.is_fact());
        nearest(id, facts.map(|(known, _)| known.as_str()))
    }

    /// The id nearest to a wrong one.
    pub(in crate::responses) fn nearest_id(&self, id: &str) -> Option<&str> {
        nearest(id, self.ids.values().map(|(known, _)| known.as_str()))
    }

    /// The id of a column's meaning; empty for what has none.
    pub(in crate::responses) fn id_of(&self, meaning: Meaning) -> &str {
        let meaning = match meaning {
            Meaning::Choice(question, _) => Meaning::Fact(question),
            Meaning::Person(_) | Meaning::ResponseId => Meaning::Respondent,
            Meaning::HandedIn => Meaning::SubmittedAt,
            Meaning::Took => Meaning::Seconds,
            other => other,
        };
        self.ids.values().find(|(_, known)| *known == meaning).map_or("", |(id, _)| id)
    }
}
