//! Which questionnaire a run uses: a built-in name, a file, or a folder of files.

use crate::cli::files;
use crate::cli::nearest::did_you_mean;
use crate::diagnostic::Diagnostic;
use crate::ingest::{Heading, Table};
use crate::questionnaire::{
    self, Questionnaire, builtin_in, builtin_languages, builtin_names, recognise, translated,
};
use std::path::Path;

/// Loads a questionnaire by built-in name or path; a name that is both is the built-in one.
pub(crate) fn load(name: &str) -> Result<Questionnaire, Vec<Diagnostic>> {
    if let Some(builtin) = questionnaire::builtin(name) {
        return builtin;
    }
    let path = Path::new(name);
    if !path.exists() && !name.contains(['/', '\\', '.']) {
        return Err(vec![unknown(name)]);
    }
    questionnaire::parse(&files::read_toml(path).map_err(|problem| vec![problem])?)
}

/// Loads a questionnaire in another language. The texts of a folder's language stand in a folder
/// of it (`ours/de/*.toml`), those of a file beside it (`ours.de.toml`).
pub(crate) fn load_in(name: &str, language: &str) -> Result<Questionnaire, Vec<Diagnostic>> {
    let original = load(name)?;
    if original.model.language == language {
        return Ok(original);
    }
    if let Some(builtin) = builtin_in(name, language) {
        return builtin;
    }
    let path = Path::new(name);
    let texts = if path.is_dir() {
        path.join(language)
    } else {
        path.with_extension(format!("{language}.toml"))
    };
    let plain = language.chars().all(|one| one.is_ascii_alphanumeric() || one == '-');
    if builtin_names().contains(&name) || !plain || !texts.exists() {
        return Err(vec![unspoken(name, &original, language, &texts)]);
    }
    let read = |path: &Path| files::read_toml(path).map_err(|problem| vec![problem]);
    translated(&read(path)?, &read(&texts)?, language)
}

fn unspoken(name: &str, original: &Questionnaire, language: &str, texts: &Path) -> Diagnostic {
    let message = format!("the questionnaire has no texts in \"{language}\"");
    let own = original.model.language.as_str();
    let hint = if builtin_names().contains(&name) {
        let known: Vec<&str> =
            [own].into_iter().chain(builtin_languages(name).iter().copied()).collect();
        format!("it speaks {}", known.join(", "))
    } else {
        format!("it speaks {own}; texts in another language go to {}", files::base_name(texts))
    };
    Diagnostic::error("unknown-language", message).with_hint(hint)
}

/// The languages of a questionnaire besides its own.
pub(crate) fn further_languages(name: &str) -> Vec<String> {
    let mut languages = languages_beside(name);
    languages.extend(builtin_languages(name).iter().map(|one| (*one).to_owned()));
    languages
}

/// The questionnaire in its further languages: answers may be in any of them.
pub(crate) fn translations(name: &str) -> Result<Vec<Questionnaire>, Vec<Diagnostic>> {
    let own = load(name)?.model.language;
    let mut languages = further_languages(name);
    languages.retain(|one| *one != own);
    languages.iter().map(|language| load_in(name, language)).collect()
}

/// The languages whose texts stand in a folder of a questionnaire, or beside its file, in order.
fn languages_beside(name: &str) -> Vec<String> {
    let path = Path::new(name);
    if builtin_names().contains(&name) {
        return Vec::new();
    }
    let (folder, stem) = if path.is_dir() {
        (path, None)
    } else {
        (path.parent().unwrap_or(path), path.file_stem().and_then(|stem| stem.to_str()))
    };
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| {
        let found = entry.file_name().to_string_lossy().into_owned();
        match stem {
            None => entry.path().is_dir().then_some(found),
            Some(stem) => {
                let rest = found.strip_prefix(stem)?.strip_prefix('.')?;
                rest.strip_suffix(".toml").map(str::to_owned)
            }
        }
    });
    let is_language = |name: &String| {
        matches!(name.len(), 2 | 3) && name.chars().all(|one| one.is_ascii_lowercase())
    };
    let mut languages: Vec<String> = names.filter(is_language).collect();
    languages.sort();
    languages
}

/// The questionnaire that was named, else the built-in one that fits the columns best, and the name
/// by which it can be loaded again; `None`: none fits.
pub(crate) fn choose(
    name: Option<&str>,
    tables: &[Table],
) -> Result<Option<(Questionnaire, String)>, Vec<Diagnostic>> {
    if let Some(name) = name {
        return load(name).map(|found| Some((found, name.to_owned())));
    }
    // A form in another language has other texts, so every language is tried.
    let (mut names, mut known) = (Vec::new(), Vec::new());
    for name in builtin_names() {
        for spoken in std::iter::once(load(name)?).chain(translations(name)?) {
            names.push(*name);
            known.push(spoken);
        }
    }
    let headings = tables.iter().flat_map(|table| &table.headings);
    let words = |heading: &Heading| {
        let rows = heading.splits.iter().map(|(_, row)| row.clone());
        let own = std::iter::once(heading.name.clone()).chain(heading.ids.clone());
        own.chain(heading.texts.clone()).chain(rows).collect::<Vec<String>>()
    };
    let columns: Vec<String> = headings.flat_map(words).collect();
    let fits = recognise(&columns, &known.iter().collect::<Vec<_>>());
    let best = fits.first().filter(|fit| fit.is_enough()).and_then(|fit| names.get(fit.index));
    best.map(|name| load(name).map(|found| (found, (*name).to_owned()))).transpose()
}

/// The columns fit no built-in questionnaire, and none was named.
pub(crate) fn unrecognised() -> Diagnostic {
    let names = builtin_names();
    Diagnostic::error("no-questionnaire", "the columns fit no built-in questionnaire").with_hint(
        format!(
            "name yours with --questionnaire FILE; the built-in ones are {}, and `assess \
             questionnaire show NAME` lists their columns",
            names.join(", ")
        ),
    )
}

fn unknown(name: &str) -> Diagnostic {
    let known = builtin_names();
    let message =
        format!("there is no questionnaire called \"{name}\", and no such file or folder");
    let hint = did_you_mean(name, known)
        .unwrap_or_else(|| format!("built-in questionnaires are: {}", known.join(", ")));
    Diagnostic::error("unknown-questionnaire", message).with_hint(hint)
}
