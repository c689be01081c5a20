//! The command line: arguments, files, terminal, threads. Nothing below knows of them.
