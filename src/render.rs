//! From pages and results to bytes: PDF, CSV, JSON.

pub mod csv;
