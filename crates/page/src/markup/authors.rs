//! Who wrote a page, from the several places that name authors.

use rustc_hash::FxHashSet as HashSet;

use crate::words::squash;
use crate::{agency, date_forms};

/// Most authors of an article.
const MOST: usize = 20;

/// Longest name, in characters and in words.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 6;

/// The names among the declared authors and bylines, each once. Agencies have a field of their own,
/// and the outlet is no author.
pub(super) fn of(named: &[String], outlet: Option<&str>) -> Vec<String> {
    let outlet = outlet.map(squash);
    let mut had = HashSet::default();
    let mut authors: Vec<String> = Vec::new();
    for line in named {
        for name in names(line) {
            let squashed = squash(name);
            let known = agency::is_known(name) || agency::in_credit_line(name).is_some();
            if known || outlet.as_ref() == Some(&squashed) || authors.len() >= MOST {
                continue;
            }
            // A byline that holds a name which the page has declared adds nothing.
            let again = authors.iter().any(|a| squashed.contains(&squash(a)));
            if !again && had.insert(squashed) {
                authors.push(name.to_owned());
            }
        }
    }
    authors
}

/// The names in one declaration or byline.
fn names(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim();
    let lower = line.get(..3).map(str::to_ascii_lowercase);
    let line = if lower.as_deref() == Some("by ") {
        &line[3..]
    } else {
        line
    };
    // What stands behind a bar or a dot is a date, a desk or a place.
    let line = line.split(['|', '·', '•', '\n']).next().unwrap_or_default();
    line.split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| is_name(name))
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=MOST_WORDS).contains(&words)
        && name.chars().count() <= LONGEST
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name.contains("://")
        && !name.contains(|c: char| c.is_ascii_digit() || c == '@' || c == ':')
        && date_forms::find_date(name).is_none()
        && !NOBODY.iter().any(|word| word.eq_ignore_ascii_case(name))
}

/// What systems write for an author who is none.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "author",
    "staff",
    "editor",
    "webmaster",
    "guest",
    "source",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(named: &[&str]) -> Vec<String> {
        let named: Vec<String> = named.iter().map(|n| (*n).to_owned()).collect();
        of(&named, Some("The Courier"))
    }

    #[test]
    fn names_come_once_without_what_stands_around_them() {
        assert_eq!(
            authors(&[
                "Jane Roe",
                "By Jane Roe and Ola Nord | 3 May 2012",
                "Reuters",
                "The Courier",
                "admin"
            ]),
            ["Jane Roe", "Ola Nord"]
        );
        assert_eq!(
            authors(&["https://example.org/jane", "Updated: 3 May 2012", ""]),
            Vec::<String>::new()
        );
    }
}
