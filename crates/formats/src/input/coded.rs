//! Coded articles, each with its records: the lines of [`super::read_records`] put together again.

use std::io::{BufRead, Read};

use detente_coding::record::Coding;

use super::records::{self, RecordLines};
use super::{InputError, Limits, Reason, Record};
use crate::Coded;

/// Reads coded articles as `detente code --records all` writes them: an article's line, then those of its
/// events, quotes and positions. After a line that cannot be read it goes on with the next article, so
/// that none comes with a part of its records.
pub fn read_coded<'a>(
    name: &str,
    bytes: impl Read + Send + 'a,
    limits: Limits,
) -> Box<dyn Iterator<Item = Result<Coded, InputError>> + Send + 'a> {
    match records::open(name, bytes, limits) {
        Ok(records) => Box::new(Articles {
            records,
            held: None,
            spoilt: false,
        }),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

struct Articles<R> {
    records: RecordLines<R>,
    /// The article whose records are being read.
    held: Option<Coded>,
    /// Whether a line of the article in hand could not be read.
    spoilt: bool,
}

impl<R> Articles<R> {
    /// The article in hand, if all of its records came.
    fn whole(&mut self, next: Option<Coded>) -> Option<Coded> {
        let whole = std::mem::replace(&mut self.held, next).filter(|_| !self.spoilt);
        self.spoilt = false;
        whole
    }

    /// The coding of the article in hand, if that is the one that `record` belongs to.
    fn coding_of(&mut self, article: &str) -> Result<&mut Coding, InputError> {
        match self.held.as_mut().filter(|held| held.article.id == article) {
            Some(held) => Ok(&mut held.coding),
            None => Err(self
                .records
                .error(Reason::RecordWithoutArticle(article.to_owned()))),
        }
    }

    fn add(&mut self, record: Record) -> Result<(), InputError> {
        match record {
            // It begins an article, which is not this one's to add.
            Record::Article(_) => {}
            Record::Event(event) => self.coding_of(&event.article)?.events.push(*event),
            Record::Quote(quote) => self.coding_of(&quote.article)?.quotes.push(*quote),
            Record::Position(position) => {
                self.coding_of(&position.article)?.positions.push(*position);
            }
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Articles<R> {
    type Item = Result<Coded, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let fault = match self.records.next() {
                None => return self.whole(None).map(Ok),
                Some(Ok(Record::Article(article))) => {
                    let next = Coded {
                        article: *article,
                        coding: Coding::default(),
                    };
                    match self.whole(Some(next)) {
                        Some(whole) => return Some(Ok(whole)),
                        None => continue,
                    }
                }
                Some(Ok(record)) => match self.add(record) {
                    Ok(()) => continue,
                    Err(fault) => fault,
                },
                Some(Err(fault)) => {
                    self.spoilt = true;
                    fault
                }
            };
            return Some(Err(fault));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = r#"{"record":"article","id":"ID","input":"x","url":null,"title":null,"outlet":null,"agency":null,"published":null,"published_precision":null,"published_from":null,"dateline":null,"language":null,"body":"","text":""}"#;
    const QUOTE: &str = r#"{"record":"quote","id":"q","article":"ID","start":1,"end":5,"content":"Well","kind":"direct","cue":null,"speaker":null,"issues":[],"date":null}"#;

    fn read(lines: &[String]) -> Vec<Result<(String, usize), String>> {
        read_coded(
            "coded.jsonl",
            lines.join("\n").as_bytes(),
            Limits::default(),
        )
        .map(|coded| {
            coded
                .map(|coded| (coded.article.id, coded.coding.quotes.len()))
                .map_err(|error| error.to_string())
        })
        .collect()
    }

    #[test]
    fn articles_come_with_their_records() {
        let of = |line: &str, id: &str| line.replace("ID", id);
        let found = read(&[
            of(ARTICLE, "a"),
            of(QUOTE, "a"),
            of(QUOTE, "a"),
            of(ARTICLE, "b"),
        ]);
        assert_eq!(found, [Ok(("a".to_owned(), 2)), Ok(("b".to_owned(), 0))]);
    }

    #[test]
    fn an_article_that_lacks_a_record_is_left_out_and_the_next_one_read() {
        let of = |line: &str, id: &str| line.replace("ID", id);
        let found = read(&[
            of(ARTICLE, "a"),
            "no JSON".to_owned(),
            of(ARTICLE, "b"),
            of(QUOTE, "b"),
            of(QUOTE, "c"),
        ]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(
            found[0]
                .as_ref()
                .is_err_and(|error| error.contains("coded.jsonl:2"))
        );
        assert!(
            found[1]
                .as_ref()
                .is_err_and(|error| error.contains("\"c\""))
        );
        assert_eq!(found[2], Ok(("b".to_owned(), 1)));
    }
}
