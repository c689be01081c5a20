//! `--brand`: the firm that hands the reports on, from a TOML file.
//!
//! ```toml
//! name = "Harbour Advisory"          # stands in the foot of every page
//! logo = "logo.svg"                  # SVG or PNG beside this file
//! confidentiality = "For the board only"
//! foot = "Harbour Advisory, Quay 1"  # in place of the name
//! paper = "letter"
//! [ink]                              # as in a template's theme.toml
//! accent = "#7a1f3d"
//! ```

use crate::cli::args::Paper;
use crate::cli::files::{self, Input};
use crate::diagnostic::Diagnostic;
use crate::layout::{Theme, ThemeError};
use crate::render::logo;
use crate::report::blocks::{Document, Logo};
use crate::results::InputFile;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A brand as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Brand {
    /// What stands at the left of each page's foot.
    foot: Option<String>,
    logo: Option<Logo>,
    /// Mark in the running head.
    pub confidentiality: Option<String>,
    /// Paper.
    pub paper: Option<Paper>,
    inks: toml::Table,
    /// The file, by name and checksum.
    pub file: InputFile,
}

/// The file's shape. Colours are read by the theme.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Fields {
    name: Option<String>,
    logo: Option<PathBuf>,
    confidentiality: Option<String>,
    foot: Option<String>,
    paper: Option<Paper>,
    ink: toml::Table,
    dark: toml::Table,
}

impl Brand {
    /// Reads a brand and its logo.
    pub(crate) fn load(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let input = files::read(path).map_err(|problem| vec![problem])?;
        let file = input.identity();
        let text = files::text(input).map_err(|problem| vec![problem])?;
        let fields: Fields =
            toml::from_str(&text.text).map_err(|error| vec![misread(&text.text, &error, &file)])?;
        let Fields { name, logo, confidentiality, foot, paper, ink, dark } = fields;
        let mut inks = toml::Table::new();
        for (key, colours) in [("ink", ink), ("dark", dark)] {
            if !colours.is_empty() {
                inks.insert(key.to_owned(), toml::Value::Table(colours));
            }
        }
        Theme::default().with(&inks).map_err(|error| vec![unreadable(&error, &file)])?;
        let logo = match logo {
            Some(logo) => Some(read_logo(path, &logo, name.as_deref())?),
            None => None,
        };
        Ok(Self { foot: foot.or(name), logo, confidentiality, paper, inks, file })
    }

    /// A template's theme with the brand's colours.
    pub(crate) fn theme(&self, theme: &Theme) -> Result<Theme, Diagnostic> {
        theme.with(&self.inks).map_err(|error| unreadable(&error, &self.file))
    }

    /// Puts foot and logo into a document.
    pub(crate) fn sign(&self, document: &mut Document) {
        if let Some(foot) = &self.foot {
            document.foot = format!("{foot} · {}", document.foot);
        }
        document.logo.clone_from(&self.logo);
    }
}

fn unreadable(error: &ThemeError, file: &InputFile) -> Diagnostic {
    Diagnostic::error("bad-brand", error.to_string()).at_file(&file.name)
}

/// Reads the logo beside the brand's file.
fn read_logo(brand: &Path, logo: &Path, name: Option<&str>) -> Result<Logo, Vec<Diagnostic>> {
    let path = brand.parent().unwrap_or(Path::new(".")).join(logo);
    let Input { name: file, bytes } = files::read(&path).map_err(|problem| vec![problem])?;
    let alt = name.map_or_else(|| file.clone(), str::to_owned);
    logo::read(&bytes, &alt).map_err(|error| {
        vec![
            Diagnostic::error("bad-logo", error.to_string())
                .at_file(file)
                .with_hint("give an SVG with its letters turned into outlines, or a PNG file"),
        ]
    })
}

fn misread(text: &str, error: &toml::de::Error, file: &InputFile) -> Diagnostic {
    let message = error.message().replace('\n', " ");
    let problem = Diagnostic::error("bad-brand", message).at_file(&file.name);
    match error.span() {
        Some(span) => {
            let line = text.get(..span.start).unwrap_or(text).matches('\n').count() + 1;
            problem.at_row(line)
        }
        None => problem,
    }
}
