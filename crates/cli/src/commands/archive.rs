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
  detente archive verify desk.archive
  detente archive backup desk.archive /mnt/backup/desk-2024-05-01
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
    /// Read everything back and check that all that is derived agrees with it
    ///
    /// Exit code 1 where something is wrong.
    Verify {
        /// The archive's folder
        archive: PathBuf,
    },
    /// Copy the archive as it is at one moment, also while it is written
    Backup {
        /// The archive's folder
        archive: PathBuf,
        /// The copy's folder, which must hold no archive yet
        to: PathBuf,
    },
    /// Bring an archive of an older version of the program to this one
    Migrate {
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
        Command::Verify { archive } => return verify(&Archive::at(archive)),
        Command::Backup { archive, to } => {
            Archive::at(archive).backup(to)?;
            say!(
                "{} is a copy; the search index is made when it is first written or reindexed",
                to.display()
            );
        }
        Command::Migrate { archive } => {
            let archive = Archive::at(archive);
            if !archive.exists() {
                return Err(
                    detente_archive::ArchiveError::Missing(archive.folder().to_owned()).into(),
                );
            }
            archive.writer()?.catch_up()?;
            say!(
                "{} is of this program's version",
                archive.folder().display()
            );
        }
        Command::Reindex { archive } => {
            let articles = Archive::at(archive).writer()?.reindex()?;
            say!("{articles} articles are in the search index");
        }
    }
    Ok(Outcome::Done)
}

fn verify(archive: &Archive) -> Result<Outcome, Failure> {
    let found = archive.verify()?;
    for fault in &found.faults {
        say!("{fault}");
    }
    if found.index_behind {
        say!(
            "search lacks the newest articles: `detente archive reindex`, or the next ingest, brings them in"
        );
    }
    say!(
        "{} articles and {} records were read; {} faults",
        found.articles,
        found.records,
        found.fault_count
    );
    Ok(if found.is_sound() {
        Outcome::Done
    } else {
        Outcome::SomeFailed
    })
}
