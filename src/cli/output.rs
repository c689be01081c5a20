//! Files that a run writes: each whole or not at all.

use crate::cli::files::base_name;
use crate::cli::sha256::hex_digest;
use crate::diagnostic::Diagnostic;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Extensions of reports.
pub(crate) const REPORTS: [&str; 4] = ["pdf", "html", "docx", "md"];

/// The folder that a run writes to; made when the first file is written.
#[derive(Debug)]
pub(crate) struct OutputFolder {
    path: PathBuf,
}

impl OutputFolder {
    /// An output folder; nothing is made yet. A file in its place is refused.
    pub(crate) fn new(path: PathBuf) -> Result<Self, Diagnostic> {
        if path.exists() && !path.is_dir() {
            return Err(Diagnostic::error(
                "no-folder",
                "reports need a folder, and this is a file",
            )
            .at_file(path.display().to_string())
            .with_hint("name another with --out"));
        }
        Ok(Self { path })
    }

    /// Names of the reports in it and in its folders of one organisation, sorted.
    pub(crate) fn reports(&self) -> Vec<String> {
        let mut reports = Vec::new();
        for path in entries(&self.path) {
            if path.is_dir() {
                let folder = base_name(&path);
                let inside = entries(&path).into_iter().filter(|file| is_report(file));
                reports.extend(inside.map(|file| format!("{folder}/{}", base_name(&file))));
            } else if is_report(&path) {
                reports.push(base_name(&path));
            }
        }
        reports.sort();
        reports
    }

    /// Its path as the user gave it.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file whole, replacing an older one, and returns its SHA-256. `name` is made of slugs;
    /// a `/` in it separates a folder that is made when it is missing.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<String, Diagnostic> {
        write_whole(&self.path.join(name), bytes).map(|()| hex_digest(bytes)).map_err(|error| {
            Diagnostic::error("unwritable-file", format!("it cannot be written: {error}"))
                .at_file(self.path.join(name).display().to_string())
        })
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.path()).collect()
}

fn is_report(path: &Path) -> bool {
    path.extension().is_some_and(|one| REPORTS.iter().any(|known| one == *known))
}

/// Writes a file that is not there yet; one that is may hold somebody's work and is kept.
pub(crate) fn write_new(target: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let shown = target.display().to_string();
    if target.is_dir() {
        return Err(Diagnostic::error("no-file", "this is a folder, and a file is needed")
            .at_file(shown)
            .with_hint("give the name of a file"));
    }
    if target.exists() {
        return Err(Diagnostic::error("file-exists", "the file is there already and is kept")
            .at_file(shown)
            .with_hint("name another, or remove it first"));
    }
    write_whole(target, bytes).map_err(|error| {
        Diagnostic::error("unwritable-file", format!("it cannot be written: {error}"))
            .at_file(shown)
    })
}

/// Writes beside the target and renames, so that no reader ever sees half a file.
fn write_whole(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().unwrap_or(target);
    fs::create_dir_all(folder)?;
    let mut file = temporary_file(folder)?;
    file.write_all(bytes)?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file with the rights of an ordinary new file (they are narrowed by the umask).
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".assess-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
