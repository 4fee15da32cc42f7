//! Pronouns: whom "he", "it" and "they" stand for, if the text tells.
//!
//! Every noun phrase of the sentence and the two before it competes, also those that stand for no actor: a
//! pronoun that most likely points at a bill or a storm stays unresolved.

use detente_lexicon::{Lexicon, Role, Tells, Words};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::around;
use super::cast::{Cast, Gender, Thing, Trace};
use crate::clause;

/// How many sentences back a pronoun may point.
const REACH: u32 = 2;
/// The most phrases that are weighed for one pronoun, the nearest ones.
const CANDIDATES: usize = 48;
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
pub(super) fn resolve(
    doc: &Document,
    lexicon: &Lexicon,
    token: usize,
    pronoun: Pronoun,
    cast: &Cast,
) -> Option<Trace> {
    let words = &lexicon.words;
    if stands_for_nothing(doc, token, pronoun)
        || pronoun == Pronoun::Thing && around::is_judged(doc, lexicon, token)
    {
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
    let possessor = around::possessor_around(doc, token);
    let partner = around::partner_around(doc, token);
    let own_subject = around::subject_around(doc, token);
    let told_of = around::told_around(doc, words, token);
    let reporter = around::reporter_around(doc, token);
    let reports = around::is_reporter(doc, lexicon, token);
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
            + bonus(told_of.contains(&trace.head), TOLD_OF)
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
    for trace in recent.iter().filter(|trace| {
        !trace.is_aside && !clash.with(trace) && !not_owners.contains(&trace.head)
    }) {
        match pronoun {
            Pronoun::Person => {
                let fits = trace.gender.is_none() || trace.gender == gender;
                let society = trace.is_named && is_society(&trace.noun);
                if trace.is_person && !trace.is_plural && fits && !society {
                    offer(weigh(trace), Some((*trace).clone()));
                }
            }
            Pronoun::Thing => {
                if !trace.is_person && !trace.is_city && !trace.is_plural {
                    let known = !trace.actors.is_empty() || trace.is_body;
                    offer(weigh(trace), known.then(|| (*trace).clone()));
                }
            }
            Pronoun::Several => {
                if let Some(group) = group(doc, trace, &recent) {
                    offer(weigh(trace) + 2.0, Some(group));
                } else if trace.is_plural {
                    let known = !trace.actors.is_empty();
                    offer(weigh(trace) + 2.0, known.then(|| (*trace).clone()));
                } else if trace.is_collective() && (free || !trace.is_body) {
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
        let relative = if modified == Some(thing.head) {
            RELATIVE
        } else {
            0.0
        };
        let weight = thing.stand().weight(sentence, doc.len()) + relative;
        match pronoun {
            Pronoun::Thing if !thing.is_plural => offer(weight, None),
            Pronoun::Several if thing.is_plural => offer(weight + 2.0, None),
            _ => {}
        }
    }
    likeliest(offers, pronoun)
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

/// What it takes away to have been named only as the one who says what was told before.
const ATTRIBUTED: f32 = -1.5;

/// What it adds to be the one of whom the gerund or the torn clause is said in which a possessive stands.
const TOLD_OF: f32 = 6.0;

/// Who cannot be meant: inside one clause a pronoun that is no subject does not stand for any of those whom its verb
/// has as subject, be it one that the verb inherits ("France and Spain left, accusing *it* of …").
struct Clash<'c> {
    subjects: Vec<&'c Trace>,
}

impl<'c> Clash<'c> {
    fn of(doc: &Document, token: usize, cast: &'c Cast) -> Self {
        let parsed = doc.token(token);
        let free = around::is_reflexive(doc, token)
            || matches!(parsed.dep, Dep::Poss | Dep::Nsubj | Dep::Nsubjpass);
        let own = || {
            let head = doc.head(token).filter(|_| !free)?;
            let verb = if doc.token(head).pos == Pos::ADP {
                doc.head(head)?
            } else {
                head
            };
            clause::is_verb(doc, verb).then_some(verb)
        };
        let verb = around::wanting(doc, token).or_else(own);
        let heads = verb.map_or_else(Vec::new, |verb| clause::grammatical_subject(doc, verb));
        let subjects = cast
            .recent(parsed.sentence, 0)
            .take(CANDIDATES)
            .filter(|trace| heads.contains(&trace.head))
            .collect();
        Self { subjects }
    }

    fn with(&self, trace: &Trace) -> bool {
        self.subjects.iter().any(|subject| {
            trace.head == subject.head || trace.name == subject.name && !trace.name.is_empty()
        })
    }
}

/// The group that begins with `first`: "Armenia *and Iran*".
fn group(doc: &Document, first: &Trace, recent: &[&Trace]) -> Option<Trace> {
    if doc.token(first.head).dep == Dep::Conj || first.actors.is_empty() || first.is_city {
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

/// Adjectives that tell of somebody what they are towards an act, not of the act what it is.
const MINDED: &[&str] = &[
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
        || doc
            .children(first)
            .any(|c| matches!(&*doc.word(c).to_lowercase(), "the" | "this" | "these" | "those"));
    definite
        && doc.children(first).any(|c| {
            doc.token(c).dep == Dep::Relcl
                && doc
                    .children(c)
                    .any(|that| matches!(doc.word(that), "that" | "who"))
        })
}

/// The subject behind the participle or the phrase put first in whose clause the pronoun at `token` stands, who is the one
/// meant: "after reviewing *his* mail, *the secretary* said".
pub(super) fn subject_to_come(doc: &Document, token: usize) -> Option<usize> {
    fronted_of(doc, token).or_else(|| subject_of_participle(doc, token))
}

/// The subject behind the phrase put first in which a possessive stands: "in *his* speech *the president* said".
fn fronted_of(doc: &Document, token: usize) -> Option<usize> {
    if doc.token(token).dep != Dep::Poss {
        return None;
    }
    let mut at = doc.head(token)?;
    let prep = loop {
        let above = doc.head(at)?;
        match doc.token(at).dep {
            Dep::Prep if clause::is_verb(doc, above) => break at,
            Dep::Pobj | Dep::Prep => at = above,
            _ => return None,
        }
    };
    let verb = doc.head(prep)?;
    doc.child(verb, Dep::Nsubj)
        .filter(|&subject| prep < subject && subject > token && doc.token(subject).pos != Pos::PRON)
}

/// The subject behind the participle in whose clause the pronoun at `token` stands.
fn subject_of_participle(doc: &Document, token: usize) -> Option<usize> {
    let participle = doc.ancestors(token).take(6).find(|&a| {
        matches!(doc.token(a).pos, Pos::VERB | Pos::AUX)
            && matches!(doc.token(a).dep, Dep::Advcl | Dep::Pcomp)
    })?;
    let own = doc.child(participle, Dep::Nsubj).is_some()
        || doc.child(participle, Dep::Nsubjpass).is_some();
    if own || !matches!(doc.token(participle).tag, Tag::VBG | Tag::VBN) {
        return None;
    }
    let above = doc.head(participle)?;
    let verb = if doc.token(participle).dep == Dep::Pcomp {
        doc.head(above)?
    } else {
        above
    };
    doc.child(verb, Dep::Nsubj)
        .filter(|&subject| subject > token && doc.token(subject).pos != Pos::PRON)
}

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

/// Whether the pronoun at `token` points at nobody: an idiom's, or the subject that a clause has for form's sake.
fn stands_for_nothing(doc: &Document, token: usize, pronoun: Pronoun) -> bool {
    is_of_kind(doc, token)
        || doc.token(token).dep == Dep::Expl
        || pronoun == Pronoun::Thing && is_expletive(doc, token)
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
    match doc.lemma(verb) {
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
