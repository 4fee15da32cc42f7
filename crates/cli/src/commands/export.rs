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
  detente export desk.archive --of gold -o gold.jsonl

The filter is what stands behind ? in the addresses of the app and the API; docs/api.md lists it.")]
pub struct Arguments {
    /// The archive's folder
    archive: PathBuf,

    /// Which records, as a=RUS&b=NATO&since=2011 [default: all]
    #[arg(default_value = "", hide_default_value = true)]
    filter: String,

    /// events, quotes, positions, articles, or gold
    ///
    /// gold is what reviewers' verdicts have made of articles: those of which every record of a kind was
    /// judged, as JSON lines that `detente evaluate` reads. It takes no filter.
    #[arg(long, value_name = "KIND", default_value = "events", value_parser = kind)]
    of: Kind,

    /// csv, jsonl or parquet [default: by the file's name, else jsonl]
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Option<ExportFormat>,

    /// Where to; the standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Records of a family.
    Records(Family),
    /// Articles with what reviewers found right for them.
    Gold,
}

fn kind(text: &str) -> Result<Kind, String> {
    if text == "gold" {
        return Ok(Kind::Gold);
    }
    text.strip_suffix('s')
        .and_then(Family::of_name)
        .map(Kind::Records)
        .ok_or_else(|| "one of events, quotes, positions, articles, gold".to_owned())
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
    if arguments.of == Kind::Gold && (format != ExportFormat::Jsonl || !arguments.filter.is_empty())
    {
        return Err(Failure::Usage(
            "gold is exported as JSON lines, and whole: leave the filter out".to_owned(),
        ));
    }
    let (path, out): (PathBuf, Box<dyn Write>) = match &arguments.output {
        Some(path) => (
            path.clone(),
            Box::new(File::create(path).map_err(|error| Failure::output(path, error))?),
        ),
        None => ("the standard output".into(), Box::new(io::stdout())),
    };
    let mut out = BufWriter::new(out);
    let family = match arguments.of {
        Kind::Records(family) => family,
        Kind::Gold => {
            return gold(&archive, &mut out).map_err(|error| match error {
                ExportError::Archive(error) => error.into(),
                error => Failure::output(path, io::Error::other(error)),
            });
        }
    };
    export(&archive, &arguments.filter, family, format, &mut out).map_err(|error| match error {
        ExportError::Filter(words) => Failure::Usage(words),
        ExportError::Table(words) => Failure::Input(words),
        ExportError::Archive(error) => error.into(),
        ExportError::Output(error) => Failure::output(path, error),
    })?;
    Ok(Outcome::Done)
}

fn gold(archive: &Archive, out: &mut impl Write) -> Result<Outcome, ExportError> {
    let items = archive.reader()?.gold()?;
    for item in &items {
        serde_json::to_writer(&mut *out, item).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    if items.is_empty() {
        eprintln!("detente: no article is gold yet: review every event, quote or position of one");
    }
    Ok(Outcome::Done)
}
