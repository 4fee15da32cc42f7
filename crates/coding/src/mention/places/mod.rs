//! Places: the cities and regions that the lexicon does not name, which of several places of one name
//! is meant, and which state a description without an owner belongs to by the places around it.

mod atlas;
mod choice;
mod context;
mod evidence;

use std::ops::Range;

use compact_str::CompactString;

use detente_lexicon::{Actor, Lexicon, NameKind, Tells};
use detente_syntax::{Dep, Pos};

use super::finder::Finder;

pub(super) use atlas::Atlas;

/// A place named in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// The tokens of its name.
    pub tokens: Range<usize>,
    /// As the text names it.
    pub name: String,
    /// The head of the state that holds it.
    pub country: CompactString,
    /// Degrees north and east, where the gazetteer has them.
    pub point: Option<(f64, f64)>,
    /// Whether the lexicon names it, and not the gazetteer alone.
    pub is_listed: bool,
}

impl Finder<'_> {
    /// The state of the phrase that `token` is coordinated with: "Lukashenko and 169 officials".
    pub(super) fn beside(&self, token: usize) -> Option<Actor> {
        if self.doc.token(token).dep != Dep::Conj {
            return None;
        }
        let mention = self.mention_at(self.doc.head(token)?)?;
        mention
            .actors
            .first()
            .filter(|actor| actor.is_state())
            .cloned()
    }

    /// The state of the place where the clause of `token` goes on: "massacred villagers *around the
    /// Nigerian town of Baga*".
    pub(super) fn clause_place(&self, token: usize) -> Option<Actor> {
        let doc = self.doc;
        let verb = doc
            .ancestors(token)
            .take(4)
            .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX))?;
        let places = doc.children(verb).filter(|&c| {
            doc.token(c).dep == Dep::Prep
                && matches!(
                    doc.word(c).to_lowercase().as_str(),
                    "in" | "at"
                        | "around"
                        | "near"
                        | "across"
                        | "outside"
                        | "inside"
                        | "through"
                        | "out"
                )
        });
        places
            .filter_map(|prep| {
                // "out of Pristina"
                let inner = doc.child(prep, Dep::Prep);
                doc.child(inner.unwrap_or(prep), Dep::Pobj)
            })
            .find_map(|object| self.named_place(object))
            .or_else(|| self.place_of_subject(verb, token))
            .or_else(|| self.place_in_front(token))
    }

    /// The state of the place where those are who do something to the one at `token`: "miners *in Zambia* clashed with
    /// police".
    fn place_of_subject(&self, verb: usize, token: usize) -> Option<Actor> {
        let doc = self.doc;
        let subject = doc
            .children(verb)
            .find(|&c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass) && c < token)?;
        doc.children(subject)
            .filter(|&prep| {
                prep > subject
                    && prep < token
                    && matches!(doc.word(prep), "in" | "near" | "outside")
            })
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .find_map(|object| self.named_place(object))
    }

    /// The state of the place that the sentence of `token` puts first: "*In Rome*, organisers said …; police put it at …".
    fn place_in_front(&self, token: usize) -> Option<Actor> {
        let doc = self.doc;
        let first = doc.sentences()[doc.token(token).sentence as usize].start;
        let placed = matches!(doc.word(first), "In" | "At" | "Near" | "Outside" | "Across")
            && doc.token(first).dep == Dep::Prep;
        let object = doc.child(first, Dep::Pobj).filter(|_| placed)?;
        self.hit_covering(object)?;
        self.named_place(object)
    }

    /// Whether the clause of `token` tells of several states in one phrase of place: "in *Peru, Chile and Bolivia* two
    /// million people …".
    pub(super) fn is_in_several_states(&self, token: usize) -> bool {
        let doc = self.doc;
        let verb = doc
            .ancestors(token)
            .take(4)
            .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX));
        let objects = verb
            .into_iter()
            .flat_map(|verb| doc.children(verb))
            .chain(doc.children(token))
            .filter(|&c| doc.token(c).dep == Dep::Prep)
            .filter(|&c| matches!(doc.word(c), "in" | "In" | "across" | "Across" | "from"))
            .filter_map(|prep| doc.child(prep, Dep::Pobj));
        objects.into_iter().any(|object| {
            let mut row = Vec::new();
            crate::tree::coordinated(doc, object, &mut row);
            let mut states = row
                .iter()
                .filter_map(|&place| self.hit_covering(place))
                .filter_map(|hit| hit.sense.actor.as_ref())
                .filter(|actor| actor.is_state());
            let first = states.next();
            first.is_some_and(|first| states.any(|other| other.head != first.head))
        })
    }

    /// The state that a clause of place around `token` tells of: "Rwanda, *where* government soldiers …".
    pub(super) fn where_place(&self, token: usize) -> Option<Actor> {
        let doc = self.doc;
        let clause = doc.ancestors(token).take(4).find(|&above| {
            doc.token(above).dep == Dep::Relcl
                && doc
                    .children(above)
                    .any(|c| doc.word(c).eq_ignore_ascii_case("where"))
        })?;
        self.named_place(doc.head(clause)?)
    }

    /// The state of the place that the phrase of `object` is, or is in: "the Danish embassy *in Tehran*".
    fn named_place(&self, object: usize) -> Option<Actor> {
        let doc = self.doc;
        let within = doc
            .children(object)
            .filter(|&c| c > object && matches!(doc.word(c), "in" | "near" | "outside" | "of"));
        let place = within
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .find(|&place| {
                self.hit_covering(place).is_some_and(|hit| {
                    matches!(
                        hit.sense.kind,
                        NameKind::State | NameKind::Capital | NameKind::City
                    )
                })
            });
        // "At the Japanese ambassador's *residence*" is hardly in Japan.
        let abroad = matches!(
            doc.lemma(object),
            "embassy" | "consulate" | "residence" | "mission"
        );
        // "Died in *Israeli raids*": whose they are, not where; "in a *Baghdad* bombing" tells the place.
        let named = |c: usize| {
            self.hit_covering(c)
                .is_some_and(|hit| matches!(hit.sense.kind, NameKind::Capital | NameKind::City))
        };
        let deed = self.lexicon.words.is(doc.lemma(object), Tells::Deed)
            && !doc
                .children(object)
                .any(|c| doc.token(c).dep == Dep::Compound && named(c));
        if place.is_none() && (abroad || deed) {
            return None;
        }
        self.actor_within(place.unwrap_or(object), 1)
            .filter(Actor::is_state)
    }
}

/// Seats of international bodies: a dateline from there says nothing of whose police or parliament
/// an article means.
pub(super) fn is_seat(place: &str) -> bool {
    const SEATS: &[&str] = &[
        "brussels",
        "geneva",
        "the hague",
        "hague",
        "vienna",
        "united nations",
        "new york",
        "strasbourg",
    ];
    let place = place.to_lowercase();
    SEATS.iter().any(|seat| place.starts_with(seat))
}

/// The state of a dateline's place, where the lexicon knows the place.
pub(super) fn place_actor(lexicon: &Lexicon, place: &str) -> Option<Actor> {
    let words: Vec<&str> = place
        .split([' ', ',', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    let titled: Vec<String> = words.iter().map(|word| title_case(word)).collect();
    let titled: Vec<&str> = titled.iter().map(String::as_str).collect();
    (0..titled.len()).find_map(|at| {
        let found = lexicon.names.longest_at(&titled, at)?;
        let mut senses = lexicon.names.senses(found);
        let actor = senses
            .find(|s| matches!(s.kind, NameKind::State | NameKind::Capital | NameKind::City))?
            .actor
            .as_ref()?;
        actor.is_state().then(|| Actor {
            head: actor.head.clone(),
            role: None,
        })
    })
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| {
        first
            .to_uppercase()
            .chain(chars.flat_map(char::to_lowercase))
            .collect()
    })
}
