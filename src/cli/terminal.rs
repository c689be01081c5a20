//! The terminal: standard error for people, standard output for data.

use crate::cli::args::Color;
use crate::diagnostic::{Diagnostic, Severity};
use crate::messages::Messages;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::io::{self, IsTerminal, Write};

/// Widest line of running text on a terminal, in characters.
const WIDEST: usize = 100;

/// What is known about standard error, and the way to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// Whether a person watches: standard error is a terminal.
    pub watched: bool,
    /// The language of what is told.
    pub messages: &'static Messages,
    color: ColorChoice,
}

impl Terminal {
    /// Looks at standard error; `NO_COLOR` and its kind are honoured unless the user chose.
    pub(crate) fn new(color: Option<Color>) -> Self {
        let color = match color {
            None | Some(Color::Auto) => ColorChoice::Auto,
            Some(Color::Always) => ColorChoice::Always,
            Some(Color::Never) => ColorChoice::Never,
        };
        let messages = Messages::builtin_in("en");
        Self { watched: io::stderr().is_terminal(), messages, color }
    }

    /// The same terminal, told in a language.
    pub(crate) fn speaking(self, language: &str) -> Self {
        Self { messages: Messages::builtin_in(language), ..self }
    }

    /// Columns for running text.
    pub(crate) fn width(self) -> usize {
        if !self.watched {
            return WIDEST;
        }
        terminal_size::terminal_size_of(io::stderr())
            .map_or(80, |(width, _)| usize::from(width.0))
            .clamp(40, WIDEST)
    }

    /// A line on standard error. Nobody is there to hear that it failed.
    pub(crate) fn say(self, line: &str) {
        let _ = writeln!(AutoStream::new(io::stderr().lock(), self.color), "{line}");
    }

    /// A problem on standard error, its severity in colour and in words.
    pub(crate) fn problem(self, problem: &Diagnostic) {
        let word = self.messages.words().severity(problem.severity);
        let text = self.messages.text(problem);
        let rest = text.strip_prefix(word).unwrap_or(&text);
        self.say(&format!("{}{}", painted(word, style_of(problem.severity)), printable(rest)));
    }
}

/// Data to standard output, flushed.
pub(crate) fn write_data(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Text in a style; the stream takes the style away where colour is not wanted.
pub(crate) fn painted(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// Text from files with its control characters shown, so that it cannot steer the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => Style::new().bold(),
    }
}
