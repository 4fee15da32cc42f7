//! Pronouns that stand for nobody: the subject that a clause has for form's sake, an idiom's, an act that somebody judges.

use detente_lexicon::{Lexicon, RoleSort, Tells, Words};
use detente_syntax::{Dep, Document, Pos};

use super::around::is_reflexive;
use super::cast::Gender;
use super::pronoun::Pronoun;
use crate::clause;

/// Whether the possessive at `token` is that of the thing itself: "the first of *its* kind", "a first-of-*its*-kind camp".
fn is_of_kind(doc: &Document, token: usize) -> bool {
    let of = token.checked_sub(1).map(|before| {
        if doc.word(before) == "-" {
            before.saturating_sub(1)
        } else {
            before
        }
    });
    let kind = (token + 1..doc.len()).find(|&next| doc.word(next) != "-");
    of.is_some_and(|of| doc.word(of) == "of")
        && kind.is_some_and(|kind| matches!(doc.lemma(kind), "kind" | "sort" | "type"))
}

/// Whether "he" stands beside "she" for anybody: "*he* or *she*", "*his*/*her*".
fn is_either(doc: &Document, token: usize) -> bool {
    let is_or = |at: usize| at < doc.len() && matches!(doc.word(at), "or" | "/");
    let other = |at: usize| {
        let word = |at: usize| doc.word(at).to_lowercase();
        at < doc.len()
            && Pronoun::of(&word(at)) == Some(Pronoun::Person)
            && Gender::of_word(&word(at)) != Gender::of_word(&word(token))
    };
    is_or(token + 1) && other(token + 2) || token >= 2 && is_or(token - 1) && other(token - 2)
}

/// Whether the pronoun at `token` points at nobody: an idiom's, or the subject that a clause has for form's sake.
pub(super) fn stands_for_nothing(
    doc: &Document,
    lexicon: &Lexicon,
    token: usize,
    pronoun: Pronoun,
) -> bool {
    is_of_kind(doc, token)
        || doc.token(token).dep == Dep::Expl
        || pronoun == Pronoun::Person && is_either(doc, token)
        || pronoun != Pronoun::Person && is_deed(doc, &lexicon.words, token)
        || pronoun == Pronoun::Thing
            && (is_expletive(doc, token)
                || is_equated_with_thing(doc, lexicon, token)
                || is_judged(doc, lexicon, token))
}

/// Whether "it" stands for nothing: "it is clear that", "it is time to", "it seems", "it rained".
fn is_expletive(doc: &Document, token: usize) -> bool {
    let Some(verb) = doc.head(token) else {
        return false;
    };
    // "While I'm at it".
    if doc.token(token).dep == Dep::Pobj && doc.word(verb) == "at" {
        return true;
    }
    // "To make it legitimate", "found it hard to sleep".
    let judged = token + 1 < doc.len() && doc.token(token + 1).pos == Pos::ADJ;
    if judged
        && (token.checked_sub(1))
            .is_some_and(|before| doc.lemma(before) == "make" || doc.lemma(before) == "find")
    {
        return true;
    }
    if !matches!(doc.token(token).dep, Dep::Nsubj | Dep::Nsubjpass) {
        return false;
    }
    let after = |deps: &[Dep]| {
        doc.children(verb)
            .any(|c| c > verb && deps.contains(&doc.token(c).dep))
    };
    match copula(doc, verb) {
        "be" => {
            is_told_of_clause(doc, verb)
                || after(&[Dep::Attr]) && after(&[Dep::Ccomp, Dep::Advcl, Dep::Xcomp])
                || is_cleft(doc, verb)
        }
        "seem" | "appear" | "happen" | "turn" | "rain" | "snow" | "matter" => true,
        // "It takes time to", "it emerged that", "it is hoped that".
        "take" => after(&[Dep::Xcomp, Dep::Advcl]),
        "emerge" | "transpire" | "follow" => after(&[Dep::Ccomp]),
        _ => doc.token(token).dep == Dep::Nsubjpass && after(&[Dep::Ccomp]),
    }
}

/// Whether "it" or "they" are said to be acts or events, or when these came: "*it* was the worst attack in years", "*it*
/// came a day after the talks".
fn is_deed(doc: &Document, words: &Words, token: usize) -> bool {
    let subject = doc.token(token).dep == Dep::Nsubj && !is_reflexive(doc, token);
    let Some(verb) = doc.head(token).filter(|_| subject) else {
        return false;
    };
    match copula(doc, verb) {
        "be" | "become" | "mark" | "represent" | "remain" => doc
            .children(verb)
            .find(|&c| c > verb && matches!(doc.token(c).dep, Dep::Attr | Dep::Dobj))
            .is_some_and(|named| words.is(doc.lemma(named), Tells::Deed)),
        "come" => doc.children(verb).any(|c| {
            c > verb
                && (doc.token(c).dep == Dep::Advcl
                    || matches!(doc.word(c), "after" | "before" | "amid" | "as")
                    || matches!(
                        doc.lemma(c),
                        "minute" | "hour" | "day" | "week" | "month" | "year"
                    ))
        }),
        "occur" => true,
        _ => false,
    }
}

/// Whether "it" is said to be what no state and no body is: "*it* is a sign that", but not "*it* is a party to the accord".
fn is_equated_with_thing(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let Some(verb) = doc.head(token).filter(|&verb| {
        doc.token(token).dep == Dep::Nsubj && verb > token && copula(doc, verb) == "be"
    }) else {
        return false;
    };
    doc.children(verb)
        .find(|&c| c > verb && doc.token(c).dep == Dep::Attr)
        .is_some_and(|named| {
            doc.token(named).pos == Pos::NOUN
                && !lexicon.words.is(doc.lemma(named), Tells::Standing)
                && !names_party(doc, lexicon, token + 1, named)
        })
}

/// Whether the words from `first` to `last` end in a noun for somebody who acts.
fn names_party(doc: &Document, lexicon: &Lexicon, first: usize, last: usize) -> bool {
    let words: Vec<&str> = (first..=last).map(|at| doc.word(at)).collect();
    lexicon
        .roles
        .longest_ending_at(&words, words.len() - 1)
        .is_some_and(|(_, noun)| !matches!(noun.sort, RoleSort::Asset | RoleSort::People))
}

/// Whether the clause tells of "it" as of a thing, an act or a state of affairs, so that who was named last is hardly
/// meant: "they solved *it*", "*it* means a long war", "*it* is unclear"; between the marks of what somebody says every
/// "it" whose verb does not ask for somebody.
pub(super) fn is_told_as_thing(
    doc: &Document,
    lexicon: &Lexicon,
    token: usize,
    is_said: bool,
) -> bool {
    let words = &lexicon.words;
    let Some(head) = doc.head(token).filter(|_| !is_reflexive(doc, token)) else {
        return false;
    };
    let takes_somebody = |verb: usize| {
        words.is(doc.lemma(verb), Tells::Addressing) || words.is(doc.lemma(verb), Tells::Harming)
    };
    match doc.token(token).dep {
        Dep::Nsubj => match copula(doc, head) {
            "be" => {
                let behind = |dep| doc.child(head, dep).filter(|&c| c > head);
                behind(Dep::Attr).is_none()
                    && behind(Dep::Acomp)
                        .is_none_or(|adjective| !MINDED.contains(&doc.lemma(adjective)))
            }
            lemma => {
                words.is(lemma, Tells::Thinglike)
                    || is_said && !words.is(lemma, Tells::Minded) && !takes_somebody(head)
            }
        },
        Dep::Attr => true,
        Dep::Nsubjpass => matches!(doc.lemma(head), "do" | "use" | "call" | "hold" | "design"),
        // "Forced *it* to withdraw".
        Dep::Dobj => {
            let told_to = doc.children(head).any(|c| {
                c > token
                    && doc.token(c).dep == Dep::Xcomp
                    && doc.children(c).any(|to| doc.word(to) == "to")
            });
            !told_to && !takes_somebody(head)
        }
        Dep::Pobj => doc.head(head).is_some_and(|governor| {
            let noun = !clause::is_verb(doc, governor);
            let towards = match doc.word(head) {
                "to" | "from" | "by" | "against" | "toward" | "towards" | "between" => true,
                // "Signed an accord *with it*", but not "lived *with it*".
                "with" => !matches!(doc.lemma(governor), "do" | "deal" | "live" | "cope" | "go"),
                "on" | "upon" | "in" => noun,
                "of" => doc.token(governor).pos == Pos::ADJ,
                _ => false,
            };
            !towards && !takes_somebody(governor)
        }),
        _ => false,
    }
}

/// The lemma of `verb`, where a typographer's apostrophe hides a form of "be": "it’*s*".
fn copula(doc: &Document, verb: usize) -> &str {
    match doc.word(verb) {
        "’s" | "’re" | "’m" => "be",
        _ => doc.lemma(verb),
    }
}

/// Whether the adjective behind the copula `verb` is told of a clause: "it is *vital that* …".
fn is_told_of_clause(doc: &Document, verb: usize) -> bool {
    let Some(adjective) = doc.child(verb, Dep::Acomp).filter(|&a| a > verb) else {
        return false;
    };
    if MINDED.contains(&doc.lemma(adjective)) {
        return false;
    }
    let clausal = |at: usize| {
        doc.children(at).any(|c| {
            c > adjective
                && matches!(
                    doc.token(c).dep,
                    Dep::Ccomp | Dep::Xcomp | Dep::Advcl | Dep::Csubj
                )
        })
    };
    clausal(verb) || clausal(adjective)
}

/// Whether what stands behind the copula `verb` is only put first: "it was *these findings that* led to the trial", but
/// not "it is *a country that* wants peace".
fn is_cleft(doc: &Document, verb: usize) -> bool {
    let Some(first) = doc.child(verb, Dep::Attr).filter(|&a| a > verb) else {
        return false;
    };
    let definite = doc.token(first).pos == Pos::PROPN
        || doc.children(first).any(|c| {
            matches!(
                &*doc.word(c).to_lowercase(),
                "the" | "this" | "these" | "those"
            )
        });
    definite
        && doc.children(first).any(|c| {
            doc.token(c).dep == Dep::Relcl
                && doc
                    .children(c)
                    .any(|that| matches!(doc.word(that), "that" | "who"))
        })
}

/// Whether "it" is what somebody judges or gives a name, an act rather than a party: "the opposition called *it* a coup",
/// "Chad condemned *it*", but not "called *it* a hostile state", "condemned *it* for the attack".
fn is_judged(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let Some(head) = doc.head(token).filter(|_| !is_reflexive(doc, token)) else {
        return false;
    };
    let naming = |verb: usize| lexicon.words.is(doc.lemma(verb), Tells::Naming) && verb < token;
    if doc.token(token).dep == Dep::Dobj
        && lexicon.words.is(doc.lemma(head), Tells::Judging)
        && doc
            .children(head)
            .all(|c| !matches!(doc.word(c), "for" | "over"))
    {
        return true;
    }
    let (verb, name) = match doc.token(token).dep {
        Dep::Dobj if naming(head) => {
            let name = doc.children(head).find(|&c| {
                c > token
                    && matches!(
                        doc.token(c).dep,
                        Dep::Oprd | Dep::Xcomp | Dep::Ccomp | Dep::Advcl
                    )
            });
            (head, name)
        }
        Dep::Nsubj => match doc.head(head) {
            Some(above) if naming(above) => (above, Some(head)),
            _ => return false,
        },
        _ => return false,
    };
    let Some(name) = name.filter(|&name| name > verb) else {
        return false;
    };
    matches!(doc.token(name).pos, Pos::NOUN | Pos::ADJ | Pos::PROPN)
        && !names_party(doc, lexicon, token + 1, name)
}

/// Adjectives that tell of somebody what they are towards an act, not of the act what it is.
pub(super) const MINDED: &[&str] = &[
    "ready",
    "willing",
    "unwilling",
    "prepared",
    "able",
    "unable",
    "eager",
    "keen",
    "reluctant",
    "determined",
    "confident",
    "concerned",
    "worried",
    "committed",
    "open",
    "opposed",
    "aware",
    "satisfied",
    "disappointed",
    "pleased",
    "happy",
    "sure",
    "certain",
    "responsible",
    "free",
    "proud",
    "grateful",
    "sorry",
    "angry",
    "alarmed",
    "appalled",
    "optimistic",
    "hopeful",
    "careful",
    "bound",
    "due",
    "set",
    "entitled",
    "obliged",
    "powerless",
    "unhappy",
    "interested",
];
