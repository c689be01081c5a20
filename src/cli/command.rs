//! The commands, one module each.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod man;
pub(crate) mod norms;
pub(crate) mod questionnaire;
pub(crate) mod run;
pub(crate) mod score;
pub(crate) mod statistics;
pub(crate) mod template;
