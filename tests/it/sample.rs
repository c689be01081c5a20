//! Questionnaires and answers that tests make up.

use assess::questionnaire::{Item, Questionnaire, Source, parse};
use assess::responses::{Answer, Organisation, RaterGroup, Response};
use std::fmt::Write;

/// A questionnaire with one role `seat` and these competencies of so many items, on a scale from
/// `scale.0` to `scale.1`; weight 1, no targets.
pub(crate) fn questionnaire(competencies: &[(&str, usize)], scale: (i64, i64)) -> Questionnaire {
    let (min, max) = scale;
    let mut text = format!(
        "[model]\nid = \"seat\"\nversion = \"1\"\ntitle = \"Sample\"\nlanguage = \"en\"\n\
         [scale]\nmin = {min}\nmax = {max}\n"
    );
    for (id, items) in competencies {
        write!(text, "[[competency]]\nid = \"{id}\"\nname = \"{id}\"\n").expect("writes");
        for item in 1..=*items {
            let text = &mut text;
            write!(text, "[[competency.item]]\nid = \"{id}.{item}\"\ntext = \"{id} {item}\"\n")
                .expect("writes");
        }
    }
    parse(&[Source::new("sample.toml", text)]).expect("the sample questionnaire loads")
}

/// An item beyond those of [`questionnaire`].
pub(crate) fn item(id: &str, reverse: bool) -> Item {
    Item { id: id.into(), text: id.into(), reverse, short_form: true }
}

/// An organisation with these rows.
pub(crate) fn organisation(responses: Vec<Response>) -> Organisation {
    Organisation { name: "Sample Ltd".into(), responses, ..Organisation::default() }
}

/// A row about the function as a whole; 0 is a blank.
pub(crate) fn row(rater: RaterGroup, answers: &[i64]) -> Response {
    let answer = |point: &i64| if *point == 0 { Answer::Missing } else { Answer::Value(*point) };
    Response { rater, answers: answers.iter().map(answer).collect(), ..Response::default() }
}

/// A row about a person.
pub(crate) fn row_about(subject: &str, rater: RaterGroup, answers: &[i64]) -> Response {
    Response { subject: Some(subject.into()), ..row(rater, answers) }
}
