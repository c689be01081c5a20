//! `assess template`.

use crate::cli::args::TemplateCommand;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::templates;
use crate::cli::terminal::write_data;
use crate::report::template::Template;
use std::fmt::Write;

/// Runs one of the commands about templates.
pub(crate) fn template(command: &TemplateCommand) -> Result<Status, Stop> {
    let text = match command {
        TemplateCommand::List => {
            Template::names().fold(String::new(), |list, name| list + name + "\n")
        }
        TemplateCommand::Show { template } => shown(template)?,
    };
    write_data(text.as_bytes())?;
    Ok(Status::Done)
}

/// The texts of a template one after the other, each below its name.
fn shown(name: &str) -> Result<String, Stop> {
    let dress = templates::load(name).map_err(Stop::refused)?;
    let mut text = String::new();
    for (file, content) in &dress.template.files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "==> {file} <==\n{}\n", content.trim_end());
    }
    Ok(text)
}
