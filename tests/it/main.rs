//! The integration tests, in one binary. `tests/README.md` says how to add each kind.

mod questionnaire;
