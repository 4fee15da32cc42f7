//! When an HTML page says it was published.

use std::sync::LazyLock;

use detente_calendar::PartialDate;
use regex::Regex;

use super::captures::TimeMark;
use super::linked_data::LinkedData;
use super::scan::Scan;
use crate::article::{Published, PublishedFrom};
use crate::fetched::Fetched;
use crate::{Diagnostic, date_forms};

/// Names of `<meta>` elements that tell the date of publication, surest first.
const META: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "published_time",
    "published",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "citation_date",
    "citation_publication_date",
    "article.created",
    "datecreated",
    "created",
    "date",
    "gentime",
    "ptime",
    "pdate",
    "displaydate",
    "release_date",
    "date_published",
    "shareaholic:article_published_time",
    "bt:pubdate",
    "lastpubdate",
];

/// Names of `<meta>` elements that tell the date of the last change.
const META_MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "article:modified",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "last-modified",
    "lastmod",
    "modified",
    "updated",
];

/// What the page declares of its dates.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    pub published: Option<Published>,
    pub modified: Option<Published>,
}

/// Reads the dates from the places of the page in the order of their trust: JSON-LD, `<meta>`,
/// `<time>`. A place whose date cannot be read is told and the next one is asked.
pub(crate) fn declared(
    scan: &Scan,
    data: &LinkedData,
    fetched: Fetched,
    diagnostics: &mut Vec<Diagnostic>,
) -> Declared {
    let mut unreadable = Vec::new();
    let mut try_one = |value: &str, from| one(value, from, fetched, &mut unreadable);
    let times = |mark: TimeMark| scan.times.iter().filter(move |t| t.mark == mark);
    let json = data
        .published
        .as_deref()
        .and_then(|value| try_one(value, PublishedFrom::JsonLd));
    let published = json
        .or_else(|| {
            META.iter().find_map(|name| {
                let (_, value) = scan.meta.iter().find(|(n, _)| n == name)?;
                try_one(value, PublishedFrom::Meta)
            })
        })
        .or_else(|| {
            let named = scan.meta.iter().filter(|(name, _)| names_publication(name));
            named
                .take(5)
                .find_map(|(_, value)| try_one(value, PublishedFrom::Meta))
        })
        .or_else(|| {
            let below = times(TimeMark::Plain).filter(|t| t.after_heading);
            let only = times(TimeMark::Plain).filter(|_| scan.times.len() == 1);
            times(TimeMark::Published)
                .chain(below)
                .chain(only)
                .take(5)
                .find_map(|t| try_one(&t.value, PublishedFrom::TimeElement))
        });
    if published.is_none() {
        // One value may have been tried by several names.
        for told in unreadable {
            if !diagnostics.contains(&told) {
                diagnostics.push(told);
            }
        }
    }
    // A date of change that cannot be read is no loss to the record.
    let try_one = |value: &str, from| one(value, from, fetched, &mut Vec::new());
    let modified = data
        .modified
        .as_deref()
        .and_then(|value| try_one(value, PublishedFrom::JsonLd))
        .or_else(|| {
            META_MODIFIED.iter().find_map(|name| {
                let (_, value) = scan.meta.iter().find(|(n, _)| n == name)?;
                try_one(value, PublishedFrom::Meta)
            })
        })
        .or_else(|| {
            times(TimeMark::Modified)
                .take(5)
                .find_map(|t| try_one(&t.value, PublishedFrom::TimeElement))
        });
    Declared {
        published,
        modified,
    }
}

fn one(
    value: &str,
    from: PublishedFrom,
    fetched: Fetched,
    unreadable: &mut Vec<Diagnostic>,
) -> Option<Published> {
    let mut found = crate::ready::read_published(value, unreadable)?;
    found.from = from;
    let day = found.date.first_day()?;
    if is_filler(day) {
        return None;
    }
    fetched.checked(found, unreadable)
}

/// Whether a day is what programs write where they know none.
fn is_filler(day: jiff::civil::Date) -> bool {
    day == jiff::civil::date(1970, 1, 1) || day.year() < FIRST_NEWSPAPER
}

/// The year of the first printed newspaper; no earlier date is one of publication.
const FIRST_NEWSPAPER: i16 = 1605;

/// Whether the name of a `<meta>` element that is in no list tells the date of publication
/// (`site-published-date`, `shop:date`).
fn names_publication(name: &str) -> bool {
    let has = |part: &str| name.contains(part);
    let other = [
        "modif", "updat", "expir", "end", "start", "event", "until", "unpub", "valid",
    ];
    let dated = (has("publish") || has("publication")) && (has("date") || has("time"));
    (dated || has("pubdate") || name.ends_with(":date")) && !other.iter().any(|part| has(part))
}

/// The date in a page's address: `/2011/02/14/`, `/2011-02/14/`, `/20110214/`, `-2011-02-14`.
pub(crate) fn in_url(url: &str) -> Option<Published> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[/_=-])((?:19|20)\d\d)(?:[/_-]?)(0[1-9]|1[0-2]|[1-9](?:[/_-]))[/_-]?(0[1-9]|[12]\d|3[01]|[1-9])(?:[/._?&-]|$)")
            .expect("the pattern is fixed")
    });
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/((?:19|20)\d\d)/([a-z]{3})/(0?[1-9]|[12]\d|3[01])/")
            .expect("the pattern is fixed")
    });
    static MONTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])/").expect("the pattern is fixed")
    });
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = &path[path.find('/')?..];
    let (range, date) = if let Some(found) = DAY.captures(path) {
        let month = found[2].trim_end_matches(['/', '_', '-']).parse().ok()?;
        (
            found.get(0)?.range(),
            PartialDate::day(found[1].parse().ok()?, month, found[3].parse().ok()?)?,
        )
    } else if let Some(found) = NAMED.captures(path) {
        let month = date_forms::month_number(&found[2])?;
        (
            found.get(0)?.range(),
            PartialDate::day(found[1].parse().ok()?, month, found[3].parse().ok()?)?,
        )
    } else {
        let found = MONTH.captures(path)?;
        (
            found.get(0)?.range(),
            PartialDate::month(found[1].parse().ok()?, found[2].parse().ok()?)?,
        )
    };
    let evidence = path[range]
        .trim_matches(['/', '_', '-', '.', '?', '=', '&'])
        .to_owned();
    Some(Published {
        date,
        time: None,
        from: PublishedFrom::Url,
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses() {
        for (url, date) in [
            (
                "https://example.org/2011/02/14/envoys-meet",
                Some("2011-02-14"),
            ),
            (
                "https://example.org/europe/2011-02/14/content_12009023.htm",
                Some("2011-02-14"),
            ),
            (
                "https://example.org/news/20110214/a.html",
                Some("2011-02-14"),
            ),
            (
                "https://example.org/world/2019/nov/19/a",
                Some("2019-11-19"),
            ),
            ("https://example.org/2011/02/envoys-meet", Some("2011-02")),
            ("https://example.org/article/1234567", None),
            ("https://example.org/", None),
            ("example", None),
        ] {
            assert_eq!(
                in_url(url).map(|p| p.date.to_string()).as_deref(),
                date,
                "{url}"
            );
        }
    }
}
