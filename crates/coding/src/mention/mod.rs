//! Mentions: the noun phrases and pronouns that stand for political actors, and whom they mean.

mod acronyms;
mod around;
mod bodies;
mod cast;
mod clash;
mod counted;
mod describe;
mod doubtful;
mod expletive;
mod finder;
mod firm_officers;
mod firms;
mod generic;
mod genre;
mod given_names;
mod group;
mod halves;
mod kin;
mod lands;
mod names;
mod nouns;
mod outlet;
mod owner_behind;
mod pairs;
mod people;
mod person_names;
mod places;
mod pronoun;
mod reference;
mod role_actor;
mod roles;
mod setting;
mod several;
mod shortened;
mod titles;
mod unlisted;
mod unowned;
mod unspecific;
mod vague;
mod voice;

use std::ops::Range;

use detente_lexicon::{Actor, Role, RoleSort};

pub(crate) use acronyms::are_initials;
pub use finder::{Context, find};
pub(crate) use firms::ends_firm;
pub(crate) use given_names::suits;
pub use places::Located;
pub(crate) use titles::torn_title;

/// What kind of words a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A proper name of a person.
    Person,
    /// A name of a state, body, group or place that acts.
    Name,
    /// A description with a role noun ("Russian officials", "the minister", "a NATO source").
    Description,
    /// A pronoun that was resolved.
    Pronoun,
}

/// What a mention says of the thing it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nature {
    /// A person.
    Person,
    /// A state by its name.
    State,
    /// A capital or region that may stand for a government.
    Capital,
    /// Another city, town or camp: the government that holds it may be hit there, but does not act.
    City,
    /// A demonym ("Russian").
    Adjective,
    /// An organisation, armed group or part of a state.
    Body,
    /// People described by what they do ("officials", "troops", "villagers").
    Role(Role, RoleSort),
    /// Anything else.
    Other,
}

/// One mention of somebody, resolved as far as the article tells.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The words of the mention with its modifiers.
    pub tokens: Range<usize>,
    /// The token that heads it in the tree.
    pub head: usize,
    /// What kind of words it is.
    pub kind: MentionKind,
    /// What it is a name of.
    pub nature: Nature,
    /// Whom it stands for. More than one for "the two countries", "both sides"; none for a
    /// person or body whose actor the text does not tell.
    pub actors: Vec<Actor>,
    /// Full name ("Vladimir Voronkov", "Russia") or the words of the description.
    pub name: String,
    /// The office held on the article's date, if known.
    pub office: Option<String>,
    /// Whether it names or describes one human being (who may be quoted as a person).
    pub is_person: bool,
    /// Whether it names a place or a people rather than an acting body ("in Moscow").
    pub is_place: bool,
    /// Whether it is plural.
    pub is_plural: bool,
}

/// All mentions of an article.
#[derive(Debug, Default)]
pub struct Mentions {
    /// In text order of their heads.
    all: Vec<Mention>,
    /// For each token, the index + 1 of the mention it heads, or 0.
    by_head: Vec<u32>,
    /// Forums and agreements: token range, id, whether it is an agreement.
    frames: Vec<(Range<usize>, String, bool)>,
    /// Places, in text order.
    places: Vec<Located>,
}

impl Mentions {
    /// Gathers `mentions` for a document of `tokens` tokens; of two with one head the first stays.
    pub fn new(mut mentions: Vec<Mention>, tokens: usize) -> Self {
        mentions.sort_by_key(|mention| mention.head);
        mentions.dedup_by_key(|mention| mention.head);
        let mut by_head = vec![0; tokens];
        for (index, mention) in mentions.iter().enumerate() {
            by_head[mention.head] = index as u32 + 1;
        }
        Self {
            all: mentions,
            by_head,
            frames: Vec::new(),
            places: Vec::new(),
        }
    }

    /// The mention headed by `token`.
    pub fn headed_by(&self, token: usize) -> Option<&Mention> {
        let index = *self.by_head.get(token)? as usize;
        index.checked_sub(1).map(|index| &self.all[index])
    }

    /// All mentions in text order.
    pub fn iter(&self) -> std::slice::Iter<'_, Mention> {
        self.all.iter()
    }

    /// The forums (`false`) and agreements (`true`) named within `tokens`.
    pub fn frames(&self, tokens: Range<usize>) -> impl Iterator<Item = (&str, bool)> {
        self.frames
            .iter()
            .filter(move |(range, ..)| range.start < tokens.end && tokens.start < range.end)
            .map(|(_, id, agreement)| (id.as_str(), *agreement))
    }

    /// The tokens of each agreement's name.
    pub(crate) fn agreements(&self) -> impl Iterator<Item = &Range<usize>> {
        self.frames
            .iter()
            .filter(|(.., agreement)| *agreement)
            .map(|(range, ..)| range)
    }

    /// All places in text order.
    pub fn places(&self) -> &[Located] {
        &self.places
    }

    /// The place whose name covers `token`.
    pub fn place_at(&self, token: usize) -> Option<&Located> {
        self.places
            .iter()
            .find(|place| place.tokens.contains(&token))
    }

    /// Gives the mention headed by `token` other actors and a name, or makes one there: how
    /// first-person pronouns get their speaker once the quotes are known.
    pub fn resolve(&mut self, token: usize, mention: Mention) {
        let index = self.by_head[token] as usize;
        if index == 0 {
            self.all.push(mention);
            self.by_head[token] = self.all.len() as u32;
        } else {
            self.all[index - 1] = mention;
        }
    }
}

impl<'a> IntoIterator for &'a Mentions {
    type Item = &'a Mention;
    type IntoIter = std::slice::Iter<'a, Mention>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
