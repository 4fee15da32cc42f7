//! Stances by what somebody says should be: "the embargo must be lifted", "he should step down".

use detente_syntax::{Dep, Document, Pos, Tag};

use super::embedded::{embedded, is_hypothetical, is_inverted};
use super::govern::Anchor;
use super::holder::{Holders, is_first_person};
use super::scope::{condition, flip, scope};
use super::take::Taken;
use super::topic::{self, Topic};
use super::turn::undoes;
use crate::analysis::Analysis;
use crate::clause;
use crate::record::Stance;
use crate::tree;
use detente_lexicon::stances::StancePart;

/// Whether the verb is said to be right or necessary to do.
fn is_duty(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).dep == Dep::Aux && matches!(doc.lemma(c), "should" | "must" | "ought")
    }) && !is_inverted(doc, verb)
        && !is_rule(doc, verb)
        && !is_in_question(doc, verb)
}

/// Whether it tells what one must do for something, which is nobody's demand: "must take part *in order to* be paid".
fn is_rule(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.word(c).eq_ignore_ascii_case("in")
            && doc
                .child(c, Dep::Pobj)
                .is_some_and(|noun| doc.lemma(noun) == "order")
    })
}

/// Whether the clause is an indirect question or hangs on a noun: "the rates at which Britain should enter".
fn is_in_question(doc: &Document, verb: usize) -> bool {
    doc.token(verb).dep == Dep::Relcl
        || doc.children(verb).any(|c| {
            c < verb
                && matches!(doc.token(c).tag, Tag::WRB | Tag::WP | Tag::WDT)
                && doc.token(c).dep != Dep::Nsubj
        })
}

/// Whether "should" foretells what a thing will do: "the cut *should* steady the currency".
fn foretells(doc: &Document, verb: usize, topic: &Topic<'_>) -> bool {
    let should = doc
        .children(verb)
        .any(|c| doc.token(c).dep == Dep::Aux && doc.lemma(c) == "should");
    let thing = doc.child(verb, Dep::Nsubj).filter(|&subject| {
        !is_first_person(doc, subject)
            && doc.token(subject).pos != Pos::PRON
            && topic.named.as_ref().is_none_or(|named| named.start >= verb)
    });
    should && thing.is_some()
}

/// Whether the duty is to wait: "opening the market must wait until …".
fn waits(doc: &Document, verb: usize) -> bool {
    matches!(
        doc.lemma(verb),
        "wait" | "depend" | "await" | "follow" | "hinge"
    )
}

/// Whether the topic is named as one of the problems that the verb `anchor` is done to: "must find solutions
/// to the *problems*, including missile defence".
fn is_among_problems(analysis: &Analysis<'_>, topic: &Topic<'_>, anchor: usize) -> bool {
    let doc = analysis.doc;
    topic.named.as_ref().is_some_and(|named| {
        doc.ancestors(named.end - 1)
            .take_while(|&above| above != anchor)
            .any(|above| {
                doc.token(above).pos == Pos::NOUN
                    && !named.contains(&above)
                    && analysis.lexicon.stances.is_contested(doc.lemma(above))
            })
    })
}

/// The stances that the speakers of quotations take by saying what should or must be done, in text order.
///
/// Towards another actor it is a demand; what the speaker's own side should do, or what should be done by
/// nobody named, it supports. Nothing is taken from verbs that take a stance by themselves.
pub(super) fn find<'a>(
    analysis: &'a Analysis<'a>,
    holders: &Holders<'a>,
    is_stance_word: impl Fn(usize) -> bool,
) -> Vec<Taken<'a>> {
    let doc = analysis.doc;
    let mut stances = Vec::new();
    for token in 0..doc.len() {
        if !clause::is_verb(doc, token) || !is_duty(doc, token) {
            continue;
        }
        // "Oslo must *stop* it" is Oslo's stance to other words; "the whaling must *stop*" is the speaker's.
        let is_thing = |subject: usize| holders.actors(subject).is_empty();
        let things = doc.child(token, Dep::Nsubj).is_some_and(is_thing)
            || doc.child(token, Dep::Nsubjpass).is_some_and(is_thing);
        if is_stance_word(token) && !things {
            continue;
        }
        let Some(quote) = holders.quote_around(token) else {
            continue;
        };
        let who = holders.speaker(quote);
        if who.is_empty()
            || is_hypothetical(doc, token)
            || embedded(analysis, token, token, StancePart::Verb)
        {
            continue;
        }
        let subject = doc.child(token, Dep::Nsubj);
        let doer = subject
            .filter(|&subject| !is_first_person(doc, subject))
            .map(|subject| holders.actors(subject))
            .unwrap_or_default();
        let other = doer.iter().find(|actor| !who.contains(actor)).cloned();
        let base = if other.is_some() {
            Stance::Demands
        } else {
            Stance::Supports
        };
        let undoes = undoes(analysis, token);
        let scope = if things {
            doc.subtree(token)
        } else {
            scope(doc, token, token, StancePart::Verb)
        };
        let supposed = condition(analysis, &scope).filter(|_| !waits(doc, token));
        for topic in topic::named(analysis, scope.clone(), Some(Anchor::verb(token))) {
            // "If the deficit is to fall, more must be done" asks nothing of the deficit.
            let is_supposed = supposed.as_ref().is_some_and(|supposed| {
                topic
                    .named
                    .as_ref()
                    .is_some_and(|named| supposed.contains(&named.start))
            });
            if is_supposed
                || is_among_problems(analysis, &topic, token)
                || foretells(doc, token, &topic) && doer.is_empty()
            {
                continue;
            }
            // What makes a wrong less undoes it, and so does what makes anything less.
            let lessens = analysis.lexicon.stances.is_lessener(doc.lemma(token))
                && (topic.issue.is_wrong || matches!(doc.lemma(token), "reduce" | "cut" | "limit"));
            let turned = topic.reversed ^ (undoes || lessens) ^ tree::is_negated(doc, token);
            let stance = match base {
                _ if waits(doc, token) => Stance::Conditional,
                base if turned => flip(base),
                base => base,
            };
            let content = &holders.span(quote).content;
            let start = subject.map_or(scope.start, |subject| tree::left_edge(doc, subject));
            let evidence = start.min(token).max(content.start)..scope.end.min(content.end);
            stances.push(Taken {
                holders: who.clone(),
                issue: topic.issue,
                stance,
                towards: other.clone(),
                condition: waits(doc, token)
                    .then(|| condition(analysis, &scope))
                    .flatten(),
                evidence: evidence.start..evidence.end.max(token + 1),
                anchor: token,
                quote: Some(quote),
                event: None,
            });
        }
    }
    stances
}
