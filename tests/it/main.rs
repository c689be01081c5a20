//! The integration tests, in one binary. `tests/README.md` says how to add each kind.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may stop, and says when it is skipped"
)]

mod analysis;
mod anonymity;
mod architecture;
mod cases;
mod change;
mod cli;
mod decision;
mod decision_properties;
mod demo_document;
mod docx;
mod exports;
mod html;
mod languages;
mod layout;
mod messages;
mod norms;
mod parity;
mod pdf;
mod picture;
mod publish;
mod questionnaire;
mod reading;
mod reference;
mod report;
mod sample;
mod scoring;
mod smaa;
mod snapshots;
mod statistics;
mod stress;
mod text_formats;
mod xlsx;
