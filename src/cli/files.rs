//! Reading the files that the user names.

use crate::cli::nearest::did_you_mean;
use crate::cli::sha256::hex_digest;
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Source;
use crate::results::InputFile;
use std::collections::BTreeSet;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// A file as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// Base name; `stdin` for standard input.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Base name and checksum.
    pub(crate) fn identity(&self) -> InputFile {
        InputFile { name: self.name.clone(), sha256: hex_digest(&self.bytes) }
    }
}

/// Extensions that a folder of answers is searched for.
const ANSWERS: [&str; 11] =
    ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "json", "jsonl", "ndjson", "zip"];

/// Files of a run that look like answers; they are left out where a folder is its own output.
const OWN: [&str; 5] = ["index.csv", "scores.csv", "scores.xlsx", "results.jsonl", "run.json"];

/// Reads all inputs in the order given; a folder stands for its files in order of name, without
/// its subfolders. `-` is standard input. The output folder's own tables are no answers.
pub(crate) fn read_inputs(
    paths: &[PathBuf],
    out: Option<&Path>,
) -> Result<Vec<Input>, Vec<Diagnostic>> {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        match listed(path, out) {
            Ok(files) => {
                for file in files {
                    if seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                        match read(&file) {
                            Ok(input) => inputs.push(input),
                            Err(problem) => problems.push(problem),
                        }
                    }
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(inputs) } else { Err(problems) }
}

/// The files that a path stands for.
fn listed(path: &Path, out: Option<&Path>) -> Result<Vec<PathBuf>, Diagnostic> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let own = out.is_some_and(|out| same_folder(path, out));
    let files = files_of(path, &ANSWERS)?;
    let files: Vec<PathBuf> = files
        .into_iter()
        .filter(|file| !(own && OWN.contains(&base_name(file).as_str())))
        .collect();
    if files.is_empty() {
        return Err(Diagnostic::error(
            "no-answers",
            "the folder holds no file of answers (.csv, .tsv, .xlsx, .xls, .ods, .json, .zip)",
        )
        .at_file(base_name(path)));
    }
    Ok(files)
}

fn same_folder(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Files of a folder with one of the extensions, in order of name, hidden ones left out.
fn files_of(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, Diagnostic> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let extension = path.extension().map(|text| text.to_string_lossy().to_lowercase());
        let fits = extension.is_some_and(|extension| extensions.contains(&extension.as_str()));
        if fits && path.is_file() && !base_name(&path).starts_with('.') {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads one file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Input, Diagnostic> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
        return Ok(Input { name: "stdin".to_owned(), bytes });
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    Ok(Input { name: base_name(path), bytes })
}

/// Whether a file's beginning is of a kind, as far as it is text.
pub(crate) fn starts_as(path: &Path, kind: impl Fn(&str) -> bool) -> Result<bool, Diagnostic> {
    let mut start = [0; 4096];
    let mut file = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    let length = file.read(&mut start).map_err(|error| unreadable(path, &error))?;
    Ok(kind(&String::from_utf8_lossy(start.get(..length).unwrap_or_default())))
}

/// Reads one file as UTF-8 text, for questionnaires and templates.
pub(crate) fn read_text(path: &Path) -> Result<Source, Diagnostic> {
    text(read(path)?)
}

/// A file's bytes as UTF-8 text.
pub(crate) fn text(input: Input) -> Result<Source, Diagnostic> {
    match String::from_utf8(input.bytes) {
        Ok(text) => Ok(Source::new(input.name, text.trim_start_matches('\u{feff}'))),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..valid).unwrap_or_default();
            let line = String::from_utf8_lossy(before).matches('\n').count() + 1;
            Err(Diagnostic::error("not-utf8", "the file is not UTF-8 text")
                .at_file(input.name)
                .at_row(line)
                .with_hint("save it as UTF-8"))
        }
    }
}

/// The TOML texts that a path stands for: the file, or the folder's `.toml` files in order of name.
pub(crate) fn read_toml(path: &Path) -> Result<Vec<Source>, Diagnostic> {
    if !path.is_dir() {
        return Ok(vec![read_text(path)?]);
    }
    let sources = read_texts(path, &["toml"])?;
    if sources.is_empty() {
        return Err(Diagnostic::error("no-questionnaire", "the folder holds no .toml file")
            .at_file(base_name(path)));
    }
    Ok(sources)
}

/// A folder's files with one of the extensions, in order of name.
pub(crate) fn read_files(folder: &Path, extensions: &[&str]) -> Result<Vec<Input>, Diagnostic> {
    files_of(folder, extensions)?.iter().map(|file| read(file)).collect()
}

/// A folder's texts with one of the extensions, in order of name.
pub(crate) fn read_texts(folder: &Path, extensions: &[&str]) -> Result<Vec<Source>, Diagnostic> {
    files_of(folder, extensions)?.iter().map(|file| read_text(file)).collect()
}

/// A file that cannot be read: why, and which neighbour may be meant.
fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display().to_string();
    if error.kind() != ErrorKind::NotFound {
        return Diagnostic::error("unreadable-file", format!("it cannot be read: {error}"))
            .at_file(shown);
    }
    let problem =
        Diagnostic::error("missing-file", "there is no such file or folder").at_file(shown);
    match neighbour(path) {
        Some(hint) => problem.with_hint(hint),
        None => problem,
    }
}

fn neighbour(path: &Path) -> Option<String> {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    did_you_mean(&base_name(path), names)
}

/// The last part of a path, as text.
pub(crate) fn base_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
