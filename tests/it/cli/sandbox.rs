//! A folder of its own for each test, and the program run in it.

use super::answers::Answers;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder that is gone after the test.
pub(crate) struct Sandbox {
    folder: TempDir,
}

/// How the program ended, and what it wrote.
pub(crate) struct Done {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    /// A folder with the examples in it.
    pub(crate) fn with_examples() -> Self {
        let sandbox = Self::new();
        fs::create_dir(sandbox.path("examples")).expect("a folder");
        for name in ["answers.csv", "group.csv"] {
            let text = fs::read_to_string(root().join("examples").join(name)).expect("an example");
            sandbox.write(&format!("examples/{name}"), &text);
        }
        sandbox
    }

    /// A folder with some organisations of the second example in `few.csv`.
    pub(crate) fn with_few() -> Self {
        let sandbox = Self::new();
        sandbox.write("few.csv", &Answers::few().text());
        sandbox
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    /// Names of the files in a folder and its folders, sorted; hidden ones too.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.path(folder)).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                let inside = self.names(&format!("{folder}/{name}"));
                names.extend(inside.into_iter().map(|file| format!("{name}/{file}")));
            } else {
                names.push(name);
            }
        }
        names.sort();
        names
    }

    /// All files of a folder with their bytes.
    pub(crate) fn bytes(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let read = |name: &String| fs::read(self.path(folder).join(name)).expect("a file");
        self.names(folder).into_iter().map(|name| (name.clone(), read(&name))).collect()
    }

    /// The objects of a folder's `results.jsonl`.
    pub(crate) fn results(&self, folder: &str) -> Vec<Value> {
        let text = self.read(&format!("{folder}/results.jsonl"));
        text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
    }

    /// Runs the program and waits for it.
    pub(crate) fn run<I>(&self, arguments: I) -> Done
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        self.run_with(arguments, &[])
    }

    /// Runs the program with variables of the environment.
    pub(crate) fn run_with<I>(&self, arguments: I, variables: &[(&str, &str)]) -> Done
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied()).stdin(Stdio::null());
        finished(command.spawn().expect("the program starts"))
    }

    /// Runs the program on standard input.
    pub(crate) fn run_on<I>(&self, arguments: I, input: &[u8]) -> Done
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut child =
            self.command(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
        // The program reads all of its input before it writes.
        child.stdin.take().expect("piped").write_all(input).expect("read");
        finished(child)
    }

    /// Runs the program while nobody reads what it writes.
    pub(crate) fn run_unread<I>(&self, arguments: I) -> Done
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut child =
            self.command(arguments).stdin(Stdio::null()).spawn().expect("the program starts");
        drop(child.stdout.take());
        finished(child)
    }

    fn command<I>(&self, arguments: I) -> Command
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_assess"));
        command.args(arguments).current_dir(self.folder.path());
        for variable in
            ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"]
        {
            command.env_remove(variable);
        }
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

fn finished(child: Child) -> Done {
    let output = child.wait_with_output().expect("the program ends");
    Done {
        status: output.status.code().expect("no signal"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
