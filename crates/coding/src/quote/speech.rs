//! Who speaks where: for each token, the innermost quotation around it.

use std::collections::BTreeSet;
use std::ops::Range;

use detente_lexicon::Actor;
use detente_syntax::{Dep, Document, Pos, Tag};

use super::{QuoteSpan, naming, recall, side, speaker, things};
use crate::analysis::Analysis;
use crate::mention::{Mention, MentionKind, Mentions, Nature};
use crate::record::QuoteKind;

/// For each token of a document, the quotation it stands in.
#[derive(Debug, Clone, Default)]
pub struct Speech {
    /// Index + 1 into the quotations.
    inside: Vec<u32>,
}

impl Speech {
    /// Lays `spans` over a document of `tokens` tokens; the shortest around a token wins.
    pub fn new(spans: &[QuoteSpan], tokens: usize) -> Self {
        let mut inside = vec![0u32; tokens];
        for (index, quote) in spans.iter().enumerate() {
            let end = quote.content.end.min(tokens);
            for slot in inside.get_mut(quote.content.start..end).unwrap_or_default() {
                let shorter = slot
                    .checked_sub(1)
                    .is_none_or(|other| quote.content.len() < spans[other as usize].content.len());
                if shorter {
                    *slot = index as u32 + 1;
                }
            }
        }
        Self { inside }
    }

    /// The index of the innermost quotation around `token`.
    pub fn around(&self, token: usize) -> Option<usize> {
        (*self.inside.get(token)? as usize).checked_sub(1)
    }
}

/// Settles whom the speakers speak for, then gives "I" and "we" in quotations the speaker they stand for.
pub fn settle_speakers(analysis: &mut Analysis<'_>, spans: &[QuoteSpan]) {
    let heads: BTreeSet<usize> = spans.iter().filter_map(|span| span.speaker).collect();
    let mut settled: Vec<Mention> = Vec::new();
    for head in heads {
        let tokens = speaker::phrase(analysis, head);
        let own = analysis.mentions.headed_by(head);
        let named = naming::named_behind(analysis, head, &tokens);
        let actor = side::actor(analysis, head, &tokens, own)
            .filter(|body| !is_member_state(analysis.doc, head, body));
        let Some(actor) = actor else {
            if let (Some(own), Some(name)) = (own, &named) {
                settled.push(Mention {
                    name: name.clone(),
                    ..own.clone()
                });
            }
            // "One member said … he said": somebody without an actor is still who "he" is.
            if own.is_none() && (named.is_some() || things::is_somebody(analysis, head)) {
                let somebody = described(analysis, head, tokens, Vec::new());
                let name = named.unwrap_or_else(|| somebody.name.clone());
                settled.push(Mention { name, ..somebody });
            }
            continue;
        };
        if named.is_none() && own.is_some_and(|own| own.actors.first() == Some(&actor)) {
            continue;
        }
        let mut mention = match own {
            Some(own) => Mention {
                actors: vec![actor],
                ..own.clone()
            },
            None => described(analysis, head, tokens, vec![actor]),
        };
        mention.name = named.unwrap_or(mention.name);
        settled.push(mention);
    }
    tell_namesakes(analysis, &settled);
    for mention in settled {
        analysis.mentions.resolve(mention.head, mention);
    }
    recall::settle(
        analysis.doc,
        &analysis.lexicon.words,
        spans,
        &mut analysis.mentions,
    );
    resolve_first_person(analysis.doc, spans, &mut analysis.mentions);
}

/// Gives the other mentions of a person, who have no actor, the one that the words at a naming as a speaker tell: "*The
/// director of fisheries*, Jens Hale, said … *He* added".
fn tell_namesakes(analysis: &mut Analysis<'_>, settled: &[Mention]) {
    let mut told: Vec<Mention> = Vec::new();
    for speaker in settled {
        let known = speaker.is_person
            && !speaker.is_plural
            && speaker.name.contains(' ')
            && speaker.name.starts_with(char::is_uppercase)
            && speaker.actors.iter().any(|actor| !actor.is_unknown());
        if !known {
            continue;
        }
        let others = analysis.mentions.iter().filter(|other| {
            other.is_person
                && other.name == speaker.name
                && other.actors.is_empty()
                && other.head > speaker.head
        });
        told.extend(others.map(|other| Mention {
            actors: speaker.actors.clone(),
            office: other.office.clone().or_else(|| speaker.office.clone()),
            ..other.clone()
        }));
    }
    for mention in told {
        analysis.mentions.resolve(mention.head, mention);
    }
}

/// Whether the speaker is a member of a body between states, and so a state: "the EU *member* said".
fn is_member_state(doc: &Document, head: usize, body: &Actor) -> bool {
    doc.lemma(head) == "member"
        && body.code().starts_with("IGO")
        && doc.children(head).all(|c| doc.word(c) != "of")
}

/// The mention of a speaker whom only their words describe.
fn described(
    analysis: &Analysis<'_>,
    head: usize,
    tokens: Range<usize>,
    actors: Vec<Actor>,
) -> Mention {
    Mention {
        name: speaker::description(analysis.doc, tokens.clone()),
        tokens,
        head,
        kind: MentionKind::Description,
        actors,
        office: None,
        is_person: true,
        is_place: false,
        is_plural: analysis.doc.token(head).tag == Tag::NNS,
        nature: Nature::Other,
    }
}

/// Gives "I" and "we" in quotations the speaker they stand for.
fn resolve_first_person(doc: &Document, spans: &[QuoteSpan], mentions: &mut Mentions) {
    for quote in spans
        .iter()
        .filter(|quote| quote.kind != QuoteKind::Indirect)
    {
        let Some(speaker) = quote
            .speaker
            .and_then(|head| mentions.headed_by(head))
            .cloned()
        else {
            continue;
        };
        for token in quote.content.clone() {
            let word = doc.word(token);
            if quote.kind == QuoteKind::Direct {
                forget_speaker(token, &speaker, mentions);
            }
            let first = doc.token(token).pos == Pos::PRON
                && ["i", "me", "my", "we", "us", "our", "ours", "mine"]
                    .iter()
                    .any(|w| word.eq_ignore_ascii_case(w));
            if first && word != "US" {
                let mut mention = speaker.clone();
                mention.tokens = token..token + 1;
                mention.head = token;
                mention.kind = MentionKind::Pronoun;
                give_to_owner(doc, token, &speaker, mentions);
                mentions.resolve(token, mention);
            }
        }
    }
}

/// Leaves a "he" in somebody's own words unresolved that would stand for the one who says them.
fn forget_speaker(token: usize, speaker: &Mention, mentions: &mut Mentions) {
    let Some(mention) = mentions.headed_by(token) else {
        return;
    };
    if mention.kind == MentionKind::Pronoun
        && mention.is_person
        && !mention.actors.is_empty()
        && mention.name == speaker.name
    {
        let mention = Mention {
            actors: Vec::new(),
            ..mention.clone()
        };
        mentions.resolve(token, mention);
    }
}

/// Gives what "our" and "my" own, if nobody else's, to the speaker's side: "our army" in the words of a
/// Latvian minister.
fn give_to_owner(doc: &Document, token: usize, speaker: &Mention, mentions: &mut Mentions) {
    if doc.token(token).dep != Dep::Poss {
        return;
    }
    let Some(owned) = doc.head(token) else { return };
    let Some(mut mention) = mentions.headed_by(owned).cloned() else {
        return;
    };
    if let ([own], [of]) = (&mut mention.actors[..], &speaker.actors[..])
        && own.is_unknown()
        && of.is_state()
    {
        own.head.clone_from(&of.head);
        mentions.resolve(owned, mention);
    }
}
