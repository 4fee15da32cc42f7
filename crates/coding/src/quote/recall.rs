//! Who "he", "the Dane" and "the official" are where they speak: the one who spoke before, rather than
//! somebody who is only spoken of.

use std::collections::BTreeSet;
use std::ops::Range;

use detente_lexicon::{Role, RoleSort, Words};
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::QuoteSpan;
use super::several::{self, nobody};
use super::subjects::{apposed, in_relative_clause, somebody_before, subject_around};
use crate::mention::{Mention, MentionKind, Mentions, Nature, suits};

/// How many tokens back a speaker may have been named.
const REACH: usize = 160;

/// Lets the mentions of speakers stand for whom the article's speech makes likely.
#[allow(
    clippy::too_many_lines,
    reason = "one decision after another, each with its case beside it"
)]
pub(super) fn settle(doc: &Document, words: &Words, spans: &[QuoteSpan], mentions: &mut Mentions) {
    let people: Vec<(usize, Mention)> = mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person && mention.is_person)
        // "HIET.T" is a firm's sign on an exchange.
        .filter(|mention| mention.name.contains(' ') || !mention.name.contains('.'))
        .map(|mention| (mention.head, mention.clone()))
        .collect();
    let named: BTreeSet<&str> = people
        .iter()
        .map(|(_, mention)| mention.name.as_str())
        .collect();
    // Those named by the paper, not in somebody's words.
    let outside: Vec<(usize, Mention)> = people
        .iter()
        .filter(|(at, _)| !spans.iter().any(|span| span.content.contains(at)))
        .cloned()
        .collect();
    let mut described: Vec<(usize, Mention)> = Vec::new();
    let mut last: Option<(usize, Mention)> = None;
    let mut several: Option<(usize, Mention)> = None;
    for span in by_speaker(spans) {
        let Some(head) = span.speaker else { continue };
        let here = head.min(span.content.start);
        let own = mentions.headed_by(head).cloned();
        let near = |(at, _): &&(usize, Mention)| here.saturating_sub(*at) < REACH;
        let fits = |(_, mention): &&(usize, Mention)| suits(words, doc.word(head), &mention.name);
        let before = || {
            let end = people.partition_point(|(at, _)| *at < here);
            people[..end]
                .iter()
                .rev()
                .take_while(|named| near(named))
                .find(fits)
                .map(|(_, mention)| mention.clone())
        };
        let settled = match how(doc, head, own.as_ref()) {
            How::Pronoun if in_relative_clause(doc, head) => subject_around(doc, mentions, head)
                .filter(|mention| suits(words, doc.word(head), &mention.name)),
            How::Pronoun if apposed(doc, span, &people, own.as_ref()).is_some() => {
                apposed(doc, span, &people, own.as_ref())
            }
            How::Pronoun
                if is_spoken_of(
                    own.as_ref(),
                    &people,
                    &outside,
                    here..head.max(span.content.end),
                ) =>
            {
                let end = outside.partition_point(|(at, _)| *at < here);
                let named = outside[..end].last();
                let spoke = last
                    .as_ref()
                    .filter(near)
                    .filter(fits)
                    .filter(|(at, mention)| {
                        let later = named.is_some_and(|(named, _)| named > at);
                        mention.is_person && (!later || adds(doc, span))
                    })
                    .map(|(_, mention)| mention.clone());
                let told = || {
                    let nearest = outside[..end].iter().rev().take_while(|named| near(named));
                    nearest
                        .into_iter()
                        .find(|named| fits(named))
                        .map(|(_, mention)| mention.clone())
                };
                spoke.or_else(told)
            }
            How::Pronoun
                if own.as_ref().is_none_or(|own| {
                    !named.contains(own.name.as_str()) && !is_name(&own.name)
                }) || (adds(doc, span)
                    || is_named_before(own.as_ref(), last.as_ref(), &people, here))
                    && last.is_some() =>
            {
                last.as_ref()
                    .filter(near)
                    .filter(fits)
                    .filter(|(_, mention)| mention.is_person)
                    .map(|(_, mention)| mention.clone())
                    .or_else(before)
                    .or_else(|| {
                        somebody_before(doc, mentions, here)
                            .filter(|mention| suits(words, doc.word(head), &mention.name))
                    })
                    // "*She* said" after "a young man": somebody else.
                    .or_else(|| {
                        let unsuited = own
                            .as_ref()
                            .is_some_and(|own| !suits(words, doc.word(head), &own.name));
                        unsuited.then(|| Mention {
                            name: doc.word(head).to_owned(),
                            is_plural: false,
                            ..nobody(head)
                        })
                    })
            }
            How::Plural => several::they(
                &several::Speech {
                    doc,
                    spans,
                    mentions,
                    last: last.as_ref(),
                    several: several.as_ref(),
                },
                span,
                head,
                own.as_ref(),
            ),
            // "The officials asked not to be named. …, one said."
            How::One => last
                .as_ref()
                .filter(near)
                .filter(|(_, mention)| mention.is_plural)
                .map(|(_, mention)| mention.clone()),
            How::Nationality if is_partisan(doc.lemma(head)) => {
                let lawmaker = |(_, person): &&(usize, Mention)| {
                    person
                        .actors
                        .iter()
                        .any(|actor| actor.role == Some(Role::LEG))
                };
                let end = people.partition_point(|(at, _)| *at < here);
                let last = people[..end]
                    .iter()
                    .rev()
                    .take_while(|named| near(named))
                    .find(lawmaker);
                last.map(|(_, mention)| mention.clone()).or_else(before)
            }
            How::Nationality => before(),
            How::Same => described_before(doc, head, &described)
                .or_else(|| holder_before(doc, head, own.as_ref(), &people)),
            How::Holder => own
                .as_ref()
                .and_then(|own| only_holder(doc, head, own, &people)),
            _ => None,
        };
        if let Some(mut mention) = settled {
            let tokens = own.map_or(head..head + 1, |own| own.tokens);
            mention.tokens = tokens;
            mention.head = head;
            if doc.token(head).pos == Pos::PRON {
                mention.kind = MentionKind::Pronoun;
            }
            mentions.resolve(head, mention);
        } else if own
            .as_ref()
            .is_some_and(|own| own.kind == MentionKind::Description)
            && !is_definite(doc, head)
        {
            described.extend(own.map(|own| (head, own)));
        }
        if let Some(mention) = mentions.headed_by(head) {
            last = Some((head, mention.clone()));
            if mention.is_plural {
                several.clone_from(&last);
            }
        }
    }
}

/// Whether nobody of the name that "he" was taken for is named between the one who spoke last and `here`: "One
/// member spoke of Chen's speech. … he said" is the member.
fn is_named_before(
    own: Option<&Mention>,
    last: Option<&(usize, Mention)>,
    people: &[(usize, Mention)],
    here: usize,
) -> bool {
    let (Some(own), Some((spoke, last))) = (own, last) else {
        return false;
    };
    let between =
        people.partition_point(|(at, _)| at <= spoke)..people.partition_point(|(at, _)| *at < here);
    own.name != last.name
        && last.is_person
        && !last.is_plural
        && last.kind == MentionKind::Description
        && !people[between]
            .iter()
            .any(|(_, person)| person.name == own.name)
}

/// Whether "he" was taken for somebody whom only somebody's words named last, while another was named outside of
/// them since: "Hale thanked his successor. “Marek came to my door,” *he* said".
fn is_spoken_of(
    own: Option<&Mention>,
    people: &[(usize, Mention)],
    outside: &[(usize, Mention)],
    here: Range<usize>,
) -> bool {
    let Some(own) = own else { return false };
    let last = |named: &[(usize, Mention)]| {
        let end = named.partition_point(|(at, _)| *at < here.start);
        named[..end]
            .last()
            .map(|(at, person)| (*at, person.name.clone()))
    };
    let told = last(outside).is_some_and(|(at, name)| here.start - at < REACH && name != own.name);
    let inside = people
        .iter()
        .rev()
        .find(|(at, person)| *at < here.end && person.name == own.name)
        .is_some_and(|(at, _)| !outside.iter().any(|(other, _)| other == at));
    told && inside
}

/// Whether the words go on with what the same one has just said: "he *added*".
pub(super) fn adds(doc: &Document, span: &QuoteSpan) -> bool {
    span.cue
        .as_ref()
        .is_some_and(|cue| matches!(doc.lemma(cue.start), "add" | "continue"))
}

/// The one described before whom "the official" or "the sources" mean.
fn described_before(
    doc: &Document,
    head: usize,
    described: &[(usize, Mention)],
) -> Option<Mention> {
    let lemma = doc.lemma(head);
    described
        .iter()
        .rev()
        .find(|(at, mention)| {
            // "The growers" are more than "a leading grower".
            let several =
                doc.token(head).tag == Tag::NNS && !mention.is_plural && mention.actors.is_empty();
            !several && doc.lemma(*at) == lemma
                || lemma == "source"
                    && matches!(
                        doc.lemma(*at),
                        "official" | "diplomat" | "officer" | "aide" | "spokesman"
                    )
        })
        .map(|(_, mention)| mention.clone())
}

/// The person named last whose office "the senator" tells again.
fn holder_before(
    doc: &Document,
    head: usize,
    own: Option<&Mention>,
    people: &[(usize, Mention)],
) -> Option<Mention> {
    let named = own.is_some_and(|own| is_name(&own.name));
    if named || doc.token(head).tag != Tag::NN && doc.token(head).tag != Tag::NNP {
        return None;
    }
    let noun = doc.lemma(head).to_lowercase();
    let common = doc.token(head).pos == Pos::NOUN;
    let end = people.partition_point(|(at, _)| *at < head);
    let holds = |(at, person): &(usize, Mention)| {
        let office = person.office.as_deref().unwrap_or_default();
        office.rsplit(' ').next() == Some(&*noun) || common && is_described_by(doc, *at, &noun)
    };
    let near = people[..end]
        .iter()
        .rev()
        .take_while(|(at, _)| head - at < REACH)
        .find(|named| holds(named));
    near.or_else(|| the_only(people[..end].iter().filter(|named| common && holds(named))))
        .map(|(_, person)| person.clone())
}

/// The one person of the article whose office, of the same state or body, the words tell: "*the RBA governor*".
fn only_holder(
    doc: &Document,
    head: usize,
    own: &Mention,
    people: &[(usize, Mention)],
) -> Option<Mention> {
    let actor = own.actors.first().filter(|actor| !actor.is_unknown())?;
    let noun = doc.lemma(head).to_lowercase();
    // "The Dutch minister of finance" is told apart by more than the state.
    let plain = doc.children(head).all(|c| c < head);
    let holds = |(_, person): &&(usize, Mention)| {
        let office = person.office.as_deref().unwrap_or_default();
        office.rsplit(' ').next() == Some(&*noun) && person.actors.first() == Some(actor)
    };
    let person = the_only(people.iter().filter(holds)).filter(|_| plain)?;
    Some(person.1.clone())
}

/// The one naming of a person, or the first of several of the same one; none where there are two people.
fn the_only<'m>(
    mut named: impl Iterator<Item = &'m (usize, Mention)>,
) -> Option<&'m (usize, Mention)> {
    let first = named.next()?;
    named
        .all(|(_, other)| other.name == first.1.name)
        .then_some(first)
}

/// Whether the words beside a name tell that its bearer is what the noun says: "Mary Hale, *manager* of the team", "the
/// *activist* Ann Moe", "*Adm.* Jens Dahl".
fn is_described_by(doc: &Document, name: usize, noun: &str) -> bool {
    let ranks = matches!(
        noun,
        "admiral" | "general" | "colonel" | "captain" | "governor" | "senator" | "professor"
    );
    doc.children(name).any(|c| {
        let word = doc.lemma(c).to_lowercase();
        match doc.token(c).dep {
            Dep::Appos => doc.token(c).tag == Tag::NN && word == noun,
            // The last word before the name: "*activist* Ann Moe", no "*junta* spokesman Dahl".
            Dep::Compound if doc.token(c + 1).pos == Pos::PROPN => {
                word == noun && super::things::is_of_person(noun)
                    || ranks
                        && word
                            .strip_suffix('.')
                            .is_some_and(|short| short.len() > 2 && noun.starts_with(short))
            }
            _ => false,
        }
    })
}

/// The quotations in the order in which their speakers are named.
fn by_speaker(spans: &[QuoteSpan]) -> Vec<&QuoteSpan> {
    let mut sorted: Vec<&QuoteSpan> = spans.iter().collect();
    sorted.sort_by_key(|span| span.speaker);
    sorted.dedup_by_key(|span| span.speaker);
    sorted
}

/// How a speaker's words point back.
enum How {
    /// "he", "she"
    Pronoun,
    /// "they"
    Plural,
    /// "one", after "the officials"
    One,
    /// "the Dane", "the Ohio Democrat"
    Nationality,
    /// "the official", after "a NATO official"
    Same,
    /// "the Dutch minister", after the name of one
    Holder,
    /// By themselves.
    Not,
}

fn how(doc: &Document, head: usize, own: Option<&Mention>) -> How {
    if doc.token(head).pos == Pos::PRON {
        let person = matches!(&*doc.word(head).to_ascii_lowercase(), "he" | "she");
        return if person {
            How::Pronoun
        } else if doc.word(head).eq_ignore_ascii_case("they") {
            How::Plural
        } else {
            How::Not
        };
    }
    if matches!(&*doc.word(head).to_ascii_lowercase(), "one" | "another")
        && doc.children(head).next().is_none()
    {
        return How::One;
    }
    if !is_definite(doc, head) {
        return How::Not;
    }
    let singular = matches!(doc.token(head).tag, Tag::NN | Tag::NNP | Tag::JJ);
    let alone = doc.children(head).filter(|&c| c < head).count() == 1;
    match own {
        _ if singular && is_partisan(doc.lemma(head)) => How::Nationality,
        Some(_) if singular && alone && is_nationality(doc, head) => How::Nationality,
        Some(own)
            if own.kind == MentionKind::Description
                && doc.children(head).all(|c| c > head || alone) =>
        {
            How::Same
        }
        None if alone => How::Same,
        Some(own) if singular && own.kind == MentionKind::Description && is_office(own) => {
            How::Holder
        }
        _ => How::Not,
    }
}

/// Whether a description is of one who holds an office or a seat.
fn is_office(own: &Mention) -> bool {
    own.is_person
        && matches!(
            own.nature,
            Nature::Role(_, RoleSort::Office | RoleSort::Head | RoleSort::Member)
        )
}

/// Whether all words of a name have capitals, but for particles.
fn is_name(name: &str) -> bool {
    name.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase)
            || matches!(
                word,
                "de" | "al" | "bin" | "von" | "van" | "el" | "da" | "of" | "ibn"
            )
    })
}

/// Whether the noun tells of a speaker by the party: "the Ohio *Democrat*", after a senator's name.
fn is_partisan(noun: &str) -> bool {
    matches!(
        noun.to_lowercase().as_str(),
        "democrat" | "republican" | "conservative" | "socialist"
    )
}

/// Whether the recogniser took the token for a nationality.
fn is_nationality(doc: &Document, token: usize) -> bool {
    let entities = doc.entities();
    let next = entities.partition_point(|entity| entity.tokens.end <= token);
    entities
        .get(next)
        .is_some_and(|entity| entity.kind == EntityType::NORP && entity.tokens.contains(&token))
}

fn is_definite(doc: &Document, head: usize) -> bool {
    doc.children(head)
        .any(|c| c < head && doc.word(c).eq_ignore_ascii_case("the"))
}
