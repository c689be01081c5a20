//! `--fonts`: faces for scripts that the built-in one lacks.

use crate::cli::files;
use crate::diagnostic::Diagnostic;
use crate::layout::{FontFile, FontSet};
use std::path::Path;

/// Extensions of font files.
const FONTS: [&str; 3] = ["otf", "ttc", "ttf"];

/// The built-in faces, and those of a folder after them, in order of name.
pub(crate) fn load(folder: Option<&Path>) -> Result<FontSet, Diagnostic> {
    let Some(folder) = folder else { return Ok(FontSet::builtin()) };
    let files = files::read_files(folder, &FONTS)?;
    if files.is_empty() {
        return Err(Diagnostic::error("no-fonts", "the folder holds no .otf, .ttc or .ttf file")
            .at_file(files::base_name(folder)));
    }
    let files = files.into_iter().map(|file| FontFile { name: file.name, bytes: file.bytes });
    FontSet::with_files(files.collect())
        .map_err(|error| Diagnostic::error("bad-font", error.to_string()))
}
