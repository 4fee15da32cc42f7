//! Dates and times of day as pages write them.
//!
//! Nothing here is relative: a date is what its own characters tell. A numeric date whose day and
//! month could be either way round is not read.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use detente_calendar::PartialDate;
use regex::{Captures, Regex};

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundDate {
    pub date: PartialDate,
    /// `HH:MM[:SS][offset]`.
    pub time: Option<String>,
    /// Bytes of the date and its time.
    pub range: Range<usize>,
}

/// Names of the months in the languages of most pages, as far as they tell the month; the longest
/// form of each comes first in the alternation built from it.
const MONTHS: [&str; 12] = [
    "january|january|janvier|januar|enero|gennaio|janeiro|января|jan",
    "february|février|februar|febrero|febbraio|fevereiro|февраля|febr|feb",
    "march|mars|märz|marzo|março|марта|mar",
    "april|avril|abril|aprile|апреля|apr",
    "may|mai|mayo|maggio|maio|мая",
    "june|juin|juni|junio|giugno|junho|июня|jun",
    "july|juillet|juli|julio|luglio|julho|июля|jul",
    "august|août|agosto|августа|aug",
    "september|septembre|septiembre|settembre|setembro|сентября|sept|sep",
    "october|octobre|oktober|octubre|ottobre|outubro|октября|oct|okt",
    "november|novembre|noviembre|novembro|ноября|nov",
    "december|décembre|dezember|diciembre|dicembre|dezembro|декабря|dec",
];

/// An alternation of all month names, longest first so that the whole name is taken.
pub(crate) static MONTH_NAMES: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<&str> = MONTHS.iter().flat_map(|m| m.split('|')).collect();
    names.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    names.dedup();
    names.join("|")
});

/// 1 to 12 for a month's name, full or short, with or without a full stop.
pub(crate) fn month_number(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.').to_lowercase();
    MONTHS
        .iter()
        .position(|names| names.split('|').any(|n| n == name))
        .map(|i| i as i8 + 1)
}

/// How a pattern's groups make a date.
type Reader = fn(&Captures<'_>) -> Option<PartialDate>;

fn number<T: std::str::FromStr>(captures: &Captures<'_>, name: &str) -> Option<T> {
    captures.name(name)?.as_str().parse().ok()
}

/// Years that a publication date may have; others are numbers of another kind.
fn year(captures: &Captures<'_>) -> Option<i16> {
    number(captures, "y").filter(|y| (1600..=2199).contains(y))
}

fn named_month(captures: &Captures<'_>) -> Option<i8> {
    month_number(captures.name("m")?.as_str())
}

fn year_month_day(captures: &Captures<'_>) -> Option<PartialDate> {
    PartialDate::day(
        year(captures)?,
        number(captures, "m")?,
        number(captures, "d")?,
    )
}

fn named_day(captures: &Captures<'_>) -> Option<PartialDate> {
    PartialDate::day(
        year(captures)?,
        named_month(captures)?,
        number(captures, "d")?,
    )
}

fn named_month_day(captures: &Captures<'_>) -> Option<PartialDate> {
    let (month, day) = (named_month(captures)?, number::<i8>(captures, "d")?);
    format!("--{month:02}-{day:02}").parse().ok()
}

fn named_year_month(captures: &Captures<'_>) -> Option<PartialDate> {
    PartialDate::month(year(captures)?, named_month(captures)?)
}

fn day_first(captures: &Captures<'_>) -> Option<PartialDate> {
    PartialDate::day(
        year(captures)?,
        number(captures, "m")?,
        number(captures, "d")?,
    )
}

/// `a/b/year`: read only where a and b allow one reading.
fn either_way_round(captures: &Captures<'_>) -> Option<PartialDate> {
    let (a, b): (i8, i8) = (number(captures, "a")?, number(captures, "b")?);
    let year = year(captures)?;
    match (PartialDate::day(year, a, b), PartialDate::day(year, b, a)) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

static FORMS: LazyLock<Vec<(Regex, Reader)>> = LazyLock::new(|| {
    let names = &*MONTH_NAMES;
    let ordinal = "(?:st|nd|rd|th|er|º|\\.)?";
    let forms: Vec<(String, Reader)> = vec![
        (
            r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:\b|T|_)".into(),
            year_month_day,
        ),
        (
            r"(?P<y>\d{4})年\s?(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})日".into(),
            year_month_day,
        ),
        (
            format!(
                r"(?i)\b(?P<d>\d{{1,2}}){ordinal}[\s-]*(?:of\s|de\s)?[\s-]*(?P<m>{names})\b\.?,?[\s-]*(?:de\s)?(?P<y>(?:1[6-9]|2[01])\d\d)"
            ),
            named_day,
        ),
        (
            format!(
                r"(?i)\b(?P<m>{names})\b\.?\s*(?P<d>\d{{1,2}}){ordinal}\s*,?\s+(?P<y>(?:1[6-9]|2[01])\d\d)"
            ),
            named_day,
        ),
        (
            r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b".into(),
            day_first,
        ),
        (
            r"\b(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4})\b".into(),
            either_way_round,
        ),
        (
            format!(r"(?i)\b(?P<m>{names})\b\.?,?\s+(?P<y>\d{{4}})\b"),
            named_year_month,
        ),
        (
            format!(r"(?i)\b(?P<m>{names})\b\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b"),
            named_month_day,
        ),
        (
            format!(r"(?i)\b(?P<d>\d{{1,2}}){ordinal}\s*(?:of\s|de\s)?(?P<m>{names})\b"),
            named_month_day,
        ),
    ];
    forms
        .into_iter()
        .map(|(pattern, reader)| (Regex::new(&pattern).expect("the pattern is fixed"), reader))
        .collect()
});

const CLOCK: &str = r"(?P<h>\d{1,2})(?:[:.](?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?)?(?:\s?(?P<half>[apAP])\.?[mM]\b\.?)?(?:\s*\(?(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d{2})?\b|UTC|GMT|BST|CEST|CET|MSK|EST|EDT|PST|PDT)\)?)?";

static TIME_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?:\s|,|\||@|·|•|–|-|—|\(|\bat\b|T)*{CLOCK}"))
        .expect("the pattern is fixed")
});
static TIME_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:^|\s|\(){CLOCK}(?:\s|,|\||·|•|–|-|—|\)|\bon\b|(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day)?)*$"
    ))
    .expect("the pattern is fixed")
});

/// `HH:MM[:SS][offset]` of a match of [`CLOCK`]; a bare number is no time.
fn clock(captures: &Captures<'_>) -> Option<String> {
    let half = captures.name("half").map(|h| h.as_str());
    let minute: u8 = match captures.name("min") {
        Some(minute) => minute.as_str().parse().ok()?,
        None => half.map(|_| 0)?,
    };
    let mut hour: u8 = number(captures, "h")?;
    match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some("p" | "P") => hour = hour % 12 + 12,
        Some(_) => hour %= 12,
        None => {}
    }
    if hour > 23 || minute > 59 {
        return None;
    }
    let mut time = format!("{hour:02}:{minute:02}");
    if let Some(second) = number::<u8>(captures, "s").filter(|s| *s <= 60) {
        let _ = write!(time, ":{second:02}");
    }
    if let Some(zone) = captures.name("zone") {
        time.push_str(&offset(zone.as_str())?);
    }
    Some(time)
}

/// The offset from UTC that a zone's name or number tells, as ISO 8601.
fn offset(zone: &str) -> Option<String> {
    let number = zone
        .trim_start_matches("UTC")
        .trim_start_matches("GMT")
        .trim();
    Some(match number {
        "" | "Z" => "Z".to_owned(),
        "BST" | "CET" => "+01:00".to_owned(),
        "CEST" => "+02:00".to_owned(),
        "MSK" => "+03:00".to_owned(),
        "EST" => "-05:00".to_owned(),
        "EDT" => "-04:00".to_owned(),
        "PST" => "-08:00".to_owned(),
        "PDT" => "-07:00".to_owned(),
        _ => {
            let (sign, digits) = number.split_at_checked(1)?;
            let (hours, minutes) = match digits.split_once(':') {
                Some((hours, minutes)) => (hours, minutes),
                None if digits.len() > 2 => digits.split_at(digits.len() - 2),
                None => (digits, "0"),
            };
            let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().unwrap_or(0));
            format!("{sign}{hours:02}:{minutes:02}")
        }
    })
}

/// The month names without letters beyond ASCII.
static PLAIN_MONTHS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let names = MONTHS.iter().flat_map(|names| names.split('|'));
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(names.filter(|name| name.is_ascii()))
        .expect("the names are fixed")
});

/// Whether a text has what no date is without: a digit, and the name of a month or a year and a mark beside a
/// digit. Asked first, since most texts have none of it.
fn may_hold_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return false;
    }
    if !text.is_ascii() {
        return true;
    }
    let is_year = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let is_marked = |part: &[u8]| part[0].is_ascii_digit() && matches!(part[1], b'-' | b'/' | b'.');
    bytes.windows(4).any(is_year) && bytes.windows(2).any(is_marked) || PLAIN_MONTHS.is_match(text)
}

/// The first date in `text`, with the time of day beside it. Of forms that begin at one place the
/// more exact wins.
///
/// Only the first 2,000 bytes are looked at.
pub(crate) fn find_date(text: &str) -> Option<FoundDate> {
    let text = &text[..text.floor_char_boundary(2_000)];
    if !may_hold_date(text) {
        return None;
    }
    let mut best: Option<(Range<usize>, PartialDate)> = None;
    for (pattern, read) in FORMS.iter() {
        for captures in pattern.captures_iter(text) {
            let Some(date) = read(&captures) else {
                continue;
            };
            let whole = captures.get(0).expect("group 0 always matches").range();
            // A form found inside one already taken (`Feb 14` of `14 Feb 14`) does not displace it.
            if best
                .as_ref()
                .is_none_or(|(range, _)| whole.start < range.start)
            {
                best = Some((whole, date));
            }
            break;
        }
    }
    let (range, date) = best?;
    let mut end = range.end;
    if text.as_bytes()[end - 1] == b'T' || text.as_bytes()[end - 1] == b'_' {
        end -= 1;
    }
    let mut range = range.start..end;
    let mut time = None;
    if let Some(captures) = TIME_AFTER.captures(&text[end..])
        && let Some(told) = clock(&captures)
    {
        range.end = end + captures.get(0).expect("group 0 always matches").end();
        time = Some(told);
    } else if let Some(captures) = TIME_BEFORE.captures(&text[..range.start])
        && let Some(told) = clock(&captures)
    {
        range.start = captures.name("h").expect("the hour always matches").start();
        time = Some(told);
    }
    Some(FoundDate { date, time, range })
}

/// Reads a value that should be a date and nothing else: any form of [`find_date`], and those that
/// would mean something else inside a text (`20110214`, `2011-02`, `2011`, seconds since 1970).
pub(crate) fn read_date(value: &str) -> Option<FoundDate> {
    let trimmed = value.trim();
    let start = value.len() - value.trim_start().len();
    let range = start..start + trimmed.len();
    if let Ok(date) = trimmed.parse::<PartialDate>() {
        return Some(FoundDate {
            date,
            time: None,
            range,
        });
    }
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    if digits == trimmed.len() && matches!(digits, 9 | 10 | 13) {
        let count: i64 = trimmed.parse().ok()?;
        let seconds = if digits == 13 { count / 1000 } else { count };
        let moment = jiff::Timestamp::from_second(seconds)
            .ok()?
            .to_zoned(jiff::tz::TimeZone::UTC);
        return Some(FoundDate {
            date: PartialDate::Day(moment.date()),
            time: Some(format!(
                "{:02}:{:02}:{:02}Z",
                moment.hour(),
                moment.minute(),
                moment.second()
            )),
            range,
        });
    }
    if digits == 8 || digits == 14 {
        let rest = trimmed[8..].trim_start_matches('T');
        let date = PartialDate::day(
            trimmed[..4].parse().ok()?,
            trimmed[4..6].parse().ok()?,
            trimmed[6..8].parse().ok()?,
        );
        if let Some(date) = date {
            let clock = rest
                .get(..4)
                .filter(|c| c.bytes().all(|b| b.is_ascii_digit()));
            let time = clock
                .map(|c| format!("{}:{}", &c[..2], &c[2..]))
                .filter(|t| t.as_str() < "24");
            return Some(FoundDate { date, time, range });
        }
    }
    find_date(trimmed).map(|found| FoundDate {
        range: found.range.start + start..found.range.end + start,
        ..found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (String, Option<String>) {
        let found = read_date(text).unwrap_or_else(|| panic!("no date in {text}"));
        (found.date.to_string(), found.time)
    }

    #[test]
    fn reads_the_forms_of_pages_and_feeds() {
        for (text, date, time) in [
            ("2011-02-14", "2011-02-14", None),
            ("2011-02-14T21:37:05Z", "2011-02-14", Some("21:37:05Z")),
            (
                "2011-02-14T21:37:05.123+0300",
                "2011-02-14",
                Some("21:37:05+03:00"),
            ),
            ("2011-02-14 21:37", "2011-02-14", Some("21:37")),
            ("Updated: 2011-02-14 21:37", "2011-02-14", Some("21:37")),
            ("26-FEB-1987 15:01:01.79", "1987-02-26", Some("15:01:01")),
            (
                "Mon, 14 Feb 2011 21:37:00 +0300",
                "2011-02-14",
                Some("21:37:00+03:00"),
            ),
            (
                "Mon, 14 Feb 2011 21:37:00 GMT",
                "2011-02-14",
                Some("21:37:00Z"),
            ),
            ("Feb 14, 2011", "2011-02-14", None),
            (
                "February 14th, 2011 9:37 p.m. EST",
                "2011-02-14",
                Some("21:37-05:00"),
            ),
            (
                "Monday 14 February 2011 09.37 GMT",
                "2011-02-14",
                Some("09:37Z"),
            ),
            (
                "10:22 GMT, Tuesday, 3 May 2011",
                "2011-05-03",
                Some("10:22Z"),
            ),
            ("the 14th of February, 2011", "2011-02-14", None),
            ("14.02.2011, 7pm", "2011-02-14", Some("19:00")),
            (
                "November 22, 2010, 9:12 PM EST",
                "2010-11-22",
                Some("21:12-05:00"),
            ),
            ("25/12/2011", "2011-12-25", None),
            ("12/25/2011", "2011-12-25", None),
            ("05/05/2011", "2011-05-05", None),
            ("2011/3/9", "2011-03-09", None),
            (
                "May 25, 19:01 UTC+3 BRUSSELS",
                "--05-25",
                Some("19:01+03:00"),
            ),
            ("25 May", "--05-25", None),
            ("July 2014", "2014-07", None),
            ("2014", "2014", None),
            ("20110214", "2011-02-14", None),
            ("20110214T213700Z", "2011-02-14", Some("21:37")),
            ("1297719420", "2011-02-14", Some("21:37:00Z")),
            ("14 февраля 2011", "2011-02-14", None),
            ("4. Oktober 2013", "2013-10-04", None),
            ("3 de mayo de 2012", "2012-05-03", None),
            ("2012年5月3日", "2012-05-03", None),
        ] {
            assert_eq!(
                found(text),
                (date.to_owned(), time.map(str::to_owned)),
                "{text}"
            );
        }
    }

    #[test]
    fn does_not_guess() {
        for text in [
            "",
            "yesterday",
            "03/04/2011",
            "2011-13-45",
            "32 May 9999",
            "99999999",
            "maybe 25",
        ] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn tells_where_the_date_stands() {
        let text = "Posted on Feb 14, 2011 at 21:37 by staff";
        let found = find_date(text).unwrap();
        assert_eq!(&text[found.range], "Feb 14, 2011 at 21:37");
    }
}
