//! `assess man`.

use crate::cli::args::Cli;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::terminal::write_data;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::io;

/// Writes the manual to standard output: the page of the program, then one page per command.
pub(crate) fn man() -> Result<Status, Stop> {
    let mut command = Cli::command();
    command.build();
    let mut pages = Vec::new();
    render(&command, &mut pages)?;
    write_data(&pages)?;
    Ok(Status::Done)
}

fn render(command: &Command, pages: &mut Vec<u8>) -> io::Result<()> {
    Man::new(command.clone()).manual("assess manual").render(pages)?;
    for part in command.get_subcommands() {
        render(part, pages)?;
    }
    Ok(())
}
