//! LimeSurvey: the tab-separated survey structure (manual: "Tab Separated Value survey
//! structure"). Rows of one language stand together, those of the first language first; what
//! belongs together is told by the order. Codes of questions have at most 20 characters, codes of
//! answers at most 5.

use super::form::{Choice, Form, Kind, Question};
use super::names::line;
use crate::questionnaire::codes::short_code;

/// The longest code of a question or of its row.
const LONGEST: usize = 20;

/// Columns that are written; the others have defaults.
const HEAD: [&str; 12] = [
    "id",
    "related_id",
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "other",
];

/// The text file, with the mark that LimeSurvey writes itself.
pub(super) fn write(form: &Form) -> Vec<u8> {
    let mut lines = Lines { text: String::from("\u{feff}") };
    lines.push(HEAD);
    let own = form.languages.first().map_or("en", String::as_str);
    let others: Vec<&str> = form.languages.iter().skip(1).map(String::as_str).collect();
    lines.global("language", own);
    lines.global("additional_languages", &others.join(" "));
    lines.global("format", "G");
    lines.global("anonymized", "N");
    lines.global("datestamp", "Y");
    lines.global("savetimings", "N");
    lines.global("ipaddr", "N");
    lines.global("allowsave", "Y");
    lines.global("showprogress", "Y");
    lines.global("questionindex", "1");
    for (at, language) in form.languages.iter().enumerate() {
        let (title, purpose) = (form.title.at(at), form.purpose.at(at));
        lines.spoken("surveyls_title", title, language);
        lines.spoken("surveyls_welcometext", purpose, language);
    }
    for at in 0..form.languages.len() {
        lines.language(form, at);
    }
    lines.text.into_bytes()
}

struct Lines {
    text: String,
}

impl Lines {
    fn push(&mut self, cells: [&str; 12]) {
        let cells = cells.map(|cell| quoted(&line(cell)));
        self.text.push_str(&cells.join("\t"));
        self.text.push_str("\r\n");
    }

    /// A setting of the whole survey.
    fn global(&mut self, name: &str, value: &str) {
        self.push(["", "", "S", "", name, "", value, "", "", "", "", ""]);
    }

    /// A text of the whole survey in one language.
    fn spoken(&mut self, name: &str, value: &str, language: &str) {
        self.push(["", "", "SL", "", name, "", &plain(value), "", language, "", "", ""]);
    }

    /// All groups and questions in one language.
    fn language(&mut self, form: &Form, at: usize) {
        let language = form.languages.get(at).map_or("", String::as_str);
        for (number, section) in (1..).zip(&form.sections) {
            let (title, hint) = (section.title.at(at), section.hint.at(at));
            let number = i32::to_string(&number);
            // The name of a group ties its languages together.
            self.push([
                &number,
                "",
                "G",
                &number,
                &plain(title),
                "1",
                &plain(hint),
                "",
                language,
                "",
                "",
                "",
            ]);
            for question in &section.questions {
                self.question(form, question, at, language);
            }
        }
    }

    fn question(&mut self, form: &Form, question: &Question, at: usize, language: &str) {
        let code = short_code(&question.id, LONGEST);
        let kind = match question.kind {
            Kind::Matrix(_) => "F",
            Kind::Text => "S",
            Kind::Long => "T",
            Kind::Number => "N",
            Kind::One(_) => "L",
            Kind::Many(_) => "M",
        };
        let text = match question.text.at(at) {
            "" => form.title.at(at),
            text => text,
        };
        // Without ids, which questions and their rows would share, the importer numbers both.
        let text = plain(text);
        self.push(["", "", "Q", kind, &code, "1", &text, "", language, "", "N", "N"]);
        match &question.kind {
            Kind::Matrix(statements) => {
                for one in statements {
                    let code = short_code(&one.id, LONGEST);
                    self.row(&code, one.text.at(at), language);
                }
                self.answers(&form.scale, at, language);
            }
            Kind::One(list) => self.answers(list, at, language),
            Kind::Many(list) => {
                for one in list {
                    self.row(&one.short, one.label.at(at), language);
                }
            }
            Kind::Text | Kind::Long | Kind::Number => {}
        }
    }

    /// A row of a matrix, or an option that may be ticked.
    fn row(&mut self, code: &str, text: &str, language: &str) {
        self.push(["", "", "SQ", "0", code, "1", &plain(text), "", language, "", "", ""]);
    }

    fn answers(&mut self, list: &[Choice], at: usize, language: &str) {
        for one in list {
            self.push([
                "",
                "",
                "A",
                "0",
                &one.short,
                "0",
                &plain(one.label.at(at)),
                "",
                language,
                "",
                "",
                "",
            ]);
        }
    }
}

/// A cell as `fgetcsv` reads it.
fn quoted(cell: &str) -> String {
    if cell.contains('"') { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// A text that LimeSurvey, which reads HTML and runs what stands in braces, shows as it is.
fn plain(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('{', "{ ")
}
