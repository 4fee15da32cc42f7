//! Acronyms that the article itself explains: "Election Commission (EC)", which is then no European Community.

use std::ops::Range;

use compact_str::CompactString;
use detente_lexicon::{Lexicon, NameKind, RoleSort};
use detente_syntax::{Document, EntityType, Pos};
use rustc_hash::FxHashMap;

use super::finder::Finder;
use super::names::Hit;
use super::{Mention, MentionKind};

/// The most words of a name that an acronym stands for.
const LONGEST: usize = 12;
/// The letters that an acronym may have.
const LETTERS: Range<usize> = 2..9;

/// Acronym → the words that it stands for.
pub(super) type Acronyms = FxHashMap<CompactString, Range<usize>>;

/// The acronyms in brackets, commas or dashes behind the words whose initials they are; the first explanation counts.
pub(super) fn explained(doc: &Document) -> Acronyms {
    let mut found = Acronyms::default();
    for token in 1..doc.len().saturating_sub(2) {
        let Some((at, least)) = set_off(doc, token) else {
            continue;
        };
        let acronym = doc.word(at);
        let is_acronym = LETTERS.contains(&acronym.len())
            && acronym.len() >= least
            && acronym.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_acronym && !found.contains_key(acronym) {
            let first = doc.sentences()[doc.token(token).sentence as usize].start;
            let words: Vec<&str> = (first..token).map(|at| doc.word(at)).collect();
            if let Some(at) = beginning(&words, acronym) {
                found.insert(acronym.into(), first + at..token);
            }
        }
    }
    found
}

/// The acronyms that stand without brackets for a body that the article has named by the words before: "the Department
/// of Health … a *DOH* spokesman".
pub(super) fn unexplained(doc: &Document, found: &mut Acronyms) {
    let bodies: Vec<Range<usize>> = doc
        .entities()
        .iter()
        .filter(|entity| entity.kind == EntityType::ORG && entity.tokens.len() > 2)
        .map(|entity| entity.tokens.clone())
        .collect();
    for token in 0..doc.len() {
        let word = doc.word(token);
        let letters = (3..LETTERS.end).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if !letters || found.contains_key(word) {
            continue;
        }
        let body = bodies.iter().find(|body| {
            let words = (*body).clone().map(|at| doc.word(at));
            body.end <= token && are_initials(word, words)
        });
        if let Some(body) = body {
            let first = body.start + usize::from(doc.word(body.start).eq_ignore_ascii_case("the"));
            found.insert(word.into(), first..body.end);
        }
    }
}

/// The acronyms of the lexicon that here are the initials of another body, named before by the words: the "EC" of an
/// article on an *electoral commission*, the "PTI" of one on the *Pakistan Tehreek-e-Insaf*; unless the article names
/// the one of the lexicon, too.
pub(super) fn initials(
    doc: &Document,
    hits: &mut [Hit<'_>],
    lexicon: &Lexicon,
    found: &mut Acronyms,
) {
    let head = |hit: &Hit<'_>| hit.sense.actor.as_ref().map(|actor| actor.head.clone());
    for index in 0..hits.len() {
        let hit = &hits[index];
        let word = doc.word(hit.tokens.start);
        let letters = LETTERS.contains(&word.len())
            && hit.tokens.len() == 1
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && is_body(hit);
        if !letters || found.contains_key(word) {
            continue;
        }
        let body = hits[..index].iter().find(|body| {
            word.len() > 2
                && body.tokens.len() > 1
                && is_body(body)
                && body.sense.actor != hit.sense.actor
                && are_initials(word, body.tokens.clone().map(|at| doc.word(at)))
        });
        if let Some(sense) = body.map(|body| body.sense.clone()) {
            hits[index].sense = sense;
            continue;
        }
        let named = hits
            .iter()
            .any(|other| doc.word(other.tokens.start) != word && head(other) == head(hit));
        // "PRI" of Pacific Resources Inc.
        let spelled = || {
            let named = doc.entities().iter().filter(|entity| {
                entity.kind == EntityType::ORG
                    && entity.tokens.len() > 2
                    && entity.tokens.end <= hit.tokens.start
            });
            named.map(|entity| entity.tokens.clone()).find(|words| {
                word.len() > 2 && are_initials(word, words.clone().map(|at| doc.word(at)))
            })
        };
        let words = described(doc, lexicon, word, hit.tokens.start).or_else(spelled);
        if let Some(words) = words.filter(|_| !named) {
            found.insert(word.into(), words);
        }
    }
}

/// Whether a name is that of a body.
fn is_body(hit: &Hit<'_>) -> bool {
    matches!(
        hit.sense.kind,
        NameKind::Organisation | NameKind::Institution
    )
}

/// The words before `end` that describe a body, each beginning with the next of `letters`: "electoral commission".
fn described(doc: &Document, lexicon: &Lexicon, letters: &str, end: usize) -> Option<Range<usize>> {
    let len = letters.len();
    (0..end.checked_sub(len)?).find_map(|start| {
        let words = start..start + len;
        let fits = words.clone().zip(letters.bytes()).all(|(at, letter)| {
            let initial = doc.word(at).bytes().next();
            initial.is_some_and(|initial| initial.eq_ignore_ascii_case(&letter))
                && matches!(doc.token(at).pos, Pos::ADJ | Pos::NOUN | Pos::PROPN)
        });
        let last = words.end - 1;
        let body = || {
            let all: Vec<&str> = words.clone().map(|at| doc.word(at)).collect();
            let noun = lexicon.roles.longest_ending_at(&all, all.len() - 1);
            noun.is_some_and(|(_, noun)| noun.sort == RoleSort::Unit)
        };
        let one = doc.token(start).sentence == doc.token(last).sentence;
        (fits && one && body()).then_some(words)
    })
}

/// Whether `letters` are the initials of the words of a name, of the small ones among them too or not.
pub(crate) fn are_initials<'w>(letters: &str, name: impl IntoIterator<Item = &'w str>) -> bool {
    let name: Vec<&str> = name.into_iter().collect();
    let of = |small: bool| -> String {
        name.iter()
            .filter(|word| !word.eq_ignore_ascii_case("the"))
            .filter(|word| small || word.starts_with(char::is_uppercase))
            .filter_map(|word| word.chars().next())
            .map(|initial| initial.to_ascii_uppercase())
            .collect()
    };
    of(true) == letters || of(false) == letters
}

/// Where the word stands that the mark at `token` sets off from the words before it, and the fewest letters of an
/// acronym that is set off so: "(EC)", ", the PKK,", "– or FCR –".
fn set_off(doc: &Document, token: usize) -> Option<(usize, usize)> {
    if doc.word(token) == "(" {
        return (doc.word(token + 2) == ")").then_some((token + 1, 2));
    }
    if !matches!(doc.word(token), "," | "-" | "--" | "–" | "—") {
        return None;
    }
    let small = |at: &usize| {
        matches!(
            doc.word(*at),
            "or" | "the" | "known" | "as" | "called" | "acronym" | "its" | "by"
        )
    };
    let at = token + 1 + (token + 1..doc.len()).take(5).take_while(small).count();
    let next = (at + 1 < doc.len()).then(|| doc.word(at + 1))?;
    matches!(next, "," | "-" | "--" | "–" | "—" | "." | ";").then_some((at, 3))
}

/// Where the words begin, at the end of `words`, whose initials are the letters of `acronym`; small words between
/// may be skipped.
fn beginning(words: &[&str], acronym: &str) -> Option<usize> {
    let mut letters = acronym.bytes().rev().peekable();
    let mut at = words.len();
    while let Some(letter) = letters.peek() {
        at = at.checked_sub(1).filter(|at| at + LONGEST >= words.len())?;
        let initial = words[at].bytes().next()?;
        if *letter == initial.to_ascii_uppercase() {
            letters.next();
        } else if initial.is_ascii_uppercase() || initial.is_ascii_digit() {
            return None;
        }
    }
    words[at].starts_with(char::is_uppercase).then_some(at)
}

/// Leaves out the names that are acronyms which the article explains by other words.
pub(super) fn settle(hits: &mut Vec<Hit<'_>>, doc: &Document, acronyms: &Acronyms) {
    if acronyms.is_empty() {
        return;
    }
    let head = |hit: &Hit<'_>| hit.sense.actor.as_ref().map(|actor| actor.head.clone());
    let mut other: Vec<(usize, usize)> = Vec::new();
    for (index, hit) in hits.iter().enumerate() {
        let Some(words) = acronyms
            .get(doc.word(hit.tokens.start))
            .filter(|_| hit.tokens.len() == 1 && !hit.partial)
        else {
            continue;
        };
        // The name itself, or one inside it that is most of it: "the United Nations Children's Fund".
        let same = hits.iter().any(|known| {
            words.start < known.tokens.end
                && known.tokens.start < words.end
                && head(known) == head(hit)
                && known.tokens.len() * 2 >= words.len()
        });
        if !same {
            other.push((index, hit.tokens.start));
        }
    }
    let mut index = 0;
    hits.retain(|_| {
        index += 1;
        other.iter().all(|(at, _)| at + 1 != index)
    });
}

impl Finder<'_> {
    /// The mention of the words that the acronym at `token` stands for.
    fn explanation(&self, token: usize) -> Option<&Mention> {
        let words = self.acronyms.get(self.doc.word(token))?;
        if self.hit_of[token] != 0 || words.contains(&token) {
            return None;
        }
        let head = super::names::head_of(self.doc, words);
        // A mention of but a part of the words is another's: "Shipbuilding & Marine" of a longer name.
        self.mention_at(head)
            .filter(|mention| !mention.is_person && mention.tokens.start <= words.start)
    }

    /// Whom those act for that the acronym at `token` owns: "*EC* officials".
    pub(super) fn acronym_actor(&self, token: usize) -> Option<detente_lexicon::Actor> {
        self.explanation(token)?.actors.first().cloned()
    }

    /// A mention of what the acronym at `token` stands for; whether there is one.
    pub(super) fn acronym(&mut self, token: usize) -> bool {
        let Some(head) = self.explanation(token).map(|mention| mention.head) else {
            return false;
        };
        let trace = self.cast.past.iter().find(|trace| trace.head == head);
        let Some(trace) = trace.cloned() else {
            return false;
        };
        self.refer(token, &trace, MentionKind::Name);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_explain_an_acronym() {
        let of = |text: &str, acronym: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            beginning(&words, acronym).map(|at| words[at..].join(" "))
        };
        assert_eq!(
            of("The Election Commission", "EC").as_deref(),
            Some("Election Commission")
        );
        assert_eq!(
            of("the Agency for Trees and Water", "ATW").as_deref(),
            Some("Agency for Trees and Water")
        );
        assert_eq!(
            of("the Bank of Utopia", "BOU").as_deref(),
            Some("Bank of Utopia")
        );
        assert_eq!(of("He left early", "USA"), None);
        assert_eq!(of("", "EC"), None);
    }
}
