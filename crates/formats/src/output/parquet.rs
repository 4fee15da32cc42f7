//! Parquet tables of records: the columns of the CSV form with types.
//!
//! A Parquet file has its directory at its end and cannot be gone on with. A run therefore writes rows
//! of CSV, which can be cut back to whole articles and appended to, and makes the table of them once
//! all are there.

use std::io::{Read, Write};

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::RecordKind;
use super::table::{CellError, TableBuilder, schema};

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
    let mut writer = ArrowWriter::try_new(table, schema(kind), Some(properties(about)))?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .buffer_capacity(1 << 16)
        .from_reader(rows);
    let mut record = csv::StringRecord::new();
    let mut batch = TableBuilder::new(kind);
    let mut count = 0;
    while reader.read_record(&mut record)? {
        count += 1;
        batch
            .push_cells(|at| record.get(at).unwrap_or_default())
            .map_err(|CellError { column, cell }| ParquetWriteError::Cell {
                row: count,
                column,
                cell,
            })?;
        if batch.rows() >= BATCH_ROWS || batch.bytes() >= BATCH_BYTES {
            writer.write(&batch.finish()?)?;
            if writer.in_progress_size() >= GROUP_BYTES {
                writer.flush()?;
            }
        }
    }
    if batch.rows() > 0 {
        writer.write(&batch.finish()?)?;
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
