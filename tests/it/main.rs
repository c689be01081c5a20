//! The integration tests, in one binary. `tests/README.md` says how to add each kind.

mod anonymity;
mod architecture;
mod cases;
mod cli;
mod decision;
mod decision_properties;
mod demo_document;
mod layout;
mod pdf;
mod questionnaire;
mod reading;
mod reference;
mod report;
mod sample;
mod scoring;
mod smaa;
