//! HTML pages: what the head declares, the headline, the date, and the readable part of the body.

mod body;
mod depth;
mod headline;
mod linked_data;
mod published;
pub(crate) mod scan;

use std::borrow::Cow;

pub(crate) use headline::{squash, without_desk_marks, without_site};
pub(crate) use published::in_url;

use detente_calendar::Precision;

use crate::article::{Article, Published};
use crate::{Diagnostic, agency, assemble, dump};

/// Bytes of markup beyond this are not read.
const MOST_HTML: usize = 8 << 20;

/// Whether a text is HTML. A name that says so lowers the bar.
pub(crate) fn is_html(text: &str, named_html: bool) -> bool {
    let head = &text[..text.floor_char_boundary(16_384)];
    let lower = head.to_ascii_lowercase();
    if lower.trim_start().starts_with("<!doctype html")
        || lower.contains("<html")
        || lower.contains("<body")
    {
        return true;
    }
    let tags = [
        "<p>", "<p ", "<div", "<head", "<title>", "<meta ", "<article", "<br", "<span", "<a ",
        "<h1", "<td", "</",
    ];
    let found: usize = tags.iter().map(|tag| lower.matches(tag).count()).sum();
    found >= if named_html { 1 } else { 4 }
}

/// Reads an HTML page into `article`, whose id, input, URL, outlet and date the input may have told.
pub(crate) fn read(html: &str, article: &mut Article) {
    let whole = html.len();
    let html = &html[..html.floor_char_boundary(MOST_HTML)];
    if html.len() < whole {
        article.diagnostics.push(Diagnostic::CutShort {
            kept: html.len() as u64,
            of: whole as u64,
        });
    }
    let (html, deep) = depth::limit(html);
    let (html, reopened) = match depth::limit_reopened(&html) {
        (Cow::Borrowed(_), _) => (html, 0),
        (Cow::Owned(cut), tags) => (Cow::Owned(cut), tags),
    };
    if deep + reopened > 0 {
        article.diagnostics.push(Diagnostic::DeepMarkup {
            tags: deep + reopened,
            limit: depth::DEEPEST,
        });
    }
    let scan = scan::scan(&html);
    let data = linked_data::read(&scan.json_ld);
    let meta = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| scan.meta.iter().find(|(n, _)| n == name))
            .map(|(_, content)| unescape(content.trim()))
            .filter(|content| !content.is_empty() && content.len() < 200)
    };
    if let Some(url) = scan
        .canonical
        .clone()
        .or_else(|| meta(&["og:url"]))
        .filter(|u| u.starts_with("http"))
    {
        article.url = Some(url);
    }
    if article.outlet.is_none() {
        article.outlet = meta(&["og:site_name"])
            .or_else(|| data.publisher.clone())
            .or_else(|| {
                meta(&[
                    "application-name",
                    "dc.publisher",
                    "publisher",
                    "article:publisher",
                    "cre",
                    "al:ios:app_name",
                ])
            })
            .filter(|name| !name.contains("://") && !name.starts_with('@'));
    }
    if article.published.is_none() {
        article.published = published::declared(&scan, &data, &mut article.diagnostics);
    }
    let title = headline::choose(&scan, &data, article.outlet.as_deref());
    let authors = data.authors.iter().cloned().chain(meta(&[
        "author",
        "dc.creator",
        "byl",
        "article:author",
    ]));
    article.agency = authors
        .chain(scan.bylines.iter().cloned())
        .find_map(|author| agency::in_credit_line(&author).map(str::to_owned));
    article.language = data
        .language
        .clone()
        .or_else(|| scan.language.clone())
        .or_else(|| meta(&["og:locale", "content-language", "dc.language"]))
        .and_then(|tag| language_tag(&tag));
    let page = dump::lines_of(&scan.blocks);
    let paragraphs = body::read(&html, &page, title.as_deref());
    let visible = dump::around(&page, title.as_deref(), &paragraphs);
    if article.outlet.is_none() {
        let named = title
            .as_deref()
            .and_then(|t| headline::site_in_title(scan.title.as_deref()?, t));
        article.outlet = named.or(visible.outlet);
    }
    article.agency = article.agency.take().or(visible.agency);
    let in_address = article.url.as_deref().and_then(in_url);
    if article.published.is_none() {
        let days = |p: &Published| p.date.precision() == Precision::Day;
        article.published = visible
            .published
            .clone()
            .filter(days)
            .or_else(|| in_address.filter(days))
            .or(visible.published)
            .or_else(|| article.url.as_deref().and_then(in_url));
    }
    let title = title.map(|t| without_desk_marks(&t).to_owned());
    assemble::fill(article, title, &paragraphs);
}

/// A well-formed BCP 47 tag from a declaration (`en_GB` is `en-GB`).
fn language_tag(declared: &str) -> Option<String> {
    let tag = declared
        .trim()
        .split([',', ';'])
        .next()?
        .trim()
        .replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next()?;
    let sound = (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts
            .all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    sound.then(|| {
        let rest = &tag[primary.len()..];
        format!("{}{rest}", primary.to_ascii_lowercase())
    })
}

/// The characters of the few entities that metadata is escaped with twice.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let named: Cow<'_, str> = text
        .replace("&quot;", "\"")
        .replace("&#039;", "'")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&#8217;", "’")
        .replace("&#8216;", "‘")
        .replace("&#8220;", "“")
        .replace("&#8221;", "”")
        .replace("&#8211;", "–")
        .replace("&#8212;", "—")
        .replace("&rsquo;", "’")
        .replace("&lsquo;", "‘")
        .replace("&ldquo;", "“")
        .replace("&rdquo;", "”")
        .replace("&ndash;", "–")
        .replace("&mdash;", "—")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .into();
    named.into_owned()
}
