//! Pronouns: whom "he", "it" and "they" stand for, if the text tells.
//!
//! Every noun phrase of the sentence and the two before it competes, also those that stand for no actor: a
//! pronoun that most likely points at a bill or a storm stays unresolved.

use detente_lexicon::{Lexicon, Role, Tells, Words};
use detente_syntax::{Dep, Document};

use super::around;
use super::cast::{Cast, Gender, Thing, Trace};
use super::clash::Clash;
use super::expletive::{MINDED, is_told_as_thing, stands_for_nothing};
use super::voice::{self, Voices};
use crate::clause;

/// How many sentences back a pronoun may point.
const REACH: u32 = 2;
/// The most phrases that are weighed for one pronoun, the nearest ones.
pub(super) const CANDIDATES: usize = 48;
/// The most members of a group that "they" stands for.
const GROUP: usize = 4;

/// What a pronoun may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// he, she
    Person,
    /// it
    Thing,
    /// they
    Several,
}

impl Pronoun {
    /// The third-person pronoun `word`, lower case.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "he" | "him" | "his" | "she" | "her" | "hers" | "himself" | "herself" => Self::Person,
            "it" | "its" | "itself" => Self::Thing,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::Several,
            _ => return None,
        })
    }

    /// The weight below which the likeliest is not likely enough.
    fn least(self) -> f32 {
        match self {
            Self::Person => 0.9,
            Self::Thing | Self::Several => 2.0,
        }
    }

    /// How much likelier the likeliest must be than the next.
    fn margin(self) -> f32 {
        match self {
            Self::Thing => 1.2,
            Self::Person | Self::Several => 0.0,
        }
    }
}

/// Where a phrase stands, seen from a pronoun.
#[derive(Debug, Clone, Copy)]
struct Stand {
    head: usize,
    sentence: u32,
    is_subject: bool,
    is_oblique: bool,
}

impl Stand {
    /// How likely a pronoun of `sentence` in a text of `tokens` tokens points there: at the subjects first, of
    /// the sentence itself the latest, of earlier ones the first.
    #[allow(
        clippy::cast_precision_loss,
        reason = "token counts are small beside the mantissa"
    )]
    fn weight(self, sentence: u32, tokens: usize) -> f32 {
        let place = self.head as f32 / tokens.max(1) as f32 * 0.2;
        let (subject, other, oblique, place) = match sentence.saturating_sub(self.sentence) {
            0 => (8.0, 5.0, 3.0, place),
            1 => (6.0, 2.5, 1.0, -place),
            _ => (3.0, 1.0, 0.3, -place),
        };
        place
            + if self.is_subject {
                subject
            } else if self.is_oblique {
                oblique
            } else {
                other
            }
    }
}

/// Whom the pronoun at `token` stands for: the trace of one mention, or of several in one.
#[allow(
    clippy::too_many_lines,
    reason = "one weight after another, each with its case beside it"
)]
pub(super) fn resolve(
    doc: &Document,
    lexicon: &Lexicon,
    token: usize,
    pronoun: Pronoun,
    cast: &Cast,
    voices: &Voices,
) -> Option<Trace> {
    let words = &lexicon.words;
    if stands_for_nothing(doc, lexicon, token, pronoun) {
        return None;
    }
    let sentence = doc.token(token).sentence;
    if let Some(subject) = subject_of_part(doc, token) {
        let named = cast.recent(sentence, 0).find(|trace| trace.head == subject);
        return named.cloned();
    }
    let gender = Gender::of_word(doc.word(token));
    let clash = Clash::of(doc, token, cast);
    let recent: Vec<&Trace> = cast.recent(sentence, REACH).take(CANDIDATES).collect();
    // "Its" in a clause with "which" is of what the clause modifies; "his" in one with "who" may be another's.
    let own = pronoun != Pronoun::Person || doc.token(token).dep == Dep::Nsubj;
    let modified = around::relative_head(doc, token).filter(|_| own);
    let possessor =
        around::possessor_around(doc, token).or_else(|| around::announcer_around(doc, token));
    let partner = around::partner_around(doc, token);
    let own_subject = around::subject_around(doc, token);
    let told_of = around::told_around(doc, words, token);
    let reporter = around::reporter_around(doc, token);
    // "He said *he* would": one who goes on speaking of the same.
    if let Some(same) = reporter.filter(|&head| is_same_pronoun(doc, head, token)) {
        return cast
            .recent(sentence, 0)
            .find(|trace| trace.head == same)
            .cloned();
    }
    let reports = around::is_reporter(doc, lexicon, token);
    let speaker = voices.speaker_at(token);
    let topic = voices.topic_at(token);
    let speakers_name = speaker.and_then(|head| {
        let named = recent.iter().find(|trace| trace.head == head);
        named.map(|trace| trace.name.as_str())
    });
    let speaks = |trace: &Trace| {
        speaker.is_some_and(|head| voice::is_named_by(doc, trace, head))
            || speakers_name.is_some_and(|name| name == trace.name)
    };
    // A body is "they" where it acts, seldom "them".
    let free = matches!(
        doc.token(token).dep,
        Dep::Nsubj | Dep::Nsubjpass | Dep::Poss
    );
    let told = is_told_what(doc, token);
    let weigh = |trace: &Trace| {
        let again = recent
            .iter()
            .any(|other| other.head != trace.head && other.name == trace.name);
        let same_gender = gender.is_some() && trace.gender == gender;
        let behind = told && doc.token(trace.head).dep == Dep::Pobj;
        let stand = Stand {
            is_oblique: trace.is_oblique || behind,
            ..trace.stand()
        };
        // "When Hale spoke, Marek left. *He* …": the sentence was about Marek.
        let aside =
            trace.is_subject && trace.sentence < sentence && is_of_side_clause(doc, trace.head);
        stand.weight(sentence, doc.len())
            + bonus(aside, -1.0)
            + bonus(again, 0.4)
            + bonus(same_gender, 1.5)
            + bonus(
                own_subject == Some(trace.head) || reporter == Some(trace.head),
                OWN,
            )
            + bonus(
                !reports
                    && trace.sentence < sentence
                    && around::is_attribution(doc, lexicon, trace.head),
                ATTRIBUTED,
            )
            + bonus(
                pronoun == Pronoun::Person
                    && trace.sentence == sentence
                    && around::owns_subject(doc, trace.head, token),
                OWNER,
            )
            + bonus(
                reports && trace.sentence < sentence && around::is_asked(doc, trace.head),
                ASKED,
            )
            + bonus(
                told_of.contains(&trace.head)
                    || topic.is_some_and(|head| voice::is_named_by(doc, trace, head)),
                TOLD_OF,
            )
            + bonus(
                [modified, possessor, partner].contains(&Some(trace.head)),
                RELATIVE,
            )
    };
    let mut offers: Vec<(f32, Option<Trace>)> = Vec::new();
    let mut offer = |weight: f32, trace: Option<Trace>| offers.push((weight, trace));
    let not_owners = if pronoun == Pronoun::Person {
        Vec::new()
    } else {
        around::not_owners(doc, lexicon, token)
    };
    // Whether others stand behind `head` in the sentence.
    let several_since = |head: usize| {
        let mut traces = recent.iter().filter(|trace| trace.sentence == sentence);
        let mut things = cast.things(sentence, 0);
        traces.any(|trace| trace.is_plural && trace.head > head)
            || things.any(|thing| thing.is_plural && thing.head > head)
    };
    for trace in recent
        .iter()
        .filter(|trace| !trace.is_aside && !clash.with(trace) && !not_owners.contains(&trace.head))
        .filter(|trace| !speaks(trace))
        .filter(|trace| !(reports && around::is_where(doc, trace.head)))
    {
        match pronoun {
            Pronoun::Person => {
                let fits = trace.gender.is_none() || trace.gender == gender;
                let society = trace.is_named && is_society(&trace.noun);
                if trace.is_person && !trace.is_plural && fits && !society {
                    offer(weigh(trace), Some((*trace).clone()));
                }
            }
            Pronoun::Thing => {
                // "The bridge … *it*": what stands for nobody may be meant.
                if trace.is_city && trace.role == Some(Role::CVL) && !trace.is_plural {
                    offer(weigh(trace), None);
                }
                let several = words.is(&trace.noun, Tells::Collective) && !trace.is_body;
                if !trace.is_person && !trace.is_city && !trace.is_plural && !several {
                    let known = !trace.actors.is_empty() || trace.is_body;
                    offer(weigh(trace), known.then(|| (*trace).clone()));
                }
            }
            Pronoun::Several => {
                if let Some(group) = group(doc, trace, &recent) {
                    offer(weigh(trace) + 2.0, Some(group));
                } else if trace.is_plural || trace.sentence == sentence && is_each(doc, trace.head)
                {
                    let known = !trace.actors.is_empty();
                    offer(weigh(trace) + 2.0, known.then(|| (*trace).clone()));
                } else if trace.is_collective()
                    && (free || !trace.is_body)
                    && !(several_since(trace.head)
                        && around::only_reports(doc, lexicon, trace.head, token))
                {
                    // A body between states is "it" sooner: "the refugee agency said they needed food".
                    let between = trace.is_body
                        && trace.actors.iter().all(|actor| !actor.is_state())
                        && trace.body.as_deref() != Some("armed-group");
                    let weight = weigh(trace) - if between { 2.0 } else { 0.0 };
                    offer(weight, Some((*trace).clone()));
                }
            }
        }
    }
    // "They believe" is no thing; "it said" may be a report.
    let minded = is_minded(doc, words, token);
    let silent = |thing: &&Thing| !words.is(doc.lemma(thing.head), Tells::Telling);
    for thing in cast
        .things(sentence, REACH)
        .take(CANDIDATES)
        .filter(|thing| !(minded && silent(thing)))
    {
        let weight = thing.stand().weight(sentence, doc.len())
            + bonus(modified == Some(thing.head), RELATIVE)
            + bonus(
                own_subject == Some(thing.head) || reporter == Some(thing.head),
                OWN,
            );
        match pronoun {
            Pronoun::Thing if !thing.is_plural => offer(weight, None),
            Pronoun::Several
                if thing.is_plural || thing.sentence == sentence && is_each(doc, thing.head) =>
            {
                offer(weight + 2.0, None);
            }
            _ => {}
        }
    }
    let meant = likeliest(offers, pronoun)?;
    let told = [reporter, modified, own_subject].contains(&Some(meant.head));
    let thing = pronoun == Pronoun::Thing
        && !told
        && is_told_as_thing(doc, lexicon, token, speaker.is_some());
    (!thing).then_some(meant)
}

/// `weight` where `holds`.
fn bonus(holds: bool, weight: f32) -> f32 {
    if holds { weight } else { 0.0 }
}

/// The likeliest of those that a pronoun may stand for, where it is likely enough and no other is nearly as likely.
fn likeliest(mut offers: Vec<(f32, Option<Trace>)>, pronoun: Pronoun) -> Option<Trace> {
    offers.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut offers = offers.into_iter();
    let (weight, trace) = offers.next()?;
    let trace = trace.filter(|_| weight >= pronoun.least())?;
    let other = |other: &Option<Trace>| {
        other.as_ref().is_none_or(|other| {
            other.actors != trace.actors || pronoun == Pronoun::Person && other.name != trace.name
        })
    };
    let rival = offers.find(|(_, other_trace)| other(other_trace));
    let clear = rival.is_none_or(|(rival, _)| weight - rival >= pronoun.margin());
    clear.then_some(trace)
}

impl Trace {
    fn stand(&self) -> Stand {
        Stand {
            head: self.head,
            sentence: self.sentence,
            is_subject: self.is_subject,
            is_oblique: self.is_oblique,
        }
    }

    /// Whether one body is spoken of as its people: "police said they".
    fn is_collective(&self) -> bool {
        !self.is_person
            && !self.is_city
            && (self.is_subject || self.role == Some(Role::CVL))
            && !self.actors.is_empty()
            && (self.is_body || self.role.is_some_and(|role| role != Role::GOV))
    }
}

impl Thing {
    fn stand(&self) -> Stand {
        Stand {
            head: self.head,
            sentence: self.sentence,
            is_subject: self.is_subject,
            is_oblique: self.is_oblique,
        }
    }
}

/// The subject of the clause in which "for *his* part" stands; another than one before may follow it.
fn subject_of_part(doc: &Document, token: usize) -> Option<usize> {
    let part = doc.head(token).filter(|&part| {
        doc.token(token).dep == Dep::Poss && doc.word(part) == "part" && part == token + 1
    })?;
    let prep = doc
        .head(part)
        .filter(|&prep| doc.word(prep).eq_ignore_ascii_case("for"))?;
    let verb = doc.head(prep).filter(|&verb| clause::is_verb(doc, verb))?;
    clause::grammatical_subject(doc, verb).first().copied()
}

/// Whether the phrase of `head` tells of one after another, who are "they": "*each candidate* said they would".
fn is_each(doc: &Document, head: usize) -> bool {
    doc.children(head).any(|c| {
        doc.token(c).dep == Dep::Det
            && matches!(
                &*doc.word(c).to_lowercase(),
                "each" | "every" | "no" | "any"
            )
    })
}

/// Whether the words at `first` and `token` are forms of one pronoun: "he" and "his".
fn is_same_pronoun(doc: &Document, first: usize, token: usize) -> bool {
    let word = |at: usize| doc.word(at).to_lowercase();
    Pronoun::of(&word(first)).is_some_and(|pronoun| Pronoun::of(&word(token)) == Some(pronoun))
        && Gender::of_word(doc.word(first)) == Gender::of_word(doc.word(token))
}

/// Whether the noun is one for people joined in a body, which is "it": "the Economic *Union*".
fn is_society(noun: &str) -> bool {
    super::bodies::SOCIETIES.contains(&noun)
}

/// Whether `token` is the subject of a clause that only tells when or why another took place, told before that one:
/// "when *Hale* spoke, Marek left".
fn is_of_side_clause(doc: &Document, token: usize) -> bool {
    let Some(verb) = doc.head(token) else {
        return false;
    };
    doc.token(verb).dep == Dep::Advcl
        && doc.head(verb).is_some_and(|main| {
            main > verb
                && doc
                    .children(main)
                    .any(|c| c > verb && doc.token(c).dep == Dep::Nsubj)
        })
}

/// Whether `token` is the subject of a verb that only somebody is the subject of.
fn is_minded(doc: &Document, words: &Words, token: usize) -> bool {
    doc.token(token).dep == Dep::Nsubj
        && doc
            .head(token)
            .is_some_and(|verb| words.is(doc.lemma(verb), Tells::Minded))
}

/// Whether the clause tells what the pronoun's bearer is or what was done to it, as of a thing: "because *they* are
/// cheaper", "to plant *them*".
fn is_told_what(doc: &Document, token: usize) -> bool {
    let Some(verb) = doc.head(token) else {
        return false;
    };
    match doc.token(token).dep {
        Dep::Nsubj => {
            doc.lemma(verb) == "be"
                && doc
                    .child(verb, Dep::Acomp)
                    .is_some_and(|adjective| !MINDED.contains(&doc.lemma(adjective)))
        }
        Dep::Nsubjpass | Dep::Dobj => true,
        _ => false,
    }
}

/// What a relative clause adds to the noun it modifies, for the pronouns in it.
const RELATIVE: f32 = 6.0;

/// What it adds to be the subject of the clause in which a possessive stands.
const OWN: f32 = 1.6;

/// What it adds to be the one whose people are the subject of the sentence.
const OWNER: f32 = 3.5;

/// What it adds, for the one who speaks, to be the one who was asked something just before.
const ASKED: f32 = 5.0;

/// What it takes away to have been named only as the one who says what was told before.
const ATTRIBUTED: f32 = -1.5;

/// What it adds to be the one of whom the gerund or the torn clause is said in which a possessive stands.
const TOLD_OF: f32 = 6.0;

/// The group that begins with `first`: "Armenia *and Iran*".
fn group(doc: &Document, first: &Trace, recent: &[&Trace]) -> Option<Trace> {
    let placed = first.is_state && around::is_where(doc, first.head);
    if doc.token(first.head).dep == Dep::Conj || first.actors.is_empty() || first.is_city || placed
    {
        return None;
    }
    let mut group = first.clone();
    let mut last = first.head;
    for _ in 1..GROUP {
        let next = recent.iter().find(|trace| {
            doc.token(trace.head).dep == Dep::Conj
                && doc.head(trace.head) == Some(last)
                && trace.sentence == first.sentence
                && !trace.actors.is_empty()
        });
        let Some(next) = next else { break };
        for actor in &next.actors {
            if !group.actors.contains(actor) {
                group.actors.push(actor.clone());
            }
        }
        last = next.head;
    }
    if last == first.head {
        return None;
    }
    group.is_plural = true;
    group.is_person = false;
    group.gender = None;
    Some(group)
}
