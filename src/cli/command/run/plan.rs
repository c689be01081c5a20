//! What a run shall do: options with their defaults filled in.

use crate::cli::args::RunArgs;
use crate::cli::evaluation::SEED;
use crate::cli::exit_code::Stop;
use crate::cli::looks::Looks;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Options of a run with their defaults filled in.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Plan {
    /// Folder for the reports.
    pub out: PathBuf,
    /// How reports look and in which formats they are written.
    pub looks: Looks,
    /// Whether the documents that follow from the answer are wanted.
    pub documents: bool,
    /// Whether a report for each assessed person is wanted.
    pub individual: bool,
    /// The file of norms.
    pub norms: Option<PathBuf>,
    /// The results of an earlier run.
    pub previous: Option<PathBuf>,
    /// Seed of the random streams.
    pub seed: u64,
    /// Threads; one per processor where nothing is said.
    pub jobs: Option<NonZeroUsize>,
    /// Labels in place of names.
    pub redact: bool,
    /// A warning refuses the run.
    pub strict: bool,
    /// Errors only.
    pub quiet: bool,
}

impl Plan {
    /// Fills in the defaults.
    pub(crate) fn new(args: &RunArgs) -> Result<Self, Stop> {
        Ok(Self {
            out: args.out.clone().unwrap_or_else(|| PathBuf::from("reports")),
            looks: Looks::new(&args.looks)?,
            documents: args.documents.unwrap_or(true),
            individual: args.individual.unwrap_or(false),
            norms: args.norms.clone(),
            previous: args.previous.clone(),
            seed: args.seed.unwrap_or(SEED),
            jobs: args.jobs,
            redact: args.redact.unwrap_or(false),
            strict: args.strict.unwrap_or(false),
            quiet: args.quiet.unwrap_or(false),
        })
    }
}
