//! Which questionnaire a run uses: a built-in name, a file, or a folder of files.

use crate::cli::files;
use crate::cli::nearest::did_you_mean;
use crate::diagnostic::Diagnostic;
use crate::ingest::Table;
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

/// The questionnaire that was named, else the built-in one that fits the columns best, and the name
/// by which it can be loaded again; `None`: none fits.
pub(crate) fn choose(
    name: Option<&str>,
    tables: &[Table],
) -> Result<Option<(Questionnaire, String)>, Vec<Diagnostic>> {
    if let Some(name) = name {
        return load(name).map(|found| Some((found, name.to_owned())));
    }
    let mut known = builtin_names().iter().map(|name| load(name)).collect::<Result<Vec<_>, _>>()?;
    let headings = tables.iter().flat_map(|table| &table.headings);
    let columns: Vec<String> =
        headings.flat_map(|heading| [heading.name.clone(), heading.text.clone()]).collect();
    let fits = recognise(&columns, &known.iter().collect::<Vec<_>>());
    let best = fits.first().filter(|fit| fit.is_enough()).map(|fit| fit.index);
    Ok(best.map(|index| (known.swap_remove(index), builtin_names()[index].to_owned())))
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
