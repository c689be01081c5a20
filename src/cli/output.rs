//! Files that a run writes: each whole or not at all.

use crate::cli::sha256::hex_digest;
use crate::diagnostic::Diagnostic;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

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

    /// Names of the files in it that end in `.pdf`, sorted.
    pub(crate) fn reports(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().filter_map(Result::ok);
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut reports: Vec<String> =
            names.filter(|name| Path::new(name).extension() == Some("pdf".as_ref())).collect();
        reports.sort();
        reports
    }

    /// Its path as the user gave it.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file whole, replacing an older one, and returns its SHA-256.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<String, Diagnostic> {
        write_whole(&self.path, name, bytes).map(|()| hex_digest(bytes)).map_err(|error| {
            Diagnostic::error("unwritable-file", format!("it cannot be written: {error}"))
                .at_file(self.path.join(name).display().to_string())
        })
    }
}

/// Writes beside the target and renames, so that no reader ever sees half a file.
fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = temporary_file(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name)).map_err(|error| error.error)?;
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
