//! Mail: single messages and mailboxes. A message is an article; its subject is the headline.

use std::io::{BufRead, Read};

use detente_page::{PageHint, TextInput};
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::feed::as_page;
use super::lines::{Line, next_line};
use super::page::whole;
use super::{Articles, InputError, Options, Place, RawArticle, Reason, error_of, failed};

/// How deep messages that are attached to messages are read.
const DEEPEST: usize = 3;
/// A plain text shorter than this only says that there is a version in markup.
const SHORTEST_TEXT: usize = 200;

/// The articles of one message: itself, and messages and PDF files attached to it.
#[expect(
    clippy::needless_pass_by_value,
    reason = "every reader takes its input's name and options as its own"
)]
pub(super) fn message<'a>(
    name: String,
    reader: impl Read + Send + 'a,
    options: Options,
) -> Articles<'a> {
    let found =
        whole(reader, options.limits.record).and_then(|bytes| articles_of(&bytes, &name, &options));
    match found {
        Ok(articles) => Box::new(articles.into_iter().map(Ok)),
        Err(reason) => failed(&name, reason),
    }
}

/// The articles of a mailbox.
pub(super) struct Mbox<R> {
    name: String,
    reader: R,
    options: Options,
    /// The message in hand, from 1.
    number: u64,
    /// Articles of the last message that wait to be given.
    waiting: std::vec::IntoIter<RawArticle>,
    ended: bool,
}

impl<R: BufRead> Mbox<R> {
    pub fn new(name: String, reader: R, options: Options) -> Self {
        Self {
            name,
            reader,
            options,
            number: 0,
            waiting: Vec::new().into_iter(),
            ended: false,
        }
    }

    /// The lines up to the next one behind a blank line that parts messages.
    fn message(&mut self) -> Result<Vec<u8>, Reason> {
        let limit = self.options.limits.record;
        let mut message = Vec::new();
        let mut line = Vec::new();
        let mut after_blank = self.number == 1;
        let mut too_large = false;
        loop {
            line.clear();
            match next_line(&mut self.reader, &mut line, limit)? {
                Line::End => {
                    self.ended = true;
                    break;
                }
                Line::TooLong => too_large = true,
                Line::Whole if after_blank && parts_messages(&line) => {
                    if self.number > 1 || !message.is_empty() || too_large {
                        break;
                    }
                    after_blank = false;
                    continue;
                }
                Line::Whole => {}
            }
            after_blank = matches!(line.as_slice(), b"\n" | b"\r\n");
            // A line of the text that begins like a new message was marked when the mailbox was written.
            let marks = line.iter().take_while(|b| **b == b'>').count();
            let unmarked = marks > 0 && line[marks..].starts_with(b"From ");
            let kept = &line[usize::from(unmarked)..];
            too_large |= (message.len() + kept.len()) as u64 > limit;
            if too_large {
                message.clear();
            } else {
                message.extend_from_slice(kept);
            }
        }
        if too_large {
            return Err(Reason::RecordTooLarge { limit });
        }
        Ok(message)
    }
}

impl<R: BufRead> Iterator for Mbox<R> {
    type Item = Result<RawArticle, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(article) = self.waiting.next() {
                return Some(Ok(article));
            }
            if self.ended {
                return None;
            }
            self.number += 1;
            let input = format!("{}:{}", self.name, self.number);
            let place = Place::Part("message", self.number);
            let found = match self.message() {
                Ok(bytes) if bytes.trim_ascii().is_empty() && self.ended => {
                    return (self.number == 1)
                        .then(|| Err(error_of(&self.name, None, Reason::Empty)));
                }
                Ok(bytes) => articles_of(&bytes, &input, &self.options),
                Err(
                    reason @ (Reason::Io(_) | Reason::Truncated | Reason::UnpackedTooLarge { .. }),
                ) => {
                    self.ended = true;
                    Err(reason)
                }
                Err(reason) => Err(reason),
            };
            match found {
                Ok(articles) => self.waiting = articles.into_iter(),
                Err(reason) => return Some(Err(error_of(&self.name, Some(place), reason))),
            }
        }
    }
}

/// Whether a line parts messages: `From`, a sender, and a date with a time and a year.
fn parts_messages(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let time =
        |word: &[u8]| matches!(word, [a, b, b':', ..] if a.is_ascii_digit() && b.is_ascii_digit());
    let mut words = rest.split(u8::is_ascii_whitespace);
    words.clone().any(time) && words.any(year)
}

fn articles_of(bytes: &[u8], input: &str, options: &Options) -> Result<Vec<RawArticle>, Reason> {
    if bytes.trim_ascii().is_empty() {
        return Err(Reason::Empty);
    }
    let message = MessageParser::default()
        .parse(bytes)
        .filter(|message| !message.headers().is_empty())
        .ok_or(Reason::NotMail)?;
    let mut articles = Vec::new();
    add(&message, input, 0, options, &mut articles);
    Ok(articles)
}

fn add(
    message: &Message,
    input: &str,
    depth: usize,
    options: &Options,
    articles: &mut Vec<RawArticle>,
) {
    let title = message
        .subject()
        .map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|subject| !subject.is_empty());
    let hint = PageHint {
        input: input.to_owned(),
        charset: Some("utf-8".to_owned()),
        id: message.message_id().map(str::to_owned),
        outlet: message.from().and_then(sender),
        published: date(message),
        fetched: options.fetched,
        ..PageHint::default()
    };
    match body(message) {
        Body::None => options.reading.leave_out("mail message without text"),
        Body::Text(text) => articles.push(RawArticle::Text(TextInput {
            id: hint.id.clone(),
            text: match &title {
                Some(title) => format!("{title}\n\n{text}"),
                None => text,
            },
            title,
            published: hint.published.clone(),
            url: None,
            outlet: hint.outlet.clone(),
            input: hint.input.clone(),
            fetched: hint.fetched,
        })),
        Body::Html(html) => articles.push(RawArticle::Page {
            hint: hint.clone(),
            bytes: as_page(title.as_deref(), &html).into_bytes(),
        }),
    }
    for (number, part) in message.attachments().enumerate() {
        let input = format!("{input}/{}", number + 1);
        let kind = part.content_type().map_or_else(
            || "of no type".to_owned(),
            |kind| match kind.subtype() {
                Some(subtype) => format!("{}/{subtype}", kind.ctype()),
                None => kind.ctype().to_owned(),
            },
        );
        match &part.body {
            PartType::Message(inner) if depth < DEEPEST => {
                add(inner, &input, depth + 1, options, articles);
            }
            PartType::Binary(bytes) | PartType::InlineBinary(bytes)
                if kind.eq_ignore_ascii_case("application/pdf") =>
            {
                articles.push(RawArticle::Pdf {
                    hint: PageHint {
                        input,
                        id: None,
                        ..hint.clone()
                    },
                    bytes: bytes.to_vec(),
                });
            }
            _ => {
                let kind: String = kind.chars().filter(|c| !c.is_control()).take(60).collect();
                options
                    .reading
                    .leave_out(format!("mail attachment {}", kind.to_lowercase()));
            }
        }
    }
}

enum Body {
    None,
    Text(String),
    Html(String),
}

/// The text of a message: what was written as plain text, else the markup.
fn body(message: &Message) -> Body {
    let mut text = String::new();
    let mut html = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(words) = &part.body {
            text.push_str(words);
            text.push('\n');
        }
    }
    for part in message.html_bodies() {
        if let PartType::Html(words) = &part.body {
            html.push_str(words);
        }
    }
    let (text, has_html) = (text.trim(), !html.trim().is_empty());
    if has_html && text.len() < SHORTEST_TEXT {
        Body::Html(html)
    } else if text.is_empty() {
        Body::None
    } else if message.content_type().is_none() && is_markup(text) {
        Body::Html(text.to_owned())
    } else {
        Body::Text(text.replace("\r\n", "\n"))
    }
}

/// When it was sent; a date that is none is given as it stands, so that it is told.
fn date(message: &Message) -> Option<String> {
    let date = message.date().map(mail_parser::DateTime::to_rfc3339);
    date.or_else(|| {
        let raw = message.header_raw(mail_parser::HeaderName::Date)?.trim();
        (!raw.is_empty()).then(|| raw.to_owned())
    })
}

/// Whether a text that says nothing of its type is markup: it opens and ends as markup does.
fn is_markup(text: &str) -> bool {
    let opens = |tag: &str| {
        text.get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag))
    };
    let tags = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<p",
        "<div",
        "<table",
    ];
    tags.into_iter().any(opens) && text.contains("</") && text.ends_with('>')
}

/// Who sent it: the name given, else the domain.
fn sender(from: &Address) -> Option<String> {
    let first = from.first()?;
    let name = first.name().map(str::trim).filter(|name| !name.is_empty());
    let domain = || first.address()?.rsplit_once('@').map(|(_, domain)| domain);
    name.or_else(domain).map(str::to_owned)
}
