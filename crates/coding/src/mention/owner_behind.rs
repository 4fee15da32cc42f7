//! Owners behind a noun, in its prepositional phrases, and whoever acts in a phrase that is not yet read: "officers *of the
//! Kenyan army*".

use detente_lexicon::{Actor, NameKind, Role, RoleNoun, RoleSort};
use detente_syntax::{Dep, EntityType, Pos, Tag};

use super::bodies::SOCIETIES;
use super::finder::Finder;
use super::names::Hit;
use super::{group, reference};

/// Nouns for people who are where they are for another: a diplomat "in" a country is not that country's.
const ABROAD: &[&str] = &[
    "diplomat",
    "ambassador",
    "envoy",
    "consul",
    "attaché",
    "attache",
    "embassy",
    "consulate",
    "tourist",
    "foreigner",
    "peacekeeper",
    "correspondent",
    "missionary",
    "expatriate",
    "representative",
];

/// Nouns for people who serve the one that "to" names: "an adviser *to the president*".
const SERVING: &[&str] = &[
    "adviser",
    "advisor",
    "aide",
    "assistant",
    "counsel",
    "deputy",
    "consultant",
];

/// Nouns for those who lead whatever the words behind "of" name.
const LEADING: &[&str] = &[
    "leader",
    "president",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "adviser",
    "advisor",
    "aide",
    "director",
    "chairman",
    "chairwoman",
    "head",
    "chief",
    "representative",
    "king",
    "queen",
    "prince",
    "governor",
    "official",
];

impl Finder<'_> {
    /// The owner in prepositional phrases after `head`: "of", "from", "in", "for", "at".
    pub(super) fn owner_behind(&self, head: usize, depth: usize) -> Option<Actor> {
        let mut owners = Vec::new();
        self.owners_behind(head, depth, &mut owners, &mut false);
        owners.into_iter().next()
    }

    /// The owners in prepositional phrases after `head`: "the ministers *of A and B*"; `foreign` tells
    /// that the phrase names an owner that nobody knows.
    pub(super) fn owners_behind(
        &self,
        head: usize,
        depth: usize,
        owners: &mut Vec<Actor>,
        foreign: &mut bool,
    ) {
        let doc = self.doc;
        if depth > 3 {
            return;
        }
        let abroad = ABROAD.contains(&doc.lemma(head).to_lowercase().as_str());
        for prep in doc
            .children(head)
            .filter(|&c| c > head && doc.token(c).dep == Dep::Prep)
        {
            let word = doc.word(prep).to_lowercase();
            let owning = match word.as_str() {
                "of" | "from" | "for" => true,
                "in" | "at" | "inside" | "within" | "across" => !abroad,
                "to" => SERVING.contains(&doc.lemma(head).to_lowercase().as_str()),
                "with" => prep == head + 1 && self.serves_with(head, prep),
                _ => false,
            };
            *foreign |= abroad && !owning;
            if !owning || word == "of" && self.is_charged(head) {
                continue;
            }
            let Some(object) = doc.child(prep, Dep::Pobj) else {
                continue;
            };
            let mut objects = Vec::new();
            crate::tree::coordinated(doc, object, &mut objects);
            for &object in &objects {
                // "The president of *Palo Alto*-based Adobe": no town has one.
                let town = self
                    .hit_covering(object)
                    .is_some_and(|hit| hit.sense.kind == NameKind::City);
                if town && word == "of" && doc.lemma(head) == "president" {
                    *foreign = true;
                    continue;
                }
                // "A tribunal in *The Hague*" is hardly the Dutch state's.
                if matches!(doc.word(object), "Hague") && self.is_judicial(head) {
                    *foreign = true;
                    continue;
                }
                // "Netizens of *the two countries*" are of both.
                if let Some(all) =
                    group::all_of(doc, object, &self.cast).or_else(|| self.halves(object))
                {
                    owners.extend(all);
                    continue;
                }
                // "Officials from *North and South Korea*".
                owners.extend(
                    self.hit_covering(object)
                        .filter(|hit| doc.head(hit.tokens.start.saturating_sub(2)) == Some(object))
                        .and_then(|hit| self.half_before(hit)),
                );
                owners.extend(
                    self.actor_within(object, depth + 1)
                        .or_else(|| self.unit_of_home(object)),
                );
            }
            if !owners.is_empty() {
                return;
            }
            // "A leader of the system" leads no state, and "an official of a major bank" is none of one.
            *foreign |= matches!(word.as_str(), "of" | "for" | "at")
                && LEADING.contains(&doc.lemma(head).to_lowercase().as_str())
                && self
                    .lexicon
                    .roles
                    .longest_around(&self.words, object)
                    .is_none_or(|(_, noun)| noun.sort == RoleSort::Private);
            *foreign |= matches!(word.as_str(), "of" | "for" | "at" | "from")
                && !self.same_entity(object, head)
                && matches!(
                    self.entity(object),
                    Some(EntityType::ORG | EntityType::GPE | EntityType::NORP)
                );
        }
    }

    /// Whether `head` names somebody in the service of the body that "with" names: "an officer *with the refugee agency*".
    fn serves_with(&self, head: usize, prep: usize) -> bool {
        let serves = self
            .lexicon
            .roles
            .longest_around(&self.words, head)
            .is_some_and(|(_, noun)| {
                matches!(
                    noun.sort,
                    RoleSort::Office | RoleSort::Member | RoleSort::Private
                )
            });
        serves
            && self
                .doc
                .child(prep, Dep::Pobj)
                .and_then(|object| self.hit_covering(object))
                .is_some_and(|hit| {
                    matches!(
                        hit.sense.kind,
                        NameKind::Organisation | NameKind::Institution
                    )
                })
    }

    /// Whether those at `head` are charged with, rid of or told what stands behind their "of": "accused *the leader* of
    /// treason".
    fn is_charged(&self, head: usize) -> bool {
        let doc = self.doc;
        let acts = &self.lexicon.acts;
        matches!(doc.token(head).dep, Dep::Dobj | Dep::Nsubjpass)
            && doc.head(head).is_some_and(|verb| {
                let word = acts.vocabulary().number(doc.lemma(verb));
                acts.embedding().charging.contains(word)
            })
    }

    /// Whether the noun at `token` is a court's or one of its people's.
    fn is_judicial(&self, token: usize) -> bool {
        self.lexicon
            .roles
            .longest_around(&self.words, token)
            .is_some_and(|(_, noun)| noun.role == Role::JUD)
    }

    /// Whether a part of the world or several states stand behind `head`: "people *in the Sahel*", "workers *of
    /// various countries*".
    pub(super) fn is_of_region(&self, head: usize) -> bool {
        let doc = self.doc;
        doc.children(head)
            .filter(|&c| {
                c > head
                    && matches!(
                        doc.word(c),
                        "of" | "for" | "in" | "from" | "across" | "around" | "throughout"
                    )
            })
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .any(|object| {
                // "Fans *across the world*".
                if matches!(doc.lemma(object), "world" | "globe") {
                    return true;
                }
                let region = self
                    .hit_covering(object)
                    .is_some_and(|hit| hit.sense.org_kind.as_deref() == Some("region"));
                let several = self.is_plural(object)
                    && matches!(
                        doc.lemma(object),
                        "country" | "nation" | "state" | "continent"
                    );
                let shown = doc.children(object).any(|c| {
                    c < object && matches!(&*doc.word(c).to_lowercase(), "these" | "those")
                });
                region || several && (shown || !self.is_definite(object))
            })
    }

    /// For whom those whom `head` names are told to work, spy or fight.
    pub(super) fn served_by(&self, head: usize) -> Option<Actor> {
        let doc = self.doc;
        let serving = doc.children(head).find(|&c| {
            doc.token(c).dep == Dep::Acl
                && matches!(doc.lemma(c), "work" | "spy" | "serve" | "fight")
        })?;
        let prep = doc
            .children(serving)
            .find(|&c| doc.token(c).dep == Dep::Prep && doc.word(c) == "for")?;
        self.actor_within(doc.child(prep, Dep::Pobj)?, 1)
    }

    /// The part of the state at hand that `object` names without an owner: "officials of *the ministry of health*".
    pub(super) fn unit_of_home(&self, object: usize) -> Option<Actor> {
        let (_, noun) = self.lexicon.roles.longest_around(&self.words, object)?;
        let unit = noun.sort == RoleSort::Unit
            && !matches!(noun.role, Role::IGO | Role::BUS | Role::NGO)
            && self.is_definite(object)
            && self.doc.token(object).pos == Pos::PROPN;
        let home = self.home_at(object).filter(|_| unit)?;
        Self::role_actor(noun, &home)
    }

    /// Whether a nation's name tells whose members a body has by its name: "the Association of *Tanzanian* Farmers".
    fn is_of_members(&self, hit: &Hit<'_>) -> bool {
        let doc = self.doc;
        let body = doc
            .head(hit.head)
            .filter(|&members| {
                doc.token(members).dep == Dep::Pobj
                    && matches!(doc.token(members).tag, Tag::NNS | Tag::NNPS)
                    || doc.word(members).ends_with('s')
            })
            .and_then(|members| doc.head(members))
            .filter(|&of| doc.word(of) == "of")
            .and_then(|of| doc.head(of));
        hit.sense.kind == NameKind::Adjective
            && body.is_some_and(|body| {
                doc.token(body).pos == Pos::PROPN && self.same_entity(body, hit.head)
            })
    }

    /// The actor of a name that owns something; of a place within a longer name the body of that name, if the name
    /// tells what it is: "a researcher at *Texas* Tech University".
    pub(super) fn owning_actor(&self, hit: &Hit<'_>) -> Option<Actor> {
        let actor = self.hit_actor(hit).filter(|_| !self.is_accord(hit));
        if !self.is_within_name(hit) && !self.goes_on_as_another(hit) {
            return actor;
        }
        // "The Federation *of Kenyan Employers*" is Kenya's.
        if self.is_of_members(hit) {
            return actor.filter(Actor::is_state);
        }
        let kind = self
            .kind_of_body(hit.head)
            .or_else(|| self.kind_of_society(hit.head))?;
        actor
            .filter(Actor::is_state)
            .map(|actor| Actor::new(actor.head, Some(kind)))
    }

    /// The actor of the phrase headed by `head`: its own name, or a name that modifies it.
    pub(super) fn actor_within(&self, head: usize, depth: usize) -> Option<Actor> {
        if depth > 4 {
            return None;
        }
        if let Some(hit) = self.hit_covering(head) {
            return self.owning_actor(hit);
        }
        if let Some(mention) = self.mention_at(head)
            && let [actor] = &mention.actors[..]
        {
            return Some(actor.clone());
        }
        self.body_beside(head)
            .or_else(|| self.described_within(head, depth))
    }

    /// The actor of a phrase that is no name: "the Kenyan *army*", met here ahead of its turn.
    pub(super) fn described_within(&self, head: usize, depth: usize) -> Option<Actor> {
        let doc = self.doc;
        // "the leaders of *the alliance*": a body named before, met here ahead of its turn.
        if self.is_definite(head)
            && !self.is_plural(head)
            && let Some(antecedent) = reference::description(
                doc,
                head,
                &doc.lemma(head).to_lowercase(),
                None,
                &self.cast,
                &self.setting,
            )
            && let [actor] = &antecedent.trace.actors[..]
        {
            return Some(actor.clone());
        }
        // "Officers of the Polish *company* Wexmar".
        let body = |noun: &RoleNoun| {
            // "The head of Ukraine's Orthodox *Church*".
            noun.sort == RoleSort::Unit
                || noun.noun == "church"
                // "The head of the Lebanese farmers' *union*".
                || noun.sort == RoleSort::People
                    && SOCIETIES.contains(&noun.noun.rsplit(' ').next().unwrap_or_default())
                || noun.sort == RoleSort::Private
                    && matches!(noun.role, Role::BUS | Role::EDU | Role::MED | Role::NGO)
        };
        let called = doc
            .children(head)
            .filter(|&c| c < head && doc.token(c).dep == Dep::Compound);
        let unit = std::iter::once(head)
            .chain(called)
            .filter_map(|token| self.lexicon.roles.longest_around(&self.words, token))
            .find(|(_, noun)| body(noun));
        let owner = self.owner_within(head, depth)?;
        match unit {
            Some((_, noun)) => Self::role_actor(noun, &owner),
            // "Chairman of Germany's liberal Pirate *Party*".
            None if owner.is_state() && doc.token(head).pos == Pos::PROPN => {
                let role = self.lexicon.words.body(doc.word(head)).or(owner.role);
                Some(Actor { role, ..owner })
            }
            None => Some(owner),
        }
    }

    /// The owner named by the modifiers of `head`, or behind it.
    pub(super) fn owner_within(&self, head: usize, depth: usize) -> Option<Actor> {
        let doc = self.doc;
        // "The head of *its* intelligence service in Washington".
        if let Some(poss) = doc.child(head, Dep::Poss)
            && doc.token(poss).pos == Pos::PRON
        {
            return match &self.mention_at(poss)?.actors[..] {
                [actor] => Some(actor.clone()),
                _ => None,
            };
        }
        for child in doc.children(head) {
            let token = doc.token(child);
            let modifies = matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Poss);
            if child < head
                && modifies
                && matches!(token.pos, Pos::PROPN | Pos::ADJ | Pos::NOUN)
                && let Some(actor) = self.actor_within(child, depth + 1)
            {
                return Some(actor);
            }
        }
        self.owner_behind(head, depth + 1)
    }
}
