//! Where an act took place: what its clause tells, never what the article tells of somewhere else.

use detente_syntax::{Dep, Document};

use super::draft::Draft;
use super::engine::Engine;
use crate::mention::{Located, Nature};
use crate::record::Place;

/// How deep in a phrase a place may stand: "fired on *a convoy of trucks on the road near Homs*".
const DEPTH: usize = 4;

/// The place told in the clause of the act: in its locative phrases ("in Idlib province"), those of
/// its objects ("shelled a village near Homs"), or as the town that was hit. The most exact one counts:
/// a town before its country.
pub(super) fn of_act(engine: &Engine<'_>, draft: &Draft) -> Option<Place> {
    let mut told = Vec::new();
    for root in [draft.carrier, draft.predicate] {
        gather(engine, root, DEPTH, &mut told);
    }
    if let Some(target) = &draft.target {
        told.extend(
            target
                .tokens
                .clone()
                .find_map(|token| hit_town(engine, token)),
        );
    }
    let exact = told.iter().find(|place| place.point.is_some());
    exact.or(told.first()).map(|place| Place {
        name: place.name.clone(),
        country: place.country.to_string(),
        lat: place.point.map(|(lat, _)| lat),
        lon: place.point.map(|(_, lon)| lon),
    })
}

/// The places of the locative phrases under `head`, without those of clauses of their own.
fn gather<'a>(engine: &'a Engine<'_>, head: usize, depth: usize, told: &mut Vec<&'a Located>) {
    let doc = engine.analysis.doc;
    if depth == 0 {
        return;
    }
    for child in doc.children(head) {
        match doc.token(child).dep {
            Dep::Prep => {
                let local = is_local(doc, child);
                for object in doc
                    .children(child)
                    .filter(|&c| doc.token(c).dep == Dep::Pobj)
                {
                    if local {
                        told.extend(place_of(engine, object));
                    }
                    gather(engine, object, depth - 1, told);
                }
            }
            Dep::Dobj | Dep::Nsubjpass | Dep::Attr => gather(engine, child, depth - 1, told),
            // What is coordinated with the act itself is another act.
            Dep::Conj if depth < DEPTH => gather(engine, child, depth - 1, told),
            _ => {}
        }
    }
}

/// The place that `object` is or that modifies it: "in Idlib", "in Idlib province".
fn place_of<'a>(engine: &'a Engine<'_>, object: usize) -> Option<&'a Located> {
    let doc = engine.analysis.doc;
    let mentions = &engine.analysis.mentions;
    mentions.place_at(object).or_else(|| {
        doc.children(object)
            .filter(|&c| matches!(doc.token(c).dep, Dep::Compound | Dep::Nmod | Dep::Amod))
            .find_map(|c| mentions.place_at(c))
    })
}

/// The town at `token`, if it is no seat of a government that may stand for the government.
fn hit_town<'a>(engine: &'a Engine<'_>, token: usize) -> Option<&'a Located> {
    let mentions = &engine.analysis.mentions;
    mentions
        .headed_by(token)
        .filter(|mention| mention.nature == Nature::City)?;
    mentions.place_at(token)
}

fn is_local(doc: &Document, preposition: usize) -> bool {
    matches!(
        doc.word(preposition).to_lowercase().as_str(),
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "around"
            | "across"
            | "over"
            | "on"
            | "off"
            | "throughout"
            | "along"
    )
}
