//! Nouns that name a role: "foreign minister" is `GOV`, "fighter jet" an asset of `MIL`.

use std::cmp::Reverse;
use std::ops::Range;

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
    /// A person who leads a body and acts for it, with the body's role: chairman, head, director.
    Head,
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
    pub const ALL: [Self; 7] = [
        Self::Office,
        Self::Head,
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
            Self::Head => "head",
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

/// The words of a noun about its head: "chairman" in "joint chairman of the board".
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    /// Index of the noun.
    noun: u32,
    before: Vec<CompactString>,
    after: Vec<CompactString>,
}

impl Pattern {
    /// The tokens it covers if it stands about token `head`.
    fn range(&self, words: &[&str], head: usize) -> Option<Range<usize>> {
        let start = head.checked_sub(self.before.len())?;
        let end = head + 1 + self.after.len();
        let agree = |words: &[&str], own: &[CompactString]| {
            words
                .iter()
                .zip(own)
                .all(|(word, own)| with_key(word, |key| same_number(key, own)))
        };
        (agree(&words[start..head], &self.before) && agree(words.get(head + 1..end)?, &self.after))
            .then_some(start..end)
    }
}

/// All role nouns, found by their head in the singular or plural.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "Vec<RoleNoun>", into = "Vec<RoleNoun>")]
pub struct RoleNouns {
    nouns: Vec<RoleNoun>,
    /// Head, singular and plural → the nouns with that head, longest first.
    by_head: FxHashMap<CompactString, Vec<Pattern>>,
}

impl RoleNouns {
    /// The longest role noun whose last word is token `end`, with the number of tokens it covers.
    /// `words` are the words of the text (or their lemmas): both numbers match, case does not count.
    ///
    /// A word that ends no role noun costs one hash probe.
    pub fn longest_ending_at(&self, words: &[&str], end: usize) -> Option<(usize, &RoleNoun)> {
        let end_at = end.checked_add(1)?;
        self.matches(words, end)
            .find(|(range, _)| range.end == end_at)
            .map(|(range, noun)| (range.len(), noun))
    }

    /// The longest role noun whose head is token `head`, with the tokens it covers: "ministry of
    /// defence" about "ministry", "chief of staff" about "chief".
    pub fn longest_around(&self, words: &[&str], head: usize) -> Option<(Range<usize>, &RoleNoun)> {
        self.matches(words, head).next()
    }

    fn matches(
        &self,
        words: &[&str],
        head: usize,
    ) -> impl Iterator<Item = (Range<usize>, &RoleNoun)> {
        words
            .get(head)
            .and_then(|word| with_key(word, |key| self.by_head.get(key)))
            .into_iter()
            .flatten()
            .filter_map(move |pattern| {
                let range = pattern.range(words, head)?;
                Some((range, &self.nouns[pattern.noun as usize]))
            })
    }

    /// All nouns in the order of the file.
    pub fn all(&self) -> &[RoleNoun] {
        &self.nouns
    }
}

impl From<Vec<RoleNoun>> for RoleNouns {
    fn from(nouns: Vec<RoleNoun>) -> Self {
        let mut by_head: FxHashMap<CompactString, Vec<Pattern>> = FxHashMap::default();
        for (index, noun) in nouns.iter().enumerate() {
            let mut before: Vec<CompactString> = split::tokens(&noun.noun)
                .into_iter()
                .map(Into::into)
                .collect();
            let link = before
                .iter()
                .position(|word| matches!(word.as_str(), "of" | "in" | "d'affaires"))
                .filter(|&link| link > 0);
            let mut after = link.map_or_else(Vec::new, |link| before.split_off(link));
            // "commander-in-chief" has its hyphen before the preposition.
            if before.len() > 1 && before.last().is_some_and(|word| word == "-") {
                before.pop();
                after.insert(0, "-".into());
            }
            let Some(head) = before.pop() else { continue };
            let pattern = Pattern {
                noun: index as u32,
                before,
                after,
            };
            let plural = CompactString::from(plural(&head));
            if plural != head {
                by_head.entry(plural).or_default().push(pattern.clone());
            }
            by_head.entry(head).or_default().push(pattern);
        }
        for patterns in by_head.values_mut() {
            patterns.sort_by_key(|pattern| {
                (
                    Reverse(pattern.before.len() + pattern.after.len()),
                    pattern.noun,
                )
            });
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
            row("ministry", Role::GOV, RoleSort::Unit),
            row("ministry of defence", Role::MIL, RoleSort::Unit),
            row("commander-in-chief", Role::MIL, RoleSort::Office),
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
        for (text, head, noun, range) in [
            (
                "the Ministry of Defence said",
                1,
                "ministry of defence",
                1..4,
            ),
            ("the ministries of culture", 1, "ministry", 1..2),
            ("the commander - in - chief", 1, "commander-in-chief", 1..6),
            ("the ministry", 1, "ministry", 1..2),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let (found_range, found) = nouns.longest_around(&words, head).expect(text);
            assert_eq!((found.noun.as_str(), found_range), (noun, range), "{text}");
        }
        assert!(nouns.longest_ending_at(&["bank"], 0).is_none());
        assert!(nouns.longest_ending_at(&["minister"], usize::MAX).is_none());
        assert!(nouns.longest_ending_at(&[], 3).is_none());
    }
}
