//! Family names, taken from full names.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::fold::plain;

mod words;

/// Family names that are words too but mean one leader so plainly that they are never held to be weak.
const PLAIN: &[&str] = &["Trump", "Pence", "Xi"];

/// Particles that belong to the family name.
const PARTICLES: [&str; 32] = [
    "abu", "af", "al", "bar", "ben", "bin", "da", "dal", "de", "del", "della", "den", "der", "di",
    "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "ould", "san", "st.", "te", "ten",
    "ter", "van", "von", "zu",
];

/// Particles that papers leave off: "Villepin" for "de Villepin".
const LOOSE: [&str; 6] = ["al", "de", "di", "el", "da", "ould"];

/// Ends of a name that are no part of the family name.
const SUFFIXES: [&str; 4] = ["Jr", "Jr.", "Sr", "Sr."];

/// How far a family name alone tells the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strength {
    /// A word of every text: no name by itself.
    None,
    /// An everyday word, a given name or a name of many.
    Weak,
    /// A name that hardly means anything else.
    Strong,
}

/// Tells family names from everyday words and given names.
#[derive(Debug)]
pub(crate) struct Surnames {
    function_words: FxHashSet<&'static str>,
    weak_words: FxHashSet<&'static str>,
    /// Given names seen in the data, and how often.
    given: FxHashMap<String, u32>,
}

impl Surnames {
    /// Counts the given names of all people: a family name among them is weak.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut given = FxHashMap::default();
        for name in names {
            let mut parts = name.split_whitespace();
            if let (Some(first), Some(_)) = (parts.next(), parts.next()) {
                *given.entry(plain(first).into_owned()).or_default() += 1;
            }
        }
        let weak_words = words::WORDS
            .split_whitespace()
            .chain(words::COMMON.split_whitespace());
        Self {
            function_words: words::FUNCTION_WORDS.split_whitespace().collect(),
            weak_words: weak_words.collect(),
            given,
        }
    }

    /// How far `surname` tells the person.
    pub fn strength(&self, surname: &str) -> Strength {
        let surname = &*plain(surname);
        let letters = surname.chars().count();
        if self.function_words.contains(surname) || letters < 2 {
            Strength::None
        } else if PLAIN.contains(&surname) {
            Strength::Strong
        } else if self.weak_words.contains(surname)
            || letters < 3
            || self.given.get(surname).is_some_and(|&count| count > 1)
        {
            Strength::Weak
        } else {
            Strength::Strong
        }
    }
}

/// Whether `alias` is a family name by itself: one word, or a particle and a word, out of `person`.
pub(crate) fn is_surname_alias(person: &str, alias: &str) -> bool {
    let mut words = alias.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    person
        .split_whitespace()
        .any(|word| word == last || bare(word) == last)
        && words.all(|word| PARTICLES.contains(&word.to_lowercase().as_str()))
}

/// The family names of the full name `name`: with its particles, and without those that papers leave
/// off. None for a single word, a title with "of", or a name in which `family_first` names the family.
pub(crate) fn surnames(name: &str) -> Vec<String> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| SUFFIXES.contains(word)) {
        words.pop();
    }
    // A numeral ends the name of a monarch or pope, who has no family name.
    let is_numeral = |word: &&str| word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    if words.last().is_some_and(is_numeral) {
        return Vec::new();
    }
    if words.len() < 2 || words.contains(&"of") || words.iter().any(|word| word.ends_with(',')) {
        return Vec::new();
    }
    let last = words.len() - 1;
    let is_particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str());
    let mut start = last;
    while start > 1 && is_particle(words[start - 1]) {
        start -= 1;
    }
    let mut out = vec![words[start..].join(" ")];
    let loose = words[start..last]
        .iter()
        .all(|word| LOOSE.contains(&word.to_lowercase().as_str()));
    let stem = bare(words[last]);
    if loose && (start < last || stem != words[last]) {
        out.push(stem.to_owned());
    }
    out
}

/// `Assad` of `al-Assad`.
fn bare(word: &str) -> &str {
    let cut = word
        .char_indices()
        .find(|&(at, c)| matches!(c, '-' | '‑' | '–') && at > 0);
    match cut {
        Some((at, mark))
            if matches!(
                &word[..at],
                "al" | "Al" | "el" | "El" | "ul" | "as" | "an" | "ar" | "at"
            ) =>
        {
            &word[at + mark.len_utf8()..]
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_weak_or_nothing() {
        let people = [
            "Paul Kagame",
            "Paul Martin",
            "He Lifeng",
            "Theresa May",
            "Sergey Lavrov",
        ];
        let surnames = Surnames::new(people.into_iter());
        for (name, strength) in [
            ("He", Strength::None),
            ("I", Strength::None),
            ("May", Strength::Weak),
            ("Paul", Strength::Weak),
            ("Smith", Strength::Weak),
            ("Li", Strength::Weak),
            ("García", Strength::Weak),
            ("Xi", Strength::Strong),
            ("Trump", Strength::Strong),
            ("Lavrov", Strength::Strong),
        ] {
            assert_eq!(surnames.strength(name), strength, "{name}");
        }
    }

    #[test]
    fn takes_family_names() {
        for (name, expected) in [
            ("Dmitry Medvedev", "Medvedev"),
            ("Bashar al-Assad", "al-Assad|Assad"),
            ("Herman Van Rompuy", "Van Rompuy"),
            ("Ursula von der Leyen", "von der Leyen"),
            ("Dominique de Villepin", "de Villepin|Villepin"),
            ("Mohammed bin Salman", "bin Salman"),
            ("Lula", ""),
            ("Juan Carlos I", ""),
            ("John Paul II", ""),
            ("Abdullah of Saudi Arabia", ""),
            ("Robert F. Kennedy Jr.", "Kennedy"),
            ("Sergey Lavrov", "Lavrov"),
        ] {
            assert_eq!(surnames(name).join("|"), expected, "{name}");
        }
    }

    #[test]
    fn an_alias_may_be_the_family_name() {
        assert!(is_surname_alias("Xi Jinping", "Xi"));
        assert!(is_surname_alias("Bashar al-Assad", "Assad"));
        assert!(is_surname_alias("Herman Van Rompuy", "van Rompuy"));
        assert!(!is_surname_alias("Luiz Inacio da Silva", "Lula"));
        assert!(!is_surname_alias("Mahmoud Abbas", "Abu Mazen"));
    }
}
