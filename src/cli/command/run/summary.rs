//! What a person is told at the end of a run, on standard error.

use super::{Harvest, Outcome};
use crate::cli::output::{OutputFolder, REPORTS};
use crate::cli::press::{PORTFOLIO, Written};
use crate::cli::terminal::{Terminal, painted, printable};
use crate::diagnostic::Diagnostic;
use crate::messages::Messages;
use crate::questionnaire::Questionnaire;
use crate::report::number::Shown;
use crate::report::wording::Wording;
use crate::responses::Organisation;
use crate::results::{Results, RoleResult};
use anstyle::{AnsiColor, Style};
use std::collections::BTreeSet;

/// Failed organisations that are named; `index.csv` names all.
const NAMED: usize = 20;

/// Errors told per organisation.
const TOLD: usize = 3;

/// Organisations from which each gets one line instead of a paragraph.
const MANY: usize = 6;

/// Names the organisations that failed and says why, terminal or not.
pub(crate) fn failures(terminal: Terminal, organisations: &[Organisation], outcomes: &[Outcome]) {
    let failed: Vec<(&Organisation, &Vec<Diagnostic>)> = organisations
        .iter()
        .zip(outcomes)
        .filter_map(|(organisation, outcome)| Some((organisation, outcome.as_ref().err()?)))
        .collect();
    let messages = terminal.messages;
    let word = painted(&messages.sentence("failed"), AnsiColor::Red.on_default().bold());
    for (organisation, reasons) in failed.iter().take(NAMED) {
        let name = printable(&organisation.name);
        terminal.say(&format!("{word}: {name}: {}", printable(&in_short(reasons, messages))));
    }
    if failed.len() > NAMED {
        let left = failed.len() - NAMED;
        let more = messages.sentence(&format!("{left} more, with the reasons in index.csv"));
        terminal.say(&format!("{word}: {more}"));
    }
}

/// The first reasons on one line, and how many more there are.
pub(crate) fn in_short(reasons: &[Diagnostic], messages: &Messages) -> String {
    let first = reasons.iter().take(TOLD);
    let mut told: Vec<String> = first.map(|reason| messages.in_short(reason)).collect();
    if reasons.len() > TOLD {
        told.push(messages.sentence(&format!("and {} more", reasons.len() - TOLD)));
    }
    told.join("; ")
}

/// Answer, scores and file of every organisation; on a terminal only.
pub(crate) fn results(
    terminal: Terminal,
    questionnaire: &Questionnaire,
    wording: &Wording,
    harvest: &Harvest,
) {
    if !terminal.watched {
        return;
    }
    let reports = harvest.outcomes.iter().filter_map(|outcome| outcome.as_ref().ok());
    for (results, report) in harvest.results.iter().zip(reports) {
        terminal.say(&painted(&printable(&results.organisation), Style::new().bold()));
        let headline = results.decision.as_ref().map(|decision| decision.headline.as_str());
        let mut lines = wrapped(&printable(headline.unwrap_or_default()), terminal.width() - 2);
        if harvest.results.len() < MANY {
            lines.extend(role_lines(questionnaire, wording, results));
        }
        lines.extend(files_line(report, wording));
        for line in lines {
            terminal.say(&format!("  {line}"));
        }
    }
}

/// The leadership report by name, and how many files stand beside it.
fn files_line(reports: &[Written], wording: &Wording) -> Option<String> {
    let [first, rest @ ..] = reports else { return None };
    let name = &first.file.name;
    Some(match rest.len() {
        0 => name.clone(),
        more => format!("{name}, {}", wording.count("noun.further_file", more)),
    })
}

/// Says where the files are, on a terminal, and names reports there that are of an earlier run.
pub(crate) fn place(
    terminal: Terminal,
    output: &OutputFolder,
    wording: &Wording,
    harvest: &Harvest,
) {
    let written = harvest.outcomes.iter().flatten().flatten();
    let mut own: BTreeSet<String> = written.map(|one| one.file.name.clone()).collect();
    if harvest.results.len() > 1 {
        own.extend(REPORTS.iter().map(|extension| format!("{PORTFOLIO}.{extension}")));
    }
    let older: Vec<String> =
        output.reports().into_iter().filter(|name| !own.contains(name)).collect();
    if let Some(name) = older.first() {
        let message = match older.len() {
            1 => format!("{name} is not of this run"),
            count => format!("{name} and {} more reports are not of this run", count - 1),
        };
        let folder = output.path().display().to_string();
        terminal.problem(&Diagnostic::note("older-reports", message).at_file(folder));
    }
    if terminal.watched {
        let folder = output.path().display().to_string();
        terminal.say(&wording.fill("summary.place", &[("folder", &folder)]));
    }
}

/// One aligned line per role: score against target, and readiness in words.
fn role_lines(questionnaire: &Questionnaire, wording: &Wording, results: &Results) -> Vec<String> {
    let roles: Vec<(&str, &RoleResult)> = questionnaire
        .roles
        .iter()
        .filter_map(|role| Some((role.short.as_str(), results.roles.get(&role.id)?)))
        .collect();
    let width = roles.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    roles
        .iter()
        .map(|(name, role)| {
            let shown = Shown::new(role.score, role.target);
            let readiness = serde_json::to_value(role.readiness).unwrap_or_default();
            let words = wording.word("readiness", readiness.as_str().unwrap_or_default());
            let of = |tenths: Option<i64>| {
                tenths.map_or_else(|| wording.text("format.absent"), |one| wording.tenths(one))
            };
            let against = [("score", of(shown.score)), ("target", of(shown.target))];
            let pairs: Vec<_> = against.iter().map(|(key, text)| (*key, text.as_str())).collect();
            let standing = wording.fill("summary.role", &pairs);
            format!("{name:width$}  {standing}  {words}")
        })
        .collect()
}

/// The text in lines of at most `width` characters, cut at spaces.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_spaces() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbreakable"]);
        assert!(wrapped("  ", 4).is_empty());
    }

    #[test]
    fn reasons_are_told_in_short() {
        let reason = Diagnostic::error("unknown-answer", "\"x\" is wrong").at_row(3);
        let english = Messages::builtin_in("en");
        assert_eq!(in_short(std::slice::from_ref(&reason), english), "row 3: \"x\" is wrong");
        assert!(in_short(&vec![reason.clone(); 5], english).ends_with("; and 2 more"));
        let german = in_short(&vec![reason; 5], Messages::builtin_in("de"));
        assert!(german.starts_with("Zeile 3: ") && german.ends_with("; und 2 weitere"));
    }
}
