//! Nouns that name a role: "foreign minister" is `GOV`, "fighter jet" an asset of `MIL`.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::actor::Role;
use crate::fold::with_key;
use crate::inflection::{plural, same_number};
use crate::split;

/// What sort of thing a role noun names.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum RoleSort {
    /// A person who acts for a state or body: president, envoy, spokeswoman.
    Office,
    /// A member of a force or body: soldier, lawmaker, gunman.
    Member,
    /// A force or body: army, ministry, court, regime.
    Unit,
    /// A thing that stands for its owner: embassy, jet, convoy.
    Asset,
    /// Inhabitants and their groups: villager, protester, union.
    People,
    /// People and bodies who do not act for their state: analyst, company, newspaper.
    Private,
}

impl RoleSort {
    /// All sorts.
    pub const ALL: [Self; 6] = [
        Self::Office,
        Self::Member,
        Self::Unit,
        Self::Asset,
        Self::People,
        Self::Private,
    ];

    /// The word of `roles.tsv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Member => "member",
            Self::Unit => "unit",
            Self::Asset => "asset",
            Self::People => "people",
            Self::Private => "private",
        }
    }

    /// The sort of a word of `roles.tsv`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text)
    }
}

/// A row of `roles.tsv`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RoleNoun {
    /// The noun in the singular, lower case: `foreign minister`.
    pub noun: CompactString,
    /// Whose part it is.
    pub role: Role,
    /// What sort of thing it is.
    pub sort: RoleSort,
}

/// All role nouns, found by their last word in the singular or plural.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "Vec<RoleNoun>", into = "Vec<RoleNoun>")]
pub struct RoleNouns {
    nouns: Vec<RoleNoun>,
    /// Last word, singular and plural → the nouns that end so, longest first, each with its words.
    by_head: FxHashMap<CompactString, Vec<(u32, Vec<CompactString>)>>,
}

impl RoleNouns {
    /// The longest role noun whose last word is token `end`, with the number of tokens it covers.
    /// `words` may be the words of the text or their lemmas: both numbers match, case does not count.
    ///
    /// A word that ends no role noun costs one hash probe.
    pub fn longest_ending_at(&self, words: &[&str], end: usize) -> Option<(usize, &RoleNoun)> {
        let head = words.get(end)?;
        let candidates = with_key(head, |key| self.by_head.get(key))?;
        candidates.iter().find_map(|(noun, own)| {
            let start = (end + 1).checked_sub(own.len())?;
            let before = words[start..end].iter().zip(own);
            before
                .clone()
                .all(|(word, own)| with_key(word, |key| same_number(key, own)))
                .then(|| (own.len(), &self.nouns[*noun as usize]))
        })
    }

    /// All nouns in the order of the file.
    pub fn all(&self) -> &[RoleNoun] {
        &self.nouns
    }
}

impl From<Vec<RoleNoun>> for RoleNouns {
    fn from(nouns: Vec<RoleNoun>) -> Self {
        let mut by_head: FxHashMap<CompactString, Vec<(u32, Vec<CompactString>)>> =
            FxHashMap::default();
        for (index, noun) in nouns.iter().enumerate() {
            let words: Vec<CompactString> = split::tokens(&noun.noun)
                .into_iter()
                .map(Into::into)
                .collect();
            let Some(head) = words.last().cloned() else {
                continue;
            };
            let plural = CompactString::from(plural(&head));
            if plural != head {
                by_head
                    .entry(plural)
                    .or_default()
                    .push((index as u32, words.clone()));
            }
            by_head.entry(head).or_default().push((index as u32, words));
        }
        for candidates in by_head.values_mut() {
            candidates.sort_by_key(|(index, words)| (std::cmp::Reverse(words.len()), *index));
        }
        Self { nouns, by_head }
    }
}

impl From<RoleNouns> for Vec<RoleNoun> {
    fn from(nouns: RoleNouns) -> Self {
        nouns.nouns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nouns() -> RoleNouns {
        let row = |noun: &str, role, sort| RoleNoun {
            noun: noun.into(),
            role,
            sort,
        };
        RoleNouns::from(vec![
            row("minister", Role::GOV, RoleSort::Office),
            row("foreign minister", Role::GOV, RoleSort::Office),
            row("jet", Role::MIL, RoleSort::Asset),
            row("fighter jet", Role::MIL, RoleSort::Asset),
            row("armed forces", Role::MIL, RoleSort::Unit),
            row("policeman", Role::COP, RoleSort::Member),
            row("central bank", Role::GOV, RoleSort::Unit),
        ])
    }

    #[test]
    fn takes_the_longest() {
        let nouns = nouns();
        for (text, end, noun, len) in [
            ("the Foreign Ministers", 2, "foreign minister", 2),
            ("foreign trade minister", 2, "minister", 1),
            ("two fighter jets", 2, "fighter jet", 2),
            ("armed forces", 1, "armed forces", 2),
            ("policemen", 0, "policeman", 1),
            ("central bank", 1, "central bank", 2),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let (found_len, found) = nouns.longest_ending_at(&words, end).expect(text);
            assert_eq!((found.noun.as_str(), found_len), (noun, len), "{text}");
        }
        assert!(nouns.longest_ending_at(&["bank"], 0).is_none());
        assert!(nouns.longest_ending_at(&[], 3).is_none());
    }
}
