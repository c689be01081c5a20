//! The questionnaires that come with the program, compiled in.

use super::{Questionnaire, Source, parse};
use crate::diagnostic::Diagnostic;

/// Names of the built-in questionnaires, sorted.
pub fn builtin_names() -> &'static [&'static str] {
    &["technology-leadership"]
}

/// The built-in questionnaire with this name; `None`: there is none.
///
/// # Errors
///
/// The problems of its files, as [`parse`] tells them; a test keeps them free of any.
pub fn builtin(name: &str) -> Option<Result<Questionnaire, Vec<Diagnostic>>> {
    let files = files(name)?;
    let sources: Vec<Source> = files.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    Some(parse(&sources))
}

/// The files of a built-in questionnaire: base name and text.
fn files(name: &str) -> Option<&'static [(&'static str, &'static str)]> {
    match name {
        "technology-leadership" => Some(TECHNOLOGY_LEADERSHIP),
        _ => None,
    }
}

/// A file of the technology-leadership questionnaire with its base name.
macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../questionnaires/technology-leadership/", $name)))
    };
}

const TECHNOLOGY_LEADERSHIP: &[(&str, &str)] = &[
    file!("cio.toml"),
    file!("ciso.toml"),
    file!("context.toml"),
    file!("cto.toml"),
    file!("decision.toml"),
    file!("followup.toml"),
    file!("model.toml"),
    file!("partnership.toml"),
    file!("seeds.toml"),
];
