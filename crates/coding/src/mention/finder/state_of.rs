//! Of which state somebody named is: by the name itself, by the state that stands before it, by the one around it.

use compact_str::CompactString;
use detente_lexicon::{Actor, NameKind, Role};
use detente_syntax::Dep;

use super::Finder;
use crate::mention::names::Hit;

impl Finder<'_> {
    /// The actor that a name stands for when it owns something.
    pub(in crate::mention) fn hit_actor(&self, hit: &Hit<'_>) -> Option<Actor> {
        if hit.sense.kind == NameKind::Surname && self.is_somebody_else(hit) {
            return None;
        }
        let own = hit.sense.actor.clone()?;
        if let Some(state) = self.agency_elsewhere(hit, &own) {
            return Some(Actor::new(state, own.role));
        }
        if self.is_party_elsewhere(hit, &own) {
            return self.party_at_hand(hit);
        }
        // "The Ecuadorean Red Cross" is a society of Ecuador.
        if !own.is_state() && matches!(own.head.as_str(), "ICRC" | "IFRC") {
            let nation = self.nation_of_society(hit);
            return Some(nation.map_or(own, |state| Actor::new(state, Some(Role::NGO))));
        }
        match self.state_before(hit).or_else(|| self.state_around(hit)) {
            Some(state) if own.is_state() && own.role.is_some() => Some(Actor {
                head: state,
                role: own.role,
            }),
            _ => Some(own),
        }
    }

    /// The state at hand where a few capital letters, or a name that many states use, are those of an agency of another
    /// state that the article does not name: the "FDA" of an article on Ghana is Ghana's, its "National Police Agency", too.
    fn agency_elsewhere(&self, hit: &Hit<'_>, own: &Actor) -> Option<CompactString> {
        let letters = self.words[hit.head];
        let short = (2..=4).contains(&letters.len())
            && hit.tokens.len() == 1
            && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let national = hit.tokens.len() > 2 && self.words[hit.tokens.start] == "National"
            || hit.tokens.len() > 3 && self.words[hit.tokens.start + 1] == "National";
        let short = short && own.role == Some(Role::GOV)
            || national
                && matches!(
                    own.role,
                    Some(Role::GOV | Role::COP | Role::SPY | Role::JUD)
                );
        let agency = hit.sense.kind == NameKind::Institution
            && own.is_state()
            && hit.sense.org_kind.as_deref() != Some("party");
        let state = self.setting.state.as_ref()?;
        (short
            && agency
            && self.setting.is_clear
            && state.head != own.head
            && !self.named.contains(&own.head))
        .then(|| state.head.clone())
    }

    /// Whether a party's name, which parties of many states bear, is not that of `own`: the article is of another
    /// state and names this one nowhere.
    fn is_party_elsewhere(&self, hit: &Hit<'_>, own: &Actor) -> bool {
        let letters = self.words[hit.head];
        let short = hit.tokens.len() == 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        if hit.sense.org_kind.as_deref() != Some("party") || !own.is_state() {
            return false;
        }
        // "The Democratic Party *of Korea*".
        let behind = self
            .doc
            .children(hit.head)
            .filter(|&c| c >= hit.tokens.end && self.doc.word(c) == "of")
            .filter_map(|of| self.doc.child(of, Dep::Pobj))
            .filter_map(|object| self.hit_covering(object)?.sense.actor.as_ref())
            .any(|state| state.is_state() && state.head != own.head);
        // "The ruling Republican Party" where one state alone is named.
        let only = self.words[hit.tokens.end - 1] == "Party"
            && self.rank_of_party(hit).is_some()
            && matches!(&self.named[..], [state] if *state != own.head);
        // "The main opposition Democratic Party" is none that governs its state.
        let conflict = self.rank_of_party(hit).is_some_and(|rank| {
            matches!(own.role, Some(Role::GOV | Role::OPP))
                && own.role != Some(rank)
                && self
                    .setting
                    .state
                    .as_ref()
                    .is_some_and(|state| state.head != own.head)
        });
        behind
            || only
            || conflict
            || !self.named.contains(&own.head)
                && self
                    .setting
                    .state
                    .as_ref()
                    .is_some_and(|state| (self.setting.is_clear || short) && state.head != own.head)
    }

    /// Whether the word before a party's name tells that it governs or does not.
    fn rank_of_party(&self, hit: &Hit<'_>) -> Option<Role> {
        let before = hit.tokens.start.checked_sub(1)?;
        match &*self.doc.word(before).to_lowercase() {
            "ruling" | "governing" => Some(Role::GOV),
            "opposition" => Some(Role::OPP),
            _ => None,
        }
    }

    /// The party of the state at hand by a name that parties of others bear, where a word tells whether it governs.
    fn party_at_hand(&self, hit: &Hit<'_>) -> Option<Actor> {
        let role = self.rank_of_party(hit)?;
        let state = self.setting.state.as_ref().map(|state| &state.head);
        let head = state.or_else(|| self.named.first())?;
        Some(Actor::new(head.clone(), Some(role)))
    }

    /// The country of a national society whose name is that of the international one.
    fn nation_of_society(&self, hit: &Hit<'_>) -> Option<CompactString> {
        let before = self.hit_covering(hit.tokens.start.checked_sub(1)?)?;
        let nation =
            matches!(before.sense.kind, NameKind::Adjective | NameKind::State) && !before.partial;
        let actor = before
            .sense
            .actor
            .as_ref()
            .filter(|actor| actor.is_state())?;
        nation.then(|| actor.head.clone())
    }

    /// The country told before an institution's name, whose body it is, whatever country the lexicon
    /// gives the bare name: "Kenyan Senate", "Iran's National Security Council".
    fn state_before(&self, hit: &Hit<'_>) -> Option<CompactString> {
        let body = !matches!(hit.sense.org_kind.as_deref(), Some("media" | "company"));
        if hit.sense.kind != NameKind::Institution || !body || hit.partial {
            return None;
        }
        let doc = self.doc;
        let mut before = hit.tokens.start.checked_sub(1)?;
        if matches!(doc.word(before), "'s" | "’s" | "'" | "’") {
            before = before.checked_sub(1)?;
        }
        let state = self.hit_covering(before)?;
        let names_state = matches!(
            state.sense.kind,
            NameKind::State | NameKind::Adjective | NameKind::Capital
        );
        let modifies = matches!(
            doc.token(state.head).dep,
            Dep::Poss | Dep::Amod | Dep::Compound | Dep::Nmod
        );
        let same = doc.token(state.head).sentence == doc.token(hit.head).sentence;
        let actor = state
            .sense
            .actor
            .as_ref()
            .filter(|actor| actor.is_state())?;
        (names_state && modifies && same && !state.partial).then(|| actor.head.clone())
    }

    /// The country of a body whose bare name many countries have ("the Senate"), where the article is of
    /// another country than the lexicon's and never names that one: a place behind the name, the dateline.
    fn state_around(&self, hit: &Hit<'_>) -> Option<CompactString> {
        let own = &hit.sense.actor.as_ref()?.head;
        if hit.sense.kind != NameKind::Institution || hit.partial {
            return None;
        }
        let common = self
            .lexicon
            .roles
            .longest_ending_at(&self.words[..hit.tokens.end], hit.tokens.end - 1)
            .is_some_and(|(len, _)| len == hit.tokens.len());
        // "The Royal Air Force of Oman", "the Senate in Manila".
        let behind = self
            .doc
            .children(hit.head)
            .filter(|&c| {
                c >= hit.tokens.end
                    && (self.doc.word(c) == "of" || common && self.doc.word(c) == "in")
            })
            .filter_map(|prep| self.doc.child(prep, Dep::Pobj))
            .filter_map(|object| self.hit_covering(object))
            .find(|state| {
                matches!(
                    state.sense.kind,
                    NameKind::State | NameKind::Capital | NameKind::City
                )
            })
            .and_then(|state| state.sense.actor.clone());
        let elsewhere = self.setting.is_clear
            && self
                .setting
                .state
                .as_ref()
                .is_some_and(|state| state.head != *own)
            && hit.is_common;
        if behind.is_none() && (!common || self.named.contains(own) && !elsewhere) {
            return None;
        }
        behind
            .or_else(|| self.home.clone())
            .or_else(|| self.setting.state.clone())
            .filter(|actor| actor.is_state() && actor.head != *own)
            .map(|actor| actor.head)
    }
}
