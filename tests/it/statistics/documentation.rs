//! `docs/statistics.md` names every statistic that is compared, how many numbers and the largest
//! difference seen.
//!
//! `ASSESS_BLESS=1` writes the numbers of the data at hand into the rows that are there.

use super::FAMILIES;
use super::ledger::Ledger;
use std::path::PathBuf;

/// A difference may be this many times the documented one before the document is wrong: another
/// machine rounds in other places.
const SLACK: f64 = 30.0;

/// Differences below this are rounding, whatever the document says.
const ROUNDING: f64 = 1e-14;

/// A row of the document: `` | `statistic` | agrees with | numbers | difference | numbers |
/// difference | ``, first of the shipped data, then of all.
struct Documented {
    statistic: String,
    numbers: usize,
    largest: f64,
}

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/statistics.md")
}

/// Whether data is compared that is not shipped.
fn more_than_shipped() -> bool {
    std::env::var_os("ASSESS_REFERENCE").is_some()
}

/// The cell with the numbers compared; the one behind it has the difference.
fn first_cell() -> usize {
    if more_than_shipped() { 4 } else { 2 }
}

/// The cells of a row that names a statistic.
fn cells(line: &str) -> Option<Vec<&str>> {
    let row = line.strip_prefix("| `")?.strip_suffix(" |")?;
    Some(row.split(" | ").collect())
}

fn documented(line: &str) -> Option<Documented> {
    let cells = cells(line)?;
    let number = |at: usize| cells.get(at).unwrap_or_else(|| panic!("{line} is too short"));
    Some(Documented {
        statistic: cells[0].trim_matches('`').to_owned(),
        numbers: number(first_cell()).parse().expect("is a count"),
        largest: number(first_cell() + 1).parse().expect("is a difference"),
    })
}

/// Writes what was found into the rows of the document.
fn bless(ledger: &Ledger) {
    let text = std::fs::read_to_string(page()).expect("is there");
    let row = |line: &str| -> Option<String> {
        let mut cells: Vec<String> = cells(line)?.into_iter().map(str::to_owned).collect();
        let statistic = cells[0].trim_matches('`').to_owned();
        cells.resize(6, "0".to_owned());
        cells[first_cell()] = ledger.compared.get(statistic.as_str())?.to_string();
        cells[first_cell() + 1] = shown(*ledger.largest.get(statistic.as_str())?);
        Some(format!("| `{} |", cells.join(" | ")))
    };
    let lines = text.lines().map(|line| row(line).unwrap_or_else(|| line.to_owned()) + "\n");
    std::fs::write(page(), lines.collect::<String>()).expect("writes");
}

fn shown(difference: f64) -> String {
    if difference == 0.0 { "0".to_owned() } else { format!("{difference:.0e}") }
}

#[test]
fn the_largest_differences_are_those_of_the_document() {
    let mut ledger = Ledger::default();
    for family in FAMILIES {
        family(&mut ledger);
    }
    if std::env::var_os("ASSESS_BLESS").is_some() {
        bless(&ledger);
    }
    let text = std::fs::read_to_string(page()).expect("is there");
    let documented: Vec<Documented> = text.lines().filter_map(documented).collect();
    let mut wrong = Vec::new();
    for row in &documented {
        let Documented { statistic, numbers, largest: stated } = row;
        let Some(largest) = ledger.largest.get(statistic.as_str()) else {
            wrong.push(format!("{statistic} is documented and not compared"));
            continue;
        };
        if *largest > ROUNDING && *largest > SLACK * stated {
            wrong.push(format!(
                "{statistic} differs by {}, not {}",
                shown(*largest),
                shown(*stated)
            ));
        }
        let compared = ledger.compared[statistic.as_str()];
        if !more_than_shipped() && compared != *numbers {
            wrong.push(format!("{statistic} has {compared} numbers compared, not {numbers}"));
        }
    }
    for (statistic, largest) in &ledger.largest {
        let rows = documented.iter().filter(|row| row.statistic == *statistic).count();
        if rows != 1 {
            let largest = shown(*largest);
            wrong.push(format!("{statistic} has {rows} rows in docs/statistics.md: {largest}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
