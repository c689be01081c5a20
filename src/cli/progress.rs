//! The progress bar: on a terminal only, and only for more than a moment's work.

use crate::cli::terminal::Terminal;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Organisations from which a bar is worth its line.
const WORTH_A_BAR: usize = 4;

/// A bar over `organisations`; silent where nobody watches.
pub(crate) fn bar(terminal: Terminal, organisations: usize) -> ProgressBar {
    if !terminal.watched || organisations < WORTH_A_BAR {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(
        Some(organisations as u64),
        ProgressDrawTarget::stderr_with_hz(10),
    );
    let style = ProgressStyle::with_template("{bar:32} {pos} of {len} organisations, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
