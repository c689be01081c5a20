//! Templates: Markdown with minijinja, and the wording that goes with it.
//!
//! A template is a set of named texts. `report.md` is where rendering starts; it may include the
//! others. `wording.toml`, when present, overrides words of the built-in table.

use crate::report::ReportError;
use crate::report::escape;
use crate::report::wording::{Wording, fill, primary, upper_first};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The text that a template starts with.
pub const MAIN: &str = "report.md";

/// The file of a template that overrides words.
pub const WORDING: &str = "wording.toml";

/// A report template with its wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Name, as given with `--template`.
    pub name: String,
    /// Its texts by file name.
    pub files: BTreeMap<String, String>,
    /// The words that it uses.
    pub wording: Wording,
}

/// A text of a built-in template under the name that it has there.
macro_rules! text {
    ($folder:literal, $name:literal, $path:literal) => {
        ($name, include_str!(concat!("../../templates/", $folder, $path)))
    };
}

/// A document that follows from the answer: a page of the leadership report, in full.
macro_rules! document {
    ($folder:literal, $name:literal, $file:literal) => {
        (
            $name,
            &[
                (
                    MAIN,
                    concat!(
                        "{% set own = true %}\n{% include \"",
                        $file,
                        "\" %}\n\n{% include \"close.md\" %}\n"
                    ),
                ),
                ($file, include_str!(concat!("../../templates/", $folder, "documents/", $file))),
                text!($folder, "breach.md", "leadership/breach.md"),
                text!($folder, "close.md", "documents/close.md"),
            ],
        )
    };
}

/// File name and text of each part of a template.
type Texts = &'static [(&'static str, &'static str)];

/// The built-in templates of the language in a folder, by name.
macro_rules! language {
    ($folder:literal) => {
        &[
            (
                "leadership",
                &[
                    text!($folder, "report.md", "leadership/report.md"),
                    text!($folder, "decision.md", "leadership/decision.md"),
                    text!($folder, "summary.md", "leadership/summary.md"),
                    text!($folder, "change.md", "leadership/change.md"),
                    text!($folder, "role.md", "leadership/role.md"),
                    text!($folder, "together.md", "leadership/together.md"),
                    text!($folder, "breach.md", "leadership/breach.md"),
                    text!($folder, "views.md", "leadership/views.md"),
                    text!($folder, "options.md", "leadership/options.md"),
                    text!($folder, "next.md", "leadership/next.md"),
                    text!($folder, "split.md", "documents/split.md"),
                    text!($folder, "develop.md", "documents/develop.md"),
                    text!($folder, "interim.md", "documents/interim.md"),
                    text!($folder, "hire.md", "documents/hire.md"),
                    text!($folder, "outsource.md", "documents/outsource.md"),
                    text!($folder, "candidates.md", "documents/candidates.md"),
                    text!($folder, "method.md", "leadership/method.md"),
                    text!($folder, "appendix.md", "leadership/appendix.md"),
                ],
            ),
            ("portfolio", &[text!($folder, "report.md", "portfolio/report.md")]),
            (
                "change",
                &[
                    text!($folder, "report.md", "change/report.md"),
                    text!($folder, "change.md", "leadership/change.md"),
                ],
            ),
            ("individual", &[text!($folder, "report.md", "individual/report.md")]),
            document!($folder, "split", "split.md"),
            document!($folder, "develop", "develop.md"),
            document!($folder, "interim", "interim.md"),
            document!($folder, "hire", "hire.md"),
            document!($folder, "outsource", "outsource.md"),
            document!($folder, "candidates", "candidates.md"),
        ]
    };
}

/// The built-in templates: name, then the texts.
const ENGLISH: &[(&str, Texts)] = language!("");
const GERMAN: &[(&str, Texts)] = language!("de/");

/// The built-in templates of a language; the English ones where it has none.
fn builtins(language: &str) -> &'static [(&'static str, Texts)] {
    match primary(language) {
        "de" => GERMAN,
        _ => ENGLISH,
    }
}

impl Template {
    /// The names of the built-in templates.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ENGLISH.iter().map(|(name, _)| *name)
    }

    /// A built-in template in English.
    ///
    /// # Errors
    /// [`ReportError::UnknownTemplate`] when there is none of that name.
    pub fn builtin(name: &str) -> Result<Self, ReportError> {
        Self::builtin_in(name, "en")
    }

    /// A built-in template in a language; in English where it has no texts in it.
    ///
    /// # Errors
    /// [`ReportError::UnknownTemplate`] when there is none of that name.
    pub fn builtin_in(name: &str, language: &str) -> Result<Self, ReportError> {
        let known = builtins(language).iter().find(|(known, _)| *known == name);
        let (_, files) = known.ok_or_else(|| ReportError::UnknownTemplate {
            name: name.to_owned(),
            known: Self::names().collect::<Vec<_>>().join(", "),
        })?;
        let files = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
        Self::parse_in(name, files.collect(), language)
    }

    /// The texts of a built-in template in a language: file names and contents.
    pub fn sources(name: &str, language: &str) -> Vec<(&'static str, &'static str)> {
        let known = builtins(language).iter().find(|(known, _)| *known == name);
        known.map(|(_, files)| files.to_vec()).unwrap_or_default()
    }

    /// A template from its texts by file name, with English words.
    ///
    /// # Errors
    /// When `report.md` is missing, or a text is not minijinja or TOML; names file and line.
    pub fn parse(name: &str, files: BTreeMap<String, String>) -> Result<Self, ReportError> {
        Self::parse_in(name, files, "en")
    }

    /// A template from its texts by file name, with the words of a language.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_in(
        name: &str,
        files: BTreeMap<String, String>,
        language: &str,
    ) -> Result<Self, ReportError> {
        if !files.contains_key(MAIN) {
            return Err(ReportError::NoMainText { template: name.to_owned() });
        }
        let mut wording = Wording::builtin_in(language)?;
        if let Some(text) = files.get(WORDING) {
            wording = wording.overridden_by(Wording::parse(WORDING, text)?);
        }
        let files = files.into_iter().map(|(file, text)| (file, keep_line_ends(&text))).collect();
        let template = Self { name: name.to_owned(), files, wording };
        template.environment()?;
        Ok(template)
    }

    /// SHA-256 over the names and texts, as lowercase hexadecimal.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for (name, text) in &self.files {
            for part in [name, text] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part.as_bytes());
            }
        }
        hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Fills the template in; the result is Markdown.
    ///
    /// # Errors
    /// Names the file, the line and the missing value.
    pub fn render<S: Serialize>(&self, view: &S) -> Result<String, ReportError> {
        let environment = self.environment()?;
        environment
            .get_template(MAIN)
            .and_then(|main| main.render(Serde(view)))
            .map_err(|error| self.explain(&error))
    }

    fn environment(&self) -> Result<Environment<'_>, ReportError> {
        let mut environment = Environment::new();
        environment.set_debug(true);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|error| self.explain(&error))?);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
        environment.set_formatter(write_escaped);
        add_words(&mut environment, &self.wording);
        for (name, text) in &self.files {
            if name != WORDING {
                environment.add_template(name, text).map_err(|error| self.explain(&error))?;
            }
        }
        Ok(environment)
    }

    /// The innermost error with the place and the expression that failed.
    fn explain(&self, error: &Error) -> ReportError {
        let mut inner = error;
        while let Some(next) =
            std::error::Error::source(inner).and_then(|source| source.downcast_ref::<Error>())
        {
            inner = next;
        }
        let expression = inner
            .range()
            .and_then(|range| inner.template_source()?.get(range))
            .filter(|text| !text.is_empty() && text.len() <= 120);
        let what = inner.detail().map_or_else(|| inner.kind().to_string(), str::to_owned);
        ReportError::Template {
            template: self.name.clone(),
            file: inner.name().unwrap_or(MAIN).to_owned(),
            line: inner.line().unwrap_or(1),
            message: match expression {
                Some(expression) => format!("`{expression}`: {what}"),
                None => what,
            },
        }
    }
}

/// A tag alone on its line leaves no line behind, but a line that merely ends with a tag keeps its
/// end; minijinja's `trim_blocks` would join it with the next line, so `+%}` tells it not to.
fn keep_line_ends(text: &str) -> String {
    let mut kept = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let alone = content.trim_start().starts_with("{%") && content.matches("{%").count() == 1;
        match content.strip_suffix("%}") {
            Some(start) if !alone && !start.ends_with(['-', '+']) => {
                kept.push_str(start);
                kept.push_str("+%}");
                kept.push_str(&line[content.len()..]);
            }
            _ => kept.push_str(line),
        }
    }
    kept
}

/// Prints a value as literal text. Absent values and unrounded numbers are mistakes of the
/// template, so they are refused instead of printed.
fn write_escaped(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() || value.is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, "there is no such value"));
    }
    if value.kind() == ValueKind::Number && !value.is_integer() {
        return Err(Error::new(ErrorKind::InvalidOperation, "the number is not rounded"));
    }
    if value.is_safe() || *state.auto_escape() == AutoEscape::None {
        return write!(out, "{value}").map_err(Error::from);
    }
    out.write_str(&escape::markdown(&value.to_string())).map_err(Error::from)
}

/// The functions and filters that templates may use; `templates/README.md` lists them.
fn add_words(environment: &mut Environment<'_>, wording: &Wording) {
    let words = wording.clone();
    environment.add_function("word", move |section: &str, id: &str| words.word(section, id));
    let words = wording.clone();
    environment.add_function("number", move |n: usize| words.number_word(n));
    let words = wording.clone();
    environment.add_function("count", move |key: &str, n: usize| words.count(key, n));
    let words = wording.clone();
    environment.add_function("text", move |key: &str, values: Kwargs| -> Result<String, Error> {
        let Some(pattern) = words.get(key) else {
            let message = format!("the wording has no \"{key}\"");
            return Err(Error::new(ErrorKind::UndefinedError, message));
        };
        let mut filled = Vec::new();
        for name in values.args() {
            filled.push((name.to_owned(), values.get::<Value>(name)?.to_string()));
        }
        let pairs: Vec<_> = filled.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        Ok(fill(pattern, &pairs))
    });
    let words = wording.clone();
    environment.add_filter("in_words", move |parts: Vec<String>| words.list(&parts));
    let words = wording.clone();
    environment.add_filter("lower_first", move |text: &Value| {
        same_safety(text, |text| words.inside(text))
    });
    environment.add_filter("without_stop", |text: &Value| {
        same_safety(text, |text| text.trim_end_matches('.').to_owned())
    });
    environment.add_filter("upper_first", |text: &Value| same_safety(text, upper_first));
}

fn same_safety(text: &Value, change: impl Fn(&str) -> String) -> Value {
    let changed = change(&text.to_string());
    if text.is_safe() { Value::from_safe_string(changed) } else { Value::from(changed) }
}
