//! Patterns: how a rule says which words act and which of their dependents are the ends.
//!
//! A pattern is a clause in the active voice, written with lemmas:
//!
//! ```text
//! SOURCE meet with TARGET              a verb, its subject, a prepositional dependent
//! SOURCE impose @sanction on TARGET    an object that must be one of a class of words
//! SOURCE expel TARGET/@diplomat        the object is the target and headed by one of the class
//! SOURCE call_off meeting with TARGET  a verb with its particle
//! SOURCE =critical of TARGET           an adjective
//! SOURCE's rejection of TARGET         a noun with its owner
//! SOURCE's war-game with TARGET         a noun of two words, with or without hyphen in the text
//! talks between SOURCE+                a noun; a plural filler whose members act on each other
//! SOURCE urge TARGET CONTENT           a clause or noun that says what is wanted
//! SOURCE let CONTENT/know              one that such a word heads
//! ```
//!
//! Passives, relative clauses, control, coordination, light verbs, possessives and demonyms are
//! not written: the coder's machinery brings every clause into this form.

use std::collections::BTreeMap;

use super::words::{Classes, for_each_word, read_set};
use crate::vocabulary::{Vocabulary, WordSet};

/// One end of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum End {
    /// Who acts.
    Source,
    /// Towards whom.
    Target,
}

/// What part of speech the predicate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum PredicateKind {
    /// A verb, with a particle or without.
    Verb,
    /// A noun that names an act.
    Noun,
    /// An adjective.
    Adjective,
}

/// How a slot hangs on the predicate, after normalisation to the active voice.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Link {
    /// Subject of a verb or adjective.
    Subject,
    /// Direct object.
    Object,
    /// Indirect object ("gave *Iran* time").
    Recipient,
    /// Owner of a noun: possessive, demonym, compound, `by`, or the subject of its light verb.
    Owner,
    /// Object of one of these prepositions.
    Preposition(WordSet),
    /// A clause.
    Clause,
}

/// What fills a slot.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Filler {
    /// An actor: which end it is, whether it must be plural and acts on itself (`+`), and the
    /// lemmas its head must be one of (`/words`), if any.
    Actor {
        /// Which end.
        end: End,
        /// `+`: at least two actors that act on each other.
        mutual: bool,
        /// Lemmas of the head word; empty for any.
        head: WordSet,
    },
    /// A phrase headed by one of these lemmas.
    Words(WordSet),
    /// What is wanted, promised, refused: an act of its own.
    Content {
        /// `WISH`: a clause in the bare subjunctive, which wants what a plain one would tell ("insisted that Iran
        /// *hand* over").
        wished: bool,
        /// `CONTENT/words`: lemmas its head must be one of; empty for any.
        head: WordSet,
    },
}

/// A dependent that a pattern asks for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Slot {
    /// Where it hangs.
    pub link: Link,
    /// What it must be.
    pub filler: Filler,
}

/// One pattern of a rule.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pattern {
    /// The index of its rule.
    pub rule: u32,
    /// Part of speech of the predicate.
    pub kind: PredicateKind,
    /// Lemmas of the predicate.
    pub lemmas: WordSet,
    /// Its particle; empty for none.
    pub particle: WordSet,
    /// Its dependents, the subject or owner first.
    pub slots: Vec<Slot>,
    /// The pattern as it is written.
    pub text: String,
}

impl Pattern {
    /// Whether some slot is the given end.
    pub fn names(&self, wanted: End) -> bool {
        self.slots
            .iter()
            .any(|slot| matches!(slot.filler, Filler::Actor { end, .. } if end == wanted))
    }

    /// Whether some slot is the content.
    pub fn has_content(&self) -> bool {
        self.slots
            .iter()
            .any(|slot| matches!(slot.filler, Filler::Content { .. }))
    }
}

/// The words that open a prepositional slot.
const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "amid",
    "among",
    "around",
    "as",
    "at",
    "because",
    "before",
    "behind",
    "beside",
    "between",
    "beyond",
    "by",
    "concerning",
    "despite",
    "during",
    "following",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "opposite",
    "out",
    "outside",
    "over",
    "past",
    "pending",
    "regarding",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "via",
    "with",
    "within",
    "without",
];

/// Gives the prepositions the first numbers of an empty `vocabulary`, so that each has a bit of its own.
pub(super) fn number_prepositions(vocabulary: &mut Vocabulary) {
    for preposition in PREPOSITIONS {
        vocabulary.add(preposition);
    }
}

/// Reads one line of patterns of rule number `rule`: one pattern for each particle among the
/// predicate's alternatives (`reject|turn_down TARGET` are two).
///
/// # Errors
/// Says what word of the pattern cannot be read and what would be right.
pub(super) fn read_patterns(
    text: &str,
    rule: u32,
    classes: &Classes,
    vocabulary: &mut Vocabulary,
) -> Result<Vec<Pattern>, String> {
    let mut words = text.split_whitespace().peekable();
    let mut slots = Vec::new();
    let mut owner = false;
    if let Some(first) = words.peek()
        && let Some((filler, possessive)) = read_actor(first, classes, vocabulary)?
    {
        owner = possessive;
        slots.push(Slot {
            link: if possessive {
                Link::Owner
            } else {
                Link::Subject
            },
            filler,
        });
        words.next();
    }
    let predicate = words
        .next()
        .ok_or("a pattern needs a predicate after its subject")?;
    let kind = match predicate.strip_prefix('=') {
        Some(_) => PredicateKind::Adjective,
        None if owner || slots.is_empty() => PredicateKind::Noun,
        None => PredicateKind::Verb,
    };
    let predicate = predicate.strip_prefix('=').unwrap_or(predicate);
    if is_preposition(predicate) {
        return Err(format!(
            "`{predicate}` stands where the predicate must stand"
        ));
    }
    let mut by_particle: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for_each_word(predicate, classes, &mut |alternative| {
        let (verb, particle) = match alternative.split_once('_') {
            Some(parts) if kind == PredicateKind::Verb => parts,
            _ => (alternative, ""),
        };
        let verbs = by_particle.entry(particle.to_owned()).or_default();
        verbs.push(verb.to_owned());
    })?;
    while let Some(word) = words.next() {
        let link = if is_preposition(word) {
            Link::Preposition(read_set(word, classes, vocabulary)?)
        } else {
            Link::Object
        };
        let filler = if matches!(link, Link::Preposition(_)) {
            words
                .next()
                .ok_or_else(|| format!("nothing follows the preposition `{word}`"))?
        } else {
            word
        };
        let (filler, filler_link) = read_filler(filler, link, classes, vocabulary)?;
        slots.push(Slot {
            link: filler_link,
            filler,
        });
    }
    // Of two bare noun phrases the first is the recipient: "give TARGET weapons".
    let objects: Vec<usize> = slots
        .iter()
        .enumerate()
        .filter(|(_, slot)| slot.link == Link::Object)
        .map(|(index, _)| index)
        .collect();
    match objects[..] {
        [] | [_] => {}
        [first, _] => slots[first].link = Link::Recipient,
        _ => return Err("more than two objects; write a preposition before the third".to_owned()),
    }
    by_particle
        .into_iter()
        .map(|(particle, verbs)| {
            let lemmas = read_set(&verbs.join("|"), classes, vocabulary)?;
            let particle = match particle.as_str() {
                "" => WordSet::default(),
                particle => read_set(particle, classes, vocabulary)?,
            };
            Ok(Pattern {
                rule,
                kind,
                lemmas,
                particle,
                slots: slots.clone(),
                text: text.to_owned(),
            })
        })
        .collect()
}

/// What stands in a slot behind `link`, and where such a filler hangs.
fn read_filler(
    filler: &str,
    link: Link,
    classes: &Classes,
    vocabulary: &mut Vocabulary,
) -> Result<(Filler, Link), String> {
    let (content, head) = filler.split_once('/').unwrap_or((filler, ""));
    if matches!(content, "CONTENT" | "WISH") {
        let link = match link {
            Link::Object => Link::Clause,
            link => link,
        };
        let head = match head {
            "" => WordSet::default(),
            head => read_set(head, classes, vocabulary)?,
        };
        let wished = content == "WISH";
        return Ok((Filler::Content { wished, head }, link));
    }
    let filler = match read_actor(filler, classes, vocabulary)? {
        Some((actor, _)) => actor,
        None => Filler::Words(read_set(filler, classes, vocabulary)?),
    };
    Ok((filler, link))
}

fn is_preposition(word: &str) -> bool {
    word.split('|').all(|part| PREPOSITIONS.contains(&part))
}

/// `SOURCE`, `TARGET+`, `TARGET/@class`, `SOURCE's`: the filler and whether it is an owner.
fn read_actor(
    word: &str,
    classes: &Classes,
    vocabulary: &mut Vocabulary,
) -> Result<Option<(Filler, bool)>, String> {
    let (end, rest) = if let Some(rest) = word.strip_prefix("SOURCE") {
        (End::Source, rest)
    } else if let Some(rest) = word.strip_prefix("TARGET") {
        (End::Target, rest)
    } else {
        return Ok(None);
    };
    let (rest, possessive) = rest
        .strip_suffix("'s")
        .map_or((rest, false), |rest| (rest, true));
    let (rest, mutual) = rest
        .strip_prefix('+')
        .map_or((rest, false), |rest| (rest, true));
    let head = match rest.strip_prefix('/') {
        Some(words) => read_set(words, classes, vocabulary)?,
        None if rest.is_empty() => WordSet::default(),
        None => {
            return Err(format!(
                "`{word}`: after {end:?} write nothing, `+`, `'s` or `/words`"
            ));
        }
    };
    Ok(Some((Filler::Actor { end, mutual, head }, possessive)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Pattern, String> {
        let classes = Classes::from([(
            "sanction".to_owned(),
            vec!["sanction".to_owned(), "embargo".to_owned()],
        )]);
        let mut read = read_patterns(text, 0, &classes, &mut Vocabulary::default())?;
        assert_eq!(read.len(), 1);
        Ok(read.remove(0))
    }

    #[test]
    fn tells_kinds_apart() {
        assert_eq!(
            read("SOURCE meet with TARGET").unwrap().kind,
            PredicateKind::Verb
        );
        assert_eq!(
            read("SOURCE's rejection of TARGET").unwrap().kind,
            PredicateKind::Noun
        );
        assert_eq!(
            read("talk between SOURCE+").unwrap().kind,
            PredicateKind::Noun
        );
        assert_eq!(
            read("SOURCE =critical of TARGET").unwrap().kind,
            PredicateKind::Adjective
        );
    }

    #[test]
    fn links_objects_and_recipients() {
        let pattern = read("SOURCE give TARGET weapon").unwrap();
        assert_eq!(pattern.slots[1].link, Link::Recipient);
        assert_eq!(pattern.slots[2].link, Link::Object);
        let pattern = read("SOURCE impose @sanction on|upon TARGET").unwrap();
        assert!(
            matches!(pattern.slots[2].link, Link::Preposition(ref set) if set.iter().count() == 2)
        );
        assert_eq!(
            read("SOURCE urge TARGET CONTENT").unwrap().slots[2].link,
            Link::Clause
        );
    }

    #[test]
    fn keeps_each_verb_with_its_particle() {
        let read = read_patterns(
            "SOURCE reject|turn_down|rule_out TARGET",
            0,
            &Classes::new(),
            &mut Vocabulary::default(),
        );
        let sizes: Vec<(usize, bool)> = read
            .unwrap()
            .iter()
            .map(|p| (p.lemmas.iter().count(), p.particle.is_empty()))
            .collect();
        assert_eq!(sizes, [(1, true), (1, false), (1, false)]);
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, part) in [
            ("SOURCE", "needs a predicate"),
            ("SOURCE with TARGET", "stands where the predicate"),
            ("SOURCE meet with", "nothing follows"),
            ("SOURCE impose @nothing on TARGET", "unknown word class"),
            ("SOURCE!! meet TARGET", "after Source"),
        ] {
            assert!(read(text).unwrap_err().contains(part), "{text}");
        }
    }
}
