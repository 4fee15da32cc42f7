//! Rows of Arrow tables to articles, whether they come out of a Parquet file or out of another program's
//! memory. Dates and times become ISO 8601.

use arrow::array::{Array, LargeStringArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Schema};
use arrow::error::ArrowError;
use detente_page::TextInput;

use super::options::Positions;
use super::{Field, InputError, Options, Place, RawArticle, Reason};

/// Makes articles of the rows of record batches that all have one schema.
///
/// ```
/// use std::sync::Arc;
/// use arrow::array::{RecordBatch, StringArray};
/// use detente_formats::{Options, input::Batches};
/// let texts = StringArray::from(vec![Some("Oslo recalled its envoy."), None]);
/// let batch = RecordBatch::try_from_iter([("text", Arc::new(texts) as _)]).unwrap();
/// let mut batches = Batches::new("frame", &batch.schema(), Options::default()).unwrap();
/// let found: Vec<_> = batches.articles(&batch).unwrap().collect();
/// assert!(found[0].is_ok());
/// assert!(found[1].as_ref().unwrap_err().to_string().starts_with("frame, row 2"));
/// ```
#[derive(Debug, Clone)]
pub struct Batches {
    name: String,
    options: Options,
    positions: Positions,
    /// Rows of the batches before.
    rows: u64,
}

impl Batches {
    /// A reader of tables of `schema`; `name` is what errors and articles call them.
    ///
    /// # Errors
    /// If a column that must be there is not, or one is of a type that cannot hold what it should.
    pub fn new(name: &str, schema: &Schema, options: Options) -> Result<Self, InputError> {
        let positions =
            positions(schema, &options).map_err(|reason| super::error_of(name, None, reason))?;
        Ok(Self {
            name: name.to_owned(),
            options,
            positions,
            rows: 0,
        })
    }

    /// The articles of the next batch, row by row; a row that is none is an error with its number, from 1
    /// over all batches.
    ///
    /// # Errors
    /// If the batch's columns are not what its schema says.
    pub fn articles(
        &mut self,
        batch: &RecordBatch,
    ) -> Result<impl Iterator<Item = Result<RawArticle, InputError>> + '_, InputError> {
        let rows = Rows::of(batch, &self.positions).map_err(|error| {
            super::error_of(&self.name, None, Reason::Columns(error.to_string()))
        })?;
        let first = self.rows + 1;
        self.rows += rows.count as u64;
        Ok((0..rows.count).map(move |at| {
            let row = first + at as u64;
            let article = rows.article(at, &self.options, || format!("{}:{row}", self.name));
            let place = Some(Place::Part("row", row));
            article.map_err(|reason| super::error_of(&self.name, place, reason))
        }))
    }
}

/// Where the fields stand in tables of `schema`.
pub(super) fn positions(schema: &Schema, options: &Options) -> Result<Positions, Reason> {
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
    Ok(positions)
}

/// The rows of one batch.
#[derive(Default)]
pub(super) struct Rows {
    columns: [Option<LargeStringArray>; Field::ALL.len()],
    /// How many there are.
    pub count: usize,
}

impl Rows {
    /// The rows of a batch whose fields stand at `positions`. Texts stay where they are, but those in
    /// views and dictionaries are copied.
    pub fn of(batch: &RecordBatch, positions: &Positions) -> Result<Self, ArrowError> {
        let mut rows = Self {
            count: batch.num_rows(),
            ..Self::default()
        };
        for field in Field::ALL {
            if let Some(at) = positions.of(field) {
                let texts = cast(batch.column(at), &DataType::LargeUtf8)?;
                rows.columns[field as usize] = texts.as_any().downcast_ref().cloned();
            }
        }
        Ok(rows)
    }

    /// The article of row `at`, which `input` names.
    pub fn article(
        &self,
        at: usize,
        options: &Options,
        input: impl FnOnce() -> String,
    ) -> Result<RawArticle, Reason> {
        let cell = |field: Field| {
            self.columns[field as usize]
                .as_ref()
                .filter(|column| column.is_valid(at))
                .map(|column| column.value(at))
                .filter(|cell| !cell.trim().is_empty())
        };
        let text = cell(Field::Text).ok_or_else(|| Reason::NoText {
            column: options.columns.of(Field::Text).to_owned(),
        })?;
        if text.len() as u64 > options.limits.record {
            return Err(Reason::RecordTooLarge {
                limit: options.limits.record,
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
            input: input(),
            fetched: None,
        }))
    }
}

/// Whether a column of type `found` can hold `field`. A column without a single value has no type of its
/// own and holds nothing of any field.
fn fits(field: Field, found: &DataType) -> bool {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => fits(field, values),
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => field == Field::Published,
        DataType::Null => field != Field::Text,
        other => field == Field::Id && other.is_integer(),
    }
}
