//! HTML pages: what the head declares, the headline, the date, and the readable part of the body.

mod authors;
mod body;
mod captures;
mod content;
mod gather;
mod headline;
mod linked_data;
mod marks;
mod published;
pub(crate) mod scan;
mod table;
mod tokens;
mod tree;

use std::borrow::Cow;

pub(crate) use body::Paragraph;
pub(crate) use headline::{without_desk_marks, without_site};
pub(crate) use published::in_url;

use detente_calendar::Precision;
use jiff::civil::Date;

use crate::article::{Article, Published};
use crate::dump::{self, DateLines, Shown};
use crate::fetched::Fetched;
use crate::{Diagnostic, agency, assemble};

/// Bytes of markup beyond this are not read.
const MOST_HTML: usize = 8 << 20;

/// Bytes at the head of a text that tell whether it is HTML.
const TELLING: usize = 16_384;

/// What one line in so many of a page's markup has: paragraphs may be wrapped over several.
const LINES_PER_TAG: usize = 8;

/// Whether a text is HTML. A name that says so lowers the bar.
///
/// A flattened page may speak of markup or quote it, so that tags alone prove nothing: a page opens with
/// one, or has them all over.
pub(crate) fn is_html(text: &str, named_html: bool) -> bool {
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let lower = head[..head.floor_char_boundary(TELLING)].to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|opening| lower.starts_with(opening))
    {
        return true;
    }
    let tags = [
        "<p>", "<p ", "<div", "<head", "<title>", "<meta ", "<article", "<br", "<span", "<a ",
        "<h1", "<td", "</",
    ];
    let is_tagged = |line: &&str| tags.iter().any(|tag| line.contains(tag));
    let found: usize = tags.iter().map(|tag| lower.matches(tag).count()).sum();
    let (mut lines, mut tagged) = (0, 0);
    for line in lower.lines().filter(|line| !line.trim().is_empty()) {
        lines += 1;
        tagged += usize::from(is_tagged(&line));
    }
    let is_page = lower.contains("<html") || lower.contains("<body");
    let is_dense = tagged * LINES_PER_TAG >= lines;
    let opens = lower.starts_with('<');
    match (named_html, is_page) {
        (true, _) => found >= 1 || is_page,
        (false, true) => opens || is_dense,
        (false, false) => found >= 4 && (opens || is_dense),
    }
}

/// Reads an HTML page into `article`, whose id, input, URL, outlet and date the input may have told.
pub(crate) fn read(html: &str, fetched: Fetched, article: &mut Article) {
    let whole = html.len();
    let html = &html[..html.floor_char_boundary(MOST_HTML)];
    if html.len() < whole {
        article.diagnostics.push(Diagnostic::CutShort {
            kept: html.len() as u64,
            of: whole as u64,
        });
    }
    let scan = scan::scan(html);
    if scan.tree.too_deep > 0 {
        article.diagnostics.push(Diagnostic::DeepMarkup {
            tags: scan.tree.too_deep,
            limit: tree::DEEPEST as u32,
        });
    }
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
    let mut declared = published::declared(&scan, &data, fetched, &mut article.diagnostics);
    article.section = data
        .section
        .clone()
        .or_else(|| {
            meta(&[
                "article:section",
                "section",
                "articlesection",
                "parsely-section",
            ])
        })
        .filter(|section| !section.contains("://"));
    let title = headline::choose(&scan, &data, article.outlet.as_deref());
    let named = meta(&["author", "dc.creator", "byl", "article:author"]);
    let credits = data.authors.iter().chain(&named).chain(&scan.bylines);
    article.agency = credits
        .clone()
        .find_map(|author| agency::in_credit_line(author).map(str::to_owned));
    // The surest place that names any: the bylines of a page are also those of its other items.
    article.authors = [&data.authors[..], named.as_slice()]
        .into_iter()
        .chain(scan.bylines.chunks(1))
        .map(|place| authors::of(place, article.outlet.as_deref()))
        .find(|authors| !authors.is_empty())
        .unwrap_or_default();
    article.language = data
        .language
        .clone()
        .or_else(|| scan.language.clone())
        .or_else(|| meta(&["og:locale", "content-language", "dc.language"]))
        .and_then(|tag| language_tag(&tag));
    let page = dump::lines_of(&scan.blocks);
    let paragraphs = body::read(&scan, &page, title.as_deref());
    let mut visible = dump::around(&page, title.as_deref(), &paragraphs, fetched);
    if article.outlet.is_none() {
        let named = title
            .as_deref()
            .and_then(|t| headline::site_in_title(scan.title.as_deref()?, t));
        article.outlet = named.or(visible.outlet);
    }
    article.agency = article.agency.take().or(visible.agency);
    if article.published.is_none() {
        article.published = declared.published.take();
        date(article, &visible.dates, declared.modified.as_ref(), fetched);
    }
    article.modified = declared
        .modified
        .or(visible.dates.modified.take())
        .filter(|modified| !is_before(modified, article.published.as_ref()));
    let title = title.map(|t| without_desk_marks(&t).to_owned());
    let paragraphs: Vec<&str> = paragraphs.iter().map(|text| &***text).collect();
    assemble::fill(article, title, &paragraphs, fetched);
    assemble::tell_future(article, visible.dates.future);
}

/// Dates the article that its declarations have dated or not, by what its visible text and its address
/// tell.
fn date(
    article: &mut Article,
    visible: &DateLines,
    modified: Option<&Published>,
    fetched: Fetched,
) {
    if let Some(declared) = &article.published {
        if let Some(shown) = &visible.shown
            && stands_for(shown, declared, visible, modified)
        {
            article.published = Some(shown.date.clone());
        }
        return;
    }
    let is_day = |p: &Published| p.date.precision() == Precision::Day;
    let in_address = article
        .url
        .as_deref()
        .and_then(in_url)
        .filter(|told| fetched.allows(told.date));
    article.published = visible
        .published
        .clone()
        .filter(is_day)
        .or_else(|| in_address.clone().filter(is_day))
        .or_else(|| visible.published.clone())
        .or(in_address);
}

/// Days after which a text that was changed counts as another text.
const REWRITTEN: i32 = 7;

/// Whether the date under the headline counts and not the declared one. It is the one that readers are
/// told, and programs declare others: the day on which the page was last built, or the one on which its
/// address first held something, years before the text was written anew. A difference of a day is one of
/// time zones, a change within days is one of the same text.
fn stands_for(
    shown: &Shown,
    declared: &Published,
    visible: &DateLines,
    modified: Option<&Published>,
) -> bool {
    let day = |told: &Published| told.date.first_day();
    let Some((told, declared)) = day(&shown.date).zip(day(declared)) else {
        return false;
    };
    let days = |from: Date, to: Date| (to - from).get_days();
    if told < declared {
        return days(told, declared) > 1;
    }
    // A page that tells both dates means the declared one.
    let tells_both = visible
        .days
        .iter()
        .any(|told| days(*told, declared).abs() <= 1);
    // A date without a label above the title or below it is often today's, or that of something else.
    let confirmed = shown.is_labelled
        || modified
            .and_then(day)
            .is_some_and(|modified| days(told, modified).abs() <= 1);
    days(declared, told) > REWRITTEN && !tells_both && confirmed
}

/// Whether a date of change lies before the date of publication, and so is none.
fn is_before(modified: &Published, published: Option<&Published>) -> bool {
    published
        .and_then(|p| p.date.first_day())
        .zip(modified.date.first_day())
        .is_some_and(|(published, modified)| modified < published)
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

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn a_text_about_markup_is_no_page() {
        let dump = "The Courier\nWorld\n\nHow pages were made\n\nA table stood in a <table>, and a break was a <br>. \
            Nobody closed a <p> with a </p>, and a <span> was new.\n\nThe envoy laughed.\n"
            .to_owned()
            + &"Another line of the text, without any of that.\n".repeat(20);
        assert!(!is_html(&dump, false));
        assert!(is_html(&dump, true));
        assert!(!is_html(
            "He wrote <html> on the board.\n\nThey left.\n\nA\nB\nC\nD\nE\nF\n",
            false
        ));
    }

    #[test]
    fn pages_and_their_pieces_are_known() {
        for page in [
            "\u{FEFF}\n<!DOCTYPE HTML>\n<title>x</title>",
            "<html>",
            "Warning: no such file in line 3\n<html><body><p>Envoys met.</p></body></html>",
            "<p>Envoys met.</p><p>They left.</p>",
            "Envoys met in Oslo.<br>They spoke<br>about the border<br>and left.<br>",
            "<div>one\ntwo\nthree</div>\n<p>four\nfive\nsix</p>\nseven\neight\nnine\n",
        ] {
            assert!(is_html(page, false), "{page}");
        }
    }
}
