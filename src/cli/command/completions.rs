//! `assess completions SHELL`.

use crate::cli::args::Cli;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::terminal::write_data;
use clap::CommandFactory;
use clap_complete::Shell;

/// Writes the shell's completion script to standard output.
pub(crate) fn completions(shell: Shell) -> Result<Status, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "assess", &mut script);
    write_data(&script)?;
    Ok(Status::Done)
}
