//! Titles and offices that the text gives a person: before the name, behind it, once before a list of names.

use detente_lexicon::{Actor, Role, RoleNoun, RoleSort, Tells};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::Nature;
use super::describe::Owner;
use super::finder::Finder;
use super::genre::Genre;
use crate::tree;

/// Titles that mean a rank of the police right before a name, and other offices elsewhere ("arms inspectors").
const POLICE_RANKS: &[&str] = &["inspector", "superintendent"];

/// Ranks that police have as well as armies.
const SHARED_RANKS: &[&str] = &[
    "sergeant",
    "sgt",
    "sgt.",
    "corporal",
    "cpl",
    "cpl.",
    "lieutenant",
    "lt",
    "lt.",
    "captain",
    "capt",
    "capt.",
    "trooper",
];

/// Shortened ranks at whose full stop a sentence is taken to end.
const TORN_RANKS: &[&str] = &[
    "Adm", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Insp", "Lt", "Maj", "Pvt", "Sgt", "Supt",
];

impl Finder<'_> {
    /// The title before a name that begins at `start`: its actor, its words, whether it is over.
    pub(super) fn title_before(
        &self,
        start: usize,
        head: usize,
    ) -> Option<(Option<Actor>, String, bool)> {
        let doc = self.doc;
        let edge = first_of_title(doc, start, head);
        let limit = start.saturating_sub(14).max(edge);
        let mut end = start;
        while end > limit {
            end -= 1;
            if self.hit_of[end] != 0
                && self
                    .lexicon
                    .roles
                    .longest_ending_at(&self.words[..=end], end)
                    .is_none()
            {
                continue;
            }
            let Some((len, noun)) = self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..=end], end)
            else {
                continue;
            };
            // "Republican National *Committee* chairman": what belongs to the body's name is none of the office's.
            let within = self
                .hit_covering(end + 1 - len)
                .map(|hit| hit.tokens.end)
                .filter(|&after| len > 1 && after <= end)
                .and_then(|after| {
                    let words = &self.words[after..=end];
                    self.lexicon.roles.longest_ending_at(words, end - after)
                });
            let (len, noun) = within.unwrap_or((len, noun));
            if self.is_of_match(noun) || self.is_chief_officer(end, noun) {
                continue;
            }
            let first = end + 1 - len;
            let leads = noun.sort == RoleSort::Head;
            let owner = self.title_owner(edge, first, head, leads);
            if self.is_title_anywhere(edge, first, end, head, noun) {
                return Some((None, noun.noun.to_string(), owner.former));
            }
            let police = POLICE_RANKS.contains(&noun.noun.as_str())
                || SHARED_RANKS.contains(&noun.noun.as_str()) && self.is_of_police_alone();
            // "Representative Hale" sits in parliament; a company's or a movement's stands elsewhere.
            let member = end + 1 == start
                && noun.noun == "representative"
                && self.doc.word(end).starts_with(char::is_uppercase);
            let known = owner
                .actor
                .and_then(|actor| Self::role_actor(noun, &actor))
                .map(|actor| {
                    let role = self.role_of_title(&actor, head, (police, member, owner.stateless));
                    Actor::new(actor.head, role)
                });
            let acts = match noun.sort {
                RoleSort::Private | RoleSort::Asset => false,
                RoleSort::Head => owner.unit.is_some(),
                _ => true,
            };
            let acts = acts && !(owner.body && owner.unit.is_none() && noun.role == Role::GOV);
            let unknown = || {
                let actor = self.unknown_of(owner.unit.filter(|_| owner.body), noun.role);
                let role = match noun.role {
                    Role::MIL if police => Role::COP,
                    _ if member => Role::LEG,
                    role => role,
                };
                Actor::new(actor.head, Some(owner.unit.unwrap_or(role)))
            };
            let is_of_firm = owner.unit.is_none()
                && (self.is_officer_of_unlisted(noun, head, first.max(edge))
                    || self.is_its_officer(edge..start, head, first))
                || self.is_behind_firm(noun, head, edge..first);
            let actor = if is_of_firm {
                Some(Actor::new("-", Some(Role::BUS)))
            } else {
                known.or_else(|| acts.then(unknown))
            };
            return Some((actor, noun.noun.to_string(), owner.former));
        }
        None
    }

    /// The role of the bearer of a title before the name at `head`, which by its words is `actor`'s: a rank of the police,
    /// a member of parliament, one of a people without a state.
    fn role_of_title(
        &self,
        actor: &Actor,
        head: usize,
        (police, member, stateless): (bool, bool, bool),
    ) -> Option<Role> {
        match actor.role {
            Some(Role::GOV | Role::MIL) if police => Some(Role::COP),
            Some(Role::MIL) if self.is_of_police(head) => Some(Role::COP),
            Some(Role::GOV) if member => Some(Role::LEG),
            Some(Role::GOV) if stateless => Some(Role::CVL),
            role => role,
        }
    }

    /// Whether the report has named police and nobody who bears arms besides.
    fn is_of_police_alone(&self) -> bool {
        let named = |role: Role| {
            self.cast.past.iter().any(|trace| {
                trace.role == Some(role)
                    || trace.actors.iter().any(|actor| actor.role == Some(role))
            })
        };
        named(Role::COP)
            && ![Role::MIL, Role::REB, Role::SEP, Role::UAF]
                .into_iter()
                .any(named)
    }

    /// Whether the words behind the name at `head` tell that its bearer serves the police: "Colonel Hale *of the traffic
    /// police*".
    fn is_of_police(&self, head: usize) -> bool {
        let doc = self.doc;
        doc.children(head)
            .filter(|&c| c > head)
            .flat_map(|c| {
                let object = doc
                    .child(c, Dep::Pobj)
                    .filter(|_| matches!(doc.word(c), "of" | "from" | "with"));
                let apposed = (doc.token(c).dep == Dep::Appos).then_some(c);
                object.into_iter().chain(apposed)
            })
            .any(|noun| {
                self.lexicon
                    .roles
                    .longest_around(&self.words, noun)
                    .is_some_and(|(_, noun)| noun.role == Role::COP)
            })
    }

    /// Whether the title from `first` to `last` before a name is one that bodies of every sort have, and nothing tells
    /// which one is meant: "*family spokesman* Jens Hale".
    fn is_title_anywhere(
        &self,
        edge: usize,
        first: usize,
        last: usize,
        head: usize,
        noun: &RoleNoun,
    ) -> bool {
        let office = matches!(noun.sort, RoleSort::Office | RoleSort::Head)
            && noun.role == Role::GOV
            && first == last
            && self.lexicon.words.is(&noun.noun, Tells::Anywhere)
            && !matches!(noun.noun.as_str(), "president" | "secretary");
        if !office {
            return false;
        }
        let owner = self.owner(head, first.max(edge));
        if owner.actor.is_some() || owner.unit.is_some() || owner.former {
            return false;
        }
        // "*Public finance* director Hale", "banking *commissioner* Marek": of the state at hand.
        let public = first > edge
            && self
                .lexicon
                .words
                .is(self.doc.lemma(first - 1), Tells::Public)
            || noun.noun == "commissioner" && self.genre != Genre::Sport;
        if public {
            return false;
        }
        let of_trade = first > edge
            && matches!(self.doc.token(first - 1).pos, Pos::NOUN | Pos::PROPN)
            && self.hit_of[first - 1] == 0
            && self.doc.token(first - 1).dep == Dep::Compound;
        of_trade || !self.is_among_states(head)
    }

    /// The owner of a title that begins at `first`, in the phrase that begins at `edge`; of one who
    /// `leads` some body only that body.
    pub(super) fn title_owner(&self, edge: usize, first: usize, head: usize, leads: bool) -> Owner {
        let mut owner = self.owner(head, first.max(edge));
        // "US Under Secretary Jones", which reads like a preposition.
        if owner.actor.is_none()
            && let Some(before) = first.checked_sub(2)
            && self.doc.word(first - 1) == "Under"
        {
            owner.actor = self
                .hit_covering(before)
                .and_then(|hit| self.hit_actor(hit));
        }
        if owner.actor.is_none() && !owner.foreign && !leads {
            // "Foreign Minister Lavrov" in an article on Russia: the state at hand.
            let office = self.words[first..head.min(self.words.len())]
                .iter()
                .map(|word| word.to_lowercase())
                .find(|word| self.lexicon.words.is(word, Tells::Office));
            owner.actor = match office {
                Some(office) => self.home_with(head, &office),
                None => self.home_at(head),
            };
        }
        owner
    }

    /// The office told before a name, and mostly a comma, that the parser took for another subject: "*the head of the
    /// navy's press office*, Jens Hale told …", "*the envoy to Oslo* Jens Hale said".
    pub(super) fn told_before(&self, token: usize, start: usize) -> Option<(Actor, String)> {
        let doc = self.doc;
        let comma = start.checked_sub(1)?;
        let end = comma + usize::from(doc.word(comma) != ",");
        if doc.token(token).dep != Dep::Nsubj {
            return None;
        }
        let verb = doc.head(token)?;
        let before = doc
            .children(verb)
            .find(|&c| c < comma && doc.token(c).dep == Dep::Nsubj && doc.subtree(c).end == end)?;
        self.office_of(before)
    }

    /// The office whose holder a name behind a comma is: "*Director of the Forests Department*, Jens Hale, said".
    pub(super) fn apposed_office(&self, token: usize, start: usize) -> Option<(Actor, String)> {
        let doc = self.doc;
        let comma = start
            .checked_sub(1)
            .filter(|&comma| doc.word(comma) == "," && doc.token(token).dep == Dep::Appos)?;
        let office = doc.head(token).filter(|&office| office < comma)?;
        let told = self.mention_at(office)?;
        let holds = told.is_person
            && !told.is_plural
            && matches!(
                told.nature,
                Nature::Role(_, RoleSort::Office | RoleSort::Head | RoleSort::Member)
            );
        let actor = told.actors.first().filter(|actor| !actor.is_unknown())?;
        let words = || doc.lemma(office).to_lowercase();
        holds.then(|| (actor.clone(), told.office.clone().unwrap_or_else(words)))
    }

    /// The office that stands once before a list of names: "foreign *ministers* Julie Hale of A and Winston Marek of B".
    pub(super) fn title_of_list(&self, token: usize) -> Option<(Actor, String)> {
        let doc = self.doc;
        if doc.token(token).dep != Dep::Conj {
            return None;
        }
        let first = doc.head(token)?;
        let mention = self.mention_at(first).filter(|first| first.is_person)?;
        let office = mention.office.clone()?;
        let actor = mention.actors.first()?;
        let start = self
            .hit_covering(first)
            .map_or_else(|| self.name_start(first), |hit| hit.tokens.start);
        let before = start.checked_sub(1)?;
        // Who holds an office by the lexicon alone gives it to nobody beside him.
        let listed = matches!(doc.token(before).tag, Tag::NNS | Tag::NNPS)
            || is_shortened_plural(doc.word(before), &office)
            || before > 0
                && doc.word(before) == "."
                && is_shortened_plural(doc.word(before - 1), &office)
            || doc.token(first).dep == Dep::Conj && self.hit_covering(first).is_none();
        if !listed {
            return None;
        }
        let own = self.owner_behind(token, 0).filter(Actor::is_state);
        let state = own.map_or_else(|| actor.head.clone(), |own| own.head);
        Some((Actor::new(state, actor.role), office))
    }

    /// What is told of a person behind the name: "head of the Foreign Ministry's …", "who heads the
    /// Iraqi parliament", "who is the army's spokesman".
    pub(super) fn told_after(&self, token: usize) -> Option<(Actor, String)> {
        let doc = self.doc;
        let appos = doc
            .children(token)
            .filter(|&c| doc.token(c).dep == Dep::Appos)
            .find_map(|appos| self.office_of(self.of_several(appos)));
        appos.or_else(|| {
            // "Jens Hale, *a Dane who heads* the fund's bureau".
            let described = doc
                .children(token)
                .filter(|&c| doc.token(c).dep == Dep::Appos && c > token);
            std::iter::once(token)
                .chain(described)
                .flat_map(|who| doc.children(who))
                .filter(|&c| doc.token(c).dep == Dep::Relcl)
                .find_map(|verb| {
                    let lemma = doc.lemma(verb);
                    if matches!(
                        lemma,
                        "head" | "lead" | "chair" | "command" | "run" | "represent" | "oversee"
                    ) {
                        let object = doc.child(verb, Dep::Dobj)?;
                        let actor = self.actor_within(object, 1)?;
                        return Some((actor, tree::words(doc, tree::phrase(doc, object))));
                    }
                    let office = match lemma {
                        "be" => doc.child(verb, Dep::Attr).map(|one| self.of_several(one)),
                        "serve" => doc
                            .children(verb)
                            .find(|&c| doc.word(c) == "as")
                            .and_then(|prep| doc.child(prep, Dep::Pobj)),
                        _ => None,
                    };
                    self.office_of(office?)
                })
        })
    }

    /// The part of a state, the school or the paper that the words right behind a name tell somebody to be of: "Dr Hale *of
    /// the Michigan Department of Health*".
    pub(super) fn body_served(&self, token: usize) -> Option<Actor> {
        let doc = self.doc;
        let of = doc
            .children(token)
            .find(|&c| c == token + 1 && matches!(doc.word(c), "of" | "from" | "with" | "at"))?;
        let object = doc.child(of, Dep::Pobj)?;
        let (_, noun) = self.lexicon.roles.longest_around(&self.words, object)?;
        let part = noun.sort == RoleSort::Unit
            && matches!(noun.role, Role::GOV | Role::COP | Role::MIL | Role::JUD);
        let private = noun.sort == RoleSort::Private && matches!(noun.role, Role::EDU | Role::MED);
        let land = matches!(
            noun.noun.as_str(),
            "nation" | "country" | "state" | "republic" | "government"
        );
        if land || !(part || private) || doc.token(object).pos != Pos::PROPN {
            return None;
        }
        self.actor_within(object, 1)
            .filter(|actor| actor.role.is_some())
    }

    /// Those of whom `token` is one: "one of the six *senators*"; itself otherwise.
    fn of_several(&self, token: usize) -> usize {
        let doc = self.doc;
        let members = || {
            let of = doc.children(token).find(|&c| doc.word(c) == "of")?;
            doc.child(of, Dep::Pobj)
                .filter(|&members| matches!(doc.token(members).tag, Tag::NNS | Tag::NNPS))
        };
        (doc.lemma(token) == "one")
            .then(members)
            .flatten()
            .unwrap_or(token)
    }

    /// The actor and the words of the office that the phrase of `token` names.
    pub(super) fn office_of(&self, token: usize) -> Option<(Actor, String)> {
        let (range, noun) = self.lexicon.roles.longest_around(&self.words, token)?;
        if self.is_of_match(noun)
            || self.is_agent_for(token, noun)
            || self.is_chief_officer(token, noun)
        {
            return None;
        }
        let owner = self.owner(token, range.start);
        // "The attorney general under former President Hale".
        let of_then = self.doc.children(token).any(|c| {
            c > token
                && self.doc.word(c) == "under"
                && self
                    .doc
                    .subtree(c)
                    .any(|inner| matches!(self.doc.word(inner), "former" | "ex" | "late" | "then"))
        });
        // "A speaker from the village" presides over nothing.
        let of_meeting = noun.noun == "speaker"
            && self
                .doc
                .children(token)
                .any(|c| matches!(self.doc.word(c), "a" | "an" | "one" | "another"));
        if owner.former || of_then || of_meeting {
            return None;
        }
        let leads = noun.sort == RoleSort::Head;
        let home = || {
            let home = self.home_at(token)?;
            (!owner.foreign && (!leads || owner.unit.is_some())).then_some(home)
        };
        let state = owner.actor.clone().or_else(home);
        let mut actor = state
            .and_then(|actor| Self::role_actor(noun, &actor))
            .or_else(|| {
                let acts = !matches!(
                    noun.sort,
                    RoleSort::Private | RoleSort::Asset | RoleSort::Head
                );
                // The president of a federation that nobody knows holds no office of a state.
                let role = if owner.foreign && owner.unit.is_none() && noun.noun == "president" {
                    Role::CVL
                } else {
                    noun.role
                };
                acts.then(|| Actor::new("-", Some(role)))
            })?;
        if let Some(unit) = owner.unit
            && noun.role == Role::GOV
            && actor.is_state()
        {
            actor.role = Some(unit);
        }
        Some((actor, noun.noun.to_string()))
    }
}

/// Whether a shortened title stands for several of the office: "*Sens.* Hale and Marek".
fn is_shortened_plural(word: &str, office: &str) -> bool {
    word.trim_end_matches('.')
        .to_lowercase()
        .strip_suffix('s')
        .is_some_and(|one| one == office.trim_end_matches('.'))
}

/// Where the words for the bearer of a name that begins at `start` begin, with a rank that another sentence holds.
fn first_of_title(doc: &Document, start: usize, head: usize) -> usize {
    let own = || tree::left_edge(doc, head).min(start);
    torn_title(doc, start).map_or_else(own, |title| tree::left_edge(doc, title))
}

/// The shortened title before a name that begins at `start`, where the sentence was taken to end at its full stop:
/// "*Sgt*. | Jens Hale said".
pub(crate) fn torn_title(doc: &Document, start: usize) -> Option<usize> {
    let stop = start.checked_sub(1)?;
    let title = stop.checked_sub(1)?;
    let name = doc.tokens().get(start)?;
    let torn = doc.word(stop) == "."
        && name.sentence != doc.token(stop).sentence
        && name.pos == Pos::PROPN
        && doc.token(title).end == doc.token(stop).start;
    (torn && TORN_RANKS.contains(&doc.word(title))).then_some(title)
}
