//! JSONL: one article a line, `{"id","text","title"?,"published"?,"url"?,"outlet"?}`.

use std::io::BufRead;

use detente_page::TextInput;
use serde_json::Value;

use super::lines::{Line, next_line, without_mark};
use super::{InputError, Limits, RawArticle, Reason};

/// A line of the input. Fields of other names are allowed and left alone.
#[derive(serde::Deserialize)]
struct Row {
    #[serde(default)]
    id: Option<Value>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
}

/// The articles of a JSONL file.
pub(super) struct Jsonl<R> {
    name: String,
    reader: R,
    limits: Limits,
    line: u64,
    done: bool,
    buffer: Vec<u8>,
}

impl<R: BufRead> Jsonl<R> {
    pub fn new(name: String, reader: R, limits: Limits) -> Self {
        Self {
            name,
            reader,
            limits,
            line: 0,
            done: false,
            buffer: Vec::new(),
        }
    }

    fn error(&self, reason: impl Into<Reason>) -> InputError {
        InputError {
            input: self.name.clone(),
            line: Some(self.line),
            reason: reason.into(),
        }
    }

    fn article(&self) -> Result<RawArticle, Reason> {
        let line = without_mark(&self.buffer, self.line);
        // The JSON reader would take a list for an object by the order of its values.
        if !line.trim_ascii_start().starts_with(b"{") {
            return Err(Reason::NotJson("the line is no JSON object".to_owned()));
        }
        let row: Row = serde_json::from_slice(line).map_err(|error| {
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
        Ok(RawArticle::Text(TextInput {
            id,
            text: row
                .text
                .filter(|text| !text.trim().is_empty())
                .ok_or(Reason::NoText)?,
            title: row.title,
            published: row.published,
            url: row.url,
            outlet: row.outlet,
            input: format!("{}:{}", self.name, self.line),
        }))
    }
}

impl<R: BufRead> Iterator for Jsonl<R> {
    type Item = Result<RawArticle, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.buffer.clear();
            self.line += 1;
            match next_line(&mut self.reader, &mut self.buffer, self.limits.record) {
                Ok(Line::End) => {
                    self.done = true;
                    if self.line == 1 {
                        return Some(Err(InputError {
                            line: None,
                            ..self.error(Reason::Empty)
                        }));
                    }
                }
                Ok(Line::TooLong) => {
                    return Some(Err(self.error(Reason::RecordTooLarge {
                        limit: self.limits.record,
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
