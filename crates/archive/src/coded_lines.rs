//! Coded articles as `detente code --records all --format jsonl` writes them: an article's line, then
//! those of its events, quotes and positions, each with its kind in a field `record`.

use std::fmt::Write as _;
use std::io::BufRead;

use detente_coding::record::Coding;
use detente_formats::Coded;
use serde::Deserialize;

/// Most bytes of one line.
const LONGEST: u64 = 64 << 20;

/// A line that holds no coded record.
#[derive(Debug, thiserror::Error)]
#[error("{input}:{line}: {reason}")]
pub struct CodedError {
    /// The file.
    pub input: String,
    /// From 1.
    pub line: u64,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// One line.
#[derive(Deserialize)]
#[serde(tag = "record", rename_all = "lowercase")]
enum Line {
    Article(Box<detente_page::record::ArticleRecord>),
    Event(Box<detente_coding::record::Event>),
    Quote(Box<detente_coding::record::Quote>),
    Position(Box<detente_coding::record::Position>),
}

impl Line {
    fn article(&self) -> &str {
        match self {
            Self::Article(article) => &article.id,
            Self::Event(event) => &event.article,
            Self::Quote(quote) => &quote.article,
            Self::Position(position) => &position.article,
        }
    }
}

/// Reads coded articles. After a line that cannot be read it goes on with the next article, so that
/// none comes with a part of its records; after an error of the input itself it ends.
pub fn read_coded<R: BufRead>(
    input: impl Into<String>,
    lines: R,
) -> impl Iterator<Item = Result<Coded, CodedError>> {
    CodedLines {
        input: input.into(),
        lines,
        line: 0,
        held: None,
        spoilt: false,
        ended: false,
    }
}

struct CodedLines<R> {
    input: String,
    lines: R,
    line: u64,
    /// The article whose records are being read.
    held: Option<Coded>,
    /// Whether a line of the article in hand could not be read.
    spoilt: bool,
    ended: bool,
}

impl<R: BufRead> CodedLines<R> {
    fn error(&self, reason: impl Into<String>) -> CodedError {
        CodedError {
            input: self.input.clone(),
            line: self.line,
            reason: reason.into(),
        }
    }

    fn line(&mut self) -> Option<Result<Line, CodedError>> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            self.line += 1;
            match std::io::Read::take(&mut self.lines, LONGEST).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(length) if length as u64 == LONGEST && bytes.last() != Some(&b'\n') => {
                    self.ended = true;
                    return Some(Err(self.error("the line is longer than 64 MiB")));
                }
                Ok(_) => {}
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.error(error.to_string())));
                }
            }
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                break;
            }
        }
        Some(serde_json::from_slice(&bytes).map_err(|error| {
            self.error(format!("no coded record ({error}): write it with `detente code --records all --format jsonl`"))
        }))
    }
}

impl<R: BufRead> Iterator for CodedLines<R> {
    type Item = Result<Coded, CodedError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.ended {
                return self.held.take().filter(|_| !self.spoilt).map(Ok);
            }
            match self.line() {
                None => self.ended = true,
                Some(Err(mut error)) => {
                    if let Some(held) = self.held.as_ref().filter(|_| !self.spoilt) {
                        // Writing to a string cannot fail.
                        let _ = write!(
                            error.reason,
                            "; article {:?} before it may lack this record and is left out",
                            held.article.id
                        );
                    }
                    self.spoilt = true;
                    return Some(Err(error));
                }
                Some(Ok(Line::Article(article))) => {
                    let next = Coded {
                        article: *article,
                        coding: Coding::default(),
                    };
                    let whole = self.held.replace(next).filter(|_| !self.spoilt);
                    self.spoilt = false;
                    if let Some(whole) = whole {
                        return Some(Ok(whole));
                    }
                }
                Some(Ok(line)) => {
                    let Some(held) = self
                        .held
                        .as_mut()
                        .filter(|held| held.article.id == line.article())
                    else {
                        let reason = format!(
                            "a record of article {:?}, whose own line does not stand before it",
                            line.article()
                        );
                        return Some(Err(self.error(reason)));
                    };
                    match line {
                        Line::Event(event) => held.coding.events.push(*event),
                        Line::Quote(quote) => held.coding.quotes.push(*quote),
                        Line::Position(position) => held.coding.positions.push(*position),
                        Line::Article(_) => {}
                    }
                }
            }
        }
    }
}
