//! `assess template`.

use crate::cli::args::TemplateCommand;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::output::OutputFolder;
use crate::cli::templates::{self, LEADERSHIP, WHOLE};
use crate::cli::terminal::write_data;
use crate::diagnostic::Diagnostic;
use crate::report::template::{MAIN, Template};
use std::fmt::Write;
use std::path::Path;

/// Runs one of the commands about templates.
pub(crate) fn template(command: &TemplateCommand) -> Result<Status, Stop> {
    let text = match command {
        TemplateCommand::New { folder, from } => return copied(folder, from),
        TemplateCommand::List => {
            Template::names().fold(String::new(), |list, name| list + name + "\n")
        }
        TemplateCommand::Show { template } => shown(template)?,
    };
    write_data(text.as_bytes())?;
    Ok(Status::Done)
}

/// Writes a built-in template's texts, words and looks into a new folder.
fn copied(folder: &Path, from: &str) -> Result<Status, Stop> {
    let texts = Template::sources(from, "en");
    if texts.is_empty() {
        return Err(templates::load(from, "en").map_or_else(Stop::refused, |_| unknown(from)));
    }
    if folder.exists() && folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        let problem = Diagnostic::error("not-empty", "the folder holds something already")
            .at_file(folder.display().to_string());
        return Err(Stop::refused(problem.with_hint("name one that is new")));
    }
    let output = OutputFolder::new(folder.to_owned()).map_err(Stop::refused)?;
    let looks = [("theme.toml", THEME), ("wording.toml", WORDS)];
    for (name, text) in texts.iter().copied().chain(looks) {
        output.write(name, text.as_bytes()).map_err(Stop::refused)?;
    }
    if from == LEADERSHIP {
        for (name, text) in beside() {
            output.write(&name, text.as_bytes()).map_err(Stop::refused)?;
        }
    }
    Ok(Status::Done)
}

/// The texts of the other reports that a copy of the leadership report may change as well.
fn beside() -> Vec<(String, &'static str)> {
    let whole = WHOLE.iter().flat_map(|name| {
        let texts = Template::sources(name, "en").into_iter();
        texts.filter(|(file, _)| *file == MAIN).map(move |(_, text)| (format!("{name}.md"), text))
    });
    let close = Template::sources("hire", "en").into_iter().filter(|(file, _)| *file == "close.md");
    whole.chain(close.map(|(file, text)| (file.to_owned(), text))).collect()
}

/// The built-in looks, which a copy may change.
const THEME: &str = include_str!("../../../templates/leadership/theme.toml");

/// What a copy's own words look like; the built-in ones hold where it has none.
const WORDS: &str = "\
# Words of this template in place of the built-in ones. They are in templates/wording.en.toml of the program's sources.
# For another language put texts and words into a folder named after it, such as de/.
";

fn unknown(name: &str) -> Stop {
    Stop::refused(Diagnostic::error(
        "unknown-template",
        format!("\"{name}\" is no built-in template"),
    ))
}

/// The texts of a template one after the other, each below its name.
fn shown(name: &str) -> Result<String, Stop> {
    let dress = templates::load(name, "en").map_err(Stop::refused)?;
    let mut text = String::new();
    for (file, content) in &dress.template.files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "==> {file} <==\n{}\n", content.trim_end());
    }
    Ok(text)
}
