//! The headline of a page, from the several places that tell it.

use super::linked_data::LinkedData;
use super::scan::Scan;
use crate::words::squash;

/// Separators between a headline and a site's name in `<title>`.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " ‹ ", " // ", " / ", " ~ ",
    ": ",
];

/// Chooses the headline: the heading that the page's own declarations confirm, else the declarations.
pub(crate) fn choose(scan: &Scan, data: &LinkedData, outlet: Option<&str>) -> Option<String> {
    let meta = |name: &str| {
        scan.meta
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, content)| super::unescape(content))
    };
    let declared: Vec<String> = [
        data.headline.clone(),
        meta("og:title"),
        meta("twitter:title"),
        meta("headline"),
        meta("dc.title"),
        meta("parsely-title"),
        meta("sailthru.title"),
        scan.title.clone(),
    ]
    .into_iter()
    .flatten()
    .map(|t| clean(&t))
    .filter(|t| !t.is_empty())
    .collect();
    let headings: Vec<String> = scan
        .headings
        .iter()
        .map(|h| clean(h))
        .filter(|h| h.len() >= 8 || h.split(' ').count() > 1)
        .collect();
    let same = |a: &str, b: &str| {
        let (a, b) = (squash(a), squash(b));
        !a.is_empty()
            && (a == b
                || (a.len() >= 12 && b.starts_with(&a))
                || (b.len() >= 12 && a.starts_with(&b)))
    };
    for heading in &headings {
        if outlet.is_some_and(|o| squash(o) == squash(heading)) {
            continue;
        }
        if declared.iter().any(|d| {
            same(heading, d) || squash(d).contains(&squash(heading)) && heading.len() >= 12
        }) {
            return Some(heading.clone());
        }
    }
    if let [only] = &headings[..]
        && only.split(' ').count() >= 3
        && outlet.is_none_or(|o| squash(o) != squash(only))
        && (declared.is_empty() || shares_words(only, &declared))
    {
        return Some(only.clone());
    }
    let title = declared
        .into_iter()
        .next()
        .map(|t| without_site(&t, outlet))
        .or_else(|| headings.into_iter().next())?;
    (outlet.is_none_or(|o| squash(o) != squash(&title))).then_some(title)
}

/// Whether half of a heading's words stand in one declaration.
fn shares_words(heading: &str, declared: &[String]) -> bool {
    let words: Vec<String> = heading
        .split(' ')
        .map(squash)
        .filter(|w| w.len() > 3)
        .collect();
    declared.iter().any(|d| {
        let d = squash(d);
        words.iter().filter(|w| d.contains(w.as_str())).count() * 2 >= words.len()
    })
}

/// What `<title>` says besides the headline, if it is short enough to be a site's name.
pub(crate) fn site_in_title(page_title: &str, headline: &str) -> Option<String> {
    let at = page_title.find(headline)?;
    let (before, behind) = (
        page_title[..at].trim(),
        page_title[at + headline.len()..].trim(),
    );
    let rest = if behind.is_empty() { before } else { behind };
    let marks = ['|', '-', '–', '—', ':', '·', '•', '»', '«', '/', '~', ' '];
    let rest = rest.trim_matches(marks);
    let name = rest
        .rsplit([" | ", " - ", " – ", " — "].map(|s| s.trim().chars().next().unwrap_or('|')))
        .next()?
        .trim();
    let sound =
        !name.is_empty() && name.split(' ').count() <= 5 && name.chars().any(char::is_uppercase);
    // The mark between them must be there, or the headline was only a part of the title.
    let parted = page_title.len() > headline.len()
        && (behind.starts_with(&marks[..11]) || before.ends_with(&marks[..11]));
    (sound && parted).then(|| name.to_owned())
}

/// A headline without the marks of an agency's desk (`(2nd LD)`, `UPDATE 2-`).
pub(crate) fn without_desk_marks(title: &str) -> &str {
    let rest = if let Some(rest) = title.strip_prefix('(') {
        rest.split_once(')').filter(|(mark, _)| {
            mark.len() <= 12 && (mark.ends_with("LD") || *mark == "LEAD" || *mark == "URGENT")
        })
    } else if let Some(rest) = title.strip_prefix("UPDATE ") {
        rest.split_once('-')
            .filter(|(number, _)| number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()))
    } else {
        None
    };
    rest.map_or(title, |(_, rest)| rest.trim_start())
}

fn clean(text: &str) -> String {
    let mut out = String::new();
    super::scan::push_collapsed(&mut out, text);
    out.trim().chars().take(500).collect()
}

/// `title` without the site's name at its end or start.
pub(crate) fn without_site(title: &str, outlet: Option<&str>) -> String {
    let mut title = title.trim();
    let site = outlet.map(squash).filter(|s| !s.is_empty());
    for _ in 0..3 {
        let Some((at, separator)) = SEPARATORS
            .iter()
            .filter_map(|s| title.rfind(s).map(|at| (at, *s)))
            .max_by_key(|(at, _)| *at)
        else {
            break;
        };
        let (head, tail) = (title[..at].trim(), title[at + separator.len()..].trim());
        let tail_words = tail.split(' ').count();
        let named = site.as_ref().is_some_and(|site| {
            let tail = squash(tail);
            !tail.is_empty() && (tail.contains(site.as_str()) || site.contains(&tail))
        });
        // Without a known name: what stands behind a bar is a site; behind a dash, if it is short and
        // the rest is long enough for a headline.
        let bar = matches!(
            separator.trim(),
            "|" | "::" | "»" | "«" | "·" | "•" | "‹" | "//" | "~"
        );
        let looks_like = separator != ": "
            && separator != " / "
            && head.split(' ').count() >= 4
            && tail_words <= if bar { 6 } else { 4 }
            && site.is_none()
            && tail
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let section = separator == " | " && head.split(' ').count() >= 4 && tail_words <= 3;
        if named && separator != ": " || looks_like || section {
            title = head;
        } else {
            break;
        }
    }
    if let Some(site) = site {
        for separator in SEPARATORS {
            if let Some((head, tail)) = title.split_once(separator)
                && squash(head) == site
                && tail.split(' ').count() >= 3
            {
                return tail.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_the_sites_name() {
        for (title, outlet, headline) in [
            (
                "Envoys meet in Oslo - BBC News",
                None,
                "Envoys meet in Oslo",
            ),
            (
                "Envoys meet in Oslo | World | The Courier",
                None,
                "Envoys meet in Oslo",
            ),
            (
                "Envoys meet in Oslo - The Eastern Courier",
                Some("Eastern Courier"),
                "Envoys meet in Oslo",
            ),
            (
                "The Courier: envoys meet in Oslo",
                Some("The Courier"),
                "envoys meet in Oslo",
            ),
            ("Talks - again", None, "Talks - again"),
            (
                "Minister: Russia and NATO must find solutions",
                None,
                "Minister: Russia and NATO must find solutions",
            ),
        ] {
            assert_eq!(without_site(title, outlet), headline, "{title}");
        }
    }

    #[test]
    fn the_rest_of_the_title_is_the_site() {
        let name = |title, headline| site_in_title(title, headline);
        assert_eq!(
            name("Envoys meet | World | The Courier", "Envoys meet").as_deref(),
            Some("The Courier")
        );
        assert_eq!(
            name("Kama Herald — Envoys meet", "Envoys meet").as_deref(),
            Some("Kama Herald")
        );
        assert_eq!(name("Envoys meet", "Envoys meet"), None);
        assert_eq!(name("Envoys meet in Oslo", "Envoys meet"), None);
    }

    #[test]
    fn desk_marks_are_no_headline() {
        assert_eq!(without_desk_marks("(2nd LD) Envoys meet"), "Envoys meet");
        assert_eq!(without_desk_marks("UPDATE 2-Envoys meet"), "Envoys meet");
        assert_eq!(without_desk_marks("(Un)happy returns"), "(Un)happy returns");
    }

    #[test]
    fn the_confirmed_heading_wins() {
        let scan = Scan {
            headings: vec!["The Courier".into(), "Envoys meet in Oslo".into()],
            title: Some("Envoys meet in Oslo - The Courier".into()),
            ..Scan::default()
        };
        assert_eq!(
            choose(&scan, &LinkedData::default(), None).as_deref(),
            Some("Envoys meet in Oslo")
        );
    }
}
