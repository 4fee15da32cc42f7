//! Names of the lexicon in the text, each with the sense that fits the date and the words around.

use std::borrow::Cow;
use std::ops::Range;

use detente_calendar::PartialDate;
use detente_lexicon::{Lexicon, NameKind, Sense, Tenure, best_sense};
use detente_syntax::{Document, Pos, Tag};

/// A name found in the text.
#[derive(Debug, Clone)]
pub(super) struct Hit<'a> {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The token of the range that the rest of the sentence hangs on.
    pub head: usize,
    /// The sense chosen: the lexicon's, or one made for a place of the gazetteer.
    pub sense: Cow<'a, Sense>,
    /// Whether the sense holds on the date (an office that is over makes a person a former one).
    pub current: bool,
    /// Whether the name is only the part of a token before a hyphen ("U.S.-led").
    pub partial: bool,
}

/// All names of the document in text order, none overlapping another.
pub(super) fn scan<'a>(
    doc: &Document,
    words: &[&str],
    lexicon: &'a Lexicon,
    date: Option<PartialDate>,
) -> Vec<Hit<'a>> {
    let mut hits: Vec<Hit<'a>> = Vec::new();
    for sentence in doc.sentences() {
        let words = &words[sentence.clone()];
        let mut at = 0;
        while at < words.len() {
            let Some(found) = lexicon.names.longest_at(words, at) else {
                at += 1;
                continue;
            };
            let tokens = sentence.start + at..sentence.start + at + found.len;
            let chosen = choose(doc, &tokens, lexicon.names.senses(found), date, &hits);
            if let Some((sense, current)) = chosen {
                let head = head_of(doc, &tokens);
                hits.push(Hit {
                    tokens,
                    head,
                    sense: Cow::Borrowed(sense),
                    current,
                    partial: found.part.is_some(),
                });
                at += found.len;
            } else {
                at += 1;
            }
        }
    }
    hits
}

/// The token of `tokens` whose head stands outside.
pub(super) fn head_of(doc: &Document, tokens: &Range<usize>) -> usize {
    tokens
        .clone()
        .rev()
        .find(|&t| doc.head(t).is_none_or(|head| !tokens.contains(&head)))
        .unwrap_or(tokens.end - 1)
}

/// How good a kind of name is where a spelling has several.
fn rank(kind: NameKind) -> u8 {
    match kind {
        NameKind::Forum | NameKind::Agreement | NameKind::NonActor => 0,
        NameKind::Person => 1,
        NameKind::Organisation | NameKind::Institution => 2,
        NameKind::State => 3,
        NameKind::Adjective => 4,
        NameKind::Capital | NameKind::City => 5,
        NameKind::People => 6,
        NameKind::Surname => 7,
    }
}

fn choose<'a>(
    doc: &Document,
    tokens: &Range<usize>,
    senses: impl Iterator<Item = &'a Sense> + Clone,
    date: Option<PartialDate>,
    before: &[Hit<'a>],
) -> Option<(&'a Sense, bool)> {
    // A common word is no name for its capital at the start of a sentence alone; the tagger helps.
    let first = doc.token(tokens.start);
    if tokens.len() == 1
        && matches!(
            first.pos,
            Pos::VERB | Pos::AUX | Pos::ADP | Pos::DET | Pos::PRON | Pos::ADV
        )
    {
        return None;
    }
    let adjectival = tokens.len() == 1 && matches!(first.tag, Tag::JJ);
    let titled = is_titled(doc, tokens);
    let persons = senses
        .clone()
        .filter(|s| matches!(s.kind, NameKind::Person | NameKind::Surname));
    // A family name after a title or a full name of the article is that person.
    let known = persons
        .clone()
        .filter(|s| before.iter().any(|hit| hit.sense.name == s.name));
    if let Some(choice) = best_sense(known, date) {
        let other = senses
            .clone()
            .any(|s| !matches!(s.kind, NameKind::Person | NameKind::Surname));
        if !other || titled {
            return Some((choice.sense, choice.tenure.is_current()));
        }
    }
    let has_person = persons.clone().next().is_some();
    if titled && has_person {
        let choice = best_sense(persons, date)?;
        return Some((choice.sense, choice.tenure.is_current()));
    }
    let mut best: Option<(&Sense, Tenure)> = None;
    let lowest = senses
        .clone()
        .filter(|s| !(s.weak && s.kind == NameKind::Surname))
        .map(|s| {
            if adjectival && s.kind == NameKind::Adjective {
                0
            } else {
                rank(s.kind)
            }
        })
        .min()?;
    let candidates = senses.filter(|s| {
        !(s.weak && s.kind == NameKind::Surname)
            && (if adjectival && s.kind == NameKind::Adjective {
                0
            } else {
                rank(s.kind)
            }) == lowest
    });
    if let Some(choice) = best_sense(candidates, date) {
        best = Some((choice.sense, choice.tenure));
    }
    let (sense, tenure) = best?;
    // A bare family name of somebody long out of office, or not yet in it, is somebody else.
    if sense.kind == NameKind::Surname && matches!(tenure, Tenure::Former | Tenure::Later) {
        return None;
    }
    Some((sense, tenure.is_current()))
}

/// Whether a title or a given name stands before the name ("President Bush", "Mr May").
fn is_titled(doc: &Document, tokens: &Range<usize>) -> bool {
    let Some(before) = tokens.start.checked_sub(1) else {
        return false;
    };
    if doc.token(before).sentence != doc.token(tokens.start).sentence {
        return false;
    }
    let word = doc.word(before).to_lowercase();
    TITLES.contains(&word.as_str())
}

/// Words that stand before a person's name.
const TITLES: &[&str] = &[
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "president",
    "minister",
    "chancellor",
    "secretary",
    "senator",
    "premier",
    "king",
    "queen",
    "prince",
    "sheikh",
    "general",
    "gen.",
    "ambassador",
    "envoy",
    "chief",
    "leader",
    "commissioner",
    "spokesman",
    "spokeswoman",
    "prime",
];
