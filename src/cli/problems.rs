//! Problems on standard error: few lines however many there are.

use crate::cli::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// Lines shown per kind of problem.
const SHOWN: usize = 5;

/// Shows every problem, worst first.
pub(crate) fn show_all(terminal: Terminal, problems: &[Diagnostic]) {
    for problem in sorted(problems) {
        terminal.problem(problem);
    }
}

/// Shows a few problems of each kind, worst first, and how many more there are.
pub(crate) fn show_some(terminal: Terminal, problems: &[Diagnostic]) {
    let mut counts: BTreeMap<(Severity, &'static str), usize> = BTreeMap::new();
    for problem in sorted(problems) {
        let count = counts.entry((problem.severity, problem.code)).or_default();
        *count += 1;
        if *count <= SHOWN {
            terminal.problem(problem);
        }
    }
    for ((severity, code), count) in counts.iter().rev() {
        if *count > SHOWN {
            let message = format!("{} more; `assess check` lists them all", count - SHOWN);
            terminal.problem(&Diagnostic::new(*severity, code, message));
        }
    }
}

/// Worst first, else by place.
fn sorted(problems: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = problems.iter().collect();
    sorted.sort_by(|one, other| other.severity.cmp(&one.severity).then_with(|| one.cmp(other)));
    sorted.dedup();
    sorted
}
