//! What each record can be found by.

use std::collections::BTreeSet;

use detente_coding::record::{Coding, Event, Position, Quote};
use detente_page::record::ArticleRecord;

use crate::filter::TermKind;

/// A kind of term with its value.
pub(crate) type Tag = (TermKind, String);
/// The terms of one record, each once.
pub(crate) type Tags = BTreeSet<Tag>;

/// The head of `HEAD:ROLE`.
pub(crate) fn head(actor: &str) -> &str {
    actor.split_once(':').map_or(actor, |(head, _)| head)
}

/// The two heads in alphabetical order, as the pair is kept whichever way an act went.
pub(crate) fn pair(a: &str, b: &str) -> String {
    let (a, b) = (head(a), head(b));
    if a <= b {
        format!("{a}|{b}")
    } else {
        format!("{b}|{a}")
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
    tags.insert((kind, actor.to_owned()));
    tags.insert((kind, head(actor).to_owned()));
}

fn list(tags: &mut Tags, kind: TermKind, values: &[String]) {
    tags.extend(values.iter().map(|value| (kind, value.clone())));
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
            tags.insert((kind, value.clone()));
        }
    }
    tags
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
        tags.insert((TermKind::Pair, pair(source, target)));
    }
    for length in 2..=event.cameo.len().min(4) {
        if let Some(prefix) = event.cameo.get(..length) {
            tags.insert((TermKind::Code, prefix.to_owned()));
        }
    }
    tags.insert((TermKind::Class, event.quad.class.to_string()));
    tags.insert((TermKind::Status, name_of(&event.status)));
    tags.insert((TermKind::Rule, event.rule.clone()));
    list(&mut tags, TermKind::Issue, &event.issues);
    list(&mut tags, TermKind::Forum, &event.forums);
    list(&mut tags, TermKind::Agreement, &event.agreements);
    if let Some(place) = &event.place {
        tags.insert((TermKind::Country, place.country.clone()));
        tags.insert((TermKind::Place, format!("{}|{}", place.name, place.country)));
    }
    tags
}

/// The terms of a quote.
pub(crate) fn of_quote(quote: &Quote) -> Tags {
    let mut tags = Tags::new();
    if let Some(speaker) = &quote.speaker {
        tags.insert((TermKind::Speaker, speaker.name.clone()));
        if let Some(who) = &speaker.actor {
            actor(&mut tags, TermKind::Actor, who);
            actor(&mut tags, TermKind::Source, who);
        }
    }
    list(&mut tags, TermKind::Issue, &quote.issues);
    list(&mut tags, TermKind::Forum, &quote.forums);
    list(&mut tags, TermKind::Agreement, &quote.agreements);
    tags
}

/// The terms of a position.
pub(crate) fn of_position(position: &Position) -> Tags {
    let mut tags = Tags::new();
    actor(&mut tags, TermKind::Actor, &position.actor);
    actor(&mut tags, TermKind::Source, &position.actor);
    if let Some(towards) = &position.towards {
        actor(&mut tags, TermKind::Actor, towards);
        actor(&mut tags, TermKind::Target, towards);
        tags.insert((TermKind::Pair, pair(&position.actor, towards)));
    }
    tags.insert((TermKind::Issue, position.issue.clone()));
    tags.insert((TermKind::Stance, name_of(&position.stance)));
    list(&mut tags, TermKind::Forum, &position.forums);
    list(&mut tags, TermKind::Agreement, &position.agreements);
    tags
}

/// The terms of an article: its own and those of all its records.
pub(crate) fn of_article(article: &ArticleRecord, coding: &Coding) -> Tags {
    let mut tags = of_page(article);
    tags.extend(coding.events.iter().flat_map(of_event));
    tags.extend(coding.quotes.iter().flat_map(of_quote));
    tags.extend(coding.positions.iter().flat_map(of_position));
    tags
}
