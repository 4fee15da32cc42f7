//! The cast of an article: who has been introduced so far, for those who are mentioned again.

use compact_str::CompactString;
use detente_lexicon::{Actor, Role};
use rustc_hash::FxHashMap;

use super::person_names;

/// Which pronoun a person takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// she
    Female,
    /// he
    Male,
}

impl Gender {
    /// What a title, a noun or a pronoun tells: "Mrs", "spokeswoman", "her".
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let word = word.trim_end_matches('.');
        let is = |words: &[&str]| words.contains(&word);
        if is(&[
            "she",
            "her",
            "hers",
            "herself",
            "mrs",
            "ms",
            "miss",
            "madam",
            "lady",
            "dame",
            "queen",
            "princess",
            "empress",
            "duchess",
            "mother",
            "daughter",
            "sister",
            "wife",
            "widow",
            "girl",
            "actress",
            "nun",
            "grandmother",
            "niece",
            "aunt",
            "granddaughter",
        ]) || word.ends_with("woman")
        {
            return Some(Self::Female);
        }
        (is(&[
            "he",
            "him",
            "his",
            "himself",
            "mr",
            "sir",
            "lord",
            "king",
            "prince",
            "emperor",
            "duke",
            "father",
            "son",
            "brother",
            "husband",
            "widower",
            "boy",
            "monk",
            "grandfather",
            "nephew",
            "uncle",
            "grandson",
            "pope",
            "sheikh",
            "imam",
            "ayatollah",
            "sultan",
            "emir",
            "cardinal",
            "bishop",
        ]) || word.ends_with("man") && word != "woman")
            .then_some(Self::Male)
    }
}

/// A person of the article.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Full name as first given.
    pub name: String,
    /// Whom the person acts for, if the text or the lexicon tells.
    pub actor: Option<Actor>,
    /// The office, if told.
    pub office: Option<String>,
    /// The pronoun the person takes, if told.
    pub gender: Option<Gender>,
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
    /// Whether its head is a proper noun.
    pub is_named: bool,
    /// Whether it was the subject of a clause.
    pub is_subject: bool,
    /// Whether it named an organisation or group.
    pub is_body: bool,
    /// Whether it named a firm or body that the lexicon does not hold.
    pub is_unlisted: bool,
    /// Whether it named a city that is no capital: a place, to which nothing points back.
    pub is_city: bool,
    /// Whether it named a state, a capital, or a state's organ.
    pub is_state: bool,
    /// The `kind` of the organisation or institution it names.
    pub body: Option<CompactString>,
    /// The pronoun it takes, of a person.
    pub gender: Option<Gender>,
    /// Whether it only told of another's backers or friends ("Turkish-backed"), or what somebody is
    /// ("he was an admirer of hers"), so that nothing points back at it.
    pub is_aside: bool,
    /// Whether it stood as a demonym or a place only, and so can be referred to less easily.
    pub is_oblique: bool,
}

/// A noun phrase that stands for no actor, but may be what a pronoun points at.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    /// The head token.
    pub head: usize,
    /// Its sentence.
    pub sentence: u32,
    /// Several.
    pub is_plural: bool,
    /// Whether it was the subject of a clause.
    pub is_subject: bool,
    /// Whether it only modified another noun or stood behind a preposition of place.
    pub is_oblique: bool,
}

/// Whether two names, one of which may be a family name alone, can be those of one person.
pub(super) fn same_person(name: &str, known: &str) -> bool {
    let given = |name: &str| {
        name.split_once(' ')
            .map(|(given, _)| given.trim_end_matches('.').to_owned())
    };
    match (given(name), given(known)) {
        (Some(a), Some(b)) => a.starts_with(&b) || b.starts_with(&a),
        _ => true,
    }
}

/// Who has been introduced.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Last name → person.
    persons: FxHashMap<CompactString, Person>,
    /// All mentions so far, in text order.
    pub past: Vec<Trace>,
    /// All other noun phrases so far, in text order.
    pub other: Vec<Thing>,
}

impl Cast {
    /// The person introduced whose last name is `surname`.
    pub fn person(&self, surname: &str) -> Option<&Person> {
        self.persons.get(surname)
    }

    /// The only person introduced who bears `given` as first of several names: "Hillary" after "Hillary Clinton".
    pub fn only_bearer(&self, given: &str) -> Option<&Person> {
        let first_of = |name: &str| {
            name.split_once(' ')
                .is_some_and(|(first, _)| first == given)
        };
        let mut bearers = self.persons.values().filter(|known| first_of(&known.name));
        let bearer = bearers.next()?;
        bearers
            .all(|other| other.name == bearer.name)
            .then_some(bearer)
    }

    /// Introduces `person` under the last word of the name, or adds what was not known of it.
    pub fn introduce(&mut self, person: Person) {
        // "Ko Wen-je" is "Ko" from then on.
        if let Some(family) = person_names::leading_family(&person.name)
            && !self.persons.contains_key(family)
        {
            let family = family.into();
            self.persons.insert(family, person.clone());
        }
        let Some(surname) = person.name.rsplit(' ').next() else {
            return;
        };
        let known = self
            .persons
            .entry(surname.into())
            .or_insert_with(|| person.clone());
        // "Diana Hale" stays the Hale of an article in which her husband "Paul Hale" is named once.
        if !same_person(&person.name, &known.name) {
            return;
        }
        if known.actor.as_ref().is_none_or(Actor::is_unknown) && person.actor.is_some() {
            known.actor = person.actor;
        }
        known.gender = known.gender.or(person.gender);
        if known.office.is_none() {
            known.office = person.office;
        }
        if known.name.len() < person.name.len() {
            known.name = person.name;
        }
    }

    /// Notes which pronoun the person of `name` takes.
    pub fn tell_gender(&mut self, name: &str, gender: Gender) {
        let surname = name.rsplit(' ').next().unwrap_or(name);
        if let Some(person) = self.persons.get_mut(surname)
            && person.name == name
        {
            person.gender.get_or_insert(gender);
        }
        for trace in self.past.iter_mut().filter(|trace| trace.name == name) {
            trace.gender.get_or_insert(gender);
        }
    }

    /// Noun phrases that are no mentions, from the latest back, at most `sentences` sentences before `sentence`.
    pub fn things(&self, sentence: u32, sentences: u32) -> impl Iterator<Item = &Thing> {
        self.other
            .iter()
            .rev()
            .take_while(move |thing| thing.sentence + sentences >= sentence)
    }

    /// Past mentions from the latest back, at most `sentences` sentences before `sentence`.
    pub fn recent(&self, sentence: u32, sentences: u32) -> impl Iterator<Item = &Trace> + Clone {
        self.past
            .iter()
            .rev()
            .take_while(move |trace| trace.sentence + sentences >= sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Person {
        Person {
            name: name.into(),
            actor: None,
            office: None,
            gender: None,
        }
    }

    #[test]
    fn a_given_name_tells_its_only_bearer() {
        let mut cast = Cast::default();
        cast.introduce(person("Marta Kessel"));
        cast.introduce(person("Bruno"));
        let bearer = |cast: &Cast, given| cast.only_bearer(given).map(|known| known.name.clone());
        assert_eq!(bearer(&cast, "Marta").as_deref(), Some("Marta Kessel"));
        assert_eq!(bearer(&cast, "Bruno"), None, "a family name alone");
        cast.introduce(person("Marta Hale"));
        assert_eq!(bearer(&cast, "Marta"), None, "two bear it");
    }
}
