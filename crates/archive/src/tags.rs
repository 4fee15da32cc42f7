//! What each record can be found by.

use compact_str::{CompactString, ToCompactString, format_compact};
use detente_coding::record::{Event, Position, Quote};
use detente_page::record::ArticleRecord;

use crate::filter::TermKind;

/// A kind of term with its value.
pub(crate) type Tag = (TermKind, CompactString);
/// The terms of one record, in order and each once.
pub(crate) type Tags = Vec<Tag>;

fn in_order(mut tags: Tags) -> Tags {
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// The head of `HEAD:ROLE`.
pub(crate) fn head(actor: &str) -> &str {
    actor.split_once(':').map_or(actor, |(head, _)| head)
}

/// The two heads in alphabetical order, as the pair is kept whichever way an act went.
pub(crate) fn pair(a: &str, b: &str) -> CompactString {
    let (a, b) = (head(a), head(b));
    if a <= b {
        format_compact!("{a}|{b}")
    } else {
        format_compact!("{b}|{a}")
    }
}

/// JSON's name of a value that is written as a string.
pub(crate) fn name_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn actor(tags: &mut Tags, kind: TermKind, actor: &str) {
    if actor.is_empty() || actor == "-" {
        return;
    }
    tags.push((kind, actor.into()));
    tags.push((kind, head(actor).into()));
}

fn list(tags: &mut Tags, kind: TermKind, values: &[String]) {
    tags.extend(values.iter().map(|value| (kind, value.into())));
}

/// What an article's own row adds to all its records.
pub(crate) fn of_page(article: &ArticleRecord) -> Tags {
    let mut tags = Tags::new();
    for (kind, value) in [
        (TermKind::Outlet, &article.outlet),
        (TermKind::Agency, &article.agency),
        (TermKind::Language, &article.language),
    ] {
        if let Some(value) = value {
            tags.push((kind, value.into()));
        }
    }
    in_order(tags)
}

/// The terms of an event.
pub(crate) fn of_event(event: &Event) -> Tags {
    let mut tags = Tags::new();
    let (source, target) = (event.source.actor.as_str(), event.target.actor.as_str());
    for end in [source, target] {
        actor(&mut tags, TermKind::Actor, end);
    }
    actor(&mut tags, TermKind::Source, source);
    actor(&mut tags, TermKind::Target, target);
    if target != "-" {
        tags.push((TermKind::Pair, pair(source, target)));
    }
    for length in 2..=event.cameo.len().min(4) {
        if let Some(prefix) = event.cameo.get(..length) {
            tags.push((TermKind::Code, prefix.into()));
        }
    }
    tags.push((TermKind::Class, event.quad.class.to_compact_string()));
    tags.push((TermKind::Status, name_of(&event.status).into()));
    tags.push((TermKind::Rule, event.rule.as_str().into()));
    list(&mut tags, TermKind::Issue, &event.issues);
    list(&mut tags, TermKind::Forum, &event.forums);
    list(&mut tags, TermKind::Agreement, &event.agreements);
    if let Some(place) = &event.place {
        tags.push((TermKind::Country, place.country.as_str().into()));
        tags.push((
            TermKind::Place,
            format_compact!("{}|{}", place.name, place.country),
        ));
    }
    in_order(tags)
}

/// The terms of a quote.
pub(crate) fn of_quote(quote: &Quote) -> Tags {
    let mut tags = Tags::new();
    if let Some(speaker) = &quote.speaker {
        tags.push((TermKind::Speaker, speaker.name.as_str().into()));
        if let Some(who) = &speaker.actor {
            actor(&mut tags, TermKind::Actor, who);
            actor(&mut tags, TermKind::Source, who);
        }
    }
    list(&mut tags, TermKind::Issue, &quote.issues);
    list(&mut tags, TermKind::Forum, &quote.forums);
    list(&mut tags, TermKind::Agreement, &quote.agreements);
    in_order(tags)
}

/// The terms of a position.
pub(crate) fn of_position(position: &Position) -> Tags {
    let mut tags = Tags::new();
    actor(&mut tags, TermKind::Actor, &position.actor);
    actor(&mut tags, TermKind::Source, &position.actor);
    if let Some(towards) = &position.towards {
        actor(&mut tags, TermKind::Actor, towards);
        actor(&mut tags, TermKind::Target, towards);
        tags.push((TermKind::Pair, pair(&position.actor, towards)));
    }
    tags.push((TermKind::Issue, position.issue.as_str().into()));
    tags.push((TermKind::Stance, name_of(&position.stance).into()));
    list(&mut tags, TermKind::Forum, &position.forums);
    list(&mut tags, TermKind::Agreement, &position.agreements);
    in_order(tags)
}

/// The terms of a record, its own and its page's.
pub(crate) fn with(mut own: Tags, page: &Tags) -> Tags {
    own.extend_from_slice(page);
    in_order(own)
}

/// The terms of an article: those of its page and of all its records.
pub(crate) fn of_article<'a>(page: Tags, of_records: impl Iterator<Item = &'a Tag>) -> Tags {
    let mut tags = page;
    tags.extend(of_records.cloned());
    in_order(tags)
}
