//! Text exports of Nexis and Factiva: several articles in one file, told apart by their layout.

use std::io::BufRead;

use detente_page::TextInput;

use super::lines::{Line, next_line, without_mark};
use super::{InputError, InputKind, Options, Place, RawArticle, Reason, error_of};

mod factiva;
mod nexis;

/// What a line is to the parting of a file into articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// An article begins, and the line belongs to it.
    Begins,
    /// An article begins behind the line, or ends with it.
    Between,
    /// A line of the article in hand.
    Within,
}

/// How an export lays its articles out.
trait Layout: Default {
    const NAME: &'static str;

    /// What the next line is.
    fn mark(&mut self, line: &str) -> Mark;

    /// Makes the article of its lines; `None` for lines that are none, such as a cover page.
    fn article(lines: &[&str]) -> Result<Option<TextInput>, &'static str>;
}

/// The layout that a text has, if it is an export.
pub(super) fn kind_of(head: &str) -> Option<InputKind> {
    if nexis::is(head) {
        Some(InputKind::Nexis)
    } else if factiva::is(head) {
        Some(InputKind::Factiva)
    } else {
        None
    }
}

/// The articles of a Nexis export.
pub(super) fn nexis<R: BufRead + Send>(
    name: String,
    reader: R,
    options: Options,
) -> impl Iterator<Item = Result<RawArticle, InputError>> + Send {
    Export::<R, nexis::Nexis>::new(name, reader, options)
}

/// The articles of a Factiva export.
pub(super) fn factiva<R: BufRead + Send>(
    name: String,
    reader: R,
    options: Options,
) -> impl Iterator<Item = Result<RawArticle, InputError>> + Send {
    Export::<R, factiva::Factiva>::new(name, reader, options)
}

struct Export<R, L> {
    name: String,
    reader: R,
    options: Options,
    layout: L,
    /// The lines read of the article in hand.
    article: Vec<u8>,
    /// The document in hand, from 1, and the line last read.
    number: u64,
    line: u64,
    too_large: bool,
    ended: bool,
}

impl<R: BufRead, L: Layout> Export<R, L> {
    fn new(name: String, reader: R, options: Options) -> Self {
        Self {
            name,
            reader,
            options,
            layout: L::default(),
            article: Vec::new(),
            number: 0,
            line: 0,
            too_large: false,
            ended: false,
        }
    }

    /// Reads to the end of the article in hand and takes its bytes.
    fn document(&mut self) -> Result<Vec<u8>, Reason> {
        let limit = self.options.limits.record;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let read = next_line(&mut self.reader, &mut buffer, limit)?;
            if read == Line::End {
                self.ended = true;
                return self.taken(Vec::new());
            }
            self.line += 1;
            let line = without_mark(&buffer, self.line);
            match self.layout.mark(&String::from_utf8_lossy(line)) {
                Mark::Begins => {
                    let begun = line.to_vec();
                    return self.taken(begun);
                }
                Mark::Between => return self.taken(Vec::new()),
                Mark::Within => {
                    self.too_large |=
                        read == Line::TooLong || (self.article.len() + line.len()) as u64 > limit;
                    if self.too_large {
                        self.article.clear();
                    } else {
                        self.article.extend_from_slice(line);
                    }
                }
            }
        }
    }

    fn taken(&mut self, begun: Vec<u8>) -> Result<Vec<u8>, Reason> {
        let article = std::mem::replace(&mut self.article, begun);
        if std::mem::take(&mut self.too_large) {
            return Err(Reason::RecordTooLarge {
                limit: self.options.limits.record,
            });
        }
        Ok(article)
    }

    fn article(&self, bytes: &[u8]) -> Result<Option<RawArticle>, Reason> {
        // What is not UTF-8 was written by a program for Windows.
        let (text, _, _) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.into(), encoding_rs::UTF_8, false),
            Err(_) => encoding_rs::WINDOWS_1252.decode(bytes),
        };
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let found = L::article(&lines).map_err(|fault| Reason::Export {
            layout: L::NAME,
            fault,
        })?;
        Ok(found.map(|article| {
            RawArticle::Text(TextInput {
                input: format!("{}:{}", self.name, self.number),
                ..article
            })
        }))
    }
}

impl<R: BufRead, L: Layout> Iterator for Export<R, L> {
    type Item = Result<RawArticle, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let document = self.document();
            if document
                .as_ref()
                .is_ok_and(|bytes| bytes.trim_ascii().is_empty())
            {
                continue;
            }
            self.number += 1;
            let place = Place::Part("document", self.number);
            self.ended |= matches!(
                document,
                Err(Reason::Io(_) | Reason::Truncated | Reason::UnpackedTooLarge { .. })
            );
            match document.and_then(|bytes| self.article(&bytes)) {
                Ok(Some(article)) => return Some(Ok(article)),
                Ok(None) => {
                    self.number -= 1;
                    self.options
                        .reading
                        .leave_out(format!("cover page of a {} export", L::NAME));
                }
                Err(reason) => return Some(Err(error_of(&self.name, Some(place), reason))),
            }
        }
        if self.number == 0 {
            self.number = 1;
            return Some(Err(error_of(
                &self.name,
                None,
                Reason::Export {
                    layout: L::NAME,
                    fault: "no article was found in it",
                },
            )));
        }
        None
    }
}

/// Lines in blocks that blank lines part, each with its lines put together.
fn blocks(lines: &[&str]) -> Vec<String> {
    lines
        .split(|line| line.trim().is_empty())
        .filter(|block| !block.is_empty())
        .map(|block| {
            let words = block.iter().flat_map(|line| line.split_whitespace());
            words.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// The text of an article: its headline over its paragraphs.
fn text_of(title: Option<&str>, paragraphs: &[String]) -> String {
    let all = title
        .into_iter()
        .chain(paragraphs.iter().map(String::as_str));
    all.collect::<Vec<_>>().join("\n\n")
}
