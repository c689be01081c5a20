//! Which questionnaire a run uses: a built-in name, a file, or a folder of files.

use crate::cli::files;
use crate::cli::nearest::did_you_mean;
use crate::diagnostic::Diagnostic;
use crate::ingest::Table;
use crate::questionnaire::{self, Questionnaire, builtin_names, recognise};
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

/// The questionnaire that was named, else the built-in one that fits the columns best; `None`:
/// none fits.
pub(crate) fn choose(
    name: Option<&str>,
    tables: &[Table],
) -> Result<Option<Questionnaire>, Vec<Diagnostic>> {
    if let Some(name) = name {
        return load(name).map(Some);
    }
    let mut known = builtin_names().iter().map(|name| load(name)).collect::<Result<Vec<_>, _>>()?;
    let headings = tables.iter().flat_map(|table| &table.headings);
    let columns: Vec<String> =
        headings.flat_map(|heading| [heading.name.clone(), heading.text.clone()]).collect();
    let fits = recognise(&columns, &known.iter().collect::<Vec<_>>());
    Ok(fits.first().filter(|fit| fit.is_enough()).map(|fit| known.swap_remove(fit.index)))
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
