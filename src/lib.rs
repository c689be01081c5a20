//! Role-readiness assessment and report engine: survey answers in, scores, decision and a
//! board-ready PDF out.
//!
//! Data flows one way, and each stage is a pure function of the ones before it:
//!
//! ```text
//!            questionnaires/*.toml                                   templates/*/
//!                   |                                                     |
//! files -> ingest -> responses -> scoring -> decision -> results -> report -> layout -> render
//!          Table     ResponseSet   Scores     Decision   (JSON)     Blocks    Pages     bytes
//! ```
//!
//! [`diagnostic`], [`messages`] and [`questionnaire`] are leaves that every stage may use;
//! [`statistics`] holds the formulas that scoring uses, and [`analysis`] makes rows of statistics of
//! what scoring lets be shown. A [`wave`] is results read back; [`norms`] and [`change`] are made of
//! waves, and results carry what they say. Only [`cli`] touches the clock, the environment, files, the terminal
//! and threads.

pub mod analysis;
pub mod change;
pub mod cli;
pub mod decision;
pub mod diagnostic;
pub mod ingest;
pub mod layout;
pub mod messages;
pub mod norms;
pub mod publish;
pub mod questionnaire;
pub mod render;
pub mod report;
pub mod responses;
pub mod results;
pub mod scoring;
pub mod statistics;
pub mod wave;
