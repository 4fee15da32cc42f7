//! Web archives: WARC 1.0 and 1.1 (ISO 28500) and the WET files that Common Crawl makes of them.
//!
//! A response or resource record with a page in it is an article; a conversion record (WET) is a page
//! flattened to text. Other records are counted by what they are. A damaged record is named, and reading
//! goes on at the next one: at the next compressed member, or at the next line that begins one.

use std::io::Read;

use detente_page::PageHint;
use jiff::civil::Date;

use super::http::{self, Head};
use super::members::{Fault, Got, Members, RECORD};
use super::{InputError, Options, Place, RawArticle, Reason};

/// Heads of records are a kilobyte; more than this is none.
const MOST_HEAD: usize = 1 << 16;
/// How a line begins that begins a record.
const VERSION: &[u8] = b"\nWARC/1.";

/// The pages of a web archive.
pub(super) struct Warc<R> {
    name: String,
    members: Members<R>,
    options: Options,
    /// Decompressed bytes; those before `at` are done with.
    bytes: Vec<u8>,
    at: usize,
    /// Decompressed bytes before those.
    before: u64,
    /// The record in hand, from 1, and where it, or its compressed member, begins in the file.
    number: u64,
    offset: u64,
    /// A fault behind the record in hand, told after that record.
    pending: Option<Reason>,
    /// Where the compressed member that holds it begins.
    member_at: u64,
    /// The last read came to the end of what can belong to the record.
    boundary: bool,
    ended: bool,
}

/// The fields of a record's head that are used.
#[derive(Default)]
struct RecordHead {
    kind: String,
    content_type: Option<String>,
    charset: Option<String>,
    url: Option<String>,
    length: Option<u64>,
    /// The day it was fetched.
    date: Option<Date>,
}

/// What more bytes there were.
#[derive(PartialEq, Eq)]
enum More {
    Bytes,
    /// None that belong to the record.
    No,
}

impl<R: Read> Warc<R> {
    pub fn new(name: String, file: R, options: Options) -> Self {
        Self {
            name,
            members: Members::new(file, options.limits.unpacked),
            options,
            bytes: Vec::new(),
            at: 0,
            before: 0,
            number: 0,
            offset: 0,
            pending: None,
            member_at: 0,
            boundary: false,
            ended: false,
        }
    }

    fn there(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    /// Reads more bytes behind those that are there.
    fn more(&mut self) -> Result<More, Reason> {
        const STEP: usize = 1 << 16;
        if self.at > STEP && self.at * 2 > self.bytes.len() {
            self.bytes.drain(..self.at);
            self.before += self.at as u64;
            self.at = 0;
        }
        self.boundary = false;
        loop {
            let filled = self.bytes.len();
            self.bytes.resize(filled + STEP, 0);
            let got = self.members.read(&mut self.bytes[filled..]);
            let read = match got {
                Ok(Got::Bytes(read)) => read,
                _ => 0,
            };
            self.bytes.truncate(filled + read);
            match got {
                Ok(Got::Bytes(0)) => {
                    if self.there().is_empty() {
                        self.member_at = self.members.offset();
                    }
                }
                Ok(Got::Bytes(_)) => return Ok(More::Bytes),
                Ok(Got::MemberEnd) if !self.members.record_follows() => {}
                Ok(Got::MemberEnd) => {
                    self.boundary = true;
                    return Ok(More::No);
                }
                Ok(Got::End) => {
                    self.boundary = true;
                    self.ended = true;
                    return Ok(More::No);
                }
                Err(fault) => return Err(self.fault(fault)),
            }
        }
    }

    fn fault(&mut self, fault: Fault) -> Reason {
        self.bytes.clear();
        self.at = 0;
        match fault {
            Fault::Damaged { offset, fault } => Reason::Damaged { offset, fault },
            Fault::Fatal(error) => {
                self.ended = true;
                error.into()
            }
        }
    }

    fn damaged(&self, fault: impl Into<String>) -> Reason {
        Reason::Damaged {
            offset: self.offset,
            fault: fault.into(),
        }
    }

    /// The article of the next record that has one; `None` at the end of the file.
    fn step(&mut self) -> Result<Option<RawArticle>, Reason> {
        if let Some(reason) = self.pending.take() {
            self.number += 1;
            return Err(reason);
        }
        while self.seek_record()? {
            let Some(head) = self.head()? else {
                let reason = self.damaged("its head is not whole");
                self.seek_line_that_begins_one()?;
                return Err(reason);
            };
            let Some(length) = head.length else {
                let reason = self.damaged("it has no Content-Length");
                self.seek_line_that_begins_one()?;
                return Err(reason);
            };
            if length > self.options.limits.record {
                self.seek_line_that_begins_one()?;
                return Err(Reason::RecordTooLarge {
                    limit: self.options.limits.record,
                });
            }
            let block = self.block(length as usize)?;
            if let Some(article) = self.article(&head, block)? {
                return Ok(Some(article));
            }
            if let Some(reason) = self.pending.take() {
                self.number += 1;
                return Err(reason);
            }
        }
        Ok(None)
    }

    /// Goes to the beginning of the next record; `false` at the end of the file.
    fn seek_record(&mut self) -> Result<bool, Reason> {
        loop {
            let blank = self
                .there()
                .iter()
                .take_while(|b| matches!(b, b'\r' | b'\n'));
            self.at += blank.count();
            if self.there().len() >= RECORD.len() {
                break;
            }
            match self.more() {
                Ok(More::Bytes) => {}
                Ok(More::No) if self.there().is_empty() && !self.ended => {}
                Ok(More::No) => break,
                Err(reason) => {
                    self.number += 1;
                    return Err(reason);
                }
            }
        }
        if self.there().is_empty() {
            return Ok(false);
        }
        self.number += 1;
        self.offset = if self.members.is_plain() {
            self.before + self.at as u64
        } else {
            self.member_at
        };
        if self.there().starts_with(RECORD) {
            return Ok(true);
        }
        let reason = self.damaged("no record begins where one should");
        self.seek_line_that_begins_one()?;
        Err(reason)
    }

    /// Passes over everything before the next line that begins a record.
    fn seek_line_that_begins_one(&mut self) -> Result<(), Reason> {
        loop {
            if let Some(found) = memchr::memmem::find(self.there(), VERSION) {
                self.at += found + 1;
                return Ok(());
            }
            let keep = self.there().len().min(VERSION.len() - 1);
            self.at = self.bytes.len() - keep;
            if self.boundary || self.more()? == More::No {
                self.at = self.bytes.len();
                return Ok(());
            }
        }
    }

    /// Reads the head of the record; `None` where it has no end.
    fn head(&mut self) -> Result<Option<RecordHead>, Reason> {
        loop {
            if let Some((head, length)) = http::split_head(self.there()) {
                let head = RecordHead::read(head);
                self.at += length;
                return Ok(Some(head));
            }
            if self.there().len() > MOST_HEAD || self.more()? == More::No {
                return Ok(None);
            }
        }
    }

    /// Takes the record's block, once what stands behind it proves its length.
    fn block(&mut self, length: usize) -> Result<Vec<u8>, Reason> {
        while self.there().len() < length {
            if self.more()? == More::No {
                return Err(self.wrong_length(length));
            }
        }
        // Behind the block stand two line ends and the next record, or nothing.
        let mut behind = length;
        loop {
            let rest = &self.there()[behind..];
            behind += rest
                .iter()
                .take_while(|b| matches!(b, b'\r' | b'\n'))
                .count();
            let rest = &self.there()[behind..];
            if rest.len() >= RECORD.len() || !RECORD.starts_with(rest) {
                break;
            }
            let block = self.there()[..length].to_vec();
            match self.more() {
                Ok(More::Bytes) => {}
                Ok(More::No) => break,
                // What stands behind is damaged; this record is not.
                Err(reason) => {
                    self.pending = Some(reason);
                    return Ok(block);
                }
            }
        }
        let rest = &self.there()[behind..];
        if !rest.is_empty() && !rest.starts_with(RECORD) {
            return Err(self.wrong_length(length));
        }
        let block = self.there()[..length].to_vec();
        self.at += behind;
        Ok(block)
    }

    /// The Content-Length is wrong: reading goes on at the next record in what was read, or behind.
    fn wrong_length(&mut self, length: usize) -> Reason {
        let reason = self.damaged(format!(
            "its Content-Length ({length}) is not that of its block"
        ));
        // A fault in looking for the next record comes again where it is looked for.
        let _ = self.seek_line_that_begins_one();
        reason
    }

    /// The article in a record, if there is one.
    fn article(&self, head: &RecordHead, block: Vec<u8>) -> Result<Option<RawArticle>, Reason> {
        let left_out = |reason: String| {
            self.options.reading.leave_out(reason);
            Ok(None)
        };
        let mut hint = PageHint {
            input: format!("{}:{}", self.name, self.number),
            url: head.url.clone(),
            charset: head.charset.clone(),
            fetched: head.date.or(self.options.fetched),
            ..PageHint::default()
        };
        let is_http = head
            .content_type
            .as_deref()
            .is_none_or(|kind| kind == "application/http");
        let (kind, bytes) = match head.kind.as_str() {
            "conversion" | "resource" => (head.content_type.clone(), block),
            "response" if !is_http => (head.content_type.clone(), block),
            "response" => {
                let Some(http) = Head::read(&block) else {
                    return Err(self.damaged("its HTTP head is not whole"));
                };
                if !(200..300).contains(&http.status) {
                    return left_out(format!("http status {}", http.status));
                }
                if !is_page(http.content_type.as_deref()) && !is_pdf(http.content_type.as_deref()) {
                    return left_out(content_type(http.content_type.as_deref()));
                }
                hint.charset.clone_from(&http.charset);
                let mut body = block;
                body.drain(..http.length);
                let page = http.page(body, self.options.limits.record)?;
                (http.content_type, page)
            }
            other => return left_out(format!("warc {} record", short(other))),
        };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return left_out("empty page".to_owned());
        }
        if is_pdf(kind.as_deref()) {
            return Ok(Some(RawArticle::Pdf { hint, bytes }));
        }
        if is_page(kind.as_deref()) {
            return Ok(Some(RawArticle::Page { hint, bytes }));
        }
        left_out(content_type(kind.as_deref()))
    }
}

impl RecordHead {
    fn read(head: &[u8]) -> Self {
        let mut found = Self::default();
        let head = String::from_utf8_lossy(head);
        for (name, value) in head.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => found.kind = value.to_ascii_lowercase(),
                "content-type" => (found.content_type, found.charset) = http::content_type(value),
                "content-length" => found.length = value.parse().ok(),
                "warc-date" => found.date = value.get(..10).and_then(|day| day.parse().ok()),
                "warc-target-uri" => {
                    let url = value.trim_start_matches('<').trim_end_matches('>');
                    found.url = Some(url.to_owned());
                }
                _ => {}
            }
        }
        found
    }
}

/// Whether a content type is that of a page; without one the page's own bytes tell.
fn is_page(kind: Option<&str>) -> bool {
    matches!(
        kind,
        None | Some("text/html" | "application/xhtml+xml" | "text/plain" | "unknown/unknown")
    )
}

fn is_pdf(kind: Option<&str>) -> bool {
    kind == Some("application/pdf")
}

fn content_type(kind: Option<&str>) -> String {
    format!("content type {}", short(kind.unwrap_or("none")))
}

/// What an archive says, fit for a count: a name of its own length, without odd characters.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

impl<R: Read> Iterator for Warc<R> {
    type Item = Result<RawArticle, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended && self.there().is_empty() && self.pending.is_none() {
            return None;
        }
        match self.step() {
            Ok(Some(article)) => Some(Ok(article)),
            Ok(None) if self.number == 0 => {
                self.number = 1;
                Some(Err(super::error_of(&self.name, None, Reason::Empty)))
            }
            Ok(None) => None,
            Err(reason) => {
                let place = Place::Part("record", self.number.max(1));
                Some(Err(super::error_of(&self.name, Some(place), reason)))
            }
        }
    }
}
