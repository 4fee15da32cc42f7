//! `detente export`: records out of an archive.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use detente_archive::{Archive, Family};
use detente_server::{ExportError, ExportFormat, export};

use crate::exit::{Failure, Outcome};

/// Write what an archive holds, or a part of it, to a file
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente export desk.archive -o events.csv
  detente export desk.archive 'a=RUS&b=NATO&since=2011&class=1,2' -o relation.jsonl
  detente export desk.archive 'issue=missile-defence' --of positions --format csv | head

The filter is what stands behind ? in the addresses of the app and the API; docs/api.md lists it.")]
pub struct Arguments {
    /// The archive's folder
    archive: PathBuf,

    /// Which records, as a=RUS&b=NATO&since=2011 [default: all]
    #[arg(default_value = "", hide_default_value = true)]
    filter: String,

    /// events, quotes, positions or articles
    #[arg(long, value_name = "KIND", default_value = "events", value_parser = family)]
    of: Family,

    /// csv, jsonl or parquet [default: by the file's name, else jsonl]
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Option<ExportFormat>,

    /// Where to; the standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn family(text: &str) -> Result<Family, String> {
    text.strip_suffix('s')
        .and_then(Family::of_name)
        .ok_or_else(|| "one of events, quotes, positions, articles".to_owned())
}

fn format(text: &str) -> Result<ExportFormat, String> {
    ExportFormat::of_name(text).ok_or_else(|| "one of csv, jsonl, parquet".to_owned())
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let archive = Archive::at(&arguments.archive);
    let by_name = || {
        let extension = arguments.output.as_ref()?.extension()?;
        ExportFormat::of_name(&extension.to_string_lossy().to_lowercase())
    };
    let format = arguments
        .format
        .or_else(by_name)
        .unwrap_or(ExportFormat::Jsonl);
    let (path, out): (PathBuf, Box<dyn Write>) = match &arguments.output {
        Some(path) => (
            path.clone(),
            Box::new(File::create(path).map_err(|error| Failure::output(path, error))?),
        ),
        None => ("the standard output".into(), Box::new(io::stdout())),
    };
    export(
        &archive,
        &arguments.filter,
        arguments.of,
        format,
        &mut BufWriter::new(out),
    )
    .map_err(|error| match error {
        ExportError::Filter(words) => Failure::Usage(words),
        ExportError::Table(words) => Failure::Input(words),
        ExportError::Archive(error) => error.into(),
        ExportError::Output(error) => Failure::output(path, error),
    })?;
    Ok(Outcome::Done)
}
