//! Parquet tables: the same columns as CSV, by their names.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};

use super::batch::{self, Rows};
use super::options::Positions;
use super::{Articles, Field, InputError, Options, Place, RawArticle, Reason};

/// Rows decoded at a time.
const BATCH: usize = 64;

/// The articles of a Parquet stream. The format is read from its end: the stream is put into a
/// temporary file first.
pub(super) fn of_stream<'a>(
    name: String,
    mut bytes: impl Read + Send + 'a,
    options: Options,
) -> Articles<'a> {
    let spooled = tempfile::tempfile().and_then(|mut file| {
        io::copy(&mut bytes, &mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    });
    match spooled {
        Ok(file) => of_file(name, file, options),
        Err(error) => super::failed(&name, error),
    }
}

/// The articles of a Parquet file.
#[expect(
    clippy::needless_pass_by_value,
    reason = "every reader takes its input's name and options as its own"
)]
pub(super) fn of_file<'a>(name: String, file: File, options: Options) -> Articles<'a> {
    match Table::open(name.clone(), file, options) {
        Ok(table) => Box::new(table),
        Err(reason) => super::failed(&name, reason),
    }
}

/// A Parquet file, read one row group after the other.
struct Table {
    name: String,
    file: File,
    metadata: ArrowReaderMetadata,
    mask: ProjectionMask,
    options: Options,
    /// The row group read next.
    group: usize,
    /// Rows of the groups before it.
    rows_before: u64,
    batches: Option<ParquetRecordBatchReader>,
    /// Where the fields stand in the columns that are read.
    positions: Positions,
    rows: Rows,
    /// Rows of the batch given so far.
    next: usize,
    /// Rows given so far, over all groups.
    row: u64,
}

impl Table {
    fn open(name: String, file: File, options: Options) -> Result<Self, Reason> {
        let length = file.metadata()?.len();
        if length == 0 {
            return Err(Reason::Empty);
        }
        let metadata = guarded(|| {
            ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(broken)
        })?;
        let of_file = batch::positions(metadata.schema(), &options)?;
        let roots = Field::ALL.into_iter().filter_map(|f| of_file.of(f));
        let mask = ProjectionMask::roots(metadata.parquet_schema(), roots);
        let unpacked: i64 = metadata
            .metadata()
            .row_groups()
            .iter()
            .map(|group| group.total_byte_size().max(0))
            .fold(0, i64::saturating_add);
        if unpacked.unsigned_abs() > options.limits.unpacked {
            return Err(Reason::UnpackedTooLarge {
                limit: options.limits.unpacked,
            });
        }
        Ok(Self {
            name,
            file,
            metadata,
            mask,
            options,
            group: 0,
            rows_before: 0,
            batches: None,
            positions: of_file.among_themselves(),
            rows: Rows::default(),
            next: 0,
            row: 0,
        })
    }

    /// The next row; a fault in a row group ends that group.
    fn step(&mut self) -> Option<Result<RawArticle, (Place, Reason)>> {
        loop {
            if self.next < self.rows.count {
                let at = self.next;
                self.next += 1;
                self.row += 1;
                let input = || format!("{}:{}", self.name, self.row);
                let article = self.rows.article(at, &self.options, input);
                let place = Place::Part("row", self.row);
                return Some(article.map_err(|reason| (place, reason)));
            }
            if let Some(batches) = &mut self.batches {
                let positions = &self.positions;
                let next = guarded(|| {
                    let batch = batches
                        .next()
                        .transpose()
                        .map_err(|error| broken(error.into()))?;
                    batch
                        .map(|batch| Rows::of(&batch, positions))
                        .transpose()
                        .map_err(|error| broken(error.into()))
                });
                match next {
                    Ok(Some(rows)) => (self.rows, self.next) = (rows, 0),
                    Ok(None) => self.end_group(),
                    Err(reason) => {
                        self.end_group();
                        return Some(Err((Place::Part("row group", self.group as u64), reason)));
                    }
                }
                continue;
            }
            if self.group >= self.metadata.metadata().num_row_groups() {
                return None;
            }
            match self.open_group() {
                Ok(batches) => self.batches = Some(batches),
                Err(reason) => {
                    self.end_group();
                    return Some(Err((Place::Part("row group", self.group as u64), reason)));
                }
            }
        }
    }

    fn open_group(&self) -> Result<ParquetRecordBatchReader, Reason> {
        guarded(|| {
            let file = self.file.try_clone()?;
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
                .with_projection(self.mask.clone())
                .with_row_groups(vec![self.group])
                .with_batch_size(BATCH)
                .build()
                .map_err(broken)
        })
    }

    fn end_group(&mut self) {
        let group = self.metadata.metadata().row_group(self.group);
        self.options
            .reading
            .add_bytes(group.compressed_size().max(0).unsigned_abs());
        self.rows_before += group.num_rows().max(0).unsigned_abs();
        self.row = self.rows_before;
        self.group += 1;
        self.batches = None;
        (self.rows, self.next) = (Rows::default(), 0);
    }
}

impl Iterator for Table {
    type Item = Result<RawArticle, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let result = self.step()?;
        Some(result.map_err(|(place, reason)| InputError {
            input: self.name.clone(),
            place: Some(place),
            reason,
        }))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn broken(error: parquet::errors::ParquetError) -> Reason {
    Reason::Parquet(error.to_string())
}

/// Decoders of a format this large meet bytes that nobody foresaw: a panic on them is the file's fault.
fn guarded<T>(read: impl FnOnce() -> Result<T, Reason>) -> Result<T, Reason> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Reason::Parquet("its pages cannot be decoded".to_owned())))
}
