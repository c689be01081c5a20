//! The `assess` command.

fn main() {}
