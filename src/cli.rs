//! The command line: arguments, files, terminal, threads. Nothing below knows of them.
//!
//! [`main`] reads the arguments and the settings, runs one command and turns its end into an exit
//! status. Commands live in `command`, one module each.

mod args;
mod batch;
mod brand;
mod command;
mod evaluation;
mod exit_code;
mod fault;
mod files;
mod fonts;
mod index;
mod looks;
mod nearest;
mod norms;
mod output;
mod press;
mod problems;
mod progress;
mod questionnaires;
mod reading;
mod redact;
mod settings;
mod sha256;
mod slug;
mod templates;
mod terminal;
mod waves;

use args::{Cli, Command, NormsCommand};
use clap::Parser;
use exit_code::{Status, Stop};
use settings::Settings;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;
use terminal::Terminal;

/// Runs the command that the arguments ask for (the first is the program's name) and returns its
/// exit status: 0 done, 1 refused, 2 wrong usage, 3 done but some organisations failed.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    fault::silence();
    match Cli::try_parse_from(arguments) {
        Ok(cli) => started(cli).into(),
        Err(error) => {
            // Help goes to standard output, a complaint to standard error; a closed one is no news.
            let _ = error.print();
            if error.use_stderr() { Status::Usage } else { Status::Done }.into()
        }
    }
}

/// Reads the settings, runs the command and tells why it ended early if it did.
fn started(cli: Cli) -> Status {
    let settings = Settings::read(Path::new("."));
    let color = settings.as_ref().ok().and_then(|settings| settings.color);
    let terminal = Terminal::new(cli.color.or(color));
    let result = settings.and_then(|settings| {
        fault::caught(|| dispatch(terminal, &settings, cli.command))
            .unwrap_or_else(|fault| Err(Stop::refused(fault)))
    });
    ended(terminal, result)
}

/// Completes the options from the settings and runs the command.
fn dispatch(terminal: Terminal, settings: &Settings, command: Command) -> Result<Status, Stop> {
    match command {
        Command::Completions { shell } => command::completions::completions(shell),
        Command::Man => command::man::man(),
        Command::Questionnaire(part) => command::questionnaire::questionnaire(terminal, &part),
        Command::Run(mut args) => {
            settings.complete_run(&mut args);
            command::run::run(terminal, &args)
        }
        Command::Score(mut args) => {
            settings.complete_reading(&mut args.reading);
            command::score::score(terminal, &args)
        }
        Command::Check(mut args) => {
            settings.complete_reading(&mut args.reading);
            command::check::check(&args)
        }
        Command::Compare(mut args) => {
            settings.complete_compare(&mut args);
            command::compare::compare(terminal, &args)
        }
        Command::Statistics(mut args) => {
            settings.complete_reading(&mut args.reading);
            command::statistics::statistics(terminal, &args)
        }
        Command::Norms(NormsCommand::Make(mut args)) => {
            settings.complete_reading(&mut args.reading);
            command::norms::make(terminal, &args)
        }
        Command::Template(part) => command::template::template(&part),
    }
}

/// Reports why a command ended early, and the status that follows.
fn ended(terminal: Terminal, result: Result<Status, Stop>) -> Status {
    match result {
        Ok(status) => status,
        Err(Stop::Usage(reasons)) => {
            problems::show_all(terminal, &reasons);
            Status::Usage
        }
        Err(Stop::Refused(reasons)) => {
            problems::show_some(terminal, &reasons);
            Status::Refused
        }
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Status::Done,
        Err(Stop::Output(error)) => {
            terminal.say(&format!("error: standard output cannot be written: {error}"));
            Status::Refused
        }
    }
}
