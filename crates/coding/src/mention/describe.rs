//! Descriptions: noun phrases headed by a role noun, with the state or body they belong to.

use detente_lexicon::{Actor, Role, RoleNoun, RoleSort};
use detente_syntax::{Dep, Pos};

use super::finder::Finder;
use super::reference;

/// What the modifiers of a role noun say about its owner.
#[derive(Debug, Default)]
pub(super) struct Owner {
    /// The actor that owns it.
    pub actor: Option<Actor>,
    /// Others that own it too: "Russian *and Georgian* forces".
    pub also: Vec<Actor>,
    /// Whether it is told to be a former holder ("ex-minister", "retired general").
    pub former: bool,
    /// Whether it only works from there ("Washington-based").
    pub based: bool,
}

/// Suffixes by which a name in a compound is not the owner ("Turkish-backed", "Iran-aligned").
const FOREIGN: &[&str] = &[
    "backed",
    "supported",
    "trained",
    "controlled",
    "held",
    "allied",
    "aligned",
    "funded",
    "financed",
    "armed",
    "sponsored",
    "made",
    "built",
    "born",
    "educated",
    "occupied",
    "speaking",
    "friendly",
    "brokered",
    "mediated",
    "imposed",
    "inspired",
    "style",
    "era",
    "linked",
];

impl Finder<'_> {
    /// The actor of a role noun that has `owner`.
    pub(super) fn role_actor(noun: &RoleNoun, owner: &Actor) -> Option<Actor> {
        if noun.sort == RoleSort::Private && matches!(noun.role, Role::CVL | Role::GOV) {
            return (owner.is_state()).then(|| Actor {
                head: owner.head.clone(),
                role: Some(Role::CVL),
            });
        }
        if !owner.is_state() {
            return Some(owner.clone());
        }
        let role = match (noun.sort, owner.role) {
            // "a Pentagon official", "a Duma deputy": the body decides; "a police officer" has no body.
            (RoleSort::Office, Some(role)) if role != Role::GOV && noun.role == Role::GOV => role,
            _ => noun.role,
        };
        Some(Actor {
            head: owner.head.clone(),
            role: Some(role),
        })
    }

    /// Looks for the owner of the role noun headed by `head` whose first token is `start`: in what
    /// stands before it, then in its prepositional phrases.
    pub(super) fn owner(&self, head: usize, start: usize) -> Owner {
        let doc = self.doc;
        let mut owner = Owner::default();
        let edge = crate::tree::left_edge(doc, head).min(start);
        let mut token = edge;
        while token < start {
            let word = doc.word(token).to_lowercase();
            if matches!(
                word.as_str(),
                "former" | "ex" | "retired" | "then" | "onetime" | "deposed" | "ousted"
            ) || word.starts_with("ex-")
            {
                owner.former = !matches!(word.as_str(), "then");
            }
            if let Some(hit) = self.hit_at(token) {
                let end = hit.tokens.end;
                let suffix = self.suffix_after(hit.tokens.end, hit.partial, hit.head);
                let prefixed = token >= 1 && self.is_pro(token);
                if suffix.as_deref() == Some("based") {
                    owner.based = true;
                    owner.actor = owner.actor.or_else(|| hit.sense.actor.clone());
                } else if prefixed
                    || suffix
                        .as_deref()
                        .is_some_and(|suffix| FOREIGN.contains(&suffix))
                {
                    // Names somebody else.
                } else if owner.actor.is_none() {
                    owner.actor = self.hit_actor(hit);
                } else if doc.token(hit.head).dep == Dep::Conj {
                    owner.also.extend(self.hit_actor(hit));
                }
                token = end;
                continue;
            }
            if owner.actor.is_none()
                && doc.token(token).dep == Dep::Poss
                && let Some(mention) = self.mention_at(token)
                && let [actor] = &mention.actors[..]
            {
                owner.actor = Some(actor.clone());
            }
            token += 1;
        }
        if owner.actor.is_none() {
            owner.actor = self.owner_behind(head, 0);
        }
        owner
    }

    /// The owner in prepositional phrases after `head`: "of", "from", "in", "for", "at".
    fn owner_behind(&self, head: usize, depth: usize) -> Option<Actor> {
        let doc = self.doc;
        if depth > 3 {
            return None;
        }
        for prep in doc
            .children(head)
            .filter(|&c| c > head && doc.token(c).dep == Dep::Prep)
        {
            let word = doc.word(prep).to_lowercase();
            if !matches!(
                word.as_str(),
                "of" | "from" | "in" | "for" | "at" | "inside" | "within"
            ) {
                continue;
            }
            let Some(object) = doc.child(prep, Dep::Pobj) else {
                continue;
            };
            if let Some(actor) = self.actor_within(object, depth + 1) {
                return Some(actor);
            }
        }
        None
    }

    /// The actor of the phrase headed by `head`: its own name, or a name that modifies it.
    pub(super) fn actor_within(&self, head: usize, depth: usize) -> Option<Actor> {
        let doc = self.doc;
        if depth > 4 {
            return None;
        }
        if let Some(hit) = self.hit_covering(head) {
            return self.hit_actor(hit);
        }
        if let Some(mention) = self.mention_at(head)
            && let [actor] = &mention.actors[..]
        {
            return Some(actor.clone());
        }
        // "the leaders of *the alliance*": a body named before, met here ahead of its turn.
        if self.is_definite(head)
            && let Some(trace) =
                reference::description(doc, head, &doc.lemma(head).to_lowercase(), None, &self.cast)
            && let [actor] = &trace.actors[..]
        {
            return Some(actor.clone());
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

    /// Whether "pro-", "anti-" or "non-" stands before the name at `token`.
    fn is_pro(&self, token: usize) -> bool {
        let before = self.doc.word(token - 1);
        let dash = matches!(before, "-" | "‑" | "–");
        let prefix = if dash && token >= 2 {
            self.doc.word(token - 2)
        } else {
            before
        };
        matches!(
            prefix.to_lowercase().as_str(),
            "pro" | "anti" | "non" | "ex" | "pro-" | "anti-"
        )
    }

    /// The word joined by a hyphen to the name that ends before `end`: "led" of "U.S.-led".
    fn suffix_after(&self, end: usize, partial: bool, head: usize) -> Option<String> {
        let doc = self.doc;
        if partial {
            return doc
                .word(head)
                .rsplit(['-', '‑', '–'])
                .next()
                .map(str::to_lowercase);
        }
        let dash = end < doc.len() && matches!(doc.word(end), "-" | "‑" | "–");
        (dash && end + 1 < doc.len()).then(|| doc.word(end + 1).to_lowercase())
    }
}
