//! Stances by words: whose they are, what they are about, and which they are once what denies, turns and
//! conditions them is counted.

use std::ops::Range;

use detente_lexicon::issues::Issue;
use detente_lexicon::stances::StancePart;
use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Document, Tag};

use super::about::topics;
use super::duty;
use super::embedded::{
    drop_governed, embedded, is_asked, is_charged, is_denied, is_denied_in_part, is_denied_so_far,
    is_forecast, is_foreseen, is_hypothetical, keeps_silent,
};
use super::holder::{Holders, is_first_person};
use super::past::is_history;
use super::scope::{condition, evidence, flip, is_strict, scope, towards, with_condition};
use super::stance_of;
use super::topic::Topic;
use super::turn::undoes;
use super::words::{Word, carrier, is_only_named, is_possible, will, word_at};
use crate::analysis::Analysis;
use crate::clause::{self, Clause};
use crate::record::Stance;
use crate::tree;

/// Verbs of bringing about or enlarging a thing.
const MAKES_MORE: &[&str] = &[
    "raise",
    "increase",
    "double",
    "triple",
    "expand",
    "tighten",
    "widen",
    "stiffen",
    "introduce",
    "levy",
    "resume",
    "restore",
    "build",
    "deploy",
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

/// All stances that words take, in text order.
pub(super) fn find<'a>(analysis: &'a Analysis<'a>, holders: &Holders<'a>) -> Vec<Taken<'a>> {
    let mut stances = Vec::new();
    for token in 0..analysis.doc.len() {
        if let Some(word) = word_at(analysis, token) {
            at(analysis, holders, token, &word, &mut stances);
        }
    }
    stances.extend(duty::find(analysis, holders, |token| {
        word_at(analysis, token).is_some_and(|word| word.row.is_some())
    }));
    stances.sort_by_key(|taken| taken.anchor);
    drop_governed(analysis, &mut stances);
    stances
}

#[allow(
    clippy::too_many_lines,
    reason = "one decision after another, each with its case beside it"
)]
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
        || foretold_threat(holders, token, carrier)
        || is_forecast(analysis, token, carrier)
        || is_foreseen(doc, carrier)
        || is_history(analysis, carrier)
        || embedded(analysis, token, carrier, word.part)
        || word.part == StancePart::Verb && is_charged(analysis, carrier)
        || is_asked(doc, token)
        || keeps_silent(analysis, token)
    {
        return;
    }
    let clause = match word.part {
        StancePart::Verb => clause::of_verb(doc, token),
        StancePart::Noun => clause::of_noun(
            doc,
            token,
            &clause::Carriers::light(&|verb| analysis.lexicon.stances.is_lending(doc.lemma(verb))),
        ),
        StancePart::Judgement if clause::is_verb(doc, token) => clause::of_verb(doc, token),
        StancePart::Adjective | StancePart::Judgement => clause::of_adjective(doc, token),
    };
    let who = holders_of(analysis, holders, token, word.part, &clause);
    if who.is_empty() {
        return;
    }
    let scope = scope(doc, token, carrier, word.part);
    let condition = condition(analysis, &scope).filter(|c| is_own(doc, c, token));
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
    // "Anxious to avoid it", "seeks to avoid it": what one is anxious to do one wants.
    let wants = (word.part == StancePart::Adjective
        && matches!(&*doc.word(token).to_ascii_lowercase(), "anxious" | "eager")
        || word.part == StancePart::Verb && doc.lemma(token) == "seek")
        && [token, carrier].iter().any(|&at| {
            doc.child(at, Dep::Xcomp)
                .is_some_and(|verb| verb != token && clause::is_infinitive(doc, verb))
        });
    let base = if wants && !negated {
        Some(Stance::Supports)
    } else {
        base
    };
    let Some(base) = base else { return };
    // "Was not changing its opposition" keeps it, "changed its opposition" leaves open to what.
    let (negated, base) = if word.part == StancePart::Noun
        && carrier != token
        && matches!(
            doc.lemma(carrier),
            "change" | "drop" | "soften" | "alter" | "modify" | "reconsider" | "ease"
        ) {
        if !negated {
            return;
        }
        (
            false,
            word.row
                .and_then(|row| stance_of(&row.stance))
                .unwrap_or(base),
        )
    } else {
        (negated, base)
    };
    if negated
        && (is_denied_in_part(doc, carrier)
            || !will(doc, carrier) && is_denied_so_far(doc, carrier))
        || (negated || will(doc, carrier)) && is_told_by_another(holders, token, &who)
    {
        return;
    }
    let is_bound = || condition.as_ref().is_some_and(|c| is_strict(doc, c));
    if word.row.is_some_and(|row| row.only_denied) && !negated && !is_bound() {
        return;
    }
    // "I would not say the tax had no effect" is a way of speaking.
    if word.row.is_none() && matches!(doc.lemma(token), "say" | "think" | "be" | "know" | "claim") {
        return;
    }
    if word.row.is_none() && !negated && !is_bound() {
        return;
    }
    let mut topics = topics(analysis, holders, token, word, &clause, &scope, stances);
    // "The *Iran* arms initiative" is not Iran's.
    topics.retain(|topic| {
        word.part == StancePart::Judgement
            || topic.named.as_ref().is_none_or(|named| {
                !clause
                    .subjects
                    .iter()
                    .any(|subject| named.contains(subject))
            })
    });
    // "will not lift the embargo" keeps it.
    let undone = undoes(analysis, token);
    let towards = towards(doc, holders, &clause, &who);
    let threat = matches!(doc.lemma(token), "threaten" | "warn");
    let in_condition = |topic: &Topic<'_>| match (&condition, &topic.named) {
        (Some(condition), Some(named)) => condition.contains(&named.start),
        _ => false,
    };
    let elsewhere = topics.iter().any(|topic| !in_condition(topic));
    for topic in topics {
        let in_condition = in_condition(&topic);
        // "The deficit is important" is no praise of it.
        if topic.issue.is_wrong && doc.lemma(token) == "important" {
            continue;
        }
        // "Threatened Denmark *with further bombings*" is no word against them.
        if threat && is_means(doc, token, &topic) {
            continue;
        }
        // What a condition names is what is waited for, but for "will not … unless" and threats.
        if in_condition && !threat && (elsewhere || word.row.is_some()) {
            continue;
        }
        let within = topic
            .named
            .as_ref()
            .is_some_and(|named| named.contains(&token));
        // "Threatened *to close the camp*": what is threatened is the deed that the issue's own words name.
        let is_menace = threat
            && doc.child(token, Dep::Xcomp).is_some_and(|verb| {
                let named = topic.named.as_ref();
                named.is_some_and(|named| named.contains(&verb))
            });
        let is_deed = within && word.part == StancePart::Verb && word.row.is_some() || is_menace;
        let stance = if is_deed && !negated {
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
            // "Threatened to impose tariffs", "to raise" them is for them.
            let would = threat
                && (threatens_with(doc, token, &topic)
                    || doc.child(token, Dep::Xcomp).is_some_and(|verb| {
                        MAKES_MORE.contains(&doc.lemma(verb))
                            || word_at(analysis, verb)
                                .and_then(|word| word.row)
                                .is_some_and(|row| row.stance == "supports")
                    }));
            // "Threatened to end the truce" is against it: what a threat undoes is not turned once more.
            let ends = threat
                && doc
                    .child(token, Dep::Xcomp)
                    .is_some_and(|verb| undoes(analysis, verb));
            // Displeasure at too little of a thing wants more of it.
            let too_little = topic.is_short && base == Stance::Opposes;
            // Who rejects another's plan to curb a thing, or worries about its end, need not be for it.
            // "Rejected his veto of the sanctions" is for them.
            // … and so is "rejected a move to block them".
            let veto = clause.objects.iter().any(|&object| {
                matches!(
                    doc.lemma(object),
                    "move" | "bid" | "attempt" | "effort" | "motion"
                ) || analysis
                    .lexicon
                    .stances
                    .word(doc.lemma(object), StancePart::Noun, |_| false)
                    .is_some_and(|row| matches!(row.stance.as_str(), "rejects" | "opposes"))
            });
            let through = topic.named.is_some()
                && doc.child(token, Dep::Xcomp).is_none()
                && word.row.is_some()
                && !veto;
            let worries = base == Stance::Concerned && !topic.against;
            if topic.reversed && (worries || base == Stance::Rejects && through) {
                continue;
            }
            // What the issue's own words undo is counted there: "would not *exclude Huawei*".
            let undoes_issue = word.row.is_none() && undone && !within;
            let turned = topic.reversed
                ^ undoes_issue
                ^ would
                ^ too_little
                ^ (ends && !topic.issue.is_wrong);
            match with_condition(doc, token, base, condition.as_ref()) {
                Stance::Conditional => Stance::Conditional,
                _ if turned => flip(base),
                // Who scraps, suspends or freezes a wrong is against it.
                Stance::Rejects if topic.issue.is_wrong && word.row.is_some() && undone => {
                    Stance::Opposes
                }
                // Nobody is offered a wrong: proposing sanctions is being for them.
                Stance::Offers if topic.issue.is_wrong => Stance::Supports,
                stance => stance,
            }
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

/// Whether the topic is what somebody is threatened with.
fn is_means(doc: &Document, token: usize, topic: &Topic<'_>) -> bool {
    let named = topic.named.as_ref().map_or(token, |named| named.start);
    std::iter::once(named)
        .chain(doc.ancestors(named))
        .take_while(|&at| at != token)
        .any(|at| doc.word(at) == "with" && doc.head(at) == Some(token))
}

/// Whether what is threatened is the issue itself: "threatened *a ban* on imports".
fn threatens_with(doc: &Document, token: usize, topic: &Topic<'_>) -> bool {
    doc.lemma(token) == "threaten"
        && doc.child(token, Dep::Dobj).is_some_and(|object| {
            (topic.issue.is_wrong
                || matches!(
                    doc.lemma(object),
                    "intervention" | "boycott" | "strike" | "action" | "retaliation"
                ))
                && topic
                    .named
                    .as_ref()
                    .is_some_and(|named| named.contains(&object))
        })
}

/// Whether a condition is the stance's own, not one in what a noun below it tells: "a bill that lets them retaliate *if*".
fn is_own(doc: &Document, condition: &Range<usize>, token: usize) -> bool {
    std::iter::once(condition.start)
        .chain(doc.ancestors(condition.start))
        .take_while(|&at| at != token)
        .take(12)
        .all(|at| !matches!(doc.token(at).dep, Dep::Relcl | Dep::Acl))
}

/// Whether the teller foretells a threat: "Tehran *will threaten* the coast".
fn foretold_threat(holders: &Holders<'_>, token: usize, carrier: usize) -> bool {
    let doc = holders.doc();
    doc.lemma(token) == "threaten" && will(doc, carrier)
}

/// Whether what somebody would or will not do is another party's word: "Washington said Tokyo had not agreed".
pub(super) fn is_told_by_another(holders: &Holders<'_>, token: usize, who: &[Actor]) -> bool {
    let Some(quote) = holders.quote_around(token) else {
        return false;
    };
    let speakers = holders.speaker(quote);
    // "Analysts say Moscow would accept it": they are no party, and not the one they speak of.
    if speakers.is_empty() {
        return holders.span(quote).speaker.is_some_and(|head| {
            let doc = holders.doc();
            holders.is_outsider(head)
                || doc.token(head).tag == Tag::NNS
                    && matches!(
                        doc.lemma(head),
                        "analyst"
                            | "observer"
                            | "expert"
                            | "economist"
                            | "trader"
                            | "dealer"
                            | "diplomat"
                    )
        });
    }
    !speakers.is_empty()
        && speakers
            .iter()
            .all(|speaker| who.iter().all(|actor| are_apart(actor, speaker)))
}

/// Whether two actors are of different heads, or a parliament, court or opposition beside its government.
fn are_apart(one: &Actor, other: &Actor) -> bool {
    let apart =
        |role: Option<Role>| matches!(role, Some(Role::LEG | Role::JUD | Role::OPP | Role::REB));
    one.head != other.head || one.role != other.role && (apart(one.role) || apart(other.role))
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
            return match thinker(analysis, holders, token, quote) {
                Some(subject) => holders.actors(subject),
                None => holders.speaker(quote),
            };
        }
        // "called the pledge a mistake": whoever calls it so.
        return doc
            .ancestors(token)
            .take(4)
            .find(|&above| {
                clause::is_verb(doc, above)
                    && (analysis.lexicon.stances.is_naming(doc.lemma(above))
                        || analysis
                            .lexicon
                            .cues
                            .verb(doc.lemma(above), |_| true)
                            .is_some())
            })
            .map(|verb| clause::of_verb(doc, verb).subjects)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|subject| holders.actors(subject))
            .collect();
    }
    let mut all: Vec<Actor> = Vec::new();
    let relative = |token: usize| doc.token(token).dep == Dep::Relcl;
    let in_relative = relative(token)
        || matches!(doc.token(token).dep, Dep::Acomp | Dep::Oprd | Dep::Attr)
            && doc.head(token).is_some_and(relative);
    let owner = doc
        .child(token, Dep::Poss)
        .filter(|_| part == StancePart::Noun);
    for &subject in &clause.subjects {
        // "Thanked Delhi for *its backing*": what has an owner is nobody else's.
        if owner.is_some_and(|owner| owner != subject) {
            continue;
        }
        // "A majority of voters back it": what polls tell is nobody's stance.
        if matches!(
            doc.lemma(subject),
            "majority" | "minority" | "percent" | "pct" | "%" | "half" | "third" | "quarter"
        ) {
            continue;
        }
        // "Any bill he would sign", "people who oppose it" are nothing and nobody in particular.
        let of_any = in_relative
            && doc.ancestors(token).take(2).any(|noun| {
                doc.children(noun).any(|c| {
                    doc.token(c).dep == Dep::Det && matches!(doc.lemma(c), "any" | "no" | "every")
                })
            });
        if of_any {
            continue;
        }
        if in_relative
            && (analysis.lexicon.stances.is_anybody(doc.lemma(subject)) || is_class(doc, subject))
        {
            continue;
        }
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

/// The subject of what others say or think within a quotation, if the word stands below it: "steps *they* thought
/// were necessary".
fn thinker(
    analysis: &Analysis<'_>,
    holders: &Holders<'_>,
    token: usize,
    quote: usize,
) -> Option<usize> {
    let doc = analysis.doc;
    let content = &holders.span(quote).content;
    doc.ancestors(token)
        .take_while(|above| content.contains(above))
        .find(|&above| {
            clause::is_verb(doc, above)
                && (matches!(
                    doc.lemma(above),
                    "think" | "believe" | "consider" | "feel" | "find"
                ) || analysis
                    .lexicon
                    .cues
                    .verb(doc.lemma(above), |_| true)
                    .is_some())
        })
        .and_then(|verb| clause::of_verb(doc, verb).subjects.first().copied())
        .filter(|&subject| !is_first_person(doc, subject))
}

/// Whether a noun is for whoever fits it: "would appoint *judges* who oppose the ruling".
fn is_class(doc: &Document, noun: usize) -> bool {
    let common = matches!(doc.token(noun).tag, Tag::NNS | Tag::NNP | Tag::NNPS)
        && doc.word(noun).starts_with(char::is_lowercase);
    let bare = common
        && doc
            .children(noun)
            .all(|c| !matches!(doc.token(c).dep, Dep::Det | Dep::Poss | Dep::Nummod));
    bare && matches!(doc.token(noun).dep, Dep::Dobj | Dep::Pobj)
        && doc
            .ancestors(noun)
            .take(3)
            .filter(|&verb| clause::is_verb(doc, verb))
            .any(|verb| will(doc, verb) || clause::is_infinitive(doc, verb))
}
