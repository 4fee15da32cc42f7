//! Who "they" are where they speak: several who spoke or acted before, sooner than the plural named last.

use detente_syntax::{Dep, Document, Pos, Tag};

use super::QuoteSpan;
use super::extent::with_small_article;
use crate::mention::{Mention, MentionKind, Mentions, Nature};
use crate::tree;

/// How many sentences back those who spoke are still meant by "they".
const REACH: u32 = 6;

/// What is known of an article's speech where somebody speaks.
pub(super) struct Speech<'a> {
    pub doc: &'a Document,
    pub spans: &'a [QuoteSpan],
    pub mentions: &'a Mentions,
    /// Who spoke last, and where.
    pub last: Option<&'a (usize, Mention)>,
    /// Who of several spoke last, and where.
    pub several: Option<&'a (usize, Mention)>,
}

/// Whom "they" at `head`, the speaker of `span`, stands for, where that is not `own`, for whom it was taken.
pub(super) fn they(
    speech: &Speech<'_>,
    span: &QuoteSpan,
    head: usize,
    own: Option<&Mention>,
) -> Option<Mention> {
    let here = head.min(span.content.start);
    let near = |(at, _): &&(usize, Mention)| {
        let sentence = |token: usize| speech.doc.token(token).sentence;
        *at < here && sentence(here) - sentence(*at) <= REACH
    };
    let outside = |(at, _): &&(usize, Mention)| !span.content.contains(at);
    let spoke = || {
        let several = speech.several.filter(near).filter(outside)?;
        Some(several.1.clone())
    };
    if super::recall::adds(speech.doc, span) {
        return speech.last.filter(near).map(|(_, mention)| mention.clone());
    }
    // "It troubles many *analysts* because they believe …": sooner than a body of a sentence before.
    let body = own.is_none_or(|own| !own.is_person);
    if let Some(people) = beside(speech, head).filter(|_| body) {
        return Some(people);
    }
    let Some(own) = own.filter(|own| own.is_plural || !own.is_person) else {
        // "Few analysts agreed. They say …": those of the sentence before, not one person in it.
        return doers_before(speech, here)
            .or_else(spoke)
            .or_else(|| own.map(|_| nobody(head)));
    };
    // "Some brokers take orders, they said": those who spoke before, not those whom they speak of.
    let in_content = speech.mentions.iter().any(|mention| {
        span.content.contains(&mention.head)
            && mention.kind != MentionKind::Pronoun
            && mention.name == own.name
    });
    if in_content {
        // "*Norway* might have leaned on it, *they* argue": not the state that the words themselves are of.
        let of_state = own.nature == Nature::State && span.content.end <= head;
        let doers = || doers_before(speech, here).filter(|_| of_state);
        return doers()
            .or_else(spoke)
            .or_else(|| of_state.then(|| nobody(head)));
    }
    if acted(speech, own, here) {
        return None;
    }
    doers_before(speech, here).or_else(spoke)
}

/// Whether the last naming of `own` before `here`, outside of anybody's words, is of somebody who does something there
/// or says it: "*The ministers* met", "according to *the ministers*".
fn acted(speech: &Speech<'_>, own: &Mention, here: usize) -> bool {
    let doc = speech.doc;
    let named = speech
        .mentions
        .iter()
        .filter(|other| {
            other.head < here && other.kind != MentionKind::Pronoun && other.name == own.name
        })
        .map(|other| other.head)
        .max();
    let Some(named) = named else { return false };
    if speech.spans.iter().any(|span| span.speaker == Some(named)) {
        return true;
    }
    let told = speech
        .spans
        .iter()
        .any(|span| span.content.contains(&named));
    let mut subject = named;
    while doc.token(subject).dep == Dep::Conj {
        match doc.head(subject) {
            Some(first) => subject = first,
            None => break,
        }
    }
    let acts = matches!(doc.token(subject).dep, Dep::Nsubj | Dep::Nsubjpass)
        && doc.head(subject).is_some_and(|verb| {
            matches!(
                doc.token(verb).dep,
                Dep::Root | Dep::Conj | Dep::Parataxis | Dep::Ccomp | Dep::Advcl
            )
        });
    acts && !told
}

/// The people named in the same sentence before a clause of which "they" is the subject: "it troubles many *analysts*
/// because they believe …".
fn beside(speech: &Speech<'_>, head: usize) -> Option<Mention> {
    let doc = speech.doc;
    let below = doc
        .head(head)
        .is_some_and(|verb| matches!(doc.token(verb).dep, Dep::Advcl | Dep::Relcl | Dep::Acl));
    let sentence = doc.token(head).sentence;
    let mut before = (0..head)
        .rev()
        .take_while(|&token| doc.token(token).sentence == sentence)
        .filter_map(|token| speech.mentions.headed_by(token));
    before
        .find(|mention| mention.is_plural && doc.token(mention.head).tag == Tag::NNS)
        .filter(|mention| below && mention.kind != MentionKind::Pronoun)
        .cloned()
}

/// Those whom the sentence before that of `here` is about, as a mention: several, two joined by "and", or a body.
fn doers_before(speech: &Speech<'_>, here: usize) -> Option<Mention> {
    let doc = speech.doc;
    let number = (doc.token(here).sentence as usize).checked_sub(1)?;
    let subject = tree::root_subject(doc, doc.sentences().get(number)?.clone())?;
    let first = speech.mentions.headed_by(subject)?;
    let second = doc
        .children(subject)
        .filter(|&c| c > subject && doc.token(c).dep == Dep::Conj)
        .find_map(|c| speech.mentions.headed_by(c));
    let is_pair = |second: &&Mention| first.is_person && second.is_person && !first.is_plural;
    if let Some(second) = second.filter(is_pair) {
        let alike = first.actors == second.actors;
        return Some(Mention {
            name: format!("{} and {}", first.name, second.name),
            actors: if alike {
                first.actors.clone()
            } else {
                Vec::new()
            },
            is_plural: true,
            ..first.clone()
        });
    }
    let several = match doc.token(subject).pos {
        Pos::PRON => first.is_plural,
        Pos::PROPN => {
            first.nature == Nature::Body && !first.is_person && has_plural_verb(doc, subject)
        }
        _ => doc.token(subject).tag == Tag::NNS && first.is_plural,
    };
    // "*Big Machine* denied it": the whole of a name of which the mention holds the last word.
    let part = doc.token(subject).pos == Pos::PROPN && !first.name.contains(' ');
    let name = if part && first.actors.is_empty() {
        tree::words(doc, tree::phrase(doc, subject))
    } else {
        first.name.clone()
    };
    several.then(|| Mention {
        name: with_small_article(name),
        ..first.clone()
    })
}

/// Whether the verb of a subject is one of several: "*Big Machine* have denied it".
fn has_plural_verb(doc: &Document, subject: usize) -> bool {
    doc.head(subject).is_some_and(|verb| {
        let plural = |token: usize| doc.token(token).tag == Tag::VBP || doc.word(token) == "were";
        plural(verb)
            || doc
                .children(verb)
                .any(|c| matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass) && plural(c))
    })
}

/// Nobody who is known: "they".
pub(super) fn nobody(head: usize) -> Mention {
    Mention {
        tokens: head..head + 1,
        head,
        kind: MentionKind::Pronoun,
        nature: Nature::Other,
        actors: Vec::new(),
        name: "they".to_owned(),
        office: None,
        is_person: true,
        is_place: false,
        is_plural: true,
    }
}
