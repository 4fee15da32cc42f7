//! `detente archive`: what keeps an archive well.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use detente_archive::Archive;

use crate::exit::{Failure, Outcome};
use crate::terminal::say;

/// Look after an archive: search index, checks, backups
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente archive info desk.archive
  detente archive reindex desk.archive")]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell what the archive holds
    Info {
        /// The archive's folder
        archive: PathBuf,
    },
    /// Make the search index anew from the ledger
    Reindex {
        /// The archive's folder
        archive: PathBuf,
    },
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Info { archive } => {
            let reader = Archive::at(archive).reader()?;
            let totals = reader.totals()?;
            say!(
                "{} articles, {} events, {} quotes, {} positions",
                totals.articles,
                totals.events,
                totals.quotes,
                totals.positions
            );
        }
        Command::Reindex { archive } => {
            let articles = Archive::at(archive).writer()?.reindex()?;
            say!("{articles} articles are in the search index");
        }
    }
    Ok(Outcome::Done)
}
