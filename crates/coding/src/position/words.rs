//! The words that take a stance: a verb, a noun, an adjective or a judgement, and when they do.

use detente_lexicon::stances::{StancePart, StanceWord};
use detente_syntax::{Dep, Document, Pos, Tag};

use crate::analysis::Analysis;
use crate::clause;
use crate::tree;

/// How many verbs of a chain ("may decide to support") are looked at.
const CHAIN: usize = 5;

/// The stance word at a token.
pub(super) struct Word<'l> {
    pub part: StancePart,
    /// Its row in the lexicon; `None` for a plain verb whose will is denied or made conditional.
    pub row: Option<&'l StanceWord>,
}

/// The stance word at `token`.
pub(super) fn word_at<'a>(analysis: &'a Analysis<'a>, token: usize) -> Option<Word<'a>> {
    let doc = analysis.doc;
    let part = doc.token(token);
    let stances = &analysis.lexicon.stances;
    let lemma = doc.lemma(token);
    // "Is in *favour* of", "took them to *court*": the second word may stand behind a preposition.
    let has = |word: &str| {
        doc.children(token).any(|c| {
            let behind = doc
                .child(c, Dep::Pobj)
                .filter(|_| doc.token(c).dep == Dep::Prep);
            std::iter::once(c)
                .chain(behind)
                .any(|at| doc.word(at).eq_ignore_ascii_case(word))
        })
    };
    let row = |kind: StancePart| {
        stances.word(lemma, kind, has).map(|row| Word {
            part: kind,
            row: Some(row),
        })
    };
    // "concerned" is the participle of a verb to the lemmatizer.
    let participle = || {
        stances
            .word(doc.word(token), StancePart::Adjective, has)
            .map(|row| Word {
                part: StancePart::Adjective,
                row: Some(row),
            })
    };
    // "Who pays?, he asked": a question is no demand, nor is asking for mercy.
    let asks_for = || {
        doc.children(token).any(|c| {
            doc.token(c).dep == Dep::Xcomp
                || doc.word(c) == "for"
                    && !doc.child(c, Dep::Pobj).is_some_and(|object| {
                        matches!(
                            doc.lemma(object),
                            "forgiveness" | "mercy" | "patience" | "understanding" | "pardon"
                        )
                    })
                || doc.token(c).dep == Dep::Ccomp
                    && doc.child(c, Dep::Aux).is_some()
                    && !is_indirect_question(doc, c)
        })
    };
    if lemma == "ask" && !asks_for() {
        return None;
    }
    // A resignation accepted is an office left.
    if lemma == "accept"
        && doc
            .child(token, Dep::Dobj)
            .or_else(|| doc.child(token, Dep::Nsubjpass))
            .is_some_and(|object| doc.lemma(object) == "resignation")
    {
        return None;
    }
    // "Back it up with contracts" is no backing.
    if lemma == "back" && has("up") {
        return None;
    }
    // "agreed that …" and "maintained that …" tell only what is said after it, "recognised that …" what is so.
    if matches!(
        lemma,
        "agree" | "recognise" | "recognize" | "accept" | "maintain"
    ) && doc.child(token, Dep::Ccomp).is_some()
    {
        return None;
    }
    match part.pos {
        Pos::VERB if !matches!(part.dep, Dep::Amod | Dep::Compound) => row(StancePart::Verb)
            .or_else(|| participle().filter(|_| part.tag == Tag::VBN))
            // "The sanctions *hurt* us", "the shield *is aimed at* our rockets".
            .or_else(|| row(StancePart::Judgement))
            .or_else(|| {
                (wills(doc, token)).then_some(Word {
                    part: StancePart::Verb,
                    row: None,
                })
            }),
        Pos::AUX if !matches!(part.dep, Dep::Aux | Dep::Auxpass) => row(StancePart::Verb),
        Pos::NOUN if names_party(analysis, token) => None,
        Pos::NOUN => row(StancePart::Noun)
            .or_else(|| row(StancePart::Judgement).filter(|_| judges(doc, token))),
        Pos::ADJ => {
            let is_predicate = |t: usize| {
                matches!(
                    doc.token(t).dep,
                    Dep::Acomp | Dep::Oprd | Dep::Attr | Dep::Root | Dep::Ccomp | Dep::Xcomp
                )
            };
            let predicate = is_predicate(token)
                || part.dep == Dep::Conj && doc.head(token).is_some_and(is_predicate);
            row(StancePart::Adjective)
                .or_else(participle)
                .or_else(|| row(StancePart::Judgement))
                .filter(|_| predicate)
        }
        _ => None,
    }
}

/// Whether a noun of a stance stands for who takes it: "the opposition" is a party, "his opposition *to the plan*" a stance.
pub(super) fn names_party(analysis: &Analysis<'_>, noun: usize) -> bool {
    let doc = analysis.doc;
    analysis.mentions.headed_by(noun).is_some()
        && !doc
            .children(noun)
            .any(|c| doc.token(c).dep == Dep::Prep && doc.word(c) == "to")
}

/// Whether a clause opens with "whether" or "if".
fn is_indirect_question(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).dep == Dep::Mark
            && matches!(
                &*doc.word(c).to_ascii_lowercase(),
                "whether" | "if" | "why" | "how"
            )
    })
}

/// Whether the noun is said of something: "is a mistake", "called it a mistake", "condemned it as a mistake".
fn judges(doc: &Document, token: usize) -> bool {
    // "This is *the lie* that his campaign is built on" tells which.
    let has = |dep: Dep| doc.child(token, dep);
    let tells_which = has(Dep::Relcl).is_some()
        && has(Dep::Det).is_some_and(|article| doc.word(article).eq_ignore_ascii_case("the"));
    if tells_which {
        return false;
    }
    match doc.token(token).dep {
        Dep::Attr | Dep::Oprd | Dep::Root => true,
        Dep::Pobj => doc.head(token).is_some_and(|prep| doc.word(prep) == "as"),
        Dep::Conj => doc.head(token).is_some_and(|head| judges(doc, head)),
        _ => false,
    }
}

/// Whether a noun names no act that was done: "without our consent", "any veto".
pub(super) fn is_only_named(doc: &Document, noun: usize) -> bool {
    doc.children(noun)
        .any(|c| doc.token(c).dep == Dep::Det && matches!(doc.lemma(c), "any" | "no"))
        || doc
            .head(noun)
            .is_some_and(|head| doc.lemma(head) == "without")
}

/// Whether the verb has "will", "would" or "cannot": somebody's will.
pub(super) fn will(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).dep == Dep::Aux
            && matches!(
                doc.word(c),
                "will" | "would" | "wo" | "ca" | "can" | "'ll" | "\u{2019}ll" | "could"
            )
    })
}

/// Whether the verb has "will" or "would": "cannot" tells what is in nobody's power.
fn wills(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).dep == Dep::Aux
            && matches!(doc.word(c), "will" | "would" | "wo" | "'ll" | "\u{2019}ll")
    })
}

/// Whether the verb has "should", "must" or "ought".
fn is_owed(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).dep == Dep::Aux
            && matches!(
                &*doc.word(c).to_ascii_lowercase(),
                "should" | "must" | "ought"
            )
    })
}

/// Whether the verb is only possible, due or wished: "may support", "should accept", "can dissolve parliament and
/// *call* elections", "has yet to be considered and *signed*".
pub(super) fn is_possible(doc: &Document, verb: usize) -> bool {
    let mut at = verb;
    if is_counterfactual(doc, verb) {
        return true;
    }
    for _ in 0..CHAIN {
        let mut own_aux = false;
        for child in doc.children(at) {
            if doc.token(child).dep != Dep::Aux {
                continue;
            }
            own_aux |= doc.word(child) != "to";
            if matches!(
                &*doc.word(child).to_ascii_lowercase(),
                "may" | "might" | "can" | "could" | "should" | "must" | "ought"
            ) && !tree::is_negated(doc, at)
            {
                return true;
            }
        }
        let Some(above) = doc.head(at) else {
            return false;
        };
        match doc.token(at).dep {
            Dep::Conj if !own_aux && doc.child(at, Dep::Nsubj).is_none() => {}
            Dep::Xcomp
                if matches!(
                    doc.lemma(above),
                    "have" | "need" | "remain" | "likely" | "able" | "due" | "appear" | "seem"
                ) =>
            {
                return true;
            }
            // "By embracing it he could win them".
            Dep::Pcomp if doc.word(above).eq_ignore_ascii_case("by") => {
                return doc.head(above).is_some_and(|verb| {
                    doc.children(verb).any(|c| {
                        doc.token(c).dep == Dep::Aux
                            && matches!(doc.lemma(c), "could" | "would" | "might" | "may" | "can")
                    })
                });
            }
            Dep::Xcomp if clause::is_verb(doc, above) => {}
            // "should have been among the first states *to support* it": told of the copula's own words.
            Dep::Relcl | Dep::Acl if clause::is_infinitive(doc, at) => {
                let copula = doc
                    .ancestors(above)
                    .take(CHAIN)
                    .find(|&verb| clause::is_verb(doc, verb));
                return copula.is_some_and(|verb| doc.lemma(verb) == "be" && is_owed(doc, verb));
            }
            _ => return false,
        }
        at = above;
    }
    false
}

/// Whether the verb tells what would have been: "would never have proposed it".
fn is_counterfactual(doc: &Document, verb: usize) -> bool {
    let helped_by = |words: &[&str]| {
        doc.children(verb).any(|c| {
            doc.token(c).dep == Dep::Aux
                && words
                    .iter()
                    .any(|word| doc.word(c).eq_ignore_ascii_case(word))
        })
    };
    helped_by(&["have"]) && helped_by(&["would", "could", "might", "should"])
}

/// The verb that carries the word: itself, its copula, or the verb it is the object of.
pub(super) fn carrier(doc: &Document, token: usize, part: StancePart) -> usize {
    // "Asked whether Oslo would be *prepared* to": a participle with a subject of its own is its own clause.
    let own_clause = || {
        [Dep::Nsubj, Dep::Nsubjpass]
            .iter()
            .any(|&dep| doc.child(token, dep).is_some())
    };
    let is_verb = part == StancePart::Judgement && doc.token(token).pos == Pos::VERB;
    if part == StancePart::Verb || is_verb || part == StancePart::Adjective && own_clause() {
        return token;
    }
    // "Sees the shield *as* a threat".
    let as_what = doc
        .head(token)
        .filter(|&head| part == StancePart::Judgement && doc.word(head) == "as");
    match as_what.map_or_else(|| doc.head(token), |prep| doc.head(prep)) {
        Some(head)
            if clause::is_verb(doc, head)
                && !matches!(doc.token(token).dep, Dep::Nsubj | Dep::Amod) =>
        {
            head
        }
        _ => token,
    }
}
