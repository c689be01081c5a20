//! Which report templates a run uses: the built-in ones, or a folder of texts for the leadership
//! report.

use crate::cli::brand::Brand;
use crate::cli::files;
use crate::cli::nearest::did_you_mean;
use crate::diagnostic::Diagnostic;
use crate::layout::Theme;
use crate::report::ReportError;
use crate::report::template::{MAIN, Template, WORDING};
use crate::report::wording::Wording;
use std::collections::BTreeMap;
use std::path::Path;

/// The file of a template folder that says how reports look.
const THEME: &str = "theme.toml";

/// The template of the leadership report.
pub(crate) const LEADERSHIP: &str = "leadership";

/// Reports whose whole text a leadership template may bring along.
pub(crate) const WHOLE: [&str; 2] = ["individual", "portfolio"];

/// The templates of a run in one language, with the words and looks that all of them share.
#[derive(Debug, Clone)]
pub(crate) struct Wardrobe {
    templates: BTreeMap<String, Template>,
    /// The words of all reports.
    pub wording: Wording,
    /// Colours and sizes of all reports.
    pub theme: Theme,
}

/// A template with its looks.
#[derive(Debug, Clone)]
pub(crate) struct Dress {
    /// Texts and words.
    pub template: Template,
    /// Colours and sizes.
    pub theme: Theme,
}

impl Wardrobe {
    /// Loads the leadership template by name or folder, and the built-in ones for everything else.
    /// Its words and looks are those of all reports; a brand's colours come last.
    pub(crate) fn load(
        name: &str,
        language: &str,
        brand: Option<&Brand>,
    ) -> Result<Self, Diagnostic> {
        let Dress { template, theme } = load(name, language)?;
        let wording = template.wording.clone();
        let mut templates = BTreeMap::new();
        for name in Template::names().filter(|name| *name != LEADERSHIP) {
            let mut other = dressed(name, &template, language)?;
            other.wording = wording.clone();
            templates.insert(name.to_owned(), other);
        }
        templates.insert(LEADERSHIP.to_owned(), template);
        let theme = match brand {
            Some(brand) => brand.theme(&theme)?,
            None => theme,
        };
        Ok(Self { templates, wording, theme })
    }

    /// A template by name.
    pub(crate) fn template(&self, name: &str) -> Result<&Template, Diagnostic> {
        self.templates.get(name).ok_or_else(|| {
            Diagnostic::error("internal-error", format!("there is no template \"{name}\""))
        })
    }
}

/// Loads a template by built-in name, or from a folder with `report.md`, further `.md` texts,
/// `wording.toml` and `theme.toml` as wanted. A folder of the language's name inside it wins over
/// the texts beside it.
pub(crate) fn load(name: &str, language: &str) -> Result<Dress, Diagnostic> {
    if Template::names().any(|known| known == name) {
        return Ok(Dress { template: builtin(name, language)?, theme: Theme::default() });
    }
    let folder = Path::new(name);
    if !folder.is_dir() {
        let known: Vec<&str> = Template::names().collect();
        let message = format!("there is no template called \"{name}\", and no such folder");
        let hint = did_you_mean(name, &known)
            .unwrap_or_else(|| format!("built-in templates are: {}", known.join(", ")));
        return Err(Diagnostic::error("unknown-template", message).with_hint(hint));
    }
    from_folder(folder, language)
}

/// Another template beside the leadership report: the built-in one, with the texts that the
/// leadership template has under the same names. `individual.md` and `portfolio.md` are its own
/// reports for a person and for several organisations.
fn dressed(name: &str, leadership: &Template, language: &str) -> Result<Template, Diagnostic> {
    let mut texts: BTreeMap<String, String> = Template::sources(name, language)
        .into_iter()
        .map(|(file, text)| (file.to_owned(), text.to_owned()))
        .collect();
    let own = format!("{name}.md");
    for (file, text) in &mut texts {
        let changed = if file == MAIN { &own } else { file };
        let takes = file != MAIN || WHOLE.contains(&name);
        if let Some(found) = leadership.files.get(changed).filter(|_| takes) {
            text.clone_from(found);
        }
    }
    Template::parse_in(name, texts, language).map_err(|error| problem(&error))
}

/// A built-in template; in English where it has no texts in the language.
fn builtin(name: &str, language: &str) -> Result<Template, Diagnostic> {
    Template::builtin_in(name, language).map_err(|error| problem(&error))
}

fn from_folder(folder: &Path, language: &str) -> Result<Dress, Diagnostic> {
    let mut texts = BTreeMap::new();
    let spoken = folder.join(language);
    for place in [folder, &spoken] {
        if place.is_dir() {
            for source in files::read_texts(place, &["md"])? {
                texts.insert(source.name, source.text);
            }
            if place.join(WORDING).exists() {
                let text = files::read_text(&place.join(WORDING))?.text;
                texts.insert(WORDING.to_owned(), text);
            }
        }
    }
    if !texts.contains_key(MAIN) {
        let message = format!("the template folder holds no {MAIN}");
        return Err(Diagnostic::error("bad-template", message).at_file(files::base_name(folder)));
    }
    let theme = if folder.join(THEME).exists() {
        let text = files::read_text(&folder.join(THEME))?.text;
        Theme::from_toml(&text)
            .map_err(|error| Diagnostic::error("bad-theme", error.to_string()).at_file(THEME))?
    } else {
        Theme::default()
    };
    let template = Template::parse_in(&files::base_name(folder), texts, language)
        .map_err(|error| problem(&error))?;
    Ok(Dress { template, theme })
}

/// A mistake in a template or a wording table, as a problem.
pub(crate) fn problem(error: &ReportError) -> Diagnostic {
    Diagnostic::error("bad-template", error.to_string())
}
