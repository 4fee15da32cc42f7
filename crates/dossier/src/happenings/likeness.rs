//! Whether two reports sound like one act: the same persons meet, or the same things are told of it.
//!
//! Parties, code and day are not enough: between two states that are in the news, several acts of one
//! kind fall on a day, and an act without a day of its own has that of its article. Of links that rest on
//! these alone a third is wrong.

use std::collections::BTreeSet;

use detente_coding::record::{Event, Party};

/// Words shorter than this are mostly grammar; longer ones are compared by as many letters, so that
/// "offers" meets "offered" and a plural its singular.
const SHORTEST: usize = 5;
const STEM: usize = 6;

/// So many words in common are enough where they are also this share of the shorter telling.
const MANY: (usize, f64) = (3, 0.4);

/// So many are where nearly all of a short telling is found in the other, and of the longer a good part.
const FEW: (usize, f64, f64) = (2, 0.66, 0.4);

/// What a report tells of an act beside who did it to whom: stems of words, and numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    stems: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Telling {
    /// What the evidence of an event tells, without the names of its ends.
    pub fn of(event: &Event) -> Self {
        let ends = [&event.source, &event.target];
        let names: BTreeSet<String> = ends
            .iter()
            .flat_map(|end| {
                // A mention of several words tells more than the name: "the Oslo shipping minister".
                let alone = Some(end.mention.as_str()).filter(|mention| !mention.contains(' '));
                words(&end.name).chain(alone.into_iter().flat_map(words))
            })
            .filter(|word| word.starts_with(char::is_uppercase))
            .map(stem)
            .collect();
        let mut telling = Self::default();
        for word in event.evidence.iter().flat_map(|proof| words(&proof.text)) {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                telling.numbers.insert(word.to_owned());
            } else if word.chars().count() >= SHORTEST {
                let stem = stem(word);
                if !names.contains(&stem) {
                    telling.stems.insert(stem);
                }
            }
        }
        telling
    }

    /// Whether both tell so much alike that they are of one act; `short` ones prove nothing of acts that
    /// are told in a word ("held talks with").
    pub fn is_like(&self, other: &Self, short: bool) -> bool {
        let numbers = self.numbers.intersection(&other.numbers).count();
        if numbers == 0 && !self.numbers.is_empty() && !other.numbers.is_empty() {
            return false;
        }
        let alike = self.stems.intersection(&other.stems).count() + numbers;
        let (least, most) = (self.len().min(other.len()), self.len().max(other.len()));
        let share = |of: usize| alike as f64 / of.max(1) as f64;
        alike >= MANY.0 && share(least) >= MANY.1
            || short && alike >= FEW.0 && share(least) >= FEW.1 && share(most) >= FEW.2
    }

    /// Whether the evidence holds names and little words alone: "the Iran-Iraq war".
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(&self) -> usize {
        self.stems.len() + self.numbers.len()
    }
}

/// The proper name of one who acts for a country or body. `None` for the body itself and for descriptions.
pub fn proper_name(party: &Party) -> Option<&str> {
    (party.actor.contains(':') && is_proper(&party.name)).then_some(party.name.as_str())
}

/// Whether a name is a proper one, and no description ("Norwegian officials"): two words or more, all in
/// capitals but particles ("Omar al-Bashir").
pub fn is_proper(name: &str) -> bool {
    let particle = |word: &str| word.chars().count() <= 3;
    name.starts_with(char::is_uppercase)
        && name.contains(' ')
        && name
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) || particle(word))
}

/// Whether two proper names may be of one: the same, or the same last word ("Sir Ole Vik").
pub fn names_agree(one: &str, other: &str) -> bool {
    one == other || one.rsplit(' ').next() == other.rsplit(' ').next()
}

/// Words and numbers; "4.5" and "2,825,600" whole.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',')))
        .flat_map(|word| {
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            let parts = move |c: char| !number && matches!(c, '.' | ',');
            word.trim_matches(['.', ',']).split(parts)
        })
        .filter(|word| !word.is_empty())
}

fn stem(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .take(STEM)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Made, event};

    fn telling(text: &str) -> Telling {
        let mut event = event(&Made {
            source: "RUS",
            target: "NATO",
            ..Made::default()
        });
        event.source.name = "Russia".to_owned();
        text.clone_into(&mut event.evidence[0].text);
        Telling::of(&event)
    }

    #[test]
    fn what_is_told_alike_is_one_act() {
        for (one, other, alike) in [
            (
                "accused Russia of dumping steel on its markets",
                "Russia's dumping of steel on European markets",
                true,
            ),
            (
                "accused Russia of dumping steel",
                "accused Russia of jamming airliners",
                false,
            ),
            (
                "bought 4.5 million tonnes of wheat from Russia",
                "bought 2,825,600 tonnes of wheat, Russia's",
                false,
            ),
            (
                "approved loans to Russia",
                "approved four loans to Russia",
                true,
            ),
            ("Russia would", "Russia would", false),
        ] {
            assert_eq!(telling(one).is_like(&telling(other), true), alike, "{one}");
        }
        assert!(!telling("held trade talks").is_like(&telling("trade talks"), false));
    }

    #[test]
    fn a_proper_name_is_of_one_who_acts_for_another() {
        let named = |actor: &str, name: &str| {
            let mut party = event(&Made::default()).source;
            (party.actor, party.name) = (actor.to_owned(), name.to_owned());
            proper_name(&party).is_some()
        };
        assert!(named("SDN:GOV", "Omar al Bashir") && named("NOR:GOV", "Ole Vik"));
        assert!(!named("NOR:GOV", "Norwegian officials") && !named("USA", "United States"));
        assert!(names_agree("Sir Ole Vik", "Ole Vik") && !names_agree("Ole Vik", "Kari Moe"));
    }
}
