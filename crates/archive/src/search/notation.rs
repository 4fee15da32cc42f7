//! The notation of queries, as an analyst types them.
//!
//! ```text
//! missile defence              both words, in any form ("missiles")
//! "missile defence"            the words in this order
//! shield OR umbrella           either
//! -iran                        not this
//! title:summit                 in the headline
//! actor:RUS code:04 issue:missile-defence forum:… agreement:… outlet:"Caspian Monitor" country:UKR
//! since:2011-05 until:2012     by date of publication
//! ```

use detente_calendar::PartialDate;

/// The most parts that a query may have.
const MOST_PARTS: usize = 64;
/// The most bytes that a query may have.
const MOST_BYTES: usize = 2000;

/// Why a query cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// It is too long.
    #[error("the query is too long: at most {MOST_PARTS} parts and {MOST_BYTES} characters")]
    TooLong,
    /// A field that there is not.
    #[error(
        "there is no field `{0}`: use title, actor, source, target, code, issue, forum, agreement, outlet, country, speaker, language, since or until, or put the words in quotation marks"
    )]
    Field(String),
    /// A date that is none.
    #[error("`{0}` is no date: write YYYY, YYYY-MM or YYYY-MM-DD")]
    Date(String),
    /// Nothing but what must not be there.
    #[error("the query only says what is not wanted: add a word that is")]
    OnlyNot,
}

/// Where a part is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Title,
    Term(&'static str),
    Since,
    Until,
}

/// One part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub not: bool,
    pub field: Field,
    pub words: String,
    pub phrase: bool,
}

/// A query: all of the groups, of each any of its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub groups: Vec<Vec<Part>>,
}

/// The fields whose values are looked up whole.
const TERMS: [&str; 11] = [
    "actor",
    "source",
    "target",
    "code",
    "issue",
    "forum",
    "agreement",
    "outlet",
    "country",
    "speaker",
    "language",
];

fn field(name: &str) -> Result<Field, SearchError> {
    let lower = name.to_lowercase();
    Ok(match lower.as_str() {
        "title" => Field::Title,
        "text" => Field::Text,
        "since" => Field::Since,
        "until" => Field::Until,
        _ => Field::Term(
            TERMS
                .into_iter()
                .find(|term| *term == lower)
                .ok_or_else(|| SearchError::Field(name.chars().take(40).collect()))?,
        ),
    })
}

/// A date of a query.
pub(super) fn date(text: &str) -> Result<PartialDate, SearchError> {
    text.parse()
        .ok()
        .filter(|date: &PartialDate| date.year().is_some())
        .ok_or_else(|| SearchError::Date(text.chars().take(40).collect()))
}

/// Reads a query.
pub(super) fn read(text: &str) -> Result<Query, SearchError> {
    if text.len() > MOST_BYTES {
        return Err(SearchError::TooLong);
    }
    let mut query = Query::default();
    let mut rest = text.trim_start();
    let mut or = false;
    let mut parts = 0;
    while !rest.is_empty() {
        let (word, after) = first_word(rest);
        if !word.phrase && !word.not && word.field.is_none() && word.text == "OR" {
            or = !query.groups.is_empty();
            rest = after;
            continue;
        }
        rest = after;
        let at = word.field.map_or(Ok(Field::Text), field)?;
        if matches!(at, Field::Since | Field::Until) {
            date(word.text)?;
        }
        if word.text.is_empty() {
            continue;
        }
        parts += 1;
        if parts > MOST_PARTS {
            return Err(SearchError::TooLong);
        }
        let part = Part {
            not: word.not,
            field: at,
            words: word.text.to_owned(),
            phrase: word.phrase,
        };
        match query.groups.last_mut() {
            Some(group) if or => group.push(part),
            _ => query.groups.push(vec![part]),
        }
        or = false;
    }
    if !query.groups.is_empty() && query.groups.iter().flatten().all(|part| part.not) {
        return Err(SearchError::OnlyNot);
    }
    Ok(query)
}

struct Typed<'a> {
    not: bool,
    field: Option<&'a str>,
    text: &'a str,
    phrase: bool,
}

/// The first part of a query as typed, and what follows it.
fn first_word(text: &str) -> (Typed<'_>, &str) {
    let (not, text) = match text.strip_prefix('-') {
        Some(rest) if !rest.starts_with(char::is_whitespace) && !rest.is_empty() => (true, rest),
        _ => (false, text),
    };
    let named = text.split_once(':').filter(|(name, rest)| {
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphabetic())
            && !rest.starts_with(char::is_whitespace)
            && !rest.is_empty()
    });
    let (field, text) = named.map_or((None, text), |(name, rest)| (Some(name), rest));
    if let Some(quoted) = text.strip_prefix('"') {
        // A quotation mark that is never closed runs to the end.
        let (inside, after) = quoted.split_once('"').unwrap_or((quoted, ""));
        return (
            Typed {
                not,
                field,
                text: inside.trim(),
                phrase: true,
            },
            after.trim_start(),
        );
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (
        Typed {
            not,
            field,
            text: &text[..end],
            phrase: false,
        },
        text[end..].trim_start(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_phrases_fields_and_alternatives() {
        let query =
            read("missile \"defence shield\" OR umbrella -iran outlet:\"Caspian Monitor\" code:04")
                .unwrap();
        let shown: Vec<Vec<(bool, &str, bool)>> = query
            .groups
            .iter()
            .map(|group| {
                group
                    .iter()
                    .map(|part| (part.not, part.words.as_str(), part.phrase))
                    .collect()
            })
            .collect();
        assert_eq!(
            shown,
            [
                vec![(false, "missile", false)],
                vec![(false, "defence shield", true), (false, "umbrella", false)],
                vec![(true, "iran", false)],
                vec![(false, "Caspian Monitor", true)],
                vec![(false, "04", false)],
            ]
        );
    }

    #[test]
    fn tells_what_is_wrong() {
        assert_eq!(
            read("colour:red"),
            Err(SearchError::Field("colour".to_owned()))
        );
        assert_eq!(
            read("since:tomorrow"),
            Err(SearchError::Date("tomorrow".to_owned()))
        );
        assert_eq!(read("-iran"), Err(SearchError::OnlyNot));
        assert_eq!(read(&"a ".repeat(70)), Err(SearchError::TooLong));
        assert_eq!(read("10:30 said").unwrap().groups.len(), 2);
        assert_eq!(read("\"never closed").unwrap().groups.len(), 1);
        assert_eq!(read(" ").unwrap().groups.len(), 0);
    }
}
