//! Descriptions: noun phrases headed by a role noun, with the state or body they belong to.

use detente_lexicon::{Actor, NameKind, Role, RoleSort, Tells};
use detente_syntax::{Dep, EntityType, Pos};

use super::finder::Finder;
use super::genre::Genre;
use super::names::Hit;
use super::reference;

/// What the modifiers of a role noun say about its owner.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that stands before the owner"
)]
pub(super) struct Owner {
    /// The actor that owns it.
    pub actor: Option<Actor>,
    /// Others that own it too: "Russian *and Georgian* forces".
    pub also: Vec<Actor>,
    /// Whether it is told to be a former holder ("ex-minister", "retired general").
    pub former: bool,
    /// Whether it only works from there ("Washington-based").
    pub based: bool,
    /// The role of the body it is said to be of: "a *court* official".
    pub unit: Option<Role>,
    /// Whether it is of a part of the world and of no one state ("people in the Sahel").
    pub region: bool,
    /// Whether an organisation that nobody knows owns it ("an Airod spokesman"): what it is then tells `unit`.
    pub body: bool,
    /// Whether a trade or a pursuit that no role noun names owns it: "a *race* officer", "the *futures* leaders".
    pub trade: bool,
    /// Whether it is of a people that has no state.
    pub stateless: bool,
    /// The other state in which it lives, of a people that has its own.
    pub kin_place: Option<Actor>,
    /// Whether the words name an owner that nobody knows ("Kleinwort Benson analysts", "my children",
    /// "Western diplomats"), so that it is not the state at hand.
    pub foreign: bool,
}

/// Second parts of a compound with a name that make it the owner, as "-led" does: all others ("-backed",
/// "-born", "-made") name somebody else.
const OWNING: &[&str] = &[
    "led",
    "run",
    "owned",
    "ruled",
    "governed",
    "dominated",
    "commanded",
    "manned",
    "flagged",
    "registered",
    "listed",
    "headquartered",
    "operated",
    "based",
    "majority",
];

/// Whether a word tells what people believe: "Islamist", "Maoist", "Shi'ite".
pub(super) fn is_belief(word: &str) -> bool {
    let word = word.to_lowercase();
    word.ends_with("ist")
        || matches!(
            word.as_str(),
            "muslim"
                | "islamic"
                | "christian"
                | "sunni"
                | "shia"
                | "shi'ite"
                | "shiite"
                | "hindu"
                | "buddhist"
                | "jewish"
        )
}

impl Finder<'_> {
    /// Looks for the owner of the role noun headed by `head` whose first token is `start`: in what
    /// stands before it, then in its prepositional phrases.
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
    pub(super) fn owner(&self, head: usize, start: usize) -> Owner {
        let doc = self.doc;
        let mut owner = Owner::default();
        let mut kin: Option<Actor> = None;
        let edge = self.before_prefix(crate::tree::left_edge(doc, head).min(start), head);
        // "*WHO* scientists", which reads like a question.
        let edge = edge
            .checked_sub(1)
            .filter(|&before| self.doc.token(before).pos == Pos::PRON && self.hit_of[before] != 0)
            .unwrap_or(edge);
        let mut token = edge;
        while token < start {
            let word = doc.word(token).to_lowercase();
            if matches!(
                word.as_str(),
                "former" | "ex" | "retired" | "onetime" | "late" | "one-time"
            ) || word.starts_with("ex-")
            {
                owner.former = true;
            }
            if let Some(hit) = self
                .hit_at(token)
                .filter(|hit| self.owning_actor(hit).is_some() || !self.is_within_name(hit))
            {
                let end = hit.tokens.end;
                let suffix = self.suffix_after(hit.tokens.end, hit.partial, hit.head);
                let prefixed = token >= 1 && self.is_pro(token);
                if suffix.as_deref() == Some("based") {
                    owner.based = true;
                    owner.actor = owner.actor.or_else(|| hit.sense.actor.clone());
                } else if prefixed || self.is_ethnic(hit) || self.is_studied(hit, start) {
                    // Names somebody else.
                } else if self.is_alien_town(hit, head)
                    || self.is_founder(hit, head)
                    || self.is_firm_called_after(hit, head)
                {
                    owner.foreign = true;
                } else if hit.sense.kind == NameKind::City && self.leads_firm(hit, start) {
                    owner.unit = Some(Role::BUS);
                    owner.body = true;
                    owner.foreign = true;
                } else if self.is_foreign(hit.tokens.end, hit.partial, hit.head) {
                    // "The Turkish-backed rebels" are not Turkey's; whose they are is told elsewhere.
                } else if hit.sense.kind == NameKind::NonActor {
                    let kind = hit.sense.org_kind.as_deref();
                    owner.region |= kind == Some("region");
                    // "A Wall Street firm" is not of the state at hand.
                    owner.foreign |= owner.region || kind == Some("industry");
                } else if owner.actor.is_none() && end > start && end <= head {
                    // "Myanmar's military" of "Myanmar's military rulers": the state, as the noun is whole.
                    owner.actor = self.hit_actor(hit).map(|actor| Actor {
                        role: None,
                        ..actor
                    });
                } else if owner.actor.is_none() {
                    owner.actor = self.owning_actor(hit);
                    if self.lexicon.words.is(doc.word(hit.head), Tells::Kin) {
                        kin.clone_from(&owner.actor);
                    } else if self.lexicon.words.is(doc.word(hit.head), Tells::Stateless) {
                        owner.stateless = true;
                    }
                } else if doc.token(hit.head).dep == Dep::Conj
                    || self.half_before(hit).is_some()
                    || self.is_listed(hit)
                {
                    owner.also.extend(self.hit_actor(hit));
                }
                token = end;
                continue;
            }
            let possessive = doc.token(token).dep == Dep::Poss;
            if owner.actor.is_none()
                && possessive
                && let Some(mention) = self.mention_at(token)
                && let Some(actor) = mention.actors.first()
            {
                owner.actor = Some(actor.clone());
                owner.also.extend(mention.actors[1..].iter().cloned());
            } else if owner.actor.is_none() && possessive && self.is_nameless_owner(token) {
                owner.foreign = true;
                owner.body = true;
                owner.unit = owner.unit.or_else(|| self.kind_of_nameless(token));
            }
            if word == "whose"
                && owner.actor.is_none()
                && let Some(actor) = self.whose(token)
            {
                owner.actor = Some(actor);
                token += 1;
                continue;
            }
            if owner.actor.is_none()
                && let Some(body) = self.acronym_actor(token)
            {
                owner.actor = Some(body);
                token += 1;
                continue;
            }
            self.unknown_owner(token, head, &mut owner);
            token += 1;
        }
        owner.trade = owner.actor.is_none() && self.is_of_trade(start, head);
        owner.foreign |= owner.actor.is_none() && self.is_beside_foreign(head);
        owner.kin_place = kin.and_then(|own| self.kin_place(head, &own));
        // "An interior ministry spokesman": a body of the state at hand.
        if let Some(unit) = self.unit_before(edge, start) {
            owner.unit = Some(unit);
            owner.foreign = false;
            owner.body = false;
            // "Commission sources", where the commission is one between states that was named before.
            if owner.actor.is_none() {
                owner.actor = self.common_body(edge, start);
            }
        }
        // "NATO official", "CIA director": a name inside the noun itself, not the one that a title stands before
        // ("Senator Van Hollen"), whose owner may be asked for to tell whom it means.
        if owner.actor.is_none() {
            owner.actor = (start..head)
                .filter_map(|token| self.hit_at(token))
                .filter(|hit| !hit.tokens.contains(&head))
                .find_map(|hit| self.hit_actor(hit));
        }
        // "Agents *working for Israel*": whom they serve.
        if let Some(served) = self.served_by(head) {
            owner.actor = Some(served);
        }
        if owner.actor.is_none() && self.is_of_region(head) {
            owner.region = true;
            owner.foreign = true;
        }
        if owner.actor.is_none() {
            let mut behind = Vec::new();
            self.owners_behind(head, 0, &mut behind, &mut owner.foreign);
            let mut behind = behind.into_iter();
            owner.actor = behind.next();
            owner.also.extend(behind);
        }
        owner
    }

    /// Whether the state is but what somebody studies: "a *China* scholar", not "a Chinese scholar". "U.S." and "UK" stand
    /// for the adjective, too.
    fn is_studied(&self, hit: &Hit<'_>, start: usize) -> bool {
        let next = hit.tokens.end;
        hit.sense.kind == NameKind::State
            && !hit.partial
            && next <= start
            && self.doc.word(hit.head).chars().any(char::is_lowercase)
            && self.doc.head(hit.head).is_some_and(|noun| {
                noun >= next && self.lexicon.words.is(self.doc.lemma(noun), Tells::Studying)
            })
            && self.doc.token(hit.head).dep == Dep::Compound
    }

    /// Whether what is said of the first of several tells that they are no state's own: "*foreign* investigators and
    /// *judges*".
    fn is_beside_foreign(&self, head: usize) -> bool {
        let doc = self.doc;
        let mut first = head;
        while doc.token(first).dep == Dep::Conj {
            let Some(before) = doc.head(first) else { break };
            first = before;
        }
        first != head
            && doc.children(first).any(|c| {
                c < first
                    && matches!(
                        &*doc.word(c).to_lowercase(),
                        "foreign" | "international" | "overseas"
                    )
            })
            && doc.children(head).all(|c| c > head)
    }

    /// The one named right before "whose" at `token`: "*Finland*, whose prime minister".
    fn whose(&self, token: usize) -> Option<Actor> {
        let before = token.checked_sub(1)?;
        let last = if self.doc.word(before) == "," {
            before.checked_sub(1)?
        } else {
            before
        };
        let head = self.hit_covering(last).map_or(last, |hit| hit.head);
        match &self.mention_at(head)?.actors[..] {
            [actor] => Some(actor.clone()),
            _ => None,
        }
    }

    /// Whether a town abroad is but a part of the name that `head` ends: "*Lyon* Food Cos Inc" in an article on another
    /// state than France.
    fn is_alien_town(&self, hit: &Hit<'_>, head: usize) -> bool {
        let state = hit.sense.actor.as_ref().map(|actor| &actor.head);
        hit.sense.kind == NameKind::City
            && self.doc.token(head).pos == Pos::PROPN
            && self.same_entity(hit.head, head)
            && self
                .setting
                .state
                .as_ref()
                .is_some_and(|own| Some(&own.head) != state)
    }

    /// Whether a common noun that is no body's stands right before the office at `start`, which by itself tells little:
    /// "a *race* officer".
    fn is_of_trade(&self, start: usize, head: usize) -> bool {
        let doc = self.doc;
        let vague =
            matches!(doc.lemma(head), "officer" | "leader" | "representative") && start == head;
        vague
            && doc.children(head).any(|c| {
                c + 1 == head
                    && doc.token(c).pos == Pos::NOUN
                    && doc.token(c).dep == Dep::Compound
                    && doc.word(c).starts_with(char::is_lowercase)
                    && !matches!(
                        doc.lemma(c),
                        "party" | "government" | "state" | "trade" | "ministry"
                    )
                    && self.hit_of[c] == 0
                    && self
                        .lexicon
                        .roles
                        .longest_ending_at(&self.words[..=c], c)
                        .is_none()
            })
    }

    /// Whether the family whose name `hit` is only gave it to the firm that `head` names: "*Fraser* Inc" is none of a
    /// statesman's.
    fn is_founder(&self, hit: &Hit<'_>, head: usize) -> bool {
        matches!(hit.sense.kind, NameKind::Person | NameKind::Surname)
            && self.doc.token(head).pos == Pos::PROPN
            && self.lexicon.words.body(self.doc.word(head)) == Some(Role::BUS)
    }

    /// Whether a body's name is but a part of the name of the firm that `head` ends: "the *Commonwealth* Bank".
    fn is_firm_called_after(&self, hit: &Hit<'_>, head: usize) -> bool {
        hit.sense.kind == NameKind::Organisation
            && hit.tokens.len() == 1
            && self.doc.token(head).pos == Pos::PROPN
            && hit.tokens.end == head
            && self.same_entity(hit.head, head)
            && self.lexicon.words.body(self.doc.word(head)) == Some(Role::BUS)
    }

    /// Whether the office at `start` is one of a firm's, so that the town before it is but the firm's name: "Lakewood
    /// chairman Hale", and where a firm is called so "a Lakewood spokesman".
    fn leads_firm(&self, hit: &Hit<'_>, start: usize) -> bool {
        let word = |at: usize| {
            self.words
                .get(at)
                .map(|word| word.to_lowercase())
                .unwrap_or_default()
        };
        match word(start).as_str() {
            "chairman" | "chairwoman" | "treasurer" => true,
            "chief" => matches!(
                word(start + 1).as_str(),
                "executive" | "financial" | "operating"
            ),
            "president" | "vice" | "spokesman" | "spokeswoman" | "official" | "officials" => {
                self.is_short_for_firm(hit)
            }
            _ => false,
        }
    }

    /// Notes what the word at `token`, which names nobody that is known, tells of the owner of `head`.
    fn unknown_owner(&self, token: usize, head: usize, owner: &mut Owner) {
        let doc = self.doc;
        let word = doc.word(token).to_lowercase();
        let possessive = doc.token(token).dep == Dep::Poss;
        owner.foreign |= matches!(word.as_str(), "my" | "your" | "western" | "foreign")
            || word == "our" && !self.setting.is_clear
            // "Hale's spokesman", whoever Hale is.
            || possessive
                && self.genre == Genre::Business
                && doc.token(token).pos == Pos::PROPN
                && self.lexicon.words.is(doc.lemma(head), Tells::Anywhere)
            // "European diplomats" are those of several states.
            || doc.token(token).dep == Dep::Amod
                && doc.head(token) == Some(head)
                && (self.is_plural(head) || doc.lemma(head) == "population")
                && self.lexicon.words.is(&word, Tells::Continental)
            // "Its soldiers", where nobody knows whose, are not those of the state at hand.
            || possessive && matches!(word.as_str(), "its" | "their") && self.is_of_state_only(head)
            || word == "world" && possessive && self.is_plural(head);
        let named = matches!(
            self.entity(token),
            Some(
                EntityType::ORG
                    | EntityType::GPE
                    | EntityType::NORP
                    | EntityType::LOC
                    | EntityType::FAC
            )
        ) && doc.token(token).pos == Pos::PROPN
            // "Islamist rebels" are of no body; what they believe tells of no state.
            && !is_belief(doc.word(token))
            && !self.same_entity(token, head);
        // "A COHDESA spokesman": letters are a body's, not a village's.
        let letters = doc.word(token).len() > 2
            && doc
                .word(token)
                .bytes()
                .all(|byte| byte.is_ascii_uppercase());
        let local =
            self.entity(token) == Some(EntityType::GPE) && self.setting.is_clear && !letters;
        let firm = !self.same_entity(token, head) && self.firms.is_called_at(doc, token);
        if firm {
            owner.foreign = true;
            owner.body = true;
            owner.unit = owner.unit.or(Some(Role::BUS));
        } else if named && local && owner.actor.is_none() {
            // A place that nobody knows, in the state that the article is about.
            owner.actor.clone_from(&self.setting.state);
        } else if named {
            owner.foreign = true;
            owner.body |=
                letters || matches!(self.entity(token), Some(EntityType::ORG | EntityType::NORP));
            owner.unit = owner.unit.or_else(|| self.kind_of_body(token));
        }
    }

    /// Whether the role noun at `head` is for what states have, sooner than firms or papers.
    fn is_of_state_only(&self, head: usize) -> bool {
        self.lexicon
            .roles
            .longest_around(&self.words, head)
            .is_some_and(|(_, noun)| noun.sort != RoleSort::Private)
    }

    /// The body between states that a word from `edge` to `start` points back at: "*commission* sources".
    fn common_body(&self, edge: usize, start: usize) -> Option<Actor> {
        (edge..start).rev().find_map(|token| {
            let noun = self.doc.lemma(token).to_lowercase();
            let found =
                reference::description(self.doc, token, &noun, None, &self.cast, &self.setting)?;
            let actor = found.trace.actors.first()?;
            (found.trace.is_body && !actor.is_state()).then(|| actor.clone())
        })
    }

    /// Whether the name that ends before `end` is joined to a word that makes it somebody else's mark:
    /// "Turkish-backed", "Iranian-born".
    pub(super) fn is_foreign(&self, end: usize, partial: bool, head: usize) -> bool {
        self.suffix_after(end, partial, head).is_some_and(|suffix| {
            let participle = suffix.ends_with("ed") || suffix.ends_with("ing");
            !OWNING.contains(&suffix.as_str())
                && (participle
                    || matches!(
                        suffix.as_str(),
                        "made"
                            | "built"
                            | "born"
                            | "held"
                            | "friendly"
                            | "style"
                            | "era"
                            | "language"
                            | "only"
                    ))
        })
    }

    /// Whether "pro-", "anti-" or "non-" stands before the name at `token`.
    pub(super) fn is_pro(&self, token: usize) -> bool {
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
    pub(super) fn suffix_after(&self, end: usize, partial: bool, head: usize) -> Option<String> {
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
