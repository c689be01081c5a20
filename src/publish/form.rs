//! What is asked, in all languages and for no tool in particular.

mod maker;

use super::Selection;
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;
use maker::Maker;

/// A text in every language of a form, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Texts(Vec<String>);

impl Texts {
    /// The text in the language at this place.
    pub(super) fn at(&self, language: usize) -> &str {
        self.0.get(language).map_or("", String::as_str)
    }

    /// The same text in some languages.
    pub(super) fn same(text: &str, languages: usize) -> Self {
        Self(vec![text.to_owned(); languages])
    }

    /// The text in the first language.
    pub(super) fn own(&self) -> &str {
        self.at(0)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// As it stands in answers.
    pub(super) code: String,
    /// Short code for tools that take five characters.
    pub(super) short: String,
    pub(super) label: Texts,
    /// It says that nothing was observed.
    pub(super) not_observed: bool,
}

impl Choice {
    /// A choice that says something.
    pub(super) fn new(code: &str, short: &str, label: Texts) -> Self {
        let (code, short) = (code.to_owned(), short.to_owned());
        Self { code, short, label, not_observed: false }
    }
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) id: String,
    pub(super) text: Texts,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Statements on the scale of the form.
    Matrix(Vec<Statement>),
    /// A line of text.
    Text,
    /// Several lines of text.
    Long,
    /// A number.
    Number,
    /// One of some choices.
    One(Vec<Choice>),
    /// Any of some choices.
    Many(Vec<Choice>),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) text: Texts,
    pub(super) kind: Kind,
}

/// Questions under one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) id: String,
    pub(super) title: Texts,
    pub(super) hint: Texts,
    pub(super) questions: Vec<Question>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) id: String,
    pub(super) version: String,
    /// BCP 47 tags; the first is the default.
    pub(super) languages: Vec<String>,
    pub(super) title: Texts,
    /// What the assessment is for and how long answers are kept; may be blank.
    pub(super) purpose: Texts,
    /// Points of the scale from the lowest up, then "not observed" where the scale has it.
    pub(super) scale: Vec<Choice>,
    pub(super) sections: Vec<Section>,
    /// The hint of a printed form.
    pub(super) print_hint: Texts,
}

impl Form {
    /// The form of a questionnaire in some languages.
    ///
    /// # Errors
    ///
    /// Unknown roles; nothing left to ask.
    pub(super) fn new(
        languages: &[Questionnaire],
        selection: &Selection,
    ) -> Result<Self, Diagnostic> {
        let Some(own) = languages.first() else {
            return Err(Diagnostic::error(
                "no-questionnaire",
                "there is no questionnaire to publish",
            ));
        };
        let maker = Maker { languages, own, selection };
        maker.check()?;
        let mut sections = Vec::new();
        if selection.rater {
            sections.push(maker.about());
            sections.extend(maker.statements());
        }
        if selection.sponsor && !own.context.is_empty() {
            sections.push(maker.facts());
        }
        Ok(Self {
            id: own.model.id.clone(),
            version: own.model.version.clone(),
            languages: languages.iter().map(|one| one.model.language.clone()).collect(),
            title: maker.texts(|one| &one.model.title),
            purpose: maker.made(|one, _| {
                let parts = [&one.model.purpose, &one.model.retention];
                parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
            }),
            scale: maker.scale(),
            sections,
            print_hint: maker.made(|_, words| words.print_hint.clone()),
        })
    }

    /// All questions in order.
    pub(super) fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }
}
