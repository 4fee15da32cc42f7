//! The dateline: place, date and agency that open a report.

use std::ops::Range;
use std::sync::LazyLock;

use detente_calendar::PartialDate;
use regex::Regex;

use crate::agency;
use crate::date_forms::{self, MONTH_NAMES};

/// A dateline at the head of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundDateline {
    pub place: Option<String>,
    pub date: Option<PartialDate>,
    pub agency: Option<String>,
    /// Bytes of the dateline in the paragraph, without blanks around it.
    pub range: Range<usize>,
    /// Where the report itself starts.
    pub body: usize,
}

/// How far a dateline may reach.
const LONGEST: usize = 160;

/// The most words of a place that begin with a capital. (Counted afterwards: as a bound within the pattern
/// it would be spelled out so often, and with it all the letters of the world.)
const MOST_WORDS: usize = 7;

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let names = &*MONTH_NAMES;
    let word = r"\p{Lu}[\p{L}.'’-]*";
    let small = r"(?:el|al|de|del|of|on|upon|la|le|sur|the|am|an|der|and|i|da|do)";
    Regex::new(&format!(
        r"(?x)
        ^\s*
        (?P<place>{word}(?:(?:\x20|/|,\x20|,|\x20/\x20|-)(?:{small}\x20)?{word})*)?
        (?:
            \s*[,.]?\s*
            (?:(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day)?\.?,?\s+)?
            (?P<date>
                (?:(?i:{names})\b\.?\s?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s?(?i:{names})\b\.?)
                (?:,?\s\d{{4}})?
            )
        )?
        \s*[,.]?\s*
        (?:
            (?:(?:(?:--?|[–—])\s*)?\((?P<bracket>[^()]{{2,40}})\)|(?P<bare>{word}(?:\s{word}){{0,2}}))?
            \s*(?P<mark>--+|[-–—]|:)
            |
            /(?P<slash>\p{{L}}[^/]{{1,40}})/\s*(?P<stop>--+|[-–—]|:|\.)
        )
        (?P<blank>\s*)
        "
    ))
    .expect("the pattern is fixed")
});

/// First words that open a sentence or a headline, never a place.
const NOT_PLACES: &[&str] = &[
    "a",
    "an",
    "and",
    "as",
    "at",
    "but",
    "by",
    "for",
    "he",
    "her",
    "his",
    "i",
    "if",
    "in",
    "it",
    "its",
    "my",
    "no",
    "not",
    "of",
    "on",
    "or",
    "our",
    "she",
    "so",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "why",
    "with",
    "you",
    "your",
    "photo",
    "update",
    "updated",
    "breaking",
    "related",
    "read",
    "by",
    "source",
    "watch",
    "video",
    "exclusive",
    "analysis",
    "opinion",
    "editorial",
    "comment",
    "note",
    "q",
    "mr",
    "mrs",
    "ms",
    "dr",
    "president",
    "warning",
    "caption",
    "image",
    "advertisement",
];

/// Reads the dateline at the head of `paragraph`, if there is one.
pub(crate) fn at_head(paragraph: &str) -> Option<FoundDateline> {
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    if !head.contains(['-', '–', '—', ':', '/']) {
        return None; // No mark ends a dateline: most paragraphs are told without the pattern.
    }
    let found = DATELINE.captures(head)?;
    let whole = found.get(0)?;
    let mark = found.name("mark").or_else(|| found.name("stop"))?;
    let group = |name: &str| found.name(name).map(|m| m.as_str().trim());
    let mut place = group("place").map(|p| p.trim_end_matches(['.', ',', '-']).trim());
    let words = place.unwrap_or_default().split([' ', '/', ',']);
    if words
        .filter(|word| word.starts_with(char::is_uppercase))
        .count()
        > MOST_WORDS
    {
        return None;
    }
    let date = found
        .name("date")
        .and_then(|d| date_forms::find_date(d.as_str()))
        .map(|d| d.date);
    let bare = group("bare").map(|b| b.trim_end_matches('.'));
    let signed = group("bracket").or_else(|| group("slash"));
    let mut agency = signed.filter(|name| agency::is_credit(name));
    let rest = &paragraph[whole.end()..];

    if let Some(bare) = bare {
        // `NEW DELHI, PTI: …`: an unbracketed word is an agency only if it is a known one.
        if !agency::is_known(bare) {
            return None;
        }
        agency = Some(bare);
    } else if signed.is_none()
        && let Some(written) = place
        && let Some((before, last)) = written.rsplit_once([',', ' '])
        && agency::is_known(last.trim())
        && before.chars().any(char::is_lowercase) == before.chars().skip(1).any(char::is_lowercase)
        && !before.trim_end_matches(',').trim().is_empty()
        && mark.as_str() != "."
    {
        agency = Some(last.trim());
        place = Some(before.trim_end_matches(',').trim());
    }

    let shown = date.is_some() || agency.is_some() || signed.is_some();
    let blank_before = head[..mark.start()].ends_with(char::is_whitespace);
    let blank_after = !found.name("blank").is_none_or(|b| b.is_empty());
    let dash = !matches!(mark.as_str(), ":" | ".");
    if let Some(place) = place {
        let first = place
            .split([' ', '/', ','])
            .next()
            .unwrap_or_default()
            .trim_end_matches('.')
            .to_lowercase();
        // `THE HAGUE - …`: an article is part of a place only in capitals.
        let capitals = place.starts_with("THE ") && !place.chars().any(char::is_lowercase);
        if NOT_PLACES.contains(&first.as_str()) && !capitals {
            return None;
        }
        if !shown && agency::is_known(place) && dash {
            // `AFP - …`
            return finish(None, None, Some(place), &found, mark.end(), whole.end());
        }
    } else if signed.is_none() || !(agency.is_some_and(agency::is_known) || dash) {
        return None;
    }
    let fits = match mark.as_str() {
        // Only behind the slashes of `/TASS/.`
        "." => true,
        // `ISLAMABAD: …`, `KABUL (Pajhwok): …`
        ":" => {
            blank_after
                && place.is_some_and(|p| shown || all_capitals(p) && p.len() <= 40 && !speaks(rest))
        }
        _ if shown => blank_before || blank_after || mark.as_str().len() > 1 || signed.is_some(),
        _ => {
            let place = place?;
            (blank_before || mark.as_str() != "-")
                && (blank_after || all_capitals(place) && blank_before)
                && if all_capitals(place) {
                    place.len() <= 60
                } else {
                    is_plain_place(place, rest)
                }
        }
    };
    // What follows must be a report's sentence.
    let opens = rest.chars().find(|c| c.is_alphanumeric());
    if !fits || opens.is_none() || opens.is_some_and(|c| c.is_lowercase() && !shown) {
        return None;
    }
    finish(place, date, agency, &found, mark.end(), whole.end())
}

fn finish(
    place: Option<&str>,
    date: Option<PartialDate>,
    agency: Option<&str>,
    found: &regex::Captures<'_>,
    end: usize,
    body: usize,
) -> Option<FoundDateline> {
    let whole = found.get(0)?;
    let start = whole.start() + (whole.len() - whole.as_str().trim_start().len());
    let owned = |part: Option<&str>| part.filter(|p| !p.is_empty()).map(str::to_owned);
    Some(FoundDateline {
        place: owned(place),
        date,
        agency: owned(agency),
        range: start..end,
        body,
    })
}

/// Whether words after a colon are a speaker's in a transcript (`KERRY: Thank you. …`).
fn speaks(rest: &str) -> bool {
    const FIRST: &[&str] = &[
        "i", "i'm", "i’m", "we", "well", "thank", "thanks", "yes", "no", "let", "so", "you", "and",
        "but", "good", "look", "okay", "ok", "now", "can", "do", "what", "how", "why", "that's",
        "that’s", "it's", "it’s", "oh", "right", "hi", "hello", "my",
    ];
    let first = rest
        .split([' ', ',', '.', '?', '!'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    FIRST.contains(&first.as_str()) || rest.len() < 40
}

/// Whether a place is set in capitals (`UNITED NATIONS/KHARTOUM`, `SHARM el-SHEIKH`, `WASHINGTON, Pa.`).
fn all_capitals(place: &str) -> bool {
    let first = place.split([',', '/']).next().unwrap_or_default();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    letters >= 3 && capitals * 3 >= letters * 2 && first.chars().take(2).all(char::is_uppercase)
}

/// `Dubai - Ministers …`: one or two capitalised words, and no second dash that would make the
/// words between an aside.
fn is_plain_place(place: &str, rest: &str) -> bool {
    let sentence = rest.split_once(". ").map_or(rest, |(first, _)| first);
    place.split([' ', '/']).count() <= 2
        && place.len() <= 30
        && ![" - ", " – ", " — ", " -- "]
            .iter()
            .any(|dash| sentence.contains(dash))
        && sentence.len() > 40
}

#[cfg(test)]
mod tests {
    use super::*;

    type Told<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, &'a str);

    type Owned = (Option<String>, Option<String>, Option<String>, String);

    fn told(text: &str) -> Option<Owned> {
        at_head(text).map(|d| {
            (
                d.place,
                d.date.map(|d| d.to_string()),
                d.agency,
                text[d.body..].to_owned(),
            )
        })
    }

    #[test]
    fn reads_the_styles_of_agencies_and_papers() {
        let cases: &[(&str, Told<'_>)] = &[
            (
                "MOSCOW, July 25 (Itar-Tass) - Russia said",
                (
                    Some("MOSCOW"),
                    Some("--07-25"),
                    Some("Itar-Tass"),
                    "Russia said",
                ),
            ),
            (
                "BRUSSELS, May 25. /TASS/. NATO said",
                (Some("BRUSSELS"), Some("--05-25"), Some("TASS"), "NATO said"),
            ),
            (
                "MOSCOW. Feb 3 (Interfax) - Russia",
                (Some("MOSCOW"), Some("--02-03"), Some("Interfax"), "Russia"),
            ),
            ("DUBAI - Iran has", (Some("DUBAI"), None, None, "Iran has")),
            (
                "PARIS (AP) — France on",
                (Some("PARIS"), None, Some("AP"), "France on"),
            ),
            (
                "UNITED NATIONS/KHARTOUM - Sudan",
                (Some("UNITED NATIONS/KHARTOUM"), None, None, "Sudan"),
            ),
            (
                "BEIJING, Jan. 3 -- China",
                (Some("BEIJING"), Some("--01-03"), None, "China"),
            ),
            (
                "BEIJING, Jan. 3 (Xinhua) -- China",
                (Some("BEIJING"), Some("--01-03"), Some("Xinhua"), "China"),
            ),
            (
                "WASHINGTON, March 4, 2014 (AFP) - The",
                (Some("WASHINGTON"), Some("2014-03-04"), Some("AFP"), "The"),
            ),
            (
                "ISLAMABAD: Pakistan on Monday recalled its envoy to the islands.",
                (
                    Some("ISLAMABAD"),
                    None,
                    None,
                    "Pakistan on Monday recalled its envoy to the islands.",
                ),
            ),
            (
                "NEW DELHI, PTI: India",
                (Some("NEW DELHI"), None, Some("PTI"), "India"),
            ),
            (
                "(Reuters) - Turkey",
                (None, None, Some("Reuters"), "Turkey"),
            ),
            (
                "Kabul (Pajhwok): The",
                (Some("Kabul"), None, Some("Pajhwok"), "The"),
            ),
            (
                "SHARM EL-SHEIKH, Egypt (Reuters) - Envoys",
                (
                    Some("SHARM EL-SHEIKH, Egypt"),
                    None,
                    Some("Reuters"),
                    "Envoys",
                ),
            ),
            (
                "WASHINGTON (CNN) -- The",
                (Some("WASHINGTON"), None, None, "The"),
            ),
        ];
        for (text, (place, date, agency, rest)) in cases {
            let owned = |s: Option<&str>| s.map(str::to_owned);
            assert_eq!(
                told(text),
                Some((
                    owned(*place),
                    owned(*date),
                    owned(*agency),
                    (*rest).to_owned()
                )),
                "{text}"
            );
        }
        assert_eq!(
            told("Baku - Officials of both countries met in the capital to discuss the border.")
                .unwrap()
                .0
                .as_deref(),
            Some("Baku")
        );
    }

    #[test]
    fn leaves_sentences_alone() {
        for text in [
            "Russia and NATO are near a breakthrough - an official said.",
            "Russia - a key ally - has said that it will not take part in the meeting this week.",
            "NATO offered: it would share data.",
            "The Hague court ruled.",
            "U.S. President Barack Obama said.",
            "Mr. Lavrov met Mr. Kerry.",
            "\"We met\", he said - and left.",
            "UPDATE: The talks are over.",
            "KERRY: Thank you all for coming to this room today, it is good to see so many of you.",
            "",
            "-",
            "(",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
