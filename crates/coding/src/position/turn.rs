//! What turns a stance: words that undo, lessen or deny what stands between a stance word and its issue.

use detente_lexicon::stances::StancePart;
use detente_syntax::{Dep, Pos, Tag};

use super::topic::REACH;
use super::words::names_party;
use crate::analysis::Analysis;
use crate::{clause, tree};

/// Whether the verb undoes what it is done to: "lift", "pull back".
pub(super) fn undoes(analysis: &Analysis<'_>, verb: usize) -> bool {
    let doc = analysis.doc;
    let has = |word: &str| {
        doc.children(verb)
            .any(|c| doc.word(c).eq_ignore_ascii_case(word))
    };
    analysis.lexicon.stances.is_reverser(doc.lemma(verb), has)
}

/// Whether the words from `token` up to `anchor` say that there is too little of what it names.
pub(super) fn is_short(analysis: &Analysis<'_>, token: usize, anchor: Option<usize>) -> bool {
    let doc = analysis.doc;
    std::iter::once(token)
        .chain(doc.ancestors(token).take_while(|&at| Some(at) != anchor))
        .take(REACH)
        .any(|at| {
            doc.token(at).pos != Pos::VERB
                && (doc.lemma(at) == "pace"
                    || doc.children(at).any(|c| {
                        doc.token(c).dep == Dep::Amod
                            && analysis
                                .lexicon
                                .stances
                                .is_shortfall(&doc.word(c).to_ascii_lowercase())
                    }))
        })
}

/// Whether a participle beside the noun makes it less: "a surplus *cut*", "*phasing-out* subsidies".
fn is_lessened(analysis: &Analysis<'_>, noun: usize, own: &[usize], is_wrong: bool) -> bool {
    let doc = analysis.doc;
    // "A request for *lower* tariffs".
    let fewer = |c: usize| {
        is_wrong
            && !own.contains(&c)
            && doc.token(c).dep == Dep::Amod
            && matches!(
                &*doc.word(c).to_ascii_lowercase(),
                "lower" | "reduced" | "fewer" | "smaller" | "less"
            )
    };
    if doc.children(noun).any(fewer) {
        return true;
    }
    doc.children(noun).any(|c| {
        let part = doc.token(c);
        let has = |word: &str| {
            doc.children(c)
                .any(|p| doc.word(p).eq_ignore_ascii_case(word))
        };
        let participle = part.dep == Dep::Acl && part.tag == Tag::VBN && c == noun + 1
            || part.dep == Dep::Amod && part.tag == Tag::VBG && doc.child(c, Dep::Prt).is_some();
        participle
            && (analysis.lexicon.stances.is_reverser(doc.lemma(c), has)
                || is_wrong && analysis.lexicon.stances.is_lessener(doc.lemma(c)))
    })
}

/// Whether an odd number of words that undo or deny stand above `token`, below `anchor`. `own` are the
/// words of the phrase; what makes a wrong less counts as undoing it.
pub(super) fn is_reversed(
    analysis: &Analysis<'_>,
    token: usize,
    own: &[usize],
    anchor: Option<usize>,
    is_wrong: bool,
) -> bool {
    let doc = analysis.doc;
    let mut reversed = has_no(analysis, token)
        ^ is_lessened(analysis, token, own, is_wrong)
        ^ (!is_wrong && is_cut(analysis, token, anchor));
    if Some(token) == anchor {
        return reversed;
    }
    // "Promised *not to raise taxes*", where the verb is one of the issue's own words.
    if anchor.is_some()
        && doc.token(token).dep == Dep::Xcomp
        && clause::is_verb(doc, token)
        && tree::is_negated(doc, token)
    {
        reversed = !reversed;
    }
    let mut below = token;
    for above in doc.ancestors(token).take(REACH) {
        if Some(above) == anchor {
            break;
        }
        // "Get the state *out of* the pact": the particle may hang on the object.
        let has = |word: &str| {
            doc.children(above)
                .chain(
                    doc.child(above, Dep::Dobj)
                        .into_iter()
                        .flat_map(|object| doc.children(object)),
                )
                .any(|c| doc.word(c).eq_ignore_ascii_case(word))
        };
        // "Led a march *against* it": the preposition of a noun may hang on the verb that carries it.
        let by_carrier = |noun: usize| {
            doc.token(noun).pos == Pos::NOUN
                && doc.token(noun).dep == Dep::Dobj
                && doc.head(above) == doc.head(noun)
        };
        let of_anchor = anchor
            .is_some_and(|anchor| doc.head(above) == Some(anchor) || by_carrier(anchor))
            && doc.token(above).pos == Pos::ADP;
        // "withdraw its ship from their waters" takes away the ship, not the waters.
        let beside = doc.token(below).dep == Dep::Prep
            && !doc.word(below).eq_ignore_ascii_case("out")
            && doc.child(above, Dep::Dobj).is_some();
        // "Fight *against* it", "lead the fight *against* it" stand against it once.
        let said_twice = doc.token(above).pos == Pos::ADP
            && doc.head(above).is_some_and(|word| {
                is_wrong && analysis.lexicon.stances.is_lessener(doc.lemma(word))
                    || is_against(analysis, word)
            });
        // "reduce its deficit and *resist protection*": the first verb does nothing to what the second has.
        let joined = doc.token(below).dep == Dep::Conj;
        let in_name = doc.token(above).pos == Pos::ADP
            && own
                .first()
                .is_some_and(|&first| (first..token).contains(&above));
        if !of_anchor
            && !in_name
            && !beside
            && !said_twice
            && !joined
            && !own.contains(&above)
            && (analysis.lexicon.stances.is_reverser(doc.lemma(above), has)
                || is_wrong && analysis.lexicon.stances.is_lessener(doc.lemma(above))
                || anchor.is_some() && is_against(analysis, above))
        {
            reversed = !reversed;
        }
        // "prevent the row *from* becoming a war", where "from" hangs on the verb above.
        let kept_from = above != below
            && doc.token(above).dep == Dep::Prep
            && doc.word(above).eq_ignore_ascii_case("from")
            && doc.token(below).dep == Dep::Pcomp
            && doc
                .head(above)
                .and_then(|verb| doc.child(verb, Dep::Xcomp))
                .is_some_and(|verb| matches!(doc.lemma(verb), "prevent" | "stop" | "keep"));
        if kept_from {
            reversed = !reversed;
        }
        let not_to = doc.token(above).dep == Dep::Xcomp
            && clause::is_verb(doc, above)
            && tree::is_negated(doc, above);
        if anchor.is_some() && (not_to || has_no(analysis, above)) {
            reversed = !reversed;
        }
        below = above;
    }
    reversed
}

/// Whether money for a thing is cut: "proposed cutting the funds for the shield", "voted to slash the aid".
fn is_cut(analysis: &Analysis<'_>, token: usize, anchor: Option<usize>) -> bool {
    let doc = analysis.doc;
    let mut below = token;
    let mut money = false;
    for above in std::iter::once(token).chain(doc.ancestors(token).take(REACH)) {
        if Some(above) == anchor {
            return false;
        }
        if doc.token(above).pos == Pos::VERB {
            return money
                && doc.token(below).dep == Dep::Dobj
                && matches!(
                    doc.lemma(above),
                    "cut" | "slash" | "trim" | "halve" | "reduce" | "withhold"
                )
                && !analysis
                    .lexicon
                    .stances
                    .is_reverser(doc.lemma(above), |_| false);
        }
        money |= matches!(
            doc.lemma(above),
            "fund" | "funding" | "aid" | "money" | "budget" | "spending" | "assistance" | "request"
        );
        below = above;
    }
    false
}

/// Whether the word is one that stands against what it governs: "for opposing the ban", "its rejection of".
pub(super) fn is_against(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    let part = match doc.token(token).pos {
        Pos::VERB => StancePart::Verb,
        Pos::NOUN if !names_party(analysis, token) => StancePart::Noun,
        _ => return false,
    };
    let has = |word: &str| {
        doc.children(token)
            .any(|c| doc.word(c).eq_ignore_ascii_case(word))
    };
    analysis
        .lexicon
        .stances
        .word(doc.lemma(token), part, has)
        .is_some_and(|word| matches!(word.stance.as_str(), "opposes" | "rejects"))
}

/// Whether "no" stands before the noun.
pub(super) fn has_no(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    doc.children(token)
        .any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("no"))
}
