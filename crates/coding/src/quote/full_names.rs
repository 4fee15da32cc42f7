//! The full names that an article gives elsewhere for speakers whom it calls by a part of them.

use std::ops::Range;

use detente_lexicon::{Role, Tells};
use detente_syntax::{Dep, EntityType, Pos, Tag};

use super::naming::name_of;
use super::side::role;
use crate::analysis::Analysis;
use crate::mention::{MentionKind, ends_firm};
use crate::record::Speaker;
use crate::tree;

/// Where the article names in full the one person whose name ends with `name`, by which the speaker headed by `head` is
/// called, else the one whom it calls by another part of it: "*Diyet van Lieshout*" of "Van Lieshout", "*Raila Odinga*" of
/// "Raila".
pub(super) fn person_in_full(
    analysis: &Analysis<'_>,
    head: usize,
    speaker: &Speaker,
) -> Option<Range<usize>> {
    let doc = analysis.doc;
    let name = speaker.name.as_str();
    let own = analysis.mentions.headed_by(head);
    let pronoun = doc.token(head).pos == Pos::PRON;
    let person = own.map_or(!pronoun, |own| {
        own.is_person && !own.is_plural && (pronoun || own.kind == MentionKind::Person)
    });
    let short = name.split(' ').count() <= 2 && name.starts_with(char::is_uppercase);
    let body = !pronoun
        && doc
            .entities()
            .iter()
            .any(|entity| entity.kind == EntityType::ORG && entity.tokens.contains(&head));
    // What was taken for a body, or for nothing known, is the person of that name if there is one.
    let sure = person && !body;
    let proper = doc.token(head).pos == Pos::PROPN;
    if !(proper || pronoun) || !short || !sure && (pronoun || speaker.actor.is_some()) {
        return None;
    }
    let ending = format!(" {}", name.to_lowercase());
    let by_ending = |full: &str| full.to_lowercase().ends_with(&ending);
    let people = || {
        doc.entities()
            .iter()
            .filter(|entity| entity.kind == EntityType::PERSON && entity.tokens.len() > 1)
            .map(|entity| entity.tokens.clone())
            .filter(|tokens| !tells_title(analysis, tokens.start))
            .filter(|tokens| {
                doc.word(tokens.start).starts_with(char::is_uppercase)
                    && tokens.clone().all(|token| doc.token(token).tag != Tag::POS)
            })
    };
    let found = the_one(
        analysis,
        people().filter(|t| by_ending(&name_of(analysis, t))),
    );
    let single = !name.contains(' ') && name.chars().count() > 1;
    match found {
        Found::One(tokens) => Some(tokens),
        Found::Several => None,
        Found::Nobody if !single || !sure => None,
        // The recogniser does not take every name for one: "the council's *Krish Chetty*".
        Found::Nobody => {
            let end = name.rsplit('-').next().unwrap_or(name);
            let runs = (0..doc.len())
                .filter(|&last| doc.word(last) == end)
                .filter_map(|last| run_to(analysis, last))
                .filter(|tokens| by_ending(&tree::words(doc, tokens.clone())));
            match the_one(analysis, runs) {
                Found::One(tokens) => Some(tokens),
                Found::Several => None,
                Found::Nobody => {
                    let inside = |tokens: &Range<usize>| {
                        (tokens.start..tokens.end - 1).any(|token| doc.word(token) == name)
                    };
                    match the_one(analysis, people().filter(inside)) {
                        Found::One(tokens) => Some(tokens),
                        Found::Several | Found::Nobody => None,
                    }
                }
            }
        }
    }
}

/// How many people names are of.
enum Found {
    Nobody,
    One(Range<usize>),
    Several,
}

/// The one person whom all of the names are of, where there is but one.
fn the_one(analysis: &Analysis<'_>, names: impl Iterator<Item = Range<usize>>) -> Found {
    let mut found: Option<(String, Range<usize>)> = None;
    for tokens in names {
        let full = name_of(analysis, &tokens);
        match &found {
            None => found = Some((full, tokens)),
            Some((known, _)) if ends_alike(known, &full) => {}
            Some((known, _)) if ends_alike(&full, known) => found = Some((full, tokens)),
            Some(_) => return Found::Several,
        }
    }
    found.map_or(Found::Nobody, |(_, tokens)| Found::One(tokens))
}

/// Whether the words of `short` are the last ones of `long`.
fn ends_alike(long: &str, short: &str) -> bool {
    let long: Vec<String> = long.split(' ').map(str::to_lowercase).collect();
    let short: Vec<String> = short.split(' ').map(str::to_lowercase).collect();
    long.ends_with(&short)
}

/// The words with capitals that the tree joins to the one at `last` as the name of a person, without titles before them;
/// none in a headline, where every word has a capital.
fn run_to(analysis: &Analysis<'_>, last: usize) -> Option<Range<usize>> {
    let doc = analysis.doc;
    let named = |token: usize| {
        doc.token(token).pos == Pos::PROPN
            && doc.word(token).starts_with(char::is_uppercase)
            && !doc.entities().iter().any(|entity| {
                entity.tokens.contains(&token)
                    && !matches!(entity.kind, EntityType::PERSON | EntityType::ORG)
            })
    };
    let part = doc.token(last);
    // "Edged *Jens Hale* 7-6": what the parser joined to a number is a name all the same.
    let within = part.dep == Dep::Compound
        && doc
            .head(last)
            .is_some_and(|head| doc.token(head).pos == Pos::PROPN);
    if !named(last) || within {
        return None;
    }
    let first = (0..last)
        .rev()
        .take(4)
        .take_while(|&token| {
            let joined = doc.token(token).dep == Dep::Compound && named(token)
                || doc.word(token) == "-" && doc.token(token).end == doc.token(token + 1).start;
            joined && doc.head(token) == Some(last) && !tells_title(analysis, token)
        })
        .last()?;
    let after = last + 1;
    if !named(first) {
        return None;
    }
    let headline = doc
        .tokens()
        .get(after)
        .is_some_and(|next| next.sentence == part.sentence)
        && doc.word(after).starts_with(char::is_uppercase);
    (!headline).then_some(first..after)
}

/// Whether the word opens a name with a title or an office: "*Mr.* Hale", "*President* Hale".
fn tells_title(analysis: &Analysis<'_>, token: usize) -> bool {
    let word = analysis.doc.word(token);
    word.ends_with('.') && word.len() > 2
        || role(analysis, &(token..token + 1)).is_some()
        || analysis.lexicon.words.is(word, Tells::Shared)
        || ["Mr", "Mrs", "Ms", "Dr", "Sir", "Madam", "Sheikh"].contains(&word)
}

/// The name of the one body that the article names in full, of which the speaker headed by `head` has the last word
/// alone: "the *Oslo Times*" of "the Times".
pub(super) fn body_in_full(analysis: &Analysis<'_>, head: usize, name: &str) -> Option<String> {
    let doc = analysis.doc;
    let is_body = |token: usize| {
        doc.entities()
            .iter()
            .any(|entity| entity.kind == EntityType::ORG && entity.tokens.contains(&token))
    };
    let person = analysis
        .mentions
        .headed_by(head)
        .is_some_and(|own| own.is_person || own.is_place);
    // "Bhd", "Corp": every firm's.
    let firm = ends_firm(name) || analysis.lexicon.words.body(name) == Some(Role::BUS);
    let definite = doc
        .children(head)
        .any(|c| c < head && doc.word(c).eq_ignore_ascii_case("the"));
    if person || firm || !definite || name.contains(' ') || doc.word(head) != name || !is_body(head)
    {
        return None;
    }
    let mut full = doc
        .entities()
        .iter()
        .filter(|entity| {
            entity.kind == EntityType::ORG
                && entity.tokens.len() > 1
                && doc.word(entity.tokens.end - 1) == name
        })
        .map(|entity| {
            let words = tree::words(doc, entity.tokens.clone());
            let bare = words.strip_prefix("the ").or(words.strip_prefix("The "));
            bare.unwrap_or(&words).to_owned()
        })
        .filter(|full| full != name);
    let first = full.next()?;
    full.all(|other| other == first).then_some(first)
}
