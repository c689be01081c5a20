//! From results to blocks: templates, wording, charts.

pub mod blocks;
pub mod scene;
