//! Parquet tables: the same columns as CSV, by [`ColumnNames`]. Dates and times become ISO 8601.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow::array::{Array, LargeStringArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use detente_page::TextInput;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};

use super::options::Positions;
use super::{Articles, ColumnNames, Field, InputError, Options, Place, RawArticle, Reason};

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
    rows: Rows,
    /// Rows given so far, over all groups.
    row: u64,
}

/// The rows of one batch.
#[derive(Default)]
struct Rows {
    columns: [Option<LargeStringArray>; Field::ALL.len()],
    next: usize,
    count: usize,
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
        let schema = metadata.schema().clone();
        let header: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
        let positions = Positions::find(&options.columns, &header)?;
        for field in Field::ALL {
            if let Some(at) = positions.of(field) {
                let column = schema.field(at);
                if !fits(field, column.data_type()) {
                    return Err(Reason::ColumnType {
                        column: column.name().clone(),
                        found: column.data_type().to_string(),
                    });
                }
            }
        }
        let roots = Field::ALL.into_iter().filter_map(|f| positions.of(f));
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
            rows: Rows::default(),
            row: 0,
        })
    }

    /// The next row; a fault in a row group ends that group.
    fn step(&mut self) -> Option<Result<RawArticle, (Place, Reason)>> {
        loop {
            if self.rows.next < self.rows.count {
                self.row += 1;
                let place = Place::Part("row", self.row);
                return Some(self.article().map_err(|reason| (place, reason)));
            }
            if let Some(batches) = &mut self.batches {
                let names = &self.options.columns;
                let next = guarded(|| {
                    let batch = batches
                        .next()
                        .transpose()
                        .map_err(|error| broken(error.into()))?;
                    batch.map(|batch| Rows::of(&batch, names)).transpose()
                });
                match next {
                    Ok(Some(rows)) => self.rows = rows,
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
        self.rows = Rows::default();
    }

    fn article(&mut self) -> Result<RawArticle, Reason> {
        let at = self.rows.next;
        self.rows.next += 1;
        let cell = |field: Field| {
            self.rows.columns[field as usize]
                .as_ref()
                .filter(|column| column.is_valid(at))
                .map(|column| column.value(at))
                .filter(|cell| !cell.trim().is_empty())
        };
        let text = cell(Field::Text).ok_or_else(|| Reason::NoText {
            column: self.options.columns.of(Field::Text).to_owned(),
        })?;
        if text.len() as u64 > self.options.limits.record {
            return Err(Reason::RecordTooLarge {
                limit: self.options.limits.record,
            });
        }
        let owned = |field| cell(field).map(str::to_owned);
        Ok(RawArticle::Text(TextInput {
            id: owned(Field::Id),
            text: text.to_owned(),
            title: owned(Field::Title),
            published: owned(Field::Published),
            url: owned(Field::Url),
            outlet: owned(Field::Outlet),
            input: format!("{}:{}", self.name, self.row),
        }))
    }
}

impl Rows {
    fn of(batch: &RecordBatch, names: &ColumnNames) -> Result<Self, Reason> {
        let mut rows = Self {
            count: batch.num_rows(),
            ..Self::default()
        };
        let schema = batch.schema();
        for (column, values) in schema.fields().iter().zip(batch.columns()) {
            let Some(field) = names.field(column.name()) else {
                continue;
            };
            let texts = cast(values, &DataType::LargeUtf8).map_err(|error| broken(error.into()))?;
            rows.columns[field as usize] = texts.as_any().downcast_ref().cloned();
        }
        Ok(rows)
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

/// Whether a column of type `found` can hold `field`.
fn fits(field: Field, found: &DataType) -> bool {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => fits(field, values),
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => field == Field::Published,
        other => field == Field::Id && other.is_integer(),
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
