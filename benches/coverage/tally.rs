//! Counting of intervals that hold the true value.

use assess::statistics::undefined::Undefined;

/// Rounding of a limit that is the true value.
const ROUNDING: f64 = 1e-9;

pub(crate) struct Tally {
    samples: usize,
    known: usize,
    held: usize,
}

impl Tally {
    /// Nothing counted so far.
    pub(crate) const NONE: Self = Self { samples: 0, known: 0, held: 0 };

    /// Notes the interval of a sample, where there is one.
    pub(crate) fn add(&mut self, interval: Result<[f64; 2], Undefined>, truth: f64) {
        self.samples += 1;
        if let Ok([low, high]) = interval {
            self.known += 1;
            self.held += usize::from(low - ROUNDING <= truth && truth <= high + ROUNDING);
        }
    }

    /// The share of intervals that hold the true value.
    fn coverage(&self) -> f64 {
        self.held as f64 / self.known as f64
    }

    /// The share of samples without an interval.
    fn undefined(&self) -> f64 {
        1.0 - self.known as f64 / self.samples as f64
    }

    /// The standard error of the coverage, from the number of samples.
    fn error(&self) -> f64 {
        (self.coverage() * (1.0 - self.coverage()) / self.known as f64).sqrt()
    }
}

/// Cells of a row: each coverage, the largest share of samples without an interval, the largest
/// Monte-Carlo error.
pub(crate) fn cells(tallies: &[Tally]) -> String {
    let coverages: Vec<String> =
        tallies.iter().map(|tally| format!(" {:.3} |", tally.coverage())).collect();
    let largest = |of: fn(&Tally) -> f64| tallies.iter().map(of).fold(0.0, f64::max);
    format!(
        "{} {:.2} | {:.3} |",
        coverages.concat(),
        largest(Tally::undefined),
        largest(Tally::error)
    )
}
