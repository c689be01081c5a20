//! The questionnaires that come with the program, compiled in.

use super::{Questionnaire, Source, parse, translated};
use crate::diagnostic::Diagnostic;

/// Names of the built-in questionnaires, sorted.
pub fn builtin_names() -> &'static [&'static str] {
    &["data-protection", "technology-leadership"]
}

/// The built-in questionnaire with this name; `None`: there is none.
///
/// # Errors
///
/// The problems of its files, as [`parse`] tells them; a test keeps them free of any.
pub fn builtin(name: &str) -> Option<Result<Questionnaire, Vec<Diagnostic>>> {
    Some(parse(&sources(files(name)?)))
}

/// The languages of a built-in questionnaire besides its own, sorted; empty for an unknown name.
pub fn builtin_languages(name: &str) -> &'static [&'static str] {
    match name {
        "data-protection" | "technology-leadership" => &["de"],
        _ => &[],
    }
}

/// The built-in questionnaire with this name in another language; `None`: there is none, or it has
/// no texts in it.
///
/// # Errors
///
/// The problems of its files; a test keeps them free of any.
pub fn builtin_in(name: &str, language: &str) -> Option<Result<Questionnaire, Vec<Diagnostic>>> {
    let texts = match (name, language) {
        ("data-protection", "de") => DATA_PROTECTION_DE,
        ("technology-leadership", "de") => TECHNOLOGY_LEADERSHIP_DE,
        _ => return None,
    };
    Some(translated(&sources(files(name)?), &sources(texts), language))
}

fn sources(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(name, text)| Source::new(*name, *text)).collect()
}

/// The files of a built-in questionnaire: base name and text.
fn files(name: &str) -> Option<&'static [(&'static str, &'static str)]> {
    match name {
        "data-protection" => Some(DATA_PROTECTION),
        "technology-leadership" => Some(TECHNOLOGY_LEADERSHIP),
        _ => None,
    }
}

/// A file of a questionnaire with its base name.
macro_rules! file {
    ($name:literal) => {
        file!("technology-leadership", $name)
    };
    ($folder:literal, $name:literal) => {
        ($name, include_str!(concat!("../../questionnaires/", $folder, "/", $name)))
    };
}

const DATA_PROTECTION: &[(&str, &str)] = &[
    file!("data-protection", "context.toml"),
    file!("data-protection", "decision.toml"),
    file!("data-protection", "dpo.toml"),
    file!("data-protection", "model.toml"),
    file!("data-protection", "privacy.toml"),
];

const DATA_PROTECTION_DE: &[(&str, &str)] = &[
    file!("data-protection", "de/context.toml"),
    file!("data-protection", "de/decision.toml"),
    file!("data-protection", "de/dpo.toml"),
    file!("data-protection", "de/model.toml"),
    file!("data-protection", "de/privacy.toml"),
];

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

const TECHNOLOGY_LEADERSHIP_DE: &[(&str, &str)] = &[
    file!("de/cio.toml"),
    file!("de/ciso.toml"),
    file!("de/context.toml"),
    file!("de/cto.toml"),
    file!("de/decision.toml"),
    file!("de/followup.toml"),
    file!("de/model.toml"),
    file!("de/partnership.toml"),
];
