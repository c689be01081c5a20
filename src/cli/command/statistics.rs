//! placeholder
use crate::cli::args::StatisticsArgs;
use crate::cli::exit_code::{Status, Stop};
use crate::cli::terminal::Terminal;
pub(crate) fn statistics(_: Terminal, _: &StatisticsArgs) -> Result<Status, Stop> {
    Ok(Status::Done)
}
