//! Records coded before, read back: the JSONL that holds several kinds, told apart by a field `record`.

use std::io::{BufRead, BufReader, Read};

use detente_coding::record::{Event, Position, Quote};
use detente_page::record::ArticleRecord;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::lines::{Line, next_line, without_mark};
use super::{InputError, Limits, Place, Reason, unpack};

/// One line of such a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// An article.
    Article(Box<ArticleRecord>),
    /// An event.
    Event(Box<Event>),
    /// A quote.
    Quote(Box<Quote>),
    /// A position.
    Position(Box<Position>),
}

/// Whether the first bytes of a file (decompressed) begin such a line. Where they hold the whole line, the
/// field `record` may stand anywhere in it; else it must come first, as this program writes it.
///
/// ```
/// use detente_formats::input::begins_records;
/// assert!(begins_records(b"{\"record\":\"article\",\"id\":\"a\""));
/// assert!(begins_records(b"{\"id\":\"a\",\"record\":\"article\"}\n"));
/// assert!(!begins_records(b"{\"id\":\"a\",\"text\":\"A record of talks.\"}"));
/// ```
pub fn begins_records(head: &[u8]) -> bool {
    let head = without_mark(head, 1).trim_ascii_start();
    let Some(rest) = head.strip_prefix(b"{") else {
        return false;
    };
    let first_field = rest.trim_ascii_start().strip_prefix(b"\"record\"");
    if first_field.is_some_and(|rest| rest.trim_ascii_start().starts_with(b":")) {
        return true;
    }
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    serde_json::from_slice::<Value>(line).is_ok_and(|row| row.get("record").is_some())
}

/// Whether `bytes` are such records; the first line is read and decompressed for it, up to 32 MiB.
///
/// # Errors
/// If they cannot be read.
pub fn holds_records(bytes: impl Read + Send) -> std::io::Result<bool> {
    let mut reader = BufReader::new(unpack::open(bytes)?.unpacked(u64::MAX)?);
    let mut line = Vec::new();
    let read = next_line(&mut reader, &mut line, Limits::default().record)?;
    Ok(matches!(read, Line::Whole) && begins_records(&line))
}

/// Reads such records from `bytes`, the contents of `name`, compressed or not. Lines that are no record are
/// errors that name the line; the lines behind them are read.
pub fn read_records<'a>(
    name: &str,
    bytes: impl Read + Send + 'a,
    limits: Limits,
) -> Box<dyn Iterator<Item = Result<Record, InputError>> + Send + 'a> {
    match open(name, bytes, limits) {
        Ok(records) => Box::new(records),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// [`read_records`], with the number of the line at hand.
pub(super) fn open<'a>(
    name: &str,
    bytes: impl Read + Send + 'a,
    limits: Limits,
) -> Result<RecordLines<impl BufRead + Send + 'a>, InputError> {
    let bytes = unpack::open(bytes)
        .and_then(|opened| opened.unpacked(limits.unpacked))
        .map_err(|error| InputError {
            input: name.to_owned(),
            place: None,
            reason: error.into(),
        })?;
    Ok(RecordLines {
        name: name.to_owned(),
        lines: BufReader::with_capacity(1 << 16, bytes),
        limits,
        line: 0,
        done: false,
        buffer: Vec::new(),
    })
}

/// The records of a file, line by line.
pub(super) struct RecordLines<R> {
    name: String,
    lines: R,
    limits: Limits,
    /// The line read last, from 1.
    line: u64,
    done: bool,
    buffer: Vec<u8>,
}

impl<R> RecordLines<R> {
    /// `reason` as an error of the line read last.
    pub(super) fn error(&self, reason: Reason) -> InputError {
        InputError {
            input: self.name.clone(),
            place: Some(Place::Line(self.line)),
            reason,
        }
    }
}

impl<R: BufRead> Iterator for RecordLines<R> {
    type Item = Result<Record, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.buffer.clear();
            self.line += 1;
            let read = next_line(&mut self.lines, &mut self.buffer, self.limits.record);
            let found = match read {
                Ok(Line::End) => break,
                Ok(Line::TooLong) => Err(Reason::RecordTooLarge {
                    limit: self.limits.record,
                }),
                Ok(Line::Whole) if self.buffer.trim_ascii().is_empty() => continue,
                Ok(Line::Whole) => record(without_mark(&self.buffer, self.line)),
                Err(error) => {
                    self.done = true;
                    Err(error.into())
                }
            };
            return Some(found.map_err(|reason| self.error(reason)));
        }
        self.done = true;
        None
    }
}

fn record(line: &[u8]) -> Result<Record, Reason> {
    let wrong =
        |error: serde_json::Error| Reason::NotJson(error.to_string().replace(" at line 1", " at"));
    let value: Value = serde_json::from_slice(line).map_err(wrong)?;
    let kind = value
        .get("record")
        .and_then(Value::as_str)
        .map(str::to_owned);
    match kind.as_deref() {
        Some("article") => of(value).map(Record::Article),
        Some("event") => of(value).map(Record::Event),
        Some("quote") => of(value).map(Record::Quote),
        Some("position") => of(value).map(Record::Position),
        Some(other) => Err(Reason::NotJson(format!(
            "its `record` is `{other}`, none of article, event, quote, position"
        ))),
        None => Err(Reason::NotJson(
            "it has no `record`, as every line of `detente code --records all` has".to_owned(),
        )),
    }
}

fn of<T: DeserializeOwned>(value: Value) -> Result<Box<T>, Reason> {
    serde_json::from_value(value)
        .map(Box::new)
        .map_err(|error| Reason::NotJson(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTE: &str = r#"{"record":"quote","id":"q","article":"a","start":1,"end":5,"content":"Well","kind":"direct","cue":null,"speaker":null,"issues":[],"date":"2011-10-25"}"#;

    #[test]
    fn a_bad_line_is_named_and_the_next_one_read() {
        let text =
            format!("{QUOTE}\n\n{{\"record\":\"story\"}}\nnot JSON\n{{\"id\":\"a\"}}\n{QUOTE}");
        let found: Vec<_> =
            read_records("coded.jsonl", text.as_bytes(), Limits::default()).collect();
        let lines: Vec<_> = found
            .iter()
            .map(|one| {
                one.as_ref()
                    .map(|_| ())
                    .map_err(|error| error.place.map(Place::number))
            })
            .collect();
        assert_eq!(
            lines,
            [Ok(()), Err(Some(3)), Err(Some(4)), Err(Some(5)), Ok(())]
        );
        let error = found[1].as_ref().unwrap_err().to_string();
        assert!(
            error.contains("coded.jsonl:3") && error.contains("`story`"),
            "{error}"
        );
    }

    #[test]
    fn what_is_written_is_read_back() {
        let coding = detente_coding::record::Coding {
            quotes: vec![serde_json::from_str(QUOTE).unwrap()],
            ..Default::default()
        };
        let article: ArticleRecord = serde_json::from_str(
            r#"{"id":"a","input":"x","url":null,"title":null,"outlet":null,"agency":null,"published":null,
                "published_precision":null,"published_from":null,"dateline":null,"language":"en","body":"Well.","text":"Well."}"#,
        )
        .unwrap();
        let coded = crate::Coded {
            article: article.clone(),
            coding: coding.clone(),
        };
        let mut out = Vec::new();
        for kind in crate::RecordKind::ALL {
            coded.write_jsonl(kind, true, &mut out);
        }
        assert!(begins_records(&out));
        assert!(holds_records(out.as_slice()).unwrap());
        let found: Vec<_> = read_records("x", out.as_slice(), Limits::default())
            .map(Result::unwrap)
            .collect();
        let quote = Box::new(coding.quotes[0].clone());
        assert_eq!(
            found,
            [Record::Article(Box::new(article)), Record::Quote(quote)]
        );
    }
}
