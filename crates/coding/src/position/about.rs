//! What a stance word is about: what its words name, what they point back to, what they answer.

use std::ops::Range;

use detente_lexicon::Actor;
use detente_lexicon::stances::StancePart;
use detente_syntax::{Dep, Document, Pos, Tag};

use super::govern::{Anchor, BESIDE};
use super::holder::Holders;
use super::take::Taken;
use super::topic::{self, Topic};
use super::words::{Word, carrier};
use crate::analysis::Analysis;
use crate::clause::{self, Clause};
use crate::record::Stance;

/// How far up the tree the stance word is looked for.
const REACH: usize = 12;

/// The issues a stance word is about: what its object points back to, what its words name, or what the
/// one it answers has just taken a stance on.
#[allow(
    clippy::too_many_lines,
    reason = "one decision after another, each with its case beside it"
)]
pub(super) fn topics<'a>(
    analysis: &'a Analysis<'a>,
    holders: &Holders<'a>,
    token: usize,
    word: &Word<'_>,
    clause: &Clause,
    scope: &Range<usize>,
    stances: &[Taken<'a>],
) -> Vec<Topic<'a>> {
    let doc = analysis.doc;
    let anchor = Anchor {
        token,
        carrier: carrier(doc, token, word.part),
        part: word.part,
        is_act: false,
    };
    let Some(row) = word.row else {
        let mut named = topic::named(analysis, scope.clone(), Some(anchor));
        named.retain(|topic| {
            topic
                .named
                .as_ref()
                .is_some_and(|named| is_argument(doc, named.end - 1, token))
        });
        return named;
    };
    let is_judgement = word.part == StancePart::Judgement;
    let bare = match word.part {
        StancePart::Verb => {
            clause.objects.is_empty()
                && clause.clauses.is_empty()
                && analysis.lexicon.stances.is_answer(doc.lemma(token))
        }
        StancePart::Adjective => {
            matches!(row.stance.as_str(), "opposes" | "supports" | "concerned")
                && (row.stance == "concerned"
                    || [token, anchor.carrier].iter().all(|&at| {
                        doc.children(at).all(|c| {
                            // "Would be pleased *if* they gave way" is about that.
                            !matches!(doc.token(c).dep, Dep::Xcomp | Dep::Ccomp | Dep::Advcl)
                                && (doc.token(c).dep != Dep::Prep
                                    || doc.child(c, Dep::Pobj).is_some_and(|object| {
                                        analysis.lexicon.stances.is_deed(doc.lemma(object))
                                    }))
                        })
                    }))
        }
        StancePart::Judgement => false,
        StancePart::Noun => row.stance == "concerned",
    };
    let pointer = topic::pointer(analysis, &objects(doc, clause, word.part), token, bare);
    // A stance without an object answers somebody's: without one it is about anything.
    let answers = |topic: &Topic<'_>| {
        let here = doc.token(token).sentence;
        stances.iter().rev().any(|earlier| {
            earlier.issue.id == topic.issue.id && doc.token(earlier.anchor).sentence + 2 >= here
        })
    };
    if let Some(pointer) = pointer
        && clause.objects.contains(&pointer.token)
        && topic::named(analysis, doc.subtree(pointer.token), None).is_empty()
        && let Some(topic) = topic::pointed_to(analysis, pointer, token)
    {
        return vec![topic];
    }
    let named = topic::named(analysis, scope.clone(), Some(anchor));
    if !named.is_empty() {
        return named;
    }
    // "The tariffs proposed by Washington": the object of a clause that follows it stands above.
    let before = clause
        .objects
        .iter()
        .filter(|&&object| !scope.contains(&object));
    for &object in before {
        let phrase = doc.subtree(object).start..object + 1;
        let mut named = topic::named(analysis, phrase, None);
        named.retain(|topic| {
            topic
                .named
                .as_ref()
                .is_some_and(|named| named.contains(&object))
        });
        if !named.is_empty() {
            return named;
        }
    }
    // "It *hurts* the market": of all that was told, "it" and "that" are seldom the issue.
    let by_verb = is_judgement && doc.token(token).pos == Pos::VERB;
    if by_verb
        && clause
            .subjects
            .iter()
            .any(|&subject| doc.token(subject).pos == Pos::PRON)
    {
        return Vec::new();
    }
    if let Some(pointer) = pointer
        && topic::named(analysis, doc.subtree(pointer.token), None).is_empty()
        && let Some(topic) = topic::pointed_to(analysis, pointer, token)
        && (pointer.token != token || answers(&topic))
    {
        return vec![topic];
    }
    if is_judgement {
        // "A disgrace!": what was told before.
        let alone = doc.token(token).pos == Pos::VERB && clause.subjects.is_empty();
        let Some(quote) = holders.quote_around(token).filter(|_| !alone).filter(|_| {
            clause
                .subjects
                .iter()
                .chain(&clause.objects)
                .all(|&subject| points_back(doc, subject))
        }) else {
            return Vec::new();
        };
        let start = holders.span(quote).content.start;
        let pointer = topic::pointer(analysis, &[], start, true);
        let topic = pointer.and_then(|pointer| topic::pointed_to(analysis, pointer, start));
        return topic
            .map(|topic| Topic {
                reversed: false,
                ..topic
            })
            .into_iter()
            .collect();
    }
    // "London turned her down", "Khartoum refused to let them in": who is refused, or asked, was told of just before.
    if row.stance != "rejects" {
        return Vec::new();
    }
    let here = doc.token(token).sentence;
    let actors = |heads: &[usize]| -> Vec<Actor> {
        heads
            .iter()
            .flat_map(|&head| holders.actors(head))
            .collect()
    };
    let (refused, who) = (actors(&clause.objects), actors(&clause.subjects));
    stances
        .iter()
        .rev()
        .take_while(|earlier| doc.token(earlier.anchor).sentence + 1 >= here)
        .find(|earlier| {
            doc.token(earlier.anchor).sentence < here
                && (earlier.holders.iter().any(|actor| refused.contains(actor))
                    || analysis.lexicon.stances.is_answer(doc.lemma(token))
                        && earlier.stance == Stance::Demands
                        && earlier.towards.iter().any(|actor| who.contains(actor)))
        })
        .map(|earlier| Topic {
            issue: earlier.issue,
            named: None,
            reversed: false,
            against: false,
            is_short: false,
        })
        .into_iter()
        .collect()
}

/// Whether `token` stands in what the verb `anchor` is done to, not in its circumstances.
fn is_argument(doc: &Document, token: usize, anchor: usize) -> bool {
    let mut below = token;
    for above in doc.ancestors(token).take(REACH) {
        if above == anchor {
            let part = doc.token(below);
            return match part.dep {
                Dep::Prep => {
                    matches!(
                        doc.word(below),
                        "to" | "with" | "on" | "into" | "for" | "of" | "from" | "about"
                    ) || doc.word(below) == "in" && doc.child(anchor, Dep::Dobj).is_none()
                }
                Dep::Npadvmod | Dep::Advmod => false,
                _ => true,
            };
        }
        below = above;
    }
    token == anchor
}

/// Whether a pronoun stands for what was told: "*it* is a disgrace", not "*what* is necessary", "*something* is wrong".
fn points_back(doc: &Document, subject: usize) -> bool {
    doc.token(subject).pos == Pos::PRON
        && !matches!(doc.token(subject).tag, Tag::WP | Tag::WDT | Tag::NN)
        && !is_expletive(doc, subject)
}

/// Whether the subject only holds the place of a clause that follows: "*it* is unjust to blame them".
fn is_expletive(doc: &Document, subject: usize) -> bool {
    doc.word(subject).eq_ignore_ascii_case("it")
        && doc.head(subject).is_some_and(|verb| {
            doc.children(verb)
                .chain(
                    doc.child(verb, Dep::Acomp)
                        .into_iter()
                        .chain(doc.child(verb, Dep::Attr))
                        .flat_map(|a| doc.children(a)),
                )
                .any(|c| {
                    // "It would be sensible not to."
                    c > verb
                        && doc.token(c).tag == Tag::TO
                        && doc.children(c).all(|below| below < c)
                        || c > verb
                            && (doc.token(c).dep == Dep::Xcomp
                                || matches!(doc.token(c).dep, Dep::Ccomp | Dep::Advcl)
                                    && (clause::is_infinitive(doc, c)
                                        || doc.child(c, Dep::Mark).is_some()))
                })
        })
}

/// The heads that may stand for what a stance word is about: its objects, those of its prepositions, and
/// those of the clauses it governs; for a judgement what is judged.
fn objects(doc: &Document, clause: &Clause, part: StancePart) -> Vec<usize> {
    let mut heads = clause.objects.clone();
    // "Under the agreement Tokyo would stop …": beside what it is about.
    let near = |&&(preposition, _): &&(usize, usize)| {
        !BESIDE.contains(&&*doc.word(preposition).to_ascii_lowercase())
    };
    heads.extend(
        clause
            .prepositions
            .iter()
            .filter(near)
            .map(|&(_, object)| object),
    );
    for &below in &clause.clauses {
        let inner = clause::of_verb(doc, below);
        heads.extend(inner.objects);
        // "Demanded that *the raids* stop".
        let things = inner.subjects.iter().copied();
        heads.extend(things.filter(|&subject| doc.token(subject).pos == Pos::NOUN));
        heads.extend(inner.prepositions.iter().map(|&(_, object)| object));
    }
    if part == StancePart::Judgement {
        heads.extend(
            clause
                .subjects
                .iter()
                .filter(|&&subject| !is_expletive(doc, subject)),
        );
        if let Some(verb) = doc
            .head(clause.predicate)
            .filter(|&verb| clause::is_verb(doc, verb))
        {
            heads.extend(
                clause::of_verb(doc, verb)
                    .objects
                    .iter()
                    .filter(|&&o| o != clause.predicate),
            );
        }
        // "condemned the step as a mistake": what is condemned.
        if let Some(verb) = doc
            .head(clause.predicate)
            .and_then(|prep| doc.head(prep))
            .filter(|&verb| clause::is_verb(doc, verb))
        {
            heads.extend(clause::of_verb(doc, verb).objects);
        }
    }
    heads
}
