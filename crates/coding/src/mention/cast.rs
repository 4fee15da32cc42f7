//! The cast of an article: who has been introduced so far, for those who are mentioned again.

use compact_str::CompactString;
use detente_lexicon::{Actor, Role};
use rustc_hash::FxHashMap;

/// A person of the article.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Full name as first given.
    pub name: String,
    /// Whom the person acts for, if the text or the lexicon tells.
    pub actor: Option<Actor>,
    /// The office, if told.
    pub office: Option<String>,
}

/// One mention of the past, as reference resolution needs it.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts that reference resolution asks for"
)]
#[derive(Debug, Clone)]
pub(super) struct Trace {
    /// The head token.
    pub head: usize,
    /// Its sentence.
    pub sentence: u32,
    /// Whom it stood for.
    pub actors: Vec<Actor>,
    /// Name or description.
    pub name: String,
    /// The office.
    pub office: Option<String>,
    /// Lemma of the head, lower case.
    pub noun: CompactString,
    /// The role of the head noun, if it was a description.
    pub role: Option<Role>,
    /// One human being.
    pub is_person: bool,
    /// Several people or things.
    pub is_plural: bool,
    /// Whether it was the subject of a clause.
    pub is_subject: bool,
    /// Whether it named an organisation or group.
    pub is_body: bool,
    /// Whether it named a city that is no capital: a place, to which nothing points back.
    pub is_city: bool,
    /// Whether it named a state, a capital, or a state's organ.
    pub is_state: bool,
    /// Whether it stood as a demonym or a place only, and so can be referred to less easily.
    pub is_oblique: bool,
}

/// Who has been introduced.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Last name → person.
    persons: FxHashMap<CompactString, Person>,
    /// All mentions so far, in text order.
    pub past: Vec<Trace>,
}

impl Cast {
    /// The person introduced whose last name is `surname`.
    pub fn person(&self, surname: &str) -> Option<&Person> {
        self.persons.get(surname)
    }

    /// Introduces `person` under the last word of the name, or adds what was not known of it.
    pub fn introduce(&mut self, person: Person) {
        let Some(surname) = person.name.rsplit(' ').next() else {
            return;
        };
        let known = self
            .persons
            .entry(surname.into())
            .or_insert_with(|| person.clone());
        if known.actor.is_none() {
            known.actor = person.actor;
        }
        if known.office.is_none() {
            known.office = person.office;
        }
        if known.name.len() < person.name.len() {
            known.name = person.name;
        }
    }

    /// Past mentions from the latest back, at most `sentences` sentences before `sentence`.
    pub fn recent(&self, sentence: u32, sentences: u32) -> impl Iterator<Item = &Trace> {
        self.past
            .iter()
            .rev()
            .take_while(move |trace| trace.sentence + sentences >= sentence)
    }
}
