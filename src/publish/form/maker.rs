//! From a questionnaire in several languages to the parts of a form.

use super::{Choice, Kind, Question, Section, Statement, Texts};
use crate::diagnostic::Diagnostic;
use crate::publish::Selection;
use crate::questionnaire::codes::{option_code, role_code};
use crate::questionnaire::context::{ContextKind, ContextQuestion};
use crate::questionnaire::form_words::{FormWords, words};
use crate::questionnaire::{Competency, Item, Questionnaire, Role, RoleKind};
use crate::responses::{RaterGroup, Standing, plain};
use std::collections::BTreeMap;

/// Characters that every tool takes for the code of an answer.
const SHORT: usize = 5;

/// Makes the parts of a form.
#[derive(Clone, Copy)]
pub(super) struct Maker<'q> {
    pub(super) languages: &'q [Questionnaire],
    pub(super) own: &'q Questionnaire,
    pub(super) selection: &'q Selection,
}

impl<'q> Maker<'q> {
    pub(super) fn check(self) -> Result<(), Diagnostic> {
        let known: Vec<&str> = self.own.roles.iter().map(|role| role.id.as_str()).collect();
        if let Some(unknown) =
            self.selection.roles.iter().find(|role| !known.contains(&role.as_str()))
        {
            let message = format!("the questionnaire has no role \"{unknown}\"");
            let hint = format!("its roles are: {}", known.join(", "));
            return Err(Diagnostic::error("unknown-role", message).with_hint(hint));
        }
        let asks = self.selection.rater && self.competencies().next().is_some();
        if self.selection.short && self.selection.rater && !asks {
            let problem = Diagnostic::error("no-short-form", "the questionnaire has no short form");
            return Err(problem.with_hint("mark items with `short_form = true`"));
        }
        if !asks && (!self.selection.sponsor || self.own.context.is_empty()) {
            let problem = Diagnostic::error("nothing-to-ask", "no question is left to be asked");
            return Err(problem.with_hint("ask for another part or role"));
        }
        Ok(())
    }

    /// A text of the questionnaire in every language.
    pub(super) fn texts(self, text: impl Fn(&'q Questionnaire) -> &'q str) -> Texts {
        Texts(self.languages.iter().map(|one| text(one).to_owned()).collect())
    }

    /// A text made in every language.
    pub(super) fn made(
        self,
        text: impl Fn(&'q Questionnaire, &'static FormWords) -> String,
    ) -> Texts {
        let one = |one: &'q Questionnaire| text(one, words(&one.model.language));
        Texts(self.languages.iter().map(one).collect())
    }

    /// Whether the questionnaire is about roles, and not a survey of people.
    fn has_roles(self) -> bool {
        !self.own.roles.iter().any(|role| self.own.is_whole(role))
    }

    fn is_asked(self, item: &Item) -> bool {
        item.short_form || !self.selection.short
    }

    /// The competencies that are asked, with their places.
    fn competencies(self) -> impl Iterator<Item = (usize, &'q Competency)> {
        let roles = &self.selection.roles;
        let wanted = move |competency: &Competency| {
            (roles.is_empty() || roles.contains(&competency.role))
                && competency.items.iter().any(|item| self.is_asked(item))
        };
        self.own.competencies.iter().enumerate().filter(move |(_, one)| wanted(one))
    }

    /// The seats whose items are asked.
    fn seats(self) -> Vec<&'q Role> {
        let asked = |role: &Role| self.competencies().any(|(_, one)| one.role == role.id);
        let seats = self.own.roles.iter().filter(|role| role.kind == RoleKind::Seat);
        seats.filter(|role| asked(role)).collect()
    }

    /// Who answers about whom.
    pub(super) fn about(self) -> Section {
        let question = |id: &str, text: fn(&FormWords) -> &String, kind: Kind| Question {
            id: id.to_owned(),
            text: self.made(|_, words| text(words).clone()),
            kind,
        };
        let seats = self.seats().into_iter().map(|seat| {
            let label = self.texts(|one| one.role(&seat.id).map_or("", |role| &role.name));
            Choice::new(&seat.id, &role_code(&self.own.roles, &seat.id, SHORT), label)
        });
        let standings = [
            (Standing::Incumbent, "incmb"),
            (Standing::Candidate, "candi"),
            (Standing::External, "exter"),
        ];
        let named = |name: &str, list: fn(&FormWords) -> &BTreeMap<String, String>| {
            self.made(|_, words| list(words).get(name).cloned().unwrap_or_default())
        };
        let standings = standings.map(|(standing, short)| {
            Choice::new(standing.name(), short, named(standing.name(), |words| &words.standings))
        });
        let raters = RaterGroup::ALL.map(|group| {
            let short = match group {
                RaterGroup::Manager => "mngr",
                RaterGroup::Report => "rprt",
                other => other.name(),
            };
            Choice::new(group.name(), short, named(group.name(), |words| &words.raters))
        });
        // A survey without roles is about the organisation; how seats work together is about
        // nobody.
        let mut questions =
            vec![question(plain::ORGANISATION, |words| &words.organisation, Kind::Text)];
        let seats: Vec<Choice> = seats.collect();
        if !seats.is_empty() {
            questions.extend([
                question(plain::SUBJECT, |words| &words.subject, Kind::Text),
                question(plain::ROLE, |words| &words.role, Kind::One(seats)),
                question(plain::STANDING, |words| &words.standing, Kind::One(standings.to_vec())),
            ]);
        }
        if self.has_roles() {
            questions.push(question(
                plain::RATER,
                |words| &words.rater,
                Kind::One(raters.to_vec()),
            ));
        }
        let hint = |words: &FormWords| match questions.len() {
            1 => String::new(),
            _ => words.about_hint.clone(),
        };
        let hint = self.made(|_, words| hint(words));
        Section {
            id: "about".to_owned(),
            title: self.made(|_, words| words.about.clone()),
            hint,
            questions,
        }
    }

    /// A section per competency: its statements, and in the full form how much it matters and
    /// remarks.
    pub(super) fn statements(self) -> impl Iterator<Item = Section> {
        self.competencies().map(move |(at, competency)| {
            let spoken = move |one: &'q Questionnaire| one.competencies.get(at);
            let items = competency.items.iter().enumerate().filter(|(_, item)| self.is_asked(item));
            let statements = items.map(|(item_at, item)| Statement {
                id: item.id.clone(),
                text: self.texts(|one| {
                    let item = spoken(one).and_then(|one| one.items.get(item_at));
                    item.map_or("", |item| &item.text)
                }),
            });
            let question = self.made(|one, _| one.scale.question.clone().unwrap_or_default());
            let mut questions = vec![Question {
                id: competency.id.clone(),
                text: question,
                kind: Kind::Matrix(statements.collect()),
            }];
            if !self.selection.short {
                questions.extend(self.beside(competency, &spoken));
            }
            Section {
                id: competency.id.clone(),
                title: self.texts(|one| spoken(one).map_or("", |one| &one.name)),
                // A definition would tell people what a survey about themselves measures.
                hint: self.texts(|one| match spoken(one) {
                    Some(one) if self.has_roles() => &one.definition,
                    _ => "",
                }),
                questions,
            }
        })
    }

    /// How much a competency matters, and remarks on it.
    fn beside(
        self,
        competency: &Competency,
        spoken: &impl Fn(&'q Questionnaire) -> Option<&'q Competency>,
    ) -> [Question; 2] {
        let about = |text: fn(&FormWords) -> &String| {
            self.made(|one, words| {
                let name = spoken(one).map_or("", |one| &one.name);
                text(words).replace("{competency}", name)
            })
        };
        [
            Question {
                id: format!("{}{}", plain::IMPORTANCE_PREFIX, competency.id),
                text: about(|words| &words.importance),
                kind: Kind::One(self.rating()),
            },
            Question {
                id: format!("{}{}", plain::COMMENT_PREFIX, competency.id),
                text: about(|words| &words.comment),
                kind: Kind::Long,
            },
        ]
    }

    /// 1 to 5 with words at the ends.
    fn rating(self) -> Vec<Choice> {
        let choice = |point: i64| {
            let code = point.to_string();
            let label = self.made(|_, words| match point {
                1 => format!("1 ({})", words.low),
                5 => format!("5 ({})", words.high),
                _ => code.clone(),
            });
            Choice::new(&code, &code, label)
        };
        (1..=5).map(choice).collect()
    }

    /// The points of the scale, and "not observed" in the word that every language declares.
    pub(super) fn scale(self) -> Vec<Choice> {
        let scale = &self.own.scale;
        let points = (scale.min..=scale.max).enumerate().map(|(at, point)| {
            let code = point.to_string();
            let label = self
                .made(|one, _| one.scale.labels.get(at).cloned().unwrap_or_else(|| code.clone()));
            Choice::new(&code, &code, label)
        });
        let declared = || scale.not_observed.iter().filter(|code| !code.trim().is_empty());
        let is_code = |code: &&String| {
            code.len() <= SHORT
                && code.bytes().all(|sign| sign.is_ascii_alphanumeric())
                && code.starts_with(|first: char| first.is_ascii_alphabetic())
        };
        let code = declared().find(is_code).or_else(|| declared().next());
        let not_observed = code.map(|code| {
            let label = self.made(|one, words| {
                let declared = &one.scale.not_observed;
                let ours = declared.iter().find(|word| **word == words.not_observed);
                let longest = declared.iter().max_by_key(|word| word.chars().count());
                ours.or(longest).cloned().unwrap_or_else(|| code.clone())
            });
            let short: String =
                code.chars().filter(char::is_ascii_alphanumeric).take(SHORT).collect();
            Choice { not_observed: true, ..Choice::new(code, &short, label) }
        });
        points.chain(not_observed).collect()
    }

    /// Facts about the organisation.
    pub(super) fn facts(self) -> Section {
        let plain_question = |id: &str, text: fn(&FormWords) -> &String, kind| Question {
            id: id.to_owned(),
            text: self.made(|_, words| text(words).clone()),
            kind,
        };
        let mut questions = Vec::new();
        if !self.selection.rater {
            questions.push(plain_question(
                plain::ORGANISATION,
                |words| &words.organisation,
                Kind::Text,
            ));
        }
        questions.push(plain_question(plain::INVITED, |words| &words.invited, Kind::Number));
        if self.own.context.iter().any(|one| one.kind == ContextKind::Money) {
            questions.push(plain_question(plain::CURRENCY, |words| &words.currency, Kind::Text));
        }
        let asked = self.own.context.iter().enumerate();
        questions.extend(asked.map(|(at, question)| Question {
            id: question.id.clone(),
            text: self.texts_of(at, |one| match one.unit.as_str() {
                "" => one.name.clone(),
                unit => format!("{} ({unit})", one.name),
            }),
            kind: self.kind(at, question),
        }));
        Section {
            id: "facts".to_owned(),
            title: self.made(|_, words| words.facts.clone()),
            hint: self.made(|_, words| words.facts_hint.clone()),
            questions,
        }
    }

    fn texts_of(self, at: usize, text: impl Fn(&ContextQuestion) -> String) -> Texts {
        self.made(|one, _| one.context.get(at).map(&text).unwrap_or_default())
    }

    fn kind(self, at: usize, question: &ContextQuestion) -> Kind {
        let choices = || {
            let options = question.options.iter().enumerate();
            let choice = options.map(|(place, option)| {
                let label = self.texts_of(at, |one| {
                    one.options.get(place).map_or_else(String::new, |one| one.label.clone())
                });
                Choice::new(&option.id, &option_code(&question.options, place, SHORT), label)
            });
            choice.collect()
        };
        match question.kind {
            ContextKind::Choice => Kind::One(choices()),
            ContextKind::Multi => Kind::Many(choices()),
            ContextKind::Scale5 => Kind::One(self.rating()),
            ContextKind::Number | ContextKind::Percent => Kind::Number,
            // Amounts may be written as people write them.
            ContextKind::Money | ContextKind::Text => Kind::Text,
        }
    }
}
