//! The `assess` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    assess::cli::main(std::env::args_os())
}
