//! The parts of a sentence around a stance word: what it governs, under which condition, towards whom.

use std::ops::Range;

use detente_lexicon::stances::StancePart;
use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::holder::Holders;
use crate::analysis::Analysis;
use crate::clause::{self, Clause};
use crate::record::Stance;
use crate::tree;

/// The words that a stance word governs: its subtree up to a coordinated clause.
pub(super) fn scope(
    doc: &Document,
    token: usize,
    carrier: usize,
    part: StancePart,
) -> Range<usize> {
    let head = match part {
        StancePart::Noun
            if doc
                .children(token)
                .any(|c| matches!(doc.token(c).dep, Dep::Prep | Dep::Acl)) =>
        {
            token
        }
        _ => carrier,
    };
    let mut range = doc.subtree(head);
    if let Some(conjunct) = doc
        .children(head)
        .find(|&c| doc.token(c).dep == Dep::Conj && clause::is_verb(doc, c) && c > head)
    {
        let end = doc.subtree(conjunct).start;
        if end > token {
            range.end = end;
        }
    }
    // A verb's own subject is who stands, not what is stood for, unless the verb is passive.
    if part == StancePart::Verb
        && !clause::is_passive(doc, token)
        && let Some(subject) = doc.child(token, Dep::Nsubj)
        && subject < token
    {
        range.start = doc.subtree(subject).end.min(token).max(range.start);
    }
    while range.end > range.start + 1
        && matches!(doc.token(range.end - 1).dep, Dep::Punct | Dep::Cc)
    {
        range.end -= 1;
    }
    range
}

/// The condition in `scope`: from its first word to the end of its clause.
pub(super) fn condition(analysis: &Analysis<'_>, scope: &Range<usize>) -> Option<Range<usize>> {
    let doc = analysis.doc;
    let start = scope.clone().find(|&token| {
        let part = doc.token(token);
        let opens_clause = part.pos == Pos::SCONJ
            || part.dep == Dep::Mark
            || matches!(part.pos, Pos::ADV | Pos::VERB);
        // "By force if necessary" sets no condition.
        // "Aid *provided by* the fund" is given without one.
        let given = doc.word(token).eq_ignore_ascii_case("provided")
            && (doc.token(token).dep == Dep::Acl
                || doc.child(token, Dep::Agent).is_some()
                // "Defended the plan and *provided details*" tells a deed.
                || doc.token(token).dep == Dep::Conj && doc.child(token, Dep::Dobj).is_some());
        let empty = token + 1 < scope.end
            && matches!(
                doc.word(token + 1),
                "necessary" | "possible" | "needed" | "any"
            );
        let opens = (opens_clause
            || part.pos == Pos::ADP && doc.word(token).eq_ignore_ascii_case("in"))
            && analysis
                .lexicon
                .stances
                .condition_at(token, scope.end, |t| doc.word(t))
                .is_some();
        !empty && !given && !is_purpose(doc, token) && (opens || is_awaited(doc, scope, token))
    })?;
    let clause = doc
        .head(start)
        .map_or(start..scope.end, |head| doc.subtree(head));
    let end = if clause.start + 2 >= start {
        clause.end
    } else {
        scope.end
    };
    let end = end.min(scope.end).max(start + 1);
    // "provided Bonn | was allowed to": what has no verb of its own goes on to the end of its sentence's clause.
    let has_verb = (start + 1..end).any(|token| clause::is_verb(doc, token));
    let sentence = doc.sentences().get(doc.token(start).sentence as usize)?.end;
    let goes_on = !has_verb
        && end < sentence
        && matches!(doc.token(end).pos, Pos::VERB | Pos::AUX)
        && doc.token(start).pos == Pos::VERB;
    let end = if goes_on {
        (end..sentence)
            .find(|&token| doc.token(token).dep == Dep::Punct)
            .unwrap_or(sentence)
    } else {
        end
    };
    Some(start..end)
}

/// Whether "when" names what a readiness waits for: "prepared to lift them *when* Tokyo opens its market".
fn is_awaited(doc: &Document, scope: &Range<usize>, token: usize) -> bool {
    doc.word(token).eq_ignore_ascii_case("when")
        && (scope.start..token).any(|before| {
            matches!(
                doc.lemma(before),
                "ready" | "prepared" | "prepare" | "willing"
            )
        })
}

/// Whether "if" opens a purpose: "vital *if* the country *was to* pay its debt".
fn is_purpose(doc: &Document, conjunction: usize) -> bool {
    doc.word(conjunction).eq_ignore_ascii_case("if")
        && doc
            .head(conjunction)
            .filter(|&verb| doc.lemma(verb) == "be")
            .and_then(|verb| doc.child(verb, Dep::Xcomp))
            .is_some_and(|aim| clause::is_infinitive(doc, aim))
}

/// Whether the condition is a sine qua non ("only if", "unless").
pub(super) fn is_strict(doc: &Document, condition: &Range<usize>) -> bool {
    !matches!(doc.word(condition.start), "if" | "once" | "until")
}

/// A will under a condition is conditional; a refusal only where the condition would lift it.
pub(super) fn with_condition(
    doc: &Document,
    token: usize,
    stance: Stance,
    condition: Option<&Range<usize>>,
) -> Stance {
    let Some(condition) = condition else {
        return stance;
    };
    // "have agreed to free them in exchange for …": what each side gives is settled, not asked for.
    let settled = matches!(doc.token(token).tag, Tag::VBD | Tag::VBN)
        && doc.word(condition.start).eq_ignore_ascii_case("in");
    if settled {
        return stance;
    }
    let lifts = matches!(doc.word(condition.start), "unless" | "until");
    match stance {
        Stance::Supports | Stance::Offers => Stance::Conditional,
        Stance::Rejects if lifts => Stance::Conditional,
        other => other,
    }
}

/// The stance on a thing that follows from the stance on its undoing.
pub(super) fn flip(stance: Stance) -> Stance {
    match stance {
        Stance::Supports | Stance::Demands | Stance::Offers => Stance::Opposes,
        Stance::Opposes | Stance::Rejects => Stance::Supports,
        other => other,
    }
}

/// Towards whom: the first object, recipient or object of a preposition that is another actor.
pub(super) fn towards(
    doc: &Document,
    holders: &Holders<'_>,
    clause: &Clause,
    who: &[Actor],
) -> Option<Actor> {
    let objects = clause.recipients.iter().chain(&clause.objects).copied();
    let addressed = clause
        .prepositions
        .iter()
        .filter(|&&(prep, _)| !tells_where(doc, prep))
        .map(|&(_, object)| object);
    let wished = clause
        .clauses
        .iter()
        .flat_map(|&below| clause::grammatical_subject(doc, below));
    objects
        .chain(addressed)
        .chain(wished)
        .flat_map(|token| holders.actors(token))
        .find(|actor| !who.contains(actor) && !who.iter().any(|own| is_arm_of(actor, own)))
}

/// Whether a preposition tells where a thing is, not towards whom: "measures *in* the Congress".
fn tells_where(doc: &Document, preposition: usize) -> bool {
    matches!(
        doc.word(preposition),
        "in" | "inside" | "within" | "at" | "among" | "during"
    )
}

/// Whether an actor is the armed arm of a state that takes a stance: it offers its warships to others.
fn is_arm_of(actor: &Actor, own: &Actor) -> bool {
    actor.head == own.head && matches!(actor.role, Some(Role::MIL | Role::COP | Role::SPY))
}

/// The words that prove the stance: subject and scope, inside the quotation if there is one.
pub(super) fn evidence(
    doc: &Document,
    holders: &Holders<'_>,
    scope: &Range<usize>,
    clause: &Clause,
    token: usize,
) -> Range<usize> {
    let subject = clause
        .subjects
        .iter()
        .copied()
        .filter(|&s| s < scope.start && s + 40 > scope.start)
        .min();
    let subject = subject.map(|subject| tree::left_edge(doc, subject));
    let mut range = subject.unwrap_or(scope.start).min(token)..scope.end.max(token + 1);
    if let Some(quote) = holders.quote_around(token) {
        let content = &holders.span(quote).content;
        range.start = range.start.max(content.start);
        range.end = range.end.min(content.end).max(range.start + 1);
    }
    range
}
