//! JSONL: one article a line, `{"id","text","title"?,"published"?,"url"?,"outlet"?}`; other names by
//! [`ColumnNames`].

use std::borrow::Cow;
use std::fmt;
use std::io::BufRead;

use detente_page::TextInput;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::lines::{Line, next_line, without_mark};
use super::{ColumnNames, Field, InputError, Options, Place, RawArticle, Reason};

/// The fields of a line. Fields of other names are allowed and left alone.
#[derive(Default)]
struct Row {
    id: Option<Value>,
    texts: [Option<String>; Field::ALL.len()],
}

/// Reads a line's object by the names that its fields have.
struct RowSeed<'a>(&'a ColumnNames);

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Row, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::default();
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            let field = Field::ALL
                .into_iter()
                .find(|field| self.0.of(*field) == name);
            match field {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(Field::Id) => row.id = map.next_value()?,
                Some(field) => row.texts[field as usize] = map.next_value()?,
            }
        }
        Ok(row)
    }
}

/// The articles of a JSONL file.
pub(super) struct Jsonl<R> {
    name: String,
    reader: R,
    options: Options,
    line: u64,
    done: bool,
    buffer: Vec<u8>,
}

impl<R: BufRead> Jsonl<R> {
    pub fn new(name: String, reader: R, options: Options) -> Self {
        Self {
            name,
            reader,
            options,
            line: 0,
            done: false,
            buffer: Vec::new(),
        }
    }

    fn error(&self, reason: impl Into<Reason>) -> InputError {
        InputError {
            input: self.name.clone(),
            place: Some(Place::Line(self.line)),
            reason: reason.into(),
        }
    }

    fn article(&self) -> Result<RawArticle, Reason> {
        let line = without_mark(&self.buffer, self.line);
        // The JSON reader would take a list for an object by the order of its values.
        if !line.trim_ascii_start().starts_with(b"{") {
            return Err(Reason::NotJson("the line is no JSON object".to_owned()));
        }
        let mut reader = serde_json::Deserializer::from_slice(line);
        let mut row = RowSeed(&self.options.columns)
            .deserialize(&mut reader)
            .and_then(|row| reader.end().map(|()| row))
            .map_err(|error| {
                if std::str::from_utf8(line).is_err() {
                    Reason::NotUtf8
                } else {
                    Reason::NotJson(error.to_string().replace(" at line 1", " at"))
                }
            })?;
        let id = match row.id {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text),
            Some(Value::Number(number)) => Some(number.to_string()),
            Some(_) => {
                return Err(Reason::NotJson(
                    "its `id` is neither text nor a number".to_owned(),
                ));
            }
        };
        let mut take = |field: Field| row.texts[field as usize].take();
        Ok(RawArticle::Text(TextInput {
            id,
            text: take(Field::Text)
                .filter(|text| !text.trim().is_empty())
                .ok_or_else(|| Reason::NoText {
                    column: self.options.columns.of(Field::Text).to_owned(),
                })?,
            title: take(Field::Title),
            published: take(Field::Published),
            url: take(Field::Url),
            outlet: take(Field::Outlet),
            input: format!("{}:{}", self.name, self.line),
            fetched: None,
        }))
    }
}

impl<R: BufRead> Iterator for Jsonl<R> {
    type Item = Result<RawArticle, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.buffer.clear();
            self.line += 1;
            match next_line(
                &mut self.reader,
                &mut self.buffer,
                self.options.limits.record,
            ) {
                Ok(Line::End) => {
                    self.done = true;
                    if self.line == 1 {
                        return Some(Err(InputError {
                            place: None,
                            ..self.error(Reason::Empty)
                        }));
                    }
                }
                Ok(Line::TooLong) => {
                    return Some(Err(self.error(Reason::RecordTooLarge {
                        limit: self.options.limits.record,
                    })));
                }
                Ok(Line::Whole) if self.buffer.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => {
                    return Some(self.article().map_err(|reason| self.error(reason)));
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(self.error(error)));
                }
            }
        }
        None
    }
}
