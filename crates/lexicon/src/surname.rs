//! Family names, taken from full names.

use rustc_hash::FxHashMap;

/// English words, month names and titles that are family names too. A family name among them is weak.
const WORDS: &[&str] = &[
    "Ash",
    "Back",
    "Bacon",
    "Baker",
    "Ball",
    "Ban",
    "Bank",
    "Banks",
    "Bar",
    "Barber",
    "Bay",
    "Bean",
    "Bell",
    "Best",
    "Bird",
    "Bishop",
    "Black",
    "Blunt",
    "Bond",
    "Brown",
    "Bull",
    "Burns",
    "Bush",
    "Butler",
    "Can",
    "Carpenter",
    "Case",
    "Cash",
    "Chance",
    "Chase",
    "Church",
    "Close",
    "Coats",
    "Cole",
    "Cook",
    "Cooper",
    "Crane",
    "Cross",
    "Day",
    "Dean",
    "Do",
    "Drew",
    "Duke",
    "East",
    "English",
    "Field",
    "Fields",
    "Fish",
    "Fisher",
    "Flood",
    "Ford",
    "Forest",
    "Fox",
    "Freeman",
    "French",
    "Gates",
    "Good",
    "Gore",
    "Grace",
    "Graham",
    "Grant",
    "Gray",
    "Green",
    "Grove",
    "Hall",
    "Hand",
    "Hay",
    "Haze",
    "Head",
    "Hill",
    "Holder",
    "Holland",
    "Hope",
    "House",
    "Hunt",
    "Hunter",
    "Judge",
    "Justice",
    "Keen",
    "Key",
    "King",
    "Knight",
    "Lake",
    "Lamb",
    "Lane",
    "Law",
    "Lawless",
    "Lea",
    "Leader",
    "Leaf",
    "Little",
    "Long",
    "Lord",
    "Love",
    "Low",
    "Major",
    "Man",
    "Marsh",
    "Marshal",
    "Marshall",
    "Mason",
    "Masters",
    "May",
    "Merry",
    "Mills",
    "Moon",
    "Moor",
    "More",
    "Morning",
    "Moss",
    "New",
    "Noble",
    "North",
    "Page",
    "Park",
    "Peace",
    "Pence",
    "Person",
    "Pike",
    "Pitt",
    "Pool",
    "Pope",
    "Power",
    "Powers",
    "Price",
    "Prince",
    "Prior",
    "Rain",
    "Read",
    "Reason",
    "Rice",
    "Rich",
    "Rivers",
    "Rock",
    "Rose",
    "Rush",
    "Said",
    "Sand",
    "Sands",
    "Savage",
    "Scott",
    "Sharp",
    "Shields",
    "Short",
    "Silver",
    "Small",
    "Smart",
    "Smith",
    "Snow",
    "Song",
    "South",
    "Spring",
    "Steel",
    "Stern",
    "Stone",
    "Straw",
    "Street",
    "Strong",
    "Summers",
    "Sun",
    "Swift",
    "Taylor",
    "Temple",
    "Thin",
    "Trump",
    "Turner",
    "Wade",
    "Walker",
    "Wall",
    "War",
    "Ward",
    "Warner",
    "Waters",
    "Way",
    "Webb",
    "Wells",
    "West",
    "White",
    "Will",
    "Wise",
    "Wolf",
    "Wood",
    "Woods",
    "Worth",
    "Yes",
    "Young",
];

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
const SUFFIXES: [&str; 8] = ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "V"];

/// How a person's names give family names.
#[derive(Debug, Default)]
pub(crate) struct Surnames {
    /// Given names seen in the data, and how often.
    given: FxHashMap<String, u32>,
}

impl Surnames {
    /// Counts the given names of all people: a family name among them is weak.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut given = FxHashMap::default();
        for name in names {
            let mut words = name.split_whitespace();
            if let (Some(first), Some(_)) = (words.next(), words.next()) {
                *given.entry(first.to_owned()).or_default() += 1;
            }
        }
        Self { given }
    }

    /// Whether `surname` is too common a word or given name to stand alone.
    pub fn is_weak(&self, surname: &str) -> bool {
        !PLAIN.contains(&surname)
            && (WORDS.binary_search(&surname).is_ok()
                || surname.chars().count() < 3
                || self.given.get(surname).is_some_and(|&count| count > 1))
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
    fn words_are_sorted() {
        assert!(WORDS.is_sorted());
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
