//! Parquet tables of records: the columns of the CSV form with types.
//!
//! A Parquet file has its directory at its end and cannot be gone on with. A run therefore writes rows
//! of CSV, which can be cut back to whole articles and appended to, and makes the table of them once
//! all are there.

use std::io::{Read, Write};
use std::sync::Arc;

use arrow::array::{
    ArrayRef, Float64Builder, Int64Builder, ListBuilder, RecordBatch, StringBuilder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::RecordKind;
use super::columns::{self, Column, ColumnKind};

/// Rows of a row group: what `DuckDB` and Arrow divide their work by.
const GROUP_ROWS: usize = 122_880;
/// Bytes of a row group in memory at which it is closed before it has so many rows.
const GROUP_BYTES: usize = 48 << 20;
/// Rows, and bytes of their cells, that are put into columns at a time.
const BATCH_ROWS: usize = 8192;
const BATCH_BYTES: usize = 8 << 20;

/// Why a table was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ParquetWriteError {
    /// The rows cannot be read.
    #[error("the rows written so far cannot be read again: {0}")]
    Rows(#[from] csv::Error),
    /// A row does not fit the columns.
    #[error("row {row} of those written so far holds `{cell}` in the column {column}")]
    Cell {
        /// The row, from 1.
        row: u64,
        /// The column's name.
        column: &'static str,
        /// What it holds.
        cell: String,
    },
    /// The table cannot be written.
    #[error("{0}")]
    Write(#[from] ParquetError),
    /// The columns cannot be built.
    #[error("{0}")]
    Columns(#[from] arrow::error::ArrowError),
}

/// Writes the Parquet table of `rows`, the rows of `kind` as CSV without a header, and gives their
/// number. `about` is kept in the file's metadata: versions of program, lexicon and model.
///
/// ```
/// use detente_formats::{RecordKind, output::parquet};
/// let mut table = Vec::new();
/// let rows = parquet::write(RecordKind::Event, b"".as_slice(), &mut table, &[]).unwrap();
/// assert_eq!((rows, &table[..4]), (0, b"PAR1".as_slice()));
/// ```
///
/// # Errors
/// If the rows cannot be read or the table cannot be written.
pub fn write(
    kind: RecordKind,
    rows: impl Read,
    table: impl Write + Send,
    about: &[(&str, &str)],
) -> Result<u64, ParquetWriteError> {
    let columns = columns::of(kind);
    let schema = schema(columns);
    let mut writer = ArrowWriter::try_new(table, Arc::clone(&schema), Some(properties(about)))?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .buffer_capacity(1 << 16)
        .from_reader(rows);
    let mut record = csv::StringRecord::new();
    let mut batch = Batch::new(columns);
    let mut count = 0;
    while reader.read_record(&mut record)? {
        count += 1;
        batch.push(&record, count)?;
        if batch.rows >= BATCH_ROWS || batch.bytes >= BATCH_BYTES {
            writer.write(&batch.take(&schema)?)?;
            if writer.in_progress_size() >= GROUP_BYTES {
                writer.flush()?;
            }
        }
    }
    if batch.rows > 0 {
        writer.write(&batch.take(&schema)?)?;
    }
    writer.close()?;
    Ok(count)
}

fn properties(about: &[(&str, &str)]) -> WriterProperties {
    let about = about
        .iter()
        .map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned()))
        .collect();
    WriterProperties::builder()
        .set_created_by(concat!("detente ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_key_value_metadata(Some(about))
        .build()
}

fn schema(columns: &[Column]) -> SchemaRef {
    let fields = columns.iter().map(|column| {
        let kind = match column.kind {
            ColumnKind::Text => DataType::Utf8,
            ColumnKind::Int => DataType::Int64,
            ColumnKind::Float => DataType::Float64,
            ColumnKind::List => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
        };
        Field::new(column.name, kind, true)
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Cells on their way into columns.
struct Batch {
    columns: Vec<(&'static str, Cells)>,
    rows: usize,
    bytes: usize,
}

enum Cells {
    Text(StringBuilder),
    Int(Int64Builder),
    Float(Float64Builder),
    List(ListBuilder<StringBuilder>),
}

impl Batch {
    fn new(columns: &'static [Column]) -> Self {
        let cells = |column: &Column| match column.kind {
            ColumnKind::Text => Cells::Text(StringBuilder::new()),
            ColumnKind::Int => Cells::Int(Int64Builder::new()),
            ColumnKind::Float => Cells::Float(Float64Builder::new()),
            ColumnKind::List => Cells::List(ListBuilder::new(StringBuilder::new())),
        };
        Self {
            columns: columns.iter().map(|c| (c.name, cells(c))).collect(),
            rows: 0,
            bytes: 0,
        }
    }

    fn push(&mut self, record: &csv::StringRecord, row: u64) -> Result<(), ParquetWriteError> {
        for (at, (column, cells)) in self.columns.iter_mut().enumerate() {
            let cell = record.get(at).unwrap_or_default();
            self.bytes += cell.len();
            if !cells.push(cell) {
                return Err(ParquetWriteError::Cell {
                    row,
                    column,
                    cell: cell.to_owned(),
                });
            }
        }
        self.rows += 1;
        Ok(())
    }

    fn take(&mut self, schema: &SchemaRef) -> Result<RecordBatch, ParquetWriteError> {
        self.rows = 0;
        self.bytes = 0;
        let columns = self.columns.iter_mut().map(|(_, cells)| cells.take());
        Ok(RecordBatch::try_new(Arc::clone(schema), columns.collect())?)
    }
}

impl Cells {
    /// Appends a cell; `false` where it is not of the column's kind.
    fn push(&mut self, cell: &str) -> bool {
        let is_absent = cell.is_empty();
        match self {
            Self::Text(builder) => builder.append_option((!is_absent).then_some(cell)),
            Self::Int(builder) => {
                let value = cell.parse().ok();
                builder.append_option(value);
                return is_absent || value.is_some();
            }
            Self::Float(builder) => {
                let value = cell.parse().ok();
                builder.append_option(value);
                return is_absent || value.is_some();
            }
            Self::List(builder) => {
                for id in cell.split(';').filter(|id| !id.is_empty()) {
                    builder.values().append_value(id);
                }
                builder.append(true);
            }
        }
        true
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Int(builder) => Arc::new(builder.finish()),
            Self::Float(builder) => Arc::new(builder.finish()),
            Self::List(builder) => Arc::new(builder.finish()),
        }
    }
}
