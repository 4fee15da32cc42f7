//! The commands: one file each.

mod actors;
mod archive;
mod brief;
mod code;
mod evaluate;
mod explain;
mod export;
mod fetch;
mod ingest;
mod issues;
mod lexicon;
mod model;
mod positions;
mod read;
mod recode;
mod schema;
mod serve;
mod stories;
mod watch;

use std::path::Path;

use clap::{Parser, Subcommand};

use crate::exit::{Failure, Outcome};
use crate::terminal;

pub use actors::date as actors_date;
pub use actors::near_spellings;

/// The record of diplomacy out of news pages: events, quotes and positions, each with its evidence
#[derive(Debug, Parser)]
#[command(name = "detente", version, propagate_version = true, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  detente code samples/                       read some pages on the terminal
  detente code news.jsonl.gz -o events.jsonl  one event a line
  detente explain \"Norway recalled its envoy.\"
  detente read page.html --format jsonl       the article of a page, nothing coded
  detente ingest desk.archive samples/        code pages into an archive
  detente serve desk.archive --open           work with it in the browser

Exit code: 0 all read, 1 some inputs failed or the output could not be written (each is named on
the standard error), 2 the command was wrong, 130 stopped by Ctrl-C.";

#[derive(Debug, Subcommand)]
enum Command {
    Code(code::Arguments),
    Read(read::Arguments),
    Ingest(ingest::Arguments),
    Recode(recode::Arguments),
    Watch(watch::Arguments),
    Export(export::Arguments),
    Serve(serve::Arguments),
    Archive(archive::Arguments),
    Explain(explain::Arguments),
    Fetch(fetch::Arguments),
    Actors(actors::Arguments),
    Positions(positions::Arguments),
    Brief(brief::Arguments),
    Lexicon(lexicon::Arguments),
    Issues(issues::Arguments),
    Stories(stories::Arguments),
    Evaluate(evaluate::Arguments),
    Model(model::Arguments),
    #[command(hide = true)]
    Schema(schema::Arguments),
}

/// Carries a command out.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    match arguments.command {
        Command::Code(arguments) => code::run(&arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Ingest(arguments) => ingest::run(&arguments),
        Command::Recode(arguments) => recode::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Archive(arguments) => archive::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Fetch(arguments) => fetch::run(&arguments),
        Command::Actors(arguments) => actors::run(&arguments),
        Command::Issues(arguments) => issues::run(&arguments),
        Command::Positions(arguments) => positions::run(&arguments),
        Command::Brief(arguments) => brief::run(&arguments),
        Command::Lexicon(arguments) => lexicon::run(&arguments),
        Command::Stories(arguments) => stories::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Model(arguments) => model::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    }
}

/// Writes a whole document to a file, or to the standard output.
fn write_out(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    match path {
        Some(path) => std::fs::write(path, text).map_err(|error| Failure::output(path, error)),
        None => terminal::print(format_args!("{text}")),
    }
}
