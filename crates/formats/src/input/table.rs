//! CSV and tab-separated tables with a header: the same columns as JSONL has fields.

use std::io::BufRead;

use detente_page::TextInput;

use super::lines::{Line, next_line, without_mark};
use super::options::Positions;
use super::{Field, InputError, Options, Place, RawArticle, Reason};

/// The articles of a table.
pub(super) struct Table<R> {
    name: String,
    reader: R,
    options: Options,
    delimiter: u8,
    /// The fields' columns and how many columns there are, once the header is read.
    columns: Option<(Positions, usize)>,
    /// The last line that was read, from 1.
    line: u64,
    /// The line on which the row in `buffer` begins.
    start: u64,
    done: bool,
    buffer: Vec<u8>,
}

impl<R: BufRead> Table<R> {
    pub fn new(name: String, reader: R, options: Options, delimiter: u8) -> Self {
        Self {
            name,
            reader,
            options,
            delimiter,
            columns: None,
            line: 0,
            start: 1,
            done: false,
            buffer: Vec::new(),
        }
    }

    fn error(&self, reason: impl Into<Reason>) -> InputError {
        InputError {
            input: self.name.clone(),
            place: Some(Place::Line(self.start)),
            reason: reason.into(),
        }
    }

    /// Reads lines into the buffer until they make a whole row. `false` at the end of the file.
    fn next_row(&mut self) -> Result<bool, Reason> {
        self.buffer.clear();
        self.start = self.line + 1;
        let mut quotes = Quotes::default();
        loop {
            let before = self.buffer.len();
            match next_line(
                &mut self.reader,
                &mut self.buffer,
                self.options.limits.record,
            )? {
                Line::End if self.buffer.is_empty() => return Ok(false),
                Line::End => return Err(Reason::UnclosedQuote),
                Line::TooLong => {
                    self.line += 1;
                    // A row of one line was passed over whole; one that a quotation mark carried
                    // over lines has no end that can be told.
                    return Err(if before == 0 {
                        Reason::RecordTooLarge {
                            limit: self.options.limits.record,
                        }
                    } else {
                        Reason::UnclosedQuote
                    });
                }
                Line::Whole => {
                    self.line += 1;
                    quotes.read(&self.buffer[before..], self.delimiter);
                    if !quotes.open {
                        return Ok(true);
                    }
                }
            }
        }
    }

    fn cells(&self) -> Result<csv::StringRecord, Reason> {
        let bytes = without_mark(&self.buffer, self.start);
        let mut record = csv::StringRecord::new();
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(bytes)
            .read_record(&mut record)
            .map_err(|error| match error.kind() {
                csv::ErrorKind::Utf8 { .. } => Reason::NotUtf8,
                _ => Reason::NotJson(error.to_string()),
            })?;
        Ok(record)
    }

    fn article(&self, columns: &Positions, count: usize) -> Result<RawArticle, Reason> {
        let cells = self.cells()?;
        if cells.len() != count {
            return Err(Reason::Cells {
                found: cells.len(),
                expected: count,
            });
        }
        let cell = |field: Field| {
            columns
                .of(field)
                .and_then(|at| cells.get(at))
                .filter(|cell| !cell.trim().is_empty())
                .map(str::to_owned)
        };
        Ok(RawArticle::Text(TextInput {
            id: cell(Field::Id),
            text: cell(Field::Text).ok_or_else(|| Reason::NoText {
                column: self.options.columns.of(Field::Text).to_owned(),
            })?,
            title: cell(Field::Title),
            published: cell(Field::Published),
            url: cell(Field::Url),
            outlet: cell(Field::Outlet),
            input: format!("{}:{}", self.name, self.start),
            fetched: None,
        }))
    }

    /// The next row, or the header where that has not been read.
    fn step(&mut self) -> Result<Option<RawArticle>, Reason> {
        loop {
            if !self.next_row()? {
                self.done = true;
                return if self.columns.is_none() {
                    Err(Reason::Empty)
                } else {
                    Ok(None)
                };
            }
            if without_mark(&self.buffer, self.start)
                .trim_ascii()
                .is_empty()
            {
                continue;
            }
            if let Some((columns, count)) = &self.columns {
                return self.article(columns, *count).map(Some);
            }
            let header = self.cells()?;
            let names: Vec<&str> = header.iter().map(str::trim).collect();
            let positions = Positions::find(&self.options.columns, &names)?;
            self.columns = Some((positions, names.len()));
        }
    }
}

impl<R: BufRead> Iterator for Table<R> {
    type Item = Result<RawArticle, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.step() {
            Ok(article) => article.map(Ok),
            Err(reason) => {
                let row_only = matches!(
                    reason,
                    Reason::Cells { .. }
                        | Reason::NotUtf8
                        | Reason::NoText { .. }
                        | Reason::NotJson(_)
                        | Reason::RecordTooLarge { .. }
                );
                // Without a header no row can be read, and after a broken stream there is none.
                self.done |= self.columns.is_none() || !row_only;
                Some(Err(self.error(reason)))
            }
        }
    }
}

/// Whether a quoted cell is open, as RFC 4180 has it: a quotation mark opens a cell only at its
/// beginning, and two of them inside a quoted cell are one.
#[derive(Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    fn read(&mut self, line: &[u8], delimiter: u8) {
        let mut cell_start = !self.open;
        let mut bytes = line.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            if self.open {
                if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                    self.open = false;
                }
            } else {
                self.open = byte == b'"' && cell_start;
            }
            cell_start = !self.open && byte == delimiter;
        }
    }
}
