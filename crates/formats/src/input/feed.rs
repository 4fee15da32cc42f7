//! Feeds (RSS, Atom, JSON Feed) as articles, and the addresses in feeds and sitemaps for fetching.

use std::io::Read;

use detente_page::{PageHint, TextInput};
use feed_rs::model::{Entry, Feed, Text};
use feed_rs::parser;
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::error::Place;
use super::feed_entries::Pieces;
use super::page::whole;
use super::{Articles, InputError, Limits, Options, RawArticle, Reason, error_of, failed, unpack};

/// An address that a feed or a sitemap names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address as written, which may be relative.
    pub url: String,
    /// Whether it is another sitemap, not a page.
    pub is_sitemap: bool,
}

/// What a feed or a sitemap names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The addresses, in their order.
    pub links: Vec<Link>,
    /// The entries that have no address: their number, from 1, with their title.
    pub without_address: Vec<String>,
    /// The entries whose markup is broken: their number, from 1, with what is wrong.
    pub broken: Vec<String>,
}

/// An entry of a feed, or what is wrong with it.
type Found = Result<Entry, Reason>;

/// The articles of a feed: those of its entries that hold text.
pub(super) fn articles<'a>(
    name: String,
    reader: impl Read + Send + 'a,
    options: Options,
) -> Articles<'a> {
    let read = whole(reader, options.limits.record).and_then(|bytes| read(&bytes));
    let (title, entries) = match read {
        Ok(read) => read,
        Err(reason) => return failed(&name, reason),
    };
    if entries.is_empty() {
        return failed(&name, Reason::Empty);
    }
    let outlet = title.as_ref().map(plain);
    let entries = entries.into_iter().enumerate();
    Box::new(entries.filter_map(move |(number, entry)| {
        let input = format!("{name}:{}", number + 1);
        let entry = match entry {
            Ok(entry) => entry,
            Err(reason) => {
                let place = Place::Part("entry", number as u64 + 1);
                return Some(Err(error_of(&name, Some(place), reason)));
            }
        };
        let article = article(entry, input, outlet.clone(), options.fetched);
        if article.is_none() {
            options.reading.leave_out("feed entry without text");
        }
        article.map(Ok)
    }))
}

/// The addresses of the pages that a feed or a sitemap, compressed or not, names, and the entries that
/// name none.
///
/// ```
/// use detente_formats::input::{Limits, links};
/// let map = b"<urlset><url><loc>https://news.example/a?x=1&amp;y=2</loc></url></urlset>".as_slice();
/// let found = links("sitemap.xml", map, Limits::default()).unwrap();
/// assert_eq!(found.links[0].url, "https://news.example/a?x=1&y=2");
/// ```
///
/// # Errors
/// If it is neither a feed nor a sitemap, is broken, or is larger than a record may be.
pub fn links(name: &str, bytes: impl Read + Send, limits: Limits) -> Result<Links, InputError> {
    let found = unpack::open(bytes)
        .and_then(|opened| opened.unpacked(limits.record))
        .map_err(Reason::from)
        .and_then(|bytes| whole(bytes, limits.record))
        .and_then(|bytes| match sitemap(&bytes)? {
            Some(found) => Ok(found),
            None => Ok(links_of(&read(&bytes)?.1)),
        });
    found.map_err(|reason| error_of(name, None, reason))
}

/// The title of a feed and its entries. Where its markup is broken, the entries are read one by one, and those
/// that are broken themselves are faults.
fn read(bytes: &[u8]) -> Result<(Option<Text>, Vec<Found>), Reason> {
    if bytes.trim_ascii().is_empty() {
        return Err(Reason::Empty);
    }
    if sitemap(bytes)?.is_some() {
        return Err(Reason::Sitemap);
    }
    let fault = match parse(bytes) {
        Ok(feed) => return Ok((feed.title, feed.entries.into_iter().map(Ok).collect())),
        Err(fault) => fault,
    };
    let Some(pieces) = Pieces::of(bytes) else {
        return Err(fault);
    };
    let entries: Vec<_> = pieces
        .entries()
        .map(|entry| {
            let mut entries = parse(&entry)?.entries;
            entries.pop().ok_or(Reason::Empty)
        })
        .collect();
    if entries.iter().all(Result::is_err) {
        return Err(fault);
    }
    let title = parse(&pieces.head()).ok().and_then(|feed| feed.title);
    Ok((title, entries))
}

fn parse(bytes: &[u8]) -> Result<Feed, Reason> {
    parser::Builder::new()
        .sanitize_content(false)
        // Without it an entry that has no id gets a random one.
        .id_generator(|_, _, _| String::new())
        .build()
        .parse(bytes)
        .map_err(|error| Reason::Feed(error.to_string()))
}

fn links_of(entries: &[Found]) -> Links {
    let mut found = Links::default();
    for (number, entry) in entries.iter().enumerate() {
        match entry {
            Ok(entry) => match link(entry) {
                Some(link) => found.links.push(link),
                None => found.without_address.push(nameless(number + 1, entry)),
            },
            Err(fault) => found.broken.push(format!("entry {} {fault}", number + 1)),
        }
    }
    found
}

/// Words for an entry that has no address.
fn nameless(number: usize, entry: &Entry) -> String {
    let title = entry.title.as_ref().map(plain).unwrap_or_default();
    if title.is_empty() {
        return format!("entry {number}");
    }
    let title: String = title.chars().take(80).collect();
    format!("entry {number} (\"{title}\")")
}

fn link(entry: &Entry) -> Option<Link> {
    let links = &entry.links;
    let page = links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or_else(|| links.first())
        .filter(|link| !link.href.trim().is_empty())?;
    Some(Link {
        url: page.href.clone(),
        is_sitemap: false,
    })
}

/// The article in an entry; `None` where it has no text.
fn article(
    entry: Entry,
    input: String,
    outlet: Option<String>,
    fetched: Option<Date>,
) -> Option<RawArticle> {
    let url = link(&entry).map(|link| link.url);
    let title = entry.title.as_ref().map(plain).filter(|t| !t.is_empty());
    let published = entry.published.or(entry.updated).map(|at| at.to_rfc3339());
    let content = entry.content.and_then(|content| {
        let is_plain = content.content_type.subty() == "plain";
        content.body.map(|body| (body, is_plain))
    });
    let summary = entry.summary.map(|summary| {
        let is_plain = summary.content_type.subty() == "plain";
        (summary.content, is_plain)
    });
    let (text, is_plain) = [content, summary]
        .into_iter()
        .flatten()
        .find(|(text, _)| !text.trim().is_empty())?;
    // RSS calls everything plain, and most of it is markup.
    if is_plain && !text.contains("</") && !text.contains("<p>") && !text.contains("<br") {
        let text = title.iter().fold(text.trim().to_owned(), |text, title| {
            format!("{title}\n\n{text}")
        });
        return Some(RawArticle::Text(TextInput {
            id: None,
            text,
            title,
            published,
            url,
            outlet,
            input,
            fetched,
        }));
    }
    let hint = PageHint {
        input,
        url,
        charset: Some("utf-8".to_owned()),
        outlet,
        published,
        fetched,
        ..PageHint::default()
    };
    Some(RawArticle::Page {
        hint,
        bytes: as_page(title.as_deref(), &text).into_bytes(),
    })
}

/// A page around a piece of markup that a feed or a message holds.
pub(super) fn as_page(title: Option<&str>, body: &str) -> String {
    let title = quick_xml::escape::escape(title.unwrap_or_default());
    let body = if body.contains("<p") || body.contains("<div") {
        body.to_owned()
    } else {
        format!("<p>{body}</p>")
    };
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{title}</title></head><body>\
         <article><h1>{title}</h1>{body}</article></body></html>"
    )
}

/// The words of a title without markup.
fn plain(text: &Text) -> String {
    let words = if text.content.contains(['<', '&']) {
        mail_parser::decoders::html::html_to_text(&text.content)
    } else {
        text.content.clone()
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The addresses of a sitemap or of an index of sitemaps; `None` where it is neither.
fn sitemap(bytes: &[u8]) -> Result<Option<Links>, Reason> {
    let broken = |error: &dyn std::fmt::Display| Reason::Feed(error.to_string());
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut links: Vec<Link> = Vec::new();
    let mut without_address = Vec::new();
    let mut number = 0;
    let mut has_address = false;
    let mut path: Vec<String> = Vec::new();
    let mut words = String::new();
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            // Whatever is wrong before the first element is the feed parser's to tell.
            Err(_) if path.is_empty() && links.is_empty() => return Ok(None),
            Err(error) if links.is_empty() => return Err(broken(&error)),
            Err(error) => return Ok(Some(cut(links, without_address, number, &error))),
        };
        match event {
            Event::Start(element) => {
                let name = element.local_name().as_ref().to_owned();
                if path.is_empty() && name != "urlset" && name != "sitemapindex" {
                    return Ok(None);
                }
                path.push(name);
                words.clear();
            }
            Event::Empty(_) if path.is_empty() => return Ok(None),
            Event::Text(text) => words.push_str(&text),
            Event::CData(text) => words.push_str(&text),
            Event::GeneralRef(name) => {
                if let Ok(Some(character)) = name.resolve_char_ref() {
                    words.push(character);
                } else {
                    let named = quick_xml::escape::resolve_predefined_entity(&name);
                    words.push_str(named.unwrap_or_default());
                }
            }
            Event::End(_) => {
                let depth = path.len();
                let url = words.trim();
                if depth == 3 && path[2] == "loc" && !url.is_empty() {
                    has_address = true;
                    links.push(Link {
                        url: url.to_owned(),
                        is_sitemap: path[1] == "sitemap",
                    });
                }
                if depth == 2 {
                    number += 1;
                    if !has_address {
                        without_address.push(format!("entry {number}"));
                    }
                    has_address = false;
                }
                path.pop();
                words.clear();
            }
            Event::Eof if path.is_empty() && links.is_empty() => return Ok(None),
            Event::Eof if path.is_empty() => {
                return Ok(Some(Links {
                    links,
                    without_address,
                    broken: Vec::new(),
                }));
            }
            Event::Eof if links.is_empty() => return Err(broken(&UNFINISHED)),
            Event::Eof => return Ok(Some(cut(links, without_address, number, &UNFINISHED))),
            _ => {}
        }
    }
}

const UNFINISHED: &str = "it ends before its last element does";

/// What a sitemap names up to where it breaks.
fn cut(
    links: Vec<Link>,
    without_address: Vec<String>,
    whole: usize,
    fault: &dyn std::fmt::Display,
) -> Links {
    Links {
        links,
        without_address,
        broken: vec![format!("what follows entry {whole} is broken: {fault}")],
    }
}
