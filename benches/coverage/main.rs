//! How often 95 % intervals hold the true value, by simulation.
//!
//! `cargo bench --bench coverage` prints the tables of `docs/statistics.md`; the same numbers every
//! time. The answers are drawn from populations whose true values are known.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints its figures")]

mod differences;
mod means;
mod norms;
mod population;
mod random;
mod reliabilities;
mod tally;

use rayon::prelude::*;
use tally::Tally;

/// The level of every interval.
const LEVEL: f64 = 0.95;

/// Samples per row.
const SAMPLES: usize = 10_000;

/// Samples per row where each limit is found by a search.
const FEWER_SAMPLES: usize = 4_000;

/// Raters, pairs or targets per sample.
const SIZES: [usize; 4] = [3, 5, 8, 20];

fn main() {
    means::print();
    differences::print();
    reliabilities::print();
    norms::print();
}

/// Prints a table whose rows are worked out side by side.
fn table<T: Sync>(title: &str, head: &str, cells: &[T], row: impl Fn(&T) -> String + Sync) {
    let rows: Vec<String> = cells.par_iter().map(&row).collect();
    let rule = "---|".repeat(head.matches('|').count() - 1);
    println!("\n{title}\n\n{head}\n|{rule}\n{}", rows.join("\n"));
}

/// The coverage at each size.
fn at_each<T: Sync>(sizes: &[T], coverage: impl Fn(&T) -> Tally + Sync) -> Vec<Tally> {
    sizes.par_iter().map(&coverage).collect()
}
