//! Stances by deeds: what an event says about an issue that its words are about, or that those it answers are about.

use std::ops::Range;

use detente_lexicon::Actor;
use detente_lexicon::issues::Issue;
use detente_lexicon::stances::StancePart;
use detente_syntax::{Dep, Document, Tag};

use super::Act;
use super::embedded::{embedded, is_charged, is_forecast, is_hypothetical};
use super::govern::{Anchor, top};
use super::holder::Holders;
use super::past::is_history;
use super::scope::{condition, flip};
use super::take::{Taken, is_told_by_another};
use super::topic::{self, Topic};
use super::turn::undoes;
use super::words::is_possible;
use crate::analysis::Analysis;
use crate::clause;
use crate::record::Stance;

/// How many sentences back the deed or stance may have been told that somebody is praised or criticised for.
const BACK: u32 = 2;

/// Prepositions behind which stands what an act is done over.
const GROUNDS: [&str; 2] = ["over", "against"];

/// An act with the issues that its clause is about.
struct Deed<'a, 'e> {
    act: &'e Act<'e>,
    /// The highest token of its words.
    top: usize,
    topics: Vec<Topic<'a>>,
}

/// The stances that follow from `acts`, beside those that words have `told`.
pub(super) fn find<'a>(
    analysis: &Analysis<'a>,
    holders: &Holders<'_>,
    acts: &[Act<'_>],
    told: &[Taken<'a>],
) -> Vec<Taken<'a>> {
    let deeds: Vec<Deed<'a, '_>> = acts
        .iter()
        .filter(|act| !act.source.is_unknown() && !act.evidence.is_empty())
        .map(|act| deed(analysis, act))
        .collect();
    let mut taken: Vec<Taken<'a>> = Vec::new();
    for deed in deeds.iter().filter(|deed| is_own(analysis, holders, deed)) {
        if deed.topics.is_empty() {
            let answer = answer(analysis, deed, told.iter().chain(&taken), &deeds);
            taken.extend(answer);
            continue;
        }
        for topic in &deed.topics {
            if let Some(stance) = side(analysis, deed, topic) {
                taken.push(by_deed(deed.act, topic.issue, stance));
            }
        }
    }
    taken
}

/// The issues that an act's clause is about: what its predicate governs as a stance would, else what its phrases name.
fn deed<'a, 'e>(analysis: &Analysis<'a>, act: &'e Act<'e>) -> Deed<'a, 'e> {
    let top = top(analysis.doc, &act.evidence.clone().collect::<Vec<_>>());
    let doer = doer(analysis.doc, top);
    let named = |anchor| {
        let within = |range| topic::named(analysis, range, Some(anchor));
        let mut topics = within(act.evidence.clone());
        let Some(doer) = &doer else {
            return topics;
        };
        topics.retain(|topic| !is_inside(topic, doer));
        let behind = doer.end.clamp(act.evidence.start, act.evidence.end)..act.evidence.end;
        for topic in within(behind) {
            if topics.iter().all(|other| other.issue.id != topic.issue.id) {
                topics.push(topic);
            }
        }
        topics
    };
    let mut topics = named(Anchor::verb(top));
    if topics.is_empty() {
        topics = named(Anchor::act(top));
        topics.truncate(1);
    }
    Deed { act, top, topics }
}

/// The words that name who does an active verb's act: "the UN's *panel of inquiry* condemned the raid" says nothing of
/// inquiries.
fn doer(doc: &Document, verb: usize) -> Option<Range<usize>> {
    doc.child(verb, Dep::Nsubj)
        .filter(|_| !clause::is_passive(doc, verb))
        .map(|subject| doc.subtree(subject))
}

/// Whether all words that name the issue stand in `tokens`.
fn is_inside(topic: &Topic<'_>, tokens: &Range<usize>) -> bool {
    topic
        .named
        .as_ref()
        .is_some_and(|named| tokens.start <= named.start && named.end <= tokens.end)
}

/// Whether the act is told as done by who takes the stance: not by another party's word, not as what may be or is
/// wished, and by a verb whose subject it is. "Shipments under the two states' grain accord" name an act of theirs and
/// tell none; a refusal so named is one. With whom a pact is signed takes no side in it.
fn is_own(analysis: &Analysis<'_>, holders: &Holders<'_>, deed: &Deed<'_, '_>) -> bool {
    let doc = analysis.doc;
    let act = deed.act;
    let refuses = act.code.starts_with("12");
    let intends = act.code.starts_with("03");
    let who = [act.source.clone()];
    let by_verb = clause::is_verb(doc, deed.top);
    let subjects = clause::of_verb(doc, deed.top).subjects;
    let is_doer = |subject: usize| {
        let actors = holders.actors(subject);
        actors.iter().any(|actor| actor.head == act.source.head)
    };
    let by_another = by_verb && !subjects.is_empty() && !subjects.into_iter().any(is_doer);
    let is_open = by_verb
        && (doc.lemma(deed.top) == "expect"
            || is_possible(doc, deed.top)
            || is_hypothetical(doc, deed.top)
            || is_history(analysis, deed.top)
            || is_forecast(analysis, deed.top, deed.top)
            || embedded(analysis, deed.top, deed.top, StancePart::Verb));
    (refuses || by_verb)
        // What one party says that another refuses is a charge, what it says that another will do a guess.
        && !((refuses || intends) && is_told_by_another(holders, act.evidence.start, &who))
        && !(intends && waits(analysis, deed.top))
        && !by_another
        && !is_open
        && !is_charged(analysis, deed.top)
}

/// Whether a condition or a time is set to an intention: "would lift the sanctions *as soon as Moscow complied*".
fn waits(analysis: &Analysis<'_>, verb: usize) -> bool {
    let doc = analysis.doc;
    let adverbs = doc
        .children(verb)
        .filter(|&c| doc.token(c).dep == Dep::Advmod);
    condition(analysis, &doc.subtree(verb)).is_some()
        || std::iter::once(verb)
            .chain(adverbs)
            .filter_map(|at| doc.child(at, Dep::Advcl))
            .any(|c| !clause::is_infinitive(doc, c) && doc.token(c).tag != Tag::VBG)
}

/// The stance of a deed on an issue that its clause is about. Threats, aid and force are left to the words: they touch
/// many issues and tell of no side in them.
fn side(analysis: &Analysis<'_>, deed: &Deed<'_, '_>, topic: &Topic<'_>) -> Option<Stance> {
    let code = deed.act.code;
    let issue = topic.issue;
    // What is asked for or refused over a contended place is about it, not whatever is done there.
    let answers = matches!(code.get(..2)?, "02" | "10" | "11" | "12") || code.starts_with("087");
    if issue.is_place && !answers || is_contested(analysis, deed, topic) {
        return None;
    }
    // "Lifted the *ban on newspapers*": what it undoes was against the issue.
    if topic.reversed && undoes(analysis, deed.top) && matches!(code.get(..2)?, "05" | "08") {
        return Some(Stance::Supports);
    }
    // What the words name undoes a wrong: "a price freeze" is none.
    let is_wrong = issue.is_wrong && !topic.against;
    let stance = match (code.get(..2)?, code.get(..3)?) {
        // Apologies, and people and things handed over, are deeds between the two, no stance on an issue.
        (_, "055" | "084") => return None,
        // What is eased, or to be eased, was a wrong; what is imposed is one.
        (_, "085" | "035") => return is_wrong.then_some(Stance::Opposes),
        (_, "163") => return is_wrong.then_some(Stance::Supports),
        // Ties are cut over an issue, or its agreement is left.
        (_, "161") => return is_over(analysis, deed, topic, &GROUNDS).then_some(Stance::Opposes),
        ("16", _) => return is_paper(analysis, topic).then_some(Stance::Rejects),
        // Whom a charge is brought against is a party to what it is about, or it is about a crime like others.
        (_, "112") if !contends(issue, deed.act.target) => return None,
        ("02" | "10", _) => Stance::Demands,
        ("03" | "05" | "08", _) => Stance::Supports,
        // "Struck *for better pay*", "marched *against the base*": a protest takes sides in what it is over.
        ("14", _) if is_over(analysis, deed, topic, &["for"]) => Stance::Demands,
        ("14", _) if is_over(analysis, deed, topic, &["against"]) => {
            return Some(by_protest(analysis, deed, topic));
        }
        ("14", _) if !is_over(analysis, deed, topic, &GROUNDS) => return None,
        ("14", _) | (_, "111" | "112" | "113" | "114" | "115") => Stance::Opposes,
        // What is defied is another's will, not the issue.
        (_, "128") => return None,
        ("12", _) => Stance::Rejects,
        _ => return None,
    };
    // Asking somebody to give way is a demand in the matter, unless it is to undo a wrong.
    let turns = match stance {
        Stance::Rejects => false,
        Stance::Demands => issue.is_wrong,
        _ => true,
    };
    Some(if topic.reversed && turns {
        flip(stance)
    } else {
        stance
    })
}

/// Whether the actor is one of those who contend over the issue.
fn contends(issue: &Issue, actor: Option<&Actor>) -> bool {
    actor.is_some_and(|actor| issue.actors.iter().any(|party| party.head == actor.head))
}

/// Whether the words of the issue name an agreement.
fn is_paper(analysis: &Analysis<'_>, topic: &Topic<'_>) -> bool {
    let named = topic.named.clone().unwrap_or_default();
    named.into_iter().any(|token| {
        let lemma = analysis.doc.lemma(token).to_lowercase();
        analysis.lexicon.stances.is_paper(&lemma)
    })
}

/// Whether the act is about differences over the issue, which takes no side in it: "must solve the *problems*, including
/// the shield".
fn is_contested(analysis: &Analysis<'_>, deed: &Deed<'_, '_>, topic: &Topic<'_>) -> bool {
    let doc = analysis.doc;
    let named = topic.named.as_ref().map_or(deed.top, |named| named.start);
    doc.ancestors(named)
        .take_while(|&at| at != deed.top)
        .any(|at| analysis.lexicon.stances.is_contested(doc.lemma(at)))
}

/// The stance of a protest against what the issue's words name. "Led a march *against*" counts among what turns the
/// words, "marched *against*" is the act's own.
fn by_protest(analysis: &Analysis<'_>, deed: &Deed<'_, '_>, topic: &Topic<'_>) -> Stance {
    let doc = analysis.doc;
    let counted = doc
        .children(deed.top)
        .all(|c| doc.token(c).dep != Dep::Prep || doc.word(c) != "against");
    if topic.reversed == counted {
        Stance::Opposes
    } else {
        Stance::Supports
    }
}

/// Whether the issue is what an act is done over, by one of `prepositions`: "recalled its envoy *over the recognition of
/// Kosovo*".
fn is_over(
    analysis: &Analysis<'_>,
    deed: &Deed<'_, '_>,
    topic: &Topic<'_>,
    prepositions: &[&str],
) -> bool {
    let doc = analysis.doc;
    let Some(named) = &topic.named else {
        return false;
    };
    doc.ancestors(named.start)
        .take_while(|&at| at != deed.top)
        .any(|at| doc.token(at).dep == Dep::Prep && prepositions.contains(&doc.word(at)))
}

/// The stance of who praises, criticises or presses somebody right after their stance or deed in a matter was told:
/// "Russia pulled out of the grain deal. *Kenya called the decision* a stab in the back".
fn answer<'a, 't>(
    analysis: &Analysis<'_>,
    deed: &Deed<'_, '_>,
    told: impl Iterator<Item = &'t Taken<'a>>,
    deeds: &[Deed<'a, '_>],
) -> Option<Taken<'a>>
where
    'a: 't,
{
    let act = deed.act;
    let agrees = match act.code.get(..3)? {
        // "Regards them as partners" is no word on what they stood for.
        "051" if is_backing(analysis, deed.top) => true,
        "111" | "113" => false,
        _ => return None,
    };
    // "Praised Kim as able", "praised their courage": praise for what they are is none for what they did.
    if !points_back(analysis, deed.top) {
        return None;
    }
    let target = act.target.filter(|target| target.head != act.source.head)?;
    let doc = analysis.doc;
    let here = doc.token(act.evidence.start).sentence;
    let before = |at: usize| at < act.evidence.start && doc.token(at).sentence + BACK >= here;
    let theirs = told
        .filter(|taken| {
            before(taken.anchor)
                && taken
                    .holders
                    .iter()
                    .any(|holder| holder.head == target.head)
                && taken
                    .holders
                    .iter()
                    .all(|holder| holder.head != act.source.head)
        })
        .max_by_key(|taken| taken.anchor)
        .map(|taken| (taken.anchor, taken.issue, taken.stance));
    let done = deeds
        .iter()
        .filter(|deed| before(deed.act.evidence.start) && deed.act.source.head == target.head)
        .filter_map(|deed| Some((deed, deed.topics.first()?)))
        .max_by_key(|(deed, _)| deed.act.evidence.start)
        .map(|(deed, topic)| {
            let stance = if topic.reversed {
                Stance::Opposes
            } else {
                Stance::Supports
            };
            (deed.act.evidence.start, topic.issue, stance)
        });
    let (_, issue, stance) = theirs.or(done)?;
    let is_for = match stance {
        Stance::Supports | Stance::Demands | Stance::Offers => agrees,
        Stance::Opposes | Stance::Rejects => !agrees,
        _ => return None,
    };
    let stance = if is_for {
        Stance::Supports
    } else {
        Stance::Opposes
    };
    Some(by_deed(act, issue, stance))
}

/// Whether the verb's object points back to what was told, its words say what for, or nothing but whom: "called *the
/// decision* a mistake", "praised him *for keeping his word*", "criticised *the government*".
fn points_back(analysis: &Analysis<'_>, verb: usize) -> bool {
    let doc = analysis.doc;
    let clause = clause::of_verb(doc, verb);
    let is_bare = !doc.children(verb).any(|c| match doc.token(c).dep {
        Dep::Oprd | Dep::Ccomp | Dep::Xcomp => true,
        Dep::Prep => matches!(doc.word(c), "for" | "over" | "as" | "about" | "to"),
        _ => false,
    });
    let is_party = |object: &usize| {
        let mention = analysis.mentions.headed_by(*object);
        mention.is_some_and(|mention| !mention.is_person && !mention.actors.is_empty())
    };
    is_bare && clause.objects.iter().any(is_party)
        || topic::pointer(analysis, &clause.objects, verb, false).is_some()
        || doc
            .children(verb)
            .filter(|&c| doc.token(c).dep == Dep::Prep && doc.word(c) == "for")
            .any(|c| {
                doc.child(c, Dep::Pcomp).is_some()
                    || doc.child(c, Dep::Pobj).is_some_and(|object| {
                        topic::pointer(analysis, &[object], verb, false).is_some()
                    })
            })
}

/// Whether the verb takes a side by itself: "praised", "welcomed", "backed".
fn is_backing(analysis: &Analysis<'_>, verb: usize) -> bool {
    let doc = analysis.doc;
    let has = |word: &str| {
        doc.children(verb)
            .any(|c| doc.word(c).eq_ignore_ascii_case(word))
    };
    let stances = &analysis.lexicon.stances;
    stances
        .word(doc.lemma(verb), StancePart::Verb, has)
        .is_some_and(|row| row.stance == "supports")
}

/// The stance of who did `act`.
fn by_deed<'a>(act: &Act<'_>, issue: &'a Issue, stance: Stance) -> Taken<'a> {
    Taken {
        holders: vec![act.source.clone()],
        issue,
        stance,
        towards: act.target.cloned(),
        condition: None,
        evidence: act.evidence.clone(),
        anchor: act.evidence.start,
        quote: None,
        event: Some(act.event_index),
    }
}
