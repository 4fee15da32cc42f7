//! The names of the lexicon and where they stand in a text: a trie over tokens.

use std::sync::OnceLock;

use compact_str::CompactString;
use detente_calendar::PartialDate;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::casing::{Casing, form_casing};
use crate::fold::{is_caps, with_key};
use crate::sense::{NameKind, Sense};
use crate::split;

mod stored;

/// A spelling of a name with what it may mean.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Form {
    /// Tokens joined by one blank, accents folded, case kept.
    pub cased: CompactString,
    /// Indices into the senses.
    pub senses: Vec<u32>,
}

/// What names are compiled to before they are indexed.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct NameTable {
    pub senses: Vec<Sense>,
    pub forms: Vec<Form>,
    pub files: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
struct Node {
    /// The node's forms: `order[first..first + count]`, all of the same words but for case.
    first: u32,
    count: u32,
}

/// All names with their senses, ready to be looked up.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
#[serde(from = "stored::StoredNames", into = "stored::StoredNames")]
pub struct Names {
    table: NameTable,
    /// Lower-case word → number of the word.
    words: FxHashMap<CompactString, u32>,
    /// Word → the node of names that begin with it, 0 for none.
    roots: Vec<u32>,
    /// (node, next word) → node.
    edges: FxHashMap<(u32, u32), u32>,
    nodes: Vec<Node>,
    /// Form indices, grouped by node.
    order: Vec<u32>,
    holders: OnceLock<Holders>,
}

/// Who holds what, built when it is first asked for.
#[derive(Debug, Clone, Default)]
struct Holders {
    /// Canonical name of a person → that person's senses.
    people: FxHashMap<CompactString, Vec<u32>>,
    /// (head, lower-case office) → the senses of its holders.
    offices: FxHashMap<(CompactString, CompactString), Vec<u32>>,
    /// The heads of armed groups.
    armed: FxHashSet<CompactString>,
}

impl Holders {
    fn of(senses: &[Sense]) -> Self {
        let mut holders = Self::default();
        let people = senses
            .iter()
            .enumerate()
            .filter(|(_, sense)| sense.kind == NameKind::Person);
        for (index, sense) in people {
            let name = CompactString::from(sense.name.as_str());
            holders.people.entry(name).or_default().push(index as u32);
            if let (Some(actor), Some(office)) = (&sense.actor, &sense.office) {
                let key = (
                    actor.head.clone(),
                    CompactString::from(office.to_lowercase()),
                );
                holders.offices.entry(key).or_default().push(index as u32);
            }
        }
        holders.armed = senses
            .iter()
            .filter(|sense| sense.org_kind.as_deref() == Some("armed-group"))
            .filter_map(|sense| sense.actor.as_ref())
            .filter(|actor| actor.role.is_none())
            .map(|actor| actor.head.clone())
            .collect();
        holders
    }
}

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Number of tokens it covers.
    pub len: usize,
    /// Where the name is only the part of a hyphenated token before its hyphen (`U.S.` in `U.S.-led`,
    /// which the tokeniser leaves whole): the bytes of that part; `len` is 1 then.
    pub part: Option<u32>,
    node: u32,
    /// The node's forms that the text's case allows, bit by bit.
    mask: u32,
}

impl Names {
    /// The longest name that begins at token `at`, if any. `words` are the text's tokens as the English
    /// tokeniser makes them. Case counts, but for words in capitals of four letters or more (headlines),
    /// names of several words all in capitals, and lower-case names written with capitals. The initial
    /// after a given name is passed over.
    ///
    /// A word that begins no name costs one hash probe.
    pub fn longest_at(&self, words: &[&str], at: usize) -> Option<Match> {
        let first = words.get(at)?;
        let Some(word) = self.word(first) else {
            return self.before_hyphen(first);
        };
        let found = self.walk(word, words, at);
        let initial = words.get(at + 1).is_some_and(|next| is_initial(next));
        if initial && let Some(person) = self.without_initial(word, words, at) {
            return Some(
                found
                    .filter(|found| found.len >= person.len)
                    .unwrap_or(person),
            );
        }
        found
    }

    /// The person named at `at` if the initial after the given name is left out: "Vladimir V. Putin".
    fn without_initial(&self, first: u32, words: &[&str], at: usize) -> Option<Match> {
        const REACH: usize = 4;
        let rest = words.get(at + 2..)?;
        let mut name = vec![words[at]];
        name.extend(rest.iter().take(REACH));
        let found = self.walk(first, &name, 0).filter(|found| found.len > 1)?;
        self.senses(found)
            .any(|sense| sense.kind == NameKind::Person)
            .then_some(Match {
                len: found.len + 1,
                ..found
            })
    }

    /// What the matched name may mean, in the order of the files.
    pub fn senses(&self, found: Match) -> impl Iterator<Item = &Sense> + Clone {
        let forms = self.forms_of(found.node);
        let chosen = move |bit: usize| found.mask >> bit & 1 == 1;
        forms
            .iter()
            .enumerate()
            .filter(move |(bit, _)| chosen(*bit))
            .flat_map(move |(bit, &form)| {
                let earlier = &forms[..bit];
                self.table.forms[form as usize]
                    .senses
                    .iter()
                    .filter(move |sense| {
                        !earlier.iter().enumerate().any(|(other, &form)| {
                            chosen(other) && self.table.forms[form as usize].senses.contains(sense)
                        })
                    })
            })
            .map(|&sense| &self.table.senses[sense as usize])
    }

    /// The senses of exactly `name`, split into tokens as names of the files are.
    pub fn lookup(&self, name: &str) -> Option<Match> {
        let tokens = split::tokens(name);
        let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
        self.longest_at(&words, 0)
            .filter(|found| found.len == words.len() && found.part.is_none())
    }

    /// The offices of the person whose canonical name is `person`, in the order of the files.
    pub fn offices_of(&self, person: &str) -> impl Iterator<Item = &Sense> {
        self.holders_index()
            .people
            .get(person)
            .into_iter()
            .flatten()
            .map(|&sense| &self.table.senses[sense as usize])
    }

    /// Those who hold `office` of `head` on `date`, or ever where there is no date.
    /// The office is compared without regard to case.
    pub fn holders(
        &self,
        head: &str,
        office: &str,
        date: Option<PartialDate>,
    ) -> impl Iterator<Item = &Sense> {
        let key = (
            CompactString::from(head),
            CompactString::from(office.to_lowercase()),
        );
        self.holders_index()
            .offices
            .get(&key)
            .into_iter()
            .flatten()
            .map(|&sense| &self.table.senses[sense as usize])
            .filter(move |sense| date.is_none_or(|date| sense.tenure(date).is_current()))
    }

    /// All senses, in the order of the files.
    pub fn all(&self) -> &[Sense] {
        &self.table.senses
    }

    /// The number of spellings.
    pub fn len(&self) -> usize {
        self.table.forms.len()
    }

    /// Whether there is no name at all.
    pub fn is_empty(&self) -> bool {
        self.table.forms.is_empty()
    }

    /// The file and line of a sense's row.
    pub fn origin(&self, sense: &Sense) -> (&str, u32) {
        (
            self.table
                .files
                .get(sense.origin.file as usize)
                .map_or("", String::as_str),
            sense.origin.line,
        )
    }

    /// Each spelling with its senses, in the order of the files.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &Sense>)> {
        self.table.forms.iter().map(|form| {
            (
                form.cased.as_str(),
                form.senses
                    .iter()
                    .map(|&sense| &self.table.senses[sense as usize]),
            )
        })
    }

    /// Whether `head` is an armed group with an id of its own: FARC, Hezbollah.
    pub fn is_armed_group(&self, head: &str) -> bool {
        self.holders_index().armed.contains(head)
    }

    fn holders_index(&self) -> &Holders {
        self.holders.get_or_init(|| Holders::of(&self.table.senses))
    }

    fn word(&self, word: &str) -> Option<u32> {
        with_key(word, |key| self.words.get(key).copied())
    }

    fn forms_of(&self, node: u32) -> &[u32] {
        let Node { first, count } = self.nodes[node as usize];
        &self.order[first as usize..(first + count) as usize]
    }

    fn walk(&self, first: u32, words: &[&str], at: usize) -> Option<Match> {
        let mut node = self.roots[first as usize];
        let mut best = None;
        let mut len = 1;
        while node != 0 {
            let mask = self.allowed(node, &words[at..at + len]);
            if mask != 0 {
                best = Some(Match {
                    len,
                    part: None,
                    node,
                    mask,
                });
            }
            let Some(next) = words.get(at + len).and_then(|word| self.word(word)) else {
                break;
            };
            node = self.edges.get(&(node, next)).copied().unwrap_or(0);
            len += 1;
        }
        best
    }

    /// The name before the last hyphen of a token that is no name itself.
    fn before_hyphen(&self, token: &str) -> Option<Match> {
        let cut = token.rfind(['-', '–', '‑'])?;
        let part = &token[..cut];
        let node = self.roots[self.word(part)? as usize];
        let mask = if node == 0 {
            0
        } else {
            self.allowed(node, &[part])
        };
        (mask != 0).then_some(Match {
            len: 1,
            part: Some(cut as u32),
            node,
            mask,
        })
    }

    /// The forms of `node` that the text's case allows: those written exactly so if there are any, else
    /// the variants.
    fn allowed(&self, node: u32, words: &[&str]) -> u32 {
        let (mut exact, mut variant) = (0u32, 0u32);
        for (bit, &form) in self.forms_of(node).iter().enumerate() {
            match form_casing(&self.table.forms[form as usize].cased, words) {
                Casing::Exact => exact |= 1 << bit,
                Casing::Variant => variant |= 1 << bit,
                Casing::Other => {}
            }
        }
        if exact == 0 { variant } else { exact }
    }
}

/// Whether `word` is the initial of a name: `V.`, `V`.
fn is_initial(word: &str) -> bool {
    let letter = word.strip_suffix('.').unwrap_or(word);
    let mut chars = letter.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Most spellings of the same words that differ in case alone; [`Match`] keeps a bit for each.
pub(crate) const MOST_CASINGS: usize = 32;

impl From<NameTable> for Names {
    fn from(table: NameTable) -> Self {
        let count = table.forms.len();
        let mut names = Self {
            nodes: Vec::with_capacity(2 * count + 1),
            ..Self::default()
        };
        // Node 0 stands for "no node".
        names.nodes.push(Node::default());
        names.words.reserve(count);
        names.edges.reserve(2 * count);
        let of_form: Vec<u32> = table
            .forms
            .iter()
            .map(|form| names.grow(&form.cased))
            .collect();
        for &node in &of_form {
            let place = &mut names.nodes[node as usize];
            place.count = (place.count + 1).min(MOST_CASINGS as u32);
        }
        let mut first = 0;
        for node in &mut names.nodes {
            node.first = first;
            first += node.count;
            // Counted up again below, as the forms are put in their places.
            node.count = 0;
        }
        names.order = vec![0; first as usize];
        for (form, &node) in of_form.iter().enumerate() {
            let place = &mut names.nodes[node as usize];
            if (place.count as usize) < MOST_CASINGS {
                names.order[(place.first + place.count) as usize] = form as u32;
                place.count += 1;
            }
        }
        names.table = table;
        names
    }
}

impl Names {
    /// The node of a form, made with those on the way to it if need be.
    fn grow(&mut self, form: &str) -> u32 {
        let mut node = 0;
        for word in form.split(' ') {
            let fresh_word = self.words.len() as u32;
            let word = with_key(word, |key| match self.words.get(key) {
                Some(&word) => word,
                None => *self.words.entry(key.into()).or_insert(fresh_word),
            });
            if word == fresh_word {
                self.roots.push(0);
            }
            let fresh_node = self.nodes.len() as u32;
            let next = if node == 0 {
                &mut self.roots[word as usize]
            } else {
                self.edges.entry((node, word)).or_insert(0)
            };
            if *next == 0 {
                *next = fresh_node;
                self.nodes.push(Node::default());
            }
            node = *next;
        }
        node
    }
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.table.senses == other.table.senses
            && self.table.files == other.table.files
            && self.table.forms.len() == other.table.forms.len()
            && self
                .table
                .forms
                .iter()
                .zip(&other.table.forms)
                .all(|(a, b)| a.cased == b.cased && a.senses == b.senses)
    }
}

/// Whether all letters of all words are capitals.
pub(crate) fn all_caps(words: &[&str]) -> bool {
    words
        .iter()
        .all(|word| is_caps(word) || !word.chars().any(char::is_alphabetic))
}
