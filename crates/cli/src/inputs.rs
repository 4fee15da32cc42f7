//! The inputs of a command: files, folders and the standard input, read one after the other.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use detente_formats::input::{Articles, Charset, ColumnName, KindError};
use detente_formats::{
    InputError, InputKind, Limits, Options, RawArticle, Reading, Reason, read, read_file,
};
use walkdir::{DirEntry, WalkDir};

use crate::shard::Shard;

/// What to read.
#[derive(Debug, Clone, Args)]
pub struct InputArguments {
    /// Files, folders, or - for the standard input
    ///
    /// Pages (.html .htm .txt), articles as JSON lines (.jsonl), tables (.csv .tsv .parquet), web archives
    /// (.warc .wet), feeds (.xml .rss .atom, JSON Feed), mail (.eml .mbox), .pdf, and text exports of Nexis
    /// and Factiva (.txt); each also .gz or .zst. Where a name does not tell, the first bytes do.
    /// Folders are read with all below them, in the order of names; hidden files are left out, and
    /// files of other kinds are counted and named at the end. A line of JSONL is
    /// {"id","text","title"?,"published"?,"url"?,"outlet"?}; a table has columns of these names.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,

    /// Kind of the inputs, whatever their names say
    ///
    /// One of page, jsonl, csv, tsv, parquet, warc, feed, mail, mbox, pdf, nexis, factiva.
    #[arg(long, value_name = "KIND")]
    pub input_format: Option<InputKind>,

    /// Name of a column or JSON field that holds a field, as text=body (may be given again)
    ///
    /// Fields are id, text, title, published, url and outlet.
    #[arg(long = "column", value_name = "FIELD=NAME")]
    pub columns: Vec<ColumnName>,

    /// Character set of tables, JSON lines and exports that are not UTF-8, as windows-1252
    #[arg(long, value_name = "NAME")]
    pub input_charset: Option<Charset>,

    /// Day the pages were fetched, as 2011-02-14: no later date is taken from them [default: today]
    ///
    /// The records of a web archive tell their own.
    #[arg(long, value_name = "DATE")]
    pub fetched: Option<jiff::civil::Date>,

    /// Code only this part of the articles, as 1/8; the shards 1/8 to 8/8 code each article once
    ///
    /// An article belongs to a shard by its id, or by its contents where it has none. Give all shards
    /// the same inputs.
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,

    /// Most bytes of one page, line or row (K, M and G are understood)
    #[arg(long, value_name = "SIZE", default_value = "32M", value_parser = size, help_heading = "Limits")]
    pub max_record: u64,

    /// Most bytes of one file once it is decompressed
    #[arg(long, value_name = "SIZE", default_value = "64G", value_parser = size, help_heading = "Limits")]
    pub max_unpacked: u64,
}

pub fn size(text: &str) -> Result<u64, String> {
    let (digits, factor) = match text.trim_end_matches(['i', 'B', 'b']).split_at_checked(
        text.trim_end_matches(['i', 'B', 'b'])
            .len()
            .saturating_sub(1),
    ) {
        Some((digits, "K" | "k")) => (digits, 1 << 10),
        Some((digits, "M" | "m")) => (digits, 1 << 20),
        Some((digits, "G" | "g")) => (digits, 1 << 30),
        _ => (text, 1u64),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(factor))
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| "a number of bytes such as 500K, 32M or 2G".to_owned())
}

impl InputArguments {
    /// What bounds one input.
    pub fn limits(&self) -> Limits {
        Limits {
            record: self.max_record,
            unpacked: self.max_unpacked,
        }
    }

    fn options(&self, reading: &Reading) -> Options {
        Options {
            limits: self.limits(),
            columns: self.columns.iter().cloned().collect(),
            charset: self.input_charset,
            fetched: Some(self.fetched.unwrap_or_else(|| jiff::Zoned::now().date())),
            reading: reading.clone(),
        }
    }
}

/// Reads all inputs in order. `outputs` are files and folders that the run writes: they are not
/// read where they lie in an input folder.
pub fn articles(
    arguments: &InputArguments,
    outputs: &[PathBuf],
    reading: &Reading,
) -> impl Iterator<Item = Result<RawArticle, InputError>> + Send + 'static {
    let arguments = arguments.clone();
    let outputs: Vec<PathBuf> = outputs
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    let reading = reading.clone();
    arguments.inputs.clone().into_iter().flat_map(move |path| {
        let (arguments, reading) = (arguments.clone(), reading.clone());
        if path.as_os_str() == "-" {
            let kind = arguments.input_format.unwrap_or(InputKind::Guess);
            let bytes = reading.counted(io::stdin());
            return read(kind, "-", bytes, arguments.options(&reading));
        }
        if !path.is_dir() {
            return file(&path, &arguments, &reading);
        }
        let outputs = outputs.clone();
        Box::new(walk(&path, outputs).flat_map(move |found| match found {
            Err(error) => failed(&walk_path(&error), Reason::Io(error.into())),
            Ok(entry) => folder_file(entry.path(), &arguments, &reading),
        })) as Articles<'static>
    })
}

/// The bytes of an input, `-` being the standard one.
pub fn open(path: &Path) -> Result<Box<dyn Read + Send>, InputError> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(InputError {
            input: path.to_string_lossy().into_owned(),
            place: None,
            reason: Reason::Io(error),
        }),
    }
}

/// The bytes that the inputs have on the disk, or `None` where that cannot be told.
pub fn total_bytes(arguments: &InputArguments, outputs: &[PathBuf]) -> Option<u64> {
    let outputs: Vec<PathBuf> = outputs
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    arguments.inputs.iter().try_fold(0, |total, path| {
        if path.as_os_str() == "-" {
            return None;
        }
        let below: u64 = walk(path, outputs.clone())
            .filter_map(Result::ok)
            .filter(|entry| InputKind::of_name(&entry.path().to_string_lossy()).is_ok())
            .filter_map(|entry| entry.metadata().ok())
            .map(|metadata| metadata.len())
            .sum();
        Some(total + below)
    })
}

/// The files below `folder` in the order of their names, without hidden ones.
pub fn walk(
    folder: &Path,
    outputs: Vec<PathBuf>,
) -> impl Iterator<Item = walkdir::Result<DirEntry>> + use<> {
    let wanted = move |entry: &DirEntry| {
        let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        let own = !outputs.is_empty()
            && entry
                .path()
                .canonicalize()
                .is_ok_and(|path| outputs.contains(&path));
        !hidden && !own
    };
    WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(wanted)
        .filter(|entry| {
            entry
                .as_ref()
                .is_ok_and(|entry| !entry.file_type().is_dir())
                || entry.is_err()
        })
}

fn walk_path(error: &walkdir::Error) -> PathBuf {
    error.path().map(Path::to_owned).unwrap_or_default()
}

/// A file found in a folder: one of another kind is counted, not read.
fn folder_file(path: &Path, arguments: &InputArguments, reading: &Reading) -> Articles<'static> {
    if arguments.input_format.is_none()
        && InputKind::of_name(&path.to_string_lossy()) == Err(KindError::Unknown)
    {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        reading.leave_out(format!("file .{}", extension.to_lowercase()));
        return Box::new(std::iter::empty());
    }
    file(path, arguments, reading)
}

fn file(path: &Path, arguments: &InputArguments, reading: &Reading) -> Articles<'static> {
    let name = path.to_string_lossy();
    let kind = match arguments.input_format {
        Some(told) => Ok(told),
        None => InputKind::of_name(&name),
    };
    // A file that is named outright is read whatever its name says.
    let kind = match kind {
        Err(KindError::Unknown) => Ok(InputKind::Guess),
        other => other,
    };
    match (File::open(path), kind) {
        (Err(error), _) => failed(path, Reason::Io(error)),
        (Ok(_), Err(error)) => failed(path, error.into()),
        (Ok(file), Ok(kind)) => read_file(kind, &name, file, arguments.options(reading)),
    }
}

fn failed(path: &Path, reason: Reason) -> Articles<'static> {
    let error = InputError {
        input: path.to_string_lossy().into_owned(),
        place: None,
        reason,
    };
    Box::new(std::iter::once(Err(error)))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read_with_their_units() {
        for (text, bytes) in [
            ("7", 7),
            ("2K", 2048),
            ("32M", 32 << 20),
            ("1GiB", 1 << 30),
            ("5kb", 5120),
        ] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "M", "-1", "0", "1.5G", "99999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
