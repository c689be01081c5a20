//! Qualtrics: the Advanced Format TXT. Every question has its id as export tag; the points of the
//! scale have their numbers as recode values, "not observed" has -1, which reading knows.

use super::form::{Choice, Form, Kind, Question, Section, Statement};
use super::names::{line, underscored};
use std::fmt::{self, Write};

pub(super) fn write(form: &Form) -> String {
    let mut text = String::from("[[AdvancedFormat]]\n");
    // Writing to a `String` cannot fail.
    let purpose = plain(form.purpose.own());
    if !purpose.is_empty() {
        let title = plain(form.title.own());
        let _ = writeln!(text, "\n[[Block:{title}]]\n\n[[Question:Text]]\n{purpose}");
    }
    for section in &form.sections {
        let _ = block(&mut text, form, section);
    }
    text
}

fn block(out: &mut String, form: &Form, section: &Section) -> fmt::Result {
    writeln!(out, "\n[[Block:{}]]", plain(section.title.own()))?;
    let hint = plain(section.hint.own());
    if !hint.is_empty() {
        writeln!(out, "\n[[Question:Text]]\n{hint}")?;
    }
    for one in &section.questions {
        question(out, form, one)?;
    }
    writeln!(out, "\n[[PageBreak]]")
}

fn question(out: &mut String, form: &Form, question: &Question) -> fmt::Result {
    let text = match question.text.own() {
        "" => plain(form.title.own()),
        text => plain(text),
    };
    match &question.kind {
        Kind::Matrix(statements) if are_numbered(&question.id, statements) => {
            head(out, "Matrix", &question.id, &text)?;
            writeln!(out, "\n[[AdvancedChoices]]")?;
            for (number, one) in (1..).zip(statements) {
                writeln!(out, "[[Choice:{number}]]\n{}", plain(one.text.own()))?;
            }
            writeln!(out, "\n[[AdvancedAnswers]]")?;
            points(out, "Answer", &form.scale)
        }
        Kind::Matrix(statements) => {
            writeln!(out, "\n[[Question:Text]]\n{text}")?;
            for one in statements {
                head(out, "MC:SingleAnswer:Horizontal", &one.id, &plain(one.text.own()))?;
                writeln!(out, "\n[[AdvancedChoices]]")?;
                points(out, "Choice", &form.scale)?;
            }
            Ok(())
        }
        Kind::Text | Kind::Number => head(out, "TextEntry:SingleLine", &question.id, &text),
        Kind::Long => head(out, "TextEntry:Essay", &question.id, &text),
        Kind::One(list) => {
            head(out, "MC:SingleAnswer:Vertical", &question.id, &text)?;
            choices(out, list)
        }
        Kind::Many(list) => {
            head(out, "MC:MultipleAnswer:Vertical", &question.id, &text)?;
            choices(out, list)
        }
    }
}

/// Whether the rows of a matrix, which Qualtrics numbers, get the ids of the statements that way:
/// `cio.strategy` has `cio.strategy.1`, `cio.strategy.2` and so on.
fn are_numbered(id: &str, statements: &[Statement]) -> bool {
    (1..).zip(statements).all(|(number, one)| one.id == format!("{id}.{}", i32::to_string(&number)))
}

fn head(out: &mut String, kind: &str, id: &str, text: &str) -> fmt::Result {
    writeln!(out, "\n[[Question:{kind}]]\n[[ID:{}]]\n{text}", underscored(id))
}

/// The recode value of "not observed", which reading knows.
const NOT_OBSERVED: &str = "-1";

/// The points of the scale with their recode values.
fn points(out: &mut String, tag: &str, scale: &[Choice]) -> fmt::Result {
    for one in scale {
        let code = if one.not_observed { NOT_OBSERVED } else { one.code.as_str() };
        writeln!(out, "[[{tag}:{code}]]\n{}", plain(one.label.own()))?;
    }
    Ok(())
}

fn choices(out: &mut String, list: &[Choice]) -> fmt::Result {
    writeln!(out, "\n[[Choices]]")?;
    for one in list {
        writeln!(out, "{}", plain(one.label.own()))?;
    }
    Ok(())
}

/// A text on one line that Qualtrics, which reads HTML, shows as it is, and that holds no tag of
/// the format.
fn plain(text: &str) -> String {
    let text = line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace("[[", "[ [").replace("]]", "] ]")
}
