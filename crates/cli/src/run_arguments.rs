//! Where the output of a run goes and how the work is done, as the command line tells it.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;
use detente_formats::{Format, Provenance, RecordKind, Records};

use crate::exit::Failure;
use crate::outputs::{Destination, Plan};

/// Where the output goes and how the work is done.
#[derive(Debug, Clone, Args)]
pub struct RunArguments {
    /// Where the rows go: a file, or a folder (one that is there, or a name ending in /)
    ///
    /// A folder gets a file for each kind of record: events.jsonl, quotes.jsonl, positions.jsonl,
    /// articles.jsonl. Files are written as NAME.partial and take their name when they are whole.
    /// Without it rows go to the standard output.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// jsonl, csv, parquet, report or a layout of the field [default: report on a terminal, FILE's extension, else jsonl]
    ///
    /// report is for reading: each page with what was found in it. With -o the rows are written too.
    /// Layouts: gdelt, gdelt-mentions, gdelt-gkg, icews, polecat, phoenix, petrarch2 (events), dna
    /// (positions), bibtex, ris (articles). In a folder gdelt makes all three of its tables.
    #[arg(long, value_name = "FORMAT", value_parser = form)]
    pub format: Option<Form>,

    /// Write a manifest of the run: versions, counts, checksums, and what was not read and why
    /// [default: manifest.json in an output folder]
    #[arg(long, value_name = "PATH", requires = "output")]
    pub manifest: Option<PathBuf>,

    /// Threads to work on [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Go on where an unfinished run of the same command stopped
    #[arg(long, requires = "output")]
    pub resume: bool,

    /// Say nothing but what failed
    #[arg(short, long)]
    pub quiet: bool,

    /// Name every page that was not read in full, and why
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// What `--format` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Rows in this form.
    Rows(Format),
    /// Pages to read.
    Report,
}

fn form(text: &str) -> Result<Form, String> {
    match text {
        "jsonl" => Ok(Form::Rows(Format::Jsonl)),
        "csv" => Ok(Form::Rows(Format::Csv)),
        "report" => Ok(Form::Report),
        "parquet" => Ok(Form::Rows(Format::Parquet)),
        _ => text
            .parse()
            .map(|layout| Form::Rows(Format::Layout(layout)))
            .map_err(|layouts| format!("jsonl, csv, parquet, report or {layouts}")),
    }
}

impl RunArguments {
    /// The kind of record that the format is made of, where it is a layout of the field.
    pub fn layout_kind(&self) -> Option<RecordKind> {
        match self.format {
            Some(Form::Rows(Format::Layout(layout))) => Some(layout.kind()),
            _ => None,
        }
    }

    /// The threads to work on.
    pub fn threads(&self) -> usize {
        self.threads.map_or_else(default_threads, usize::from)
    }

    /// What is written where, and whether a report is printed.
    pub fn plan(&self, records: Records) -> Result<(Plan, bool), Failure> {
        let to_terminal = self.output.is_none() && std::io::stdout().is_terminal();
        let named = self.output.as_ref().and_then(|path| {
            let extension = path.extension()?;
            [("csv", Format::Csv), ("parquet", Format::Parquet)]
                .into_iter()
                .find(|(name, _)| extension.eq_ignore_ascii_case(name))
                .map(|(_, format)| format)
        });
        let (format, report) = match self.format {
            Some(Form::Rows(format)) => (format, false),
            Some(Form::Report) => (Format::Jsonl, true),
            None => match named {
                Some(format) => (format, false),
                None => (Format::Jsonl, to_terminal),
            },
        };
        let destination = match &self.output {
            None if report => Destination::Nowhere,
            None => Destination::Stdout,
            Some(path)
                if path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator) =>
            {
                Destination::Folder(path.clone())
            }
            Some(path) => Destination::File(path.clone()),
        };
        let one_stream = matches!(destination, Destination::Stdout | Destination::File(_));
        if format != Format::Jsonl && records == Records::All && one_stream {
            return Err(Failure::Usage(
                "a table holds one kind of record: name a folder (-o DIR/) or one kind (--records events)".to_owned(),
            ));
        }
        if format == Format::Parquet && destination == Destination::Stdout {
            return Err(Failure::Usage(
                "a Parquet table cannot be written to the standard output: name a file with -o"
                    .to_owned(),
            ));
        }
        let manifest = match (&self.manifest, &destination) {
            (Some(path), _) => Some(path.clone()),
            (None, Destination::Folder(folder)) => Some(folder.join("manifest.json")),
            (None, _) => None,
        };
        Ok((
            Plan {
                destination,
                format,
                records,
                made_by: Provenance::default(),
                manifest,
            },
            report,
        ))
    }
}

/// One thread for each core that the program may use.
pub fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
