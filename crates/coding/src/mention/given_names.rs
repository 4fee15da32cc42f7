//! The pronoun that the bearer of a name takes, by the given names of `words/given-names.tsv`.

use detente_lexicon::{Tells, Words};

use super::cast::Gender;

/// The pronoun of the bearer of `name`, by the first given name that tells: "Lea Marek" is a she.
///
/// The last word, the family name, tells only by its Slavic or Icelandic ending ("Petrova"); a name of one
/// word tells nothing, as it may be either.
pub(super) fn gender(words: &Words, name: &str) -> Option<Gender> {
    let (given, family) = name.rsplit_once(' ')?;
    let known = given.split(' ').find_map(|word| {
        let word = word.trim_end_matches('.');
        if words.is(word, Tells::She) {
            Some(Gender::Female)
        } else {
            words.is(word, Tells::He).then_some(Gender::Male)
        }
    });
    // "A young *woman*": the noun of a description tells as a given name does.
    let described = || {
        let small = family.starts_with(char::is_lowercase);
        let tells = |sort| small && words.is(family, sort);
        tells(Tells::She)
            .then_some(Gender::Female)
            .or_else(|| tells(Tells::He).then_some(Gender::Male))
    };
    known.or_else(described).or_else(|| {
        ["ova", "eva", "skaya", "ska", "dóttir", "dottir"]
            .iter()
            .any(|ending| family.ends_with(ending))
            .then_some(Gender::Female)
    })
}

/// Whether `pronoun` can stand for the bearer of `name`: "she" not for a Ronald, "he" not for a Margaret.
pub(crate) fn suits(words: &Words, pronoun: &str, name: &str) -> bool {
    match gender(words, name) {
        Some(Gender::Male) => !pronoun.eq_ignore_ascii_case("she"),
        Some(Gender::Female) => !pronoun.eq_ignore_ascii_case("he"),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_tell_the_pronoun() {
        let words = &detente_builtin::lexicon().words;
        let of = |name: &str| gender(words, name);
        assert_eq!(of("Angela Merkel"), Some(Gender::Female));
        assert_eq!(of("John F. Smith"), Some(Gender::Male));
        assert_eq!(of("Jean-Marc Duval"), Some(Gender::Male));
        assert_eq!(of("Ludmilla Petrova"), Some(Gender::Female));
        assert_eq!(of("a young woman"), Some(Gender::Female));
        assert_eq!(of("the man"), Some(Gender::Male));
        assert_eq!(of("a farmer"), None);
        assert_eq!(of("Merkel"), None);
        assert_eq!(of("Xqz Blorp"), None);
    }
}
