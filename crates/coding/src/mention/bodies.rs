//! Organisations that the lexicon does not hold: what they are by the words of their names, and names of
//! states, places and people that are but a part of one.

use detente_lexicon::{Actor, NameKind, Role, RoleNoun, RoleSort, Tells, Words};
use detente_syntax::{Dep, EntityType, Pos, Tag};

use super::cast::{Gender, Trace};
use super::finder::Finder;
use super::genre::Genre;
use super::names::Hit;
use super::reference;

/// Nouns for those who speak and act for whatever body is talked of.
const SERVING: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "representative",
    "president",
    "vice-president",
    "secretary",
];

/// Words of names for what people found together.
pub(super) const SOCIETIES: &[&str] = &[
    "association",
    "brotherhood",
    "church",
    "confederation",
    "federation",
    "guild",
    "league",
    "movement",
    "organisation",
    "organization",
    "society",
    "union",
    "unions",
];

/// Nouns for societies whose officers hold no office of a state.
const PRIVATE_SOCIETIES: &[&str] = &[
    "association",
    "church",
    "club",
    "confederation",
    "federation",
    "guild",
    "society",
];

/// What the bearer of a name is, by the last of its words that tells.
pub(super) fn kind_of<'w>(
    table: &Words,
    words: impl DoubleEndedIterator<Item = &'w str>,
) -> Option<Role> {
    words.rev().find_map(|word| table.body(word))
}

/// Whether a noun before "of" is one for the state that is named behind it.
fn is_land(noun: &str) -> bool {
    matches!(
        &*noun.to_lowercase(),
        "republic" | "kingdom" | "state" | "emirate" | "sultanate"
    )
}

impl Finder<'_> {
    /// What the organisation whose name `token` is part of is, by the words of the name.
    pub(super) fn kind_of_body(&self, token: usize) -> Option<Role> {
        let (kind, start) = self.entity_of[token]?;
        if kind != EntityType::ORG {
            return None;
        }
        let start = start as usize;
        let end = (token..self.doc.len())
            .take_while(|&next| self.entity_of[next] == self.entity_of[token])
            .last()?;
        // "Acme <ACM.O>" is listed on an exchange.
        let listed = self.words.get(end + 1).is_some_and(|word| *word == "<")
            || self.words[start..=end]
                .iter()
                .any(|word| word.starts_with('<'));
        let words = self.words[start..=end].iter().copied();
        let named = self.firms.is_called_at(self.doc, start);
        let business = listed || named || self.genre == Genre::Business;
        kind_of(&self.lexicon.words, words).or(business.then_some(Role::BUS))
    }

    /// Whether the place's name stands in a firm's, as the article calls it: "the *Texas* Eastern pipeline" of Texas
    /// Eastern Corp, "Great *American* said".
    fn is_within_firm(&self, hit: &Hit<'_>) -> bool {
        let doc = self.doc;
        let start = hit.tokens.start;
        let before = start.checked_sub(1).filter(|&before| {
            doc.token(before).sentence == doc.token(start).sentence
                && doc.word(before).starts_with(char::is_uppercase)
        });
        hit.tokens.len() == 1
            && (self.firms.is_called_at(doc, start)
                || before.is_some_and(|before| self.firms.is_called_at(doc, before)))
    }

    /// Whether the name of a state, place or person is but a part of the name of something else that is no body
    /// of it: "*Swiss* Bank Corp", "Bell *Canada*", "*Trump* University".
    pub(super) fn is_within_name(&self, hit: &Hit<'_>) -> bool {
        let place = matches!(
            hit.sense.kind,
            NameKind::State
                | NameKind::Adjective
                | NameKind::People
                | NameKind::Capital
                | NameKind::City
        );
        let person = matches!(hit.sense.kind, NameKind::Person | NameKind::Surname);
        if !(place || person) || hit.partial {
            return false;
        }
        let doc = self.doc;
        if place && self.is_within_firm(hit) {
            return true;
        }
        let kind = self.entity(hit.head);
        if !matches!(
            kind,
            Some(
                EntityType::ORG
                    | EntityType::FAC
                    | EntityType::PRODUCT
                    | EntityType::LOC
                    | EntityType::EVENT
                    | EntityType::WORK_OF_ART
            )
        ) {
            return false;
        }
        // "Evans and Sutherland": the end of a firm's name.
        let joint = |token: usize| matches!(doc.word(token), "and" | "&");
        if person
            && kind == Some(EntityType::ORG)
            && hit.tokens.start.checked_sub(2).is_some_and(|first| {
                joint(first + 1)
                    && self.same_entity(first, hit.head)
                    && self.hit_of[first] == 0
                    && doc.token(first).pos == Pos::PROPN
            })
        {
            return true;
        }
        let next = hit.tokens.end;
        let modifies = next < doc.len() && self.same_entity(hit.head, next) && {
            let head = doc.head(hit.head);
            head.is_some_and(|head| {
                head >= next
                    && doc.token(head).pos == Pos::PROPN
                    && self.same_entity(hit.head, head)
                    && matches!(
                        doc.token(hit.head).dep,
                        Dep::Compound | Dep::Nmod | Dep::Amod
                    )
            })
        };
        if modifies {
            // A state's ministry, court or army is its body, and so tells of it.
            let head = doc.head(hit.head).unwrap_or(next);
            let private = self
                .kind_of_body(hit.head)
                .is_none_or(|role| role != Role::GOV)
                || !matches!(kind, Some(EntityType::ORG));
            if self.is_site(head) {
                return true;
            }
            return private && (person || !self.is_state_body(head))
                || person && !self.is_office_at(next);
        }
        let parsed = doc.token(hit.head);
        let of = doc.head(hit.head).filter(|&of| {
            parsed.dep == Dep::Pobj && doc.word(of) == "of" && self.same_entity(of, hit.head)
        });
        // "The Republic of Kenya" is the state.
        let named = of.and_then(|of| doc.head(of));
        if let Some(named) = named.filter(|&named| !is_land(doc.lemma(named))) {
            // "University of North Carolina", "Union Bank of Switzerland".
            let kind = self
                .lexicon
                .words
                .body(doc.word(named))
                .or(self.kind_of_body(named));
            // "Friends of Hale" are no Hale.
            let circle = person && doc.token(named).tag == Tag::NNPS;
            return circle || place && kind.is_some_and(|role| role != Role::GOV);
        }
        // "Bell Canada", "Air France", "Team Kenya".
        let Some(before) = hit.tokens.start.checked_sub(1) else {
            return false;
        };
        place
            && kind == Some(EntityType::ORG)
            && !matches!(hit.sense.kind, NameKind::Adjective)
            && self.same_entity(before, hit.head)
            && self.hit_of[before] == 0
            && doc.token(before).pos == Pos::PROPN
            && doc.token(before).dep == Dep::Compound
            && self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..=before], before)
                .is_none_or(|(_, noun)| noun.sort == RoleSort::Private)
    }

    /// Whether the role noun about `token` names a part of a state.
    fn is_state_body(&self, token: usize) -> bool {
        self.lexicon
            .roles
            .longest_around(&self.words, token)
            .is_some_and(|(_, noun)| {
                let of_state = matches!(
                    noun.role,
                    Role::GOV | Role::MIL | Role::LEG | Role::JUD | Role::COP | Role::SPY
                );
                noun.sort == RoleSort::Unit || of_state && noun.sort != RoleSort::Private
            })
    }

    /// Whether a role noun begins at `token` or ends right behind: "Trump *campaign*", "Obama *administration*".
    fn is_office_at(&self, token: usize) -> bool {
        self.lexicon
            .roles
            .longest_around(&self.words, token)
            .is_some()
    }

    /// The body whose "spokesman" or "official" is meant where none is told: the one that is the subject of this
    /// sentence or one of the two before.
    pub(super) fn body_at_hand(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
        let noun = role.noun.rsplit(' ').next()?;
        if role.role != Role::GOV || role.noun.contains(' ') || !SERVING.contains(&noun) {
            return None;
        }
        let sentence = self.doc.token(token).sentence;
        let mut bodies = self.cast.recent(sentence, 2).filter(|trace| {
            let body = trace.is_body
                || trace.role.is_some() && !trace.is_person && !trace.is_plural && !trace.is_state;
            let reports = trace.body.as_deref() == Some("media")
                || trace
                    .actors
                    .iter()
                    .any(|actor| actor.role == Some(Role::MED));
            // "The businessman" is no body.
            let man = Gender::of_word(&trace.noun).is_some();
            body && trace.is_subject && !trace.is_aside && !reports && !man
        });
        let body = bodies.next()?;
        let definite = self
            .doc
            .children(token)
            .any(|c| self.doc.token(c).dep == Dep::Det);
        let private = body
            .actors
            .first()
            .is_none_or(|actor| matches!(actor.role, Some(Role::BUS | Role::EDU | Role::NGO)));
        // "Hale Motors said officials would visit": its own.
        let own = private
            && self.is_plural(token)
            && self.doc.token(body.head).sentence == sentence
            && self
                .doc
                .head(body.head)
                .is_some_and(|verb| self.doc.ancestors(token).take(8).any(|a| a == verb));
        let definite = definite || own;
        // "Ran for president"; the president of a ministry is the state's.
        if !definite || !private && matches!(noun, "president" | "vice-president" | "secretary") {
            return None;
        }
        match body.actors.first() {
            Some(actor) => Some(actor.clone()),
            None if body.role == Some(Role::BUS) || self.kind_of_body(body.head).is_some() => {
                let role = self.kind_of_body(body.head).unwrap_or(Role::BUS);
                Some(Actor::new("-", Some(role)))
            }
            None => None,
        }
    }

    /// The role of the private body whose spokesman is meant where the words before name firms, schools or media and no
    /// part of a state: "Acme chairman Hale would sell, *a spokesman* said".
    pub(super) fn private_voice(&self, token: usize, role: &RoleNoun) -> Option<Role> {
        let voice = matches!(
            role.noun.as_str(),
            "spokesman" | "spokeswoman" | "spokesperson"
        );
        if !voice {
            return None;
        }
        let sentence = self.doc.token(token).sentence;
        let mut private = None;
        for trace in self.cast.recent(sentence, 2) {
            let own = trace.actors.first().and_then(|actor| actor.role);
            match own {
                Some(Role::BUS | Role::EDU | Role::NGO) => private = private.or(own),
                Some(_) if !trace.is_state && !trace.is_city && !trace.is_person => return None,
                None if trace.is_unlisted => private = private.or(Some(Role::BUS)),
                _ => {}
            }
        }
        private
    }

    /// Somebody of an organisation that nobody knows, of the kind `unit`: of the state that the article is plainly
    /// about, else of an unknown one.
    pub(super) fn unknown_of(&self, unit: Option<Role>, role: Role) -> Actor {
        let state = self.setting.state.as_ref();
        // A firm may be of any state, whatever the article is about.
        let firm = unit == Some(Role::BUS);
        // Lawmakers, judges, policemen and people of a place that nobody knows are hardly another state's.
        let domestic = matches!(
            role,
            Role::LEG | Role::COP | Role::JUD | Role::CVL | Role::EDU
        );
        let head = state.filter(|_| !firm && (unit.is_some() || domestic) && self.setting.is_clear);
        let head = head.map_or_else(|| "-".into(), |state| state.head.clone());
        Actor::new(head, Some(unit.unwrap_or(role)))
    }

    /// Whether the name that ends at `token` is a site's, a law's or a prize's.
    pub(super) fn is_site(&self, token: usize) -> bool {
        self.lexicon.words.is(self.doc.word(token), Tells::Site)
    }

    /// Whether the name that ends with `token` says that people are joined in what it names.
    fn is_society(&self, token: usize) -> bool {
        let end = (token..self.doc.len())
            .take_while(|&next| next == token || self.same_entity(next, token))
            .last()
            .unwrap_or(token);
        (self.name_start(token)..=end).any(|at| {
            let word = self.doc.word(at).to_lowercase();
            SOCIETIES.contains(&word.as_str()) || word.ends_with("workers")
        })
    }

    /// The role of the body named by a role noun in the tokens from `edge` to `start`.
    pub(super) fn unit_before(&self, edge: usize, start: usize) -> Option<Role> {
        (edge..start)
            .rev()
            // "The *principal* deputy secretary" heads no school.
            .filter(|&token| self.hit_of[token] == 0 && self.doc.token(token).pos != Pos::ADJ)
            .find_map(|token| {
                // "The medical *society's* president".
                if PRIVATE_SOCIETIES.contains(&self.doc.lemma(token)) {
                    return Some(Role::CVL);
                }
                let (_, noun) = self.lexicon.roles.longest_ending_at(&self.words, token)?;
                let private = noun.sort == RoleSort::Private
                    && matches!(noun.role, Role::BUS | Role::EDU | Role::MED | Role::NGO);
                (noun.sort == RoleSort::Unit || private).then_some(noun.role)
            })
    }

    /// What the society is in whose name the nation at `token` stands, by the noun that heads it: "the *Indian* Medical
    /// Association".
    pub(super) fn kind_of_society(&self, token: usize) -> Option<Role> {
        let head = self.doc.head(token).filter(|&head| {
            head > token && self.doc.token(head).pos == Pos::PROPN && self.same_entity(head, token)
        })?;
        let noun = self.lexicon.roles.longest_around(&self.words, head);
        let private = |noun: &RoleNoun| {
            matches!(noun.sort, RoleSort::Private | RoleSort::People)
                && matches!(noun.role, Role::CVL | Role::NGO | Role::EDU | Role::MED)
        };
        match noun {
            Some((_, noun)) => private(noun).then_some(noun.role),
            None => SOCIETIES
                .contains(&self.doc.word(head).to_lowercase().as_str())
                .then_some(Role::CVL),
        }
    }

    /// The body whose name stands before the noun at `token` that tells what it is: "Lebanon's *Hezbollah* group".
    pub(super) fn named_before(&self, token: usize) -> Option<Trace> {
        let doc = self.doc;
        let noun = doc.lemma(token).to_lowercase();
        let singular = doc.token(token).tag == Tag::NN;
        let named = |trace: &&Trace| {
            trace.head + 1 == token
                && doc.head(trace.head) == Some(token)
                && trace.is_body
                && trace.body.is_some()
                && reference::is_called(trace, &noun)
        };
        self.cast
            .recent(doc.token(token).sentence, 0)
            .find(|trace| singular && named(trace))
            .cloned()
    }

    /// The actor of an unknown organisation of `state` whose name contains `token`: by what its name says it is,
    /// else of its people if it says that they are joined in it; else nobody knows.
    pub(super) fn body_of(&self, token: usize, state: &Actor) -> Option<Actor> {
        // "The Soviet firm Technoexport".
        let called = token.checked_sub(1).and_then(|before| {
            let (_, noun) = self
                .lexicon
                .roles
                .longest_ending_at(&self.words, self.name_start(token).max(1) - 1)?;
            let private = noun.sort == RoleSort::Private && before > 0;
            private.then_some(noun.role)
        });
        let role = called.or_else(|| self.kind_of_body(token)).or_else(|| {
            let society = self.genre != Genre::Business && self.is_society(token);
            society.then_some(Role::CVL)
        })?;
        Some(Actor::new(state.head.clone(), Some(role)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_their_bearers_are() {
        let words = &detente_builtin::lexicon().words;
        let of = |name: &str| kind_of(words, name.split(' '));
        assert_eq!(of("Western Widget Corp"), Some(Role::BUS));
        assert_eq!(of("Lake Town University"), Some(Role::EDU));
        assert_eq!(of("First Bank of Lakeland"), Some(Role::BUS));
        assert_eq!(of("Union of Poets"), None);
        assert_eq!(of(""), None);
    }
}
