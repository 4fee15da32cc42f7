//! Whether a stance word governs what an issue's words name.
//!
//! "Rejected the embargo", "voted for a plan to lift the embargo" and "regretted the extension of the embargo"
//! are about the embargo; "hailed a speech on the embargo", "met the firms that the embargo hurt" and "left for
//! Havana, easing the embargo's effects" are not. So the way up the tree from the issue to the stance word may
//! only pass what carries a stance on: the words of plans, steps, amounts and undoings, and clauses that are
//! what is wanted or refused.

use std::ops::Range;

use detente_lexicon::stances::StancePart;
use detente_syntax::{Dep, Document, Pos};

use super::turn::{is_against, undoes};
use super::words::word_at;
use crate::analysis::Analysis;
use crate::clause;

/// How far up the tree the stance word is looked for.
const REACH: usize = 24;
/// How many clauses may stand between a stance word and the issue it is about.
const CLAUSES_BETWEEN: usize = 2;

/// Prepositions behind which a time, a reason or a place is told beside what a sentence is about.
pub(super) const BESIDE: &[&str] = &[
    "after",
    "before",
    "during",
    "since",
    "amid",
    "following",
    "despite",
    "under",
    "near",
    "as",
    "given",
    "pending",
    "owing",
    "thanks",
];

/// Prepositions of parts and places, which an act's phrases are made with.
const OF_PARTS: &[&str] = &[
    "of", "from", "in", "into", "to", "for", "with", "at", "near",
];

/// A stance word with the verb that carries it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub token: usize,
    /// The copula or light verb of an adjective or noun, else the word itself.
    pub carrier: usize,
    pub part: StancePart,
    /// Whether it is an act's verb, which is about whatever its phrases are made of: "to pull back *from the heights of
    /// Kashmir*".
    pub is_act: bool,
}

impl Anchor {
    /// A verb that stands for itself.
    pub fn verb(token: usize) -> Self {
        Self {
            token,
            carrier: token,
            part: StancePart::Verb,
            is_act: false,
        }
    }

    /// The verb of an act.
    pub fn act(token: usize) -> Self {
        Self {
            is_act: true,
            ..Self::verb(token)
        }
    }
}

/// The word of a phrase that stands highest in the tree: its syntactic head.
pub(super) fn top(doc: &Document, words: &[usize]) -> usize {
    let depth = |token: usize| doc.ancestors(token).take(REACH).count();
    let small = |token: usize| matches!(doc.token(token).pos, Pos::ADP | Pos::PART | Pos::DET);
    words
        .iter()
        .copied()
        .min_by_key(|&word| (small(word), depth(word)))
        .unwrap_or(0)
}

/// How far below `anchor` the phrase of `words` stands within `tokens`; `None` if the stance does not reach it.
pub(super) fn distance(
    analysis: &Analysis<'_>,
    tokens: &Range<usize>,
    words: &[usize],
    anchor: Anchor,
) -> Option<usize> {
    let doc = analysis.doc;
    let mut below = top(doc, words);
    let mut clauses = 0;
    for distance in 0..REACH {
        if below == anchor.token {
            return Some(distance);
        }
        let above = doc.head(below)?;
        // "A slump that will *worsen* due to the virus" judges its subject alone.
        if anchor.part == StancePart::Judgement
            && above == anchor.token
            && doc.token(above).pos == Pos::VERB
            && doc.token(below).dep == Dep::Prep
        {
            return None;
        }
        if above != anchor.token && arrives(doc, below, above, anchor) {
            return Some(distance + 1);
        }
        // Inside the phrase its own words vouch for the way.
        let inside = tokens.contains(&below) && tokens.contains(&above);
        if !inside && !passes(analysis, below, above, anchor) {
            return None;
        }
        clauses += usize::from(matches!(
            doc.token(below).dep,
            Dep::Relcl | Dep::Acl | Dep::Pcomp | Dep::Advcl
        ));
        if clauses > CLAUSES_BETWEEN {
            return None;
        }
        below = above;
    }
    None
}

/// Whether `above` is the verb that carries the stance word, and `below` is its share of it: the subject of a
/// judgement, the complement of "is ready", the preposition of "voiced concern … over".
fn arrives(doc: &Document, below: usize, above: usize, anchor: Anchor) -> bool {
    let dep = doc.token(below).dep;
    if anchor.part == StancePart::Judgement {
        // "The embargo *hurts* us" judges its subject alone.
        let by_verb = above == anchor.token && dep == Dep::Dobj;
        return judged_in(doc, anchor.token).any(|verb| verb == above)
            && !by_verb
            && is_judged(doc, below, above);
    }
    above == anchor.carrier
        && match anchor.part {
            StancePart::Adjective => matches!(dep, Dep::Prep | Dep::Xcomp | Dep::Ccomp),
            StancePart::Noun => {
                matches!(dep, Dep::Xcomp | Dep::Ccomp)
                    || dep == Dep::Prep
                        && matches!(
                            doc.word(below),
                            "over"
                                | "about"
                                | "at"
                                | "to"
                                | "on"
                                | "for"
                                | "against"
                                | "of"
                                | "with"
                        )
            }
            _ => false,
        }
}

/// The verbs whose subject or object a judgement is said of: its copula, that of the judgement it is joined to,
/// and the verb of "condemned it *as a mistake*".
fn judged_in(doc: &Document, judgement: usize) -> impl Iterator<Item = usize> {
    let mut first = judgement;
    while doc.token(first).dep == Dep::Conj
        && let Some(head) = doc.head(first)
    {
        first = head;
    }
    let verb = if doc.token(judgement).pos == Pos::VERB {
        Some(judgement)
    } else {
        doc.head(first).map(|head| {
            if doc.token(head).pos == Pos::ADP {
                doc.head(head).unwrap_or(head)
            } else {
                head
            }
        })
    };
    verb.into_iter().filter(|&verb| clause::is_verb(doc, verb))
}

/// Whether `below` is what a judgement in the clause of `verb` is about. "What is necessary" judges nothing.
fn is_judged(doc: &Document, below: usize, verb: usize) -> bool {
    let subject = doc
        .child(verb, Dep::Nsubj)
        .or_else(|| doc.child(verb, Dep::Nsubjpass));
    let expletive = subject.is_some_and(|subject| doc.word(subject).eq_ignore_ascii_case("it"));
    match doc.token(below).dep {
        Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj => true,
        Dep::Dobj => !matches!(doc.lemma(verb), "be"),
        Dep::Xcomp | Dep::Ccomp | Dep::Advcl => expletive,
        _ => false,
    }
}

/// Whether a stance on `above` is one on `below`, too.
fn passes(analysis: &Analysis<'_>, below: usize, above: usize, anchor: Anchor) -> bool {
    let doc = analysis.doc;
    let at_anchor = above == anchor.token;
    let word = &*doc.word(below).to_ascii_lowercase();
    let by_noun = !at_anchor && matches!(doc.token(above).pos, Pos::NOUN | Pos::PROPN);
    if !at_anchor && leaves_alone(analysis, below, above)
        || doc.word(above).eq_ignore_ascii_case("pending")
    {
        return false;
    }
    // "Based on output *instead of* value added".
    if word == "instead" || word == "of" && doc.word(above).eq_ignore_ascii_case("instead") {
        return false;
    }
    match doc.token(below).dep {
        Dep::Prep if anchor.is_act && !at_anchor && OF_PARTS.contains(&word) => true,
        // "pull them *back* from the heights"
        Dep::Advmod if anchor.is_act && doc.child(below, Dep::Prep).is_some() => true,
        Dep::Relcl if anchor.is_act => false,
        Dep::Npadvmod | Dep::Advmod | Dep::Agent => false,
        Dep::Relcl => carries(analysis, above) && takes_side(analysis, below),
        Dep::Acl => at_anchor || carries(analysis, above) && !is_means(doc, below, above),
        Dep::Advcl => {
            at_anchor && (opens_condition(doc, below) || is_wish(analysis, anchor, below))
        }
        // "Calls by the opposition for elections": what is called for hangs on who calls.
        Dep::Prep
            if word == "by" && doc.token(above).pos != Pos::VERB && carries(analysis, above) =>
        {
            true
        }
        Dep::Prep if BESIDE.contains(&word) || matches!(word, "because" | "by" | "through") => {
            at_anchor && word == "as"
        }
        // "Remain in a weak position with the bill pending": the stance is on what its own preposition governs.
        Dep::Prep if at_anchor && is_beside_own(analysis, anchor, below) => false,
        // "Backed Baghdad in the war": what is backed is Baghdad.
        Dep::Prep
            if at_anchor
                && word == "in"
                && doc.child(above, Dep::Dobj).is_some_and(|object| {
                    analysis
                        .mentions
                        .headed_by(object)
                        .is_some_and(|mention| !mention.actors.is_empty())
                }) =>
        {
            false
        }
        // "Attacked his policies on Brexit" is against what he makes of it.
        Dep::Prep
            if matches!(
                word,
                "on" | "over" | "towards" | "toward" | "about" | "regarding"
            ) && analysis.lexicon.stances.is_conduct(doc.lemma(above))
                && is_against(analysis, anchor.token) =>
        {
            false
        }
        // "Agreed to hold votes on controls" leaves them open.
        Dep::Prep
            if word == "on"
                && !at_anchor
                && matches!(
                    doc.lemma(above),
                    "vote" | "debate" | "hearing" | "referendum"
                ) =>
        {
            false
        }
        Dep::Prep if word == "for" && doc.child(below, Dep::Pcomp).is_some() => {
            at_anchor && is_blamed_for(analysis, below, anchor)
        }
        // "seeking oil in the Aegean", "halt battles at the camps" tell where.
        Dep::Prep if !by_noun && !at_anchor => match word {
            "at" => false,
            "in" | "from" => {
                doc.child(above, Dep::Dobj).is_none() || doc.child(below, Dep::Pcomp).is_some()
            }
            _ => true,
        },
        // "The Nord Stream pipeline" is what its name says.
        Dep::Compound | Dep::Nmod if doc.token(below).pos == Pos::PROPN => true,
        // "to talk *rather than* embark on a trade war"
        Dep::Conj if is_set_aside(doc, below, above) => false,
        // "Its support for a conference and *its concern* over abuses": a stance of its own.
        Dep::Conj
            if doc.child(below, Dep::Poss).is_some()
                && word_at(analysis, below).is_some_and(|word| word.row.is_some()) =>
        {
            false
        }
        Dep::Pcomp if doc.word(above).eq_ignore_ascii_case("than") => false,
        // "anger at its backing *for Basra* in the war": the war is where, what is opposed the backing.
        Dep::Prep if by_noun && word == "in" && has_object_before(doc, below, above) => false,
        // "a treaty *separate from* space weapons"
        Dep::Prep
            if word == "from"
                && matches!(
                    doc.lemma(above),
                    "separate" | "apart" | "distinct" | "different" | "independent"
                ) =>
        {
            false
        }
        Dep::Conj | Dep::Appos | Dep::Pobj | Dep::Pcomp => true,
        // "Calls by the opposition for elections".
        Dep::Prep if by_noun && is_caller(analysis, above) => true,
        Dep::Prep if by_noun && word == "of" && names_deed(analysis, above) => true,
        _ if by_noun => carries(analysis, above),
        _ => true,
    }
}

/// Whether the anchor is against what "for" tells that somebody did: "criticised them *for hunting* whales". What they did
/// not do is left open.
fn is_blamed_for(analysis: &Analysis<'_>, preposition: usize, anchor: Anchor) -> bool {
    let doc = analysis.doc;
    let done = doc
        .child(preposition, Dep::Pcomp)
        .is_some_and(|deed| !analysis.lexicon.stances.is_omission(doc.lemma(deed)));
    done && anchor.part == StancePart::Verb
        && is_against(analysis, anchor.token)
        && doc.child(anchor.token, Dep::Dobj).is_some()
}

/// Whether a noun is made from a verb whose deed it names, so that what stands behind "of" is what it is done to: "the
/// *admission* of new members". Talk and study of a thing do nothing to it.
fn names_deed(analysis: &Analysis<'_>, noun: usize) -> bool {
    const OF_DEEDS: [&str; 7] = ["tion", "sion", "ment", "ance", "ence", "ure", "al"];
    let doc = analysis.doc;
    let lemma = doc.lemma(noun);
    OF_DEEDS.iter().any(|ending| lemma.ends_with(ending))
        && analysis.mentions.headed_by(noun).is_none()
        && !analysis.lexicon.stances.is_indifferent(lemma)
}

/// Whether a preposition below the stance word is another than the one the word needs: "stay in the pact *with* them".
fn is_beside_own(analysis: &Analysis<'_>, anchor: Anchor, preposition: usize) -> bool {
    let doc = analysis.doc;
    let Some(with) = word_at(analysis, anchor.token)
        .and_then(|word| word.row)
        .and_then(|row| row.with.as_deref())
    else {
        return false;
    };
    let own = doc
        .children(anchor.token)
        .find(|&c| doc.token(c).dep == Dep::Prep && doc.word(c).eq_ignore_ascii_case(with));
    own.is_some_and(|own| own != preposition && matches!(with, "in" | "for" | "with" | "by" | "to"))
}

/// Whether the verb `above` does nothing for or against what stands below it: "proposals to *decouple* the subsidies",
/// "reluctant to *call* the attack terrorism".
fn leaves_alone(analysis: &Analysis<'_>, below: usize, above: usize) -> bool {
    let doc = analysis.doc;
    let stances = &analysis.lexicon.stances;
    let lemma = doc.lemma(above);
    let named = || {
        matches!(
            doc.token(below).dep,
            Dep::Oprd | Dep::Ccomp | Dep::Xcomp | Dep::Attr
        ) && doc.token(below).pos != Pos::VERB
            || doc.token(below).dep == Dep::Prep && doc.word(below).eq_ignore_ascii_case("as")
    };
    // "Refused to negotiate *on* the deficit" is about a talk, "to negotiate a treaty" about the treaty.
    let talks = matches!(lemma, "negotiate" | "bargain" | "confer")
        && doc.token(below).dep == Dep::Prep
        && matches!(doc.word(below), "on" | "over" | "about");
    if talks {
        return true;
    }
    let has_predicate = || {
        doc.children(above)
            .any(|c| matches!(doc.token(c).dep, Dep::Oprd | Dep::Attr | Dep::Ccomp))
    };
    doc.token(above).pos == Pos::VERB
        && (stances.is_indifferent(lemma)
            || stances.is_naming(lemma) && (named() || lemma == "call" && has_predicate()))
}

/// Whether an infinitive tells what the noun above it is for: "a tax *increase* to cut the deficit".
fn is_means(doc: &Document, infinitive: usize, noun: usize) -> bool {
    clause::is_infinitive(doc, infinitive)
        && matches!(
            doc.lemma(noun),
            "increase"
                | "rise"
                | "reduction"
                | "cut"
                | "growth"
                | "sale"
                | "export"
                | "import"
                | "use"
                | "transfer"
                | "shipment"
                | "supply"
                | "tax"
        )
}

/// Whether "rather than", "instead of" or "not" sets a conjunct aside.
fn is_set_aside(doc: &Document, conjunct: usize, first: usize) -> bool {
    conjunct > first
        && doc.children(first).any(|c| {
            c > first
                && c < conjunct
                && matches!(
                    &*doc.word(c).to_ascii_lowercase(),
                    "than" | "rather" | "instead"
                )
        })
}

/// Whether a noun already has its object before the preposition `below`: "support *for the rebels* in".
fn has_object_before(doc: &Document, below: usize, noun: usize) -> bool {
    doc.children(noun).any(|c| {
        c > noun
            && c < below
            && doc.token(c).dep == Dep::Prep
            && matches!(doc.word(c), "for" | "of" | "to" | "with" | "against")
            && doc
                .child(c, Dep::Pobj)
                .is_some_and(|object| doc.token(object).pos == Pos::PROPN)
    })
}

/// Whether a noun carries a stance on: a plan, a step, an amount, an undoing.
fn carries(analysis: &Analysis<'_>, noun: usize) -> bool {
    let stances = &analysis.lexicon.stances;
    let lemma = analysis.doc.lemma(noun);
    stances.is_carrier(lemma)
        || stances.is_anaphor(lemma)
        || stances.is_deed(lemma)
        || stances.is_contested(lemma)
        || stances.is_lessener(lemma)
        || stances.is_reverser(lemma, |_| false)
        || stances.word(lemma, StancePart::Noun, |_| true).is_some()
        || analysis.doc.token(noun).tag == detente_syntax::Tag::VBG
}

/// Whether the noun is who does what the noun above "by" tells.
fn is_caller(analysis: &Analysis<'_>, noun: usize) -> bool {
    let doc = analysis.doc;
    doc.token(noun).dep == Dep::Pobj
        && doc.head(noun).is_some_and(|by| doc.word(by) == "by")
        && analysis.mentions.headed_by(noun).is_some()
}

/// Whether the verb of a relative clause takes a side on its object: "a resolution that *calls for* a ceasefire".
fn takes_side(analysis: &Analysis<'_>, verb: usize) -> bool {
    let doc = analysis.doc;
    word_at(analysis, verb).is_some_and(|word| word.row.is_some())
        || undoes(analysis, verb)
        || analysis.lexicon.stances.is_lessener(doc.lemma(verb))
}

/// Whether the clause of `verb` is a condition.
fn opens_condition(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        matches!(doc.token(c).dep, Dep::Mark | Dep::Advmod)
            && matches!(
                &*doc.word(c).to_ascii_lowercase(),
                "if" | "unless" | "until" | "once" | "provided"
            )
    })
}

/// Whether the infinitive below a verb is what is demanded or agreed on, not what something else is done for:
/// "called on Japan *to give up* the hunt", "agreed in Geneva *to work* on it".
fn is_wish(analysis: &Analysis<'_>, anchor: Anchor, verb: usize) -> bool {
    let doc = analysis.doc;
    clause::is_infinitive(doc, verb)
        && (doc.child(anchor.token, Dep::Dobj).is_none()
            || word_at(analysis, anchor.token)
                .and_then(|word| word.row)
                .is_some_and(|row| row.stance == "demands"))
}
