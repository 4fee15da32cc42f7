//! Of articles that share a text: which was first, and which agency wrote it.
//!
//! A group is never made smaller than it is: every copy is named with what it is a copy of.

use detente_calendar::PartialDate;

/// What an article of a group tells about where its text is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copy<'a> {
    /// The article's id.
    pub id: &'a str,
    /// The medium that published it.
    pub outlet: Option<&'a str>,
    /// The agency it credits.
    pub agency: Option<&'a str>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The time of day of that, ISO 8601.
    pub time: Option<&'a str>,
    /// Bytes of its body.
    pub length: usize,
}

/// Who wrote a shared text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Provenance {
    /// The id of the article that the others are copies of.
    pub original: String,
    /// The agency that wrote it, if one is credited.
    pub agency: Option<String>,
    /// The outlets that ran it, the original's first, each once.
    pub outlets: Vec<String>,
}

/// Who wrote the text that these articles share; `None` without articles.
///
/// The agency is the one that most of the articles which credit any name. The original is the agency's
/// own page where there is one; else of the articles of the first day the one with the earliest time,
/// else the longest (copies are cut, not lengthened), else the first given. Articles without a day come
/// after those with one.
///
/// ```
/// use detente_stories::syndication::{Copy, provenance};
/// let copy = |id, outlet, agency, day: &str| Copy {
///     id, outlet: Some(outlet), agency, published: day.parse().ok(), ..Copy::default()
/// };
/// let told = provenance(&[
///     copy("1", "The Courier", Some("Reuters"), "2011-02-14"),
///     copy("2", "Reuters", None, "2011-02-14"),
///     copy("3", "Kama Herald", None, "2011-02-13"),
/// ]).unwrap();
/// assert_eq!((told.original.as_str(), told.agency.as_deref()), ("2", Some("Reuters")));
/// assert_eq!(told.outlets, ["Reuters", "Kama Herald", "The Courier"]);
/// ```
pub fn provenance(copies: &[Copy]) -> Option<Provenance> {
    let agency = credited(copies);
    let is_agencys = |copy: &Copy| {
        agency
            .zip(copy.outlet)
            .is_some_and(|(agency, outlet)| is_same_name(agency, outlet))
    };
    let mut order: Vec<(usize, &Copy)> = copies.iter().enumerate().collect();
    order.sort_by_key(|(at, copy)| {
        let day = copy.published.and_then(PartialDate::first_day);
        (
            !is_agencys(copy),
            day.is_none(),
            day,
            copy.time.is_none(),
            copy.time,
            std::cmp::Reverse(copy.length),
            *at,
        )
    });
    let original = order.first()?.1;
    let mut outlets: Vec<String> = Vec::new();
    for outlet in order.iter().filter_map(|(_, copy)| copy.outlet) {
        if !outlets.iter().any(|known| is_same_name(known, outlet)) {
            outlets.push(outlet.to_owned());
        }
    }
    Some(Provenance {
        original: original.id.to_owned(),
        agency: agency.map(str::to_owned),
        outlets,
    })
}

/// The agency that most articles credit; of equals the one credited first.
fn credited<'a>(copies: &[Copy<'a>]) -> Option<&'a str> {
    let credits: Vec<&str> = copies.iter().filter_map(|copy| copy.agency).collect();
    let count = |name: &str| {
        credits
            .iter()
            .filter(|other| is_same_name(name, other))
            .count()
    };
    let most = credits.iter().map(|name| count(name)).max()?;
    credits.iter().copied().find(|name| count(name) == most)
}

fn is_same_name(a: &str, b: &str) -> bool {
    let bare = |name: &str| -> String {
        let name = name.to_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name);
        name.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_the_earliest_time_the_longest_text() {
        let copy = |id, day: &str, time, length| Copy {
            id,
            published: day.parse().ok(),
            time,
            length,
            ..Copy::default()
        };
        let original = |copies: &[Copy]| provenance(copies).unwrap().original;
        assert_eq!(
            original(&[
                copy("a", "2011-02-15", None, 9),
                copy("b", "2011-02-14", None, 1)
            ]),
            "b"
        );
        assert_eq!(
            original(&[
                copy("a", "2011-02-14", Some("21:00"), 9),
                copy("b", "2011-02-14", Some("08:00"), 1)
            ]),
            "b"
        );
        assert_eq!(
            original(&[
                copy("a", "2011-02-14", None, 1),
                copy("b", "2011-02-14", None, 9)
            ]),
            "b"
        );
        assert_eq!(
            original(&[copy("a", "", None, 9), copy("b", "2011-02", None, 1)]),
            "b"
        );
        assert_eq!(provenance(&[]), None);
    }

    #[test]
    fn most_credits_name_the_agency() {
        let copy = |id, agency| Copy {
            id,
            agency,
            ..Copy::default()
        };
        let told = provenance(&[
            copy("a", Some("AFP")),
            copy("b", Some("The Associated Press")),
            copy("c", Some("Associated Press")),
            copy("d", None),
        ]);
        assert_eq!(
            told.unwrap().agency.as_deref(),
            Some("The Associated Press")
        );
    }
}
