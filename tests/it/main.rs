//! The integration tests, in one binary. `tests/README.md` says how to add each kind.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test may stop, and says when it is skipped"
)]

#[cfg(test)]
mod anonymity;
mod architecture;
mod cli;
mod demo_document;
mod layout;
mod pdf;
mod questionnaire;
mod reading;
#[cfg(test)]
mod reference;
mod report;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod scoring;
