//! Which report template a run uses: a built-in name, or a folder of texts.

use crate::cli::files;
use crate::cli::nearest::did_you_mean;
use crate::diagnostic::Diagnostic;
use crate::layout::Theme;
use crate::report::ReportError;
use crate::report::template::{MAIN, Template, WORDING};
use std::collections::BTreeMap;
use std::path::Path;

/// The file of a template folder that says how reports look.
const THEME: &str = "theme.toml";

/// A template with its looks.
#[derive(Debug, Clone)]
pub(crate) struct Dress {
    /// Texts and words.
    pub template: Template,
    /// Colours and sizes.
    pub theme: Theme,
}

/// Loads a template by built-in name, or from a folder with `report.md`, further `.md` texts,
/// `wording.toml` and `theme.toml` as wanted.
pub(crate) fn load(name: &str) -> Result<Dress, Diagnostic> {
    if Template::names().any(|known| known == name) {
        let template = Template::builtin(name).map_err(|error| problem(&error))?;
        return Ok(Dress { template, theme: Theme::default() });
    }
    let folder = Path::new(name);
    if !folder.is_dir() {
        let known: Vec<&str> = Template::names().collect();
        let message = format!("there is no template called \"{name}\", and no such folder");
        let hint = did_you_mean(name, &known)
            .unwrap_or_else(|| format!("built-in templates are: {}", known.join(", ")));
        return Err(Diagnostic::error("unknown-template", message).with_hint(hint));
    }
    from_folder(folder)
}

fn from_folder(folder: &Path) -> Result<Dress, Diagnostic> {
    let mut texts = BTreeMap::new();
    for source in files::read_texts(folder, &["md"])? {
        texts.insert(source.name, source.text);
    }
    if !texts.contains_key(MAIN) {
        let message = format!("the template folder holds no {MAIN}");
        return Err(Diagnostic::error("bad-template", message).at_file(files::base_name(folder)));
    }
    if folder.join(WORDING).exists() {
        texts.insert(WORDING.to_owned(), files::read_text(&folder.join(WORDING))?.text);
    }
    let theme = if folder.join(THEME).exists() {
        let text = files::read_text(&folder.join(THEME))?.text;
        Theme::from_toml(&text)
            .map_err(|error| Diagnostic::error("bad-theme", error.to_string()).at_file(THEME))?
    } else {
        Theme::default()
    };
    let template =
        Template::parse(&files::base_name(folder), texts).map_err(|error| problem(&error))?;
    Ok(Dress { template, theme })
}

/// A mistake in a template or a wording table, as a problem.
pub(crate) fn problem(error: &ReportError) -> Diagnostic {
    Diagnostic::error("bad-template", error.to_string())
}
