//! Persons' names: which words are one, where it begins, which titles are none of it.

use compact_str::CompactString;
use detente_lexicon::{NameKind, Role, RoleSort, Tells};
use detente_syntax::{Dep, Document, EntityType, Pos};
use rustc_hash::FxHashMap;

use super::finder::Finder;

/// The family name of a full name that has it first: "*Ko* Wen-je", "Maggie *Chan* Man-ki". A given name of two
/// syllables is written with a hyphen and a small letter behind it.
pub(super) fn leading_family(name: &str) -> Option<&str> {
    let (before, given) = name.rsplit_once(' ')?;
    let (first, second) = given.split_once('-')?;
    let two = first.starts_with(char::is_uppercase) && second.starts_with(char::is_lowercase);
    two.then(|| before.rsplit(' ').next()).flatten()
}

impl Finder<'_> {
    /// Whether the proper noun at `token` is, by the recogniser or its titles, a person's name.
    pub(super) fn is_person_name(&self, token: usize) -> bool {
        let doc = self.doc;
        if self.entity(token) == Some(EntityType::PERSON) {
            return true;
        }
        if self.cast.person(doc.word(token)).is_some() {
            return true;
        }
        // "Anucha" after "Anucha Phromwong": many peoples call each other by the given name.
        let alone = self.hit_of[token] == 0
            && doc.token(token).dep == Dep::Nsubj
            && self.name_start(token) == token;
        if alone && self.cast.only_bearer(doc.word(token)).is_some() {
            return true;
        }
        let start = self.name_start(token);
        // "Hector Tello", where the recogniser sees nobody: a given name before another name of somebody who does something.
        let given = start < token
            && self.entity(token).is_none()
            && doc.token(token).dep == Dep::Nsubj
            && {
                let words = &self.lexicon.words;
                let first = doc.word(start);
                words.is(first, Tells::He) || words.is(first, Tells::She)
            };
        if given {
            return true;
        }
        start > 0
            && (is_title(doc.word(start - 1)) || self.is_title_of_person(start - 1))
            // "Minister *Varat Silpa-archa*": behind a hyphen a name may go on with a small letter.
            && doc.word(start).starts_with(char::is_uppercase)
            && !matches!(
                self.entity(token),
                Some(
                    EntityType::ORG
                        | EntityType::GPE
                        | EntityType::FAC
                        | EntityType::LOC
                        | EntityType::LAW
                        | EntityType::EVENT
                )
            )
    }

    /// Whether the tagger took for a common word the family name, alone, of somebody whom the article has named in full:
    /// "*Bond* said", after "Jens Bond".
    pub(super) fn is_misread_name(&self, token: usize) -> bool {
        let doc = self.doc;
        let parsed = doc.token(token);
        let word = doc.word(token);
        let common = matches!(
            parsed.pos,
            Pos::NOUN | Pos::VERB | Pos::ADJ | Pos::ADV | Pos::X
        );
        if !common || !word.starts_with(char::is_uppercase) || self.by_head[token] != 0 {
            return false;
        }
        let opens = doc
            .sentences()
            .get(parsed.sentence as usize)
            .is_some_and(|sentence| sentence.start == token);
        // Any word has a capital at the head of a sentence.
        let stands = match parsed.dep {
            Dep::Nsubj | Dep::Nsubjpass | Dep::Poss => true,
            Dep::Pobj | Dep::Dobj | Dep::Dative | Dep::Conj => !opens,
            _ => false,
        };
        let alone = doc.children(token).all(|c| c > token)
            && (token == 0 || !doc.word(token - 1).starts_with(char::is_uppercase) || opens);
        stands
            && alone
            && self.cast.person(word).is_some_and(|person| {
                person
                    .name
                    .strip_suffix(word)
                    .is_some_and(|given| given.ends_with(' '))
            })
    }

    /// Whether an office or rank ends at `token`: "*Minister* Lavrov", but not "*state* stockpiler".
    pub(super) fn is_title_of_person(&self, token: usize) -> bool {
        self.lexicon
            .roles
            .longest_ending_at(&self.words[..=token], token)
            .is_some_and(|(_, noun)| {
                matches!(
                    noun.sort,
                    RoleSort::Office | RoleSort::Head | RoleSort::Member
                ) || noun.sort == RoleSort::Private && matches!(noun.role, Role::CVL | Role::MED)
            })
    }

    /// Whether `before` is a name of the person whose name goes on with `token`, and no title, office or state.
    pub(super) fn is_earlier_name(&self, before: usize, token: usize) -> bool {
        self.entity(before) == Some(EntityType::PERSON)
            && self.same_entity(before, token)
            && self.doc.token(before).pos == Pos::PROPN
            && self.hit_of[before] == 0
            && !is_title(self.doc.word(before))
            && self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..=before], before)
                .is_none()
    }

    /// Whether the word at `token` is a given name within a person's name, whatever else it means: "Christian".
    pub(super) fn is_given_name(&self, token: usize) -> bool {
        let words = &self.lexicon.words;
        let word = self.doc.word(token);
        (words.is(word, Tells::He) || words.is(word, Tells::She))
            && token + 1 < self.doc.len()
            && self.entity(token) == Some(EntityType::PERSON)
            && self.same_entity(token, token + 1)
    }

    /// Whether the place or people called as the word at `token` is none here, for the word opens a person's name:
    /// "*Morena* Valdes", "*Sydney* Hale".
    pub(super) fn is_placelike_given_name(&self, token: usize) -> bool {
        let doc = self.doc;
        let next = token + 1;
        let placelike = self.hit_covering(token).is_some_and(|hit| {
            hit.tokens.len() == 1
                && !hit.partial
                && matches!(
                    hit.sense.kind,
                    NameKind::City | NameKind::Capital | NameKind::People
                )
        });
        placelike
            && next < doc.len()
            && self.entity(token) == Some(EntityType::PERSON)
            && self.same_entity(token, next)
            && (token == 0 || !self.same_entity(token - 1, token))
            && doc.token(token).dep == Dep::Compound
            && doc.token(next).pos == Pos::PROPN
            && self.hit_of[next] == 0
            && self
                .lexicon
                .roles
                .longest_around(&self.words, next)
                .is_none()
    }

    /// The first token of the name that ends with `token`: the capitalised compounds before it that
    /// are neither titles nor names of states.
    pub(super) fn name_start(&self, token: usize) -> usize {
        let doc = self.doc;
        let mut start = token;
        while start > 0 {
            let before = start - 1;
            // "The federation *CNPF* Jens Hale": letters before a whole name are a body's.
            let letters = doc.word(before);
            if start < token
                && letters.len() > 2
                && letters.bytes().all(|byte| byte.is_ascii_uppercase())
                && doc
                    .word(start)
                    .bytes()
                    .any(|byte| byte.is_ascii_lowercase())
                && doc
                    .word(token)
                    .bytes()
                    .any(|byte| byte.is_ascii_lowercase())
            {
                break;
            }
            let part = doc.token(before).pos == Pos::PROPN
                && doc.word(before) != "."
                && doc
                    .head(before)
                    .is_some_and(|head| head <= token && head > before)
                && (self.hit_of[before] == 0 || self.is_placelike_given_name(before))
                && (self.is_given_name(before)
                    || self
                        .lexicon
                        .roles
                        .longest_ending_at(&self.words[..=before], before)
                        .is_none())
                && !is_title(doc.word(before));
            if part {
                start = before;
            } else if let Some(first) = self.hyphenated(before) {
                start = first;
            } else {
                break;
            }
        }
        start
    }

    /// The first part of a name whose hyphen stands at `token`: "*Dei*-Anang".
    pub(super) fn hyphenated(&self, token: usize) -> Option<usize> {
        let doc = self.doc;
        let first = token.checked_sub(1)?;
        let joined = doc.word(token) == "-"
            && token + 1 < doc.len()
            && doc.token(first).end == doc.token(token).start
            && doc.token(token).end == doc.token(token + 1).start;
        let name = doc.token(first).pos == Pos::PROPN
            && (doc.word(first).starts_with(char::is_uppercase) || is_article(doc.word(first)))
            && self.is_no_other(first);
        (joined && name).then_some(first)
    }

    /// Whether the word at `token` names nobody of the lexicon, or but a family: "Ko *Wen*-je" is none of the Wens.
    fn is_no_other(&self, token: usize) -> bool {
        self.hit_at(token).map_or(self.hit_of[token] == 0, |hit| {
            hit.sense.kind == NameKind::Surname
        })
    }

    pub(super) fn full_name(&self, token: usize) -> String {
        crate::tree::words(self.doc, self.name_start(token)..token + 1)
    }

    /// Whether the parser took the person's name that ends with `token` for a part of the next one: "*Hale* and
    /// Prime Minister Marek".
    pub(super) fn is_flat_partner(&self, token: usize) -> bool {
        let doc = self.doc;
        let next = token + 1;
        matches!(doc.token(token).dep, Dep::Nmod | Dep::Compound)
            && next < doc.len()
            && matches!(doc.word(next), "and" | ",")
            && self.entity(token) == Some(EntityType::PERSON)
            && doc.head(token).is_some_and(|head| {
                head > next && doc.token(head).pos == Pos::PROPN && !self.same_entity(head, token)
            })
    }
}

/// Whether `word` joins a family's or a father's name to a given one.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "bin"
            | "ibn"
            | "bint"
            | "ben"
            | "al"
            | "el"
            | "abu"
            | "van"
            | "von"
            | "der"
            | "de"
            | "da"
            | "dos"
            | "di"
    )
}

/// Whether `word` is the Arabic article, which a hyphen joins to a name: "Khalida *al*-Obaidi", "*ash*-Shami".
fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "an" | "ar" | "as" | "ash" | "at" | "ad")
}

/// Whether `word` is an honorific, which stands before a name and tells no office.
pub(super) fn is_title(word: &str) -> bool {
    matches!(
        word.to_lowercase().trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "madam"
            | "pope"
            | "rev"
            | "revd"
            | "msgr"
            | "reps"
            | "sens"
    )
}

/// Whether `word` is a short form of an office or rank, which is no given name: "*Gen* Hale".
fn is_short_rank(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Gen" | "Lt" | "Maj" | "Brig" | "Col" | "Capt" | "Adm" | "Sgt" | "Gov" | "Sen" | "Rep"
    )
}

/// Family name → the given names of those whom the article names in full, by the recogniser.
pub(super) fn full_names(doc: &Document) -> FxHashMap<CompactString, Vec<CompactString>> {
    let mut full: FxHashMap<CompactString, Vec<CompactString>> = FxHashMap::default();
    for entity in doc
        .entities()
        .iter()
        .filter(|e| e.kind == EntityType::PERSON)
    {
        let mut words = entity
            .tokens
            .clone()
            .filter(|&token| {
                let word = doc.word(token);
                doc.token(token).pos == Pos::PROPN && !is_title(word) && !is_short_rank(word)
            })
            .map(|token| doc.word(token));
        // "Ko Wen-je": the family's name stands first.
        if let Some(family) = leading_family(&crate::tree::words(doc, entity.tokens.clone())) {
            let given = doc.word(entity.tokens.end - 1);
            full.entry(family.into()).or_default().push(given.into());
        }
        let Some(given) = words.next() else { continue };
        if let Some(family) = words.next_back() {
            let known = full.entry(family.into()).or_default();
            if known.len() < 8 && known.iter().all(|other| other != given) {
                known.push(given.into());
            }
        }
    }
    full
}
