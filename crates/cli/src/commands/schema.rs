//! `detente schema`: the JSON Schemas of the records. Hidden: `make schema` calls it.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use detente_formats::{RecordKind, schema};

use crate::exit::{Failure, Outcome};

/// Write the JSON Schemas of the records into a folder
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder that gets article.json, event.json, quote.json and position.json
    folder: PathBuf,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    fs::create_dir_all(&arguments.folder)
        .map_err(|error| Failure::output(&arguments.folder, error))?;
    for kind in RecordKind::ALL {
        let path = arguments.folder.join(format!("{}.json", kind.singular()));
        fs::write(&path, schema::of(kind)).map_err(|error| Failure::output(&path, error))?;
    }
    Ok(Outcome::Done)
}
