//! Mentions by themselves against gold that tells their country and sector.

use std::collections::HashMap;
use std::fmt;

use detente_lexicon::{Lexicon, NameKind};
use serde::Serialize;

use super::coded::{ByDocument, CodedMention};
use super::gold::{Document, ExpectedActor};
use super::{sectors, share};

/// The figures of a coding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorScore {
    /// Mentions of gold.
    pub mentions: usize,
    /// Those whose country gold tells.
    pub with_country: usize,
    /// Share of the right country among those; none is right where gold has none.
    pub country_right: Option<f64>,
    /// Those whose country or sector gold tells.
    pub with_either: usize,
    /// Share of those with all right that gold tells.
    pub country_and_sector_right: Option<f64>,
}

/// A mention that stands for somebody else in gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The document's number in the gold file.
    pub document: usize,
    /// What gold expects, as country and sectors.
    pub wanted: String,
    /// The actor found, `-` for none.
    pub found: String,
}

/// The kinds of bodies, by head: they tell the role of a body that has none of its own.
pub fn kinds(lexicon: &Lexicon) -> HashMap<String, String> {
    let bodies = lexicon
        .names
        .all()
        .iter()
        .filter(|sense| sense.kind == NameKind::Organisation);
    let mut kinds = HashMap::new();
    for sense in bodies {
        if let (Some(actor), Some(kind)) = (&sense.actor, &sense.org_kind) {
            kinds
                .entry(actor.head.to_string())
                .or_insert_with(|| kind.clone());
        }
    }
    kinds
}

/// The actor of a text that is nothing but a mention: of the mentions in it the one that covers most,
/// and of those the one whose head stands last.
pub fn whole(mentions: &[CodedMention]) -> Option<&str> {
    let widest = mentions
        .iter()
        .max_by_key(|mention| (mention.span.1 - mention.span.0, mention.head.0))?;
    widest.actors.first().map(String::as_str)
}

/// Scores the mentions.
pub fn score(
    gold: &[Document],
    coded: &ByDocument,
    kinds: &HashMap<String, String>,
) -> (ActorScore, Vec<Difference>) {
    let (mut mentions, mut with_country, mut country_right) = (0, 0, 0);
    let (mut with_either, mut all_right) = (0, 0);
    let mut differences = Vec::new();
    for (number, document) in gold.iter().enumerate() {
        let Some(expected) = &document.expected else {
            continue;
        };
        mentions += 1;
        let found = coded
            .get(&document.id)
            .and_then(|coded| coded.mentions.as_deref())
            .and_then(whole)
            .unwrap_or("-");
        let (head, role) = found.split_once(':').unwrap_or((found, ""));
        let is_country = expected
            .country
            .as_deref()
            .map(|country| country == sectors::country(head));
        with_country += usize::from(is_country.is_some());
        country_right += usize::from(is_country == Some(true));
        let role = match kinds.get(head) {
            Some(kind) if role.is_empty() => sectors::role_of_kind(kind),
            _ => role,
        };
        let is_sector = is_sector(expected, role);
        if is_country.is_none() && is_sector.is_none() {
            continue;
        }
        with_either += 1;
        let is_right = is_country.unwrap_or(true) && is_sector.unwrap_or(true);
        all_right += usize::from(is_right);
        if !is_right {
            differences.push(Difference {
                document: number,
                wanted: describe(expected),
                found: found.to_owned(),
            });
        }
    }
    let score = ActorScore {
        mentions,
        with_country,
        country_right: share(country_right, with_country),
        with_either,
        country_and_sector_right: share(all_right, with_either),
    };
    (score, differences)
}

/// Whether the role stands for one of the sectors gold tells. An empty sector means that gold has none.
fn is_sector(expected: &ExpectedActor, role: &str) -> Option<bool> {
    let sectors = [expected.code_1.as_deref(), expected.code_2.as_deref()];
    let mut told = sectors.into_iter().flatten().peekable();
    told.peek()?;
    Some(told.any(|sector| sectors::roles(sector).contains(&role)))
}

fn describe(expected: &ExpectedActor) -> String {
    let part = |part: &Option<String>| match part.as_deref() {
        None => "?".to_owned(),
        Some("") => "-".to_owned(),
        Some(code) => code.to_owned(),
    };
    let mut words = format!("{} {}", part(&expected.country), part(&expected.code_1));
    if let Some(second) = &expected.code_2 {
        words.push('/');
        words.push_str(second);
    }
    words
}

impl fmt::Display for ActorScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |share: Option<f64>| {
            share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"))
        };
        write!(
            f,
            "actors, {} mentions by themselves\n  country             {} of {}\n  country and sector  {} of {}",
            self.mentions,
            shown(self.country_right),
            self.with_country,
            shown(self.country_and_sector_right),
            self.with_either
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::coded::Coded;

    #[test]
    fn what_gold_does_not_tell_is_not_asked_and_what_is_empty_must_not_come() {
        let rows = [
            (r#"{"country":"RUS","code_1":"MIL"}"#, "RUS:MIL", true),
            (r#"{"country":"","code_1":"COP"}"#, "-:COP", true),
            (r#"{"country":"","code_1":"COP"}"#, "USA:COP", false),
            (r#"{"country":"UNO"}"#, "UN", true),
            (r#"{"country":"LBN"}"#, "HEZBOLLAH", true),
            (r#"{"country":"SOM","code_1":"REB"}"#, "ALSHABAAB", true),
            (
                r#"{"country":"SOM","code_1":"GOV","code_2":"JRN"}"#,
                "SOM:MED",
                true,
            ),
            (r#"{"country":"ZAF","code_1":""}"#, "ZAF:GOV", true),
            (r#"{"country":"ZAF","code_1":""}"#, "ZAF:CVL", false),
            (r#"{"country":"","code_1":"JNK"}"#, "-", true),
            (r#"{"country":"USA","code_1":"SPY"}"#, "-", false),
        ];
        let kinds = HashMap::from([("ALSHABAAB".to_owned(), "armed-group".to_owned())]);
        for (expected, actor, right) in rows {
            let gold: Vec<Document> = serde_json::from_str(&format!(
                r#"[{{"id":"a","text":"x","expected":{expected}}}]"#
            ))
            .expect("gold");
            let mention = CodedMention {
                span: (0, 1),
                head: (0, 1),
                actors: Some(actor.to_owned())
                    .filter(|actor| actor != "-")
                    .into_iter()
                    .collect(),
                name: String::new(),
            };
            let coded = Coded {
                mentions: Some(vec![mention]),
                ..Coded::default()
            };
            let found = ByDocument::from([("a".to_owned(), coded)]);
            let (score, _) = score(&gold, &found, &kinds);
            let share = if right { 1.0 } else { 0.0 };
            assert_eq!(
                score.country_and_sector_right,
                Some(share),
                "{expected} {actor}"
            );
        }
    }
}
