//! Stances by words: a verb, noun, adjective or judgement that takes a stance, with whose it is.

use std::ops::Range;

use detente_lexicon::Actor;
use detente_lexicon::issues::Issue;
use detente_lexicon::stances::{StancePart, StanceWord};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::holder::Holders;
use super::scope::{condition, evidence, flip, is_strict, scope, towards, with_condition};
use super::stance_of;
use super::topic::{self, Topic};
use crate::analysis::Analysis;
use crate::clause::{self, Clause};
use crate::record::Stance;
use crate::tree;

/// How far up the tree a governing stance word is looked for.
const REACH: usize = 12;

/// Verbs that lend a noun their subject: "voiced opposition", "made an offer".
const LIGHT: [&str; 26] = [
    "make",
    "give",
    "issue",
    "voice",
    "express",
    "have",
    "repeat",
    "reiterate",
    "renew",
    "deliver",
    "extend",
    "file",
    "launch",
    "lodge",
    "send",
    "raise",
    "submit",
    "show",
    "declare",
    "announce",
    "put",
    "get",
    "take",
    "state",
    "win",
    "withdraw",
];

/// A stance that some actors take on an issue.
#[derive(Debug, Clone)]
pub(super) struct Taken<'a> {
    pub holders: Vec<Actor>,
    pub issue: &'a Issue,
    pub stance: Stance,
    pub towards: Option<Actor>,
    pub condition: Option<Range<usize>>,
    pub evidence: Range<usize>,
    /// The stance word, or the first token of an act's evidence.
    pub anchor: usize,
    /// The quotation it stands in.
    pub quote: Option<usize>,
    /// The event it comes from.
    pub event: Option<usize>,
}

/// The stance word at a token.
struct Word<'l> {
    part: StancePart,
    /// Its row in the lexicon; `None` for a plain verb whose will is denied or made conditional.
    row: Option<&'l StanceWord>,
}

/// All stances that words take, in text order.
pub(super) fn find<'a>(analysis: &'a Analysis<'a>, holders: &Holders<'a>) -> Vec<Taken<'a>> {
    let mut stances = Vec::new();
    for token in 0..analysis.doc.len() {
        if let Some(word) = word_at(analysis, token) {
            at(analysis, holders, token, &word, &mut stances);
        }
    }
    drop_governed(analysis, &mut stances);
    stances
}

fn word_at<'a>(analysis: &'a Analysis<'a>, token: usize) -> Option<Word<'a>> {
    let doc = analysis.doc;
    let part = doc.token(token);
    let stances = &analysis.lexicon.stances;
    let lemma = doc.lemma(token);
    let has = |word: &str| {
        doc.children(token)
            .any(|c| doc.word(c).eq_ignore_ascii_case(word))
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
    // "agreed that …" tells only what is said after it.
    if lemma == "agree" && doc.child(token, Dep::Ccomp).is_some() {
        return None;
    }
    match part.pos {
        Pos::VERB if !matches!(part.dep, Dep::Amod | Dep::Compound) => row(StancePart::Verb)
            .or_else(|| participle().filter(|_| part.tag == Tag::VBN))
            .or_else(|| {
                (will(doc, token)).then_some(Word {
                    part: StancePart::Verb,
                    row: None,
                })
            }),
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

/// Whether the noun is said of something: "is a mistake", "called it a mistake", "condemned it as a mistake".
fn judges(doc: &Document, token: usize) -> bool {
    match doc.token(token).dep {
        Dep::Attr | Dep::Oprd | Dep::Root => true,
        Dep::Pobj => doc.head(token).is_some_and(|prep| doc.word(prep) == "as"),
        Dep::Conj => doc.head(token).is_some_and(|head| judges(doc, head)),
        _ => false,
    }
}

/// Whether a noun names no act that was done: "without our consent", "any veto".
fn is_only_named(doc: &Document, noun: usize) -> bool {
    doc.children(noun)
        .any(|c| doc.token(c).dep == Dep::Det && matches!(doc.lemma(c), "any" | "no"))
        || doc
            .head(noun)
            .is_some_and(|head| doc.lemma(head) == "without")
}

/// Whether the verb has "will", "would" or "cannot": somebody's will.
fn will(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).dep == Dep::Aux
            && matches!(
                doc.word(c),
                "will" | "would" | "wo" | "ca" | "can" | "'ll" | "\u{2019}ll" | "could"
            )
    })
}

/// Whether the verb is only possible ("may support").
fn is_possible(doc: &Document, verb: usize) -> bool {
    doc.children(verb)
        .any(|c| doc.token(c).dep == Dep::Aux && matches!(doc.word(c), "may" | "might" | "could"))
        && !tree::is_negated(doc, verb)
}

/// The verb that carries the word: itself, its copula, or the verb it is the object of.
fn carrier(doc: &Document, token: usize, part: StancePart) -> usize {
    if part == StancePart::Verb {
        return token;
    }
    match doc.head(token) {
        Some(head)
            if clause::is_verb(doc, head)
                && !matches!(doc.token(token).dep, Dep::Nsubj | Dep::Amod) =>
        {
            head
        }
        _ => token,
    }
}

fn at<'a>(
    analysis: &'a Analysis<'a>,
    holders: &Holders<'a>,
    token: usize,
    word: &Word<'_>,
    stances: &mut Vec<Taken<'a>>,
) {
    let doc = analysis.doc;
    let carrier = carrier(doc, token, word.part);
    if word.part == StancePart::Noun && is_only_named(doc, token) {
        return;
    }
    if is_possible(doc, carrier)
        || is_hypothetical(doc, carrier)
        || embedded(analysis, token, carrier, word.part)
    {
        return;
    }
    let clause = match word.part {
        StancePart::Verb => clause::of_verb(doc, token),
        StancePart::Noun => clause::of_noun(
            doc,
            token,
            &clause::Carriers::light(&|verb| LIGHT.contains(&doc.lemma(verb))),
        ),
        StancePart::Adjective | StancePart::Judgement => clause::of_adjective(doc, token),
    };
    let who = holders_of(analysis, holders, token, word.part, &clause);
    if who.is_empty() {
        return;
    }
    let scope = scope(doc, token, carrier, word.part);
    let condition = condition(analysis, &scope);
    let negated = is_denied(doc, carrier) || carrier != token && tree::is_negated(doc, token);
    let base = match word.row {
        // "would never recognise": a will denied is a rejection.
        Some(row) if negated && row.stance == "supports" && will(doc, carrier) => {
            Some(Stance::Rejects)
        }
        Some(row) if negated => row.negated.as_deref().and_then(stance_of),
        Some(row) => stance_of(&row.stance),
        None if negated => Some(Stance::Rejects),
        None => Some(Stance::Supports),
    };
    let Some(base) = base else { return };
    if word.row.is_none() && !negated && !condition.as_ref().is_some_and(|c| is_strict(doc, c)) {
        return;
    }
    let topics = topics(analysis, holders, token, word, &clause, &scope, stances);
    // "will not lift the embargo" keeps it.
    let has = |word: &str| {
        doc.children(token)
            .any(|c| doc.word(c).eq_ignore_ascii_case(word))
    };
    let undoes = word.row.is_none() && analysis.lexicon.stances.is_reverser(doc.lemma(token), has);
    let towards = towards(doc, holders, &clause, &who);
    let threat = matches!(doc.lemma(token), "threaten" | "warn");
    let in_condition = |topic: &Topic<'_>| match (&condition, &topic.named) {
        (Some(condition), Some(named)) => condition.contains(&named.start),
        _ => false,
    };
    let elsewhere = topics.iter().any(|topic| !in_condition(topic));
    for topic in topics {
        let in_condition = in_condition(&topic);
        if in_condition && elsewhere && !threat {
            continue;
        }
        let within = topic
            .named
            .as_ref()
            .is_some_and(|named| named.contains(&token));
        let stance = if within && word.part == StancePart::Verb && word.row.is_some() && !negated {
            if topic.reversed {
                Stance::Opposes
            } else {
                Stance::Supports
            }
        } else if in_condition && (threat || word.row.is_none()) {
            let unless = condition
                .as_ref()
                .is_some_and(|c| matches!(doc.word(c.start), "unless" | "until"));
            if unless {
                Stance::Demands
            } else {
                Stance::Opposes
            }
        } else {
            let stance = if topic.reversed ^ undoes {
                flip(base)
            } else {
                base
            };
            with_condition(doc, stance, condition.as_ref())
        };
        stances.push(Taken {
            holders: who.clone(),
            issue: topic.issue,
            stance,
            towards: towards.clone(),
            condition: condition.clone().filter(|_| stance == Stance::Conditional),
            evidence: evidence(doc, holders, &scope, &clause, token),
            anchor: token,
            quote: holders.quote_around(token),
            event: None,
        });
    }
}

/// The issues a stance word is about: what its object points back to, what its words name, or what the
/// one it answers has just stances a stance on.
fn topics<'a>(
    analysis: &'a Analysis<'a>,
    holders: &Holders<'a>,
    token: usize,
    word: &Word<'_>,
    clause: &Clause,
    scope: &Range<usize>,
    stances: &[Taken<'a>],
) -> Vec<Topic<'a>> {
    let doc = analysis.doc;
    let Some(row) = word.row else {
        let mut named = topic::named(analysis, scope.clone(), token);
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
        StancePart::Verb => clause.objects.is_empty() && clause.clauses.is_empty(),
        StancePart::Adjective => {
            matches!(row.stance.as_str(), "opposes" | "supports" | "concerned")
        }
        StancePart::Judgement => false,
        StancePart::Noun => row.stance == "concerned",
    };
    let pointer = topic::pointer(analysis, &objects(doc, clause, word.part), token, bare);
    if let Some(pointer) = pointer
        && clause.objects.contains(&pointer.token)
        && topic::named(analysis, doc.subtree(pointer.token), token).is_empty()
        && let Some(topic) = topic::pointed_to(analysis, pointer, token)
    {
        return vec![topic];
    }
    let named = topic::named(analysis, scope.clone(), token);
    if !named.is_empty() {
        return named;
    }
    if let Some(topic) = pointer.and_then(|pointer| topic::pointed_to(analysis, pointer, token)) {
        return vec![topic];
    }
    if is_judgement {
        let Some(quote) = holders.quote_around(token) else {
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
    // "London turned her down": whoever is named here took a stance just before.
    if !matches!(row.stance.as_str(), "rejects" | "opposes" | "supports") {
        return Vec::new();
    }
    let here = doc.token(token).sentence;
    let named: Vec<Actor> = (clause.subjects.iter().copied().chain(scope.clone()))
        .flat_map(|t| holders.actors(t))
        .collect();
    stances
        .iter()
        .rev()
        .take_while(|earlier| doc.token(earlier.anchor).sentence + 1 >= here)
        .find(|earlier| {
            doc.token(earlier.anchor).sentence < here
                && earlier
                    .holders
                    .iter()
                    .chain(&earlier.towards)
                    .any(|actor| named.contains(actor))
        })
        .map(|earlier| Topic {
            issue: earlier.issue,
            named: None,
            reversed: false,
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
                Dep::Prep => matches!(
                    doc.word(below),
                    "to" | "with" | "on" | "in" | "into" | "for" | "of" | "from" | "about"
                ),
                Dep::Npadvmod | Dep::Advmod => false,
                _ => true,
            };
        }
        below = above;
    }
    token == anchor
}

/// The heads that may stand for what a stance word is about: its objects, those of its prepositions, and
/// those of the clauses it governs; for a judgement what is judged.
fn objects(doc: &Document, clause: &Clause, part: StancePart) -> Vec<usize> {
    let mut heads = clause.objects.clone();
    heads.extend(clause.prepositions.iter().map(|&(_, object)| object));
    for &below in &clause.clauses {
        let inner = clause::of_verb(doc, below);
        heads.extend(inner.objects);
        heads.extend(inner.prepositions.iter().map(|&(_, object)| object));
    }
    if part == StancePart::Judgement {
        heads.extend(&clause.subjects);
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

/// Whether the clause is denied by its own words or by a "nor" before it.
fn is_denied(doc: &Document, carrier: usize) -> bool {
    tree::is_negated(doc, carrier)
        || doc.children(carrier).any(|c| {
            matches!(
                &*doc.word(c).to_ascii_lowercase(),
                "nor" | "neither" | "hardly" | "barely"
            )
        })
}

/// Whether the clause is only supposed: "if Kiev accepts".
fn is_hypothetical(doc: &Document, carrier: usize) -> bool {
    let marked = |token: usize| {
        doc.children(token).any(|c| {
            doc.token(c).dep == Dep::Mark
                && matches!(doc.lemma(c), "if" | "unless" | "whether" | "until")
        })
    };
    marked(carrier)
        || doc
            .ancestors(carrier)
            .take(4)
            .any(|token| doc.token(token).dep == Dep::Advcl && marked(token))
}

/// Whether the word stands in what another asks for, offers or denies ("demanded that Kosovo scrap …"):
/// not a stance of the one it names. Nouns with their own owner keep theirs ("rejected calls by …").
fn embedded(analysis: &Analysis<'_>, token: usize, carrier: usize, part: StancePart) -> bool {
    let doc = analysis.doc;
    if part == StancePart::Noun || part == StancePart::Judgement {
        return false;
    }
    let mut below = carrier;
    for above in doc.ancestors(carrier).take(REACH) {
        let dep = doc.token(below).dep;
        if matches!(dep, Dep::Relcl | Dep::Advcl | Dep::Conj | Dep::Parataxis) {
            below = above;
            if dep != Dep::Conj {
                return false;
            }
            continue;
        }
        if above != token
            && let Some(word) = word_at(analysis, above)
            && let Some(row) = word.row
            && word.part != StancePart::Judgement
            && (dep == Dep::Ccomp
                || matches!(
                    row.stance.as_str(),
                    "demands" | "opposes" | "rejects" | "offers"
                ))
        {
            // What the same one will not or would do is told by the word above.
            return true;
        }
        if dep == Dep::Pcomp && doc.word(above) == "from" {
            return true;
        }
        if clause::is_verb(doc, above)
            && matches!(
                doc.lemma(above),
                "deny" | "consider" | "expect" | "hope" | "want"
            )
        {
            return true;
        }
        below = above;
    }
    false
}

fn holders_of(
    analysis: &Analysis<'_>,
    holders: &Holders<'_>,
    token: usize,
    part: StancePart,
    clause: &Clause,
) -> Vec<Actor> {
    let doc = analysis.doc;
    if part == StancePart::Judgement {
        if let Some(quote) = holders.quote_around(token) {
            return holders.speaker(quote);
        }
        // "called the pledge a mistake": whoever calls it so.
        return doc
            .ancestors(token)
            .take(4)
            .find(|&above| {
                clause::is_verb(doc, above)
                    && analysis
                        .lexicon
                        .cues
                        .verb(doc.lemma(above), |_| true)
                        .is_some()
            })
            .map(|verb| clause::of_verb(doc, verb).subjects)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|subject| holders.actors(subject))
            .collect();
    }
    let mut all: Vec<Actor> = Vec::new();
    for &subject in &clause.subjects {
        for actor in holders.actors(subject) {
            if !all.contains(&actor) {
                all.push(actor);
            }
        }
        if part == StancePart::Noun && !all.is_empty() {
            break;
        }
    }
    all
}

/// Of two stances of one actor on one issue where one word governs the other, the outer tells, but
/// for a vow to oppose.
fn drop_governed(analysis: &Analysis<'_>, stances: &mut Vec<Taken<'_>>) {
    let doc = analysis.doc;
    let judges = |token: usize| {
        word_at(analysis, token).is_some_and(|word| word.part == StancePart::Judgement)
    };
    let keep: Vec<bool> = stances
        .iter()
        .map(|inner| {
            judges(inner.anchor)
                || !stances.iter().any(|outer| {
                    outer.anchor != inner.anchor
                        && outer.issue.id == inner.issue.id
                        && outer.holders == inner.holders
                        && doc.token(outer.anchor).sentence == doc.token(inner.anchor).sentence
                        && if matches!(outer.stance, Stance::Offers | Stance::Neutral)
                            || matches!(inner.stance, Stance::Conditional)
                        {
                            false
                        } else {
                            doc.ancestors(inner.anchor)
                                .take(REACH)
                                .any(|token| token == outer.anchor)
                        }
                })
        })
        .collect();
    let mut index = 0;
    stances.retain(|_| {
        index += 1;
        keep[index - 1]
    });
}
