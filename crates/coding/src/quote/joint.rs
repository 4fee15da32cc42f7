//! Several who say the same together: "*Jens Hale and Karin Marek* said".

use detente_syntax::{Dep, EntityType, Pos};

use super::{naming::Names, speaker};
use crate::analysis::Analysis;
use crate::mention::{Mention, MentionKind};
use crate::record::Speaker;

/// The most names that are told together; of a longer list the first stands for all.
const MOST: usize = 3;

/// Gives `speaker`, whose phrase is headed by `head`, the names of those who say the same beside it, and an actor only
/// where all have the same.
pub(super) fn join(analysis: &Analysis<'_>, head: usize, speaker: &mut Speaker, names: &mut Names) {
    let others = beside(analysis, head);
    if others.is_empty() || others.len() >= MOST {
        return;
    }
    let last = others.len() - 1;
    for (at, other) in others.into_iter().enumerate() {
        let mut told = speaker::record(analysis, other);
        names.complete(analysis, other, &mut told);
        // "*Merrill Lynch and Co*" is one name.
        if speaker.name.ends_with(&told.name) {
            return;
        }
        let joint = if at == last { " and " } else { ", " };
        speaker.name = format!("{}{joint}{}", speaker.name, told.name);
        speaker.actor = speaker
            .actor
            .take()
            .filter(|actor| told.actor.as_ref() == Some(actor));
        speaker.office = speaker
            .office
            .take()
            .filter(|office| told.office.as_ref() == Some(office));
        let words = speaker::phrase(analysis, head).start..speaker::phrase(analysis, other).end;
        analysis
            .doc
            .span_text(words)
            .clone_into(&mut speaker.mention);
        speaker.end = told.end;
    }
}

/// The heads of the persons, or the bodies, that an "and" joins to the one headed by `head`.
fn beside(analysis: &Analysis<'_>, head: usize) -> Vec<usize> {
    let doc = analysis.doc;
    let Some(own) = named(analysis, head) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut at = head;
    while let Some(next) = doc
        .children(at)
        .find(|&c| c > at && doc.token(c).dep == Dep::Conj)
    {
        let alike = named(analysis, next).is_some_and(|other| other.is_person == own.is_person);
        if !alike {
            return Vec::new();
        }
        all.push(next);
        at = next;
    }
    let by_and = doc
        .children(head)
        .chain(all.iter().flat_map(|&one| doc.children(one)))
        .any(|c| doc.token(c).dep == Dep::Cc && doc.word(c).eq_ignore_ascii_case("and"));
    if by_and { all } else { Vec::new() }
}

/// The person or the body of a known actor that the name at `token` means; no office that stands before a name, as in
/// "*Organizer* and founder Karin Marek".
fn named<'m>(analysis: &'m Analysis<'_>, token: usize) -> Option<&'m Mention> {
    let doc = analysis.doc;
    let is_person = || {
        doc.entities()
            .iter()
            .any(|entity| entity.kind == EntityType::PERSON && entity.tokens.contains(&token))
    };
    analysis.mentions.headed_by(token).filter(|mention| {
        let known = if mention.is_person {
            mention.name.contains(' ') || is_person()
        } else {
            !mention.is_place && !mention.actors.is_empty()
        };
        known && doc.token(token).pos == Pos::PROPN && mention.kind != MentionKind::Description
    })
}
