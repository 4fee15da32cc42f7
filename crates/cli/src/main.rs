#![forbid(unsafe_code)]
//! The `detente` command.
fn main() {}
