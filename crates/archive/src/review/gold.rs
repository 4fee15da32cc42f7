//! Gold out of verdicts.
//!
//! An article is gold for a kind of record once every record of it was judged and the reviewers who did
//! are not split: what was accepted stands as coded, what was corrected as proposed, what was added is
//! there, what was rejected is not. Records that reviewers did not notice as missing are missing in the
//! gold too.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::last_words;
use crate::{ArchiveError, ArticleDetail, Correction, Family, Reader, Verdict};

/// An article with what is right for it, in the form that `detente evaluate` reads. A list that is
/// absent is not gold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoldItem {
    /// The article's id.
    pub id: String,
    /// The date of publication.
    pub published: Option<String>,
    /// The headline, where it stands apart from the text.
    pub title: Option<String>,
    /// The text, into which offsets point.
    pub text: String,
    /// The events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<Value>>,
    /// The quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Vec<Value>>,
    /// The positions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub positions: Option<Vec<Value>>,
    /// Who judged it.
    pub reviewers: BTreeSet<String>,
}

impl Reader {
    /// The articles that verdicts have made gold, in the order of their ids.
    ///
    /// # Errors
    /// If the ledger cannot be read or is damaged.
    pub fn gold(&self) -> Result<Vec<GoldItem>, ArchiveError> {
        let all = self.all_corrections()?;
        let mut by_article: BTreeMap<&str, Vec<Correction>> = BTreeMap::new();
        for correction in &all {
            by_article
                .entry(&correction.said.article)
                .or_default()
                .push(correction.clone());
        }
        let mut items = Vec::new();
        for (article, said) in by_article {
            // An article that is gone cannot be gold.
            let Some(detail) = self.article(article)? else {
                continue;
            };
            items.extend(item(&detail, &said));
        }
        Ok(items)
    }
}

/// The article as gold, if it is for any kind of record.
fn item(detail: &ArticleDetail, said: &[Correction]) -> Option<GoldItem> {
    let article = &detail.article;
    let coding = &detail.coding;
    let ids = |family| -> Vec<&str> {
        match family {
            Family::Event => coding.events.iter().map(|one| one.id.as_str()).collect(),
            Family::Quote => coding.quotes.iter().map(|one| one.id.as_str()).collect(),
            Family::Position => coding.positions.iter().map(|one| one.id.as_str()).collect(),
            Family::Article => Vec::new(),
        }
    };
    let records = |family| records(family, &ids(family), said);
    let (events, quotes, positions) = (
        records(Family::Event),
        records(Family::Quote),
        records(Family::Position),
    );
    if events.is_none() && quotes.is_none() && positions.is_none() {
        return None;
    }
    Some(GoldItem {
        id: article.id.clone(),
        published: article.published.map(|date| date.to_string()),
        // A title that opens the text is of the text.
        title: article
            .title
            .clone()
            .filter(|title| !article.text.starts_with(title.as_str())),
        text: article.text.clone(),
        events,
        quotes,
        positions,
        reviewers: said.iter().map(|one| one.said.reviewer.clone()).collect(),
    })
}

/// The right records of a family; none where a coded one is not judged, or its reviewers are split.
fn records(family: Family, ids: &[&str], said: &[Correction]) -> Option<Vec<Value>> {
    let own: Vec<Correction> = said
        .iter()
        .filter(|one| one.said.family == family)
        .cloned()
        .collect();
    if own.is_empty() {
        return None;
    }
    let last = last_words(&own);
    let mut right = Vec::new();
    for id in ids {
        let verdict = majority(last.get(id)?.values().copied())?;
        match verdict.said.verdict {
            Verdict::Accept => right.push(gold(family, &verdict.said.judged)),
            Verdict::Correct => right.extend(
                verdict
                    .said
                    .proposed
                    .as_ref()
                    .map(|proposed| gold(family, proposed)),
            ),
            Verdict::Reject | Verdict::Add => {}
        }
    }
    let mut added: BTreeSet<String> = BTreeSet::new();
    for addition in own.iter().filter(|one| one.said.verdict == Verdict::Add) {
        let Some(proposed) = &addition.said.proposed else {
            continue;
        };
        let proposed = gold(family, proposed);
        // What two reviewers add in the same words is added once.
        if added.insert(proposed.to_string()) {
            right.push(proposed);
        }
    }
    Some(right)
}

/// A word that more reviewers say than any other; none where they are split.
fn majority<'a>(words: impl Iterator<Item = &'a Correction>) -> Option<&'a Correction> {
    let mut counts: BTreeMap<String, (usize, &Correction)> = BTreeMap::new();
    for word in words {
        let key = format!(
            "{} {}",
            word.said.verdict.name(),
            word.said.proposed.clone().unwrap_or_default()
        );
        counts.entry(key).or_insert((0, word)).0 += 1;
    }
    let most = counts.values().map(|(count, _)| *count).max()?;
    let mut first = counts.values().filter(|(count, _)| *count == most);
    let (_, word) = first.next()?;
    first.next().is_none().then_some(*word)
}

/// A record as gold writes it.
fn gold(family: Family, record: &Value) -> Value {
    let evidence = record["evidence"]
        .as_array()
        .and_then(|pieces| pieces.first())
        .map_or(&Value::Null, |piece| &piece["text"]);
    match family {
        Family::Event => json!({
            "source": record["source"]["actor"], "target": record["target"]["actor"], "code": record["cameo"],
            "date": record["date"], "status": record["status"], "evidence": evidence,
        }),
        Family::Quote => {
            let speaker = &record["speaker"];
            let mut quote = Map::from_iter([
                ("content".to_owned(), record["content"].clone()),
                ("kind".to_owned(), record["kind"].clone()),
                ("cue".to_owned(), record["cue"]["text"].clone()),
                ("speaker".to_owned(), speaker["name"].clone()),
                ("actor".to_owned(), speaker["actor"].clone()),
                ("start".to_owned(), record["start"].clone()),
                ("end".to_owned(), record["end"].clone()),
            ]);
            for (name, place) in [("speaker_start", "start"), ("speaker_end", "end")] {
                if speaker[place].is_number() {
                    quote.insert(name.to_owned(), speaker[place].clone());
                }
            }
            Value::Object(quote)
        }
        _ => json!({
            "actor": record["actor"], "issue": record["issue"], "stance": record["stance"],
            "towards": record["towards"], "date": record["date"], "evidence": evidence,
        }),
    }
}
