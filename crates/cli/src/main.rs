#![forbid(unsafe_code)]
//! The `detente` command: news pages in; events, quotes and positions out, each with its evidence.
//!
//! One file a command in `commands`; what they share is named by its subject.

mod commands;
mod engine;
mod exit;
mod feed_pages;
mod inputs;
mod interrupt;
mod journal;
mod manifest;
mod outputs;
mod parties;
mod pipeline;
mod progress;
mod record_source;
mod report;
mod run;
mod run_arguments;
mod score;
mod shard;
mod survey;
mod terminal;
mod web_archive;
mod window_arguments;

use std::process::ExitCode;

use clap::Parser;

/// Reading pages makes many small buffers and a few large ones for each: an eighth of its time with the system's
/// allocator goes into them (`benches/README.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = commands::Arguments::parse();
    match commands::run(arguments) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            failure.tell();
            failure.into()
        }
    }
}
